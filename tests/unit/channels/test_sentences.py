"""data/channels.yml: what is missing or blank is told with the file and the key."""

from __future__ import annotations

import re

import pytest
import yaml

from retirada.channels.core import input_channel
from retirada.channels.core.sentences import FILE, load, sentences
from retirada.channels.rest.input_channel import RestInput
from retirada.yaml_files import DataFileError, read_yaml


def test_every_sentence_can_be_filled_in():
    for name, sentence in sentences().dict(exclude={"http", "commands"}).items():
        filled = sentence.format(field="message", limit=7, address="https://example.org")
        assert filled and not re.search(r"\{\w+\}", filled), name


def test_what_the_terminal_begins_with_fits_its_usual_width():
    assert len(sentences().terminal_start) < 80


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"busy": None}, "busy"),
        ({"busy": ""}, "busy"),
        ({"bussy": "x"}, "bussy"),
        ({"http": 7}, "http"),
        ({"http": {404: " "}}, r"http → 404: .* \(line \d+\)"),
        ({"commands": {"quit": {}}}, "commands"),
    ],
)
def test_a_sentence_that_is_missing_blank_or_unknown_is_told(tmp_path, change, told):
    path = tmp_path / "channels.yml"
    path.write_text(yaml.safe_dump({**read_yaml(FILE), **change}), encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"channels\.yml.*{told}"):
        load(path)


def test_no_channel_starts_without_its_sentences(monkeypatch):
    def missing() -> None:
        raise DataFileError("data/channels.yml: busy: field required")

    monkeypatch.setattr(input_channel, "sentences", missing)
    with pytest.raises(SystemExit, match="busy: field required"):
        RestInput.from_credentials(None)
