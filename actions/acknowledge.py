"""The action for «ok» and «entiendo»."""

from __future__ import annotations

from actions.turn import Turn, TurnAction


class ActionAcknowledge(TurnAction):
    intents = ("acknowledge",)

    def name(self) -> str:
        return "action_acknowledge"

    def reply(self, turn: Turn) -> None:
        """One short line. The open question stays open and is not asked again."""
        turn.say("acknowledge", topic="acknowledge", asks=turn.pending_fact)
