"""The action that says what to do next."""

from __future__ import annotations

from actions.reading.phrases import normalize
from actions.replies.answering import answer_both_cases
from actions.replies.statements import say_next_step
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.prefilter import search


class ActionNextStep(TurnAction):
    intents = ("next_step",)

    def name(self) -> str:
        return "action_next_step"

    def reply(self, turn: Turn) -> None:
        """Say what follows from the facts and from what was talked about last (next_steps.yml)."""
        if turn.reading.second_case:
            answer_both_cases(turn, None)
            return
        # «Ya la retiré, ¿y ahora?» and «¿eso es todo?» leave what was asked before behind.
        text, is_withdrawn = normalize(turn.reading.text), turn.facts.get("status") == "withdrawn"
        is_over = is_withdrawn and search(turn.knowledge.phrases.is_that_all, text)
        topic = None if is_over or "status" in turn.reading.stated else turn.topic
        say_next_step(turn, topic)
