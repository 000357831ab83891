"""What the tracker says of the person's case and of the conversation so far. Reads only."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from retirada.rulebook.knowledge import project_knowledge

FEW_WORDS = 12
_SURELY = 0.95  # that sure, a message is out of scope even if it seems to state a fact of the case
_GOES_ON = re.compile(r"\W*y\b", re.IGNORECASE)  # «¿y una ya cancelada?» asks for the rule with another fact
_SUPPOSES = re.compile(r"\bsi\b(?!\s*[,.!])", re.IGNORECASE)  # «si, ya la cerraron» is a «yes» without its accent


def stated_facts(tracker: Tracker) -> dict[str, str]:
    """The facts stated so far in the conversation: fact name → value, unstated ones left out."""
    return {fact: tracker.get_slot(fact) for fact in project_knowledge().facts if tracker.get_slot(fact)}


def facts_before(tracker: Tracker) -> dict[str, str]:
    """The facts as they stood before the latest message."""
    facts: dict[str, str] = {}
    for event in tracker.events[: _latest_message_index(tracker)]:
        if event["event"] == "slot" and event["name"] in project_knowledge().facts:
            facts[event["name"]] = event["value"]
    return {fact: facts[fact] for fact in project_knowledge().facts if facts.get(fact)}


def facts_in_message(tracker: Tracker) -> dict[str, str]:
    """The facts that the latest message states: those that were read in it, if messages of its intent state any."""
    return _facts_of(tracker, tracker.latest_message, intent_of(tracker))


def facts_unanswered(tracker: Tracker) -> dict[str, str]:
    """The facts that messages before the latest state, if the assistant failed to reply to them."""
    facts: dict[str, str] = {}
    for event in tracker.events[: _latest_message_index(tracker)]:
        if event["event"] == "user":
            message = event["parse_data"]
            facts |= _facts_of(tracker, message, message["intent"]["name"])
        elif event["event"] == "bot":
            facts = {}
    return facts


def _facts_of(tracker: Tracker, message: dict[str, Any], intent: Optional[str]) -> dict[str, str]:
    if intent not in project_knowledge().stated_in:
        return {}
    facts = _facts_read(message)
    if intent == "dont_know":
        # «No sé si ya se procesó» names the value that it leaves open.
        facts.pop(tracker.get_slot("pending_question"), None)
    return facts


def intent_of(tracker: Tracker) -> str:
    """The intent by which the latest message is taken: what is only a fact of the case is taken as `inform`."""
    intent = tracker.get_intent_of_latest_message(skip_fallback_intent=False)
    text = tracker.latest_message.get("text") or ""
    if intent == "nlu_fallback":
        unsure = "?" not in text or bool(_GOES_ON.match(text))
    else:
        confidence = tracker.latest_message["intent"]["confidence"]
        unsure = intent == "out_of_scope" and "?" not in text and confidence <= _SURELY
    return "inform" if unsure and _is_fact_only(tracker) else intent


def corrects(tracker: Tracker) -> bool:
    """Whether the latest message, where it contradicts a fact, corrects it: it says how things are.

    A question and a supposition («¿y si ya la procesaron?») don't.
    """
    text = tracker.latest_message.get("text") or ""
    return intent_of(tracker) == "inform" and "?" not in text and not _SUPPOSES.search(text)


def _facts_read(message: dict[str, Any]) -> dict[str, str]:
    entities = {entity["entity"]: entity["value"] for entity in message.get("entities", [])}
    return {fact: entities[fact] for fact in project_knowledge().facts if fact in entities}


def _is_fact_only(tracker: Tracker) -> bool:
    """Whether a message that was not understood can be taken as facts of the case under discussion.

    «todavía me deben 200 soles» sounds like anything, but in the middle of a case it is one more fact of it.
    """
    text = tracker.latest_message.get("text") or ""
    read = set(_facts_read(tracker.latest_message)) - {"kind"}
    return bool(read and tracker.get_slot("topic") and len(text.split()) <= FEW_WORDS)


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


def last_verdict_response(tracker: Tracker) -> Optional[str]:
    """The name of the response that gave the last verdict («utter_where_again»), or None."""
    verdicts = {f"utter_{row.verdict}" for table in project_knowledge().tables.values() for row in table}
    for event in reversed(tracker.events):
        response = event.get("metadata", {}).get("utter_action") if event["event"] == "bot" else None
        if response and response.removesuffix("_again") in verdicts:
            return response
    return None


def notes_shown(tracker: Tracker) -> set[str]:
    """The ids of the official notes that the conversation has shown."""
    answers = [event.get("metadata", {}).get("answer") for event in tracker.events if event["event"] == "bot"]
    return {note for answer in answers if answer for note in answer["notes"]}


def topics_asked(tracker: Tracker) -> set[str]:
    """The topics asked about since the case began: forgetting it resets the slot `topic`."""
    asked: set[str] = set()
    for event in tracker.events:
        if event["event"] == "slot" and event["name"] == "topic":
            asked = asked | {event["value"]} if event["value"] else set()
        elif event["event"] == "bot" and (answer := event.get("metadata", {}).get("answer")):
            asked |= {answer["topic"]} & set(project_knowledge().tables)
    return asked


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
