"""Looking for phrases in what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Optional

from actions.reading.clauses import CLAUSE_END, SENTENCE
from retirada.prefilter import search
from retirada.unaccented import unaccented

if TYPE_CHECKING:
    from retirada.rulebook.schema import Knowledge

# Who speaks of themselves: «me denunciaron», «la puse», «hemos denunciado».
FIRST_PERSON = re.compile(
    r"\b(?:yo|me|nos|mi|mia|mio|nuestr[oa]|nosotr[oa]s|conmigo|he|hemos|puse|hice|abri|meti|recibi|\w+amos|\w+imos)\b",
    re.IGNORECASE,
)
# «Él», and not the article «el»: looked for as it is written, while the patterns of data/knowledge have no accents.
PRONOUN = re.compile(r"\b(?:él|ella|ellos|ellas)\b", re.IGNORECASE)
# What somebody else did, as it is written: «lo quitó», «no la retiró hasta ayer».
SOMEBODY_DID = re.compile(r"\b(?:la|lo) \w+ó\b", re.IGNORECASE)
# «Si» that supposes, and not «si pues», which is a «yes» without its accent.
IF = r"\bsi\b(?! (?:pues|claro|po|poh)\b)"
# A question, with what stands before it in its sentence.
ASKED = re.compile(r"[^.!¿?]*\?")
_STEM = 5  # letters: «sanciones» names «la sanción»
# As they are typed on a phone.
_SHORT = {
    **dict.fromkeys(("q", "k", "ke", "qe"), "que"),
    **dict.fromkeys(("tb", "tmb", "tbn", "tmbn"), "tambien"),
    **{"d": "de", "x": "por", "dl": "del", "dnd": "donde", "kiero": "quiero", "pal": "para el", "cel": "celular"},
}
_SHORTENED = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b")
_A_QUESTION = 3  # words: «¿no?» and «¿verdad?» only ask for a confirmation
_QUOTED_AT_LENGTH = re.compile(r"[«\"“']([^»\"”']{4,})[»\"”']")
Place = tuple[int, int]  # where words begin and end in a text as it is written


# Of a conversation's latest messages, which are read again in each turn, and of what they are compared with.
@lru_cache(maxsize=10_000)
def normalize(text: str) -> str:
    """The text in lower case and without accents; «ñ» becomes «n», and what is typed short, «q», «dl», «cel», is
    written out.
    """
    return _SHORTENED.sub(lambda short: _SHORT[short[0]], unaccented(text))


def place_as_written(text: str, span: tuple[int, int]) -> Place:
    """Where in a text, as it is written, stands what was found in it when normalized.

    >>> place_as_written("q sigue", (4, 9))
    (2, 7)
    """
    plain = unaccented(text)
    places: list[int] = []
    end = 0
    for short in _SHORTENED.finditer(plain):
        places += [*range(end, short.start()), *[short.start()] * len(_SHORT[short[0]])]
        end = short.end()
    places += range(end, len(plain) + 1)
    return places[span[0]], places[span[1]]


def find(pattern: str, text: str) -> Optional[Place]:
    """Where a text, as it is written, first has what the pattern finds in it when normalized."""
    found = search(pattern, normalize(text))
    return place_as_written(text, found.span()) if found else None


def find_all(pattern: str, text: str) -> Iterator[Place]:
    """Where a text, as it is written, has what the pattern finds in it when normalized.

    >>> list(find_all("que", "q sigue, que no"))
    [(0, 1), (9, 12)]
    """
    return (place_as_written(text, found.span()) for found in re.finditer(pattern, normalize(text)))


def blanked(text: str, places: Iterable[Place]) -> str:
    """The text with these places of it blanked out, so that what is left stands where it stood."""
    for begin, end in places:
        text = text[:begin] + " " * (end - begin) + text[end:]
    return text


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases, given in lower case and without accents, stands in the text as whole words."""
    written = normalize(text)
    return any(phrase in written and _alone(phrase).search(written) for phrase in phrases)


def asks_something(knowledge: Knowledge, text: str) -> bool:
    """Whether a text has a question mark, or words that ask: «quisiera saber», «qué hago»."""
    return "?" in text or contains(text, knowledge.phrases.asks)


def questions_in(text: str) -> list[str]:
    """The questions of a text, each up to its «?»."""
    return re.findall(r"[^.!?¿]+\?", text)


def sentences_in(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    return [found.span() for found in SENTENCE.finditer(text)]


def clause_of(text: str, entity: dict[str, Any], until: Optional[int] = None) -> str:
    """The part of the sentence in which the entity stands, up to some place; all of the text where it is not known
    where that is.
    """
    if "start" not in entity:
        return text
    ends = list(CLAUSE_END.finditer(text))
    begin = max((end.end() for end in ends if end.end() <= entity["start"]), default=0)
    end = min((end.start() for end in ends if end.start() >= entity["start"]), default=len(text))
    return text[begin : end if until is None else until]


def is_asked(text: str, entity: dict[str, Any]) -> bool:
    """Whether the entity stands in a question."""
    start = entity.get("start")
    return start is not None and any(m.start() <= start < m.end() for m in ASKED.finditer(text))


def clauses_in(text: str) -> list[tuple[int, int]]:
    """Where the parts of the sentences of a text begin and end."""
    ends = [found.span() for found in CLAUSE_END.finditer(text)]
    return list(zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True))


def quotes_in(text: str) -> list[str]:
    """What a text quotes, normalized."""
    return [normalize(found.strip()) for found in _QUOTED_AT_LENGTH.findall(text)]


def without_questions(text: str) -> str:
    """The text with its questions blanked out, so that what is left stands where it stood."""
    return ASKED.sub(lambda asked: " " * len(asked[0]), text)


@lru_cache(maxsize=10_000)  # the notes and the ways to say a detail are looked through for each message
def stems(text: str, but_for: frozenset[str] = frozenset()) -> frozenset[str]:
    """The telling words of a text, each as it begins; without those of `but_for`, which tell nothing."""
    words = re.findall(r"\w{4,}", normalize(text))
    return frozenset(word[:_STEM] for word in words if word not in but_for)


@lru_cache(maxsize=1_000)
def _alone(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")


def main_clauses(knowledge: Knowledge, text: str) -> str:
    """The text in lower case with its conditions blanked out: «si la quito, ya no puedo poner otra» claims something of
    another complaint.
    """
    return re.sub(knowledge.phrases.condition, lambda found: " " * len(found[0]), text.lower())


def asked_in(knowledge: Knowledge, text: str) -> str:
    """The text, normalized, without the question that it says was not the one: «no pregunté por qué la cerraron»."""
    return re.sub(knowledge.phrases.not_this_question, " ", normalize(text))


def knows_no_state(knowledge: Knowledge, text: str) -> bool:
    """Whether a message begins with not knowing, and names no state: «no lo sé, nadie me contestó», and not «no sé, me
    dijeron que sigue abierta».
    """
    written, named = normalize(text), knowledge.phrases.value_named["status"]
    is_named = any(search(named[value], written) for value in ("in_process", "processed"))
    return search(knowledge.phrases.knows_not, written) is not None and not is_named


def asks_why_of(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks why the assistant said something, why the platform did, or why a rule is what it is; and
    does not only give the reason for which it asks: «¿lo veo yo? Porque usted dice que no».
    """
    phrases, written = knowledge.phrases, asked_in(knowledge, text)
    if search(phrases.gives_a_reason, written):
        return False
    return any(search(pattern, written) for pattern in (phrases.why_said, phrases.why_done)) or asks_why_a_rule(
        knowledge, text
    )


def asks_why_a_rule(knowledge: Knowledge, text: str) -> bool:
    """Whether what a message asks is why a rule is what it is: «¿por qué no se puede?», «xq no sirve»."""
    asked = " ".join(ASKED.findall(text)) or text
    return search(knowledge.phrases.why_rule, asked_in(knowledge, asked)) is not None


def says_back(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says back what was understood, and asks whether it is so."""
    written, phrases = normalize(text), knowledge.phrases
    return bool(search(phrases.recaps, written) and search(phrases.put_to_us, written))


def questions_asked(text: str) -> int:
    """How many sentences of the text ask something; with question marks, as far as can be seen."""
    return sum(len(words[:-1].split()) >= _A_QUESTION for words in questions_in(text))


def claim_start(knowledge: Knowledge, text: str) -> int:
    """Where a message begins to put something to us: at its first question, or at the sentence before where that only
    asks whether it is so; at its own begin where it asks nothing. What it tells before is no claim.
    """
    sentences = sentences_in(text)
    first = next((number for number, (_, end) in enumerate(sentences) if text[:end].endswith("?")), 0)
    start, end = sentences[first] if sentences else (0, 0)
    phrases = knowledge.phrases
    rest = re.sub(phrases.is_it_right, "", re.sub(phrases.put_to_us, "", normalize(text[start:end])))
    only_asks = first > 0 and len(re.findall(r"\w+", rest)) < _A_QUESTION
    return sentences[first - 1][0] if only_asks else start


@lru_cache(maxsize=8)  # asked of a message by all that judge its claims
def what_is_put(knowledge: Knowledge, text: str) -> str:
    """The text up to the first question of its own after one that asks whether it is so, «¿es cierto? ¿Y la guía es
    oficial?»: what that names is no claim.
    """
    only_asks = rf"^\W*(?:{knowledge.phrases.is_it_right})\W*$"
    asks_whether = (knowledge.phrases.put_to_us, only_asks, knowledge.claims.asks_whether)
    is_put = False
    for start, end in sentences_in(text):
        sentence = normalize(text[start:end])
        if "?" not in sentence:
            continue
        asks_so = any(search(pattern, sentence) for pattern in asks_whether)
        if is_put and "qué" not in text[start:end].lower():
            asks_so = asks_so or re.match(knowledge.claims.goes_on, sentence) is not None
        if is_put and not asks_so and not search(knowledge.phrases.recaps, sentence):
            return text[:start]
        is_put = is_put or asks_so
    return text


def in_claim(knowledge: Knowledge, pattern: str, text: str) -> Optional[Place]:
    """Where the pattern is found in a text, at least in part in what it puts to us."""
    start = claim_start(knowledge, text)
    return next((place for place in find_all(pattern, text) if place[1] > start), None)


def claimed(knowledge: Knowledge, text: str) -> Optional[str]:
    """Whether the claim that is to be confirmed is a «Sí» or a «No»; None where it is both, «¿sí o no?»."""
    phrases = knowledge.phrases
    written = normalize(text).rstrip(" .!)")
    if contains(written, phrases.either):
        return None
    tag = next((tag for tag in phrases.tags if written.endswith(tag)), "")
    return "No" if contains(written.removesuffix(tag), phrases.denies) else "Sí"
