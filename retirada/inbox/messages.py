"""The messages that somebody should look at: declined, asked back, rated badly, or read otherwise by either reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Optional

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME

from retirada.audit.turns import Turn, turns
from retirada.nlu.context import CONTEXT_KEYS
from retirada.nlu.readers.reader import CLAIM
from retirada.privacy.personal_data import without_personal_data
from retirada.report.figures import BAD, ratings
from retirada.report.turn_outcome import ASKED_BACK, DECLINED, asked_back, subjects
from retirada.server.store.decisions import Event

RATED_BADLY, DISAGREED = "rated_badly", "disagreed"
REASONS = (RATED_BADLY, ASKED_BACK, DECLINED, DISAGREED)


class Message(NamedTuple):
    """A message, without personal data.

    Attributes:
        text: what was written.
        marked: the same with the facts that were read in it, as a row of data/nlu has them.
        conversation: a number, the same for all messages of a conversation. It is no name.
        reasons: of REASONS, those that hold.
        intent: the likeliest one, also where the assistant asked back.
        confidence: in it, 0 to 1.
        subjects: what was declined.
        rating: the person's own, or None.
        context: where the conversation stood, as the `metadata` of a row has it; {} for a first message.
    """

    text: str
    marked: str
    day: date
    channel: str
    conversation: int
    reasons: tuple[str, ...]
    intent: str
    confidence: float
    subjects: tuple[str, ...]
    rating: Optional[str]
    context: Mapping[str, list[Any]]

    @property
    def is_asked_back(self) -> bool:
        return ASKED_BACK in self.reasons


def messages(conversations: Iterable[tuple[str, list[Event]]]) -> Iterator[Message]:
    """The messages that somebody should look at, in their order; buttons are none.

    Args:
        conversations: as `spoken` gives them.
    """
    for number, (_, events) in enumerate(conversations):
        rated = ratings(events)
        for turn in turns(events):
            message = _message(turn, number, (rated.get(turn.message.get("message_id") or "") or {}).get("rating"))
            if message and message.reasons:
                yield message


def _message(turn: Turn, conversation: int, rating: Optional[str]) -> Optional[Message]:
    parsed = turn.parsed
    reading = parsed.get("reading")
    guesses = [
        guess for guess in parsed.get("intent_ranking") or [] if guess["name"] != DEFAULT_NLU_FALLBACK_INTENT_NAME
    ]
    if turn.text.startswith("/") or not reading or not guesses:
        return None
    declined = tuple(subjects(turn))
    holds = {
        RATED_BADLY: rating in BAD,
        ASKED_BACK: asked_back(turn),
        DECLINED: bool(declined),
        DISAGREED: reading["linear"]["intent"] != reading["network"]["intent"],
    }
    return Message(
        text=_one_line(without_personal_data(turn.text)),
        marked=_one_line(without_personal_data(_marked(turn))),
        day=datetime.fromtimestamp(turn.message["timestamp"]).date(),
        channel=turn.message.get("input_channel") or "",
        conversation=conversation,
        reasons=tuple(reason for reason in REASONS if holds[reason]),
        intent=guesses[0]["name"],
        confidence=guesses[0]["confidence"],
        subjects=declined,
        rating=rating,
        context=_context(reading.get("context") or {}),
    )


def _marked(turn: Turn) -> str:
    text, position, marked = turn.text, 0, ""
    spans = [
        e for e in turn.parsed.get("entities") or [] if e.get("extractor") and 0 < e["end"] - e["start"] < len(text)
    ]
    facts = [e for e in spans if e["entity"] != CLAIM]
    # Of words that tell a fact and claim something, the fact is kept.
    claims = [e for e in spans if e["entity"] == CLAIM]
    claims = [c for c in claims if not any(c["start"] < f["end"] and f["start"] < c["end"] for f in facts)]
    for entity in sorted([*facts, *claims], key=lambda entity: entity["start"]):
        if entity["start"] >= position:
            words = text[entity["start"] : entity["end"]]
            marked += f"{text[position : entity['start']]}[{words}]({entity['entity']}:{entity['value']})"
            position = entity["end"]
    return marked + text[position:]


def _context(read: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {} if read.get("first") else {name: [read[name]] for name in CONTEXT_KEYS if name in read}


def _one_line(text: str) -> str:
    return " ".join(text.split())
