"""How a message is read before anything is learnt from it: folded, and its slips mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retirada.nlu.speller import Speller
from retirada.nlu.text import fold, words

SPELLER = Speller(["quiero retirar la queja de taobao antes de que la cierren"] * 5 + ["mi tienda zarpe"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("queiro", "quiero"),  # swapped
        ("retrar", "retirar"),  # left out
        ("quejja", "queja"),  # doubled
        ("taonao", "taobao"),  # the key beside
        ("la", "la"),  # too short to guess
        ("proveedor", "proveedor"),  # like nothing known
        ("queja", "queja"),
    ],
)
def test_a_slip_is_read_as_the_known_word(typed, read):
    assert SPELLER.mend(typed) == read


def test_a_rare_word_is_nobody_s_reading():
    assert SPELLER.mend("zarp") == "zarp"


def test_of_two_readings_the_commoner_is_meant():
    assert Speller(["caso"] * 5 + ["casa"] * 9).mend("cas") == "casa"


@given(st.text())
def test_any_text_can_be_mended(text):
    assert SPELLER.mend(SPELLER.mend(fold(text))) == SPELLER.mend(fold(text))


def test_words_keep_their_place_in_what_was_written():
    text = "La QUEJAAA, ¿q hago?"
    for word, start, end in words(text):
        assert fold(text[start:end]) == word
    assert [word for word, _, _ in words(text)] == ["la", "queja", ",", "¿", "que", "hago", "?"]
