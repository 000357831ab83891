"""Answering what a message says was left out before, beside what else it asks: «no me dijo si es neutral. ¿Y yo?»"""

from __future__ import annotations

import re

from actions.reading.details_again import detail_asked_with
from actions.reading.own_question import quotable
from actions.reading.phrases import normalize, place_as_written, sentences_in, stems
from actions.reading.rejected import named_again, named_question
from actions.reading.terms import terms_named
from actions.reading.tracker_state import last_turn, parse_data_before
from actions.replies.asked_alone import is_said, say_in_a_sentence
from actions.replies.details_to_say import lines_of
from actions.replies.not_filed import known_case
from actions.replies.ways import new_way
from actions.turn.turn import Turn

_HALF = 0.5  # of its words, the reply is of it
_OF_US = ("sources", "bot_challenge", "privacy", "capabilities", "human")  # and not of the complaint


def answer_what_was_left_out(turn: Turn) -> None:
    """Say the line of what the message says was left out, in a sentence of its own, where it asks something else in
    another. Nothing of one that has no line: what is asked may be what the reply just told.
    """
    words = _left_out(turn)
    telling = stems(words, frozenset(turn.knowledge.phrases.fillers))
    if not telling or len(telling & stems(turn.words)) >= _HALF * len(telling):
        return
    topic = named_again(turn.tracker, turn.knowledge, words, ())
    if topic in turn.knowledge.tables:
        say_in_a_sentence(turn, str(topic))
        return
    name = detail_asked_with(turn.tracker, turn.knowledge, telling, True)
    case = known_case(turn)
    lines = [detail for detail in lines_of(turn, [name] if name else []) if detail.fits(case)]
    if any(is_said(turn, detail) for detail in lines):
        return
    if says := next(filter(None, (new_way(turn, detail) for detail in lines)), None):
        turn.say("detail_beside", details=says, topic="out_of_scope")


def _left_out(turn: Turn) -> str:
    """The question that a sentence of the message says was left out, as it is written; nothing of a message that asks
    nothing else, that asks the same in the rest, or where it may have its answer.
    """
    text, knowledge, phrases = turn.reading.text, turn.knowledge, turn.knowledge.phrases
    before = parse_data_before(turn.tracker)
    if before is None or before["intent"]["name"] in _OF_US or not last_turn(turn.tracker):
        return ""
    for start, end in sentences_in(text):
        sentence, rest = text[start:end], text[:start] + text[end:]
        found = re.search(phrases.left_out, normalize(sentence))
        words = quotable(knowledge, sentence[slice(*place_as_written(sentence, found.span(1)))]) if found else ""
        if not words or "?" not in rest or stems(words) <= stems(rest):
            continue
        written = normalize(words)
        may_be_answered = re.match(phrases.asks_nothing_open, written) or named_question(knowledge, written, ())
        may_be_answered = may_be_answered or re.search(phrases.whether_it_is_right, normalize(sentence))
        read = [e for e in turn.tracker.latest_message.get("entities", []) if start <= e.get("start", -1) < end]
        is_question = re.match(phrases.begins_a_question, written)
        if is_question and not (may_be_answered or read or terms_named(knowledge, words)):
            return words
    return ""
