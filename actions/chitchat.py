"""The action that replies to everything that is not a question of law."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Optional

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.answer import ActionAnswer
from actions.responder import Responder, source_line
from actions.tracker_state import answer_rated, entity, intent_of, last_answer, stated_facts, transcript
from actions.turn import TurnAction
from retirada.rulebook.knowledge import project_knowledge

_QUESTION = re.compile(r"\b(?:pregunta|punto)\s*(?:n[uú]mero|n[°º.]|#)?\s*(\d+|[a-z]+)\b")
_NUMBERS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")


class ActionChitchat(TurnAction):
    def name(self) -> str:
        return "action_chitchat"

    def reply(self, responder: Responder, tracker: Tracker) -> list[dict[str, Any]]:
        """Reply to the latest message by its intent. The facts stay as they are."""
        intent = intent_of(tracker)
        if intent == "inform":
            return ActionAnswer(self._settings).reply(responder, tracker)
        return [SlotSet("fallback_count", 0), *_REPLIES.get(intent, _simply)(responder, tracker)]


def _simply(responder: Responder, tracker: Tracker) -> list:
    responder.say(tracker.get_intent_of_latest_message(), stated_facts(tracker))
    return []


def _new_case(responder: Responder, tracker: Tracker) -> list:
    facts = stated_facts(tracker)
    known = facts or tracker.get_slot("topic")
    responder.say("new_case" if known else "new_case_accepted", facts)
    return [SlotSet("pending_question", "new_case" if known else None)]


def _erase(responder: Responder, tracker: Tracker) -> list:
    responder.say("erase", stated_facts(tracker))
    return [SlotSet("pending_question", "erase")]


def _feedback(responder: Responder, tracker: Tracker) -> list:
    """Keep the rating with the answer that it is of. An answer has one rating: the latest."""
    rating = entity(tracker, "rating")
    responder.say("feedback_useful" if rating == "useful" else "feedback", stated_facts(tracker))
    rated = answer_rated(tracker)
    if rated is None:
        return []
    about, answer = rated
    others = [kept for kept in tracker.get_slot("feedback") or [] if kept["about"] != about]
    named = {key: answer[key] for key in ("topic", "verdict", "rulebook")}
    return [SlotSet("feedback", [*others, {"about": about, "rating": rating, **named}])]


def _sources(responder: Responder, tracker: Tracker) -> list:
    facts = stated_facts(tracker)
    number = _question_asked_for(tracker)
    if number is None:
        answer = last_answer(tracker)
        responder.say("sources", facts, rests_on=source_line(answer["sources"]) if answer else "")
    elif question := project_knowledge().question(f"P{number}"):
        lines = [f"• {statement}" for statement in question.statements]
        if question.remarks:
            lines.append(question.remarks)
        responder.say("question", facts, number=number, question=question.question, statements="\n".join(lines))
    else:
        known = ", ".join(question.id[1:] for question in project_knowledge().sources.questions)
        responder.say("no_such_question", facts, number=number, known=known)
    return []


def _question_asked_for(tracker: Tracker) -> Optional[int]:
    named = _QUESTION.search((tracker.latest_message.get("text") or "").lower())
    number = entity(tracker, "question") or (named and named.group(1)) or ""
    if number in _NUMBERS:
        return _NUMBERS.index(number) + 1
    digits = str(number).removeprefix("P")
    return int(digits) if digits.isdecimal() else None


def _human(responder: Responder, tracker: Tracker) -> list:
    facts = stated_facts(tracker)
    contact = responder.settings.operator_contact
    responder.say("human_with_contact" if contact else "human", facts, contact=contact)
    said = transcript(tracker)
    if len(said) > 1:
        who = {"user": project_knowledge().sources.person, "bot": project_knowledge().sources.assistant}
        responder.say("transcript", facts, transcript="\n".join(f"{who[one]}: {text}" for one, text in said))
    return []


def _not_known(responder: Responder, tracker: Tracker) -> list:
    fallback_count = (tracker.get_slot("fallback_count") or 0) + 1
    facts = stated_facts(tracker)
    responder.say("out_of_scope" if fallback_count == 1 else "menu", facts, declined=True)
    return [SlotSet("fallback_count", fallback_count)]


def _other_language(responder: Responder, tracker: Tracker) -> list:
    responder.say(tracker.get_intent_of_latest_message(), stated_facts(tracker), declined=True)
    return []


_REPLIES: dict[str, Callable[[Responder, Tracker], list]] = {
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
