"""Rules that look at no more than what was done and asked: found by that, as the words of a dictionary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Optional

from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

# The name of the action before a state, and of the intent of the message before it.
Step = tuple[Optional[str], Optional[str]]

_CHANGE_NO_STEP = {BotUttered, DefinePrevUserUtteredFeaturization, SlotSet}


def rules_by_steps(rules: Iterable[str]) -> dict[tuple[Step, ...], str]:
    """The rules by their steps, the latest first; none if one of them looks at anything else.

    Args:
        rules: the keys of RulePolicy's `lookup`.
    """
    found: dict[tuple[Step, ...], str] = {}
    for rule in rules:
        steps = [_step(state) for state in reversed(json.loads(rule))]
        told = tuple(step for step in steps if step)
        if len(told) < len(steps):
            return {}
        found[told] = rule
    return found


def _step(state: dict[str, Any]) -> Optional[Step]:
    match state:
        case {"prev_action": {"action_name": str(action), **others}, "user": {"intent": str(intent), **more}, **rest}:
            return None if others or more or rest else (action, intent)
    return None


def latest_steps(tracker: DialogueStateTracker, n: int) -> Optional[tuple[Step, ...]]:
    """The latest `n` steps of the conversation, the latest first; None if that takes Rasa's own way of going through
    its events. Before its beginning, a step is of nothing.
    """
    actions: list[Optional[str]] = []
    intents: list[Optional[str]] = []
    for event in reversed(tracker.events):
        kind = type(event)
        if kind is UserUttered:
            if event.use_text_for_featurization:
                return None
            # Of the steps after it that have none yet.
            intents += [event.intent_name] * (len(actions) + 1 - len(intents))
            if len(actions) >= n:
                break
        elif kind is ActionExecuted:
            if not event.action_name:
                return None
            actions.append(event.action_name)
        elif kind is SessionStarted:
            break
        elif kind not in _CHANGE_NO_STEP:
            return None
    before = [None] * n
    return tuple(zip([*actions, *before][:n], [*intents, *before][:n], strict=True))
