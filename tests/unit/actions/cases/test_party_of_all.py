"""Who the person is in all of several cases."""

from __future__ import annotations

import pytest

from actions.reading.phrases import normalize
from actions.reading.who_filed import party_told
from retirada.rulebook.knowledge import project_knowledge


@pytest.fixture
def two(talk):
    """Two cases of which is not known who filed them."""
    talk.turn(
        "withdraw",
        "tengo dos quejas, una por la marca que ya cerraron y otra por un envío que sigue. ¿Cuál se quita?",
        ground="product_infringement",
        status="processed",
        entities=[("second_case", "ground=other"), ("second_case", "status=in_process")],
        said={
            "ground": "marca",
            "status": "ya cerraron",
            "ground=other": "un envío",
            "status=in_process": "sigue",
        },
    )
    return talk


def parties(talk) -> list[str]:
    return [case["facts"].get("party") for case in talk.slots["cases"] if case]


def test_who_says_what_they_are_is_it_in_each(two):
    two.turn("inform", "mi cliente es el denunciado", party="respondent", said={"party": "el denunciado"})
    assert parties(two) == ["respondent", "respondent"]


def test_what_is_said_of_both_is_so_of_both(two):
    words = {"party": "me las pusieron"}
    two.turn("withdraw", "las dos me las pusieron a mí. ¿La de la marca la quito yo?", party="respondent", said=words)
    assert two.slots["party"] == "respondent" and parties(two) == ["respondent"]


def test_who_filed_one_of_them_is_told_of_that_one(two):
    two.turn("withdraw", "la de la marca me la pusieron. ¿La quito yo?", party="respondent", said={"party": "pusieron"})
    assert two.slots["party"] == "respondent" and parties(two) == [None]


def test_which_one_is_meant_says_nothing_of_the_other(two):
    words = {"party": "puse"}
    two.turn("inform", "la que es por la marca la puse yo", party="complainant", said=words)
    assert (two.slots["ground"], two.slots["party"]) == ("product_infringement", "complainant")
    assert parties(two) == [None]


@pytest.mark.parametrize(
    ("text", "speaks_for", "party"),
    [
        ("la queja no la presenté yo ni mi cliente", "su cliente", "respondent"),
        ("represento a un vendedor contra quien se ha presentado una queja", None, "respondent"),
        ("la tienda contra la que mi hermana presentó la queja", "su hermana", "complainant"),
        ("usted insiste en que la presenté yo", None, None),
        ("soy la abogada del denunciado", None, "respondent"),
        ("somos los agentes de la reclamante", None, "complainant"),
        ("yo no puse queja", None, "respondent"),
        ("no soy el abogado del denunciado", None, "complainant"),
        ("yo recibí informes del pedido", None, None),
        ("las dos me las pusieron", None, "respondent"),
    ],
)
def test_who_it_is_by_what_is_said(text, speaks_for, party):
    told = party_told(project_knowledge(), normalize(text), speaks_for, True if speaks_for else None)
    assert (told and told.party) == party
