"""Which buttons the assistant has offered in a conversation, and whether a message is one of them."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Optional

from rasa.shared.core.constants import DEFAULT_INTENTS, USER_INTENT_OUT_OF_SCOPE
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.slots import CategoricalSlot
from rasa.shared.core.trackers import DialogueStateTracker

Payload = tuple[str, dict[str, str]]
# title, payload, and in a menu the group that it stands under.
Button = dict[str, str]

# Rasa's own intents restart or reset a conversation; only «out of scope» is ours as well.
_RASA_INTENTS = set(DEFAULT_INTENTS) - {USER_INTENT_OUT_OF_SCOPE}
_NUMBER = re.compile(r"(?:(?:la|el|opcion|numero) )?(\d{1,2})")
_ORDINAL = re.compile(r"(?:(?:la|el|lo) )?(?:(primer)|(segund)|(tercer)|(cuart))[oa]?(?: opcion)?")


def parse_payload(text: str) -> Optional[Payload]:
    """Read `/intent{"fact": "value"}` as (intent, facts); None for anything else, or a value that is no string."""
    match = re.fullmatch(r"/([A-Za-z_]+)(\{.*\})?", text, re.DOTALL)
    if not match:
        return None
    try:
        facts = json.loads(match[2] or "{}")
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(value, str) for value in facts.values()):
        return None
    return match[1], facts


def write_payload(payload: Payload) -> str:
    """Write a payload as Rasa reads it: the inverse of `parse_payload`."""
    intent, facts = payload
    return f"/{intent}{json.dumps(facts, ensure_ascii=False) if facts else ''}"


def is_plain(payload: Payload, domain: Domain) -> bool:
    """Whether words could say the same: an intent of the domain, and facts with one of their categorical values."""
    intent, facts = payload
    slots = {slot.name: slot for slot in domain.slots if isinstance(slot, CategoricalSlot)}
    return (
        intent in domain.intents
        and intent not in _RASA_INTENTS
        and all(fact in slots and value in slots[fact].values and value != "__other__" for fact, value in facts.items())
    )


def option_id(payload: str) -> str:
    """A digest of a button's payload, 20 characters whatever its length: a provider may allow 64 bytes only."""
    return hashlib.sha256(payload.encode()).hexdigest()[:20]


def offered_buttons(tracker: Optional[DialogueStateTracker], ratings: bool = True) -> list[Button]:
    """The buttons that the assistant has offered in this conversation, the latest first.

    Args:
        tracker: the conversation; None has offered none.
        ratings: also those that rate an answer.
    """
    buttons: list[Button] = []
    for event in reversed(tracker.events if tracker else []):
        if isinstance(event, BotUttered):
            buttons += _with_payload(event)
            if ratings:
                buttons += event.metadata.get("feedback", [])
    return buttons


def last_offered_buttons(tracker: Optional[DialogueStateTracker], max_buttons: int) -> list[Button]:
    """The options that the assistant's last turn numbered: the buttons of messages with more than `max_buttons`."""
    buttons: list[Button] = []
    for event in reversed(tracker.events if tracker else []):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered) and len(_with_payload(event)) > max_buttons:
            buttons = _with_payload(event) + buttons
    return buttons


def option_lines(buttons: list[Button], numbers: Iterator[int]) -> list[str]:
    """The buttons as lines of text, «3. Pedir mediación», each `group` of them under its heading."""
    lines: list[str] = []
    heading = None
    for button in buttons:
        if button.get("group") not in (None, heading):
            heading = button["group"]
            lines += ["", f"{heading}:"]
        lines.append(f"{next(numbers)}. {button['title']}")
    return lines


def is_number(text: str) -> bool:
    """Whether `text` names an option by its number: «2», «la 2»."""
    return bool(_NUMBER.fullmatch(normalize(text)))


def is_ordinal(text: str) -> bool:
    """Whether `text` names an option by its place: «lo primero», «la segunda»."""
    return bool(_ORDINAL.fullmatch(normalize(text)))


def match_option(text: str, buttons: list[Button]) -> Optional[str]:
    """The payload of the option that a person names by its number («2», «la segunda») or by its title; else None."""
    normalized = normalize(text)
    number, ordinal = _NUMBER.fullmatch(normalized), _ORDINAL.fullmatch(normalized)
    chosen = int(number[1]) if number else (ordinal.lastindex or 0) if ordinal else 0
    if 1 <= chosen <= len(buttons):
        return buttons[chosen - 1]["payload"]
    return next((button["payload"] for button in buttons if normalize(button["title"]) == normalized), None)


def _with_payload(event: BotUttered) -> list[Button]:
    return [button for button in event.data.get("buttons") or [] if button.get("payload")]


def normalize(text: str) -> str:
    """The words of `text` alone: without capitals, accents and punctuation."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())
