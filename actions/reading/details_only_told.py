"""Details that a message only tells of, or that the rest of the reply says to it: they are not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.phrases import normalize, without_questions
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

LEAVE_IT, _HOW_LONG_WITHOUT = "leave_it", "no_answer_for_days"
_GUIDE_WORDS, _SEND_COPY, _WHERE_STORED, _TELL_OTHERS = "guide_words", "send_copy", "where_stored", "tell_others"
# Of who says what is on their screen, the details that say what it sounds like, and the status that it is.
STATUS_OF = {"sounds_processed": "processed", "sounds_in_process": "in_process"}
SAYS_WHERE_IT_STANDS = frozenset(STATUS_OF)


def without_what_it_tells(knowledge: Knowledge, text: str, intent: str, details: list[str]) -> list[str]:
    """The details without those that the message tells of, or supposes, beside what it asks."""
    told: set[str] = {LEAVE_IT} if intent == "ip_outcomes" else set()  # «si la dejo, ¿lo castigan?»
    if not search(knowledge.phrases.its_words, normalize(text)):
        told.add(_GUIDE_WORDS)  # «dame la guía»
    if intent == "privacy":
        of_it = {detail.id for detail in knowledge.details if intent in detail.of}
        details = [detail for detail in details if detail in of_it]
        told.update(_told_by_privacy(knowledge, normalize(text)))
    if intent == "status_check":
        asks_how, rest = _how_to_know(knowledge, text)
        if asks_how:
            told.add(_HOW_LONG_WITHOUT)  # it asks where to look
        if (asks_how and not rest) or _is_not_known(knowledge, text):
            told.update(SAYS_WHERE_IT_STANDS)  # it tells no sign of it
    return [detail for detail in details if detail not in told]


def _told_by_privacy(knowledge: Knowledge, written: str) -> Iterator[str]:
    """The details that what is said of privacy itself says to a message: a copy is given, and to who asks whether it is
    kept, who reads it.
    """
    phrases = knowledge.phrases
    yield _SEND_COPY  # «dame una copia de mis datos»
    if search(phrases.is_it_kept, written):
        yield _TELL_OTHERS
        if not search(phrases.kept_where, written):
            yield _WHERE_STORED


def _how_to_know(knowledge: Knowledge, text: str) -> tuple[bool, bool]:
    """Whether the text asks how to know where it stands, «¿cómo sé si sigue?», and whether it tells anything beside."""
    asks = search(knowledge.phrases.how_to_know, normalize(text)) is not None
    return asks, re.search(r"\w", _told_beside(knowledge.phrases.how_to_know, text)) is not None


def _is_not_known(knowledge: Knowledge, text: str) -> bool:
    """Whether the text says that one does not know where it stands, and names no state that one sees: «no sé si sigue»,
    and not «no sé, pone en revisión».
    """
    not_known = knowledge.phrases.not_known
    rest, states = _told_beside(not_known, text), knowledge.phrases.value_named["status"].values()
    return search(not_known, normalize(text)) is not None and not any(search(state, rest) for state in states)


def _told_beside(pattern: str, text: str) -> str:
    """What the text tells, without its questions and the clauses from where the pattern is found."""
    return re.sub(rf"(?:{pattern})[^.,;!?]*", "", normalize(without_questions(text)))
