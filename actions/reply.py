"""The action that takes «sí», «no» and «no sé» as the reply to what the assistant asked last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.answer import answer_topics, forget_case
from actions.responder import Speaker
from actions.tracker_state import KNOWLEDGE, stated_facts
from actions.turn import TurnAction
from retirada.rulebook.decision import decide

YES_OR_NO = {"affirm": "yes", "deny": "no"}


class ActionReply(TurnAction):
    def name(self) -> str:
        return "action_reply"

    def reply(self, speaker: Speaker, tracker: Tracker) -> list[dict[str, Any]]:
        """Act on the reply: a fact that was asked for, a suggested topic, a new case, or erasure."""
        reply = tracker.get_intent_of_latest_message()
        asked = tracker.get_slot("asked")
        facts = stated_facts(tracker)
        if asked in KNOWLEDGE.facts:
            events = _on_fact(speaker, tracker, reply, asked, facts)
        elif asked in KNOWLEDGE.tables and reply == "affirm":
            events = answer_topics(speaker, [asked], facts)
        elif asked == "new_case" and reply == "affirm":
            speaker.say("new_case_accepted", {})
            events = forget_case(keep={})
        elif asked == "erase" and reply == "affirm":
            # The tracker store sees the slot and deletes the conversation, see store/; the channels say it only then.
            speaker.say("erased", {}, erased=True)
            events = [SlotSet("erase", True)]
        elif asked in ("new_case", "erase"):
            speaker.say("kept", facts)
            events = [SlotSet("asked", None)]
        else:
            speaker.say(reply, facts)
            events = [SlotSet("asked", None)]
        return [*events, SlotSet("misses", 0)]


def _on_fact(speaker: Speaker, tracker: Tracker, reply: str, asked: str, facts: dict[str, str]) -> list[dict[str, Any]]:
    topic = tracker.get_slot("topic")
    value = YES_OR_NO.get(reply)
    if value in KNOWLEDGE.facts[asked].values:
        speaker.heard.add(asked)
        return [SlotSet(asked, value), *answer_topics(speaker, [topic], {**facts, asked: value})]
    # «No sé», or a yes or no that does not say which: how to find out, then the rule for either case.
    speaker.before_verdict(f"dont_know_{asked}", decide(KNOWLEDGE, topic, facts)._replace(asks=None), facts)
    return answer_topics(speaker, [topic], facts, ask=False)
