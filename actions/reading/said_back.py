"""A question as it is said back to whoever asks it: «¿puedo grabarlo yo?» as «puede grabarlo»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, Optional

from actions.reading.entities import AROUND
from actions.reading.phrases import unaccented
from retirada.rulebook.said_back import SaidBack
from retirada.rulebook.schema import Knowledge

_LEAST, _MOST, _MOST_OF_A_MATTER = 2, 14, 4  # words
_SHORT = 3  # letters: «sé» without its accent is another word
_CONDITION, _QUOTES, _GOES_ON = re.compile(r"si\b"), re.compile('[«»"“”¿]'), re.compile(r"\W*y\b", re.IGNORECASE)
_NAME = re.compile(r"\b(?:alibaba|taobao)\b", re.IGNORECASE)
_BEFORE = {"a", "de", "con", "por", "para", "en", "desde", "hasta"}  # an interrogative: «¿con qué…?»


class Question(NamedTuple):
    """A question said back. `kind`: «whether», of one that asks for a yes; «what_if», of a mere condition; «which», of
    one that asks for more; «matter», of one that only names something.
    """

    kind: str
    text: str


def said_back(knowledge: Knowledge, question: str) -> Optional[Question]:
    """A question, as it is written, said to whoever asks it; None of one that can't be."""
    turns = knowledge.phrases.said_back
    asked = question.strip(AROUND)
    lead = re.match(turns.leads, unaccented(asked))
    text = asked[lead.end() if lead else 0 :].strip(AROUND)
    is_quotable = _LEAST <= len(text.split()) <= _MOST and not _QUOTES.search(text)
    if not is_quotable or re.search(turns.not_of, unaccented(text)):
        return None
    text = _NAME.sub(lambda name: name[0].title(), _turned(turns, text))
    if re.search(turns.not_theirs, text.lower()):  # «compro», and not «compró»
        return None
    words, written = text.split(), unaccented(text)
    at = 1 if unaccented(words[0]) in _BEFORE else 0
    if interrogative := turns.interrogatives.get(unaccented(words[at])):
        words[at] = interrogative
        text = " ".join(words)
        return Question("which", text[0].upper() + text[1:])
    if not set(words).isdisjoint(turns.interrogatives.values()):
        return None  # «los zapatos, ¿cuánto tardan?» without its comma
    is_short = len(words) <= _MOST_OF_A_MATTER and _GOES_ON.match(question)
    if is_short and re.match(turns.matters, written) and set(words).isdisjoint(turns.mine.values()):
        return Question("matter", text)
    begun = text if _NAME.match(written) else text[0].lower() + text[1:]
    return Question("what_if" if _CONDITION.match(written) else "whether", begun)


def _turned(turns: SaidBack, text: str) -> str:
    """The text with what is the writer's as what is said to them."""
    text = _replaced(text, turns.first)
    theirs = _said_to_them(tuple(turns.mine.items()))
    mine, nouns_after = "|".join(theirs), "|".join(turns.nouns_after)
    is_verb = re.compile(rf"(?:(\b(?:{nouns_after}) )|\b((?:me|nos) )?)\b({mine})\b", re.IGNORECASE)

    def say(found: re.Match[str]) -> str:
        if found[1]:
            return found[0]  # «el envío»
        return f"{'se ' if found[2] else ''}{theirs[found[3].lower()]}"

    return _replaced(is_verb.sub(say, text), turns.then)


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for pattern, instead in pairs:
        text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    return text


@cache
def _said_to_them(mine: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Verbs of the writer, with their accents and without, and what they are of whom we write to."""
    return {unaccented(verb): theirs for verb, theirs in mine if len(verb) > _SHORT} | dict(mine)
