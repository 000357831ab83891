"""data/channels.yml: what is missing or blank is told with the file and the key."""

from __future__ import annotations

import re

import pytest
import yaml

from retirada.channels.core.sentences import FILE, SentencesError, load, sentences


def test_every_sentence_can_be_filled_in():
    for name, sentence in sentences().dict(exclude={"http"}).items():
        filled = sentence.format(field="message", limit=7)
        assert filled and not re.search(r"\{\w+\}", filled), name


@pytest.mark.parametrize(
    ("change", "told"),
    [({"busy": None}, "busy"), ({"busy": ""}, "busy"), ({"bussy": "x"}, "bussy"), ({"http": 7}, "http")],
)
def test_a_sentence_that_is_missing_blank_or_unknown_is_told(tmp_path, change, told):
    path = tmp_path / "channels.yml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(FILE.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    with pytest.raises(SentencesError, match=rf"channels\.yml.*{told}"):
        load(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(SentencesError, match="cannot be read"):
        load(tmp_path / "none.yml")
    (tmp_path / "broken.yml").write_text("a: [", encoding="utf-8")
    with pytest.raises(SentencesError, match="cannot be read"):
        load(tmp_path / "broken.yml")
