"""Keeping what a message tells of several cases with each, and taking up the one that it asks about."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.both_cases import asks_of_the_effect, cases_of
from actions.cases.by_clause.clauses import Clause
from actions.cases.by_clause.known_cases import Known
from actions.cases.by_clause.mentions import Mention
from actions.cases.by_clause.resolver import Resolver
from actions.cases.by_message.case_names import is_put_to_us
from actions.cases.by_message.mentions import judges_several, meant_of_another, mentions_in
from actions.cases.by_message.switch import REPLIES, ask_of_it
from actions.cases.case_words import words
from actions.cases.facts_within import CALLED_BY, surely
from actions.cases.stored_cases import hold, hold_what_is_common
from actions.reading.details_only_told import LEAVE_IT
from actions.reading.entities import RETRACTED
from actions.reading.phrases import normalize
from actions.reading.self_corrections import corrects_itself
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search


def resolve_cases(turn: Turn) -> Optional[Resolver]:
    """What the message tells of the cases it speaks of, and which it asks about; None where it speaks of none but the
    one under discussion. Whether it calls that one by its name is set in the turn (`cases.stays`).
    """
    reading = turn.reading
    if reading.is_button or reading.intent in REPLIES or not re.search(r"\w", reading.text):
        return None
    phrases, text = turn.knowledge.phrases, normalize(reading.text)
    is_of_none = any("," in found[0] for found in re.finditer(phrases.no_case, text))  # «si retiro esta, ¿la otra…?»
    is_of_one = search(phrases.mention.weighs_options, text) or search(phrases.only_one, text)
    turn.cases.stays = is_of_one is not None  # «no hay una segunda» begins none
    if is_of_none or is_of_one or corrects_itself(turn.knowledge, reading.text):
        return None
    resolver = Resolver(turn)
    resolver.read()
    told_of = [number for number, case in enumerate(resolver.known) if any(map(_says_something, case.said))]
    begins = any(case.is_new for case in resolver.known)
    if asks_of_the_effect(turn):
        resolver.asks_of_all = True
        tells_of_each = len([number for number in told_of if resolver.known[number].told]) > 1
        return resolver if begins or tells_of_each else None
    if begins or resolver.swaps:
        return resolver
    if resolver.asked is None or judges_several(turn):
        return None
    if resolver.left is not None and resolver.left != resolver.asked and not is_put_to_us(turn):
        return resolver
    if all(number == resolver.current for number in (*told_of, resolver.asked)):
        # «Esa es contra una tienda», of who was asked whether to begin another one, begins it.
        turn.cases.stays = resolver.is_called and not resolver.is_another and turn.pending != "new_case"
        return resolver if resolver.says_which or (turn.cases.stays and len(resolver.known) > 1) else None
    if search(phrases.swaps, text) and not search(phrases.mention.will_not_withdraw, text):
        each = len(told_of) > 1 and all(resolver.known[number].told for number in told_of)
        resolver.asks_of_all = True
        return resolver if each else None
    if search(phrases.denies_it_of_another, text) or meant_of_another(turn, cases_of(turn)) is not None:
        return None
    for case in resolver.known:
        said = {f: v for clause in case.said for f, v in _surely(turn, clause).items()}
        case.told = {**resolver.of_both, **said}
    is_of_several = len(told_of) > 1 and not resolver.says_which
    mentioned = mentions_in(turn, cases_of(turn)) if is_of_several else ()
    named = {mention.number for mention in mentioned} - resolver.conceded
    called = [case for case in resolver.known if any(clause.mention.calls for clause in case.said)]
    is_judged = len(called) > 1 and (is_put_to_us(turn) or reading.intent == "why")
    corrects_both = resolver.of_both and reading.intent == "correction"  # «no: las dos siguen»
    if is_judged or corrects_both:
        return None
    if resolver.asks_of_all:
        return resolver if len(told_of) > 1 and all(resolver.known[number].told for number in told_of) else None
    told = [resolver.known[number] for number in told_of] if is_of_several else []
    asks_or_insists = any(c.asks or search(phrases.speaks_of, c.text) for case in told for c in case.said)
    # «…, y la de la marca no sé en qué va»
    unknown = [case for case in told if any(search(phrases.no_idea, clause.text) for clause in case.said)]
    tells_more = all(case in unknown or not case.told.keys() <= {*CALLED_BY} for case in told)
    if told and not asks_or_insists and (tells_more or _says_over_what(turn, told)):
        resolver.asks_of_all = True  # «la de las botas ya la cerraron y la del reloj sigue»
        return resolver
    return None if len(named) > 1 else resolver


def _says_over_what(turn: Turn, told: list[Known]) -> bool:
    """Whether it is told over what cases are, which was not known: «la mía es por fotos y la suya por nada»."""
    wants = turn.knowledge.phrases.mention.wants
    if any(search(wants, clause.text) for case in told for clause in case.said):
        return False
    news = [case.told for case in told if case.told.items() - case.kept["facts"].items()]
    only_names = all(case.told.keys() <= {*CALLED_BY} for case in told)
    return bool(news) and only_names and all(not case.told or case.told in news for case in told)


def _says_something(clause: Clause) -> bool:
    """Whether a clause is of a case: «ok» before «y la primera, ¿qué?» is of none."""
    return clause.asks or bool(clause.facts) or clause.mention._replace(kind=None) != Mention()


def _surely(turn: Turn, clause: Clause) -> Facts:
    """What a clause tells; where it names no case, but for what a few words that are read alone would settle."""
    return clause.facts if clause.mention.points or clause.mention.owner is not None else surely(turn, clause.facts)


def take_up(turn: Turn, resolver: Resolver) -> None:
    """Keep with each case what the message tells of it, and go to the one that it asks about; to all of them, where it
    asks about all.
    """
    asked_last, reading = turn.topic, turn.reading
    if resolver.asks_of_all or resolver.asked is None:
        _take_up_all(turn, resolver.known)
        return
    number = resolver.asked
    case, was_current = resolver.known[number], number == resolver.current
    cases: list[Optional[dict[str, Any]]] = [_kept(known) for known in resolver.known]
    cases[number] = None
    begin = next((clause.start for clause in case.said if clause.asks), case.said[-1].start if case.said else 0)
    held: Facts = case.kept["facts"]
    of_all = turn.topic if resolver.was_of_all else None  # that was answered of each of them last
    topic, pending = turn.topic if was_current else of_all or case.kept.get("topic"), turn.pending
    hold(turn, cases, {**case.kept, "topic": topic}, words(" ".join(clause.text for clause in case.said)))
    if was_current and not case.is_new:
        turn.set("pending_question", pending)
    turn.cases.switched = turn.cases.switched or not was_current or case.is_new
    speaks_of_others = any(known.said for known in resolver.known if known is not case)
    # All of «digamos que sí hay. Entonces, ¿quito la abierta?» is of the one at hand, also what no clause tells.
    is_all_of_it = not (turn.cases.switched or speaks_of_others or reading.second_case or resolver.left is not None)
    of_this_one = {f: v for f, v in reading.stated.items() if is_all_of_it and f not in CALLED_BY}
    told = {**of_this_one, **case.told}
    news = {f: v for f, v in told.items() if held.get(f) != v and v != RETRACTED}
    retracted = [] if turn.cases.switched else reading.retracted
    supposed = reading.supposed & news.keys()
    turn.reading = reading._replace(stated=news, supposed=supposed, second_case={}, retracted=retracted)
    if not turn.cases.switched and reading.intent == "new_case":
        turn.reading = turn.reading._replace(intent="inform")  # «esa es la que me pusieron»
    turn.cases.one_of_them = turn.cases.switched or speaks_of_others
    if turn.cases.switched and not case.is_new:
        ask_of_it(turn, begin, asked_last, only_names=resolver.left is not None and not reading.questions)
        stays = turn.knowledge.phrases.mention.will_not_withdraw
        if turn.reading.intent == "next_step" and any(search(stays, clause.text) for clause in case.said):
            # «La mía no la quito. ¿Tengo que hacer algo?»
            turn.reading = turn.reading._replace(details=[LEAVE_IT])
    if case.is_new and search(turn.knowledge.phrases.asks_the_same, normalize(reading.text)):
        asked = asked_last or "withdraw"  # «y un informe por lo mismo, ¿igual?»
        turn.reading = turn.reading._replace(intent=asked, questions=[asked], details=[])
    turn.principal_before = turn.get("principal")


def _take_up_all(turn: Turn, known: list[Known]) -> None:
    """Speak of all cases: what is held then is so of each."""
    hold_what_is_common(turn, [_kept(case) for case in known])
    turn.reading = turn.reading._replace(stated={}, second_case={}, retracted=[], supposed=frozenset())
    turn.cases.names_several = True
    turn.cases.told_of_each = {number: case.told for number, case in enumerate(known) if case.told}


def _kept(case: Known) -> dict[str, Any]:
    """The case with what was told of it, as it is kept."""
    return {**case.kept, "facts": case.facts, "words": sorted(case.words)}
