"""Patches of Rasa that bound what a turn costs. `rasa_patches` registers them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache, wraps
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

ACTION_SECONDS = 5
# The action server closes a connection that was idle for five: one that is used must not be just about to be closed.
IDLE_SECONDS = 2
# A call names its domain by this property, and brings the domain itself where it was answered with this status.
DIGEST, DOMAIN_UNKNOWN = "domain_digest", 449
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
    """Keep the connections to the action server, and encode what is sent with the encoder that Sanic uses too.

    Rasa connects anew for each call; and Python's own encoder takes three times as long.
    """
    connectors: WeakKeyDictionary[asyncio.AbstractEventLoop, Any] = WeakKeyDictionary()

    def session_of_loop(self: Any) -> Any:
        import aiohttp
        import ujson

        loop = asyncio.get_running_loop()
        if loop not in connectors:
            connectors[loop] = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
        return aiohttp.ClientSession(
            headers=self.headers,
            auth=aiohttp.BasicAuth(**self.basic_auth) if self.basic_auth else None,
            timeout=aiohttp.ClientTimeout(total=endpoints.DEFAULT_REQUEST_TIMEOUT),
            json_serialize=ujson.dumps,
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
            from retirada.server.tracker_store import whole_session

            tracker = await whole_session(tracker)
        return await run(self, output, nlg, tracker, domain)

    action.RemoteAction.run = run_with_whole_session


def find_rules_by_steps(rule_policy: Any) -> None:
    """Look up the rule that fits by what was done and asked last, where the rules look at nothing else.

    Rasa makes the states of all turns and tries each rule on them, by intent and by text, for each prediction: of two
    turns it takes a tenth of a turn. Where no rule fits, or what was said was undone, it still does.
    """
    from retirada.server.rule_steps import latest_steps, rules_by_steps

    load = rule_policy.RulePolicy.load.__func__

    def load_prepared(cls: Any, *arguments: Any, **options: Any) -> Any:
        loaded = load(cls, *arguments, **options)
        rules, find = loaded.lookup["rules"], loaded._find_action_from_rules
        by_steps = rules_by_steps(rules)
        longest = max(map(len, by_steps), default=0)

        def find_by_steps(tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Any:
            steps = None if tracker.active_loop_name or not by_steps else latest_steps(tracker, longest)
            if steps is None:
                return find(tracker, domain, use_text_for_last_user_input)
            if use_text_for_last_user_input:
                # A rule that looks at an intent fits no state that has a text in its place.
                return None, None, False
            fitting = [by_steps[part] for n in range(1, longest + 1) if (part := steps[:n]) in by_steps]
            if not fitting:
                return find(tracker, domain, use_text_for_last_user_input)
            rule = max(fitting, key=len)
            return rules[rule], rule, False

        loaded._find_action_from_rules = find_by_steps
        return loaded

    rule_policy.RulePolicy.load = classmethod(load_prepared)


def run_graph_in_order(processor: Any) -> None:
    """Have the components of a message run one after the other: dask plans their order anew for each message."""
    from retirada.server.graph_runner import InOrderRunner

    processor.DaskGraphRunner = InOrderRunner


def copy_trackers_without_replay(trackers: Any) -> None:
    """Copy a tracker as it is: for each action, Rasa replays all events of the conversation."""

    def copy(self: Any) -> Any:
        # Only now: it needs the module that is just being imported.
        from retirada.server.recent_turns import copy_tracker

        return copy_tracker(self)

    trackers.DialogueStateTracker.copy = copy


def copy_slots_by_attribute(slots: Any) -> None:
    """Copy a slot's attributes; Python does it by way of its pickle."""

    def copy(self: Any) -> Any:
        # Only now: it needs the module that is just being imported.
        from retirada.server.recent_turns import copy_slot

        return copy_slot(self)

    slots.Slot.__copy__ = copy


def apply_plain_events_at_once(trackers: Any) -> None:
    """Take a session's events as they are where none of them undoes another: Rasa looks at each five times."""
    from rasa.shared.core import events

    plain = {
        *(events.ActionExecuted, events.BotUttered, events.SessionStarted, events.SlotSet, events.UserUttered),
        events.DefinePrevUserUtteredFeaturization,
    }
    applied_events = trackers.DialogueStateTracker.applied_events

    def applied(self: Any) -> list[Any]:
        kinds = list(map(type, self.events))
        if not plain.issuperset(kinds):
            return applied_events(self)
        began = max((i for i, kind in enumerate(kinds) if kind is events.SessionStarted), default=-1)
        return list(self.events)[began + 1 :]

    trackers.DialogueStateTracker.applied_events = applied


def compare_with_one_empty_domain(domain: Any) -> None:
    """Make the empty domain, to which Rasa compares its own after each message, once."""
    empty = domain.Domain.empty().as_dict()
    domain.Domain.is_empty = lambda self: self.as_dict() == empty


def log_without_copies(module: Any) -> None:
    """Copy nothing for lines of debugging: Rasa copies all events for each, whether it is written or not."""
    module.copy = SimpleNamespace(deepcopy=lambda value: value)


def look_up_event_types_once(events: Any) -> None:
    """Cache the class of each event type: Rasa searches all classes again for each event that it reads back."""
    events.Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(events.Event.resolve_by_type))


PATCHES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("rasa.core.actions.action", check_action_schema_once),
    ("rasa.core.actions.action", limit_action_time),
    ("rasa.core.actions.action", send_domain_once),
    ("rasa.core.actions.action", send_whole_session),
    ("rasa.utils.endpoints", keep_connections),
    ("rasa.core.processor", run_graph_in_order),
    ("rasa.core.policies.rule_policy", find_rules_by_steps),
    ("rasa.shared.core.trackers", copy_trackers_without_replay),
    ("rasa.shared.core.trackers", apply_plain_events_at_once),
    ("rasa.shared.core.slots", copy_slots_by_attribute),
    ("rasa.shared.core.domain", compare_with_one_empty_domain),
    ("rasa.shared.core.events", look_up_event_types_once),
    ("rasa.core.processor", log_without_copies),
    ("rasa.core.policies.rule_policy", log_without_copies),
)
