"""Runs the graph of a model's components for one message after the other."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any, Optional

from rasa.engine.runner.dask import DaskGraphRunner


class InOrderRunner(DaskGraphRunner):
    """Runs the components in an order in which each finds what it needs, planned once for the same targets."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._plans: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}

    def run(self, inputs: Optional[dict[str, Any]] = None, targets: Optional[Sequence[str]] = None) -> dict[str, Any]:
        """Run what the targets need.

        Args:
            inputs: name, as the schema calls it, and value of what no component makes.
            targets: names of the components whose output is wanted. Default: the schema's.

        Returns:
            The output of each target.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._plans[wanted]:
            outputs[name] = self._instantiated_nodes[name](*(outputs[need] for need in needs))
        return dict(outputs[name] for name in wanted)

    def _plan(self, targets: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """Each component that is needed, and what it needs, in order."""
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: list(node.needs.values()) for name, node in nodes.items()}
        return [(name, needs[name]) for name in TopologicalSorter(needs).static_order() if name in needs]
