"""What was answered by a line next to it: a word of the screen, the whole guide in short, ourselves, and a complaint
that is only feared.
"""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize("intent", ["status_check", "meaning", "withdraw", "before_withdrawing", "ip_outcomes"])
@pytest.mark.parametrize(
    "text",
    [
        "sale «reclamo admitido», ¿o sea que ya está resuelto?",
        "¿«aceptada» equivale a procesada?",
        "el aviso pone que se aceptó mi queja, ¿es que ya la resolvieron?",
    ],
)
def test_that_one_is_accepted_does_not_say_that_it_is_decided(talk, intent, text):
    talk.turn("inform", "la presenté yo", party="complainant")
    assert texts(talk.turn(intent, text)).startswith("Con eso solo no se sabe")


@pytest.mark.parametrize(
    "text",
    [
        "se aceptó el acuerdo, ¿ya está resuelto?",
        "el vendedor aceptó pagarme, ¿está resuelto?",
        "¿y si fue aceptada y ya está procesada?",
        "ya está procesada, ¿la puedo quitar?",
        "¿y si la tienda se aceptó la culpa, está cerrada?",
    ],
)
def test_what_else_is_accepted_is_no_word_of_the_screen(talk, text):
    talk.turn("inform", "la presenté yo", party="complainant")
    assert "no se sabe" not in texts(talk.turn("before_withdrawing", text))


@pytest.mark.parametrize("intent", ["rephrase", "capabilities", "nlu_fallback"])
@pytest.mark.parametrize(
    "text",
    ["¿me haría un resumen de la guía?", "póngame los puntos más importantes", "en cuatro frases, lo más importante"],
)
def test_of_no_case_a_summary_is_of_what_the_guide_comes_to(talk, intent, text):
    said = answers(talk.turn(intent, text))
    assert [answer["topic"] for answer in said if answer["verdict"]] == ["withdraw", "refile"]
    assert not any(answer["asks"] for answer in said)


def test_a_summary_of_the_guide_is_not_where_it_comes_from(talk):
    assert answers(talk.turn("sources", "¿me haría un resumen de la guía?"))[0]["topic"] == "withdraw"


def test_of_a_case_a_summary_is_of_the_case(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="processed")
    assert texts(talk.turn("sources", "necesito un resumen")).startswith("En pocas palabras.")


def test_what_is_most_important_to_somebody_asks_for_no_summary(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="processed")
    for text in (
        "lo más importante es que me pague",
        "en el resumen falta una cita",
        "en dos líneas le escribí la queja",
        "¿quién escribió la guía?",
    ):
        assert "En pocas palabras" not in texts(talk.turn("sources", text))


@pytest.mark.parametrize("intent", ["next_step", "withdraw", "status_check", "nlu_fallback"])
@pytest.mark.parametrize("text", ["¿qué ocurre luego de quitarla?", "y una vez retirada la queja, ¿qué viene?"])
def test_what_comes_after_a_withdrawal_is_that_there_is_no_other(talk, intent, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    assert answers(talk.turn(intent, text))[0]["topic"] == "refile"


@pytest.mark.parametrize(
    "text", ["¿qué pasa con el dinero después de retirarla?", "¿qué hago después de la mediación?"]
)
def test_what_comes_of_something_else_is_not_that(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    assert answers(talk.turn("next_step", text))[0]["topic"] != "refile"


@pytest.mark.parametrize("text", ["¿las máquinas nunca se equivocan?", "¿y siempre acierta?", "¿ustedes aciertan?"])
def test_whether_we_are_right_is_said_of_us(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    assert "Sí, puedo equivocarme" in texts(talk.turn("ip_review", text))


@pytest.mark.parametrize(
    "text",
    [
        "¿acierta Alibaba?",
        "me equivoqué de botón",
        "¿la marca acertó con lo que dice?",
    ],
)
def test_whether_others_are_right_is_not(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    assert "puedo equivocarme" not in texts(talk.turn("ip_review", text))


FEARED = [
    "¿y si el dueño nos denuncia ahora?",
    "¿se puede quejar ella de mí?",
    "¿y si esa empresa se queja de nosotros?",
]


@pytest.mark.parametrize("intent", ["ip_outcomes", "who_complained", "refile", "next_step"])
@pytest.mark.parametrize("text", FEARED)
def test_a_complaint_that_is_feared_is_asked_about(talk, intent, text):
    talk.turn("withdraw", "ya la retiré", party="complainant", status="withdrawn")
    assert "puede quejarse a su vez" in texts(talk.turn(intent, text))


@pytest.mark.parametrize("text", FEARED)
def test_a_complaint_that_is_feared_is_no_case(talk, text):
    talk.turn("withdraw", "ya la retiré", party="complainant", status="withdrawn")
    talk.turn("ip_outcomes", text, said={"party": text[5:]}, party="respondent")
    assert talk.slots["party"] == "complainant"


@pytest.mark.parametrize("text", ["¿y si me denuncian otra vez?", "si ya me denuncia una marca, ¿me sancionan?"])
def test_one_that_was_filed_is_not_only_feared(talk, text):
    talk.turn("withdraw", "ya la retiré", party="complainant", status="withdrawn")
    assert "a su vez" not in texts(talk.turn("ip_outcomes", text))
