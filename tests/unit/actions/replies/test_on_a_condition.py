"""What is asked on a condition, and how much is said where several things are asked."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

UNPAID = ("¿y si no me paga?", "settlement", 0.95, {"never_settles": 0.9})


@pytest.mark.parametrize(
    "first, is_told", [(UNPAID, False), (("¿le cobran por quitarla?", "cost", 0.99, {"withdrawal_fee": 0.9}), True)]
)
@pytest.mark.parametrize("whole", ["settlement", "next_step"])
def test_what_to_do_on_a_condition_its_detail_says(talk, first, is_told, whole):
    step = ("¿qué hago?", "next_step", 0.99, {})
    text = f"{first[0]} {step[0]}"
    said = talk.turn(whole, text, clauses=[first, step], party="complainant")
    assert ("Mire primero en qué punto está" in texts(said)) == is_told


def test_a_verdict_beside_another_answer_is_said_in_short(talk):
    entities = [("second_topic", "refile"), ("second_topic", "withdraw")]
    said = talk.turn("refile", "¿y la puedo quitar? ¿y poner otra?", entities=entities, status="processed")
    assert "no la puede retirar nadie" in texts(said) and "Solo se puede mientras" not in texts(said)


def test_alone_it_is_said_in_full_also_after_what_was_corrected(talk):
    talk.turn("inform", "me denunciaron", party="respondent")
    said = talk.turn("withdraw", "no, la puse yo, ¿puedo quitarla?", {"correction": 0.3}, party="complainant")
    assert "Mi Taobao → Gestión de crédito" in texts(said)


def test_both_outcomes_are_named_once(talk):
    clauses = [
        ("si la retira, ¿me salvo?", "ip_withdrawal_effect", 0.99, {}),
        ("¿hay puntos?", "ip_outcomes", 0.99, {}),
    ]
    text = "si la retira, ¿me salvo? ¿hay puntos?"
    said = talk.turn("ip_withdrawal_effect", text, clauses=clauses, party="respondent", ground="image_theft")
    assert "Solo hay dos resultados" not in texts(said) and "si no queda probada" in texts(said).lower()


@pytest.mark.parametrize("asked, is_of_it", [("¿Qué dice la guía de eso?", False), ("¿Quién hizo esa guía?", True)])
def test_what_the_guide_says_of_it_asks_for_no_sources(talk, asked, is_of_it):
    entities = [("detail", "partial_refund"), ("second_topic", "sources")]
    text = f"me ofrece la mitad. {asked}"
    said = talk.turn("settlement", text, entities=entities, said={"sources": asked}, party="complainant")
    assert ("Red de Respuestas Legales" in texts(said)) == is_of_it


def test_a_question_for_the_line_of_a_subject_is_not_answered_by_a_detail_of_it(talk):
    clauses = [
        ("¿qué son los puntos?", "meaning", 0.99, {"points_money": 0.5}),
        ("¿Cuántos quitan?", "points", 0.99, {}),
    ]
    text = "¿qué son los puntos? ¿Cuántos quitan?"
    said = talk.turn("meaning", text, entities=[("detail", "points_money")], clauses=clauses, party="respondent")
    assert "La guía no dice cuántos puntos son" in texts(said)


def test_a_detail_that_is_named_is_all_of_what_was_not_understood(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="other")
    said = talk.turn("nlu_fallback", "¿y si se enfada?", {"refile": 0.71}, [("detail", "how_they_take_it")])
    assert "Si la otra parte se enfada" in texts(said) and len(answers(said)) == 1


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("inform", "dice que ya la quitó pero yo todavía la veo ahí", "Con que se lo digan no basta"),
        ("who_complained", "¿puede un tercero denunciarme? ¿quién fue?", "Quién puede presentar una queja"),
        ("withdraw", "¿la cuenta de quién es, la mía o la de ella?", "Se retira desde la cuenta de quien la presentó"),
        ("nlu_fallback", "¿y si lo dejo estar?", "la guía no obliga a retirarla"),
        ("withdraw", "si yo no la quito, ¿alibaba decide sola?", "la guía no obliga a retirarla"),
    ],
)
def test_these_are_named_in_so_many_words(talk, intent, text, words):
    talk.turn("withdraw", "¿la quito?")
    assert words in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("inform", "dice que ya quitó mis fotos pero todavía las veo ahí", "Con que se lo digan no basta"),
        ("inform", "dice que canceló el reembolso pero sigue pendiente", "Con que se lo digan no basta"),
        ("who_complained", "¿puede un tercero apelar por mí? ¿quién fue?", "Quién puede presentar una queja"),
        ("order", "si no cancelo el pedido, ¿quién decide el envío?", "la guía no obliga a retirarla"),
        ("withdraw", "no tengo la cuenta de quien la puso, ¿y ahora?", "Se retira desde la cuenta de quien"),
    ],
)
def test_what_sounds_alike_is_not(talk, intent, text, words):
    talk.turn("withdraw", "¿la quito?")
    assert words not in texts(talk.turn(intent, text))


@pytest.mark.parametrize("asked, is_put", [("¿lo hago?", False), ("¿así lo hago?", True)])
def test_whether_to_do_it_puts_no_claim_to_us(talk, asked, is_put):
    text, place = f"primero me paga y luego la quito, {asked}", {"settle_first": "primero me paga y luego la quito"}
    facts = {"party": "complainant", "status": "in_process"}
    said = talk.turn("before_withdrawing", text, {"confirm": 0.1}, [("claim", "settle_first")], place, **facts)
    assert ("Así es" in texts(said)) == is_put


def test_that_it_was_resolved_is_supposed_of_the_question_after_it(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("withdraw", "si ya la resolvió, no estaría en trámite. ¿Podríamos retirarla entonces?")
    assert answers(said)[-1]["verdict"] == "not_withdrawable_processed"
