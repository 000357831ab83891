"""A question as it is said back to whoever asks it: «¿puedo vender yo la tienda?» as «puede vender usted la tienda»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, Optional

from actions.reading.entities import AROUND
from actions.reading.phrases import unaccented
from retirada.rulebook.said_back import SaidBack
from retirada.rulebook.schema import Knowledge

_LEAST, _MOST, _MOST_OF_A_MATTER = 2, 14, 4  # words
_TELLING = 4  # letters
_QUOTES, _GOES_ON = re.compile('[«»"“”¿]'), re.compile(r"\W*y\b", re.IGNORECASE)
_TO_DO = re.compile(r"\w+[aeií]r(?:[mst]e|nos)?(?:l[aeo]s?)?")
_TO_ME = re.compile(r"\b(\w+[aeiáéí]r)(?:(me|nos)|(?:me|nos)(l[ao]s?))\b")
_OF_ANOTHER = re.compile(r"\w+[aeiáéí]r(?:te|se)(?:l[ao]s?)?")
_MINE = {"mi": "su", "mis": "sus"}
_I = {"yo": "usted", "nosotros": "ustedes", "nosotras": "ustedes"}
_MUST = ("tengo", "tiene", "tenemos", "tienen", "hay")
_NAME = re.compile(r"(?:Alibaba|Taobao)\b")
_CLITICS = {"me": "le", "nos": "les"}


class Question(NamedTuple):
    """A question said back. `kind`: «whether», of one that asks for a yes; «what_if», of a condition alone; «which», of
    one that asks for more; «matter», of one that only names something.
    """

    kind: str
    text: str


def said_back(knowledge: Knowledge, question: str) -> Optional[Question]:
    """A question, as it is written, said to whoever asks it; None of one that is not sure to come out right."""
    turns = knowledge.phrases.said_back
    asked = question.strip(AROUND)
    lead = re.match(turns.leads, unaccented(asked))
    text = asked[lead.end() if lead else 0 :].strip(AROUND)
    is_quotable = len(text.split()) <= _MOST and not _QUOTES.search(text)
    is_ours = re.search(turns.not_of, unaccented(text))
    if not is_quotable or is_ours or len(text.split()) < _LEAST:
        return None
    if not _NAME.match(text):
        text = text[0].lower() + text[1:]
    is_short = len(text.split()) <= _MOST_OF_A_MATTER and _GOES_ON.match(question)
    matter = re.sub(r"^mis?\b", lambda found: _MINE[found[0]], text)
    if is_short and re.match(turns.matters, unaccented(matter)) and not _has_verb(turns, matter.split()):
        return Question("matter", matter)
    return _clause_said_back(turns, text)


def _clause_said_back(turns: SaidBack, text: str) -> Optional[Question]:
    """A clause of one known verb, in lower case where it begins, said to whoever asks."""
    found = _clause(
        *(
            tuple(words)
            for words in (
                turns.mine,
                turns.of_one,
                turns.of_several,
                [*turns.interrogatives, *turns.interrogatives.values()],
            )
        )
    ).fullmatch(text)
    if found is None or not _tells(turns, text):
        return None
    ask, subject, verb, rest = found["ask"], found["subject"] or "", found["verb"], found["rest"] or ""
    is_mine, before = verb in turns.mine, found["before"] or ""
    said = _rest(turns, verb, rest)
    if said is None or re.search(turns.not_written, f"{found['noun'] or ''} {subject} {said}"):
        return None
    clitics = (found["clitics"] or "").split()
    is_to_me = not {"me", "nos"}.isdisjoint(clitics)
    if is_mine and (is_to_me or subject.strip() not in ("", *_I)):
        return None
    if not is_mine and not _is_of_another(turns, found, clitics):
        return None
    if is_to_me and not {"lo", "la", "los", "las"}.isdisjoint(clitics):
        clitics = ["se" if word in _CLITICS else word for word in clitics]
    subject = " ".join({**_I, **_MINE}.get(word, word) for word in subject.split())
    words = [subject, before.strip(), *(_CLITICS.get(word, word) for word in clitics), turns.mine.get(verb, verb), said]
    says = " ".join(word for word in words if word)
    if ask:
        *of, interrogative = ask.split()
        first = " ".join([*of, turns.interrogatives[unaccented(interrogative)], *(found["noun"] or "").split()])
        return Question("which", f"{first[0].upper()}{first[1:]} {says}")
    if found["condition"]:
        is_alone = not said or re.match(turns.of_a_condition, unaccented(said))
        return Question("what_if", f"si {says}") if is_alone else None
    return Question("whether", says)


def _is_of_another(turns: SaidBack, found: re.Match[str], clitics: list[str]) -> bool:
    """Whether a verb that is not the writer's is surely that of somebody else, and not of whom they write to."""
    verb, subject = found["verb"], (found["subject"] or "").strip()
    if subject in _I:
        return False
    is_asked = unaccented(found["ask"] or "") in ("quien", "quienes")
    if subject or is_asked or verb in turns.of_several or "se" in clitics:
        return True
    return verb in (turns.to_them if not {"me", "nos"}.isdisjoint(clitics) else turns.impersonal)


def _rest(turns: SaidBack, verb: str, rest: str) -> Optional[str]:
    """What follows the verb, said to whoever asks; None where it may hold a second verb, or one's own «me»."""
    must = "que " if rest.startswith("que ") and verb in _MUST else ""
    words = rest[len(must) :].split()
    theirs = {**_I, **_MINE}
    said = [theirs.get(word, word) for word in words[:-1]] + [_I.get(word, word) for word in words[-1:]]
    if must and not (said and _TO_DO.fullmatch(said[0])):
        return None
    is_linked = not {*turns.links, *turns.interrogatives.values()}.isdisjoint(said)
    if is_linked or _has_verb(turns, words) or any(_OF_ANOTHER.fullmatch(word) for word in said):
        return None
    is_may = verb in {one.split()[0] for one in turns.may}
    text = must + " ".join(said)
    if _TO_ME.search(text):
        if not is_may:
            return None  # «¿puedo registrarme?», «¿sirve quejarme?»
        text = _TO_ME.sub(lambda one: f"{one[1]}{'se' + one[3] if one[3] else _CLITICS[one[2]]}", text)
    return text


def _has_verb(turns: SaidBack, words: list[str]) -> bool:
    """Whether a word may be a verb: but for «el cambio»."""
    known = {*turns.mine, *turns.of_one, *turns.of_several, *turns.ambiguous}
    known |= {unaccented(verb) for verb in known}
    pairs = zip(["", *words], words, strict=False)
    return any({word, unaccented(word)} & known and before not in turns.nouns_after for before, word in pairs)


def _tells(turns: SaidBack, text: str) -> bool:
    """Whether a word of it tells of what it asks: «¿lo hago?» and «¿me conviene?» do not."""
    no_words = {*turns.tells_nothing, *turns.interrogatives, *turns.links}
    words = [word for word in re.findall(rf"\w{{{_TELLING},}}", text) if unaccented(word) not in no_words]
    return any(not re.match(turns.no_noun, unaccented(word)) and not _has_verb(turns, [word]) for word in words)


@cache
def _clause(
    mine: tuple[str, ...], of_one: tuple[str, ...], of_several: tuple[str, ...], interrogatives: tuple[str, ...]
) -> re.Pattern[str]:
    verb = _any([*mine, *of_one, *of_several])
    asks = _any(interrogatives)
    no_noun = rf"{verb}\b|(?:no|ya|se|me|nos|l[aeo]s?)\b"
    clause = (
        rf"(?:(?P<ask>(?:(?:a|de|con|por|para|en|desde|hasta) )?{asks}) (?:(?P<noun>(?!{no_noun})\w+) )?|"
        rf"(?P<condition>si ))?"
        rf"(?P<subject>(?:(?:el|la|los|las|mis?|sus?|una?) (?!{verb}\b)\w+|[Aa]libaba|[Tt]aobao|{_any(_I)}) )?"
        rf"(?P<before>(?:(?:no|ya) )*)(?P<clitics>(?:(?:me|nos|l[aeo]s?|se) )*)(?P<verb>{verb})(?: (?P<rest>.+))?"
    )
    return re.compile(clause)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"
