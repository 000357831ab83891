"""What the actions share: a turn first stores what its message states of the case, then replies."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.cases.both_cases import answer_all
from actions.cases.case import store_facts
from actions.reading.erasure import ask_whether_to_erase, is_told_to_erase, tells_others
from actions.reading.languages import OTHER_LANGUAGES
from actions.reading.message import read_message
from actions.reading.phrases import normalize
from actions.reading.proof import is_not_theirs, rejects_the_question
from actions.reading.terms import terms_named
from actions.reading.tracker_state import held_facts
from actions.replies.answering import answer_named_beside, answer_questions
from actions.replies.claim_parts import answer_parts
from actions.replies.comment import take_comment
from actions.replies.details import answer_detail_of_all, answer_details
from actions.replies.not_filed import answer_not_filed
from actions.replies.note_scope import answer_scope
from actions.replies.own_words import say_what_the_guide_names
from actions.replies.responder import Responder
from actions.replies.statements import announce_case, answer_message
from actions.settings import Settings
from retirada.rulebook.knowledge import project_knowledge
from retirada.rulebook.schema import Knowledge


class Turn:
    """One message of the person, and the reply to it.

    Attributes:
        tracker: the conversation; its slots hold what the turn has changed so far.
        reading: what the message says.
        before: the facts that were held before it.
        principal_before: whom the person was taken to speak for before it.
        switched: it begins another case, or goes back to one.
        names_several: it names several cases by their facts.
        one_of_them: it asks about one of the cases that it speaks of.
        is_one_case: it says that what was taken for several cases is one.
        is_split: it says something of one of two cases that were told of as one.
        changed_in_all: the facts that it says of all cases and that were held otherwise of one of them.
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
        self.reading = read_message(tracker, knowledge)
        self.before = held_facts(tracker, knowledge)
        self.principal_before = tracker.get_slot("principal")
        self.switched = self.names_several = self.one_of_them = self.is_one_case = self.is_split = False
        self.changed_in_all: dict[str, str] = {}
        self.asks_last = False
        self._held: Optional[bool] = None  # whether the question that waits is to be asked plainly
        self.events: list[dict[str, Any]] = []
        self.responder = Responder(dispatcher, tracker, domain, settings, knowledge)

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
        sets aside.
        """
        kept = {*self.facts, *(self.get("set_aside") or {})}
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

    def get(self, slot: str) -> Any:
        return self.tracker.get_slot(slot)

    def set(self, slot: str, value: Any) -> None:
        """Remember it, now and for the next turn."""
        self.tracker.slots[slot] = value
        self.events.append(SlotSet(slot, value))

    def say(self, name: str, **of_response: Any) -> None:
        """Say the response `utter_<name>`; see `Responder.say`."""
        self.responder.say(name, self.facts, **of_response)

    def ask_again(self, plainly: bool = False) -> None:
        """Ask the open question again, if a fact was asked for; `plainly`, explain what is asked. While `asks_last` is
        set, it is asked when that ends.
        """
        if self.asks_last:
            self._held = plainly
        elif self.pending_fact:
            self.responder.ask(self.pending_fact, self.facts, plainly)

    def ask_what_was_held(self) -> None:
        """Ask the question that waited for the rest of the reply, unless the rest asks one."""
        self.asks_last = False
        if self._held is not None and not self.responder.asks:
            self.ask_again(self._held)


def _suffers(turn: Turn) -> bool:
    """Whether a question is asked by who says, for the first time, that they suffer under it."""
    asks = bool(turn.reading.questions) and turn.reading.intent not in ("distress", "fraud")
    says_so = re.search(turn.knowledge.phrases.suffers, normalize(turn.reading.text))
    return asks and bool(says_so) and not turn.responder.told(turn.responder.text("utter_suffers", turn.facts))


# Acts whose reply says nothing of what else the message asks.
_ANSWERS_NO_OTHER = ("bot_challenge", "capabilities", "human", "next_step", "privacy", "sources", "status_check", "why")
# What gives way to a question in the same message.
_GIVES_WAY = ("greet", "thanks", "goodbye", "acknowledge", "dont_know", "feedback", "rephrase", *OTHER_LANGUAGES)


class TurnAction(Action, ABC):
    """An action that replies to a message. What the message states of the case is stored here and nowhere else.

    Attributes:
        intents: what it replies to also where the NLU took the message for something else, see `Reading.intent`.
    """

    intents: ClassVar[tuple[str, ...]] = ()
    _replies_to: ClassVar[dict[str, type[TurnAction]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        TurnAction._replies_to |= dict.fromkeys(cls.intents, cls)

    def __init__(self, settings: Optional[Settings] = None, knowledge: Optional[Knowledge] = None) -> None:
        self._settings = settings or Settings.from_environment()
        self._knowledge = knowledge or project_knowledge()

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker, domain, self._settings, self._knowledge)
        if take_comment(turn):
            return turn.events
        store_facts(turn)
        if turn.pending_fact and re.search(self._knowledge.phrases.no_own_case, normalize(turn.reading.text)):
            turn.set("pending_question", None)  # nobody can say it of no case
        if turn.pending == "evidence" and is_not_theirs(tracker, self._knowledge):
            turn.set("pending_question", None)
            if turn.reading.intent != "inform" and rejects_the_question(self._knowledge, turn.reading.text):
                turn.say("proof_not_asked", topic="why", about="pruebas_de_la_infraccion", sources=["P7"])
                return turn.events
        if answer_not_filed(turn):
            return turn.events
        if turn.get("fallback_count") and turn.reading.intent != "nlu_fallback":
            turn.set("fallback_count", 0)
        understood = tracker.get_intent_of_latest_message(skip_fallback_intent=False) == turn.reading.intent
        meant = None if understood else self._replies_to.get(turn.reading.intent)
        if answer_detail_of_all(turn) or answer_all(turn):
            answer_named_beside(turn)
            turn.set("fallback_count", 0)  # it was understood
            return turn.events
        if _suffers(turn):
            turn.say("suffers")
        if turn.is_one_case:
            turn.say("one_case")
        if turn.switched or turn.one_of_them or turn.is_split:
            announce_case(turn)
        turn.asks_last = turn.reading.intent in _ANSWERS_NO_OTHER
        if turn.reading.questions[:1] == [turn.reading.intent] or turn.reading.intent in ("inform", "erase"):
            self._reply_beside(turn)  # what is asked for last may be a fact, which has to stay last
        if answer_scope(turn) or answer_parts(turn) or say_what_the_guide_names(turn) or answer_details(turn):
            turn.set("fallback_count", 0)
        elif meant:
            meant(self._settings, self._knowledge).reply(turn)
        elif turn.reading.intent == "inform" or (
            turn.reading.questions and (not understood or turn.reading.intent in _GIVES_WAY)
        ):
            answer_message(turn)
        else:
            self.reply(turn)
        self._reply_beside(turn)
        if turn.asks_last:
            answer_questions(turn, [q for q in turn.reading.questions if q not in turn.responder.answered])
            turn.ask_what_was_held()
        if is_told_to_erase(turn):
            ask_whether_to_erase(turn)
        if turn.pending in turn.facts:
            turn.set("pending_question", None)  # it was answered in passing
        return turn.events

    def _reply_beside(self, turn: Turn) -> None:
        """Reply to the acts that the message asks for beside its intent, each as if it were a message of its own."""
        whole = turn.reading
        for act, text in whole.beside:
            if act == "privacy" and tells_others(turn.knowledge, text):
                continue  # a detail answers it
            terms = terms_named(turn.knowledge, text) if act == "meaning" else []
            if act != "meaning" or terms:
                turn.reading = whole._replace(intent=act, text=text, terms=terms[:1], questions=[], details=[])
                self._replies_to[act](self._settings, self._knowledge).reply(turn)
        turn.reading = whole._replace(beside=[])

    @abstractmethod
    def reply(self, turn: Turn) -> None:
        """Speak, and set what is to be remembered. The turn's facts already hold what the message states; a message
        that is taken for another intent than it was read with is not seen here, see actions/replies/statements.py.
        """
