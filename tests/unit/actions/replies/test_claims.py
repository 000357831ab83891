"""What a claim is about: what is put to us, not what is told first; each of its two halves; and what stands beside."""

from __future__ import annotations

import pytest

from actions.reading.details_asked import only_details_of_the_claim
from actions.reading.phrases import claim_start
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, put, texts


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("No es copia, vino rota. Entonces la dejo, ¿no?", "Entonces la dejo, ¿no?"),
        ("Vino rota. Entonces la dejo hasta cobrar. ¿Es así?", "Entonces la dejo hasta cobrar. ¿Es así?"),
        ("o sea que ya no puedo", "o sea que ya no puedo"),
        ("¿La quito? ¿Y luego qué?", "¿La quito? ¿Y luego qué?"),
        ("", ""),
    ],
)
def test_where_a_message_begins_to_put_something_to_us(text, claim):
    assert text[claim_start(project_knowledge(), text) :].strip() == claim


def test_a_detail_that_is_read_where_it_only_tells_something_is_not_asked():
    text = "No es copia, vino rota. Entonces la dejo hasta que pague, ¿no?"
    told = {"entity": "detail", "value": "debt_proof", "start": 13, "end": 22, "confidence_entity": 0.3}
    asked = {"entity": "detail", "value": "pay_first", "start": 40, "end": 45, "confidence_entity": 0.3}
    found = only_details_of_the_claim(project_knowledge(), {"text": text, "entities": [told, asked]})
    assert found["entities"] == [asked]


def test_a_claim_is_of_what_its_new_fact_decides(talk):
    talk.turn(
        "ip_notice", "me llegó un aviso por una marca, ¿qué es?", party="respondent", ground="product_infringement"
    )
    said = talk.turn(
        "confirm",
        "en el aviso pone resuelta. ¿ya no hay vuelta?",
        {"ip_notice": 0.17, "withdraw": 0.12},
        status="processed",
    )
    assert texts(said).startswith("Así es.") and answers(said)[0]["verdict"] == "only_complainant"


def test_little_of_all_is_enough_where_it_is_nearly_all_that_is_left(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="product_infringement")
    said = talk.turn(
        "confirm", "pero tengo la factura, o sea que me defiendo, ¿no?", {"appeal": 0.03, "ip_outcomes": 0.002}
    )
    assert answers(said)[0]["about"] == "appeal"


def test_each_half_of_a_claim_gets_its_sentence(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process", evidence="no")
    said = talk.turn("confirm", "Vale. La puedo quitar ya, pero luego no puedo presentar otra. ¿Es así?")
    assert texts(said).startswith("Así es.") and "Sin pruebas" in texts(said)
    assert "Puede retirarla" in texts(said)


def test_a_plan_after_an_answer_to_our_question(talk):
    talk.turn("refile", "¿podré poner otra?", party="complainant", status="in_process", ground="other")
    text = "Pruebas no hay, es un plato roto. Entonces no la quito hasta que me pague, ¿no?"
    said = talk.turn("refile", text, {"confirm": 0.4}, evidence="no")
    assert texts(said).startswith("Así es. Espere a que todo quede resuelto")
    of_refiling = talk.turn("refile", "¿Y si no la quito hasta que me pague puedo poner otra nueva, no?")
    assert answers(of_refiling)[0]["topic"] == "refile"


def test_a_correction_that_asks_nothing_answers_the_last_topic_anew(talk):
    talk.turn("withdraw", "ya la cerraron, ¿la puedo quitar?", party="complainant", status="processed")
    said = talk.turn(
        "correction", "ay no, me equivoqué, todavía sigue abierta la mía", {"where": 0.08}, status="in_process"
    )
    assert answers(said)[-1]["verdict"] == "withdrawable"


def test_whether_one_may_and_whether_to_ask_are_two_questions(talk):
    text = "Me denunciaron. ¿Puedo quitarla yo misma? ¿O conviene pedirle a esa persona que la quite?"
    said = talk.turn("withdraw", text, entities=[("second_topic", "respondent_request")], party="respondent")
    assert [a["verdict"] for a in answers(said)][:1] == ["only_complainant"]
    assert "asking_has_little_effect" in [a["verdict"] for a in answers(said)]


def test_what_to_do_of_two_places_is_said_once(talk):
    said = talk.turn(
        "next_step",
        "me reportaron en amazon y también en taobao, ¿qué hago?",
        entities=[("other_place", "amazon")],
        party="respondent",
    )
    assert [a["topic"] for a in answers(said)] == ["next_step", "out_of_scope"]


def test_what_is_put_with_tell_me_is_asked(talk):
    talk.turn("reopen", "¿la puedo reabrir?", party="complainant", status="in_process")
    said = talk.turn("confirm", "entonces dime si la puedo quitar", {"withdraw": 0.39})
    assert answers(said)[0]["topic"] == "withdraw"


def test_a_claim_that_names_nothing_is_of_the_subject_said_last(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="image_theft")
    talk.turn("respond_deadline", "¿cuánto tiempo tengo para contestar?")
    said = talk.turn("confirm", "vale, entonces contesto cuando me parezca, ¿es así?", {"respond_deadline": 0.01})
    assert answers(said)[0]["about"] == "respond_deadline"
    talk.turn("ip_outcomes", "¿y me sancionan?")
    assert answers(talk.turn("confirm", "o sea que depende, ¿es así?"))[0]["verdict"] == "ip_two_outcomes"


@pytest.mark.parametrize(
    "text",
    [
        "entonces mejor la quito antes de que la cierren, ¿no?",
        "o sea, la saco primero yo, ¿verdad?",
        "dice que va a borrar mi foto mañana, yo la retiro hoy, ¿está bien?",
    ],
)
def test_who_would_withdraw_first_is_not_agreed_with(talk, text):
    owed = {"party": "complainant", "ground": "other", "status": "in_process", "issues_resolved": "no"}
    talk.turn("withdraw", "me debe la mitad, ¿la quito?", **owed)
    said = talk.turn("confirm", text)
    assert answers(said)[0]["verdict"] in ("resolve_first", "resolve_all_issues")
    assert not texts(said).startswith("Así es")


def test_who_is_paid_today_and_withdraws_tomorrow_is_agreed_with(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert texts(talk.turn("confirm", "hoy me paga y mañana la retiro, ¿vale?")).startswith("Así es")


def test_the_way_is_not_told_where_it_is_over(talk):
    talk.turn("withdraw", "ya la cerraron, ¿la quito?", party="complainant", status="processed")
    said = talk.turn("nlu_fallback", "¿y esa dónde quedaría en el menú?", {"where": 0.4, "status_check": 0.3})
    assert answers(said)[0]["verdict"] == "not_withdrawable_processed" and "Se retira desde" not in texts(said)


def test_a_claim_that_supposes_where_it_stands_is_answered_for_that_case(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    entities = [("status", "processed"), ("supposed", "yes")]
    said = talk.turn("confirm", "o sea que si el lunes ya está cerrada no la puedo quitar, ¿no?", entities=entities)
    assert texts(said).startswith("Si ya se") and "ya se procesó" in texts(said)
    said = talk.turn("confirm", "entonces hoy sí que puedo, ¿verdad?")
    assert not texts(said).startswith("Si ")


@pytest.mark.parametrize(
    ("party", "text", "begins"),
    [
        ("respondent", "entonces el señor la puede quitar, ¿verdad?", "Así es. Solo"),
        ("respondent", "o sea que la puedo quitar yo, ¿cierto?", "No, "),
        ("respondent", "o sea que la puedo quitar cuando quiera, ¿cierto?", "Solo"),
        ("respondent", "Ya, cabría que la quitase la vendedora. ¿Es correcta esta lectura?", "Así es. Solo"),
        ("complainant", "entonces la puedo quitar yo, ¿es así?", "Así es. Usted"),
    ],
)
def test_who_may_withdraw_it_is_judged_where_the_verdict_says_who(talk, party, text, begins):
    talk.turn("inform", "es por unas fotos", party=party)
    assert texts(talk.turn("confirm", text, {"withdraw": 0.4})).startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "me han dicho que la retire antes de arreglar nada, ¿es así?",
        "hay que cancelar la queja antes de arreglar el problema, ¿es cierto?",
        "mi primo dice que primero se retira y luego se arregla, ¿tiene razón?",
        "entonces primero la retiro y luego ya arreglamos lo del dinero, ¿correcto?",
        "entonces la retiro y el resto que me lo pague después, ¿vale?",
    ],
)
def test_to_withdraw_before_settling_is_not_agreed_with(talk, text):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = texts(talk.turn("confirm", text, issues_resolved="yes"))
    assert said.startswith("No, ") and talk.slots.get("issues_resolved") != "yes"


@pytest.mark.parametrize(
    "text",
    [
        "no la retiro antes de cobrar, ¿verdad?",
        "entonces arreglo todo antes de quitarla, ¿no?",
        "mi vecina dice que hay que arreglarlo todo antes de retirarla, ¿tiene razón?",
    ],
)
def test_to_settle_before_withdrawing_is_agreed_with(talk, text):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    assert texts(talk.turn("confirm", text)).startswith("Así es")


def test_with_half_of_it_paid_it_is_not_yet_time(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    text = "ya me pagó la mitad, entonces la retiro y el resto que me lo pague después, ¿vale?"
    assert texts(talk.turn("confirm", text, issues_resolved="no")).startswith("Todavía no. ")


def test_who_would_wait_for_the_decision_is_told_that_it_is_too_late_then(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = texts(
        put(talk, "confirm", "entonces [espero a que la procesen y después la retiro](even_processed), ¿verdad?")
    )
    assert said.startswith("No, ") and "Una vez procesada, ya no se puede retirar" in said


@pytest.mark.parametrize(
    "text",
    [
        "mi primo dice que [sin pruebas también se puede volver a denunciar](refile_without_proof), ¿es cierto?",
        "que [no hace falta tener pruebas para volver a poner la queja](refile_without_proof), ¿verdad?",
        "entonces [con pruebas tampoco se puede volver a denunciar](no_refile_even_with_proof), ¿no?",
    ],
)
def test_what_is_false_of_proof_is_denied(talk, text):
    talk.turn("refile", "la retiré ayer, ¿puedo poner otra?", party="complainant", status="withdrawn")
    assert texts(put(talk, "confirm", text)).startswith("No, ")


@pytest.mark.parametrize(
    "text", ["entonces si lo bajo ya no me castigan, ¿no?", "o sea que si pago no me sancionan, ¿verdad?"]
)
def test_what_decides_on_a_sanction_is_whether_it_is_proven(talk, text):
    talk.turn("inform", "me denunciaron", party="respondent")
    said = texts(talk.turn("confirm", text, {"ip_outcomes": 0.4}))
    assert not said.startswith("Así es.") and "queda probada" in said


@pytest.mark.parametrize(
    "text", ["entonces, ¿se puede o no se puede?", "¿sí puedo retirarla o no? me dijeron «no puede»"]
)
def test_who_asks_for_the_one_or_the_other_denies_nothing(talk, text):
    said = talk.turn("confirm", text, {"withdraw": 0.9}, party="complainant", status="in_process")
    assert not texts(said).startswith("No")


@pytest.mark.parametrize("text", ["o sea, dos puntos: arreglo y la quito, ¿no?", "falta un punto por arreglar, ¿no?"])
def test_points_that_are_none_of_a_sanction_are_no_number_of_them(talk, text):
    talk.turn("inform", "puse una queja", party="complainant", status="in_process")
    assert "Cuántos puntos" not in texts(talk.turn("confirm", text))
