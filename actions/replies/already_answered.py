"""Whether the reply has said already what a question is answered with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.reading.tracker_state import ASKS
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import split_yes_or_no

_ONLY_LEADS = ("utter_case", "utter_detail", "utter_in_the_way", ASKS)
_NAMES_BOTH = "utter_ip_withdrawal_irrelevant"  # outcomes, in its last line


def is_answered(turn: Turn, question: str) -> bool:
    """Whether the reply has said what a question is answered with, and not only a detail of it."""
    answers = (reply for reply in turn.replies if not reply["response"].startswith(_ONLY_LEADS))
    return any(question in _about(reply) for reply in answers) or says_as_much(turn, question, [turn.words])


def says_as_much(turn: Turn, question: str, words: Sequence[str]) -> bool:
    """Whether one of some words of ours says, in the same or in others, what answers a question."""
    if question == "ip_outcomes" and _names_both_outcomes(turn):
        return True
    decision = decide(turn.knowledge, question, turn.facts) if question in turn.knowledge.tables else None
    if decision is None and question not in turn.knowledge.subjects:
        return False
    names = (f"{decision.verdict if decision else question}{again}" for again in ("", "_again"))
    known = (name for name in names if turn.responder.has(name, turn.facts))
    sentences = (split_yes_or_no(turn.responder.first_sentence(name, turn.facts))[1] for name in known)
    return any(is_said_in(one, sentence) for sentence in sentences for one in words)


def _names_both_outcomes(turn: Turn) -> bool:
    both = turn.responder.body(turn.responder.variant_of(_NAMES_BOTH, turn.facts))
    return both.splitlines()[-1] in turn.words


def _about(reply: dict[str, Any]) -> set[Any]:
    """The topics, subjects and acts that a message is about."""
    answer = reply["answer"]
    return {answer["topic"], answer["about"], (answer["row"] or "").partition(".")[0]}
