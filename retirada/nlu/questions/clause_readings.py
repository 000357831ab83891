"""Each clause of a message that asks several things, as it is read by itself: what the actions answer where the message
as a whole says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Optional

import numpy as np

from retirada.nlu.catalog import Catalog
from retirada.nlu.language import CONJUNCTIONS, INTERROGATIVES
from retirada.nlu.questions.asking_clauses import ASIDES, TELLS
from retirada.nlu.readers.details_and_terms import likely_details
from retirada.nlu.readers.reader import Scores
from retirada.nlu.utterance import Utterance

_SEVERAL = 2
_AND, _OR = frozenset({"y", "e"}), frozenset({"o", "u"})
_IF = "si"
_WHAT_IS_ASKED = INTERROGATIVES | {"cuando"}
_READ_AS_ONE = 0.8  # least confidence from which a clause that goes on after a question asks, too, without a mark
# Without a question mark: the least confidence in the intent, and in a detail, of a clause that asks; and the least of
# one that only tells.
_CLEAR, _CLEAR_DETAIL, _ONLY_TELLS = 0.9, 0.3, 0.6
_CERTAIN, _CERTAIN_DETAIL = 0.97, 0.8  # the least where it does not begin like a question
_LEAST_WORDS = 3  # of what asks without a mark
_RANKED = 5  # intents of a clause
# Of norms, joined with a space: says that several things are asked, or counts them.
_SAYS_SEVERAL = re.compile(
    r"\b(?<!me dice )(?<!me dijo )(?:dos|tres|2|3|un par de|varias) (?:cosa|cosita|pregunta|preguntita|duda|consulta)s"
    r"(?: mas)?(?= [:.,;]| 1 \)|$)"
    r"|(?:^|[.:,;] )1 \)(?=.* 2 \))|\b(?:primero|lo primero) [,:](?=.*\b(?:segundo|lo segundo) [,:])"
)
# The acts that ask something, as topics and subjects next door do.
ACTS = ("bot_challenge", "human", "meaning", "next_step", "privacy", "sources", "status_check")
_MORE = 4  # letters, at least, of what is asked after what _SAYS_SEVERAL finds
# How a question begins that has no mark and no interrogative: «me pueden cerrar la tienda y cuánto tarda».
_BEGINS_A_QUESTION = re.compile(
    r"^(?:(?:y|e|ademas|tambien|aparte|me|nos|la|lo|las|los|le|les|se|te|yo|el|ella|usted|alibaba|todavia|aun|ya|si) )*"
    r"(?:pued\w+|podria\w*|podre\w*|van? a|deb[oe]|deberia\w*|t(?:engo|iene) que|hay|habra|sirve\w*|vale|conviene"
    r"|hace falta|cuesta|cobra\w*|necesit\w+|existe|es (?!que\b)|son|avisan|devuelven|devolver\w*|quedan?|pasa algo)\b"
)
# Says once more what was just asked: «¿y si la pone? digo, ¿puedo reclamar otra vez?»
_IN_OTHER_WORDS = re.compile(r"^(?:y )?(?:o sea|digo|es decir|quiero decir|quise decir|mejor dicho)\b")
# What happened, and asks nothing: «ya me los quitaron y quiero apelar».
_TOLD = re.compile(
    r"^(?:(?:y|que|pero) )?ya (?!(?:(?:la|lo|me|se|no) )*(?:pued|podr|deb|hay|es\b))"
    r"|\b(?:he|ha|han|hemos|habia|habian) \w+d[oa]s?\b|\b\w+(?:aron|ieron|yeron)\b"
)

AskedClause = dict[str, Any]


def asked_clauses(scores: Scores, utterance: Utterance, catalog: Catalog) -> list[AskedClause]:
    """The clauses that ask something, in their order; [] where the message asks one thing.

    Each has `start` and `end` in characters, `intent`, `confidence` and `ranking` as it is read by itself, and the
    `details` that it may ask about, each with how sure that is.

    Args:
        scores: of the message and of each of its clauses.
    """
    clauses = list(utterance.clauses())
    asking = list(_asking(scores, utterance, clauses, catalog))
    if len(asking) < _SEVERAL:
        asking = list(_asking_without_a_mark(scores, utterance, clauses, catalog))
    again = [_IN_OTHER_WORDS.match(utterance.sentence_until(clauses[first])) for first, _ in asking]
    asking = [one for one, is_said_again in zip(asking, [*again[1:], None], strict=False) if not is_said_again]
    if len(asking) < _SEVERAL:
        return []
    return [{"start": clauses[first].offsets[0][0], **_read(scores, clauses[last], last + 1)} for first, last in asking]


def _asking(
    scores: Scores, utterance: Utterance, clauses: list[Utterance], catalog: Catalog
) -> Iterator[tuple[int, int]]:
    """The numbers of the clauses that ask something, each with that of the one in which it begins: written as a
    question, begun like one, or going on after one. «¿Es de ustedes | o de la ley?» and «¿y si pago | y no la quita?»
    ask one thing.
    """
    sentences = [utterance.sentence_of(clause) for clause in clauses]
    asked_in: set[int] = set()  # sentences
    condition: Optional[int] = None
    for number, clause in enumerate(clauses):
        sentence, is_joined = sentences[number], clause.norms[0] in CONJUNCTIONS
        if sentence in asked_in and clause.norms[0] in _OR:
            continue
        asks = _asks(clause) or utterance.is_in_question(clause) or _is_condition(clause) or utterance.is_put(clause)
        rest = [after for after in clauses[number + 1 :] if utterance.sentence_of(after) == sentence]
        is_conditional = condition is not None and sentences[condition] == sentence
        goes_on = is_joined and asked_in and (sentence in asked_in or sentence == sentences[-1])
        if not asks and goes_on and not (is_conditional and rest):
            asks = _is_read_as_question(scores, number + 1, catalog)
        if not asks and not is_conditional and any("?" in after.norms for after in rest):
            of_it = _is_clear(scores, clause, number + 1, catalog, begins=True)
            asks = rest[0].norms[0] in _OR or (rest[0].norms[0] in _AND and of_it)
        if not asks:
            continue
        asked_in.add(sentence)
        if _is_mere_condition(clause) and rest:
            condition = number
            continue
        yield condition if condition is not None and is_conditional else number, number
        condition = None


def _asking_without_a_mark(
    scores: Scores, utterance: Utterance, clauses: list[Utterance], catalog: Catalog
) -> Iterator[tuple[int, int]]:
    """The clauses that ask something where no mark tells, as `_asking` gives them.

    Where the message says or counts that it asks several things, «dos cosas: …», all that follow but courtesies; where
    it has no question mark, those that are clearly read as a question.
    """
    announced = _SAYS_SEVERAL.search(" ".join(utterance.norms))
    if "?" in utterance.norms and not announced:
        return
    starts = [0, *accumulate(len(norm) + 1 for norm in utterance.norms)]
    places = {offsets[0]: start for offsets, start in zip(utterance.offsets, starts, strict=False)}
    for number, clause in enumerate(clauses):
        if announced:
            intent, confidence = _likeliest(scores, number + 1)
            begin = places[clause.offsets[0][0]]
            follows = begin + len(" ".join(clause.norms)) > announced.end() + _MORE
            asks = follows and (_asks(clause) or intent not in ASIDES or confidence < _ONLY_TELLS)
        else:
            is_half = clause.norms[0] in _OR
            asks = not is_half and (_asks(clause) or _is_clear(scores, clause, number + 1, catalog))
        if asks:
            yield number, number


def _is_clear(scores: Scores, clause: Utterance, row: int, catalog: Catalog, begins: bool = False) -> bool:
    """Whether a clause without a mark is clearly read as a question, and neither tells nor is a mere condition: less
    sure where it begins like one, which, with `begins`, it has to.
    """
    intent, confidence = _likeliest(scores, row)
    detail = max((sure for _, sure in likely_details(scores, row)), default=0.0)
    written = " ".join(clause.norms)
    is_question = intent in (*catalog.questions, *ACTS)
    is_told = intent in TELLS and confidence >= _ONLY_TELLS
    begins_like_one = _BEGINS_A_QUESTION.search(written) is not None
    least, least_detail = (_CLEAR, _CLEAR_DETAIL) if begins_like_one else (_CERTAIN, _CERTAIN_DETAIL)
    is_read = (is_question and confidence >= least) or (detail >= least_detail and not is_told)
    is_short = sum(map(str.isalnum, clause.norms)) < _LEAST_WORDS
    tells = _is_condition(clause) or clause.norms[0] == _IF or _TOLD.search(written) is not None
    return is_read and not (is_short or tells or (begins and not begins_like_one))


def _asks(clause: Utterance) -> bool:
    """Whether a clause, or a part of it, is a question: «no tengo computadora, cómo la quito»."""
    commas = [i + 1 for i, norm in enumerate(clause.norms) if norm == ","]
    return any(clause._replace(norms=clause.norms[start:]).asks for start in (0, *commas))


def _is_read_as_question(scores: Scores, row: int, catalog: Catalog) -> bool:
    intent, confidence = _likeliest(scores, row)
    return confidence >= _READ_AS_ONE and intent in catalog.questions


def _is_condition(clause: Utterance) -> bool:
    """«Y si gano lo sancionan»."""
    words = [norm for norm in clause.norms if norm.isalnum()]
    return clause.norms[0] in _AND and words[1:2] == [_IF]


def _is_mere_condition(clause: Utterance) -> bool:
    """«Y si pago», and not «y si pago cuándo la quitan»."""
    return _is_condition(clause) and "?" not in clause.norms and _WHAT_IS_ASKED.isdisjoint(clause.norms)


def _read(scores: Scores, clause: Utterance, row: int) -> AskedClause:
    intent, confidence = _likeliest(scores, row)
    ranked = np.argsort(-scores.log_proba[row])[:_RANKED]
    return {
        "end": clause.offsets[-1][1],
        "intent": intent,
        "confidence": round(confidence, 4),
        "ranking": [(scores.labels.intents[i], round(float(np.exp(scores.log_proba[row, i])), 4)) for i in ranked],
        "details": likely_details(scores, row),
    }


def _likeliest(scores: Scores, row: int) -> tuple[str, float]:
    """What a clause is read as, and how surely."""
    best = int(scores.log_proba[row].argmax())
    return scores.labels.intents[best], float(np.exp(scores.log_proba[row, best]))
