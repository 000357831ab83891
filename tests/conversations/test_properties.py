"""Properties of any sequence of turns: each turn gets a reply, every verdict is the rulebook's, and no text is said
three times in a row. WALKS sets how many sequences the running assistant is tried with (default: 40).
"""

from __future__ import annotations

import json
import os
import uuid
from random import Random

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.chitchat import ActionChitchat
from actions.clarify import ActionClarify
from actions.reply import ActionReply
from actions.settings import Settings
from retirada.paths import PROJECT
from retirada.rulebook import knowledge
from retirada.rulebook.decision import decide

RULES = knowledge.load()
DOMAIN = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
SETTINGS = Settings(retention_days=30)
ACTIONS = {
    action.name(): action
    for action in (kind(SETTINGS) for kind in (ActionAnswer, ActionReply, ActionChitchat, ActionClarify))
}
ACTION_OF = {
    rule["steps"][0]["intent"]: rule["steps"][1]["action"]
    for rule in yaml.safe_load((PROJECT / "data" / "dialogue" / "rules.yml").read_text(encoding="utf-8"))["rules"]
}
TURNS = 12


def draw_turn(seed: int) -> tuple[str, dict[str, str], dict[str, str]]:
    """(intent, facts, other entities). Drawn from one number: Hypothesis takes long over many small draws."""
    chance = Random(seed)
    named = chance.sample(list(RULES.facts), chance.randint(0, 3))
    extras = {
        "second_topic": list(RULES.tables),
        "rating": ["useful", "not_useful", "outdated", "not_my_question"],
        "question": ["P3", "P6", "P10", "99"],
    }
    return (
        chance.choice(sorted(ACTION_OF)),
        {fact: chance.choice(RULES.facts[fact].values) for fact in named},
        {name: chance.choice(values) for name, values in extras.items() if chance.random() < 0.5},
    )


turn_sequences = st.lists(st.integers(0, 2**32 - 1).map(draw_turn), min_size=TURNS, max_size=TURNS)


class Conversation:
    """Runs the actions without Rasa, and keeps slots and events as Rasa would."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self.slots = dict.fromkeys([*RULES.facts, "topic", "pending_question", "fallback_count", "feedback", "erase"])
        self.events: list[dict] = []

    def turn(self, intent: str, entities: dict[str, str]) -> list[dict]:
        message = {
            "text": f"/{intent}",
            "intent": {"name": intent, "confidence": 1.0},
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
            "intent_ranking": [{"name": name, "confidence": 0.3} for name in (intent, "withdraw", "refile")],
        }
        self.events.append(
            {"event": "user", "text": message["text"], "parse_data": message, "message_id": str(len(self.events))}
        )
        tracker = Tracker("any", self.slots, message, self.events, False, None, {}, ACTION_OF[intent])
        dispatcher = CollectingDispatcher()
        for event in ACTIONS[ACTION_OF[intent]].run(dispatcher, tracker, DOMAIN):
            self._set(event["name"], event["value"])
        said = [self._spoken(message) for message in dispatcher.messages]
        self.events += said
        if self.slots["erase"]:
            self._start()
        return said

    def _set(self, name: str, value: object) -> None:
        self.slots[name] = value
        self.events.append({"event": "slot", "name": name, "value": value})

    def _spoken(self, message: dict) -> dict:
        text = DOMAIN["responses"][message["response"]][0]["text"].format(**message)
        return {
            "event": "bot",
            "text": text,
            "metadata": {"utter_action": message["response"], "answer": message["answer"]},
        }


def assert_properties(answers: list[dict], texts: list[str], said_before: list[str]) -> None:
    assert texts
    assert all(text.strip() for text in texts)
    for answer in answers:
        if answer["verdict"]:
            decision = decide(RULES, answer["topic"], answer["facts"])
            assert (answer["verdict"], answer["sources"]) == (decision.verdict, decision.sources)
    running = [*said_before, *texts]
    assert not any(running[i] == running[i + 1] == running[i + 2] for i in range(len(running) - 2)), running[-3:]


@settings(max_examples=1500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(turn_sequences)
def test_any_sequence_of_turns_through_the_actions(turns):
    conversation, said = Conversation(), []
    for intent, facts, extras in turns:
        messages = conversation.turn(intent, {**facts, **extras})
        answers = [message["metadata"]["answer"] for message in messages]
        assert_properties(answers, [message["text"] for message in messages], said)
        said += [message["text"] for message in messages]
        known = {fact: conversation.slots[fact] for fact in RULES.facts if conversation.slots[fact]}
        assert all(answer["facts"] == known for answer in answers if answer["verdict"])


@settings(
    max_examples=int(os.environ.get("WALKS", 40)),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(turn_sequences)
def test_any_sequence_of_turns_through_the_running_assistant(assistant, turns):
    sender, said, offered = uuid.uuid4().hex, [], []
    for number, (intent, facts, _) in enumerate(turns):
        # Every third turn presses a button that is on the screen, if there is one. (REST takes facts in a payload,
        # and nothing else.)
        payload = f"/{intent}{json.dumps(facts)}"
        if number % 3 == 2 and offered:
            payload = offered[len(facts) % len(offered)]
        messages = assistant.say(payload, sender)
        assert_properties([message["answer"] for message in messages], [message["text"] for message in messages], said)
        said += [message["text"] for message in messages]
        offered = [button["payload"] for message in messages for button in message["buttons"]] or offered
