"""A case that is known, while it is found out of which one each clause of a message is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actions.cases.by_clause.clauses import Clause
from actions.cases.by_clause.mentions import Mention
from actions.cases.case_words import words
from actions.reading.who_filed import ME
from actions.turn.texts import Facts
from retirada.prefilter import search


@dataclass
class Known:
    """A case that is known.

    Attributes:
        kept: as it was kept; see actions/cases/case.py.
        told: what the message tells of it.
        said: the clauses of the message that speak of it.
        of_both: so many of them, the first ones, told of two together: «puse dos por mi marca».
        is_new: the message tells of it first.
    """

    kept: dict[str, Any]
    is_new: bool = False
    told: Facts = field(default_factory=dict)
    said: list[Clause] = field(default_factory=list)
    of_both: int = 0

    @property
    def facts(self) -> Facts:
        return {**self.kept["facts"], **self.told}

    @property
    def owner(self) -> str:
        return self.kept.get("principal") or ME

    @property
    def is_empty(self) -> bool:
        return self.is_untold and not self.kept.get("topic")

    @property
    def is_untold(self) -> bool:
        """Whether it was spoken of, and nothing told of it."""
        return not (self.facts.keys() - {"device"} or self.kept.get("principal"))

    def is_told_on(self, mention: Mention) -> bool:
        """Whether what only says who filed one is of this one, of which nobody knows it: «tengo otra; la metí ayer»."""
        goes_on = self.is_new and "party" not in self.facts and not (mention.is_another or mention.is_also)
        return self.is_empty or bool(goes_on and mention.party and mention.owner in (ME, self.owner))

    @property
    def words(self) -> set[str]:
        return {
            *(self.kept.get("words") or []),
            *(w for clause in self.said[self.of_both :] for w in words(clause.text)),
        }


def withdrawn(known: list[Known], number: int) -> int:
    """The number of the case that was withdrawn, of which one is told so: «ya quité la otra» is not of the one that was
    closed before, where another is still open.
    """
    status = [case.kept["facts"].get("status") for case in known]
    still = [other for other, stands in enumerate(status) if stands in (None, "in_process")]
    return still[0] if status[number] == "processed" and len(still) == 1 else number


def is_asked_of_each(known: list[Known], withdraws: str) -> bool:
    """Whether a withdrawal is asked of several, each called by its name: «¿puedo quitar la mía y que él quite la suya?»

    Args:
        withdraws: the pattern of a withdrawal.
    """
    asked = [
        case
        for case in known
        if any(said.asks and said.mention.calls and search(withdraws, said.text) for said in case.said)
    ]
    return len(asked) > 1
