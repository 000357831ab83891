"""Judging a summary that is put to us, claim by claim: «la quito yo y luego no puedo poner otra, ¿correcto?»"""

from __future__ import annotations

import re
from typing import Any, Optional

from actions.cases.both_cases import all_cases, is_of_all, speaks_of_all
from actions.cases.by_message.another_case import begins_another
from actions.cases.case import leave_supposition
from actions.cases.next_complaint import speak_of_the_next
from actions.reading.contradictions import holds_two_against_us, puts_both
from actions.reading.details_asked import clear_details
from actions.reading.details_named import is_named, named_at
from actions.reading.earlier_questions import summary_before
from actions.reading.entities import details_read, is_within
from actions.reading.insistence import asks_whether_it_is_right, only_presses
from actions.reading.low_confidence import likelihoods
from actions.reading.note_wording import word_asked
from actions.reading.phrases import contains, normalize, questions_asked, sentences_in, what_is_put
from actions.reading.tracker_state import last_turn, parse_data_before
from actions.replies.claim_parts import claimed_apart, claims_put_to_us, names_both_kinds, said_back
from actions.replies.claims_read import (
    JUDGED,
    PLANS,
    SETTLES,
    Found,
    claim_clauses,
    claims_in,
    clauses_that_tell,
    put_as,
    unread,
)
from actions.replies.claims_said import Judged, say_of_each
from actions.replies.details_to_say import details_of_the_case
from actions.replies.new_wording import new_way
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import ways_of
from retirada.unaccented import unaccented

_OR_NOT_AT_THE_END = re.compile(r"[,.;]\W*o no\W*$")
_SEVERAL = 2  # claims
_IN_BAD_FAITH = 0.8  # so sure of it, nothing is agreed to
_OF_THE_RULE = ("report_ip_only", "complaint_any")  # claims about the rule, whatever the case is
_BAD_FOR_WHO_FILED = ("lost_once_withdrawn", "done_to_who_filed")  # claims: «¿o sea que me jodí?»
_DUTY = "must_withdraw"  # a claim: the «Sí» of the verdict, that it can be, would answer something else
_OF_NO_VERDICT = (
    *_BAD_FOR_WHO_FILED,
    "already_lost",
    "mediation_forces",
    _DUTY,
    "no_fee",
    "no_refile",
    "other_will_withdraw",
    "reopen",
)
_NOTHING = "nothing_to_do"
_OF_A_PLAN = ("pay_first", "once_paid")  # details
# Details: «¿está confirmado o todavía no?», «el menú se llama así, o sea que es un informe, ¿no?»
_ASKED_THEMSELVES = {
    *("agreement_stops_it", "confirmed_or_appeal", "fake_is_infringement", "fixer", "listing_gone"),
    *("mediation_reopens", "menu_name", "not_obliged", "notice_means_processed", "notice_or_sanction"),
    "scale_of_sanction",
}
_ASKED_AS = {"i_can_withdraw": "withdraw", "other_can_withdraw": "withdraw", "refile": "refile"}  # claim → what asks it
_OF_THE_GUIDE = "guide_"  # begins the ids of claims about the guide itself
_TOLD = ("party", "ground", "device")  # facts that are told of the case, and not only named by a claim


def answer_claims_put(turn: Turn) -> bool:
    """Say of what is put to us whether it is so, as a whole and claim by claim; whether that is what was asked.

    What is told of the case beside it is stored first. Who tells whose complaint it is, or what for, is answered by
    what that decides.
    """
    message = _put(turn)
    if message is None or not (found := _to_judge(turn, message)):
        return False
    is_of_the_rule = any(one.claim.id in _OF_THE_RULE for one in found)
    is_of_the_guide = all(one.claim.id.startswith(_OF_THE_GUIDE) for one in found)
    tells = (_tells_something_new(turn, found) or claimed_apart(turn)) and not is_of_the_rule
    is_of_another = len(all_cases(turn)) > 1 or (turn.is_told_of and begins_another(turn))
    if tells or (is_of_another and not is_of_the_guide):
        return False
    told = _told_beside(turn, found)
    if any(turn.facts.get(fact) != told[fact] for fact in turn.reading.supposed.intersection(told)):
        return False  # «si ya la procesaron, no la puedo retirar»
    leave_supposition(turn)
    for fact, value in told.items():
        turn.set(fact, value)
    speak_of_the_next(turn)
    _judge(turn, message, claims_put_to_us(turn, message), told)  # as they are in the case that was just told
    turn.understood()
    return True


def answer_claims_of_case(turn: Turn) -> bool:
    """The same of what is put to us of one of several cases, whose facts are stored and which was named: «y la de la
    marca la dejo correr, ¿verdad?»
    """
    if len(all_cases(turn)) < 2 or is_of_all(turn) or speaks_of_all(turn) or turn.reading.supposed:
        return False
    asks_one_thing = turn.reading.intent == "confirm" and questions_asked(turn.reading.text) <= 1
    message = _put(turn) if asks_one_thing else None
    if message is None or not (found := _to_judge(turn, message)) or claimed_apart(turn):
        return False
    _judge(turn, message, found, turn.reading.stated)
    return True


def _to_judge(turn: Turn, message: dict[str, Any]) -> list[Found]:
    """The claims of a message, given as its parse data, that are put to us to be judged; not what it holds against us:
    «primero dice que no se abre, ahora que depende, ¿cuál es la verdad?»
    """
    if turn.reading.intent == "why" and holds_two_against_us(turn.knowledge, turn.reading.text):
        return []
    found, asked = claims_put_to_us(turn, message), _OR_NOT_AT_THE_END.sub("", normalize(turn.reading.text))
    if names_both_kinds(turn) and any(one.claim.id in _OF_THE_RULE for one in found):
        return []  # «una queja se quita y un reporte no»: what is so of both is said of both
    # «Entonces la puedo retirar, ¿sí o no?», «¿es cierto que la puedo retirar?» ask for the verdict; but its «No» would
    # deny «¿es cierto que no la puedo retirar?», where it agrees. «La quito, ¿o no?» only asks whether it is so.
    asks = search(turn.knowledge.phrases.presses, asked) or search(turn.knowledge.claims.asks_whether, asked)
    is_one = len(found) == 1 and message is turn.tracker.latest_message
    asks_alone = is_one and asks and put_as(turn) != "No" and found[0].claim.id != _DUTY
    of_a_verdict = is_one and not found[0].is_read and _has_a_verdict(turn, found[0])
    themselves = _ASKED_THEMSELVES.intersection(turn.reading.details)
    places = [place for name in themselves if (place := named_at(turn.knowledge, name, turn.reading.text))]
    # «¿Pido mediación y me la abren otra vez?» asks one thing, whatever its halves claim.
    is_within = any(all(one.overlaps(*place) for one in found) for place in places)
    is_within = is_within or _asks_of_none(turn, found)
    return [] if is_within or asks_alone or (is_one and (of_a_verdict or themselves)) else found


def _asks_of_none(turn: Turn, found: list[Found]) -> bool:
    """Whether the message asks for a verdict other than whether it can be withdrawn, and none of its claims is of that:
    «si borro las fotos antes de apelar, ya no me sancionan, ¿no?»
    """
    intent = turn.reading.intent
    is_of_it = any(one.claim.topic == intent or one.claim.id in _OF_NO_VERDICT for one in found)
    return intent in turn.knowledge.tables.keys() - {"withdraw"} and not is_of_it


def _has_a_verdict(turn: Turn, one: Found) -> bool:
    """Whether a claim that only its words make is answered by the verdict that says it, or by what is left to be done;
    not a plan beside which a detail was read.
    """
    if one.claim.id in _OF_NO_VERDICT or (one.claim.id in PLANS and turn.reading.details):
        return False
    if one.claim.id == _NOTHING:
        return search(turn.knowledge.phrases.is_that_all, normalize(turn.reading.text)) is not None
    is_of_it = one.claim.id in _ASKED_AS and turn.reading.intent == _ASKED_AS[one.claim.id]
    return turn.reading.intent in ("confirm", "next_step") or is_of_it


def _judge(turn: Turn, message: dict[str, Any], found: list[Found], told: dict[str, str]) -> None:
    if message is turn.tracker.latest_message:
        turn.judged = [(one.start, one.end) for one in found]
    of_details = _said_of_details(turn, message, found)
    known = {*of_details, *clauses_that_tell(turn, told)}
    rest = [part for part in unread(turn, what_is_put(turn.knowledge, message["text"]), found) if part not in known]
    tells = not ("?" in turn.reading.text or _is_put(turn, turn.reading.text))
    said = [says for lines in of_details.values() for says in lines]
    say_of_each(turn, Judged(found, rest, said, tells, _asks_which(turn)))


def _told_beside(turn: Turn, found: list[Found]) -> dict[str, str]:
    """What the message states of the case, but for what stands in clauses that claim something: «ya la procesaron.
    Entonces no puedo, ¿no?»
    """
    claiming = [clause for clause in claim_clauses(turn.reading.text) if any(one.overlaps(*clause) for one in found)]
    read = (e for e in turn.tracker.latest_message.get("entities", []) if "start" in e)
    claimed = {(e["entity"], e["value"]) for e in read if any(s <= e["start"] < end for s, end in claiming)}
    return {fact: value for fact, value in turn.reading.stated.items() if (fact, value) not in claimed}


def _put(turn: Turn) -> Optional[dict[str, Any]]:
    """The message, as its parse data, that is put to us, None where nothing is: the latest or, where that only asks
    whether somebody is right and claims nothing, or presses for a plain answer to it, the one before: «¿mi cuñado tiene
    razón o no?», «¿sí o no?», «¿mi resumen está bien?»
    """
    claims, message, text = turn.knowledge.claims, turn.tracker.latest_message, turn.reading.text
    if turn.reading.is_button or likelihoods(message).get("fraud", 0) >= _IN_BAD_FAITH:
        return None  # «si apelo con la fecha photoshopeada, ¿y ya no?»
    if turn.reading.intent == "meaning" and word_asked(turn.knowledge, text):
        return None  # «restaurar = volver a poner, ¿sí?»
    is_asked = asks_whether_it_is_right(turn.knowledge, message)
    if is_asked and (index := summary_before(turn.tracker, turn.knowledge)) is not None:
        return turn.tracker.events[index]["parse_data"]
    presses = _judged_last(turn) and only_presses(turn.knowledge, normalize(text))
    if presses or _asks_which(turn) or is_asked:
        return parse_data_before(turn.tracker)
    if asked := search(claims.who_is_right, unaccented(text)):
        begin = next((start for start, end in sentences_in(text) if asked.end() <= end), 0)
        if claims_in(turn, message) or unread(turn, text[begin:], []):
            return message
        before = parse_data_before(turn.tracker)
        return before if before and _is_put(turn, before["text"]) else None
    concludes = turn.reading.intent == "confirm" and search(claims.concludes, normalize(text))
    is_put = concludes or _is_put(turn, text) or _says_back(turn, message) or _tells_a_plan(turn, message)
    return message if is_put else None


def _asks_which(turn: Turn) -> bool:
    """Whether it asks what of the claims that were just judged was not so: «¿qué parte está mal?»"""
    return _judged_last(turn) and bool(search(turn.knowledge.claims.asks_which, normalize(turn.reading.text)))


def _judged_last(turn: Turn) -> bool:
    """Whether the last reply judged claims."""
    return any((reply.response or "").startswith(JUDGED) for reply in last_turn(turn.tracker))


def _is_put(turn: Turn, text: str) -> bool:
    claims, phrases = turn.knowledge.claims, turn.knowledge.phrases
    of_claims = (claims.sums_up, claims.asks_whether, claims.has_to, claims.who_is_right)
    put = what_is_put(turn.knowledge, text) if turn.reading.intent == "confirm" else text
    return any(
        search(pattern, normalize(put)) for pattern in (phrases.put_to_us, rf"{phrases.am_i_wrong}\W*\?", *of_claims)
    )


def _says_back(turn: Turn, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, asks by saying back several claims, or one that something is not so:
    «o sea, ¿la quito y después no hay otra?» One that can be so asks for the verdict.
    """
    text, knowledge = normalize(message["text"]), turn.knowledge
    asks_itself = questions_asked(text) > 1 or search(knowledge.claims.asks_itself, text)
    asks_itself = asks_itself or re.match(knowledge.claims.asks_itself, text.partition("¿")[2])
    if "?" not in text or asks_itself or clear_details(knowledge, message) or puts_both(knowledge, text):
        return False  # «si no se puede retirar, ¿cómo es que una retirada ayuda?» puts both sides of what we said
    found = said_back(turn, message)
    said = ((one.claim.id, message["text"][one.start : one.end]) for one in found)
    denials = (name in _BAD_FOR_WHO_FILED or contains(words, knowledge.phrases.denies) for name, words in said)
    is_denied = any(denials) and search(knowledge.claims.concludes, text)
    return len({one.claim.id for one in found}) >= (1 if is_denied else _SEVERAL)


def _tells_a_plan(turn: Turn, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, only tells whether the person withdraws it before it is settled."""
    is_told = "?" not in message["text"] and turn.facts.get("party") != "respondent"
    return is_told and any(one.claim.id in PLANS for one in claims_in(turn, message))


def _said_of_details(turn: Turn, message: dict[str, Any], found: list[Found]) -> dict[str, list[str]]:
    """Clause, normalized, that makes no claim and asks about details → what they say: «…, y cuántos no se sabe»."""
    if message is not turn.tracker.latest_message:
        return {}
    text, of_details = message["text"], {d.id: d for d in details_of_the_case(turn) if not d.again}
    if any(one.claim.id == SETTLES for one in found):  # says what they do
        of_details = {name: detail for name, detail in of_details.items() if name not in _OF_A_PLAN}
    asked = [e for e in details_read(message) if e["value"] in of_details]
    says: dict[str, list[str]] = {}
    for start, end in claim_clauses(text):
        names = {e["value"] for e in asked if is_within(e, (start, end))}
        names |= {name for name in of_details if is_named(turn.knowledge, name, text[start:end])}
        if names and not any(one.overlaps(start, end) for one in found):
            says[normalize(text[start:end]).strip()] = [
                new_way(turn, of_details[name]) or ways_of(of_details[name])[-1] for name in sorted(names)
            ]
    return says


def _tells_something_new(turn: Turn, found: list[Found]) -> bool:
    """Whether the message states of the case what is not held of it; the computer is only part of a plan: «la quito
    cuando pague, y desde la compu»
    """
    held, is_plan = turn.facts, any(one.claim.id in PLANS for one in found)
    told = {fact: value for fact, value in turn.reading.stated.items() if fact in _TOLD}
    return any(held.get(f) != v and not (is_plan and v == "computer") for f, v in told.items())
