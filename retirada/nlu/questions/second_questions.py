"""What a message asks beside what it is read as: after a courtesy, a claim or a story, or in a sentence of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional

import numpy as np

from retirada.nlu.catalog import Catalog
from retirada.nlu.language import OTHER_OFFICE, OTHER_PLATFORM, normalize
from retirada.nlu.questions.asking_clauses import (
    CLEAR_IN_FEW_WORDS,
    FEW_WORDS,
    REQUESTED,
    STATEMENT,
    TELLS,
    AskingClause,
    Question,
)
from retirada.nlu.readers.reader import CONFIRM, Scores
from retirada.nlu.utterance import Utterance

# Acts that ask something of their own beside a question: «¿qué es la instantánea? ¿y quién la revisa?»
_ACTS_BESIDE = ("meaning", "sources", "bot_challenge", "human", "privacy", "status_check")
_ACTS_ASKED = (*_ACTS_BESIDE, "why", "next_step")
_OF_US = (*REQUESTED, "sources")
_CARE = "distress"  # what else is asked in despair is asked all the same
_NO_SECOND = ("elsewhere", _CARE, "fraud")  # a clause alone sounds like them too easily
_ELSEWHERE = ("other_platform", "authority")  # what is asked beside them may be asked of those
_OURS = frozenset({"alibaba", "taobao"})
_OF_THE_REST = ("why", "next_step")  # in few words: «¿qué hago?», after a story
_MOST_QUESTIONS = 3
_OR = ("o", "u")
_THERE, _BY_NAME = (normalize("allí"), normalize("allá")), ("en", "de")  # «en Ali» is ours, by its short name
# What a question may point to is what was told before it; «la» is the complaint.
_POINTS_BACK = frozenset(
    {"eso", "esto", "esa", "ese", "esas", "esos", "esta", "este", "lo", "los", "las", "ahi", "alli", "asi"}
)
# The whole message's intent is overruled where its confidence is below _SURELY_ASKED, the clauses that ask give that
# intent less than _HARDLY, and one of them gives topics together at least _TOGETHER.
_SURELY_ASKED, _HARDLY, _TOGETHER = 0.9, 0.05, 0.8
# In log-probability of the whole message: the least of a subject that the other half of a question asks about, and the
# most by which a question may be less likely than the likeliest intent.
_HALF = -3.0
_ALL_BUT_IMPOSSIBLE = 14


def asked_beside_a_courtesy(
    scores: Scores, utterance: Utterance, config: Mapping[str, float]
) -> Optional[tuple[Question, float]]:
    """What the surest clause with a question of its own asks, and how sure that is: «mil gracias. ¿Y usted es abogado?»
    Of few words, as «¿cómo está?», it has to be clear.
    """
    intents = scores.labels.intents
    asking = []
    for number, (clause, row) in enumerate(zip(utterance.clauses(), scores.log_proba[1:], strict=True)):
        confidence, intent = float(np.exp(row.max())), intents[int(row.argmax())]
        is_short = sum(norm.isalnum() for norm in clause.norms) < FEW_WORDS
        least = CLEAR_IN_FEW_WORDS if is_short else config["unclear_confidence"]
        if "?" in clause.norms and intent not in TELLS and confidence >= least:
            asking.append((Question(intent, number), confidence))
    return max(asking, key=lambda asked: asked[1], default=None)


def asked_after_a_claim(
    scores: Scores, utterance: Utterance, asking: list[AskingClause], catalog: Catalog
) -> Optional[AskingClause]:
    """The clear question on a topic that follows a claim which is only told: «ah, entonces no se sabe. ¿Y cómo la quita
    ella?»
    """
    intents = scores.labels.intents
    read = [intents[int(row.argmax())] for row in scores.log_proba[1:]]
    claims = [clause for clause, intent in zip(utterance.clauses(), read, strict=True) if intent == CONFIRM]
    if not asking or not claims or any(utterance.sentence_of(claim) >= asking[0].sentence for claim in claims):
        return None
    first = asking[0]
    is_clear = first.confidence >= CLEAR_IN_FEW_WORDS and read[first.number] == first.intent
    return first if is_clear and first.intent in catalog.topics else None


def asked_alone(
    found: list[Question], confidence: float, asking: list[AskingClause], catalog: Catalog, config: Mapping[str, float]
) -> list[AskingClause]:
    """Where the whole message is read as nothing clearly, the clauses that ask something clear: two at most.

    Args:
        found, confidence: what the whole message is read as.
    """
    is_unclear = confidence < config["unclear_confidence"]
    is_of_a_story = len(found) == 1 and found[0].intent not in [clause.intent for clause in asking]
    if len(found) > 1 and found[0].intent in catalog.topics:
        return []
    if not is_unclear and not (is_of_a_story and confidence < config["whole_confidence"]):
        return []
    known = [*catalog.questions, *(_ACTS_ASKED if is_unclear else ())]
    sure = [
        clause
        for clause in asking
        if clause.intent in known
        and clause.intent not in _NO_SECOND
        and clause.confidence >= config["own_clause_confidence"]
        and not (clause.is_short and (not is_unclear or clause.intent in _OF_THE_REST))
    ]
    first = sure[:1]
    return first + [c for c in sure[1:] if c.intent in catalog.questions and c.intent != first[0].intent][:1]


def asked_not_told(
    found: list[Question],
    confidence: float,
    scores: Scores,
    utterance: Utterance,
    asking: list[AskingClause],
    catalog: Catalog,
) -> Optional[AskingClause]:
    """The clause that asks, where what the whole message is read as is only told beside it: «no hay plata para
    abogados. ¿Y si no la quita nunca, qué pasa?»; None where the question points to what is told.
    """
    whole, intents = found[0].intent, scores.labels.intents
    if len(found) > 1 or confidence >= _SURELY_ASKED or whole not in catalog.questions - {*_NO_SECOND}:
        return None
    if any(np.exp(scores.log_proba[clause.number + 1][intents.index(whole)]) >= _HARDLY for clause in asking):
        return None
    asked_in = [clause.number for clause in asking]
    read = [intents[int(row.argmax())] for row in scores.log_proba[1:]]
    is_told = whole in [intent for number, intent in enumerate(read) if number not in asked_in]
    topics = [column for column, intent in enumerate(intents) if intent in catalog.topics]
    clauses = list(utterance.clauses())
    for clause in asking:
        is_topic = clause.intent in catalog.topics
        is_known = is_topic or (is_told and clause.intent in catalog.questions - {*_NO_SECOND})
        is_apart = clause.is_whole and not clause.is_short and _begins_a_sentence(clause, utterance)
        if not (is_apart and is_known) or _POINTS_BACK.intersection(clauses[clause.number].norms):
            continue
        of_topics = float(np.exp(scores.log_proba[clause.number + 1][topics]).sum())
        sure = of_topics if is_topic else clause.confidence
        if sure >= _TOGETHER:
            return clause._replace(confidence=sure)
    return None


def with_others(
    found: list[Question],
    asking: list[AskingClause],
    scores: Scores,
    utterance: Utterance,
    catalog: Catalog,
    config: Mapping[str, float],
) -> list[Question]:
    """What the message asks, with the questions that stand in a sentence of their own beside another one."""
    whole = scores.log_proba[0]
    sure = config["own_clause_confidence"]
    claims = asking[:1] if found[0].intent == CONFIRM and len(asking) > 1 else []
    claimed = [Question(c.intent, c.number) for c in claims if c.intent in catalog.topics] or found
    added: list[Question] = []
    for clause in asking:
        is_known = clause.intent in (*catalog.questions, *_ACTS_BESIDE) and clause.intent not in _NO_SECOND
        # «¿Y ahora? ¿Me devuelven el dinero?»: beside a topic, it asks the same.
        steps = clause.intent == "next_step" and clause.is_whole and found[0].intent in catalog.subjects
        known = is_known or steps
        is_of_us = clause.is_whole and clause.intent in _OF_US  # whatever the story before it
        possible = is_of_us or whole.max() - whole[clause.column] <= _ALL_BUT_IMPOSSIBLE
        taken = clause.intent in [question.intent for question in (*claimed, *added)]
        if not (known and possible) or taken or clause.confidence < sure:
            continue
        is_of_it = _is_the_other_half(clause, utterance) and whole[clause.column] < _HALF
        if clause.intent in catalog.subjects and (
            is_of_it or is_asked_there(found[0].intent, utterance, clause.number)
        ):
            continue
        if clause.intent in _OF_US and _is_the_other_half(clause, utterance):
            before = scores.log_proba[clause.number]  # the half before
            if before.argmax() != clause.column and np.exp(before.max()) >= sure:
                continue  # «¿la revisa una persona o una máquina?»
        is_half = any(c.is_whole and c.sentence == clause.sentence for c in asking)
        if is_half and not clause.is_whole and clause.confidence < CLEAR_IN_FEW_WORDS:
            continue
        # What else is asked is what the whole message is read as, or is not clear by itself.
        others = [c for c in asking if c.sentence != clause.sentence]
        beside = [c for c in others if c.intent == claimed[0].intent or c.confidence < sure]
        # «¿pago algo y cuántos días tengo?»; or all that is asked, after a story that is read as another matter
        half = any(c.sentence == clause.sentence and c.intent == claimed[0].intent for c in asking if c != clause)
        is_clear = clause.intent in catalog.subjects and clause.confidence >= CLEAR_IN_FEW_WORDS and not clause.is_short
        is_word = clause.intent == "meaning" and clause.is_whole  # «¿qué es la instantánea y quién la revisa?»
        if (
            beside
            or steps
            or (is_word and half)
            or (is_clear and (half or (len(asking) == 1 and clause.is_whole and _begins_a_sentence(clause, utterance))))
            or (found[0].intent == CONFIRM and clause.intent in catalog.subjects)
            or _stands_apart(clause, found[0].intent, scores, utterance, catalog, sure)
        ):
            added.append(Question(clause.intent, clause.number))
    if len(found) == 1 and found[0].intent in _ELSEWHERE and not added:
        added = _asked_of_ours(asking, utterance, catalog, config)
    both = [*(claimed if added else found), *added][:_MOST_QUESTIONS]
    asked_in = [clause.number for clause in asking]
    if added and all(question.intent in catalog.topics and question.clause in asked_in for question in both):
        return sorted(both, key=lambda question: question.clause or 0)
    return both


def is_asked_there(whole: str, utterance: Utterance, number: int) -> bool:
    """Whether a clause asks of the other place that its message is about: «vendo en Amazon. ¿Allí me denuncian?»"""
    norms = list(utterance.clauses())[number].norms
    there = (norm in _THERE and before not in _BY_NAME for before, norm in zip(("", *norms), norms, strict=False))
    return whole in _ELSEWHERE and any(there)


def _is_the_other_half(clause: AskingClause, utterance: Utterance) -> bool:
    """«¿Es de ustedes o de la ley?» asks one thing."""
    return list(utterance.clauses())[clause.number].norms[0] in _OR and not _begins_a_sentence(clause, utterance)


def _begins_a_sentence(clause: AskingClause, utterance: Utterance) -> bool:
    """Not «… y gano me lo devuelven?», whose condition stands before."""
    before = list(utterance.clauses())[: clause.number][-1:]
    return not before or utterance.sentence_of(before[0]) != clause.sentence


def _asked_of_ours(
    asking: list[AskingClause], utterance: Utterance, catalog: Catalog, config: Mapping[str, float]
) -> list[Question]:
    """What a message that names another platform, or an office, asks of ours, which it names, too, or of the case that
    is talked about: its first such question.
    """
    in_a_case = utterance.context is not None and utterance.context.topic is not None
    if not (in_a_case or _OURS.intersection(utterance.norms)):
        return []
    clauses = list(utterance.clauses())
    return [
        Question(clause.intent, clause.number)
        for clause in asking
        if clause.intent in (*catalog.questions, "next_step")
        and not is_asked_there("other_platform", utterance, clause.number)
        and clause.intent not in (*_NO_SECOND, *_ELSEWHERE)
        and clause.confidence >= config["aside_clause_confidence"]
        and not {OTHER_PLATFORM, OTHER_OFFICE}.intersection(clauses[clause.number].norms)
    ][:1]


def _stands_apart(
    clause: AskingClause, whole: str, scores: Scores, utterance: Utterance, catalog: Catalog, sure: float
) -> bool:
    """Whether a sentence asks something beside what the message as a whole is read as: of the assistant itself, beside
    that, in despair, or before the rest says what the whole is read as.
    """
    intents = scores.labels.intents
    read = [(intents[int(row.argmax())], float(np.exp(row.max()))) for row in scores.log_proba[1:]]
    clauses = list(utterance.clauses())
    sentences = [utterance.sentence_of(other) for other in clauses]
    if any(s == clause.sentence and read[i][0] != clause.intent for i, s in enumerate(sentences[: clause.number])):
        return False  # «¿la mira una persona o un programa?»: the end of another question
    if clause.intent in _OF_US or whole in (*REQUESTED, _CARE):
        return True
    # Of what was told before, it may ask: «ya borré el anuncio. ¿Eso la cierra?»
    after = [i for i, s in enumerate(sentences) if s > clause.sentence]
    can_be_told = whole in catalog.questions or whole == STATEMENT
    return can_be_told and whole not in _ELSEWHERE and any(read[i][0] == whole and read[i][1] >= sure for i in after)
