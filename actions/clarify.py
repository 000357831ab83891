"""The action for what was not understood: the readings that compete, each with its answer in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from actions.reading.message import FALLBACK
from actions.reading.phrases import split_yes_or_no
from actions.replies.answering import answer_questions, in_the_way, likeliest_topic
from actions.replies.explaining import explain_terms
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.decision import decide

_MAX_OFFERED, _MAX_ANSWERED = 3, 2
_LEAST_CONFIDENCE = 0.08
_LIKELY = 0.3  # so likely, in the middle of a case, a topic is answered in a sentence before the others are offered
_LIKELIER = 1.2  # times as likely as the next
_NOT_SHORT = 3  # words
_NO_CHOICE = ("confirm", "correction")  # what one means by them is the question


class ActionClarify(TurnAction):
    def name(self) -> str:
        return "action_clarify"

    def reply(self, turn: Turn) -> None:
        """Offer the likeliest readings as buttons, in the middle of a case after the likeliest one's answer; the second
        time running, say what can be asked and whom.
        """
        if turn.reading.terms and "meaning" in [guess["name"] for guess in turn.reading.ranking[:3]]:
            explain_terms(turn, turn.reading.terms, turn.pending_fact)
            turn.ask_again()
            return
        offered = _readings(turn)
        count = (turn.get("fallback_count") or 0) + 1
        turn.set("fallback_count", count)
        if count == 1 and (topic := _likely_topic(turn)):
            decision = in_the_way(turn, topic) or decide(turn.knowledge, topic, turn.facts)
            others = [button for button in offered if button["payload"] not in (f"/{topic}", "/confirm")]
            sentence = turn.responder.sentence(decision, turn.facts)
            turn.say("clarify_likely", topic=topic, decision=decision, sentence=sentence, buttons=others)
            turn.set("pending_question", turn.pending_fact)
        elif count == 1 and offered:
            _say_each(turn, offered)
        else:
            turn.say("not_understood")
            turn.ask_again()


def _say_each(turn: Turn, offered: list[dict[str, str]]) -> None:
    """Offer the readings, with the answers to the first two. If only the likeliest has one, it is given plainly."""
    lines: list[str] = []
    sources: list[str] = []
    for button in offered[:_MAX_ANSWERED]:
        sentence, cited = _in_a_sentence(turn, button["payload"].removeprefix("/"))
        if sentence:
            lines.append(f"• {button['title']}. {sentence}")
            sources += cited
    first = offered[0]["payload"].removeprefix("/")
    if len(lines) == 1 and _in_a_sentence(turn, first)[0]:
        answer_questions(turn, [first])  # one answer is no choice
        return
    if len(lines) > 1 and sources:
        turn.say("clarify_each", buttons=offered, answers="\n".join(lines), sources=list(dict.fromkeys(sources)))
    elif len(lines) > 1:
        turn.say("clarify_each_beside", buttons=offered, answers="\n".join(lines))
    else:
        turn.say("clarify", buttons=offered)
    turn.set("pending_question", first if first in turn.knowledge.tables else turn.pending_fact)


def _in_a_sentence(turn: Turn, intent: str) -> tuple[str, Sequence[str]]:
    """The answer to an intent in a sentence, and the source questions that it rests on; nothing for acts."""
    if intent in turn.knowledge.tables:
        decision = decide(turn.knowledge, intent, turn.facts)
        return split_yes_or_no(turn.responder.sentence(decision, turn.facts))[1], decision.sources
    if intent in turn.knowledge.subjects:
        line = turn.responder.new_sentence(intent, turn.facts)
        return split_yes_or_no(line)[1], turn.knowledge.subjects[intent].sources
    return "", ()


def _likely_topic(turn: Turn) -> Optional[str]:
    """The topic that the message is likely about, asked or put to us for confirmation, in the middle of a case."""
    guesses = [guess for guess in turn.reading.ranking if guess["name"] != FALLBACK][:2]
    if not turn.topic or len(turn.reading.text.split()) < _NOT_SHORT or len(guesses) < 2:
        return None
    if guesses[0]["confidence"] < max(_LIKELY, _LIKELIER * guesses[1]["confidence"]):
        return None
    first = guesses[0]["name"]
    return likeliest_topic(turn) if first == "confirm" else first if first in turn.knowledge.tables else None


def _readings(turn: Turn) -> list[dict[str, str]]:
    """Buttons for the intents that compete, in the words of this conversation. One alone is no choice: then the next
    topics are offered with it.
    """
    likely = [guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _LEAST_CONFIDENCE]
    intents = [name for name in likely if name not in _NO_CHOICE]
    topics = [guess["name"] for guess in turn.reading.ranking if guess["name"] in turn.knowledge.tables]
    if not intents:
        return []
    buttons = turn.responder.reading_buttons(intents) + _facts_read(turn)
    for button in turn.responder.reading_buttons(topics):
        if len(buttons) < 2 and button not in buttons:
            buttons.append(button)
    return buttons[:_MAX_OFFERED]


def _facts_read(turn: Turn) -> list[dict[str, str]]:
    """«Le digo que ya se procesó», for what the message may state."""
    entities = turn.tracker.latest_message.get("entities", [])
    read = {e["entity"]: e["value"] for e in entities}
    titles = turn.responder.text("utter_reading_fact", {})
    return [
        {
            "title": titles.format(fact=fact.meaning[read[name]]),
            "payload": f'/inform{{"{name}": "{read[name]}"}}',
        }
        for name, fact in turn.knowledge.facts.items()
        if name not in ("kind", *turn.facts) and read.get(name) in fact.values
    ][:1]
