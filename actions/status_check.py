"""The action that says where to see what became of a complaint."""

from __future__ import annotations

from actions.replies.asides import asides
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.decision import note_fits


class ActionStatusCheck(TurnAction):
    intents = ("status_check",)

    def name(self) -> str:
        return "action_status_check"

    def reply(self, turn: Turn) -> None:
        """Say where to look and what it would look like, then ask the open question again."""
        notes = [
            note
            for note in turn.knowledge.notes_for("status_check")
            if note_fits(turn.knowledge, note, turn.responder.topics, turn.facts)
        ]
        for_accused = turn.facts.get("party") == "respondent" and turn.get("principal")
        turn.say(
            "status_check_for_accused" if for_accused else "status_check",
            topic="status_check",
            sources=["P1", "P2"],
            notes=notes,
            asks=None if turn.reading.questions else turn.pending_fact,  # their answers may close it
            asides=asides(turn, "status_check"),
        )
        turn.ask_again()
