"""A Rasa importer that reads the training data once.

Rasa's own reads all files again for each of its wrappers and merges them one by one, comparing every
message anew each time: with one file a topic, that takes longer than training.
"""

from __future__ import annotations

from functools import cached_property

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData


class OnceImporter(RasaFileImporter):
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All messages of data/nlu. Entity values are facts, not synonyms, so no synonyms are kept."""
        return self._nlu_data

    @cached_property
    def _nlu_data(self) -> TrainingData:
        parts = [load_data(file) for file in sorted(self._nlu_files)]
        return TrainingData(
            [message for part in parts for message in part.training_examples],
            lookup_tables=[table for part in parts for table in part.lookup_tables],
        )
