"""What Rasa does without each patch of how it loads, on a copy of the module that was never patched, and with it."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from contextlib import nullcontext
from types import SimpleNamespace
from typing import get_type_hints

import pytest
from rasa.engine.graph import GraphModelConfiguration, GraphSchema
from rasa.shared.core.domain import Domain
from rasa.shared.data import TrainingType
from rasa.shared.utils import validation

from retirada.paths import PROJECT
from retirada.server.patches import loading_patches
from retirada.server.patches.rasa_patches import PATCHES
from tests.unit.server.unpatched import unpatched


def test_each_patch_has_a_test_here():
    ours = [patch.__name__ for _, patch in PATCHES if patch.__module__ == loading_patches.__name__]
    assert ours and {f"test_{name}" for name in ours} <= globals().keys()


def test_collect_seldom_while_loading():
    thresholds = "import gc; print(gc.get_threshold()[0]); import {}; print(gc.get_threshold()[0])"
    for module, after in (("rasa", 20_000), ("rasa_sdk", 700)):
        script = [sys.executable, "-W", "ignore", "-c", thresholds.format(module)]
        done = subprocess.run(script, cwd=PROJECT, capture_output=True, text=True)
        assert done.stdout.split() == ["700", str(after)], done.stderr


def test_freeze_what_is_loaded():
    async def load_agent_on_start(*_: object) -> str:
        return "the agent"

    module = SimpleNamespace(load_agent_on_start=load_agent_on_start)
    loading_patches.freeze_what_is_loaded(module)
    assert gc.get_freeze_count() == 0
    before = gc.get_threshold()
    loading_patches.collect_seldom_while_loading(None)
    try:
        assert asyncio.run(module.load_agent_on_start()) == "the agent"
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == 700, "as before anything was loaded"
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


@pytest.mark.filterwarnings("ignore:Slot auto-fill")  # a slot that has no mapping: Rasa warns of each
def test_read_domain_of_model_once(tmp_path, monkeypatch):
    module = unpatched("rasa.graph_components.providers.domain_provider")
    storage = SimpleNamespace(write_to=lambda _: nullcontext(tmp_path), read_from=lambda _: nullcontext(tmp_path))
    Domain.from_file(str(PROJECT / "domain.yml")).persist(tmp_path / "domain.yml")
    validated = []
    monkeypatch.setattr(validation, "validate_yaml_schema", lambda *_: validated.append(1))

    def load() -> Domain:
        return module.DomainProvider.load({}, storage, None, None).provide_inference()

    rasas, hints = load(), get_type_hints(module.DomainProvider.load)
    assert validated == [1]
    loading_patches.read_domain_of_model_once(module)
    ours = load()
    assert validated == [1]
    assert get_type_hints(module.DomainProvider.load) == hints, "Rasa looks at them before it trains"
    assert ours.fingerprint() == rasas.fingerprint() and ours.as_dict() == rasas.as_dict()
    assert ours.slots and [vars(slot) for slot in ours.slots] == [vars(slot) for slot in rasas.slots]
    assert ours.responses == rasas.responses and ours.intent_properties == rasas.intent_properties


def test_identify_models_by_content(tmp_path):
    storage = unpatched("rasa.engine.storage.local_model_storage")
    schema = GraphSchema({})
    configuration = GraphModelConfiguration(schema, schema, TrainingType.NLU, "retirada", "es", None, None, None)

    def model_id(name: str, weights: bytes) -> str:
        """Of a model with these contents, packed and unpacked."""
        components, unpacked = tmp_path / f"{name}-components", tmp_path / f"{name}-unpacked"
        (components / "reader").mkdir(parents=True)
        unpacked.mkdir()
        (components / "reader" / "weights.npz").write_bytes(weights)
        archive = tmp_path / f"{name}.tar.gz"
        storage.LocalModelStorage(components).create_model_package(archive, configuration, Domain.empty())
        return storage.LocalModelStorage.from_model_archive(unpacked, archive)[1].model_id

    assert model_id("a", b"1") != model_id("b", b"1")
    loading_patches.identify_models_by_content(storage)
    assert model_id("c", b"1") == model_id("d", b"1") != model_id("e", b"2")
