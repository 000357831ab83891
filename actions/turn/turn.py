"""A turn of the conversation: what its message says, what is known, and what the reply changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Optional

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading.button_in_words import as_chosen
from actions.reading.complaint_kind import with_both_kinds
from actions.reading.details_again import as_insisted
from actions.reading.dismissed_parts import without_what_is_waved_off
from actions.reading.message import Reading
from actions.reading.message_reader import read_message
from actions.reading.parties import as_filed_by_them
from actions.reading.phrases import normalize
from actions.reading.repeated_questions import as_asked_before
from actions.reading.supposing import as_supposed
from actions.reading.tracker_state import held_facts, written, written_before
from actions.settings import Settings
from actions.turn.asking import without_asking
from actions.turn.case_changes import CaseChanges
from actions.turn.responder import Responder
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

# The variables of responses that hold what is answered.
_OF_THE_ANSWER = ("details", "sentence", "meaning", "lines", "wrong", "right", "left_open")


class Turn:
    """One message of the person, and the reply to it.

    Attributes:
        tracker: the conversation; its slots hold what the turn has changed so far.
        reading: what the message says.
        before: the facts that were held before it.
        asked_before: what was open before it, see `pending`.
        principal_before: whom the person was taken to speak for before it.
        cases: what it does to the cases of the conversation.
        explained: the meanings of words that its reply has given.
        judged: where in the message what it puts to us stands that was judged.
        owned_up: what was misheard was put right in so many words.
        was_missed: the message before was answered as if asked of another case.
        is_rest: it is what is left of a message of which a part was answered, and was read anew.
        asks_again: it asks again for one of several questions that a message before put.
        asks_last: a question that is open waits until all else is answered, see `ask_again`.
        events: what the turn has changed, for Rasa.
    """

    def __init__(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
        settings: Settings,
        knowledge: Knowledge,
    ) -> None:
        self.tracker, self.knowledge = tracker, knowledge
        message = as_supposed(knowledge, tracker.latest_message)
        message = without_what_is_waved_off(tracker, knowledge, message)
        message = with_both_kinds(tracker, knowledge, message)
        insisted = as_insisted(tracker, knowledge, message)
        before = as_asked_before(tracker, knowledge, message) if insisted is message else None
        # Read in parts, it says of each case who filed it. Its intent stays, by which the action was chosen.
        entities = before["entities"] if before else as_filed_by_them(knowledge, as_chosen(tracker, insisted))
        tracker.latest_message = {**(before or message), "intent": message["intent"], "entities": entities}
        self.reading = read_message(tracker, knowledge, before)
        self.asks_again = before is not None
        self.before, self.asked_before = held_facts(tracker, knowledge), self.pending
        self.principal_before = tracker.get_slot("principal")
        self._supposed_before = set(tracker.get_slot("set_aside") or {})
        self.cases = CaseChanges()
        self.explained: set[str] = set()
        self.judged: list[tuple[int, int]] = []
        self.asks_last = self.owned_up = self.was_missed = self.is_rest = False
        self._held: Optional[bool] = None  # whether the question that waits is to be asked plainly
        self.events: list[dict[str, Any]] = []
        self._dispatcher = dispatcher
        self.responder = Responder(dispatcher, tracker, domain, settings, knowledge)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """What the person has written so far, with the latest message."""
        return written(self.tracker)

    @cached_property
    def written_before(self) -> tuple[str, ...]:
        """What the person wrote before the latest message."""
        return written_before(self.tracker)

    def has_written(self, pattern: str) -> bool:
        """Whether any message of the person's, normalized, has what a pattern looks for."""
        return any(search(pattern, normalize(text)) for text in self.written)

    @property
    def facts(self) -> dict[str, str]:
        """The facts that answers rest on."""
        return held_facts(self.tracker, self.knowledge)

    @property
    def changed(self) -> dict[str, str]:
        """The facts that the message gave another value than they had; `party` also where it is somebody else's."""
        unstated = self.knowledge.unstated  # that it is a complaint went without saying
        changed = {f: v for f, v in self.facts.items() if self.before.get(f, unstated.get(f)) != v}
        if "party" in self.facts and self.get("principal") != self.principal_before:
            changed["party"] = self.facts["party"]
        return changed

    @property
    def gone(self) -> dict[str, str]:
        """The facts that were held before the message and are no more, with their values; but for those that it only
        sets aside, or that were only supposed, unless it says that they were never so: it was answered with them.
        """
        supposed = {*(self.get("set_aside") or {}), *self._supposed_before} - set(self.reading.retracted)
        kept = {*self.facts, *supposed}
        return {fact: value for fact, value in self.before.items() if fact not in kept}

    @property
    def is_told_of(self) -> bool:
        """Whether anything is known of the case, but for what goes without saying."""
        return bool(self.facts.items() - self.knowledge.unstated.items())

    @property
    def topic(self) -> Optional[str]:
        """The topic that was talked about last."""
        return self.tracker.get_slot("topic")

    @property
    def pending(self) -> Optional[str]:
        """What the assistant asked and nobody answered yet: a fact, «new_case», «erase», or an intent it suggested."""
        return self.tracker.get_slot("pending_question")

    @property
    def pending_fact(self) -> Optional[str]:
        """The fact that was asked for and is not known yet."""
        return self.pending if self.pending in self.knowledge.facts and self.pending not in self.facts else None

    @property
    def messages(self) -> list[dict[str, Any]]:
        """All messages of this turn so far, as they will be sent."""
        return self._dispatcher.messages

    @property
    def replies(self) -> list[dict[str, Any]]:
        """What this turn says so far, but for the privacy notice: each message's `response`, `answer` and variables."""
        return [reply for reply in self.messages if not reply.get("quiet")]

    @property
    def words(self) -> str:
        """All that this turn says so far, above notes and sources."""
        return self.words_of(self.replies)

    def words_of(self, replies: list[dict[str, Any]]) -> str:
        """What some of its messages say, above notes and sources."""
        texts = (self.responder.plain_text(reply["response"]) for reply in replies)
        filled = (str(words) for reply in replies for name, words in reply.items() if name in _OF_THE_ANSWER)
        return " ".join([*texts, *filled])

    def take_back(self, reply: dict[str, Any]) -> None:
        """Not say a message of this turn after all."""
        self.messages.remove(reply)

    def lead_with(self, name: str) -> None:
        """Say the response `utter_<name>` before all that this turn says so far, as a part of it."""
        if said := self.messages:
            self._dispatcher.utter_message(response=f"utter_{name}", answer={**said[0]["answer"], "notes": []})
            said.insert(0, said.pop())

    def get(self, slot: str) -> Any:
        return self.tracker.get_slot(slot)

    def set(self, slot: str, value: Any) -> None:
        """Remember it, now and for the next turn."""
        self.tracker.slots[slot] = value
        self.events.append(SlotSet(slot, value))

    def understood(self) -> None:
        """Forget how many messages before were not understood."""
        if self.get("fallback_count"):
            self.set("fallback_count", 0)

    @contextmanager
    def speaking_of(self, principal: Optional[str], facts: Optional[dict[str, str]] = None) -> Iterator[None]:
        """Word what is said meanwhile for another case: for whom the person speaks in it, and what is held of it."""
        of_case = {} if facts is None else {fact: facts.get(fact) for fact in self.knowledge.facts}
        held = {name: self.get(name) for name in ("principal", *of_case)}
        self.tracker.slots.update({"principal": principal, **of_case})
        try:
            yield
        finally:
            self.tracker.slots.update(held)

    def read(self, message: dict[str, Any]) -> Reading:
        """What another message, given as its parse data, says in this conversation."""
        held, self.tracker.latest_message = self.tracker.latest_message, message
        try:
            return read_message(self.tracker, self.knowledge)
        finally:
            self.tracker.latest_message = held

    @contextmanager
    def hearing(self, message: dict[str, Any], reading: Reading) -> Iterator[None]:
        """Answer meanwhile another message, given as its parse data, and as it is read."""
        held = self.tracker.latest_message, self.reading
        self.tracker.latest_message, self.reading = message, reading
        try:
            yield
        finally:
            self.tracker.latest_message, self.reading = held

    def say(self, name: str, **of_response: Any) -> None:
        """Say the response `utter_<name>`; see `Responder.say`."""
        self.responder.say(name, self.facts, **of_response)

    def filled(self, name: str, **variables: Any) -> str:
        """The text of the response `utter_<name>`; see `Texts.filled`."""
        return self.responder.filled(name, self.facts, **variables)

    def ask_again(self, plainly: bool = False) -> None:
        """Ask the open question again, if a fact was asked for that may still decide; `plainly`, explain what is asked.
        While `asks_last` is set, it is asked when that ends.
        """
        if self.asks_last:
            self._held = plainly
        elif fact := without_asking(self.tracker, self.knowledge, self.pending_fact, plainly):
            self.responder.ask(fact, self.facts, plainly)

    def ask_what_was_held(self) -> None:
        """Ask the question that waited for the rest of the reply, unless the rest asks one."""
        self.asks_last = False
        if self._held is not None and not self.responder.asks:
            self.ask_again(self._held)
