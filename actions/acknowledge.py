"""The action for «ok» and «entiendo»."""

from __future__ import annotations

from actions.replies.answering import answer_questions, asked_in_passing, says_more
from actions.turn.turn import Turn
from actions.turn_action import TurnAction


class ActionAcknowledge(TurnAction):
    intents = ("acknowledge",)

    def name(self) -> str:
        return "action_acknowledge"

    def reply(self, turn: Turn) -> None:
        """One short line. The open question stays open and is not asked again. Who says more than «ok» is answered
        what it may ask, or asked for it.
        """
        if asked := asked_in_passing(turn):
            answer_questions(turn, asked)
        elif "?" in turn.reading.text and says_more(turn):
            turn.say("acknowledge_more", topic="acknowledge", asks=turn.pending_fact)
        else:
            turn.say("acknowledge", topic="acknowledge", asks=turn.pending_fact)
