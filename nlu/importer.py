"""A Rasa importer that reads the training data once.

Rasa's own reads all files again for each of its wrappers and merges them one by one, copying and comparing
every message anew each time: with one file a topic, that takes longer than training.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


class Example(Message):
    """A message that is copied by nobody and, as long as nobody changes it, fingerprinted once."""

    def __deepcopy__(self, _: dict) -> Example:
        return self

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """As Rasa's, but to set what is already there is no change: each merge sets all intents again."""
        if self.get(prop) != info:
            super().set(prop, info, add_to_output)


class OnceImporter(RasaFileImporter):
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All messages of data/nlu. Entity values are facts, not synonyms, so no synonyms are kept."""
        return self._nlu_data

    @cached_property
    def _nlu_data(self) -> TrainingData:
        parts = [load_data(file) for file in sorted(self._nlu_files)]
        return TrainingData(
            [Example(message.data) for part in parts for message in part.training_examples],
            lookup_tables=[table for part in parts for table in part.lookup_tables],
        )
