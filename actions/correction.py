"""The action that takes back what was misheard."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Optional

from actions.cases.case import restore_facts
from actions.reading.phrases import contains, normalize
from actions.replies.answering import answer_questions, answer_topic
from actions.replies.correcting import (
    answer_anew,
    answer_or_offer,
    may_be_granted,
    questions_meant,
    questions_rejected,
    told_as_held,
)
from actions.replies.missed_question import grant_what_is_so, words_change
from actions.replies.questions_on_wording import explain_what_was_said
from actions.replies.statements import (
    answer_statement,
    denies_what_was_not_said,
    say_next_step,
    say_what_is_held,
    says_what_is_left_to_do,
    topic_of_facts,
)
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.prefilter import search


class ActionCorrection(TurnAction):
    intents = ("correction",)

    def name(self) -> str:
        return "action_correction"

    def reply(self, turn: Turn) -> None:
        """Say what is now held; answer the question that was meant, or the last topic anew, or offer other readings."""
        reading = turn.reading
        unsaid = contains(reading.text, turn.knowledge.phrases.taken_back)
        mends = any(turn.before.get(fact) for fact in turn.changed)
        if not (unsaid or mends) and explain_what_was_said(turn):
            return
        names_it = reading.stated or reading.retracted  # «no dije que las tenga» takes back nothing else
        if unsaid and not names_it and not denies_what_was_not_said(turn):
            restore_facts(turn)
        is_another_case = turn.cases.goes_to_one or turn.cases.is_one_case
        # The questions that the last reply answered are not meant.
        rejected = set() if is_another_case else questions_rejected(turn)
        meant = questions_meant(turn, rejected, is_another_case)
        topic = _topic_meant(turn, meant)
        if not turn.cases.switched:
            say_what_is_held(turn, topic)  # of another case, that was said
        if meant:
            answer_questions(turn, meant)
        elif is_another_case:
            _answer_for_that_case(turn, topic, rejected)
        elif not says_what_is_left_to_do(turn):
            _answer_as_held(turn, topic, rejected)


def _topic_meant(turn: Turn, meant: Sequence[str]) -> Optional[str]:
    """The topic that is answered anew: of what is meant, or else the last one or what the mended facts are about."""
    if meant or not (turn.changed or turn.gone):
        return next((question for question in meant if question in turn.knowledge.tables), None)
    is_of_last = turn.topic and words_change(turn, turn.topic, turn.before)
    return turn.topic if is_of_last else topic_of_facts(turn)


def _answer_for_that_case(turn: Turn, topic: Optional[str], rejected: Set[str]) -> None:
    """Answer a message that says which case, or that there is but one, and asks nothing."""
    is_mended = turn.changed or turn.gone
    if _asks_what_to_do(turn) or is_mended or not (turn.topic or turn.is_told_of):
        _answer_as_held(turn, topic, rejected)
    elif turn.topic:
        answer_statement(turn)  # «son dos, la que me pusieron a mí», «no hay otra»
    else:
        answer_topic(turn, "withdraw")


def _answer_as_held(turn: Turn, topic: Optional[str], rejected: Set[str]) -> None:
    """Answer by what is held now: the topic anew, or what to do; where nothing is mended, what was said as it is."""
    is_mended = turn.changed or turn.gone
    if _asks_what_to_do(turn):
        say_next_step(turn, topic or turn.topic)  # «a mí me denunciaron, ¿yo qué puedo hacer?»
    elif topic:
        answer_anew(turn, topic)
    elif is_mended:
        if "ground" in turn.changed and turn.is_told_of:
            say_next_step(turn, None)  # nothing was asked yet that it decides
    elif not ((noted_again := told_as_held(turn)) and may_be_granted(turn, noted_again)):
        answer_or_offer(turn, rejected)
    elif not turn.topic and "party" in noted_again:
        answer_statement(turn)  # «ella es la reclamante», «no la puse yo», as we hold it
    else:
        grant_what_is_so(turn, noted_again, turn.topic or "withdraw")  # «no, la cerraron ellos», as we hold it


def _asks_what_to_do(turn: Turn) -> bool:
    asks = search(turn.knowledge.phrases.what_to_do, normalize(turn.reading.text))
    return asks is not None and turn.is_told_of
