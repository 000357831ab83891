"""Prepares Rasa when a process of this environment first imports it, so that `rasa train` and all its other
commands work as `make run` does.

`retirada_rasa.pth`, which is installed with the package, calls `register()` whenever Python starts. So nothing is
imported here before Rasa is.
"""

from __future__ import annotations

import sys


class _FirstImportOfRasa:
    """A finder that finds nothing: it is asked for `rasa` or `rasa_sdk` once, just before they are imported."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname in ("rasa", "rasa_sdk"):
            sys.meta_path.remove(self)
            from retirada.server.patches import rasa_patches

            rasa_patches.apply()


def register() -> None:
    """Have Rasa patched (`retirada/server/patches/rasa_patches.py`) as soon as anything imports it."""
    # Python reads the .pth file twice where lib64 is a link to lib.
    if not any(isinstance(finder, _FirstImportOfRasa) for finder in sys.meta_path):
        sys.meta_path.insert(0, _FirstImportOfRasa())
