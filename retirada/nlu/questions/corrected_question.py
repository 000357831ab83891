"""The part of a message that says what is asked, where the rest says what is not: «no pregunto X, sino Y»."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple, Optional

import numpy as np

from retirada.nlu.questions.asking_clauses import TELLS
from retirada.nlu.readers.reader import Scores, log_softmax
from retirada.nlu.utterance import Utterance

ASKED_PART = "asked_part"  # message property

# All of norms, joined with a space: no accents, no doubled letters, punctuation apart.
_WHOM = r"(?:(?:le|te|les|os|se|lo|la|yo) )*(?:(?:he|estoy|estaba) )?"
_ASKED = r"pregunt(?:o|e|aba|ado|ando)(?! (?:nomas|no mas|nada mas))"
_WANTED = r"(?:quiero|queria|quisiera|necesito|necesitaba) saber"
_MEANT = rf"(?:digo|decia|me refier\w+|me refer\w+|habl(?:o|aba) (?:de|del|sobre)|quise decir|queria decir|{_WANTED})"
# What was not meant, to the end of its clause; or only that the last reply was no answer, and then comes what is asked.
_DISOWNS = re.compile(
    rf"\b(?:no|tampoco) {_WHOM}(?:{_ASKED}|{_MEANT})\b(?P<denied>(?:(?! sino\b| {_WHOM}{_ASKED}\b)[^.;:,?!])*)"
    rf"|\bno (?:es|era|fue) (?:eso\b(?: (?:lo )?(?:que )?{_WHOM}{_ASKED}\b)?|lo que {_WHOM}{_ASKED}\b"
    r"|(?:mi|la) pregunta\b)"
    rf"|\beso no (?:(?:es|era|fue) )?(?:lo que )?{_WHOM}{_ASKED}\b"
    r"|\bno me (?:(?:ha|has|han|esta|estas) )?(?:entend\w+|entiend\w+)(?: bien)?(?= [.,;:!]|$)"
    r"|(?:^|[.;:,!] )(?:(?:pero|oye|oiga|mira|mire|todavia|aun|usted) )*no me (?:lo )?(?:(?:ha|has|esta|estas) )?"
    r"(?:respond\w+|contest\w+)\b(?! (?:el|la|los|las|nadie|mi|ese|esa|alibaba|taobao)\b)(?: a(?= lo\b))?"
    r"|\bsigue[sn]? sin (?:respond|contest)\w+|\b(?:repit|repet)\w+ (?:siempre )?lo mismo\b"
    r"|\b(?:me (?:contesta|responde|dice)s?|contestas|respondes|dices) (?:cualquier cosa|otra cosa|siempre lo mismo"
    r"|lo mismo)\b"
)
# A question that was put before: its reply was none. «El vendedor me preguntó…» says no such thing.
_ASKED_BEFORE = re.compile(r"\bpregunt(?:e|aba|ado)\b")
_SAID_TO_BE_ONE = re.compile(r"\bpregunt|\bsaber\b")
# A question stands there, and no mere name of what is spoken of: «le pregunto si…», not «por la de las fotos».
_A_QUESTION = re.compile(
    r"(?:(?:a|de|en|con|por|para|que|el|la) )?(?:si|que|quien|cual|como|cuando|cuant[oa]s?|donde)\b|.*[?¿]"
)
# What is meant follows, to the end of the message. «El vendedor me preguntó si…», «le digo que…» say no such thing.
_FOLLOWS = r"(?:(?:otra vez|de nuevo|primero|antes|es|era|por(?! que\b)|solo|:|,) )*"
_SAYS_SO = re.compile(
    rf"(?:^|[.;:,¿?!] |(?<!quien )(?<!eso )\b(?:le|te|les|os|lo|lo que|yo|pero) )(?:he |estoy )?{_ASKED} {_FOLLOWS}"
    r"|(?:^|[.;:,!?] )(?:(?:no|yo) )*(?:le |te )?digo (?=(?:si|lo|los|la|las|el|un|una|por|de|donde|como|cual|cuanto"
    r"|cuando|quien|que (?:que|cual|como|cuanto|donde|quien))\b)(?:por(?! que\b) )?"
    r"|\blo que (?:yo )?(?:le |te )?(?:digo|quiero (?:saber|decir)) es (?:que )?"
    r"|\bme (?:refiero|referia) (?:a|al) |\b(?:i mean|quiero decir|quise decir) (?:que )?"
)
_INSTEAD = re.compile(
    rf"\bsino (?:por(?! que\b) |de )?|\b{_WANTED} |(?<!me )(?<!nos )(?<!quien )\b{_ASKED} {_FOLLOWS}"
    rf"|\bhabl(?:o|aba) (?:de|del|sobre) |[.;:,] digo (?:que )?|{_SAYS_SO.pattern}"
)
_NOT_THAT = re.compile(r" , no (?:por|de|del|a|al|la|el|lo|los|las|donde|como|si) [^.;:,?!]+(?=[.;:,?!]|$)")
_A_WORD = re.compile(r"\w{2,}")
ASKS_NOTHING = (*TELLS, "elsewhere")  # a few words alone sound like anything
_CLEARLY = 0.55  # so sure of the part alone, it is what the message is read as


class AskedPart(NamedTuple):
    """What a message asks that says so, whether it disowns the last reply, whether it says that this is a question («le
    pregunto si…»), and where its text says what it does not ask.
    """

    utterance: Utterance
    disowns: bool
    is_question: bool
    denied: tuple[tuple[int, int], ...]


def asked_part(utterance: Utterance) -> Optional[AskedPart]:
    """What a message asks that says so («le pregunto…»), without what it says it does not ask; None of others.

    Where it disowns the last reply, what that was about says nothing of it any more.
    """
    norms = utterance.norms
    written = " ".join(norms)
    starts = [0, *accumulate(len(norm) + 1 for norm in norms)]
    disowns = _DISOWNS.search(written)
    says = _INSTEAD.search(written, disowns.end()) if disowns else None
    if disowns and not _A_WORD.search(written[disowns.end() :]):
        written = written[: disowns.start()]  # «te pregunté si puedo. No me entiendes»
    elif disowns and says is None:
        says = disowns
    if disowns is None or says is None:
        says = _SAYS_SO.search(written)
    if says is None or not (disowns or (utterance.context and not utterance.context.first)):
        return None
    begin = says.end()
    denied = _NOT_THAT.search(written, begin)
    end = denied.start() if denied and not written[denied.end() :].strip(" .!") else len(written)
    if not _A_WORD.search(written[begin:end]):
        return None
    first, last = bisect_left(starts, begin), bisect_left(starts, end)
    first += next((i for i, norm in enumerate(norms[first:last]) if norm not in ".,;:!"), 0)
    context = utterance.context
    if disowns and context:
        context = context._replace(topic=None, verdict=None, about=None)
    asked = utterance._replace(
        norms=norms[first:last],
        offsets=utterance.offsets[first:last],
        clause_starts=(0, *(start - first for start in utterance.clause_starts if first < start < last)),
        context=context,
    )
    says_so = (disowns[0] if disowns else "") + written[says.start() : begin]
    is_question = _SAID_TO_BE_ONE.search(says_so) and _A_QUESTION.match(written, starts[first])
    spans = [disowns.span("denied")] if disowns and disowns["denied"] else []
    spans += [denied.span()] if denied and end == denied.start() else []
    at = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]
    return AskedPart(
        asked,
        disowns is not None or _ASKED_BEFORE.search(says_so) is not None,
        is_question is not None,
        tuple((utterance.offsets[a][0], utterance.offsets[z - 1][1]) for a, z in at if a < z),
    )


def as_question(scores: Scores) -> Scores:
    """The scores of what is said to be a question, without what only tells something."""
    tells = np.isin(scores.labels.intents, TELLS)
    return scores._replace(log_proba=log_softmax(np.where(tells, -np.inf, scores.log_proba)))


def is_asked(scores: Scores) -> bool:
    """Whether the part that says what is asked, read by itself, asks, given its scores."""
    return scores.labels.intents[int(scores.log_proba[0].argmax())] not in ASKS_NOTHING


def is_clear(scores: Scores) -> bool:
    """Whether it is clear what that part asks."""
    return float(np.exp(scores.log_proba[0].max())) >= _CLEARLY
