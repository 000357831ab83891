"""The action for greetings, thanks, other languages, and all that has one response and changes nothing."""

from __future__ import annotations

from actions.reading.languages import OTHER_LANGUAGES
from actions.reading.phrases import contains, normalize
from actions.replies.answering import answer_questions, asked_in_passing
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.prefilter import search


class ActionChitchat(TurnAction):
    intents = ("greet", "thanks", "goodbye", "capabilities", "bot_challenge")

    def name(self) -> str:
        return "action_chitchat"

    def reply(self, turn: Turn) -> None:
        intent = turn.reading.intent
        if intent == "thanks" and contains(turn.reading.text, turn.knowledge.phrases.thanks_for_nothing):
            turn.say("thanks_for_nothing")
            return
        if intent == "capabilities" and search(turn.knowledge.phrases.what_for, normalize(turn.reading.text)):
            turn.say("capabilities_in_short")  # who is annoyed wants no menu
            return
        if intent == "bot_challenge" and any(act == "human" for act, _ in turn.reading.beside):
            turn.say("bot_challenge_beside")  # where a person is found comes next
            return
        asked = asked_in_passing(turn) if intent in ("thanks", "goodbye") else []
        if asked:
            answer_questions(turn, asked)
            return
        turn.say(intent, topic="out_of_scope" if intent in OTHER_LANGUAGES else None)
