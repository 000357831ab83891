"""A topic that an editor has added: nothing was written for it yet but its verdict."""

from __future__ import annotations

import pytest

from retirada.rulebook.schema import Knowledge
from tests.unit.actions.simulation import responses, topics


@pytest.fixture(autouse=True)
def new_topic(monkeypatch):
    """As if `reopen` had just been added."""
    monkeypatch.setattr(Knowledge, "topics_without_details", frozenset({"reopen"}))


def offered(said: list[dict]) -> int:
    """How many buttons ask for the topic."""
    return sum(button["payload"] == "/reopen" for message in said for button in message["buttons"])


def test_no_detail_stands_in_its_place(talk, monkeypatch):
    asked = ("reopen", "¿tengo que añadir algo para abrirla otra vez?", {"withdraw": 0.02}, [("detail", "change_it")])
    assert topics(talk.turn(*asked)) == ["reopen"]
    monkeypatch.undo()
    assert topics(talk.turn(*asked)) != ["reopen"], "a topic of the guide has its details"


@pytest.mark.parametrize(("sure", "is_answered"), [(0.35, True), (0.25, False)])
def test_it_is_answered_rather_than_asked_about(talk, sure, is_answered):
    said = talk.turn("nlu_fallback", "¿y ahí se abre de nuevo?", {"nlu_fallback": 0.4, "reopen": sure, "refile": 0.2})
    assert ("clarify" not in responses(said)[0]) is is_answered
    assert ("reopen" in topics(said)) is is_answered
    assert bool(offered(said)) is not is_answered


def test_what_the_message_states_is_kept_and_what_else_it_asks_is_answered(talk):
    text = "ya se procesó, ¿se abre de nuevo? ¿y dónde se retira?"
    said = talk.turn("reopen", text, {"reopen": 0.9}, [("second_topic", "where")], status="processed")
    assert talk.slots["status"] == "processed"
    assert topics(said)[0] == "reopen" and "where" in topics(said)


def test_what_answers_the_open_question_is_heard(talk):
    talk.turn("refile", "ya la retiré, ¿puedo poner otra?", status="withdrawn")
    assert talk.slots["pending_question"] == "evidence"
    assert topics(talk.turn("reopen", "sí tengo capturas", {"reopen": 0.4}, evidence="yes"))[0] == "refile"


def test_what_is_taken_for_an_act_stays_so(talk):
    said = talk.turn("reopen", "quiero una copia de todo lo que guarda de mí", {"reopen": 0.5})
    assert "reopen" not in topics(said) and not offered(said)


@pytest.mark.parametrize(("sure", "is_offered"), [(0.06, True), (0.04, False)])
def test_where_another_reading_is_likelier_it_is_offered(talk, sure, is_offered):
    said = talk.turn("ip_notice", "¿qué significa el aviso?", {"ip_notice": 0.9, "reopen": sure})
    assert "ip_notice" in topics(said)
    assert offered(said[:1]) == offered(said) == is_offered, "and not below the privacy notice"


def test_it_is_not_among_the_answers_to_what_we_ask(talk):
    said = talk.turn("refile", "¿la puedo poner de nuevo?", {"refile": 0.9, "reopen": 0.1}, status="withdrawn")
    assert said[-1]["metadata"]["answer"]["asks"] == "evidence"
    assert offered(said) == 1 and not offered(said[-1:])


def test_it_is_offered_once(talk):
    said = talk.turn("nlu_fallback", "¿y eso cómo va?", {"nlu_fallback": 0.4, "refile": 0.3, "reopen": 0.2})
    assert offered(said) == 1
