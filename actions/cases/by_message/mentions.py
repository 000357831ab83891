"""Which of several cases the parts of a message speak of: «ya retiré la abierta, ¿y por la cerrada qué hago?»"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NamedTuple, Optional

from actions.cases.by_message.case_names import PREDICATE, another_than, is_put_to_us, named
from actions.cases.facts_within import CALLED_BY, case_clauses, facts_within, read_within, surely
from actions.cases.labels_by_facts import called_by_facts
from actions.reading.clauses import SENTENCE_END
from actions.reading.entities import RETRACTED
from actions.reading.phrases import contains, normalize
from actions.reading.suppositions import supposes_from
from actions.turn.texts import Facts
from actions.turn.turn import Turn
from retirada.prefilter import search

# Names a case at the beginning of a clause, without «la»: not «resuelta la queja», «una vez cerrada», nor «cerrada no
# es lo mismo que procesada»; and not after what is supposed, «si me paga, resuelta queda».
_NAMED_BARE = re.compile(
    r"(?:(?:y|pero|que|entonces) )*((?!una\b|.*\b(?:lo mismo|igual) (?:que|a)\b)"
    r"(?:\w{2,}a|pendiente)\b(?! (?:la|el|las|los|tod\w+|por)\b).*)"
)
_SUPPOSED = re.compile(r"(?:^|[^\w\s]|\b(?:y|que|entonces)) *si \w[^.;?!]*\??\W*$")
TELLS = ("inform", "correction", "new_case")


class Mention(NamedTuple):
    """A case that a clause speaks of, by its number; None where it speaks of all of them. `start` and `end` are the
    clause's. `is_meant`: not «no por la cerrada».
    """

    start: int
    end: int
    number: Optional[int]
    is_meant: bool = True


class OneOfThem(NamedTuple):
    """The case that a message asks about, where it speaks of another, too.

    Attributes:
        number: of the case.
        stated: what is said of it.
        told: number of another case, or None for all of them → what is said of it first.
        rest: what is asked, from where it is named.
    """

    number: int
    stated: Facts
    told: dict[Optional[int], Facts]
    rest: str


def asked_about(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> Optional[OneOfThem]:
    """The one case that the message asks about, where it tells something of another, or says that it means no other;
    None where it speaks of one only, or asks about several.
    """
    if len(cases) == 1 or turn.reading.is_button:
        return None
    text, spoken_of = turn.reading.text, mentions_in(turn, cases)
    found = [mention for mention in spoken_of if mention.is_meant]
    if judges_several(turn, found):
        return None
    if not found and len(cases) == 2 and {mention.number for mention in spoken_of} == {cases.index(None)}:
        found.append(Mention(len(text), len(text), another_than(cases.index(None))))  # «no, esa es la primera»
    if not found or found[-1].number is None:
        return None
    last, number = found[-1], found[-1].number
    while len(found) > 1 and found[-2].number == number:
        last = found[-2]  # «y la otra, la cerrada, ¿qué?»
        found.pop()
    rest = text[last.start :]
    is_of_one = len({mention.number for mention in (*spoken_of, *found)}) == 1
    if len(found) == 1 and (is_of_one or (turn.reading.second_case and len(spoken_of) == 1)):
        return None
    starts = [0, *(mention.start for mention in found[1:]), len(text)]
    denied = [(mention.start, mention.end) for mention in spoken_of if not mention.is_meant]
    said = [facts_within(turn, start, end, denied) for start, end in pairwise(starts)]
    told: dict[Optional[int], Facts] = {}
    until = supposes_from(turn.tracker.latest_message) if turn.reading.supposes else last.start
    for mention, facts in zip(found[:-1], said, strict=False):
        if not _is_told(turn, text[mention.start : last.start], facts):
            return None
        told.setdefault(mention.number, {}).update(facts if mention.start < until else {})
    goes_on = re.match(turn.knowledge.phrases.begins_now, rest, re.IGNORECASE)
    if told and not (goes_on or _asks_about_one(turn, rest, said[-1])):
        return None
    return OneOfThem(number, said[-1], told, rest)


def said_by_case(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> dict[int, str]:
    """What a message that speaks of several cases says of each: «la cerrada era por una mesa, la otra no»."""
    text, places = turn.reading.text, places_by_case(turn, cases)
    return {number: " ".join(text[start:end] for start, end in of_it).strip() for number, of_it in places.items()}


def places_by_case(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> dict[int, list[tuple[int, int]]]:
    """Where a message that speaks of several cases speaks of each."""
    found = [mention for mention in mentions_in(turn, cases) if mention.number is not None] if len(cases) > 1 else []
    said: dict[int, list[tuple[int, int]]] = {}
    ends = [*(mention.start for mention in found), len(turn.reading.text)][1:]
    for mention, end in zip(found, ends, strict=True):
        said.setdefault(mention.number or 0, []).append((mention.start, end))
    return said if len(said) > 1 else {}


def starts_at(turn: Turn, cases: list[Optional[dict[str, Any]]], number: int) -> int:
    """Where the message first speaks of the case of that number; 0 where it does not name it."""
    return next((mention.start for mention in mentions_in(turn, cases) if mention.number == number), 0)


def judges_several(turn: Turn, found: Optional[list[Mention]] = None) -> bool:
    """Whether what is put to us, or asked why, is to be judged of each of several cases: «lo de la primera ya no tiene
    remedio y la otra la quito, ¿no?», «¿por qué la cerrada no y la otra sí?»

    Args:
        found: the cases that it speaks of, where they are known.
    """
    if not (is_put_to_us(turn) or turn.reading.intent == "why") or turn.reading.is_button:
        return False
    found = mentions_in(turn, turn.get("cases") or [None]) if found is None else found
    took_it_back, text = turn.knowledge.phrases.took_it_back, turn.reading.text
    judged = [mention for mention in found if mention.is_meant]
    if len(judged) > 1 and search(took_it_back, normalize(text[judged[0].start : judged[1].start])):
        judged.pop(0)  # «ya quité la del bolso; entonces con la otra solo espero» tells of that one
    return len({mention.number for mention in judged} - {None}) > 1


def told_in_claims(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> dict[Optional[int], Facts]:
    """What a message that is judged of each case tells of one that was not known of it: «la mía sigue y la otra no se
    quita, ¿no?»
    """
    if len(cases) == 1 or turn.reading.supposes:
        return {}
    found = [mention for mention in mentions_in(turn, cases) if mention.is_meant and mention.number is not None]
    if not judges_several(turn, found):
        return {}
    told: dict[Optional[int], Facts] = {}
    for mention, end in zip(found, [*(after.start for after in found[1:]), len(turn.reading.text)], strict=True):
        case = cases[mention.number or 0]
        held = {**turn.facts, **(case["facts"] if case else {})}
        # «…, y la del logo no, ¿verdad?» says that it can't be withdrawn.
        is_denied = search(
            turn.knowledge.phrases.ends_with_no, normalize(turn.reading.text[mention.start : mention.end])
        )
        facts = {} if is_denied else surely(turn, facts_within(turn, mention.start, end))
        told[mention.number] = {f: v for f, v in facts.items() if f not in held and v != RETRACTED}
    return told


def told_of_each(turn: Turn, cases: list[Optional[dict[str, Any]]], least: int) -> dict[Optional[int], Facts]:
    """What a message that only tells, of several cases, says of each: their numbers → facts. Of what it then asks, it
    asks of all of them: «lo del logo está arreglado y lo del bolso no, ¿cuál puedo quitar?»

    Args:
        least: of so many it has to tell.
    """
    reading, phrases = turn.reading, turn.knowledge.phrases
    found, until = mentions_in(turn, cases) if len(cases) > 1 else [], len(reading.text)
    if judges_several(turn, found) or reading.supposes or (reading.second_case and turn.get("of_all_cases")):
        return {}
    asks = "?" in reading.text or (reading.intent not in TELLS and contains(reading.text, phrases.asks))
    if found and found[-1].number is None:
        until, asks = found.pop().start, False
    elif found and _is_only_denied(turn, found, cases):
        found.insert(0, Mention(0, 0, cases.index(None)))
        asks = False
    while found and found[0].number is None:
        found.pop(0)  # «le pregunto por las dos: …»
    least = least if until == len(reading.text) else 1  # «la del bolso la cerraron. ¿Puedo quitar las dos?»
    numbers = {mention.number for mention in found if mention.is_meant}
    if len(numbers) < least or None in numbers or not all(mention.is_meant for mention in found):
        return {}
    ends = [*(mention.start for mention in found[1:]), until]
    told: dict[Optional[int], Facts] = {}
    for mention, end in zip(found, ends, strict=True):
        facts, part = facts_within(turn, mention.start, end), normalize(reading.text[mention.start : end])
        if told and not facts and search(phrases.ends_with_no, part):
            # «Esa ya está retirada, la de la patente no»
            facts = {fact: RETRACTED for fact in next(iter(told.values())) if fact not in CALLED_BY}
        told.setdefault(mention.number, {}).update(facts)
    news = [_is_news(turn, cases[n], told[n]) for n in told if n is not None]
    if asks:
        return told if all(news) else {}
    repeats = len(told) > 1 and all(not facts.keys() <= {*CALLED_BY} for facts in told.values())
    return told if repeats or ((reading.intent in TELLS or all(told.values())) and any(news)) else {}


def _is_news(turn: Turn, case: Optional[dict[str, Any]], told: Facts) -> bool:
    """Whether what is told of a case is more than what it is called by, «esa no, la que me puso él»."""
    held = case["facts"] if case else turn.facts
    return any(fact not in CALLED_BY or held.get(fact) != value for fact, value in told.items())


def _is_only_denied(turn: Turn, found: list[Mention], cases: list[Optional[dict[str, Any]]]) -> bool:
    """«Esta ya está retirada, la del logo no» tells of the case under discussion, and names another one to deny it."""
    first, text = found[0], turn.reading.text
    is_another = not turn.get("of_all_cases") and first.number != cases.index(None)
    is_no = search(turn.knowledge.phrases.ends_with_no, normalize(text[first.start : first.end]))
    denied = len(found) == 1 and "?" not in text and is_no
    return is_another and bool(denied and facts_within(turn, 0, first.start))


def meant_of_another(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> Optional[int]:
    """The number of the case that what was told last is said to be of: «no, eso era de la del logo»; None of others."""
    if len(cases) == 1 or turn.get("of_all_cases"):
        return None
    for mention in mentions_in(turn, cases):
        clause = normalize(turn.reading.text[mention.start : mention.end])
        is_another = mention.number not in (None, cases.index(None))
        if is_another and search(turn.knowledge.phrases.was_of, clause):
            return mention.number
    return None


def mentions_in(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> list[Mention]:
    """The cases that the message speaks of, in its order."""
    phrases, found, text = turn.knowledge.phrases, [], normalize(turn.reading.text)
    refuses, is_other, is_put = re.match(phrases.begins_with_no, text), False, is_put_to_us(turn)
    as_other: Optional[int] = None  # the case that «la otra» was before
    for start, written in case_clauses(turn.reading.text):
        clause, end = re.sub(phrases.no_case, "", normalize(written)).strip(), start + len(written)
        is_said_of = refuses and re.match(phrases.that_one_is, clause)  # «no, esa es la primera»: what we said
        if not is_said_of:
            clause = PREDICATE.sub("", clause)  # «la cerrada es la del logo» speaks of the one of the logo
        if search(phrases.both, clause):
            found.append(Mention(start, end, None))
            continue
        read = read_within(turn, start, end)
        number = named(turn, cases, clause, read)
        is_bare = is_put and not _SUPPOSED.search(normalize(turn.reading.text[:start]))
        if number is None and is_bare and (bare := _NAMED_BARE.match(clause)):
            number = named(turn, cases, f"la {bare[1]}", read)  # «resumo: cerrada no se toca, la otra la quito»
        if number is not None and is_other:
            found[-1] = found[-1]._replace(number=number)  # «y la otra, la que sigue»
        is_other = number is None and contains(clause, phrases.earlier_case)
        if is_other:
            before = found[-1].number if found else cases.index(None)
            number = before if before is None or before == as_other else another_than(before)
            as_other = number
            is_other = number is not None and search(phrases.ends_with_other, clause) is not None
        if number is not None:
            is_denied = is_said_of and (number == cases.index(None) or search(phrases.speaks_of, text))
            is_aside = search(phrases.not_this_case, clause) or search(phrases.mention.left_aside, clause)
            is_meant = not (is_denied or is_aside)
            found.append(Mention(start, end, number, is_meant))
    if len(found) > 1:  # «la del reloj no la quiero quitar, solo la otra»
        said = (normalize(turn.reading.text[one.start : one.end]).rstrip() for one in found)
        unwanted = (search(phrases.mention.not_wanted, words) for words in said)
        found = [one._replace(is_meant=one.is_meant and not no) for one, no in zip(found, unwanted, strict=True)]
    if found and _is_claimed_before(turn, found[0], cases):
        found.insert(0, Mention(0, found[0].start, cases.index(None)))
    return found


def _is_claimed_before(turn: Turn, first: Mention, cases: list[Optional[dict[str, Any]]]) -> bool:
    """«Espero a que pague y la quito, y la cerrada se queda así, ¿no?» claims something of the case under discussion
    before it names another.
    """
    phrases, text = turn.knowledge.phrases, turn.reading.text
    is_another = not turn.get("of_all_cases") and first.number not in (None, cases.index(None)) and first.is_meant
    goes_on = re.match(phrases.begins_anew, text[first.start :], re.IGNORECASE)
    claims = (phrases.names["withdraw"], phrases.leaves_it, phrases.settle_first)
    is_claim = any(search(pattern, normalize(text[: first.start])) for pattern in claims)
    return bool(is_another and goes_on and is_claim and turn.reading.intent == "confirm")


def _asks_about_one(turn: Turn, rest: str, told: Facts) -> bool:
    """Whether the rest of the message asks, and about one case: not «la cerrada es la del bolso», which is told.

    Args:
        told: the facts that it states.
    """
    reading, phrases, said = turn.reading, turn.knowledge.phrases, normalize(rest)
    called = (fact for way, _ in called_by_facts(turn, PREDICATE.sub("", said)) for fact in way)
    tells = reading.intent in TELLS or not told.keys() <= {*CALLED_BY, *called}
    asks = (reading.questions and not tells) or contains(rest, phrases.asks) or search(phrases.speaks_of, said)
    is_question = "?" in rest or ("?" not in reading.text and (asks or is_put_to_us(turn)))
    return bool(is_question) and not search(phrases.them, said)


def _is_told(turn: Turn, said: str, facts: Facts) -> bool:
    """Whether a case is only told of, before another is asked about: in a sentence of its own, or with news; not
    «¿puedo retirar la primera y la segunda?»
    """
    is_news = not facts.keys() <= {*CALLED_BY}
    return SENTENCE_END.search(said) is not None or (is_news and turn.reading.intent != "confirm")
