"""Whom the person speaks for: their sister, their client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.phrases import normalize

if TYPE_CHECKING:
    from actions.turn import Turn

# Who says that of themselves speaks for nobody else: «me denunciaron», «la puse», «hemos denunciado».
_FIRST_PERSON = re.compile(
    r"\b(?:yo|me|nos|mi|mia|mio|nuestr[oa]|nosotr[oa]s|conmigo|he|hemos|puse|hice|abri|meti|recibi|\w+amos|\w+imos)\b",
    re.IGNORECASE,
)


def store_principal(turn: Turn) -> None:
    """Remember whom the message speaks for where it says who the parties are, or that it is nobody else."""
    parties = [e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] == "party"]
    nouns = {normalize(noun): noun for noun in turn.knowledge.phrases.principals}
    named = re.compile(rf"\b(?:mi|mis|nuestr[oa]|un|una) ({'|'.join(nouns)})\b")
    text = turn.reading.text
    found = named.search(normalize(text))
    principal = f"su {nouns[found[1]]}" if found else None
    if "party" in turn.reading.stated and parties and not turn.reading.is_button:
        says = text[parties[0].get("start", 0) : parties[0].get("end")]
        if _FIRST_PERSON.search(named.sub("", normalize(says))) or re.search(r"\w[éí]\b", says):
            principal = None
    elif not (found and turn.facts.get("party") == "respondent" and f"contra {found[0]}" in normalize(text)):
        return
    if principal != turn.get("principal"):
        turn.set("principal", principal)
