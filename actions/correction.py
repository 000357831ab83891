"""The action that takes back what was misheard."""

from __future__ import annotations

import re

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
        is_mended = turn.changed or turn.gone
        topic = next((question for question in meant if question in turn.knowledge.tables), None)
        if not meant and is_mended:
            is_of_last = turn.topic and words_change(turn, turn.topic, turn.before)
            topic = turn.topic if is_of_last else topic_of_facts(turn)
        if not turn.cases.switched:
            say_what_is_held(turn, topic)  # of another case, that was said
        if not (meant or is_another_case) and says_what_is_left_to_do(turn):
            return
        asks_what_to_do = re.search(turn.knowledge.phrases.what_to_do, normalize(reading.text))
        if meant:
            answer_questions(turn, meant)
        elif asks_what_to_do and turn.is_told_of:
            say_next_step(turn, topic or turn.topic)  # «a mí me denunciaron, ¿yo qué puedo hacer?»
        elif is_another_case and turn.topic and not is_mended:
            answer_statement(turn)  # «son dos, la que me pusieron a mí», «no hay otra»
        elif is_another_case and turn.is_told_of and not is_mended:
            answer_topic(turn, "withdraw")
        elif topic:
            answer_anew(turn, topic)
        elif not is_mended and (noted_again := told_as_held(turn)) and may_be_granted(turn, noted_again):
            if not turn.topic and "party" in noted_again:
                answer_statement(turn)  # «ella es la reclamante», «no la puse yo», as we hold it
            else:
                grant_what_is_so(turn, noted_again, turn.topic or "withdraw")  # «no, la cerraron ellos», as we hold it
        elif not is_mended:
            answer_or_offer(turn, rejected)
        elif "ground" in turn.changed and turn.is_told_of:
            say_next_step(turn, None)  # nothing was asked yet that it decides
