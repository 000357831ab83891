"""Finds nginx, or installs Debian's. `python -m tests.browser.nginx`."""

from __future__ import annotations

import shutil

from tests.programs import ensure_installed

PACKAGE = "nginx-light"


def find() -> str | None:
    """The path of nginx on this machine, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def ensure() -> str:
    """The path of nginx, installed with apt-get when there is none.

    Raises:
        SystemExit: it cannot be installed; the message says what to do.
    """
    return ensure_installed(find, PACKAGE, f"A test needs nginx: install it (Debian: apt-get install {PACKAGE}).")


if __name__ == "__main__":
    ensure()
