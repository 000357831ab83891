"""What is taken for something although the NLU was not sure of it, or read it otherwise."""

from __future__ import annotations

import pytest

from actions.reading.languages import OTHER_LANGUAGES
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import ACTION_OF, Conversation, answers, texts

KNOWLEDGE = project_knowledge()


@pytest.mark.parametrize("intent", ["inform", "deny", "nlu_fallback"])
def test_who_has_not_complained_yet_is_told_what_will_hold(asked, intent):
    said = asked.turn(intent, "todavía no la he puesto")
    assert "Si la presenta, podrá retirarla mientras siga en trámite" in texts(said)
    assert (answers(said)[-1]["asks"], asked.slots["pending_question"]) == (None, None)


def test_two_readings_that_have_one_answer_need_no_asking_back(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    said = talk.turn("nlu_fallback", "uy, entonces ya no puedo", {"confirm": 0.4, "withdraw": 0.4})
    assert texts(said).startswith("Así es. Una vez procesada ya no puede retirarla")
    unsure = talk.turn("nlu_fallback", "uy, entonces eso", {"reopen": 0.4, "points": 0.4})
    assert "No estoy seguro de haberle entendido" in texts(unsure)


def test_that_another_question_was_meant_takes_back_no_fact(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent", ground="product_infringement")
    talk.turn("correction", "no te pregunté eso", party="retracted")
    assert talk.slots["party"] == "respondent"


def test_a_farewell_that_may_be_thanks_is_not_asked_back(talk):
    said = talk.turn("nlu_fallback", "gracias, que pase buen día", {"thanks": 0.5, "goodbye": 0.4})
    assert texts(said).startswith("De nada")


def test_in_the_middle_of_a_case_a_reading_that_stands_out_is_taken(talk):
    unsure = {"next_step": 0.5, "points": 0.1}
    assert "No estoy seguro" in texts(talk.turn("nlu_fallback", "y con todo eso yo qué tengo que hacer", unsure))
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    assert (
        answers(talk.turn("nlu_fallback", "y con todo eso yo qué tengo que hacer", unsure))[0]["topic"] == "next_step"
    )


def test_a_message_that_is_not_understood_leaves_the_question_open(asked):
    asked.turn("nlu_fallback", "blabla", {"points": 0.3, "why": 0.2})
    assert asked.slots["pending_question"] == "status"


def test_the_question_is_answered_in_its_own_words(talk):
    for words in ("tramite", "si, sigue", "pues sigue en trámite"):
        talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
        assert answers(talk.turn("acknowledge", words))[-1]["verdict"] == "withdrawable", words
        talk.turn("correction", "no dije eso", status="retracted")
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    assert "status" not in answers(talk.turn("acknowledge", "ya"))[-1]["facts"]  # «ya se procesó» or «ya está retirada»


def test_proof_of_the_accused_is_none_of_the_infringement(talk):
    talk.turn("refile", "¿me pueden denunciar otra vez?", party="respondent")
    assert talk.slots["pending_question"] == "evidence"
    said = talk.turn("inform", "yo no tengo pruebas, ¿pruebas de qué?", evidence="no")
    assert "evidence" not in answers(said)[-1]["facts"]
    assert answers(talk.turn("inform", "no hay ninguna prueba", evidence="no"))[-1]["facts"]["evidence"] == "no"


@pytest.mark.parametrize("intent", ["fraud", "distress"])
def test_a_warning_or_comfort_needs_to_be_sure(talk, intent):
    said = talk.turn(intent, "me amenaza con más quejas si no le pago", {"settlement": 0.4})
    assert answers(said)[0]["about"] == "settlement"
    assert answers(talk.turn(intent, "voy a inventarme unas pruebas", {"settlement": 0.1}))[0]["about"] == intent


def test_the_question_of_a_story_is_answered(talk):
    story = "vendo gorras, me denunciaron y ya la borré, quiero saber si con eso ya no pasa nada"
    said = talk.turn("inform", story, {"ip_remove_listing": 0.05, "points": 0.01}, party="respondent")
    assert answers(said)[-1]["topic"] == "ip_remove_listing"


def test_what_is_not_settled_is_settled_before_withdrawing(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", party="complainant")
    said = talk.turn("confirm", "entonces si no hay dinero no quito la queja, ¿correcto?")
    assert texts(said).startswith("Así es")
    assert answers(said)[-1]["verdict"] == "resolve_all_issues"


def test_a_line_on_a_subject_is_said_once_in_a_conversation(talk):
    first = texts(talk.turn("appeal", "¿puedo apelar?", party="respondent"))
    talk.turn("points", "¿cuántos puntos?")
    assert texts(talk.turn("appeal", "¿y cómo apelo?")) != first


def test_why_explains_the_topic_that_is_named(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    named = talk.turn("why", "¿en qué se apoya que no se puede reabrir?", {"reopen": 0.2})
    assert answers(named)[0]["verdict"] == "not_reopenable"
    assert answers(talk.turn("why", "¿por qué?", {"reopen": 0.01}))[0]["verdict"] == "not_withdrawable_processed"


def test_what_leaves_the_open_question_open_is_not_answered(asked):
    said = asked.turn("inform", "alibaba no me dice nada")
    assert texts(said).startswith("Gracias por contármelo. Para responderle me falta un dato.")
    assert answers(said)[-1]["asks"] == "status"


def test_one_other_reading_needs_no_choice(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = talk.turn("correction", "no pregunté eso, y mis puntos qué", {"points": 0.006})
    assert answers(said)[0]["about"] == "points"


def test_in_the_middle_of_a_case_the_likeliest_answer_comes_before_the_other_readings(talk):
    unsure = {"ip_remove_listing": 0.4, "points": 0.3}
    first = talk.turn("nlu_fallback", "ya las bajé, ¿con eso queda?", unsure)
    assert "No estoy seguro" in texts(first)
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    said = talk.turn("nlu_fallback", "ya las bajé, ¿con eso queda?", unsure)
    assert texts(said).startswith("No le sirve") and "Si no es eso" in texts(said)
    assert answers(said)[0]["verdict"] == "ip_removal_useless"
    assert [button["payload"] for button in said[0]["buttons"]] == ["/points"]


def test_a_kind_other_than_the_one_held_is_a_statement(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process", ground="other")
    said = talk.turn("nlu_fallback", "ah no, es un informe", {"correction": 0.4, "inform": 0.3}, kind="report")
    assert answers(said)[-1]["verdict"] == "report_not_withdrawable"
    unsure = talk.turn("nlu_fallback", "informe de eso", {"correction": 0.4, "sources": 0.3}, kind="report")
    assert "No estoy seguro" in texts(unsure)


def test_what_only_tells_something_is_no_correction(talk):
    talk.turn("where", "¿dónde la quito?", party="complainant")
    said = talk.turn("correction", "es que no tengo compu", {"inform": 0.16}, detail="no_computer")
    assert texts(said).startswith("Pruebe con el teléfono")


def test_a_fact_that_may_be_stated_beside_a_question_is_answered(talk):
    talk.turn("where", "¿dónde la quito?", party="complainant")
    told = "dice mi hijo que ya está resuelta. ¿Ya no se hace nada?"
    said = talk.turn("nlu_fallback", told, {"next_step": 0.3, "inform": 0.2}, status="processed")
    assert answers(said)[-1]["facts"]["status"] == "processed"
    assert "No estoy seguro" not in texts(said)


def test_what_either_reading_states_is_kept(talk):
    told = "me puso una denuncia falsa por marca, ¿qué pasa ahora?"
    said = talk.turn("nlu_fallback", told, {"ip_outcomes": 0.5, "next_step": 0.3}, party="respondent")
    assert answers(said)[0]["topic"] == "ip_outcomes" and answers(said)[0]["facts"]["party"] == "respondent"
    unsure = Conversation()
    unsure.turn("nlu_fallback", told, {"ip_outcomes": 0.5, "fraud": 0.3}, status="processed")
    assert "status" not in {fact for fact, value in unsure.slots.items() if value}


def test_the_title_of_a_button_that_was_offered_is_its_choice(talk):
    talk.turn("inform", "me la pusieron a mí", party="respondent")
    said = talk.turn("nlu_fallback", "si habra sancion", {"appeal": 0.4})
    assert answers(said)[0]["verdict"] == "ip_two_outcomes"
    talk.turn("correction", "no, la puse yo", party="complainant")
    talk.turn("withdraw", "¿la puedo retirar?")
    talk.turn("nlu_fallback", "ya se proceso")
    assert talk.slots["status"] == "processed"


def test_the_title_of_a_button_says_all_that_it_does(talk):
    talk.turn("privacy", "¿qué guardan?")
    assert texts(talk.turn("privacy", "ver lo que se guarda")).startswith("Esto es lo que guardo")


def test_what_is_repeated_is_a_fact_and_no_question(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = talk.turn("duration", "ya te dije que en trámite", status="in_process")
    assert answers(said)[0]["verdict"] == "withdrawable"


def test_sympathy_is_not_said_twice_in_the_same_words(talk):
    first = texts(talk.turn("inform", "me la pusieron a mí", party="respondent"))
    talk.turn("appeal", "¿puedo apelar?")
    assert texts(talk.turn("inform", "las fotos eran mías")) != first


def test_proof_is_heard_beside_a_question(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant")
    said = talk.turn("confirm", "ya se lo he dicho: sí hay pruebas. ¿Entonces?")
    assert (answers(said)[-1]["verdict"], answers(said)[-1]["facts"]["evidence"]) == ("refile_with_evidence", "yes")


def test_a_word_of_where_it_stands_is_heard_though_nothing_is_asked(talk):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", party="complainant")
    assert answers(talk.turn("inform", "tramite"))[-1]["facts"]["status"] == "in_process"


def test_one_more_word_is_explained(talk):
    talk.turn("meaning", "¿qué es apelar?", term="apelacion")
    assert answers(talk.turn("mediation", "y mediar?"))[0]["about"] == "mediacion"


def test_what_is_not_surely_to_be_erased_is_not_offered_to_be(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant")
    message = talk.turn("erase", "que no le pase nada, que lo quite de ahí", {"withdraw": 0.07, "fraud": 0.3})
    assert "¿Borro" not in texts(message)


def test_what_was_never_answered_has_no_reason(talk):
    talk.turn("sources", "¿y la pregunta 6?")
    assert answers(talk.turn("why", "¿y eso por qué?", {"ip_notice": 0.01}))[0]["verdict"] is None


def test_an_answer_leaves_the_question_beside_it_to_be_answered(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant")
    said = talk.turn("where", "sí hay pruebas. ¿Y dónde la retiro?")
    assert {"refile_with_evidence", "where"} <= {answer["verdict"] for answer in answers(said)}


def test_an_offer_to_erase_does_not_outlive_a_detail(talk):
    talk.turn("erase", "borra mis datos")
    talk.turn("withdraw", "¿y queda en el historial?", detail="stays_on_record")
    assert "He borrado" not in texts(talk.turn("affirm", "sí"))


def test_what_is_taken_back_beside_a_detail_is_gone(talk):
    talk.turn("withdraw", "¿la puedo quitar?", status="processed")
    talk.turn("correction", "no dije que ya se procesó. ¿y mi abogado puede?", status="retracted", detail="by_proxy")
    assert talk.slots["status"] is None


QUESTIONS = {*KNOWLEDGE.tables, *KNOWLEDGE.subjects} - {"distress"}


@pytest.mark.parametrize("intent", sorted(set(ACTION_OF) - QUESTIONS - {"inform", "nlu_fallback", *OTHER_LANGUAGES}))
def test_what_a_message_is_taken_for_is_replied_to_whatever_the_nlu_read(talk, intent, monkeypatch):
    monkeypatch.setattr("actions.reading.message_reader.intent_of", lambda *_: intent)
    assert texts(talk.turn("fraud", "es mentira"))
