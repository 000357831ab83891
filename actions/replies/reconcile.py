"""Saying how two answers of one conversation, or two sources, go together."""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.entities import read_facts
from actions.reading.phrases import contains, normalize
from actions.reading.rejected import named_topic
from actions.reading.tracker_state import Answer, last_turn, said
from actions.turn.turn import Turn
from retirada.rulebook.decision import Decision, decide, facts_that_matter
from retirada.rulebook.sources import Differing


def reconcile(turn: Turn) -> bool:
    """Say how the last answer goes with an earlier one; whether there is something to say.

    Either the source itself says both (sources.yml, `differing`), or the facts of the case have changed between the
    two, or they answer different questions.
    """
    given = [answer for answer in (message.answer for message in said(turn.tracker)) if _topic(turn, answer)]
    named = named_topic(turn.knowledge, turn.reading.text)
    about = (_pair_on(turn, named) if named else None) or _said_last(turn)
    if about:
        _say_both(turn, about)
        return True
    if not given:
        return False
    last = given[0]
    decision = decide(turn.knowledge, _topic(turn, last), turn.facts)
    pair = _pair_given(turn, [answer["verdict"] for answer in given])
    earlier = next((answer for answer in given if answer["verdict"] != last["verdict"]), None)
    if pair:
        _say_both(turn, pair)
    elif earlier is None:
        return False
    elif _topic(turn, earlier) == decision.topic:
        held = {**turn.knowledge.unstated, **earlier["facts"]}
        matter = facts_that_matter(turn.knowledge, decision.topic, held)
        new = {fact: value for fact, value in turn.facts.items() if held.get(fact) != value}
        new = {fact: value for fact, value in new.items() if fact in matter} or new
        turn.say(
            "reconciled_changed",
            topic="why",
            decision=decision,
            facts_in_words=turn.responder.in_words(new or turn.facts),
            sentence=turn.responder.sentence(decision, turn.facts),
        )
    else:
        decisions = (decide(turn.knowledge, _topic(turn, earlier), turn.facts), decision)
        answers = "\n".join(f"• {turn.responder.sentence(one, turn.facts)}" for one in decisions)
        turn.say("reconciled_each", topic="why", decision=decision, answers=answers)
    return True


def _differing(turn: Turn) -> list[Differing]:
    """What the source says on both sides in this case, of what the message names."""
    named = read_facts(turn.knowledge, turn.tracker.latest_message)
    return turn.knowledge.sources.differing_in(turn.facts, named)


def _differing_from_a_page(turn: Turn) -> Optional[list[Differing]]:
    """Of who speaks of a page, what differs from an official page; None of others."""
    if not re.search(turn.knowledge.phrases.of_a_page, normalize(turn.reading.text)):
        return None
    return [pair for pair in _differing(turn) if contains(pair.says, turn.knowledge.phrases.official_page)]


def _said_last(turn: Turn) -> Optional[Differing]:
    """What the reply before said on both sides, if it did; of who speaks of a page, only what a page says."""
    heard = "\n".join(message.text for message in last_turn(turn.tracker))
    of_a_page = _differing_from_a_page(turn)
    differing = _differing(turn) if of_a_page is None else of_a_page
    return next((pair for pair in differing if pair.says in heard or pair.again in heard), None)


def _pair_on(turn: Turn, topic: str) -> Optional[Differing]:
    """What the source says on both sides of the topic, if it does."""
    verdict = decide(turn.knowledge, topic, turn.facts).verdict
    return next((pair for pair in _differing(turn) if verdict in pair.verdicts), None)


def _say_both(turn: Turn, pair: Differing) -> None:
    """Say how the two sides go together, after the answer itself where a page says otherwise; the second time, only
    what holds.
    """
    decision = _decision_on(turn, pair)
    if turn.responder.told(pair.says):
        turn.say("reconciled_shortly", topic="why", decision=decision, both=pair.again)
        return
    names_a_page = contains(pair.says, turn.knowledge.phrases.official_page)
    both = f"{turn.responder.sentence(decision, turn.facts)} {pair.says}" if names_a_page else pair.says
    turn.say("reconciled", topic="why", decision=decision, both=both)


def _decision_on(turn: Turn, pair: Differing) -> Decision:
    """The decision whose sources differ: on the topic that the message names, one that was asked about, or else the
    likeliest.
    """
    likely = [guess["name"] for guess in turn.reading.ranking if guess["name"] in turn.knowledge.tables]
    named = named_topic(turn.knowledge, turn.reading.text)
    topics = dict.fromkeys([*filter(None, [named]), *turn.responder.topics_in_order, *likely, *turn.knowledge.tables])
    decisions = [decide(turn.knowledge, topic, turn.facts) for topic in topics]
    return next((decision for decision in decisions if decision.verdict in pair.verdicts), decisions[0])


def _topic(turn: Turn, answer: Answer) -> str:
    """The topic whose row decided an answer; empty where none did."""
    row = turn.knowledge.row(answer.get("row") or "")
    return row[0] if row else ""


def _pair_given(turn: Turn, verdicts: list[str]) -> Optional[Differing]:
    """What the source says on both sides, of the pair that most of the verdicts belong to; where the message speaks of
    an official page, of one in which a page differs.
    """
    fitting = _differing_from_a_page(turn)
    if fitting is None:
        fitting = [pair for pair in _differing(turn) if pair.verdicts & set(verdicts)]
    last = [pair for pair in fitting if verdicts[0] in pair.verdicts] or fitting
    return max(last, key=lambda pair: (pair.names is not None, len(pair.verdicts & set(verdicts))), default=None)
