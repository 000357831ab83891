"""What the latest message says, as the NLU read it: its intent, what it states of the case, what it points to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, Optional

from rasa_sdk import Tracker

from actions.phrases import contains, normalize
from retirada.rulebook.decision import facts_that_matter
from retirada.rulebook.schema import Knowledge

RETRACTED = "retracted"
FALLBACK = "nlu_fallback"
# «¿Cuál página oficial?» sounds like any of these.
_ABOUT_A_PAGE = (
    FALLBACK,
    "contact",
    "who_complained",
    "why",
    "meaning",
    "where",
    "status_check",
    "elsewhere",
    "rephrase",
)
_ABOUT_A_FACT = ("meaning", "status_check", "dont_know")  # they name a fact that they do not state
_COURTESIES = {"greet", "thanks", "goodbye", "acknowledge"}
_FEW_WORDS = 12
_KINDS = ("queja", "informe")  # the glossary's two words for what is filed: who asks for a difference asks for theirs
_SURELY = 0.95  # that sure, a message is beside the guide even if it seems to state a fact of the case
_AGAIN = 0.1  # that likely to be about the last topic, what was not understood is
_SURE_IN_A_CASE = 0.7  # of a few words about the case under discussion; alone they could be about anything
_STANDS_OUT = 0.45  # in the middle of a case, so likely, and twice as likely as the next, a reading is taken
_NOT_SHORT = 5  # words: fewer could be about anything
_LIKELY_TOGETHER = 0.65  # so likely, the two likeliest readings need no asking back where they have one answer
_LIKELY = 0.25  # that likely to be a statement, what was not understood and states facts is one
_OUT_OF_PLACE = ("fraud", "distress")
_SURE_OF_HARM = 0.75
_WHAT_IF = re.compile(r"\W*(?:(?:y|pero|entonces|que pasa|qué pasa)\W+)*si\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*y\b", re.IGNORECASE)  # «¿y una ya cancelada?» asks for the rule with another fact
_ASKED = re.compile(r"[^.!¿]*\?")
_SUPPOSES = re.compile(r"\bsi\b(?!\s*[,.!])", re.IGNORECASE)  # «si, ya la cerraron» is a «yes» without its accent


class Reading(NamedTuple):
    """What a message says.

    Attributes:
        intent: what it is taken for; `inform` where it only states facts of the case that is talked about.
        text: as it was written, or the payload of a button.
        stated: fact name → value; empty for messages whose intent states none.
        retracted: names of the facts that it takes back.
        supposes: what it states is a supposition («¿y si ya la procesaron?»).
        what_if: it says so itself, with «si».
        second_case: of two cases in one message, what is said of the second only.
        terms: ids of the glossary's entries that it asks about.
        questions: what it asks, in its order: topics and subjects next door.
        ranking: the likeliest intents, each with `name` and `confidence`.
    """

    intent: str
    text: str
    stated: dict[str, str]
    retracted: list[str]
    supposes: bool
    what_if: bool
    second_case: dict[str, str]
    terms: list[str]
    questions: list[str]
    ranking: list[dict[str, Any]]

    @property
    def is_button(self) -> bool:
        return self.text.startswith("/")


def read_message(tracker: Tracker, knowledge: Knowledge, message: Optional[dict[str, Any]] = None) -> Reading:
    """The latest message of the conversation, or another one of it, given as its parse data."""
    message = message or tracker.latest_message
    text = message.get("text") or ""
    intent = _intent(tracker, knowledge, message)
    said_in_a_word = _otherwise(tracker, knowledge, text) or _in_the_words_of_the_question(tracker, knowledge, message)
    if said_in_a_word:
        intent, message = "inform", {**message, "entities": said_in_a_word}
    asked = [intent, *_values(message, "second_topic")]
    if intent == FALLBACK:
        asked = _asked_all_the_same(tracker, knowledge, message)
        intent = asked[0] if asked else intent
    terms = _terms(knowledge, message, intent)
    stated = _facts(knowledge, message) if _states_facts(tracker, knowledge, message, intent) else {}
    if contains(text, knowledge.phrases.not_asked) and not contains(text, knowledge.phrases.taken_back):
        stated = {fact: value for fact, value in stated.items() if value != RETRACTED}
    if intent == "dont_know":
        # «No sé si ya se procesó» names the value that it leaves open.
        stated.pop(tracker.get_slot("pending_question"), None)
    elif intent == "status_check":
        stated.pop("status", None)
    elif intent == "meaning":
        asked_about = {knowledge.term(term).fact for term in terms}
        stated = {fact: value for fact, value in stated.items() if terms and fact not in asked_about}
    if not _is_proof_of_the_infringement(tracker, knowledge, text, asked, stated):
        stated.pop("evidence", None)
    supposes = _supposes(tracker, message, intent, stated)
    return Reading(
        intent=intent,
        text=text,
        stated={fact: value for fact, value in stated.items() if value != RETRACTED},
        retracted=[fact for fact, value in stated.items() if value == RETRACTED],
        supposes=supposes,
        what_if=supposes and _SUPPOSES.search(text) is not None,
        second_case=dict(value.split("=") for value in _values(message, "second_case")) if stated else {},
        terms=terms,
        questions=list(dict.fromkeys(q for q in asked if q in knowledge.tables or q in knowledge.subjects)),
        ranking=message.get("intent_ranking") or [],
    )


def entity(tracker: Tracker, name: str) -> Optional[str]:
    """The value of the latest message's first entity of that name, or None."""
    return next(_values(tracker.latest_message, name), None)


def _values(message: dict[str, Any], name: str) -> Iterator[str]:
    return (entity["value"] for entity in message.get("entities", []) if entity["entity"] == name)


def _facts(knowledge: Knowledge, message: dict[str, Any]) -> dict[str, str]:
    """The facts that were read in the message, as stated or as taken back."""
    facts = {}
    for name, fact in knowledge.facts.items():
        for value in _values(message, name):
            if value in fact.values or value == RETRACTED:
                facts[name] = value
    return facts


def _states_facts(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any], intent: str) -> bool:
    """Whether the intent is one whose messages state facts; of what was not understood, either likely reading."""
    if intent != FALLBACK:
        return intent in knowledge.stated_in
    guesses = [g for g in message.get("intent_ranking") or [] if g["name"] != FALLBACK and g["confidence"] >= _AGAIN]
    party = _facts(knowledge, message).get("party")
    # That somebody is the other party after all had better be asked than misheard.
    same = party is None or tracker.get_slot("party") in (None, party)
    stating = knowledge.stated_in.difference(_ABOUT_A_FACT)
    return same and bool(guesses) and all(guess["name"] in stating for guess in guesses)


def _intent(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> str:
    intent, text = message["intent"]["name"], message.get("text") or ""
    if text.startswith("/"):
        return intent
    intent = _unless_misplaced(knowledge, message)
    if intent == "new_case" and contains(text, knowledge.phrases.case_as_it_is):
        return "inform"  # «eso era de otro expediente; la nuestra sigue en trámite»
    if intent == "status_check" and _WHAT_IF.match(text) and "status" in _facts(knowledge, message):
        # «¿Y si ya la procesaron?» supposes it; «¿y cómo sé si ya la procesaron?» asks how to see it.
        return "inform"
    if intent in _ABOUT_A_PAGE and all(
        contains(text, words) for words in (knowledge.phrases.official_page, knowledge.phrases.which)
    ):
        return "sources"
    guesses = {guess["name"]: guess["confidence"] for guess in message.get("intent_ranking") or []}
    if intent == FALLBACK and (meant := _meant(tracker, knowledge, message)):
        return meant
    if intent == FALLBACK:
        # «Ya quedamos en paz. ¿Entonces sí puedo?» states a fact and asks the last question again.
        asks_again = guesses.get(tracker.get_slot("topic"), 0) >= _AGAIN
        may_state = guesses.get("inform", 0) >= _AGAIN
        unsure = "?" not in text or bool(_GOES_ON.match(text)) or asks_again or may_state
        # That somebody is the other party after all had better be asked than misheard.
        party = _facts(knowledge, message).get("party")
        unsure = unsure and (party is None or tracker.get_slot("party") in (None, party))
    else:
        beside = intent in (*knowledge.subjects, "acknowledge", "why") and intent not in knowledge.stated_in
        goes_on = "?" not in text if intent != "why" else bool(_GOES_ON.match(text))
        unsure = beside and goes_on and message["intent"]["confidence"] <= _SURELY
    # «Todavía me deben 200 soles» sounds like anything, but in the middle of a case it is one more fact of it.
    # «Queja» alone says nothing; «ah no, es un informe» does.
    kind = tracker.get_slot("kind") or knowledge.unstated["kind"]
    read = {f for f, v in _facts(knowledge, message).items() if v != RETRACTED and (f, v) != ("kind", kind)}
    in_a_case = tracker.get_slot("topic") and len(text.split()) <= _FEW_WORDS
    return "inform" if unsure and read and (in_a_case or guesses.get("inform", 0) >= _LIKELY) else intent


def _unless_misplaced(knowledge: Knowledge, message: dict[str, Any]) -> str:
    """The message's intent; the next one where a warning, or words of comfort, would be out of place if it were wrong,
    and the NLU is not sure of it.
    """
    intent = str(message["intent"]["name"])
    ranking = message.get("intent_ranking") or []
    if intent not in _OUT_OF_PLACE or len(ranking) < 2:
        return intent
    # The likeliest subject has the confidence of all of them together.
    others = sum(guess["confidence"] for guess in ranking[1:] if guess["name"] in knowledge.subjects)
    sure = message["intent"]["confidence"] - others >= _SURE_OF_HARM
    return intent if sure else str(ranking[1]["name"])


def _meant(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> Optional[str]:
    """What a message of which the NLU was not sure is taken for: in the middle of a case, a reading that stands out; or
    the likelier of two that lead to one answer: a question, and the same question put as a claim, as a correction or,
    where it was the last one, as a fact of the case.
    """
    guesses = [guess for guess in message.get("intent_ranking") or [] if guess["name"] != FALLBACK][:2]
    if len(guesses) < 2:
        return None
    first, second = guesses
    if {first["name"], second["name"]} <= _COURTESIES:
        return str(first["name"])
    is_long = len((message.get("text") or "").split()) >= _NOT_SHORT
    if tracker.get_slot("topic") and is_long and first["confidence"] >= max(_STANDS_OUT, 2 * second["confidence"]):
        return str(first["name"])
    topics = [guess["name"] for guess in guesses if guess["name"] in knowledge.tables]
    acts = [guess["name"] for guess in guesses if guess["name"] in ("confirm", "correction", "inform")]
    if len(topics) != 1 or len(acts) != 1 or sum(guess["confidence"] for guess in guesses) < _LIKELY_TOGETHER:
        return None
    return guesses[0]["name"] if acts[0] != "inform" or topics[0] == tracker.get_slot("topic") else None


def _asked_all_the_same(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> list[str]:
    """What a message that was not understood can be answered as: two topics, of neither of which alone the NLU was
    sure because the message asks both; or one that it is sure enough of in the middle of a case.
    """
    guesses = [guess for guess in message.get("intent_ranking") or [] if guess["name"] != FALLBACK][:1]
    topics = [guess["name"] for guess in guesses if guess["name"] in knowledge.tables]
    both = [*topics, *(topic for topic in _values(message, "second_topic") if topic in knowledge.tables)]
    if len(set(both)) == 2:
        return both
    return topics if topics and tracker.get_slot("topic") and guesses[0]["confidence"] >= _SURE_IN_A_CASE else []


def _otherwise(tracker: Tracker, knowledge: Knowledge, text: str) -> list[dict[str, str]]:
    """«¿Y si no?» supposes the other value of the fact that the last verdict rests on; as the NLU would read it."""
    topic = tracker.get_slot("topic")
    if topic not in knowledge.tables or normalize(text).strip(" ¿?.,!") not in knowledge.phrases.otherwise:
        return []
    facts = {name: tracker.get_slot(name) for name in knowledge.facts if tracker.get_slot(name)}
    other = {"yes": "no", "no": "yes"}
    resting = [fact for fact in facts_that_matter(knowledge, topic, facts) if facts[fact] in other]
    return [{"entity": fact, "value": other[facts[fact]]} for fact in resting[:1]]


def _in_the_words_of_the_question(
    tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]
) -> list[dict[str, str]]:
    """«Sí, sigue» and «trámite» answer what was asked in the words of one of its values; as the NLU would read it."""
    pending, text = tracker.get_slot("pending_question"), message.get("text") or ""
    if pending not in knowledge.facts or text.startswith("/") or "?" in text or any(_values(message, pending)):
        return []
    words = _words(text) - set(knowledge.phrases.fillers)
    meanings = knowledge.facts[pending].meaning.items()
    named = [value for value, meaning in meanings if words and words <= _words(meaning)]
    return [{"entity": pending, "value": named[0]}] if len(named) == 1 else []


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", normalize(text)))


def _is_proof_of_the_infringement(
    tracker: Tracker, knowledge: Knowledge, text: str, asked: list[str], stated: dict[str, str]
) -> bool:
    """Whether proof that is spoken of is the complainant's: the accused's own invoice or registration is none."""
    if stated.get("party", tracker.get_slot("party")) != "respondent" or text.startswith("/"):
        return True
    topic, pending = tracker.get_slot("topic"), tracker.get_slot("pending_question")
    about_refiling = "refile" in (*asked, topic) or pending == "evidence"
    return about_refiling and not contains(text, knowledge.phrases.of_ones_own)


def _supposes(tracker: Tracker, message: dict[str, Any], intent: str, stated: Collection[str]) -> bool:
    """Whether what the message states is only supposed: it says so, or asks it."""
    text = message.get("text") or ""
    if text.startswith("/"):
        return False
    if next(_values(message, "supposed"), None) is not None:
        return True
    if intent != "inform":
        return False
    if "?" not in text:
        # «Si ya la cerraron» answers «¿en qué punto está?» with a «sí» without its accent.
        return bool(_WHAT_IF.match(text)) and tracker.get_slot("pending_question") not in stated
    # «Sigue abierta. ¿Entonces?» asks something else than what it states.
    after = [text[entity.get("end", 0) :] for entity in message.get("entities", []) if entity["entity"] in stated]
    return bool(_WHAT_IF.match(text)) or any(_ASKED.match(rest) for rest in after or [text])


def _terms(knowledge: Knowledge, message: dict[str, Any], intent: str) -> list[str]:
    """The glossary's entries that are asked about: as they were read, or else as they stand in the message."""
    if intent not in ("meaning", FALLBACK):
        return []
    read = [term for term in _values(message, "term") if term in knowledge.term_ids]
    text = message.get("text") or ""
    if intent == "meaning" and contains(text, knowledge.phrases.differ) and set(read) <= set(_KINDS):
        return list(_KINDS)
    if not read and intent == "meaning" and not text.startswith("/"):
        named = [term for term in knowledge.glossary.terms if contains(text, map(normalize, term.names))]
        # «Aviso» stands in «aviso de queja», and «queja» too: what is longest is meant.
        longest = sorted(named, key=lambda term: -max(len(n) for n in term.names if contains(text, [normalize(n)])))
        read = [term.id for term in longest[:1]]
    return list(dict.fromkeys(read))
