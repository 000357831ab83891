"""The network's own forward pass against thinc's."""

import numpy as np
import pytest

from retirada.nlu.context import Context
from retirada.nlu.readers.network import NetworkReader, as_array, token_ids
from retirada.nlu.readers.reader import ReaderExample
from retirada.nlu.utterance import Utterance

TEXTS = ["si", "puedo retirar la queja", "me cerraron una y la otra sigue en tramite", "palabra nunca vista"]


def utterance(text, context=None):
    tokens = tuple(text.split())
    return Utterance(tokens, tuple((i, i + 1) for i in range(len(tokens))), context=context)


@pytest.fixture(scope="module", params=[1, 3])
def reader(request):
    examples = [ReaderExample(utterance(text), (f"intent_{i % 2}",)) for i, text in enumerate(TEXTS[:3] * 8)]
    return NetworkReader(width=16, depth=request.param, hidden=24, batch_size=4, epochs=3).fit(examples)


def test_it_computes_what_thinc_does_for_one_message_and_for_many(reader):
    messages = [token_ids(utterance(text)) for text in TEXTS]
    expected = reader.model_.predict([as_array(ids) for ids in messages])
    np.testing.assert_allclose(reader.inference_.predict(messages), expected, atol=1e-4)
    for ids, row in zip(messages, expected, strict=True):
        np.testing.assert_allclose(reader.inference_.predict([ids])[0], row, atol=1e-4)


def test_the_context_counts(reader):
    text, asked = TEXTS[1], Context(asked="evidence")
    without, within = (reader.inference_.predict([token_ids(utterance(text, c))]) for c in (None, asked))
    assert np.abs(without - within).max() > 1e-3
    expected = reader.model_.predict([as_array(token_ids(utterance(text, asked)))])
    np.testing.assert_allclose(within, expected, atol=1e-4)
