"""What the providers' channels share: options as numbered lines, and JSON from outside that may hold anything."""

from __future__ import annotations

import pytest

from retirada.channels.core.messages import Message
from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import load
from retirada.channels.providers.messenger import Messenger
from retirada.channels.providers.payload import get_list, get_path, get_string
from retirada.channels.providers.twilio import Twilio
from tests.integration.channels.fakes import ENVIRONMENT

PROVIDERS = load(ENVIRONMENT).providers
RATING = {"title": "Útil", "payload": '/feedback{"rating": "useful"}'}


def buttons(count: int, **more: str) -> list[dict]:
    return [{"title": f"Opción {number}", "payload": f"/option_{number}", **more} for number in range(count)]


def test_without_buttons_all_options_of_a_turn_are_numbered_and_ratings_left_out():
    messages = [Message("Uno.", buttons(2), [RATING]), Message("Dos."), Message("Tres.", buttons(1, group="Tema"))]
    shown = Twilio(PROVIDERS["twilio"]).number_options(messages)
    assert [message.text for message in shown] == [
        "Uno.\n1. Opción 0\n2. Opción 1",
        "Dos.",
        f"Tres.\n\nTema:\n3. Opción 0\n{sentences().choose_by_number}",
    ]
    assert not any(message.buttons for message in shown)
    assert messages[0].text == "Uno.", "what was given stays as it was"


def test_only_more_buttons_than_fit_are_numbered():
    few, many = Messenger(PROVIDERS["messenger"]).number_options(
        [Message("Uno.", buttons(2), [RATING]), Message("Dos.", buttons(14))]
    )
    assert few.text == "Uno." and few.buttons == [*buttons(2), RATING]
    assert many.text.startswith("Dos.\n1. Opción 0\n") and many.buttons == []


DATA = {"a": [{"b": "x"}, 7], "c": None}


@pytest.mark.parametrize(
    ("path", "value"),
    [(("a", 0, "b"), "x"), (("a", 1), 7), (("a", 2), None), (("a", "b"), None), (("c", "d"), None), ((0,), None)],
)
def test_a_path_leads_to_a_value_or_nowhere(path, value):
    assert get_path(DATA, *path) == value
    assert get_string(DATA, *path) == (value if isinstance(value, str) else None)
    assert get_list(DATA, *path) == []


def test_a_list_is_found():
    assert get_list(DATA, "a") == DATA["a"]
