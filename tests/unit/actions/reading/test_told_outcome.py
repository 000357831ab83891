"""That a complaint was not upheld is remembered for what is asked of sanctions later."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts

NOT_UPHELD = "Si la queja se desestima"


@pytest.mark.parametrize(
    ("intent", "asks"),
    [
        ("ip_outcomes", "¿entonces me sancionan?"),
        ("points", "¿cuántos puntos pierdo?"),
        ("ip_notice", "¿y el aviso que me llegó qué significa?"),
    ],
)
def test_what_is_asked_of_a_sanction_after_it_is_of_that(talk, intent, asks):
    talk.turn("inform", "me denunció una marca y la desestimaron", party="respondent", status="processed")
    assert NOT_UPHELD in texts(talk.turn(intent, asks))


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ("me denunció una marca, ¿y si la desestiman?", {"party": "respondent"}),
        ("me denunció una marca; si la desestiman, mejor", {"party": "respondent"}),
        ("me denunció una marca, decían que la desestimaron y sigue", {"party": "respondent", "status": "in_process"}),
    ],
)
def test_it_is_not_where_that_was_only_supposed_or_the_complaint_is_open(talk, told, facts):
    talk.turn("inform", told, **facts)
    assert NOT_UPHELD not in texts(talk.turn("points", "¿cuántos puntos pierdo?"))


@pytest.mark.parametrize(
    "told",
    [
        *("me denunció una marca y no la desestimaron", "ojalá la desestimen", "pedí que la desestimaran"),
        *("mandé mi factura y me la rechazaron", "desecharon mis pruebas", "a un amigo se la desestimaron"),
    ],
)
def test_it_is_not_where_the_words_tell_something_else(talk, told):
    talk.turn("inform", told, party="respondent", status="processed")
    assert NOT_UPHELD not in texts(talk.turn("points", "¿cuántos puntos pierdo?"))


@pytest.mark.parametrize(
    "told", ["sí, la desestimaron", "la desestimaron, no sé si me afecta", "al final fue desestimada"]
)
def test_it_is_however_it_is_told(talk, told):
    talk.turn("inform", told, party="respondent", status="processed")
    assert NOT_UPHELD in texts(talk.turn("points", "¿cuántos puntos pierdo?"))


def test_the_latest_message_that_speaks_of_it_counts(talk):
    talk.turn("inform", "me denunció una marca y la desestimaron", party="respondent", status="processed")
    talk.turn("correction", "perdón, no la desestimaron, la dieron por probada")
    assert NOT_UPHELD not in texts(talk.turn("points", "¿cuántos puntos pierdo?"))


def test_it_is_of_that_case_only(talk):
    talk.turn("ip_outcomes", "me denunció una marca y la desestimaron", party="respondent", status="processed")
    talk.turn("new_case", "tengo otra queja")
    talk.turn("inform", "esta es por fotos robadas", party="respondent", ground="image_theft")
    assert NOT_UPHELD not in texts(talk.turn("points", "¿cuántos puntos pierdo?"))


def test_other_questions_are_not_of_it(talk):
    talk.turn("inform", "me denunció una marca y la desestimaron", party="respondent", status="processed")
    assert NOT_UPHELD not in texts(talk.turn("appeal", "¿puedo apelar?"))


SOUNDS_PROCESSED = "parece que ya está procesada"


@pytest.mark.parametrize("shown", ["me sale «penalty applied»", "pone sanción impuesta", "dice infringement confirmed"])
def test_whether_it_is_decided_follows_from_what_was_read_off_the_screen(talk, shown):
    talk.turn("inform", f"me denunciaron por copia, {shown}", party="respondent", ground="product_infringement")
    assert talk.slots["status"] == "processed"
    assert SOUNDS_PROCESSED in texts(talk.turn("status_check", "¿ya la cerraron?"))


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("me denunciaron por copia", "¿ya la cerraron?"),
        ("me denunciaron por copia, no dice sanción aplicada", "¿ya la cerraron?"),
        ("me denunciaron por copia, sale sanción aplicada", "¿cómo sé si ya la cerraron?"),
    ],
)
def test_where_to_look_is_said_to_who_asks_it_or_has_seen_nothing(talk, told, asked):
    talk.turn("inform", told, party="respondent", ground="product_infringement")
    assert SOUNDS_PROCESSED not in texts(talk.turn("status_check", asked))
