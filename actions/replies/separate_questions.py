"""The questions of a message that asks several, each as a message of its own."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from actions.reading.asked_clauses import AskedClause, asked_clauses
from actions.reading.aspects_asked import ASKED_BEFORE
from actions.reading.details_named import named_at
from actions.reading.message import Reading
from actions.reading.phrases import contains, normalize, sentences_in, stems
from actions.reading.principal import named_principal
from actions.reading.questions_about_guide import asked_of_the_guide
from actions.reading.rejected_reply import rejects
from actions.reading.terms import KINDS, is_of_whose_proof, terms_asked
from actions.replies.answering import in_the_way, next_door, restated
from actions.turn.asking import without_asking
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.about_guide import Point
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import first_sentences, split_yes_or_no, ways_of

# Acts that have a reply of their own, and «why», only where that is what the message asks.
ACTS = ("status_check", "next_step", "why", "sources", "privacy", "bot_challenge", "human", "capabilities", "meaning")
_A_NOUN, _NO_END = 2, re.compile("[^.?!]+")  # words, at most; no sentence ends within
_SAYS_ITSELF = 2  # words, at least
_A_MERE_STEP, _A_CONDITION = 3, re.compile(r"\bsi\b(?!\s*[,.!?])[^.!;\n?]*\??[\s¿,]*$", re.IGNORECASE)
# How a question begins that asks for more than yes or no: whether it is so, what was said may answer.
ASKS_FOR = re.compile(
    r"(?:(?:a|con|de|desde|en|hasta|para|por) )?(?:que|quien(?:es)?|como|cuando|cuant[oa]s?|cual(?:es)?|donde)\b"
)
UNCLEAR, FEW_WORDS = 0.5, 3  # so sure of a clause, or less; and of so few words
_LEAST_QUOTED, _MOST_QUOTED = 3, 14  # words of what is asked that nothing answers
_MAY_BE = 0.1  # so sure of a detail, what a clause asks is like it
_CLEARLY_ASKS = 0.97  # so sure that a clause asks something, it does not only tell
_TELLING = 6  # words: fewer, as «pregúntelo al personal de Alibaba», are said of anything


class Asked(NamedTuple):
    """A clause that asks something.

    Attributes:
        clause: as the NLU read it.
        message: it alone, as parse data.
        reading: what that says.
        points: those of the guide that it asks about.
    """

    clause: AskedClause
    message: dict[str, Any]
    reading: Reading
    points: list[Point]

    @property
    def intent(self) -> str:
        return self.reading.intent


def questions_alone(turn: Turn) -> list[Asked]:
    """Those of the latest message, in its order; none of a message that asks one thing, nor what only goes on with the
    words of a detail: «¿van a ver mi nombre y dirección?»
    """
    whole, asked, before = turn.tracker.latest_message, [], [turn.reading.intent]
    found = [named_at(turn.knowledge, name, turn.reading.text) for name in turn.reading.details]
    for clause in asked_clauses(whole):
        around = [place[0] for place in found if place and clause.end <= place[1] + 1]
        goes_on = any(_NO_END.fullmatch(turn.reading.text, start, clause.start) for start in around)
        if goes_on and clause.words <= _A_NOUN:
            continue
        message = clause.alone(whole)
        # «¿Cómo se pone? ¿Y hay tope de días?» asks of that, too.
        message["reading"] = {**(message.get("reading") or {}), ASKED_BEFORE: [*before]}
        points = asked_of_the_guide(turn.tracker, turn.knowledge, message["text"]).points
        whole_reading = turn.reading  # what that tells was just told
        reading = turn.read(message)._replace(stated=whole_reading.stated, retracted=whole_reading.retracted)
        if reading.intent == "inform" and clause.is_marked and clause.confidence >= _CLEARLY_ASKS:
            reading = reading._replace(intent=clause.intent)  # «si está cerrada, ¿él la puede quitar?» tells nothing
        if is_of_whose_proof(reading.terms, whole_reading.details):
            continue
        if reading.intent == "meaning" and (two := _told_apart(turn, whole, clause)):
            reading = reading._replace(terms=two)
        asked.append(Asked(clause, message, reading, points))
        before.append(reading.intent)
    return asked


def _told_apart(turn: Turn, whole: dict[str, Any], clause: AskedClause) -> list[str]:
    """The words that a clause, or the sentence of which it is the end, asks to tell apart: «¿qué diferencia hay entre
    «en trámite» | y «procesada»?»
    """
    text = whole.get("text") or ""
    begin = next((start for start, end in sentences_in(text) if start <= clause.start < end), clause.start)
    knowledge, sentence = turn.knowledge, text[begin : clause.end]
    if not contains(sentence, knowledge.phrases.differ):
        return []
    terms = terms_asked(knowledge, {"text": sentence}, "meaning")
    return terms if len(terms) > 1 and set(terms).isdisjoint(KINDS) else []  # of those two, a detail says it


def is_told_what_to_do(turn: Turn, one: Asked, said: str) -> bool:
    """Whether a clause only asks what to do on the condition before it, «¿y si no paga? ¿Qué hago?», of which the
    details said, if any, say more than that the guide says nothing.
    """
    is_mere = one.intent == "next_step" and one.clause.words <= _A_MERE_STEP and not one.reading.details
    is_silent = not said or search(turn.knowledge.phrases.says_nothing, normalize(said))
    return is_mere and not is_silent and _A_CONDITION.search(turn.reading.text[: one.clause.start]) is not None


def claims_and_asks_what_to_do(turn: Turn) -> bool:
    """Whether who puts a claim to us asks what to do, too, in no question that was read by itself, and was not told:
    «o sea que no. Entonces qué hago»; not for somebody else, and not how they go on with a plan, which says it.
    """
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    found = search(phrases.what_to_do, text) if turn.reading.intent == "confirm" else None
    if found is None or "next_step" in turn.responder.answered or search(phrases.settle_first, text):
        return False
    if text[: found.start()].endswith("lo "):
        return False  # «lo que queda es apelar» claims it
    begin = max(text.rfind(mark, 0, found.start()) for mark in ".,;:?!\n") + 1
    return begin > 0 and named_principal(turn.knowledge, text[begin:]) is None


def says_otherwise(turn: Turn, one: Asked) -> bool:
    """Whether the words of a clause say that it asks another thing than what the NLU read it to ask; one word, as in
    «¿podría retirarla? ¿Y hoy?», goes on with the clause before it, and not with what was asked before.
    """
    if one.clause.words < _SAYS_ITSELF:
        return False
    known = (*turn.knowledge.tables, *turn.knowledge.subjects, *ACTS)
    return one.intent != one.clause.intent and one.intent in known and one.clause.intent in known


def say_in_a_sentence(turn: Turn, question: str, ask: bool = False) -> None:
    """Say what a question is answered with in a sentence, if that was not said; with `ask`, ask for what decides."""
    if question in turn.knowledge.tables:
        of_answer = restated(turn, question)
        sentence = turn.responder.sentence(in_the_way(turn, question) or of_answer["decision"], turn.facts)
    else:
        of_answer = {**next_door(turn, question), "notes": [], "buttons": []}
        sentence = turn.responder.new_sentence(question, turn.facts)
    sentence = split_yes_or_no(sentence)[1]
    if not is_said_in(turn.words, sentence):
        turn.say(
            "detail" if question in turn.knowledge.tables or of_answer["sources"] else "detail_beside",
            details=sentence,
            **of_answer,
        )
    if ask and question in turn.knowledge.tables:
        asks = without_asking(turn.tracker, turn.knowledge, of_answer["decision"].asks)
        turn.set("pending_question", asks)
        turn.ask_again()


def is_said(turn: Turn, detail: Detail) -> bool:
    """Whether the reply has said a detail, in its words or in others."""
    words, says = turn.words, split_yes_or_no(detail.says)[1]
    is_said_so = any(first_sentences(way, 1)[1:] in words for way in ways_of(detail))
    return is_said_so or (len(stems(says)) >= _TELLING and is_said_in(words, says))


def is_open(turn: Turn, one: Asked) -> bool:
    """Whether nothing that is known is like what a clause asks: a question for more than yes or no. One that asks for a
    yes goes on with what was asked, or is of us, and the guide mostly answers it: «¿luego me puedo arrepentir?»
    """
    clause, knowledge = one.clause, turn.knowledge
    asks_for_more = re.match(ASKS_FOR, normalize(clause.text))
    is_clear = clause.is_marked and clause.is_apart and asks_for_more is not None
    can_be_quoted = is_clear and _LEAST_QUOTED <= clause.words <= _MOST_QUOTED
    likely = [name for name, sure in clause.details.items() if sure >= _MAY_BE or name in turn.reading.details]
    is_told = any(not detail.again for detail in knowledge.details_called(likely))  # before: nothing is left to say
    is_said_back = clause.text.lower().startswith("que ") and not clause.text.isascii()  # «¿Que aún la están mirando?»
    is_of_us = is_said_back or search(knowledge.phrases.asked_of_us, normalize(clause.text))
    is_unlike = clause.confidence < UNCLEAR or clause.intent in knowledge.subjects
    # «No me contestó: ¿y qué cambia si sigue abierta?»
    is_anew = turn.reading.intent == "correction" or rejects(knowledge, turn.reading.text)
    return bool(can_be_quoted and is_unlike) and not (is_told or is_of_us or is_anew)
