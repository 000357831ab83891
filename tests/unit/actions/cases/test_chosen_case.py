"""Of two cases, the one is meant that is not left aside."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import LOGO, MIRROR, answers, told_of_two


@pytest.fixture
def two(talk):
    """One over a mirror, and then another over a logo, which was asked about."""
    told_of_two(talk)
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "la del logo no, la del espejo",
        "no la del logo, la del espejo",
        "la del espejo, no la del logo",
        "esa no, la otra",
        "no esa, la otra",
        "la del logo déjela, dígame de la del espejo",
        "me interesa la del espejo, la del logo me da igual",
        "no me refería a la del logo sino a la del espejo",
        "primero la del espejo, luego vemos la del logo",
        "dejemos la del logo; la del espejo es la que me preocupa",
        "¿y aquella?",
        "¿y la de antes?",
        "¿y la del principio?",
    ],
)
def test_the_other_one_is_meant(two, text):
    read = {"ground": "product_infringement", "said": {"ground": "logo"}} if "logo" in text else {}
    said = two.turn("correction", text, **read)
    assert answers(said)[-1]["facts"] == MIRROR and answers(said)[-1]["verdict"] == "withdrawable"


def test_what_is_told_of_each_leaves_none_aside(two):
    words = {"issues_resolved": "arreglada"}
    two.turn("inform", "la del espejo está arreglada, la del logo no", issues_resolved="yes", said=words)
    facts = [case["facts"] if case else {**two.slots} for case in two.slots["cases"]]
    assert [case.get("issues_resolved") for case in facts] == ["yes", None]


@pytest.mark.parametrize("text", ["¿y esta dónde la quito?", "¿y esa dónde se quita?"])
def test_where_is_asked_of_the_closed_one_that_is_pointed_to(talk, text):
    talk.turn("withdraw", "puse una queja por un espejo roto, sigue en trámite. ¿La quito?", **MIRROR)
    mine = {**LOGO, "party": "complainant"}
    words = {"party": "puse", "ground": "logo", "status": "cerraron"}
    talk.turn("withdraw", "y puse otra por un logo, ya la cerraron. ¿La quito?", said=words, **mine)
    assert answers(talk.turn("where", text))[-1]["facts"] == mine
    assert answers(talk.turn("where", "¿dónde se retira?"))[-1]["facts"] == MIRROR


def test_where_is_not_asked_of_one_that_was_received(talk):
    open_one, mine = {**LOGO, "status": "in_process"}, {**MIRROR, "status": "processed"}
    talk.turn("withdraw", "me pusieron una queja por un logo, sigue en trámite. ¿La quito?", **open_one)
    words = {"party": "puse", "ground": "espejo", "status": "cerraron"}
    talk.turn("withdraw", "y puse otra por un espejo, ya la cerraron. ¿La quito?", said=words, **mine)
    assert answers(talk.turn("where", "¿dónde se retira?"))[-1]["facts"] == mine
