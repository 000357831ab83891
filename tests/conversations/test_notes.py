"""Notes on Alibaba's own pages: where they fit, once, without their ids. And a second answer on the same verdict."""

from __future__ import annotations

import re

import pytest


def say(assistant, sender, *texts):
    """The messages of the last turn, without the privacy notice."""
    return [m for text in texts for m in assistant.say(text, sender) if not m["text"].startswith("Privacidad")]


def test_the_historical_deadline_goes_with_no_verdict(assistant, sender):
    for payload in ("/ip_notice", "/ip_remove_listing"):
        (message,) = say(assistant, sender, payload)
        assert "O4" not in message["answer"]["notes"]
        assert "contranotificación" not in message["text"]


@pytest.mark.parametrize(
    ("payloads", "notes"),
    [
        (["/where"], []),
        (['/where{"ground": "other"}'], ["O1", "O6"]),
        (['/where{"ground": "image_theft"}'], []),
        (["/buyer_withdrawal"], ["O1", "O6", "O8"]),
        (["/should_file", '/should_file{"ground": "image_theft"}'], ["O12"]),
        (["/ip_review"], ["O2"]),
        (['/refile{"evidence": "no"}'], []),
        (['/refile{"evidence": "no", "ground": "other"}'], ["O5", "O14"]),
        (["/buyer_withdrawal", "/reopen"], ["O5", "O7"]),
        (['/respondent_request{"party": "respondent"}'], []),
        (['/respondent_request{"party": "respondent", "ground": "product_infringement"}'], ["O3", "O11"]),
        (["/buyer_withdrawal", "/new_case", "/affirm", "/reopen"], []),
    ],
)
def test_a_note_is_shown_where_it_fits_the_case(assistant, sender, payloads, notes):
    last = say(assistant, sender, *payloads)[-1]
    assert last["answer"]["notes"] == notes
    assert last["text"].count("Compruébelo en") == len(notes)


def test_a_note_is_shown_once_and_its_id_never(assistant, sender):
    first, again, other = say(assistant, sender, "/ip_review", "/ip_review", "/ip_outcomes")
    assert first["answer"]["notes"] == ["O2"] and again["answer"]["notes"] == other["answer"]["notes"] == []
    assert "ipp.alibabagroup.com" in first["text"] and "(página oficial guardada)" in first["text"]
    assert not any(re.search(r"Nota|\bO\d", message["text"]) for message in (first, again, other))


def test_the_notes_lines_come_with_the_message_for_who_folds_them(assistant, sender):
    (message,) = say(assistant, sender, "/buyer_withdrawal")
    (bot,) = [event for event in assistant.events(sender) if event["event"] == "bot" and "notes" in event["metadata"]]
    notes = bot["metadata"]["notes"]
    assert len(notes) == 3
    assert message["text"].splitlines()[-4:-1] == notes


def test_that_official_pages_disagree_is_said_in_the_verdict_each_time(assistant, sender):
    said = say(assistant, sender, *["/ip_withdrawal_effect"] * 3)
    said += say(assistant, sender, *['/respondent_request{"party": "respondent"}'] * 2)
    for message in said:
        assert re.search("según la guía.*una página oficial dice que", message["text"].splitlines()[0].lower())


def test_no_verdict_is_given_in_the_same_words_twice_running(assistant, sender, rules):
    for topic in rules.tables:
        person = f"{sender}-{topic}"
        first, second = (say(assistant, person, f"/{topic}")[0]["text"] for _ in range(2))
        after = say(assistant, person, "/thanks", f"/{topic}")[1]["text"]
        assert first != second != after, topic
        assert len(second) < len(first) and second.splitlines()[-1].startswith("Fuente: ")
        assert "lo mismo que" not in second


def test_two_questions_with_one_verdict_are_not_answered_alike(assistant, sender):
    said = say(
        assistant, sender, "ya la procesaron, ¿la puedo retirar? el vendedor me ruega que la quite, ¿le hago caso?"
    )
    texts = [message["text"] for message in said]
    assert len(set(texts)) == len(texts)
