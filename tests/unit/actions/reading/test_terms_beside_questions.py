"""What words mean, and those of the screen, that a message asks for beside something else, or two of them at once."""

from __future__ import annotations

import pytest

from actions.reading.note_wording import terms_in_questions
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts

_NOT_THE_SAME, _IT_SEEMS = "No son lo mismo.", "parece que ya está procesada"


@pytest.mark.parametrize(
    "text, words",
    [
        ("No entiendo procesada. ¿Cómo sé si la mía ya lo está?", ["procesada"]),
        ("esto del IPP no me queda claro. ¿Qué es? ¿Y cuánto cuesta apelar?", ["ipp"]),
        ("¿qué es apelar? ¿y mediar?", ["apelacion", "mediacion"]),
        ("no sé qué es IPP ni qué es la instantánea", ["ipp", "instantanea"]),
        ("no entiendo el acuerdo, ¿debo firmar?", []),
        ("me llegó un aviso, ¿qué es eso?", []),
        ("¿qué es mejor, apelar o mediar?", []),
    ],
)
def test_each_word_that_is_asked_for_by_its_name_counts_and_none_that_is_only_named(text, words):
    assert terms_in_questions(project_knowledge(), text) == words


def test_a_word_is_explained_before_what_else_is_asked_but_not_what_a_detail_says_of_it(talk):
    said = texts(talk.turn("status_check", "No entiendo procesada. ¿Cómo sé si ya lo está?", party="complainant"))
    assert said.index("«Procesada»") < said.index("Mi informe de quejas")
    said = texts(talk.turn("mediation", "no entiendo mediar, ¿me cobran?", entities=[("detail", "mediation_cost")]))
    assert said.index("ayude a las dos partes") < said.index("se paga")
    said = talk.turn("meaning", "¿qué son los puntos, dinero?", entities=[("detail", "points_money")])
    assert "descuenta a la parte acusada" not in texts(said)


@pytest.mark.parametrize(
    "text, lead",
    [
        ("¿Qué es apelar? ¿y mediar? ¿son cosas diferentes?", _NOT_THE_SAME),
        ("¿contranotificación es lo mismo que apelar?", "A mi entender, es casi lo mismo"),
        ("No está procesada. Ahí pone «en revisión», ¿es lo mismo que en trámite?", ""),
    ],
)
def test_two_words_are_told_apart_where_it_is_asked_of_both(talk, text, lead):
    said = texts(talk.turn("meaning", text, entities=[("detail", "what_is_appeal")], party="respondent"))
    assert said.startswith(lead) if lead else _NOT_THE_SAME not in said


def test_what_the_screen_says_is_judged_and_where_it_stands_not_asked_then(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    said = talk.turn("meaning", "¿qué es procesada? Ahí pone 'case closed'. ¿Eso es procesada?")
    assert _IT_SEEMS in texts(said) and answers(said)[-1]["asks"] is None
    assert talk.slots["status"] == "processed"  # as it was judged
    said = talk.turn("status_check", "el pedido dice completed, ¿es importante?")
    assert _IT_SEEMS not in texts(said)
    said = talk.turn("meaning", "¿en trámite es que la están mirando?", entities=[("detail", "sounds_in_process")])
    assert texts(said).startswith("«En trámite»") and "Por lo que me cuenta" not in texts(said)


def test_proof_told_beside_a_clear_question_answers_no_other(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="image_theft")
    said = talk.turn("where", "sí tengo los originales. Ok dónde está el botón", evidence="yes")
    assert answers(said)[-1]["verdict"] == "where"


@pytest.mark.parametrize(
    "text, is_there",
    [("uso solo alibaba.com, no tengo taobao. ¿Dónde la quito?", True), ("no tengo Taobao. ¿Dónde la quito?", False)],
)
def test_who_has_only_the_other_account_is_told_that_there_is_no_path_for_it(talk, text, is_there):
    said = texts(talk.turn("where", text, party="complainant", ground="image_theft"))
    assert ("Para Alibaba.com la guía no da camino" in said) is is_there


def test_whether_a_page_binds_gets_the_page_and_not_the_address_of_the_guide(talk):
    talk.turn("ip_withdrawal_effect", "¿me libra?", party="respondent", ground="product_infringement")
    clauses = [("Esa página oficial es vinculante", "sources", 0.99, {}), ("Me da la dirección", "sources", 0.5, {})]
    text = "¿Esa página oficial es vinculante? ¿Me da la dirección exacta?"
    said = texts(talk.turn("sources", text, clauses=clauses, entities=[("detail", "guide_address")]))
    assert "ipp.alibabagroup.com" in said and "página original" not in said
