"""Topics that an editor has added, of which the project knows nothing yet but their verdict.

Details, patterns and asides were written for the other topics, with an eye on what people ask there: what is read as a
new one, they would take for theirs. So its verdict is given, and where another reading is likelier, it is offered.
"""

from __future__ import annotations

from typing import Any

from actions.cases.case import store_facts
from actions.reading.message import FALLBACK
from actions.replies.answering import answer_questions
from actions.turn.turn import Turn

# How sure the NLU is of a new topic: that it is answered where nothing is likelier, and that it is offered where
# something is.
_ANSWERED, _OFFERED = 0.3, 0.05


def answer_new_topic(turn: Turn) -> bool:
    """Store what the message states, and answer the new topic that it is likeliest about and what it asks beside that.
    Whether there is one.
    """
    guesses = [guess for guess in turn.reading.ranking if guess["name"] != FALLBACK]
    first = next(iter(guesses), None)
    if not first or first["name"] not in turn.knowledge.new_topics or first["confidence"] < _ANSWERED:
        return False
    store_facts(turn)
    turn.understood()
    others = [question for question in turn.reading.questions if question != first["name"]]
    answer_questions(turn, [first["name"], *others])
    return True


def offer_new_topics(turn: Turn, said: list[dict[str, Any]]) -> None:
    """Add a button for each new topic that the message may be about and that was not answered.

    Args:
        said: the messages of the reply; the button goes with the last.
    """
    new = turn.knowledge.new_topics - set(turn.responder.answered)
    likely = [guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _OFFERED]
    offered = {button["payload"] for message in said for button in message["buttons"]}
    topics = [topic for topic in likely if topic in new and f"/{topic}" not in offered]
    if said and not turn.reading.is_button:
        said[-1]["buttons"] = [*said[-1]["buttons"], *turn.responder.reading_buttons(topics)]
