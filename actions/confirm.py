"""The action that confirms, or corrects, what the person takes the answer to be."""

from __future__ import annotations

from actions.replies.answering import answer_questions, answer_topic
from actions.replies.claim_confirmed import answer_plan, confirm, say_of_subject, say_plainly
from actions.replies.claim_parts import ask_what_is_claimed, claimed_apart, say_who_was_wrong, says_rightly
from actions.replies.matter_claimed import subject_claimed, topic_claimed
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.wording import OVER, split_yes_or_no


class ActionConfirm(TurnAction):
    intents = ("confirm",)

    def name(self) -> str:
        return "action_confirm"

    def reply(self, turn: Turn) -> None:
        """Decide anew with what the person now says, and say it in one sentence: as agreement where the sentence and
        the claim are both a yes or both a no, else as it is.
        """
        if turn.reading.pressed:
            say_plainly(turn, turn.reading.pressed)
            return
        if say_who_was_wrong(turn) or answer_plan(turn):
            return
        subject = subject_claimed(turn)
        if subject and not (turn.topic and says_rightly(turn, turn.topic)):
            _answer_of_subject(turn, subject)
            return
        topic = turn.topic if subject else topic_claimed(turn)
        if topic is None:
            is_over = turn.facts.get("status") in OVER and not claimed_apart(turn)  # «¿entonces ya valió?»
            answer_topic(turn, "withdraw") if is_over else ask_what_is_claimed(turn)
        elif turn.pending in turn.reading.stated:
            answer_topic(turn, topic)  # «ah, entonces sí, sigue en trámite» to «¿en qué punto está?»
        else:
            confirm(turn, topic, subject)


def _answer_of_subject(turn: Turn, subject: str) -> None:
    """Answer a claim about a subject next door: whether it holds, where what there is to say of it was said."""
    line = split_yes_or_no(turn.responder.first_sentence(subject, turn.facts))[1]
    if turn.responder.told(line[1:]):
        say_of_subject(turn, subject)
    else:
        answer_questions(turn, [subject])
