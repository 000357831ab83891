"""What a message asks beside the details that are answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.reading.details_asked import clear_details, named_subjects, subjects_named
from actions.reading.details_named import named_at
from actions.reading.entities import details_read, says_what_is_asked
from actions.reading.phrases import ASKED, questions_asked
from actions.reading.tracker_state import case_began, verdicts_given, verdicts_last
from actions.turn.turn import Turn
from retirada.rulebook.details import Detail

_LIKELY_APART = 0.2  # so likely, a question in other words than the detail's is one of its own
_SURELY = 0.9  # so likely, a question that no detail is of is asked all the same


def asked_for_sure(turn: Turn, details: list[Detail]) -> set[str]:
    """What the whole message is surely read as, where one of its questions has none of the details in it: «el aviso no
    trae fecha. ¿Y si contrato un abogado?»
    """
    names = {detail.id for detail in details}
    read = details_read(turn.tracker.latest_message)
    starts = [e["start"] for e in read if e["value"] in names and "start" in e]
    questions = [found.span() for found in ASKED.finditer(turn.reading.text)]
    is_apart = any(all(not start <= at < end for at in starts) for start, end in questions)
    if len(starts) < len(names) or not is_apart:
        return set()
    return {guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _SURELY}


def all_asked_apart(turn: Turn) -> bool:
    """Whether the details stand in clauses that ask something else than the message is read as: «¿puedo citarlo a
    usted? ¿Es usted un robot?»
    """
    read = [e for e in turn.tracker.latest_message.get("entities", []) if "end" in e]
    asked = [e for e in read if e["entity"] == "detail" and e["value"] in turn.reading.details]
    clauses = [e for e in read if e["entity"] == "second_topic"]
    return bool(asked) and all(any(c["start"] <= e["start"] < c["end"] for c in clauses) for e in asked)


def is_told_already(turn: Turn, verdict: str, sentence: str, details: list[Detail]) -> bool:
    """Whether the verdict is the last that was given, but for one that what the message tells makes say something else;
    or was said in the last reply, or its sentence before that, of this case, where it is clear that the details are all
    that is asked.
    """
    if verdict == turn.responder.last_verdict:
        return not turn.changed or turn.responder.told(sentence[1:])
    is_clear = {detail.id for detail in details} <= clear_details(turn.knowledge, turn.tracker.latest_message)
    if not is_clear or turn.cases.goes_to_one or says_what_is_asked(turn.tracker.latest_message):
        return False
    if verdict in verdicts_last(turn.tracker):
        return True
    was_given = verdict in verdicts_given(turn.tracker, since=case_began(turn.tracker))
    return was_given and turn.responder.told(sentence[1:])


def asked_apart(turn: Turn, details: list[Detail]) -> Iterator[str]:
    """The questions that stand in other words of the message than the details: those do not answer them."""
    read = turn.tracker.latest_message.get("entities", [])
    names = {detail.id for detail in details}
    likely = {guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _LIKELY_APART}
    spans = [(e["start"], e["end"]) for e in read if e["entity"] == "detail" and e["value"] in names and "end" in e]
    text = turn.reading.text
    for entity in (e for e in read if e["entity"] == "second_topic" and "end" in e):
        is_subject = entity["value"] in turn.knowledge.subjects and "?" in text[entity["start"] : entity["end"]]
        if not (is_subject or entity["value"] in likely) or _is_found_in(turn, details, entity):
            continue
        if spans and all(end <= entity["start"] or entity["end"] <= start for start, end in spans):
            yield entity["value"]
    if questions_asked(text) > len(details):
        yield from subjects_named(turn.knowledge, turn.tracker.latest_message, turn.reading.intent)
        if turn.reading.intent in named_subjects(turn.knowledge, text):
            yield turn.reading.intent


def asked_by_details(turn: Turn, details: list[Detail]) -> Iterator[str]:
    """The subjects of which a clause was read that is a detail's own: the detail has answered it. What is named in so
    many words, as another place is, or is likely, is asked all the same.
    """
    read, text = turn.tracker.latest_message.get("entities", []), turn.reading.text
    names = {detail.id for detail in details}
    starts = [e["start"] for e in read if e["entity"] == "detail" and e["value"] in names and "start" in e]
    likely = {guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _LIKELY_APART}
    places = {name for name, subject in turn.knowledge.subjects.items() if subject.named}
    meant = {*likely, *places, *named_subjects(turn.knowledge, text), turn.reading.intent}
    for entity in (e for e in read if e["entity"] == "second_topic" and "end" in e):
        is_its_own = any(entity["start"] <= start < entity["end"] for start in starts)
        if is_its_own and entity["value"] in turn.knowledge.subjects.keys() - meant:
            yield entity["value"]


def _is_found_in(turn: Turn, details: list[Detail], entity: dict[str, Any]) -> bool:
    """Whether a detail that goes with what was read of a clause is named there: the NLU may have seen it elsewhere."""
    fitting = (detail for detail in details if entity["value"] in detail.of)
    found = (named_at(turn.knowledge, detail.id, turn.reading.text) for detail in fitting)
    return any(place and entity["start"] <= place[0] < entity["end"] for place in found)
