"""The action that answers every topic from the rulebook."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.responder import Speaker, in_words
from actions.tracker_state import KNOWLEDGE, corrects, entity, facts_before, facts_stated, intent_of, stated_facts
from actions.turn import TurnAction
from retirada.rulebook.decision import decide


class ActionAnswer(TurnAction):
    def name(self) -> str:
        return "action_answer"

    def reply(self, speaker: Speaker, tracker: Tracker) -> list[dict[str, Any]]:
        """Answer the topic or topics of the latest message.

        A message that only states facts is answered on the last topic; without one it is taken note of.
        """
        facts, before = stated_facts(tracker), facts_before(tracker)
        last_topic = tracker.get_slot("topic")
        events = []
        if tracker.get_slot("asked") == "new_case":
            # Whoever goes on with facts or a question has taken up the other case.
            facts, before, last_topic = facts_stated(tracker), {}, None
            events = forget_case(keep=facts)
            speaker.topics.clear()

        intent = intent_of(tracker)
        if intent in KNOWLEDGE.tables:
            topics = list(dict.fromkeys(filter(None, [intent, entity(tracker, "second_topic")])))
        else:
            topics = [last_topic] if last_topic and facts_stated(tracker) else []

        if topics:
            corrected = {fact: value for fact, value in facts.items() if before.get(fact) not in (None, value)}
            if corrected and corrects(tracker):
                decision = decide(KNOWLEDGE, topics[0], facts)
                speaker.before_verdict("corrected", decision, facts, changed=in_words(corrected))
            events += answer_topics(speaker, topics, facts)
        else:
            speaker.say("inform", facts)
            events += [SlotSet("asked", None)]
        return [*events, SlotSet("misses", 0)]


def answer_topics(speaker: Speaker, topics: list[str], facts: dict[str, str], ask: bool = True) -> list[dict[str, Any]]:
    """Say the verdict on each topic. Only after the last, and if `ask`, the fact that decides is asked for.

    Returns the events that remember the last topic and what was asked.
    """
    asked = None
    for topic in topics:
        decision = decide(KNOWLEDGE, topic, facts)
        if topic != topics[-1] or not ask:
            decision = decision._replace(asks=None)
        speaker.verdict(decision, facts)
        asked = decision.asks
    return [SlotSet("topic", topics[-1]), SlotSet("asked", asked)]


def forget_case(keep: dict[str, str]) -> list[dict[str, Any]]:
    """The events that forget the case, but for the facts of the new one."""
    return [SlotSet(fact, keep.get(fact)) for fact in KNOWLEDGE.facts] + [
        SlotSet("topic", None),
        SlotSet("asked", None),
    ]
