"""What the actions share: a turn first stores what its message states of the case, then replies."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import partial
from typing import Any, ClassVar, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.cases.both_cases import answer_all
from actions.cases.case import keep_what_is_awaited, store_facts
from actions.cases.principal import asks_in_their_stead
from actions.reading.entities import values
from actions.reading.erasure import tells_others
from actions.reading.languages import OTHER_LANGUAGES
from actions.reading.low_confidence import FALLBACK
from actions.reading.message import read_message
from actions.reading.needs_care import comes_first
from actions.reading.phrases import normalize
from actions.reading.proof import is_not_theirs, rejects_the_question
from actions.reading.rejected_reply import answered_last, asks_instead
from actions.reading.short_answers import ACTS_BESIDE
from actions.reading.terms import KINDS, terms_named
from actions.reading.tracker_state import ASKS
from actions.replies.answering import answer_named_beside, answer_questions, say_what_comes_if_closed
from actions.replies.beside_details import all_asked_apart
from actions.replies.claim_parts import answer_parts, puts_a_claim
from actions.replies.claims_of_each import answer_claims
from actions.replies.claims_put import answer_claims_of_case, answer_claims_put
from actions.replies.comment import take_comment
from actions.replies.details import answer_detail_of_all, answer_details
from actions.replies.device_asked import answer_from_which_device
from actions.replies.each_question import answer_each_question
from actions.replies.erase_question import ask_whether_to_erase, is_told_to_erase, say_nothing_is_remembered
from actions.replies.explaining import explain_words, tell_words_apart
from actions.replies.guide_answers import answer_about_guide, rest_beside_the_guide
from actions.replies.ip_only import no_longer_of_ip
from actions.replies.missed_question import (
    answer_whether_it_changes,
    ask_anew_as_put_right,
    ask_anew_of_that_case,
    ask_anew_what_was_put,
    asks_nothing_beside,
)
from actions.replies.new_topics import offer_new_topics, take_up_new_topic
from actions.replies.new_wording import was_said_last
from actions.replies.not_filed import answer_not_filed
from actions.replies.open_questions import say_what_is_left_open
from actions.replies.statements import announce_case, answer_message, corrects, say_what_is_held
from actions.replies.summary import say_each_in_short
from actions.replies.unanswered_clauses import answer_what_is_left
from actions.replies.without_repetition import say_each_thing_once
from actions.settings import Settings
from actions.turn.turn import Turn
from retirada.rulebook.knowledge import project_knowledge
from retirada.rulebook.schema import Knowledge


def _suffers(turn: Turn) -> bool:
    """Whether who asks something, or what to do, says for the first time that they suffer under it."""
    intent, message = turn.reading.intent, turn.tracker.latest_message
    asks = (set(turn.reading.questions) - {"distress"} or intent == "next_step") and intent not in ("distress", "fraud")
    is_read = intent == "next_step" and "distress" in (message["intent"]["name"], *values(message, "second_topic"))
    says_so = is_read or re.search(turn.knowledge.phrases.suffers, normalize(turn.reading.text))
    return bool(asks and says_so) and not turn.responder.told(turn.responder.text("utter_suffers", turn.facts))


def _is_denied(turn: Turn) -> bool:
    """Whether what was held is no more: denied, and not only asked about, as in «no sé si es queja o informe»."""
    is_doubted = re.search(turn.knowledge.phrases.kind_in_doubt, normalize(turn.reading.text))
    is_asked_about = is_doubted or turn.reading.intent in ("meaning", "status_check")
    return bool(turn.gone and not turn.changed) and not is_asked_about


def _was_misread(turn: Turn) -> bool:
    """Whether the message says that it asks something else than what was answered last; said once running."""
    if not asks_instead(turn.knowledge, turn.tracker.latest_message) or turn.responder.has_apologized:
        return False
    asked, questions = turn.reading.intent, {*turn.knowledge.tables, *turn.knowledge.subjects}
    is_new = asked in questions - answered_last(turn.tracker, turn.knowledge)
    is_new = is_new or (asked == "correction" and bool(turn.reading.details))
    details = turn.knowledge.details_called(turn.reading.details)
    return is_new and not any(was_said_last(turn, detail) for detail in details)


def _beg_pardon(dispatcher: CollectingDispatcher) -> None:
    """Say first, as a part of what was said, that the message before was misread."""
    said = dispatcher.messages
    if said:
        dispatcher.utter_message(response="utter_misread", answer={**said[0]["answer"], "notes": []})
        said.insert(0, said.pop())


# Acts whose reply says nothing of what else the message asks.
_ANSWERS_NO_OTHER = ("bot_challenge", "capabilities", "human", "next_step", "privacy", "sources", "status_check", "why")
_SAID_WITH = {"privacy": ("duration",)}  # «¿lo guarda? ¿cuánto tiempo?» asks no other time
# What gives way to a question in the same message.
_GIVES_WAY = ("greet", "thanks", "goodbye", "acknowledge", "dont_know", "feedback", "rephrase", *OTHER_LANGUAGES)


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
        self._answer(turn, dispatcher)
        say_each_thing_once(turn)
        if is_told_to_erase(turn):
            ask_whether_to_erase(turn)
        keep_what_is_awaited(turn)
        offer_new_topics(turn)
        return turn.events

    def _answer(self, turn: Turn, dispatcher: CollectingDispatcher) -> None:
        tracker = turn.tracker
        is_urgent = turn.reading.intent == "erase" or comes_first(self._knowledge, tracker.latest_message)
        if take_comment(turn):
            return
        is_new = not is_urgent and take_up_new_topic(turn)
        if not (is_urgent or is_new) and answer_claims_put(turn):
            self._reply_beside(turn)
            self._answer_what_is_left(turn, dispatcher)
            return
        store_facts(turn)
        if turn.pending_fact and re.search(self._knowledge.phrases.no_own_case, normalize(turn.reading.text)):
            turn.set("pending_question", None)  # nobody can say it of no case
        of_the_guide = None if is_urgent or is_new else answer_about_guide(turn)
        rest = rest_beside_the_guide(turn, of_the_guide) if of_the_guide else None
        if of_the_guide and rest is None:
            return
        if rest:
            tracker.latest_message = rest
            turn.reading = read_message(tracker, self._knowledge)
        if turn.pending == "evidence" and is_not_theirs(tracker, self._knowledge):
            turn.set("pending_question", None)
            if turn.reading.intent != "inform" and rejects_the_question(self._knowledge, turn.reading.text):
                turn.say("proof_not_asked", topic="why", about="pruebas_de_la_infraccion", sources=["P7"])
                return
        if answer_not_filed(turn):
            return
        if answer_whether_it_changes(turn):
            self._answer_what_is_left(turn, dispatcher)
            return
        is_of_that_case = ask_anew_of_that_case(turn)
        ask_anew_what_was_put(turn)
        asks_nothing_beside(turn)
        ask_anew_as_put_right(turn)
        asks_in_their_stead(turn)
        if puts_a_claim(turn):
            turn.reading = turn.reading._replace(intent="confirm", details=[])
        if turn.reading.intent != FALLBACK:
            turn.understood()
        if tell_words_apart(turn):
            return
        is_of_all = say_each_in_short(turn) or answer_detail_of_all(turn)
        if is_of_all or answer_claims(turn) or answer_all(turn):
            answer_named_beside(turn)
            turn.set("fallback_count", 0)  # it was understood
            return
        if _suffers(turn):
            turn.say("suffers")
        if turn.is_one_case:
            turn.say("one_case")
        if turn.switched or turn.one_of_them or turn.is_split:
            if turn.get("principal") or not turn.get("to_come"):  # what is said of one to come tells so itself
                announce_case(turn)
        elif turn.reading.intent != "correction" and (corrects(turn) or _is_denied(turn)):
            say_what_is_held(turn, turn.topic)  # a correction says so itself
        elif turn.reading.intent == FALLBACK and no_longer_of_ip(turn):
            say_what_is_held(turn, None)  # «dice que no es de marca, ¿todo lo que me dijo ya no vale?»
        explain_words(turn)
        if not answer_each_question(turn, partial(self._reply_to_act, turn)):
            self._reply_to_the_whole(turn, is_rest=rest is not None)
        self._answer_what_is_left(turn, dispatcher)
        if turn.pending in turn.facts:
            turn.set("pending_question", None)  # it was answered in passing
        if is_of_that_case or _was_misread(turn):
            _beg_pardon(dispatcher)

    def _reply_to_the_whole(self, turn: Turn, is_rest: bool) -> None:
        """Reply to what the message was read as, and to what it asks beside that.

        Args:
            is_rest: it is what is left of a message of which a part was answered, and was read anew.
        """
        understood = not is_rest and turn.tracker.latest_message["intent"]["name"] == turn.reading.intent
        meant = None if understood else self._replies_to.get(turn.reading.intent)
        turn.asks_last = turn.reading.intent in _ANSWERS_NO_OTHER
        if turn.reading.questions[:1] == [turn.reading.intent] or turn.reading.intent in ("inform", "erase"):
            self._reply_beside(turn)  # what is asked for last may be a fact, which has to stay last
        if answer_claims_of_case(turn) or answer_parts(turn) or say_nothing_is_remembered(turn):
            turn.set("fallback_count", 0)
        elif answer_details(turn):
            turn.set("fallback_count", 0)
            if turn.reading.intent in ACTS_BESIDE and all_asked_apart(turn):
                turn.reading = turn.reading._replace(beside=[(turn.reading.intent, ""), *turn.reading.beside])
        elif say_what_is_left_open(turn):
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
        if turn.reading.if_closed:
            say_what_comes_if_closed(turn)
        if turn.asks_last:
            said = {*turn.responder.answered, *_SAID_WITH.get(turn.reading.intent, ())}
            answer_questions(turn, [question for question in turn.reading.questions if question not in said])
            turn.ask_what_was_held()

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
                self._replies_to[act](self._settings, self._knowledge).reply(turn)
                turn.responder.answered.add(act)
        turn.reading = whole._replace(beside=[])

    def _answer_what_is_left(self, turn: Turn, dispatcher: CollectingDispatcher) -> None:
        """Answer what nothing of the reply speaks of, in the order asked; a fact that is asked for stays last."""
        before = list(dispatcher.messages)
        is_first = answer_what_is_left(turn, partial(self._reply_to_act, turn))
        answer_from_which_device(turn)
        added = dispatcher.messages[len(before) :]
        if added:
            asks = [message for message in before if message["response"].startswith(ASKS)]
            said = [message for message in before if message not in asks]
            leads = is_first and not (turn.switched or turn.one_of_them or turn.is_split)
            dispatcher.messages[:] = [*(added + said if leads else said + added), *asks]

    @abstractmethod
    def reply(self, turn: Turn) -> None:
        """Speak, and set what is to be remembered. The turn's facts already hold what the message states; a message
        that is taken for another intent than it was read with is not seen here, see actions/replies/statements.py.
        """
