"""What each of several cases is called by: a word that was said of it, as in «volviendo a la de Disney»."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Optional

from actions.intent import FALLBACK, RETRACTED, read_facts
from actions.phrases import contains, normalize

if TYPE_CHECKING:
    from actions.turn import Turn

_NAME = re.compile(
    r"\b(?:la|el|al|lo|esa|ese|las|los|hablo|hablaba|refiero) (?:que )?"
    r"(?:de|del|contra|con|a)(?: (?:la|el|los|las|mi|un|una))? (\w{4,})"
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_AND_THE_OTHER = re.compile(r"\b(?:y|pero) (?:la|el) otr[ao]\b")
_CLAUSE_END = re.compile(r"[.,;:]|\by\b")


def words(text: str) -> list[str]:
    """The words of four letters and more, in lower case and without accents.

    >>> words("La de Disney, por copia")
    ['copia', 'disney']
    """
    return sorted(set(re.findall(r"\w{4,}", normalize(text))))


def words_of_case(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> list[str]:
    """What was said of the case under discussion, but for the latest message and what was said of another first."""
    said: set[str] = set()
    for event in reversed(turn.tracker.events):
        if event["event"] == "slot" and event["name"] == "case_words":
            break
        if event["event"] == "user" and event.get("text") != turn.reading.text:
            said.update(words(event.get("text") or ""))
    return sorted({*(turn.get("case_words") or []), *new_words(said, cases)})


def new_words(said: Collection[str], cases: list[Optional[dict[str, Any]]]) -> set[str]:
    """Of these words, those that were said of none of the cases kept."""
    return set(said).difference(*(case.get("words") or [] for case in cases if case))


def words_of_both(turn: Turn) -> tuple[list[str], list[str]]:
    """Of a message that tells of two cases, what it says of the first, and of the second."""
    text = turn.reading.text
    starts = [
        e["start"]
        for e in turn.tracker.latest_message.get("entities", [])
        if e["entity"] == "second_case" and "start" in e and not e["value"].endswith(f"={RETRACTED}")
    ]
    ends = [match.end() for match in _CLAUSE_END.finditer(text[: min(starts, default=0)])]
    cut = ends[-1] if ends else 0
    return words(text[:cut]), words(text[cut:])


def which_case(turn: Turn, said: Collection[str], cases: list[Optional[dict[str, Any]]]) -> Optional[int]:
    """The number of the one case kept that words of the message name, of those in `said`; None where none is."""
    return _called(_names(normalize(turn.reading.text)) & set(said), cases)


def case_meant(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> Optional[int]:
    """The number of the case that the message names: by its number, by what is said of it, by a word, or as «la otra»;
    None where it names none, or it could be several.
    """
    if len(cases) == 1:
        return None
    phrases = turn.knowledge.phrases
    text = re.sub(phrases.no_case, "", normalize(turn.reading.text))
    told, _, asked = text.rpartition("¿")
    named = _named(turn, cases, told)
    if named is not None and contains(asked, phrases.earlier_case) and not turn.reading.stated:
        return _another_than(named)  # «la de las fotos está perdida, ¿y por la otra vale la pena?»
    named = _named(turn, cases, text)
    if named is None and contains(text, phrases.earlier_case):
        return _another_than(cases.index(None))
    return named


def only_names_case(turn: Turn) -> bool:
    """Whether the message only names a case, «¿y la otra?», or one of its sentences does and it asks nothing else that
    was understood: «¿y el otro? el que sigue ahí».
    """
    pattern, text = turn.knowledge.phrases.only_names_case, normalize(turn.reading.text)
    sentences = _SENTENCE_END.split(text)
    others = [sentence for sentence in sentences if not re.search(pattern, sentence)]
    is_unclear = turn.reading.intent == FALLBACK and not any("?" in sentence for sentence in others)
    return bool(re.search(pattern, text)) or (is_unclear and len(others) < len(sentences))


def _another_than(number: int) -> int:
    return number - 1 if number else 1


def _named(turn: Turn, cases: list[Optional[dict[str, Any]]], text: str) -> Optional[int]:
    case_numbers = turn.knowledge.phrases.case_numbers
    counted = [number for number, names in enumerate(case_numbers[: len(cases)]) if contains(text, names)]
    if len(counted) > 1:
        return None  # «¿retirar la primera afecta a la segunda?»
    named = counted[0] if counted else _whose(turn, cases, text)
    if named is None:
        named = _described(turn, cases, text)
    if named is None:
        named = _called(_names(text) - set(words_of_case(turn, cases)), cases)
    return named


def _whose(turn: Turn, cases: list[Optional[dict[str, Any]]], text: str) -> Optional[int]:
    """The number of the case that is «la mía», or «la de ella», where one speaks for somebody else too, or is party to
    one as who filed it and to one as the accused.
    """
    phrases = turn.knowledge.phrases
    is_own, is_another_s = contains(text, phrases.own), contains(text, phrases.theirs)
    whose = [case.get("principal") if case else turn.get("principal") for case in cases]
    fitting = [number for number, who in enumerate(whose) if (is_another_s if who else is_own)]
    if not any(whose):
        # «La mía» is then the one that they filed, beside one against them.
        parties = {number: facts.get("party") for number, facts in _held(turn, cases).items()}
        is_of_each = {"complainant", "respondent"} <= set(parties.values())
        meant = "complainant" if is_own else "respondent"
        fitting = [number for number, party in parties.items() if is_of_each and party == meant]
    return fitting[0] if len(fitting) == 1 and is_own != is_another_s else None


def _described(turn: Turn, cases: list[Optional[dict[str, Any]]], text: str) -> Optional[int]:
    """The number of the case that the message names by its facts, «y la de la marca», «el informe»."""
    stated = {f: v for f, v in read_facts(turn.knowledge, turn.tracker.latest_message).items() if v != RETRACTED}
    held = _held(turn, cases)
    kinds = {facts["kind"] for facts in held.values()}
    ways = _called_by_facts(turn, text)[:1]
    if re.search(turn.knowledge.phrases.names_case, text):
        ways += [{fact: stated[fact] for fact in ("ground", "party") if fact in stated}, stated]
    if "kind" in stated and len(kinds) > 1:
        ways.append({"kind": stated["kind"]})
    found = (_fitting(way, held) for way in ways if way)
    return next((number for number in found if number is not None), None)


def names_several(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> bool:
    """Whether the message names two of the cases by their facts: «la cerrada ya fue y la otra depende de él»."""
    if len(cases) == 1:
        return False
    reading, held = turn.reading, _held(turn, cases)
    told = [
        {fact: value for fact, value in facts.items() if value != RETRACTED}
        for facts in (reading.first_case, reading.second_case)
        if facts
    ]
    text = normalize(reading.text)
    called = told or [*_called_by_facts(turn, text), *_called_by_ground(turn, text)]
    fitting = {_fitting(facts, held) for facts in called} - {None}
    if len(fitting) == 1 and not told:
        patterns = (p for values in turn.knowledge.phrases.called.values() for p in values.values())
        ends = [found.end() for pattern in patterns if (found := re.search(pattern, text))]
        after = text[min(ends) :].partition("¿")[0] if ends else ""
        return _AND_THE_OTHER.search(after) is not None
    return len(fitting) > 1


def _called_by_facts(turn: Turn, text: str) -> list[dict[str, str]]:
    """What cases are called by in the text: «la cerrada»."""
    called = turn.knowledge.phrases.called.items()
    return [{fact: v} for fact, values in called for v, pattern in values.items() if re.search(pattern, text)]


def _called_by_ground(turn: Turn, text: str) -> list[dict[str, str]]:
    ground = turn.reading.stated.get("ground")
    return [{"ground": ground}] if ground and re.search(turn.knowledge.phrases.names_case, text) else []


def _fitting(way: dict[str, str], held: dict[int, dict[str, str]]) -> Optional[int]:
    """The number of the one case of which these facts are held; None where there is none, or several."""
    fitting = [number for number, facts in held.items() if way.items() <= facts.items()]
    return fitting[0] if len(fitting) == 1 else None


def _held(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> dict[int, dict[str, str]]:
    """The number of each case → its facts. Of several cases at once, what is held is so of all, and no case of its
    own.
    """
    unstated = turn.knowledge.unstated
    held = {number: {**unstated, **case["facts"]} for number, case in enumerate(cases) if case}
    if not turn.get("of_all_cases"):
        held[cases.index(None)] = {**unstated, **turn.facts}
    return held


def _names(text: str) -> set[str]:
    return {match[1] for match in _NAME.finditer(text)}


def _called(names: set[str], cases: list[Optional[dict[str, Any]]]) -> Optional[int]:
    fitting = [number for number, case in enumerate(cases) if case and names & set(case.get("words") or [])]
    return fitting[0] if len(fitting) == 1 else None
