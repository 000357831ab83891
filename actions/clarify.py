"""The action for what was not understood: «¿Se refiere a…?» with the readings that compete."""

from __future__ import annotations

from actions.answering import answer_questions
from actions.meaning import explain_terms
from actions.turn import Turn, TurnAction

_MAX_OFFERED = 3
_LEAST_CONFIDENCE = 0.08
_SURE_IN_A_CASE = 0.7  # of a few words that are about the case under discussion; alone they could be about anything


class ActionClarify(TurnAction):
    def name(self) -> str:
        return "action_clarify"

    def reply(self, turn: Turn) -> None:
        """Offer the likeliest readings as buttons; the second time running, say what can be asked and whom."""
        if turn.reading.terms and "meaning" in [guess["name"] for guess in turn.reading.ranking[:3]]:
            explain_terms(turn, turn.reading.terms)
            return
        if asked := _asked(turn):
            answer_questions(turn, asked)
            return
        offered = _readings(turn)
        count = (turn.get("fallback_count") or 0) + 1
        turn.set("fallback_count", count)
        if count == 1 and offered:
            turn.say("clarify", buttons=offered)
            first = offered[0]["payload"].removeprefix("/")
            turn.set("pending_question", first if first in turn.knowledge.tables else None)
        else:
            turn.say("not_understood")
            turn.ask_again()


def _asked(turn: Turn) -> list[str]:
    """What can be answered all the same: two topics, of neither of which alone the NLU was sure because the message
    asks both; or one that it is sure enough of in the middle of a case.
    """
    guesses = [guess for guess in turn.reading.ranking if guess["name"] != "nlu_fallback"][:1]
    topics = [guess["name"] for guess in guesses if guess["name"] in turn.knowledge.tables]
    both = [*topics, *(question for question in turn.reading.questions if question in turn.knowledge.tables)]
    if len(set(both)) == 2:
        return both
    return topics if turn.topic and topics and guesses[0]["confidence"] >= _SURE_IN_A_CASE else []


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
        if name != "kind" and read.get(name) in fact.values
    ][:1]
