"""Lets Rasa start without TensorFlow, which Rasa can't do by itself (RasaHQ/rasa#1841).

Rasa imports TensorFlow at start-up for the components that use it (DIET, TED, …). This project uses none of them, and
TensorFlow costs a gigabyte of disk, seconds of start-up and hundreds of megabytes of memory. So requirements.txt
leaves it out, and `install_stub()` puts modules in its place whose every name can be read, subclassed or used as a
decorator, as Rasa does while it is imported, but not called.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types

PACKAGES = {"tensorflow", "tensorflow_hub", "tensorflow_text", "keras"}


class _StubType(type):
    """A class whose every attribute is another such class, and which does nothing as a decorator."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StubType(name, (), {})

    def __getitem__(cls, _: object) -> type:
        return cls

    def __call__(cls, *arguments: object, **_: object) -> object:
        if cls.__bases__ == (object,):
            return arguments[0] if arguments and callable(arguments[0]) else cls
        raise RuntimeError(
            f"{cls.__name__} needs TensorFlow, which this project leaves out: "
            "see retirada/server/patches/tensorflow_stub.py"
        )


class _StubModule(types.ModuleType):
    def __getattr__(self, name: str) -> type:
        return getattr(_StubType(self.__name__, (), {}), name)


class _StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".")[0] in PACKAGES:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _StubModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def install_stub() -> None:
    """Make imports of TensorFlow succeed in this process, unless it is installed."""
    if importlib.machinery.PathFinder.find_spec("tensorflow") is None:
        sys.meta_path.insert(0, _StubFinder())
