"""The action for greetings, thanks, other languages, and all that has one response and changes nothing."""

from __future__ import annotations

from actions.turn import Turn, TurnAction

OTHER_LANGUAGES = ("english", "portuguese", "chinese")


class ActionChitchat(TurnAction):
    intents = ("greet", "thanks", "goodbye")

    def name(self) -> str:
        return "action_chitchat"

    def reply(self, turn: Turn) -> None:
        intent = turn.reading.intent
        turn.say(intent, topic="out_of_scope" if intent in OTHER_LANGUAGES else None)
