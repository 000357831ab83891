"""Trackers of the latest turns of a conversation: what one turn needs, however long the conversation is."""

from __future__ import annotations

import copy
from collections import OrderedDict, deque
from typing import NamedTuple, Optional

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, Restarted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

# Turns of which Rasa and the action server see every event; of earlier ones, only the slots that they left.
RECENT_TURNS = 30
# Of all conversations that are kept in memory, with their JSON: some 50 MB.
CACHED_EVENTS = 15_000


class Stored(NamedTuple):
    """What of a tracker is in the database; the tracker store keeps it as the attribute `stored`.

    Attributes:
        n_events: how many of its events, the first ones.
        last_id, last_key: of the row of the last of them.
    """

    n_events: int
    last_id: int
    last_key: Optional[str]


def copy_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker in the same state, with the same events. Rasa's own `copy` replays them all."""
    copied = copy.copy(tracker)
    copied.events = tracker.events.copy()
    copied.slots = copy.copy(tracker.slots)
    for name, slot in tracker.slots.items():
        copied.slots[name] = copy_slot(slot)
    copied.active_loop = copy.copy(tracker.active_loop)
    return copied


def copy_slot(slot: Slot) -> Slot:
    """A slot with the same attributes: what `copy.copy` gives, in a third of the time. A turn copies hundreds."""
    copied: Slot = object.__new__(type(slot))
    copied.__dict__.update(slot.__dict__)
    return copied


def recent(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker in the same state, with the events of its latest session and, of these, of the latest RECENT_TURNS.

    Where turns are left out, the session's start comes first, and the last value that they gave to each slot: replayed,
    the events lead to the same state.

    Returns:
        A tracker that has the same slots, not copies of them; `tracker` itself where nothing is left out.
    """
    events, left = list(tracker.events), RECENT_TURNS
    first = len(events)
    for index in range(len(events) - 1, -1, -1):
        kind = type(events[index])
        if kind is SessionStarted:
            kept = events[index:]
            break
        if kind is UserUttered and left == 0:
            kept = [*_summary(events[:first]), *events[first:]]
            break
        if kind is UserUttered:
            left, first = left - 1, index
    else:
        return tracker
    if len(kept) == len(events):
        return tracker
    shortened = copy.copy(tracker)
    shortened.events = deque(kept, tracker.events.maxlen)
    if stored := getattr(tracker, "stored", None):
        shortened.stored = stored._replace(n_events=stored.n_events - (len(events) - len(kept)))
    return shortened


def _summary(events: list[Event]) -> list[Event]:
    """The session's start, and the latest event of each slot since then."""
    slots: dict[str, Event] = {}
    is_over = False
    for event in reversed(events):
        kind = type(event)
        if kind is SessionStarted:
            return [event, *reversed(slots.values())]
        if kind is Restarted:
            is_over = True
        elif kind is SlotSet and not is_over:
            slots.setdefault(event.key, event)
    return list(reversed(slots.values()))


class TrackerCache:
    """The trackers that were used last, up to CACHED_EVENTS events in all. What it holds must not be changed."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, tuple[Domain, DialogueStateTracker]] = OrderedDict()
        self._events = 0

    def get(self, sender_id: str, domain: Domain) -> Optional[DialogueStateTracker]:
        """The conversation's tracker, if it is there and was made with this domain."""
        made_with, tracker = self._entries.get(sender_id, (None, None))
        if tracker is None or made_with is not domain:
            return None
        self._entries.move_to_end(sender_id)
        return tracker

    def put(self, tracker: DialogueStateTracker, domain: Domain) -> None:
        """Keep the tracker in place of an earlier one of its conversation."""
        self.drop(tracker.sender_id)
        self._entries[tracker.sender_id] = domain, tracker
        self._events += len(tracker.events)
        while self._events > CACHED_EVENTS:
            self.drop(next(iter(self._entries)))

    def drop(self, sender_id: str) -> None:
        """Forget the conversation's tracker, if it is there."""
        if entry := self._entries.pop(sender_id, None):
            self._events -= len(entry[1].events)
