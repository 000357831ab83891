"""Patches of how Rasa starts and loads a model. `rasa_patches` registers them."""

from __future__ import annotations

import dataclasses
import gc
import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

# How many objects more than were freed have the garbage collector look for cycles; and Python's own number.
WHILE_LOADING, USUALLY = 20_000, 700


def collect_seldom_while_loading(_: Any) -> None:
    """Have the garbage collector run seldom while Rasa and the model are loaded: it took a seventh of the start and
    found nothing. Where none is loaded to be served it stays so, as in `rasa test`.
    """
    gc.set_threshold(WHILE_LOADING)


def freeze_what_is_loaded(run: Any) -> None:
    """Let the garbage collector pass over the model and the libraries: it would take 0.2 s each time, in a turn."""
    load_agent = run.load_agent_on_start

    @wraps(load_agent)
    async def load_and_freeze(*arguments: Any, **options: Any) -> Any:
        agent = await load_agent(*arguments, **options)
        gc.collect()
        gc.freeze()
        gc.set_threshold(USUALLY)
        return agent

    run.load_agent_on_start = load_and_freeze


def read_domain_of_model_once(provider: Any) -> None:
    """Read the domain of a model without another validation: Rasa wrote it there when it had validated it.

    Rasa reads it three times, once in pure Python for the numbers of its lines: of a start a seventh.
    """
    from rasa.shared.core.domain import Domain
    from rasa.shared.utils.io import read_yaml_file

    # Rasa looks at the types of its parameters before it trains.
    @wraps(provider.DomainProvider.load.__func__)
    def load(cls: Any, config: Any, model_storage: Any, resource: Any, *_: Any, **__: Any) -> Any:
        with model_storage.read_from(resource) as folder:
            domain = Domain.from_dict(read_yaml_file(folder / "domain.yml"))
        return cls(model_storage, resource, domain)

    provider.DomainProvider.load = classmethod(load)


def identify_models_by_content(storage: Any) -> None:
    """Call each model that is loaded by a digest of its contents: the same on every machine for the same model.

    Rasa's own id is drawn at random when it trains. Each event names the id, and so does each answer (`answer.model`).
    """
    load = storage.LocalModelStorage.from_model_archive.__func__

    def load_and_identify(cls: Any, storage_path: Path, model_archive_path: Any) -> Any:
        loaded, metadata = load(cls, storage_path, model_archive_path)
        return loaded, dataclasses.replace(metadata, model_id=_digest(storage_path))

    storage.LocalModelStorage.from_model_archive = classmethod(load_and_identify)


def _digest(folder: Path) -> str:
    """Twelve hexadecimal digits, from the names and contents of all files in the folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


PATCHES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("rasa.version", collect_seldom_while_loading),  # the first of its modules that has a hook
    ("rasa.core.run", freeze_what_is_loaded),
    ("rasa.graph_components.providers.domain_provider", read_domain_of_model_once),
    ("rasa.engine.storage.local_model_storage", identify_models_by_content),
)
