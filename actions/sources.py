"""The action that says where answers come from, and reads out the guide."""

from __future__ import annotations

from actions.reading.entities import entity
from actions.reading.official_pages import asks_for_a_page, asks_of_the_guide, notes_asked_for, question_numbers
from actions.reading.phrases import contains, normalize
from actions.reading.tracker_state import last_verdict
from actions.replies.guide_answers import read_out, say_pages
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.guide.address import TOP
from retirada.prefilter import search

_MOST = 3  # questions of the guide that are read out at once


class ActionSources(TurnAction):
    intents = ("sources",)

    def name(self) -> str:
        return "action_sources"

    def reply(self, turn: Turn) -> None:
        """Read out the question of the guide that is asked for; of an official page that was mentioned, what it says;
        else say what the guide is, and what the last answer rests on. A channel that knows where the guide is served
        links to it (`guide`).
        """
        numbers = _numbers(turn)
        number = next(iter(numbers), None)
        last = last_verdict(turn.tracker)
        if number is None and (notes := _notes(turn)):
            say_pages(turn, notes)
        elif number is None and _asks_for_the_guide(turn):
            turn.say("sources_address", guide=TOP)
        elif number is None:
            rests_on = turn.responder.source_line(last.answer["sources"]) if last else ""
            of_alibaba = search(turn.knowledge.phrases.of_alibaba, normalize(turn.reading.text))
            turn.say("sources_own" if of_alibaba else "sources", rests_on=rests_on, guide=TOP)
        for number in numbers[:_MOST]:
            read_out(turn, number)


def _asks_for_the_guide(turn: Turn) -> bool:
    """Whether the guide itself is asked for: its address, date, author or law."""
    text, knowledge = turn.reading.text, turn.knowledge
    return contains(text, knowledge.phrases.address) or asks_of_the_guide(knowledge, text)


def _notes(turn: Turn) -> list[str]:
    """The ids of the notes whose pages are asked for."""
    text = turn.reading.text
    if asks_of_the_guide(turn.knowledge, text):
        return []
    speaks_of_one = contains(text, turn.knowledge.phrases.official_page)
    if not speaks_of_one and not asks_for_a_page(turn.tracker, turn.knowledge, text):
        return []
    return notes_asked_for(turn.tracker, turn.knowledge, text)


def _numbers(turn: Turn) -> list[int]:
    named = question_numbers(turn.reading.text)
    digits = str(entity(turn.tracker, "question") or "").removeprefix("P")
    return [int(digits)] if digits.isdecimal() and int(digits) not in named else named
