"""The action for what was not understood: the likeliest answer in a case, else the readings that compete."""

from __future__ import annotations

from actions.replies.answering import in_the_way
from actions.replies.explaining import explain_terms
from actions.replies.likely_readings import (
    LEAST_WORDS,
    answer_likely_detail,
    likely_matters,
    likely_topic,
    offer_with_answers,
    readings_offered,
)
from actions.replies.statements import LONG_STORY, answer_story
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.decision import decide

_MOST_RUNNING = 2  # messages running that are answered though none of them was understood
_ACTS = ("next_step", "why", "rephrase")


class ActionClarify(TurnAction):
    def name(self) -> str:
        return "action_clarify"

    def reply(self, turn: Turn) -> None:
        """In the middle of a case, answer the detail that was found or the likeliest act; or the likeliest topic, and
        ask for other words if it was not that; to a whole story, say what follows from it; else offer the likeliest
        readings. Where nothing of that can be done any more, say what can be asked and whom.
        """
        if turn.reading.terms and "meaning" in [guess["name"] for guess in turn.reading.ranking[:3]]:
            explain_terms(turn, turn.reading.terms, turn.pending_fact)
            turn.ask_again()
            return
        offered = readings_offered(turn)
        count = (turn.get("fallback_count") or 0) + 1
        is_long = len(turn.reading.text.split()) >= LONG_STORY
        turn.set("fallback_count", count)
        if count <= _MOST_RUNNING and turn.topic and (answer_likely_detail(turn) or self._act_as_likeliest(turn)):
            turn.ask_again()
        elif count <= _MOST_RUNNING and (topic := likely_topic(turn)):
            decision = in_the_way(turn, topic) or decide(turn.knowledge, topic, turn.facts)
            questions = {f"/{name}" for name in (*turn.knowledge.tables, *turn.knowledge.subjects)} - {f"/{topic}"}
            others = [button for button in offered if button["payload"] in questions]
            sentence = turn.responder.sentence(decision, turn.facts)
            turn.say("clarify_likely", topic=topic, decision=decision, sentence=sentence, buttons=others)
            turn.set("pending_question", turn.pending_fact)
        elif count == 1 and not turn.topic and is_long and turn.reading.stated.get("party"):
            answer_story(turn)
        elif count == 1 and offered:
            offer_with_answers(turn, offered)
        else:
            turn.say("not_understood")
            turn.ask_again()

    def _act_as_likeliest(self, turn: Turn) -> bool:
        """Answer the likeliest reading that is an act with a reply of its own about the case; whether it is one."""
        act = next(iter(likely_matters(turn)), None)
        if act not in _ACTS or len(turn.reading.text.split()) < LEAST_WORDS:
            return False
        self._action_for(act).reply(turn)
        return True
