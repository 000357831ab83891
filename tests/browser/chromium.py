"""Finds a chromium, or installs Debian's. `python -m tests.browser.chromium`."""

from __future__ import annotations

import os
import shutil

from tests.programs import ensure_installed

# The headless shell first: it draws no window, and a page costs under a third of what it does in the others.
PACKAGE = "chromium-headless-shell"
NAMES = (PACKAGE, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without the flags on networking it looks up its maker's hosts at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of a chromium on this machine, or None. CHROMIUM overrides it."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def ensure() -> str:
    """The path of a chromium, installed with apt-get when there is none.

    Raises:
        SystemExit: it cannot be installed; the message says what to do.
    """
    advice = f"The browser tests need chromium: install it (Debian: apt-get install {PACKAGE}), or set CHROMIUM=/path."
    return ensure_installed(find, PACKAGE, advice)


if __name__ == "__main__":
    ensure()
