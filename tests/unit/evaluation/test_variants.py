"""The ablation's reference is the pipeline, and what it changes is changed."""

from __future__ import annotations

import numpy as np
import pytest

from retirada.evaluation.bench import rows_of
from retirada.evaluation.components import parsed, trained, training_data
from retirada.evaluation.dataset import HELDOUT, read_examples, training_examples
from retirada.evaluation.variants import Topics, chat_spelling, sentence_facts, train_topics
from retirada.nlu.text import fold
from retirada.nlu.topic_classifier import TopicClassifier

TEXTS = [example.text for example in read_examples(HELDOUT)][:60]


@pytest.fixture(scope="module")
def examples():
    return rows_of(training_examples(), 600)


@pytest.fixture(scope="module")
def reference(examples):
    places = [name for table in training_data([]).lookup_tables for name in table["elements"]]
    return Topics("reference", places=places, joined=100)


def test_the_reference_is_the_pipeline_as_it_is(examples, reference):
    classifier = trained(TopicClassifier, training_data(examples), joined=100)
    variant = train_topics(reference, examples)
    assert list(variant.names) == list(classifier._intents)
    np.testing.assert_allclose(variant.margins(TEXTS), classifier._margins(TEXTS), atol=0.02)
    best = [message.get("intent_ranking")[0]["name"] for message in parsed(classifier, ["como la retiro"])]
    assert [variant.names[row.argmax()] for row in variant.margins(["como la retiro"])] == best


@pytest.mark.parametrize("change", [{"speller": False}, {"chat": False}, {"places": ()}, {"blocks": ("words",)}])
def test_a_variant_reads_otherwise(examples, reference, change):
    texts = ["xq la qiero retriar d amazon"]
    as_it_is, changed = (train_topics(v, examples).margins(texts) for v in (reference, reference._replace(**change)))
    assert not np.allclose(as_it_is, changed, atol=0.02)


def test_chat_spelling_is_off_within_and_on_again_after():
    assert fold("xq") == "porque"
    with chat_spelling(False):
        assert fold("xq") == "xq"
    assert fold("xq") == "porque"


def test_a_sentence_classifier_finds_facts_of_the_rulebook(examples, rules):
    read, _ = sentence_facts(examples)
    found = [fact for text in TEXTS for fact in read(text).items()]
    assert found and all(value in rules.facts[name].values for name, value in found)


def test_rows_are_of_each_intent_as_large_a_share():
    everything = training_examples()
    some = rows_of(everything, 3000)
    assert abs(len(some) - 3000) < 30
    for intent in ("withdraw", "out_of_scope", "where"):
        share, whole = (sum(e.intent == intent for e in rows) / len(rows) for rows in (some, everything))
        assert abs(share - whole) < 0.01
