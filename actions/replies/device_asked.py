"""Whether a phone will do, where a question names one and the reply says nothing of it."""

from __future__ import annotations

from actions.reading.phrases import normalize, sentences_in
from actions.replies.answering import in_the_way
from actions.replies.separate_questions import say_in_a_sentence
from actions.turn.turn import Turn
from retirada.prefilter import search

_WHERE = "where"
# One of these is asked from a phone, where nothing else is spoken of.
_WITHDRAWING = ("withdraw", _WHERE, "before_withdrawing", "buyer_withdrawal")


def answer_from_which_device(turn: Turn) -> None:
    """Say what the guide says of the phone: «cobramos y luego la retira, ¿no? ¿Y desde el móvil también vale?»

    Nothing of an appeal from a phone, of a complaint that they can't withdraw, nor of what is asked of several cases.
    """
    reading = turn.reading
    is_of_it = reading.intent in _WITHDRAWING or (reading.intent == "confirm" and turn.topic in _WITHDRAWING)
    if not is_of_it or reading.is_button or reading.second_case or turn.cases.names_several:
        return
    if turn.facts.get("device") != "mobile":
        return
    asked = [place for place in sentences_in(reading.text) if reading.text[: place[1]].endswith("?")]
    named = [
        e.get("start", -1)
        for e in turn.tracker.latest_message.get("entities", [])
        if (e["entity"], e["value"]) == ("device", "mobile")
    ]
    if not any(start <= at < end for start, end in asked for at in named):
        return
    phrases, said = turn.knowledge.phrases, " ".join(str(part) for reply in turn.replies for part in reply.values())
    is_else = search(phrases.names["appeal"], normalize(reading.text)) or in_the_way(turn, _WHERE)
    if not (is_else or search(phrases.a_phone, normalize(f"{turn.words} {said}"))):
        say_in_a_sentence(turn, _WHERE)
