"""What a turn came to, by what the assistant said in it."""

from __future__ import annotations

from retirada.audit.turns import Turn
from retirada.channels.core.metrics import ASKS_BACK, is_declined

ANSWERED, ASKED_BACK, DECLINED, HUMAN, TALK = "answered", "asked_back", "declined", "human", "talk"


def outcome(turn: Turn) -> str:
    """HUMAN: a person was asked for. ASKED_BACK: the assistant was not sure. ANSWERED: a row decided. DECLINED: it was
    next door. TALK: anything else.
    """
    if (turn.parsed.get("intent") or {}).get("name") == "human":
        return HUMAN
    if asked_back(turn):
        return ASKED_BACK
    if any(reply.answer.get("row") for reply in turn.replies):
        return ANSWERED
    return DECLINED if subjects(turn) else TALK


def asked_back(turn: Turn) -> bool:
    """Whether the assistant asked what was meant, or said that it had not understood."""
    return any((reply.response or "").startswith(ASKS_BACK) for reply in turn.replies)


def subjects(turn: Turn) -> list[str]:
    """The subjects next door that were declined, each once."""
    return list(dict.fromkeys(reply.answer["about"] for reply in turn.replies if is_declined(reply.answer)))
