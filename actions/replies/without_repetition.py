"""The reply as a whole: no part of it says again what a part before it said."""

from __future__ import annotations

from typing import Any

from actions.reading.tracker_state import ASKS, SAME_VERDICT
from actions.turn.responder import HEADING
from actions.turn.sentences import what_is_new
from actions.turn.turn import Turn


def say_each_thing_once(turn: Turn) -> None:
    """Leave out of each part of the reply what those before it said of the same case. A part of which nothing is left
    is not said, unless a note goes with it.
    """
    told: list[str] = []
    for reply in turn.replies:
        if "which" in reply or reply["response"].startswith(HEADING):  # what follows holds of another case
            told = []
        says = _says(turn, reply)
        new = what_is_new(says, told)
        if says and not new and not _has_notes(reply):
            turn.take_back(reply)
            continue
        if new and new.split() != says.split():
            _shorten(turn, reply, new)
        told.append(turn.words_of([reply]))


def _says(turn: Turn, reply: dict[str, Any]) -> str:
    """All that a message says above notes and sources; nothing of one that asks for a fact, or fills in more than one
    text of ours.
    """
    body = turn.responder.body(reply["response"])
    if "details" in reply or body == "{sentence}":
        return str(reply.get("details") or reply["sentence"])
    return "" if reply["response"].startswith(ASKS) or "{" in body else body


def _shorten(turn: Turn, reply: dict[str, Any], new: str) -> None:
    """Say of a message only what is new; of one that has no place for other words, all."""
    if "details" in reply:
        reply["details"] = new
    elif "{footer}" in turn.responder.plain_text(reply["response"]):
        reply.update(response=SAME_VERDICT, sentence=new)


def _has_notes(reply: dict[str, Any]) -> bool:
    return bool(reply.get("notes") or str(reply.get("note_text") or "").strip())
