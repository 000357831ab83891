"""The whole of a case in short: what holds of it, and what to do now."""

from __future__ import annotations

from typing import Optional

from actions.reading.phrases import split_yes_or_no
from actions.replies.not_filed import known_case
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide, next_step
from retirada.rulebook.wording import first_sentences, without_repeats

# What decides the case of the accused, the most telling first; of others, whether it can be withdrawn.
_OF_THE_ACCUSED = ("ip_withdrawal_effect", "respondent_request", "ip_remove_listing", "ip_outcomes")
_ASKED_BY_THE_ACCUSED = ("ip_withdrawal_effect", "ip_remove_listing", "ip_outcomes", "ip_notice")
_OF_A_WITHDRAWN = ("refile", "reopen")


def say_in_short(turn: Turn) -> None:
    """Say the verdict on the main matter, and the next step: not what was asked last, which may be a side line."""
    topic = main_topic(turn)
    decision = decide(turn.knowledge, topic, turn.facts)
    step = next_step(turn.knowledge, topic, known_case(turn))
    verdict = split_yes_or_no(turn.responder.first_sentence(decision.verdict, turn.facts))[1]
    to_do = first_sentences(turn.responder.text(f"utter_step_{step.step}", turn.facts), 1)
    turn.say("summary", topic="rephrase", decision=decision, sentences=without_repeats([verdict, to_do]))
    turn.set("pending_question", None)


def main_topic(turn: Turn) -> str:
    """The topic that the case turns on: of those asked about, what tells most of it; else if it can be withdrawn."""
    asked = turn.responder.topics_in_order
    telling: tuple[str, ...] = ()
    party = turn.facts.get("party")
    if party == "respondent" or (party is None and not set(_ASKED_BY_THE_ACCUSED).isdisjoint(asked)):
        telling = _OF_THE_ACCUSED
    elif turn.facts.get("status") == "withdrawn" or turn.topic in _OF_A_WITHDRAWN:
        telling = _OF_A_WITHDRAWN
    first: Optional[str] = next((topic for topic in telling if topic in asked), None)
    return first or "withdraw"
