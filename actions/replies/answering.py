"""Answering questions: topics from the rulebook, subjects next door with their own line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from actions.cases.both_cases import is_of_two_alike, of_each_case
from actions.cases.by_message.case_names import is_put_to_us
from actions.cases.by_message.several_cases import keep_both
from actions.cases.principal import principals_of
from actions.reading.details_asked import named_subjects
from actions.reading.entities import read_facts
from actions.reading.needs_care import is_ones_own, would_harm
from actions.reading.phrases import normalize, sentences_in
from actions.reading.rejected_reply import rejects
from actions.reading.tracker_state import last_turn
from actions.replies.all_cases import answer_each
from actions.replies.already_answered import says_as_much
from actions.replies.asides import asides
from actions.replies.claim_parts import CAN_WAIT
from actions.replies.leading_yes_or_no import presses, yes_or_no
from actions.replies.open_questions import is_hardly, left_open, what_the_line_leaves_out
from actions.replies.place_named import place_named, says_from_where
from actions.turn.asking import without_asking
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import Decision, decide, facts_that_matter
from retirada.rulebook.wording import NOT_ANY_MORE, first_sentences, split_yes_or_no

# A question that takes for granted that it can be withdrawn is told first where it can't: topic → the topic that
# decides it, and the verdicts that say it can't.
PRESUPPOSES = {
    "where": ("withdraw", ("only_complainant", *NOT_ANY_MORE)),
    "before_withdrawing": ("withdraw", NOT_ANY_MORE),
    "buyer_withdrawal": ("withdraw", ("only_complainant", *NOT_ANY_MORE)),
    "respondent_request": ("withdraw", ("already_withdrawn", "report_not_withdrawable")),
}

_OF_ORDERS = "trade"  # notes
_A_COURTESY = 5  # words, at most
_LIKELY_BESIDE = 0.1  # what the NLU leaves to a question beside a courtesy, at least
# Of what the NLU leaves to questions, in a story or a correction, the one that is asked has at least so much, and all
# of them together so much of the whole.
MOSTLY, _LEAST_ASKED = 0.6, 0.02
# Of what the NLU makes of a message that asks nothing new, the topic that it is about has at least so much:
# (of all, of what it gives to topics): half of much, or nearly all of little.
_STANDS_OUT = [(0.05, 0.5), (0.001, 0.9)]
# After more words than these of something else, a verdict is given in short: in a sentence, or with its condition.
_AT_LENGTH, _WITH_CONDITION = 25, ("withdraw", "refile", "respondent_request", "before_withdrawing")
# Said in full all the same: their path, warnings, appeal or note would be lost.
_IN_FULL = (
    "withdrawable",
    "withdrawal_conditions",
    "where_mobile",
    "buyer_settle_first",
    "contact_staff",
    "ip_notice_confirmed",
    "ip_removal_useless",
)
_ALIKE = 0.5  # of what the NLU gives to the likeliest topic, one that may be meant as well has at least so much


def answer_questions(turn: Turn, questions: Sequence[str], ask: bool = True) -> None:
    """Answer topics and subjects in their order, and remember the last topic; a topic in short where much was said of
    another. Only after the last question, and if `ask`, the fact that decides is asked for.
    """
    topics = [question for question in questions if question in turn.knowledge.tables]
    for question in questions:
        said_first = [first_sentences(turn.words_of([reply]).strip(), 1) for reply in turn.replies]
        # A line may be said within another answer: «búsquelo en su cuenta; la guía no da ningún teléfono».
        words = [turn.words] if question in turn.knowledge.subjects else said_first
        if not turn.reading.second_case and says_as_much(turn, question, words):
            continue
        if question in turn.knowledge.subjects:
            decline(turn, question, with_buttons=not topics)
        else:
            answer_topic(turn, question, ask=ask and question == questions[-1])


def answer_topic(turn: Turn, topic: str, ask: bool = True) -> None:
    """Say the verdict on the topic; of two cases in one message, on each of them by its name."""
    if turn.reading.second_case:
        answer_both_cases(turn, topic)
    elif turn.reading.if_closed and topic == "withdraw":
        say_what_comes_if_closed(turn)
    else:
        decision = _decide(turn, topic, turn.facts, ask)
        if is_of_two_alike(turn):
            turn.say("case", which=turn.knowledge.phrases.the_two, topic=topic, decision=decision._replace(asks=None))
        say_what_is_supposed(turn, topic)
        _say_what_is_in_the_way(turn, topic)
        is_asked_again = turn.reading.intent == "correction" or rejects(turn.knowledge, turn.reading.text)
        others = [reply for reply in turn.replies if reply["answer"]["topic"] not in (None, "correction", topic)]
        is_short = decision.verdict not in _IN_FULL and len(turn.words_of(others).split()) > _AT_LENGTH
        turn.set("pending_question", decision.asks)
        stated, beside = list(turn.reading.stated), asides(turn, topic)
        if is_short and topic not in _WITH_CONDITION:
            sentence = turn.responder.sentence(decision, turn.facts)
            turn.say("detail", details=sentence, asides=beside, **restated(turn, topic))
            turn.ask_again()
        else:
            answer, pressed = yes_or_no(turn, decision.verdict), presses(turn, topic)
            turn.responder.verdict(decision, turn.facts, stated, beside, is_asked_again, answer, is_short, pressed)
    turn.set("topic", topic)


def restated(turn: Turn, topic: str) -> dict[str, Any]:
    """What `Turn.say` needs for a message that leads to, or restates, the verdict on the topic."""
    return {"topic": topic, "decision": decide(turn.knowledge, topic, turn.facts)}


def decline(turn: Turn, subject: str, with_buttons: bool) -> None:
    """Say the honest line on a subject next door, with the notes that help, and offer what is nearest."""
    entry = turn.knowledge.subjects[subject]
    place = place_named(turn, subject)
    is_named = bool(entry.named and place)
    says = left_open(turn) if is_hardly(turn, subject) else "" if is_named else what_the_line_leaves_out(turn, subject)
    if says:
        turn.say("detail_beside", details=says, **{**next_door(turn, subject), "sources": [], "notes": []})
        return
    if subject == "authority" and turn.reading.questions != [subject] and says_from_where(turn):
        return  # «le escribo de una oficina de consumo: ¿cómo la retira un comprador?»
    response = f"{subject}_named" if is_named else subject
    insists = any((reply.response or "").startswith("utter_fraud_refused") for reply in last_turn(turn.tracker))
    is_denied = search(turn.knowledge.phrases.denies_bad_faith, normalize(turn.reading.text))
    if subject == "fraud" and (would_harm(turn.knowledge, turn.reading.text) or (insists and not is_denied)):
        is_bribe = search(turn.knowledge.phrases.bribes, normalize(turn.reading.text))
        response = "fraud_refused_bribe" if is_bribe else "fraud_refused"
    elif subject == "fraud" and is_denied:
        response = "fraud_denied"
    elif subject == "fraud" and is_ones_own(turn.knowledge, turn.reading.text):
        response = "fraud_own"  # as if nobody were lying
    of_answer = next_door(turn, subject)
    if not with_buttons:
        of_answer["buttons"] = []
    # Of other subjects, the same one may be asked about two different things.
    is_all_said = turn.responder.said_all(response, turn.facts) and not turn.responder.just_said("nothing_more")
    if subject in turn.knowledge.stated_in and is_all_said:
        response = "nothing_more"
    turn.say(response, place=place, asides=asides(turn, subject), **of_answer)


def next_door(turn: Turn, subject: str) -> dict[str, Any]:
    """What `Turn.say` needs for a message on a subject next door: the notes that help, and what is nearest."""
    entry = turn.knowledge.subjects[subject]
    return {
        "topic": "out_of_scope",
        "about": subject,
        "sources": entry.sources,
        "notes": notes_for(turn, subject),
        "buttons": turn.responder.reading_buttons(entry.offers(turn.facts)),
    }


def notes_for(turn: Turn, subject: str) -> list[str]:
    """The notes on a subject, but for those on the other kind of complaint, by what is known or said of it here; those
    on orders only where it is known.
    """
    ground = turn.facts.get("ground") or read_facts(turn.knowledge, turn.tracker.latest_message).get("ground")
    fits = turn.knowledge.notes.fits.items()
    kinds = {kind for kind, fit in fits if ground in fit.grounds or (ground is None and kind != _OF_ORDERS)}
    return [note for note in turn.knowledge.notes_for(subject) if turn.knowledge.note(note).kind in kinds]


def likeliest_topic(turn: Turn) -> Optional[str]:
    """The topic that the message is about where its intent is none: the one that the NLU thinks of, else the last.

    A question in the same message comes first.
    """
    asked = next((question for question in turn.reading.questions if question in turn.knowledge.tables), None)
    if asked:
        return asked
    topics = [guess for guess in turn.reading.ranking if guess["name"] in turn.knowledge.tables]
    if turn.changed and topics and not can_decide(turn, topics[0]["name"]):
        # «El aviso dice cerrada, ¿ya no hay vuelta?» is of what that decides, where it may be.
        topics = [g for g in topics if g["confidence"] >= _ALIKE * topics[0]["confidence"]]
        topics = [g for g in topics if can_decide(turn, g["name"])] or topics
    total = sum(guess["confidence"] for guess in topics)
    for least, share in _STANDS_OUT if turn.topic else [(0.0, _STANDS_OUT[0][1])]:
        if topics and topics[0]["confidence"] >= max(least, share * total):
            return topics[0]["name"]
    if turn.reading.stated:
        # What it states has to be able to decide the topic.
        deciding = [topic for topic in [turn.topic, *(g["name"] for g in topics)] if topic and can_decide(turn, topic)]
        return deciding[0] if deciding else turn.topic
    return turn.topic


def likely_questions(turn: Turn) -> list[dict[str, Any]]:
    """What the message may ask, topics and subjects next door, as the NLU ranks them."""
    questions = {*turn.knowledge.tables, *turn.knowledge.subjects}
    return [guess for guess in turn.reading.ranking if guess["name"] in questions]


def question_meant(guesses: Sequence[dict[str, Any]]) -> list[str]:
    """Of what a message may ask that was not read as a question, the one that stands out, if one does."""
    total = sum(guess["confidence"] for guess in guesses)
    is_much = total >= _LEAST_ASKED
    return [guess["name"] for guess in guesses[:1] if is_much and guess["confidence"] >= MOSTLY * total]


def says_more(turn: Turn) -> bool:
    """Whether a courtesy («ok», «gracias») is too long to be nothing else."""
    return len(turn.reading.text.split()) > _A_COURTESY


def asked_in_passing(turn: Turn) -> list[str]:
    """The question that stands beside a courtesy: «gracias. Y mi mamá pregunta si lo sancionan»; empty without one."""
    likely = likely_questions(turn)[:1] if says_more(turn) else []
    return [guess["name"] for guess in likely if guess["confidence"] >= _LIKELY_BESIDE]


def can_decide(turn: Turn, topic: str) -> bool:
    """Whether what the message states, or takes back, can decide the topic."""
    used = {fact for row in turn.knowledge.tables[topic] for fact in row.when}
    return not used.isdisjoint([*turn.reading.stated, *turn.reading.retracted])


def answer_both_cases(turn: Turn, topic: Optional[str]) -> None:
    """Answer on each of two cases of a message, by its name: the topic; without one, what to do next."""
    first, second = turn.reading.first_case, turn.reading.second_case
    answer_each(turn, topic, of_each_case(turn, first, second), principals_of(turn))
    if not turn.cases.keeps_both:  # of two questions about them, the second one begins no further two
        keep_both(turn, first, second, topic or turn.topic or "withdraw")
        turn.cases.keeps_both = True


def answer_named_beside(turn: Turn) -> None:
    """Answer what is asked of one of several cases that are summed up: «esa se acabó, y la otra la apelo, ¿no?»"""
    if turn.cases.names_several and is_put_to_us(turn):
        named = named_subjects(turn.knowledge, turn.reading.text)
        of_the_case = turn.knowledge.stated_in - turn.responder.answered
        answer_questions(turn, [subject for subject in named if subject in of_the_case])


def _decide(turn: Turn, topic: str, facts: dict[str, str], ask: bool) -> Decision:
    decision = decide(turn.knowledge, topic, facts)
    return decision._replace(asks=without_asking(turn.tracker, turn.knowledge, decision.asks) if ask else None)


def say_what_comes_if_closed(turn: Turn) -> None:
    """Say what comes of it if it is processed first, which is so of this answer only; before that, where nothing was
    said yet, whether one can plan as the message puts it to us.
    """
    if not turn.replies and _plans_to_settle_first(turn):
        plan = decide(turn.knowledge, "before_withdrawing", turn.facts)
        turn.say("confirm_plan", keeps="", topic="confirm", decision=plan)
    facts = {**turn.facts, "status": "processed"}
    turn.reading = turn.reading._replace(if_closed=False)  # it is said once
    turn.responder.say("if_closed", facts, topic="withdraw", decision=decide(turn.knowledge, "withdraw", facts))


def _plans_to_settle_first(turn: Turn) -> bool:
    """Whether a sentence puts it to us to wait until all is settled, where it can still be withdrawn then."""
    phrases, can_wait = turn.knowledge.phrases, decide(turn.knowledge, "withdraw", turn.facts).verdict in CAN_WAIT
    said = (normalize(turn.reading.text[start:end]) for start, end in sentences_in(turn.reading.text))
    return can_wait and any(search(phrases.settle_first, s) and search(phrases.put_to_us, s) for s in said)


def say_what_is_supposed(turn: Turn, topic: str) -> None:
    """Where it stands is not so because the message supposes it: «¿y si ya la procesaron?» Of a case that the reply has
    just begun with, where it stands was said.
    """
    if turn.cases.goes_to_one:
        return
    status = turn.reading.stated.get("status") if "status" in turn.reading.supposed else None
    if status == turn.before.get("status"):
        return  # «pero ¿la puedo quitar o no, si dice resuelta?», as was told before
    if turn.reading.what_if and status and "status" in facts_that_matter(turn.knowledge, topic, turn.facts):
        turn.say("case_supposed", supposed=turn.knowledge.facts["status"].supposed[status], **restated(turn, topic))


def in_the_way(turn: Turn, topic: str, facts: Optional[dict[str, str]] = None) -> Optional[Decision]:
    """The decision that the complaint can't be withdrawn, of a topic that takes for granted that it can.

    Args:
        facts: of which case. Default: those of the one under discussion.
    """
    deciding, verdicts = PRESUPPOSES.get(topic, (None, ()))
    obstacle = decide(turn.knowledge, deciding, turn.facts if facts is None else facts) if deciding else None
    return obstacle if obstacle and obstacle.verdict in verdicts else None


def _says_itself(turn: Turn, topic: str, obstacle: Decision) -> bool:
    """Whether the answer itself says that only who filed it can: to the accused, where that is done. Once it was
    processed, nobody can; of a report, its ground counts, too.
    """
    may_be_withdrawn = turn.facts.get("status") != "processed" and turn.facts.get("kind") != "report"
    is_of_it = topic == "where" and obstacle.verdict == "only_complainant" and may_be_withdrawn
    return is_of_it and not turn.tracker.get_slot("principal")


def _say_what_is_in_the_way(turn: Turn, topic: str) -> None:
    obstacle = in_the_way(turn, topic)
    if obstacle is None or turn.responder.just_said(f"in_the_way_{topic}") or _says_itself(turn, topic, obstacle):
        return
    if obstacle.topic not in turn.reading.questions:
        _, sentence = split_yes_or_no(turn.responder.sentence(obstacle, turn.facts))
        turn.say(f"in_the_way_{topic}", sentence=sentence, **restated(turn, topic))
