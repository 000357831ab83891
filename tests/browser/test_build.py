"""The widget is small, and built anew from its lock file it is the same."""

from __future__ import annotations

import json
import shutil
import subprocess

from retirada.paths import PROJECT
from retirada.server import widget
from tests.browser.bench import ALL_KB, LAUNCHER_KB, packed


def built() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in widget.DIST.iterdir()}


def test_what_is_missing_is_built_and_is_the_same():
    widget.ensure_fresh()
    before = built()
    shutil.rmtree(widget.DIST)
    widget.ensure_fresh()
    assert built() == before


def test_it_is_small():
    widget.ensure_fresh()
    launcher, chat = packed("widget.js"), packed("chat-*.js")
    assert launcher <= LAUNCHER_KB
    assert launcher + chat <= ALL_KB


def test_the_lock_file_names_no_address_and_nothing_generated_is_in_git():
    packages = json.loads((widget.WEB / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package and "resolved" not in package for name, package in packages.items() if name)
    tracked = subprocess.run(["git", "ls-files", "web", "var"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert not [path for path in tracked.stdout.splitlines() if path.startswith(("var/", "web/dist/", "web/node_"))]
