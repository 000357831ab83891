"""The action that confirms, or corrects, what the person takes the answer to be."""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.reading.phrases import claim_start, claimed, in_claim, main_clauses, normalize, questions_asked
from actions.reading.principal import names
from actions.reading.rejected_reply import named_question, named_topic
from actions.reading.tracker_state import last_turn, said
from actions.replies.answering import (
    PRESUPPOSES,
    answer_questions,
    answer_topic,
    decline,
    in_the_way,
    likeliest_topic,
    likely_questions,
    next_door,
    say_what_is_supposed,
)
from actions.replies.asides import asides
from actions.replies.claim_parts import (
    CAN_WAIT,
    NAMED_EASILY,
    ask_what_is_claimed,
    claimed_apart,
    say_of_claim,
    say_who_was_wrong,
    says_rightly,
)
from actions.replies.claims_read import asks_whether_so, put_as
from actions.replies.leading_yes_or_no import yes_or_no
from actions.replies.new_wording import new_way_of
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import OVER, first_sentences, split_yes_or_no

_OF_A_PLAN = ("withdraw", "before_withdrawing", "buyer_withdrawal", "settlement")
_OUTCOME, _EFFECT, _ASKS_FOR_IT = "ip_outcomes", "ip_withdrawal_effect", "respondent_request"
_NOTICED, _MOSTLY = 0.001, 0.6  # what it leaves to another topic: at least, and of what it leaves to topics
_READ = 0.3  # that likely, the topic of a claim is the one that the NLU reads, whatever its words name
_SAYS_WHO = ("withdrawal_conditions", "only_complainant")  # verdicts on `withdraw` that begin with neither yes nor no
_IN_FIRST_PERSON = ("o", "emos", "re")  # how «puedo», «podemos» and «podré» end
_SHORT = 4  # words: «¿entonces sí?» claims what was said
_CLEARLY = 0.1  # what the NLU leaves to the subject of a claim, at least
_HARDLY, _NEARLY_ALL = 0.02, 0.9  # or little of all, and of what it leaves to questions nearly all


class ActionConfirm(TurnAction):
    intents = ("confirm",)

    def name(self) -> str:
        return "action_confirm"

    def reply(self, turn: Turn) -> None:
        """Decide anew with what the person now says, and say it in one sentence: as agreement where the sentence and
        the claim are both a yes or both a no, else as it is.
        """
        if turn.reading.pressed:
            _say_plainly(turn, turn.reading.pressed)
            return
        if say_who_was_wrong(turn) or _answer_plan(turn):
            return
        subject = _subject(turn)
        if subject and not (turn.topic and says_rightly(turn, turn.topic)):
            line = split_yes_or_no(turn.responder.first_sentence(subject, turn.facts))[1]
            if turn.responder.told(line[1:]):
                say_of_subject(turn, subject)  # whether it holds, not what else there is to say of the subject
            else:
                answer_questions(turn, [subject])
            return
        topic = turn.topic if subject else _topic_of(turn)
        if topic and turn.pending in turn.reading.stated:
            answer_topic(turn, topic)  # «ah, entonces sí, sigue en trámite» to «¿en qué punto está?»
            return
        if topic is None:
            is_over = turn.facts.get("status") in OVER and not claimed_apart(turn)  # «¿entonces ya valió?»
            answer_topic(turn, "withdraw") if is_over else ask_what_is_claimed(turn)
            return
        left_out = {fact for claim in claimed_apart(turn) for fact in claim.leaves_out}
        facts = {f: v for f, v in turn.facts.items() if f not in left_out or turn.before.get(f) == v}
        decision = decide(turn.knowledge, topic, facts)
        answer, rest = split_yes_or_no(turn.responder.sentence(decision, facts))
        if topic == _EFFECT and rest == turn.responder.first_sentence(decision.verdict, facts):
            rest = first_sentences(turn.responder.text(f"utter_{decision.verdict}", facts), 2)  # and what decides
        claim = put_as(turn)
        if _asks_several(turn) or re.search(turn.knowledge.phrases.not_even, normalize(_claim(turn))):
            name, sentence = "confirm_rule", rest  # «¿ni con pruebas?» claims more than the verdict says
        elif answer is not None and not _is_clear(turn, topic):
            name, sentence = "confirm_rule", rest  # of a claim of something else, «Sí» and «No» would mislead
        elif _who_is_open(turn, topic):
            name, sentence = "confirm_rule", rest  # «Así es» would say that this person may
        elif answer is None and says_rightly(turn, topic):
            depends = decision.verdict == "refile_depends"  # «Así es. Depende…» would agree to nothing
            plain = split_yes_or_no(turn.responder.shortest(decision.verdict, facts))[1] if depends else ""
            name, sentence = "confirm_agrees", plain or rest
        elif answer is None and (answer := _who_may(turn, decision.verdict)) is None:
            name, sentence = "confirm_rule", rest
        elif answer == claim:
            name, sentence = "confirm_agrees", rest
        elif answer == "Sí" and claim == "No" and asks_whether_so(turn):
            # «¿ya no la puedo quitar?»: «Sí» alone would say that. «¿No hace falta pagar?» is not whether it can be.
            is_denied = re.search(turn.knowledge.claims.cannot, normalize(_claim(turn)))
            name, sentence = ("confirm_denied", rest[:1].lower() + rest[1:]) if is_denied else ("confirm_rule", rest)
        else:
            name, sentence = "confirm_differs", f"{answer}, {rest[:1].lower()}{rest[1:]}"
        if name == "confirm_rule":
            sentence = turn.responder.begin_with(yes_or_no(turn, decision.verdict), sentence)
        say_what_is_supposed(turn, topic)
        say_of_claim(turn, name, decision, sentence, topic)
        turn.set("topic", topic)
        others = [question for question in turn.reading.questions if question != topic]
        if subject and subject not in others:
            say_of_subject(turn, subject)
        answer_questions(turn, others)


def _say_plainly(turn: Turn, topic: str) -> None:
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
    if topic == "withdraw" and re.search(turn.knowledge.phrases.is_it_wise, normalize(turn.reading.text)):
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
    claim, phrases = normalize(_claim(turn)), turn.knowledge.phrases
    can_it = re.search(phrases.can_it, claim)
    is_claimed = can_it and claimed(turn.knowledge, turn.reading.text) == "Sí"
    if verdict not in _SAYS_WHO or not (can_it and is_claimed and _is_clear(turn, "withdraw")):
        return None
    is_their_own = can_it[0].endswith(_IN_FIRST_PERSON) or names(turn.knowledge).search(claim)
    return "No" if is_their_own and turn.facts.get("party") == "respondent" else "Sí"


def _answer_plan(turn: Turn) -> bool:
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
    elif _asks_several(turn) or (re.search(phrases.what_to_do, text) and not re.search(phrases.put_to_us, text)):
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


def _topic_of(turn: Turn) -> Optional[str]:
    """The topic of the claim: what comes of a withdrawal, what the words name, or what the NLU thinks of."""
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    likeliest, named = likeliest_topic(turn), _named_topic(turn)
    if _ASKS_FOR_IT in (likeliest, named) and turn.facts.get("party") == "complainant" and not _is_read(turn):
        return "withdraw"  # «le digo a mi sobrino que la quite», who filed it
    if named == "withdraw" and (likeliest or "").startswith("ip_") and turn.facts.get("party") == "respondent":
        return likeliest  # «la quité ayer»: of their product, as no complaint is theirs to withdraw
    if _OUTCOME in (likeliest, named) and re.search(phrases.names[_EFFECT], normalize(_claim(turn))):
        return _EFFECT  # «si la retira, no le quitan los puntos»: what comes of it, on that condition
    if named == _EFFECT and turn.topic is None and turn.facts.get("party") != "complainant":
        return _EFFECT  # «según entiendo, el retiro es irrelevante», before anything was answered
    if likeliest != turn.topic:
        return likeliest if _is_read(turn) else named or likeliest
    can_it = re.search(phrases.can_it, text) is not None
    if can_it and likeliest in PRESUPPOSES:
        is_over = turn.facts.get("status") in OVER
        if is_over or in_the_way(turn, likeliest):
            return PRESUPPOSES[likeliest][0]  # «¿o sea que ya no se puede?»
    if likeliest is None and re.search(phrases.own_withdrawal, text):
        return "withdraw"  # «entonces la retiro hoy, ¿no?», before anything was answered
    if likeliest is None or says_rightly(turn, likeliest):
        return likeliest
    return likeliest if _is_read(turn) else named or likeliest


def _named_topic(turn: Turn) -> Optional[str]:
    """The topic that the claim's words name, but for its conditions: «si la saco, ya no la puedo poner»; of a claim
    that is hardly more than a condition, with it.
    """
    claim = _claim(turn)
    main = main_clauses(turn.knowledge, claim)
    if len(re.findall(r"\w+", main)) > _SHORT:
        return named_topic(turn.knowledge, main)
    return named_question(turn.knowledge, claim, {*turn.knowledge.subjects, *NAMED_EASILY})


def _claim(turn: Turn) -> str:
    """What the message puts to us, without what it tells first."""
    return turn.reading.text[claim_start(turn.knowledge, turn.reading.text) :]


def _is_read(turn: Turn) -> bool:
    """Whether the NLU itself gives enough to a topic."""
    return any(g["confidence"] >= _READ for g in turn.reading.ranking if g["name"] in turn.knowledge.tables)


def _is_clear(turn: Turn, topic: str) -> bool:
    """Whether it is clear that the claim is what the topic's verdict says or denies: it names the matter, or it is
    short.
    """
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    leaves_out = "si no " in text and not turn.reading.stated  # «si no las tiene no puede»
    if leaves_out or not _is_about(turn, topic):
        return False
    is_short = len(_claim(turn).split()) <= _SHORT
    names = _is_read(turn) or re.search(phrases.can_it, text) or _named_topic(turn) == topic
    return bool(names or is_short)


def _is_about(turn: Turn, topic: str) -> bool:
    """Whether the claim is about the topic, as far as the NLU can tell: else the last one was taken for want of it."""
    topics = [guess for guess in turn.reading.ranking if guess["name"] in turn.knowledge.tables]
    if not topics or topics[0]["name"] == topic:
        return True
    total = sum(guess["confidence"] for guess in topics)
    return topics[0]["confidence"] < max(_NOTICED, _MOSTLY * total)


def _subject(turn: Turn) -> Optional[str]:
    """The subject next door that the claim is about: «o sea que tengo tres días»; None where it is about a topic."""
    likely = likely_questions(turn)
    total = sum(guess["confidence"] for guess in likely)
    if total < _HARDLY and _named_topic(turn) is None:
        return _subject_said_last(turn)
    clear = (g for g in likely[:1] if g["confidence"] >= min(_CLEARLY, max(_HARDLY, _NEARLY_ALL * total)))
    return next((g["name"] for g in clear if g["name"] in turn.knowledge.subjects), None)


def _subject_said_last(turn: Turn) -> Optional[str]:
    """The subject next door that the last reply was about, and nothing else."""
    last = last_turn(turn.tracker)
    subjects = {message.answer.get("about") for message in last if message.answer.get("topic") == "out_of_scope"}
    decided = any(message.answer.get("row") for message in last)
    is_one = len(subjects) == 1 and not decided and subjects <= turn.knowledge.subjects.keys()
    return str(subjects.pop()) if is_one else None
