"""Who has not complained yet, and is asked about a complaint, or asks about the one that they may file."""

from __future__ import annotations

from actions.cases.both_cases import cases_of
from actions.cases.planned_complaint import SLOT, supposes_it_filed
from actions.reading.asked_in_words import meant_by_words
from actions.reading.phrases import normalize
from actions.replies.answering import answer_questions
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.details import NOT_FILED

_AFTERWARDS = ("refile", "reopen")  # «¿la puedo quitar y volver a poner?»


def answer_not_filed(turn: Turn) -> bool:
    """Say what holds for a complaint that does not exist yet, where the message says so; whether it was said."""
    words, reading = turn.knowledge.asked_in_words, turn.reading
    counts = len(cases_of(turn)) > 1 and search(turn.knowledge.phrases.mention.ordinal, normalize(reading.text))
    if turn.cases.names_several or turn.cases.one_of_them or counts:
        return False  # «la primera la dejo», «¿la segunda la puedo retirar?» are of those that there are
    is_accused = turn.facts.get("party") == "respondent"
    if not (turn.get(SLOT) or is_accused) and meant_by_words(
        turn.knowledge, words.to_come, reading.intent, reading.text
    ):
        # «Y la nueva, ¿la podría retirar?», whatever became of the first
        is_over = search(turn.knowledge.phrases.value_named["status"]["processed"], normalize(reading.text))
        says = "new_to_come_processed" if is_over else "new_to_come"  # «¿y la segunda, ya procesada?»
        turn.say(says, topic="withdraw", sources=["P1", "P2", "P3"])
        answer_questions(turn, [question for question in reading.questions if question in _AFTERWARDS])
        return True
    # «La queja ya la puse, aún no las fotos»; what a first message says of it may be misread.
    is_filed = is_accused or (turn.before.get("party") is not None and not turn.get(SLOT))
    is_of_no_case = not turn.get(SLOT) and turn.has_written(turn.knowledge.phrases.no_own_case)
    if is_filed or is_of_no_case or not meant_by_words(turn.knowledge, words.not_filed, reading.intent, reading.text):
        return False
    turn.say("not_filed", sources=["P1", "P2", "P3"])
    if turn.pending_fact:
        turn.set("pending_question", None)
    return True


def facts_to_come(turn: Turn) -> dict[str, str]:
    """What holds of who has not complained yet, beside the facts: they would be the one who does. Who supposes that
    they did is answered as if they had.
    """
    if not turn.get(SLOT):
        return {}
    return {"party": "complainant", **({} if supposes_it_filed(turn) else NOT_FILED)}


def known_case(turn: Turn) -> dict[str, str]:
    """The case that a detail has to fit: what is held of it, what goes without saying, and what is to
    come.
    """
    return {**turn.knowledge.unstated, **turn.facts, **facts_to_come(turn)}
