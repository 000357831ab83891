"""Which official note somebody asks about in its own words: «¿qué quiere decir que puede seguir publicado?»"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Optional

from rasa_sdk import Tracker

from actions.reading.clauses import SENTENCE_WORDS
from actions.reading.official_pages import RARE, notes_spoken_of, notes_with
from actions.reading.phrases import contains, normalize, stems
from actions.reading.tracker_state import last_turn, said
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_ENOUGH = 2  # words of a note
# Details: how it stands, by a word that they see.
_ON_THE_SCREEN = ("sounds_processed", "sounds_in_process", "in_process_good", "reply_awaited")
_QUOTED = re.compile(r"[«\"“]([^»\"”]+)[»\"”]")

_DEFINE = r"defin(?:[aei](?:me|nos)?|ir)"
_NOT_KNOWN = r"no (?:se|entiendo|conozco) (?:la palabra|el termino)"
_REFERS = (
    r"a que se refieren?(?: usted)? con|que (?:me )?quier\w+ decir(?:me)? con|que (?:viene|vendria) (?:a ser|siendo)"
    r"|que (?:entiende|entiendes|entendes)(?: usted| tu| vos)? por"
)
_WHAT_IS = rf"\b(?:que (?:es|son|significan?|quieren? decir|se entiende por)|{_REFERS}|{_DEFINE}|{_NOT_KNOWN}) "
_NOT_CLEAR = r"\bno (?:entiendo|comprendo|conozco|capto|pillo|cacho)(?: (?:bien|muy bien|nada de))* "
_IS_WHAT = r"que(?: (?:es|son|significa|quiere decir|viene (?:a ser|siendo))\b| cosa\W*\?|\W*\?)"
_SAME_AS = r"(?:=|(?:quieren? decir|significan?|es (?:lo mismo que|igual (?:a|que)|volver a))\b)"
_ARTICLES = r"(?:eso|lo|de|la|las|los|el|un|una|es[ae]|est[ae]|exactamente) "
_QUOTES = r"[«»\"'“”]?"
_ENDS = r"(?=\W*$)"
# Of a message, what may ask for a word by itself, or go on with the one before: «¿qué es apelar? ¿Y mediar?»
_PART = re.compile(r"[^.,;:?!¿¡\n]+?(?=\b(?:y|e|ni|o)\b|[.,;:?!¿¡\n]|$)")
_GOES_ON = rf"(?:(?:y|e|ni|o) )?(?:que (?:es|son|significa) )?(?:{_ARTICLES})*{_QUOTES}"
_IS = r"que (?:es|son|significan?|quieren? decir)"
_MERELY_ASKS = re.compile(rf"(?:(?:y|pero|eso|esto) )*(?:no se )?{_IS}(?: (?:eso|esto))?")
_OF_A_THING = re.compile(rf"{_NOT_CLEAR}(?:el|la|los|las|un|una|es[ae]|est[ae]) \w")  # «no entiendo el acuerdo»
_OF_THE_CASE = ("aviso_de_queja", "queja", "informe", "puntos")  # entries that nearly any message names
# «Sale algo en el panel, ¿qué es?»
_TELLS_OF_IT = re.compile(r"\b(?:algo|cosa|sal(?:e|io)|aparec\w+|pone|veo|lleg\w+|mand\w+)\b")


def word_asked(knowledge: Knowledge, text: str) -> Optional[str]:
    """The id of the glossary's entry that a question asks for by its name: «¿qué significa «instantánea»?», «me habla
    de mediar y no sé qué es».
    """
    written = normalize(text)
    if any(search(knowledge.phrases.details_named[seen].pattern, written) for seen in _ON_THE_SCREEN):
        return None  # «pone «cerrado» al lado de la queja. ¿Qué significa eso?»
    unknown = search(knowledge.phrases.not_known_what, written)
    named = max(_names_in(knowledge, written[: unknown.start()]), default=(0, None)) if unknown else (0, None)
    may_be = (word for word in _words(knowledge) if any(name in written for name in word.names))
    return next((word.term for word in may_be if word.asked.search(written)), named[1])


def terms_in_questions(knowledge: Knowledge, text: str) -> list[str]:
    """The ids of the glossary's entries that a message asks for, each by its name, in its order, but for those that
    nearly any message names: «no entiendo «procesada». ¿Cómo sé si ya lo está?», «lo de IPP, ¿qué es? ¿Y mediar?»
    """
    found: list[str] = []
    part_before, named_before = "", None
    for part in filter(None, map(str.strip, _PART.findall(normalize(text)))):
        named = max(_names_in(knowledge, part), key=lambda name: name[0], default=(0, None))[1]
        term = None if _OF_A_THING.search(part) else word_asked(knowledge, part)
        if _MERELY_ASKS.fullmatch(part):
            term = None if _TELLS_OF_IT.search(part_before) else named_before
        elif found and named and not term:
            names = "|".join(map(re.escape, _names(knowledge, named)))
            goes_on = re.fullmatch(rf"{_GOES_ON}(?:{names}){_QUOTES}", part)
            term = named if goes_on else None
        part_before, named_before = part, named
        if term and term not in (*found, *_OF_THE_CASE):
            found.append(term)
    whole = word_asked(knowledge, text)
    return found or ([whole] if whole and whole not in _OF_THE_CASE else [])


def _names(knowledge: Knowledge, term: str) -> list[str]:
    return [normalize(name) for name in knowledge.term(term).names]


def _names_in(knowledge: Knowledge, text: str) -> Iterator[tuple[int, str]]:
    """Each name of the glossary that stands in a normalized text: its length, and the id of its entry."""
    names = ((word.term, name) for word in _words(knowledge) for name in word.names if name in text)
    return ((len(name), term) for term, name in names if contains(text, [name]))


class _Word(NamedTuple):
    """An entry of the glossary: its id, its names, and what asks for it by one of them."""

    term: str
    names: list[str]
    asked: re.Pattern[str]


@lru_cache(maxsize=1)
def _words(knowledge: Knowledge) -> list[_Word]:
    found = []
    for term in knowledge.glossary.terms:
        named = _names(knowledge, term.id)
        names = "|".join(map(re.escape, named))
        before = rf"{_WHAT_IS}(?:{_ARTICLES})*{_QUOTES}(?:{names})\b"
        after = rf"\b(?:{names}){_QUOTES}[.,?]? ¿?(?:o que )?{_IS_WHAT}"
        unclear = rf"{_NOT_CLEAR}(?:{_ARTICLES})*{_QUOTES}(?:{names}){_QUOTES}{_ENDS}"
        alone = rf"^\W*[«\"“](?:{names})[»\"”]\W*\?\W*$"
        # Of a word of ours alone, «restaurar significa ponerlo otra vez, ¿no?»: what the guide's mean, claims judge.
        put = rf"|\b(?:{names}){_QUOTES} ?{_SAME_AS}[^.?!¿]*[?¿]" if not term.sources else ""
        found.append(_Word(term.id, named, re.compile(f"{before}|{after}|{unclear}|{alone}{put}")))
    return found


def words_asked_about(tracker: Tracker, knowledge: Knowledge, text: str) -> list[str]:
    """The parts of a message that asks what words mean, without what asks it: the sentences that ask, and all of it,
    unless the rest presses for a yes or a no: «no entiendo lo que quiso decir: ¿puede apelar, sí o no?» The whole of
    one that says, after we gave the meaning of something, that the words are ours; nothing of others.
    """
    written, means = normalize(text), knowledge.phrases.what_it_means
    if search(means, written):
        asking = " ".join(part for part in SENTENCE_WORDS.findall(written) if search(means, part))
        presses = search(knowledge.phrases.presses, written) and not search(knowledge.phrases.presses, asking)
        return [re.sub(means, " ", part) for part in ((asking,) if presses else (asking, written))]
    explained = any(message.answer.get("topic") == "meaning" for message in last_turn(tracker))
    is_ours = _QUOTED.search(text) or search(knowledge.phrases.said_above, written)
    return [written] if explained and is_ours else []


def note_meant(tracker: Tracker, knowledge: Knowledge, words: str) -> Optional[str]:
    """The id of the note, of those that this conversation has shown or spoken of, that has most of the words, the
    latest of several; None where they say too little of it, or are a word that the glossary has.
    """
    asked, with_it = stems(words), notes_with(knowledge)
    groups = (notes for message in said(tracker) for notes in notes_spoken_of(knowledge, message))
    best, most = None, 0
    for note in dict.fromkeys(note for notes in groups for note in notes):
        shared = asked & stems(knowledge.note(note).text)
        if len(shared) > most and (len(shared) >= _ENOUGH or any(with_it[stem] <= RARE for stem in shared)):
            best, most = note, len(shared)
    return None if best is None or _is_a_word(knowledge, words, stems(knowledge.note(best).text)) else best


def note_asked_about(tracker: Tracker, knowledge: Knowledge, text: str) -> Optional[str]:
    """The id of the note whose meaning a message asks for, or why we say what it says; None of others."""
    why = search(knowledge.phrases.why_said, normalize(text))
    if why and (note := note_meant(tracker, knowledge, why[1])) and _is_surely_meant(knowledge, note, why[1]):
        return note
    parts = words_asked_about(tracker, knowledge, text)
    return next((note for note in (note_meant(tracker, knowledge, part) for part in parts) if note), None)


def asks_what_ours_mean(tracker: Tracker, knowledge: Knowledge, text: str, asks_back: bool) -> bool:
    """Whether a message asks what a note that was shown means, or a word of it that the glossary has.

    Args:
        asks_back: it may be about the last reply, as far as the NLU read it; else only a note that is surely meant
            counts.
    """
    if note := note_asked_about(tracker, knowledge, text):
        return asks_back or _is_surely_meant(knowledge, note, text)
    parts = words_asked_about(tracker, knowledge, text)
    return asks_back and any(_names_a_word_of_ours(tracker, knowledge, part) for part in parts)


def parties_quoted(knowledge: Knowledge, words: str) -> list[str]:
    """The ids of the glossary's entries of who the parties are, where the words name one and say nothing beside."""
    said_of, parties = stems(words), [term for term in knowledge.glossary.terms if term.fact == "party"]
    names = ((term.id, name) for term in parties for name in term.names)
    return [term for term, name in names if said_of <= stems(name) and contains(words, [normalize(name)])]


def _is_surely_meant(knowledge: Knowledge, note: str, words: str) -> bool:
    """Whether the words can hardly be about anything else: several, and one that stands in no other note."""
    shared = stems(words) & stems(knowledge.note(note).text)
    with_it = notes_with(knowledge)
    return len(shared) >= _ENOUGH and any(with_it[stem] == 1 for stem in shared)


def _is_a_word(knowledge: Knowledge, words: str, of: Iterable[str]) -> bool:
    """Whether those of the words that stand among some are all of one name that the glossary has."""
    shared = stems(words).intersection(of)
    names = [name for term in knowledge.glossary.terms for name in term.names if contains(words, [normalize(name)])]
    return bool(shared) and any(shared <= stems(name) for name in names)


def _names_a_word_of_ours(tracker: Tracker, knowledge: Knowledge, words: str) -> bool:
    """Whether the words name an entry of the glossary that is not the guide's, and that this conversation has used."""
    heard = " ".join(message.text for message in said(tracker))
    names = ([normalize(name) for name in term.names] for term in knowledge.glossary.terms if not term.sources)
    return any(contains(words, each) and contains(heard, each) for each in names)
