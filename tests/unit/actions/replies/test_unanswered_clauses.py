"""Of several questions in a message, each gets its line: those of which the reply as a whole says nothing."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers


def texts(said: list[dict]) -> list[str]:
    return [message["text"] for message in said]


REFILE = ("y después puedo poner otra?", "refile", 0.99, {})


def test_a_detail_that_only_a_clause_asks_is_said_before_the_question_that_is_open(talk):
    fee = ("hay que pagar algo?", "cost", 0.6, {"withdrawal_fee": 0.2})
    said = talk.turn("refile", "hay que pagar algo? y después puedo poner otra?", clauses=[fee, REFILE])
    assert "Si retirarla cuesta algo, la guía no lo dice" in texts(said)[0]
    assert [answer["verdict"] for answer in answers(said)][1:] == ["refile_depends", "refile_depends"]
    assert answers(said)[-1]["asks"] == "evidence"


def test_a_clear_question_gets_the_verdict_in_a_sentence(talk):
    reopen = ("y se puede reabrir?", "reopen", 0.99, {})
    text = "y después puedo poner otra? y se puede reabrir?"
    said = talk.turn("refile", text, clauses=[REFILE, reopen])
    assert "not_reopenable" in [answer["verdict"] for answer in answers(said)]


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        (("y eso se paga?", "cost", 0.75, {}), "no dice si retirar o presentar una queja cuesta dinero"),
        (("y puedo deshacerlo mañana?", "reopen", 0.7, {}), "no se vuelve a abrir"),
        (("o sea que pierde puntos?", "confirm", 0.7, {}, ("ip_outcomes", 0.25)), "solo hay dos resultados"),
    ],
)
def test_so_does_a_likely_one_that_names_it_is_next_door_or_puts_it_to_us(talk, clause, says):
    said = talk.turn("refile", f"y después puedo poner otra? {clause[0]}", clauses=[REFILE, clause], evidence="yes")
    assert any(says in text for text in texts(said))


def test_beside_whether_something_changes_another_question_is_answered(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    clauses = [("¿cambia algo?", "confirm", 0.9, {}), ("¿y se puede reabrir?", "reopen", 0.99, {})]
    text = "ya la procesaron. ¿cambia algo? ¿y se puede reabrir?"
    said = texts(talk.turn("inform", text, clauses=clauses, status="processed"))
    assert any("cambia la respuesta" in text for text in said) and any("no se vuelve a abrir" in text for text in said)


@pytest.mark.parametrize("intent, confidence", [("reopen", 0.7), ("refile", 0.99), ("inform", 0.99)])
def test_what_is_not_clear_or_was_answered_adds_nothing(talk, intent, confidence):
    text = "y después puedo poner otra? y sería igual entonces?"
    alone = texts(talk.turn("refile", text, evidence="yes"))
    talk._start()
    other = ("y sería igual entonces?", intent, confidence, {})
    assert texts(talk.turn("refile", text, clauses=[REFILE, other], evidence="yes")) == alone


def test_what_nothing_answers_the_guide_leaves_open(talk):
    text = "y después puedo poner otra? y con qué clave se entra?"
    open_one = ("y con qué clave se entra?", "sources", 0.3, {})
    said = talk.turn("refile", text, clauses=[REFILE, open_one], evidence="yes")
    assert "Sobre «¿con qué clave se entra?», la guía no dice nada" in texts(said)[-1]


@pytest.mark.parametrize(
    "asked", ["y usted qué haría entonces?", "y me oye?", "están bien o no?", "y hace falta clave?"]
)
def test_what_is_asked_of_us_in_a_word_or_two_or_for_a_yes_is_not_said_to_be_left_open(talk, asked):
    said = talk.turn("refile", f"y después puedo poner otra? {asked}", clauses=[REFILE, (asked, "sources", 0.3, {})])
    assert not any("la guía no lo dice; " in text or "nada en concreto" in text for text in texts(said))


def test_a_detail_that_was_said_is_not_said_once_more(talk):
    text, fee = "hay que pagar algo? y me cobran?", {"withdrawal_fee": 0.9}
    clauses = [("hay que pagar algo?", "cost", 0.9, fee), ("y me cobran?", "cost", 0.99, {})]
    said = talk.turn("withdraw", text, entities=[("detail", "withdrawal_fee")], clauses=clauses)
    assert sum("no nombra ningún pago" in message for message in texts(said)) == 1
    assert not any("retirar o presentar una queja cuesta dinero" in message for message in texts(said))


def test_of_a_complaint_about_something_else_the_guide_names_no_sanction(talk):
    said = talk.turn("ip_outcomes", "¿a quién castigan?", ground="other", party="respondent")
    assert not any("A usted" in text for text in texts(said))


def test_whom_to_ask_is_no_question_of_whom_a_sanction_is_for(talk):
    said = talk.turn("mediation", "¿a quién le reclamo la sanción?")
    assert answers(said)[0]["verdict"] == "contact_staff"


def test_of_a_detail_what_fits_the_case_is_said(talk):
    third = ("y se puede retirar desde otra cuenta?", "withdraw", 0.6, {"third_account": 0.9})
    text = "y después puedo poner otra? y se puede retirar desde otra cuenta?"
    said = talk.turn("refile", text, clauses=[REFILE, third], evidence="yes", status="withdrawn", party="complainant")
    assert "ya está retirada" in " ".join(texts(said))


@pytest.mark.parametrize("sure, is_judged", [(0.9, True), (0.6, False)])
def test_what_a_clause_clearly_puts_to_us_beside_a_question_is_judged(talk, sure, is_judged):
    text = "¿qué es procesada? ¿entonces ya perdí?"
    clauses = [("¿qué es procesada?", "meaning", 0.97, {}), ("¿entonces ya perdí?", "confirm", sure, {})]
    read = {"entities": [("term", "procesada"), ("claim", "sanction_certain")], "said": {"sanction_certain": "perdí"}}
    said = talk.turn("meaning", text, clauses=clauses, party="respondent", ground="product_infringement", **read)
    assert any("Todo perdido no está" in message for message in texts(said)) is is_judged


IS_IT_SO = ("¿Es así?", "confirm", 0.97, {})
A_PERSON = ("¿usted es persona?", "bot_challenge", 0.99, {})


def test_a_claim_is_judged_that_stands_before_the_clause_that_puts_it_to_us(talk):
    text = "solo me queda hablar con la gente de Alibaba. ¿Es así? ¿usted es persona?"
    of_it = {"can_mediate": "me queda hablar con la gente de Alibaba"}
    read = {"entities": [("claim", "can_mediate")], "said": of_it, "clauses": [IS_IT_SO, A_PERSON]}
    said = texts(talk.turn("bot_challenge", text, party="complainant", **read))
    assert "Se puede pedir al personal de Alibaba que medie" in said[0] and "asistente automático" in said[1]


def test_beside_what_is_judged_what_is_kept_is_told(talk):
    text = "O sea que después no puedo poner otra. ¿Voy bien? Y otra, ¿guardan lo que escribo?"
    clauses = [("¿Voy bien?", "confirm", 0.99, {}), ("¿guardan lo que escribo?", "privacy", 0.99, {})]
    of_it = {"no_refile": "después no puedo poner otra"}
    said = texts(talk.turn("confirm", text, entities=[("claim", "no_refile")], said=of_it, clauses=clauses))
    assert any("Guardo lo que escribe" in line for line in said)


def test_what_a_clause_and_the_whole_may_ask_is_answered(talk):
    clauses = [
        ("¿Tiene sentido?", "respondent_request", 0.75, {}),
        ("¿Le evita la sanción?", "ip_remove_listing", 0.5, {}, ("ip_withdrawal_effect", 0.45)),
    ]
    text, ranking = "nos pide que la retiremos. ¿Tiene sentido? ¿Le evita la sanción?", {"ip_withdrawal_effect": 0.45}
    said = talk.turn("respondent_request", text, {"respondent_request": 0.5, **ranking}, clauses=clauses)
    assert "ip_withdrawal_irrelevant" in [answer["verdict"] for answer in answers(said)]


def test_both_words_that_are_told_apart_are_explained_though_they_are_read_as_two_clauses(talk):
    clauses = [("y 'procesada'?", "meaning", 0.99, {}), ("lo define la guía?", "sources", 0.95, {})]
    text = "qué diferencia hay entre que esté 'en trámite' y 'procesada'? lo define la guía?"
    said = texts(talk.turn("meaning", text, entities=[("term", "en_tramite")], clauses=clauses))
    assert [line[:12] for line in said if line.startswith("«")] == ["«En trámite»", "«Procesada»,"]


def test_one_word_asks_nothing_that_was_asked_before(talk):
    talk.turn("points", "No me respondió lo de los puntos: ¿caducan o no?", party="respondent")
    clauses = [("¿podría retirarla?", "withdraw", 0.97, {}), ("¿y hoy?", "elsewhere", 0.6, {}, ("points", 0.2))]
    said = talk.turn("withdraw", "¿podría retirarla? ¿y hoy?", clauses=clauses)
    assert "points" not in [answer["about"] for answer in answers(said)]
