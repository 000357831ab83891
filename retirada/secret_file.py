"""A secret that the project makes for itself and keeps in a file."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import secrets
import tempfile
from pathlib import Path

MIN_LENGTH = 32
_SECRET = re.compile(rf"[\w-]{{{MIN_LENGTH},}}\s*", re.ASCII)

logger = logging.getLogger(__name__)


def read_or_create_secret(path: Path, consequence: str) -> str:
    """The secret in the file, which only its owner can read; a new one if there is none, or what is there can't be one.

    Several processes may ask at once: all get the same secret.

    Args:
        path: the file. Its folder is made if need be.
        consequence: what it means that an earlier secret is lost, for the log.
    """
    secret = _read(path)
    if secret is not None:
        return secret
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        # Another process may have made one meanwhile.
        return _read(path) or _create(path, consequence)
    finally:
        os.close(folder)


def _create(path: Path, consequence: str) -> str:
    if path.exists():
        logger.warning("%s was damaged and has been made anew: %s.", path, consequence)
    secret = secrets.token_urlsafe(MIN_LENGTH)
    # Written to a file beside it first: whoever reads `path` finds a whole secret or none.
    handle, name = tempfile.mkstemp(prefix=f"{path.name}-", dir=path.parent)
    with open(handle, "w") as file:
        file.write(secret)
    os.replace(name, path)
    return secret


def _read(path: Path) -> str | None:
    try:
        secret = path.read_text()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return secret.strip() if _SECRET.fullmatch(secret) else None
