"""Which details a message is answered with, in what words, and as the answer of which question."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from actions.reading.details_asked import clear_details, confidence
from actions.reading.details_named import is_named, is_named_of
from actions.reading.details_only_told import SAYS_WHERE_IT_STANDS
from actions.reading.entities import details_read
from actions.reading.phrases import claimed, normalize
from actions.reading.proof import asks_of_own_papers
from actions.reading.rejected_reply import most_likely, named_topic, rejects
from actions.reading.tracker_state import last_turn
from actions.replies.before_details import comes_first
from actions.replies.new_wording import was_said_last
from actions.replies.not_filed import known_case
from actions.replies.open_questions import what_is_open
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import split_yes_or_no

# So sure the NLU is of a detail that was said: where it was the last thing said and is rejected, and where nothing is.
CLEAR_AGAIN, CLEAR_UNREJECTED = 0.05, 0.5
_LIKELY_OF = 0.05  # so likely a topic, what is asked of the guide's own words is asked of it
_SURELY_ASKED = 0.95  # so sure the NLU is of a topic, a detail that stands for its answer, among others, counts as its


def details_to_say(turn: Turn) -> list[Detail]:
    """The details to be answered. To who asks again for one that is clear, no other; and where it has just said no more
    than that, that the guide leaves it open.
    """
    knowledge, fitting = turn.knowledge, list(_fitting(turn))
    clear = clear_details(knowledge, turn.tracker.latest_message).intersection(turn.reading.details)
    if not (clear and rejects(knowledge, turn.reading.text)):
        return fitting
    asked = [detail for detail in fitting if detail.id in clear]
    if asked or turn.reading.intent == "meaning":
        return asked
    known = (split_yes_or_no(detail.says)[1] for detail in knowledge.details_called(clear))
    just_said = (normalize(says) for says in known if turn.responder.told(says[1:], last=True))
    is_open = any(search(knowledge.phrases.left_open, says) for says in just_said)
    return [detail for detail in knowledge.details if is_open and detail.again and words_of(turn, detail)]


def lines_of(turn: Turn, names: Collection[str]) -> Iterator[Detail]:
    """The entries of the details of these ids, but for those that are said of what the message does not name so, or
    whose words ask something else.
    """
    text, others = turn.reading.text, turn.knowledge.phrases.not_the_detail
    written = normalize(text)
    states = {term.says for term in turn.knowledge.glossary.terms if term.fact == "status"}
    if not states.isdisjoint(turn.explained):
        names = set(names).difference(SAYS_WHERE_IT_STANDS)  # «¿qué es «en trámite»? ¿Que la están mirando?»
    meant = [name for name in names if name not in others or not search(others[name], written)]
    is_named_so = {name: is_named(turn.knowledge, name, text) for name in meant}
    details = turn.knowledge.details_called(is_named_so)
    return (detail for detail in details if is_named_so[detail.id] or not detail.named)


def details_of_the_case(turn: Turn) -> Iterator[Detail]:
    """Each detail that was read, as it is in this case."""
    case, asked = known_case(turn), {turn.reading.intent, turn.topic, *turn.reading.questions}
    # «Voy a citar lo de volver a denunciar. ¿Qué dice la guía, textual?»
    topic = None
    if turn.reading.intent == "sources":
        topic = named_topic(turn.knowledge, turn.reading.text)
        topic = topic or most_likely(turn.tracker.latest_message, turn.knowledge.tables, _LIKELY_OF)
    for name in turn.reading.details:
        fitting = [d for d in lines_of(turn, [name]) if d.fits(case)]
        # After «¿puede volver a denunciarme?», «¿qué pruebas valen?» is of the other party's.
        of_it = [d for d in fitting if topic in d.of] or [d for d in fitting if not asked.isdisjoint(d.of)] or fitting
        detail = next(iter(of_it), None)
        if detail:
            yield detail


def words_of(turn: Turn, detail: Detail) -> str:
    """What the detail says now; nothing where it was said before and there are no other words for it. To who says that
    the last reply was no answer, what was said before that is said anew. Its «Sí» or «No» goes with a claim only.
    """
    says_open = what_is_open(turn) if detail.again else ""
    ways = [says_open or detail.says] if detail.again else [w for w in (detail.says, detail.says_again) if w]
    plain = {way: split_yes_or_no(way)[1] for way in ways}
    is_rejected = rejects(turn.knowledge, turn.reading.text)
    new = [way for way in ways if not turn.responder.told(plain[way][1:], last=is_rejected)]
    if detail.again and not is_rejected:
        new = ways
    if not new and len(ways) > 1:
        new = [way for way in ways if not turn.responder.told(plain[way][1:], last=True)]
    says = new[0] if new else ways[0] if turn.asks_again else ""
    if turn.reading.intent != "confirm":
        return plain.get(says, "")
    answer, rest = split_yes_or_no(says)
    agrees = answer == "No" == claimed(turn.knowledge, turn.reading.text)
    return turn.filled("agrees", sentence=rest) if agrees else says


def question_of(turn: Turn, detail: Detail) -> str:
    """What the detail is asked about: what the message asks, or what was talked about last, where it goes with that."""
    if detail.instead_of:
        own = (q for q in turn.reading.questions if q in detail.of)
        counted = (q for q in own if q not in detail.instead_of or _counts_as(turn, detail, q))
        return next(counted, detail.of[0])
    asked = next((question for question in turn.reading.questions if question in turn.knowledge.tables), None)
    if asked and (asked in detail.of or not set(turn.reading.questions) & set(detail.of)):
        return asked  # a topic first: its answer follows
    last = last_turn(turn.tracker)
    about = last[-1].answer.get("about") if last else None
    candidates = [*turn.reading.questions, turn.reading.intent, turn.topic, about, *detail.of]
    return next(str(question) for question in candidates if question in detail.of and question != "inform")


def _fitting(turn: Turn) -> Iterator[Detail]:
    """The details that were read, unless what they say in this case was said before, or something comes first."""
    return (
        detail
        for detail in details_of_the_case(turn)
        if words_of(turn, detail) and not comes_first(turn, detail) and not _was_just_said(turn, detail)
    )


def _was_just_said(turn: Turn, detail: Detail) -> bool:
    """Whether the last reply said a detail that is not clearly asked about again, nor named: «vale, ella no. ¿Y yo?»"""
    is_new = detail.again or turn.asks_again or not was_said_last(turn, detail)
    text = turn.reading.text
    is_named_so = is_named(turn.knowledge, detail.id, text)
    if is_new or is_named_so or is_named_of(turn.knowledge, detail.id, turn.reading.questions, text):
        return False
    if asks_of_own_papers(turn.tracker, turn.knowledge, turn.reading.intent, text):
        return False
    least = CLEAR_AGAIN if rejects(turn.knowledge, turn.reading.text) else CLEAR_UNREJECTED
    read = details_read(turn.tracker.latest_message)
    return any(e["value"] == detail.id and confidence(e) < least for e in read)


def _counts_as(turn: Turn, detail: Detail, topic: str) -> bool:
    """Whether a detail that stands for answers of several topics is the answer of this one, which is surely asked."""
    guess: dict[str, Any] = next(iter(turn.reading.ranking), {"name": None, "confidence": 0})
    is_sure = guess["name"] == topic and guess["confidence"] >= _SURELY_ASKED
    return is_sure and {topic, detail.of[0]} <= turn.knowledge.tables.keys()
