"""What a message tells, clause by clause, of how things stand with the other party: it did what it owes, only a part of
it, or only says that it will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from actions.reading.phrases import Place, normalize, place_as_written
from retirada.prefilter import search
from retirada.rulebook.nested_phrases import NewsPhrases
from retirada.rulebook.schema import Knowledge

SETTLED, OWED, SAID, OFFERED = "settled", "owed", "said", "offered"


class News(NamedTuple):
    """What a clause tells of the settlement, and where it stands: it is settled, something is owed still, or it is only
    said to be, or offered. `is_new`: it says itself that this is so now, or that money was given.
    """

    kind: str
    span: Place
    is_new: bool


def news_in(knowledge: Knowledge, text: str, of_another: bool) -> Iterator[News]:
    """What a text tells of the settlement, in its order.

    Args:
        text: without what it only asks or supposes.
        of_another: the person speaks for somebody: «ya le pagaron» is of them.
    """
    told = normalize(text)
    parts = knowledge.phrases.news
    event, owed = _event(knowledge, of_another), _owed(knowledge)
    is_enough = is_content(knowledge, told)
    start = max((found.end() for found in re.finditer(parts.filed, told)), default=0)
    for end, following in [*(found.span() for found in re.finditer(parts.breaks, told)), (len(told), len(told))]:
        clause = told[start:end]
        # «Ayer me llegó, el aviso digo», but not «me pagó la mitad, la queja sigue abierta»
        is_notice = re.match(parts.of_a_notice, told[end:]) and not re.search(rf"\b(?:{parts.paid})\b", clause)
        if clause and not is_notice and (kind := _kind(parts, clause, event, owed, of_another, is_enough)):
            is_new = any(search(pattern, clause) for pattern in (parts.since, parts.paid))
            yield News(kind, place_as_written(text, (start, end)), is_new)
        start = max(start, following)


def is_content(knowledge: Knowledge, told: str) -> bool:
    """Whether a normalized text says that what was got is enough: «me devolvió la mitad, con eso quedo conforme»."""
    return search(knowledge.phrases.news.enough, told) is not None


def _kind(
    parts: NewsPhrases,
    clause: str,
    event: re.Pattern[str],
    owed: re.Pattern[str],
    of_another: bool,
    is_enough: bool,
) -> str:
    """What a clause tells; nothing, of what came before the complaint, or of anything else."""
    if search(parts.story, clause):
        return ""
    found = next((found for found in event.finditer(clause) if not _may_be_ones_own(parts, clause, found)), None)
    if search(parts.to_be, clause) or (found and _is_reported(parts, clause, found[0], of_another)):
        return SAID
    if search(parts.offers, clause):
        return OFFERED
    is_half = search(parts.half, clause) and found and not is_enough
    if is_half or owed.search(clause):
        return OWED
    return SETTLED if found else ""


def _may_be_ones_own(parts: NewsPhrases, clause: str, found: re.Match[str]) -> bool:
    """Whether «pago» may be what the person does, as in «luego pago», and not what somebody did, without its accent."""
    if not re.fullmatch(parts.may_be_ones_own, found[0]):
        return False
    before, after = clause[: found.start()], clause[found.end() :]
    return not (re.search(rf"\b{parts.who_did}", before) or re.match(f" {parts.what_it_did}", after))


def _is_reported(parts: NewsPhrases, clause: str, event: str, of_another: bool) -> bool:
    """Whether only the other party says so; not in «dice que ya le pagaron», of whom they speak for."""
    is_theirs = of_another and re.search(rf"\b(?:{parts.whom_of_another}) ", event)
    return search(parts.says, clause) is not None and not is_theirs


@lru_cache(maxsize=4)
def _owed(knowledge: Knowledge) -> re.Pattern[str]:
    """What was not given, or came wrong; not «no me llegó ningún mensaje», which is of no goods."""
    news = knowledge.phrases.news
    wrong = "|".join(f"(?:{pattern})" for pattern in (news.undone, news.never, news.bad, news.lacks))
    return re.compile(rf"(?:{wrong})(?! (?:{news.no_goods}))")


@lru_cache(maxsize=4)
def _event(knowledge: Knowledge, of_another: bool) -> re.Pattern[str]:
    """What the other party did, or what arrived."""
    part = knowledge.phrases.news.grouped()
    whom = f"(?:{part.whom}|{part.whom_of_another})" if of_another else part.whom
    received = f"(?:{part.mine}|{part.theirs})" if of_another else part.mine
    just = r"acab\w+ de"
    did = (
        rf"(?:{part.paid}|{part.sent}|{part.mended}|{part.removed}|(?:ha|han) (?:ya )?{part.done}"
        rf"|{just} {part.to_do}(?:me|nos|le)?(?:l[ao]s?)?)"
    )
    arrived = rf"(?:{part.came}|(?:ha|han) (?:ya )?{part.come}|{just} {part.to_come}(?:me|nos|le)?)"
    no = part.no_verb
    return re.compile(rf"{no}\b(?:{received}|(?:{whom} )?(?:{did}|{arrived}))\b(?! (?:{part.no_goods}))")
