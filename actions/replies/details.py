"""Answering details: what a message asks that is one step beside the guide's questions (data/knowledge/details.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Optional

from actions.cases.both_cases import is_of_all, speaks_of_all
from actions.reading.care import would_harm
from actions.reading.details_asked import confidence, is_named, named_subjects, subjects_named
from actions.reading.note_words import word_asked
from actions.reading.pages import asks_for_a_page, asks_who_says_it, question_number
from actions.reading.phrases import (
    ASKED,
    asks_why_of,
    claimed,
    contains,
    is_said_in,
    normalize,
    questions_asked,
    split_yes_or_no,
)
from actions.reading.proof import without_asking
from actions.reading.reconcile import says_they_differ
from actions.reading.rejected import rejects
from actions.reading.terms import terms_named
from actions.reading.tracker_state import last_turn
from actions.replies.answering import answer_questions, next_door
from actions.replies.explaining import explain_terms
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.phrases import Detail
from retirada.rulebook.wording import without_repeats

# What such messages say comes before a detail of anything else: they answer us, or need care.
_COMES_FIRST = ("affirm", "deny", "erase", "new_case", "feedback", "distress", "fraud")
_LIKELY_APART = 0.2  # so likely, a question in other words than the detail's is one of its own
_SURELY = 0.9  # so likely, a question that no detail is of is asked all the same
_HARDLY, _SURE_OF_A_WORD = 0.1, 0.6  # of a detail, less is weak; of a word, less is vague
_CLEARLY = 0.3  # so sure the NLU is of a detail that is asked in so many words
_WITH_A_TOPIC = ("meaning", "status_check", "next_step", "why", "confirm")  # acts that `answer.topic` names


def answer_details(turn: Turn) -> bool:
    """Answer the details that the message asks about, then what else it asks; whether there was any.

    A detail belongs to a question, whose own answer follows in one sentence unless it was said last, or the detail
    stands in its place.
    """
    details = [] if turn.reading.second_case else list(_fitting(turn))
    details = [detail for detail in details if not detail.again] or details
    by_question: dict[str, list[Detail]] = {}
    for detail in details:
        by_question.setdefault(_question(turn, detail), []).append(detail)
    if not by_question:
        return False
    if not turn.pending_fact:
        turn.set("pending_question", None)  # a later «sí» is no answer to it any more
    for question, asked in by_question.items():
        _answer(turn, question, asked)
    apart = set(_asked_apart(turn, details))
    answered = {*by_question, *(of for detail in details for of in detail.of if of not in apart)}
    are_all = 1 < len(details) >= questions_asked(turn.reading.text)  # «¿cuentan los sábados? ¿y si se me pasó?»
    several = not are_all and (len(turn.reading.questions) > 1 or any(detail.instead_of for detail in details))
    named = named_subjects(turn.knowledge, turn.reading.text)  # asked in so many words, it is no misreading
    is_one = len(details) == 1 >= questions_asked(turn.reading.text) + len(apart) and is_named(
        turn.knowledge, details[0].id, turn.reading.text
    )
    if is_one:  # «¿de quién son las pruebas, mías o de quien me acusa?» asks nothing next door
        answered |= turn.knowledge.subjects.keys() - set(named)
    sure = _asked_for_sure(turn, details)
    rest = [q for q in turn.reading.questions if (several or q in named or q in sure) and q not in answered]
    answer_questions(turn, rest)
    parts = [part for part in turn.reading.text.split("?") if part.strip()]
    if turn.reading.intent == "meaning" and len(parts) > len(details):
        term = word_asked(turn.knowledge, turn.reading.text)  # «¿apelo ahí? ¿qué es IPP?»
        explain_terms(turn, [term] if term else [], None)
    in_its_place = any(turn.topic in detail.instead_of for detail in details)  # what its question is for was answered
    if turn.reading.intent != "confirm" and not in_its_place and not turn.knowledge.tables.keys() & set(rest):
        turn.ask_again()  # a topic's answer asks by itself
    return True


def _asked_for_sure(turn: Turn, details: list[Detail]) -> set[str]:
    """What the whole message is surely read as, where one of its questions has none of the details in it: «el aviso no
    trae fecha. ¿Y si contrato un abogado?»
    """
    names = {detail.id for detail in details}
    read = [e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] == "detail"]
    starts = [e["start"] for e in read if e["value"] in names and "start" in e]
    questions = [found.span() for found in ASKED.finditer(turn.reading.text)]
    is_apart = any(all(not start <= at < end for at in starts) for start, end in questions)
    if len(starts) < len(names) or not is_apart:
        return set()
    return {guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _SURELY}


def _asked_apart(turn: Turn, details: list[Detail]) -> Iterator[str]:
    """The questions that stand in other words of the message than the details: those do not answer them."""
    read = turn.tracker.latest_message.get("entities", [])
    names = {detail.id for detail in details}
    likely = {guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _LIKELY_APART}
    spans = [(e["start"], e["end"]) for e in read if e["entity"] == "detail" and e["value"] in names and "end" in e]
    text = turn.reading.text
    for entity in (e for e in read if e["entity"] == "second_topic" and "end" in e):
        is_subject = entity["value"] in turn.knowledge.subjects and "?" in text[entity["start"] : entity["end"]]
        if not (is_subject or entity["value"] in likely):
            continue
        if spans and all(end <= entity["start"] or entity["end"] <= start for start, end in spans):
            yield entity["value"]
    if questions_asked(text) > len(details):
        yield from subjects_named(turn.knowledge, turn.tracker.latest_message, turn.reading.intent)
        if turn.reading.intent in named_subjects(turn.knowledge, text):
            yield turn.reading.intent


def answer_detail_of_all(turn: Turn) -> bool:
    """Answer a detail of several cases, that is so of each of them, once; whether it was clearly asked about."""
    is_asked = any(is_clear(turn, name) for name in turn.reading.details)
    return is_asked and is_of_all(turn) and not speaks_of_all(turn) and answer_details(turn)


def is_clear(turn: Turn, name: str) -> bool:
    """Whether the NLU is sure of a detail."""
    read = (e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] == "detail")
    return any(e["value"] == name and confidence(e) >= _CLEARLY for e in read)


def _fitting(turn: Turn) -> Iterator[Detail]:
    """Of each detail that was read, what it says in this case, unless that was said before."""
    case = {**turn.knowledge.unstated, **turn.facts}
    asked = {turn.reading.intent, turn.topic, *turn.reading.questions}
    for name in turn.reading.details:
        fitting = [d for d in turn.knowledge.details if d.id == name and d.when.items() <= case.items()]
        # After «¿puede volver a denunciarme?», «¿qué pruebas valen?» is of the other party's.
        detail = next((d for d in fitting if not asked.isdisjoint(d.of)), next(iter(fitting), None))
        if detail and _says(turn, detail) and not _comes_first(turn, detail):
            yield detail


def _says(turn: Turn, detail: Detail) -> str:
    """What the detail says now; nothing where it was said before and there are no other words for it. To who says that
    the last reply was no answer, what was said before that is said anew. Its «Sí» or «No» goes with a claim only.
    """
    ways = [detail.says, *([detail.says_again] if detail.says_again else [])]
    plain = {way: split_yes_or_no(way)[1] for way in ways}
    is_rejected = rejects(turn.knowledge, turn.reading.text)
    new = [way for way in ways if not turn.responder.told(plain[way][1:], last=is_rejected)]
    if detail.again and not is_rejected:
        new = ways
    if not new and len(ways) > 1:
        new = [way for way in ways if not turn.responder.told(plain[way][1:], last=True)]
    says = new[0] if new else ""
    if turn.reading.intent != "confirm":
        return plain.get(says, "")
    answer, rest = split_yes_or_no(says)
    agrees = answer == "No" == claimed(turn.knowledge, turn.reading.text)
    return turn.responder.text("utter_agrees", turn.facts).format(sentence=rest) if agrees else says


def _comes_first(turn: Turn, detail: Detail) -> bool:
    """Whether what the message says comes before the detail: it tells something, or asks for a word or for the pages
    that were cited.
    """
    reading, phrases = turn.reading, turn.knowledge.phrases
    is_denied = re.search(phrases.denies_bad_faith, normalize(reading.text)) is not None
    if reading.intent == "fraud" and (is_denied or would_harm(turn.knowledge, reading.text)):
        return True  # it is refused, or taken back
    if reading.intent == "sources" and (
        question_number(reading.text) or asks_for_a_page(turn.tracker, turn.knowledge, reading.text)
    ):
        return True
    is_asked_instead = reading.intent in turn.knowledge.tables or reading.intent in turn.knowledge.subjects
    if is_asked_instead and reading.intent not in detail.of and rejects(turn.knowledge, reading.text):
        return True  # what it asks is said in so many words
    asks_for_sources = reading.intent in ("sources", "why") and asks_who_says_it(turn.knowledge, reading.text)
    if asks_for_sources and not is_clear(turn, detail.id):
        return True
    if reading.intent == "rephrase" and "?" not in reading.text:
        return True  # what was not understood is what was said
    is_beside = detail.again or (reading.what_if and reading.intent not in detail.of)
    if is_beside and turn.changed:
        return True  # what it now states or supposes has an answer
    if reading.intent in ("why", "correction") and asks_why_of(turn.knowledge, reading.text):
        return True
    if reading.intent == "meaning" and (
        _names_a_word(turn, detail)
        or (len(reading.terms) > 1 and contains(reading.text, phrases.differ) and detail.of[0] == "meaning")
        or any(
            re.search(asks, normalize(reading.text)) for asks in (phrases.proof_of_what, *phrases.terms_meant.values())
        )
    ):
        return True  # the word comes first
    if reading.intent == "why" and says_they_differ(turn.knowledge, reading.text):
        return True  # the matter itself is what two answers or sources differ on
    tells = not ("?" in reading.text or contains(reading.text, phrases.asks))
    if reading.intent == "correction" and (turn.changed or turn.gone or contains(reading.text, phrases.taken_back)):
        return True
    return reading.intent not in detail.of and (
        reading.intent in _COMES_FIRST
        or (reading.intent == "inform" and tells)
        or (reading.intent == "meaning" and bool(reading.terms))
    )


def _names_a_word(turn: Turn, detail: Detail) -> bool:
    """Whether the message names a word of the glossary as it is written, and the detail was hardly read in it."""
    read = [e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] in ("term", "detail")]
    is_likely = any(e["value"] == detail.id and confidence(e) >= _HARDLY for e in read)
    is_likely = is_likely or is_named(turn.knowledge, detail.id, turn.reading.text)
    is_vague = any(e["entity"] == "term" and confidence(e) < _SURE_OF_A_WORD for e in read)
    named = set(turn.reading.terms).intersection(terms_named(turn.knowledge, turn.reading.text))
    return bool(named) and not (turn.changed or is_likely or is_vague)


def _question(turn: Turn, detail: Detail) -> str:
    """What the detail is asked about: what the message asks, or what was talked about last, where it goes with that."""
    if detail.instead_of:
        others = (q for q in turn.reading.questions if q in detail.of and q not in detail.instead_of)
        return next(others, detail.of[0])
    asked = next((question for question in turn.reading.questions if question in turn.knowledge.tables), None)
    if asked and (asked in detail.of or not set(turn.reading.questions) & set(detail.of)):
        return asked  # a topic first: its answer follows
    last = last_turn(turn.tracker)
    about = last[-1].answer.get("about") if last else None
    candidates = [*turn.reading.questions, turn.reading.intent, turn.topic, about, *detail.of]
    return next(str(question) for question in candidates if question in detail.of and question != "inform")


def _answer(turn: Turn, question: str, asked: list[Detail]) -> None:
    says = [_says(turn, detail) for detail in asked]
    in_its_place = any(question in detail.instead_of for detail in asked)
    act = turn.reading.intent if turn.reading.intent in _WITH_A_TOPIC else None
    if question in turn.knowledge.tables:
        decision = decide(turn.knowledge, question, turn.facts)
        is_claim = turn.reading.intent == "confirm"  # what holds of it is said, whether it was said before or not
        is_new = (is_claim or decision.verdict != turn.responder.last_verdict) and not in_its_place
        sentence = split_yes_or_no(turn.responder.sentence(decision, turn.facts))[1]
        # That it was processed is said in so many words: a detail may only suppose it.
        is_over = turn.facts.get("status") == "processed"
        if is_new and (is_over or not is_said_in(" ".join(says), sentence)):
            says.append(sentence)
        may_ask = is_new and not is_of_all(turn)
        asks = without_asking(turn.tracker, turn.knowledge, decision.asks) if may_ask else None
        topic: Optional[str] = act if act and in_its_place else question
        turn.say("detail", details=without_repeats(says), topic=topic, decision=decision, asks=asks)
        turn.set("topic", question)
        if asks:
            turn.set("pending_question", asks)
    elif question in turn.knowledge.subjects:
        _answer_next_door(turn, question, says, in_its_place)
    else:
        topic = question if question in _WITH_A_TOPIC else None
        turn.say("detail_beside", details=without_repeats(says), topic=topic)


def _answer_next_door(turn: Turn, subject: str, says: list[str], in_its_place: bool) -> None:
    entry = turn.knowledge.subjects[subject]
    if in_its_place:
        turn.say("detail_beside", details=without_repeats(says), **{**next_door(turn, subject), "sources": []})
        return
    # What the guide or a page says of the matter itself is said with it the first time.
    line = turn.responder.first_sentence(subject, turn.facts)
    plain = split_yes_or_no(line)[1]
    is_known = entry.sources or turn.knowledge.notes_for(subject)
    is_told = turn.responder.told(line) or turn.responder.told(plain)
    if is_known and not is_told and not is_said_in(" ".join(says), plain):
        says.append(plain)
    turn.say("detail" if entry.sources else "detail_beside", details=without_repeats(says), **next_door(turn, subject))
