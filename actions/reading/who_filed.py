"""Who complained, and of whom, as a message says it in any form: «la presentó la otra empresa», «fue contra ella»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, Optional

from actions.reading.clauses import CLAUSE
from actions.reading.principal import as_named_before, is_customer, named_principal, names
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

ME = ""  # in place of whom they speak for: the person
_IT_WAS = "it_was"
_US, _SOMEBODY = "yo", "ellos"
_OTHER_SIDE = {"complainant": "respondent", "respondent": "complainant"}


class Said(NamedTuple):
    """What a clause says of one party: `did` is what it is in the complaint; `denied`, that this is what it is not; and
    where its words stand.
    """

    who: str
    did: str
    denied: bool
    span: tuple[int, int]


class Told(NamedTuple):
    """Who the person is, by what a message tells; and where it says so. `outright`: it says who they, or the others,
    are, and not only who they are not.
    """

    party: str
    span: tuple[int, int]
    outright: bool


@lru_cache(maxsize=16)  # asked of one message several times in a turn
def party_told(
    knowledge: Knowledge, written: str, speaks_for: Optional[str], is_theirs: Optional[bool]
) -> Optional[Told]:
    """Who the person is, or whom they speak for, by what a message tells; None where it says nothing of it, or two
    things.

    Args:
        written: the message, normalized, with its questions blanked out.
        speaks_for: whom the person speaks for, «su hermana».
        is_theirs: «él» or «ella» is whom they speak for, and not the other party; None where that is unknown, and
            what is said of «él» or «ella» tells nothing: «a él lo acusaron».
    """
    said_of_all = [said for said in _parties(knowledge, written) if not _names_no_owner(knowledge, said)]
    filing, mine = knowledge.phrases.filing, [said for said in said_of_all if _is_of_oneself(knowledge, said, written)]
    if speaks_for and any(said.denied and said.did == "complainant" for said in mine):
        # «Yo no la presenté, la presentó la empresa» names again for whom one speaks.
        said_of_all = [s for s in said_of_all if s.denied or not re.fullmatch(filing.others, s.who)]
    told = [
        Told(_of_the_person(knowledge, said, speaks_for, is_theirs), said.span, not said.denied)
        for said in said_of_all
        if is_theirs is not None or not re.fullmatch(knowledge.phrases.filing.pronoun, said.who)
        if not (speaks_for and said.denied and _is_of_oneself(knowledge, said, written))
    ]
    outright = [t for t in told if t.outright] or told
    return outright[0] if len({t.party for t in outright}) == 1 else None


def _names_no_owner(knowledge: Knowledge, said: Said) -> bool:
    """Whether it says of who filed it what they are not, «quien denuncia no es el titular», and not who did."""
    is_denied = said.denied and said.did == "complainant"
    return is_denied and re.fullmatch(knowledge.phrases.filing.owner, said.who) is not None


def party_named(knowledge: Knowledge, written: str, party: str) -> Optional[str]:
    """Whom a message says outright to be that party, «su señora» of «quien reclama es mi señora», or `ME`; None where
    it says it of nobody, or of somebody who is not theirs.

    Args:
        written: the message, normalized, with its questions blanked out.
    """
    said = [said for said in _parties(knowledge, written) if said.did == party and not said.denied]
    whose = {_whose(knowledge, one, written[slice(*one.span)]) for one in said}
    return whose.pop() if len(whose) == 1 else None


def _whose(knowledge: Knowledge, said: Said, words: str) -> Optional[str]:
    """Whom what is said of a party, in these words, says it of: somebody, or `ME`."""
    filing = knowledge.phrases.filing
    if search(filing.acts_for, words):
        return named_principal(knowledge, words)  # «represento a la parte acusada»
    return ME if re.fullmatch(filing.ours, said.who) else named_principal(knowledge, said.who)


def _is_of_oneself(knowledge: Knowledge, said: Said, written: str) -> bool:
    """Whether it is said of the person alone: «yo no la puse», of which somebody else may be the one who did, and not
    «no la puse yo ni mi cliente».
    """
    nor_theirs = re.match(rf" ni {names(knowledge).pattern}", written[said.span[1] :])
    return said.who == _US and not nor_theirs and not re.search(r"mos\b", written[slice(*said.span)])


def _of_the_person(knowledge: Knowledge, said: Said, speaks_for: Optional[str], is_theirs: Optional[bool]) -> str:
    did = _OTHER_SIDE[said.did] if said.denied else said.did
    if re.fullmatch(knowledge.phrases.filing.ours, said.who):
        return did
    relative = names(knowledge).fullmatch(said.who)
    is_the_other = relative and is_customer(knowledge, relative[1]) and not is_customer(knowledge, speaks_for)
    if relative and speaks_for == as_named_before(knowledge, f"su {relative[1]}", [speaks_for]):
        is_the_other = False  # «mi clienta es la acusada», of who spoke of «mi representada»
    is_principal = is_theirs if re.fullmatch(knowledge.phrases.filing.pronoun, said.who) else relative
    return did if is_principal and not is_the_other else _OTHER_SIDE[did]


@lru_cache(maxsize=1_000)  # asked for several times in a turn
def _parties(knowledge: Knowledge, written: str) -> tuple[Said, ...]:
    """What the clauses say of each party that they name."""
    return tuple(_said_of_parties(knowledge, written))


def _said_of_parties(knowledge: Knowledge, written: str) -> Iterator[Said]:
    filing = knowledge.phrases.filing
    patterns_of = dict(_patterns(knowledge))
    one_by = patterns_of.pop(_IT_WAS)  # «fue el comprador», where it is said that one was filed
    if one_by[0].search(written):
        patterns_of["complainant"] = [*patterns_of["complainant"], *one_by[1:]]
    for clause in CLAUSE.finditer(written):
        found_in = ((did, p.finditer(clause[0])) for did, patterns in patterns_of.items() for p in patterns)
        for did, found in ((did, found) for did, every in found_in for found in every):
            if search(filing.not_told, clause[0][: found.start()]):
                continue
            groups = found.groupdict()
            who = (groups.get("who") or _US).strip()
            is_ours = re.fullmatch(filing.ours, who) is not None
            if did == "complainant" and not is_ours and re.search(rf"\b{filing.to_us} ", found[0]):
                who = _SOMEBODY  # «mi prima me denunció» is no complaint of hers for whom one speaks
            is_others = did == "complainant" and re.fullmatch(filing.others, who)
            after = clause[0][found.end() :]
            if is_others and re.match(rf"{filing.against_another}| del? {names(knowledge).pattern}", after):
                continue  # «el cliente puso una queja al proveedor», «la puso la empresa de mi marido»: nobody's own
            if groups.get("no") and re.match(filing.in_bad_faith, after):
                continue  # «yo no denuncié en falso» denies no more than that it was false
            span = (clause.start() + found.start(), clause.start() + found.end())
            yield Said(who, did, bool(groups.get("no")), span)


@lru_cache(maxsize=4)
def _patterns(knowledge: Knowledge) -> dict[str, list[re.Pattern[str]]]:
    """What says that a party filed it, or is accused: its group `who` names the party, the person where there is none,
    and `no` denies it. Under `it_was`, that one was filed, and then who did it.
    """
    relative, part = re.sub(r"\((?!\?)", "(?:", names(knowledge).pattern), knowledge.phrases.filing.grouped()
    no, is_, complaint = rf"(?P<no>\b{part.negation} )?", part.is_or_are, part.the_complaint
    theirs = f"(?:{relative}|{part.others}|{part.pronoun})"
    by_us, by_them = (
        rf"(?:(?:{part.whom} )?{did}|{part.it} {put}|{put}(?= {complaint}))"
        for did, put in ((part.we_complained, part.we_put), (part.they_complained, part.they_put))
    )
    put_to_us = rf"(?:las?|los?) {part.they_put}|{part.they_put}(?= {complaint})"
    to_us = rf"{part.to_us} (?:{part.they_complained}|{put_to_us})"
    filed, made = rf"(?:{by_us}|{by_them})", rf"(?:{part.we_made}|{part.they_made})"  # «quien hizo la queja»
    filer = (
        rf"(?:(?:(?:el|la|los|las|una?) )?{part.filer}"
        rf"|(?<!\ba ){part.which} (?:{filed}|{part.complains}|{made}(?= {complaint})))\b"
    )
    # «La que la recibió», «a quien denunciaron»
    whom = rf"{part.one_whom} (?:(?:{part.whom} )?{part.they_accused}|{part.came})"
    receiver = rf"(?<!\ba ){part.which} (?:{part.it} )?{part.received}"
    accused = rf"(?:(?:(?:el|la|los|las|una?) )?{part.defendant}|{whom}|{receiver})\b"
    possessive = r"(?:mi|nuestr[oa]) "
    complains, is_accused = [], []
    be = rf"(?!{part.we_are}\b){is_}"  # «soy el vendedor denunciado» is of oneself
    # «Reportaron mi tienda», and not «denunció mi hermana»
    sides = ((part.ours, filed, is_, part.they_accused), (theirs, by_them, be, part.many_accused))
    for party, did, was, accused_ours in sides:
        who = rf"\b(?P<who>{party})"
        complains += [
            # «La presentó la otra empresa»
            rf"{no}\b(?!(?:{part.to_us} )?{accused_ours} {possessive}){did}(?: {complaint})? {who}(?!\w)",
            rf"(?<!\ba ){who} {no}{did}\b",  # «ella se quejó»
            rf"{who} {no}{is_} {filer}",  # «ella es la que se quejó»
            rf"{no}\b{was} {who} {filer}",
            rf"{filer}(?: {complaint})? {no}{is_} {who}(?!\w)",  # «quien puso la queja fue mi cliente»
            rf"{no}\b{part.was_filed} por {who}(?!\w)",
        ]
        is_accused += [
            # «La empresa fue denunciada por una marca» may be of the person's own company.
            rf"\b(?!{part.others} {is_} {accused} por {part.others}(?!\w)){who} {no}{is_} {accused}",
            rf"{accused} {no}{is_} (?:a )?{who}(?!\w)",
            rf"{no}\b{was} {who} {accused}",
            rf"{no}(?:{part.it} )?\b{part.received} (?:{complaint} )?{who}(?!\w)",  # «la recibió mi empresa»
            rf"{no}\bse (?:las?|los?) (?:{part.they_put}|hicieron) a {who}(?!\w)",
            rf"{who} {no}(?:{part.whom} )?{part.received} {complaint}",
            rf"{who} {no}{part.it} {part.received}\b",
            # «Fue presentada contra ella», «la queja es contra nosotros»
            rf"{no}\b(?:{is_}|va|iba|{part.was_filed}|{filed})(?: {part.was_filed}| {complaint})?"
            rf" (?:en )?contra(?: de)? {who}(?!\w)",
            rf"\ba {who} {no}{by_them}\b",
            rf"(?<!\bla )(?<!\blo )(?<!s ){no}\b{accused_ours} (?:a )?(?={possessive}){who}(?!\w)",
        ]
    complains += [
        rf"(?<!\w ){no}\b{part.we_are} {filer}",
        rf"^ *{no}\b(?:es|era|fue) (?:mi[ao]|nuestr[ao])(?: {complaint}| *$)",  # «no es nuestra la queja»
        rf"{complaint} {no}(?:es|era|fue) (?:mi[ao]|nuestr[ao])\b",
        rf"{complaint} {no}(?:es|era|fue) de (?P<who>{part.others}|{relative})\b",  # «… de la otra empresa»
        rf"(?P<no>\b{part.negation} ){by_us}\b",  # «no la pusimos»
        rf"(?<!\ben )(?<!\ben la )(?<!\ben mi )(?<!\ben esa ){complaint} {part.we_put}\b",  # «queja puse yo»
        rf"{complaint} {no}l[ao]s? {made} (?P<who>{part.ours}|{theirs})(?!\w)",  # «la queja no la hice yo»
        rf"{no}\b{part.acts_for} {part.filer}\b",
    ]
    is_accused += [
        rf"(?<!\w ){no}\b{part.we_are} {accused}",
        rf"{complaint} (?:en )?contra(?: de)? (?P<who>{part.ours}|{relative}|{part.pronoun})(?!\w)",
        rf"(?:(?<!\w )|(?<=\bdos )|(?<=\bambas ))\b{to_us}\b",  # «nos denunciaron», «las dos me las pusieron»
        rf"{no}\b{part.acts_for} {part.defendant}\b",
        rf"\b{part.against_whom} (?:{part.whom} )?{part.they_put}\b",  # «… contra quien se ha puesto una»
        rf"(?P<no>\b{part.negation} ){to_us}\b(?! (?:todavia|aun|por)\b| de (?!nada\b))",
    ]
    return {
        "complainant": [re.compile(pattern) for pattern in complains],
        "respondent": [re.compile(pattern) for pattern in is_accused],
        _IT_WAS: [
            re.compile(rf"\b{filed}\b"),
            re.compile(rf"^ *{no}{part.it_was} (?P<who>{part.ours}|{theirs}) *$"),
        ],
    }
