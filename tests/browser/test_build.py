"""The widget is small, and built anew from its lock file it is the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retirada.paths import PROJECT
from retirada.server import widget
from tests.browser.bench import ALL_KB, LAUNCHER_KB, packed


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    """What the project's own web/dist holds."""
    # As each server does before it serves: where another worker builds, this waits. Once it is fresh, nobody builds.
    widget.ensure_fresh()
    return contents(widget.DIST)


@pytest.fixture
def copied(built, tmp_path, monkeypatch) -> Path:
    """A copy of web/ that nothing was built in: the servers of other tests serve what is in the project's own."""
    web = tmp_path / "web"
    shutil.copytree(widget.WEB, web, ignore=shutil.ignore_patterns("dist"), symlinks=True)
    imported = Path("retirada/guide/base.css")
    (tmp_path / imported).parent.mkdir(parents=True)
    shutil.copy2(PROJECT / imported, tmp_path / imported)
    for name, path in {"WEB": web, "DIST": web / "dist", "PACKAGES": web / "node_modules"}.items():
        monkeypatch.setattr(widget, name, path)
    return web / "dist"


def test_what_is_missing_is_built_and_is_the_same(built, copied):
    widget.ensure_fresh()
    assert contents(copied) == built


def test_of_several_at_once_one_builds(built, copied, capsys):
    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(widget.ensure_fresh) for _ in range(3)]:
            done.result()
    assert contents(copied) == built
    assert capsys.readouterr().out.count("Building") == 1


def test_it_is_small(built):
    launcher, chat = packed("widget.js"), packed("chat-*.js")
    assert launcher <= LAUNCHER_KB
    assert launcher + chat <= ALL_KB


def test_the_lock_file_names_no_address_and_nothing_generated_is_in_git():
    packages = json.loads((widget.WEB / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package and "resolved" not in package for name, package in packages.items() if name)
    tracked = subprocess.run(["git", "ls-files", "web", "var"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert not [path for path in tracked.stdout.splitlines() if path.startswith(("var/", "web/dist/", "web/node_"))]
