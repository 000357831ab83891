"""The whole of a case, or of each, in short: what holds of it, and what to do now."""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.both_cases import all_cases, principals, speaks_of_all
from actions.cases.called import names_of_cases
from actions.reading.phrases import normalize, split_yes_or_no
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


def say_each_in_short(turn: Turn) -> bool:
    """Say of each case, by its name, whether it can be withdrawn and what is left to do, to who asks how they all
    stand, or for a summary without naming one; whether that was asked.
    """
    cases, whose = all_cases(turn), principals(turn)
    if len(cases) < 2 or not _is_asked_of_all(turn):
        return False
    for which, facts, who in zip(names_of_cases(turn, cases, whose), cases, whose, strict=True):
        with turn.speaking_of(who):
            decision = decide(turn.knowledge, "withdraw", facts)._replace(asks=None)
            step = next_step(turn.knowledge, "withdraw", facts).step
            to_do = first_sentences(turn.responder.text(f"utter_step_{step}_again", facts), 1)
            verdict = split_yes_or_no(turn.responder.first_sentence(decision.verdict, facts))[1]
            sentences = without_repeats([verdict, to_do])
            turn.responder.say("each_is", facts, topic="rephrase", decision=decision, which=which, sentence=sentences)
    turn.set("topic", "withdraw")
    turn.set("pending_question", None)
    return True


def _is_asked_of_all(turn: Turn) -> bool:
    reading, phrases, text = turn.reading, turn.knowledge.phrases, normalize(turn.reading.text)
    asks_else = set(reading.questions) & turn.knowledge.tables.keys() - {"withdraw"}
    claims = reading.intent == "confirm" or re.search(phrases.put_to_us, text)
    if reading.second_case or reading.is_button or asks_else or claims:
        return False
    names_one = turn.switched or turn.stays or turn.one_of_them
    if re.search(phrases.sums_up_all, text) and not names_one:
        return True
    return speaks_of_all(turn) and re.search(phrases.how_all_stand, text) is not None


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
