"""The last reply in other words."""

from __future__ import annotations

import re

from actions.reading.tracker_state import ASKS, Said, last_turn
from actions.replies.claims_read import JUDGED
from actions.replies.new_wording import new_way
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import first_sentences, sentences_of, split_yes_or_no, ways_of, without_repeats

_OF_ITSELF = ("utter_sources", "utter_privacy", "utter_detail_beside")  # without a topic, and long enough
_FIRST_CLAUSE = re.compile(r"[;:]\s|\s\(")
_A_CLAUSE, _SHORT = 5, 8  # words: «eso no lo sé» and «no del todo» say nothing alone
_BESIDE = 2  # claims
_PARTS = 3  # of what was said last, at most


def says_something(message: Said) -> bool:
    """Whether a message says something that can be said again, and does not only ask."""
    response = message.response or ""
    says = message.answer.get("topic") or response.startswith(_OF_ITSELF)
    return bool(says) and not response.startswith(ASKS)


def say_in_other_words(turn: Turn, told: list[Said]) -> None:
    """Say each part of the last reply in other words, in its order: the details, as they answer what was asked; what
    holds of each of several cases, by its name; of anything else, what comes first.
    """
    parts: list[str] = []
    decision, name = None, ""
    decided = {message.answer.get("row") for message in told if not _names_a_case(message)}
    for message in told:
        if _names_a_case(message):
            name = f"{message.text} "
            continue
        details = details_in(turn, message)
        says = [_another_way(turn, detail) for detail in details]
        row = turn.knowledge.row(message.answer.get("row") or "")
        if row and (not details or _says_more(message, details)):
            is_one = len(decided) == 1 and not details
            says += [_core(says_so) for says_so in _claims_beside(turn, message, row[0])]
            says.append(_verdict_in_other_words(turn, row[0], message, 2 if is_one and not says else 1))
        if row:
            decision = decide(turn.knowledge, row[0], message.answer.get("facts") or turn.facts)
        if not (says or row):
            says = [_core(message.text)]
        parts += [f"{name}{says[0]}", *says[1:]] if says else []
        name = ""
    sentences = without_repeats(list(dict.fromkeys(parts))[:_PARTS])
    about = told[-1].answer.get("about")
    if decision:
        turn.say("rephrase_verdict", topic="rephrase", asks=turn.pending_fact, decision=decision, sentences=sentences)
    else:
        turn.say("rephrase_other", topic="rephrase", about=about, asks=turn.pending_fact, sentences=sentences)


def _names_a_case(message: Said) -> bool:
    """Whether a message only says of which case the next one is: «La que sigue en trámite:»"""
    return message.text.endswith(":")


def details_in(turn: Turn, message: Said) -> list[Detail]:
    """The details that a message says."""
    first = message.text.split("\n")[0]
    return [detail for detail in turn.knowledge.details if any(way[1:] in first for way in ways_of(detail))]


def _says_more(message: Said, details: list[Detail]) -> bool:
    """Whether a message says something beside these details."""
    rest = split_yes_or_no(message.text.split("\n")[0])[1]
    for way in (way for detail in details for way in ways_of(detail)):
        rest = rest.replace(way[1:], "")
    return re.search(r"\w\w", rest) is not None  # the first letter of each detail is left


def _claims_beside(turn: Turn, message: Said, topic: str) -> list[str]:
    """What a message that judges claims says of those that the topic's verdict does not decide."""
    if not (message.response or "").startswith(JUDGED):
        return []
    beside = (claim.says for claim in turn.knowledge.claims.claims if claim.topic != topic)
    return [says for says in dict.fromkeys(beside) if says in message.text][:_BESIDE]


def _another_way(turn: Turn, detail: Detail) -> str:
    """The first sentence of a detail, in the words that were not said yet, if there are some."""
    new = new_way(turn, detail)
    return first_sentences(new, 1) if new else _core(ways_of(detail)[0])


def _verdict_in_other_words(turn: Turn, topic: str, message: Said, count: int) -> str:
    """The first sentences of the verdict on a topic, of the case that a message is of: in its shortest form, or else of
    the short text, or of the long one; the first of these that was not just said.
    """
    facts = message.answer.get("facts") or turn.facts
    verdict = decide(turn.knowledge, topic, facts).verdict
    again, full = (
        first_sentences(turn.responder.text(f"utter_{verdict}{variant}", facts), count) for variant in ("_again", "")
    )
    ways = [split_yes_or_no(way)[1] for way in (turn.responder.shortest(verdict, facts), again, full) if way]
    heard = "\n".join(said.text for said in last_turn(turn.tracker))
    return next((way for way in ways if first_sentences(way, 1)[1:] not in heard), ways[-1])


def say_what_it_means(turn: Turn, told: list[Said]) -> None:
    """Say of a word what it means first, and what that means for the answer."""
    core = " ".join(list(dict.fromkeys(_core(message.text) for message in told))[:_PARTS])
    about = told[-1].answer.get("about")
    if turn.topic:
        decision = decide(turn.knowledge, turn.topic, turn.facts)
        again = turn.responder.text(f"utter_{decision.verdict}_again", turn.facts)
        is_short = len(first_sentences(again, 1).split()) <= _SHORT
        again = first_sentences(again, 2 if is_short else 1)
        sentences = f"{core} {split_yes_or_no(again)[1]}"
        turn.say("rephrase_verdict", topic="rephrase", about=about, decision=decision, sentences=sentences)
    else:
        turn.say("rephrase_other", topic="rephrase", about=about, asks=turn.pending_fact, sentences=core)


def _core(text: str) -> str:
    """The first clause of what was said, where that is long enough, or else the first sentence that says something."""
    sentences = sentences_of(text.split("\n")[0])
    sentence = next((said for said in sentences if len(said.split()) >= _A_CLAUSE), sentences[0])
    first = _FIRST_CLAUSE.split(sentence)[0]
    return f"{first}." if len(first.split()) >= _A_CLAUSE and first != sentence else sentence
