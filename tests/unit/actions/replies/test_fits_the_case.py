"""What is said beside a verdict fits where the case stands, whoever asks, and leaves the verdict that was asked."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FILED, ACCUSED = {"party": "complainant"}, {"party": "respondent"}
IP, OTHER = {"ground": "product_infringement"}, {"ground": "other"}
REPORT = {"kind": "report", **OTHER}


@pytest.mark.parametrize(
    ("facts", "says", "verdict"),
    [
        ({**IP, "status": "in_process"}, "Usted puede retirarla, porque sigue en trámite", "withdrawable"),
        (OTHER, "De apelar, la página oficial solo habla", "withdrawal_conditions"),
    ],
)
def test_whether_it_can_be_withdrawn_after_an_appeal_is_said_for_the_case(talk, facts, says, verdict):
    said = talk.turn("withdraw", "si el vendedor apela, ¿puedo retirarla todavía?", **FILED, **facts)
    assert says in texts(said) and answers(said)[0]["verdict"] == verdict


def test_where_to_ask_for_mediation_leaves_that_one_can(talk):
    talk.turn("inform", "puse una queja", **FILED)
    said = talk.turn("mediation", "¿en qué menú se pide la mediación?", detail="contact_menu")
    assert "que medie" in texts(said) and answers(said)[0]["verdict"] == "contact_staff"


@pytest.mark.parametrize("facts", [{"status": "processed"}, REPORT])
def test_of_what_cannot_be_withdrawn_no_last_day_is_spoken_of(talk, facts):
    text = "me dicen que si no la retiro hoy ya no se puede, ¿es verdad?"
    assert "último día" not in texts(talk.turn("confirm", text, **FILED, **facts))


def test_of_an_open_complaint_there_is_no_last_day(talk):
    talk.turn("inform", "puse una queja", **FILED)
    said = texts(talk.turn("withdraw", "dicen que hoy es el último día para retirarla, ¿es cierto?"))
    assert "Un último día para retirarla, la guía no lo pone" in said


def test_of_a_report_that_is_withdrawn_it_is_not_said_that_nobody_can_withdraw_it(talk):
    said = texts(talk.turn("ip_withdrawal_effect", "¿se salva?", status="withdrawn", **FILED, **REPORT))
    assert "no lo puede retirar nadie" not in said and "la guía no lo dice" in said


def test_that_nobody_can_withdraw_a_report_is_said_once(talk):
    said = texts(talk.turn("ip_withdrawal_effect", "¿me salvo?", status="processed", **ACCUSED, **REPORT))
    assert said.count("puede retirar nadie") == 1


def test_who_filed_it_and_cannot_log_in_is_still_the_one_who_can(talk):
    talk.turn("inform", "puse una queja", **FILED)
    said = talk.turn("withdraw", "no tengo la clave de la cuenta, ¿cómo la retiro?", detail="cannot_log_in")
    assert "Usted puede retirarla" in texts(said) and not answers(said)[-1]["asks"]
    assert talk.slots.get("pending_question") is None


def test_that_alibaba_accepted_it_is_told_and_not_claimed(talk):
    talk.turn("inform", "me pusieron una queja", **ACCUSED)
    text = "Alibaba ya aceptó mi explicación, entonces no me sancionan, ¿verdad?"
    assert "Que Alibaba lo acepte" not in texts(talk.turn("confirm", text))


@pytest.mark.parametrize(("word", "is_it"), [("complaint", True), ("complaint upheld", False)])
def test_an_english_word_is_explained_where_it_is_all_that_is_asked(talk, word, is_it):
    said = texts(talk.turn("meaning", f"¿qué significa «{word}»?"))
    assert ("Una «queja» es" in said) is is_it


def test_the_accused_is_not_told_to_use_a_computer(talk):
    said = texts(talk.turn("where", "no tengo computadora, ¿cómo la retiro?", detail="no_computer", **ACCUSED))
    assert "con una computadora prestada" in said and " use " not in said


def test_that_all_must_be_settled_is_said_once(talk):
    talk.turn("inform", "puse una queja", **FILED)
    said = talk.turn("before_withdrawing", "¿y si la quito y no llega el reembolso?", detail="refund_after")
    assert texts(said).count("resuelto") == 1 and answers(said)[0]["verdict"] == "resolve_all_issues"


@pytest.mark.parametrize(
    ("facts", "says"),
    [(FILED, "solo habla de que apele el vendedor"), (ACCUSED, "el vendedor puede apelar")],
)
def test_whether_one_can_appeal_when_alibaba_errs_is_said_to_each(talk, facts, says):
    said = texts(talk.turn("appeal", "¿puedo apelar si Alibaba se equivocó?", detail="alibaba_mistake", **facts, **IP))
    assert says in said


@pytest.mark.parametrize(
    ("text", "is_elsewhere"),
    [
        ("denuncié a un vendedor porque roba mis fotos y las vende en mercado libre, ¿puedo retirarla?", False),
        ("compré en AliExpress y puse un reclamo, ¿cómo lo quito?", True),
    ],
)
def test_where_the_accused_sells_is_not_where_it_was_filed(talk, text, is_elsewhere):
    assert ("la guía es solo de Alibaba y Taobao" in texts(talk.turn("withdraw", text))) is is_elsewhere
