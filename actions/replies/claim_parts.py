"""A claim that has two parts, each judged for itself: «borrarlo no sirve y apelar sí, ¿correcto?»"""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.phrases import claim_start, claimed, normalize, split_yes_or_no
from actions.reading.rejected import named_question
from actions.replies.asides import asides
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide

_PART = re.compile(r"[,;.:]|\b(?:pero|y)\b")
NAMED_EASILY = ("withdraw",)  # «da igual que la quite» is no claim that one can; «la puedo quitar hoy» is
# Of these cases, one can settle first and withdraw then: verdict on `withdraw` → the topic that says so.
CAN_WAIT = {
    "withdrawable": "before_withdrawing",
    "withdrawal_conditions": "before_withdrawing",
    "resolve_first": "withdraw",
}
_TOPIC_OF_PROOF, _PROOF = "refile", "evidence"  # with proof and without it, another complaint has two answers


def answer_parts(turn: Turn) -> bool:
    """Say what holds of each part of a claim, as agreement where all of it is so; whether it has two parts."""
    if turn.reading.intent != "confirm":
        return _speaks_of_the_exception(turn) and _answer_of_both_kinds(turn)
    if _answer_with_and_without_proof(turn) or _answer_of_both_kinds(turn):
        return True
    parts: dict[str, str] = {}
    text = turn.reading.text[claim_start(turn.knowledge, turn.reading.text) :]
    for part in _PART.split(normalize(text)):
        can_it = re.search(turn.knowledge.phrases.can_it, part)
        if named := named_question(turn.knowledge, part, () if can_it else NAMED_EASILY):
            parts.setdefault(named, part)
    if len(parts) < 2:
        return False
    topics = [named for named in parts if named in turn.knowledge.tables]
    if not topics:
        return False
    lines = "\n".join(_sentence(turn, named) for named in parts)
    decision = decide(turn.knowledge, topics[-1], turn.facts)
    name = "confirm_agrees" if all(_is_so(turn, named, part) for named, part in parts.items()) else "confirm_rule"
    turn.say(name, topic="confirm", decision=decision, sentence=lines, asides=asides(turn, topics[-1]))
    turn.set("topic", topics[-1])
    return True


def says_rightly(turn: Turn, topic: str, claim: Optional[str] = None, facts: Optional[dict[str, str]] = None) -> bool:
    """Whether the claim is what the topic's verdict says, of those that begin with neither yes nor no."""
    rightly = turn.knowledge.phrases.rightly.get(decide(turn.knowledge, topic, facts or turn.facts).verdict)
    return rightly is not None and re.search(rightly, normalize(claim or turn.reading.text)) is not None


def _answer_with_and_without_proof(turn: Turn) -> bool:
    """«Con pruebas sí y sin ellas no, ¿cierto?» says both of what the guide says of another complaint."""
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    if not re.search(phrases.with_and_without_proof, text):
        return False
    without = {fact: value for fact, value in turn.facts.items() if fact != _PROOF}
    decision = decide(turn.knowledge, _TOPIC_OF_PROOF, without)._replace(asks=None)
    name = "confirm_agrees" if re.search(phrases.proof_decides, text) else "confirm_rule"
    turn.say(name, topic="confirm", decision=decision, sentence=turn.responder.sentence(decision, without))
    turn.set("topic", _TOPIC_OF_PROOF)
    return True


def _answer_of_both_kinds(turn: Turn) -> bool:
    """«Un informe no se quita y una queja sí, ¿correcto?» says of both kinds what holds, whatever the case is; so does
    «¿la excepción vale para quejas o para informes?»
    """
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    named = [kind for kind, pattern in phrases.kinds_named.items() if re.search(pattern, text)]
    is_of_one = "kind" in turn.reading.stated and not _speaks_of_the_exception(turn)
    if len(named) < len(phrases.kinds_named) or is_of_one:
        return False
    decision = decide(turn.knowledge, "withdraw", {})._replace(asks=None)
    name = "confirm_kinds_agrees" if re.search(phrases.kinds_rightly, text) else "confirm_kinds"
    turn.responder.say(name, {}, topic="confirm", decision=decision)
    turn.set("topic", "withdraw")
    return True


def _speaks_of_the_exception(turn: Turn) -> bool:
    """Whether the message speaks of the exception that only reports have."""
    return re.search(turn.knowledge.phrases.kinds_scope, normalize(turn.reading.text)) is not None


def _sentence(turn: Turn, named: str) -> str:
    if named in turn.knowledge.tables:
        return split_yes_or_no(turn.responder.sentence(decide(turn.knowledge, named, turn.facts), turn.facts))[1]
    return split_yes_or_no(turn.responder.first_sentence(named, turn.facts))[1]


def _is_so(turn: Turn, named: str, part: str) -> bool:
    if named in turn.knowledge.tables:
        full = turn.responder.sentence(decide(turn.knowledge, named, turn.facts), turn.facts)
    else:
        full = turn.responder.first_sentence(named, turn.facts)
    answer, _ = split_yes_or_no(full)
    if answer is not None:
        return answer == claimed(turn.knowledge, part)
    return named in turn.knowledge.tables and says_rightly(turn, named, part)
