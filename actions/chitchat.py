"""The action that replies to everything that is not a question of law."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any, Optional

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.answer import ActionAnswer
from actions.responder import Speaker, source_line
from actions.tracker_state import KNOWLEDGE, answer_rated, entity, intent_of, last_answer, stated_facts, transcript
from actions.turn import TurnAction

_QUESTION = re.compile(r"\b(?:pregunta|punto)\s*(?:n[uú]mero|n[°º.]|#)?\s*(\d+|[a-z]+)\b")
_NUMBERS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")


class ActionConverse(TurnAction):
    def name(self) -> str:
        return "action_converse"

    def reply(self, speaker: Speaker, tracker: Tracker) -> list[dict[str, Any]]:
        """Reply to the latest message by its intent. The facts stay as they are."""
        intent = intent_of(tracker)
        if intent == "inform":
            return ActionAnswer().reply(speaker, tracker)
        return [SlotSet("misses", 0), *_REPLIES.get(intent, _simply)(speaker, tracker)]


def _simply(speaker: Speaker, tracker: Tracker) -> list:
    speaker.say(tracker.get_intent_of_latest_message(), stated_facts(tracker))
    return []


def _new_case(speaker: Speaker, tracker: Tracker) -> list:
    facts = stated_facts(tracker)
    known = facts or tracker.get_slot("topic")
    speaker.say("new_case" if known else "new_case_accepted", facts)
    return [SlotSet("asked", "new_case" if known else None)]


def _erase(speaker: Speaker, tracker: Tracker) -> list:
    speaker.say("erase", stated_facts(tracker))
    return [SlotSet("asked", "erase")]


def _feedback(speaker: Speaker, tracker: Tracker) -> list:
    """Keep the rating with the answer that it is of. An answer has one rating: the latest."""
    rating = entity(tracker, "rating")
    speaker.say("feedback_useful" if rating == "useful" else "feedback", stated_facts(tracker))
    rated = answer_rated(tracker)
    if rated is None:
        return []
    about, answer = rated
    others = [kept for kept in tracker.get_slot("feedback") or [] if kept["about"] != about]
    named = {key: answer[key] for key in ("topic", "verdict", "rulebook")}
    return [SlotSet("feedback", [*others, {"about": about, "rating": rating, **named}])]


def _sources(speaker: Speaker, tracker: Tracker) -> list:
    facts = stated_facts(tracker)
    number = _question_asked_for(tracker)
    if number is None:
        answer = last_answer(tracker)
        speaker.say("sources", facts, rests_on=source_line(answer["sources"]) if answer else "")
    elif question := KNOWLEDGE.question(f"P{number}"):
        lines = [f"• {statement}" for statement in question.statements]
        if question.remarks:
            lines.append(question.remarks)
        speaker.say("question", facts, number=number, question=question.question, statements="\n".join(lines))
    else:
        known = ", ".join(question.id[1:] for question in KNOWLEDGE.sources.questions)
        speaker.say("no_such_question", facts, number=number, known=known)
    return []


def _question_asked_for(tracker: Tracker) -> Optional[int]:
    named = _QUESTION.search((tracker.latest_message.get("text") or "").lower())
    number = entity(tracker, "question") or (named and named.group(1)) or ""
    if number in _NUMBERS:
        return _NUMBERS.index(number) + 1
    digits = str(number).removeprefix("P")
    return int(digits) if digits.isdecimal() else None


def _human(speaker: Speaker, tracker: Tracker) -> list:
    facts = stated_facts(tracker)
    contact = os.environ.get("OPERATOR_CONTACT", "").strip()
    speaker.say("human_with_contact" if contact else "human", facts, contact=contact)
    said = transcript(tracker)
    if len(said) > 1:
        who = {"user": KNOWLEDGE.sources.person, "bot": KNOWLEDGE.sources.assistant}
        speaker.say("transcript", facts, transcript="\n".join(f"{who[one]}: {text}" for one, text in said))
    return []


def _not_known(speaker: Speaker, tracker: Tracker) -> list:
    misses = (tracker.get_slot("misses") or 0) + 1
    facts = stated_facts(tracker)
    speaker.say("out_of_scope" if misses == 1 else "menu", facts, declined=True)
    return [SlotSet("misses", misses)]


def _other_language(speaker: Speaker, tracker: Tracker) -> list:
    speaker.say(tracker.get_intent_of_latest_message(), stated_facts(tracker), declined=True)
    return []


_REPLIES: dict[str, Callable[[Speaker, Tracker], list]] = {
    "new_case": _new_case,
    "erase": _erase,
    "feedback": _feedback,
    "sources": _sources,
    "human": _human,
    "out_of_scope": _not_known,
    "english": _other_language,
    "portuguese": _other_language,
    "chinese": _other_language,
}
