"""A claim that has two parts, each judged for itself: «borrarlo no sirve y apelar sí, ¿correcto?»"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, NamedTuple, Optional

from actions.reading.details_asked import confidence
from actions.reading.phrases import claim_start, claimed, normalize, sentences_in, what_is_put
from actions.reading.rejected_reply import named_question
from actions.reading.tracker_state import last_turn, message_before
from actions.replies.asides import asides
from actions.replies.claims_read import Found, claims_in, may_agree, put_as
from actions.turn.sentences import is_said_in
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import Decision, decide
from retirada.rulebook.question_phrases import ClaimApart
from retirada.rulebook.wording import NOT_ANY_MORE, split_yes_or_no

_PART = re.compile(r"[,;.:]|\b(?:pero|y)\b")
NAMED_EASILY = ("withdraw",)  # «da igual que la quite» is no claim that one can; «la puedo quitar hoy» is
# Of these cases, one can settle first and withdraw then: verdict on `withdraw` → the topic that says so.
CAN_WAIT = {
    "withdrawable": "before_withdrawing",
    "withdrawal_conditions": "before_withdrawing",
    "resolve_first": "withdraw",
}
_SURE = 0.5  # less sure claims of a question say nothing back: «no entiendo la foto, ¿y si lo borro?»
# Begin the names of responses to a claim, and of those that agree to it.
_OF_A_CLAIM, _AGREES = "utter_confirm", "utter_confirm_agrees"
_NOT_WITHOUT_PROOF = ("refile_depends", "other")  # verdict and ground: of no infringement, there is no proof


def claims_put_to_us(turn: Turn, message: dict[str, Any]) -> list[Found]:
    """The claims of a message, given as its parse data; none where they are only told before something else is put to
    us, and it sums nothing up.
    """
    text, found = message["text"], claims_in(turn, message)
    end = len(what_is_put(turn.knowledge, text))
    own = [one for one in found if one.start >= end]
    found = _with_what_is_asked(turn, text, [one for one in found if one.start < end], own)
    told = text[: claim_start(turn.knowledge, text)]
    patterns = (turn.knowledge.claims.sums_up, turn.knowledge.claims.concludes, turn.knowledge.claims.who_is_right)
    sums_up = any(search(pattern, normalize(text)) for pattern in patterns)
    return found if sums_up or any(one.end > len(told) for one in found) else []


def _with_what_is_asked(turn: Turn, text: str, put: list[Found], asked: list[Found]) -> list[Found]:
    """The claims that are put to us, and those that a text's own questions name: none where such a question asks for
    more, «¿correcto? ¿Y hasta cuándo puedo apelar?»; open where it asks for a yes or a no, and with them what is put to
    us of the same: «¿es cierto que ya no hay remedio? ¿Puedo poner otra?» One that is so gets the same yes.
    """
    asks_more, sentences = turn.knowledge.claims.asks_more, sentences_in(text)
    own = []
    for one in asked:
        begin, until = next(span for span in sentences if one.start < span[1])
        if not search(asks_more, normalize(text[begin:until])):
            own.append(one if one.is_right else _left_open(one))
    topics = {one.claim.topic for one in own if not one.is_right and one.claim.topic}
    return [*(_left_open(one) if one.claim.topic in topics else one for one in put), *own]


def _left_open(one: Found) -> Found:
    return one._replace(claim=one.claim.copy(update={"verdict": "open"}))


def said_back(turn: Turn, message: dict[str, Any]) -> list[Found]:
    """The claims of a message, given as its parse data, that it may ask by saying them back, of those that the NLU read
    only the sure ones; of the outcome for the other party, only those in its questions: «vale, lo dejo ahí. Una cosa:
    si pongo otra, ¿le quitan puntos?»
    """
    found, text = claims_in(turn, message), message["text"]
    least = 0.0 if turn.reading.intent == "confirm" else _SURE
    sure = [e for e in message.get("entities", []) if e["entity"] == "claim" and confidence(e) >= least]
    found = [one for one in found if not one.is_read or any(one.overlaps(e["start"], e["end"]) for e in sure)]
    if turn.reading.intent != "ip_outcomes" or turn.facts.get("party") != "complainant":
        return found
    asked = [span for span in sentences_in(text) if "?" in text[slice(*span)]]
    return [one for one in found if any(one.overlaps(*span) for span in asked)]


def answer_parts(turn: Turn) -> bool:
    """Say what holds of each part of a claim, as agreement where all of it is so; whether it has two parts."""
    if turn.reading.intent != "confirm":
        return _speaks_of_the_exception(turn) and _answer_of_both_kinds(turn)
    if _answer_of_both_kinds(turn):
        return True
    parts = _parts(turn)
    if len(parts) < 2:
        return False
    topics = [named for named in parts if named in turn.knowledge.tables]
    if not topics:
        return False
    lines = [_line(turn, named, part) for named, part in parts.items()]
    agrees = all(line.is_so for line in lines)
    sentences = [line.plain if line.is_so else line.full for line in lines]
    decision = decide(turn.knowledge, topics[-1], turn.facts)
    say_of_claim(turn, "confirm_agrees" if agrees else "confirm_rule", decision, "\n".join(sentences), topics[-1])
    turn.set("topic", topics[-1])
    return True


def _parts(turn: Turn) -> dict[str, str]:
    """What each part of a claim names, topic or subject next door, with the words of that part; a plan to have all
    settled before it is withdrawn names that.
    """
    parts: dict[str, str] = {}
    phrases, text = turn.knowledge.phrases, turn.reading.text[claim_start(turn.knowledge, turn.reading.text) :]
    can_wait = CAN_WAIT.get(decide(turn.knowledge, "withdraw", turn.facts).verdict)
    for part in _PART.split(normalize(text)):
        can_it = search(phrases.can_it, part)
        named = named_question(turn.knowledge, part, () if can_it else NAMED_EASILY)
        if named in (None, "withdraw") and can_wait and search(phrases.settle_first, part):
            named = can_wait
        if named:
            parts.setdefault(named, part)
    return parts


def claimed_apart(turn: Turn) -> list[ClaimApart]:
    """What the message, or the one before where it asks whether that was wrong, claims beside what verdicts say."""
    phrases, texts = turn.knowledge.phrases, [normalize(turn.reading.text)]
    if search(phrases.am_i_wrong, texts[0]):
        texts.append(normalize(message_before(turn.tracker)))
    found = [claim for claim in phrases.claims_apart if any(search(claim.pattern, words) for words in texts)]
    is_open = decide(turn.knowledge, "withdraw", turn.facts).verdict not in NOT_ANY_MORE
    return [claim for claim in found if is_open or not claim.while_open]


def take_as_claim(turn: Turn) -> None:
    """Take a message that was read as a question to put something to us to be confirmed, where it does."""
    if _puts_a_claim(turn):
        turn.reading = turn.reading._replace(intent="confirm", details=[])


def _puts_a_claim(turn: Turn) -> bool:
    """Whether a message that was read as a question says back something beside what verdicts say, or that something
    cannot be («¿es cierto que ya nadie la puede quitar?»), or asks whether what it put to us before was wrong.
    """
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    if search(phrases.am_i_wrong, text) and "?" in text:
        return any((message.response or "").startswith(_OF_A_CLAIM) for message in last_turn(turn.tracker))
    asks_whether = turn.knowledge.claims.asks_whether
    is_put = any(search(pattern, text) for pattern in (phrases.recaps, phrases.put_to_us, asks_whether))
    is_denied = search(turn.knowledge.claims.cannot, text) is not None and put_as(turn) == "No"
    return turn.reading.intent in turn.knowledge.tables and is_put and (is_denied or bool(claimed_apart(turn)))


def say_of_claim(turn: Turn, name: str, decision: Decision, sentence: str, topic: str) -> None:
    """Say `utter_<name>` of a claim; where it claims something beside, what is so of that first, and agree to the rest
    only; where «Así es» would agree to too much, the sentence alone.
    """
    if name == "confirm_agrees" and not may_agree(turn):
        name = "confirm_rule"
    claims, rest = claimed_apart(turn), normalize(turn.reading.text)
    apart = " ".join(claim.says for claim in claims if not is_said_in(sentence, claim.says))
    for claim in claims:
        rest = re.sub(claim.pattern, " ", rest)
    if apart and name == "confirm_agrees" and named_question(turn.knowledge, rest, ()):
        name = "confirm_rest"
    elif apart:
        name, sentence = "confirm_rule", f"{apart} {sentence}"
    of_answer = {"topic": "confirm", "decision": decision, "asides": asides(turn, topic)}
    turn.say(name, apart=apart, sentence=sentence, **of_answer)


def say_who_was_wrong(turn: Turn) -> bool:
    """Say to who asks whether their claim was wrong that it was, with what is so, or that it was not; whether that can
    be said of it.
    """
    if not search(turn.knowledge.phrases.am_i_wrong, normalize(turn.reading.text)):
        return False
    if apart := claimed_apart(turn):
        turn.say("claim_was_wrong", topic="confirm", sentence=" ".join(claim.says for claim in apart))
        return True
    agreed = [message for message in last_turn(turn.tracker) if (message.response or "").startswith(_AGREES)]
    row = turn.knowledge.row(agreed[0].answer.get("row") or "") if agreed else None
    if row:
        decision = decide(turn.knowledge, row[0], turn.facts)
        sentence = split_yes_or_no(turn.responder.sentence(decision, turn.facts))[1]
        turn.say("claim_was_right", topic="confirm", decision=decision, sentence=sentence)
    return row is not None


def ask_what_is_claimed(turn: Turn) -> None:
    """Ask what the person has understood; of what is claimed beside, say what is so."""
    if apart := claimed_apart(turn):
        turn.say("detail_beside", topic="confirm", details=" ".join(claim.says for claim in apart))
    else:
        turn.say("confirm", topic="confirm")


def says_rightly(turn: Turn, named: str, claim: Optional[str] = None, facts: Optional[dict[str, str]] = None) -> bool:
    """Whether the claim is what the topic's verdict says, of those that begin with neither yes nor no, or what is so of
    a subject next door.
    """
    is_topic, facts = named in turn.knowledge.tables, turn.facts if facts is None else facts
    said_by = decide(turn.knowledge, named, facts).verdict if is_topic else named
    if (said_by, facts.get("ground")) == _NOT_WITHOUT_PROOF:
        return claimed(turn.knowledge, claim or turn.reading.text) == "No"
    rightly = turn.knowledge.phrases.rightly.get(said_by)
    return rightly is not None and search(rightly, normalize(claim or turn.reading.text)) is not None


def _answer_of_both_kinds(turn: Turn) -> bool:
    """«Un informe no se quita y una queja sí, ¿correcto?» says of both kinds what holds, whatever the case is; so does
    «¿la excepción vale para quejas o para informes?»
    """
    is_of_one = "kind" in turn.reading.stated and not _speaks_of_the_exception(turn)
    if is_of_one or not names_both_kinds(turn):
        return False
    decision = decide(turn.knowledge, "withdraw", {})._replace(asks=None)
    turn.responder.say("confirm_kinds", {}, topic="confirm", decision=decision)
    turn.set("topic", "withdraw")
    return True


def names_both_kinds(turn: Turn) -> bool:
    """Whether the message names complaints and reports."""
    named = turn.knowledge.phrases.kinds_named.values()
    return all(search(pattern, normalize(turn.reading.text)) for pattern in named)


def _speaks_of_the_exception(turn: Turn) -> bool:
    """Whether the message speaks of the exception that only reports have."""
    return search(turn.knowledge.phrases.kinds_scope, normalize(turn.reading.text)) is not None


def say_other_parts(turn: Turn, answered: Collection[str]) -> None:
    """Say what holds of the parts of a claim that no detail was of: «espero, y me quitan los puntos igual, ¿no?»"""
    named = (name for name in _parts(turn) if name in turn.knowledge.tables and name not in answered)
    for name in named:
        decision = decide(turn.knowledge, name, turn.facts)
        sentence = split_yes_or_no(turn.responder.sentence(decision, turn.facts))[1]
        if not is_said_in(turn.words, sentence):
            turn.say("confirm_rule", topic="confirm", decision=decision, sentence=sentence)


class _Line(NamedTuple):
    """What holds of a part of a claim: in full, without the «Sí» or «No» that it begins with, and whether the claim is
    that.
    """

    full: str
    plain: str
    is_so: bool


def _line(turn: Turn, named: str, part: str) -> _Line:
    if named in turn.knowledge.tables:
        full = turn.responder.sentence(decide(turn.knowledge, named, turn.facts), turn.facts)
    else:
        full = turn.responder.first_sentence(named, turn.facts)
    answer, plain = split_yes_or_no(full)
    is_rightly_said = says_rightly(turn, named, part)
    return _Line(full, plain, is_rightly_said if answer is None else answer == claimed(turn.knowledge, part))
