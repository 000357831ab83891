"""News are of the case that they are about, and not of the one that was talked about last."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers

CHAIR = {"party": "complainant", "ground": "other", "status": "in_process"}
PHOTOS = {"party": "respondent", "ground": "image_theft", "status": "processed"}
SETTLED = {"issues_resolved": "yes"}


@pytest.fixture
def two(talk):
    """One that the person filed, over a chair of an agency, and then another against them, over photographs."""
    text = "puse un reclamo por una silla que llegó rota, sigue en trámite. ¿La quito?"
    talk.turn("withdraw", text, **CHAIR)
    words = {"party": "pusieron", "ground": "fotos", "status": "cerraron"}
    talk.turn("withdraw", "y me pusieron otra por unas fotos, ya la cerraron. ¿La quito?", said=words, **PHOTOS)
    return talk


@pytest.mark.parametrize(
    ("text", "settles"),
    [
        ("me mandaron otra silla y ya quedó arreglado", "arreglado"),
        ("ya me devolvieron lo de la silla, todo arreglado. ¿La quito?", "arreglado"),
        ("recibí sillas... digo, la silla nueva, asunto arreglado", "arreglado"),
    ],
)
def test_what_it_is_about_names_it(two, text, settles):
    said = two.turn("inform", text, said={"issues_resolved": settles}, **SETTLED)
    assert answers(said)[-1]["facts"] == {**CHAIR, **SETTLED}
    assert answers(two.turn("withdraw", "¿y la otra?"))[-1]["facts"] == PHOTOS


def test_its_ground_names_it(two):
    two.turn("withdraw", "¿y la otra?")
    words = {"ground": "fotos", "issues_resolved": "arreglamos"}
    said = two.turn("inform", "ya borré esas fotos y arreglamos", ground="image_theft", said=words, **SETTLED)
    assert answers(said)[-1]["facts"] == {**PHOTOS, **SETTLED}
    assert answers(two.turn("withdraw", "¿y la otra?"))[-1]["facts"] == CHAIR


def test_a_ground_that_is_put_right_stays_with_the_one_spoken_of(two):
    two.turn("withdraw", "¿y la otra?")
    words = {"ground": "fotos"}
    said = two.turn("correction", "perdón, me equivoqué: es por unas fotos", ground="image_theft", said=words)
    assert answers(said)[-1]["facts"] == {**CHAIR, "ground": "image_theft"}


def test_what_is_told_of_both_later_is_kept_with_each(talk):
    text = "tengo una queja puesta por unas zapatillas truchas y otra que me puso un comprador por demora"
    told = [("in_clause", "party=respondent"), ("in_clause", "ground=other")]
    words = {"party": "puesta", "ground": "truchas", "party=respondent": "puso", "ground=other": "demora"}
    talk.turn("inform", text, party="complainant", ground="product_infringement", entities=told, said=words)
    text = "la de las zapatillas ya la resolvieron y la del comprador sigue"
    told, words = [("second_case", "status=in_process")], {"status": "resolvieron", "status=in_process": "sigue"}
    said = talk.turn("inform", text, status="processed", entities=told, said=words)
    mine = {"party": "complainant", "ground": "product_infringement", "status": "processed"}
    theirs = {"party": "respondent", "ground": "other", "status": "in_process"}
    assert [facts for facts in (mine, theirs) if facts not in [answer["facts"] for answer in answers(said)]] == []


@pytest.mark.parametrize(
    "text",
    [
        "aunque la de las fotos la retire quien la puso, ¿me bajan puntos?",
        "aunque el fotógrafo la quite, ¿me bajan puntos?",
    ],
)
def test_what_another_would_do_is_not_done(two, text):
    words = {"status": "retire" if "retire" in text else "quite"}
    said = two.turn("ip_withdrawal_effect", text, status="withdrawn", said=words)
    assert answers(said)[-1]["facts"] == PHOTOS
