"""What is wrong with the training data, or worth a look. `python -m checks.nlu_data`.

To mend, or the check fails: one text under two intents, or with two sets of facts; marks that overlap or contradict
each other; fact values with too few examples.

Worth a look: test questions that are word for word among the training data, as short ones will be by chance; and
examples that a classifier trained on the others is sure belong to another intent (the rule of «confident learning»:
surer than it is, on average, of that intent's own). The latter go to var/disagreements.txt, the surest first: some are
wrong labels, some are only hard.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import StratifiedKFold

from actions.knowledge import Knowledge, load
from evaluation.dataset import DEV, HELDOUT, Example, read_examples, training_examples
from retirada.nlu.entities import SECOND_CASE
from retirada.nlu.language import normalize
from run.settings import PROJECT

LEAST_OF_A_VALUE = 150
LEAST_TOPICS = 3
LONGEST_COMMONPLACE = 4
FOLDS = 4
_LEFT_OVER = re.compile(r"\]\(|\(\w+:\w+\)|\[\[|\]\]")


class Disagreement(NamedTuple):
    """An example that other examples speak against."""

    example: Example
    other_intent: str
    own_confidence: float
    other_confidence: float


def problems(examples: Sequence[Example], knowledge: Knowledge) -> list[str]:
    """One line for each thing to mend."""
    return [*_marks(examples), *_duplicates(examples), *_unbalanced(examples, knowledge)]


def _marks(examples: Sequence[Example]) -> Iterator[str]:
    for example in examples:
        if _LEFT_OVER.search(example.text):
            yield f"{example.place}: marks overlap or are broken: «{example.marked}»"
        values = {(mark.fact, mark.value) for mark in example.marks}
        if len(values) > len(example.facts) and not SECOND_CASE.intersection(_bare(example.text).split()):
            yield f"{example.place}: two values of one fact: «{example.marked}»"


def _duplicates(examples: Sequence[Example]) -> Iterator[str]:
    alike: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        alike[_bare(example.text)].append(example)
    for first, *others in alike.values():
        for other in others:
            if not _can_meet(first, other):
                continue
            if other.intent != first.intent:
                yield f"{other.place}: also under {first.intent} ({first.place}): «{other.text}»"
            elif other.facts != first.facts:
                yield f"{other.place}: marked otherwise at {first.place} ({_differing(first, other)}): «{other.marked}»"


def _can_meet(one: Example, other: Example) -> bool:
    """Whether there is a context in which both may be said."""
    return all(set(one.context[name]) & set(other.context[name]) for name in one.context.keys() & other.context.keys())


def given_away(examples: Sequence[Example], tests: Sequence[Example]) -> Iterator[str]:
    """One line for each training example that is word for word a test question."""
    # Answers of a word or two («sí», «hola») are what anybody writes: only whole questions are kept apart.
    asked = {_bare(test.text): test for test in tests if len(test.text.split()) > LONGEST_COMMONPLACE}
    for example in examples:
        if test := asked.get(_bare(example.text)):
            yield f"{example.place}: is a test question ({test.place}): «{example.text}»"


def _bare(text: str) -> str:
    """The text as the pipeline reads it, without punctuation: two examples that are alike in it teach the same."""
    return " ".join(re.findall(r"\w+", normalize(text))) or text


def _differing(one: Example, other: Example) -> str:
    return ", ".join(sorted(f"{fact}={value}" for fact, value in one.facts.items() ^ other.facts.items()))


def _unbalanced(examples: Sequence[Example], knowledge: Knowledge) -> Iterator[str]:
    by_intent: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for example in examples:
        for fact in example.facts.items():
            by_intent[fact][example.intent] += 1
    for name, fact in knowledge.facts.items():
        for value in fact.values:
            counts = by_intent[name, value]
            if sum(counts.values()) < LEAST_OF_A_VALUE:
                yield f"data/nlu: {name}={value} has {sum(counts.values())} examples: needs {LEAST_OF_A_VALUE}."
            if len(found := counts.keys() & knowledge.tables.keys()) < LEAST_TOPICS:
                where = ", ".join(sorted(found)) or "no topic"
                yield f"data/nlu: {name}={value} occurs in {where} only: needs {LEAST_TOPICS} topics."


def disagreements(examples: Sequence[Example]) -> list[Disagreement]:
    """Examples that a model trained without them is confident belong to another intent, the surest first."""
    from evaluation.components import linear_scores  # loads spaCy, which what is quick to check does not need

    intents = np.array([example.intent for example in examples])
    names = np.unique(intents)
    column = {name: i for i, name in enumerate(names)}
    confidence = np.zeros((len(examples), len(names)))
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(intents, intents))
    found = Parallel(n_jobs=2)(
        delayed(linear_scores)([examples[i] for i in learn], [examples[i].text for i in judge])
        for learn, judge in folds
    )
    for (_, judge), scores in zip(folds, found, strict=True):
        confidence[np.ix_(judge, [column[name] for name in scores.labels.intents])] = np.exp(scores.log_proba)
    return _confident_others(examples, names, confidence)


def _confident_others(examples: Sequence[Example], names: np.ndarray, confidence: np.ndarray) -> list[Disagreement]:
    own = np.searchsorted(names, [example.intent for example in examples])
    usual = np.array([confidence[own == i, i].mean() for i in range(len(names))])
    believed = np.where(confidence >= usual, confidence, 0)
    likeliest = believed.argmax(axis=1)
    rows = np.arange(len(examples))
    suspects = np.flatnonzero((likeliest != own) & (believed[rows, likeliest] > confidence[rows, own]))
    found = [
        Disagreement(examples[i], names[likeliest[i]], confidence[i, own[i]], confidence[i, likeliest[i]])
        for i in suspects
    ]
    return sorted(found, key=lambda d: d.own_confidence - d.other_confidence)


def _line(found: Disagreement) -> str:
    own, other = f"{found.own_confidence:.2f}", f"{found.other_confidence:.2f}"
    return (
        f"{found.example.place}\t{found.example.intent} {own}\t{found.other_intent} {other}\t{found.example.marked}\n"
    )


def main() -> int:
    """Print what is to mend, write the disagreements; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--to", type=Path, default=PROJECT / "var" / "disagreements.txt", help="file to write")
    options.add_argument("--most", type=int, default=150, help="how many disagreements to write")
    options.add_argument("--quick", action="store_true", help="leave the disagreements out")
    chosen = options.parse_args()

    examples = training_examples()
    tests = [example for path in (DEV, HELDOUT) for example in read_examples(path)]
    found = [*problems(examples, load()), *_marks(tests)]
    for problem in found:
        print(problem)
    repeated = list(given_away(examples, tests))
    print(f"{len(repeated)} training examples are, word for word, among the {len(tests)} test questions.")
    if not chosen.quick:
        print(*repeated, sep="\n")
        doubtful = disagreements(examples)
        chosen.to.parent.mkdir(exist_ok=True)
        chosen.to.write_text("".join(map(_line, doubtful[: chosen.most])), encoding="utf-8")
        print(
            f"{len(doubtful)} of {len(examples)} labels are worth a look; the first {chosen.most} are in {chosen.to}."
        )
    print("Nothing to mend in the training data." if not found else f"{len(found)} to mend in the training data.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
