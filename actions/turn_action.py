"""What the actions share: a turn first stores what its message states of the case, then replies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from typing import Any, ClassVar, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.cases.case import drop_question_of_no_case, keep_what_is_awaited, store_facts
from actions.cases.next_complaint import speak_of_the_next
from actions.cases.principal import ask_in_their_stead
from actions.reading.erasure import tells_others
from actions.reading.languages import OTHER_LANGUAGES
from actions.reading.low_confidence import FALLBACK
from actions.reading.needs_care import comes_first
from actions.reading.terms import KINDS, terms_named
from actions.reading.tracker_state import ASKS
from actions.replies.all_cases import answer_all
from actions.replies.answering import answer_named_beside, answer_questions, say_what_comes_if_closed
from actions.replies.claim_parts import answer_parts, take_as_claim
from actions.replies.claims_of_each import answer_claims
from actions.replies.claims_put import answer_claims_of_case, answer_claims_put
from actions.replies.comment import take_comment
from actions.replies.details import answer_detail_of_all, answer_details_and_act
from actions.replies.device_asked import answer_from_which_device
from actions.replies.each_question import answer_each_question
from actions.replies.erase_question import ask_whether_to_erase, is_told_to_erase, say_nothing_is_remembered
from actions.replies.explaining import tell_words_apart
from actions.replies.guide_answers import answer_about_guide
from actions.replies.missed_question import (
    answer_whether_it_changes,
    ask_anew_as_put_right,
    ask_anew_of_that_case,
    ask_anew_what_was_put,
    ask_nothing_beside,
    beg_pardon,
)
from actions.replies.new_topics import offer_new_topics, take_up_new_topic
from actions.replies.not_filed import answer_not_filed
from actions.replies.open_questions import say_what_is_left_open
from actions.replies.preface import say_before_the_answer
from actions.replies.proof_not_theirs import take_back_asking_for_proof
from actions.replies.statements import answer_message
from actions.replies.summary import say_each_in_short
from actions.replies.unanswered_clauses import answer_what_is_left
from actions.replies.without_repetition import say_each_thing_once
from actions.settings import Settings
from actions.turn.turn import Turn
from retirada.rulebook.knowledge import project_knowledge
from retirada.rulebook.schema import Knowledge

# Each may take the message to ask something else than it was read to, in this order.
_READ_ANEW = (
    ask_anew_of_that_case,
    ask_anew_what_was_put,
    ask_nothing_beside,
    ask_anew_as_put_right,
    ask_in_their_stead,
    take_as_claim,
)
# Each may answer the message, whatever it was read as; the first that returns True does.
_ANSWER_FIRST = (
    answer_claims_of_case,
    answer_parts,
    say_nothing_is_remembered,
    answer_details_and_act,
    say_what_is_left_open,
)
# Each may answer for all cases of the conversation together; the first that returns True does.
_ANSWER_FOR_ALL = (say_each_in_short, answer_detail_of_all, answer_claims, answer_all)
# Acts whose reply says nothing of what else the message asks.
_ANSWERS_NO_OTHER = ("bot_challenge", "capabilities", "human", "next_step", "privacy", "sources", "status_check", "why")
_SAID_WITH = {"privacy": ("duration",)}  # «¿lo guarda? ¿cuánto tiempo?» asks no other time
# What gives way to a question in the same message.
_GIVES_WAY = ("greet", "thanks", "goodbye", "acknowledge", "dont_know", "feedback", "rephrase", *OTHER_LANGUAGES)


def _answer_of_all(turn: Turn) -> bool:
    """Answer what is asked of all cases of the conversation together; whether that is asked."""
    if not any(answer(turn) for answer in _ANSWER_FOR_ALL):
        return False
    answer_named_beside(turn)
    turn.understood()
    return True


class TurnAction(Action, ABC):
    """An action that replies to a message. What the message states of the case is stored before any of them replies.

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
        self._answer(turn)
        say_each_thing_once(turn)
        if is_told_to_erase(turn):
            ask_whether_to_erase(turn)
        keep_what_is_awaited(turn)
        offer_new_topics(turn)
        return turn.events

    def _answer(self, turn: Turn) -> None:
        """Store what the message states, and answer it. What returns whether it replied ends the answer where it did:
        it has said all that is to be said.
        """
        if take_comment(turn):
            return
        needs_care = turn.reading.intent == "erase" or comes_first(turn.knowledge, turn.tracker.latest_message)
        is_plain = not needs_care and not take_up_new_topic(turn)  # else nothing more is looked for in it
        if is_plain and self._judge_what_is_put(turn):
            return
        store_facts(turn)
        speak_of_the_next(turn)
        drop_question_of_no_case(turn)
        if is_plain and answer_about_guide(turn):
            return
        if take_back_asking_for_proof(turn) or answer_not_filed(turn) or self._say_whether_it_changes(turn):
            return
        for read_anew in _READ_ANEW:
            read_anew(turn)
        if turn.reading.intent != FALLBACK:
            turn.understood()
        if tell_words_apart(turn) or _answer_of_all(turn):
            return
        say_before_the_answer(turn)
        if not answer_each_question(turn, partial(self._reply_to_act, turn)):
            self._reply_to_the_whole(turn)
        self._answer_what_is_left(turn)
        if turn.pending in turn.facts:
            turn.set("pending_question", None)  # it was answered in passing
        beg_pardon(turn)

    def _judge_what_is_put(self, turn: Turn) -> bool:
        """Say what is so of what the message puts to us, and reply to what else it asks; whether it puts anything."""
        if not answer_claims_put(turn):
            return False
        self._reply_beside(turn)
        self._answer_what_is_left(turn)
        return True

    def _say_whether_it_changes(self, turn: Turn) -> bool:
        """Say whether what was just told changes the answer, and reply to what else is asked; whether it is asked."""
        if not answer_whether_it_changes(turn):
            return False
        self._answer_what_is_left(turn)
        return True

    def _reply_to_the_whole(self, turn: Turn) -> None:
        """Reply to what the message was read as, and to what it asks beside that."""
        action = self._action_meant(turn)
        turn.asks_last = turn.reading.intent in _ANSWERS_NO_OTHER
        if turn.reading.questions[:1] == [turn.reading.intent] or turn.reading.intent in ("inform", "erase"):
            self._reply_beside(turn)  # what is asked for last may be a fact, which has to stay last
        if any(answer(turn) for answer in _ANSWER_FIRST):
            turn.understood()
        elif action:
            action.reply(turn)
        else:
            answer_message(turn)
        self._reply_beside(turn)
        if turn.reading.if_closed:
            say_what_comes_if_closed(turn)
        if turn.asks_last:
            said = {*turn.responder.answered, *_SAID_WITH.get(turn.reading.intent, ())}
            answer_questions(turn, [question for question in turn.reading.questions if question not in said])
            turn.ask_what_was_held()

    def _action_meant(self, turn: Turn) -> Optional[TurnAction]:
        """The action that replies to what the message was read as; None where what it asks or states is answered."""
        intent = turn.reading.intent
        is_as_predicted = not turn.is_rest and turn.tracker.latest_message["intent"]["name"] == intent
        if not is_as_predicted and intent in self._replies_to:
            return self._action_for(intent)
        gives_way = turn.reading.questions and (not is_as_predicted or intent in _GIVES_WAY)
        return None if intent == "inform" or gives_way else self

    def _action_for(self, intent: str) -> TurnAction:
        return self._replies_to[intent](self._settings, self._knowledge)

    def _reply_to_act(self, turn: Turn, act: str, text: str) -> None:
        """Reply to an act as if it were a message of its own."""
        whole, turn.reading = turn.reading, turn.reading._replace(beside=[(act, text)])
        self._reply_beside(turn)
        turn.reading = whole

    def _reply_beside(self, turn: Turn) -> None:
        """Reply to the acts that the message asks for beside its intent, each as if it were a message of its own."""
        whole = turn.reading
        for act, text in whole.beside:
            if act == "privacy" and tells_others(turn.knowledge, text):
                continue  # a detail answers it
            terms = terms_named(turn.knowledge, text) if act == "meaning" else []
            if act != "meaning" or terms:
                # «¿En trámite es lo mismo que procesada?» is one question of two words.
                are_two = len(whole.terms) > 1 and set(terms).issubset(whole.terms)
                terms = whole.terms if are_two and set(terms).isdisjoint(KINDS) else terms[:1]
                turn.reading = whole._replace(intent=act, text=text, terms=terms, questions=[], details=[])
                self._action_for(act).reply(turn)
                turn.responder.answered.add(act)
        turn.reading = whole._replace(beside=[])

    def _answer_what_is_left(self, turn: Turn) -> None:
        """Answer what nothing of the reply speaks of, in the order asked; a fact that is asked for stays last."""
        before = list(turn.messages)
        is_first = answer_what_is_left(turn, partial(self._reply_to_act, turn))
        answer_from_which_device(turn)
        added = turn.messages[len(before) :]
        if added:
            asks = [message for message in before if message["response"].startswith(ASKS)]
            said = [message for message in before if message not in asks]
            leads = is_first and not (turn.cases.goes_to_one or turn.cases.is_split)
            turn.messages[:] = [*(added + said if leads else said + added), *asks]

    @abstractmethod
    def reply(self, turn: Turn) -> None:
        """Speak, and set what is to be remembered. The turn's facts already hold what the message states."""
