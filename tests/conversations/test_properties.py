"""Properties of any sequence of turns: each turn gets a reply, every verdict is the rulebook's, and no text is said
three times in a row. WALKS sets how many sequences the running assistant is tried with (default: 40).
"""

from __future__ import annotations

import json
import os
import uuid
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import ACTION_OF, Conversation

RULES = project_knowledge()
TURNS = 12


def draw_turn(seed: int) -> tuple[str, dict[str, str], dict[str, str]]:
    """(intent, facts, other entities). Drawn from one number: Hypothesis takes long over many small draws."""
    chance = Random(seed)
    named = chance.sample(list(RULES.facts), chance.randint(0, 3))
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
        chance.choice(sorted(ACTION_OF)),
        {fact: chance.choice(RULES.facts[fact].values) for fact in named},
        {name: chance.choice(values) for name, values in extras.items() if chance.random() < 0.5},
    )


turn_sequences = st.lists(st.integers(0, 2**32 - 1).map(draw_turn), min_size=TURNS, max_size=TURNS)


def assert_properties(answers: list[dict], texts: list[str], buttons: list[list], said_before: list[str]) -> None:
    assert texts
    assert all(text.strip() and "{" not in text for text in texts)
    for answer in answers:
        if answer["verdict"]:
            topic, _ = RULES.row(answer["row"])
            decision = decide(RULES, topic, answer["facts"])
            assert (answer["verdict"], answer["sources"], answer["row"]) == (
                decision.verdict,
                decision.sources,
                decision.row,
            )
    # A question that is asked, with its buttons, is the last thing on the screen.
    asking = [number for number, answer in enumerate(answers) if answer["asks"] and buttons[number]]
    assert asking in ([], [len(answers) - 1])
    running = [*said_before, *texts]
    assert not any(running[i] == running[i + 1] == running[i + 2] for i in range(len(running) - 2)), running[-3:]


@settings(max_examples=1500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(turn_sequences)
def test_any_sequence_of_turns_through_the_actions(turns):
    conversation, said = Conversation(), []
    for intent, facts, extras in turns:
        before = {fact: conversation.slots[fact] for fact in RULES.facts}
        messages = conversation.turn(intent, entities=list(extras.items()), **facts)
        answers = [message["metadata"]["answer"] for message in messages]
        texts = [message["text"] for message in messages]
        assert_properties(answers, texts, [_asked(message["buttons"]) for message in messages], said)
        said += texts
        states = intent in RULES.stated_in or intent == "nlu_fallback"
        if not states and not conversation.slots["erase"] and conversation.events:
            assert before == {fact: conversation.slots[fact] for fact in RULES.facts}


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
        texts = [message["text"] for message in messages]
        assert_properties([m["answer"] for m in messages], texts, [_asked(m["buttons"]) for m in messages], said)
        said += texts
        offered = [button["payload"] for message in messages for button in message["buttons"]] or offered


def _asked(buttons: list[dict]) -> list[str]:
    """The payloads that answer a question for a fact."""
    return [button["payload"] for button in buttons if button["payload"].startswith("/inform")]
