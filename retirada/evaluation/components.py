"""Trains and runs readers without Rasa: quick enough to do it often, with other settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from rasa.engine.graph import GraphComponent
from spacy.language import Language

from retirada.evaluation.dataset import TRAINING, Example
from retirada.nlu.components.tokenizer import LOOKUP
from retirada.nlu.language import create_language
from retirada.nlu.linear import LinearReader
from retirada.nlu.reader import Example as ReaderExample
from retirada.nlu.reader import Scores
from retirada.nlu.training_data import read_training_file
from retirada.nlu.utterance import Fact, Utterance
from retirada.paths import PROJECT


def configured(component: type[GraphComponent]) -> dict[str, Any]:
    """The Rasa component's settings: its own defaults, and what config.yml changes of them."""
    pipeline = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    name = f"{component.__module__}.{component.__name__}"
    changed: dict[str, Any] = next((step for step in pipeline if step["name"] == name), {})
    return {**component.get_default_config(), **{key: value for key, value in changed.items() if key != "name"}}


def language(texts: Sequence[str]) -> Language:
    """The Language that has learnt to spell from the texts, with the other platforms of data/nlu."""
    nlp = create_language(read_training_file(TRAINING / "other_places.yml").lookup[LOOKUP])
    corrector: Any = nlp.get_pipe("spelling_corrector")
    corrector.fit(map(nlp.make_doc, texts))
    return nlp


def reader_examples(nlp: Language, examples: Sequence[Example]) -> list[ReaderExample]:
    """The examples as readers learn from them, without contexts."""
    read = []
    for example in examples:
        facts = tuple(Fact(mark.fact, mark.value, mark.start, mark.end) for mark in example.marks)
        read.append(ReaderExample(Utterance.from_doc(nlp(example.text)), (example.intent,), facts))
    return [example for example in read if example.utterance.norms]


def linear_scores(examples: Sequence[Example], texts: Sequence[str], **settings: Any) -> Scores:
    """What a linear reader that learnt from the examples finds in the texts."""
    nlp = language([example.text for example in examples])
    reader = LinearReader(**settings).fit(reader_examples(nlp, examples))
    return reader.predict([Utterance.from_doc(nlp(text)) for text in texts])
