"""The question that a message says that it asks, in its own words: «no pregunto eso, pregunto si se juntan»."""

from __future__ import annotations

import re
from typing import Any

from actions.reading.entities import AROUND
from actions.reading.phrases import normalize, place_as_written, sentences_in
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_LEAST_QUOTED, _LEAST_NAMED, _MOST_QUOTED = 3, 2, 14  # words: «cuándo» says too little by itself, «la corte» does not
# Not «si no lo sabe, dígalo», nor a bare «¿sí o no?»
_SAYS_SOMETHING = re.compile(r"\W*(?!si no (?:lo )?sabes?\b|s[ií] o no\b(?:\W*por favor)?\W*$)\w", re.IGNORECASE)
_PLEASE = re.compile(r"(?:,? por favor|,? s[ií] o no| (?:ja|je){2}.*)$", re.IGNORECASE)
_BLANKED = re.compile(r"[\s,]{3,}")  # what is not asked
_FILLER = re.compile(
    r"^(?:(?:y|pero|entonces|pues),? (?!si\b))?"
    r"(?:(?:digo|decía) (?:que|q) |(?:que|q) (?=si\b|que\b|qu[eé]\b|qui[eé]n|c[oóuú]|cu[aáe]|d[oó]nde)"
    r"|(?:a|de|por|x) (?=si\b|c[oó]mo\b|cu[aá]nd|cu[aá]nt|d[oó]nde\b|el\b|la\b|los\b|las\b)|del (?=\w))?",
    re.IGNORECASE,
)


def words_asked(knowledge: Knowledge, message: dict[str, Any]) -> str:
    """What a message, given as its parse data, says that it asks, as it is written; nothing of one that does not say
    so, in a word or two, or at length.
    """
    return quotable(knowledge, (message.get("text") or "")[slice(*question_place(knowledge, message))])


def question_put(knowledge: Knowledge, text: str) -> str:
    """The last question of a text, as it is written, where the text begins with that the last reply was none: «no
    contesta mi pregunta. ¿Se puede cambiar?»
    """
    rejected = search(knowledge.phrases.rejects, normalize(text))
    start = place_as_written(text, rejected.span())[1] if rejected else len(text)
    rest = text[start:]
    marked = [
        quotable(knowledge, rest[slice(*place)]) for place in sentences_in(rest) if rest[: place[1]].endswith("?")
    ]
    return next(filter(None, reversed(marked)), "")


def quotable(knowledge: Knowledge, asked: str) -> str:
    """What is asked in these words, without those that only lead to it; nothing where that is too short or too long."""
    words = _PLEASE.sub("", _FILLER.sub("", _BLANKED.sub(", ", asked.strip(AROUND))))
    is_question = re.match(knowledge.phrases.begins_a_question, normalize(words))
    least = _LEAST_QUOTED if is_question else _LEAST_NAMED
    return words if least <= len(words.split()) <= _MOST_QUOTED and not re.search("[«»¿]", words) else ""


def question_place(knowledge: Knowledge, message: dict[str, Any]) -> tuple[int, int]:
    """Where that question stands: the sentence that is put as one or begins as one, of what the message says that it
    asks; what that points back to, «eso, ¿lo dice la guía?», is the question. (0, 0) of other messages.
    """
    phrases, text = knowledge.phrases, message.get("text") or ""
    start, end = (message.get("reading") or {}).get("asked") or _after_saying_so(knowledge, text)
    all_of_it = [(start + first, start + last) for first, last in sentences_in(text[start:end])]
    sentences = [place for place in all_of_it if _SAYS_SOMETHING.match(text[slice(*place)])]
    if not sentences:
        return 0, 0
    begins = (place for place in sentences if re.match(phrases.begins_a_question, normalize(text[slice(*place)])))
    marked = (place for place in reversed(sentences) if text[: place[1]].endswith("?"))
    found = next(begins, None) or next(marked, sentences[0])
    points_back = search(phrases.does_the_guide_say_it, normalize(text[slice(*found)]))
    return sentences[sentences.index(found) - 1] if points_back and found != sentences[0] else found


def _after_saying_so(knowledge: Knowledge, text: str) -> tuple[int, int]:
    """What stands where a message says in other words that it asks: «no me ha dicho si…», «te pregunté de…»."""
    says_so = search(knowledge.phrases.says_it_asks, normalize(text))
    return place_as_written(text, says_so.span(1)) if says_so else (0, 0)
