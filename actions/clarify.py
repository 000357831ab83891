"""The action for what was not understood: «¿Se refiere a…?» with the readings that compete."""

from __future__ import annotations

from actions.meaning import explain_terms
from actions.turn import Turn, TurnAction

_MAX_OFFERED = 3
_LEAST_CONFIDENCE = 0.08


class ActionClarify(TurnAction):
    def name(self) -> str:
        return "action_clarify"

    def reply(self, turn: Turn) -> None:
        """Offer the likeliest readings as buttons; the second time running, say what can be asked and whom."""
        if turn.reading.terms and "meaning" in [guess["name"] for guess in turn.reading.ranking[:3]]:
            explain_terms(turn, turn.reading.terms)
            return
        offered = _readings(turn)
        count = (turn.get("fallback_count") or 0) + 1
        turn.set("fallback_count", count)
        if count == 1 and offered:
            turn.say("clarify", buttons=offered)
            first = offered[0]["payload"].removeprefix("/")
            turn.set("pending_question", first if first in turn.knowledge.tables else turn.pending_fact)
        else:
            turn.say("not_understood")
            turn.ask_again()


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
