"""Changing a file of a project for a test."""

from __future__ import annotations

from pathlib import Path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace `old` where it first stands in a file: it must be in it, or the test would test nothing."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
