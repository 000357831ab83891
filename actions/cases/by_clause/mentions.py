"""How a clause speaks of a case: whose it is, who filed it, what it is called by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Optional

from actions.cases.by_message.case_names import PREDICATE
from actions.cases.case_words import names_before, words
from actions.cases.labels_by_facts import called_by_facts, kind_called
from actions.reading.phrases import PRONOUN, normalize
from actions.reading.principal import (
    acts_on_us,
    as_named_before,
    is_customer,
    only_helps,
    relative_in,
    relatives_in,
    somebody_in,
)
from actions.reading.who_filed import ME
from actions.turn.turn import Turn
from retirada.prefilter import search

AGES = {"vieja": 0, "viejo": 0, "antigua": 0, "antiguo": 0, "nueva": -1, "nuevo": -1, "reciente": -1}  # «la vieja»


class Mention(NamedTuple):
    """What a clause says of which case it speaks of.

    Attributes:
        owner: whose it is: `ME`, «su hermana», or None where it does not say.
        is_called_so: the case is called by whose it is, «la mía».
        party: who the person, or whom they speak for, is told to be in it.
        way: facts that it is called by: «la cerrada».
        names: words that it may be called by.
        is_named: it is called by a word, «la del reloj».
        number: «la primera», from 0; -1 is the last.
        is_other: «la otra».
        is_another: it is a further one.
        is_also: something is told beside what was told before.
        is_this: it is the one that was just spoken of.
        is_to_them: it only says to whom it was done, «a mí por marca».
        says_which: it says which one that is: «esa es la que me pusieron».
        of_somebody: it speaks of «él» or «ella».
        told_owner: whose that one is said to be: «esa es la de mi hermana».
        kind: it is called by its kind, «el informe», which tells only where there is one of each.
    """

    owner: Optional[str] = None
    is_called_so: bool = False
    party: Optional[str] = None
    way: Mapping[str, str] = MappingProxyType({})
    names: frozenset[str] = frozenset()
    is_named: bool = False
    number: Optional[int] = None
    is_other: bool = False
    is_another: bool = False
    is_also: bool = False
    is_this: bool = False
    is_to_them: bool = False
    says_which: bool = False
    of_somebody: bool = False
    told_owner: Optional[str] = None
    kind: Optional[str] = None

    @property
    def points(self) -> bool:
        """Whether it says by itself which case it is."""
        return self.is_this or self.calls

    @property
    def calls(self) -> bool:
        """Whether it calls the case by something, and does not only point to the one spoken of."""
        return any((self.way, self.is_called_so, self.is_named, self.is_other, self.number is not None))


def spoken_before(turn: Turn, owners: list[Optional[str]]) -> Optional[str]:
    """Whom «ella» is before the message names anybody: who was named last, of those whose cases are known."""
    known = [owner for owner in owners if owner]
    if not known:
        return None
    relatives = (who for text in reversed(turn.written_before) for who in reversed(relatives_in(turn.knowledge, text)))
    return next((who for who in relatives if who in known), known[-1])


def mention_of(
    turn: Turn, written: str, spoken: Optional[str], owners: list[Optional[str]], is_ours: bool
) -> tuple[Mention, Optional[str]]:
    """How the clause speaks of a case, and who «ella» is after it.

    Args:
        spoken: who «ella» is before it.
        is_ours: the message says that the person acts for clients.
    """
    knowledge, pattern = turn.knowledge, turn.knowledge.phrases.mention
    text = re.sub(knowledge.phrases.no_case, "", normalize(written))
    told = search(pattern.is_said_of, text)
    # «La procesada es la otra» speaks of the other, «la otra es la procesada» of that, too.
    naming = text.replace(told[1], "", 1) if told else PREDICATE.sub("", text)
    somebody = relative_in(knowledge, text)
    who = as_named_before(knowledge, somebody[0], owners) if somebody else None
    if somebody and search(pattern.only_not, text[: somebody[1]]) and not text[somebody[2] :].strip():
        return Mention(), spoken  # «la puse yo, no mi esposo»
    other = somebody_in(knowledge, text)
    helps = other and only_helps(knowledge, text)
    if helps and somebody and search(knowledge.phrases.with_whose_help, text[: somebody[1]]):
        who = other = None  # of «la tienda del primo de mi socio, y a él…», not the partner
    if who and somebody and search(pattern.wares_for, text[: somebody[1]]):
        who = other = None
    before_it = spoken
    spoken = who or (spoken if is_customer(knowledge, other) else other) or spoken
    if who and (helps or acts_on_us(knowledge, text)):
        who = None
    is_their_name = bool(who and somebody and search(pattern.the_one_of, text[: somebody[1]]))
    only_says = bool(somebody and search(pattern.only_says, text[somebody[2] :]))
    if who is None and is_ours and is_customer(knowledge, other) and not acts_on_us(knowledge, text):
        who = other  # «otro cliente», of who spoke of «un cliente mío»
    if who and is_customer(knowledge, who) and who not in owners and not (is_their_name or is_ours):
        who = None  # «mi clienta» is who complains, as likely as not
    is_of_all = who is not None and {*owners} == {ME, who} and is_customer(knowledge, who)
    if is_of_all and turn.has_written(knowledge.phrases.represents):
        who = None  # whoever acts for them speaks of all cases as theirs
    mine = text if somebody is None else text[: somebody[1]] + " " + text[somebody[2] :]
    is_own, is_theirs = search(pattern.own, mine), search(pattern.theirs, naming)
    owner, is_called_so = None, False
    if is_own and not (is_theirs or is_their_name):
        owner, is_called_so = ME, True
    elif is_their_name and not is_own:
        owner, is_called_so = who, True
    elif is_theirs and not is_own:
        owner, is_called_so = spoken, True
    party, of_whom = _party(turn, text, mine, who, spoken, written)
    if owner is None and not (is_own or is_theirs) and not (party and of_whom is None):
        if of_whom is not None:
            owner = of_whom
        elif who and not (only_says and who not in owners):
            owner = who
        elif search(pattern.myself, mine):
            owner = ME
        elif search(pattern.only_them, text):
            owner = spoken  # «¿y a ella?»
        elif spoken and search(pattern.done_to_them, text):
            owner, is_called_so = spoken, True  # «a ella se la cerraron»
    says_so = search(pattern.is_that_one, text)
    way = {fact: value for told_by, _ in called_by_facts(turn, naming) for fact, value in told_by.items()}
    named = list(re.finditer(pattern.a_name, naming))
    none = {True: pattern.no_name, False: f"{pattern.no_name}|{pattern.no_bare_name}"}
    before = names_before(turn)
    actors = {found[1] for found in re.finditer(pattern.an_actor, naming)} - before.of_two  # «el fotógrafo me dice»
    called = before.names | before.goods | before.parties | actors
    denied = [m for m in named if search(pattern.not_so, naming[: m.start()].rstrip())]  # «no por marca»
    named = [m for m in named if m[1] or (m[2] in called and m not in denied)]
    # «El comprador», of who spoke of «la del comprador»
    names = frozenset(m[2] for m in named if not search(none[m[1] is not None or m[2] in before.names], m[2]))
    ordinal = search(pattern.ordinal, naming) or search(pattern.a_number, naming)
    names |= before.goods.intersection(words(naming)).difference(
        m[2] for m in denied
    )  # «ya me mandaron macetas nuevas»
    names |= {group for group in (ordinal.groups() if ordinal else ()) if group in AGES}
    return (
        Mention(
            owner=owner,
            is_called_so=is_called_so,
            party=party,
            way=way,
            names=names,
            is_named=any(m[1] and m[2] in names for m in named) or bool(names and search(pattern.calls, naming)),
            number=_number(ordinal),
            is_other=search(pattern.other, naming) is not None,
            is_another=re.search(rf"{pattern.another}|{pattern.next_one}", text) is not None,
            is_also=search(pattern.also, text) is not None,
            is_this=search(pattern.this_one, naming) is not None,
            is_to_them=party is None and search(pattern.to_them, text) is not None,
            says_which=says_so is not None,
            of_somebody=_is_of_somebody(turn, written),
            told_owner=owner if says_so and is_called_so else None,
            kind=kind_called(turn, naming),
        ),
        before_it if only_says and spoken not in (*owners, owner) else spoken,
    )


def _is_of_somebody(turn: Turn, written: str) -> bool:
    """Whether a clause speaks of «él» or «ella», with or without the accent."""
    said = PRONOUN.search(written) or search(turn.knowledge.phrases.mention.he, normalize(written))
    return said is not None


def _number(found: Optional[re.Match[str]]) -> Optional[int]:
    """The number of the case that is counted."""
    if found is None:
        return None
    told = next(group for group in found.groups() if group)
    if told.isdigit():
        return int(told) - 1
    if told in AGES:
        return AGES[told]
    return {"p": 0, "c": 0, "i": 0, "s": 1, "t": 2}.get(told[0], -1)  # «primera», «la del comienzo»


def _party(
    turn: Turn, text: str, mine: str, who: Optional[str], spoken: Optional[str], written: str
) -> tuple[Optional[str], Optional[str]]:
    """Who filed it as the clause tells it, «complainant» or «respondent» of whom, and of whom: `ME` or somebody."""
    phrases, pattern = turn.knowledge.phrases, turn.knowledge.phrases.mention
    against_me = search(pattern.against_me, mine)
    if any(search(none, mine) for none in (pattern.tells_of_none, phrases.none_against_me, phrases.none_of_mine)):
        return None, None  # «¿él puede reclamar contra mí después?» is of none yet
    if against_me and search(pattern.against_me, normalize(written)):  # not «me puso la página»
        return "respondent", ME
    if told_in(pattern.i_filed, mine, pattern.not_so) and not search(pattern.may_be, mine):
        return "complainant", ME
    somebody = who or spoken
    if told_in(pattern.against_them, mine, pattern.not_so):
        return "respondent", somebody
    filed = told_in(pattern.they_filed, mine, pattern.not_so)
    if filed and (who or _is_of_somebody(turn, written)):
        named = relative_in(turn.knowledge, text) if who else None
        is_before = who and not (named and named[1] > filed.start())
        if named and re.search(rf"{phrases.to_or_against} $", text[filed.end() : named[1]]):
            return "respondent", somebody  # «la vecina puso una contra mi hermana»
        is_to_them = is_before and re.search(rf"\ba (?:mi|nuestr)\w* \w+\b.* (?:le|la|lo) (?:ha )?{filed[0]}", text)
        return ("respondent" if is_to_them else "complainant"), somebody
    if filed and search(pattern.other, text):
        return "complainant", None  # «y el otro puso una»
    return None, None


def told_in(pattern: str, text: str, not_so: str) -> Optional[re.Match[str]]:
    """Where the text tells it, and does not deny it."""
    return next((m for m in re.finditer(pattern, text) if not search(not_so, text[: m.start()].rstrip())), None)
