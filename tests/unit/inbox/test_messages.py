"""Which messages somebody should look at."""

from __future__ import annotations

import time

import pytest

from retirada.inbox.filters import Filter, read_filter
from retirada.inbox.messages import messages
from tests.unit.audit.events import PROCESSED, bot, slot
from tests.unit.inbox.said import asked, asked_back, declined

EVERYTHING = Filter()
RATING = [{"about": "¿y la mía?.0", "rating": "not_useful"}]
CONVERSATION = [
    *declined("¿cuánto tarda?"),
    *asked_back("cancelar eso"),
    asked("¿y la mía?", "withdraw"),
    bot("No.", **PROCESSED),
    slot("feedback", RATING),
    asked("¿dónde la quito?", "where", network="withdraw"),
    bot("Ahí.", **PROCESSED),
    asked("gracias", "thanks"),
    bot("De nada."),
    {**asked("/duration", "duration"), "text": "/duration"},
    bot("De eso no sé.", topic="out_of_scope", about="duration"),
]


def found(conversation=CONVERSATION, wanted: Filter = EVERYTHING) -> dict[str, tuple[str, ...]]:
    return {m.text: m.reasons for m in messages([("web:ana", conversation)]) if wanted.wants(m)}


def test_what_was_declined_asked_back_rated_badly_or_read_two_ways_is_in_the_inbox():
    assert found() == {
        "¿cuánto tarda?": ("declined",),
        "cancelar eso": ("asked_back",),
        "¿y la mía?": ("rated_badly",),
        "¿dónde la quito?": ("disagreed",),
    }


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        (Filter(channel="telegram"), []),
        (Filter(subject="duration"), ["¿cuánto tarda?"]),
        (Filter(subject="withdraw"), ["cancelar eso", "¿y la mía?"]),
        (Filter(reason="disagreed"), ["¿dónde la quito?"]),
        (Filter(confidence=0.5), ["cancelar eso"]),
        (Filter(rating="not_useful"), ["¿y la mía?"]),
        (Filter(channel="web", rating="outdated"), []),
    ],
)
def test_a_filter_shows_less(wanted, texts):
    assert list(found(wanted=wanted)) == texts


def test_what_is_personal_and_who_wrote_are_left_out():
    event = asked("soy ana@example.org, puse una queja", "withdraw", network="where", asked="status", topic="withdraw")
    event["parse_data"]["entities"] = [
        {"entity": "party", "value": "complainant", "start": 21, "end": 25, "extractor": "x"},
        {"entity": "second_topic", "value": "where", "start": 0, "end": 35, "extractor": "x"},
    ]
    (message,) = messages([("telegram:4711", [event])])
    assert message.text == "soy [correo], puse una queja"
    assert message.marked == "soy [correo], [puse](party:complainant) una queja"
    assert message.context == {"asked": ["status"], "topic": ["withdraw"]}
    assert "4711" not in repr(message) and message.day.year == time.localtime().tm_year


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"REASON": "x"}, "REASON must be one of rated_badly, asked_back, declined, disagreed, not «x»."),
        ({"RATING": "useful"}, "RATING must be one of"),
        ({"CONFIDENCE": "high"}, "CONFIDENCE must be a number from 0 to 1, not «high»."),
        ({"CONFIDENCE": "nan"}, "CONFIDENCE must be a number from 0 to 1"),
    ],
)
def test_a_filter_that_is_none_is_told(given, told):
    with pytest.raises(SystemExit, match=told):
        read_filter(given)
    assert read_filter({"CHANNEL": "web", "CONFIDENCE": "0.5"}) == Filter(channel="web", confidence=0.5)
