"""The facts of the case under discussion: what a message does to them. Nothing else stores facts.

A supposition that contradicts a stated fact sets it aside (slot `set_aside`) until the person speaks of the case as it
is. Cases talked about before are kept in the slot `cases`: a list with the facts and the topic of each, and None for
the one under discussion.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Optional

from actions.phrases import contains, normalize
from actions.principal import store_principal
from actions.reading import read_message
from actions.tracker_state import facts_stored_last, latest_message_index

if TYPE_CHECKING:
    from actions.turn import Turn

_AS_IT_IS = ("correction", "next_step")  # intents that speak of the case as it is
_REPLIES = ("affirm", "deny", "dont_know")


def store_facts(turn: Turn) -> None:
    """Store what the latest message states, takes back or supposes, in the case that it speaks of."""
    reading = turn.reading
    for fact, value in _unanswered(turn).items():
        turn.set(fact, value)
    if reading.intent not in turn.knowledge.stated_in and not reading.stated:
        return
    is_another = reading.intent == "new_case" and bool(turn.facts or turn.topic)
    _switch_case(turn)
    if is_another and not turn.switched:
        return  # what is said of a case that was not begun yet is not said of this one
    for fact in reading.retracted:
        turn.set(fact, None)
    stated = {fact: value for fact, value in reading.stated.items() if fact not in reading.second_case}
    aside = dict(turn.get("set_aside") or {})
    if reading.supposes:
        held = turn.facts
        # What was unstated is so again, too, where the message itself says that it only supposes.
        before = {fact: held.get(fact) for fact, value in stated.items() if held.get(fact) != value}
        aside = {**{fact: value for fact, value in before.items() if value or reading.what_if}, **aside}
    elif aside and _speaks_of_it_as_it_is(turn):
        stated = {**aside, **stated}
        aside = {}
    for fact, value in stated.items():
        turn.set(fact, value)
    store_principal(turn)
    if aside != (turn.get("set_aside") or {}):
        turn.set("set_aside", aside or None)


def restore_facts(turn: Turn) -> None:
    """Give the facts that the message before the latest changed the values that they had before it."""
    for fact, value in facts_stored_last(turn.tracker, turn.knowledge).items():
        turn.set(fact, value)


def begin_case(turn: Turn) -> None:
    """Keep the case under discussion with the others, and begin one without facts."""
    _go_to(turn, len(_cases(turn)))


def keep_both(turn: Turn, first: dict[str, str], second: dict[str, str], topic: str) -> None:
    """Keep the two cases of one message with the others, so that «la segunda» goes to it.

    Args:
        first, second: the facts in which they differ; all else that is held is true of both.
        topic: that was answered of both.
    """
    cases = list(_cases(turn))
    current = cases.index(None)
    cases[current:current] = [{"facts": {**turn.facts, **facts}, "topic": topic} for facts in (first, second)]
    turn.set("cases", cases)


def _switch_case(turn: Turn) -> None:
    """Begin another case, or go back to one, where the message says so."""
    reading, phrases = turn.reading, turn.knowledge.phrases
    if reading.intent in _REPLIES or reading.second_case or reading.is_button:
        if reading.is_button and turn.pending == "new_case" and reading.intent not in _REPLIES:
            begin_case(turn)
        return
    cases = _cases(turn)
    numbered = next((n for n, names in enumerate(phrases.case_numbers) if contains(reading.text, names)), None)
    if len(cases) > 1 and numbered is not None and numbered < len(cases):
        if cases[numbered] is not None:
            _go_to(turn, numbered)
    elif len(cases) > 1 and contains(reading.text, phrases.earlier_case):
        current = cases.index(None)
        _go_to(turn, current - 1 if current else 1)
    elif (named := _named_case(turn)) is not None:
        _go_to(turn, named)
    elif (turn.facts or turn.topic) and _begins_another(turn):
        begin_case(turn)


def _named_case(turn: Turn) -> Optional[int]:
    """The number of the case that the message names by what is said of it, «y la de la marca»; None where it is the
    one under discussion, or could be several.
    """
    stated, held = turn.reading.stated, turn.facts
    if not stated or not re.search(turn.knowledge.phrases.names_case, normalize(turn.reading.text)):
        return None
    if all(held.get(fact) == value for fact, value in stated.items()):
        return None
    others = [(number, case["facts"]) for number, case in enumerate(_cases(turn)) if case]
    fitting = [number for number, facts in others if stated.items() <= facts.items()]
    return fitting[0] if len(fitting) == 1 else None


def _begins_another(turn: Turn) -> bool:
    reading = turn.reading
    if reading.intent == "new_case":
        return bool(set(reading.stated) - {"kind"})  # «tengo otro informe» says nothing of it yet
    if turn.pending == "new_case":
        # Whoever goes on with facts or a question has taken up the other case.
        return bool(reading.stated) or reading.intent in turn.knowledge.tables
    if contains(reading.text, turn.knowledge.phrases.case_as_it_is):
        return False  # «eso era de otro expediente; la nuestra sigue en trámite»
    return bool(reading.stated) and re.search(turn.knowledge.phrases.further_case, normalize(reading.text)) is not None


def _cases(turn: Turn) -> list[Optional[dict[str, Any]]]:
    return turn.get("cases") or [None]


def _go_to(turn: Turn, number: int) -> None:
    cases = list(_cases(turn))
    as_stated = {**turn.facts, **(turn.get("set_aside") or {})}
    stated = {fact: value for fact, value in as_stated.items() if value}
    current = cases.index(None)
    taken_up = (cases[number] if number < len(cases) else None) or {"facts": {}, "topic": None}
    cases[current] = {"facts": stated, "topic": turn.topic}
    cases[number : number + 1] = [None]
    if len(cases) > 2 and stated.items() <= taken_up["facts"].items():
        del cases[current]  # what was said of both cases of a message is none of its own
    turn.set("cases", cases)
    forget_case(turn)
    for fact, value in taken_up["facts"].items():
        turn.set(fact, value)
    if taken_up["topic"]:
        turn.set("topic", taken_up["topic"])
    turn.before = turn.facts
    turn.switched = True


def forget_case(turn: Turn) -> None:
    """Forget the case under discussion. That `topic` is reset marks where another begins."""
    for fact in turn.facts:
        turn.set(fact, None)
    for slot in ("set_aside", "pending_question", "principal", "topic"):
        turn.set(slot, None)
    turn.responder.begin_case()


def _speaks_of_it_as_it_is(turn: Turn) -> bool:
    """What answers a question that was asked within a supposition follows from it; any other statement does not."""
    reading = turn.reading
    if contains(reading.text, turn.knowledge.phrases.not_asked):
        return False
    states = (reading.stated and turn.pending not in reading.stated) or reading.intent in _AS_IT_IS
    return bool(states) or contains(reading.text, turn.knowledge.phrases.case_as_it_is)


def _unanswered(turn: Turn) -> dict[str, str]:
    """The facts that messages before the latest state, if the assistant failed to reply to them."""
    facts: dict[str, str] = {}
    tracker = turn.tracker
    for event in tracker.events[: latest_message_index(tracker)]:
        if event["event"] == "user":
            facts |= read_message(tracker, turn.knowledge, event["parse_data"]).stated
        elif event["event"] == "bot":
            facts = {}
    return facts
