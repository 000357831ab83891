"""Every patch of what happens in a turn: what Rasa does without it, on a copy of the module, and with it."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import re
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
    ActiveLoop,
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


def test_predict_from_recent_turns():
    module = unpatched("rasa.core.policies.rule_policy")
    seen: list[int] = []
    tried: list[str] = []

    class Policy(module.RulePolicy):
        featurizer = FullDialogueTrackerFeaturizer()

        def __init__(self) -> None:
            self.lookup = {"rules": {}}
            for intent in ("ask", "tell"):
                listens = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": intent}}
                acts = {"prev_action": {"action_name": "action_answer"}, "user": {"intent": intent}}
                self.lookup["rules"] |= {json.dumps([listens]): "action_answer"}
                self.lookup["rules"] |= {json.dumps([listens, acts]): "action_listen"}

        def _prediction_states(self, tracker, *arguments: object, **options: object) -> list:
            seen.append(len(tracker.events))
            return super()._prediction_states(tracker, *arguments, **options)

        def _is_rule_applicable(self, rule_key: str, *arguments: object) -> bool:
            tried.append(rule_key)
            return super()._is_rule_applicable(rule_key, *arguments)

    module.RulePolicy.load = classmethod(lambda cls: cls())
    domain = Domain.from_dict({"intents": ["ask", "tell"], "actions": ["action_answer"]})
    tracker = DialogueStateTracker("ana", [])
    predicted: dict[str, list[tuple]] = {}
    tried_in: dict[str, int] = {}
    for patch in (None, turn_patches.predict_from_recent_turns):
        if patch:
            patch(module)
        tracker = DialogueStateTracker("ana", [])
        policy, name = Policy.load(), "with" if patch else "without"
        predicted[name] = []
        tracker.update(ActionExecuted("action_listen"))
        for number in range(50):
            tracker.update(UserUttered("hola", intent={"name": ("ask", "tell", "else")[number % 3]}))
            for action in ("action_answer", "action_listen"):
                by_intent, by_text = (policy._find_action_from_rules(tracker, domain, it) for it in (False, True))
                predicted[name].append((by_intent[0], by_text[0]))
                tracker.update(ActionExecuted(action))
        tried_in[name] = len(tried)
        tried.clear()
    assert predicted["with"] == predicted["without"]
    assert set(predicted["with"]) == {("action_answer", None), ("action_listen", None), (None, None)}
    # Two turns, of which one has just begun, or ended but for listening.
    assert max(seen) > 100 and seen[-1] == 5
    assert tried_in["with"] < 20 * len(policy.lookup["rules"]) < tried_in["without"]


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
