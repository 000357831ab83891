"""Answering what is asked of the guide itself, and of our own words, whatever else the message was read as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from actions.cases.both_cases import all_cases
from actions.reading.asked_in_words import says
from actions.reading.details_asked import clear_details
from actions.reading.message_reader import read_message
from actions.reading.note_wording import word_asked
from actions.reading.official_pages import (
    asks_of_the_guide,
    notes_asked_for,
    notes_saying_it,
    question_number,
    question_numbers,
)
from actions.reading.phrases import contains, questions_asked
from actions.reading.questions_about_guide import PAGE, AskedOfTheGuide, asked_of_the_guide
from actions.reading.rejected_reply import named_question
from actions.reading.rest_of_message import rest_of
from actions.reading.tracker_state import said
from actions.replies.answering import answer_questions
from actions.replies.explaining import explain_terms
from actions.replies.new_wording import new_way
from actions.replies.not_filed import known_case
from actions.replies.source_of_wording import SO_FAR, said_so_far, whose_words
from actions.turn.turn import Turn
from retirada.guide.address import TOP, question_anchor
from retirada.rulebook.about_guide import Point
from retirada.rulebook.wording import ways_of

_SAY_WHAT_WE_ARE = ("who_runs", "free_of_charge")  # details
_ASKING = ("asks", "asks_unmarked", "says_what_it_asks")  # of phrases/questions.yml and phrases/replies.yml
_NUMBERING, _SAID_TOGETHER = "numbering", ("date", "author", "law", "official")
_SURELY = 0.9  # so sure the NLU is of a detail, what it asks is not of the guide
_WHOSE, _WHICH, _QUOTE, _OF_NO_CASE = "whose_words", "which_counts", "quote", ("no_case", "basics", "five_and_seven")
_ALONE = ("no_case", "basics")  # said where nothing else is asked


def answer_about_guide(turn: Turn) -> bool:
    """Say what is known of each point of the guide, or of us, that the message asks about; whether that is all that it
    asks. What it asks beside them is read as a message of its own, for the rest of the turn.
    """
    asked = _answer_points(turn)
    rest = _rest_beside(turn, asked) if asked else None
    if rest is None:
        return asked is not None
    turn.tracker.latest_message = rest
    turn.reading = read_message(turn.tracker, turn.knowledge)
    turn.is_rest = True
    return False


def _answer_points(turn: Turn) -> Optional[AskedOfTheGuide]:
    """Answer the points that the message asks about; what it asks of them, and else, or None where it asks of none."""
    if turn.reading.is_button:
        return None
    asked = asked_of_the_guide(turn.tracker, turn.knowledge, turn.reading.text)
    rest = " ".join(turn.reading.text[slice(*place)] for place in asked.places)
    asks_else = asked.others or any(says(turn.knowledge, name, rest) for name in _ASKING)
    is_all = len(asked.points) == 1 and not asks_else
    points = [point for point in asked.points if _can_be_answered(turn, point, len(asked.points) == 1, is_all)]
    if not points or _is_of_another_reply(turn, points) or _is_clearly_else(turn, points):
        return None
    say_points(turn, points, asked.text)
    if _QUOTE in {point.id for point in points}:
        for number in question_numbers(turn.reading.text):  # «¿puedo citar la pregunta 7? Dígamela tal cual»
            read_out(turn, number)
    turn.understood()
    return asked


def say_points(turn: Turn, points: Sequence[Point], text: str = "") -> None:
    """Say what is known of each point of the guide, of the pages that `text` asks for, or the message, and of us."""
    of_pages = {point.id: _of_pages(turn, point, text or turn.reading.text) for point in points}
    if notes := [note for each in of_pages.values() for note in each]:
        say_pages(turn, notes)
    for point in points:
        if point.of_us:
            turn.say("detail_beside", details=_of_us(turn, point))
    lines, sources = [], []
    for point in (point for point in points if not (point.of_us or of_pages[point.id])):
        of_point, cited = _lines(turn, point)
        lines += of_point
        sources += [source for source in cited if source not in sources]
    if lines:
        cites = {"sources": sources, "footer": turn.responder.source_line(sources)} if sources else {"footer": ""}
        turn.say("sources_asked", lines="\n".join(lines), guide=TOP, **cites)


def say_pages(turn: Turn, notes: Sequence[str], **answer: Optional[str]) -> None:
    """Say what each of the notes says, with its page and how that was read."""
    lines = [f"• {line}" for line in turn.responder.note_lines(list(dict.fromkeys(notes)))]
    if any(turn.knowledge.note(note).copied == "quoted" for note in notes):
        lines.append(turn.responder.text("utter_sources_third", turn.facts))
    turn.say("sources_notes", pages="\n".join(lines), **answer)


def read_out(turn: Turn, number: int) -> None:
    """Say what a question of the guide says, or that there is none of that number."""
    if question := turn.knowledge.question(f"P{number}"):
        lines = [f"• {statement}" for statement in question.statements]
        if question.remarks:
            lines.append(question.remarks)
        statements = "\n".join(lines)
        turn.say(
            "question",
            number=number,
            question=question.question,
            statements=statements,
            sources=[question.id],
            guide=question_anchor(question.id),
        )
    else:
        known = ", ".join(question.id[1:] for question in turn.knowledge.sources.questions)
        turn.say("no_such_question", number=number, known=known, guide=TOP)


def _rest_beside(turn: Turn, asked: AskedOfTheGuide) -> Optional[dict[str, Any]]:
    """The parse data of what else the message asks, without the details that were said; None where there is no more, or
    it was answered here: what it names, or what a word means.
    """
    said_of_us = {point.detail for point in asked.points if point.detail}
    rest = rest_of(turn.tracker.latest_message, asked.places)
    if rest is None:
        _answer_others(turn, asked.others)
        return None
    is_of_page = any(point.id == PAGE for point in asked.points)
    if is_of_page and ("?" not in rest["text"] or contains(rest["text"], turn.knowledge.phrases.address)):
        return None  # «¿quién es ese tercero? Yo quiero ley, no un artículo», «… ¿Me da la dirección?»
    if rest["intent"]["name"] == "bot_challenge" and not said_of_us.isdisjoint(_SAY_WHAT_WE_ARE):
        return None
    kept = [e for e in rest["entities"] if e["entity"] != "detail" or e["value"] not in said_of_us]
    return {**rest, "entities": kept}


def _answer_others(turn: Turn, text: str) -> None:
    """Answer the questions of the message that are about something else: what they name, or what a word means."""
    if not text:
        return
    if term := word_asked(turn.knowledge, text):
        explain_terms(turn, [term], None)
    named = named_question(turn.knowledge, text, ())
    read = [question for question in turn.reading.questions if question in turn.knowledge.tables or question == named]
    if read or named:
        answer_questions(turn, read or [str(named)])


def _of_us(turn: Turn, point: Point) -> str:
    """What is said of a point of the assistant, in the words that were not said yet, if there are some."""
    if point.detail is None:
        return str(point.again if turn.responder.told(str(point.says)) else point.says)
    case = known_case(turn)
    detail = next(detail for detail in turn.knowledge.details_called([point.detail]) if detail.fits(case))
    return new_way(turn, detail) or ways_of(detail)[-1]


def _can_be_answered(turn: Turn, point: Point, alone: bool, is_all: bool) -> bool:
    """Whether a point is to be answered here: whose words they are, once we said anything; which of two sources counts,
    where it is not known of which answer; what is said in general, where no case was told of and nothing else is asked.
    """
    if point.id == _WHOSE:
        return bool(_of_pages(turn, point, turn.reading.text)) or any(
            message.answer.get("sources") for message in said(turn.tracker)
        )
    if point.id == _WHICH:
        decided = any(message.answer.get("verdict") for message in said(turn.tracker))
        return not (alone and decided) or len(all_cases(turn)) > 1
    if point.id in _OF_NO_CASE and turn.is_told_of:
        return False
    return is_all or point.id not in _ALONE


def _of_pages(turn: Turn, point: Point, text: str) -> list[str]:
    """The ids of the notes that a point asks about; none where it asks of the guide, or of us."""
    if point.id == _WHOSE:
        return notes_saying_it(turn.tracker, turn.knowledge, turn.reading.text)
    return notes_asked_for(turn.tracker, turn.knowledge, text) if point.id == PAGE else []


def _is_of_another_reply(turn: Turn, points: list[Point]) -> bool:
    """Whether what is asked is what `action_sources` says by itself: a question that the guide has not, or its date,
    author and law.
    """
    text, knowledge = turn.reading.text, turn.knowledge
    number = question_number(text)
    ids = {point.id for point in points}
    if ids == {_NUMBERING}:
        return number is not None and knowledge.question(f"P{number}") is None
    return ids <= set(_SAID_TOGETHER) and asks_of_the_guide(knowledge, text)


def _is_clearly_else(turn: Turn, points: list[Point]) -> bool:
    """Whether the message asks one thing and the NLU is sure that it is a detail of ours: «¿qué ley lo regula? Es para
    citarlo».
    """
    if any(point.id == PAGE for point in points):
        return False  # a detail says less of it
    clear = clear_details(turn.knowledge, turn.tracker.latest_message, _SURELY).intersection(turn.reading.details)
    return bool(clear - {point.detail for point in points}) and questions_asked(turn.reading.text) <= 1


def _lines(turn: Turn, point: Point) -> tuple[list[str], list[str]]:
    """What is said of a point, and the questions of the guide that it cites."""
    if point.id == _WHOSE:
        return whose_words(turn)
    if point.id == SO_FAR:
        return said_so_far(turn)
    line = point.again if point.again and turn.responder.told(point.says or "", last=True) else point.says
    return [line or ""], list(point.sources)
