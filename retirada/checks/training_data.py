"""Checks of the training data. `python -m retirada.checks.training_data`.

Errors, with which the check fails: one text under two intents or with two sets of facts; annotations that overlap or
contradict each other; fact values with too few examples.

Warnings: training examples that are, word for word, test questions (short ones are alike by chance); and label issues
(`label_issues.py`), which go to var/label_issues.txt, the most doubtful first.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from retirada.checks.similar_rows import advice
from retirada.evaluation.dataset import DEV, HELDOUT, Example, read_examples, training_examples
from retirada.nlu.row_problems import broken_marks, comparable, row_problems
from retirada.nlu.training_data import TrainingDataError
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import Knowledge, KnowledgeError, load

MIN_EXAMPLES_OF_A_VALUE = 150
MIN_TOPICS_OF_A_VALUE = 3
MIN_WORDS_OF_A_QUESTION = 5


def problems(examples: Sequence[Example], knowledge: Knowledge) -> list[str]:
    """One line for each error."""
    return [*row_problems(examples), *_rare_values(examples, knowledge)]


def leaked_questions(examples: Sequence[Example], tests: Sequence[Example]) -> Iterator[str]:
    """One line for each training example that is word for word a test question."""
    # Anybody writes «sí» or «hola»: only whole questions are compared.
    asked = {comparable(test.text): test for test in tests if len(test.text.split()) >= MIN_WORDS_OF_A_QUESTION}
    for example in examples:
        if test := asked.get(comparable(example.text)):
            yield f"{example.place}: is a test question ({test.place}): «{example.text}»"


def _rare_values(examples: Sequence[Example], knowledge: Knowledge) -> Iterator[str]:
    by_intent: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for example in examples:
        for stated in example.facts.items():
            by_intent[stated][example.intent] += 1
    for name, fact in knowledge.facts.items():
        for value in fact.values:
            counts = by_intent[name, value]
            if sum(counts.values()) < MIN_EXAMPLES_OF_A_VALUE:
                yield f"data/nlu: {name}={value} has {sum(counts.values())} examples: needs {MIN_EXAMPLES_OF_A_VALUE}."
            if len(found := counts.keys() & knowledge.tables.keys()) < MIN_TOPICS_OF_A_VALUE:
                where = ", ".join(sorted(found)) or "no topic"
                yield f"data/nlu: {name}={value} occurs in {where} only: needs {MIN_TOPICS_OF_A_VALUE} topics."


def main() -> int:
    """Print the errors, write the label issues; return the exit code (1 if there are errors)."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--to", type=Path, default=PROJECT / "var" / "label_issues.txt", help="file to write")
    options.add_argument("--most", type=int, default=150, help="how many label issues to write")
    options.add_argument("--quick", action="store_true", help="leave the label issues out")
    chosen = options.parse_args()

    try:
        knowledge = load()
        examples = training_examples()
    except (KnowledgeError, TrainingDataError) as error:
        sys.exit(str(error))
    tests = [example for path in (DEV, HELDOUT) for example in read_examples(path)]
    found = [*problems(examples, knowledge), *broken_marks(tests)]
    for problem in found:
        print(problem)
    repeated = list(leaked_questions(examples, tests))
    print(f"{len(repeated)} training examples are, word for word, among the {len(tests)} test questions.")
    if not chosen.quick:
        from retirada.checks.label_issues import label_issues  # loads spaCy, which what is quick to check does not need

        print(*repeated, sep="\n")
        issues = label_issues(examples)
        chosen.to.parent.mkdir(exist_ok=True)
        chosen.to.write_text("".join(f"{issue}\n" for issue in issues[: chosen.most]), encoding="utf-8")
        print(f"{len(issues)} of {len(examples)} labels are worth a look; the first {chosen.most} are in {chosen.to}.")
    for line in advice(examples, sorted(knowledge.tables)):
        print(line)
    print("Nothing to mend in the training data." if not found else f"{len(found)} to mend in the training data.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
