"""Saying which part of what we said is the guide's, and which is our own reading; and where it says something."""

from __future__ import annotations

import re
from itertools import islice

from actions.reading.official_pages import notes_spoken_of, pages_of
from actions.reading.phrases import contains, normalize, quotes_in, stems
from actions.reading.rejected_reply import named_question
from actions.reading.tracker_state import PRIVACY_NOTICE, Said, last_turn, said
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import enumeration, in_order, sentences_of

_QUOTES_US = (PRIVACY_NOTICE, "utter_sources_asked")  # say nothing of their own
_LATEST = 8  # messages that are looked through for what is quoted
_QUOTED = 2  # words of ours, at least
SO_FAR = "said_so_far"
_TELLING = 2  # sentences of a reply that say the main thing
_OF_ONE, _STATEMENTS = 2, 3  # of the guide: of one question alone, and of all, at most
_REPEATED, _MOSTLY = 4, 0.55  # words of a statement of the guide that a sentence of ours repeats, and so much of it
_AFTER_A_COLON = re.compile(r"(?<=[:;]) ")


def whose_words(turn: Turn) -> tuple[list[str], list[str]]:
    """What is said to who asks whether the guide says what we said: our own reading first, where there was any, then
    what the guide says there, and what comes from an official page; with the questions of the guide that it cites.
    """
    messages = _messages_meant(turn)
    heard = "\n".join(message.text for message in messages)
    cited = [source for message in messages for source in message.answer.get("sources") or ()]
    sources = in_order(list(dict.fromkeys([*cited, *_repeated(turn, heard)])))
    own = _own_sentences(turn, messages)
    named = named_question(turn.knowledge, turn.reading.text, ("withdraw",))
    if named in turn.knowledge.tables and not own:  # «lo de la mediación, ¿lo dice la guía o usted?»
        decision = decide(turn.knowledge, named, turn.facts)
        sources, heard = list(decision.sources), turn.responder.sentence(decision, turn.facts)
    statements = _statements(turn, sources, " ".join(own[:1]) or heard)
    lines = []
    if own:
        lines.append(turn.filled("whose_own", sentence=f"«{_own_part(turn, own[0])}»"))
    elif any(search(turn.knowledge.about_guide.own_reading, quote) for quote in quotes_in(turn.reading.text)):
        lines.append(turn.filled("whose_own_words"))  # «a mi entender», of no reply of late
    if statements:
        lines.append(turn.filled("whose_guide" if lines else "whose_guide_only", statements=" ".join(statements)))
    notes = [note for message in messages for group in notes_spoken_of(turn.knowledge, message) for note in group]
    if notes and not own and contains(heard, turn.knowledge.phrases.official_page):
        lines.append(turn.filled("whose_page", pages=pages_of(turn.knowledge, list(dict.fromkeys(notes))[:2])))
    if not lines:
        lines.append(turn.filled("whose_none"))
    return lines, sources


def said_so_far(turn: Turn) -> tuple[list[str], list[str]]:
    """Which questions of the guide, and which official pages, all that we said so far rests on."""
    messages = list(said(turn.tracker))
    sources = list(dict.fromkeys(s for message in messages for s in message.answer.get("sources") or ()))
    notes = [note for message in messages for group in notes_spoken_of(turn.knowledge, message) for note in group]
    if not (sources or notes):
        return [turn.filled("whose_nothing_yet")], []
    pages = pages_of(turn.knowledge, dict.fromkeys(notes))
    of_pages = turn.filled("whose_page", pages=pages) if notes else turn.filled("whose_no_page")
    return [turn.filled("whose_so_far"), of_pages] if sources else [of_pages], in_order(sources)


def _messages_meant(turn: Turn) -> list[Said]:
    """The message of ours that the question quotes, word for word or with several of its own; else the last reply, or
    the one before where the last rested on nothing.
    """
    latest = [m for m in islice(said(turn.tracker), _LATEST) if m.response not in _QUOTES_US and m.text]
    word_for_word = [m for m in latest if any(quote in normalize(m.text) for quote in quotes_in(turn.reading.text))]
    if word_for_word:
        return word_for_word[:1]
    asked = stems(turn.reading.text, frozenset(turn.knowledge.about_guide.only_asks_whose))
    of_a_reading = search(turn.knowledge.about_guide.own_reading, normalize(turn.reading.text))
    best, most = None, _QUOTED - 1
    for message in latest:
        if of_a_reading and not search(turn.knowledge.about_guide.own_reading, normalize(message.text)):
            continue
        shared = len(asked & stems(message.text))
        if shared > most and message.answer.get("sources"):
            best, most = message, shared
    if best:
        return [best]
    last = [m for m in last_turn(turn.tracker) if m.answer.get("sources") and m.response not in _QUOTES_US]
    return last or [m for m in latest if m.answer.get("sources")][:1] or last_turn(turn.tracker)


def _own_sentences(turn: Turn, messages: list[Said]) -> list[str]:
    """The sentences of a reply that say themselves that they are our reading, the one that is quoted first."""
    pattern = turn.knowledge.about_guide.own_reading
    asked = stems(turn.reading.text, frozenset(turn.knowledge.about_guide.only_asks_whose))
    given = (sentence for message in messages for line in message.text.split("\n") for sentence in sentences_of(line))
    own = [sentence for sentence in given if search(pattern, normalize(sentence)) and not sentence.endswith("?")]
    return sorted(own, key=lambda sentence: -len(asked & stems(sentence)))


def _own_part(turn: Turn, sentence: str) -> str:
    """What a sentence says from the clause on that is our reading: «se puede pedir que medie: guarde los mensajes»."""
    clauses = _AFTER_A_COLON.split(sentence)
    of_us = (search(turn.knowledge.about_guide.own_reading, normalize(clause)) for clause in clauses)
    first = next((place for place, found in enumerate(of_us) if found), 0)
    return " ".join(clauses[first:])


def _repeated(turn: Turn, heard: str) -> list[str]:
    """The questions of the guide of which a sentence of ours nearly repeats a statement, cited there or not."""
    said_so = [stems(sentence) for line in heard.split("\n") for sentence in sentences_of(line)]
    of_each = [(q.id, stems(one)) for q in turn.knowledge.sources.questions for one in q.statements]
    return [
        name
        for name, words in of_each
        if any(len(words & sentence) >= max(_REPEATED, _MOSTLY * len(words)) for sentence in said_so)
    ]


def _statements(turn: Turn, sources: list[str], heard: str) -> list[str]:
    """What each of the questions says of what was said, those that say the same together: «Preguntas 5 y 10: «…»»."""
    words = stems(" ".join(sentences_of(heard)[:_TELLING]))
    told: dict[str, list[str]] = {}
    for source in sources:
        question = turn.knowledge.question(source)
        if question is None:
            continue
        by_words = sorted(question.statements, key=lambda one: -len(words & stems(one)) / (1 + len(stems(one))))
        for nearest in by_words[: 1 if sources[1:] else _OF_ONE]:
            same = next((statement for statement in told if is_said_in(statement, nearest)), nearest)
            told.setdefault(same, []).append(source[1:])
    return [
        turn.filled("whose_statements" if numbers[1:] else "whose_statement", statement=one, list=enumeration(numbers))
        for one, numbers in list(told.items())[:_STATEMENTS]
    ]
