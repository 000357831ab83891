"""Rasa as it is without our patches."""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
from types import ModuleType


def unpatched(name: str) -> ModuleType:
    """A copy of the module as Rasa made it: loaded past the import hooks, and not put into `sys.modules`."""
    parent = importlib.import_module(name.rpartition(".")[0])
    spec = importlib.machinery.PathFinder.find_spec(name, parent.__path__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
