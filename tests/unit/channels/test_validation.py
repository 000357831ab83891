"""What a client's text and sender may be."""

from __future__ import annotations

import pytest

from retirada.channels.core.validation import MAX_CHARACTERS, InvalidMessage, check_sender, check_text, clean_text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (" hola ", "hola"),
        ("que\u0301", "qué"),
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("uno\ndos\ttres", "uno\ndos\ttres"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("\u202e\x07", ""),
    ],
)
def test_text_is_cleaned(text, cleaned):
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "Falta «x»"), (7, "tiene que ser un texto"), (" \u202e", "está vacío"), ("a" * 1001, "más de 1000")],
)
def test_text_that_cannot_be_read_is_refused(text, told):
    with pytest.raises(InvalidMessage, match=told):
        check_text(text, "x")
    assert check_text("a" * MAX_CHARACTERS, "x")


def test_a_sender_stays_as_it_is_or_is_refused():
    assert check_sender(" ana\u200b ") == " ana\u200b "
    for sender, told in ((" ", "vacío"), ("a" * 201, "más de 200"), ("a\nb", "caracteres de control")):
        with pytest.raises(InvalidMessage, match=told):
            check_sender(sender)
