"""What the conversation says so far: facts held, what was said and asked. Reads only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Optional

from rasa_sdk import Tracker

from actions.reading.phrases import normalize
from retirada.rulebook.schema import Knowledge

Answer = dict[str, Any]
SAME_VERDICT = "utter_same_verdict"
PRIVACY_NOTICE = "utter_privacy_notice"
ASKS = "utter_ask_"  # begins the names of responses that ask for a fact


class Said(NamedTuple):
    """A message of the assistant. `response` is the name of the response in domain.yml; None of other messages.
    `buttons`: each with `title` and `payload`.
    """

    response: Optional[str]
    text: str
    answer: Answer
    buttons: list[dict[str, str]]


def held_facts(tracker: Tracker, knowledge: Knowledge) -> dict[str, str]:
    """The facts that answers rest on now: fact name → value, unstated ones left out."""
    return {fact: tracker.get_slot(fact) for fact in knowledge.facts if tracker.get_slot(fact)}


def said(tracker: Tracker, since: int = 0) -> Iterator[Said]:
    """What the assistant said, the latest first, back to the event with the number `since`."""
    for event in reversed(tracker.events[since:]):
        if event["event"] == "bot":
            metadata = event.get("metadata") or {}
            buttons = (event.get("data") or {}).get("buttons") or []
            yield Said(metadata.get("utter_action"), event.get("text") or "", metadata.get("answer") or {}, buttons)


def written(tracker: Tracker) -> tuple[str, ...]:
    """What the person has written so far, with the latest message."""
    return _by_the_person(transcript(tracker))


def written_before(tracker: Tracker) -> tuple[str, ...]:
    """What the person wrote before the latest message."""
    return _by_the_person(transcript(tracker)[:-1])


def _by_the_person(said: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(text for by, text in said if by == "user")


def last_verdict(tracker: Tracker) -> Optional[Said]:
    """The last message that gave a verdict, or None."""
    return next((message for message in said(tracker) if message.answer.get("verdict")), None)


def last_turn(tracker: Tracker) -> list[Said]:
    """What the assistant said to the message before the latest, in order, but for the privacy notice."""
    before = latest_message_index(tracker, until=latest_message_index(tracker))
    return [message for message in said(tracker, since=before) if message.response != PRIVACY_NOTICE][::-1]


def verdicts_last(tracker: Tracker) -> set[str]:
    """The verdicts that the last reply gave."""
    return {message.answer["verdict"] for message in last_turn(tracker) if message.answer.get("verdict")}


def case_began(tracker: Tracker) -> int:
    """The number of the message with which the case under discussion began: what forgets a case resets `topic`."""
    for index in range(len(tracker.events) - 1, -1, -1):
        event = tracker.events[index]
        if event["event"] == "slot" and event["name"] == "topic" and event["value"] is None:
            # Of each turn, Rasa stores what was said before what was set.
            return latest_message_index(tracker, until=index)
    return 0


def topics_asked(tracker: Tracker, knowledge: Knowledge) -> list[str]:
    """The topics of which the case under discussion was answered, the latest first, each once."""
    asked = (message.answer.get("topic") for message in said(tracker, since=case_began(tracker)))
    return list(dict.fromkeys(topic for topic in asked if topic in knowledge.tables))


def notes_shown(tracker: Tracker) -> set[str]:
    """The ids of the official notes that the conversation has shown."""
    return {note for message in said(tracker) for note in message.answer.get("notes", [])}


def notes_of_other_sites(tracker: Tracker, knowledge: Knowledge) -> set[str]:
    """The ids of the official notes that say nothing of the one site that the person has named: «es de Taobao»."""
    texts = (normalize(event.get("text") or "") for event in tracker.events if event["event"] == "user")
    named = {site for text in texts for site in re.findall(knowledge.phrases.here, text)}
    return {note.id for note in knowledge.notes.notes if named == {note.not_of}}


def facts_stored_last(tracker: Tracker, knowledge: Knowledge) -> dict[str, Optional[str]]:
    """The facts that the message before the latest changed, with the values that they had before."""
    latest = latest_message_index(tracker)
    before = latest_message_index(tracker, until=latest)
    values: dict[str, Optional[str]] = {}
    changed: dict[str, Optional[str]] = {}
    for index, event in enumerate(tracker.events[:latest]):
        if event["event"] == "slot" and event["name"] in knowledge.facts:
            name, value = event["name"], event["value"]
            if index > before and values.get(name) != value:
                changed.setdefault(name, values.get(name))
            values[name] = value
    return changed


def case_changed_last(tracker: Tracker) -> bool:
    """Whether the message before the latest began, or went to, another case."""
    latest = latest_message_index(tracker)
    before = latest_message_index(tracker, until=latest)
    return any(event["event"] == "slot" and event["name"] == "cases" for event in tracker.events[before:latest])


def is_first_turn(tracker: Tracker) -> bool:
    """Whether the assistant has said nothing yet in this conversation."""
    return next(said(tracker), None) is None


def answer_rated(tracker: Tracker) -> Optional[tuple[str, Answer]]:
    """The answer that the latest message rates, as (id, `answer`): the one that the channel names, else the last one.

    The id is that of the first message of the turn that gave the verdict, as the web chat counts them:
    `<message id of the person's message>.<number of the reply>`. None if there was no verdict yet.
    """
    metadata = tracker.latest_message.get("metadata") or {}
    if "rated" in metadata:
        return metadata["rating"]["about"], metadata["rated"]
    last, turn, number, verdicts = None, "start", 0, {None}
    for event in tracker.events:
        if event["event"] == "user":
            turn, number, verdicts = event["message_id"], 0, {None}
        elif event["event"] == "bot":
            answer = event.get("metadata", {}).get("answer")
            if answer and answer["verdict"] not in verdicts:
                verdicts.add(answer["verdict"])
                last = f"{turn}.{number}", answer
            number += 1
    return last


def comment_given(tracker: Tracker) -> Optional[str]:
    """What the person wrote of the answer together with their rating, where the channel has a place for it."""
    metadata = tracker.latest_message.get("metadata") or {}
    return (metadata.get("rating") or {}).get("comment")


def transcript(tracker: Tracker) -> list[tuple[str, str]]:
    """What was said: («user» or «bot», text) in order, without buttons pressed and the privacy notice."""
    return [
        (event["event"], event["text"])
        for event in tracker.events
        if event["event"] in ("user", "bot")
        and event.get("text")
        and not event["text"].startswith("/")
        and not (event.get("metadata") or {}).get("quiet")
    ]


def model_id(tracker: Tracker) -> Optional[str]:
    """The id of the model that read the latest message, as Rasa notes it; None where it doesn't."""
    event = tracker.events[latest_message_index(tracker)] if tracker.events else {}
    return (event.get("metadata") or {}).get("model_id")


def latest_message_index(tracker: Tracker, until: Optional[int] = None) -> int:
    """The number of the event that is the person's latest message, before the event `until`; 0 if there is none."""
    for index in range(len(tracker.events[:until]) - 1, -1, -1):
        if tracker.events[index]["event"] == "user":
            return index
    return 0


def message_before(tracker: Tracker) -> str:
    """The text of the person's message before the latest; empty where there is none."""
    return str((_event_before(tracker) or {}).get("text") or "")


def parse_data_before(tracker: Tracker) -> Optional[dict[str, Any]]:
    """What was read in the person's message before the latest; None where there is none."""
    event = _event_before(tracker)
    return event["parse_data"] if event else None


def _event_before(tracker: Tracker) -> Optional[dict[str, Any]]:
    events = reversed(tracker.events[: latest_message_index(tracker)])
    return next((event for event in events if event["event"] == "user"), None)


def verdicts_given(tracker: Tracker, since: int = 0) -> list[str]:
    """The verdicts that were given, from an event on, in their order."""
    return [m.answer["verdict"] for m in said(tracker, since) if _is_verdict(m)][::-1]


def last_verdict_response(tracker: Tracker) -> Optional[str]:
    """The response with which the last verdict was given, or None."""
    return next((message.response for message in said(tracker) if _is_verdict(message)), None)


def _is_verdict(message: Said) -> bool:
    """Whether a message said its verdict itself, and did not only lead to it, ask on, or restate it."""
    verdict, response = message.answer.get("verdict"), message.response or ""
    return bool(verdict) and (response == SAME_VERDICT or response.startswith(f"utter_{verdict}"))
