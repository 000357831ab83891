"""A reply opens with what is asked, and says nothing that was not, nor anything twice."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(("topic", "begins"), [("refile", "Depende de si hay"), ("reopen", "Una queja cancelada")])
def test_what_is_asked_comes_before_what_may_fail(talk, topic, begins):
    talk.turn("inform", "sigue abierta", party="complainant", status="in_process")
    said = texts(talk.turn(topic, "y si la quito y no me paga, ¿puedo?", entities=[("detail", "promise_broken")]))
    assert said.startswith(begins) and "Si algo falla después" in said


@pytest.mark.parametrize(("text", "is_said"), [("¿puede volver a denunciarme?", False), ("¿otra castiga más?", True)])
def test_a_harder_sanction_is_spoken_of_where_it_is_asked_about(talk, text, is_said):
    said = texts(talk.turn("refile", text, party="respondent", entities=[("detail", "repeat_complaint")]))
    assert ("castiga más" in said) == is_said


def test_that_there_is_no_telephone_is_said_once(talk):
    said = texts(talk.turn("mediation", "¿con quién hablo? ¿hay teléfono?", entities=[("second_topic", "contact")]))
    assert said.count("teléfono") == 1


@pytest.mark.parametrize(
    ("text", "is_ours"), [("¿tienen dirección postal?", False), ("¿puedo llamarle a usted?", True)]
)
def test_our_own_telephone_is_spoken_of_where_it_is_asked_for(talk, text, is_ours):
    said = texts(talk.turn("contact", text, entities=[("detail", "call_you")]))
    assert ("de este servicio" in said) == is_ours


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pone «cerrado» al lado de la queja. ¿Qué significa eso?", "parece que ya está procesada"),
        ("dice en revisión. ¿Qué significa?", "suena a «en trámite»"),
    ],
)
def test_a_word_on_the_screen_is_of_how_it_stands(talk, text, says):
    said = talk.turn("status_check", text, ranking={"status_check": 0.9, "meaning": 0.05}, party="complainant")
    assert says in texts(said)


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("capabilities", "¿me respondes en árabe?", "Solo contesto en español"),
        ("bot_challenge", "¿es un servicio público o privado?", "Quién lleva este servicio"),
        ("sources", "¿puede reproducirme textual la pregunta 7?", "Esto dice, en palabras claras"),
    ],
)
def test_what_is_asked_in_so_many_words_is_answered(talk, intent, text, says):
    assert texts(talk.turn(intent, text)).startswith(says)


def test_who_may_lose_all_of_it_gets_a_kind_word(talk):
    said = talk.turn("ip_outcomes", "toda mi inversión está ahí, ¿me quitan puntos?", party="respondent")
    assert texts(said).startswith("Siento que lo esté pasando así")


@pytest.mark.parametrize(
    ("text", "is_told"), [("es un pedido con Trade Assurance", True), ("¿qué es Trade Assurance?", False)]
)
def test_an_order_with_trade_assurance_is_remembered(talk, text, is_told):
    talk.turn("inform", text, party="complainant", status="in_process", issues_resolved="yes")
    said = talk.turn("withdraw", "¿la cancelo?")
    assert ("lo cancela el agente" in texts(said)) == is_told and answers(said)[0]["verdict"] == "withdrawable"
