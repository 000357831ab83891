"""What the first sentence of a reply said is not said again in the second."""

from __future__ import annotations

import pytest

from actions.reading.phrases import is_said_in
from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("text", "sentence", "is_said"),
    [
        (
            "No la retire antes de que la otra parte cumpla: primero debe quedar todo resuelto.",
            "Antes de retirarla, deje todo resuelto con la otra parte.",
            True,
        ),
        (
            "Con pruebas de la infracción la guía lo admite.",
            "Sin pruebas de la infracción no puede presentar otra.",
            False,
        ),
        ("Lo decide usted.", "", False),
    ],
)
def test_a_sentence_is_said_where_most_of_its_words_are(text, sentence, is_said):
    assert is_said_in(text, sentence) == is_said


def test_a_detail_is_not_followed_by_what_it_says(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = texts(talk.turn("before_withdrawing", "¿quién cumple primero?", detail="pay_first"))
    assert said.count("resuelt") == 1


def test_of_two_topics_that_say_the_same_one_is_said(talk):
    facts = {"party": "complainant", "status": "in_process", "issues_resolved": "no"}
    said = talk.turn(
        "withdraw", "¿la quito antes de que pague?", entities=[("second_topic", "before_withdrawing")], **facts
    )
    assert [answer["verdict"] for answer in answers(said)][-1] == "resolve_first"


def test_a_case_that_begins_is_not_also_supposed(talk):
    talk.turn("withdraw", "¿la puedo quitar?", status="processed")
    said = talk.turn(
        "new_case", "tengo otra queja, ¿y si sigue abierta?", status="in_process", entities=[("supposed", "in_process")]
    )
    assert "Si siguiera en trámite" not in texts(said)


def test_who_asks_for_a_person_is_not_told_to_ask_for_one(talk):
    said = talk.turn("bot_challenge", "¿es un bot? quiero una persona", entities=[("second_topic", "human")])
    assert "dígamelo" not in texts(said)


@pytest.mark.parametrize(
    ("place", "shown"), [("en taobao", False), ("en alibaba", True), ("en taobao, o sea, alibaba", True)]
)
def test_who_names_taobao_is_shown_no_note_on_another_site(talk, place, shown):
    said = talk.turn("withdraw", f"puse una queja {place}, ¿la quito?", status="in_process", ground="other")
    assert ("O1" in answers(said)[0]["notes"]) == shown


@pytest.mark.parametrize("names", [("pay_first", "pay_for_withdrawal"), ("pay_for_withdrawal", "pay_first")])
def test_of_two_details_that_say_nearly_the_same_the_fuller_is_said(talk, names):
    read = [("detail", name) for name in names]
    said = talk.turn(
        "respondent_request", "me pide dinero por quitarla, ¿le pago antes?", party="respondent", entities=read
    )
    assert texts(said).count("Si conviene pagar") == 1 and "va primero" in texts(said)


@pytest.mark.parametrize(
    ("subject", "detail", "says_not"),
    [
        ("appeal", "appeal_menu", "la guía no lo trata"),
        ("respond_deadline", "appeal_deadline", "ningún plazo"),
    ],
)
def test_a_detail_that_says_as_much_as_the_line_stands_in_its_place(talk, subject, detail, says_not):
    facts = {"party": "respondent", "ground": "image_theft"}
    said = texts(talk.turn(subject, "¿dónde, o cuándo?", detail=detail, **facts))
    assert says_not not in said


def test_a_detail_that_says_less_is_followed_by_the_line(talk):
    said = texts(talk.turn("respond_deadline", "¿y si no contesto?", detail="no_answer", party="respondent"))
    assert "ningún plazo" in said


@pytest.mark.parametrize(("kind", "is_added"), [("complaint", False), ("report", True)])
def test_a_verdict_that_reconciles_itself_is_not_reconciled_again(talk, kind, is_added):
    facts = {"party": "complainant", "ground": "image_theft", "status": "in_process", "evidence": "yes", "kind": kind}
    said = texts(talk.turn("withdraw", "¿la puedo quitar?", **facts))
    assert ("la pregunta 7 admite presentar otra" in said) == is_added
