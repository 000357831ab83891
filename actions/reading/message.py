"""What a message says."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

from actions.reading.entities import RETRACTED


class Reading(NamedTuple):
    """What a message says.

    Attributes:
        intent: what it is taken for; `inform` where it only states facts of the case that is talked about.
        text: as it was written, or the payload of a button.
        stated: fact name → value; empty for messages whose intent states none.
        retracted: names of the facts that it takes back.
        supposed: names of the facts that it only supposes («¿y si ya la procesaron?»).
        what_if: it says so itself, with «si».
        if_closed: it asks what comes of it if it is processed before: that is so of the answer only.
        of_the_rule: it asks for the rule with these facts, and not for the case at hand.
        second_case: of two cases in one message, what is said of the second; «retracted» where it is said of the first
            only.
        terms: ids of the glossary's entries that it asks about.
        details: ids of the details that it asks about.
        questions: what it asks, in its order: topics and subjects next door.
        beside: the acts that it asks for beside its intent, each with the words that do.
        pressed: the topic on which it presses for a plain answer.
        ranking: the likeliest intents, each with `name` and `confidence`.
        told: the entities, as the words around them tell it: without what is doubted or promised.
    """

    intent: str
    text: str
    stated: dict[str, str]
    retracted: list[str]
    supposed: frozenset[str]
    what_if: bool
    if_closed: bool
    of_the_rule: bool
    second_case: dict[str, str]
    terms: list[str]
    details: list[str]
    questions: list[str]
    beside: list[tuple[str, str]]
    pressed: Optional[str]
    ranking: list[dict[str, Any]]
    told: list[dict[str, Any]]

    @property
    def supposes(self) -> bool:
        """Whether what the message states is a supposition, at least in part."""
        return bool(self.supposed)

    @property
    def first_case(self) -> dict[str, str]:
        """Of two cases in one message, what is said of the first: «retracted» where it is said of the second only."""
        stated = self.stated.items()
        return {f: RETRACTED if self.second_case[f] == value else value for f, value in stated if f in self.second_case}

    @property
    def is_button(self) -> bool:
        return self.text.startswith("/")
