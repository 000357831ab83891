"""The action that takes «sí», «no» and «no sé» as the reply to what the assistant asked last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.answer import answer_topics, forget_case
from actions.responder import Responder
from actions.tracker_state import stated_facts
from actions.turn import TurnAction
from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import project_knowledge

YES_OR_NO = {"affirm": "yes", "deny": "no"}


class ActionReply(TurnAction):
    def name(self) -> str:
        return "action_reply"

    def reply(self, responder: Responder, tracker: Tracker) -> list[dict[str, Any]]:
        """Act on the reply: a fact that was asked for, a suggested topic, a new case, or erasure."""
        reply = tracker.get_intent_of_latest_message()
        asked = tracker.get_slot("pending_question")
        facts = stated_facts(tracker)
        if asked in project_knowledge().facts:
            events = _on_fact(responder, tracker, reply, asked, facts)
        elif asked in project_knowledge().tables and reply == "affirm":
            events = answer_topics(responder, [asked], facts)
        elif asked == "new_case" and reply == "affirm":
            responder.say("new_case_accepted", {})
            events = forget_case(keep={})
        elif asked == "erase" and reply == "affirm":
            # The tracker store sees the slot and deletes the conversation, see store/; the channels say it only then.
            responder.say("erased", {}, erased=True)
            events = [SlotSet("erase", True)]
        elif asked in ("new_case", "erase"):
            responder.say("kept", facts)
            events = [SlotSet("pending_question", None)]
        else:
            responder.say(reply, facts)
            events = [SlotSet("pending_question", None)]
        return [*events, SlotSet("fallback_count", 0)]


def _on_fact(
    responder: Responder, tracker: Tracker, reply: str, asked: str, facts: dict[str, str]
) -> list[dict[str, Any]]:
    topic = tracker.get_slot("topic")
    value = YES_OR_NO.get(reply)
    if value in project_knowledge().facts[asked].values:
        responder.facts_in_message.add(asked)
        return [SlotSet(asked, value), *answer_topics(responder, [topic], {**facts, asked: value})]
    # «No sé», or a yes or no that does not say which: how to find out, then the rule for either case.
    responder.before_verdict(f"dont_know_{asked}", decide(project_knowledge(), topic, facts)._replace(asks=None), facts)
    return answer_topics(responder, [topic], facts, ask=False)
