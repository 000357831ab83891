"""Which texts were said before in the conversation, and how the same is said again."""

from __future__ import annotations

from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.tracker_state import (
    SAME_VERDICT,
    case_began,
    last_turn,
    last_verdict_response,
    notes_of_other_sites,
    notes_shown,
    said,
    topics_asked,
    verdicts_given,
)
from actions.turn.texts import Facts, Texts
from retirada.rulebook.decision import Decision
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import first_sentences


class TextsTold(Texts):
    """The texts of one turn, and those of the turns before it.

    Beside the variants of `Texts` there is `…_again`, said where the response itself was said a moment ago (verdicts:
    in this case; subjects next door: ever).
    """

    def __init__(self, tracker: Tracker, domain: dict[str, Any], knowledge: Knowledge) -> None:
        super().__init__(tracker, domain, knowledge)
        last, before = last_turn(tracker), list(said(tracker))
        self._said_last, self._texts_last = {message.response for message in last}, [message.text for message in last]
        self._last_variant = last_verdict_response(tracker)
        self._verdicts = verdicts_given(tracker, since=case_began(tracker))
        self._all_verdicts = set(verdicts_given(tracker))
        self._verdicts_now: set[str] = set()
        self._texts = [message.text for message in before]
        self._said_before = {message.response for message in before}
        self._notes_shown = notes_shown(tracker) | notes_of_other_sites(tracker, knowledge)
        self.topics_in_order = topics_asked(tracker, knowledge)
        self.topics = set(self.topics_in_order)

    def sentence(self, decision: Decision, facts: Facts) -> str:
        """The verdict in one sentence, see `new_sentence`."""
        return self.new_sentence(decision.verdict, facts)

    def new_sentence(self, name: str, facts: Facts) -> str:
        """The first sentence of the response `utter_<name>`, or in other words where that was just said."""
        first = self.first_sentence(name, facts)
        was_said = any(self.told(way, last=True) for way in self.beginnings(first))
        return self.first_sentence(f"{name}_again", facts) if was_said else first

    def told(self, words: str, last: bool = False) -> bool:
        """Whether the words were said in an earlier message, or in the turn before."""
        return any(words in text for text in (self._texts_last if last else self._texts))

    def just_said(self, name: str) -> bool:
        """Whether the response `utter_<name>` was said in the turn before."""
        return f"utter_{name}" in self._said_last

    def said_all(self, name: str, facts: Facts) -> bool:
        """Whether both the response `utter_<name>` and the one that says it again were said before."""
        both = (self.variant_of(f"utter_{name}{again}", facts) for again in ("", "_again"))
        return all(response in self._said_before for response in both)

    def was_given(self, verdict: str) -> bool:
        """Whether the verdict was given in an earlier turn of the conversation."""
        return verdict in self._all_verdicts - self._verdicts_now

    @property
    def last_verdict(self) -> Optional[str]:
        """The last verdict that was given in this case, or None."""
        return self._verdicts[-1] if self._verdicts else None

    def begin_case(self) -> None:
        """Speak as in a case of which nothing was said yet."""
        for kept in (self.topics, self.topics_in_order, self._verdicts):
            kept.clear()

    def _unless_said(self, response: str, facts: Facts, before: set[Optional[str]]) -> str:
        again, response = self.variant_of(f"{response}_again", facts), self.variant_of(response, facts)
        new = response not in before or again in self._said_last or again not in self._responses
        return response if new else again

    def _verdict_response(self, verdict: str, facts: Facts, is_asked_again: bool, is_short: bool) -> str:
        """The verdict in full the first time in this case; then, or `is_short`, what counts; no text twice running."""
        full = self.variant_of(f"utter_{verdict}", facts)
        again = self.variant_of(f"utter_{verdict}_again", facts)
        may_be_told = (full, again) if is_asked_again else ()
        told = [r for r in may_be_told if self.told(first_sentences(self.plain_text(r), 1), last=True)]
        just_said = {self._last_variant, *told}
        if verdict not in self._verdicts and full not in just_said and not (is_short and again not in just_said):
            return full
        is_of_this_turn = verdict in self._verdicts_now  # of another case: nobody has asked twice
        if again not in just_said or is_of_this_turn:
            return again
        return full if is_asked_again else SAME_VERDICT
