"""The action that answers every topic from the rulebook."""

from __future__ import annotations

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.case import KNOWLEDGE, answer_of, answer_without_verdict, footer, stated_facts
from actions.rulebook import decide

YES_OR_NO = {"affirm": "yes", "deny": "no"}


class ActionAnswer(Action):
    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list:
        """Answer the topic of the latest message, or go on with the last topic when it only states facts."""
        intent = tracker.get_intent_of_latest_message()
        facts = stated_facts(tracker)
        asked = tracker.get_slot("asked")
        events = []

        if intent in KNOWLEDGE.tables:
            topic = intent
        elif intent == "inform":
            topic = tracker.get_slot("topic")
        elif intent in YES_OR_NO and asked and YES_OR_NO[intent] in KNOWLEDGE.facts[asked].values:
            topic = tracker.get_slot("topic")
            facts[asked] = YES_OR_NO[intent]
            events.append(SlotSet(asked, facts[asked]))
        else:
            topic = None

        if topic is None:
            dispatcher.utter_message(response=f"utter_{intent}", answer=answer_without_verdict(facts))
            return [SlotSet("asked", None)]

        decision = decide(KNOWLEDGE, topic, facts)
        answer = answer_of(decision, facts)
        dispatcher.utter_message(response=f"utter_{decision.verdict}", answer=answer, footer=footer(decision))
        if decision.asks:
            dispatcher.utter_message(response=f"utter_ask_{decision.asks}", answer=answer)
        return [*events, SlotSet("topic", topic), SlotSet("asked", decision.asks)]
