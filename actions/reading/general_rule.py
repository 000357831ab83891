"""Who asks for the rule, and not for their own case: «olvide lo mío: un informe por spam, ¿se retira?»"""

from __future__ import annotations

from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import RETRACTED, read_facts, values
from actions.reading.phrases import normalize
from actions.reading.rejected_reply import most_likely
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_ALWAYS_OF_THEM = ("party",)  # who the person is, is so whatever the case


def asks_for_the_rule(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message asks for the rule with the facts that it names, whatever the case at hand is."""
    named = {f for f in ("kind", "ground") if any(value != RETRACTED for value in values(message, f))}
    return bool(named) and search(knowledge.phrases.for_the_rule, normalize(message.get("text") or "")) is not None


def topic_of_the_rule(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """The topic whose rule is asked for; None of other messages. Of another kind than the case is, «¿y si fuera un
    informe?», it is one that the kind decides.
    """
    if not tracker.get_slot("topic") or not asks_for_the_rule(knowledge, message):
        return None
    kind = read_facts(knowledge, message).get("kind")
    held = tracker.get_slot("kind") or knowledge.unstated["kind"]
    supposes = any(values(message, "supposed")) and kind not in (None, held)
    decided = {topic for topic, rows in knowledge.tables.items() if any("kind" in row.when for row in rows)}
    if supposes and intent not in decided:
        return most_likely(message, decided)
    return intent if intent in knowledge.tables else most_likely(message, set(knowledge.tables))


def beside_the_rule(held: dict[str, str], stated: dict[str, str], what_if: bool) -> dict[str, str]:
    """The facts of the case at hand that the rule asked for leaves out: «¿y si fuera un informe?», only that it was
    withdrawn.
    """
    others = {fact: value for fact, value in held.items() if fact not in (*stated, *_ALWAYS_OF_THEM)}
    return {fact: value for fact, value in others.items() if not what_if or value == "withdrawn"}
