"""Saying how two answers of one conversation, or two sources, go together."""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.entities import read_facts
from actions.reading.phrases import contains, normalize, stems
from actions.reading.rejected_reply import named_topic
from actions.reading.tracker_state import Answer, Said, last_turn, said, verdicts_last
from actions.replies.answering import decline
from actions.replies.questions_on_wording import ONLY_LEADS, sentence_meant
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import Decision, decide, facts_that_matter
from retirada.rulebook.sources import Differing
from retirada.rulebook.wording import in_order, sentences_of, split_yes_or_no

_TWO = 2
# Cuts a message into what it quotes of ours.
_SIDES = re.compile(r"[.,;:?!¿¡«»\"]|\b(?:y|pero|ahora|antes|luego|despues|primero|entonces|o)\b")
_LEAST_QUOTED, _QUOTED = 2, 0.6  # telling words of a part, and how many of them a sentence of ours has


def reconcile(turn: Turn) -> bool:
    """Say how the last answer goes with an earlier one; whether there is something to say.

    Either the source itself says both (sources.yml, `differing`), those first that the message quotes; or it quotes two
    sentences of ours; or the facts of the case have changed between the two answers, on the topic that it names or the
    last; or they answer different questions.
    """
    given = [answer for answer in (message.answer for message in said(turn.tracker)) if _topic(turn, answer)]
    named = named_topic(turn.knowledge, turn.reading.text)
    on_named = [answer for answer in given if _topic(turn, answer) == named]
    has_changed = len({answer["verdict"] for answer in on_named}) > 1
    about = _pair_quoted(turn) or (_pair_on(turn, named) if named else None)
    about = about or (None if has_changed else _said_last(turn) or _pair_after(turn, given))
    if about:
        _say_both(turn, about)
        return True
    if not search(turn.knowledge.phrases.of_a_page, normalize(turn.reading.text)) and _say_each_quoted(turn):
        return True
    if not given:
        return _say_it_of_the_subject(turn)
    given = on_named if has_changed else given
    last = given[0]
    decision = decide(turn.knowledge, _topic(turn, last), turn.facts)
    pair = None if has_changed else _pair_given(turn, [answer["verdict"] for answer in given])
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


def _say_it_of_the_subject(turn: Turn) -> bool:
    """Say in other words what holds of the subject next door that was spoken of last; whether one was."""
    subject = next((reply.answer.get("about") for reply in reversed(last_turn(turn.tracker))), None)
    if subject not in turn.knowledge.subjects:
        return False
    decline(turn, str(subject), with_buttons=False)
    return True


def _differing(turn: Turn) -> list[Differing]:
    """What the source says on both sides in this case, of what the message names."""
    named = read_facts(turn.knowledge, turn.tracker.latest_message)
    return turn.knowledge.sources.differing_in(turn.facts, named)


def _differing_from_a_page(turn: Turn) -> Optional[list[Differing]]:
    """Of who speaks of a page, what differs from an official page; None of others."""
    if not search(turn.knowledge.phrases.of_a_page, normalize(turn.reading.text)):
        return None
    return [pair for pair in _differing(turn) if contains(pair.says, turn.knowledge.phrases.official_page)]


def _pair_quoted(turn: Turn) -> Optional[Differing]:
    """What the source says on both sides of what the message quotes, as it is said in this case."""
    quoted = turn.knowledge.sources.quoted_in(normalize(turn.reading.text))
    if quoted is None or not quoted.verdicts:
        return quoted
    return next(pair for pair in _differing(turn) if pair.verdicts >= quoted.verdicts)


def _say_each_quoted(turn: Turn) -> bool:
    """Say again both sentences of ours that the message puts side by side, or the one and what was said last, where
    both hold of the case as it is; whether it does.
    """
    parts = _SIDES.split(normalize(turn.reading.text))
    found = [sentence_meant(turn, stems(part), _QUOTED) for part in parts if len(stems(part)) >= _LEAST_QUOTED]
    quoted = [meant for meant in found if meant and _still_holds(turn, meant[0].answer)]
    told = [message for message in last_turn(turn.tracker) if message.response not in ONLY_LEADS]
    last = [(message, _first_that_tells(message.text)) for message in told[:1]]
    each: list[tuple[Said, str]] = []
    for message, sentence in [*quoted, *(last if quoted else [])]:
        if not any(is_said_in(other, sentence) for _, other in each):
            each.append((message, sentence))
    if len(each) < _TWO:
        return False
    cited = (source for message, _ in each[:_TWO] for source in message.answer.get("sources") or ())
    sources = in_order(list(dict.fromkeys(cited)))
    answers = "\n".join(f"• {sentence}" for _, sentence in each[:_TWO])
    turn.say("reconciled_each", topic="why", sources=sources, answers=answers, **({} if sources else {"footer": ""}))
    return True


def _first_that_tells(text: str) -> str:
    """The first sentence of a reply that says more than yes or no, or that it is not so."""
    sentences = [split_yes_or_no(sentence)[1] for sentence in sentences_of(text)]
    return next((sentence for sentence in sentences if len(stems(sentence)) >= _LEAST_QUOTED), sentences[0])


def _still_holds(turn: Turn, answer: Answer) -> bool:
    """Whether what was answered rests on facts that are still held."""
    return (answer.get("facts") or {}).items() <= turn.facts.items()


def _said_last(turn: Turn) -> Optional[Differing]:
    """What the reply before said on both sides, if it did; of who speaks of a page, only what a page says."""
    heard = "\n".join(message.text for message in last_turn(turn.tracker))
    of_a_page = _differing_from_a_page(turn)
    differing = _differing(turn) if of_a_page is None else of_a_page
    return next((pair for pair in differing if pair.says in heard or pair.again in heard), None)


def _pair_after(turn: Turn, given: list[Answer]) -> Optional[Differing]:
    """What the source says on both sides of one of the two verdicts that were given last."""
    if "kind" in turn.facts:
        return None  # it is known which of the two it is
    verdicts = {answer["verdict"] for answer in given[:_TWO]}
    return next((pair for pair in turn.knowledge.sources.differing if pair.after & verdicts), None)


def _pair_on(turn: Turn, topic: str) -> Optional[Differing]:
    """What the source says on both sides of the topic, if it does."""
    verdict = decide(turn.knowledge, topic, turn.facts).verdict
    return next((pair for pair in _differing(turn) if verdict in pair.verdicts), None)


def _say_both(turn: Turn, pair: Differing) -> None:
    """Say how the two sides go together, after the answer itself where a page says otherwise; the second time, only
    what holds.
    """
    told = turn.responder.told(pair.says)
    if not pair.verdicts:
        both = pair.again if told else pair.says
        turn.say("reconciled", topic="why", sources=pair.sources, both=both, **({} if pair.sources else {"footer": ""}))
        return
    decision = _decision_on(turn, pair)
    if told:
        turn.say("reconciled_shortly", topic="why", decision=decision, both=pair.again)
        return
    just_given = decision.verdict in verdicts_last(turn.tracker)
    names_a_page = contains(pair.says, turn.knowledge.phrases.official_page) and (pair.when or not just_given)
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
