"""Synthetic training examples: two questions in one message, a courtesy before a question, and slips of the finger."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from retirada.nlu.readers.reader import ReaderExample
from retirada.nlu.utterance import Fact, Utterance

COURTESIES = ("greet", "thanks", "acknowledge")
_PAIR_JOINTS = (("y",), ("?", "y"), (",", "y"), (".",), ("?",), (), (",",), ("ademas",), (".", "otra", "cosa", ":"))
_COURTESY_JOINTS = ((",",), (".",), (), ("!",), (".", ".", "."))
_ENDS = frozenset(".?!,")
_TYPO_SHARE = 0.2
_MAX_LENGTH = 25  # tokens: whoever asks two things at once asks each briefly

Norms = tuple[str, ...]


def synthetic_examples(
    examples: Sequence[ReaderExample], questions: Collection[str], n: int, seed: int
) -> Iterator[ReaderExample]:
    """`n` messages that ask two questions, and half as many in which a courtesy comes before a question.

    So a reader learns that a message can have two intents, and that a thanks swallows nothing.

    Args:
        examples: the training examples, of one intent each.
        questions: the intents that are questions.
        seed: the same seed gives the same messages.
    """
    by_intent: dict[str, list[ReaderExample]] = defaultdict(list)
    for example in examples:
        intent = example.intents[0]
        if len(example.utterance.norms) <= _MAX_LENGTH and (intent in questions or intent in COURTESIES):
            by_intent[intent].append(example)
    asked = sorted(by_intent.keys() & set(questions))
    courtesies = sorted(by_intent.keys() & set(COURTESIES))
    rng = random.Random(seed)
    if len(asked) >= 2:
        for _ in range(n):
            intents = rng.sample(asked, 2)
            yield _joined(by_intent, intents, rng.choice(_PAIR_JOINTS), tuple(intents), rng)
    if courtesies and asked:
        for _ in range(n // 2):
            intents = [rng.choice(courtesies), rng.choice(asked)]
            yield _joined(by_intent, intents, rng.choice(_COURTESY_JOINTS), (intents[1],), rng)


def with_typos(norms: Norms, rng: random.Random) -> Norms:
    """The message with a typo in every fifth longer word: a letter dropped, doubled or swapped with the
    next. As if nothing had corrected it, so that a reader does not lean on single words.
    """
    return tuple(_typo(norm, rng) if len(norm) > 3 and rng.random() < _TYPO_SHARE else norm for norm in norms)


def _typo(norm: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(norm) - 1)
    middle = rng.choice(("", norm[at] * 2, norm[at + 1] + norm[at]))
    return norm[:at] + middle + norm[at + (2 if len(middle) == 2 and middle[0] != middle[1] else 1) :]


def _joined(
    by_intent: dict[str, list[ReaderExample]],
    parts: list[str],
    joint: Norms,
    intents: tuple[str, ...],
    rng: random.Random,
) -> ReaderExample:
    """The parts as one message, which states what both state; its offsets count tokens."""
    before, after = (rng.choice(by_intent[intent]) for intent in parts)
    beginning = before.utterance.norms
    while beginning and beginning[-1] in _ENDS:
        beginning = beginning[:-1]
    norms = beginning + joint + after.utterance.norms
    facts = (*_facts_at(0, before), *_facts_at(len(beginning + joint), after))
    return ReaderExample(Utterance(norms, tuple((i, i + 1) for i in range(len(norms)))), intents, facts)


def _facts_at(place: int, example: ReaderExample) -> Iterator[Fact]:
    """The facts of an example, each where its tokens stand if the first of them stands at `place`."""
    for fact in example.facts:
        tokens = [
            i
            for i, (start, end) in enumerate(example.utterance.offsets, place)
            if start < fact.end and end > fact.start
        ]
        if tokens:
            yield fact._replace(start=tokens[0], end=tokens[-1] + 1)
