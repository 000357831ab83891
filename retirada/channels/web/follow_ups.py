"""What the web chat suggests to ask next, by the verdict that was given: data/follow_ups.yml."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Optional

from retirada.paths import PROJECT
from retirada.yaml_files import Strict, read_model

FILE = PROJECT / "data" / "follow_ups.yml"


class FollowUp(Strict):
    """A question to suggest.

    Attributes:
        title: the question, as the person asks it.
        topic: what its answer is about; it is not suggested once that was answered.
    """

    title: str
    topic: str


class FollowUps(Strict):
    """Verdict → what to suggest after it, the most useful first."""

    __root__: dict[str, list[FollowUp]]


def load(path: Path = FILE) -> dict[str, list[FollowUp]]:
    """Read the suggestions after each verdict, the most useful first.

    Args:
        path: the YAML file.

    Raises:
        DataFileError: the file is missing, is not YAML, or has another shape.
    """
    return read_model(path, FollowUps).__root__


def follow_ups(verdict: Optional[str]) -> list[dict[str, Any]]:
    """The suggestions after a verdict, each {"title", "topic"}; none where there is none."""
    return [follow_up.dict() for follow_up in _project().get(verdict or "", [])]


@functools.lru_cache(maxsize=1)
def _project() -> dict[str, list[FollowUp]]:
    return load()
