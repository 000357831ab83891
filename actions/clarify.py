"""The action for what was not understood: «¿Se refiere a…?» with the readings that compete."""

from __future__ import annotations

from typing import Optional

from actions.answering import likeliest_topic
from actions.meaning import explain_terms
from actions.reading import FALLBACK
from actions.turn import Turn, TurnAction
from retirada.rulebook.decision import decide

_MAX_OFFERED = 3
_LEAST_CONFIDENCE = 0.08
_LIKELY = 0.3  # so likely, in the middle of a case, a topic is answered in a sentence before the others are offered
_LIKELIER = 1.2  # times as likely as the next
_NOT_SHORT = 3  # words


class ActionClarify(TurnAction):
    def name(self) -> str:
        return "action_clarify"

    def reply(self, turn: Turn) -> None:
        """Offer the likeliest readings as buttons, in the middle of a case after the likeliest one's answer; the second
        time running, say what can be asked and whom.
        """
        if turn.reading.terms and "meaning" in [guess["name"] for guess in turn.reading.ranking[:3]]:
            explain_terms(turn, turn.reading.terms)
            return
        offered = _readings(turn)
        count = (turn.get("fallback_count") or 0) + 1
        turn.set("fallback_count", count)
        if count == 1 and (topic := _likely_topic(turn)):
            decision = decide(turn.knowledge, topic, turn.facts)
            others = [button for button in offered if button["payload"] not in (f"/{topic}", "/confirm")]
            sentence = turn.responder.sentence(decision, turn.facts)
            turn.say("clarify_likely", topic=topic, decision=decision, sentence=sentence, buttons=others)
            turn.set("pending_question", turn.pending_fact)
        elif count == 1 and offered:
            turn.say("clarify", buttons=offered)
            first = offered[0]["payload"].removeprefix("/")
            turn.set("pending_question", first if first in turn.knowledge.tables else turn.pending_fact)
        else:
            turn.say("not_understood")
            turn.ask_again()


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
    intents = [guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _LEAST_CONFIDENCE]
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
