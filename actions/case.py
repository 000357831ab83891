"""What the tracker says of the person's case and of the conversation so far. Reads only."""

from __future__ import annotations

from typing import Any, Optional

from rasa_sdk import Tracker

from actions import knowledge as kn

KNOWLEDGE = kn.load()
FEW_WORDS = 12


def stated_facts(tracker: Tracker) -> dict[str, str]:
    """The facts stated so far in the conversation: fact name → value, unstated ones left out."""
    return {fact: tracker.get_slot(fact) for fact in KNOWLEDGE.facts if tracker.get_slot(fact)}


def facts_before(tracker: Tracker) -> dict[str, str]:
    """The facts as they stood before the latest message."""
    facts: dict[str, str] = {}
    for event in tracker.events[: _latest_message_index(tracker)]:
        if event["event"] == "slot" and event["name"] in KNOWLEDGE.facts:
            facts[event["name"]] = event["value"]
    return {fact: facts[fact] for fact in KNOWLEDGE.facts if facts.get(fact)}


def facts_in_message(tracker: Tracker) -> dict[str, str]:
    """The facts that the latest message states."""
    entities = {entity["entity"]: entity["value"] for entity in tracker.latest_message.get("entities", [])}
    return {fact: entities[fact] for fact in KNOWLEDGE.facts if fact in entities}


def is_fact_only(tracker: Tracker) -> bool:
    """Whether a message that was not understood can be taken as facts of the case under discussion.

    «todavía me deben 200 soles» asks nothing and sounds like anything, but in the middle of a case it is one more
    fact of it.
    """
    text = tracker.latest_message.get("text") or ""
    stated = set(facts_in_message(tracker)) - {"kind"}
    return bool(stated and tracker.get_slot("topic") and len(text.split()) <= FEW_WORDS)


def entity(tracker: Tracker, name: str) -> Optional[str]:
    """The value of the latest message's entity of that name, or None."""
    return next(tracker.get_latest_entity_values(name), None)


def last_answer(tracker: Tracker) -> Optional[dict[str, Any]]:
    """The `answer` of the last message that gave a verdict, or None."""
    for event in reversed(tracker.events):
        answer = event.get("metadata", {}).get("answer") if event["event"] == "bot" else None
        if answer and answer["verdict"]:
            return answer
    return None


def last_responses(tracker: Tracker) -> set[str]:
    """The names of the responses that the assistant said in its last turn («utter_greet»)."""
    said: set[str] = set()
    for event in reversed(tracker.events[: _latest_message_index(tracker)]):
        if event["event"] == "user":
            break
        if event["event"] == "bot":
            said.add(event.get("metadata", {}).get("utter_action"))
    return said


def is_first_turn(tracker: Tracker) -> bool:
    """Whether the assistant has said nothing yet in this conversation."""
    return not any(event["event"] == "bot" for event in tracker.events)


def answer_rated(tracker: Tracker) -> Optional[tuple[str, dict[str, Any]]]:
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


def transcript(tracker: Tracker) -> list[tuple[str, str]]:
    """What was said: («user» or «bot», text) in order, without buttons pressed."""
    return [
        (event["event"], event["text"])
        for event in tracker.events
        if event["event"] in ("user", "bot") and event.get("text") and not event["text"].startswith("/")
    ]


def _latest_message_index(tracker: Tracker) -> int:
    for index in range(len(tracker.events) - 1, -1, -1):
        if tracker.events[index]["event"] == "user":
            return index
    return 0
