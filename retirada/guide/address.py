"""Where the guide is served, and how its questions are linked to."""

from __future__ import annotations

PATH = "/guia"
# What follows the path, for a link to the whole of it.
TOP = "#"


def question_anchor(source: str) -> str:
    """What follows the path, for a link to a question of the guide: «#p7» to P7."""
    return f"#{source.lower()}"
