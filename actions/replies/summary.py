"""The whole of a case, or of each, in short: what holds of it, and what to do now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.cases.both_cases import all_cases, principals, speaks_of_all
from actions.cases.labels import are_to_come, names_of_cases
from actions.reading.phrases import normalize
from actions.reading.tracker_state import case_began, said
from actions.replies.claim_parts import CAN_WAIT
from actions.replies.not_filed import known_case
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide, next_step
from retirada.rulebook.wording import first_sentences, in_order, sentences_of, split_yes_or_no, without_repeats

_WORDS = 60  # of a summary, at most
_REFILE, _REQUEST, _EFFECT, _OUTCOME = "refile", "respondent_request", "ip_withdrawal_effect", "ip_outcomes"
_DEPENDS, _PROOF = "refile_depends", "P7"  # a verdict, and the question that it rests on, as steps do that say it
_ASKED_BY_THE_ACCUSED = {_EFFECT, "ip_remove_listing", _OUTCOME}
# Topics of which where the case stands and the next step say all that a summary needs, or that change nothing.
_LEFT_OUT = (
    *("withdraw", "where", "before_withdrawing", "buyer_withdrawal", "mediation", "should_file"),
    *("ip_review", "ip_notice"),
)
_CITED = re.compile(r" \(preguntas? [^)]*\)")  # the summary's own line cites them all


def say_in_short(turn: Turn) -> None:
    """Sum up the case in few words: what to do now, which tells where it stands, and what was answered of it beside
    that, the latest first, as far as it fits; of a long step, the verdict and what is said of it in short.
    """
    knowledge, facts, responder = turn.knowledge, turn.facts, turn.responder
    decision = decide(knowledge, "withdraw", facts)
    topics, party = _topics_beside(turn), facts.get("party")
    is_accused = party == "respondent" or (party is None and not _ASKED_BY_THE_ACCUSED.isdisjoint(topics))
    if decision.verdict in CAN_WAIT and facts.get("kind") != "report" and not is_accused:
        topics = list(dict.fromkeys([*topics, _REFILE]))  # what comes after a withdrawal
    step = next_step(knowledge, _OUTCOME if is_accused else "withdraw", known_case(turn))
    decided = (decide(knowledge, topic, facts) for topic in topics)
    says_of_proof = {_DEPENDS} if _PROOF in step.sources else set()
    answered = [one for one in decided if one.verdict not in {decision.verdict, *says_of_proof}]
    said_of = {_in_few_words(turn, one.verdict): one for one in answered}
    in_full, again = (
        responder.body(responder.variant_of(f"utter_step_{step.step}{way}", facts)) for way in ("", "_again")
    )
    sentences, lines = sentences_of(in_full), list(said_of)
    if _count([*sentences, *lines[:1]]) > _WORDS:
        verdict = split_yes_or_no(responder.first_sentence(decision.verdict, facts))[1]
        to_do, *rest = sentences_of(again)
        if is_accused:  # what they can do comes before what only the other party can
            sentences, lines = [to_do], [*lines[:1], verdict, *lines[1:], *rest]
        else:
            sentences = [verdict, to_do, *rest]
    for line in lines:
        sentences += [line] if _count([*sentences, line]) <= _WORDS else []
    cited = [decision.sources, step.sources, *(one.sources for line, one in said_of.items() if line in sentences)]
    sources = in_order(list(dict.fromkeys(source for of_one in cited for source in of_one)))
    decision = decision._replace(asks=None, sources=sources)
    turn.say("summary", topic="rephrase", decision=decision, sentences=without_repeats(sentences))
    turn.set("pending_question", None)


def _topics_beside(turn: Turn) -> list[str]:
    """The topics of which the case was answered, the latest first, but for those that are left out."""
    replies = said(turn.tracker, since=case_began(turn.tracker))
    rows = (turn.knowledge.row(reply.answer.get("row") or "") for reply in replies)
    topics = list(dict.fromkeys(row[0] for row in rows if row))
    same = {_REQUEST} if _EFFECT in topics else set()  # says the same of a withdrawal
    return [topic for topic in topics if topic not in {*_LEFT_OUT, *same}]


def _in_few_words(turn: Turn, verdict: str) -> str:
    """A verdict in its shortest form, or its first sentence if that is shorter, without yes or no to begin with."""
    ways = (turn.responder.first_sentence(verdict, turn.facts), turn.responder.shortest(verdict, turn.facts))
    return min((_CITED.sub("", split_yes_or_no(way)[1]) for way in ways if way), key=lambda way: _count([way]))


def _count(sentences: Sequence[str]) -> int:
    return len(re.findall(r"\w+", " ".join(sentences)))


def say_each_in_short(turn: Turn) -> bool:
    """Say of each case, by its name, whether it can be withdrawn and what is left to do, to who asks how they all
    stand, or for a summary without naming one, and all are filed; whether that was asked.
    """
    cases, whose = all_cases(turn), principals(turn)
    if len(cases) < 2 or any(are_to_come(turn)) or not _is_asked_of_all(turn):
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
    claims = reading.intent == "confirm" or search(phrases.put_to_us, text)
    if reading.second_case or reading.is_button or asks_else or claims:
        return False
    names_one = turn.cases.goes_to_one or turn.cases.stays
    if search(phrases.sums_up_all, text) and not names_one:
        return True
    return speaks_of_all(turn) and search(phrases.how_all_stand, text) is not None
