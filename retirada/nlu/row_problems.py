"""What is wrong with rows of training data, each with its file and line: found before anything is trained on them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Optional

from retirada.nlu.language import normalize
from retirada.nlu.questions.two_cases import SECOND_CASE, named_cases
from retirada.nlu.readers.entities import IS_NO_FACT
from retirada.nlu.training_data import Example, metadata_problems

_BROKEN_ANNOTATION = re.compile(r"\]\(|\(\w+:\w+\)|\[\[|\]\]")


def row_problems(examples: Sequence[Example]) -> Iterator[str]:
    """One line for each row with a key in `metadata` that nobody reads, with broken marks, or that contradicts another
    that may be said in the same context.
    """
    yield from metadata_problems(examples)
    yield from broken_marks(examples)
    yield from contradictions(examples)


def unknown_marks(examples: Sequence[Example], values: Mapping[str, Optional[Collection[str]]]) -> Iterator[str]:
    """One line for each mark that does not exist.

    Args:
        values: name of an entity → the values that it may have, or None for any.
    """
    for example in examples:
        for mark in example.marks:
            allowed = values.get(mark.entity, ())
            if allowed is not None and mark.value not in allowed:
                unknown = f"{mark.entity}:{mark.value}"
                yield f"{example.place}: {example.intent}: unknown fact {unknown} in «{example.marked}»."


def broken_marks(examples: Sequence[Example]) -> Iterator[str]:
    """One line for each example whose annotations overlap, are broken, or contradict each other."""
    for example in examples:
        if _BROKEN_ANNOTATION.search(example.text):
            yield f"{example.place}: marks overlap or are broken: «{example.marked}»"
        values = {(mark.entity, mark.value) for mark in example.marks if mark.entity not in IS_NO_FACT}
        words = comparable(example.text).split()
        tells_of_two = SECOND_CASE.intersection(words) or len(named_cases(words)) > 1
        if len(values) > len(dict(values)) and not tells_of_two:
            yield f"{example.place}: two values of one fact: «{example.marked}»"


def contradictions(examples: Sequence[Example]) -> Iterator[str]:
    """One line for each example that has the words of an earlier one, may be said where that is, and means another."""
    alike: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        alike[comparable(example.text)].append(example)
    for first, *others in alike.values():
        for other in others:
            if not _can_meet(first, other):
                continue
            if other.intent != first.intent:
                yield f"{other.place}: also under {first.intent} ({first.place}): «{other.text}»"
            elif other.facts != first.facts:
                differences = _fact_differences(first, other)
                yield f"{other.place}: marked otherwise at {first.place} ({differences}): «{other.marked}»"


def _can_meet(one: Example, other: Example) -> bool:
    """Whether there is a context in which both may be said."""
    return all(set(one.context[name]) & set(other.context[name]) for name in one.context.keys() & other.context.keys())


def comparable(text: str) -> str:
    """The normalized words of the text: two examples that have the same ones teach the same."""
    return " ".join(re.findall(r"\w+", normalize(text))) or text


def _fact_differences(one: Example, other: Example) -> str:
    return ", ".join(sorted(f"{fact}={value}" for fact, value in one.facts.items() ^ other.facts.items()))
