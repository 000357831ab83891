"""The action that confirms, or corrects, what the person takes the answer to be."""

from __future__ import annotations

import re
from typing import Optional

from actions.answering import answer_questions, answer_topic, likeliest_topic, likely_questions
from actions.asides import asides
from actions.phrases import contains, normalize, split_yes_or_no
from actions.turn import Turn, TurnAction
from retirada.rulebook.decision import decide

_CAN_WAIT = ("withdrawable", "withdrawal_conditions")  # of these cases, one can settle first and withdraw then
_CLEARLY = 0.1  # what the NLU leaves to the subject of a claim, at least


class ActionConfirm(TurnAction):
    intents = ("confirm",)

    def name(self) -> str:
        return "action_confirm"

    def reply(self, turn: Turn) -> None:
        """Decide anew with what the person now says, and say it in one sentence: as agreement where the sentence and
        the claim are both a yes or both a no, else as it is.
        """
        subject = _subject(turn)
        if subject:
            answer_questions(turn, [subject])
            return
        topic = "before_withdrawing" if _settles_first(turn) else likeliest_topic(turn)
        if topic and turn.pending_fact in turn.reading.stated:
            answer_topic(turn, topic)  # «ah, entonces sí, sigue en trámite» to «¿en qué punto está?»
            return
        if topic is None:
            turn.say("confirm", topic="confirm")
            return
        decision = decide(turn.knowledge, topic, turn.facts)
        answer, rest = split_yes_or_no(turn.responder.sentence(decision, turn.facts))
        claim = claimed(turn)
        if answer is None:
            rightly = turn.knowledge.phrases.rightly.get(decision.verdict)
            agrees = rightly and re.search(rightly, normalize(turn.reading.text))
            name, sentence = "confirm_agrees" if agrees else "confirm_rule", rest
        elif answer == claim:
            name, sentence = "confirm_agrees", rest
        else:
            name, sentence = "confirm_differs", f"{answer}, {rest[:1].lower()}{rest[1:]}"
        turn.say(name, topic="confirm", decision=decision, sentence=sentence, asides=asides(turn, topic))
        turn.set("topic", topic)


def _settles_first(turn: Turn) -> bool:
    """Whether the claim is a plan to have all settled before withdrawing, and it can still be withdrawn."""
    plans = re.search(turn.knowledge.phrases.settle_first, normalize(turn.reading.text))
    return bool(plans) and decide(turn.knowledge, "withdraw", turn.facts).verdict in _CAN_WAIT


def _subject(turn: Turn) -> Optional[str]:
    """The subject next door that the claim is about: «o sea que tengo tres días»; None where it is about a topic."""
    clear = [guess["name"] for guess in likely_questions(turn)[:1] if guess["confidence"] >= _CLEARLY]
    return clear[0] if clear and clear[0] in turn.knowledge.subjects else None


def claimed(turn: Turn) -> Optional[str]:
    """Whether the claim that is to be confirmed is a «Sí» or a «No»; None where it is both, «¿sí o no?»."""
    phrases = turn.knowledge.phrases
    text = normalize(turn.reading.text).rstrip(" .!)")
    if contains(text, phrases.either):
        return None
    tag = next((tag for tag in phrases.tags if text.endswith(tag)), "")
    return "No" if contains(text.removesuffix(tag), phrases.denies) else "Sí"
