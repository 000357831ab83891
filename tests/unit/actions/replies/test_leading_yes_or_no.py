"""The yes or no that is asked for stands first, where the verdict says it, and before nothing that was not asked so."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from actions.replies.leading_yes_or_no import yes_or_no
from tests.unit.actions.simulation import texts


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("¿la puedo quitar yo?", "No: solo la puede retirar quien la presentó"),
        ("no entiendo, ¿puedo cancelarla o no?", "No: solo la puede"),
        ("si hablo con él, ¿la puede quitar?", "Solo la puede"),
        ("¿la señora puede retirarla todavía?", "Sí: solo la puede"),
        ("¿cómo la puedo quitar?", "Solo la puede"),
        ("¿usted la puede quitar?", "Yo no puedo hacerlo por usted"),
        ("¿ya no la puede quitar la marca?", "Solo la puede"),
        ("mi cliente es el denunciado, ¿puede él retirarla?", "Solo la puede"),
        ("¿quién puede retirarla?", "Solo la puede"),
        ("¿puedo sacar otra cuenta?", "Solo la puede"),
        ("¿ella puede retirar el dinero?", "Solo la puede"),
    ],
)
def test_whether_one_can_withdraw_it(talk, text, first):
    said = talk.turn("withdraw", text, party="respondent", ground="product_infringement")
    assert texts(said).startswith(first)


def test_by_a_pronoun_whoever_was_named_before_may_be_meant(talk):
    talk.turn("inform", "me denunciaron, mi socio lleva la cuenta", party="respondent", ground="image_theft")
    assert not texts(talk.turn("withdraw", "¿él la puede quitar?")).startswith("Sí")


@pytest.mark.parametrize(
    ("told", "is_yes"),
    [
        ("mi hermano me ayuda con la tienda", False),
        ("tengo un contable", False),
        ("un cliente me puso una queja", True),
    ],
)
def test_who_helps_may_be_meant_and_a_customer_is_rather_who_complained(talk, told, is_yes):
    talk.turn("inform", told, party="respondent", ground="image_theft")
    assert texts(talk.turn("withdraw", "¿la puede quitar él?")).startswith("Sí") == is_yes


def test_what_begins_with_yes_for_another_is_not_denied(talk):
    talk.turn("withdraw", "¿la puedo quitar yo?", party="respondent", ground="image_theft")
    assert texts(talk.turn("withdraw", "¿pero la puedo quitar yo?")).startswith("Quien la presentó sí puede")


def test_of_a_report_nobody_is_told_yes(talk):
    said = talk.turn("withdraw", "¿él lo puede quitar?", party="respondent", kind="report")
    assert texts(said).startswith("Solo lo puede")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("si la retiran, ¿me salvo?", "Según la guía, no: que se retire no libra"),
        ("si la retiran, ¿ya no me quitan puntos?", "Según la guía, no es así: que se retire"),
        ("¿me salvo si la retira y además apelo?", "Según la guía, que se retire no libra"),
        ("¿es mentira que me salvo si la retira?", "Según la guía, que se retire no libra"),
        ("si la quita, ¿me bajan los puntos igual?", "Según la guía, sí: que se retire no libra"),
        ("¿me libro si la quita o me sancionan igual?", "Según la guía, que se retire no libra"),
        ("¿da igual si la quita o no la quita?", "Según la guía, que se retire no libra"),
        ("¿y si la retiran? Igual quitan la queja", "Según la guía, que se retire no libra"),
    ],
)
def test_whether_a_withdrawal_saves_the_accused(talk, text, first):
    said = talk.turn("ip_withdrawal_effect", text, party="respondent", ground="product_infringement")
    assert texts(said).startswith(first)


def test_of_what_the_verdict_leaves_open_there_is_no_yes(talk):
    said = talk.turn("ip_withdrawal_effect", "si la retira, ¿me libro?", party="respondent", ground="other")
    assert texts(said).startswith("Qué cambia al retirar")


def test_what_was_said_so_is_not_said_again(talk):
    facts = {"party": "respondent", "ground": "product_infringement"}
    talk.turn("ip_withdrawal_effect", "si la retiran, ¿me salvo?", **facts)
    again = talk.turn("why", "¿da igual o ayuda? ¿A cuál le hago caso?")
    assert "Son dos fuentes que no coinciden" in texts(again) and "no libra" not in texts(again)


def test_once_it_is_over_the_verdict_says_so_itself(talk):
    talk.turn("inform", "me denunciaron, ya la cerraron", party="respondent", status="processed")
    assert texts(talk.turn("withdraw", "¿la marca la puede quitar?")).startswith("No, ya no se puede")


def test_a_doubt_that_only_the_translation_names_is_no_answer():
    """«Posso pôr outra com provas?» was written, and read in Spanish."""
    phrases = SimpleNamespace(yes_or_no={"refile_depends": {"yes": "otra", "unless": "pruebas"}})
    reading = SimpleNamespace(text="¿puedo poner otra con pruebas?")
    knowledge, written = SimpleNamespace(phrases=phrases), ["posso pôr outra com provas?"]
    turn = SimpleNamespace(knowledge=knowledge, reading=reading, written=written, facts={})
    assert yes_or_no(turn, "refile_depends") == "Sí"
