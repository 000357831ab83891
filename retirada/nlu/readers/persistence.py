"""Model files that run no code when they are read: arrays in .npz, the rest in JSON."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import srsly

Arrays = dict[str, np.ndarray]
T = TypeVar("T")


class ModelFileError(ValueError):
    """A model file is truncated, foreign, or of another version of this code."""


def save_arrays(path: Path, arrays: Mapping[str, np.ndarray], settings: Mapping[str, Any]) -> None:
    """Write `path`.npz and `path`.json."""
    np.savez_compressed(path.with_suffix(".npz"), **arrays)
    srsly.write_json(path.with_suffix(".json"), dict(settings))


def save_bytes(path: Path, content: bytes, settings: Mapping[str, Any]) -> None:
    """Write `path`.msgpack and `path`.json."""
    path.with_suffix(".msgpack").write_bytes(content)
    srsly.write_json(path.with_suffix(".json"), dict(settings))


def load_arrays(path: Path, read: Callable[[Arrays, dict[str, Any]], T]) -> T:
    """What `read` makes of what `save_arrays` wrote.

    Raises:
        ModelFileError: the files are missing, truncated, foreign, or of another version of this code.
    """
    with _clear_errors(path):
        with np.load(path.with_suffix(".npz"), allow_pickle=False) as stored:
            arrays = dict(stored)
        return read(arrays, srsly.read_json(path.with_suffix(".json")))


def load_bytes(path: Path, read: Callable[[bytes, dict[str, Any]], T]) -> T:
    """What `read` makes of what `save_bytes` wrote.

    Raises:
        ModelFileError: as `load_arrays`.
    """
    with _clear_errors(path):
        return read(path.with_suffix(".msgpack").read_bytes(), srsly.read_json(path.with_suffix(".json")))


@contextmanager
def _clear_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise ModelFileError(f"{path}: no usable model file ({error!r}). Train anew: make train.") from error
