"""How the components that learn are created, and read back from the model."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self


class StoredComponent(GraphComponent):
    """A graph component that keeps what it learnt in a folder of the model.

    Its `train` writes it with `self._storage.write_to(self._resource)`, its `_read_from` reads it.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = dict(config), storage, resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Self:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._read_from(folder)
        return component

    @abstractmethod
    def _read_from(self, folder: Path) -> None:
        """Read what `train` wrote to the folder."""
