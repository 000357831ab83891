"""Two questions in one message ask and state what each of them does."""

from __future__ import annotations

from retirada.nlu.readers.augmentation import synthetic_examples
from retirada.nlu.readers.reader import ReaderExample
from retirada.nlu.utterance import Fact, Utterance

WHERE = ReaderExample(
    Utterance(("donde", "la", "quita", "mi", "abogado", "?"), ((0, 5), (6, 8), (9, 14), (15, 17), (18, 25), (25, 26))),
    ("where",),
    (Fact("detail", "by_proxy", 15, 25),),
)
REFILE = ReaderExample(
    Utterance(("si", "ya", "cerro", "pongo", "otra"), ((0, 2), (3, 5), (6, 11), (13, 18), (19, 23))),
    ("refile",),
    (Fact("status", "processed", 3, 11),),
)


def stated(example):
    """Fact → the words that state it."""
    utterance = example.utterance
    words = zip(utterance.offsets, utterance.norms, strict=True)
    at = list(words)
    return {
        fact.label: [norm for (start, end), norm in at if start < fact.end and end > fact.start]
        for fact in example.facts
    }


def test_what_the_parts_state_is_stated_where_they_stand():
    examples = list(synthetic_examples([WHERE, REFILE], {"where", "refile"}, 20, seed=1))
    assert {example.intents for example in examples} == {("where", "refile"), ("refile", "where")}
    for example in examples:
        assert stated(example) == {"detail=by_proxy": ["mi", "abogado"], "status=processed": ["ya", "cerro"]}
