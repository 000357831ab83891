"""What a message asks, read clause by clause: one question, or several that each stand on their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

import numpy as np

from retirada.nlu.catalog import Catalog
from retirada.nlu.language import OTHER_OFFICE, OTHER_PLATFORM
from retirada.nlu.reader import Scores
from retirada.nlu.utterance import Utterance

# What can stand beside a question that is asked in the same message: «gracias. ¿y desde el celular?»
_ASIDES = (
    *("greet", "thanks", "goodbye", "acknowledge", "dont_know", "correction", "feedback", "rephrase"),
    *("english", "portuguese", "chinese"),
)
_COURTESIES = ("greet", "thanks", "goodbye", "acknowledge")
_STATEMENT = "inform"  # what is told before a question
_IF = "si"
_TELLS = (*_ASIDES, _STATEMENT, "affirm", "deny")
_CLAIM = "confirm"  # what is put to us for confirmation is asked, too
# Acts that ask something of their own beside a question: «¿qué es la instantánea? ¿y quién la revisa?»
_ACTS_BESIDE = ("meaning", "sources", "bot_challenge", "human", "privacy")
_ACTS_ASKED = (*_ACTS_BESIDE, "status_check", "why", "next_step")
_REQUESTED = ("bot_challenge", "human", "privacy")  # of these, what is asked for without asking
_CLEARLY_REQUESTED = 0.97
_OF_US = (*_REQUESTED, "sources")
_CARE = "distress"  # what else is asked in despair is asked all the same
_NO_SECOND = ("elsewhere", _CARE, "fraud")  # a clause alone sounds like them too easily
_ELSEWHERE = ("other_platform", "authority")  # what is asked beside them may be asked of those
_OURS = frozenset({"alibaba", "taobao"})
_FEW_WORDS = 4  # fewer point to what the rest of the message says, unless they are as clear as this:
_CLEAR_IN_FEW_WORDS = 0.97
_OF_THE_REST = ("why", "next_step")  # in few words: «¿qué hago?», after a story
_PUT_AS = (_CLAIM, "correction")
_LEAST_OF_A_CLAIM = 0.08  # what a claim leaves to the topic that it claims something of
_MOST_QUESTIONS = 3
_ALL_BUT_IMPOSSIBLE = 14  # so far, in log-probability of the whole message, no question of it lies behind


class Question(NamedTuple):
    """What is asked: the intent, and the clause that asks it, by its number from 0; None of the whole message."""

    intent: str
    clause: Optional[int] = None


class _Clause(NamedTuple):
    """A clause that asks: its number, how it is read, in which sentence it stands, whether it asks by itself, and
    whether it has but a few words.
    """

    number: int
    intent: str
    column: int
    confidence: float
    sentence: int
    is_whole: bool
    is_short: bool


def questions(
    scores: Scores, utterance: Utterance, catalog: Catalog, config: Mapping[str, float]
) -> tuple[list[Question], float]:
    """The intent of the message, with what else its clauses ask, and how sure the first is.

    Args:
        scores: of the message and, if it has several, of each of its clauses.
        config: see AveragedClassifier.
    """
    meant = _meant(scores, utterance, catalog, config)
    if meant:
        return meant
    found = _of_the_whole(scores, utterance, catalog, config)
    confidence = float(np.exp(scores.log_proba[0].max()))
    asking = _asking(scores, utterance, catalog)
    if (
        len(found) == 1
        and found[0].intent in _COURTESIES
        and (asked := _asked_beside_a_courtesy(scores, utterance, config))
    ):
        found, confidence = [asked[0]], asked[1]
    if found[0].intent == _CLAIM and (after := _asked_after_a_claim(scores, utterance, asking, catalog)):
        found, confidence = [Question(after.intent, after.number)], after.confidence
    if alone := _asked_alone(found, confidence, asking, catalog, config):
        return [Question(clause.intent, clause.number) for clause in alone], alone[0].confidence
    return _with_others(found, asking, scores, utterance, catalog, config), confidence


def _of_the_whole(
    scores: Scores, utterance: Utterance, catalog: Catalog, config: Mapping[str, float]
) -> list[Question]:
    """The intent of the message, or the two that its clauses ask, in their order."""
    intents, whole = scores.labels.intents, scores.log_proba[0]
    best = int(whole.argmax())
    if intents[best] not in (*catalog.questions, *_ASIDES, _STATEMENT):
        return [Question(intents[best])]
    is_aside = intents[best] in _ASIDES
    sure = np.log(config["aside_clause_confidence" if is_aside else "clause_confidence"])
    clauses = list(utterance.clauses())
    written = ["?" in clause.norms for clause in clauses]
    asked_by: dict[int, int] = {}
    for number, clause in enumerate(scores.log_proba[1:]):
        intent = int(clause.argmax())
        # What is told beside a question that is written as one is a story: if beside the guide, it asks nothing. Nor
        # does its condition: «si la retira, ¿me puede denunciar otra vez?»
        is_told = any(written) and not clauses[number].asks
        is_story = is_told and (intents[intent] in catalog.subjects or clauses[number].norms[0] == _IF)
        if intents[intent] in catalog.questions and clause[intent] > sure and not is_story:
            asked_by.setdefault(intent, number)
    second = max((i for i in asked_by if i != best), key=lambda i: whole[i], default=None)
    first = Question(intents[best], asked_by.get(best))
    if second is None or whole[best] - whole[second] > config["second_gap"]:
        return [first]
    other = Question(intents[second], asked_by[second])
    if is_aside or intents[best] == _STATEMENT:
        return [first, other]
    # What is told before the question can sound like one: unless it is written as one, or both are likely, the
    # likelier comes first.
    asked_later = asked_by[second] > asked_by.get(best, -1)
    is_question = written[asked_by[second]]
    nearly_as_likely = whole[best] - whole[second] < config["swap_gap"]
    return [other, first] if (is_question or nearly_as_likely) and not asked_later else [first, other]


def _meant(
    scores: Scores, utterance: Utterance, catalog: Catalog, config: Mapping[str, float]
) -> Optional[tuple[list[Question], float]]:
    """Of «no le pregunté X, le pregunto Y», what Y asks, and how sure its clause is; None where none of the clauses
    that are left is sure of anything.
    """
    rejects = [clause.rejects for clause in utterance.clauses()]
    left = [row for row, rejecting in enumerate(rejects, start=1) if not rejecting]
    if not any(rejects) or not left:
        return None
    row = max(left, key=lambda row: scores.log_proba[row].max())
    intent = scores.labels.intents[int(scores.log_proba[row].argmax())]
    confidence = float(np.exp(scores.log_proba[row].max()))
    if confidence < config["aside_clause_confidence"] or intent in _TELLS:
        return None
    asked = Question(intent, row - 1)
    return ([Question("correction"), asked] if intent in catalog.questions else [asked]), confidence


def _asking(scores: Scores, utterance: Utterance, catalog: Catalog) -> list[_Clause]:
    """The clauses that ask something, each as it is read by itself; of a claim, the topic that is claimed of."""
    intents = scores.labels.intents
    found = []
    clauses = list(utterance.clauses())
    for number, clause in enumerate(clauses):
        read = scores.log_proba[number + 1]
        column = int(read.argmax())
        confidence = float(np.exp(read[column]))
        is_requested = intents[column] in _REQUESTED and confidence >= _CLEARLY_REQUESTED
        if not (clause.asks or utterance.is_in_question(clause) or is_requested):
            continue
        words = sum(norm.isalnum() for norm in clause.norms)
        before = clauses[number - 1] if number else None
        if before and utterance.sentence_of(before) == utterance.sentence_of(clause):
            # «¿es un robot | o una persona?»: the halves of a sentence that are read alike are surer together.
            half = scores.log_proba[number]
            if int(half.argmax()) == column:
                confidence = 1 - (1 - confidence) * (1 - float(np.exp(half[column])))
                words += sum(norm.isalnum() for norm in before.norms)
        if intents[column] == "sources" and "why" in intents:
            confidence += float(np.exp(read[intents.index("why")]))  # «¿en qué se basa?» is either, after a story
        is_short = words < _FEW_WORDS
        if is_short and confidence < _CLEAR_IN_FEW_WORDS:
            continue
        topic = max((i for i, name in enumerate(intents) if name in catalog.topics), key=lambda i: read[i])
        if intents[column] == _CLAIM and np.exp(read[topic]) >= _LEAST_OF_A_CLAIM:
            column = topic
        if column == topic:
            # Put as a claim, or as a correction of our answer, it asks the same.
            confidence = float(sum(np.exp(read[i]) for i, name in enumerate(intents) if i == topic or name in _PUT_AS))
        sentence = utterance.sentence_of(clause)
        found.append(_Clause(number, intents[column], column, confidence, sentence, clause.asks, is_short))
    return found


def _asked_beside_a_courtesy(
    scores: Scores, utterance: Utterance, config: Mapping[str, float]
) -> Optional[tuple[Question, float]]:
    """What the surest clause with a question of its own asks, and how sure that is: «mil gracias. ¿Y usted es abogado?»
    Of few words, as «¿cómo está?», it has to be clear.
    """
    intents = scores.labels.intents
    asking = []
    for number, (clause, row) in enumerate(zip(utterance.clauses(), scores.log_proba[1:], strict=True)):
        confidence, intent = float(np.exp(row.max())), intents[int(row.argmax())]
        is_short = sum(norm.isalnum() for norm in clause.norms) < _FEW_WORDS
        least = _CLEAR_IN_FEW_WORDS if is_short else config["unclear_confidence"]
        if "?" in clause.norms and intent not in _TELLS and confidence >= least:
            asking.append((Question(intent, number), confidence))
    return max(asking, key=lambda asked: asked[1], default=None)


def _asked_after_a_claim(
    scores: Scores, utterance: Utterance, asking: list[_Clause], catalog: Catalog
) -> Optional[_Clause]:
    """The clear question on a topic that follows a claim which is only told: «ah, entonces no se sabe. ¿Y cómo la quita
    ella?»
    """
    intents = scores.labels.intents
    read = [intents[int(row.argmax())] for row in scores.log_proba[1:]]
    claims = [clause for clause, intent in zip(utterance.clauses(), read, strict=True) if intent == _CLAIM]
    if not asking or not claims or any(utterance.sentence_of(claim) >= asking[0].sentence for claim in claims):
        return None
    first = asking[0]
    is_clear = first.confidence >= _CLEAR_IN_FEW_WORDS and read[first.number] == first.intent
    return first if is_clear and first.intent in catalog.topics else None


def _asked_alone(
    found: list[Question], confidence: float, asking: list[_Clause], catalog: Catalog, config: Mapping[str, float]
) -> list[_Clause]:
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


def _asked_of_ours(
    asking: list[_Clause], utterance: Utterance, catalog: Catalog, config: Mapping[str, float]
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
        and clause.intent not in (*_NO_SECOND, *_ELSEWHERE)
        and clause.confidence >= config["aside_clause_confidence"]
        and not {OTHER_PLATFORM, OTHER_OFFICE}.intersection(clauses[clause.number].norms)
    ][:1]


def _stands_apart(
    clause: _Clause, whole: str, scores: Scores, utterance: Utterance, catalog: Catalog, sure: float
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
    if clause.intent in _OF_US or whole in (*_REQUESTED, _CARE):
        return True
    # Of what was told before, it may ask: «ya borré el anuncio. ¿Eso la cierra?»
    after = [i for i, s in enumerate(sentences) if s > clause.sentence]
    can_be_told = whole in catalog.questions or whole == _STATEMENT
    return can_be_told and whole not in _ELSEWHERE and any(read[i][0] == whole and read[i][1] >= sure for i in after)


def _with_others(
    found: list[Question],
    asking: list[_Clause],
    scores: Scores,
    utterance: Utterance,
    catalog: Catalog,
    config: Mapping[str, float],
) -> list[Question]:
    """What the message asks, with the questions that stand in a sentence of their own beside another one."""
    whole = scores.log_proba[0]
    sure = config["own_clause_confidence"]
    claims = asking[:1] if found[0].intent == _CLAIM and len(asking) > 1 else []
    claimed = [Question(c.intent, c.number) for c in claims if c.intent in catalog.topics] or found
    added: list[Question] = []
    for clause in asking:
        known = clause.intent in (*catalog.questions, *_ACTS_BESIDE) and clause.intent not in _NO_SECOND
        is_of_us = clause.is_whole and clause.intent in _OF_US  # whatever the story before it
        possible = is_of_us or whole.max() - whole[clause.column] <= _ALL_BUT_IMPOSSIBLE
        taken = clause.intent in [question.intent for question in (*claimed, *added)]
        if not (known and possible) or taken or clause.confidence < sure:
            continue
        if not clause.is_whole and any(c.is_whole and c.sentence == clause.sentence for c in asking):
            continue
        # What else is asked is what the whole message is read as, or is not clear by itself.
        others = [c for c in asking if c.sentence != clause.sentence]
        beside = [c for c in others if c.intent == claimed[0].intent or c.confidence < sure]
        if (
            beside
            or (found[0].intent == _CLAIM and clause.intent in catalog.subjects)
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
