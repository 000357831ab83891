"""What a message claims of each of several cases: «la del bolso ya no y la otra sí, ¿verdad?»"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, Optional

from actions.cases.both_cases import all_cases, asks_of_the_effect, cases_of, is_of_all, principals, speaks_of_all
from actions.cases.by_message.case_names import is_put_to_us
from actions.cases.by_message.mentions import places_by_case, said_by_case
from actions.cases.labels import names_of_cases
from actions.reading.phrases import claimed, contains, normalize
from actions.reading.rejected_reply import named_question
from actions.replies.answering import PRESUPPOSES, in_the_way
from actions.replies.claim_parts import CAN_WAIT, NAMED_EASILY, says_rightly
from actions.replies.claims_read import SETTLES, claims_in, unread
from actions.turn.sentences import each_once
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import in_order, split_yes_or_no

_BUT_FOR = "refile"  # whoever sums up says of which it can still be done, unless another complaint was spoken of
_PLANNED = "before_withdrawing"  # its claims say more than its verdict: «espere…, y entonces retírela»
_YES = re.compile(r"\b(?:si|tambien)\b")


class _Line(NamedTuple):
    """What holds of one case: `of_answer` is what `Turn.say` needs; `is_so`, whether the claim is that; `said_as`, how
    it is said where not all that is claimed is so.
    """

    sentence: str
    of_answer: dict[str, Any]
    is_so: bool
    said_as: str = "each_is"


def answer_claims(turn: Turn) -> bool:
    """Say of each case, in a sentence, what holds of what the message claims of it, as agreement where all of it is so;
    whether it claims something of several.
    """
    claims = _claims(turn)
    if len(claims) < 2:
        return False
    cases, whose = all_cases(turn), principals(turn)
    places = places_by_case(turn, cases_of(turn)) if turn.cases.names_several else {}
    names = names_of_cases(turn, cases, whose)
    default = _BUT_FOR if is_of_all(turn) and turn.topic == _BUT_FOR else "withdraw"
    # «La de la patente se puede poner otra vez y la otra no»; what is asked of an open one is not asked of any.
    of_any, named = turn.knowledge.tables.keys() - {"withdraw", *PRESUPPOSES}, {}
    for number, claim in claims.items():
        named[number] = _named(turn, claim) or default
        default = named[number] if named[number] in of_any else default
    lines: dict[int, _Line] = {}
    for number, claim in claims.items():
        with turn.speaking_of(whose[number], cases[number]):
            line = _line(turn, named[number], cases[number], claim)
            lines[number] = _as_claimed(turn, line, places.get(number, []))
    agrees = all(line.is_so for line in lines.values())
    for first, (number, line) in enumerate(lines.items()):
        name = "each_agrees" if agrees and not first else "each_is" if agrees else line.said_as
        sentence = line.sentence if name == "each_is" and not agrees else split_yes_or_no(line.sentence)[1]
        with turn.speaking_of(whose[number]):
            turn.responder.say(name, cases[number], which=names[number], sentence=sentence, **line.of_answer)
    turn.set("topic", default)
    turn.set("pending_question", None)
    return True


def _claims(turn: Turn) -> dict[int, str]:
    """What the message claims of each case, by the case's place among all; of all alike where it speaks of all."""
    reading, phrases, text = turn.reading, turn.knowledge.phrases, normalize(turn.reading.text)
    asks_on = reading.intent == "next_step" and not search(phrases.nothing_left, text)
    asks = contains(text, phrases.asks) or asks_on or asks_of_the_effect(turn)
    if (
        asks
        or search(phrases.what_to_do, text)
        or reading.second_case
        or reading.is_button
        or not (is_put_to_us(turn) and speaks_of_all(turn))
    ):
        return {}
    if turn.cases.names_several:
        return said_by_case(turn, cases_of(turn))
    claims = reading.intent == "confirm" or search(phrases.nothing_left, text)
    return dict.fromkeys(range(len(all_cases(turn))), reading.text) if claims else {}


def _named(turn: Turn, claim: str) -> Optional[str]:
    """The topic or subject next door that a claim names; of one that leaves or withdraws it, that."""
    phrases, written = turn.knowledge.phrases, normalize(claim)
    can_it = search(phrases.can_it, written)
    named = named_question(turn.knowledge, written, () if can_it else NAMED_EASILY)
    is_of_it = search(phrases.leaves_it, written) or search(phrases.names["withdraw"], written)
    return named or ("withdraw" if is_of_it else None)


def _line(turn: Turn, named: str, facts: dict[str, str], claim: str) -> _Line:
    if named in turn.knowledge.subjects:
        sources = list(turn.knowledge.subjects[named].sources)
        sentence, topic = turn.responder.first_sentence(named, facts), None
        of_answer: dict[str, Any] = {"topic": "out_of_scope", "about": named, "sources": sources, "footer": ""}
        if named == "appeal" and facts.get("status") == "processed":  # «la cerrada no se retira y queda apelar»
            decision = decide(turn.knowledge, "withdraw", facts)._replace(asks=None)
            sentence = f"{split_yes_or_no(turn.responder.sentence(decision, facts))[1]} {sentence}"
            of_answer = {"topic": "out_of_scope", "about": named, "sources": decision.sources}
    elif named == "withdraw" and (says := _said_of_plan(turn, facts, claim)) is not None:
        decision = decide(turn.knowledge, "before_withdrawing", facts)
        of_answer = {"topic": decision.topic, "decision": decision}
        return _Line(says or turn.responder.sentence(decision, facts), of_answer, True)
    else:
        decision = (in_the_way(turn, named, facts) or decide(turn.knowledge, named, facts))._replace(asks=None)
        sentence, topic = turn.responder.sentence(decision, facts), decision.topic
        of_answer = {"topic": decision.topic, "decision": decision}
    return _Line(sentence, of_answer, _is_so(turn, topic or named, split_yes_or_no(sentence)[0], facts, claim))


def said_of_rest(turn: Turn, rest: list[str]) -> dict[str, str]:
    """Question that is named by what was not read → what holds of it: «la mediación es obligatoria»."""
    named = (named_question(turn.knowledge, part, NAMED_EASILY) for part in rest)
    says = {}
    for question in dict.fromkeys(name for name in named if name):
        if question in turn.knowledge.tables:
            decision = in_the_way(turn, question) or decide(turn.knowledge, question, turn.facts)
            sentence = turn.responder.sentence(decision, turn.facts)
        else:
            sentence = turn.responder.first_sentence(question, turn.facts)
        says[question] = split_yes_or_no(sentence)[1]
    return says


def _as_claimed(turn: Turn, line: _Line, places: list[tuple[int, int]]) -> _Line:
    """The line, as agreement where all that is claimed of the case in these places is so: «la pendiente sí, pero solo
    mientras no la resuelvan»; what is claimed of two topics is judged claim by claim.
    """
    text, claims = turn.reading.text, claims_in(turn, turn.tracker.latest_message)
    made, rest = [], []
    for start, end in places:
        found = [one for one in claims if one.overlaps(start, end)]
        within = [one._replace(start=one.start - start, end=one.end - start) for one in found]
        rest += unread(turn, text[start:end], within)
        made += found
    judged, topics = {one.is_right for one in made}, {one.claim.topic for one in made}
    is_open = line.is_so and None in judged and False not in judged
    claims_more = any(search(turn.knowledge.phrases.not_even, normalize(text[start:end])) for start, end in places)
    if rest or not made or is_open or claims_more:
        return line  # «la puedo sacar hoy aunque no me mandó nada»
    said_as = "each_is_so" if judged == {True} else "each_mixed" if {True, False} <= judged else "each_is"
    topic = made[-1].claim.topic
    is_said = topics == {line.of_answer["topic"]} and topics != {_PLANNED}
    if topics == {None} and judged == {False}:  # «con la cerrada ya no hay nada que hacer»
        told = each_once(one.claim.says for one in made)
        return line._replace(sentence=f"{line.sentence} {told}", is_so=False, said_as="each_mixed")
    if line.is_so and False in judged:
        return line
    if topic and not is_said and topics <= turn.knowledge.tables.keys():
        sources = in_order(list(dict.fromkeys(source for one in made for source in one.claim.sources)))
        decision = decide(turn.knowledge, topic, turn.facts)._replace(asks=None, sources=sources)
        of_answer = {"topic": decision.topic, "decision": decision}
        return _Line(each_once(one.claim.says for one in made), of_answer, judged == {True}, said_as)
    is_so = line.is_so or (judged == {True} and topics == {line.of_answer["topic"]})
    return line._replace(is_so=is_so, said_as="each_is_so" if is_so else "each_is")


def _said_of_plan(turn: Turn, facts: dict[str, str], claim: str) -> Optional[str]:
    """What is so of a plan to settle first and withdraw then, where a claim is one that can be done: empty where only
    its words make it; None of other claims.
    """
    if decide(turn.knowledge, "withdraw", facts).verdict not in CAN_WAIT:
        return None
    found = (one for one in claims_in(turn, turn.tracker.latest_message) if one.claim.id == SETTLES)
    says = next((one.claim.says for one in found if turn.reading.text[one.start : one.end] in claim), None)
    return "" if says is None and search(turn.knowledge.phrases.settle_first, normalize(claim)) else says


def _is_so(turn: Turn, topic: str, answer: Optional[str], facts: dict[str, str], claim: str) -> bool:
    """Whether the claim is a yes or a no as the answer is; who says of one that cannot be withdrawn that it stays as it
    is, or is over, claims no withdrawal.
    """
    phrases, written = turn.knowledge.phrases, normalize(claim)
    if search(phrases.leaves_it, written):
        return True
    if answer is None:
        # «Y la otra no», of the accused, who cannot withdraw it.
        is_no = topic == "withdraw" and facts.get("party") == "respondent" and claimed(turn.knowledge, claim) == "No"
        return is_no or says_rightly(turn, topic, claim, facts)
    claims_it = any(re.search(pattern, written) for pattern in (phrases.names["withdraw"], phrases.can_it, _YES))
    return answer == claimed(turn.knowledge, claim) or (answer == "No" and topic == "withdraw" and not claims_it)
