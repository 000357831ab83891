"""Reads decoded JSON from outside, in which nothing is where or what it should be."""

from __future__ import annotations

from typing import Any, Optional, Union


def get_path(data: Any, *path: Union[str, int]) -> Any:
    """The value at `path` (keys and list positions), or None where it leads nowhere."""
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def get_string(data: Any, *path: Union[str, int]) -> Optional[str]:
    """The string at `path`, or None."""
    value = get_path(data, *path)
    return value if isinstance(value, str) else None


def get_list(data: Any, *path: Union[str, int]) -> list[Any]:
    """The list at `path`, or an empty one."""
    value = get_path(data, *path)
    return value if isinstance(value, list) else []
