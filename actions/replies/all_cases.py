"""Answering for each of several cases, by its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Optional

from actions.cases.both_cases import (
    OF_ONE,
    all_cases,
    asks_of_the_effect,
    cases_of,
    is_of_all,
    principals,
    speaks_of_all,
)
from actions.cases.labels import differing_in, names_of_cases
from actions.reading.details_asked import named_subjects
from actions.reading.entities import RETRACTED
from actions.reading.low_confidence import FALLBACK
from actions.reading.phrases import contains, normalize
from actions.reading.rejected_reply import answered_last, named_topic, rejects
from actions.reading.tracker_state import last_turn
from actions.turn.asking import without_asking
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide, next_step
from retirada.rulebook.explanation import explain
from retirada.rulebook.wording import NOT_ANY_MORE

_ONLY_WHY = 4  # words, at most: «¿y eso por qué?»
_MAY_ASK_OF_ALL = ("next_step", "confirm", "inform", "correction", "why", "rephrase", FALLBACK)


def answer_all(turn: Turn) -> bool:
    """Answer a message about several cases for each of them, by its name; whether it is one."""
    reading, phrases, text = turn.reading, turn.knowledge.phrases, normalize(turn.reading.text)
    if len(cases_of(turn)) > 1 and search(phrases.which_first, text):
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
    if is_repeated and not turn.cases.names_several:
        return False  # what was just said of each is not what is asked
    wants_a_summary = search(phrases.summary, text) is not None
    # «La de las fotos se acabó y la otra la apelo, ¿no?» names what is asked of one.
    names_more = not turn.knowledge.stated_in.isdisjoint(named_subjects(turn.knowledge, reading.text))
    asks_of_each = names_more or named == "withdraw" or wants_a_summary
    sums_up = _corrects(turn) or asks_of_each or search(phrases.leaves_it, text)
    if turn.cases.names_several and not topics and (sums_up or "refile" not in (topic, named)):
        topic = "withdraw"  # whoever sums up several cases says of which it can still be done
    only: Optional[int] = None
    if turn.cases.names_several and _corrects(turn):
        _say_what_is_corrected(turn)
        if not (topics or answered_all or is_of_all(turn) or turn.cases.changes_another):
            only, topic = cases_of(turn).index(None), turn.topic or topic  # what was asked of that one is asked still
    elif turn.cases.changed_in_all and _corrects(turn):
        turn.say("corrected", facts_in_words=turn.responder.in_words(turn.cases.changed_in_all), topic="correction")
    if reading.intent == "next_step" or (wants_a_summary and reading.intent != "confirm" and not topics):
        answer_each(turn, None, all_cases(turn), principals(turn))
    else:
        answer_each(turn, topic, all_cases(turn), principals(turn), only)
        turn.set("topic", topic)
    return True


def answer_each(
    turn: Turn,
    topic: Optional[str],
    cases: Sequence[Facts],
    whose: Sequence[Optional[str]],
    only: Optional[int] = None,
) -> None:
    """Say of each case, by what tells it from the others, the verdict on the topic; without one, what to do next, once
    where it is the same.

    Args:
        whose: whom the person speaks for in each.
        only: the number of the one that is answered; all, where it is None.
    """
    if len(cases) > 2 and only is None:
        kept = [number for number, facts in enumerate(cases) if facts not in cases[:number]]
        cases, whose = [cases[number] for number in kept], [whose[number] for number in kept]
    if topic is None and len({next_step(turn.knowledge, None, facts).step for facts in cases}) == 1:
        cases = cases[:1]
    differing = differing_in(cases)
    names = names_of_cases(turn, cases, whose)
    if len(cases) == 2 and only is None and (not differing or _is_alike(turn, topic, cases, whose)):
        cases, names = [dict(cases[0].items() & cases[1].items())], [turn.knowledge.phrases.the_two]
    for number, facts in enumerate(cases):
        if only in (None, number):
            with turn.speaking_of(whose[number]):
                if topic is None:
                    _say_step(turn, facts, names[number] if len(cases) > 1 else None)
                else:
                    _say_verdict(turn, topic, facts, names[number], differing)
    turn.set("pending_question", None)


def _is_alike(turn: Turn, topic: Optional[str], cases: Sequence[Facts], whose: Sequence[Optional[str]]) -> bool:
    """Whether what is so of both cases decides the topic in each of them, in the same words, which were said before."""
    if topic is None or len({*whose}) > 1:
        return False
    every = [*cases, dict(cases[0].items() & cases[1].items())]
    verdicts = {decide(turn.knowledge, _said_of(turn, topic, facts), facts).verdict for facts in every}
    said = {turn.responder.variant_of(f"utter_{verdict}", facts) for verdict in verdicts for facts in every}
    return len(said) == 1 and all(map(turn.responder.was_given, verdicts))


def _said_of(turn: Turn, topic: str, facts: Facts) -> str:
    """The topic, or in its place whether it can be withdrawn, of a case in which it cannot be any more: nobody is told
    what to do before that.
    """
    is_over = topic == "before_withdrawing" and decide(turn.knowledge, "withdraw", facts).verdict in NOT_ANY_MORE
    is_over |= topic == "respondent_request" and facts.get("status") == "withdrawn"
    return "withdraw" if is_over else topic


def _say_step(turn: Turn, facts: Facts, which: Optional[str]) -> None:
    """Say what to do next in a case, which has a name if there are several."""
    step = next_step(turn.knowledge, None, facts)
    if which:
        turn.responder.say("case", facts, topic="next_step", which=which)
    turn.responder.say(f"step_{step.step}", facts, topic="next_step", sources=step.sources)


def _say_verdict(turn: Turn, topic: str, facts: Facts, which: str, differing: Collection[str]) -> None:
    """Say the verdict on the topic in a case, in a sentence where it was given before."""
    of_this = _said_of(turn, topic, facts)
    decision = decide(turn.knowledge, of_this, facts)._replace(asks=None)
    is_why, sentence = turn.reading.intent == "why", turn.responder.sentence(decision, facts)
    if turn.cases.told_of_each and turn.responder.was_given(decision.verdict):
        turn.responder.say("each_is", facts, topic=of_this, decision=decision, which=which, sentence=sentence)
        return
    turn.responder.say("case", facts, topic="why" if is_why else of_this, decision=decision, which=which)
    if reasons := is_why and explain(turn.knowledge, of_this, facts).facts:
        because = turn.responder.filled("why_facts", facts, list=turn.responder.in_words(reasons))
        turn.responder.say("why_verdict", facts, topic="why", decision=decision, reasons=f"{sentence}\n{because}")
    else:
        turn.responder.verdict(decision, facts, [*turn.reading.stated, *differing])


def _say_what_is_corrected(turn: Turn) -> None:
    """Say of each case what the message tells of it, by its name."""
    cases, whose = all_cases(turn), principals(turn)
    names = names_of_cases(turn, cases, whose)
    each: list[str] = []
    for number, facts in turn.cases.told_of_each.items():
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
    return says_so or turn.reading.intent == "correction" or turn.cases.changed_in_all.get("status") == "in_process"


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
