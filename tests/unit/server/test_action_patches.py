"""Every patch of Rasa's actions: what Rasa does without it, on a copy of the module, and with it."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import jsonschema
import orjson
import pytest
from aiohttp import test_utils, web
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa_sdk.events import SlotSet as SetSlot

from retirada.server.patches import action_patches
from retirada.server.patches.rasa_patches import PATCHES
from retirada.server.store.event_json import event_json
from retirada.server.store.recent_turns import Stored
from tests.unit.server.unpatched import unpatched


def test_each_patch_has_a_test_here():
    ours = [patch.__name__ for _, patch in PATCHES if patch.__module__ == action_patches.__name__]
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
    action_patches.check_action_schema_once(actions)
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
    action_patches.limit_action_time(actions)
    assert actions.DEFAULT_REQUEST_TIMEOUT == action_patches.ACTION_SECONDS


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
    action_patches.keep_connections(endpoints)
    assert asyncio.run(connections_of_two_calls()) == 1
    assert bodies[0] != bodies[2], "orjson leaves the spaces out"
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
    action_patches.send_domain_once(module)
    assert run() == "done" and "domain" not in calls[0]
    statuses.append(action_patches.DOMAIN_UNKNOWN)
    assert run() == "done"
    assert [call.get("domain") for call in calls] == [None, None, domain.as_dict()]
    assert {call[action_patches.DIGEST] for call in calls} == {domain.fingerprint()}
    assert run() == "done" and "domain" not in calls[-1]
    statuses.append(500)
    with pytest.raises(module.RasaException):
        run()


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
    for patch in (None, action_patches.send_whole_session):
        if patch:
            patch(module)
        for name in ("action_answer", "action_privacy"):
            asyncio.run(module.RemoteAction(name, None).run(None, None, tracker, None))
    recently = ["second", "new"]
    assert sent == [recently, recently, recently, ["first", *recently]]


def test_send_events_as_stored(monkeypatch):
    module = unpatched("rasa.core.actions.action")
    domain = Domain.from_dict({"responses": {"utter_hi": [{"text": "Hola."}]}})
    tracker = DialogueStateTracker("ana", [])
    made: list[str] = []
    as_dict = SlotSet.as_dict
    monkeypatch.setattr(SlotSet, "as_dict", lambda self: made.append(self.key) or as_dict(self))

    def calls() -> list[dict]:
        """Those of three turns, as the action server reads them."""
        made.clear()
        tracker.events.clear()
        found = []
        for topic, at in (("¿retirar/reabrir?", 1795686668.2448573), (None, 1e9 / 3), (["🙏"], 0.1)):
            tracker.update(UserUttered("sí", {"name": "ask", "confidence": 0.1 + 0.2}, timestamp=at))
            tracker.update(SlotSet("topic", topic, timestamp=at))
            found.append(json.loads(orjson.dumps(call_format(module.RemoteAction("action_answer", None), tracker))))
        return found

    def call_format(action, tracker: DialogueStateTracker) -> dict:
        return action._action_call_format(tracker, domain)

    before = calls()
    assert len(made) == 1 + 2 + 3
    action_patches.send_events_as_stored(module)
    assert calls() == before and len(made) == 3
    event = tracker.events[-1]
    for change in ({"timestamp": 7.0}, {"metadata": {"model_id": "m"}}):
        vars(event).update(change)
        assert json.loads(event_json(event)) == as_dict(event), "what has changed is made anew"


def test_make_default_actions_once():
    actions = unpatched("rasa.core.actions.action")
    domain = Domain.from_dict({"actions": ["action_answer"]})
    here, there = SimpleNamespace(), SimpleNamespace()

    def look_up() -> list:
        names = ["action_listen", "action_extract_slots", "action_answer"] * 2
        return [actions.action_for_name_or_text(name, domain, endpoint) for endpoint in (here, there) for name in names]

    before = look_up()
    action_patches.make_default_actions_once(actions)
    after = look_up()
    assert [(type(a), a.name()) for a in after] == [(type(a), a.name()) for a in before]
    assert before[0] is not before[3] and after[0] is after[3]
    assert after[1]._action_endpoint is here and after[7]._action_endpoint is there


@pytest.mark.parametrize(
    ("mappings", "own_actions", "looks"),
    [
        ([{"type": "custom"}], ["action_answer"], False),
        ([{"type": "custom"}], ["action_validate_slot_mappings"], True),
        ([{"type": "custom"}, {"type": "from_text"}], ["action_answer"], True),
        ([{"type": "custom", "action": "action_answer"}], ["action_answer"], True),
    ],
)
def test_extract_no_slots(monkeypatch, mappings, own_actions, looks):
    actions = unpatched("rasa.core.actions.action")
    slots = {"topic": {"type": "any", "mappings": mappings}}
    domain = Domain.from_dict({"version": "3.1", "slots": slots, "actions": own_actions})
    tracker = DialogueStateTracker.from_events("ana", [UserUttered("hola")], domain.slots)
    validated: list[int] = []

    async def validate(self, events, *arguments: object) -> list:
        validated.append(1)
        return events

    monkeypatch.setattr(actions.ActionExtractSlots, "_execute_validation_action", validate)
    monkeypatch.setattr(actions.ActionExtractSlots, "_run_custom_action", lambda *_: asyncio.sleep(0, []))
    found = []
    for patch in (None, action_patches.extract_no_slots):
        if patch:
            patch(actions)
        found.append(asyncio.run(actions.ActionExtractSlots(None).run(None, None, tracker, domain)))
    assert found[0] == found[1] and len(validated) == (2 if looks else 1)
