"""When a model counts as fresh, and as whole."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from retirada.paths import PROJECT
from retirada.server import training


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A project whose model was made from one file, at the same moment."""
    monkeypatch.setattr(training, "PROJECT", tmp_path)
    monkeypatch.setattr(training, "MODEL", tmp_path / "retirada.tar.gz")
    file = tmp_path / "data" / "nlu" / "out_of_scope" / "weather.yml"
    file.parent.mkdir(parents=True)
    file.write_text("¿lloverá?")
    (tmp_path / "data" / "knowledge").mkdir()
    (tmp_path / "data" / "knowledge" / "tables.yml").write_text("topics: {withdraw: []}")
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


def test_of_the_rules_only_a_topic_more_makes_it_stale(data):
    record()
    tables = data.parents[2] / "knowledge" / "tables.yml"
    tables.write_text("topics: {withdraw: [{verdict: another}]}")
    assert training.is_fresh()
    tables.write_text("topics: {withdraw: [], fees: []}")
    assert not training.is_fresh()


def test_tables_that_cannot_be_read_are_named(data):
    record()
    tables = data.parents[2] / "knowledge" / "tables.yml"
    tables.write_text("topics: {")
    with pytest.raises(SystemExit, match=r"tables\.yml"):
        training.ensure_fresh()


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


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with the real knowledge and domain, and one file of training data."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("domain.yml", "config.yml"):
        shutil.copy(PROJECT / name, folder)
    shutil.copytree(PROJECT / "data" / "knowledge", folder / "data" / "knowledge")
    (folder / "data" / "nlu").mkdir()
    (folder / "models").mkdir()
    return folder


def block(intent: str, *texts: str, more: str = "") -> str:
    """An item of a training file, three lines before its first text; with `more`, four."""
    return f"  - intent: {intent}\n{more}    examples: |\n" + "".join(f"      - {text}\n" for text in texts)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("  - examples: |\n      - ¿cuánto cuesta?\n", "rows.yml:3: an item needs «intent»"),
        (block("price", "¿cuánto cuesta?"), "rows.yml:5: intent price is not in domain.yml"),
        (block("cost", "ya [ardió](status:burned)"), "rows.yml:5: cost: unknown fact status:burned"),
        (block("cost", "ya [ardió](state:burned)"), "rows.yml:5: cost: unknown fact state:burned"),
        (block("cost", "¿cuánto?", more="    metadata: {voz: [x]}\n"), "rows.yml:6: «metadata» may have"),
        (block("cost", "¿cuánto?") + block("points", "Cuánto"), "rows.yml:8: also under cost (rows.yml:5)"),
        (block("cost", "ya [cerró](status:processed)", "ya cerró"), "rows.yml:6: marked otherwise at rows.yml:5"),
    ],
)
def test_what_must_not_be_trained_on_is_named_and_nothing_is_trained(project, monkeypatch, rows, told):
    (project / "data" / "nlu" / "rows.yml").write_text(f'version: "3.1"\nnlu:\n{rows}', encoding="utf-8")
    monkeypatch.setattr(training, "PROJECT", project)
    monkeypatch.setattr(training, "MODEL", project / "models" / "retirada.tar.gz")
    monkeypatch.setattr(training, "LOG", project / "var" / "train.log")
    with pytest.raises(SystemExit) as refused:
        training.train()
    first, *named = str(refused.value).splitlines()
    assert first == "Nothing was trained. To mend first:"
    assert told in "\n".join(named)
    assert not training.LOG.exists() and not list(training.MODEL.parent.iterdir())
