"""Which case each clause of a message speaks of, where it speaks of another than the one under discussion: what it
tells is kept with that one, and what it asks is asked of the one spoken of then.
"""

from __future__ import annotations

import re
from typing import Optional

from actions.cases.by_clause.clauses import A_NAME, Clause, clauses_of, contrary, is_named_after, with_what_is_announced
from actions.cases.by_clause.known_cases import is_asked_of_each, withdrawn
from actions.cases.by_clause.matching import (
    by_own_step,
    by_own_withdrawal,
    called_by_kind,
    fitting,
    in_that_state,
)
from actions.cases.by_clause.new_case import SO_OF_BOTH, CasesToldOf
from actions.cases.facts_within import CALLED_BY
from actions.reading.phrases import normalize
from actions.reading.who_filed import ME
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search


class Resolver(CasesToldOf):
    """Goes through the clauses of a message."""

    def __init__(self, turn: Turn) -> None:
        super().__init__(turn)
        self.current = self.focus
        self.of_both: Facts = {}
        self.is_another = False  # it speaks of a further one
        self.owners: list[Optional[str]] = [case.owner for case in self.known]
        self.asked: Optional[int] = None
        self.asks_of_all = False
        self.is_called = False  # some case is called by whose it is, or by a word
        self.says_which = False  # «esa es la que me pusieron» begins no other one
        self.before: Optional[Clause] = None  # the clause that told something last
        self.swaps = False  # «no, la cerrada es la otra»
        self.as_other: Optional[int] = None  # the case that «la otra» is in this message
        self.left: Optional[int] = None  # «no la del bolso, la otra»: the one that is not meant
        self.is_of_either = False  # «una ya la cerraron» says not of which
        self.conceded: set[Optional[int]] = set()  # cases of which it is only said, beside another, how they stand
        self.gone_to: Optional[Clause] = None  # a clause that named the case of the one before it

    def read(self) -> None:
        """Find for each clause the case that it speaks of, and of which case the message asks."""
        clauses = with_what_is_announced(self.turn, clauses_of(self.turn, self.owners))
        asks = any(clause.asks for clause in clauses)
        of_one, wanted = False, self.turn.knowledge.phrases.mention.wants
        unstated = self.turn.knowledge.unstated["kind"]
        for number, (clause, after) in enumerate(zip(clauses, [*clauses[1:], None], strict=True)):
            told = {fact for rest in clauses[number:] if not rest.asks for fact in rest.facts}
            self.tells_on = bool(told - {"kind"})
            after = after and called_by_kind(self.known, after, unstated)
            is_named = bool(after and not clause.mention.points and is_named_after(self.turn, clause, after))
            if after and is_named:
                self._go(after)
                self.gone_to = after
            self.is_of_either = not is_named and self._says_not_of_which(clause)
            here = self.focus
            clause = self._take(called_by_kind(self.known, clause, unstated), clauses)
            if here is not None and search(self.turn.knowledge.phrases.mention.concedes, clause.text):
                self.conceded |= {self.focus} - {here}
                self.focus = here
                continue  # «¿puedo quitar la mía, aunque la del reloj esté cerrada?»
            wants = clause.mention.calls and not clause.facts and search(wanted, clause.text)
            if clause.asks or not asks or wants:  # «la segunda la quiero quitar. ¿Se puede?»
                of_this_one = self._is_of_one(clause)
                of_one = of_this_one or (of_one and clause.asks)
                self.asks_of_all = self._is_of_all(clause) or (self.asks_of_all and not of_this_one)
                self.asked = self.focus
        self._swap_states()
        told_of = [case for case in self.known if case.is_new or case.told]
        begins = any(case.is_new for case in self.known)
        of_each = is_asked_of_each(self.known, self.turn.knowledge.phrases.value_named["status"]["withdrawn"])
        begins_with = self.turn.knowledge.phrases.mention.begins_with_one
        of_one = of_one or any(search(begins_with, clause.text) for clause in clauses)
        if begins and len(told_of) > 1 and (of_each or not of_one):
            self.asks_of_all = True  # «me pusieron una y yo puse otra. ¿Qué hago?»
        for case in self.known:
            case.told = {**self.of_both, **case.told}
            is_told_first = case.is_new or (begins and not case.kept["facts"] and bool(case.told))
            if is_told_first and "party" not in case.facts and (party := self.party_implied(case)):
                case.told["party"] = party

    def _is_of_all(self, clause: Clause) -> bool:
        """Whether the clause speaks of several cases together."""
        phrases = self.turn.knowledge.phrases
        written = re.sub(phrases.no_case, "", clause.text)
        return any(search(pattern, written) for pattern in (phrases.both, phrases.them, phrases.mention.of_all))

    def _is_of_one(self, clause: Clause) -> bool:
        """Whether a clause that asks, or says what is wanted, is of the one case spoken of: «¿la puedo quitar?»"""
        mention, phrases = clause.mention, self.turn.knowledge.phrases
        if len([case for case in self.known if case.said]) < 2:
            return True  # it began another one, of which it goes on
        says_so = search(phrases.mention.wants, clause.text)
        told = clause.facts.items() - (
            mention.way.items() if says_so else ()
        )  # «quiero quitar la abierta» tells nothing
        is_told = told or mention.party or mention.is_another or search(phrases.mention.tells_of_what, clause.text)
        wants = clause.asks or not is_told
        is_somebodys = self.focus is not None and self.known[self.focus].owner != ME and mention.of_somebody
        says_it = mention.points or mention.owner is not None or mention.names or is_somebodys
        return wants and bool(says_it or search(phrases.speaks_of_it, clause.text))

    def _go(self, clause: Clause) -> None:
        """Go to the case that the clause speaks of, if it says of which, or begin it."""
        if clause is self.gone_to:
            return  # «bueno, la otra»: not back again
        number = self._meant(clause)
        if number is None and self.is_new(clause):
            number = self.untold() or self.begin(clause)
        elif number is None and self.focus is None:
            patterns = self.turn.knowledge.phrases.mention
            number = by_own_withdrawal(self.known, None, clause.text, patterns, may_suppose=False)
            if number is None and not self.turn.reading.supposes:
                number = by_own_step(self.known, clause)
                if number is None and not self._is_of_all(clause):
                    number = in_that_state(self.known, clause)
        elif number is None:
            number = self.implied(clause)
        elif number is not None and clause.facts.get("status") == "withdrawn":
            named, number = number, withdrawn(self.known, number)
            self.says_which |= named != number
        if number is not None:
            mention = clause.mention
            self.as_other = number if mention.is_other and number != self.focus else self.as_other
            self.focus = number
            is_known_so = mention.way and mention.way.items() <= self.known[number].kept["facts"].items()
            self.is_called |= mention.is_called_so or mention.is_named or bool(is_known_so)

    def _take(self, clause: Clause, clauses: list[Clause]) -> Clause:
        """Keep what the clause, one of these, tells with the case that it speaks of; the clause, with what it tells."""
        mention, phrases = clause.mention, self.turn.knowledge.phrases
        self.is_another |= mention.is_another
        self.names_other |= mention.is_other and len(self.known) == 1
        if self._is_left_aside(clause, clauses) and self._leave(clause):
            return clause
        if self.is_of_either:
            return clause
        self._go(clause)
        if len(self.known) > 1 and not clause.asks and mention.number is None and search(phrases.both, clause.text):
            self.of_both.update(clause.facts)  # not of «la segunda ya la cerraron cuál puedo quitar»
        if self.focus is None:
            return clause
        case = self.known[self.focus]
        if case.is_empty and mention.owner and (mention.party or mention.is_called_so or "party" in clause.facts):
            case.kept["principal"] = mention.owner
        elif case.is_empty and self.whose and clause.facts:
            case.kept["principal"] = self.whose
        elif mention.told_owner and mention.told_owner not in {c.owner for c in self.known}:
            case.kept["principal"] = mention.told_owner
            self.says_which = True
        elif mention.says_which and clause.facts and self.focus == self.current:
            self.says_which = True
        self.counts_one |= search(phrases.one_of_two, clause.text) is not None
        of_several = rf"{phrases.mention.two}|{phrases.mention.three}"
        counts = search(of_several, re.sub(phrases.no_case, "", clause.text))
        if counts:
            self.has_two = True
            # «Soy dueño de una marca y tengo dos puestas: …»
            before = case.told.items() if len(self.known) == 1 else ()
            self.shared.update({**{f: v for f, v in before if f in CALLED_BY}, **clause.facts})
        elif self.has_two and len(self.known) == 1 and not (self.counts_one or mention.points or clause.asks):
            self.shared.update({f: v for f, v in clause.facts.items() if f in SO_OF_BOTH})  # «…, las puse yo. Una…»
        only_names = mention.is_named and clause.facts.keys() == {"ground"} and len(clause.text.split()) <= A_NAME + 1
        if only_names and not mention.way:
            clause = clause._replace(facts={})  # «no la del logo sino la del bolso»
        ground = case.facts.get("ground")
        if clause.asks and mention.owner and ground and clause.facts.get("ground", ground) != ground:
            # «¿El de la marca podría retirar la suya?»
            clause = clause._replace(facts={f: v for f, v in clause.facts.items() if f != "ground"})
        held, in_words = case.kept["facts"], "party" in self.turn.reading.stated
        is_overturned = held.get("party") not in (None, clause.facts.get("party"))
        if is_overturned and mention.party is None and not in_words:
            # Who filed it is not overturned by what was read in a clause alone: «me llegó el martillo»
            clause = clause._replace(facts={f: v for f, v in clause.facts.items() if f != "party"})
        if mention.points and not clause.asks and search(phrases.no_idea_where_it_stands, clause.text):
            case.kept["facts"] = {f: v for f, v in held.items() if f != "status"}  # «la de la marca no sé en qué va»
        clause = clause._replace(facts={**contrary(self.turn, clause, self.before), **clause.facts})
        self.before = clause
        case.told.update(clause.facts)
        case.said.append(clause)
        if counts and len(self.known) == 1:
            case.of_both = len(case.said)
        return clause

    def _says_not_of_which(self, clause: Clause) -> bool:
        """Whether the clause tells where one of two stands, and not which: «una por fotos y otra por marca; una ya la
        cerraron y la otra sigue».
        """
        told = [case for case in self.known if not case.is_empty]
        are_apart = len({(case.facts.get("ground"), case.facts.get("party"), case.owner) for case in told}) > 1
        one = search(self.turn.knowledge.phrases.mention.one_of_them, clause.text)
        begins = one and clause.facts and (not clause.asks or re.search(r"\botr[ao]\b", clause.text))
        goes_on = self.is_of_either and clause.mention.is_other and not clause.asks
        return are_apart and clause.facts.keys() <= {"status"} and bool(begins or goes_on)

    def _is_left_aside(self, clause: Clause, clauses: list[Clause]) -> bool:
        """Whether the clause names a case that is not meant: «la del bolso déjela», or «la del bolso no», where another
        one is named beside it and nothing is told of either.
        """
        phrases = self.turn.knowledge.phrases
        if clause.asks:
            return False
        if search(phrases.mention.left_aside, clause.text):
            return True
        others = [other for other in clauses if other is not clause and other.mention.points]
        if others and search(phrases.mention.not_wanted, clause.text):
            return True  # «la del reloj no la quiero quitar, solo la otra»
        tells = any(c.facts.keys() - {*CALLED_BY} - c.mention.way.keys() for c in clauses)
        agrees = any(search(phrases.mention.says_yes, other.text) for other in others)
        denies = [c for c in (clause, *others) if search(phrases.ends_with_no, c.text)]
        return denies == [clause] and bool(others) and not (tells or agrees)

    def _leave(self, clause: Clause) -> bool:
        """Leave the case that the clause names: of two, for the other one; whether it names one."""
        number = self._meant(clause)
        if number is None:
            return False
        if len(self.known) == 2 and self.focus in (None, number):
            self.focus = 1 - number
        self.left = number
        return True

    def _meant(self, clause: Clause) -> Optional[int]:
        """The number of the case that the clause speaks of, if it says of which."""
        mention = clause.mention
        if not mention.points and mention.owner is None and not (mention.names and self._may_be_named(clause)):
            return None
        if self.focus is not None and not mention.calls and self.known[self.focus].is_told_on(mention):
            return self.focus
        only_who_does_it = mention.owner is not None and not (mention.is_called_so or mention.party)
        if mention.is_this and only_who_does_it and self.focus is not None:
            return self.focus  # «¿esa la puede quitar mi jefe?»
        if self.is_one_more(clause) or self.is_told_again(clause) or self.is_over_something_else(clause):
            return None
        told_of = (
            self.known[self.focus] if self.focus is not None and mention.is_this and not mention.is_named else None
        )
        if told_of and (told_of.is_new or (mention.party and "party" not in told_of.facts)):
            # «Tengo otra por una funda, esa sigue abierta», whatever else is open; «esa la puso un cliente contra mí»
            return self.focus
        if mention.number is not None:
            number = mention.number if mention.number >= 0 else len(self.known) - 1
            return number if number < len(self.known) else None
        if mention.is_other and mention.owner is None:
            if self.focus is not None and self.focus == self.as_other:
                return self.focus  # «no esta, la otra. Y la otra sigue pendiente»
            here = self.focus if self.left is None else self.left
            return 1 - here if len(self.known) == 2 and here is not None else None
        is_another = mention.is_another or self.is_of_other_kind(clause)
        if is_another and (len(self.known) < 2 or any(case.is_new for case in self.known)):
            return None
        told: Facts = {"party": mention.party} if mention.party and not mention.is_called_so else {}
        fits = fitting(self.known, self.focus, mention, mention.way) if mention.way or mention.is_named else []
        if len(fits) != 1:  # what it is called by does not tell, but who filed it may
            fits = fitting(self.known, self.focus, mention, {**told, **mention.way})
        if not fits and (mention.is_called_so or mention.is_named):
            # «La de las fotos la puse yo» corrects who filed it.
            fits = [
                number
                for number in fitting(self.known, self.focus, mention, {})
                if mention.is_called_so or mention.names & self.known[number].words
            ]
        own = self.turn.knowledge.phrases.mention.filed_by_oneself
        if len(fits) > 1 and mention.owner == ME and mention.party is None and search(own, clause.text):
            # Of one received and one filed, «la mía» is the one filed.
            filed = (n for n in fits if not self.known[n].kept.get("to_come"))
            fits = [number for number in filed if self.known[number].facts.get("party") == "complainant"] or fits
        if len(fits) > 1 and self.focus in fits:
            return self.focus
        return fits[0] if len(fits) == 1 else None

    def _may_be_named(self, clause: Clause) -> bool:
        """Whether a mere word may name another case, «el tipo del mate»: not where the clause tells of a new one."""
        is_new = self.focus is not None and self.known[self.focus].is_new
        return not (is_new or clause.facts.keys() & {*CALLED_BY})

    def _swap_states(self) -> None:
        """Where the message says which of two stands where, otherwise than it was known, the other one stands where
        that one did: «la cerrada es la otra», «esa no está cerrada, la otra sí».
        """
        stand = [case.kept["facts"].get("status") for case in self.known]
        text = normalize(self.turn.reading.text)
        if len(stand) != 2 or None in stand or stand[0] == stand[1]:
            return
        if "?" in text or not search(self.turn.knowledge.phrases.mention.which_stands, text):
            return
        moved = [n for n in (0, 1) if self.known[n].told.get("status") == stand[1 - n]]
        if moved:
            self.swaps = self.asks_of_all = True
            for number, case in enumerate(self.known):
                case.told = {**case.told, "status": stand[1 - number] or ""}
