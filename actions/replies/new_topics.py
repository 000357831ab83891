"""Topics that an editor has added, of which the project knows nothing yet but their verdict.

Details and patterns were written for the other topics, with an eye on what people ask there: what is read as a new one,
they would take for theirs. So its verdict is given, and where another reading is likelier, it is offered.
"""

from __future__ import annotations

from actions.reading.low_confidence import FALLBACK, WITH_CARE
from actions.reading.tracker_state import ASKS
from actions.turn.turn import Turn

# How sure the NLU is of a new topic: that it is answered where nothing is likelier, and that it is offered where
# something is.
_ANSWERED, _OFFERED = 0.3, 0.05


def take_up_new_topic(turn: Turn) -> bool:
    """Have the turn answer the new topic that its message is likeliest about, and no detail in its place; what is asked
    beside it stays. Whether there is one.

    There is none where the message was taken for an act, such as a claim put to us.
    """
    reading, new = turn.reading, turn.knowledge.topics_without_details
    if not new or not _asks_something(turn):
        return False
    first = next((guess for guess in reading.ranking if guess["name"] != FALLBACK), None)
    if first is None or first["name"] not in new or first["confidence"] < _ANSWERED:
        return False
    others = [question for question in reading.questions if question != first["name"]]
    of_others = [d.id for d in turn.knowledge.details_called(reading.details) if not set(others).isdisjoint(d.of)]
    turn.reading = reading._replace(intent=first["name"], questions=[first["name"], *others], details=of_others)
    return True


def offer_new_topics(turn: Turn) -> None:
    """Add a button for each new topic that the message may be about and that was not answered, to the last message of
    the reply that asks for no fact.
    """
    new = turn.knowledge.topics_without_details - turn.responder.answered
    if not new or turn.reading.is_button or not _asks_something(turn):
        return
    answers = [reply for reply in turn.replies if not reply["response"].startswith(ASKS)]
    if not answers:
        return
    likely = [guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _OFFERED]
    shown = [b for reply in turn.replies for b in (*reply["buttons"], *turn.responder.buttons(reply["response"]))]
    payloads = {button["payload"] for button in shown}
    offered = turn.responder.reading_buttons([topic for topic in likely if topic in new])
    last = answers[-1]
    last["buttons"] = [*last["buttons"], *(button for button in offered if button["payload"] not in payloads)]


def _asks_something(turn: Turn) -> bool:
    """Whether the message was taken for a question that needs no care, or was not understood."""
    knowledge = turn.knowledge
    return turn.reading.intent in {FALLBACK, *knowledge.tables, *knowledge.subjects}.difference(WITH_CARE)
