"""What a message is taken for, with readers that say what a test wants."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.catalog import Catalog, young_topics
from retirada.nlu.components.classifier import READING, AveragedClassifier
from retirada.nlu.components.fallback import ShortMessageFallbackClassifier
from retirada.nlu.context import Context
from retirada.nlu.language import create_language
from retirada.nlu.readers.examples import UTTERANCE
from retirada.nlu.readers.reader import Labels, Scores
from retirada.nlu.utterance import Utterance

LABELS = Labels(["cost", "refile", "thanks", "withdraw"], ["status=in_process", "status=processed"])


def scores(*proba, facts=(-1.0, -1.0)):
    rows = np.array(proba, dtype=float)
    tokens = [np.array([[1.0, 0.0], [0.5, 0.0], [0.0, 1.0]])] * len(rows)
    return Scores(LABELS, np.log(rows), np.array([facts] * len(rows)), tokens)


def classified(linear, network, text="la retiro ya", young=None, **config):
    classifier = AveragedClassifier({**AveragedClassifier.get_default_config(), **config}, None, None)
    classifier._catalog = Catalog(frozenset({"withdraw", "refile"}), frozenset({"cost"}))
    classifier._young = young or {}
    utterance = Utterance.from_doc(create_language()(text), Context(asked="status"))
    message = Message(data={"text": text, UTTERANCE: utterance})
    message.set("linear_scores", linear)
    message.set("network_scores", network)
    return classifier.process([message])[0]


WITHDRAW, REFILE, UNSURE = (0.02, 0.02, 0.01, 0.95), (0.02, 0.95, 0.01, 0.02), (0.1, 0.35, 0.05, 0.5)


def test_the_average_decides_and_both_readings_are_kept():
    message = classified(scores(WITHDRAW), scores((0.1, 0.6, 0.1, 0.2)))
    assert message.get("intent")["name"] == "withdraw"
    assert message.get(READING)["linear"] == {"intent": "withdraw", "confidence": 0.95}
    assert message.get(READING)["network"] == {"intent": "refile", "confidence": 0.6}
    assert message.get(READING)["context"]["asked"] == "status"
    assert message.get("intent_ranking")[0] == message.get("intent")


def test_a_fact_has_one_value_and_spans_its_words():
    message = classified(scores(WITHDRAW, facts=(2.0, 3.0)), scores(WITHDRAW, facts=(2.0, -1.0)))
    (entity,) = message.get("entities")
    assert (entity["entity"], entity["value"], entity["start"], entity["end"]) == ("status", "in_process", 0, 9)


def test_a_second_question_is_one_that_a_clause_asks():
    both, text = (0.05, 0.4, 0.05, 0.5), "pongo otra y la retiro"
    message = classified(scores(both, REFILE, WITHDRAW), scores(both, REFILE, WITHDRAW), text)
    assert message.get("intent")["name"] == "refile"
    assert [e["value"] for e in message.get("entities") if e["entity"] == "second_topic"] == ["withdraw"]
    message = classified(scores(both, WITHDRAW, WITHDRAW), scores(both, WITHDRAW, WITHDRAW), text)
    assert message.get("entities") == []


@pytest.mark.parametrize(
    ("text", "first"), [("¿pongo otra? ¿la retiro ya?", "refile"), ("pongo otra. ¿la retiro ya?", "withdraw")]
)
def test_what_is_written_as_a_question_keeps_its_place(text, first):
    far_behind = (0.01, 0.04, 0.01, 0.94)
    found = scores(far_behind, REFILE, WITHDRAW)
    assert classified(found, found, text).get("intent")["name"] == first


@pytest.mark.parametrize(
    ("text", "proba", "asks_back"),
    [
        ("la retiro ya", WITHDRAW, False),
        ("la retiro ya", (0.1, 0.1, 0.0001, 0.8), True),
        ("quiero retirar hoy mismo la queja", (0.1, 0.1, 0.0001, 0.8), False),
        ("quiero retirar hoy mismo la queja", UNSURE, True),
        ("muchas gracias", (0.1, 0.1, 0.7, 0.1), False),
    ],
)
def test_a_few_words_must_be_surer(text, proba, asks_back):
    config = {**ShortMessageFallbackClassifier.get_default_config(), "threshold": 0.55, "ambiguity_threshold": 0.0}
    message = classified(scores(proba), scores(proba))
    words = tuple(text.split())
    message.set(UTTERANCE, Utterance(words, ((0, 1),) * len(words)))
    (message,) = ShortMessageFallbackClassifier(config).process([message])
    assert (message.get("intent")["name"] == "nlu_fallback") is asks_back


def test_few_rows_make_a_topic_young_only_beside_others_that_have_more():
    assert young_topics({"new": 500, "withdraw": 9000, "where": 3000, "cost": 10}, ["new", "withdraw", "where"]) == {
        "new": pytest.approx(1.61, abs=0.01)
    }
    assert young_topics({"new": 15, "withdraw": 9000, "where": 3000}, ["new", "withdraw", "where"]) == {"new": 3.5}
    assert young_topics({"refile": 5, "withdraw": 6, "where": 5}, ["refile", "withdraw", "where"]) == {}


YOUNG = {"refile": 2.3}


@pytest.mark.parametrize(
    ("text", "proba", "intent"),
    [
        ("pongo otra", (0.5, 0.3, 0.0001, 0.2), "refile"),  # likelier than the readers make it, and few words will do
        ("quiero saber cuanto cuesta poner otra", (0.9, 0.03, 0.06, 0.01), "nlu_fallback"),  # asked before declined
        ("quiero saber cuanto cuesta todo esto", (0.95, 0.005, 0.035, 0.01), "cost"),
        ("quiero retirar hoy mismo la queja", (0.01, 0.03, 0.01, 0.95), "withdraw"),  # it takes nothing from a topic
    ],
)
def test_a_young_topic_is_answered_or_offered(text, proba, intent):
    config = {**ShortMessageFallbackClassifier.get_default_config(), "threshold": 0.55, "ambiguity_threshold": 0.0}
    message = classified(scores(proba), scores(proba), young=YOUNG)
    words = tuple(text.split())
    message.set(UTTERANCE, Utterance(words, ((0, 1),) * len(words)))
    (message,) = ShortMessageFallbackClassifier(config).process([message])
    assert message.get("intent")["name"] == intent


def test_what_has_no_words_is_asked_back():
    message = Message(data={"text": "  ", UTTERANCE: Utterance((), ())})
    classifier = AveragedClassifier(AveragedClassifier.get_default_config(), None, None)
    config = {**ShortMessageFallbackClassifier.get_default_config(), "threshold": 0.55}
    (message,) = ShortMessageFallbackClassifier(config).process(classifier.process([message]))
    assert message.get("intent")["name"] == "nlu_fallback"
