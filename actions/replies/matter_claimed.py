"""What a claim that is put to us to be confirmed is about: a topic, or a subject next door."""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.phrases import claim_start, main_clauses, normalize
from actions.reading.rejected_reply import named_question, named_topic
from actions.reading.tracker_state import last_turn
from actions.replies.answering import PRESUPPOSES, in_the_way, likeliest_topic, likely_questions
from actions.replies.claim_parts import NAMED_EASILY, says_rightly
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

_OUTCOME, EFFECT, _ASKS_FOR_IT = "ip_outcomes", "ip_withdrawal_effect", "respondent_request"
_NOTICED, _MOSTLY = 0.001, 0.6  # what it leaves to another topic: at least, and of what it leaves to topics
_READ = 0.3  # that likely, the topic of a claim is the one that the NLU reads, whatever its words name
_SHORT = 4  # words: «¿entonces sí?» claims what was said
_CLEARLY = 0.1  # what the NLU leaves to the subject of a claim, at least
_HARDLY, _NEARLY_ALL = 0.02, 0.9  # or little of all, and of what it leaves to questions nearly all


def subject_claimed(turn: Turn) -> Optional[str]:
    """The subject next door that the claim is about: «o sea que tengo tres días»; None where it is about a topic."""
    likely = likely_questions(turn)
    total = sum(guess["confidence"] for guess in likely)
    if total < _HARDLY and _named_topic(turn) is None:
        return _subject_said_last(turn)
    clear = (g for g in likely[:1] if g["confidence"] >= min(_CLEARLY, max(_HARDLY, _NEARLY_ALL * total)))
    return next((g["name"] for g in clear if g["name"] in turn.knowledge.subjects), None)


def _subject_said_last(turn: Turn) -> Optional[str]:
    """The subject next door that the last reply was about, and nothing else."""
    last = last_turn(turn.tracker)
    subjects = {message.answer.get("about") for message in last if message.answer.get("topic") == "out_of_scope"}
    decided = any(message.answer.get("row") for message in last)
    is_one = len(subjects) == 1 and not decided and subjects <= turn.knowledge.subjects.keys()
    return str(subjects.pop()) if is_one else None


def topic_claimed(turn: Turn) -> Optional[str]:
    """The topic of the claim: what comes of a withdrawal, what the words name, or what the NLU thinks of."""
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    likeliest, named = likeliest_topic(turn), _named_topic(turn)
    if _ASKS_FOR_IT in (likeliest, named) and turn.facts.get("party") == "complainant" and not _is_read(turn):
        return "withdraw"  # «le digo a mi sobrino que la quite», who filed it
    if named == "withdraw" and (likeliest or "").startswith("ip_") and turn.facts.get("party") == "respondent":
        return likeliest  # «la quité ayer»: of their product, as no complaint is theirs to withdraw
    if _OUTCOME in (likeliest, named) and search(phrases.names[EFFECT], normalize(words_claimed(turn))):
        return EFFECT  # «si la retira, no le quitan los puntos»: what comes of it, on that condition
    if named == EFFECT and turn.topic is None and turn.facts.get("party") != "complainant":
        return EFFECT  # «según entiendo, el retiro es irrelevante», before anything was answered
    if likeliest != turn.topic:
        return likeliest if _is_read(turn) else named or likeliest
    can_it = search(phrases.can_it, text) is not None
    if can_it and likeliest in PRESUPPOSES:
        is_over = turn.facts.get("status") in OVER
        if is_over or in_the_way(turn, likeliest):
            return PRESUPPOSES[likeliest][0]  # «¿o sea que ya no se puede?»
    if likeliest is None and search(phrases.own_withdrawal, text):
        return "withdraw"  # «entonces la retiro hoy, ¿no?», before anything was answered
    if likeliest is None or says_rightly(turn, likeliest):
        return likeliest
    return likeliest if _is_read(turn) else named or likeliest


def _named_topic(turn: Turn) -> Optional[str]:
    """The topic that the claim's words name, but for its conditions: «si la saco, ya no la puedo poner»; of a claim
    that is hardly more than a condition, with it.
    """
    claim = words_claimed(turn)
    main = main_clauses(turn.knowledge, claim)
    if len(re.findall(r"\w+", main)) > _SHORT:
        return named_topic(turn.knowledge, main)
    return named_question(turn.knowledge, claim, {*turn.knowledge.subjects, *NAMED_EASILY})


def words_claimed(turn: Turn) -> str:
    """What the message puts to us, without what it tells first."""
    return turn.reading.text[claim_start(turn.knowledge, turn.reading.text) :]


def _is_read(turn: Turn) -> bool:
    """Whether the NLU itself gives enough to a topic."""
    return any(g["confidence"] >= _READ for g in turn.reading.ranking if g["name"] in turn.knowledge.tables)


def is_clearly_of(turn: Turn, topic: str) -> bool:
    """Whether it is clear that the claim is what the topic's verdict says or denies: it names the matter, or it is
    short.
    """
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    leaves_out = "si no " in text and not turn.reading.stated  # «si no las tiene no puede»
    if leaves_out or not _is_about(turn, topic):
        return False
    is_short = len(words_claimed(turn).split()) <= _SHORT
    names = _is_read(turn) or search(phrases.can_it, text) or _named_topic(turn) == topic
    return bool(names or is_short)


def _is_about(turn: Turn, topic: str) -> bool:
    """Whether the claim is about the topic, as far as the NLU can tell: else the last one was taken for want of it."""
    topics = [guess for guess in turn.reading.ranking if guess["name"] in turn.knowledge.tables]
    if not topics or topics[0]["name"] == topic:
        return True
    total = sum(guess["confidence"] for guess in topics)
    return topics[0]["confidence"] < max(_NOTICED, _MOSTLY * total)
