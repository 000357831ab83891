"""Whether what a note, a word of Trade Assurance or question 9 says is so of the case at hand: «¿eso no es para mí?»"""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.asked_in_words import meant_by_words
from actions.reading.pages import notes_spoken_of
from actions.reading.phrases import claimed, contains, normalize, questions_asked, split_yes_or_no
from actions.reading.rejected import named_question
from actions.reading.tracker_state import Answer, Said, case_began, last_turn, said
from actions.replies.not_filed import known_case
from actions.turn.turn import Turn
from retirada.rulebook.decision import Decision, decide
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY

_OF_IP_ALONE = "P9"  # the question of the guide that is about nothing else
_ABOUT_IP = ("points", "aviso_de_queja")
# What was cited last → what is said of other grounds, and the questions of the guide that it rests on.
_OF_GROUNDS = {_OF_IP_ALONE: ("grounds_ip", ["P9"]), "P7": ("grounds_refile", ["P5", "P7", "P10"])}
_OF_ANY_GROUND = ("grounds_any", ["P1", "P2", "P3"])
_TERM = "trade_assurance"
_NAMES = ("trade assurance", "trade")


def answer_scope(turn: Turn) -> bool:
    """Say of which cases a note speaks, and whether this is one of them, where that is what the message asks."""
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    asks = meant_by_words(turn.knowledge, turn.knowledge.asked_in_words.note_scope, turn.reading.intent, text)
    kind = _kind_asked_about(turn, text) if asks else None
    if kind is None:
        return False
    answer, rest = split_yes_or_no(turn.responder.text(f"utter_scope_{_scope(turn, kind)}", turn.facts))
    if answer is not None and answer == claimed(turn.knowledge, re.sub(phrases.rejects, " ", text)):
        sentence = turn.filled("agrees", sentence=rest)
    else:
        sentence = rest if answer is None else f"{answer}, {rest[:1].lower()}{rest[1:]}"
    turn.say("detail_beside", topic="confirm", details=sentence)
    return True


def answer_other_grounds(turn: Turn) -> bool:
    """Say whether what the message names, or was said last, is so of complaints on other grounds, where that is all
    that the message asks: it tells nothing of the case at hand.
    """
    text = turn.reading.text
    asks = turn.knowledge.asked_in_words.other_grounds
    if questions_asked(text) > 1 or not meant_by_words(turn.knowledge, asks, turn.reading.intent, text):
        return False
    named = named_question(turn.knowledge, text, ("withdraw",))
    if named in turn.knowledge.tables:
        cited = {*decide(turn.knowledge, named, turn.facts).sources}
    elif named in turn.knowledge.subjects:
        cited = {*turn.knowledge.subjects[named].sources}
    else:
        cited = {source for message in last_turn(turn.tracker) for source in message.answer.get("sources") or ()}
    name, sources = next((_OF_GROUNDS[source] for source in _OF_GROUNDS if source in cited), _OF_ANY_GROUND)
    turn.say(name, topic="confirm", sources=sources)
    turn.understood()
    return True


def _kind_asked_about(turn: Turn, text: str) -> Optional[str]:
    """The kind of the notes that the message asks about: it names Trade Assurance, or points to what was just said."""
    phrases = turn.knowledge.phrases
    heard = [message.text for message in said(turn.tracker)]
    if contains(text, _NAMES):
        return "trade" if any(contains(each, _NAMES) for each in heard) else None
    last = last_turn(turn.tracker)
    if not last or not re.search(phrases.points_to_it, text):
        return None
    if any(m.answer.get("about") == _TERM or _speaks_of_it_alone(m) for m in last):
        return "trade"
    # Below a verdict, a note is not what «eso» points to.
    is_of_notes = any(not message.answer.get("verdict") for message in last)
    groups = [note for message in last for group in notes_spoken_of(turn.knowledge, message) for note in group]
    kinds = {turn.knowledge.note(note).kind for note in groups}
    return kinds.pop() if is_of_notes and len(kinds) == 1 else None


def _speaks_of_it_alone(message: Said) -> bool:
    return contains(message.text, _NAMES) and not message.answer.get("verdict") and not message.answer.get("notes")


def _scope(turn: Turn, kind: str) -> str:
    """The response that says of which cases the notes of the kind speak, by its name."""
    ground = turn.facts.get("ground")
    is_ip = ground in OF_INTELLECTUAL_PROPERTY
    if kind == "trade":
        return "trade_ip" if is_ip else "trade_open"
    return "ip_open" if ground is None else "ip_yes" if is_ip else "ip_no"


def take_back_what_is_of_ip(turn: Turn, answered_next: Optional[Decision]) -> None:
    """Say that what we said of intellectual property alone is not so of the case after all, where the message says so
    and the answer that comes next does not.
    """
    if no_longer_of_ip(turn) and not (answered_next and _OF_IP_ALONE in answered_next.sources):
        turn.say("of_ip_taken_back", topic="correction", sources=[_OF_IP_ALONE])


def no_longer_of_ip(turn: Turn) -> bool:
    """Whether the message says that a complaint, of which we said what is so of intellectual property alone, is about
    something else, and does not ask of that anew: «dice que no es de marca, es porque llegaron descosidas». To who
    complained, or will, little of that is said, and it is of the other party.
    """
    if turn.changed.get("ground") != "other" or turn.switched or turn.reading.supposes:
        return False
    if turn.facts.get("party") == "complainant" or known_case(turn).get("filed") == "no":
        return False
    before = (message.answer for message in said(turn.tracker, since=case_began(turn.tracker)))
    told = any(_is_of_ip(answer) and answer["facts"].get("ground") != "other" for answer in before)
    return told and "points" not in turn.reading.questions


def _is_of_ip(answer: Answer) -> bool:
    """Whether an answer is one of question 9, of which others tell in passing."""
    is_about = (answer.get("topic") or "").startswith("ip_") or answer.get("about") in _ABOUT_IP
    return is_about and _OF_IP_ALONE in answer.get("sources", ())
