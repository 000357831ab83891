"""Who filed which of the cases, as the words around it say, and what was only supposed, or never said, of one."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import reading
from tests.unit.actions.simulation import kept

FILED = {"party": "complainant", "ground": "other", "status": "in_process"}
ACCUSED = {"party": "respondent", "ground": "product_infringement"}
ROT = {"ground": ("other", "roto")}
FILES = {"party": ("complainant", "puso")}
NOT_SAID = "yo no le he dicho que la de las fotos siga en trámite, ¿dónde lo miro?"


def test_what_is_against_ones_shop_is_so_of_both(talk):
    text = "tengo dos quejas en mi tienda, una de una marca y otra de un cliente por un retraso. ¿qué hago?"
    said = {"party": "en mi", "ground": "marca", "ground=other": "un retraso"}
    talk.turn("next_step", text, entities=[("second_case", "ground=other")], said=said, **ACCUSED)
    assert [case["party"] for case in kept(talk)] == ["respondent"] * 2


@pytest.mark.parametrize(
    ("first", "text", "read", "held"),
    [
        (ACCUSED, "tengo otra queja, un cliente dice que llegó roto", ROT, {"party": "respondent"}),
        (ACCUSED, "además un comprador se quejó de que llegó roto", ROT, {"party": "respondent"}),
        (ACCUSED, "también hay un reclamo de una clienta porque llegó roto", ROT, {"party": "respondent"}),
        (FILED, "tengo otro reclamo, de otro vendedor, llegó roto", ROT, {"party": "complainant"}),
        (FILED, "otra queja por un té, esa sigue abierta", {"status": ("in_process", "abierta")}, {"ground": None}),
        (FILED, "Tengo otra. Mi cuñado compró zapatos, puso queja ayer", FILES, {"principal": "su cuñado"}),
        (None, "me llegó roto y mi esposo puso una queja", {**ROT, **FILES}, {"principal": "su esposo"}),
        (None, "El cliente puso una queja al proveedor", FILES, {"party": "complainant", "principal": "su cliente"}),
    ],
)
def test_a_case_is_of_whom_it_says(talk, first, text, read, held):
    if first:
        talk.turn("withdraw", "¿la puedo quitar?", **first)
    facts, said = ({fact: told[part] for fact, told in read.items()} for part in (0, 1))
    talk.turn("withdraw", f"{text}. ¿Se puede quitar?", said=said, **facts)
    assert {name: talk.slots[name] for name in held} == held and kept(talk) == [first] * bool(first)


@pytest.mark.parametrize(
    ("intent", "text", "slots", "read", "stated"),
    [
        ("correction", "Me dice el comprador que la puso como informe", ACCUSED, "puso", None),
        ("withdraw", "Me dice mi clienta que lo puso como reporte", ACCUSED, "puso", None),
        ("withdraw", "Una clienta dice que es chico y metió queja", {}, "metió", "respondent"),
        ("authority", "Me puso una. Llegó tarde, fue la aduana", {}, "Me puso", "respondent"),
    ],
)
def test_who_is_said_to_have_filed_it(intent, text, slots, read, stated):
    places = [("other_place", "aduana", "aduana")] if "aduana" in text else []
    told = ("party", "respondent" if places else "complainant", read)
    assert reading(intent, text, slots, told, *places).stated.get("party") == stated


@pytest.mark.parametrize(("intent", "text"), [("confirm", "que pague y luego la quito, ¿no?"), ("where", "¿dónde?")])
def test_what_was_supposed_to_be_withdrawn_is_not_where_that_is_yet_to_come(talk, intent, text):
    talk.turn("withdraw", "¿la puedo quitar?", **FILED)
    entities, said = [("status", "withdrawn"), ("supposed", "yes")], {"withdrawn": "retiré", "supposed": "retiré"}
    talk.turn("refile", "¿y si ya la retiré, puedo poner otra?", entities=entities, said=said)
    talk.turn(intent, text)
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize("intent", ["correction", "status_check"])
def test_where_it_stands_is_taken_back_where_it_was_never_said(intent):
    read = reading(intent, NOT_SAID, {"topic": "withdraw", **FILED}, ("ground", "image_theft", "fotos"))
    assert (read.retracted, read.stated.get("ground")) == (["status"], "image_theft")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("¿se quita mientras no la hayan resuelto?", ("status", "in_process", "hayan resuelto")),
        ("Falta la segunda parte", ("issues_resolved", "no", "Falta")),
    ],
)
def test_what_says_nothing_of_where_it_stands(text, read):
    assert reading("withdraw", text, {}, read).stated == {}
