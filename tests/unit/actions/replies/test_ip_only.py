"""What the guide says of intellectual property alone is said so where it is not known whether the case is about that,
and taken back where it turns out not to be; and the accused are not spoken to as who complained.
"""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import responses, texts

ACCUSED = {"party": "respondent"}


@pytest.mark.parametrize("topic", ["ip_outcomes", "ip_notice", "ip_withdrawal_effect", "points"])
def test_of_an_unknown_ground_it_says_of_which_it_is_so(talk, topic):
    said = texts(talk.turn(topic, "¿y qué pasa?", **ACCUSED))
    assert "en propiedad intelectual" in said.lower() and "Por otro motivo" in said


@pytest.mark.parametrize("topic", ["ip_outcomes", "ip_notice", "ip_withdrawal_effect", "points"])
def test_of_intellectual_property_it_needs_no_saying(talk, topic):
    said = texts(talk.turn(topic, "¿y qué pasa?", ground="product_infringement", **ACCUSED))
    assert "Por otro motivo" not in said


@pytest.mark.parametrize("ground", ["other", "product_infringement"])
@pytest.mark.parametrize("intent", ["correction", "nlu_fallback"])
def test_what_was_said_of_intellectual_property_is_taken_back(talk, intent, ground):
    talk.turn("ip_outcomes", "¿me quitan puntos?", ground="image_theft", **ACCUSED)
    talk.turn("mediation", "¿y puedo hablar con alguien?")
    text = "no es de fotos, es por otra cosa. ¿entonces lo que me dijo ya no vale?"
    ranking = {intent: 0.5, "confirm": 0.4, "withdraw": 0.1}
    said = responses(talk.turn(intent, text, ranking, entities=[("ground", ground)]))
    assert any("of_ip_taken_back" in name for name in said) is (ground == "other")


def test_what_was_not_of_intellectual_property_is_said_not_to_change(talk):
    talk.turn("ip_outcomes", "¿me quitan puntos?", ground="image_theft", **ACCUSED)
    talk.turn("withdraw", "¿puede quitarla?")
    said = texts(talk.turn("correction", "no es de fotos, es por spam", ground="other"))
    assert "Lo demás no cambia" in said and "Eso no cambia" not in said


def test_nothing_is_taken_back_that_was_not_said(talk):
    talk.turn("withdraw", "¿la puedo retirar yo?", ground="image_theft", **ACCUSED)
    said = responses(talk.turn("correction", "no es por fotos, es por un pedido que no llegó", ground="other"))
    assert not any("of_ip_taken_back" in name for name in said)


def test_who_complained_or_will_is_told_of_nothing_that_is_taken_back(talk):
    talk.turn("ip_outcomes", "¿me multan a mí?", party="complainant")
    said = responses(talk.turn("correction", "no es por marca, es por un envío", ground="other"))
    assert not any("of_ip_taken_back" in name for name in said)


def test_whether_it_is_intellectual_property_is_answered_for_the_case(talk):
    talk.turn("inform", "es por spam", ground="other", **ACCUSED)
    said = texts(talk.turn("meaning", "¿eso es propiedad intelectual?", entities=[("detail", "intellectual_property")]))
    assert "esta queja no va de eso" in said


def test_bad_faith_is_named_for_intellectual_property_alone(talk):
    said = texts(talk.turn("fraud", "el que me denunció miente, ¿cómo hago para que pague?", ground="other", **ACCUSED))
    assert "solo en propiedad intelectual" in said and "Alibaba sanciona" not in said


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Ella me escribió: «listo, ya retiré todo». ¿Qué hago?", "ya retiré", "respondent"),
        ("el cliente me contestó «perdón, puse la queja sin querer»", "puse", "respondent"),
        ("me dijo el agente que espere, y ya retiré la queja", "ya retiré", "complainant"),
        ("lo que pasa, le dije: ya puse la queja", "puse", "complainant"),
    ],
)
def test_the_word_of_the_other_party_says_nothing_of_who_the_person_is(talk, text, words, party):
    talk.turn("withdraw", "¿la puede quitar ella?", **ACCUSED)
    talk.turn("next_step", text, said={"party": words}, party="complainant")
    assert talk.slots["party"] == party


def test_the_accused_are_not_led_through_their_own_account(talk):
    talk.turn("where", "¿dónde se retira?", **ACCUSED)
    said = texts(talk.turn("where", "¿y lo veo en mi cuenta?"))
    assert "Dónde la ve usted, que la recibió, la guía no lo dice" in said
