"""What a message says of the case as it is, and what it only fears, plans or says of somebody else's."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import REFILE, reading
from tests.unit.actions.simulation import answers, texts

OPEN = {"topic": "before_withdrawing", "party": "complainant", "status": "in_process"}
ACCUSED = {"topic": "ip_notice", "party": "respondent", "ground": "image_theft"}
OWN = {"topic": "refile", "party": "complainant", "ground": "image_theft", "evidence": "yes"}
REPORT = {"topic": "withdraw", "party": "respondent", "kind": "report", "ground": "other"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("si noto que la están por cerrar, la saco", "cerrar"),
        ("temo que me la resuelvan mañana", "resuelvan"),
        ("¿y si Taobao la procesa el lunes?", "la procesa"),
    ],
)
def test_what_is_yet_to_come_is_not_where_it_stands(text, words):
    assert "status" not in reading("duration", text, OPEN, ("status", "processed", words)).stated


@pytest.mark.parametrize(("text", "words"), [("ya la cerraron", "cerraron"), ("la procesaron ayer", "procesaron")])
def test_what_was_done_is(text, words):
    assert reading("inform", text, OPEN, ("status", "processed", words)).stated == {"status": "processed"}


@pytest.mark.parametrize(
    ("intent", "text", "asked"),
    [
        ("duration", "¿Cuánto demoran? Y si en eso me la cierran, ¿qué pasa?", ["duration"]),
        ("duration", "¿y si la cierran este viernes?", ["withdraw"]),
        ("next_step", "¿y si la resuelven antes, qué hago?", ["withdraw"]),
    ],
)
def test_what_comes_if_it_is_closed_is_asked_alone_or_beside(intent, text, asked):
    read = reading(intent, text, OPEN)
    assert (read.questions, read.if_closed, read.stated) == (asked, True, {})


def test_beside_a_question_it_is_said_once_and_last_and_changes_nothing(talk):
    talk.turn("withdraw", "la puse yo", party="complainant", status="in_process")
    said = talk.turn("duration", "¿cuánto tardan? y si mientras me la cierran qué hago")
    assert texts(said).count("Si se procesa antes") == 1
    assert answers(said)[0]["about"] == "duration"
    assert talk.slots["status"] == "in_process"


def test_who_would_complain_too_is_still_the_accused():
    text = "si yo le meto una y luego arreglamos, ¿podría bajar la mía?"
    assert reading("withdraw", text, ACCUSED, ("party", "complainant", "mía")).stated == {}
    text = "quiero denunciarlo yo"
    assert reading("should_file", text, ACCUSED, ("party", "complainant", "yo")).stated == {}


def test_who_says_that_they_filed_it_did():
    read = reading("correction", "al revés, la presenté yo", ACCUSED, ("party", "complainant", "la presenté yo"))
    assert read.stated == {"party": "complainant"}


def test_the_others_registration_is_their_proof_and_ones_own_is_for_an_appeal():
    accused = {**REFILE, "party": "respondent", "ground": "product_infringement"}
    told = ("evidence", "yes", "el registro de la marca")
    read = reading("inform", "dicen que el registro de la marca es suyo", accused, told)
    assert (read.stated, read.details) == ({"evidence": "yes"}, [])
    read = reading("inform", "el registro de la marca es nuestro", accused, told)
    assert (read.stated, read.details) == ({}, ["own_registration"])


@pytest.mark.parametrize(
    ("text", "words"),
    [("si ella no tiene pruebas, ¿no puedo?", "no tiene pruebas")],
)
def test_who_has_proof_has_it_still_without_papers_or_the_others(text, words):
    assert "evidence" not in reading("confirm", text, OWN, ("evidence", "no", words)).stated


def test_who_says_that_they_have_none_after_all_has_none():
    text = "perdón, no tengo pruebas"
    assert reading("correction", text, OWN, ("evidence", "no", "no tengo pruebas")).stated == {"evidence": "no"}


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("la queja es contra mi negocio", False),
        ("es una queja", True),
        ("en mi cuenta dice queja", True),
        ("no es un informe, la queja es contra mí", True),
    ],
)
def test_the_word_for_it_makes_a_report_no_complaint(text, is_so):
    read = reading("correction", text, REPORT, ("kind", "complaint", "queja"))
    assert (read.stated.get("kind") == "complaint") == is_so


def test_one_case_that_is_asked_about_now_or_later_is_not_two():
    text = "el otro las borra en mayo. ¿la quito hoy o cuando las borre?"
    held = ("status", "in_process", "la quito"), ("second_case", "status=withdrawn", "quito")
    assert reading("withdraw", text, OPEN, *held).second_case == {}


def test_not_even_with_proof_is_not_agreed_to(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="withdrawn")
    said = texts(talk.turn("confirm", "¿entonces ni con pruebas la puedo poner?"))
    assert not said.startswith("Así es") and "pruebas" in said


def test_who_cannot_get_in_hears_it_with_the_way_until_they_can(talk):
    talk.turn("account", "no puedo entrar a la cuenta")
    told = "Sin entrar en su cuenta"
    assert told in texts(talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process"))
    assert told in texts(talk.turn("where", "¿dónde se hace?"))
    assert told not in texts(talk.turn("where", "ya pude entrar, ¿dónde se hace?"))


def test_of_whom_nobody_complained_hears_that_it_holds_later_once(talk):
    told = "Eso vale cuando ya hay una queja"
    assert told in texts(talk.turn("ip_remove_listing", "nadie me ha denunciado. ¿si lo borro ya?"))
    assert told not in texts(talk.turn("ip_outcomes", "¿y qué sanción habría?"))


def test_a_sure_question_apart_from_the_detail_is_answered_too(talk):
    talk.turn("ip_notice", "me avisaron", party="respondent", ground="product_infringement")
    text = "en la carta no sale fecha. ¿y si contrato un abogado?"
    no_date = {"said": {"notice_no_date": "fecha"}, "detail": "notice_no_date"}
    said = talk.turn("lawyer", text, ranking={"lawyer": 0.99}, **no_date)
    assert [answer["about"] for answer in answers(said)][-1] == "lawyer"


def test_who_takes_back_where_it_stands_is_told_where_one_sees_it(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed")
    text = "dije que creo que la cerraron. ¿Cómo lo veo?"
    said = talk.turn("correction", text, ranking={"correction": 0.6, "status_check": 0.3}, status="retracted")
    assert answers(said)[-1]["topic"] == "status_check"


def test_what_is_first_told_in_taking_something_back_is_not_corrected(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="processed")
    said = texts(talk.turn("correction", "no sé si la cerraron, uso la web", status="retracted", device="computer"))
    assert "Dejo de contar con esto: ya se procesó" in said and "lo corrijo" not in said
