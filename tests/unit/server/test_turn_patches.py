"""Every patch of what happens in a turn: what Rasa does without it, on a copy of the module, and with it."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import random
import re
from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace

import jsonschema
import pytest
from aiohttp import test_utils, web
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
from rasa_sdk.events import SlotSet as SetSlot

from retirada.server import turn_patches
from retirada.server.rasa_patches import PATCHES
from retirada.server.recent_turns import Stored
from retirada.server.rule_steps import rules_by_steps
from tests.unit.server.unpatched import unpatched


def test_each_patch_has_a_test_here():
    ours = [patch.__name__ for _, patch in PATCHES if patch.__module__ == turn_patches.__name__]
    assert ours and {f"test_{name}" for name in ours} <= globals().keys()


def test_check_action_schema_once(monkeypatch):
    actions = unpatched("rasa.core.actions.action")
    checks = []
    validator = jsonschema.validators.validator_for(actions.RemoteAction.action_response_format_spec())
    monkeypatch.setattr(validator, "check_schema", lambda *_, **__: checks.append(1))
    action = actions.RemoteAction("action_answer", None)
    result = {"events": [{"event": "slot", "name": "topic", "value": "refile"}], "responses": []}
    for _ in range(3):
        action._validate_action_result(result)
    assert len(checks) == 3
    checks.clear()
    turn_patches.check_action_schema_once(actions)
    for _ in range(3):
        assert action._validate_action_result(result)
    assert len(checks) == 1
    slot = SetSlot("topic", "refile")
    for events in ([], [slot], [slot, {"event": "restart"}], [{**slot, "timestamp": 1.5, "metadata": {}}]):
        assert action._validate_action_result({"events": events, "responses": [{"text": "Sí."}]})
    odd = [
        {**slot, "name": 7},
        {**slot, "event": 7},
        {**slot, "timestamp": "now"},
        {"event": "slot"},
        {"event": "fall"},
        7,
    ]
    for wrong in (
        *({"events": [slot, event], "responses": []} for event in odd),
        *({"events": [slot], "responses": responses} for responses in ("none", [7], {})),
        *(None, [], {"events": "none", "responses": []}),
    ):
        with pytest.raises(jsonschema.ValidationError):
            action._validate_action_result(wrong)


def test_limit_action_time():
    actions = unpatched("rasa.core.actions.action")
    assert actions.DEFAULT_REQUEST_TIMEOUT == 300
    turn_patches.limit_action_time(actions)
    assert actions.DEFAULT_REQUEST_TIMEOUT == turn_patches.ACTION_SECONDS


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
            chance, tracker = random.Random(number), DialogueStateTracker("ana", [AnySlot("topic", [])])
            for event in _conversation(chance, 12):
                tracker.update(event)
                found[name].append(policy._find_action_from_rules(tracker, domain, False))
                # Of a text that no rule fits, Rasa also names the states; nobody asks for them.
                found[name].append((policy._find_action_from_rules(tracker, domain, True)[0], None, False))
        tried_in[name] = len(tried)
        tried.clear()
    assert found["with"] == found["without"]
    assert {action for action, *_ in found["with"]} == {"action_answer", "action_why", "action_listen", None}
    assert 0 < tried_in["with"] < tried_in["without"] / 2, "where something was undone, or no rule fits"


def _conversation(chance: random.Random, turns: int) -> Iterator[Event]:
    """A conversation with turns of no action, of one, and of two, with slots, and that is undone or begun anew."""
    yield from (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen"))
    for _ in range(turns):
        intent = chance.choice(["ask", "ask", "tell", "else"])
        yield UserUttered("hola", intent={"name": intent})
        yield DefinePrevUserUtteredFeaturization(chance.random() < 0.1)
        for action in chance.sample(["action_answer", "action_why"], chance.choice([0, 1, 1, 1, 2])):
            yield from (ActionExecuted(action), SlotSet("topic", "refile"), BotUttered("Sí."))
        if chance.random() < 0.1:
            yield chance.choice([UserUtteranceReverted(), ActionReverted(), Restarted(), SessionStarted()])
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


def test_keep_connections():
    endpoints = unpatched("rasa.utils.endpoints")
    bodies: list[bytes] = []

    async def connections_of_two_calls() -> int:
        clients = set()

        async def answer(request: web.Request) -> web.Response:
            clients.add(request.transport.get_extra_info("peername"))
            bodies.append(await request.read())
            return web.json_response({"at": 1})

        server = test_utils.TestServer(web.Application())
        server.app.router.add_post("/webhook", answer)
        async with server:
            endpoint = endpoints.EndpointConfig(str(server.make_url("/webhook")), headers={"Authorization": "x"})
            for _ in range(2):
                assert await endpoint.request(json={"text": "¿sí?", "at": 1795686668.2448573}) == {"at": 1}
        return len(clients)

    assert asyncio.run(connections_of_two_calls()) == 2
    turn_patches.keep_connections(endpoints)
    assert asyncio.run(connections_of_two_calls()) == 1
    assert bodies[0] != bodies[2], "ujson leaves the spaces out"
    assert json.loads(bodies[0]) == json.loads(bodies[2])


def test_send_domain_once():
    """What the action server does with it: tests/integration/channels/test_hardening.py."""
    module = unpatched("rasa.core.actions.action")
    domain = Domain.from_dict({"responses": {"utter_hi": [{"text": "Hola."}]}})
    calls: list[dict] = []
    statuses: list[int] = []

    async def run_action(self, output, nlg, tracker, domain) -> str:
        calls.append(self._action_call_format(tracker, domain))
        if statuses:
            raise module.RasaException("no") from module.ClientResponseError(statuses.pop(), "", "")
        return "done"

    def run() -> str:
        return asyncio.run(module.RemoteAction("action_answer", None).run(None, None, tracker, domain))

    tracker = DialogueStateTracker("ana", [])
    module.RemoteAction.run = run_action
    assert run() == "done" and "domain" in calls.pop()
    turn_patches.send_domain_once(module)
    assert run() == "done" and "domain" not in calls[0]
    statuses.append(turn_patches.DOMAIN_UNKNOWN)
    assert run() == "done"
    assert [call.get("domain") for call in calls] == [None, None, domain.as_dict()]
    assert {call[turn_patches.DIGEST] for call in calls} == {domain.fingerprint()}
    assert run() == "done" and "domain" not in calls[-1]
    statuses.append(500)
    with pytest.raises(module.RasaException):
        run()


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


def test_send_whole_session():
    """That the person gets all of it is tested in tests/integration/server/test_shared_store.py."""
    module = unpatched("rasa.core.actions.action")
    sent: list[list[str]] = []

    async def run_action(self, output, nlg, tracker, domain) -> None:
        sent.append([event.text for event in tracker.events])

    async def retrieve_session(sender: str) -> DialogueStateTracker:
        return DialogueStateTracker.from_events(sender, [UserUttered("first"), UserUttered("second")])

    tracker = DialogueStateTracker.from_events("ana", [UserUttered("second"), UserUttered("new")])
    tracker.store, tracker.stored = SimpleNamespace(retrieve_session=retrieve_session), Stored(1, 2, "key")
    module.RemoteAction.run = run_action
    for patch in (None, turn_patches.send_whole_session):
        if patch:
            patch(module)
        for name in ("action_answer", "action_privacy"):
            asyncio.run(module.RemoteAction(name, None).run(None, None, tracker, None))
    recently = ["second", "new"]
    assert sent == [recently, recently, recently, ["first", *recently]]
