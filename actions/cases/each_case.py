"""Answering for each of several cases, by its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Optional

from actions.cases.labels import differing_in, names_of_cases
from actions.reading.entities import RETRACTED
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide, next_step
from retirada.rulebook.explanation import explain

NOT_ANY_MORE = ("already_withdrawn", "not_withdrawable_processed", "report_not_withdrawable")


def of_each_case(turn: Turn, *told: Facts) -> list[Facts]:
    """The facts of cases of one message: what is held of all, and what was told of each; without what is not known of
    it.
    """
    return [{f: v for f, v in {**turn.facts, **facts}.items() if v != RETRACTED} for facts in told]


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
    if turn.told_of_each and turn.responder.was_given(decision.verdict):
        turn.responder.say("each_is", facts, topic=of_this, decision=decision, which=which, sentence=sentence)
        return
    turn.responder.say("case", facts, topic="why" if is_why else of_this, decision=decision, which=which)
    if reasons := is_why and explain(turn.knowledge, of_this, facts).facts:
        because = turn.responder.filled("why_facts", facts, list=turn.responder.in_words(reasons))
        turn.responder.say("why_verdict", facts, topic="why", decision=decision, reasons=f"{sentence}\n{because}")
    else:
        turn.responder.verdict(decision, facts, [*turn.reading.stated, *differing])
