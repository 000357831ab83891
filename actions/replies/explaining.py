"""What words mean: those that the glossary has, and those of the official notes."""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.details_named import is_named
from actions.reading.details_only_told import SAYS_WHERE_IT_STANDS
from actions.reading.note_wording import terms_in_questions
from actions.reading.phrases import contains, normalize, questions_in, sentences_in
from actions.reading.terms import WHOSE_PROOF, terms_named
from actions.reading.tracker_state import last_turn
from actions.replies.asides import asides
from actions.replies.details_to_say import words_of
from actions.replies.not_filed import known_case
from actions.turn.turn import Turn
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import first_sentences, in_order

_TWO = 2
_ALIKE = {"apelacion", "contranotificacion"}
_DIFFER = {*_ALIKE, "mediacion", "retirada", "en_tramite", "procesada"}  # entries of which any other two differ
_WHOSE_ACCOUNT = "company_account"  # a detail
_DETAILED = ("evidence", "ground")  # facts of whose words details tell
_IN_PASSING = re.compile(r"\([^)]*\)")
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
    says = turn.responder.filled(f"roles_of_{party}" if who else f"roles_{party}", {}, who=who)
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
    return next(detail for detail in turn.knowledge.details_called([name]) if detail.fits(case))


def explain_words(turn: Turn) -> None:
    """Say what each word means that the message asks for by its name, whatever it asks beside, unless a detail says it,
    or where it stands: «no entiendo «procesada», ¿cómo sé si ya lo está?»
    """
    reading, knowledge = turn.reading, turn.knowledge
    details = knowledge.details_called(reading.details)
    told = {"party"}
    if details or reading.intent == "meaning":
        told.update(_DETAILED)
    if not SAYS_WHERE_IT_STANDS.isdisjoint(reading.details):
        told.add("status")
    says = _IN_PASSING.sub("", " ".join(detail.says for detail in details if "meaning" in detail.of))
    # «Why» quotes and explains them.
    words = [] if reading.intent == "why" else terms_in_questions(knowledge, reading.text)
    for term in map(knowledge.term, words):
        names = [name for name in map(normalize, term.names) if contains(reading.text, [name])]
        if term.fact not in told and not contains(says, names):
            explain_terms(turn, [term.id], None)


def tell_words_apart(turn: Turn) -> bool:
    """Say of two words that they differ, and how, where the message asks that: «¿apelar y mediar es lo mismo?»; whether
    it does, and asks no more.
    """
    text, knowledge = turn.reading.text, turn.knowledge
    sentences = [text[slice(*place)] for place in sentences_in(text)]
    asking = normalize(" ".join(part for part in sentences if contains(part, knowledge.phrases.differ)))
    if turn.reading.intent != "meaning" or not asking:
        return False
    words = terms_in_questions(knowledge, text)
    named = dict.fromkeys([*words, *terms_named(knowledge, asking)])
    terms = [knowledge.term(term) for term in named if term in _DIFFER]
    # And not «… ¿y eso cuánto tarda?»
    is_all = all(contains(one, knowledge.phrases.differ) or terms_named(knowledge, one) for one in questions_in(text))
    if not is_all or len(terms) != _TWO:
        return False
    written = normalize(text)
    terms.sort(key=lambda term: min(place for name in term.names if (place := written.find(normalize(name))) >= 0))
    leads = "utter_words_alike" if _ALIKE.issuperset(term.id for term in terms) else "utter_words_differ"
    says = (term.says if term.fact else first_sentences(term.says, 1) for term in terms)
    meaning = " ".join([turn.responder.text(leads, {}), *says])
    sources = in_order(list(dict.fromkeys(source for term in terms for source in term.sources)))
    response = "meaning_of" if sources else "meaning_of_own"
    turn.say(response, topic="meaning", about=terms[0].id, sources=sources, asks=turn.pending_fact, meaning=meaning)
    turn.ask_again()
    return True


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
