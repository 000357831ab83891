"""Two answers of one conversation that seem to disagree: «antes dijo que no y ahora que sí, ¿en qué quedamos?»"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from actions.intent import named_topic
from actions.phrases import contains
from actions.tracker_state import Answer, said
from retirada.rulebook.decision import Decision, decide

if TYPE_CHECKING:
    from actions.turn import Turn


def reconcile(turn: Turn) -> bool:
    """Say how the last answer goes with an earlier one; whether there is something to say.

    Either the source itself says both (sources.yml, `differing`), or the facts of the case have changed between the
    two, or they answer different questions.
    """
    given = [answer for answer in (message.answer for message in said(turn.tracker)) if _topic(turn, answer)]
    named = named_topic(turn.knowledge, turn.reading.text)
    if named and (says := _says_both(turn, named)):
        decision = decide(turn.knowledge, named, turn.facts)
        turn.say("reconciled", topic="why", decision=decision, both=_with_the_matter(turn, decision, says))
        return True
    if not given:
        return False
    last = given[0]
    decision = decide(turn.knowledge, _topic(turn, last), turn.facts)
    both = _both_of_the_source(turn, [answer["verdict"] for answer in given])
    earlier = next((answer for answer in given if answer["verdict"] != last["verdict"]), None)
    if both:
        turn.say("reconciled", topic="why", decision=decision, both=_with_the_matter(turn, decision, both))
    elif earlier is None:
        return False
    elif _topic(turn, earlier) == decision.topic:
        new = {fact: value for fact, value in turn.facts.items() if earlier["facts"].get(fact) != value}
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


def _says_both(turn: Turn, topic: str) -> Optional[str]:
    """What the source says on both sides of the topic, if it does."""
    verdict = decide(turn.knowledge, topic, turn.facts).verdict
    return next((pair.says for pair in turn.knowledge.sources.differing if verdict in pair.verdicts), None)


def _with_the_matter(turn: Turn, decision: Decision, says: str) -> str:
    """What the source says on both sides, after the answer itself where that names a page that says otherwise."""
    names_a_page = contains(says, turn.knowledge.phrases.official_page)
    return f"{turn.responder.sentence(decision, turn.facts)} {says}" if names_a_page else says


def _topic(turn: Turn, answer: Answer) -> str:
    """The topic whose row decided an answer; empty where none did."""
    row = turn.knowledge.row(answer.get("row") or "")
    return row[0] if row else ""


def _both_of_the_source(turn: Turn, verdicts: list[str]) -> Optional[str]:
    """What the source says on both sides, of the pair that most of the verdicts belong to; where the message speaks of
    an official page, of one in which a page differs.
    """
    page = turn.knowledge.phrases.official_page
    differing = turn.knowledge.sources.differing
    if contains(turn.reading.text, page):
        differing = [pair for pair in differing if contains(pair.says, page)]
        fitting = differing
    else:
        fitting = [pair for pair in differing if pair.verdicts & set(verdicts)]
    last = [pair for pair in fitting if verdicts[0] in pair.verdicts] or fitting
    return max(last, key=lambda pair: len(pair.verdicts & set(verdicts))).says if last else None
