"""Both readers learn intents, facts and contexts from a few examples, and are read back from their files unchanged."""

from __future__ import annotations

import numpy as np
import pytest

from retirada.nlu.context import Context
from retirada.nlu.readers.linear import LinearReader
from retirada.nlu.readers.network import NetworkReader
from retirada.nlu.readers.persistence import ModelFileError
from retirada.nlu.readers.reader import ReaderExample
from retirada.nlu.utterance import Fact, Utterance

ASKED_PROOF, SUGGESTED = Context(asked="evidence"), Context(asked="suggestion")


def utterance(text, context=None):
    tokens = text.split()
    starts = np.cumsum([0, *(len(token) + 1 for token in tokens)])
    offsets = tuple((int(start), int(start) + len(token)) for start, token in zip(starts, tokens, strict=False))
    return Utterance(tuple(tokens), offsets, context=context)


def example(text, intent, *facts, context=None):
    found = tuple(Fact(name, value, text.index(words), text.index(words) + len(words)) for words, name, value in facts)
    return ReaderExample(utterance(text), (intent,), found, (context,))


CLOSED, PENDING = ("status", "processed"), ("status", "in_process")
EXAMPLES = [
    *(example(f"{w} la queja", "withdraw") for w in ("puedo retirar", "quiero quitar", "como retiro", "se retira")),
    *(example(f"{w} otra queja", "refile") for w in ("puedo poner", "quiero poner", "como pongo", "se pone")),
    *(example(f"{w} ya la cerraron", "inform", ("ya la cerraron", *CLOSED)) for w in ("pues", "bueno", "mire")),
    *(example(f"{w} sigue en tramite", "inform", ("sigue en tramite", *PENDING)) for w in ("pues", "bueno", "mire")),
    *(example("si", "inform", context=ASKED_PROOF) for _ in range(4)),
    *(example("si", "affirm", context=SUGGESTED) for _ in range(4)),
] * 4


@pytest.fixture(
    scope="module",
    params=[
        lambda: LinearReader(hash_bits=12),
        lambda: NetworkReader(width=16, depth=1, hidden=32, batch_size=8, epochs=30, learn_rate=0.01),
    ],
    ids=["linear", "network"],
)
def make(request):
    return request.param


@pytest.fixture(scope="module")
def reader(make):
    return make().fit(EXAMPLES)


def read(reader, text, context=None):
    scores = reader.predict([utterance(text, context)])
    labels = scores.labels
    facts = {labels.facts[i] for i in np.flatnonzero(scores.facts[0] > 0)}
    return labels.intents[int(scores.log_proba[0].argmax())], facts


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("puedo quitar la queja", None, ("withdraw", set())),
        ("puedo poner otra queja", None, ("refile", set())),
        ("bueno ya la cerraron", None, ("inform", {"status=processed"})),
        ("mire sigue en tramite", None, ("inform", {"status=in_process"})),
        ("si", ASKED_PROOF, ("inform", set())),
        ("si", SUGGESTED, ("affirm", set())),
    ],
)
def test_what_is_learnt(reader, text, context, found):
    assert read(reader, text, context) == found


def test_log_probabilities_sum_to_one_and_one_message_is_read_as_among_others(reader):
    messages = [utterance("puedo retirar la queja"), utterance("ya"), utterance("algo nuevo que nadie dijo")]
    together = reader.predict(messages)
    np.testing.assert_allclose(np.exp(together.log_proba).sum(axis=1), 1, atol=1e-5)
    for i, message in enumerate(messages):
        np.testing.assert_allclose(reader.predict([message]).log_proba[0], together.log_proba[i], atol=1e-4)


def test_the_same_examples_give_the_same_reader(make, reader):
    again = make().fit(EXAMPLES)
    message = [utterance("puedo retirar otra queja ya")]
    np.testing.assert_array_equal(again.predict(message).log_proba, reader.predict(message).log_proba)


def test_what_was_saved_is_read_back(reader, tmp_path):
    reader.save(tmp_path / "reader")
    loaded = type(reader).load(tmp_path / "reader")
    message = [utterance("bueno ya la cerraron", ASKED_PROOF)]
    before, after = reader.predict(message), loaded.predict(message)
    np.testing.assert_allclose(after.log_proba, before.log_proba, atol=0.02)
    np.testing.assert_allclose(after.facts, before.facts, atol=0.02)
    assert (after.labels.intents, after.labels.facts) == (before.labels.intents, before.labels.facts)


@pytest.mark.parametrize("damage", [lambda content: content[:100], lambda content: b"", lambda content: b"x" * 500])
def test_a_damaged_file_is_one_clear_error(reader, tmp_path, damage):
    reader.save(tmp_path / "reader")
    (file,) = (path for path in tmp_path.iterdir() if path.suffix != ".json")
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(ModelFileError, match="make train"):
        type(reader).load(tmp_path / "reader")


def test_a_file_that_runs_code_is_refused(reader, tmp_path):
    reader.save(tmp_path / "reader")
    (file,) = (path for path in tmp_path.iterdir() if path.suffix != ".json")
    with open(file, "wb") as pickled:
        np.save(pickled, np.array([{"a": object}], dtype=object), allow_pickle=True)
    with pytest.raises(ModelFileError):
        type(reader).load(tmp_path / "reader")


def test_the_linear_reader_says_which_words_state_a_fact():
    reader = LinearReader(hash_bits=12).fit(EXAMPLES)
    scores = reader.predict([utterance("mire pues ya la cerraron")])
    first, last = scores.span(0, scores.labels.facts.index("status=processed"))
    assert last == 4
    assert first >= 1


def test_rows_on_which_nobody_marked_a_detail_hardly_teach_that_it_is_not_asked(make):
    marked = [example("la quita mi abogado", "withdraw", ("mi abogado", "detail", "by_proxy"))] * 8
    reader = make().fit([*EXAMPLES, *marked, *[example("la quita mi abogado", "withdraw")] * 16])
    assert read(reader, "la quita mi abogado") == ("withdraw", {"detail=by_proxy"})
