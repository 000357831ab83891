"""What a component has learnt, as a file in the model."""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path
from typing import Any


def keep(learnt: Any, file: Path) -> None:
    """Write it. A vocabulary is hundreds of thousands of small objects, and joblib writes them one by one in Python."""
    file.write_bytes(zlib.compress(pickle.dumps(learnt, protocol=5), level=1))


def kept(file: Path) -> Any:
    """Read it back."""
    return pickle.loads(zlib.decompress(file.read_bytes()))
