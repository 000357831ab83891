"""Whether a clause of a message tells of a case that nobody told of yet, and with what that one begins."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.both_cases import cases_of, is_of_all
from actions.cases.by_clause.clauses import Clause
from actions.cases.by_clause.known_cases import Known, withdrawn
from actions.cases.by_clause.matching import by_ground, by_own_withdrawal, by_role
from actions.cases.by_message.another_case import corrects, is_since
from actions.cases.case_words import over_what, said_that_two, words_of_case
from actions.cases.labels_by_facts import kinds_named
from actions.cases.principal import new_principal
from actions.cases.stored_cases import kept_as
from actions.reading.phrases import normalize
from actions.reading.principal import acts_on_us, named_principal, names
from actions.reading.who_filed import ME
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import OVER

SO_OF_BOTH = ("party", "kind")  # of who tells that there are two
_SURE = 2  # signs that it is another case
_OF_A_WITHDRAWAL = ("withdraw", "refile", "reopen", "before_withdrawing")  # «si la quito» is no listing then


class CasesToldOf:
    """The cases that are known, and the one spoken of, while the clauses of a message are gone through.

    Attributes:
        focus: the number of the one spoken of; None where that is all of them.
        has_two: the person has said that there are two, or three.
        whose: who, as the message says, has both: «mi hermano tiene dos: una se la puso una marca y otra la puso él».
        most: so many, if not more are told of.
        counts_one: «una ya la cerraron», before «la otra».
        shared: what is told of the two together.
        tells_on: something is told from the clause on.
        names_other: «y el otro caso», of who told of one only.
    """

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        cases = cases_of(turn)
        self.was_of_all = is_of_all(turn)
        here = kept_as(turn, words_of_case(turn, cases))
        here["facts"] = {f: v for f, v in {**turn.facts, **(turn.get("set_aside") or {})}.items() if v}
        kept = [case or here for case in cases if case or not self.was_of_all]
        self.focus: Optional[int] = None if self.was_of_all else cases.index(None)
        self.most = 3 if turn.has_written(turn.knowledge.phrases.mention.three) else 2
        self.has_two = self.most > 2 or said_that_two(turn)
        for_two = search(turn.knowledge.phrases.two_clients, normalize(turn.reading.text))
        whose = named_principal(turn.knowledge, turn.reading.text) if for_two else None
        self.whose = None
        if self.has_two and whose is None:
            acts_for = not turn.before and search(turn.knowledge.phrases.represents, normalize(turn.reading.text))
            self.whose = new_principal(turn, has_two=True) or (
                named_principal(turn.knowledge, turn.reading.text) if acts_for else None
            )
        self.known = [Known({**case, "principal": case.get("principal") or whose}) for case in kept]
        self.counts_one = False
        self.shared: Facts = {}
        self.is_correction = corrects(turn)
        self.tells_on = self.names_other = False

    def party_implied(self, case: Known) -> Optional[str]:
        """Who the person is in a case told of first, where no verb of filing says it: «tengo otra, de un tipo que…»,
        «tengo otra contra una imprenta», «y otra a un taller», of who filed the one spoken of before.
        """
        phrases, text = self.turn.knowledge.phrases, normalize(self.turn.reading.text)
        against_them = [phrases.came_to_them, phrases.alleged]
        if not self.turn.has_written(phrases.represents):
            against_them += [phrases.another_put_one, phrases.mention.customer_says]
        if case.is_new and any(search(pattern, text) for pattern in against_them):
            return "respondent"
        said, before = [clause.text for clause in case.said], self.turn.facts.get("party")
        is_of_theirs = before == "complainant" and case.is_new and case.owner in (ME, self.turn.get("principal"))
        if is_of_theirs and any(search(phrases.mention.as_buyer, part) for part in said):
            return before
        if any(search(phrases.mention.against_some, part) for part in said):
            return "complainant"
        goes_on = case.is_new and any(search(phrases.mention.files_another, part) for part in said)
        return before if goes_on and case.owner in (ME, self.turn.get("principal")) else None

    def _filed_now(self) -> Facts:
        """What the message tells of the case spoken of, if it says who filed it."""
        case = self.known[self.focus] if self.focus is not None else None
        return case.told if case and any(said.mention.party for said in case.said) else {}

    def _goes_on(self) -> bool:
        """Whether something is told from here on, or was told of the first in the same message."""
        return self.tells_on or bool(self._filed_now())

    def is_told_again(self, clause: Clause) -> bool:
        """«Un cliente me puso una por un retraso y una marca me puso una por su logo» tells of two."""
        ground, told = clause.facts.get("ground"), self._filed_now()
        is_filed = clause.mention.party is not None and not clause.mention.calls
        return is_filed and ground is not None and told.get("ground") not in (None, ground)

    def is_new(self, clause: Clause) -> bool:
        """Whether the clause tells of a case that nobody told of yet."""
        mention, facts, phrases = clause.mention, clause.facts, self.turn.knowledge.phrases
        real = [case for case in self.known if not case.is_empty]
        may_be = search(phrases.mention.may_be, clause.text)
        # «Mi prima compró y la suya sigue, ¿la quita?» tells of hers.
        is_told_of_theirs = bool(mention.owner) and mention.is_called_so and bool(facts)
        is_of_other_kind = self.is_of_other_kind(clause)
        is_told = "party" in mention.way or is_told_of_theirs
        is_told |= is_of_other_kind and (mention.party is not None or self._is_of_the_same())
        is_told |= self.names_other and None not in (mention.party, mention.owner)
        # «Tengo otra contra una fábrica, ¿la quito?», also where one mark alone ends all of it
        is_told |= (
            mention.is_another
            and mention.party is not None
            and not mention.owner
            and self.turn.reading.text[clause.end : clause.end + 1] != "?"
        )
        here = self.known[self.focus].facts if self.focus is not None else {}
        stands = here.get("status")
        if self._is_filed_over_it(clause):
            return False
        if self.is_one_more(clause):
            return not may_be
        if self.has_two and len(real) == 1 and stands and mention.way.get("status", stands) != stands:
            return not may_be  # «me pusieron dos, una sigue…», «¿y la procesada?»
        if len(real) == 1 and stands in OVER and mention.way.get("status") == "in_process" and not self.is_correction:
            return not may_be  # «¿y en la que está en trámite?», of who told of a closed one
        if not real or may_be or (clause.asks and not is_told):
            return False
        tells = bool(mention.party or facts.keys() - {"kind", "device", "evidence"})
        tells |= mention.is_another and (mention.owner is not None or self._goes_on())
        tells |= mention.is_called_so and self.tells_on and not mention.says_which
        tells |= is_of_other_kind
        if (self.has_two or (self.counts_one and mention.is_other)) and len(real) < self.most and self.known[-1].said:
            counted = mention.number == 1 or mention.is_other or mention.is_another
            counted |= bool(facts) and search(phrases.mention.the_next, clause.text) is not None
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
        if self.is_over_something_else(clause):
            return True
        if mention.owner == ME and not (is_beside or party_differs or ground_differs):
            return False  # «a mi madre le pusieron una, y me llegó el aviso a mí»
        signs = [is_somebodys, party_differs, mention.is_another or mention.is_also]
        signs += [party_differs and is_since(self.turn, clause.text, here.get("status"))]
        signs += [ground_differs and not self.is_correction, self.turn.topic == "should_file", is_of_other_kind]
        if self.is_correction and not mention.is_another:
            return False
        if mention.party is None and not (is_somebodys and (mention.is_called_so or is_told_now or mention.is_another)):
            # «También hay un reclamo de una compradora», «además un cliente dice que…», after an earlier message
            brings = re.search(rf"{phrases.mention.brings_one_up}|{phrases.mention.customer_says}", clause.text)
            is_brought_up = mention.is_also and ground_differs and brings and not is_told_now
            return len(real) < 2 and (is_of_other_kind or is_brought_up or (mention.is_another and self._goes_on()))
        if self.is_told_again(clause):
            return True
        if self._is_of_the_one_at_hand(clause, is_told_now):
            return False
        if (is_told_now or clause.asks) and (is_somebodys or party_differs):
            return True
        if is_somebodys and mention.owner != ME:
            return True
        return sum(signs) >= _SURE or (mention.is_another and mention.party is not None and len(real) < 2)

    def _is_filed_over_it(self, clause: Clause) -> bool:
        """Whether the clause says who filed one over what the message has only told so far: «compró una licuadora, no
        le llegó y puso una queja».
        """
        case, mention = self.known[self.focus] if self.focus is not None else None, clause.mention
        only_why = case is not None and not case.kept["facts"] and case.told.keys() == {"ground"}
        is_beside = mention.is_another or (mention.is_also and "ground" in clause.facts)
        return only_why and bool(mention.party) and not is_beside

    def is_one_more(self, clause: Clause) -> bool:
        """Whether the clause tells of one beside two that are known: «me acaba de llegar una tercera»."""
        if len(self.known) < 2 or clause.asks or not self.tells_on:
            return False
        patterns = self.turn.knowledge.phrases.mention
        # Not «recibí un nuevo aviso de Alibaba, la mía ya está cerrada»
        is_news = search(patterns.news_of_one, normalize(self.turn.reading.text))
        one_more = rf"{patterns.one_more}|{patterns.next_one}"
        return not is_news and search(one_more, clause.text) is not None

    def is_of_other_kind(self, clause: Clause) -> bool:
        """Whether the clause tells of one of the other kind beside the one spoken of: «además puse un informe», and not
        «además, ¿un informe se quita?»
        """
        phrases, unstated = self.turn.knowledge.phrases, self.turn.knowledge.unstated["kind"]
        here = self.known[self.focus].facts.get("kind", unstated) if self.focus is not None else unstated
        told = self._kind_told(clause)
        is_own = clause.mention.owner in (None, ME) and not names(self.turn.knowledge).search(clause.text)
        is_own = is_own and bool(clause.mention.party or search(phrases.has_one, clause.text) or self._is_of_the_same())
        is_brought_up = clause.mention.is_also and search(phrases.mention.brings_one_up, clause.text)
        return bool(is_own and is_brought_up) and told not in (None, here) and not self.is_correction

    def _kind_told(self, clause: Clause) -> Optional[str]:
        """The kind of which the clause says that one is, or names one: «también puse una queja»."""
        named = kinds_named(self.turn, clause.text)
        return clause.facts.get("kind") or (named[0] if len(named) == 1 else None)

    def _is_of_the_same(self) -> bool:
        """Whether the message says that a further one is over the same thing: «y un informe por lo mismo»."""
        return search(self.turn.knowledge.phrases.same_matter, normalize(self.turn.reading.text)) is not None

    def is_over_something_else(self, clause: Clause) -> bool:
        """«…, y denuncié a un vendedor por unos audífonos», of who told before of one that they filed over a chair."""
        phrases, text = self.turn.knowledge.phrases, clause.text
        if self.focus is None or clause.mention.calls or clause.mention.party is None or self.is_correction:
            return False
        if not search(phrases.mention.files_some, text):
            return False
        case, over = self.known[self.focus], over_what(text)
        before = {word for said in self.turn.written_before for word in over_what(normalize(said))}
        is_known = clause.mention.owner in (None, case.owner) and case.facts.get("party") is not None
        is_known &= not before.isdisjoint(case.words)
        written = normalize(self.turn.reading.text[: clause.end])
        is_beside = search(phrases.mention.goes_on_with, re.split(r"[.?!]\s*", written)[-1])
        status = clause.facts.get("status") or self.turn.reading.stated.get("status")
        differs = status is not None and case.kept["facts"].get("status") not in (None, status)
        return is_known and bool(over) and over.isdisjoint(case.words) and bool(is_beside or differs)

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
        brings_one_up = search(pattern.brings_one_up, clause.text)
        if search(pattern.done_to_it, clause.text) and not (brings_one_up or self.names_other):
            return True
        case = self.known[self.focus]
        is_nobodys = case.owner == ME and "party" not in case.facts
        is_news = brings_one_up and not case.kept["facts"].keys() <= {"kind"}
        return is_nobodys and not (is_told_now or is_news)

    def implied(self, clause: Clause) -> Optional[int]:
        """The number of the other case that the clause has to be of, where the message calls none."""
        patterns, focus = self.turn.knowledge.phrases.mention, self.focus
        if focus is None or any(said.mention.calls for case in self.known for said in (*case.said, clause)):
            return None
        if clause.facts.get("party") == self.known[focus].facts.get("party", ME):
            return None  # «¿me sancionan si es mentira lo que puse?»
        number = None if self.is_correction else by_ground(self.known, focus, clause, patterns)
        # «Si la quito, ¿puede volver a denunciarme?» says who the person is: of neither is that sure.
        is_of_neither = {"party", "ground"}.isdisjoint({*self.turn.reading.stated, *clause.facts})
        if number is None and is_of_neither:
            may_suppose = self.turn.reading.intent in _OF_A_WITHDRAWAL
            number = by_own_withdrawal(self.known, focus, clause.text, patterns, may_suppose)
        if number is None and not search(patterns.of_own_withdrawal, normalize(self.turn.reading.text)):
            number = by_role(self.known, focus, clause.text, patterns)
        facts = clause.facts
        is_of_an_open_one = facts.get("status") == "withdrawn" or facts.get("issues_resolved") == "yes"
        if number is None and (is_of_an_open_one or search(patterns.if_withdrawn, clause.text)):
            # «Ya la retiró», «ya me pagó» is not of the one that was closed before.
            open_one = withdrawn(self.known, focus)
            if self.known[open_one].facts.get("party") == self.known[focus].facts.get("party"):
                return open_one
        return number

    def untold(self) -> Optional[int]:
        """The number of a further case that was only spoken of: what is told of another one is told of that."""
        return next((n for n, case in enumerate(self.known) if n and case.is_untold), None)

    def begin(self, clause: Clause) -> int:
        """Begin a case; of two told of at once, with what is so of both, and whose both are."""
        owner, shared, is_one_more = clause.mention.owner, dict(self.shared), self.is_one_more(clause)
        if self.has_two:
            first = self.known[0].kept
            shared = {f: v for f, v in first["facts"].items() if f in SO_OF_BOTH and not is_one_more} | shared
            owner = first.get("principal") or self.whose if owner is None else owner
            knowledge, text = self.turn.knowledge, self.turn.reading.text
            if is_one_more and owner is None and not acts_on_us(knowledge, text):
                owner = named_principal(knowledge, text)  # «hay una tercera, un informe que puso mi clienta»
        if is_one_more and search(self.turn.knowledge.phrases.mention.put_on_us, clause.text):
            shared["party"] = "respondent"  # «me acaban de poner otra más, por lo mismo»
        here = self.known[self.focus].facts if self.focus is not None else {}
        if "kind" in here and search(self.turn.knowledge.phrases.mention.of_the_same_kind, clause.text):
            shared.setdefault("kind", here["kind"])
        if self.is_of_other_kind(clause) and self.focus is not None:
            shared |= {f: v for f, v in here.items() if self._is_of_the_same() and f in ("party", "ground")}
            shared |= {"kind": kind} if (kind := self._kind_told(clause)) else {}
        if clause.mention.is_to_them and self.focus is not None:
            shared |= {f: v for f, v in self.known[self.focus].told.items() if f == "party"}  # «…, a mí por marca»
        kept: dict[str, Any] = {"facts": shared, "topic": None, "principal": owner or None, "words": []}
        self.known.append(Known(kept, is_new=True))
        return len(self.known) - 1
