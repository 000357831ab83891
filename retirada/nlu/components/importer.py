"""A Rasa importer that reads the training data once.

Rasa's own reads all files again for each of its wrappers and merges them one by one, copying and comparing
every message anew each time: with one file a topic, that takes longer than training.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from retirada.nlu.training_data import Example, TrainingDataError, metadata_problems, read_training_file


class CachedMessage(Message):
    """A message that is copied by nobody and, as long as nobody changes it, fingerprinted once."""

    _cached_fingerprint: str | None

    def __deepcopy__(self, _: dict) -> CachedMessage:
        return self

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """As Rasa's, but to set what is already there is no change: each merge sets all intents again."""
        if self.get(prop) != info:
            super().set(prop, info, add_to_output)

    def fingerprint(self) -> str:
        """As Rasa's, of all at once rather than of each value and of all their fingerprints."""
        if self._cached_fingerprint is None:
            self._cached_fingerprint = hashlib.md5(repr(sorted(self.data.items())).encode()).hexdigest()
        return self._cached_fingerprint


class CachedImporter(RasaFileImporter):
    """Rasa's importer of files, which here reads the NLU data once, with `retirada.nlu.training_data`."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All messages, lookup tables, regular expressions and `synonym:` items of data/nlu.

        Unlike Rasa's, it makes no synonyms of annotated values: they are facts, not other spellings.
        """
        return self._nlu_data

    @cached_property
    def _nlu_data(self) -> TrainingData:
        files = [read_training_file(Path(file)) for file in sorted(self._nlu_files)]
        for problem in metadata_problems([example for file in files for example in file.examples]):
            raise TrainingDataError(problem)
        return TrainingData(
            [to_message(example) for file in files for example in file.examples],
            entity_synonyms={text: name for file in files for name, texts in file.synonym.items() for text in texts},
            regex_features=[
                {"name": name, "pattern": line}
                for file in files
                for name, lines in file.regex.items()
                for line in lines
            ],
            lookup_tables=[{"name": name, "elements": lines} for file in files for name, lines in file.lookup.items()],
        )


def to_message(example: Example) -> CachedMessage:
    """The example as Rasa's message."""
    entities = [
        {
            "start": mark.start,
            "end": mark.end,
            "value": mark.value,
            "entity": mark.entity,
            **({"role": mark.role} if mark.role else {}),
            **({"group": mark.group} if mark.group else {}),
        }
        for mark in example.marks
    ]
    return CachedMessage.build(
        example.text, example.intent, entities, example.intent_metadata, example.example_metadata
    )
