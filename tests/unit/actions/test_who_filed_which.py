"""Who filed which of the cases, as the words around it say, and what was only supposed, or never said, of one."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers
from tests.unit.actions.test_of_the_case import reading

FILED = {"party": "complainant", "ground": "other", "status": "in_process"}
ACCUSED = {"topic": "withdraw", "party": "respondent", "ground": "product_infringement"}


def kept(talk) -> list[dict]:
    return [case["facts"] for case in talk.slots["cases"] or [] if case]


@pytest.mark.parametrize(("text", "words"), [("en mi tienda", "en mi"), ("en mi contra", "en mi")])
def test_what_is_against_ones_shop_is_so_of_both(talk, text, words):
    text = f"tengo dos quejas {text}, una de una marca y otra de un cliente por un retraso. ¿qué hago?"
    told = {"party": "respondent", "ground": "product_infringement"}
    said = {"party": words, "ground": "marca", "ground=other": "un retraso"}
    talk.turn("next_step", text, entities=[("second_case", "ground=other")], said=said, **told)
    assert [case["party"] for case in kept(talk)] == ["respondent"] * 2


@pytest.mark.parametrize(
    ("first", "text", "party"),
    [
        (ACCUSED, "tengo otra queja, un cliente dice que llegó roto. ¿Se quita?", "respondent"),
        (ACCUSED, "además un comprador se quejó de que llegó roto. ¿Se quita?", "respondent"),
        (ACCUSED, "también hay un reclamo de una clienta porque llegó roto. ¿Se quita?", "respondent"),
        (FILED, "tengo otro reclamo, de otro vendedor, llegó roto. ¿Se quita?", "complainant"),
    ],
)
def test_a_further_case_is_of_whom_it_says(talk, first, text, party):
    facts = {fact: value for fact, value in first.items() if fact != "topic"}
    talk.turn("withdraw", "¿la puedo quitar?", **facts)
    said = talk.turn("withdraw", text, ground="other", said={"ground": "roto"})
    assert answers(said)[-1]["facts"]["party"] == party and kept(talk) == [facts]


def test_what_still_stands_open_is_the_further_case_and_not_the_first(talk):
    talk.turn("withdraw", "puse una queja por un vestido roto, sigue abierta. ¿La quito?", **FILED)
    text = "tengo otra queja por una funda que no me llegó, esa sigue abierta. ¿La quito?"
    said = {"ground": "no me llegó", "status": "abierta"}
    talk.turn("withdraw", text, ground="other", status="in_process", said=said)
    assert talk.slots["status"] == "in_process" and kept(talk) == [FILED]


def test_who_filed_it_over_what_is_told_begins_no_other(talk):
    text = "el vendedor me estafó y mi esposo puso una queja. ¿La quita?"
    talk.turn("withdraw", text, said={"ground": "estafó", "party": "puso"}, party="complainant", ground="other")
    assert (talk.slots["principal"], talk.slots["ground"], kept(talk)) == ("su esposo", "other", [])


def test_of_a_further_case_who_was_named_before_filed_it(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", **FILED)
    text, said = (
        "Tengo otra. Mi cuñado compró zapatos, puso queja ayer. ¿Él la quita?",
        {"party": "puso", "kind": "queja"},
    )
    talk.turn("withdraw", text, said=said, party="complainant", kind="complaint")
    assert talk.slots["principal"] == "su cuñado"


def test_a_client_who_complained_of_a_supplier_is_spoken_for(talk):
    text = "El cliente puso una queja al proveedor. ¿Se puede quitar?"
    talk.turn("withdraw", text, party="complainant", said={"party": "puso"})
    assert (talk.slots["party"], talk.slots["principal"]) == ("complainant", "su cliente")


def test_that_somebody_else_filed_it_makes_the_accused_no_complainant():
    text = "Me dice el comprador que la puso como informe"
    read = reading("correction", text, ACCUSED, ("party", "complainant", "puso"), ("kind", "report", "informe"))
    assert read.stated == {"kind": "report"}


def test_a_customer_who_says_something_and_complained_is_the_other_party():
    text = "Una clienta dice que le quedó chico y metió queja. ¿La puedo quitar?"
    assert reading("withdraw", text, {}, ("party", "complainant", "metió")).stated["party"] == "respondent"


def test_beside_another_place_the_other_sentences_tell_of_the_case():
    text = "Un comprador me puso una denuncia. Llegó tarde por la aduana. ¿Qué hago?"
    entities = (("party", "respondent", "me puso"), ("ground", "other", "tarde"), ("other_place", "aduana", "aduana"))
    assert reading("authority", text, {}, *entities).stated == {"party": "respondent"}


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("confirm", "que pague y luego la quito, ¿no?"),
        ("where", "¿dónde se quita?"),
        ("refund", "¿quién paga el envío?"),
    ],
)
def test_what_was_supposed_to_be_withdrawn_is_not_where_that_is_yet_to_come(talk, intent, text):
    talk.turn("withdraw", "puse una queja, ¿la quito?", **FILED)
    entities = [("status", "withdrawn"), ("supposed", "yes")]
    said = {"withdrawn": "retiré", "supposed": "retiré"}
    talk.turn("refile", "¿y si ya la retiré, puedo poner otra?", entities=entities, said=said)
    assert talk.slots["status"] == "withdrawn"
    talk.turn(intent, text)
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize("intent", ["correction", "status_check"])
def test_where_it_stands_is_taken_back_where_it_was_never_said(intent):
    text = "yo no le he dicho que la de las fotos siga en trámite, ¿dónde lo miro?"
    read = reading(intent, text, {"topic": "withdraw", **FILED}, ("ground", "image_theft", "fotos"))
    assert (read.retracted, read.stated.get("ground")) == (["status"], "image_theft")


def test_what_is_said_for_as_long_as_it_is_open_says_not_that_it_is():
    read = ("status", "in_process", "hayan resuelto")
    assert "status" not in reading("withdraw", "¿se quita mientras no la hayan resuelto?", {}, read).stated


@pytest.mark.parametrize("text", ["Falta la segunda parte", "Te faltó contestar lo otro"])
def test_what_we_left_out_is_nothing_that_is_owed(text):
    assert reading("correction", text, {}, ("issues_resolved", "no", text)).stated == {}


def test_who_reminds_us_of_what_they_said_supposes_nothing():
    text = "¿Cómo que no? Si le he dicho que hicimos las paces. ¿Qué más falta?"
    entities = (("issues_resolved", "yes", "paces"), ("supposed", "yes", "paces"))
    assert not reading("before_withdrawing", text, {"topic": "withdraw", **FILED}, *entities).supposed
