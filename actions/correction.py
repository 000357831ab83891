"""The action that takes back what was misheard."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from actions.cases.case import restore_facts
from actions.reading.denied_facts import says_it_is_not_withdrawn
from actions.reading.details_asked import clear_details
from actions.reading.entities import says_what_is_asked
from actions.reading.parties import put_right_by
from actions.reading.phrases import asks_something, contains, normalize
from actions.reading.rejected_reply import FEW_WORDS, answered_last, disowned, named_topic, rejects
from actions.reading.tracker_state import latest_message_index, parse_data_before
from actions.replies.answering import (
    MOSTLY,
    answer_questions,
    answer_topic,
    can_decide,
    likely_questions,
    question_meant,
)
from actions.replies.details import say_it_is_left_open
from actions.replies.missed_question import grant_what_is_so, words_change
from actions.replies.questions_on_wording import explain_what_was_said, say_what_is_named
from actions.replies.statements import (
    answer_statement,
    denies_what_was_not_said,
    say_it_is_not_held,
    say_next_step,
    say_what_is_held,
    says_what_is_left_to_do,
    topic_of_facts,
)
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.decision import decide

_MAX_OFFERED = 3
_LIKELY_STATEMENT = 0.1  # what the NLU leaves to a statement, or to a question in one, at least
_NAMES_IT = 3  # words, beside the rejection, that say what was not asked
_LEAST_OFFERED = 0.005  # less likely ones are noise, and better not offered


class ActionCorrection(TurnAction):
    intents = ("correction",)

    def name(self) -> str:
        return "action_correction"

    def reply(self, turn: Turn) -> None:
        """Say what is now held; answer the question that was meant, or the last topic anew, or offer other readings."""
        reading = turn.reading
        unsaid = contains(reading.text, turn.knowledge.phrases.taken_back)
        mends = any(turn.before.get(fact) for fact in turn.changed)
        if not (unsaid or mends) and explain_what_was_said(turn):
            return
        names_it = reading.stated or reading.retracted  # «no dije que las tenga» takes back nothing else
        if unsaid and not names_it and not denies_what_was_not_said(turn):
            restore_facts(turn)
        is_another_case = turn.switched or turn.one_of_them or turn.is_one_case
        # The questions that the last reply answered are not meant.
        rejected = set() if is_another_case else _rejected(turn)
        meant = [name for name in reading.questions if name not in rejected and _may_be_asked(turn, name)]
        if not meant and (turn.changed or "party" in reading.stated) and "?" in reading.text:
            meant = list(reading.questions)  # «ella es la que se quejó. ¿Le pasa algo?» asks it of who they are
        is_of_a_detail = says_what_is_asked(turn.tracker.latest_message) and _is_of_a_detail(turn)
        # «Ya está todo pagado. ¿Sí o no?» asks anew what was answered.
        asks_anew = turn.changed and re.search(turn.knowledge.phrases.presses, normalize(reading.text))
        if not (meant or is_another_case or _only_corrects(turn) or is_of_a_detail or asks_anew):
            is_short = _words_beside(turn) <= FEW_WORDS
            meant = [] if is_short or _only_says_who_is_who(turn) else question_meant(_questions(turn, rejected))
        is_mended = turn.changed or turn.gone
        topic = next((question for question in meant if question in turn.knowledge.tables), None)
        if not meant and is_mended:
            is_of_last = turn.topic and words_change(turn, turn.topic, turn.before)
            topic = turn.topic if is_of_last else topic_of_facts(turn)
        if not turn.switched:
            say_what_is_held(turn, topic)  # of another case, that was said
        if not (meant or is_another_case) and says_what_is_left_to_do(turn):
            return
        asks_what_to_do = re.search(turn.knowledge.phrases.what_to_do, normalize(reading.text))
        if meant:
            answer_questions(turn, meant)
        elif asks_what_to_do and turn.is_told_of:
            say_next_step(turn, topic or turn.topic)  # «a mí me denunciaron, ¿yo qué puedo hacer?»
        elif is_another_case and turn.topic and not is_mended:
            answer_statement(turn)  # «son dos, la que me pusieron a mí», «no hay otra»
        elif is_another_case and turn.is_told_of and not is_mended:
            answer_topic(turn, "withdraw")
        elif topic:
            _answer_anew(turn, topic)
        elif not is_mended and (noted_again := _as_held(turn)) and _may_be_granted(turn, noted_again):
            if not turn.topic and "party" in noted_again:
                answer_statement(turn)  # «ella es la reclamante», «no la puse yo», as we hold it
            else:
                grant_what_is_so(turn, noted_again, turn.topic or "withdraw")  # «no, la cerraron ellos», as we hold it
        elif not is_mended:
            _answer_or_offer(turn, rejected)
        elif "ground" in turn.changed and turn.is_told_of:
            say_next_step(turn, None)  # nothing was asked yet that it decides


def _answer_or_offer(turn: Turn, rejected: Collection[str]) -> None:
    """Of a message that corrects nothing we hold, answer what else it may ask, or what was answered last in words that
    were not used yet, or offer other readings.
    """
    others = [guess["name"] for guess in _questions(turn, rejected)]
    insists = _insists(turn)
    is_unsaid = denies_what_was_not_said(turn) or says_it_is_not_withdrawn(turn.knowledge, turn.tracker.latest_message)
    if turn.topic and is_unsaid:
        say_it_is_not_held(turn)  # «no dije que la retirara», «no, todavía no la quité»
    elif insists and turn.pending_fact:
        turn.say("correction_depends", topic="correction", asks=turn.pending_fact)
        turn.ask_again(plainly=True)
    elif turn.topic and rejects(turn.knowledge, turn.reading.text) and turn.reading.stated:
        answer_statement(turn)  # «no me contestó lo del celular»
    elif _is_of_a_detail(turn):
        turn.say("nothing_more", topic="correction")  # the detail that is asked was just said
    elif len(others) == 1 and not insists and _words_beside(turn) > FEW_WORDS:
        answer_questions(turn, others)
    elif turn.topic and _only_tells(turn) and not rejects(turn.knowledge, turn.reading.text):
        answer_statement(turn)
    else:
        offered = _offered(turn, rejected, others)
        if insists and not offered:
            answer_topic(turn, str(turn.topic))
            return
        if not offered and turn.topic and turn.reading.stated:
            answer_statement(turn)  # «te digo que es queja, no informe. ¿Entonces?», as we hold it
            return
        says_which = says_what_is_asked(turn.tracker.latest_message)
        if says_which and (say_what_is_named(turn) or say_it_is_left_open(turn, offered)):
            return  # what is asked was said
        before = (parse_data_before(turn.tracker) or {}).get("intent", {}).get("name")
        if [button["payload"] for button in offered] == [f"/{before}"]:  # what was asked, and answered by a detail
            turn.say("misread", topic="correction")
            answer_questions(turn, [before])
            return
        turn.say("correction_which" if len(offered) > 1 else "correction", topic="correction", buttons=offered)


def _answer_anew(turn: Turn, topic: str) -> None:
    decision = decide(turn.knowledge, topic, turn.facts)
    before = turn.responder.sentence(decide(turn.knowledge, topic, turn.before), turn.before)
    if decision.verdict != turn.responder.last_verdict or before != _sentence(turn, topic):
        looks = any(act == "status_check" for act, _ in turn.reading.beside)
        answer_topic(turn, topic, ask=not looks)
        if looks:  # the reply to that asks it, last
            turn.set("pending_question", decision.asks)
    else:
        part = any(reply["response"].startswith("utter_of_ip_taken_back") for reply in turn.replies)
        turn.say(
            "correction_rest" if part else "correction_same",
            topic=topic,
            decision=decision,
            sentence=_sentence(turn, topic),
        )
        turn.ask_again()


def _rejected(turn: Turn) -> set[str]:
    """What the last reply was about, and what the message says that it does not ask."""
    return answered_last(turn.tracker, turn.knowledge) | disowned(turn.knowledge, turn.tracker.latest_message)


def _sentence(turn: Turn, topic: str) -> str:
    return turn.responder.sentence(decide(turn.knowledge, topic, turn.facts), turn.facts)


def _only_corrects(turn: Turn) -> bool:
    """«No, perdón, sigue en trámite» asks the last topic anew, which that decides; so does «no la retiré, ¿quién dijo
    eso?», where nothing else is likely.
    """
    likely = likely_questions(turn)[:1]
    is_clear = any(guess["confidence"] >= _LIKELY_STATEMENT for guess in likely)
    decides = turn.changed and turn.topic and can_decide(turn, turn.topic)
    return not is_clear and bool(turn.gone or (decides and not _asks_or_says_what(turn)))


def _may_be_granted(turn: Turn, noted_again: dict[str, str]) -> bool:
    """Whether facts that are told again can be granted: of a topic; without one, who filed it, or that it is closed."""
    return bool(turn.topic) or "party" in noted_again or noted_again.get("status") == "processed"


def _as_held(turn: Turn) -> dict[str, str]:
    """What the message tells that is held already."""
    stated = {f: v for f, v in turn.reading.stated.items() if turn.knowledge.unstated.get(f) != v}
    told = put_right_by(turn.tracker, turn.knowledge, turn.tracker.latest_message)
    is_over = turn.facts.get("status") == "processed"
    if not stated and is_over and says_it_is_not_withdrawn(turn.knowledge, turn.tracker.latest_message):
        return {"status": "processed"}  # «yo no la quité, la cerraron ellos»
    return stated or ({"party": told.party} if told and told.party == turn.facts.get("party") else {})


def _only_says_who_is_who(turn: Turn) -> bool:
    """«Nosotros somos los acusados, no los que se quejan» asks nothing, whatever it sounds like; nor does «¿quién le
    dijo que era por una marca?» of what nobody said.
    """
    text, phrases = turn.reading.text, turn.knowledge.phrases
    tells = put_right_by(turn.tracker, turn.knowledge, turn.tracker.latest_message) is not None
    is_assumed = turn.reading.stated and re.search(phrases.assumed_by_us, normalize(text))
    return bool((tells and not _asks_or_says_what(turn)) or is_assumed)


def _is_of_a_detail(turn: Turn) -> bool:
    return not clear_details(turn.knowledge, turn.tracker.latest_message).isdisjoint(turn.reading.details)


def _only_tells(turn: Turn) -> bool:
    """«Es que no tengo computadora» corrects nothing, though it sounds like it."""
    guesses = {guess["name"]: guess["confidence"] for guess in turn.reading.ranking}
    return guesses.get("inform", 0) >= _LIKELY_STATEMENT


def _words_beside(turn: Turn) -> int:
    """How many words the message has; of one that rejects the last reply and puts no question, beside those that do."""
    written = normalize(turn.reading.text)
    beside = "" if "?" in turn.reading.text else re.sub(turn.knowledge.phrases.rejects, "", written)
    return len((beside or written).split())


def _insists(turn: Turn) -> bool:
    """Whether the message asks anew, clearly, what was answered last."""
    likely = likely_questions(turn)[:1]
    return any(guess["name"] == turn.topic and guess["confidence"] >= MOSTLY for guess in likely)


def _questions(turn: Turn, rejected: Collection[str]) -> list[dict[str, Any]]:
    """What the message may ask, but for noise and what was just answered, the likeliest first."""
    likely = (guess for guess in likely_questions(turn) if guess["confidence"] >= _LEAST_OFFERED)
    return [guess for guess in likely if guess["name"] not in rejected and _may_be_asked(turn, guess["name"])]


def _may_be_asked(turn: Turn, question: str) -> bool:
    """Whether a message that asks nothing may ask it all the same: what is beside the case is told then, «enviado sí,
    llega en unos días».
    """
    return _asks_or_says_what(turn) or question in (*turn.knowledge.tables, *turn.knowledge.stated_in)


def _asks_or_says_what(turn: Turn) -> bool:
    return asks_something(turn.knowledge, turn.reading.text) or says_what_is_asked(turn.tracker.latest_message)


def _offered(turn: Turn, rejected: Collection[str], likely: list[str]) -> list[dict[str, str]]:
    """Buttons for what may be meant: what the message may ask, and what the one before may have asked, which the reply
    to it missed.
    """
    before = latest_message_index(turn.tracker, until=latest_message_index(turn.tracker))
    events = turn.tracker.events[before : before + 1]
    ranking = [guess for event in events for guess in (event.get("parse_data") or {}).get("intent_ranking") or []]
    missed = [guess["name"] for guess in ranking if guess["confidence"] >= _LEAST_OFFERED]
    rest = re.sub(turn.knowledge.phrases.rejects, "", normalize(turn.reading.text))
    is_rest = rest != normalize(turn.reading.text) and len(rest.split()) >= _NAMES_IT
    names_what_is_not_meant = is_rest and not says_what_is_asked(turn.tracker.latest_message)
    if names_what_is_not_meant:  # «no pregunté cómo se retira»
        likely, rejected = [], {*rejected, *filter(None, [named_topic(turn.knowledge, rest)])}
    known = {*turn.knowledge.tables, *turn.knowledge.subjects} - set(rejected)
    offered = [name for name in dict.fromkeys([*likely, *missed]) if name in known]
    return turn.responder.reading_buttons(offered)[:_MAX_OFFERED]
