"""Patches of Rasa that bound what a turn costs. `rasa_patches` registers them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

ACTION_SECONDS = 5
RULE_KINDS = ("rules", "rules_for_loop_unhappy_path")
NEEDS_WHOLE_SESSION = {"action_privacy"}


def check_action_schema_once(actions: Any) -> None:
    """Validate an action's result as Rasa does, without validating the constant schema itself each time.

    That takes half of a turn.
    """
    from jsonschema.validators import validator_for

    schema = actions.RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(_: object, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    actions.RemoteAction._validate_action_result = validate


def limit_action_time(actions: Any) -> None:
    """Wait ACTION_SECONDS for an action: ours take milliseconds.

    Rasa waits five minutes for an action server that hangs.
    """
    actions.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS


def encode_calls_with_ujson(endpoints: Any) -> None:
    """Encode what is sent to the action server, the domain and the latest turns, with the encoder that Sanic uses too.

    Python's own takes three times as long, an eighth of a turn.
    """
    session = endpoints.EndpointConfig.session

    @wraps(session)
    def session_with_ujson(self: Any) -> Any:
        import ujson

        made = session(self)
        made._json_serialize = ujson.dumps
        return made

    endpoints.EndpointConfig.session = session_with_ujson


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


def predict_from_recent_turns(rule_policy: Any) -> None:
    """Let rules see no more of a conversation than the longest of them looks at: Rasa goes through all its turns."""
    from retirada.server.recent_turns import recent

    policy = rule_policy.RulePolicy
    prediction_states = policy._prediction_states

    @wraps(prediction_states)
    def states_of_recent_turns(self: Any, tracker: Any, *arguments: Any, **options: Any) -> Any:
        rules = (rule for kind in RULE_KINDS for rule in self.lookup.get(kind, ()))
        longest = max((len(self._rule_key_to_state(rule)) for rule in rules), default=0)
        # Each turn has two states or more, and one turn more shows that the conversation began earlier.
        return prediction_states(self, recent(tracker, longest // 2 + 2), *arguments, **options)

    policy._prediction_states = states_of_recent_turns


def copy_trackers_without_replay(trackers: Any) -> None:
    """Copy a tracker as it is: for each action, Rasa replays all events of the conversation."""

    def copy(self: Any) -> Any:
        # Only now: it needs the module that is just being imported.
        from retirada.server.recent_turns import copy_tracker

        return copy_tracker(self)

    trackers.DialogueStateTracker.copy = copy


def look_up_event_types_once(events: Any) -> None:
    """Cache the class of each event type: Rasa searches all classes again for each event that it reads back."""
    events.Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(events.Event.resolve_by_type))


PATCHES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("rasa.core.actions.action", check_action_schema_once),
    ("rasa.core.actions.action", limit_action_time),
    ("rasa.core.actions.action", send_whole_session),
    ("rasa.utils.endpoints", encode_calls_with_ujson),
    ("rasa.core.policies.rule_policy", predict_from_recent_turns),
    ("rasa.shared.core.trackers", copy_trackers_without_replay),
    ("rasa.shared.core.events", look_up_event_types_once),
)
