"""What is told in a clause of its own is kept, whatever the message asks beside it."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import reading

WITHDREW = ("in_clause", "status=withdrawn", "la quité")


@pytest.mark.parametrize("intent", ["nlu_fallback", "account", "refund", "sources", "thanks"])
def test_a_clause_of_its_own_tells_beside_any_question(intent):
    text = "me bloquearon la cuenta por una denuncia de marca, ¿cómo la recupero?"
    told = reading(intent, text, {}, ("party", "respondent", "denuncia"), ("ground", "product_infringement", "marca"))
    assert told.stated == {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    "text",
    [
        "¿a dónde llamo por la denuncia de mi marca?",
        "si me denuncian por la marca, a dónde llamo?",
        "si me denuncian, y es por la marca, a dónde llamo?",
        "la denuncia es por la marca, no?",
        "quiero saber si la denuncia es por la marca",
        "usted supuso que la denuncia es por la marca",
    ],
)
def test_what_is_asked_or_supposed_or_said_by_us_is_not_told(text):
    assert reading("account", text, {}, ("ground", "product_infringement", "marca")).stated == {}


@pytest.mark.parametrize("intent", ["elsewhere", "first_filing"])
def test_beside_a_question_about_something_else_nothing_is_told_of_the_case(intent):
    said = ("ground", "image_theft", "usa mis fotos")
    assert reading(intent, "él usa mis fotos. ¿cómo lo denuncio?", {"party": "respondent"}, said).stated == {}


def test_of_another_platform_nothing_is_told():
    said = (("party", "complainant", "puse"), ("other_place", "aliexpress", "aliexpress"))
    assert reading("other_platform", "puse una disputa en aliexpress. ¿la quito?", {}, *said).stated == {}
    said = (("status", "in_process", "en proceso"), ("other_place", "aliexpress", "aliexpress"))
    text = "ah, dice en proceso. ¿y si fuera aliexpress?"
    assert reading("other_platform", text, {"topic": "withdraw"}, *said).stated == {"status": "in_process"}


def test_where_nothing_shows_a_complaint_a_debt_is_of_none():
    said = ("issues_resolved", "no", "me deben")
    assert reading("refund", "todavía me deben 200. ¿qué hago?", {}, said).stated == {}
    assert reading("refund", "todavía me deben 200. ¿qué hago?", {"topic": "withdraw"}, said).stated != {}


def test_a_clause_of_a_story_tells_what_the_whole_was_not_read_to_say():
    text = "le puse una queja, pero me prometió la plata, y la quité, y ahora no contesta"
    assert reading("nlu_fallback", text, {"topic": "withdraw"}, WITHDREW).stated == {
        "status": "withdrawn",
        "issues_resolved": "no",
    }
    assert reading("withdraw", f"si {WITHDREW[2]}, ¿qué pasa?", {"topic": "withdraw"}, WITHDREW).stated == {}


def test_the_word_that_is_asked_about_is_that_of_the_question():
    text = "sigue en trámite. ¿es lo mismo un informe que una queja?"
    terms = (("term", "informe", "informe"), ("term", "queja", "queja"))
    said = reading("meaning", text, {"topic": "withdraw"}, ("status", "in_process", "en trámite"), *terms)
    assert said.stated == {"status": "in_process"}
