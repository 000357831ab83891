"""When a model counts as fresh, and as whole."""

from __future__ import annotations

import json
import os

import pytest

from retirada.server import training


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A project whose model was made from one file, at the same moment."""
    monkeypatch.setattr(training, "PROJECT", tmp_path)
    monkeypatch.setattr(training, "MODEL", tmp_path / "retirada.tar.gz")
    file = tmp_path / "data" / "nlu" / "out_of_scope" / "weather.yml"
    file.parent.mkdir(parents=True)
    file.write_text("¿lloverá?")
    training.MODEL.write_bytes(b"a model")
    os.utime(file, (1, 1))
    return file


def record() -> None:
    text = json.dumps({"model": training._state(training.MODEL), "made_from": training._digest()})
    training._record(training.MODEL).write_text(text)


def test_a_model_from_elsewhere_is_fresh_if_newer_than_its_data(data):
    assert training.is_fresh()
    later = training.MODEL.stat().st_mtime + 1
    os.utime(data, (later, later))
    assert not training.is_fresh()


def test_a_trained_model_is_fresh_as_long_as_its_data_have_the_same_contents(data):
    record()
    later = training.MODEL.stat().st_mtime + 1
    os.utime(data, (later, later))
    assert training.is_fresh(), "a checkout changes times, not contents"
    data.write_text("¿nevará?")
    os.utime(data, (1, 1))
    assert not training.is_fresh()


def test_a_file_that_was_removed_makes_it_stale(data):
    record()
    (data.parent / "sun.yml").write_text("¿hará sol?")
    assert not training.is_fresh()
    record()
    data.unlink()
    assert not training.is_fresh()


def test_a_record_of_another_model_counts_for_nothing(data):
    record()
    data.write_text("¿nevará?")
    os.utime(data, (1, 1))
    training.MODEL.write_bytes(b"another model")
    assert training.is_fresh()


def test_without_a_model_nothing_is_fresh(data):
    training.MODEL.unlink()
    assert not training.is_fresh()


def test_what_is_no_archive_is_damaged(data):
    assert "damaged" in training.fault(training.MODEL)
