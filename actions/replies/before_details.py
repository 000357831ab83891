"""What of a message comes before a detail that it asks about."""

from __future__ import annotations

import re

from actions.reading.clauses import CLAUSE_OVER_LINES
from actions.reading.contradictions import OF_A_PAGE, disputes_an_answer, means_our_answers
from actions.reading.details_asked import clear_details, confidence
from actions.reading.details_named import is_named
from actions.reading.needs_care import would_harm
from actions.reading.official_pages import asks_for_a_page, asks_who_says_it, question_number
from actions.reading.phrases import asks_something, asks_why_of, contains, normalize
from actions.reading.terms import terms_named
from actions.reading.tracker_state import last_turn
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.details import Detail
from retirada.unaccented import unaccented

# What such messages say comes before a detail of anything else: they answer us, or need care.
_COMES_FIRST = ("affirm", "deny", "erase", "new_case", "feedback", "distress", "fraud")
_HARDLY, _SURE_OF_A_WORD = 0.1, 0.6  # of a detail, less is weak; of a word, less is vague
_OF_COMPLAINING = ("punished_for_complaining", "complainant_punished", "complain_back")  # details of who files one
_CERTAIN = 0.95
_SAYS_WHICH, _LOOKS = ("third_account", "account_differs"), "status_check"
_ITS_OWN = ("fraud", "other_platform")  # clearly read as these, a message asks nothing that a detail of others says
_OURS = re.compile(r"\b(?:alibaba|taobao)\b")
_A_QUESTION = 4  # words
_NAMES_ITS_PAGE = "who_says_bad_faith"  # a detail


def comes_first(turn: Turn, detail: Detail) -> bool:
    """Whether the detail gives way: to what the message tells, to a word or a page that it asks for, to a refusal, or
    because it was hardly read.
    """
    reading, message, phrases = turn.reading, turn.tracker.latest_message, turn.knowledge.phrases
    is_denied = search(phrases.denies_bad_faith, normalize(reading.text)) is not None
    if reading.intent == "fraud" and (is_denied or would_harm(turn.knowledge, reading.text)):
        return True  # it is refused, or taken back
    if reading.intent in _ITS_OWN and reading.intent not in detail.of and _is_hardly_read(turn, detail):
        return True  # «¿en 1688 puedo denunciarlo?» asks of that, «¿y si exagero los daños?» of bad faith
    asks_for_a_page_of_ours = (
        asks_for_a_page(turn.tracker, turn.knowledge, reading.text) and detail.id != _NAMES_ITS_PAGE
    )
    if reading.intent == "sources" and (question_number(reading.text) or asks_for_a_page_of_ours):
        return True
    asks_for_sources = reading.intent in ("sources", "why") and asks_who_says_it(turn.knowledge, reading.text)
    if asks_for_sources and detail.id not in clear_details(turn.knowledge, message):
        return True
    if detail.id in _OF_COMPLAINING and search(phrases.would_not_file, normalize(reading.text)):
        return True  # «no quiero quejarme: ¿qué sanción me cae?» asks what comes of the one that was received
    if _is_noise(turn, detail) or _is_only_told(turn, detail):
        return True
    if reading.intent == "rephrase" and "?" not in reading.text:
        return True  # what was not understood is what was said
    is_beside = detail.again or (reading.what_if and reading.intent not in detail.of)
    if is_beside and turn.changed:
        return True  # what it now states or supposes has an answer
    is_named_so = is_named(turn.knowledge, detail.id, reading.text)
    is_why = reading.intent in ("why", "correction") and asks_why_of(turn.knowledge, reading.text)
    if is_why and not is_named_so:
        return True
    asks_a_word = reading.intent == "meaning" and not _was_just_explained(turn)
    asks_of_two = len(reading.terms) > 1 and contains(reading.text, phrases.differ) and not is_named_so
    if asks_a_word and (
        _names_a_word(turn, detail)
        or (asks_of_two and detail.of[0] == "meaning")
        or any(search(asks, normalize(reading.text)) for asks in (phrases.proof_of_what, *phrases.terms_meant.values()))
    ):
        return True  # the word comes first
    if detail.id in OF_A_PAGE and means_our_answers(turn.knowledge, turn.tracker, reading.text):
        return True
    if reading.intent == "why" and disputes_an_answer(turn.knowledge, reading.text, turn.before.get("ground")):
        # The matter itself is what two answers or sources differ on; «¿él o yo?» says which.
        return not (detail.id in _SAYS_WHICH and is_named_so)
    tells = not asks_something(turn.knowledge, reading.text)
    corrects = turn.changed or turn.gone or contains(reading.text, phrases.taken_back)
    is_clear = detail.id in clear_details(turn.knowledge, message, in_claim=True)
    words = phrases.details_named.get(detail.id) or phrases.details_named_by_the_accused.get(detail.id)
    named = words if is_named_so else None
    # «Me sale todo en chino» tells a trouble, and no fact.
    is_trouble = named is not None and not named.asked and not turn.changed
    if reading.intent == "correction" and corrects and not (is_clear or named):
        return True
    # «El vendedor no me contesta», of a case that was told of before
    is_news = is_clear and not turn.changed and "party" in turn.before
    return reading.intent not in detail.of and (
        reading.intent in _COMES_FIRST
        or (reading.intent == "inform" and tells and not (is_trouble or is_news))
        or (asks_a_word and bool(reading.terms))
    )


def _was_just_explained(turn: Turn) -> bool:
    """Whether the last reply explained a word that the message asks about: it asks something else of it then."""
    explained = (reply.answer for reply in last_turn(turn.tracker) if reply.answer.get("topic") == "meaning")
    return any(answer.get("about") in turn.reading.terms for answer in explained)


def _is_noise(turn: Turn, detail: Detail) -> bool:
    """Whether the detail was hardly read beside a topic, or what is kept, that the NLU is sure of, and is not named."""
    first = next(iter(turn.reading.ranking), None)
    of_itself = (*turn.knowledge.tables, "privacy")
    is_sure = first is not None and first["confidence"] >= _CERTAIN and first["name"] in of_itself
    read = [e for e in turn.tracker.latest_message.get("entities", []) if e["value"] == detail.id]
    is_weak = bool(read) and all(confidence(e) < _HARDLY for e in read)
    return is_sure and is_weak and not is_named(turn.knowledge, detail.id, turn.reading.text)


def _is_only_told(turn: Turn, detail: Detail) -> bool:
    """Whether a message that asks where one sees how the complaint stands only tells of the detail, in another clause:
    «el anuncio sigue ahí. ¿Cómo sé si ya la procesaron?»
    """
    text, first = turn.reading.text, next(iter(turn.reading.ranking), None)
    asked = search(turn.knowledge.phrases.how_to_know, unaccented(text))
    if not (asked and first and first["name"] == turn.reading.intent == _LOOKS):
        return False
    start, end = next(clause.span() for clause in CLAUSE_OVER_LINES.finditer(text) if clause.end() > asked.start())
    if len(text[start:end].split()) < _A_QUESTION:
        return False  # «me dice que ya la quitó. ¿Cómo lo sé?» is of what it tells
    read = [e for e in turn.tracker.latest_message.get("entities", []) if e["value"] == detail.id]
    is_within = any(e.get("start", 0) < end and start < e.get("end", len(text)) for e in read)
    return not (is_within or is_named(turn.knowledge, detail.id, text[start:end]))


def _is_hardly_read(turn: Turn, detail: Detail) -> bool:
    """Whether a detail was hardly read, or less surely than the intent was, and the message does not name it."""
    first = next(iter(turn.reading.ranking), None)
    is_clear = first is not None and first["name"] == turn.reading.intent and first["confidence"] >= _CERTAIN
    is_read = detail.id in clear_details(turn.knowledge, turn.tracker.latest_message, _SURE_OF_A_WORD)
    if turn.reading.intent == "other_platform" and _OURS.search(normalize(turn.reading.text)):
        return False  # «me denunciaron en Alibaba, ¿me cierran Mercado Libre?» is of both
    return is_clear and not is_read and not is_named(turn.knowledge, detail.id, turn.reading.text)


def _names_a_word(turn: Turn, detail: Detail) -> bool:
    """Whether the message names a word of the glossary as it is written, and the detail was hardly read in it."""
    read = [e for e in turn.tracker.latest_message.get("entities", []) if e["entity"] in ("term", "detail")]
    is_likely = any(e["value"] == detail.id and confidence(e) >= _HARDLY for e in read)
    is_likely = is_likely or is_named(turn.knowledge, detail.id, turn.reading.text)
    is_vague = any(e["entity"] == "term" and confidence(e) < _SURE_OF_A_WORD for e in read)
    named = set(turn.reading.terms).intersection(terms_named(turn.knowledge, turn.reading.text))
    return bool(named) and not (turn.changed or is_likely or is_vague)
