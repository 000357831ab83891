"""Whom the person speaks for: their sister, their client."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Optional

from actions.reading.phrases import normalize
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_A_NAME = 25  # characters
_OWN = re.compile(r"mis?\b|nuestr|.* (?:mi|nuestr)[oa]s?$")


def named_principal(knowledge: Knowledge, text: str) -> Optional[str]:
    """«su hermana» of «a mi hermana la denunciaron», «su cliente» of «defiendo a un vendedor»; None where nobody is
    named, or they only help.
    """
    written = normalize(text)
    acts_for = (whom for whom, pattern in knowledge.phrases.acts_for_whom.items() if search(pattern, written))
    return _named(knowledge, written) or next((f"su {whom}" for whom in acts_for), None)


def filed_by_another(knowledge: Knowledge, text: str, held: Optional[str]) -> Optional[str]:
    """«su nuera» of «yo no la puse, fue mi nuera»: who filed it instead of the person; None where it doesn't say so.
    «No fui yo, fue mi empleado», of the accused, says who did what they are accused of.

    Args:
        held: what the person is, as far as is known.
    """
    written, phrases = normalize(text), knowledge.phrases
    by, denied = search(phrases.filed_by, written), search(phrases.not_filed_by_me, written)
    if by is None or denied is None:
        return None
    # Nor does «yo no la reconozco, el diseño es de mi hija. ¿La queja sigue?»
    said = written[min(by.start(), denied.start()) : by.start()] + re.split(r"[.?!¿]", written[by.start() :])[0]
    if held == "respondent" and not _speaks_of_filing(knowledge, said):
        return None
    return _named(knowledge, written[by.start() :])


def _speaks_of_filing(knowledge: Knowledge, written: str) -> bool:
    filing = knowledge.phrases.filing
    filed = "|".join((filing.we_put, filing.they_put, filing.we_complained, filing.they_complained))
    return re.search(rf"\b(?:{filed})\b|\b(?:{filing.the_complaint})", written) is not None


def account_of(knowledge: Knowledge, text: str) -> Optional[str]:
    """«su jefa» of «la cuenta es de mi jefa», or «no es mía, es de mi jefa»; None where it is said of nobody else."""
    found = search(knowledge.phrases.account_is_of, normalize(text))
    return _named(knowledge, normalize(text)[found.end() :][:_A_NAME]) if found else None


def another_may_file(knowledge: Knowledge, text: str) -> bool:
    """Whether somebody whom the message names may file a first one: «mi abuela pregunta si ella puede poner una»."""
    written, phrases = normalize(text), knowledge.phrases
    files = re.search(rf"{names(knowledge).pattern}[^.?!]*?{phrases.they_may_file}", written)
    return files is not None and not re.search(rf"{phrases.against_us}|{phrases.not_a_first_one}", written)


def acts_on_us(knowledge: Knowledge, text: str) -> bool:
    """Whether whom the message names did something to the person: «mi clienta me mandó un contrato»."""
    return re.search(rf"{names(knowledge).pattern} {knowledge.phrases.does_to_us}", normalize(text)) is not None


def put_by_another(knowledge: Knowledge, written: str) -> Optional[re.Match[str]]:
    """Where a normalized text says that somebody who is nobody's own filed one: «un cliente presentó una queja»; of who
    acts for others, it may be for them.
    """
    phrases = knowledge.phrases
    if search(phrases.represents, written):
        return None
    complained = None if search(phrases.complained_oneself, written) else search(phrases.customer_complained, written)
    return complained or search(phrases.another_put_one, written)


def complains_of_us(knowledge: Knowledge, text: str) -> bool:
    """Whether it is the complaint of whom the message names: «un cliente me puso una», «hay otra, de un cliente»."""
    written = normalize(text)
    theirs = one_of_theirs(knowledge, written)
    # «A mi papá le cayó una de un cliente» names somebody before.
    is_first = theirs is not None and _named(knowledge, written) == _named(knowledge, written[theirs.start() :])
    return acts_on_us(knowledge, text) or is_first


def one_of_theirs(knowledge: Knowledge, written: str) -> Optional[re.Match[str]]:
    """Where a normalized text names whose complaint it is: «hay otra, de un cliente», «el denunciante es mi primo»."""
    if search(knowledge.phrases.no_accuser, written):
        return None  # «al revés, el denunciante es mi socio»
    return re.search(rf"{knowledge.phrases.one_of_theirs} {names(knowledge).pattern}", written)


def relative_in(knowledge: Knowledge, written: str) -> Optional[tuple[str, int, int]]:
    """Whom a normalized text names as the person's own, «mi hermana», and where that begins and ends."""
    found = next((name for name in names(knowledge).finditer(written) if _OWN.match(name[0])), None)
    if found is None and (told := search(knowledge.phrases.mention.somebody_close, written)):
        found = names(knowledge).search(written, told.start())  # «una amiga puso otra»
    return (_as_we_say(knowledge, found), found.start(), found.end()) if found else None


def somebody_in(knowledge: Knowledge, written: str) -> Optional[str]:
    """Whom a normalized text names, the person's own or not: «una amiga»."""
    found = names(knowledge).search(written)
    return _as_we_say(knowledge, found) if found else None


def relatives_in(knowledge: Knowledge, text: str) -> list[str]:
    """All whom a text names as the person's own, in its order."""
    found = names(knowledge).finditer(normalize(text))
    return [_as_we_say(knowledge, name) for name in found if _OWN.match(name[0])]


def told_of(knowledge: Knowledge, text: str) -> set[str]:
    """All whom a text names, but for customers that are nobody's, and who only helps."""
    found = [name for name in names(knowledge).finditer(normalize(text)) if not _only_helps(knowledge, name)]
    whose = {_as_we_say(knowledge, name): _OWN.match(name[0]) for name in found}
    return {who for who, is_own in whose.items() if is_own or not is_customer(knowledge, who)}


def as_named_before(knowledge: Knowledge, who: str, known: Iterable[Optional[str]]) -> str:
    """«su esposo» of who speaks of «mi marido», and spoke of «mi esposo» before."""
    known = [*known]
    same = next((nouns for nouns in knowledge.phrases.same_principal if who.removeprefix("su ") in nouns), [])
    called_so = who in known  # «mi cliente», of who speaks of «una clienta» too
    return who if called_so else next((o for o in known if o and o.removeprefix("su ") in same), who)


def only_helps(knowledge: Knowledge, written: str) -> bool:
    """Whether all whom a normalized text names only help."""
    return all(_only_helps(knowledge, name) for name in names(knowledge).finditer(written))


def only_speaks(knowledge: Knowledge, text: str) -> bool:
    """Whether all whom a message names only say or ask something, and no complaint is told of: «mi socio dice que al
    vendedor ya le bajaron puntos», but not «mi hermana dice que le pusieron una».
    """
    written, pattern = normalize(text), knowledge.phrases.mention
    files = (pattern.they_filed, pattern.against_them, pattern.brings_one_up)
    found = [*names(knowledge).finditer(written)]
    speak = (_only_helps(knowledge, name) or search(pattern.only_says, written[name.end() :]) for name in found)
    return bool(found) and all(speak) and not any(search(filed, written) for filed in files)


def _named(knowledge: Knowledge, written: str) -> Optional[str]:
    by_another = put_by_another(knowledge, written)
    others = by_another.span() if by_another else (0, 0)
    everybody = (name for name in names(knowledge).finditer(written) if not others[0] <= name.start() < others[1])
    found = next((name for name in everybody if not _only_helps(knowledge, name)), None)
    return _as_we_say(knowledge, found) if found else None


def _as_we_say(knowledge: Knowledge, name: re.Match[str]) -> str:
    """«su hermano» of «mi ermano»; each of «dos clientes» has a case of their own."""
    noun = _nouns(knowledge)[name[1].removeprefix("h")].removesuffix("s")
    return f"su {knowledge.phrases.principals_said.get(noun, noun)}"


@lru_cache(maxsize=1)
def _nouns(knowledge: Knowledge) -> dict[str, str]:
    """Whom the person may speak for, as it may be typed, without its «h» → as we write it."""
    return {normalize(noun).removeprefix("h"): noun for noun in knowledge.phrases.principals}


def _only_helps(knowledge: Knowledge, name: re.Match[str]) -> bool:
    """«En el celular de mi hija», «mi nieto me ayudó»: whose help it was, the person does not speak for."""
    before, after = name.string[: name.start()], name.string[name.end() :]
    phrases = knowledge.phrases
    return bool(search(phrases.with_whose_help, before) or search(phrases.who_helped, after))


@lru_cache(maxsize=1)  # looked for a dozen times in each turn
def names(knowledge: Knowledge) -> re.Pattern[str]:
    """What names somebody whom the person may speak for: «mi hija», «un cliente mío», but not «ay hija»."""
    # Without its «h», as it is typed: «mi ermano».
    nouns = "|".join(re.sub("^h", "h?", normalize(noun)) for noun in knowledge.phrases.principals)
    return re.compile(
        rf"\b(?:{knowledge.phrases.before_principal})({nouns})\b(?! {knowledge.phrases.of_things})"
        + knowledge.phrases.after_principal
    )


def is_customer(knowledge: Knowledge, whose: Optional[str]) -> bool:
    """Whether whom a message names complains of the person, as likely as not: «su clienta»."""
    return search(knowledge.phrases.customer, whose or "") is not None
