"""Two answers of ours that are held against each other: what is quoted of them says which are meant."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.fixture
def of_the_effect(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="product_infringement")
    talk.turn("ip_withdrawal_effect", "¿y si la quita?")
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "¿en qué quedamos, no sirve o ayuda?",
        "primero decía que da lo mismo y luego que ayuda",
        "¿cómo que puede ayudar? ¿no decía que no cambia nada?",
    ],
)
def test_what_is_quoted_on_both_sides_is_reconciled(of_the_effect, text):
    assert "Son dos fuentes que no coinciden" in texts(of_the_effect.turn("why", text))


@pytest.mark.parametrize(
    "text",
    ["si no se puede retirar, ¿por qué dicen que retirarla ayuda?", "ya procesada, ¿cómo que dicen que retirar ayuda?"],
)
def test_that_a_withdrawal_helps_goes_with_that_it_is_processed(of_the_effect, text):
    of_the_effect.turn("inform", "ya la cerraron", status="processed")
    said = texts(of_the_effect.turn("confirm", text))
    assert "vale mientras se pueda retirar" in said and said.count("roces") == 1


def test_where_no_verdict_differs_what_each_side_rests_on_is_said(talk):
    talk.turn("respond_deadline", "¿cuánto tengo?", party="respondent", ground="image_theft")
    said = texts(talk.turn("why", "pero la guía no da plazo y ahora son tres días, ¿en qué quedamos?"))
    assert said.startswith("La guía no da ningún plazo.")
    talk.turn("appeal", "¿puedo apelar?")
    said = talk.turn("why", "si ya está confirmado, ¿para qué apelar? se contradice")
    assert "según la plataforma oficial (IPP), el vendedor puede apelar" in texts(said)
    assert answers(said)[0]["sources"] == ["P9"]


@pytest.mark.parametrize("intent", ["correction", "confirm", "rephrase", "nlu_fallback"])
@pytest.mark.parametrize(
    "text", ["eso no es lo que dijo antes", "hace un rato me decía lo contrario", "no cuadra con lo que me decía"]
)
def test_who_finds_that_we_said_otherwise_is_told_what_changed(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    talk.turn("withdraw", "ya la cerraron, ¿la puedo retirar?", status="processed")
    assert texts(talk.turn(intent, text)).startswith("Cambió porque después supe otra cosa de su caso: ya se procesó.")


@pytest.mark.parametrize(
    "text", ["el vendedor antes decía otra cosa", "en una tienda me dijeron lo contrario hace un rato"]
)
def test_what_somebody_else_said_otherwise_is_none_of_our_answers(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    talk.turn("withdraw", "ya la cerraron, ¿la puedo retirar?", status="processed")
    assert "supe otra cosa" not in texts(talk.turn("correction", text))


def test_of_the_topic_that_is_named_the_answers_are_compared(of_the_effect):
    of_the_effect.turn("withdraw", "¿la puedo retirar?")
    of_the_effect.turn("withdraw", "no, la puse yo, ¿la puedo retirar?", party="complainant")
    of_the_effect.turn("ip_withdrawal_effect", "¿se salva?")
    said = of_the_effect.turn("why", "antes dijo que no la puedo retirar y luego que sí, ¿en qué quedamos?")
    assert texts(said).startswith("Cambió porque después supe otra cosa") and "retirarla" in texts(said)


def test_two_sentences_that_are_quoted_are_both_said_again(talk):
    talk.turn("mediation", "¿pueden mediar?", party="respondent", ground="other")
    talk.turn("withdraw", "¿la puedo retirar?")
    text = "dijo que me ponga en contacto con el personal, y que solo la puede retirar quien la presentó. Se contradice"
    said = texts(talk.turn("why", text))
    assert said.startswith("Son dos respuestas a dos preguntas distintas") and said.count("• ") == 2


def test_a_claim_that_names_two_sides_is_no_contradiction(of_the_effect):
    said = texts(of_the_effect.turn("confirm", "entonces da igual que la quite, ¿no?"))
    assert "no coinciden" not in said


def test_which_of_two_answers_of_the_guide_holds_is_of_no_page(talk):
    talk.turn("refile", "si la quito, ¿puedo poner otra?", party="complainant", ground="product_infringement")
    detail = {"entities": [("detail", "which_holds")], "sure": {"which_holds": 0.9}}
    said = texts(talk.turn("why", "una dice q si puedo y otra q no puedo, con cual me quedo", **detail))
    assert "con pruebas, sí (pregunta 7)" in said and "página" not in said


def test_which_holds_after_what_a_page_contradicts_is_of_the_page(talk):
    talk.turn("ip_withdrawal_effect", "¿me sirve que la retiren?", party="respondent", ground="product_infringement")
    detail = {"entities": [("detail", "which_holds")], "sure": {"which_holds": 0.9}}
    said = texts(talk.turn("why", "entonces con cual me quedo", **detail))
    assert "vale la página" in said


def test_a_question_of_the_guide_that_is_quoted_keeps_no_bullet(talk):
    talk.turn("sources", "¿qué dice la pregunta 7?")
    talk.turn("refile", "¿y puedo poner otra después?", party="complainant")
    said = texts(talk.turn("why", "primero dijo que todavía se puede presentar una queja y ahora que depende"))
    assert "• •" not in said
