"""More than one thing in a message: acts, facts, corrections and questions beside a question; none is dropped."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker

from actions.reading.message_reader import read_message
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, responses, texts

POINTS = ("¿Y los puntos vuelven?", "points", 0.99, {"points_back": 0.99})
BACK = {"entities": [("detail", "points_back")], "said": {"points_back": "los puntos vuelven"}}


def test_a_word_is_explained_before_the_question_beside_it(talk):
    said = talk.turn("withdraw", "¿la puedo retirar? ¿qué es la instantánea?", entities=[("second_topic", "meaning")])
    assert [(a["topic"], a["about"]) for a in answers(said)][:2] == [("meaning", "instantanea"), ("withdraw", None)]
    assert answers(said)[-1]["asks"] == "status"  # the open question comes last


@pytest.mark.parametrize("intent", ["bot_challenge", "sources", "why", "next_step", "status_check"])
def test_a_question_beside_an_act_is_answered_too(talk, intent):
    talk.turn("withdraw", "¿la retiro?", status="in_process")
    said = talk.turn(intent, "¿y eso? ¿cuánto cuesta?", entities=[("second_topic", "cost")])
    assert len(answers(said)) >= 2
    assert answers(said)[-1]["about"] == "cost"


def test_two_acts_are_both_replied_to(talk):
    said = talk.turn("bot_challenge", "¿es usted un robot? ¿de dónde lo saca?", entities=[("second_topic", "sources")])
    assert responses(said)[0] == "utter_bot_challenge"
    assert responses(said)[-1] == "utter_sources"


def test_what_is_not_in_the_supposition_is_stated():
    text = "sale en trámite. ¿y si me copian otra vez, pongo otra?"
    entities = [
        {"entity": "status", "value": "in_process", "start": 5, "end": 15},
        {"entity": "ground", "value": "product_infringement", "start": 27, "end": 33},
        {"entity": "supposed", "value": "yes", "start": 27, "end": 33},
    ]
    intent = {"name": "refile", "confidence": 1.0}
    message = {"text": text, "intent": intent, "intent_ranking": [intent], "entities": entities}
    reading = read_message(Tracker("ana", {}, message, [], False, None, {}, None), project_knowledge())
    assert (reading.supposed, set(reading.stated)) == ({"ground"}, {"status", "ground"})


@pytest.mark.parametrize(
    "text",
    ["me invento unas pruebas y listo", "hago las capturas con photoshop, ¿vale?", "¿puedo presentar facturas falsas?"],
)
def test_who_would_cheat_is_refused_first(talk, text):
    talk.turn("refile", "¿puedo poner otra?")
    said = talk.turn("refile", text, evidence="no")
    assert responses(said)[0] == "utter_fraud_refused"
    assert [a["verdict"] for a in answers(said)][1:] == ["no_refile"]


def test_the_bad_faith_of_others_is_no_refusal(talk):
    said = talk.turn("ip_outcomes", "¿sancionan al que denuncia en falso?", party="respondent")
    assert texts(said).startswith("De castigar a quien denuncia en falso")
    assert texts(talk.turn("inform", "yo no quiero inventar pruebas")).startswith("Perdone, no le acuso de nada")


def test_comfort_comes_first_and_the_question_after_it_in_a_sentence(talk):
    said = talk.turn("withdraw", "no quiero seguir viviendo así, ¿la puedo retirar?", status="in_process")
    assert [a["about"] for a in answers(said)][:2] == ["distress", "distress"]
    assert answers(said)[-1]["verdict"] == "withdrawable"
    assert responses(said)[-1] == "utter_detail"
    assert answers(talk.turn("withdraw", "me quiero morir de la risa, ¿la retiro?"))[0]["about"] != "distress"
    assert answers(talk.turn("where", "si la cierran otra vez me mato. ¿dónde pongo otra?"))[0]["about"] == "distress"
    assert answers(talk.turn("where", "me mato trabajando y me denuncian, ¿dónde lo veo?"))[0]["about"] != "distress"


def test_no_sentence_is_said_twice_in_a_reply(talk):
    details = [("detail", "not_obliged"), ("detail", "threat_of_complaint")]
    said = texts(talk.turn("respondent_request", "me amenaza, ¿tengo que quitarla?", entities=details))
    assert said.lower().count("guarde los mensajes") == 1


def test_what_a_detail_says_its_question_does_not_say_again(talk):
    said = texts(talk.turn("where", "¿y sin computadora?", entities=[("detail", "no_computer")], device="mobile"))
    assert "no se lo puedo asegurar" not in said


def test_who_asks_what_we_are_good_for_gets_no_menu(talk):
    talk.turn("human")
    said = talk.turn("bot_challenge", "¿entonces para qué sirve usted?")
    assert responses(said) == ["utter_capabilities_in_short"]
    assert not said[0]["buttons"]


@pytest.mark.parametrize(("words", "replied"), [("mencionar en clase", True), ("una máquina", False)])
def test_an_act_is_replied_to_where_the_details_stand_in_another_question(talk, words, replied):
    text = "¿lo puedo mencionar en clase? ¿y es usted una máquina?"
    read = [("second_topic", "sources"), ("detail", "quote_it")]
    where = {"sources": "¿lo puedo mencionar en clase?", "quote_it": words}
    said = talk.turn("bot_challenge", text, entities=read, said=where)
    assert responses(said)[0] == "utter_detail_beside"
    assert ("utter_bot_challenge" in responses(said)) is replied


def test_who_says_that_it_was_not_answered_gets_each_question_answered(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="product_infringement", status="processed")
    text = "No contesta. Si está cerrada, ¿él puede quitarla o no? ¿Y los puntos vuelven?"
    clauses = [("Si está cerrada, ¿él puede quitarla", "withdraw", 0.99, {}), POINTS]
    said = texts(talk.turn("correction", text, clauses=clauses, **BACK))
    assert "Si los puntos se recuperan" in said and "ya se procesó" in said


def test_the_other_half_of_a_question_is_none_of_its_own(talk):
    text = "en revision es lo mismo que procesada o no? donde veo bien"
    clauses = [("en revision es lo mismo que procesada", "meaning", 0.95, {}), ("o no", "appeal", 0.99, {})]
    said = texts(talk.turn("status_check", text, clauses=[*clauses, ("donde veo bien", "status_check", 0.9, {})]))
    assert "«Procesada»" in said and "apelar" not in said


def test_another_line_of_its_subject_does_not_answer_what_asks_for_its_own(talk):
    text = "¿En qué menú la pongo? ¿Cuántos días tengo?"
    clauses = [
        ("¿En qué menú la pongo?", "first_filing", 0.99, {"where_to_file": 0.9}),
        ("¿Cuántos días tengo?", "first_filing", 0.5, {}),
    ]
    said = texts(talk.turn("first_filing", text, entities=[("detail", "how_soon")], clauses=clauses))
    assert "Dónde o cómo se presenta una queja nueva" in said


@pytest.mark.parametrize(
    ("clause", "is_open"),
    [
        ("¿con qué clave se entra en eso?", True),
        ("¿luego me puedo arrepentir de haberla quitado?", False),
        ("¿me ayuda por favor con eso?", False),
        ("¿de veras solo los de fotos?", False),
    ],
)
def test_what_asks_for_a_yes_is_not_said_to_be_left_open(talk, clause, is_open):
    clauses = [("¿hay que pagar algo?", "cost", 0.99, {}), (clause, "privacy", 0.3, {})]
    said = texts(talk.turn("cost", f"¿hay que pagar algo? {clause}", clauses=clauses))
    assert ("la guía no lo dice; " in said or "nada en concreto" in said) is is_open


@pytest.mark.parametrize(("asked", "is_told"), [("eso q es?", True), ("eso lo quito yo?", False)])
def test_what_is_seen_is_explained_that_is_asked_for_in_few_words(talk, asked, is_told):
    said = texts(talk.turn("where", f"ya entré y dice «procesando». {asked} y lo puedo quitar desde el cel"))
    assert ("n trámite», o" in said) is is_told


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("no me contestó si puedo o no.", True),
        ("puedo quitarla o no puedo, dígame.", True),
        ("no me dijo si puedo o no apelar.", False),
        ("dice que si puedo quitarla me paga.", False),
        ("si no contesta, ¿puedo quitarla o no puedo?", False),
    ],
)
def test_whether_it_can_be_withdrawn_is_said_beside_what_else_is_asked(talk, asked, is_told):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = talk.turn("cost", f"{asked} y cuánto me cobran", entities=[("detail", "withdrawal_fee")])
    assert ("withdrawable" in [answer["verdict"] for answer in answers(said)]) is is_told


def test_whether_one_can_is_asked_of_what_was_answered_last(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="in_process")
    said = talk.turn(
        "cost", "no me contestó si puedo o no. y cuánto me cobran", entities=[("detail", "withdrawal_fee")]
    )
    assert "withdrawable" not in [answer["verdict"] for answer in answers(said)]


def test_a_word_that_was_not_explained_is_asked_for(talk):
    talk.turn("where", "¿desde el celular?", device="mobile")
    text = "no me dijiste que es procesando, es lo mismo que procesada?"
    assert "«En trámite»" in texts(talk.turn("meaning", text, entities=[("term", "procesada")]))
    said = texts(
        talk.turn("correction", "no me dijo qué es la instantánea", ranking={"correction": 0.6, "meaning": 0.3})
    )
    assert "«instantánea»" in said and "en concreto" not in said
