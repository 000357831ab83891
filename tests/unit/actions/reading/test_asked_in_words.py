"""The entries of asked_in_words.yml, as they are looked for in a message."""

from __future__ import annotations

import pytest

from actions.reading.asked_in_words import meant_by_words
from retirada.rulebook.asked_in_words import Asked
from tests.unit.actions.simulation import answers, texts

WITHDRAWN = {"status": "withdrawn"}


@pytest.mark.parametrize(
    ("conditions", "intent", "text", "told", "held", "fits"),
    [
        ({}, "withdraw", "Ya PASÓ", {}, {}, True),
        ({}, "withdraw", "nada", {}, {}, False),
        ({"read_as": ["why"]}, "why", "ya pasó", {}, {}, True),
        ({"read_as": ["why"]}, "withdraw", "ya pasó", {}, {}, False),
        ({"words": ["can_it"]}, "why", "ya pasó", {}, {}, False),
        ({"words": ["can_it"]}, "why", "ya pasó, ¿puedo?", {}, {}, True),
        ({"words": ["thanking"]}, "why", "ya pasó, gracias", {}, {}, True),
        ({"words": ["details_named.prison"]}, "why", "ya pasó, ¿a prisión?", {}, {}, True),
        ({"but_not": ["can_it"]}, "why", "ya pasó, ¿puedo?", {}, {}, False),
        ({"question": "any"}, "why", "ya pasó. ¿Y?", {}, {}, True),
        ({"question": "any"}, "why", "ya pasó", {}, {}, False),
        ({"question": "none"}, "why", "ya pasó. ¿Y?", {}, {}, False),
        ({"question": "none"}, "why", "ya pasó", {}, {}, True),
        ({"question": "within"}, "why", "ya pasó. ¿Y?", {}, {}, False),
        ({"question": "within"}, "why", "hola. ¿Ya pasó?", {}, {}, True),
        ({"tells": {"status": ["withdrawn"]}}, "why", "ya pasó", WITHDRAWN, {}, True),
        ({"tells": {"status": ["withdrawn"]}}, "why", "ya pasó", {}, WITHDRAWN, False),
        ({"when": {"status": ["withdrawn"]}}, "why", "ya pasó", {}, WITHDRAWN, True),
        ({"when": {"status": ["withdrawn"]}}, "why", "ya pasó", {"status": "in_process"}, {}, False),
        ({"unless": {"status": ["withdrawn"]}}, "why", "ya pasó", {}, WITHDRAWN, False),
        ({"unless": {"status": ["withdrawn"]}}, "why", "ya pasó", {}, {}, True),
    ],
)
def test_an_entry_fits_where_all_that_it_says_is_so(rules, conditions, intent, text, told, held, fits):
    entry = Asked(name="happened", pattern="paso", means="status_check", **conditions)
    assert (meant_by_words(rules, [entry], intent, text, told, held) == "status_check") is fits


def test_the_first_that_fits_counts(rules):
    entries = [Asked(name=name, pattern=name, means=name) for name in ("refile", "reopen", "withdraw")]
    assert meant_by_words(rules, entries, "why", "reopen and withdraw") == "reopen"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("¿y si la quita y luego se arrepiente?", "refile_depends"),
        ("¿y si él la saca pero mañana se desdice?", "refile_depends"),
        ("¿y si no la quita y se arrepiente?", "ip_withdrawal_irrelevant"),
        ("¿y si la quita y se arrepiente, pierdo los puntos?", "ip_withdrawal_irrelevant"),
        ("¿y si se arrepiente y la quita?", "ip_withdrawal_irrelevant"),
    ],
)
def test_whether_who_thinks_better_of_it_may_file_another(talk, text, verdict):
    talk.turn("inform", "me denunciaron por una marca", party="respondent", ground="product_infringement")
    assert answers(talk.turn("ip_withdrawal_effect", text))[-1]["verdict"] == verdict


@pytest.mark.parametrize(
    "text", ["¿y si él no la quiere quitar?", "¿y si la señora se niega?", "¿y si me dice que no?", "ya dijo que no"]
)
def test_who_refuses_to_withdraw_is_not_obliged_to(talk, text):
    talk.turn("inform", "me denunciaron, no llegó el paquete", party="respondent", ground="other")
    assert "lo decide quien la presentó: la guía no obliga" in texts(talk.turn("withdraw", text))


# What the accused take down is the goods, whatever their name; and of two who might withdraw it, one is asked for.
@pytest.mark.parametrize(
    ("intent", "text", "topic"),
    [
        ("withdraw", "¿y si quito los jabones?", "ip_remove_listing"),
        ("ip_withdrawal_effect", "si retiro las carteras, ¿me perdonan?", "ip_remove_listing"),
        ("inform", "no me ha dicho si quitar los jabones ayuda", "ip_remove_listing"),
        ("withdraw", "¿y si quitan las quejas?", "withdraw"),
        ("ip_withdrawal_effect", "¿pueden quitar los puntos?", "ip_withdrawal_effect"),
        ("withdraw", "¿y si borro los mensajes?", "withdraw"),
        ("inform", "dicen que es de ellos. ¿Y si es verdad?", "ip_outcomes"),
        ("withdraw", "¿y qué pasa si es cierto?", "ip_outcomes"),
        ("withdraw", "¿y si es verdad que la va a retirar?", "withdraw"),
        ("ip_review", "¿quién la tiene que sacar, la marca o Alibaba?", "withdraw"),
        ("ip_review", "¿la revisa la marca o Alibaba?", "ip_review"),
    ],
)
def test_what_the_accused_ask_of_goods_of_the_truth_and_of_who_withdraws(talk, intent, text, topic):
    talk.turn("inform", "me denunciaron", party="respondent", ground="product_infringement")
    assert answers(talk.turn(intent, text))[-1]["topic"] == topic


def test_own_proof_of_the_accused_is_asked_of_the_appeal(talk):
    talk.turn("inform", "me denunciaron", party="respondent", ground="image_theft")
    asked = "mi sobrina tiene las fotos en su celular con fecha, ¿con eso me alcanza?"
    assert answers(talk.turn("inform", asked))[-1]["about"] == "appeal"
