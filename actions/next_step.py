"""The action that says what to do next."""

from __future__ import annotations

from actions.asides import asides
from actions.turn import Turn, TurnAction
from retirada.rulebook.decision import next_step


class ActionNextStep(TurnAction):
    intents = ("next_step",)

    def name(self) -> str:
        return "action_next_step"

    def reply(self, turn: Turn) -> None:
        """Say what follows from the facts and from what was talked about last (next_steps.yml)."""
        step = next_step(turn.knowledge, turn.topic, turn.facts)
        turn.say(f"step_{step.step}", topic="next_step", sources=step.sources, asides=asides(turn, "next_step"))
        turn.set("pending_question", None)
