"""Patterns that are left out would not have matched."""

import json
import re

import pytest

from retirada.prefilter import PREFILTER, Prefilter
from retirada.required_literals import required_literals
from retirada.rulebook.knowledge import project_knowledge
from retirada.unaccented import unaccented
from tests.rounds_table import ROUNDS


def messages() -> list[str]:
    latest = sorted(ROUNDS.glob("20*.jsonl"))[-1]
    conversations = map(json.loads, latest.read_text(encoding="utf-8").splitlines())
    return [unaccented(turn["user"]) for conversation in conversations for turn in conversation["turns"]]


def test_each_pattern_of_the_rulebook_finds_what_re_finds_in_the_messages_of_a_round() -> None:
    project_knowledge()
    patterns = sorted(PREFILTER.patterns)
    assert len(patterns) > 900
    for text in messages()[::3]:
        for pattern in patterns:
            found, expected = PREFILTER.search(pattern, text), re.search(pattern, text)
            assert (found and found.span()) == (expected and expected.span()), (pattern, text)


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("queja", {"queja"}),
        ("quej(?:a|as)", {"queja", "quejas"}),
        ("la (?:mia|suya)?", {"la ", "la mia", "la suya"}),
        (r"\w+ cerrad[ao]s?\b", {" cerrada", " cerradas", " cerrado", " cerrados"}),
        (r"(?<!no )\b(?:retire|quite)\w*(?! nada)", {"retire", "quite"}),
        (r"^(?!.*\bno\b)(?=.*\bguia\b).*", {"guia"}),
        (r"(?:apel\w+ ){2,3}", {"apel"}),
        (r"(?:si|no)+", {"si", "no"}),
        (r"(?:informe)?", None),
        (r"informe|\d+", None),
        (r"[^a]", None),
        (r"[a-z]{4}", None),
        (r"(?i)informe", None),
        (r"(?i:informe) de", {" de"}),
        (r"(informe) y \1", {"informe y "}),
    ],
)
def test_what_a_match_needs(pattern: str, literals: set[str] | None) -> None:
    assert required_literals(pattern) == (None if literals is None else frozenset(literals))


def test_a_pattern_that_was_not_taken_in_is_tried() -> None:
    assert Prefilter().search("queja", "mi queja") is not None


def test_a_pattern_taken_in_after_the_first_search_is_found() -> None:
    prefilter = Prefilter()
    prefilter.add("informe")
    assert prefilter.search("informe", "mi queja") is None
    prefilter.add("queja")
    assert prefilter.search("queja", "mi queja") is not None
