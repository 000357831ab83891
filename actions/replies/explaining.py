"""What words mean: those that the glossary has, and those of the official notes."""

from __future__ import annotations

from typing import Optional

from actions.reading.details_named import is_named
from actions.reading.terms import WHOSE_PROOF
from actions.reading.tracker_state import last_turn
from actions.replies.asides import asides
from actions.replies.details_to_say import words_of
from actions.replies.not_filed import known_case
from actions.turn.turn import Turn
from retirada.rulebook.details import Detail

_WHOSE_ACCOUNT = "company_account"  # a detail
_OTHER_PARTY = "«la otra parte»"  # as question 7 calls one of them


def explain_note(turn: Turn, note: str) -> None:
    """Say what an official note means, with its page."""
    shown, one = turn.knowledge.notes, turn.knowledge.note(note)
    meaning = shown.presentation.format(text=one.plainly, page=one.page, copy=shown.copies[one.copied])
    turn.say("meaning_of_own", topic="meaning", asks=turn.pending_fact, meaning=meaning)


def _roles(turn: Turn) -> str:
    """Which party is which in this case, the person's or whom they speak for; empty where that is not known. Of the
    name that question 7 gives one of them, where it was said, that the guide does not say whom it means.
    """
    party, who = turn.facts.get("party"), turn.get("principal")
    if party is None:
        return ""
    name = f"utter_roles_of_{party}" if who else f"utter_roles_{party}"
    says = turn.responder.text(name, {}).format(who=who)
    if who and is_named(turn.knowledge, _WHOSE_ACCOUNT, turn.reading.text):
        return words_of(turn, _detail(turn, _WHOSE_ACCOUNT))
    is_read = any((e["entity"], e["value"]) == ("detail", WHOSE_PROOF) for e in turn.tracker.latest_message["entities"])
    if is_named(turn.knowledge, WHOSE_PROOF, turn.reading.text) or (is_read and turn.topic == "refile"):
        return _detail(turn, WHOSE_PROOF).says  # «¿«la otra parte tenga pruebas» soy yo?»
    is_of_question = any(_OTHER_PARTY in reply.text for reply in last_turn(turn.tracker))
    return f"{says} {turn.responder.text('utter_roles_of_question', {})}" if is_of_question else says


def _detail(turn: Turn, name: str) -> Detail:
    """The detail of this name that fits the case."""
    case = known_case(turn)
    return next(detail for detail in turn.knowledge.details if detail.id == name and detail.fits(case))


def explain_terms(turn: Turn, terms: list[str], asks: Optional[str]) -> None:
    """Say what the glossary says of each term, once in a reply. The answer is about the first; `asks` is the question
    that is open.
    """
    for term in map(turn.knowledge.term, terms):
        meaning = term.says if term.sources or term.ours else f"{term.says} {turn.knowledge.glossary.own}"
        if term.fact == "party" and (roles := _roles(turn)):
            meaning = roles
        if meaning in turn.explained or meaning in turn.words:
            continue
        turn.explained.add(meaning)
        turn.say(
            "meaning_of" if term.sources else "meaning_of_own",
            topic="meaning",
            about=terms[0],
            sources=term.sources,
            asks=asks,
            meaning=meaning,
            asides=[*asides(turn, "meaning"), *asides(turn, term.id)] if term.sources else (),
        )
