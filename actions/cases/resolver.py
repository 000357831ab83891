"""Which case each clause of a message speaks of, where it speaks of another than the one under discussion: what it
tells is kept with that one, and what it asks is asked of the one spoken of then.
"""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.another_case import corrects, is_since
from actions.cases.both_cases import cases_of, is_of_all
from actions.cases.case_words import said_that_two, words_of_case
from actions.cases.clause_mentions import Clause, clauses_of
from actions.cases.facts_within import Facts
from actions.cases.fitting import by_word, fitting
from actions.cases.kept import kept_as
from actions.cases.known_cases import Known, withdrawn
from actions.reading.filing import ME
from actions.reading.phrases import normalize
from actions.reading.principal import names
from actions.turn.turn import Turn

_SO_OF_BOTH = ("party", "kind")  # of who tells that there are two
_CALLED_BY = ("kind", "ground", "party")
_A_NAME = 6  # words, at most
_SURE = 2  # signs that it is another case


class Resolver:
    """Goes through the clauses of a message."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        cases = cases_of(turn)
        self.was_of_all = is_of_all(turn)
        here = kept_as(turn, words_of_case(turn, cases))
        here["facts"] = {f: v for f, v in {**turn.facts, **(turn.get("set_aside") or {})}.items() if v}
        kept = [case or here for case in cases if case or not self.was_of_all]
        self.known = [Known(dict(case)) for case in kept]
        self.focus: Optional[int] = None if self.was_of_all else cases.index(None)
        self.current = self.focus
        self.has_two = said_that_two(turn)
        self.counts_one = False  # «una ya la cerraron», before «la otra»
        self.shared: Facts = {}
        self.of_both: Facts = {}
        self.is_another = False  # it speaks of a further one
        self.owners: list[Optional[str]] = [case.owner for case in self.known]
        self.is_correction = corrects(turn)
        self.asked: Optional[int] = None
        self.asks_of_all = False
        self.tells_on = False  # something is told from the clause on
        self.is_called = False  # some case is called by whose it is, or by a word
        self.says_which = False  # «esa es la que me pusieron» begins no other one

    def read(self) -> None:
        """Find for each clause the case that it speaks of, and of which case the message asks."""
        clauses = clauses_of(self.turn, self.owners)
        asks = any(clause.asks for clause in clauses)
        of_one = False
        for number, (clause, after) in enumerate(zip(clauses, [*clauses[1:], None], strict=True)):
            told = {fact for rest in clauses[number:] if not rest.asks for fact in rest.facts}
            self.tells_on = bool(told - {"kind"})
            if after and not clause.mention.points and self._is_named_after(clause, after):
                self._go(after)
            self._take(clause)
            if clause.asks or not asks:
                of_this_one = self._is_of_one(clause)
                of_one = of_this_one or (of_one and clause.asks)
                self.asks_of_all = self._is_of_all(clause) or (self.asks_of_all and not of_this_one)
                self.asked = self.focus
        told_of = [case for case in self.known if case.is_new or case.told]
        if any(case.is_new for case in self.known) and len(told_of) > 1 and not of_one:
            self.asks_of_all = True  # «me pusieron una y yo puse otra. ¿Qué hago?»
        phrases, text = self.turn.knowledge.phrases, normalize(self.turn.reading.text)
        came = re.search(phrases.came_to_them, text) or re.search(phrases.alleged, text)
        for case in self.known:
            case.told = {**self.of_both, **case.told}
            if case.is_new and came and "party" not in case.facts:
                case.told["party"] = "respondent"  # «tengo otra, de un tipo que…»

    def _is_of_all(self, clause: Clause) -> bool:
        """Whether the clause speaks of several cases together."""
        phrases = self.turn.knowledge.phrases
        written = re.sub(phrases.no_case, "", clause.text)
        return any(re.search(pattern, written) for pattern in (phrases.both, phrases.them, phrases.mention["of_all"]))

    def _is_of_one(self, clause: Clause) -> bool:
        """Whether a clause that asks, or says what is wanted, is of the one case spoken of: «¿la puedo quitar?»"""
        mention, phrases = clause.mention, self.turn.knowledge.phrases
        if len([case for case in self.known if case.said]) < 2:
            return True  # it began another one, of which it goes on
        says_so = re.search(phrases.mention["wants"], clause.text)
        told = clause.facts.items() - (
            mention.way.items() if says_so else ()
        )  # «quiero quitar la abierta» tells nothing
        wants = clause.asks or not (told or mention.party or mention.is_another)
        is_somebodys = self.focus is not None and self.known[self.focus].owner != ME and mention.of_somebody
        says_it = mention.points or mention.owner is not None or mention.names or is_somebodys
        return wants and bool(says_it or re.search(phrases.speaks_of_it, clause.text))

    def _is_named_after(self, clause: Clause, after: Clause) -> bool:
        """Whether the next clause names the case of this one: «ya la quitó, la abierta», «pagó y quité la de Vigo»."""
        between = self.turn.reading.text[clause.end : after.start].strip()
        phrases = self.turn.knowledge.phrases
        calls_it = after.facts.keys() <= {*_CALLED_BY} and not after.asks
        is_short = len(after.text.split()) <= _A_NAME and not after.text.startswith("y ")
        only_names = between == "," and after.mention.points and calls_it and is_short
        return bool(only_names or re.search(phrases.withdrew_the_one, after.text))

    def _go(self, clause: Clause) -> None:
        """Go to the case that the clause speaks of, if it says of which, or begin it."""
        number = self._meant(clause)
        if number is None and self._is_new(clause):
            number = self._untold() or self._begin(clause)
        elif number is None and self.focus is None:
            number = self._in_that_state(clause)
        elif number is not None and clause.facts.get("status") == "withdrawn":
            named, number = number, withdrawn(self.known, number)
            self.says_which |= named != number
        if number is not None:
            self.focus = number
            self.is_called |= clause.mention.is_called_so or clause.mention.is_named

    def _take(self, clause: Clause) -> None:
        """Keep what the clause tells with the case that it speaks of."""
        mention, phrases = clause.mention, self.turn.knowledge.phrases
        self.is_another |= mention.is_another
        if not clause.asks and re.search(phrases.mention["left_aside"], clause.text) and self._leave(clause):
            return
        self._go(clause)
        if len(self.known) > 1 and not clause.asks and re.search(phrases.both, clause.text):
            self.of_both.update(clause.facts)
        if self.focus is None:
            return
        case = self.known[self.focus]
        if case.is_empty and mention.owner and (mention.party or mention.is_called_so or "party" in clause.facts):
            case.kept["principal"] = mention.owner
        elif mention.told_owner and mention.told_owner not in {c.owner for c in self.known}:
            case.kept["principal"] = mention.told_owner
            self.says_which = True
        elif mention.says_which and clause.facts and self.focus == self.current:
            self.says_which = True
        self.counts_one |= re.search(phrases.one_of_two, clause.text) is not None
        counts = re.search(phrases.mention["two"], re.sub(phrases.no_case, "", clause.text))
        if counts:
            self.has_two = True
            self.shared.update(clause.facts)  # «tengo dos puestas: …»
        case.told.update(clause.facts)
        case.said.append(clause)
        if counts and len(self.known) == 1:
            case.of_both = len(case.said)

    def _leave(self, clause: Clause) -> bool:
        """Of two, go to the other one where the clause says to leave this one, «la del bolso déjela aparte»; whether it
        does.
        """
        if self.focus is None or len(self.known) != 2 or self._meant(clause) != self.focus:
            return False
        self.focus = 1 - self.focus
        return True

    def _meant(self, clause: Clause) -> Optional[int]:
        """The number of the case that the clause speaks of, if it says of which."""
        mention = clause.mention
        if not mention.points and mention.owner is None and not (mention.names and self._may_be_named(clause)):
            return None
        if self.focus is not None and self.known[self.focus].is_empty and not mention.calls:
            return self.focus
        if self._is_told_again(clause):
            return None
        if mention.number is not None:
            number = mention.number if mention.number >= 0 else len(self.known) - 1
            of_word = by_word(self.known, mention)
            return number if number < len(self.known) and of_word is None else of_word
        if mention.is_other and mention.owner is None:
            return 1 - self.focus if len(self.known) == 2 and self.focus is not None else None
        is_another = mention.is_another or self._is_of_other_kind(clause)
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
        if len(fits) > 1 and self.focus in fits:
            return self.focus
        return fits[0] if len(fits) == 1 else None

    def _filed_now(self) -> Facts:
        """What the message tells of the case spoken of, if it says who filed it."""
        case = self.known[self.focus] if self.focus is not None else None
        return case.told if case and any(said.mention.party for said in case.said) else {}

    def _goes_on(self) -> bool:
        """Whether something is told from here on, or was told of the first in the same message."""
        return self.tells_on or bool(self._filed_now())

    def _is_told_again(self, clause: Clause) -> bool:
        """«Un cliente me puso una por un retraso y una marca me puso una por su logo» tells of two."""
        ground, told = clause.facts.get("ground"), self._filed_now()
        is_filed = clause.mention.party is not None and not clause.mention.calls
        return is_filed and ground is not None and told.get("ground") not in (None, ground)

    def _may_be_named(self, clause: Clause) -> bool:
        """Whether a mere word may name another case, «el tipo del mate»: not where the clause tells of a new one."""
        is_new = self.focus is not None and self.known[self.focus].is_new
        return not (is_new or clause.facts.keys() & {*_CALLED_BY})

    def _is_new(self, clause: Clause) -> bool:
        """Whether the clause tells of a case that nobody told of yet."""
        mention, facts, phrases = clause.mention, clause.facts, self.turn.knowledge.phrases
        real = [case for case in self.known if not case.is_empty]
        may_be = re.search(phrases.mention["may_be"], clause.text)
        # «Mi prima compró y la suya sigue, ¿la quita?» tells of hers.
        is_told_of_theirs = bool(mention.owner) and mention.is_called_so and bool(facts)
        is_of_other_kind = self._is_of_other_kind(clause)
        is_told = "party" in mention.way or is_told_of_theirs
        is_told |= is_of_other_kind and (mention.party is not None or self._is_of_the_same())
        if not real or may_be or (clause.asks and not is_told):
            return False
        tells = bool(mention.party or facts.keys() - {"kind", "device", "evidence"})
        tells |= mention.is_another and (mention.owner is not None or self._goes_on())
        tells |= mention.is_called_so and self.tells_on and not mention.says_which
        tells |= is_of_other_kind
        here = self.known[self.focus].facts if self.focus is not None else {}
        if (self.has_two or (self.counts_one and mention.is_other)) and len(real) < 2 and self.known[-1].said:
            counted = mention.number == 1 or mention.is_other or mention.is_another
            differs = any(here.get(fact, value) != value for fact, value in facts.items())
            if counted or (mention.points and not mention.is_this and differs):
                return True
        if not tells:
            return False
        owners = {case.owner for case in real}
        is_somebodys = mention.owner is not None and mention.owner not in owners
        party_differs = mention.party is not None and all(
            case.facts.get("party") not in (None, mention.party) for case in real if case.owner == mention.owner
        )
        if is_somebodys and mention.owner == ME:
            party_differs = here.get("party") not in (None, mention.party) and mention.party is not None
        is_told_now = any(case.said and not case.kept["facts"] for case in real)
        ground_differs = facts.get("ground") is not None and here.get("ground") not in (None, facts["ground"])
        is_beside = mention.is_another or mention.is_also or mention.is_called_so or mention.is_to_them
        if mention.owner == ME and not (is_beside or party_differs or ground_differs):
            return False  # «a mi madre le pusieron una, y me llegó el aviso a mí»
        signs = [is_somebodys, party_differs, mention.is_another or mention.is_also]
        signs += [party_differs and is_since(self.turn, clause.text, here.get("status"))]
        signs += [ground_differs and not self.is_correction, self.turn.topic == "should_file", is_of_other_kind]
        if self.is_correction and not mention.is_another:
            return False
        if mention.party is None and not (is_somebodys and (mention.is_called_so or is_told_now or mention.is_another)):
            return len(real) < 2 and (is_of_other_kind or (mention.is_another and self._goes_on()))
        if self._is_told_again(clause):
            return True
        if self._is_of_the_one_at_hand(clause, is_told_now):
            return False
        if (is_told_now or clause.asks) and (is_somebodys or party_differs):
            return True
        if is_somebodys and mention.owner != ME:
            return True
        return sum(signs) >= _SURE or (mention.is_another and mention.party is not None and len(real) < 2)

    def _is_of_other_kind(self, clause: Clause) -> bool:
        """Whether the clause tells of one of the other kind beside the one spoken of: «además puse un informe», and not
        «además, ¿un informe se quita?»
        """
        phrases, unstated = self.turn.knowledge.phrases, self.turn.knowledge.unstated["kind"]
        here = self.known[self.focus].facts.get("kind", unstated) if self.focus is not None else unstated
        told = clause.facts.get("kind")
        is_own = clause.mention.owner in (None, ME) and not names(self.turn.knowledge).search(clause.text)
        is_own = is_own and bool(
            clause.mention.party or re.search(phrases.has_one, clause.text) or self._is_of_the_same()
        )
        is_brought_up = clause.mention.is_also and re.search(phrases.mention["brings_one_up"], clause.text)
        return bool(is_own and is_brought_up) and told not in (None, here) and not self.is_correction

    def _is_of_the_same(self) -> bool:
        """Whether the message says that a further one is over the same thing: «y un informe por lo mismo»."""
        return re.search(self.turn.knowledge.phrases.same_matter, normalize(self.turn.reading.text)) is not None

    def _is_of_the_one_at_hand(self, clause: Clause, is_told_now: bool) -> bool:
        """Whether the clause says who the parties are of the one that was told of: «la puso mi hermano», or, of one of
        which nobody knows that yet, «a mi hermano lo denunciaron».

        Args:
            is_told_now: some case is told of first in the same message.
        """
        mention, pattern = clause.mention, self.turn.knowledge.phrases.mention
        calls = mention.is_called_so or mention.is_named or mention.is_other or mention.number is not None
        if self.focus is None or mention.is_another or mention.is_also or calls:
            return False
        brings_one_up = re.search(pattern["brings_one_up"], clause.text)
        if re.search(pattern["done_to_it"], clause.text) and not brings_one_up:
            return True
        case = self.known[self.focus]
        is_nobodys = case.owner == ME and "party" not in case.facts
        is_news = brings_one_up and not case.kept["facts"].keys() <= {"kind"}
        return is_nobodys and not (is_told_now or is_news)

    def _untold(self) -> Optional[int]:
        """The number of a further case that was only spoken of: what is told of another one is told of that."""
        return next((n for n, case in enumerate(self.known) if n and case.is_untold), None)

    def _in_that_state(self, clause: Clause) -> Optional[int]:
        """The number of the one case that is known to stand where the clause tells, after several were spoken of, «esa
        sigue en trámite»; not where it tells something new.
        """
        state = clause.facts.get("status")
        stand = [case.kept["facts"].get("status") for case in self.known]
        is_known = state is not None and None not in stand and stand.count(state) == 1
        is_told = clause.facts.keys() == {"status"} and not (clause.asks or self.turn.reading.supposes)
        return stand.index(state) if is_known and is_told and not self._is_of_all(clause) else None

    def _begin(self, clause: Clause) -> int:
        """Begin a case; of two told of at once, with what is so of both, and whose both are."""
        owner, shared = clause.mention.owner, dict(self.shared)
        if self.has_two:
            first = self.known[0].kept
            shared = {f: v for f, v in first["facts"].items() if f in _SO_OF_BOTH} | shared
            owner = first.get("principal") if owner is None else owner
        if self._is_of_other_kind(clause) and self.focus is not None:
            here = self.known[self.focus].facts.items() if self._is_of_the_same() else ()
            shared |= {f: v for f, v in here if f in ("party", "ground")}
        if clause.mention.is_to_them and self.focus is not None:
            shared |= {f: v for f, v in self.known[self.focus].told.items() if f == "party"}  # «…, a mí por marca»
        kept: dict[str, Any] = {"facts": shared, "topic": None, "principal": owner or None, "words": []}
        self.known.append(Known(kept, is_new=True))
        return len(self.known) - 1
