"""Answering what only states facts of the case, whatever intent the message was read with."""

from __future__ import annotations

from typing import Any, Optional

from actions.reading.low_confidence import SURE_IN_A_CASE
from actions.reading.phrases import asks_something, contains, normalize
from actions.reading.tracker_state import last_turn
from actions.replies.answering import (
    answer_questions,
    answer_topic,
    can_decide,
    likely_questions,
    question_meant,
    restated,
)
from actions.replies.asides import asides
from actions.replies.ip_only import take_back_what_is_of_ip
from actions.replies.not_filed import known_case
from actions.turn.asking import without_asking
from actions.turn.responder import HEADING
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide, next_step
from retirada.rulebook.wording import OVER

# Who asked these means to withdraw: what is then said of the case is answered with whether it can be.
_ON_THE_WAY_TO_WITHDRAWING = ("where", "before_withdrawing", "buyer_withdrawal")
_WEIGHED = ("respondent_request", "before_withdrawing", "buyer_withdrawal")
_STORY, LONG_STORY = 12, 20  # words
_WHAT_CAME_OF_IT = frozenset({"status", "issues_resolved"})


def answer_message(turn: Turn) -> None:
    """Answer what the message asks; what it only states, where it asks nothing."""
    questions = turn.reading.questions
    if not questions:
        answer_statement(turn)
        return
    if turn.topic and turn.pending in turn.reading.stated and turn.topic not in questions:
        # «Sigue en trámite. ¿y los puntos?» answers us, and asks.
        questions = [*questions, turn.topic] if "fraud" in questions else [turn.topic, *questions]
    answer_questions(turn, questions)


def answer_statement(turn: Turn) -> None:
    """Answer what only states facts: on the topic that they decide; without one, take note of them."""
    topic = _topic_asked_too(turn) or topic_of_facts(turn)
    # That it is a complaint goes without saying.
    telling = turn.reading.stated.items() - turn.knowledge.unstated.items() or turn.changed
    if turn.reading.second_case:
        answer_topic(turn, topic or "withdraw")
    elif (topic is None or not turn.reading.stated) and (likely := _asked_in_a_story(turn)):
        answer_questions(turn, likely)
    elif turn.cases.switched and only_tells_as_accused(turn, topic):
        say_next_step(turn, None)
    elif turn.cases.switched and topic:
        answer_topic(turn, topic)
    elif turn.cases.switched:
        if all(reply["response"] == HEADING for reply in turn.replies):
            say_next_step(turn, None)
    elif says_what_is_left_to_do(turn):
        return
    elif topic is None:
        answer_story(turn)
    elif turn.changed and search(turn.knowledge.phrases.what_to_do, normalize(turn.reading.text)):
        turn.say("case_noted", facts_in_words=turn.responder.in_words(turn.changed), topic="next_step")
        say_next_step(turn, topic)  # «ya vi el aviso, es por una marca. Qué hago»
    elif denies_what_was_not_said(turn) and not turn.reading.stated:
        say_it_is_not_held(turn)
    elif not telling and turn.pending_fact:
        turn.say("inform_unclear", topic=topic)
        turn.ask_again(plainly=True)
    elif only_tells_as_accused(turn, topic) and not (_is_news(turn, topic) or _was_told_what_to_do(turn)):
        if turn.changed and not turn.owned_up:
            turn.say("case_noted", facts_in_words=turn.responder.in_words(turn.changed), topic="next_step")
        say_next_step(turn, None)
    elif not telling:
        turn.say("inform_nothing", topic="next_step")
        say_next_step(turn, topic)
    elif _is_news(turn, topic):
        answer_topic(turn, topic)
    else:
        decision = decide(turn.knowledge, topic, turn.facts)
        noted = turn.responder.in_words(turn.reading.stated or turn.changed)
        sentence = turn.responder.sentence(decision, turn.facts)
        turn.say("noted", facts_in_words=noted, sentence=sentence, **restated(turn, topic))
        turn.set("pending_question", without_asking(turn.tracker, turn.knowledge, decision.asks))
        turn.ask_again()


def answer_story(turn: Turn) -> None:
    """Take note of what is told where no topic was asked before; who tells at length what came of a complaint, or more
    of one that we know of, wants to know what to do now; and who tells a longer story with who filed it, what follows
    from that.
    """
    words, party = len(turn.reading.text.split()), turn.facts.get("party")
    is_long = words >= _STORY
    came_of_it = is_long and _WHAT_CAME_OF_IT.intersection(turn.reading.stated)
    if words >= LONG_STORY and party and not came_of_it:
        if party == "complainant":
            answer_topic(turn, "withdraw")
        else:
            say_next_step(turn, None)
        return
    if "party" in turn.before and (turn.changed or not _was_told_what_to_do(turn)):
        if turn.changed:
            turn.say("case_noted", facts_in_words=turn.responder.in_words(turn.changed), topic="next_step")
        say_next_step(turn, None)
        return
    if not came_of_it:
        turn.say("inform")
        return
    step = next_step(turn.knowledge, None, known_case(turn))
    turn.say(f"step_{step.step}", sources=step.sources, asides=asides(turn, "next_step"))
    turn.say("inform_more")


def say_what_is_held(turn: Turn, topic: Optional[str]) -> None:
    """Say what changed, once in a turn. The answer is that of the topic that is answered next, if one is."""
    if turn.owned_up:
        return
    turn.owned_up = True
    of_answer: dict[str, Any] = restated(turn, topic) if topic else {"topic": "correction"}
    in_words = turn.responder.in_words
    mends = any(turn.before.get(fact) for fact in turn.changed)
    only_takes_back = turn.reading.retracted and not mends
    # What a supposition had set aside holds again, and was not told now.
    told = {f: value for f, value in turn.changed.items() if f in turn.reading.stated} or turn.changed
    # «Dice queja, no informe, y sigue pendiente»
    held = in_words(told, with_unstated="party" not in told) if turn.changed else ""
    if turn.changed and contains(turn.reading.text, turn.knowledge.phrases.told_already):
        turn.say("told_before", facts_in_words=held, **of_answer)
    elif turn.changed and not (turn.gone and only_takes_back):  # «no sé si la cerraron; uso el celular» mends no device
        turn.say("corrected" if mends else "told_first", facts_in_words=held, **of_answer)
    elif turn.gone and turn.facts:
        turn.say("taken_back", gone=in_words(turn.gone), left=in_words(turn.facts), **of_answer)
    elif turn.gone:
        turn.say("taken_back_all", gone=in_words(turn.gone), **of_answer)
    take_back_what_is_of_ip(turn, of_answer.get("decision"))


def denies_what_was_not_said(turn: Turn) -> bool:
    """Whether a message takes back a fact, or names what it did not say: «no dije que la quitara»."""
    return bool(turn.reading.retracted) or contains(turn.reading.text, turn.knowledge.phrases.unsaid_that)


def say_it_is_not_held(turn: Turn) -> None:
    """Of what is denied or taken back, say that no answer rests on it, and what the answer is."""
    topic = topic_of_facts(turn) or "withdraw"
    if turn.gone:
        answer_topic(turn, topic)  # that it is gone was said
        return
    phrases, text, of_answer = turn.knowledge.phrases, turn.reading.text, restated(turn, topic)
    is_assumed = turn.reading.intent == "why" or search(phrases.assumed_by_us, normalize(text))
    name = "correction_unsaid" if is_assumed or contains(text, phrases.taken_back) else "correction_not_held"
    turn.say(name, sentence=turn.responder.sentence(of_answer["decision"], turn.facts), **of_answer)
    turn.ask_again()


def says_what_is_left_to_do(turn: Turn) -> bool:
    """Say what is left to do to who was told so last and tells more of the case, where it is withdrawn, or is open and
    nothing else was talked about: «ya no hay nada pendiente» is not of where one withdraws it.
    """
    status = turn.facts.get("status")
    is_of_it = status == "withdrawn" or (turn.topic is None and status != "processed")
    if not (_was_told_what_to_do(turn) and is_of_it and turn.reading.stated):
        return False
    say_next_step(turn, None)
    return True


def _was_told_what_to_do(turn: Turn) -> bool:
    return any(message.answer.get("topic") == "next_step" for message in last_turn(turn.tracker))


def only_tells_as_accused(turn: Turn, topic: Optional[str]) -> bool:
    """Whether who is accused only tells of it, «me denunciaron por copiar unos dibujos», and what would be answered is
    that the complaint is not theirs to withdraw, which helps them to nothing. Of a further case, what was just asked
    of the one before may be asked: «a mi esposa le pasó igual».
    """
    if turn.cases.switched and any(message.answer.get("topic") == topic for message in last_turn(turn.tracker)):
        return False
    text, is_theirs = turn.reading.text, turn.facts.get("party") == "respondent"
    asks = bool(turn.reading.questions) or asks_something(turn.knowledge, text)
    tells = turn.tracker.latest_message["intent"]["name"] in ("inform", "new_case") and not asks
    return tells and topic == "withdraw" and is_theirs and turn.facts.get("status") != "withdrawn"


def say_next_step(turn: Turn, topic: Optional[str]) -> None:
    """Say what follows from the facts and from what was talked about last (next_steps.yml)."""
    step = next_step(turn.knowledge, topic, {**known_case(turn), **_once_withdrawn(turn)})
    turn.say(f"step_{step.step}", topic="next_step", sources=step.sources, asides=asides(turn, "next_step"))
    turn.set("pending_question", None)


def _once_withdrawn(turn: Turn) -> dict[str, str]:
    """Where it will stand, of the accused who ask what comes then: «cuando la quite, ¿hago algo más?»"""
    facts, asks = turn.facts, turn.knowledge.phrases.once_they_withdraw
    may_be = facts.get("party") == "respondent" and facts.get("status") != "processed"
    may_be = may_be and (facts.get("kind"), facts.get("ground")) != ("report", "other")
    return {"status": "withdrawn"} if may_be and search(asks, normalize(turn.reading.text)) else {}


def topic_of_facts(turn: Turn) -> Optional[str]:
    """The topic that the stated facts are about: of those asked about, the latest that they can decide."""
    asked = list(dict.fromkeys(filter(None, [turn.topic, *turn.responder.topics_in_order])))
    if asked[:1] and asked[0] in _WEIGHED and turn.facts.get("party") != "respondent" and _tells_how_it_stands(turn):
        return "withdraw"  # «ya me pagó, y sigue en trámite»: whoever was told to weigh it has
    for topic in asked:
        if can_decide(turn, topic):
            return topic
    decided = [topic for topic in turn.knowledge.tables if can_decide(turn, topic)]
    if "?" in turn.reading.text and len(decided) == 1:
        return decided[0]  # «tengo pruebas, ¿cambia algo?»
    on_the_way = not {"withdraw", *_ON_THE_WAY_TO_WITHDRAWING}.isdisjoint(asked)
    is_settled = bool(asked) and "issues_resolved" in turn.changed
    # «La cuenta dice «processed»», of who filed it and held that it was open.
    was_open = turn.facts.get("party") == "complainant" and turn.before.get("status") == "in_process"
    is_over = bool(asked) and was_open and turn.changed.get("status") in OVER
    if (on_the_way or turn.cases.switched or is_settled or is_over) and can_decide(turn, "withdraw"):
        return "withdraw"
    if turn.topic == "withdraw" and can_decide(turn, "where"):
        return "where"  # «lo hace desde el teléfono»
    return turn.topic


def _topic_asked_too(turn: Turn) -> Optional[str]:
    """The topic that the NLU is sure of though the message states facts, where these can decide it: «tengo pruebas,
    puedo volver a quejarme, sí o no».
    """
    sure = (guess["name"] for guess in turn.reading.ranking[:1] if guess["confidence"] >= SURE_IN_A_CASE)
    return next((name for name in sure if name in turn.knowledge.tables and can_decide(turn, name)), None)


def _tells_how_it_stands(turn: Turn) -> bool:
    """Whether it is now known where the case and what is to be settled stand, which the message tells."""
    return turn.facts.keys() >= _WHAT_CAME_OF_IT and not _WHAT_CAME_OF_IT.isdisjoint(turn.reading.stated)


def _asked_in_a_story(turn: Turn) -> list[str]:
    """The question of a message that was read as a statement, where it asks and one question stands out."""
    if not asks_something(turn.knowledge, turn.reading.text):
        return []
    return question_meant(likely_questions(turn))


def _is_news(turn: Turn, topic: str) -> bool:
    """Whether the facts lead to another verdict than the last one, or were asked for, or supposed."""
    verdict = decide(turn.knowledge, topic, turn.facts).verdict
    return (
        verdict != turn.responder.last_verdict
        or topic != turn.topic
        or turn.pending in turn.reading.stated
        or turn.reading.supposes
    )
