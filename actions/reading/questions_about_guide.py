"""What a message asks of the guide itself, or of our own words (data/knowledge/about_guide.yml)."""

from __future__ import annotations

import re
from typing import NamedTuple

from rasa_sdk import Tracker

from actions.reading.official_pages import notes_mentioned
from actions.reading.phrases import normalize, quotes_in, sentences_in
from actions.reading.tracker_state import last_turn, written_before
from retirada.prefilter import search
from retirada.rulebook.about_guide import AboutGuide, Point
from retirada.rulebook.schema import Knowledge

# Begin the names of the responses that are about the guide.
_OF_THE_GUIDE = ("utter_sources", "utter_question", "utter_no_such_question", "utter_guide_")
_A_QUESTION = 3  # words
_LATEST = 2  # messages before, in which «esa frase» may stand
PAGE = "official_page"  # the point that is of the pages we mentioned


class AskedOfTheGuide(NamedTuple):
    """What a message asks of the guide: the points, in its order, the sentences that ask it, and those that are about
    something else, with where they stand.
    """

    points: list[Point]
    text: str
    others: str
    places: list[tuple[int, int]]


def asked_of_the_guide(tracker: Tracker, knowledge: Knowledge, text: str) -> AskedOfTheGuide:
    """The points that a message asks about; none where it asks nothing of the guide."""
    about, written = knowledge.about_guide, normalize(text)
    is_named = search(about.names_it, written) is not None or _was_spoken_of(tracker)
    found: dict[str, Point] = {}
    others, places, asking = [], [], ""
    for place in sentences_in(text):
        sentence = normalize(text[slice(*place)])
        is_question = sentence.rstrip().endswith("?")
        asks = is_question or search(about.asks_of_it, sentence)
        meant = [sentence]
        if search(about.that_phrase, sentence):
            meant = [*map(normalize, written_before(tracker)[-_LATEST:]), written]
        quoted = " ".join([*meant, *quotes_in(text)])
        points = [point for point in about.points if asks or point.of_us or point.phrase]
        asked = [point for point in points if _asks_about(about, point, sentence, quoted, is_named)]
        found |= {point.id: point for point in asked}
        if asked:
            asking += text[slice(*place)]
        else:
            places.append(place)
        if is_question and not asked and len(re.findall(r"\w+", sentence)) >= _A_QUESTION:
            others.append(sentence)
    if PAGE in found and not notes_mentioned(tracker, knowledge):
        del found[PAGE]
    covered = {name for point in found.values() for name in point.covers}
    points = [point for point in found.values() if point.id not in covered]
    return AskedOfTheGuide(points, asking, " ".join(others), places)


def _asks_about(about: AboutGuide, point: Point, sentence: str, quoted: str, is_named: bool) -> bool:
    """Whether a sentence asks about a point.

    Args:
        quoted: the sentence, with what it speaks of: what else the message says, and the ones before, if it says so.
        is_named: the guide is named, or was spoken of.
    """
    if point.but_not and search(point.but_not, sentence):
        return False
    if point.phrase:
        return search(point.alone, quoted) is not None and search(about.asks_meaning, sentence) is not None
    beside = point.beside if is_named else None
    return any(search(pattern, sentence) for pattern in (point.alone, beside) if pattern)


def _was_spoken_of(tracker: Tracker) -> bool:
    """Whether the last reply was about the guide."""
    return any((message.response or "").startswith(_OF_THE_GUIDE) for message in last_turn(tracker))
