"""The action that replies to everything that is not a question of law."""

from __future__ import annotations

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.case import KNOWLEDGE, answer_without_verdict, stated_facts


class ActionConverse(Action):
    def name(self) -> str:
        return "action_converse"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Say the response of the latest message's intent. Only a new case forgets the facts."""
        intent = tracker.get_intent_of_latest_message()
        events = []
        facts = stated_facts(tracker)
        if intent == "new_case":
            events = [SlotSet(slot, None) for slot in (*KNOWLEDGE.facts, "topic", "asked")]
            facts = {}
        declined = intent if intent == "out_of_scope" else None
        dispatcher.utter_message(response=f"utter_{intent}", answer=answer_without_verdict(facts, topic=declined))
        return events
