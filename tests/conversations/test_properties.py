"""Properties of any sequence of turns: each gets a reply; a message whose intent states no fact stores none; a verdict
is what the rulebook explains for the stored facts, and its text is not said twice running; a question that is open is
the last thing on the screen. WALKS sets how many sequences the running assistant is tried with (default: 20), and has
the actions alone tried with twice as many; `make nightly` sets it.
"""

from __future__ import annotations

import json
import os
import re
import uuid
from random import Random
from typing import Any, Optional

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.turn.responder import SAME_VERDICT
from retirada.rulebook.explanation import explain
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import ACTION_OF, Conversation

RULES = project_knowledge()
WALKS = os.environ.get("WALKS", "")
TURNS = 12


def draw_turn(seed: bytes) -> tuple[str, dict[str, str], dict[str, str]]:
    """(intent, facts, other entities). Drawn from one seed, for Hypothesis takes long over many small draws; and from
    bytes: among integers it puts the constants of all modules imported so far, which differ with the tests run before.
    """
    rng = Random(seed)
    named = rng.sample(list(RULES.facts), rng.randint(0, 3))
    extras = {
        "second_topic": [*RULES.tables, *RULES.subjects],
        "second_case": ["status=in_process", "ground=other"],
        "supposed": ["yes"],
        "term": [term.id for term in RULES.glossary.terms],
        "other_place": ["Amazon"],
        "rating": ["useful", "not_useful", "outdated", "not_my_question"],
        "question": ["P3", "P6", "P10", "99"],
    }
    return (
        rng.choice(sorted(ACTION_OF)),
        {fact: rng.choice(RULES.facts[fact].values) for fact in named},
        {name: rng.choice(values) for name, values in extras.items() if rng.random() < 0.5},
    )


turn_sequences = st.lists(st.binary(min_size=4, max_size=4).map(draw_turn), min_size=TURNS, max_size=TURNS)


class Walk:
    """What was said so far, and what must hold of each turn that is added."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._verdict = ""  # the text that gave the last one

    def add(self, messages: list[dict], stored: dict[str, str], pending: Optional[str], two_cases: bool) -> None:
        """Check a turn.

        Args:
            messages: its replies: `text`, `buttons`, `answer`, `response` (its name).
            stored: the facts that are held after it, unstated ones left out.
            pending: the slot `pending_question` after it.
            two_cases: it spoke of two cases, so that its verdicts are each of other facts.
        """
        texts, answers = [m["text"] for m in messages], [m["answer"] for m in messages]
        assert texts
        assert all(text.strip() and "{" not in text for text in texts)
        assert not texts[-1].rstrip().endswith(":")  # «La que sigue en trámite:» leads to something
        for answer in answers:
            if answer["verdict"]:
                topic, _ = RULES.row(answer["row"])
                decision = explain(RULES, topic, answer["facts"]).decision
                explained = decision.verdict, decision.sources, decision.row
                assert (answer["verdict"], answer["sources"], answer["row"]) == explained
                assert two_cases or answer["facts"] == stored
        running = [*self._texts, *texts]
        assert not any(running[i] == running[i + 1] == running[i + 2] for i in range(len(running) - 2)), running[-3:]
        self._texts = running
        asked = [fact_asked(message) for message in messages]
        for message in messages:
            if gives_verdict(message):
                verdict = message["text"].split("\n\n")[0].split("\nFuente")[0]
                assert two_cases or verdict != self._verdict
                self._verdict = verdict
        # A question that is asked is the last thing on the screen, and it is the one that is open.
        open_question = pending if pending in RULES.facts else None
        assert not any(asked[:-1])
        assert asked[-1] in (None, open_question)
        assert {answer["asks"] for answer in answers} <= {None, open_question}


def gives_verdict(message: dict) -> bool:
    """Whether it says its verdict itself, and does not only lead to it, ask on, or confirm it."""
    verdict, response = message["answer"]["verdict"], message["response"]
    return verdict is not None and (response == SAME_VERDICT or response.startswith(f"utter_{verdict}"))


def fact_asked(message: dict) -> Optional[str]:
    """The fact that a message asks for, with buttons for its values."""
    payloads = [button["payload"] for button in message["buttons"]]
    facts = {fact for payload in payloads if payload.startswith("/inform") for fact in json.loads(payload[7:])}
    return facts.pop() if message["answer"]["asks"] in facts and len(facts) == 1 else None


@settings(max_examples=1500 if WALKS else 750, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(turn_sequences)
def test_any_sequence_of_turns_through_the_actions(turns):
    conversation, walk = Conversation(), Walk()
    for intent, facts, extras in turns:
        before = held(conversation.slots)
        if not conversation.events:
            walk = Walk()  # it was erased
        messages = conversation.turn(intent, entities=list(extras.items()), **facts)
        slots = conversation.slots
        shown = [
            {**message, **message["metadata"], "response": message["metadata"]["utter_action"]} for message in messages
        ]
        of_several = "second_case" in extras or bool(slots["of_all_cases"])
        walk.add(shown, held(slots), slots["pending_question"], of_several)
        if conversation.events and not may_state(intent):
            assert held(slots) == before


def held(slots: dict[str, Any]) -> dict[str, str]:
    return {fact: slots[fact] for fact in RULES.facts if slots.get(fact)}


def may_state(intent: str) -> bool:
    """What was not understood is taken for a statement where it is likely to be one."""
    return intent in RULES.stated_in or intent == "nlu_fallback"


@settings(
    max_examples=int(WALKS or 20),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(turn_sequences)
def test_any_sequence_of_turns_through_the_running_assistant(assistant, turns):
    sender, walk, offered = uuid.uuid4().hex, Walk(), []
    before: dict[str, str] = {}
    for number, (intent, facts, _) in enumerate(turns):
        # Every third turn presses a button that is on the screen, if there is one. (REST takes facts in a payload,
        # and nothing else.)
        payload = f"/{intent}{json.dumps(facts)}"
        if number % 3 == 2 and offered:
            payload = offered[len(facts) % len(offered)]
        messages = assistant.say(payload, sender)
        events = assistant.events(sender)
        slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        said = [event["metadata"].get("utter_action") or "" for event in events if event["event"] == "bot"]
        responses = said[-len(messages) :] or [""] * len(messages)  # nothing is stored of what was erased
        messages = [{**m, "response": response} for m, response in zip(messages, responses, strict=True)]
        walk.add(messages, held(slots), slots.get("pending_question"), two_cases=False)
        if not may_state(re.match(r"/(\w+)", payload)[1]) and slots:
            assert held(slots) == before
        before = held(slots)
        if not slots:
            walk = Walk()  # it was erased
        offered = [button["payload"] for message in messages for button in message["buttons"]] or offered
