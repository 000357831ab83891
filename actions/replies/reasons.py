"""Why an answer is what it is, and what would change it."""

from __future__ import annotations

from typing import Optional

from actions.reading.contradictions import OF_A_PAGE, means_our_answers, says_they_differ
from actions.reading.official_pages import notes_spoken_of
from actions.reading.phrases import asks_why_a_rule, main_clauses, normalize
from actions.reading.rejected_reply import named_topic
from actions.reading.tracker_state import Said, last_turn, said
from actions.replies.answering import PRESUPPOSES, in_the_way, likely_questions
from actions.replies.guide_answers import say_pages
from actions.turn.asking import without_asking
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.rulebook.decision import Decision
from retirada.rulebook.explanation import Change, Explanation, explain
from retirada.rulebook.wording import first_sentences, split_yes_or_no

_ABOUT_THE_GUIDE = ("utter_sources", "utter_question", "utter_detail_beside", "utter_why_guide", "utter_why_meaning")
_GIVES_REASONS = frozenset(("P9",))  # the one question of the guide that says why
_A_REASON = 2  # sentences
TOO_LATE = ("ip_withdrawal_irrelevant", "asking_has_little_effect", "ip_removal_useless")
# What the NLU leaves to a topic that the message names, at least: so much, or of little, most of what it leaves to any.
_CLEARLY, _NOTICED, _MOSTLY = 0.1, 0.02, 0.6


def explain_verdict(turn: Turn, topic: str, is_quoted: bool) -> None:
    """Say what the verdict on the topic rests on, and what would change it; of a rule, the reason that the guide gives.

    Args:
        is_quoted: the message quotes the rule that it asks about.
    """
    explanation = explain(turn.knowledge, topic, turn.facts)
    decision, changes = explanation.decision, _telling(turn, explanation)
    is_of_the_rule = is_quoted or asks_why_a_rule(turn.knowledge, turn.reading.text)
    lines = [turn.responder.sentence(decision, turn.facts)]
    if explanation.facts:
        lines.append(turn.filled("why_facts", list=turn.responder.in_words(explanation.facts)))
    if is_of_the_rule:
        lines = [_reason_not_heard(turn, decision) or _with_its_reason(turn, decision)]
    else:
        lines += [_in_words(turn, change) for change in changes]
    pairs = turn.knowledge.sources.differing_in(turn.facts)
    differing = [pair.says for pair in pairs if decision.verdict in pair.verdicts][:1]
    if is_of_the_rule and _GIVES_REASONS.isdisjoint(decision.sources):
        lines.append(turn.filled("why_no_reason"))
    elif len(lines) == 1 and not (is_of_the_rule or explanation.decision.asks):
        lines.append(turn.filled("why_decided_before" if decision.verdict in TOO_LATE else "why_always"))
        differing = differing or [turn.filled("why_sources")]
    if any(is_said_in(says, lines[0]) for says in differing):
        lines = lines[1:]
    turn.say("why_verdict", topic="why", decision=decision, reasons="\n".join([*lines, *differing]))


def quotes_both(turn: Turn) -> bool:
    """«¿Por qué dice que no se puede poner otra, si tengo pruebas?»: both sides of what was answered on."""
    quoted = turn.knowledge.sources.quoted_in(normalize(turn.reading.text))
    given = {message.answer.get("verdict") for message in said(turn.tracker)}
    return quoted is not None and not quoted.verdicts.isdisjoint(given)


def asks_which_holds(turn: Turn) -> bool:
    """«¿Con cuál me quedo?», of two answers of the guide."""
    is_asked = not OF_A_PAGE.isdisjoint(turn.reading.details)
    return is_asked and means_our_answers(turn.knowledge, turn.tracker, turn.reading.text)


def say_which_holds(turn: Turn, topic: str) -> None:
    """Say what holds of the topic in this case, to who finds that we said two things of it."""
    topic = PRESUPPOSES[topic][0] if in_the_way(turn, topic) else topic
    explanation = explain(turn.knowledge, topic, turn.facts)
    lines = [split_yes_or_no(turn.responder.sentence(explanation.decision, turn.facts))[1]]
    if facts := {fact: value for fact, value in explanation.facts.items() if fact != "party"}:
        lines.append(turn.filled("why_facts", list=turn.responder.in_words(facts)))
    turn.say("reconciled_holds", topic="why", decision=explanation.decision, reasons="\n".join(lines))


def say_what_it_rests_on(turn: Turn, last: Said) -> bool:
    """Say what a reply without a verdict rests on; whether it was one that can be explained."""
    about, sources, response = last.answer.get("about"), last.answer.get("sources", []), last.response or ""
    if last.answer.get("verdict") or says_they_differ(turn.knowledge, turn.reading.text):
        return False
    if groups := notes_spoken_of(turn.knowledge, last):
        say_pages(turn, groups[0], topic="why", about=about)
    elif last.answer.get("topic") == "out_of_scope":
        turn.say("why_next_door", topic="why", about=about)
    elif last.answer.get("topic") == "meaning":
        turn.say("why_meaning" if sources else "why_meaning_own", topic="why", about=about, sources=sources)
    elif response.startswith("utter_no_such_question"):
        turn.say("why_no_such_question", topic="why")
    elif response.startswith(_ABOUT_THE_GUIDE):
        turn.say("why_guide", topic="why")
    elif sources and not turn.topic:
        turn.say("why_said", topic="why", sources=sources)
    else:
        return False
    return True


def _reason_not_heard(turn: Turn, decision: Decision) -> Optional[str]:
    """Why it is too late, to who was just told that it is; None where the guide gives no reason, or it was not told."""
    of_reasons = [m for m in last_turn(turn.tracker) if not _GIVES_REASONS.isdisjoint(m.answer.get("sources") or ())]
    tells_why = bool(of_reasons) and decision.verdict in TOO_LATE
    return turn.filled("why_decided_before") if tells_why else None


def _with_its_reason(turn: Turn, decision: Decision) -> str:
    """The verdict as it was said first, with what the guide says of why."""
    full = first_sentences(turn.responder.text(f"utter_{decision.verdict}", turn.facts), _A_REASON)
    return split_yes_or_no(full)[1]


def topic_answered(turn: Turn, last: list[Said]) -> Optional[str]:
    """The topic whose verdict was said last, if only to who was not surely understood."""
    given = () if turn.cases.switched else (m.answer for m in reversed(last) if m.answer.get("topic") != "why")
    rows = (turn.knowledge.row(answer.get("row") or "") for answer in given)
    return next((row[0] for row in rows if row), None)


def topic_in_question(turn: Turn) -> Optional[str]:
    """«¿En qué se apoya que no se puede reabrir?» names another topic than the last; its conditions name none."""
    if named := named_topic(turn.knowledge, main_clauses(turn.knowledge, turn.reading.text)):
        return named
    likely = likely_questions(turn)
    mostly = max(_NOTICED, _MOSTLY * sum(guess["confidence"] for guess in likely))
    clear = [guess["name"] for guess in likely[:1] if guess["confidence"] >= min(_CLEARLY, mostly)]
    return clear[0] if clear and clear[0] in turn.knowledge.tables else None


def _in_words(turn: Turn, change: Change) -> str:
    facts = {**turn.facts, change.fact: change.value}
    supposed = turn.knowledge.facts[change.fact].supposed[change.value]
    return turn.filled("why_change", supposed=supposed, sentence=turn.responder.sentence(change.decision, facts))


def _telling(turn: Turn, explanation: Explanation) -> list[Change]:
    """The changes worth saying: of the fact that is asked for, two; else one, of a fact that the verdict rests on. What
    is not to be asked for in this case changes nothing in it.
    """
    asks, changes = explanation.decision.asks, explanation.changes
    if asks and without_asking(turn.tracker, turn.knowledge, asks) is None:
        changes = [change for change in changes if change.fact != asks]
    by_verdict = {change.decision.verdict: change for change in reversed(changes)}
    asked = [c for c in by_verdict.values() if c.fact == asks][::-1]
    resting = [change for change in changes if change.fact in explanation.facts]
    return asked[:2] or resting[:1] or changes[:1]
