"""The text that patterns are compared with."""

from __future__ import annotations

import pytest

from actions.reading.phrases import find
from retirada.unaccented import unaccented


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Él retiró la SEÑAL", "el retiro la senal"),
        ("não, à Ürümqi", "nao, a urumqi"),
        ("한글 queja", "한글 queja"),
        ("退货 é", "退货 e"),
        ("İstanbul", "istanbul"),
    ],
)
def test_accents_and_capitals_are_lost_and_nothing_else(text, plain):
    assert unaccented(text) == plain


def test_each_character_stands_where_it_stood():
    assert all(len(unaccented(chr(code))) == 1 for code in range(0x3000))


def test_what_is_found_after_korean_stands_where_it_was_written():
    text = "한글 x mi queja"
    assert text[slice(*find("mi queja", text))] == "mi queja"
