"""What only the accused ask is answered by its words, however the NLU read it; of others the same words are not."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, texts

_ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("thanks", "gracias. ¿puede escribirle mi abogado en mi nombre?", "Quién debe escribirle"),
        ("first_filing", "¿se pueden ver las pruebas que presentó?", "Qué pruebas presentó"),
        ("refile", "¿puedo volver a vender las tazas?", "De volver a publicar"),
        ("settlement", "si no le pago, ¿qué me puede hacer?", "La guía no obliga a aceptar"),
        ("mediation", "¿me pueden echar de la plataforma?", "De cerrar la tienda"),
        ("account", "¿queda en mi historial?", "Si la queja queda anotada"),
        ("fraud", "dice que tiene pruebas, pero son falsas", "Si la queja no queda probada"),
        ("ip_outcomes", "no, que quién responde, la empresa o el empleado", "Quién responde, si la tienda"),
    ],
)
def test_the_accused_get_the_line_that_they_ask_for(talk, intent, text, words):
    talk.turn("ip_notice", "¿qué significa el aviso?", **_ACCUSED)
    assert texts(talk.turn(intent, text)).startswith(words)


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("refile", "¿y si vuelve a vender mis tazas?", "De volver a publicar"),
        ("settlement", "si no le acepto el cupón, ¿qué pasa?", "quien se quejó, ni a pagarle"),
        ("withdraw", "si me pide perdón, ¿la quito?", "pedir perdón"),
    ],
)
def test_who_complained_asks_something_else_with_such_words(talk, intent, text, words):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    assert words not in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    "intent, text, words",
    [
        (
            "respondent_request",
            "le escribo en nombre de mi jefe. ¿conviene pedirle que la retire?",
            "Quién debe",
        ),
        ("refile", "si no le pago me mete otra queja, ¿puede?", "La guía no obliga a aceptar"),
        ("account", "cuando recupere la cuenta, ¿qué hago?", "De una cuenta bloqueada"),
        ("withdraw", "mientras tanto, ¿la puede retirar?", "Cómo se demuestra"),
        ("where", "le pido disculpas por preguntar tanto, ¿dónde se retira?", "pedir perdón"),
    ],
)
def test_what_only_sounds_like_it_is_not(talk, intent, text, words):
    talk.turn("ip_notice", "¿qué significa el aviso?", **_ACCUSED)
    assert words not in texts(talk.turn(intent, text))


def test_a_case_that_is_told_beside_it_is_remembered(talk):
    said = talk.turn(
        "first_filing", "le pusieron una queja a mi tienda, ¿puedo ver las pruebas que presentó?", **_ACCUSED
    )
    assert answers(said)[0]["facts"]["party"] == "respondent" and "Qué pruebas" in texts(said)


def test_without_a_word_of_the_outcome_a_closed_case_is_not_over(talk):
    talk.turn("inform", "ya la cerraron", status="processed", **_ACCUSED)
    assert "apelar" in texts(talk.turn("next_step", "¿y qué hago?"))


def test_a_detail_that_is_named_is_said_again_however_little_the_nlu_made_of_it(talk):
    talk.turn("ip_outcomes", "¿me cierran la tienda?", entities=[("detail", "shop_closed")], **_ACCUSED)
    said = talk.turn("correction", "le pregunté si me cierran la tienda", {"ip_outcomes": 0.5})
    assert "Ningún cierre de tienda" in texts(said)


_CAN_CHANGE, _BY_ALIBABA = "Se puede intentar que cambie", "Si fue la propia Alibaba y nadie se quejó"


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("reopen", "¿se puede revertir o no?", _CAN_CHANGE),
        ("withdraw", "¿la decisión se puede anular?", _CAN_CHANGE),
        ("withdraw", "¿cómo echo para atrás lo que decidieron?", _CAN_CHANGE),
        ("appeal", "no hablo de una queja cancelada: ¿la sanción se puede echar para atrás?", _CAN_CHANGE),
        ("appeal", "si puedo apelar, ¿está confirmado o no?", "Según la guía, Alibaba lo da por confirmado antes"),
        ("contact", "¿dónde escribo esto, en mi Taobao?", "En propiedad intelectual se apela"),
        ("confirm", "entonces no me la cierran, ¿verdad?", "De cerrar la tienda o la cuenta, la guía no dice nada, ni"),
        ("inform", "nadie la puso, la puso el sistema", _BY_ALIBABA),
        ("withdraw", "no hay denunciante, fue la propia plataforma. ¿quién la quita?", _BY_ALIBABA),
    ],
)
def test_what_the_accused_ask_of_the_decision(talk, intent, text, says):
    talk.turn("ip_notice", "¿qué significa el aviso?", **_ACCUSED)
    assert texts(talk.turn(intent, text)).startswith(says)


@pytest.mark.parametrize(
    ("intent", "text", "unsaid"),
    [
        ("reopen", "si la retira, ¿se puede deshacer?", _CAN_CHANGE),
        ("contact", "¿dónde le escribo al personal de Alibaba?", "Cómo se apela"),
        ("reopen", "¿puede dar marcha atrás el que me denunció?", _CAN_CHANGE),
        ("reopen", "¿la marca puede revocar su queja?", _CAN_CHANGE),
        ("reopen", "¿y si él se arrepiente y da marcha atrás?", _CAN_CHANGE),
        ("reopen", "¿se puede echar para atrás la denuncia?", _CAN_CHANGE),
        ("ip_outcomes", "¿la publicación me la van a bloquear?", "De cerrar la tienda"),
        ("ip_notice", "la foto ya me la bloquearon, ¿qué hago?", "De cerrar la tienda"),
        ("duration", "¿cuándo me la cierran? la investigación digo", "De cerrar la tienda"),
        ("ip_notice", "¿mi pago está confirmado o no?", "Alibaba lo da por confirmado"),
        ("correction", "a mí nadie me ha denunciado, yo soy el que reclamó", _BY_ALIBABA),
        ("next_step", "no hay nadie que me conteste en Alibaba, ¿qué hago?", _BY_ALIBABA),
        ("correction", "lo detectó Alibaba en la revisión, pero la denuncia la puso la marca", _BY_ALIBABA),
        ("ip_review", "¿nadie la puso en trámite todavía?", _BY_ALIBABA),
        ("correction", "no hay ningún comprador que se haya quejado, es la marca", _BY_ALIBABA),
        ("next_step", "nadie me puso al tanto, el sistema no responde", _BY_ALIBABA),
    ],
)
def test_such_words_of_something_else_are_not_of_the_decision(talk, intent, text, unsaid):
    talk.turn("ip_notice", "¿qué significa el aviso?", **_ACCUSED)
    assert unsaid not in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    "text", ["todavía no hay nadie que la revise, ¿la puedo retirar?", "¿fue la propia Alibaba la que cerró mi queja?"]
)
def test_who_filed_it_is_not_told_that_nobody_did(talk, text):
    talk.turn("inform", "puse una queja", party="complainant", status="in_process")
    assert _BY_ALIBABA not in texts(talk.turn("withdraw", text))


def test_who_says_that_nobody_filed_it_is_accused(talk):
    said = texts(talk.turn("inform", "nadie la puso, la puso el sistema", party="complainant"))
    assert talk.slots["party"] == "respondent" and said.startswith(_BY_ALIBABA)


def test_whether_it_is_confirmed_asked_again_is_said_in_other_words(talk):
    talk.turn("ip_notice", "¿qué significa el aviso?", **_ACCUSED)
    talk.turn("appeal", "si puedo apelar, ¿está confirmado o no?")
    said = texts(put(talk, "ip_notice", "¿pero [está](notice_confirmed) confirmado o todavía no?"))
    assert said.startswith("Confirmado en la primera revisión")


def test_what_is_closed_changes_that_it_can_be_withdrawn(talk):
    talk.turn("ip_notice", "¿qué significa el aviso?", **_ACCUSED)
    said = talk.turn("status_check", "dice «cerrada», ¿qué cambia?", status="processed")
    assert "ya no se puede retirar" in texts(said)
