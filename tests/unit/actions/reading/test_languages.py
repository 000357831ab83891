"""What is understood of a message that is half in another language is answered."""

from __future__ import annotations

from tests.unit.actions.simulation import Conversation, answers


def _filed() -> Conversation:
    talk = Conversation()
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    return talk


def test_a_question_that_is_named_is_answered():
    said = _filed().turn("portuguese", "e posso presentar otra vez depois?")
    assert answers(said)[0]["topic"] == "refile"


def test_in_the_middle_of_a_case_the_likeliest_reading_is_better_than_a_refusal():
    said = _filed().turn("english", "ok, what then?", {"mediation": 0.02, "reopen": 0.015, "refile": 0.015})
    assert answers(said)[0]["topic"] == "mediation"


def test_who_mixes_from_the_start_is_answered_what_stands_out(talk):
    said = talk.turn(
        "nlu_fallback", "hello, me llegó un aviso, can he quitarla?", {"respondent_request": 0.3, "english": 0.3}
    )
    assert answers(said)[0]["topic"] == "respondent_request"


def test_a_first_message_in_another_language_is_asked_for_in_spanish(talk):
    said = talk.turn("portuguese", "quero retirar a queixa", {"withdraw": 0.2})
    assert said[0]["metadata"]["utter_action"] == "utter_portuguese"
