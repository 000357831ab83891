"""What the person asks about the assistant's own words: why it said a sentence, or what it left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Optional

from actions.reading.note_wording import parties_quoted, words_asked_about
from actions.reading.phrases import asked_in, normalize, stems
from actions.reading.rejected_reply import named_topic
from actions.reading.restated_question import words_asked
from actions.reading.terms import terms_named
from actions.reading.tracker_state import PRIVACY_NOTICE, Said, said
from actions.replies.answering import answer_topic
from actions.replies.asides import asides
from actions.replies.explaining import explain_terms
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import in_order, sentences_of

# Responses that say what is held, or ask pardon, before an answer.
ONLY_LEADS = ("utter_corrected", "utter_told_first", "utter_told_before", "utter_misread")
_LATEST = 8  # messages that are looked through
_SHARED = 0.3  # of the words that the person quotes, at least
_SAYS_NOTHING = frozenset(("guia", "pregunta", "queja", "usted", "alibaba"))
_OF_ANY_CASE = "withdraw"


def explain_what_was_said(turn: Turn) -> bool:
    """«¿Por qué dice que no lo aclara?»: whom the name of a party stands for, where it is quoted; else say again the
    sentence that is meant, with what the guide says there; of what the platform did, that it isn't known here. Whether
    the message asks about any.
    """
    if search(turn.knowledge.phrases.why_done, asked_in(turn.knowledge, turn.reading.text)):
        turn.say("why_done", topic="why", sources=turn.knowledge.subjects["contact"].sources)
        return True
    asked = search(turn.knowledge.phrases.why_said, normalize(turn.reading.text))
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
    asked = search(turn.knowledge.phrases.why_said, normalize(turn.reading.text))
    found = sentence_meant(turn, _stems(asked[1])) if asked else None
    verdict = found[0].answer.get("verdict") if found else None
    row = turn.knowledge.row(found[0].answer.get("row") or "") if found else None
    if not (row and found and verdict in with_reason):
        return None
    ways = [turn.responder.first_sentence(f"{verdict}{again}", turn.facts) for again in ("", "_again")]
    said_so = [beginning for way in ways for beginning in turn.responder.beginnings(way)]
    return row[0] if any(found[1].strip(" .") in way for way in said_so) else None


def say_what_is_named(turn: Turn) -> bool:
    """«No me dijo si me libro»: answer anew the topic that what is asked names, however lately it was; whether it names
    one, and not only the withdrawal that all is about.
    """
    named = named_topic(turn.knowledge, words_asked(turn.knowledge, turn.tracker.latest_message))
    if is_of_it := named is not None and named != _OF_ANY_CASE:
        answer_topic(turn, str(named))
    return is_of_it


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


def _stems(text: str) -> frozenset[str]:
    return stems(text, _SAYS_NOTHING)
