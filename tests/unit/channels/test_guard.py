"""The guard with a Rasa that is a function: what reaches it, and what becomes of its replies."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Optional

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.channels.core import bursts
from retirada.channels.core.bursts import Words
from retirada.channels.core.buttons import match_option, option_id, parse_payload
from retirada.channels.core.errors import StoreError
from retirada.channels.core.guard import Guard
from retirada.channels.core.messages import Outcome
from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import load

OPEN = {"title": "Sigue en trámite", "payload": '/inform{"status": "in_process"}'}
CLOSED = {"title": "Ya se procesó", "payload": '/inform{"status": "processed"}'}
DOMAIN = Domain.from_dict(
    {
        "intents": ["inform", "withdraw"],
        "slots": {"status": {"type": "categorical", "values": ["in_process", "processed"], "mappings": []}},
        "responses": {"utter_not_stored": [{"text": "No puedo guardar."}]},
    }
)


def tracker(*, answered: bool = False) -> DialogueStateTracker:
    """A conversation in which two buttons were offered, and then perhaps something else was said."""
    events = [UserUttered("hola"), BotUttered("¿En qué punto está?", {"buttons": [OPEN, CLOSED]})]
    return DialogueStateTracker.from_events("rest:ana", events + ([UserUttered("gracias")] if answered else []))


def turn(
    text: str, option: Optional[str] = None, rasa=None, conversation=None, recent=None, environment=None, **options
) -> tuple[Outcome, list[str]]:
    """Run one turn of a channel; the outcome, and the texts that reached Rasa."""
    reached: list[str] = []

    async def on_new_message(message) -> None:
        reached.append(message.text)
        if rasa:
            await rasa(message)
        await message.output_channel.send_response(message.sender_id, {"text": "Buenas."})

    async def retrieve(_sender):
        return recent

    async def retrieve_full_tracker(_sender):
        return conversation

    recent = conversation if recent is None else recent
    store = SimpleNamespace(retrieve=retrieve, retrieve_full_tracker=retrieve_full_tracker)
    agent = SimpleNamespace(domain=DOMAIN, tracker_store=store)
    guard = Guard("rest", on_new_message, load(environment or {}), **options)
    return asyncio.run(guard.turn(agent, "ana", text, option=option)), reached


def test_words_reach_rasa_and_the_reply_comes_back():
    outcome, reached = turn("hola")
    assert reached == ["hola"] and [message.text for message in outcome.messages] == ["Buenas."]
    assert (outcome.begun, outcome.stored, outcome.answered) == (True, True, True)


@pytest.mark.parametrize("text", ["/restart", '/inform{"status": "in_process"}', "/ /restart", "/"])
def test_a_typed_payload_is_only_words(text):
    assert not turn(text)[1][0].startswith("/")


def test_an_offered_payload_is_a_payload_and_so_is_a_plain_one_where_the_channel_takes_them():
    assert turn(OPEN["payload"], conversation=tracker())[1] == [OPEN["payload"]]
    assert turn("/withdraw", plain_payloads=True)[1] == ["/withdraw"]
    assert turn('/inform{"status": "burned"}', plain_payloads=True)[1] == ['inform{"status": "burned"}']


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("menú", "/capabilities"),
        ("MENU", "/capabilities"),
        ("/menu", "/capabilities"),
        ("¡Ayuda!", "/capabilities"),
        ("inicio", "/capabilities"),
        ("salir", "/goodbye"),
        ("Empezar de nuevo.", "/new_case"),
    ],
)
def test_words_that_are_a_command_are_its_payload(text, payload):
    assert turn(text)[1] == [payload]


def test_a_command_is_one_only_when_nothing_else_is_said():
    for text in ("¿en qué menú está?", "salir de esto", "ayuda con mi queja"):
        assert turn(text)[1] == [text]


def test_an_option_that_is_called_like_a_command_is_the_option():
    named = {"title": "Salir", "payload": "/deny"}
    asked = DialogueStateTracker.from_events("rest:ana", [BotUttered("¿Seguro?", {"buttons": [named]})])
    assert turn("salir", conversation=asked, max_buttons=0)[1] == ["/deny"]


def test_a_pressed_button_is_one_that_was_offered():
    pressed = option_id(CLOSED["payload"])
    assert turn("", pressed, conversation=tracker())[1] == [CLOSED["payload"]]
    outcome, reached = turn("", pressed)
    assert reached == [] and outcome.messages[0].text == sentences().option_gone and not outcome.begun


def test_a_button_of_long_ago_can_still_be_pressed():
    recently = DialogueStateTracker("rest:ana", [])
    for said in ({"option": option_id(CLOSED["payload"]), "text": ""}, {"text": CLOSED["payload"]}):
        assert turn(**said, conversation=tracker(), recent=recently)[1] == [CLOSED["payload"]]


def test_options_are_numbered_only_where_the_channel_shows_no_buttons_and_only_while_they_are_the_last_thing_said():
    assert turn("la 2", conversation=tracker(), max_buttons=0)[1] == [CLOSED["payload"]]
    for options in ({"max_buttons": 2}, {"max_buttons": None}):
        assert turn("2", conversation=tracker(), **options)[1] == ["2"]
        assert turn("la segunda", conversation=tracker(), **options)[1] == [CLOSED["payload"]]
    assert turn("2", conversation=tracker(answered=True), max_buttons=0)[1] == ["2"]


@pytest.mark.parametrize(
    ("error", "told", "stored"),
    [(StoreError(), "No puedo guardar.", False), (RuntimeError(), sentences().unavailable, True)],
)
def test_of_a_turn_that_fails_only_that_is_said(error, told, stored):
    async def rasa(message) -> None:
        await message.output_channel.send_response("rest:ana", {"text": "Hecho."})
        raise error

    outcome, _ = turn("hola", rasa=rasa)
    assert [message.text for message in outcome.messages] == [told]
    assert (outcome.begun, outcome.stored, outcome.answered) == (True, stored, False)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("1", OPEN), ("Opción 2", CLOSED), ("lo primero", OPEN), ("ya se proceso", CLOSED)]
    + [(text, None) for text in ("0", "3", "la tercera", "otra cosa")],
)
def test_an_option_is_chosen_by_number_or_words(text, chosen):
    assert match_option(text, [OPEN, CLOSED]) == (chosen and chosen["payload"])


def test_whatever_is_no_words_ends_the_wait_for_more_words(monkeypatch):
    # If it didn't, the first turn would not be over in time.
    monkeypatch.setattr(bursts, "DEBOUNCE_SECONDS", 60)
    monkeypatch.setattr(bursts, "MAX_SECONDS", 60)
    reached: list[str] = []

    async def on_new_message(message) -> None:
        reached.append(message.text)

    async def retrieve(_sender):
        return tracker()

    store = SimpleNamespace(retrieve=retrieve, retrieve_full_tracker=retrieve)
    agent = SimpleNamespace(domain=DOMAIN, tracker_store=store)

    async def check() -> None:
        guard = Guard("twilio", on_new_message, load({}), max_buttons=0)

        def say(text: str):
            # Patiently: then it stands in line from its first step on.
            return asyncio.ensure_future(guard.say(agent, "ana", Words(text, None, delivered.add), True))

        delivered = Delivered()
        saying = [say("hola")]
        await asyncio.sleep(0)
        saying += [
            asyncio.ensure_future(guard.turn(agent, "ana", "", option=option_id(CLOSED["payload"]), patient=True))
        ]
        for text in ("una", "otra", "la 1", "y otra", "/restart", "fin"):
            saying.append(say(text))
            await asyncio.sleep(0)
        async with guard.between_turns("ana"):
            assert reached == ["hola", CLOSED["payload"], "una\notra", OPEN["payload"], "y otra", "restart", "fin"]
        await asyncio.wait_for(asyncio.gather(*saying), 5)
        assert delivered.count == 6, "each turn's outcome once; the button has nobody to deliver to"

    asyncio.run(asyncio.wait_for(check(), 10))


class Delivered:
    """Counts the outcomes that are delivered."""

    count = 0

    async def add(self, _outcome: Outcome) -> None:
        self.count += 1


@pytest.mark.parametrize("text", ["inform", "/", "/a b", '/inform{"a": 1}', '/inform{"a": [1]}', "/inform{", "/in[1]"])
def test_what_is_no_payload(text):
    assert parse_payload(text) is None


@pytest.mark.parametrize(
    ("guide", "written"),
    [
        ("#p7", "Sí.\nPuede leerla aquí: https://chat.example.org/x/guia#p7"),
        ("#", "Sí.\nPuede leerla aquí: https://chat.example.org/x/guia"),
        (None, "Sí."),
    ],
)
def test_where_the_public_address_is_known_what_cites_the_guide_says_where_to_read_it(guide, written):
    async def cite(message) -> None:
        await message.output_channel.send_response(message.sender_id, {"text": "Sí.", "guide": guide})

    public = {"PUBLIC_URL": "https://chat.example.org/x"}

    def said(**options) -> str:
        return turn("hola", rasa=cite, **options)[0].messages[0].text

    assert said(environment=public, write_address=True) == written
    assert said(write_address=True) == "Sí.", "the address is not known"
    assert said(environment=public) == "Sí.", "the channel has links of its own"
