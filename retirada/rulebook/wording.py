"""How sources, facts and answers are put into words, the same in the chat and in the guide."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Optional

from retirada.rulebook.details import Detail
from retirada.rulebook.schema import Knowledge

OF_INTELLECTUAL_PROPERTY = ("image_theft", "product_infringement")
OVER = ("processed", "withdrawn")  # where a complaint stands that can be withdrawn no more
# The verdicts on `withdraw` that nobody can withdraw it any more.
NOT_ANY_MORE = ("already_withdrawn", "not_withdrawable_processed", "report_not_withdrawable")
_YES_OR_NO = re.compile(r"(Sí|No)[,:] +")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?:• )?")


def enumeration(parts: Sequence[str], conjunction: str = "y") -> str:
    """«a», «a y b», «a, b y c»."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" {conjunction} " + parts[-1]


def in_order(sources: Sequence[str]) -> list[str]:
    """The ids of source questions by their number."""
    return sorted(sources, key=lambda source: int(source[1:]))


def source_line(knowledge: Knowledge, sources: Sequence[str]) -> str:
    """«Fuente: preguntas 1, 2 y 3 de la guía.» for P1, P2, P3, in ascending order."""
    numbers = [source[1:] for source in in_order(sources)]
    cited = knowledge.sources
    return (cited.citation_one if len(numbers) == 1 else cited.citation_many).format(list=enumeration(numbers))


def in_words(knowledge: Knowledge, values: Mapping[str, Sequence[Optional[str]]]) -> list[str]:
    """A phrase for each fact: «sigue en trámite o ya se procesó», «no se sabe el motivo».

    Args:
        values: fact name → the values that it may have, None for unstated.
    """
    phrases = []
    for name, possible in values.items():
        fact = knowledge.facts[name]
        said = [fact.unknown or "" if value is None else fact.meaning[value] for value in possible]
        phrases.append(enumeration(said, "o"))
    return phrases


def variant(responses: Container[str], response: str, facts: Mapping[str, str]) -> str:
    """The most telling variant of a response there is: that it is yet to be filed, `filed: no`, unless it is a report,
    of which the rule is another; where the case stands, its kind, who the person is, or `for_…` which party they speak
    for, whether all is settled, and whether it is known to be about intellectual property, or not to be, or whether
    that is `open`. That it is withdrawn comes first, as nothing is left to do with it; then that it is of another
    ground, as the rule may not be for it.
    """
    ip = "ip" if facts.get("ground") in OF_INTELLECTUAL_PROPERTY else None
    status, kind, party = facts.get("status"), facts.get("kind"), facts.get("party")
    not_ip = "not_ip" if facts.get("ground") == "other" else None
    unknown = None if facts.get("ground") else "open"
    is_over = status in OVER
    settled = "settled" if facts.get("issues_resolved") == "yes" and not is_over else None
    now = (f"{settled}_{kind}_{party}", f"{settled}_{kind}", f"{settled}_{party}", settled)
    case = (f"{status}_{party}", status, f"{kind}_{party}", kind, f"{unknown}_{party}", party)
    over = (f"{status}_{party}", status, f"{not_ip}_{status}") if status == "withdrawn" else ()
    of_other = (f"{not_ip}_{status}_{party}", f"{not_ip}_{status}")
    coming = ("to_come",) if facts.get("filed") == "no" and kind != "report" else ()
    told = (*coming, *over, f"{not_ip}_{kind}", *of_other, not_ip, f"{ip}_{party}", *now, *case, ip, unknown)
    variants = [f"{response}_{name}" for name in told]
    return next((name for name in variants if name in responses), response)


def first_sentences(text: str, count: int) -> str:
    """The first sentences of a response, without what it is to be completed with («{footer}»)."""
    return " ".join(sentences_of(text.split("{")[0])[:count])


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, in their order."""
    return _SENTENCE_END.split(text.strip())


def without_repeats(texts: Sequence[str]) -> str:
    """The texts one after another, each sentence once.

    >>> without_repeats(["Depende. Guarde los mensajes.", "Decide usted. Guarde los mensajes."])
    'Depende. Guarde los mensajes. Decide usted.'
    """
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    return " ".join(dict.fromkeys(sentences))


def split_yes_or_no(sentence: str) -> tuple[Optional[str], str]:
    """Whether a sentence begins with yes or no, and the rest of it.

    >>> split_yes_or_no("No, ya no se puede retirar.")
    ('No', 'Ya no se puede retirar.')
    """
    match = _YES_OR_NO.match(sentence)
    if not match:
        return None, sentence
    rest = sentence[match.end() :]
    return match[1], rest[:1].upper() + rest[1:]


def ways_of(detail: Detail) -> list[str]:
    """What a detail says, and says again, without the «Sí» that a claim would get."""
    return [split_yes_or_no(way)[1] for way in (detail.says, detail.says_again) if way]


@lru_cache(maxsize=1)
def words_of_details(knowledge: Knowledge) -> list[tuple[str, str]]:
    """The id of each detail, with each way in which it is said."""
    return [(detail.id, way) for detail in knowledge.details for way in ways_of(detail)]
