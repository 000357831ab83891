"""Messages that ask two things at once: how they are cut into clauses, and how examples of them are made up."""

from __future__ import annotations

import random
import re
from collections import defaultdict

_BOUNDARY = re.compile(r"[?¿!.;\n]+|,? (?:y|e|o|ademas|además|tambien|también|aparte|otra cosa:?) ", re.IGNORECASE)
_JOINTS = (" y ", "? y ", ", y ", ". ", "? ", " ", ", ", " además ", ". otra cosa: ", "\n")
_LONGEST = 120


def clauses(text: str) -> list[str]:
    """The parts of the text between full stops, question marks and conjunctions, of two words or more."""
    parts = (part.strip(" ,:") for part in _BOUNDARY.split(text))
    return [part for part in parts if len(part.split()) >= 2]


def joined_questions(questions: list[tuple[str, str]], count: int, seed: int) -> list[tuple[str, tuple[str, str]]]:
    """`count` messages made up of two of the questions, with the two topics of each.

    Args:
        questions: (text, topic) each.
        seed: the same seed gives the same messages.
    """
    by_topic: dict[str, list[str]] = defaultdict(list)
    for text, topic in questions:
        if len(text) <= _LONGEST:
            by_topic[topic].append(text)
    if len(by_topic) < 2:
        return []
    choice = random.Random(seed)
    joined = []
    for _ in range(count):
        first, second = choice.sample(sorted(by_topic), 2)
        before, after, joint = choice.choice(by_topic[first]), choice.choice(by_topic[second]), choice.choice(_JOINTS)
        if not joint.startswith((".", "\n")):
            before, after = before.rstrip(".?! "), after[0].lower() + after[1:]
        joined.append((before + joint + after, (first, second)))
    return joined
