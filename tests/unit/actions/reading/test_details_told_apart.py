"""The question that is put is answered, and no neighbour of it, and it is not lost when it is put again."""

from __future__ import annotations

import pytest

from actions.reading.details_named import is_named
from tests.unit.actions.simulation import answers, put, texts

CLOSED = {"party": "complainant", "status": "processed"}


@pytest.mark.parametrize(
    ("name", "text", "is_so"),
    [
        ("by_the_other_party", "¿la pudo anular la tienda sin avisarme?", True),
        ("by_the_other_party", "¿podría el comprador cancelar mi reclamo?", True),
        ("by_the_other_party", "¿puede una tienda quitar o cerrar mi queja?", True),
        ("by_the_other_party", "¿el proveedor la pudo borrar?", True),
        ("by_the_other_party", "¿el vendedor puede cerrar mi cuenta?", False),
        ("by_the_other_party", "¿la tienda puede quitar el anuncio?", False),
        ("by_the_other_party", "¿la puede quitar ella sola?", False),
        ("by_the_other_party", "¿puede la tienda mandarme otro?", False),
        ("by_the_other_party", "¿puedo cerrarla sin la tienda?", False),
        ("notice_or_sanction", "¿la notificación ya es un castigo?", True),
        ("notice_or_sanction", "leí que el aviso no supone ninguna sanción, ¿es así?", True),
        ("notice_or_sanction", "¿el aviso quiere decir que ya estoy sancionada?", True),
        ("notice_or_sanction", "¿el aviso significa que me van a sancionar?", False),
        ("notice_or_sanction", "me llegó el aviso, ¿habrá sanción?", False),
        ("notice_or_sanction", "¿el aviso es de la marca?", False),
        ("complaint_or_report", "dicen que los reportes no se retiran, ¿por qué el mío sí?", True),
        ("complaint_or_report", "¿mi informe es de la excepción?", True),
        ("complaint_or_report", "¿dónde retiro el informe?", False),
        ("complaint_or_report", "¿es verdad que los reportes no se retiran?", False),
        ("complaint_or_report", "si un informe no se puede quitar, ¿puedo o no?", False),
        ("complaint_or_report", "¿hay alguna excepción?", False),
        ("what_i_win", "¿qué saco con no quitarla?", True),
        ("what_i_win", "¿y qué gano si la dejo?", True),
        ("what_i_win", "¿qué gano si la quito?", False),
        ("what_i_win", "¿qué hago si no la retiro?", False),
    ],
)
def test_the_words_say_which_detail_is_asked(rules, name, text, is_so):
    assert is_named(rules, name, text) is is_so


def test_whether_the_other_party_may_close_one_that_is_closed(talk):
    talk.turn("inform", "puse una queja y ya la cerraron", **CLOSED)
    said = texts(talk.turn("withdraw", "¿la pudo quitar la tienda sin avisarme?"))
    assert "La otra parte no la puede retirar" in said
    assert "la guía no lo dice" in said


def test_a_notice_is_told_from_a_sanction_whatever_is_claimed_of_it(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="image_theft")
    assert "No es lo mismo" in texts(talk.turn("confirm", "entonces el aviso ya es una sanción, ¿verdad?"))


def test_what_staying_with_it_brings(talk):
    talk.turn("inform", "puse una queja", party="complainant")
    assert "si le dan la razón" in texts(talk.turn("withdraw", "¿qué saco con no quitarla?"))
    assert "si le dan la razón" not in texts(talk.turn("withdraw", "¿y cómo la quito?"))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("¿desde el celular puede él?", "where_mobile"),
        ("¿puedo quitarla por teléfono, llamando?", "only_complainant"),
        ("¿y la puede quitar él?", "only_complainant"),
    ],
)
def test_the_accused_ask_of_the_telephone(talk, text, verdict):
    talk.turn("inform", "me denunció un cliente", party="respondent", ground="other")
    facts = {"device": "mobile"} if verdict == "where_mobile" else {}
    assert answers(talk.turn("withdraw", text, **facts))[0]["verdict"] == verdict


@pytest.mark.parametrize("text", ["no me contestó si me salvo", "no me dijo si salgo libre"])
def test_who_asks_again_whether_it_saves_them_is_not_told_that_it_is_open(talk, text):
    talk.turn("ip_withdrawal_effect", "si la retira, ¿me salvo?", party="respondent", ground="image_theft")
    asked = text.removeprefix("no me contestó ").removeprefix("no me dijo ")
    said = talk.turn("correction", text, asked=asked)
    assert answers(said)[-1]["verdict"] == "ip_withdrawal_irrelevant"
    assert "no dice nada en concreto" not in texts(said)


def test_only_who_filed_could_withdraw_one_that_is_closed(talk):
    talk.turn("inform", "puse una queja y ya la cerraron", **CLOSED)
    said = texts(put(talk, "confirm", "entonces [la tienda no puede retirarla](other_cannot_withdraw), ¿verdad?"))
    assert said.startswith("Así es. La otra parte no puede retirarla")
    said = texts(put(talk, "confirm", "o sea que [solo yo puedo quitarla](only_filer), ¿no?"))
    assert "usted sí podía" in said
