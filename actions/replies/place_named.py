"""Which offices or platforms a message names, as they are named back."""

from __future__ import annotations

import re

from actions.reading.entities import values
from actions.reading.phrases import normalize, place_as_written
from actions.reading.tracker_state import latest_message_index
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import enumeration


def place_named(turn: Turn, subject: str) -> str:
    """What the line on the subject names back: all offices, «Procon» y «juez», or the platform; empty where none is."""
    pattern = turn.knowledge.phrases.offices
    if subject != "authority":
        others = values(turn.tracker.latest_message, "other_place")
        place = next((name for name in others if not search(pattern, normalize(name))), "")
        return place[:1].upper() + place[1:]
    whole = turn.tracker.events[latest_message_index(turn.tracker)].get("text") or ""
    names: dict[str, str] = {}
    for text in (whole, turn.reading.text):  # «posso ir no Procon ou no juiz?» is read in Spanish
        # «Le escribo de una asociación de consumidores: ¿puede ir al SERNAC?» asks of one of them.
        asked = re.sub(turn.knowledge.phrases.from_an_office, lambda said: " " * len(said[0]), normalize(text))
        for found in re.finditer(pattern, asked):
            names.setdefault(found[0], f"«{text[slice(*place_as_written(text, found.span()))]}»")
    return enumeration(list(names.values())) if names else ""


def says_from_where(turn: Turn) -> bool:
    """Whether an office is only what the person writes from, or of: «trabajo en una oficina de consumo»."""
    return search(turn.knowledge.phrases.from_an_office, normalize(turn.reading.text)) is not None
