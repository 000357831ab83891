"""What the person asks about the assistant's own words: a sentence that it said, or whether the guide has a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Optional

from actions.reading.asked_before import sentence_before
from actions.reading.note_words import parties_quoted, words_asked_about
from actions.reading.own_question import words_asked
from actions.reading.phrases import asked_in, normalize, quotes_in, stems
from actions.reading.rejected import answered_last, named_question, named_topic
from actions.reading.terms import terms_named
from actions.reading.tracker_state import PRIVACY_NOTICE, Said, last_turn, said
from actions.reading.unsure import FALLBACK
from actions.replies.answering import answer_topic
from actions.replies.asides import asides
from actions.replies.explaining import explain_terms
from actions.replies.left_open import says_it_is_open
from actions.turn.turn import Turn
from retirada.rulebook.wording import in_order, sentences_of

# Responses that say what is held, or ask pardon, before an answer.
ONLY_LEADS = ("utter_corrected", "utter_told_first", "utter_told_before", "utter_misread")
_NOT_QUOTED = (PRIVACY_NOTICE, "utter_meaning_unknown", "utter_meaning_unknown_again")
_LATEST = 8  # messages that are looked through
_SHARED = 0.3  # of the words that the person quotes, at least
_MOST_QUOTED = 14  # words
_JOINT = re.compile(r"^(?:(?:pero|y|que|q) )+", re.IGNORECASE)
_MATTER = re.compile(r"\W*(?:pues |a )?lo (de\b[\w ]+|del \w+)\W*")
_SAYS_NOTHING = frozenset(("guia", "pregunta", "queja", "usted", "alibaba"))
_OF_ANY_CASE = "withdraw"
_ASKS_NO_MORE = ("rephrase", "sources", "why", "correction", "feedback", FALLBACK)


def explain_what_was_said(turn: Turn) -> bool:
    """«¿Por qué dice que no lo aclara?»: whom the name of a party stands for, where it is quoted; else say again the
    sentence that is meant, with what the guide says there; of what the platform did, that it isn't known here. Whether
    the message asks about any.
    """
    if re.search(turn.knowledge.phrases.why_done, asked_in(turn.knowledge, turn.reading.text)):
        turn.say("why_done", topic="why", sources=turn.knowledge.subjects["contact"].sources)
        return True
    asked = re.search(turn.knowledge.phrases.why_said, normalize(turn.reading.text))
    if asked and (parties := parties_quoted(turn.knowledge, asked[1])):
        parts = words_asked_about(turn.tracker, turn.knowledge, turn.reading.text)[:1]
        others = terms_named(turn.knowledge, " ".join(parts))
        explain_terms(turn, list(dict.fromkeys([*parties[:1], *others[:1]])), turn.pending_fact)
        return True
    found = sentence_meant(turn, _stems(asked[1])) if asked else None
    if found is None:
        return False
    _say_where_from(turn, *found)
    return True


def explain_quoted(turn: Turn) -> bool:
    """Say again the sentence of ours that has the words that the message quotes, «…», with what the guide says there;
    whether it quotes any.
    """
    quotes = quotes_in(turn.reading.text)
    latest = (message for message in islice(said(turn.tracker), _LATEST) if message.response not in _NOT_QUOTED)
    each = ((message, sentence) for message in latest for sentence in sentences_of(message.text))
    found = next((one for one in each if any(quote in normalize(one[1]) for quote in quotes)), None)
    if found is None:
        return False
    _say_where_from(turn, *found)
    return True


def _say_where_from(turn: Turn, message: Said, sentence: str) -> None:
    """Say a sentence of ours again, with what the guide says there."""
    row = turn.knowledge.row(message.answer.get("row") or "")
    topic, sources = row[0] if row else None, in_order(message.answer.get("sources") or [])
    number, statement = _most_like(turn, sources, _stems(sentence))
    of_answer = {"topic": "why", "sources": sources, "sentence": sentence}
    if statement is None:
        turn.say("why_words_own", **of_answer)
    else:
        of_this_case = [pair for pair in turn.knowledge.sources.differing_in(turn.facts) if pair.when]
        limits = [pair.says for pair in of_this_case if message.answer.get("verdict") in pair.verdicts]
        says = [*(asides(turn, topic) if topic else []), *limits]
        turn.say("why_words", number=number, statement=statement, asides=says, **of_answer)


def topic_quoted(turn: Turn, with_reason: Collection[str]) -> Optional[str]:
    """The topic of a verdict that is quoted in the question why we say it, of those whose reason the guide gives."""
    asked = re.search(turn.knowledge.phrases.why_said, normalize(turn.reading.text))
    found = sentence_meant(turn, _stems(asked[1])) if asked else None
    verdict = found[0].answer.get("verdict") if found else None
    row = turn.knowledge.row(found[0].answer.get("row") or "") if found else None
    if not (row and found and verdict in with_reason):
        return None
    ways = [turn.responder.first_sentence(f"{verdict}{again}", turn.facts) for again in ("", "_again")]
    said_so = [beginning for way in ways for beginning in turn.responder.beginnings(way)]
    return row[0] if any(found[1].strip(" .") in way for way in said_so) else None


def say_what_the_guide_names(turn: Turn) -> bool:
    """«¿La guía habla de agentes?»: read out where it does, or say that it has none of the words; whether that is all
    that was asked.
    """
    intent = turn.reading.intent
    asked = re.search(turn.knowledge.phrases.guide_speaks_of, normalize(turn.reading.text))
    words = _as_written(turn.reading.text, asked[1]) if asked and intent not in turn.knowledge.subjects else []
    if not words or (asked and named_question(turn.knowledge, asked[1], ()) in turn.reading.questions):
        return False  # «¿qué dice la guía de borrar el producto?» has its answer
    sources = [question.id for question in turn.knowledge.sources.questions]
    unnamed = [word for word in words if _most_like(turn, sources, _stems(word))[1] is None]
    number, statement = _most_like(turn, sources, _stems(" ".join(words)))
    asks_no_more = intent in (*_ASKS_NO_MORE, *answered_last(turn.tracker, turn.knowledge))
    if asks_no_more and asked and (named := named_question(turn.knowledge, asked[1], ())) in turn.knowledge.tables:
        answer_topic(turn, str(named))  # «¿en la guía se habla de borrar el producto?»
        return True
    # «¿Habla de pedirles un papel firmado?»: of asking it does. What is answered next has other words there.
    if unnamed and (asks_no_more or unnamed == words):
        turn.say("guide_silent", words=" ni ".join(f"«{word}»" for word in unnamed))
    elif asks_no_more and not _stems(" ".join(words)) <= _stems(statement or ""):
        turn.say("guide_not_on_it")  # «el robo de la instantánea»: a word here and there is not the matter
    elif asks_no_more:
        turn.say("guide_speaks", sources=[f"P{number}"], number=number, statement=statement)
    return asks_no_more


def grant_it_is_not_known(turn: Turn) -> bool:
    """«O sea que no lo sabe», «lo del cargador no lo sabe, ¿no?»: grant it where the last reply left something open, or
    the guide has none of the words that name the matter; whether that was so.
    """
    phrases, reading = turn.knowledge.phrases, turn.reading
    claimed = re.search(phrases.says_it_is_not_known, normalize(reading.text))
    if claimed is None or reading.details or reading.terms or turn.changed:
        return False
    if matter := claimed[1] or claimed[2]:
        sources = [question.id for question in turn.knowledge.sources.questions]
        words = _stems(matter)
        is_so = bool(words) and not (_most_like(turn, sources, words)[1] or named_topic(turn.knowledge, matter))
    else:
        is_so = any(re.search(phrases.left_open, normalize(reply.text)) for reply in last_turn(turn.tracker))
    if is_so:
        turn.say("not_known", topic="confirm")
        turn.understood()
    return is_so


def say_what_is_not_named(turn: Turn) -> bool:
    """«No me contestó lo de las disculpas»: say that the guide has none of the words, where it hasn't; whether it was
    so.
    """
    rest = re.sub(turn.knowledge.phrases.rejects, "", normalize(turn.reading.text))
    matter = _MATTER.fullmatch(rest)
    words = _as_written(turn.reading.text, matter[1]) if matter else []
    sources = [question.id for question in turn.knowledge.sources.questions]
    if not words or _most_like(turn, sources, _stems(" ".join(words)))[1]:
        return False
    if asked := _asked_with(turn, _stems(matter[1] if matter else "")):
        says = turn.filled("sorry_for_it", says=says_it_is_open(turn, asked))
        turn.say("detail_beside", details=says, topic="correction")
    else:
        turn.say("guide_silent", topic="correction", words=" ni ".join(f"«{word}»" for word in words))
    return True


def say_what_is_named(turn: Turn) -> bool:
    """«No me dijo si me libro»: answer anew the topic that what is asked names, however lately it was; whether it names
    one, and not only the withdrawal that all is about.
    """
    named = named_topic(turn.knowledge, words_asked(turn.knowledge, turn.tracker.latest_message))
    if is_of_it := named is not None and named != _OF_ANY_CASE:
        answer_topic(turn, str(named))
    return is_of_it


def _asked_with(turn: Turn, words: frozenset[str]) -> str:
    """The latest question of the messages before that has all of the words, as it is written; nothing if there is none:
    «¿mi padre se entera?», of «lo de mi padre».
    """
    asked = sentence_before(turn.tracker, words)
    return _JOINT.sub("", asked) if len(asked.split()) <= _MOST_QUOTED else ""


def sentence_meant(turn: Turn, quoted: frozenset[str], least: float = _SHARED) -> Optional[tuple[Said, str]]:
    """The sentence that the latest replies have most of the quoted words in, at least such a share, and its message."""
    best, most = None, 0.0
    for message in islice(said(turn.tracker), _LATEST):
        if message.response in (PRIVACY_NOTICE, *ONLY_LEADS):
            continue
        for sentence in sentences_of(message.text):
            shared = len(quoted & _stems(sentence)) / max(1, len(quoted))
            if shared > most and not sentence.endswith("?"):
                best, most = (message, sentence), shared
    return best if most >= least else None


def _most_like(turn: Turn, sources: Iterable[str], words: frozenset[str]) -> tuple[str, Optional[str]]:
    """The number of the question of the guide, among these, that has most of the words, and its words; None of none."""
    best, statement, most = "", None, 0
    for source in sources:
        question = turn.knowledge.question(source)
        for one in [*question.statements, question.question] if question else []:
            if len(words & _stems(one)) > most:
                best, statement, most = source[1:], one, len(words & _stems(one))
    return best, statement


def _as_written(text: str, part: str) -> list[str]:
    """The telling words of a part of the text, as the person wrote them."""
    words = [word for word in re.findall(r"\w+", text) if normalize(word) in re.findall(r"\w+", part)]
    return [word for word in dict.fromkeys(words) if _stems(word)]


def _stems(text: str) -> frozenset[str]:
    return stems(text, _SAYS_NOTHING)
