"""What the actions share: a turn first stores the facts that its message states, then replies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.responder import Responder
from actions.settings import Settings
from actions.tracker_state import facts_in_message, facts_unanswered


class TurnAction(Action, ABC):
    """An action that replies to a message. What the message states of the case is stored here and nowhere else."""

    def __init__(self, settings: Optional[Settings] = None) -> None:
        self._settings = settings or Settings.from_environment()

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[dict[str, Any]]:
        stated = {**facts_unanswered(tracker), **facts_in_message(tracker)}
        tracker.slots.update(stated)
        stored = [SlotSet(fact, value) for fact, value in stated.items()]
        return [*stored, *self.reply(Responder(dispatcher, tracker, domain, self._settings), tracker)]

    @abstractmethod
    def reply(self, responder: Responder, tracker: Tracker) -> list[dict[str, Any]]:
        """Speak, and return the events that remember it. The tracker's slots already hold what was stated."""
