"""Rasa finds what the tests train on: it skips, with no more than a note, what isn't written as it wants."""

from __future__ import annotations

from retirada.nlu.components.importer import CachedImporter
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml
from tests.small_data import write_small_data


def test_rasa_finds_every_intent_in_the_small_data(tmp_path):
    data = write_small_data(tmp_path)
    files = [read_yaml(path) for path in data.glob("nlu/**/*.yml")]
    written = {item["intent"] for file in files for item in file["nlu"] if "intent" in item}
    assert "withdraw" in written
    importer = CachedImporter(str(PROJECT / "config.yml"), training_data_paths=[str(data)])
    assert importer.get_nlu_data().intents == written
