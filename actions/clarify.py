"""The action for what was not understood: «¿Se refiere a…?» first, then what there is to ask and whom."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.answer import ActionAnswer
from actions.responder import Responder
from actions.tracker_state import intent_of, stated_facts
from actions.turn import TurnAction
from retirada.rulebook.knowledge import project_knowledge

MAX_SUGGESTIONS = 3
LEAST_CONFIDENCE = 0.08


class ActionClarify(TurnAction):
    def name(self) -> str:
        return "action_clarify"

    def reply(self, responder: Responder, tracker: Tracker) -> list[dict[str, Any]]:
        """Suggest the likeliest topics as buttons; when that is not the first time, show the menu."""
        if intent_of(tracker) == "inform":
            return ActionAnswer(self._settings).reply(responder, tracker)
        facts = stated_facts(tracker)
        suggestions = _suggestions(tracker)
        fallback_count = (tracker.get_slot("fallback_count") or 0) + 1
        if fallback_count == 1 and suggestions:
            responder.say("clarify", facts, buttons=responder.topic_buttons(suggestions))
            asked = suggestions[0]
        else:
            responder.say("menu", facts)
            asked = None
        return [SlotSet("pending_question", asked), SlotSet("fallback_count", fallback_count)]


def _suggestions(tracker: Tracker) -> list[str]:
    ranking = tracker.latest_message.get("intent_ranking", [])
    topics = [guess for guess in ranking if guess["name"] in project_knowledge().tables]
    likely = sum(guess["confidence"] >= LEAST_CONFIDENCE for guess in topics)
    # A single button is no choice: where one topic is likely, the next is offered with it.
    count = min(max(likely, 2), MAX_SUGGESTIONS) if likely else 0
    return [guess["name"] for guess in topics[:count]]
