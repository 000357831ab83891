"""Answering who corrects us: what they meant, what they told anew, and what they may mean instead."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from actions.reading.denied_facts import says_it_is_not_withdrawn
from actions.reading.details_asked import clear_details
from actions.reading.entities import says_what_is_asked
from actions.reading.parties import put_right_by
from actions.reading.phrases import asks_something, normalize
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
from actions.replies.questions_on_wording import say_what_is_named
from actions.replies.statements import answer_statement, denies_what_was_not_said, say_it_is_not_held
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide

_MAX_OFFERED = 3
_LIKELY_STATEMENT = 0.1  # what the NLU leaves to a statement, or to a question in one, at least
_NAMES_IT = 3  # words, beside the rejection, that say what was not asked
_LEAST_OFFERED = 0.005  # less likely ones are noise, and better not offered


def questions_meant(turn: Turn, rejected: Collection[str], is_another_case: bool) -> list[str]:
    """The questions that the message means beside what it corrects, if it means any."""
    reading = turn.reading
    meant = [name for name in reading.questions if name not in rejected and _may_be_asked(turn, name)]
    if not meant and (turn.changed or "party" in reading.stated) and "?" in reading.text:
        meant = list(reading.questions)  # «ella es la que se quejó. ¿Le pasa algo?» asks it of who they are
    is_of_a_detail = says_what_is_asked(turn.tracker.latest_message) and _is_of_a_detail(turn)
    # «Ya está todo pagado. ¿Sí o no?» asks anew what was answered.
    asks_anew = turn.changed and search(turn.knowledge.phrases.presses, normalize(reading.text))
    if meant or is_another_case or _only_corrects(turn) or is_of_a_detail or asks_anew:
        return meant
    is_short = _words_beside(turn) <= FEW_WORDS
    return [] if is_short or _only_says_who_is_who(turn) else question_meant(_questions(turn, rejected))


def answer_or_offer(turn: Turn, rejected: Collection[str]) -> None:
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


def answer_anew(turn: Turn, topic: str) -> None:
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


def _sentence(turn: Turn, topic: str) -> str:
    return turn.responder.sentence(decide(turn.knowledge, topic, turn.facts), turn.facts)


def questions_rejected(turn: Turn) -> set[str]:
    """What the last reply was about, and what the message says that it does not ask."""
    return answered_last(turn.tracker, turn.knowledge) | disowned(turn.knowledge, turn.tracker.latest_message)


def _only_corrects(turn: Turn) -> bool:
    """«No, perdón, sigue en trámite» asks the last topic anew, which that decides; so does «no la retiré, ¿quién dijo
    eso?», where nothing else is likely.
    """
    likely = likely_questions(turn)[:1]
    is_clear = any(guess["confidence"] >= _LIKELY_STATEMENT for guess in likely)
    decides = turn.changed and turn.topic and can_decide(turn, turn.topic)
    return not is_clear and bool(turn.gone or (decides and not _asks_or_says_what(turn)))


def may_be_granted(turn: Turn, noted_again: dict[str, str]) -> bool:
    """Whether facts that are told again can be granted: of a topic; without one, who filed it, or that it is closed."""
    return bool(turn.topic) or "party" in noted_again or noted_again.get("status") == "processed"


def told_as_held(turn: Turn) -> dict[str, str]:
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
    is_assumed = turn.reading.stated and search(phrases.assumed_by_us, normalize(text))
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
