"""What is asked of the assistant itself: answered first, whatever stands beside it; and what is kept."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("¿usted se equivoca a menudo?", "Sí, puedo equivocarme"),
        ("¿puede inventarse cosas?", "Sí, puedo equivocarme"),
        ("cuánto sale usarte", "No cobro nada"),
        ("¿usa inteligencia artificial?", "Quién lleva este servicio"),
        ("cuánto cobra usted", "No cobro nada"),
        ("¿cuánto sale usarte?", "No cobro nada"),
        ("¿vos sos gratis?", "No cobro nada"),
        ("¿quién programó este chat?", "Quién lleva este servicio"),
    ],
)
@pytest.mark.parametrize("intent", ["elsewhere", "cost", "refile", "why", "nlu_fallback"])
def test_it_is_said_of_us_whatever_it_was_read_as(talk, intent, text, says):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = talk.turn(intent, text)
    assert says in texts(said) and not any(answer["verdict"] for answer in answers(said))


@pytest.mark.parametrize(
    "text",
    ["¿y si Alibaba se equivoca?", "¿cuánto cobra Alibaba por mediar?", "¿quién hizo la queja?", "¿me van a cobrar?"],
)
def test_what_is_asked_of_others_is_none_of_us(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = texts(talk.turn("cost", text))
    assert not any(words in said for words in ("puedo equivocarme", "No cobro nada", "Quién lleva este servicio"))


def test_what_else_is_asked_is_answered_as_a_message_of_its_own(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent", ground="image_theft")
    text = "¿Usted se equivoca? ¿Y puedo apelar?"
    clauses = [("¿Usted se equivoca?", "bot_challenge", 0.6, {}), ("¿Y puedo apelar?", "appeal", 0.97, {})]
    said = talk.turn("bot_challenge", text, clauses=clauses)
    assert "Sí, puedo equivocarme" in texts(said) and answers(said)[-1]["about"] == "appeal"


def test_beside_the_guide_a_subject_is_not_lost(talk):
    text = "¿La guía es oficial? ¿Y necesito un abogado?"
    clauses = [("¿La guía es oficial?", "sources", 0.9, {}), ("¿Y necesito un abogado?", "lawyer", 0.97, {})]
    said = talk.turn("sources", text, clauses=clauses)
    assert "Oficial no es" in texts(said) and answers(said)[-1]["about"] == "lawyer"


def test_a_detail_of_us_is_not_said_twice(talk):
    text = "¿Quién te programó? ¿Y de qué empresa eres?"
    clauses = [
        ("¿Quién te programó?", "bot_challenge", 0.9, {"who_runs": 0.9}),
        ("¿Y de qué empresa eres?", "bot_challenge", 0.9, {"who_runs": 0.9}),
    ]
    assert texts(talk.turn("bot_challenge", text, clauses=clauses)).count("Quién lleva este servicio") == 1
    clauses = [("y sos gpt?", "bot_challenge", 0.95, {"who_runs": 0.9}), ("inventas cosas?", "bot_challenge", 0.5, {})]
    said = talk.turn("bot_challenge", "y sos gpt? inventas cosas?", clauses=clauses)
    assert texts(said).count("puedo equivocarme") == 1


@pytest.mark.parametrize(
    "text",
    [
        "imprímame lo que hablamos",
        "¿puedo guardar esta charla?",
        "quisiera leer lo que tiene anotado de mí",
        "ver lo que se guarda",
    ],
)
@pytest.mark.parametrize("intent", ["privacy", "next_step", "elsewhere", "nlu_fallback"])
def test_what_is_kept_is_shown_in_whatever_words(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    assert texts(talk.turn(intent, text)).startswith("Esto es lo que guardo")


@pytest.mark.parametrize(
    "text",
    [
        "¿qué conservan de mis datos?",
        "¿quién puede ver esta charla?",
        "¿le enseño el chat con el vendedor?",
    ],
)
def test_who_does_not_ask_for_it_is_shown_none_of_it(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    assert "Esto es lo que guardo" not in texts(talk.turn("privacy", text))


def test_whether_it_is_kept_is_said_beside_who_gets_to_know(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    text = "¿y guarda lo que le cuento? que no lo vea mi mujer"
    said = talk.turn("privacy", text, entities=[("detail", "tell_others"), ("detail", "where_stored")])
    assert texts(said).startswith("Guardo lo que escribe")


def test_erasing_it_is_asked_about_after_whether_it_is_kept(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    assert "¿Borro todo" in texts(talk.turn("privacy", "esto que le cuento, ¿lo guarda? bórrelo"))
