"""A topic that an editor has added: nothing was written for it yet but its verdict."""

from __future__ import annotations

import pytest

from retirada.rulebook.schema import Knowledge
from tests.unit.actions.simulation import answers


@pytest.fixture(autouse=True)
def new_topic(monkeypatch):
    """As if `reopen` had just been added."""
    monkeypatch.setattr(Knowledge, "new_topics", frozenset({"reopen"}))


def topics(said: list[dict]) -> list[str | None]:
    return [answer["topic"] for answer in answers(said)]


def payloads(said: list[dict]) -> list[str]:
    """Of all buttons, each with how often it is there."""
    return [button["payload"] for message in said for button in message["buttons"]]


def test_no_detail_stands_in_its_place(talk, monkeypatch):
    asked = ("reopen", "¿tengo que añadir algo para abrirla otra vez?", {"withdraw": 0.02}, [("detail", "change_it")])
    assert topics(talk.turn(*asked)) == ["reopen"]
    monkeypatch.undo()
    assert topics(talk.turn(*asked)) != ["reopen"], "a topic of the guide has its details"


def test_it_is_answered_rather_than_asked_about(talk):
    said = talk.turn("nlu_fallback", "¿y ahí se abre de nuevo?", {"nlu_fallback": 0.4, "reopen": 0.35, "refile": 0.2})
    assert topics(said) == ["reopen"]
    said = talk.turn("nlu_fallback", "¿y ahí se hace algo?", {"nlu_fallback": 0.4, "refile": 0.2, "reopen": 0.19})
    assert "reopen" not in topics(said)


def test_what_the_message_states_is_kept_and_what_else_it_asks_is_answered(talk):
    text = "ya se procesó, ¿se abre de nuevo? ¿y dónde se retira?"
    said = talk.turn("reopen", text, {"reopen": 0.9}, [("second_topic", "where")], status="processed")
    assert talk.slots["status"] == "processed"
    assert topics(said)[0] == "reopen" and "where" in topics(said)


@pytest.mark.parametrize(("sure", "is_offered"), [(0.06, True), (0.04, False)])
def test_where_another_reading_is_likelier_it_is_offered(talk, sure, is_offered):
    said = talk.turn("refile", "¿la puedo poner de nuevo?", {"refile": 0.9, "reopen": sure}, status="withdrawn")
    assert "refile" in topics(said)
    assert payloads(said).count("/reopen") == is_offered
    assert ("/reopen" in payloads(said[-1:])) is is_offered


def test_what_a_button_says_is_no_guess(talk):
    said = talk.turn("refile", None, {"refile": 0.9, "reopen": 0.1})
    assert "/reopen" not in payloads(said)
