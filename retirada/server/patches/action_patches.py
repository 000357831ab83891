"""Patches of Rasa that bound what its actions cost: those that it runs itself, and the calls of the action server.
`rasa_patches` registers them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

ACTION_SECONDS = 5
# The action server closes a connection that was idle for five: one that is used must not be just about to be closed.
IDLE_SECONDS = 2
# A call names its domain by this property, and brings the domain itself where it was answered with this status.
DIGEST, DOMAIN_UNKNOWN = "domain_digest", 449
_SET_BY_ACTIONS = {"type": "custom"}
_SLOT_SET = {"event", "timestamp", "name", "value"}
NEEDS_WHOLE_SESSION = {"action_privacy"}


def check_action_schema_once(actions: Any) -> None:
    """Validate an action's result as Rasa does, without validating the constant schema itself each time, and only what
    is not seen to be valid at once.

    The schema takes half of a turn, and the twenty kinds that an event can be of a tenth.
    """
    from jsonschema.validators import validator_for

    schema = actions.RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(_: object, result: dict[str, Any]) -> bool:
        if not _is_plain(result):
            validator.validate(result)
        return True

    actions.RemoteAction._validate_action_result = validate


def _is_plain(result: Any) -> bool:
    """Whether it is responses, and events as rasa_sdk's SlotSet makes them."""
    return (
        type(result) is dict
        and type(result.get("events")) is type(result.get("responses")) is list
        and all(type(item) is dict for item in (*result["events"], *result["responses"]))
        and all(
            event.keys() == _SLOT_SET
            and event["event"] == "slot"
            and type(event["name"]) is str
            and event["timestamp"] is None
            for event in result["events"]
        )
    )


def limit_action_time(actions: Any) -> None:
    """Wait ACTION_SECONDS for an action: ours take milliseconds.

    Rasa waits five minutes for an action server that hangs.
    """
    actions.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS


def keep_connections(endpoints: Any) -> None:
    """Keep the connections to the action server: Rasa connects anew for each call.

    And encode with orjson, which is ten times as fast as Python's own, and can take events that are JSON already.
    """
    connectors: WeakKeyDictionary[asyncio.AbstractEventLoop, Any] = WeakKeyDictionary()

    def session_of_loop(self: Any) -> Any:
        import aiohttp
        import orjson

        loop = asyncio.get_running_loop()
        if loop not in connectors:
            connectors[loop] = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
        return aiohttp.ClientSession(
            headers=self.headers,
            auth=aiohttp.BasicAuth(**self.basic_auth) if self.basic_auth else None,
            timeout=aiohttp.ClientTimeout(total=endpoints.DEFAULT_REQUEST_TIMEOUT),
            json_serialize=lambda call: orjson.dumps(call).decode(),
            connector=connectors[loop],
            connector_owner=False,
        )

    endpoints.EndpointConfig.session = session_of_loop


def send_domain_once(action: Any) -> None:
    """Send the action server the digest of the domain, and the domain itself only when it asks for it.

    The domain is 200 KB, in each call the same: to send and to read it takes a fifth of a turn.
    """
    remote = action.RemoteAction
    run, call_format = remote.run, remote._action_call_format
    is_asked: ContextVar[bool] = ContextVar("is_asked", default=False)

    def call_with_digest(self: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        call: dict[str, Any] = call_format(self, tracker, domain)
        if not hasattr(domain, "digest"):
            domain.digest = domain.fingerprint()
        call[DIGEST] = domain.digest
        if not is_asked.get():
            del call["domain"]
        return call

    @wraps(run)
    async def run_with_digest(*arguments: Any) -> Any:
        try:
            return await run(*arguments)
        except action.RasaException as error:
            if getattr(error.__cause__, "status", None) != DOMAIN_UNKNOWN:
                raise
        before = is_asked.set(True)
        try:
            return await run(*arguments)
        finally:
            is_asked.reset(before)

    remote._action_call_format, remote.run = call_with_digest, run_with_digest


def send_whole_session(action: Any) -> None:
    """Send the actions that repeat what was said all of the session, and not only its latest turns."""
    run = action.RemoteAction.run

    @wraps(run)
    async def run_with_whole_session(self: Any, output: Any, nlg: Any, tracker: Any, domain: Any) -> Any:
        if self.name() in NEEDS_WHOLE_SESSION:
            from retirada.server.store.tracker_store import whole_session

            tracker = await whole_session(tracker)
        return await run(self, output, nlg, tracker, domain)

    action.RemoteAction.run = run_with_whole_session


def send_events_as_stored(action: Any) -> None:
    """Send the events of earlier turns as the JSON that was made of them when they were stored.

    Rasa makes dictionaries, and JSON, of all of them for each call: in the thirtieth turn a sixth of it.
    """
    import orjson
    from rasa import __version__

    from retirada.server.store.event_json import event_json

    def call_format(self: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        events = [orjson.Fragment(event_json(event)) for event in tracker.events]
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": {**tracker.current_state(), "events": events},
            "version": __version__,
            "domain": domain.as_dict(),
        }

    action.RemoteAction._action_call_format = call_format


def make_default_actions_once(actions: Any) -> None:
    """Make the dozen of Rasa's own actions once: Rasa makes them anew whenever it looks up any action."""
    make = actions.default_actions
    made: list[tuple[Any, list[Any]]] = [(object(), [])]

    def make_once(action_endpoint: Any = None) -> list[Any]:
        if made[0][0] is not action_endpoint:
            made[0] = action_endpoint, make(action_endpoint)
        return made[0][1]

    actions.default_actions = make_once


def extract_no_slots(actions: Any) -> None:
    """Don't look for what fills slots after a message where all are set by actions, as ours are.

    Rasa goes through the mappings of each slot, which takes a thirtieth of a turn.
    """
    run = actions.ActionExtractSlots.run

    @wraps(run)
    async def run_if_needed(self: Any, output: Any, nlg: Any, tracker: Any, domain: Any) -> Any:
        are_set = all(mapping == _SET_BY_ACTIONS for slot in domain.slots for mapping in slot.mappings)
        if are_set and actions.ACTION_VALIDATE_SLOT_MAPPINGS not in domain.user_actions:
            return []
        return await run(self, output, nlg, tracker, domain)

    actions.ActionExtractSlots.run = run_if_needed


PATCHES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("rasa.core.actions.action", check_action_schema_once),
    ("rasa.core.actions.action", limit_action_time),
    ("rasa.core.actions.action", send_events_as_stored),
    ("rasa.core.actions.action", send_domain_once),
    ("rasa.core.actions.action", send_whole_session),
    ("rasa.core.actions.action", make_default_actions_once),
    ("rasa.core.actions.action", extract_no_slots),
    ("rasa.utils.endpoints", keep_connections),
)
