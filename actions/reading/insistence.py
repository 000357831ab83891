"""Who presses for a plain answer to what was answered: «¿sirve o no sirve?», «sí o no», «deme una respuesta clara»"""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.contradictions import says_they_differ
from actions.reading.details_asked import clear_details, open_details
from actions.reading.details_named import is_named
from actions.reading.entities import read_facts, says_what_is_asked, values
from actions.reading.low_confidence import AGAIN, FALLBACK, SURE_IN_A_CASE, likelihoods
from actions.reading.needs_care import comes_first
from actions.reading.note_wording import word_asked
from actions.reading.phrases import asks_something, in_claim, normalize, questions_in, stems
from actions.reading.proof import asks_of_own_papers
from actions.reading.rejected_reply import named_topic, rejects
from actions.reading.restated_question import words_asked
from actions.reading.tracker_state import case_began, last_turn, message_before, said
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

# Read as one of these, a message asks nothing new.
_NOTHING_NEW = ("rephrase", "why", "correction", "confirm", "feedback", "acknowledge", "affirm", "deny", "dont_know")
_OF_OUR_WORDS = ("why", "rephrase", "correction", None)  # topics of replies that lead to no other matter
_NOTICED = 0.02  # less likely ones are noise
_LEFT_OPEN = 0.2  # so likely, the guide leaves open what is asked instead
_HARDLY_MORE = 1  # telling word, beside those that ask whether something is right
_MAY_BE_ANOTHER = 0.3  # so likely, a topic that was not answered yet is what is put as «x o no x»
_OUTCOME, _EFFECT = "ip_outcomes", "ip_withdrawal_effect"
_NEITHER = ("respondent_request", "before_withdrawing")  # topics whose verdict is neither yes nor no
_WHETHER = re.compile(r"(?:^|\W)si\b")  # «te faltó decir si es correcto»
_ASKED_ON = 0.6  # so sure of a detail, that is what is asked: «¿la quito o espero?», «¿espero o no espero?»
_MAY_ASK = 0.05  # so likely, a detail of what was answered may be asked, and not the answer again


def topic_pressed(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> Optional[str]:
    """The topic on which a message, given as its parse data, presses for a plain answer: the one that it names, or of
    those that were answered the one that the NLU thinks of, or else the last; None of other messages, and of those that
    ask something new, or correct us first.
    """
    written, given = normalize(message.get("text") or ""), _topics_answered(tracker, knowledge)
    presses = search(knowledge.phrases.presses, written) and not search(knowledge.phrases.not_known, written)
    holds_both = search(knowledge.phrases.says_otherwise, written) and knowledge.sources.quoted_in(written)
    of_the_guide = search(knowledge.phrases.guide_speaks_of, written)  # «¿la guía dice algo de avales, sí o no?»
    if not presses or holds_both or of_the_guide or comes_first(knowledge, message):
        return None
    if (term := word_asked(knowledge, message.get("text") or "")) and not knowledge.term(term).sources:
        return None  # «restaurar = volver a poner, ¿sí?»
    lines_named = {line.id for line in knowledge.details if line.named and "confirm" in line.instead_of}
    if any(is_named(knowledge, name, message.get("text") or "") for name in lines_named):
        return None  # «con mediación, ¿se abre otra vez, sí o no?»
    is_rejected = rejects(knowledge, written)
    says_again = not is_rejected and _says_again(tracker, knowledge, written)
    guesses = {name: sure for name, sure in likelihoods(message).items() if name != FALLBACK}
    first = next(iter(guesses), FALLBACK)
    answered = _answered_at_the_end(tracker, knowledge) if says_again else None
    likely = max(knowledge.tables, key=lambda topic: guesses.get(topic, 0))
    is_of_it = answered in knowledge.subjects or likely in (answered, *given)
    is_asked_on = clear_details(knowledge, message, _ASKED_ON)
    if answered and not is_asked_on and (is_of_it or guesses.get(likely, 0) < _MAY_BE_ANOTHER):
        return answered
    is_news = any(tracker.get_slot(fact) != value for fact, value in read_facts(knowledge, message).items())
    if first == "correction" and is_news:
        return None
    if first == "confirm" and in_claim(knowledge, knowledge.phrases.settle_first, written):
        return None  # «espero a que llegue y después la quito, ¿sí o no?» puts a plan to us
    if asks_of_own_papers(tracker, knowledge, first, message.get("text") or ""):
        return None  # «te hablo del recibo. ¿El recibo sirve o no sirve?»
    is_bare = only_presses(knowledge, written)
    asks_nothing_new = is_bare or first in _NOTHING_NEW
    # What is asked so surely, the topic that its words are of does not answer: «¿ahora estoy con sanción, sí o no?»
    may_name = asks_nothing_new and (is_bare or not clear_details(knowledge, message))
    named = named_topic(knowledge, _but_for_rejections(knowledge, written)) if may_name else None
    if named and tracker.get_slot("topic"):
        return named  # «dígame fácil: ¿la quito, sí o no?», after something else
    if not given or (not is_bare and _asks_something_else(tracker, knowledge, message)):
        return None
    likeliest = max(given, key=lambda topic: guesses.get(topic, 0))
    # «Si la retiran, ¿perdemos puntos o no perdemos?», after «¿la pueden retirar?»
    named_by = knowledge.phrases.names.get(first) if first in knowledge.tables else None
    says_so = named_by is not None and search(named_by, written)
    is_likelier = says_so and guesses.get(first, 0) >= max(_MAY_BE_ANOTHER, 2 * guesses.get(likeliest, 0))
    is_sure = guesses.get(first, 0) >= SURE_IN_A_CASE or is_likelier
    is_of_another = first not in given and is_sure and not asks_nothing_new
    # «¿Me sancionan, sí o no?» asks of the accused no detail that is of who filed it.
    party, lines = tracker.get_slot("party"), (detail for detail in knowledge.details if "filed" not in detail.when)
    fitting = (detail for detail in lines if party in detail.when.get("party", [party]))
    of_given = {detail.id for detail in fitting if not set(given).isdisjoint(detail.of)}
    may_ask = not asks_nothing_new and of_given & clear_details(knowledge, message, _MAY_ASK) - open_details(knowledge)
    is_named_so = any(is_named(knowledge, name, message.get("text") or "") for name in of_given)
    says_what = not is_bare and is_rejected and words_asked(knowledge, message)
    is_open = says_what and clear_details(knowledge, message, _LEFT_OPEN) & open_details(knowledge)
    differs = likeliest == _OUTCOME and says_they_differ(knowledge, written)  # «antes dijo que no: ¿me quitan o no?»
    if differs or is_of_another or may_ask or is_named_so or is_open or clear_details(knowledge, message):
        return None
    if guesses.get(likeliest, 0) >= (_NOTICED if asks_nothing_new else AGAIN):
        # «Sí o no: si ella la retira, ¿me quitan los puntos igual?»
        is_of_its_effect = likeliest == _OUTCOME and search(knowledge.phrases.names[_EFFECT], written)
        return _EFFECT if is_of_its_effect else likeliest
    last = [row[0] for reply in last_turn(tracker) if (row := knowledge.row(reply.answer.get("row") or ""))]
    if given[0] in _NEITHER and "withdraw" in last:
        given.insert(0, "withdraw")  # «lo decide usted» is no answer that one could press for
    may_be_last = asks_nothing_new and not says_what and named_topic(knowledge, written) in (None, given[0])
    return given[0] if may_be_last else None


def only_presses(knowledge: Knowledge, written: str) -> bool:
    """Whether a normalized text says that it wants a plain answer, and nothing beside."""
    if not search(knowledge.phrases.presses, written):
        return False
    beside = re.sub(knowledge.phrases.presses, lambda found: " ".join(filter(None, found.groups())), written)
    # «No entiendo. Más fácil: ¿sí o no?»
    of_our_words = f"{knowledge.phrases.rejects}|{knowledge.phrases.asks_simpler}"
    return not stems(re.sub(of_our_words, " ", beside), frozenset(knowledge.phrases.fillers))


def asks_whether_it_is_right(knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, asks of what was put to us before whether it is right, and claims and
    asks nothing itself: «no pregunté de plazo, ¿mi resumen está bien o no?»
    """
    phrases, says_so = knowledge.phrases, says_what_is_asked(message)
    place = slice(*message["reading"]["asked"]) if says_so else slice(None)  # «le preguntaba si está bien»
    text = normalize((message.get("text") or "")[place])
    asks = says_so or asks_something(knowledge, text) or search(phrases.presses, text)
    put = search(phrases.whether_it_is_right, text)
    if not (put and (asks or _WHETHER.search(put[0]))) or any(values(message, "claim")):
        return False  # «lo entendí bien, gracias» asks nothing
    rest = re.sub(f"{phrases.presses}|{phrases.whether_it_is_right}", " ", _but_for_rejections(knowledge, text))
    return len(stems(rest, frozenset(phrases.fillers))) <= _HARDLY_MORE


def _asks_something_else(tracker: Tracker, knowledge: Knowledge, message: dict[str, Any]) -> bool:
    """Whether a message, given as its parse data, rejects the last reply and asks with a word that no reply of the case
    has: «no me contestó: ¿pueden aplazar la decisión, sí o no?»
    """
    phrases, text = knowledge.phrases, message.get("text") or ""
    questions = [*questions_in(text), words_asked(knowledge, message)] if rejects(knowledge, text) else []
    asked = re.sub(
        phrases.presses, lambda found: " ".join(filter(None, found.groups())), normalize(" ".join(questions))
    )
    heard = stems(" ".join(reply.text for reply in said(tracker, since=case_began(tracker))))
    new = stems(asked, phrases.tells_nothing) - heard - stems(" ".join(phrases.fillers))
    return bool(new) and not re.match(phrases.asks_nothing_open, asked)


def _but_for_rejections(knowledge: Knowledge, written: str) -> str:
    """A normalized text without the parts that say that the last reply was no answer."""
    return re.sub(r"[^.,;:!?¿¡\n]+", lambda part: " " if rejects(knowledge, part[0]) else part[0], written)


def _says_again(tracker: Tracker, knowledge: Knowledge, written: str) -> bool:
    """Whether what is put as «x o no x» was asked in the message before: «¿alcanza?», «¿alcanza o no alcanza?»"""
    asked = stems(message_before(tracker))
    pressed = search(knowledge.phrases.put_both_ways, written)
    return pressed is not None and bool(stems(pressed[1]) & asked)


def _answered_at_the_end(tracker: Tracker, knowledge: Knowledge) -> Optional[str]:
    """What the last reply was about at its end: a topic, or a subject of the case."""
    for reply in reversed(last_turn(tracker)):
        row = knowledge.row(reply.answer.get("row") or "")
        about = reply.answer.get("about")
        if row or about in knowledge.subjects:
            return row[0] if row else str(about)
    return None


def _topics_answered(tracker: Tracker, knowledge: Knowledge) -> list[str]:
    """The topics that were answered of the case under discussion, the latest first; none where the last reply was of
    another matter.
    """
    last = last_turn(tracker)
    is_of_them = any(reply.answer.get("row") for reply in last)
    if not is_of_them and any(reply.answer.get("topic") not in _OF_OUR_WORDS for reply in last):
        return []
    rows = (knowledge.row(reply.answer.get("row") or "") for reply in said(tracker, since=case_began(tracker)))
    return list(dict.fromkeys(row[0] for row in rows if row))
