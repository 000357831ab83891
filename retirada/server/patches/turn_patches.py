"""Patches of Rasa that bound what a turn costs. `rasa_patches` registers them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any


def find_rules_by_steps(rule_policy: Any) -> None:
    """Look up the rule that fits by what was done and asked last, where the rules look at nothing else.

    Rasa makes the states of all turns and tries each rule on them, by intent and by text, for each prediction: of two
    turns it takes a tenth of a turn. Where no rule fits, or what was said was undone, it still does.
    """
    from retirada.server.patches.rule_steps import latest_steps, rules_by_steps

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
    from retirada.server.patches.graph_runner import InOrderRunner

    processor.DaskGraphRunner = InOrderRunner


def copy_trackers_without_replay(trackers: Any) -> None:
    """Copy a tracker as it is: for each action, Rasa replays all events of the conversation."""

    def copy(self: Any) -> Any:
        # Only now: it needs the module that is just being imported.
        from retirada.server.store.recent_turns import copy_tracker

        return copy_tracker(self)

    trackers.DialogueStateTracker.copy = copy


def copy_slots_by_attribute(slots: Any) -> None:
    """Copy a slot's attributes; Python does it by way of its pickle."""

    def copy(self: Any) -> Any:
        # Only now: it needs the module that is just being imported.
        from retirada.server.store.recent_turns import copy_slot

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
