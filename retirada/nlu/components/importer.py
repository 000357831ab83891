"""A Rasa importer that reads the training data once, and says what is wrong with it by file.

Rasa's own reads all files again for each of its wrappers and merges them one by one, copying and comparing every
message anew each time: with one file an intent, that takes longer than training.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any, Optional

import yaml
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_METADATA = {"voice", "context"}
_CONTEXT = {"asked", "topic", "verdict", "party"}


class CachedMessage(Message):
    """A message that is copied by nobody and, as long as nobody changes it, fingerprinted once."""

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
    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """All messages of data/nlu. Entity values are facts, not synonyms, so no synonyms are kept."""
        return self._nlu_data

    @cached_property
    def _nlu_data(self) -> TrainingData:
        readers = [_read(Path(file)) for file in sorted(self._nlu_files)]
        return TrainingData(
            [CachedMessage(message.data) for reader in readers for message in reader.training_examples],
            lookup_tables=[table for reader in readers for table in reader.lookup_tables],
        )


def _read(file: Path) -> RasaYAMLReader:
    """A reader that has read the file: by the fast YAML parser, and checked for what this project has in it.

    Raises:
        RasaException: something else is in the file.
    """
    reader = RasaYAMLReader()
    reader.filename = str(file)
    try:
        items = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]
        problem = next((problem for item in items if (problem := _problem(item))), None)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise RasaException(f"{file} is no file of training data (nlu: a list of items): {error!r}") from error
    if problem:
        raise RasaException(f"{file}: {problem}")
    reader._parse_nlu(items)
    return reader


def _problem(item: dict[str, Any]) -> Optional[str]:
    """What is wrong with an item of the list `nlu`; None if nothing is."""
    metadata = item.get("metadata") or {}
    if item.keys() - {"metadata"} not in ({"intent", "examples"}, {"lookup", "examples"}):
        return f"an item needs «intent» or «lookup», and «examples»; this has {sorted(item)}."
    if unknown := metadata.keys() - _METADATA:
        return f"«metadata» of {item.get('intent')} may have {sorted(_METADATA)}, not {sorted(unknown)}."
    context = metadata.get("context") or {}
    if unknown := context.keys() - _CONTEXT:
        return f"«context» of {item.get('intent')} may have {sorted(_CONTEXT)}, not {sorted(unknown)}."
    if not all(isinstance(values, list) and values for values in context.values()):
        return f"«context» of {item.get('intent')}: each key needs a list of values, e.g. `asked: [status, null]`."
    return None
