"""A button of those that were offered last, chosen in words: by its title, or «lo de la mediación»."""

from __future__ import annotations

import json
import re
from typing import Any

from rasa_sdk import Tracker

from actions.reading.entities import as_read
from actions.reading.phrases import normalize
from actions.reading.tracker_state import last_turn

_NAMES_ONE = re.compile(r"(?:(?:a|por|si|no|digo|es) )*(?:lo|eso|la) de (.+)")
_WORD = re.compile(r"\w{4,}")
_AROUND = " .¿?¡!"


def as_chosen(tracker: Tracker, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given as its parse data, as its button says it where it is the title of one that was offered last,
    or names one by its words.
    """
    typed = normalize(message.get("text") or "").strip(_AROUND)
    named = set(_WORD.findall(found[1])) if (found := _NAMES_ONE.fullmatch(typed)) else set()
    offered = {normalize(b["title"]).strip(_AROUND): b["payload"] for said in last_turn(tracker) for b in said.buttons}
    meant = [payload for title, payload in offered.items() if named and named <= set(_WORD.findall(title))]
    payload = offered.get(typed) or (meant[0] if len(meant) == 1 else None)
    if payload is None or not payload.startswith("/"):
        return message
    intent, _, facts = payload[1:].partition("{")
    stated = json.loads("{" + facts) if facts else {}
    entities = [as_read(name, value) for name, value in stated.items()]
    return {**message, "intent": {"name": intent, "confidence": 1.0}, "entities": entities, "intent_ranking": []}
