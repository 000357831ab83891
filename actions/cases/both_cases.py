"""Two cases or more at once: «las dos siguen pendientes», «¿cuál de las dos puedo quitar?»"""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.by_message.case_names import names_several
from actions.cases.by_message.mentions import judges_several
from actions.cases.case_words import said_that_two
from actions.cases.each_case import answer_each
from actions.cases.labels import differing_in, names_of_cases
from actions.cases.labels_by_facts import called_by_facts
from actions.reading.details_asked import named_subjects
from actions.reading.entities import RETRACTED
from actions.reading.low_confidence import FALLBACK
from actions.reading.phrases import contains, normalize
from actions.reading.rejected_reply import answered_last, named_topic, rejects
from actions.reading.tracker_state import last_turn
from actions.turn.asking import without_asking
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide

_NAMES = ("kind", "ground")  # «el informe es por las fotos, los dos siguen pendientes» names one by them
_OF_NONE_ALONE = ("one_affects_other", "several_at_once", "both_sides")  # details
OF_ONE = ("utter_case", "utter_each_agrees", "utter_each_is")  # responses that name one of several cases
_ONLY_WHY = 4  # words, at most: «¿y eso por qué?»
_MAY_ASK_OF_ALL = ("next_step", "confirm", "inform", "correction", "why", "rephrase", FALLBACK)


def cases_of(turn: Turn) -> list[Optional[dict[str, Any]]]:
    """The cases of the conversation, None in place of the one under discussion; see actions/cases/case.py."""
    return turn.get("cases") or [None]


def kept_cases(turn: Turn) -> list[dict[str, Any]]:
    """The cases talked about before."""
    return [case for case in cases_of(turn) if case]


def all_cases(turn: Turn) -> list[Facts]:
    """The facts of each case of the conversation, in their order; one where there are not several."""
    if is_of_all(turn):
        return [{**turn.facts, **case["facts"]} for case in kept_cases(turn)]
    return [case["facts"] if case else turn.facts for case in cases_of(turn)]


def principals(turn: Turn) -> list[Optional[str]]:
    """Whom the person speaks for in each case, in the order of `all_cases`."""
    if is_of_all(turn):
        return [case.get("principal") for case in kept_cases(turn)]
    return [case.get("principal") if case else turn.get("principal") for case in cases_of(turn)]


def is_of_all(turn: Turn) -> bool:
    """Whether several cases were told of and none of them was gone to since: what is held now is so of all."""
    return bool(turn.get("of_all_cases"))


def asks_of_the_effect(turn: Turn) -> bool:
    """Whether the message asks if one case affects another, or of several at once: that is of none of them alone."""
    named, text = turn.knowledge.phrases.details_named, normalize(turn.reading.text)
    return any(name in turn.reading.details and re.search(named[name].pattern, text) for name in _OF_NONE_ALONE)


def speaks_of_all(turn: Turn) -> bool:
    """Whether the message is about several cases of the conversation together."""
    if turn.one_of_them:
        return False
    phrases = turn.knowledge.phrases
    says_so = re.search(phrases.both, re.sub(phrases.no_case, "", normalize(turn.reading.text)))
    return turn.names_several or (bool(says_so) and len(all_cases(turn)) > 1)


def is_of_two_alike(turn: Turn) -> bool:
    """Whether the message asks about two cases of which nothing different was told: «tengo dos, ¿puedo retirarlas?»"""
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    asks_of_both = any(re.search(p, re.sub(phrases.no_case, "", text)) for p in (phrases.both, phrases.them))
    return len(cases_of(turn)) == 1 and asks_of_both and said_that_two(turn)


def take_names(turn: Turn) -> None:
    """Where the message names several cases by their facts, those are no news of the case under discussion."""
    reading, cases = turn.reading, cases_of(turn)
    if len(cases) > 1 and set(reading.second_case) == {"party"} and (reading.supposes or asks_of_the_effect(turn)):
        # «Si yo quito la mía y él la suya»
        stated = {fact: value for fact, value in reading.stated.items() if fact != "party"}
        turn.reading = reading._replace(stated=stated, second_case={}, supposed=reading.supposed - {"party"})
    turn.names_several = turn.names_several or judges_several(turn) or names_several(turn, cases)
    if turn.names_several:
        told = {*turn.reading.second_case, *turn.knowledge.phrases.called, *differing_in(all_cases(turn))}
        stated = {fact: value for fact, value in turn.reading.stated.items() if fact not in told}
        turn.reading = turn.reading._replace(stated=stated, second_case={}, supposed=frozenset())


def share_facts(turn: Turn, was_of_all: bool) -> None:
    """Where what the message states is so of all cases, keep it with each. What tells them apart stays as it is, unless
    the message says that it is about all of them.

    Args:
        was_of_all: see `is_of_all`, before the message.
    """
    about_all = speaks_of_all(turn)
    says_all = re.search(turn.knowledge.phrases.all_filed, normalize(turn.reading.text))
    of_each = was_of_all and (says_all or not turn.switched)
    if not (about_all or of_each) or turn.reading.second_case or turn.reading.supposes:
        return
    kept = kept_cases(turn)
    of_one = _of_one_only(turn)
    for fact in of_one.intersection(turn.reading.stated) if is_of_all(turn) else ():
        turn.set(fact, turn.before.get(fact))  # what is held now is so of all
    if of_each:
        of_one &= differing_in(all_cases(turn))
    shared = {
        fact: value
        for fact, value in turn.reading.stated.items()
        if fact not in of_one
        and ((about_all and fact not in _NAMES) or len({case["facts"].get(fact) for case in kept}) == 1)
    }
    cases = [case and {**case, "facts": {**case["facts"], **shared}} for case in cases_of(turn)]
    turn.changed_in_all = {f: v for f, v in shared.items() if any(c["facts"].get(f) not in (None, v) for c in kept)}
    if shared and kept:
        turn.set("cases", cases)


def _of_one_only(turn: Turn) -> set[str]:
    """The facts told of the case under discussion, before a question about all, «sigue abierta. ¿Quito las dos?», and
    those by which one is called: «las dos son por fotos; en la que cerraron perdí puntos».
    """
    of_one = set()
    for e in turn.tracker.latest_message.get("entities", []):
        start = max(turn.reading.text.rfind(end, 0, e.get("start", 0)) for end in ".?!,") + 1
        sentence = re.split(r"[.?!]", normalize(turn.reading.text[start:]), maxsplit=1)
        is_of_several = re.search(turn.knowledge.phrases.of_several, sentence[0])
        rest = "".join(sentence[1:])
        asks = "?" in rest or re.search(turn.knowledge.phrases.sums_up_all, rest)
        is_asked_then = bool(asks) and not is_of_several
        is_called = any(e["entity"] in way for way, _ in called_by_facts(turn, sentence[0]))
        if "start" in e and (is_asked_then or is_called):
            of_one.add(e["entity"])
    return of_one


def answer_all(turn: Turn) -> bool:
    """Answer a message about several cases for each of them, by its name; whether it is one."""
    reading, phrases, text = turn.reading, turn.knowledge.phrases, normalize(turn.reading.text)
    if len(cases_of(turn)) > 1 and re.search(phrases.which_first, text):
        turn.say("which_first", topic="next_step")
        answer_each(turn, None, all_cases(turn), principals(turn))
        return True
    asks = reading.intent in (*turn.knowledge.tables, *_MAY_ASK_OF_ALL)
    asks |= reading.intent == "new_case" and not turn.written_before  # the two of a first message
    topics = [question for question in reading.questions if question in turn.knowledge.tables]
    answered_all = sum(message.response in OF_ONE for message in last_turn(turn.tracker)) > 1
    is_about_all = speaks_of_all(turn) or any(_is_open_of_all(turn, topic) for topic in topics)
    is_why = reading.intent == "why" and len(text.split()) <= _ONLY_WHY
    is_about_all |= is_why and is_of_all(turn) and answered_all
    if not asks or not is_about_all or reading.second_case or asks_of_the_effect(turn):
        return False
    if reading.questions and not topics:
        return False  # what is asked beside the guide is answered alike for all
    named = named_topic(turn.knowledge, reading.text)
    topic = next(iter(topics), named if named in turn.knowledge.tables else turn.topic) or "withdraw"
    is_repeated = rejects(turn.knowledge, reading.text) and topic in answered_last(turn.tracker, turn.knowledge)
    if is_repeated and not turn.names_several:
        return False  # what was just said of each is not what is asked
    wants_a_summary = re.search(phrases.summary, text) is not None
    # «La de las fotos se acabó y la otra la apelo, ¿no?» names what is asked of one.
    names_more = not turn.knowledge.stated_in.isdisjoint(named_subjects(turn.knowledge, reading.text))
    asks_of_each = names_more or named == "withdraw" or wants_a_summary
    sums_up = _corrects(turn) or asks_of_each or re.search(phrases.leaves_it, text)
    if turn.names_several and not topics and (sums_up or "refile" not in (topic, named)):
        topic = "withdraw"  # whoever sums up several cases says of which it can still be done
    only: Optional[int] = None
    if turn.names_several and _corrects(turn):
        _say_what_is_corrected(turn)
        if not (topics or answered_all or is_of_all(turn) or turn.changes_another):
            only, topic = cases_of(turn).index(None), turn.topic or topic  # what was asked of that one is asked still
    elif turn.changed_in_all and _corrects(turn):
        turn.say("corrected", facts_in_words=turn.responder.in_words(turn.changed_in_all), topic="correction")
    if reading.intent == "next_step" or (wants_a_summary and reading.intent != "confirm" and not topics):
        answer_each(turn, None, all_cases(turn), principals(turn))
    else:
        answer_each(turn, topic, all_cases(turn), principals(turn), only)
        turn.set("topic", topic)
    return True


def _say_what_is_corrected(turn: Turn) -> None:
    """Say of each case what the message tells of it, by its name."""
    cases, whose = all_cases(turn), principals(turn)
    names = names_of_cases(turn, cases, whose)
    each: list[str] = []
    for number, facts in turn.told_of_each.items():
        known = {fact: value for fact, value in facts.items() if value != RETRACTED}
        called = {f for f, v in known.items() if turn.knowledge.facts[f].case[v].lower() in names[number].lower()}
        if told := {fact: value for fact, value in known.items() if fact not in called}:
            with turn.speaking_of(whose[number]):
                each.append(f"{names[number][0].lower()}{names[number][1:]}, {turn.responder.in_words(told)}")
    turn.say("corrected" if each else "corrected_each", facts_in_words="; ".join(each), topic="correction")


def _corrects(turn: Turn) -> bool:
    """Whether what the message says of all cases was held otherwise by mistake: what is closed does not open again."""
    phrases = turn.knowledge.phrases
    says_so = contains(turn.reading.text, [*phrases.corrects, *phrases.told_already])
    return says_so or turn.reading.intent == "correction" or turn.changed_in_all.get("status") == "in_process"


def _is_open_of_all(turn: Turn, topic: str) -> bool:
    """Whether what is so of all cases leaves the topic open: it is known of each, or has not the same answer in all."""
    if not is_of_all(turn):
        return False
    asks = without_asking(turn.tracker, turn.knowledge, decide(turn.knowledge, topic, turn.facts).asks)
    decided = ((decide(turn.knowledge, topic, facts).verdict, facts) for facts in all_cases(turn))
    # To whom it is said changes its words only.
    says = {turn.responder.first_sentence(verdict, {**facts, "party": ""}) for verdict, facts in decided}
    return (len(says) > 1 and not turn.reading.details) or (
        asks is not None and all(asks in facts for facts in all_cases(turn))
    )


def the_open_one(turn: Turn) -> Optional[int]:
    """The number of the one case that can have been withdrawn: «la saqué», of who told of an open and a closed one."""
    of_all = is_of_all(turn)
    numbers = [number for number, case in enumerate(cases_of(turn)) if case or not of_all]
    still = [number for number in numbers if held_of(turn, number, "status") in (None, "in_process")]
    return still[0] if len(still) == 1 else None


def held_of(turn: Turn, number: int, fact: str) -> Optional[str]:
    """What is held of the case of that number."""
    case = cases_of(turn)[number]
    return (case["facts"] if case else turn.facts).get(fact)
