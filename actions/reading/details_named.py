"""Which details a message names, whatever the NLU makes of it (`details_named` of phrases/questions.yml)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Optional

from actions.reading.clauses import CLAUSE_OVER_LINES
from actions.reading.details_asked import (
    SURE,
    SURE_BESIDE_A_NAME,
    confidence,
    going_with,
    is_another_question,
    only_sure_details,
)
from actions.reading.entities import as_read, details_read, says_what_is_asked
from actions.reading.phrases import (
    ASKED,
    Place,
    asks_something,
    blanked,
    contains,
    find,
    find_all,
    normalize,
    questions_asked,
)
from actions.reading.rejected_reply import rejects
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

# So sure, one in other words than those that are named counts, though they seem to be all that is asked.
_CLEAR_APART = 0.7
_SURER = 0.2  # so sure, and much surer than of what is named, one is asked as well: «le escribe y le pide perdón»
_LIKELY = 0.2  # so likely, an intent is of one of several questions
_FILING = "first_filing"
_ASKS_NOTHING = frozenset({"inform", "thanks", "acknowledge", "greet"})


def with_named(
    knowledge: Knowledge,
    message: dict[str, Any],
    asked: Collection[str],
    party: Optional[str],
    for_another: bool = False,
) -> dict[str, Any]:
    """The message, given as its parse data, with the details that it names in so many words, of those that go with
    what it asks; a claim goes with any.

    Args:
        party: who the person is: what is said to the other party only, they do not ask.
        for_another: whether they speak for somebody else.
    """
    text, found = message.get("text") or "", []
    # What is said not to be asked, «no pregunto si puedo poner otra, sino…», names nothing that is.
    written = blanked(text, find_all(knowledge.phrases.not_this_question, text))
    if any("start" not in e for e in details_read(message)):
        return message  # what the case makes of its words
    if questions_asked(text) > 1:  # «¿cuánto tarda en mediar? ¿Y cobran?»: each may be named that is likely read
        asked = [*asked, *(g["name"] for g in message.get("intent_ranking") or [] if g["confidence"] >= _LIKELY)]
    phrases, goes_with = knowledge.phrases, going_with(knowledge, asked)
    asks = _asks_or_rejects(knowledge, message) or contains(text, phrases.either)
    only_tells = _ASKS_NOTHING.issuperset(asked)  # as the NLU read it: what a question in it names is asked
    # Of the accused, «¿cuántos días tengo?» is of their answer, and not of a complaint of their own.
    matters = [of for of in asked if of != _FILING or party != "respondent"]
    of_it = {name: pattern for of in matters for name, pattern in phrases.details_of_it.get(of, {}).items()}
    by_words = [*phrases.details_named.items()]
    by_words += phrases.details_named_by_the_accused.items() if party == "respondent" else ()
    by_words += phrases.details_named_for_who_filed.items() if party == "complainant" and for_another else ()
    by_words += phrases.details_named_for_another.items() if for_another else ()
    named_so = [(name, words.pattern) for name, words in by_words if asks or not words.asked]
    told = {name for name, words in by_words if not words.asked}
    for name, pattern in [*named_so, *of_it.items()]:
        named = find(pattern, written) if name in goes_with or "confirm" in asked or only_tells else None
        is_trouble = name in told  # «me sale todo en chino»
        if named and name not in goes_with and only_tells and not (is_trouble or _is_asked(knowledge, text, named)):
            continue
        lines = knowledge.details_called([name]) if named else []
        # Any party may be to file one.
        if named and any(party in d.when.get("party", [party]) for d in lines if "filed" not in d.when):
            found.append(as_read("detail", name, named))
    found = list({e["value"]: e for e in reversed(found)}.values())[::-1]
    if not of_it.keys().isdisjoint(e["value"] for e in found):  # «y desde el celular, que no tengo computadora», of it
        asked_of_it = [e for e in message["entities"] if e["entity"] != "detail" or e["value"] in goes_with]
        message = {**message, "entities": asked_of_it}
    # What a clause of its own asks counts, with a question mark or without: «como apelo y cuantos dias tengo».
    apart = [e for e in message.get("entities", []) if e["entity"] == "second_topic" and "start" in e]
    is_all = max(questions_asked(text), 1 + len(apart) if apart else 0) <= len(found)
    least = _CLEAR_APART if is_all else SURE_BESIDE_A_NAME
    rest = only_sure_details(message, least)["entities"]
    names = {e["value"] for e in found}
    read = details_read(message)
    of_named = max((confidence(e) for e in read if e["value"] in names), default=0.0)
    surer = [e for e in read if _SURER <= confidence(e) < least and confidence(e) > 2 * of_named > 0]
    rest += [e for e in surer if e["value"] not in names]
    if found and not is_all:  # «¿cuánto demora la mediación? ¿Y hay que pagar?»
        weak = (e for e in details_read(message) if SURE <= confidence(e) < least)
        rest = [*rest, *(e for e in weak if "start" in e and is_another_question(text, e, found))]
    return {**message, "entities": [*rest, *found]} if found else message


def asks_of_the_accused(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data and `with_named`, names a detail that only the accused ask."""
    named = {e["value"] for e in details_read(message) if "confidence_entity" not in e}
    return not named.isdisjoint(knowledge.phrases.details_named_by_the_accused)


def is_named(knowledge: Knowledge, name: str, text: str) -> bool:
    """Whether a text names a detail in so many words."""
    return named_at(knowledge, name, text) is not None


def is_named_of(knowledge: Knowledge, name: str, asked: Collection[str], text: str) -> bool:
    """Whether a text that asks of these matters names a detail of one of them in so many words."""
    details = knowledge.phrases.details_of_it
    return any(search(details[of][name], normalize(text)) for of in asked if name in details.get(of, {}))


def named_at(knowledge: Knowledge, name: str, text: str) -> Optional[Place]:
    """Where a text names a detail in so many words."""
    phrases = knowledge.phrases
    words = (named[name] for named in (phrases.details_named, phrases.details_named_by_the_accused) if name in named)
    return next(filter(None, (find(each.pattern, text) for each in words)), None)


def question_of_named_detail(knowledge: Knowledge, message: dict[str, Any]) -> list[str]:
    """The question of a detail that a message, given as its parse data, asks about and names in so many words, where
    nothing else was understood of it.
    """
    text, by_words = message.get("text") or "", knowledge.phrases.details_named
    asks = _asks_or_rejects(knowledge, message)
    may_be = (d for d in knowledge.details if asks or (d.id in by_words and not by_words[d.id].asked))
    return [detail.of[0] for detail in may_be if is_named(knowledge, detail.id, text)][:1]


def _asks_or_rejects(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message asks something, with a question mark or without."""
    text = message.get("text") or ""
    says_so = asks_something(knowledge, text) or says_what_is_asked(message) or rejects(knowledge, text)
    begins_so = any(_begins_a_question(knowledge, clause) for clause in CLAUSE_OVER_LINES.findall(text))
    return says_so or begins_so


def _is_asked(knowledge: Knowledge, text: str, named: Place) -> bool:
    """Whether the words that name something end in a question."""
    clauses = (clause for clause in CLAUSE_OVER_LINES.finditer(text) if clause.start() < named[1] <= clause.end())
    is_marked = any(start < named[1] <= end for start, end in (asked.span() for asked in ASKED.finditer(text)))
    return is_marked or any(_begins_a_question(knowledge, clause[0]) for clause in clauses)


def _begins_a_question(knowledge: Knowledge, clause: str) -> bool:
    return search(knowledge.phrases.asks_unmarked, normalize(clause)) is not None
