"""Answering details: what a message asks that is one step beside the guide's questions (data/knowledge/details.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from actions.answering import answer_questions, next_door
from actions.pages import asks_for_a_page, question_number
from actions.phrases import contains, split_yes_or_no
from actions.tracker_state import last_turn
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import without_repeats

if TYPE_CHECKING:
    from actions.turn import Turn
    from retirada.rulebook.phrases import Detail

# What such messages say comes before a detail of anything else: they answer us, or need care.
_COMES_FIRST = ("affirm", "deny", "erase", "new_case", "feedback", "distress", "fraud")
_WITH_A_TOPIC = ("meaning", "status_check", "next_step", "why")  # acts that `answer.topic` names


def answer_details(turn: Turn) -> bool:
    """Answer the details that the message asks about, then what else it asks; whether there was any.

    A detail belongs to a question, whose own answer follows in one sentence unless it was said last, or the detail says
    all of it.
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
        _answer(turn, question, [detail.says for detail in asked], any(question in d.instead_of for d in asked))
    answered = {*by_question, *(of for detail in details for of in detail.of)}
    several = len(turn.reading.questions) > 1
    rest = [question for question in turn.reading.questions if several and question not in answered]
    answer_questions(turn, rest)
    if not turn.knowledge.tables.keys() & set(rest):
        turn.ask_again()  # a topic's answer asks by itself
    return True


def _fitting(turn: Turn) -> Iterator[Detail]:
    """Of each detail that was read, what it says in this case, unless that was said before."""
    case = {**turn.knowledge.unstated, **turn.facts}
    for name in turn.reading.details:
        of_name = (detail for detail in turn.knowledge.details if detail.id == name)
        detail = next((detail for detail in of_name if detail.when.items() <= case.items()), None)
        if detail and (detail.again or not turn.responder.told(detail.says)) and not _comes_first(turn, detail):
            yield detail


def _comes_first(turn: Turn, detail: Detail) -> bool:
    """Whether what the message says comes before the detail: it tells something, or asks for a word or for the pages
    that were cited.
    """
    reading, phrases = turn.reading, turn.knowledge.phrases
    if reading.intent == "sources" and (
        question_number(reading.text) or asks_for_a_page(turn.tracker, turn.knowledge, reading.text)
    ):
        return True
    is_beside = detail.again or (reading.what_if and reading.intent not in detail.of)
    if is_beside and turn.changed:
        return True  # what it now states or supposes has an answer
    if contains(reading.text, phrases.contradicts) and reading.intent == "why":
        return True  # the matter itself is what two answers or sources differ on
    tells = not ("?" in reading.text or contains(reading.text, phrases.asks))
    if reading.intent == "correction" and (turn.changed or turn.gone or contains(reading.text, phrases.taken_back)):
        return True
    return reading.intent not in detail.of and (
        reading.intent in _COMES_FIRST
        or (reading.intent == "inform" and tells)
        or (reading.intent == "meaning" and bool(reading.terms))
    )


def _question(turn: Turn, detail: Detail) -> str:
    """What the detail is asked about: what the message asks, or what was talked about last, where it goes with that."""
    asked = next((question for question in turn.reading.questions if question in turn.knowledge.tables), None)
    if asked and not set(turn.reading.questions) & set(detail.of):
        return asked
    last = last_turn(turn.tracker)
    about = last[-1].answer.get("about") if last else None
    candidates = [*turn.reading.questions, turn.reading.intent, turn.topic, about, *detail.of]
    return next(str(question) for question in candidates if question in detail.of and question != "inform")


def _answer(turn: Turn, question: str, says: list[str], complete: bool) -> None:
    if question in turn.knowledge.tables:
        decision = decide(turn.knowledge, question, turn.facts)
        is_new = decision.verdict != turn.responder.last_verdict
        if is_new and not complete:
            says.append(split_yes_or_no(turn.responder.sentence(decision, turn.facts))[1])
        asks = decision.asks if is_new else None
        turn.say("detail", details=without_repeats(says), topic=question, decision=decision, asks=asks)
        turn.set("topic", question)
        if asks:
            turn.set("pending_question", asks)
    elif question in turn.knowledge.subjects:
        _answer_next_door(turn, question, says, complete)
    else:
        topic = question if question in _WITH_A_TOPIC else None
        turn.say("detail_beside", details=without_repeats(says), topic=topic)


def _answer_next_door(turn: Turn, subject: str, says: list[str], complete: bool) -> None:
    entry = turn.knowledge.subjects[subject]
    # What the guide or a page says of the matter itself is said with it the first time.
    line = turn.responder.first_sentence(subject, turn.facts)
    plain = split_yes_or_no(line)[1]
    is_known = entry.sources or turn.knowledge.notes_for(subject)
    if is_known and not complete and not (turn.responder.told(line) or turn.responder.told(plain)):
        says.append(plain)
    turn.say("detail" if entry.sources else "detail_beside", details=without_repeats(says), **next_door(turn, subject))
