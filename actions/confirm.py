"""The action that confirms, or corrects, what the person takes the answer to be."""

from __future__ import annotations

from typing import Optional

from actions.answering import answer_topic, likeliest_topic
from actions.asides import asides
from actions.phrases import contains, normalize, split_yes_or_no
from actions.turn import Turn, TurnAction
from retirada.rulebook.decision import decide


class ActionConfirm(TurnAction):
    def name(self) -> str:
        return "action_confirm"

    def reply(self, turn: Turn) -> None:
        """Decide anew with what the person now says, and say it in one sentence: as agreement where the sentence and
        the claim are both a yes or both a no, else as it is.
        """
        topic = likeliest_topic(turn)
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
            name, sentence = "confirm_rule", rest
        elif answer == claim:
            name, sentence = "confirm_agrees", rest
        else:
            name, sentence = "confirm_differs", f"{answer}, {rest[:1].lower()}{rest[1:]}"
        turn.say(name, topic="confirm", decision=decision, sentence=sentence, asides=asides(turn, topic))
        turn.set("topic", topic)


def claimed(turn: Turn) -> Optional[str]:
    """Whether the claim that is to be confirmed is a «Sí» or a «No»; None where it is both, «¿sí o no?»."""
    phrases = turn.knowledge.phrases
    text = normalize(turn.reading.text).rstrip(" .!)")
    if contains(text, phrases.either):
        return None
    tag = next((tag for tag in phrases.tags if text.endswith(tag)), "")
    return "No" if contains(text.removesuffix(tag), phrases.denies) else "Sí"
