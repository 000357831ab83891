"""Checks of the training data.

Errors, which `make check` tells: one text under two intents or with two sets of facts; annotations that overlap or
contradict each other; fact values with too few examples.

Warnings, which `make check-data` tells: training examples that are, word for word, test questions (short ones are alike
by chance); and label issues (`label_issues.py`), which go to var/label_issues.txt, the most doubtful first.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from retirada.evaluation.dataset import DEV, HELDOUT, TRAINING
from retirada.nlu.row_problems import comparable, row_problems
from retirada.nlu.training_data import Example, read_examples, read_folder
from retirada.paths import PROJECT
from retirada.rulebook.schema import Knowledge
from retirada.yaml_files import exit_on_data_error

MIN_EXAMPLES_OF_A_VALUE = 150
MIN_TOPICS_OF_A_VALUE = 3
MIN_WORDS_OF_A_QUESTION = 5


def problems(examples: Sequence[Example], knowledge: Knowledge) -> list[str]:
    """One line for each error."""
    return [*row_problems(examples), *_rare_values(examples, knowledge)]


def dev_and_heldout() -> list[Example]:
    """The annotated questions of tests/nlu."""
    return [example for path in (DEV, HELDOUT) for example in read_examples(path)]


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


@exit_on_data_error()
def main() -> None:
    """Print the training examples that are test questions, write the label issues.

    Raises:
        SystemExit: a file of training data can't be read.
    """
    from retirada.checks.label_issues import label_issues  # cleanlab is not installed where only `make check` runs

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--to", type=Path, default=PROJECT / "var" / "label_issues.txt", help="file to write")
    options.add_argument("--most", type=int, default=150, help="how many label issues to write")
    chosen = options.parse_args()

    examples = read_folder(TRAINING)
    print(*leaked_questions(examples, dev_and_heldout()), sep="\n")
    issues = label_issues(examples)
    chosen.to.parent.mkdir(exist_ok=True)
    chosen.to.write_text("".join(f"{issue}\n" for issue in issues[: chosen.most]), encoding="utf-8")
    print(f"{len(issues)} of {len(examples)} labels are worth a look; the first {chosen.most} are in {chosen.to}.")


if __name__ == "__main__":
    main()
