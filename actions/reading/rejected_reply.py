"""What is asked in a message that rejects something: the last reply, as no answer to it, or a reading of ours."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.entities import read_facts, says_what_is_asked, values
from actions.reading.low_confidence import AGAIN, FALLBACK, WITH_CARE, likelihoods
from actions.reading.phrases import normalize, stems
from actions.reading.repeated_questions import has_all, sentence_before
from actions.reading.tracker_state import last_turn
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import words_of_details

ACTS_ASKED = ("status_check", "sources", "privacy")  # ask something, and have a reply of their own
_ASKS_HOW = ("where", "status_check", "first_filing", "rephrase", "elsewhere")  # «sí, pero ¿dónde?» is read so
_HOW_OF = {"mediation": "contact", "withdraw": "where", "buyer_withdrawal": "where", "before_withdrawing": "where"}
_PLACE_OF_IT = ("appeal", "where")  # «¿y dónde le doy?» asks for no place where one withdraws
_NOT_MANY = 12  # words that may ask on
_HARDLY_MORE = 2  # words, beside a rejection
FEW_WORDS = 5  # say that something is wrong, and not what is meant
_MOSTLY = 0.5  # of what is left to questions once a reading was rejected, the one that is meant has at least so much
_NEARLY = 0.3  # as likely as what was just answered, it comes before what the words name
_NOTICED, _LEAST = 0.005, 0.02  # less likely ones are noise, where nothing is named and where something is
_PART = re.compile(r"[,;:¿]")  # ends a part of a sentence
_OF_A_DETAIL = "utter_detail"  # begins the names of responses that answer one step beside the question


@lru_cache(maxsize=1_000)  # asked for by many in a turn
def rejects(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says that the last reply was none to what was asked: «no pregunté eso», «le pregunté si…»."""
    return search(knowledge.phrases.rejects, normalize(text)) is not None


def only_rejects(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, says that the last reply was no answer, and hardly a word more."""
    text = normalize(message.get("text") or "")
    rest = re.sub(knowledge.phrases.rejects, "", text)
    says_what = search(knowledge.phrases.says_it_asks, text) and re.match(knowledge.phrases.begins_a_question, rest)
    is_bare = rest != text and len(re.findall(r"\w+", rest)) <= _HARDLY_MORE and not says_what
    return is_bare and "?" not in text and not read_facts(knowledge, message)


def asks_instead(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, says what it asks, and that this was not answered."""
    is_denied = bool((message.get("reading") or {}).get("denied"))
    return says_what_is_asked(message) and (is_denied or rejects(knowledge, message.get("text") or ""))


def asks_what_they_say(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether what a message, given as its parse data, says that it asks is a question of its own: «le pregunté si…»,
    and not «le preguntaba por la de mi hermano».
    """
    start, end = (message.get("reading") or {}).get("asked") or (0, 0)
    return re.match(knowledge.phrases.begins_a_question, normalize((message.get("text") or "")[start:end])) is not None


def denies_another(knowledge: Knowledge, text: str, fact: str, held: Optional[str]) -> bool:
    """Whether a message that takes back a fact names values of it, and not the one that is held: «no dije que estuviera
    cerrada», of one that is in process.
    """
    patterns = knowledge.phrases.value_named.get(fact, {})
    named = {value for value, pattern in patterns.items() if search(pattern, normalize(text))}
    return bool(named) and held not in named


def answered_last(tracker: Tracker, knowledge: Knowledge) -> set[str]:
    """The topics and subjects that the last reply was about; of one that names none, the topic talked about. A topic of
    which only a detail was said may still be the one that is asked.
    """
    answered: set[str] = set()
    for message in last_turn(tracker):
        row = knowledge.row(message.answer.get("row") or "")
        named = {message.answer.get("topic"), message.answer.get("about"), row[0] if row else None}
        is_detail = (message.response or "").startswith(_OF_A_DETAIL) and _is_nothing_else(knowledge, message.text)
        answered |= {str(name) for name in named if name and not (is_detail and name in knowledge.tables)}
    questions = answered & {*knowledge.tables, *knowledge.subjects}
    told = any(message.answer.get("topic") for message in last_turn(tracker))
    return questions if questions or told else {str(tracker.get_slot("topic"))}


def disowned(knowledge: Knowledge, message: dict[str, Any]) -> set[str]:
    """The topic or subject that a message, given as its parse data, says that it does not ask: «no pregunté cómo la
    pongo»; none of others.
    """
    denied = search(knowledge.phrases.not_this_question, normalize(message.get("text") or ""))
    return {name} if denied and (name := named_question(knowledge, denied[0], ())) else set()


@lru_cache(maxsize=1_000)  # asked for several times in a turn, of the replies before
def _is_nothing_else(knowledge: Knowledge, text: str) -> bool:
    """Whether a reply only says details, and not what the verdict is."""
    rest = text.split("\n")[0]
    for _, words in words_of_details(knowledge):
        rest = rest.replace(words, "")
    return not rest.strip()


def asked_instead(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> Optional[str]:
    """«No le pregunté eso, le pregunto cómo lo veo»: of what the message may ask, but for what was answered last, that
    which stands out, or which its words name; None where none does, or where few words say only that something is
    wrong.
    """
    text = normalize(message.get("text") or "")
    rest = re.sub(knowledge.phrases.rejects, "", text)
    if len(rest.split()) <= FEW_WORDS - (rest != text):
        return None
    answered = answered_last(tracker, knowledge) | disowned(knowledge, message)
    if "status_check" not in answered and search(knowledge.phrases.how_to_see_it, rest):
        return "status_check"  # «digo que si ya lo castigaron, cómo lo sabe él»
    others = {*knowledge.tables, *knowledge.subjects, *ACTS_ASKED}.difference(answered, WITH_CARE)
    ranking = message.get("intent_ranking") or []
    of_answered = max((guess["confidence"] for guess in ranking if guess["name"] in answered), default=0)
    return (
        most_likely(message, others, max(_NOTICED, _NEARLY * of_answered))
        or (named_question(knowledge, rest, answered) if rest != text else None)
        or most_likely(message, others, _LEAST)
    )


def left_out(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«No me dijo si puedo apelar», «le faltó lo del abogado»: what a message, given as its parse data, says was not
    answered, also where that was answered last; None of one that is read as telling something.
    """
    found = search(knowledge.phrases.left_out, normalize(message.get("text") or "")) if last_turn(tracker) else None
    questions = {*knowledge.tables, *knowledge.subjects, *ACTS_ASKED}
    if found is None or intent == "inform":
        return None
    if intent in questions:
        return intent
    return (
        most_likely(message, questions, _NEARLY)
        or named_question(knowledge, found[1], ())
        or most_likely(message, questions, _LEAST)
    )


def asked_again(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """The subject of the case that was spoken of last, where a few words ask on without naming anything else: «sí, pero
    ¿dónde?», «los sábados, ¿sí o no?»
    """
    text = message.get("text") or ""
    last = last_turn(tracker)
    matter = last[-1].answer.get("about") if last else None
    if matter == "fraud" and intent != matter and search(knowledge.phrases.denies_bad_faith, normalize(text)):
        return matter  # «yo no he inventado nada»
    if matter == "fraud" and intent == "correction" and likelihoods(message).get(matter, 0) >= _NEARLY:
        return matter  # «no, digo lo de la factura falsa»: it insists
    how = knowledge.phrases.details_of_it["appeal"]["appeal_menu"]
    if intent == "appeal" != matter and search(how, normalize(text)):
        return _HOW_OF.get(str(tracker.get_slot("topic")))  # «¿y cómo lo hago?» is of what was spoken of
    if (intent, matter) == ("appeal", "first_filing") and named_question(knowledge, text, ()) != intent:
        return matter  # «¿y dónde la presento?»
    if matter not in knowledge.subjects or matter not in knowledge.stated_in or intent not in (*_ASKS_HOW, FALLBACK):
        return None
    guesses = likelihoods(message)
    is_likely = guesses.get(matter, 0) >= AGAIN or (matter, intent) == _PLACE_OF_IT
    goes_on = is_likely and len(text.split()) <= _NOT_MANY
    return str(matter) if goes_on and named_question(knowledge, text, [matter]) is None else None


def named_instead(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> Optional[str]:
    """«No hablo de otra queja, hablo de si me sancionan»: the topic that is named, where the NLU read what is rejected,
    what was answered last, or neither.
    """
    text = message.get("text") or ""
    if intent == "correction" and any(values(message, "second_topic")):
        return None  # that is asked beside it
    instead = search(knowledge.phrases.instead, normalize(text))
    if instead is None:
        return None
    rejected, rest = instead[0][: instead.start(1) - instead.start()], instead[1]
    names_it = search(knowledge.phrases.names.get(intent, "$^"), rejected)
    if intent not in ("correction", FALLBACK, tracker.get_slot("topic")) and not names_it:
        return None
    if search(knowledge.phrases.if_closed, rest):
        return "withdraw"
    if search(knowledge.phrases.how_to_see_it, rest):
        return "status_check"
    return named_question(knowledge, rest, answered_last(tracker, knowledge) if rejects(knowledge, text) else ())


def named_topic(knowledge: Knowledge, text: str) -> Optional[str]:
    """The topic that the words name, whatever the NLU makes of the whole message."""
    return named_question(knowledge, text, knowledge.subjects)


def named_question(knowledge: Knowledge, text: str, but_for: Collection[str]) -> Optional[str]:
    """The topic or subject next door that the words name, but for some."""
    written = normalize(text)
    named = (name for name, pattern in knowledge.phrases.names.items() if search(pattern, written))
    return next((name for name in named if name not in but_for), None)


def named_again(tracker: Tracker, knowledge: Knowledge, text: str, but_for: Collection[str]) -> Optional[str]:
    """The topic or subject, but for some, that the words name, or the part of a sentence before that has all of them:
    «si sirve borrarla», after «¿y si borro la publicación?»
    """
    telling = stems(re.sub(knowledge.phrases.will_it_do, " ", normalize(text)), knowledge.phrases.tells_nothing)
    parts = _PART.split(sentence_before(tracker, telling))
    before = next((part for part in parts if has_all(part, telling)), "")
    # «Si me sacan», after «¿me pueden sacar del sitio?», is of no withdrawal.
    return named_question(knowledge, text, but_for) or named_question(knowledge, before, {*but_for, "withdraw"})


def most_likely(message: dict[str, Any], among: Collection[str], least: float = 0.0) -> Optional[str]:
    """The intent that has most of what the NLU gives to these; None where none has."""
    guesses = [guess for guess in message.get("intent_ranking") or [] if guess["name"] in among]
    total = sum(guess["confidence"] for guess in guesses)
    clear = (guess for guess in guesses if guess["confidence"] >= max(least, _MOSTLY * total))
    return next((str(guess["name"]) for guess in clear), None)
