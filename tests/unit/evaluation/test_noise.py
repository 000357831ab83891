"""Noise is the same each time, is there, and is not more than it says."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retirada.evaluation.dataset import HELDOUT
from retirada.evaluation.noise import NOISES, in_chat_spelling, with_typos, without_accents
from retirada.nlu.training_data import read_examples

TEXTS = [example.text for example in read_examples(HELDOUT)][:150]


@pytest.mark.parametrize("noise", NOISES.values())
def test_the_same_text_gets_the_same_noise(noise):
    assert [noise(text) for text in TEXTS] == [noise(text) for text in TEXTS]


@pytest.mark.parametrize("noise", [with_typos, in_chat_spelling])
def test_another_seed_gives_other_noise(noise):
    assert [noise(text, 1) for text in TEXTS] != [noise(text, 2) for text in TEXTS]


def test_one_word_in_four_has_a_typo():
    for text in TEXTS:
        before, after = text.split(), with_typos(text).split()
        assert len(before) == len(after)
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        assert changed <= max(1, round(len(before) / 3))
    assert sum(with_typos(text) != text for text in TEXTS) > 0.9 * len(TEXTS)


def test_chat_spelling_leaves_the_text_readable():
    likeness = [
        difflib.SequenceMatcher(None, t.lower(), in_chat_spelling(t).lower(), autojunk=False).ratio() for t in TEXTS
    ]
    assert min(likeness) > 0.6 and sum(likeness) / len(likeness) > 0.85


def test_accents_go_and_nothing_else():
    assert (
        without_accents("¿Cómo anulé la reclamación del señor Núñez?") == "Como anule la reclamacion del senor Nunez?"
    )


@pytest.mark.parametrize("noise", NOISES.values())
@given(text=st.text(max_size=60))
def test_any_text_can_be_made_noisy(noise, text):
    assert len(noise(text)) <= 4 * len(text) + 8
