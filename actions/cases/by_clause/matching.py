"""Which of the known cases a mention fits: «la mía», «la de las fotos», «la del 20»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Optional

from actions.cases.by_clause.clauses import Clause
from actions.cases.by_clause.known_cases import Known
from actions.cases.by_clause.mentions import Mention
from actions.reading.who_filed import ME
from retirada.prefilter import search
from retirada.rulebook.nested_phrases import MentionPhrases
from retirada.rulebook.wording import OVER


def fitting(known: Sequence[Known], focus: Optional[int], mention: Mention, way: Mapping[str, str]) -> list[int]:
    """The numbers of the cases that agree best with the mention, and of which nothing speaks against it.

    Args:
        known: the cases, in the order in which they were told of.
        focus: the number of the one under discussion, if any.
        way: the facts that are so of the one spoken of.
    """
    scores: dict[int, int] = {}
    owners = {case.owner for case in known if not case.is_empty}
    by_party = _by_party(known, mention, owners)
    for number, case in enumerate(known):
        score = 0
        if by_party:
            if case.facts.get("party") not in (None, by_party):
                continue
            score += 3
        elif mention.owner is not None and not case.is_empty:
            if case.owner != mention.owner:
                continue
            score += 3
        if any(case.facts.get(fact, value) != value for fact, value in way.items()):
            continue
        score += 2 * sum(case.facts.get(fact) == value for fact, value in way.items())
        others = {w for other, c in enumerate(known) if other != number for w in c.words}
        own = len(mention.names & (case.words - others))
        score += 2 * own if mention.is_named else own
        if mention.is_this and number == (len(known) - 1 if focus is None else focus):
            score += 1
        if score:
            scores[number] = score
    best = max(scores.values(), default=0)
    return [number for number, score in scores.items() if score == best]


def _by_party(known: Sequence[Known], mention: Mention, owners: set[str]) -> Optional[str]:
    """«La mía» is the one filed, and «la suya» the one against the person, of who has one of each; not one that is
    only planned.
    """
    parties = {case.facts.get("party") for case in known if not case.kept.get("to_come")}
    if not mention.is_called_so or not {"complainant", "respondent"} <= parties or len(owners) > 1:
        return None
    if mention.owner == ME or {mention.owner} == owners:
        return "complainant"  # «la suya», too, of who speaks for one in both
    return "respondent" if mention.owner is None else None


def by_role(known: Sequence[Known], focus: int, text: str, patterns: MentionPhrases) -> Optional[int]:
    """The number of the one case in which the person is who would say this, where they are the other party in the one
    spoken of, «¿me quitan puntos?», after one that they filed and that is still open.

    Args:
        text: of a clause.
    """
    here = known[focus]
    if here.facts.get("status") in OVER or here.kept.get("to_come"):
        return None
    other = {"complainant": "respondent", "respondent": "complainant"}.get(here.facts.get("party", ""))
    words = {"complainant": patterns.as_complainant, "respondent": patterns.as_respondent}
    parties = {n: case.facts.get("party") for n, case in enumerate(known) if case.owner == here.owner}
    is_said = other is not None and search(words[other], text)
    of_it = [number for number, party in parties.items() if party == other and not known[number].kept.get("to_come")]
    return of_it[0] if is_said and len(of_it) == 1 else None


def by_ground(known: Sequence[Known], focus: int, clause: Clause, patterns: MentionPhrases) -> Optional[int]:
    """The number of the one other case that is over what the clause is about, where the one spoken of is over
    something else: «ya borraron mis fotos», after the one of a logo.
    """
    ground, mention = clause.facts.get("ground"), clause.mention
    if search(patterns.uses_photos, clause.text):
        ground = ground or "image_theft"  # «si vuelve a subir las fotos»
    if ground is None or mention.party or mention.points:
        return None
    grounds = [case.facts.get("ground") for case in known]
    is_other = grounds[focus] not in (None, ground) and grounds.count(ground) == 1
    return grounds.index(ground) if is_other and not known[focus].is_new else None


def called_by_kind(known: Sequence[Known], clause: Clause, unstated: str) -> Clause:
    """The clause; where there is a case of each kind, «el informe» calls one of them.

    Args:
        unstated: the kind of which a case is where nobody said it.
    """
    kinds, mention = {case.kept["facts"].get("kind", unstated) for case in known}, clause.mention
    if mention.kind is None or len(kinds) < 2 or mention.points or mention.is_another or mention.party:
        return clause
    return clause._replace(mention=mention._replace(way={"kind": mention.kind}))


def by_own_withdrawal(
    known: Sequence[Known], focus: Optional[int], text: str, patterns: MentionPhrases, may_suppose: bool
) -> Optional[int]:
    """The number of the one case that the person filed, and can withdraw, where they say that they will not, «mejor no
    la quito», after one that they received or after both, or suppose that they do, «¿y si la saco y las vuelve a
    subir?», after one that they received and that is not over.

    Args:
        focus: the number of the case that was talked about; None after both.
        may_suppose: a supposition counts.
    """
    of_these = known if focus is None else [known[focus]]
    supposes = may_suppose and search(patterns.if_i_withdraw, text)
    may_be_said = supposes and all(case.facts.get("status") not in OVER for case in of_these)
    is_said = may_be_said or search(patterns.will_not_withdraw, text)
    if not (is_said and any(case.facts.get("party") == "respondent" for case in of_these)):
        return None
    filed = [n for n, case in enumerate(known) if case.facts.get("party") == "complainant" and case.owner == ME]
    can_be = [n for n in filed if known[n].facts.get("status") not in OVER and not known[n].kept.get("to_come")]
    return can_be[0] if len(can_be) == 1 else None


def by_own_step(known: Sequence[Known], clause: Clause) -> Optional[int]:
    """The number of the one case that the person filed beside those that they received, where the clause says that they
    withdrew it or were paid, «ya la retiré», and it is not over.
    """
    is_done = clause.facts.get("status") == "withdrawn" or clause.facts.get("issues_resolved") == "yes"
    parties = [case.facts.get("party") for case in known]
    if not is_done or parties.count("complainant") != 1 or "respondent" not in parties:
        return None
    number = parties.index("complainant")
    return None if known[number].facts.get("status") in OVER else number


def in_that_state(known: Sequence[Known], clause: Clause) -> Optional[int]:
    """The number of the one case that is known to stand where the clause tells, «esa sigue en trámite», after several
    were spoken of; None where it asks, or tells something new.
    """
    state = clause.facts.get("status")
    stand = [case.kept["facts"].get("status") for case in known]
    is_known = state is not None and None not in stand and stand.count(state) == 1
    if not is_known or clause.asks or not clause.facts.keys() <= {"status", "ground"}:
        return None
    number = stand.index(state)
    # «La de las fotos es la que cerraron», of one of which nobody knew over what
    held = known[number].kept["facts"]
    return None if any(held.get(fact, value) != value for fact, value in clause.facts.items()) else number
