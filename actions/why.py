"""The action that says why an answer is what it is, and what would change it."""

from __future__ import annotations

from actions.reading.contradictions import disputes_an_answer, is_not_for_theirs, says_they_differ
from actions.reading.tracker_state import last_turn
from actions.replies.answering import likeliest_topic
from actions.replies.contradictions import reconcile
from actions.replies.questions_on_wording import explain_what_was_said, topic_quoted
from actions.replies.reasons import (
    TOO_LATE,
    asks_which_holds,
    explain_verdict,
    quotes_both,
    say_what_it_rests_on,
    say_which_holds,
    topic_answered,
    topic_in_question,
)
from actions.replies.statements import say_next_step
from actions.turn.turn import Turn
from actions.turn_action import TurnAction


class ActionWhy(TurnAction):
    intents = ("why",)

    def name(self) -> str:
        return "action_why"

    def reply(self, turn: Turn) -> None:
        """Explain the verdict on the topic that the message names, or else what was said last: a verdict by its row,
        any other reply by what it rests on. Of two answers that seem to disagree, say how they go together; of a
        sentence of ours, what the guide says there; of what the platform did, that it isn't known here.
        """
        text, ground = turn.reading.text, turn.before.get("ground")
        they_differ = says_they_differ(turn.knowledge, text) or quotes_both(turn) or asks_which_holds(turn)
        is_not_theirs = is_not_for_theirs(turn.knowledge, text, ground)
        if (they_differ or is_not_theirs) and reconcile(turn):
            return
        if is_not_theirs and not they_differ:
            say_next_step(turn, None)
            return
        last = last_turn(turn.tracker)
        quoted = topic_quoted(turn, TOO_LATE)
        if not quoted and explain_what_was_said(turn):
            return
        named = quoted or topic_in_question(turn)
        if not named and last and say_what_it_rests_on(turn, last[-1]):
            return
        topic = named or topic_answered(turn, last) or turn.topic or (None if last else likeliest_topic(turn))
        if topic is None:
            turn.say("why_guide" if last else "why", topic="why")
            return
        if disputes_an_answer(turn.knowledge, text, ground):
            say_which_holds(turn, topic)
            return
        explain_verdict(turn, topic, is_quoted=quoted is not None)
