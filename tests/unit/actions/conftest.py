"""Conversations that the tests of the actions begin with."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import Conversation


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


@pytest.fixture
def asked() -> Conversation:
    """A conversation in which the status was asked for."""
    talk = Conversation()
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    assert talk.slots["pending_question"] == "status"
    return talk
