"""The action that answers every topic from the rulebook."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.responder import Responder, in_words
from actions.tracker_state import corrects, entity, facts_before, facts_in_message, intent_of, stated_facts
from actions.turn import TurnAction
from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import project_knowledge


class ActionAnswer(TurnAction):
    def name(self) -> str:
        return "action_answer"

    def reply(self, responder: Responder, tracker: Tracker) -> list[dict[str, Any]]:
        """Answer the topic or topics of the latest message.

        A message that only states facts is answered on the last topic; without one it is taken note of.
        """
        facts, before = stated_facts(tracker), facts_before(tracker)
        last_topic = tracker.get_slot("topic")
        events = []
        if tracker.get_slot("pending_question") == "new_case":
            # Whoever goes on with facts or a question has taken up the other case.
            facts, before, last_topic = facts_in_message(tracker), {}, None
            events = forget_case(keep=facts)
            responder.topics.clear()

        intent = intent_of(tracker)
        if intent in project_knowledge().tables:
            topics = list(dict.fromkeys(filter(None, [intent, entity(tracker, "second_topic")])))
        else:
            topics = [last_topic] if last_topic and facts_in_message(tracker) else []

        if topics:
            corrected = {fact: value for fact, value in facts.items() if before.get(fact) not in (None, value)}
            if corrected and corrects(tracker):
                decision = decide(project_knowledge(), topics[0], facts)
                responder.before_verdict("corrected", decision, facts, changed=in_words(corrected))
            events += answer_topics(responder, topics, facts)
        else:
            responder.say("inform", facts)
            events += [SlotSet("pending_question", None)]
        return [*events, SlotSet("fallback_count", 0)]


def answer_topics(
    responder: Responder, topics: list[str], facts: dict[str, str], ask: bool = True
) -> list[dict[str, Any]]:
    """Say the verdict on each topic. Only after the last, and if `ask`, the fact that decides is asked for.

    Returns the events that remember the last topic and what was asked.
    """
    asked = None
    for topic in topics:
        decision = decide(project_knowledge(), topic, facts)
        if topic != topics[-1] or not ask:
            decision = decision._replace(asks=None)
        responder.verdict(decision, facts)
        asked = decision.asks
    return [SlotSet("topic", topics[-1]), SlotSet("pending_question", asked)]


def forget_case(keep: dict[str, str]) -> list[dict[str, Any]]:
    """The events that forget the case, but for the facts of the new one."""
    return [SlotSet(fact, keep.get(fact)) for fact in project_knowledge().facts] + [
        SlotSet("topic", None),
        SlotSet("pending_question", None),
    ]
