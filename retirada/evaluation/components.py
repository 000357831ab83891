"""Trains and runs readers without Rasa: quick enough to do it often, with other settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.shared.nlu.constants import TEXT
from spacy.language import Language

from retirada.evaluation.dataset import TRAINING
from retirada.nlu.catalog import read_catalog
from retirada.nlu.components.importer import to_message
from retirada.nlu.components.tokenizer import LOOKUPS
from retirada.nlu.language import create_language
from retirada.nlu.readers.examples import UTTERANCE, training_examples
from retirada.nlu.readers.linear import LinearReader
from retirada.nlu.readers.reader import ReaderExample, Scores
from retirada.nlu.training_data import Example, read_training_file
from retirada.nlu.utterance import Utterance
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml


def configured(component: type[GraphComponent]) -> dict[str, Any]:
    """The Rasa component's settings: its own defaults, and what config.yml changes of them."""
    pipeline = read_yaml(PROJECT / "config.yml")["pipeline"]
    name = f"{component.__module__}.{component.__name__}"
    changed: dict[str, Any] = next((step for step in pipeline if step["name"] == name), {})
    return {**component.get_default_config(), **{key: value for key, value in changed.items() if key != "name"}}


def language(texts: Sequence[str]) -> Language:
    """The Language that has learnt to spell from the texts, with the other platforms of data/nlu."""
    tables = read_training_file(TRAINING / "other_places.yml").lookup
    nlp = create_language(*(tables[name] for name in LOOKUPS))
    corrector: Any = nlp.get_pipe("spelling_corrector")
    corrector.fit(map(nlp.make_doc, texts))
    return nlp


def reader_examples(nlp: Language, examples: Sequence[Example], n_synthetic: int = 0) -> list[ReaderExample]:
    """The examples as `make train` gives them to the readers, with `n_synthetic` synthetic ones."""
    messages = [to_message(example) for example in examples]
    for message in messages:
        message.set(UTTERANCE, Utterance.from_doc(nlp(message.get(TEXT))))
    return training_examples(messages, read_catalog(), n_synthetic, seed=1)


def linear_scores(examples: Sequence[Example], texts: Sequence[str], **settings: Any) -> Scores:
    """What a linear reader that learnt from the examples finds in the texts."""
    nlp = language([example.text for example in examples])
    reader = LinearReader(**settings).fit(reader_examples(nlp, examples))
    return reader.predict([Utterance.from_doc(nlp(text)) for text in texts])
