"""The part of a message that says what is asked, where the rest says what is not."""

from __future__ import annotations

import numpy as np
import pytest

from retirada.nlu.context import Context
from retirada.nlu.language import create_language
from retirada.nlu.questions.corrected_question import as_question, asked_part, is_asked, is_clear
from retirada.nlu.readers.reader import Labels, Scores
from retirada.nlu.utterance import Utterance

IN_A_CASE = Context(topic="withdraw", verdict="withdrawable", party="complainant")


@pytest.fixture(scope="module")
def nlp():
    return create_language()


def part(nlp, text: str, context: Context = IN_A_CASE):
    found = asked_part(Utterance.from_doc(nlp(text), context))
    return found and " ".join(norm for norm in found.utterance.norms if norm.isalnum())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("No le pregunto cuántos, sino qué son", "que son"),
        ("no pregunté por la tienda. ¿me sancionan?", "me sancionan"),
        ("No es eso lo que pregunto. Le pregunto por el plazo.", "el plazo"),
        ("le pregunto por apelar, no por borrar", "apelar"),
        ("No me entendió. Digo un teléfono para llamar", "un telefono para lamar"),
        ("no me contestó lo del reembolso", "lo del rembolso"),
        ("me repites lo mismo. ¿tarda mucho?", "tarda mucho"),
        ("te pregunté si la puedo quitar. me contestas otra cosa", "si la puedo quitar"),
        ("No hablo del bolso, hablo de los puntos", "los puntos"),
        ("no pregunto si lo borran pregunto si me multan", "si me multan"),
        ("No era la pregunta. Quería saber si hay que firmar", "si hay que firmar"),
        ("no es lo que pregunté. Pregunté si les avisan", "si les avisan"),
        ("no digo apelar, digo pedirle perdón", "pedirle perdon"),
    ],
)
def test_what_is_asked_is_what_follows(nlp, text, asked):
    assert part(nlp, text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "no le pregunté eso",
        "no hablo chino",
        "no le digo nada a la tienda",
        "no me ha respondido el vendedor, ¿espero?",
        "el vendedor me preguntó si la retiro",
        "¿a quién le pregunto si está cerrada?",
        "¿y si le digo que la quite?",
        "las pruebas las tendrá el otro, digo yo",
        "la quiero reabrir, pregunto nomás",
    ],
)
def test_other_messages_say_no_such_thing(nlp, text):
    assert part(nlp, text) is None


def test_a_first_message_that_says_that_it_asks_is_read_as_a_whole(nlp):
    assert part(nlp, "Vendo fundas. Le pregunto si la puedo retirar", Context(first=True)) is None


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("no le pregunto por la mediación, sino si me sancionan", ["por la mediación"]),
        ("pregunto por las botas, no por el abrigo", [", no por el abrigo"]),
        ("no me contestó lo del bolso", []),
    ],
)
def test_what_is_not_asked_is_found(nlp, text, denied):
    found = asked_part(Utterance.from_doc(nlp(text), IN_A_CASE))
    assert [text[start:end] for start, end in found.denied] == denied


@pytest.mark.parametrize(
    ("text", "disowns", "is_question"),
    [
        ("yo preguntaba si me multan", True, True),
        ("pregunto si me multan", False, True),
        ("pregunté por la de las botas", True, False),  # names a case
        ("no me entendió, son dos tiendas", True, False),
    ],
)
def test_a_question_is_told_from_a_name_and_a_story(nlp, text, disowns, is_question):
    found = asked_part(Utterance.from_doc(nlp(text), IN_A_CASE))
    assert (found.disowns, found.is_question) == (disowns, is_question)


def test_what_is_said_to_be_a_question_is_read_as_one():
    scores = Scores(Labels(["inform", "refile", "withdraw"], []), np.log([[0.6, 0.1, 0.3]]), np.zeros((1, 0)))
    assert np.exp(as_question(scores).log_proba).round(2).tolist() == [[0.0, 0.25, 0.75]]


def test_what_is_disowned_says_nothing_of_what_is_asked(nlp):
    disowned = asked_part(Utterance.from_doc(nlp("no le pregunto eso, sino si me sancionan"), IN_A_CASE))
    restated = asked_part(Utterance.from_doc(nlp("le pregunto si me sancionan"), IN_A_CASE))
    assert disowned.utterance.context == Context(party="complainant") and disowned.disowns
    assert restated.utterance.context == IN_A_CASE and not restated.disowns


@pytest.mark.parametrize(
    ("likely", "asks", "clear"),
    [
        (("withdraw", 0.9), True, True),
        (("withdraw", 0.4), True, False),
        (("inform", 0.9), False, True),
        (("elsewhere", 0.9), False, True),
    ],
)
def test_the_part_is_read_by_itself(likely, asks, clear):
    intents = sorted({"withdraw", "inform", "elsewhere"})
    proba = [likely[1] if name == likely[0] else (1 - likely[1]) / 2 for name in intents]
    scores = Scores(Labels(intents, []), np.log([proba]), np.zeros((1, 0)))
    assert (is_asked(scores), is_clear(scores)) == (asks, clear)
