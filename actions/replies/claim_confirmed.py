"""Confirming a claim, or saying what holds instead."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.reading.phrases import claimed, in_claim, normalize, questions_asked
from actions.reading.principal import names
from actions.reading.tracker_state import said
from actions.replies.answering import (
    PRESUPPOSES,
    answer_questions,
    answer_topic,
    decline,
    in_the_way,
    next_door,
    say_what_is_supposed,
)
from actions.replies.asides import asides
from actions.replies.claim_parts import CAN_WAIT, claimed_apart, say_of_claim, says_rightly
from actions.replies.claims_read import asks_whether_so, put_as
from actions.replies.leading_yes_or_no import yes_or_no
from actions.replies.matter_claimed import EFFECT, is_clearly_of, words_claimed
from actions.replies.new_wording import new_way_of
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import Decision, decide
from retirada.rulebook.wording import first_sentences, split_yes_or_no

_OF_A_PLAN = ("withdraw", "before_withdrawing", "buyer_withdrawal", "settlement")
_SAYS_WHO = ("withdrawal_conditions", "only_complainant")  # verdicts on `withdraw` that begin with neither yes nor no
_IN_FIRST_PERSON = ("o", "emos", "re")  # how «puedo», «podemos» and «podré» end


def say_plainly(turn: Turn, topic: str) -> None:
    """Say in the shortest form what was answered on the topic, to who presses for it; in full what is new."""
    if topic in turn.knowledge.subjects:
        if new := new_way_of(turn, topic):  # «¿sirve la factura?», «¿sirve o no sirve?»
            turn.say("detail_beside", details=new, topic="out_of_scope", about=topic)
        else:
            decline(turn, topic, with_buttons=False)
        return
    topic = PRESUPPOSES[topic][0] if in_the_way(turn, topic) else topic
    decision = decide(turn.knowledge, topic, turn.facts)
    if not any(message.answer.get("verdict") == decision.verdict for message in said(turn.tracker)):
        answer_topic(turn, topic)
        return
    if topic == "withdraw" and search(turn.knowledge.phrases.is_it_wise, normalize(turn.reading.text)):
        decision = decide(turn.knowledge, CAN_WAIT.get(decision.verdict, topic), turn.facts)
    sentence, answer = turn.responder.shortest(decision.verdict, turn.facts), yes_or_no(turn, decision.verdict)
    if answer or not sentence or turn.responder.told(sentence, last=True):
        sentence = turn.responder.begin_with(answer, turn.responder.sentence(decision, turn.facts))
    say_what_is_supposed(turn, topic)
    named = topic if any(guess["name"] == topic for guess in turn.reading.ranking[:1]) else "confirm"
    beside = asides(turn, "confirm") if topic == "withdraw" else []
    turn.say("confirm_rule", topic=named, asks=turn.pending_fact, decision=decision, sentence=sentence, asides=beside)
    turn.set("topic", decision.topic)
    turn.ask_again()


def confirm(turn: Turn, topic: str, subject: Optional[str]) -> None:
    """Say what the topic's verdict says to the claim, in one sentence; then what else is claimed, of a subject next
    door, and asked.
    """
    left_out = {fact for claim in claimed_apart(turn) for fact in claim.leaves_out}
    facts = {f: v for f, v in turn.facts.items() if f not in left_out or turn.before.get(f) == v}
    decision = decide(turn.knowledge, topic, facts)
    name, sentence = _reply_to_claim(turn, decision, facts)
    if name == "confirm_rule":
        sentence = turn.responder.begin_with(yes_or_no(turn, decision.verdict), sentence)
    say_what_is_supposed(turn, topic)
    say_of_claim(turn, name, decision, sentence, topic)
    turn.set("topic", topic)
    others = [question for question in turn.reading.questions if question != topic]
    if subject and subject not in others:
        say_of_subject(turn, subject)
    answer_questions(turn, others)


def _reply_to_claim(turn: Turn, decision: Decision, facts: Facts) -> tuple[str, str]:
    """The response, without `utter_`, that replies to the claim, and its sentence: agreement where the verdict and the
    claim are both a yes or both a no, else the verdict as it is.
    """
    topic, claim = decision.topic, put_as(turn)
    answer, rest = split_yes_or_no(turn.responder.sentence(decision, facts))
    if topic == EFFECT and rest == turn.responder.first_sentence(decision.verdict, facts):
        rest = first_sentences(turn.responder.text(f"utter_{decision.verdict}", facts), 2)  # and what decides
    if _asks_several(turn) or search(turn.knowledge.phrases.not_even, normalize(words_claimed(turn))):
        return "confirm_rule", rest  # «¿ni con pruebas?» claims more than the verdict says
    if answer is not None and not is_clearly_of(turn, topic):
        return "confirm_rule", rest  # of a claim of something else, «Sí» and «No» would mislead
    if _who_is_open(turn, topic):
        return "confirm_rule", rest  # «Así es» would say that this person may
    if answer is None and says_rightly(turn, topic):
        depends = decision.verdict == "refile_depends"  # «Así es. Depende…» would agree to nothing
        plain = split_yes_or_no(turn.responder.shortest(decision.verdict, facts))[1] if depends else ""
        return "confirm_agrees", plain or rest
    if answer is None and (answer := _who_may(turn, decision.verdict)) is None:
        return "confirm_rule", rest
    if answer == claim:
        return "confirm_agrees", rest
    goes_on = rest[:1].lower() + rest[1:]
    if answer == "Sí" and claim == "No" and asks_whether_so(turn):
        # «¿ya no la puedo quitar?»: «Sí» alone would say that. «¿No hace falta pagar?» is not whether it can be.
        is_denied = search(turn.knowledge.claims.cannot, normalize(words_claimed(turn)))
        return ("confirm_denied", goes_on) if is_denied else ("confirm_rule", rest)
    return "confirm_differs", f"{answer}, {goes_on}"


def say_of_subject(turn: Turn, subject: str) -> None:
    """Say of a part of the claim that is about a subject next door what comes first of it."""
    of_answer = next_door(turn, subject)
    is_claimed_again = turn.responder.just_said("detail_beside")
    words = turn.responder.new_sentence if is_claimed_again else turn.responder.first_sentence
    line = split_yes_or_no(words(subject, turn.facts))[1]
    turn.say("detail_beside", details=line, **{**of_answer, "sources": [], "notes": [], "buttons": []})


def _who_is_open(turn: Turn, topic: str) -> bool:
    """Whether the claim is that somebody else withdraws it, of whom it is not known that they filed it."""
    text = normalize(turn.reading.text)
    return topic == "withdraw" and "party" not in turn.facts and names(turn.knowledge).search(text) is not None


def _who_may(turn: Turn, verdict: str) -> Optional[str]:
    """«Sí» or «No» to the claim that somebody can withdraw it, where the verdict says who can, and when; None of any
    other claim.
    """
    claim, phrases = normalize(words_claimed(turn)), turn.knowledge.phrases
    can_it = search(phrases.can_it, claim)
    is_claimed = can_it and claimed(turn.knowledge, turn.reading.text) == "Sí"
    if verdict not in _SAYS_WHO or not (can_it and is_claimed and is_clearly_of(turn, "withdraw")):
        return None
    is_their_own = can_it[0].endswith(_IN_FIRST_PERSON) or names(turn.knowledge).search(claim)
    return "No" if is_their_own and turn.facts.get("party") == "respondent" else "Sí"


def answer_plan(turn: Turn) -> bool:
    """Agree with a plan to have all settled before withdrawing, or correct one that withdraws first, where it can still
    be withdrawn; whether the claim is such a plan.
    """
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    withdraws_first = in_claim(turn.knowledge, phrases.withdraw_first, text) is not None
    settles_first = in_claim(turn.knowledge, phrases.settle_first, text) is not None
    if not (withdraws_first or settles_first) or claimed_apart(turn):
        return False
    # What the accused plans, whoever filed it withdraws then.
    facts = {fact: value for fact, value in turn.facts.items() if (fact, value) != ("party", "respondent")}
    if withdraws_first:
        facts["issues_resolved"] = "no"
    topic = CAN_WAIT.get(decide(turn.knowledge, "withdraw", facts).verdict)
    if topic is None or turn.reading.stated.get("issues_resolved") == "yes":
        return False
    decision = decide(turn.knowledge, topic, facts)
    of_answer: dict[str, Any] = {"topic": "confirm", "decision": decision}
    if withdraws_first:
        is_owed = turn.facts.get("issues_resolved") == "no"
        turn.responder.say("confirm_plan_not_yet" if is_owed else "confirm_plan_differs", facts, **of_answer)
    elif _asks_several(turn) or (search(phrases.what_to_do, text) and not search(phrases.put_to_us, text)):
        sentence = split_yes_or_no(turn.responder.sentence(decision, facts))[1]
        turn.responder.say("confirm_rule", facts, sentence=sentence, **of_answer)
    else:
        turn.say("confirm_plan", asides=asides(turn, "confirm"), **of_answer)
    turn.set("topic", topic)
    answer_questions(turn, [question for question in turn.reading.questions if question not in _OF_A_PLAN])
    return True


def _asks_several(turn: Turn) -> bool:
    """Whether the message asks something beside its claim: «Así es» would agree to all of it."""
    return questions_asked(re.sub(turn.knowledge.phrases.is_it_right, "", normalize(turn.reading.text))) > 1
