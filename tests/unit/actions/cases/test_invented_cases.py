"""No case, state or role is made of what only sounds like one: an account, a plan, wares, what may come."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import reading
from tests.unit.actions.simulation import answers, texts

OPEN = {"party": "complainant", "kind": "complaint", "status": "in_process"}


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("sigue en trámite. La quito ya, ¿no? Y luego pongo otra", "status=withdrawn", "quito"),
        ("sigue en trámite. ¿Entro con la cuenta de ella? ¿desde la mía no sale?", "status=processed", "mía"),
        ("sigue en trámite. ¿Con qué cuenta se retira, con la mía o la suya?", "party=respondent", "suya"),
    ],
)
def test_a_plan_and_an_account_are_no_second_case(text, value, words):
    party = [("party", "complainant", "en")] if "party" in value else []
    read = reading("withdraw", text, OPEN, ("status", "in_process", "trámite"), ("second_case", value, words), *party)
    assert read.second_case == {}


@pytest.mark.parametrize(
    ("text", "words"), [("Entonces entro yo y la retiro, ¿es así?", "retiro"), ("yo la retiro y listo, ¿no?", "la")]
)
def test_what_one_is_to_do_for_another_is_no_withdrawal(text, words):
    held = {**OPEN, "principal": "su nieto"}
    assert reading("confirm", text, held, ("status", "withdrawn", words)).stated == {}


@pytest.mark.parametrize(
    ("text", "party", "words"),
    [
        ("tengo una queja por una cartera que me llegó, ¿se quita?", "respondent", "me llegó"),
        ("me llegó fea la cartera, ¿la quito?", "respondent", "me llegó"),
        ("mi nieto me ayudó a poner mis tapetes en la página", "complainant", "poner"),
    ],
)
def test_wares_that_came_or_were_put_up_are_no_complaint(talk, text, party, words):
    talk.turn("inform", text, said={"party": words}, party=party)
    assert talk.slots["party"] is None


def test_who_puts_up_photos_and_is_accused_filed_nothing(talk):
    talk.turn(
        "inform", "puse mis fotos en la tienda y me denunciaron", said={"party": "me denunciaron"}, party="respondent"
    )
    assert talk.slots["party"] == "respondent" and not talk.slots["cases"]


@pytest.mark.parametrize("asks", ["¿él puede reclamar contra mí después?", "¿va a poner otra contra mí?"])
def test_a_complaint_that_may_come_is_no_case(talk, asks):
    both = [("second_case", "status=processed")]
    talk.turn("withdraw", "puse dos: una pendiente y otra cerrada. ¿Las quito?", entities=both, **OPEN)
    talk.turn("refile", f"y si retiro la pendiente, {asks}", status="in_process", said={"status": "pendiente"})
    assert talk.slots["party"] == "complainant" and len(talk.slots["cases"]) == 2


def test_what_the_other_withdraws_first_does_not_take_up_theirs(talk):
    talk.turn("inform", "a mí me pusieron una queja por copia y yo puse otra por mis fotos. La mía sigue")
    talk.turn("withdraw", "¿quito la mía?", party="complainant")
    said = talk.turn("confirm", "mejor no la retiro hasta que ella retire la suya, ¿bien?")
    assert answers(said)[-1]["facts"]["party"] == "complainant"


def test_another_with_the_same_shop_was_filed_by_the_same(talk):
    talk.turn("withdraw", "puse una queja por unos tenis. ¿La quito?", **OPEN)
    text = "tengo otra queja con la misma tienda por una cartera que me llegó fea, esa ya está cerrada. ¿Se quita?"
    talk.turn("new_case", text, said={"status": "ya está cerrada"}, status="processed", kind="complaint")
    assert talk.slots["party"] == "complainant" and talk.slots["status"] == "processed"


@pytest.mark.parametrize("whom", ["un segundo vendedor", "un tercer vendedor", "un nuevo proveedor"])
def test_who_has_filed_nothing_against_a_second_one_is_not_told_of_the_first(talk, whom):
    talk.turn("withdraw", "ya la retiré", **{**OPEN, "status": "withdrawn"})
    said = talk.turn("should_file", f"tengo {whom} que me copia, con él no he hecho nada. ¿Debo denunciarlo?")
    assert "status" not in answers(said)[-1]["facts"]


@pytest.mark.parametrize("text", ["¿qué procesada? es una sola la que puse", "¿cuál procesada? Solo hay una queja"])
def test_who_says_that_there_is_one_is_put_right(talk, text):
    both = [("second_case", "status=processed")]
    talk.turn("withdraw", "una sigue, otra no", entities=both, **OPEN)
    said = talk.turn("meaning", text, entities=[("term", "procesada")])
    assert "es un solo caso" in texts(said) and not talk.slots["cases"]


def test_what_is_said_back_tells_of_no_other_case(talk):
    talk.turn("withdraw", "la puso una empleada mía, ¿la quito?", **OPEN)
    talk.slots["principal"] = "su empleada"
    said = {"party": "Nosotros la pusimos", "party=respondent": "recibí"}
    text = "¿Cómo que recibí la queja? Nosotros la pusimos"
    talk.turn("withdraw", text, said=said, entities=[("in_clause", "party=respondent")], party="complainant")
    assert talk.slots["party"] == "complainant" and not talk.slots["cases"]


def test_until_when_is_asked_of_the_one_that_is_open(talk):
    both = [("second_case", "status=in_process")]
    talk.turn(
        "withdraw", "una cerrada y otra en trámite, ¿las quito?", entities=both, **{**OPEN, "status": "processed"}
    )
    talk.turn("withdraw", "¿y la cerrada?", status="processed", said={"status": "cerrada"})
    said = talk.turn("withdraw", "¿cuánto tiempo hay para retirarla?", entities=[("detail", "until_when")])
    assert answers(said)[-1]["facts"]["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("la puso la empresa. Quien presentó soy yo como empresa. ¿No es lo lógico?", False),
        ("¿quien la presentó soy yo o la tienda?", True),
    ],
)
def test_who_tells_that_they_filed_it_does_not_ask_who_did(talk, text, asks):
    talk.turn("withdraw", "la puso una empleada mía, ¿la quito?", party="complainant")
    talk.slots["principal"] = "su empleada"
    said = talk.turn("withdraw", text, party="complainant", said={"party": "presentó"})
    assert (answers(said)[0]["topic"] == "meaning") == asks
    assert asks or (talk.slots["party"], talk.slots["principal"]) == ("complainant", None)
