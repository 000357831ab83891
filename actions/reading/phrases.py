"""Looking for phrases in what a person wrote, and for sentences in what the assistant says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Optional

from retirada.rulebook.wording import sentences_of

if TYPE_CHECKING:
    from retirada.rulebook.details import Detail
    from retirada.rulebook.schema import Knowledge

# Who speaks of themselves: «me denunciaron», «la puse», «hemos denunciado».
FIRST_PERSON = re.compile(
    r"\b(?:yo|me|nos|mi|mia|mio|nuestr[oa]|nosotr[oa]s|conmigo|he|hemos|puse|hice|abri|meti|recibi|\w+amos|\w+imos)\b",
    re.IGNORECASE,
)
# «Él», and not the article «el»: looked for as it is written, while the patterns of phrases.yml have no accents.
PRONOUN = re.compile(r"\b(?:él|ella|ellos|ellas)\b", re.IGNORECASE)
# What somebody else did, as it is written: «lo quitó», «no la retiró hasta ayer».
SOMEBODY_DID = re.compile(r"\b(?:la|lo) \w+ó\b", re.IGNORECASE)
# A question, with what stands before it in its sentence.
ASKED = re.compile(r"[^.!¿?]*\?")
_STEM = 5  # letters: «sanciones» names «la sanción»
_FEW = 6  # words of a sentence
_SAID, _WORD = 0.75, 4  # of the words of a sentence, said before; letters by which one is known: «todo» is «todos»
_TURNS = re.compile(r"\b(?:no|sin)\b")
_SHORT = {"q": "que", "k": "que", "d": "de", "x": "por", "dl": "del", "pal": "para el"}  # as they are typed on a phone
_SHORTENED = re.compile(r"\b(?:[qkdx]|dl|pal)\b")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_ASKED = re.compile(r"[^.!?¿]+(?=\?)")
_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.](?=\w))+[.!?;]*")
_CLAUSE_ENDS = re.compile(r"[.,;:!?¿¡\n]+|\b(?:pero|aunque)\b", re.IGNORECASE)
_A_QUESTION = 3  # words: «¿no?» and «¿verdad?» only ask for a confirmation
_QUOTE = re.compile(r"[«\"“']([^»\"”']{4,})[»\"”']")
_YES_OR_NO = re.compile(r"(Sí|No)[,:] +")


# Of a conversation's latest messages, which are read again in each turn, and of what they are compared with.
@lru_cache(maxsize=10_000)
def normalize(text: str) -> str:
    """The text in lower case and without accents; «ñ» becomes «n», «q» alone «que», «d» «de», «dl» «del»."""
    return _SHORTENED.sub(lambda short: _SHORT[short[0]], unaccented(text))


@lru_cache(maxsize=1_000)  # asked for by itself, too, of one message several times in a turn
def unaccented(text: str) -> str:
    """The text in lower case and without accents, where each letter stands where it stood."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower()))


def place_as_written(text: str, span: tuple[int, int]) -> tuple[int, int]:
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


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases, given in lower case and without accents, stands in the text as whole words."""
    written = normalize(text)
    return any(phrase in written and _alone(phrase).search(written) for phrase in phrases)


def questions_in(text: str) -> list[str]:
    """The questions of a text, each up to its «?»."""
    return re.findall(r"[^.!?¿]+\?", text)


def sentences_in(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    return [found.span() for found in _SENTENCE.finditer(text)]


def clause_of(text: str, entity: dict[str, Any], until: Optional[int] = None) -> str:
    """The part of the sentence in which the entity stands, up to some place; all of the text where it is not known
    where that is.
    """
    if "start" not in entity:
        return text
    ends = list(_CLAUSE_ENDS.finditer(text))
    begin = max((end.end() for end in ends if end.end() <= entity["start"]), default=0)
    end = min((end.start() for end in ends if end.start() >= entity["start"]), default=len(text))
    return text[begin : end if until is None else until]


def clauses_in(text: str) -> list[tuple[int, int]]:
    """Where the parts of the sentences of a text begin and end."""
    ends = [found.span() for found in _CLAUSE_ENDS.finditer(text)]
    return list(zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True))


def quotes_in(text: str) -> list[str]:
    """What a text quotes, normalized."""
    return [normalize(found.strip()) for found in _QUOTE.findall(text)]


def without_questions(text: str) -> str:
    """The text with its questions blanked out, so that what is left stands where it stood."""
    return ASKED.sub(lambda asked: " " * len(asked[0]), text)


@lru_cache(maxsize=10_000)  # the notes and the ways to say a detail are looked through for each message
def stems(text: str, but_for: frozenset[str] = frozenset()) -> frozenset[str]:
    """The telling words of a text, each as it begins; without those of `but_for`, which tell nothing."""
    words = re.findall(r"\w{4,}", normalize(text))
    return frozenset(word[:_STEM] for word in words if word not in but_for)


def is_said_in(text: str, sentence: str) -> bool:
    """Whether a text, in other words, says what a sentence of ours would say again. What «no» or «sin» turns was not
    said by a text without it.
    """
    said, again = ({stem[:_WORD] for stem in stems(words)} for words in (text, sentence))
    turned = set(_TURNS.findall(normalize(sentence))) - set(_TURNS.findall(normalize(text)))
    return len(said & again) >= _SAID * len(again) > 0 and not turned


def each_once(sentences: Iterable[str], told: str = "") -> str:
    """The sentences one after another, without those that the ones before, or what is told, say already; of one that
    goes on where such a one ends, «no se puede; queda apelar», only what it adds.
    """
    said = ""
    for sentence in (sentence for text in sentences for sentence in sentences_of(text)):
        for one in sentences_of(f"{told} {said}"):
            if sentence.startswith(f"{one[:-1]}; "):
                sentence = f"{sentence[len(one) + 1].upper()}{sentence[len(one) + 2 :]}"
        if not is_said_in(f"{told} {said}", sentence):
            said = f"{said} {sentence}".strip()
    return said


def what_is_new(text: str, told: Iterable[str]) -> str:
    """What a text of ours says that none of those before it did; nothing where all was said. What it begins with stays:
    the rest goes on with that. Of few words, all have to be said: one may be what is asked.
    """
    before = list(told)

    def is_told(sentence: str) -> bool:
        words = stems(sentence)
        return any(is_said_in(one, sentence) and (len(words) >= _FEW or words <= stems(one)) for one in before)

    first, *rest = sentences_of(text)
    new = [sentence for sentence in rest if not is_told(sentence)]
    return "" if is_told(first) and not new else " ".join([first, *new])


def parts_once(texts: Iterable[str]) -> str:
    """The texts one after another, of each what is new."""
    told: list[str] = []
    for text in texts:
        if new := what_is_new(text, told):
            told.append(new)
    return " ".join(told)


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
    is_named = any(re.search(named[value], written) for value in ("in_process", "processed"))
    return re.search(knowledge.phrases.knows_not, written) is not None and not is_named


def asks_why_of(knowledge: Knowledge, text: str) -> bool:
    """Whether a message asks why the assistant said something, why the platform did, or why a rule is what it is; and
    does not only give the reason for which it asks: «¿lo veo yo? Porque usted dice que no».
    """
    phrases, written = knowledge.phrases, asked_in(knowledge, text)
    if re.search(phrases.gives_a_reason, written):
        return False
    return any(re.search(pattern, written) for pattern in (phrases.why_said, phrases.why_done)) or asks_why_a_rule(
        knowledge, text
    )


def asks_why_a_rule(knowledge: Knowledge, text: str) -> bool:
    """Whether what a message asks is why a rule is what it is: «¿por qué no se puede?», «xq no sirve»."""
    asked = " ".join(ASKED.findall(text)) or text
    return re.search(knowledge.phrases.why_rule, asked_in(knowledge, asked)) is not None


def says_back(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says back what was understood, and asks whether it is so."""
    written, phrases = normalize(text), knowledge.phrases
    return bool(re.search(phrases.recaps, written) and re.search(phrases.put_to_us, written))


def questions_asked(text: str) -> int:
    """How many sentences of the text ask something; with question marks, as far as can be seen."""
    return sum(len(words.split()) >= _A_QUESTION for words in _ASKED.findall(text))


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
        asks_so = any(re.search(pattern, sentence) for pattern in asks_whether)
        if is_put and "qué" not in text[start:end].lower():
            asks_so = asks_so or re.match(knowledge.claims.goes_on, sentence) is not None
        if is_put and not asks_so and not re.search(knowledge.phrases.recaps, sentence):
            return text[:start]
        is_put = is_put or asks_so
    return text


def in_claim(knowledge: Knowledge, pattern: str, text: str) -> Optional[re.Match[str]]:
    """Where the pattern is found in a normalized text, at least in part in what it puts to us."""
    start = claim_start(knowledge, text)
    return next((found for found in re.finditer(pattern, text) if found.end() > start), None)


@lru_cache(maxsize=1)
def words_of_details(knowledge: Knowledge) -> list[tuple[str, str]]:
    """The id of each detail, with each way in which it is said."""
    return [(detail.id, way) for detail in knowledge.details for way in ways_of(detail)]


def ways_of(detail: Detail) -> list[str]:
    """What a detail says, and says again, without the «Sí» that a claim would get."""
    return [split_yes_or_no(way)[1] for way in (detail.says, detail.says_again) if way]


def split_yes_or_no(sentence: str) -> tuple[Optional[str], str]:
    """Whether a sentence begins with yes or no, and the rest of it.

    >>> split_yes_or_no("No, ya no se puede retirar.")
    ('No', 'Ya no se puede retirar.')
    """
    match = _YES_OR_NO.match(sentence)
    if not match:
        return None, sentence
    rest = sentence[match.end() :]
    return match[1], rest[:1].upper() + rest[1:]


def claimed(knowledge: Knowledge, text: str) -> Optional[str]:
    """Whether the claim that is to be confirmed is a «Sí» or a «No»; None where it is both, «¿sí o no?»."""
    phrases = knowledge.phrases
    written = normalize(text).rstrip(" .!)")
    if contains(written, phrases.either):
        return None
    tag = next((tag for tag in phrases.tags if written.endswith(tag)), "")
    return "No" if contains(written.removesuffix(tag), phrases.denies) else "Sí"
