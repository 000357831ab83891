"""The action that says the last answer again, plainly."""

from __future__ import annotations

from actions.tracker_state import last_turn, last_verdict
from actions.turn import Turn, TurnAction
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import first_sentences


class ActionRephrase(TurnAction):
    intents = ("rephrase",)

    def name(self) -> str:
        return "action_rephrase"

    def reply(self, turn: Turn) -> None:
        """Say the last answer in two sentences, without notes: of a verdict, the short text where the long one was
        not understood, and the other way round. Then ask the open question again.
        """
        last = last_verdict(turn.tracker)
        row = turn.knowledge.row(last.answer.get("row") or "") if last else None
        told = [message for message in last_turn(turn.tracker) if message.answer.get("topic")]
        if row and (not told or told[-1].answer.get("verdict")):
            decision = decide(turn.knowledge, row[0], turn.facts)
            full, again = (
                first_sentences(turn.responder.text(f"utter_{decision.verdict}{variant}", turn.facts), 2)
                for variant in ("", "_again")
            )
            heard = [message.text for message in last_turn(turn.tracker)]
            sentences = full if any(again in text for text in heard) else again
            turn.say(
                "rephrase_verdict", topic="rephrase", decision=decision, sentences=sentences, asks=turn.pending_fact
            )
        elif told:
            answer = told[-1].answer
            turn.say(
                "rephrase_other",
                topic="rephrase",
                about=answer.get("about"),
                asks=turn.pending_fact,
                sentences=first_sentences(told[-1].text, 2),
            )
        else:
            turn.say("rephrase", topic="rephrase", asks=turn.pending_fact)
        turn.ask_again()
