"""What is asked next door, of where and how a complaint is seen, and of the assistant and the guide themselves."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("party", "intent", "text", "says"),
    [
        ("complainant", "where", "uso Trade Assurance y ese menú no lo tengo", "View Refund Application"),
        ("complainant", "where", "¿cuál es el otro camino?", "View Refund Application"),
        ("complainant", "should_file", "¿una queja por tienda o una para las tres?", "una queja por cada tienda"),
        ("complainant", "who_complained", "¿mi dirección les sale?", "Qué datos suyos ve"),
        ("complainant", "refile", "¿y si me contrarreporta?", "puede quejarse a su vez"),
        ("complainant", "withdraw", "¿y si lo pedimos de común acuerdo?", "las dos partes juntas"),
        ("complainant", "duration", "cómo se tramita eso", "Cómo se tramita"),
        ("complainant", "withdraw", "si no la retiro, ¿sigue sola?", "la queja sigue su curso"),
        ("complainant", "withdraw", "¿se enteran los de la tienda?", "Si se avisa de la retirada"),
        ("complainant", "status_check", "¿por dónde me avisan?", "Si avisan de la decisión"),
        ("respondent", "withdraw", "dice que la retiró y sale pendiente, ¿le creo?", "lo normal es que aún no"),
        ("respondent", "why", "dice que la retiró y sale pendiente, ¿a quién hago caso?", "lo normal es que aún no"),
        ("respondent", "where", "¿dónde veo la queja en mi celular?", "dónde lo ve quien la presentó"),
    ],
)
def test_what_is_asked_has_its_line(talk, party, intent, text, says):
    talk.turn("inform", "cuento de una queja", party=party)
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("intent", "text", "detail", "unsaid"),
    [
        ("next_step", "dice retirada. ¿Eso es todo?", "what_is_all", "ese «todo»"),
        ("where", "no da error, ¿en qué pantalla entro?", None, "da error"),
        ("where", "¿en qué pantalla la encuentro?", "not_shown_or_error", "da error"),
        ("where", "compré con Trade Assurance en Alibaba.com, ¿dónde es?", "on_alibaba_com", "fuera de línea"),
        ("status_check", "¿a quién le creo?", None, "Quién lleva este servicio"),
        ("withdraw", "dice que me paga si la retiro, y sigue en trámite", None, "lo normal es que"),
    ],
)
def test_what_only_sounds_like_a_line_is_none(talk, intent, text, detail, unsaid):
    talk.turn("inform", "puse una queja", party="complainant")
    assert unsaid not in texts(talk.turn(intent, text, entities=[("detail", detail)] if detail else []))


def test_what_goes_on_with_a_detail_is_no_question_of_its_own(talk):
    clauses = [("van a ver mi nombre ", "who_complained", 0.9, {}), ("y dirección?", "contact", 0.99, {})]
    said = talk.turn("who_complained", "¿van a ver mi nombre y dirección?", clauses=clauses, party="complainant")
    assert [answer["about"] for answer in answers(said)] == ["who_complained"]


def test_whoever_would_quote_a_question_is_read_it(talk):
    said = texts(talk.turn("sources", "¿Puedo citar la pregunta 7? Dígamela tal cual."))
    assert "con esta salvedad" in said and "la otra parte tenga pruebas" in said
    assert "Al pie de la letra no" in texts(talk.turn("elsewhere", "pero dímela palabra por palabra"))
    said = texts(talk.turn("sources", "a ver: pregunta 7, pregunta 5 y la 6"))
    assert "la pregunta 5" in said and "no tiene una pregunta 6" in said


def test_the_words_to_be_quoted_are_of_what_is_named(talk):
    talk.turn("ip_review", "¿cómo la revisan?")
    text = "voy a citar lo de volver a denunciar. ¿Qué dice la guía, textual?"
    assert "la pregunta 7 dice" in texts(talk.turn("sources", text, entities=[("detail", "guide_words")]))
