"""Every patch of what happens in a turn: what Rasa does without it, on a copy of the module, and with it."""

from __future__ import annotations

import copy
import inspect
import json
import random
import re
from collections.abc import Iterator
from functools import partial

import pytest
from rasa.core.featurizers.tracker_featurizers import FullDialogueTrackerFeaturizer
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.server.patches import turn_patches
from retirada.server.patches.rasa_patches import PATCHES
from retirada.server.patches.rule_steps import rules_by_steps
from tests.unit.server.unpatched import unpatched


def test_each_patch_has_a_test_here():
    ours = [patch.__name__ for _, patch in PATCHES if patch.__module__ == turn_patches.__name__]
    assert ours and {f"test_{name}" for name in ours} <= globals().keys()


def test_look_up_event_types_once(monkeypatch):
    events = unpatched("rasa.shared.core.events")
    searches = []
    search = events.rasa.shared.utils.common.all_subclasses
    monkeypatch.setattr(
        events.rasa.shared.utils.common, "all_subclasses", lambda cls: searches.append(1) or search(cls)
    )
    for _ in range(3):
        assert events.Event.resolve_by_type("slot") is events.SlotSet
    searches_of_three = len(searches)
    turn_patches.look_up_event_types_once(events)
    for _ in range(3):
        assert events.Event.resolve_by_type("slot") is events.SlotSet
    assert len(searches) == searches_of_three + searches_of_three // 3


def test_copy_trackers_without_replay(monkeypatch):
    trackers = unpatched("rasa.shared.core.trackers")
    tracker = trackers.DialogueStateTracker("ana", [AnySlot("topic", [])])
    for event in (UserUttered("hola"), SlotSet("topic", "refile"), ActionExecuted("action_listen")):
        tracker.update(event)
    replayed: list[str] = []
    monkeypatch.setattr(SlotSet, "apply_to", lambda self, it: replayed.append(self.key) or it._set_slot("topic", 1))
    assert tracker.copy().get_slot("topic") == 1 and replayed.pop()
    turn_patches.copy_trackers_without_replay(trackers)
    copy = tracker.copy()
    assert copy == tracker and copy.get_slot("topic") == "refile" and not replayed
    copy.update(SlotSet("topic", "where"))
    assert len(tracker.events) == 3 and tracker.get_slot("topic") == "refile", "what the copy does, it does alone"


def test_find_rules_by_steps():
    module = unpatched("rasa.core.policies.rule_policy")
    tried: list[str] = []

    class Policy(module.RulePolicy):
        featurizer = FullDialogueTrackerFeaturizer()

        def __init__(self) -> None:
            self.lookup = {"rules": {}}
            for intent, action in (("ask", "action_answer"), ("tell", "action_why")):
                listens = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": intent}}
                acts = {"prev_action": {"action_name": action}, "user": {"intent": intent}}
                self.lookup["rules"] |= {json.dumps([listens]): action}
                self.lookup["rules"] |= {json.dumps([listens, acts]): "action_listen"}

        def _is_rule_applicable(self, rule_key: str, *arguments: object) -> bool:
            tried.append(rule_key)
            return super()._is_rule_applicable(rule_key, *arguments)

    module.RulePolicy.load = classmethod(lambda cls: cls())
    domain = Domain.from_dict({"intents": ["ask", "tell"], "actions": ["action_answer", "action_why"]})
    found: dict[str, list[tuple]] = {}
    tried_in: dict[str, int] = {}
    for patch in (None, turn_patches.find_rules_by_steps):
        if patch:
            patch(module)
        policy, name = Policy.load(), "with" if patch else "without"
        found[name] = []
        for number in range(20):
            rng, tracker = random.Random(number), DialogueStateTracker("ana", [AnySlot("topic", [])])
            for event in _conversation(rng, 12):
                tracker.update(event)
                found[name].append(policy._find_action_from_rules(tracker, domain, False))
                # Of a text that no rule fits, Rasa also names the states; nobody asks for them.
                found[name].append((policy._find_action_from_rules(tracker, domain, True)[0], None, False))
        tried_in[name] = len(tried)
        tried.clear()
    assert found["with"] == found["without"]
    assert {action for action, *_ in found["with"]} == {"action_answer", "action_why", "action_listen", None}
    assert 0 < tried_in["with"] < tried_in["without"] / 2, "where something was undone, or no rule fits"


def _conversation(rng: random.Random, turns: int) -> Iterator[Event]:
    """A conversation with turns of no action, of one, and of two, with slots, and that is undone or begun anew."""
    yield from (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen"))
    for _ in range(turns):
        intent = rng.choice(["ask", "ask", "tell", "else"])
        yield UserUttered("hola", intent={"name": intent})
        yield DefinePrevUserUtteredFeaturization(rng.random() < 0.1)
        for action in rng.sample(["action_answer", "action_why"], rng.choice([0, 1, 1, 1, 2])):
            yield from (ActionExecuted(action), SlotSet("topic", "refile"), BotUttered("Sí."))
        if rng.random() < 0.1:
            yield rng.choice([UserUtteranceReverted(), ActionReverted(), Restarted(), SessionStarted()])
        yield ActionExecuted("action_listen")


@pytest.mark.parametrize(
    "state",
    [
        {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask", "entities": ["topic"]}},
        {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask"}, "slots": {"topic": [1.0]}},
        {"prev_action": {"action_name": "action_listen"}, "user": {"text": "hola"}},
        {"prev_action": {"action_name": "action_listen"}},
    ],
)
def test_rules_that_look_at_more_are_tried_as_rasa_does(state):
    plain = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask"}}
    assert rules_by_steps([json.dumps([plain])]) == {(("action_listen", "ask"),): json.dumps([plain])}
    assert rules_by_steps([json.dumps([plain]), json.dumps([state, plain])]) == {}


def test_run_graph_in_order():
    processor = unpatched("rasa.core.processor")
    node = partial(SchemaNode, constructor_name="create", fn="join", config={}, eager=True, uses=_Joined)
    schema = GraphSchema(
        {
            "last": node(needs={"first": "one", "second": "two"}, is_target=True),
            "two": node(needs={"first": "one", "second": "__message__"}),
            "one": node(needs={"first": "__message__"}),
            "unneeded": node(needs={"first": "nothing"}),
        }
    )
    outputs = []
    for patch in (None, turn_patches.run_graph_in_order):
        if patch:
            patch(processor)
        runner = processor.DaskGraphRunner(schema, None, ExecutionContext(schema))
        for targets in (["last"], ["one", "two"], None):
            outputs.append(runner.run(inputs={"__message__": "m"}, targets=targets))
    assert outputs[:3] == outputs[3:] and outputs[0] == {"last": "((m+)+((m+)+m))"}


class _Joined(GraphComponent):
    """A component whose output says in which order it was made."""

    @classmethod
    def create(cls, config, model_storage, resource, execution_context) -> _Joined:
        return cls()

    def join(self, first: str, second: str = "") -> str:
        return f"({first}+{second})"


def test_copy_slots_by_attribute(monkeypatch):
    slots = unpatched("rasa.shared.core.slots")
    slot = slots.AnySlot("cases", [], initial_value=1)
    pickled: list[str] = []
    reduce = object.__reduce_ex__
    monkeypatch.setattr(slots.Slot, "__reduce_ex__", lambda self, it: pickled.append(self.name) or reduce(self, it))
    copy.copy(slot)
    assert pickled.pop()
    turn_patches.copy_slots_by_attribute(slots)
    copied = copy.copy(slot)
    assert type(copied) is slots.AnySlot and vars(copied) == vars(slot) and not pickled
    copied.value = 2
    assert slot.value == 1


def test_apply_plain_events_at_once(monkeypatch):
    trackers = unpatched("rasa.shared.core.trackers")
    hello, slot, listen = UserUttered("hola"), SlotSet("topic", "refile"), ActionExecuted("action_listen")
    conversations = [
        [],
        [hello, slot, listen],
        [hello, SessionStarted(), slot, listen, SessionStarted(), listen, hello],
        [hello, slot, Restarted(), listen],
        [listen, hello, slot, UserUtteranceReverted(), listen],
        [hello, ActiveLoop("form"), ActionExecuted("form"), ActionExecuted("form"), hello],
    ]
    rebuilt: list[str] = []
    of_rasa = trackers.DialogueStateTracker.applied_events
    monkeypatch.setattr(
        trackers.DialogueStateTracker, "applied_events", lambda self: rebuilt.append(self.sender_id) or of_rasa(self)
    )
    applied = []
    for patch in (None, turn_patches.apply_plain_events_at_once):
        if patch:
            patch(trackers)
        made = [trackers.DialogueStateTracker(str(number), []) for number in range(len(conversations))]
        for tracker, events in zip(made, conversations, strict=True):
            tracker.events.extend(events)
            applied.append(list(map(id, tracker.applied_events())))
    assert applied[:6] == applied[6:]
    assert rebuilt == [*map(str, range(6)), "3", "4", "5"]


def test_compare_with_one_empty_domain(monkeypatch):
    module = unpatched("rasa.shared.core.domain")
    made: list[int] = []
    empty = module.Domain.empty
    monkeypatch.setattr(module.Domain, "empty", lambda: made.append(1) or empty())
    some = module.Domain.from_dict({"intents": ["ask"]})
    for patch in (None, turn_patches.compare_with_one_empty_domain):
        if patch:
            patch(module)
        made.clear()
        assert [some.is_empty(), empty().is_empty(), some.is_empty()] == [False, True, False]
        assert len(made) == (0 if patch else 3)


def test_log_without_copies():
    module = unpatched("rasa.core.processor")
    events = [SlotSet("topic", "refile")]
    assert module.copy.deepcopy(events)[0] is not events[0]
    turn_patches.log_without_copies(module)
    assert module.copy.deepcopy(events)[0] is events[0]
    for name in ("rasa.core.processor", "rasa.core.policies.rule_policy"):
        source = inspect.getsource(unpatched(name))
        # What is copied is a line's alone.
        lines = [line.strip() for line in source.splitlines() if "copy." in line and "import" not in line]
        assert lines and all(re.search(r"\w+=copy\.deepcopy\(.*\),?$", line) for line in lines)
