"""Trains and runs the pipeline's components without a Rasa server: quick enough to do it often, with other settings."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from retirada.evaluation.dataset import TRAINING, Example
from retirada.paths import PROJECT
from retirada.server.settings import configure_logging

configure_logging()

# Rasa has to be imported after that: it looks for TensorFlow at once.
from rasa.engine.graph import GraphComponent  # noqa: E402
from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.shared.nlu.training_data.loading import load_data  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402
from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

from retirada.nlu.topic_classifier import TopicClassifier  # noqa: E402


def configured(component: type[GraphComponent]) -> dict[str, Any]:
    """The component's settings: its own defaults, and what config.yml changes of them."""
    pipeline = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    name = f"{component.__module__}.{component.__name__}"
    changed: dict[str, Any] = next((step for step in pipeline if step["name"] in (name, component.__name__)), {})
    return {**component.get_default_config(), **{key: value for key, value in changed.items() if key != "name"}}


def training_data(examples: Iterable[Example], lookups: bool = True) -> TrainingData:
    """The examples as Rasa's training data, with the lookup tables of data/nlu unless `lookups` is false."""
    messages = [
        Message.build(
            example.text,
            example.intent,
            entities=[{"start": m.start, "end": m.end, "entity": m.fact, "value": m.value} for m in example.marks],
        )
        for example in examples
    ]
    tables = []
    if lookups:
        for path in sorted(TRAINING.glob("*.yml")):
            if "- lookup:" in path.read_text(encoding="utf-8"):
                tables += load_data(str(path)).lookup_tables
    return TrainingData(messages, lookup_tables=tables)


def trained(component: type, data: TrainingData, **settings: Any) -> Any:
    """A trained component; `settings` replace those of config.yml."""
    with tempfile.TemporaryDirectory() as folder:
        made = component({**configured(component), **settings}, LocalModelStorage(Path(folder)), Resource("component"))
        made.train(data)
    return made


def parsed(component: Any, texts: Sequence[str]) -> list[Message]:
    """A message for each text, with what the component finds in it."""
    return component.process([Message(data={"text": text}) for text in texts])


def topics(examples: Sequence[Example], texts: Sequence[str], **settings: Any) -> list[list[dict[str, Any]]]:
    """The intent ranking of each text by a topic classifier that learnt from the examples."""
    classifier = trained(TopicClassifier, training_data(examples), **settings)
    return [message.get("intent_ranking") or [] for message in parsed(classifier, texts)]
