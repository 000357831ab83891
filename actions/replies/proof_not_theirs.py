"""The accused who was asked for proof of the infringement, and says that it is not for them to tell."""

from __future__ import annotations

from actions.reading.proof import is_not_theirs, rejects_the_question
from actions.turn.turn import Turn


def take_back_asking_for_proof(turn: Turn) -> bool:
    """Await no proof any more that is not theirs; grant that to who rejects the question, and asks nothing else.
    Whether it was granted.
    """
    if turn.pending != "evidence" or not is_not_theirs(turn.tracker, turn.knowledge):
        return False
    turn.set("pending_question", None)
    if turn.reading.intent == "inform" or not rejects_the_question(turn.knowledge, turn.reading.text):
        return False
    turn.say("proof_not_asked", topic="why", about="pruebas_de_la_infraccion", sources=["P7"])
    return True
