"""What a release has beside its tag."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess

import pytest

from retirada.paths import PROJECT
from retirada.server.release import notes, write

CHANGELOG = """# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- Two.

## [0.1.0] - 2026-11-25

- One.
"""


def test_the_notes_are_the_version_s_section():
    assert notes(CHANGELOG, "0.2.0") == "### Added\n\n- Two.\n"
    assert notes(CHANGELOG, "0.1.0") == "- One.\n"


@pytest.mark.parametrize("version", ["0.3.0", "0.2", "0x2.0", "Unreleased"])
def test_a_version_without_a_section_is_told_so(version):
    with pytest.raises(SystemExit, match=r"CHANGELOG\.md has no section"):
        notes(CHANGELOG, version)


def test_entries_of_no_version_are_not_released():
    with pytest.raises(SystemExit, match=r"entries under «\[Unreleased\]»"):
        notes(CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n\n- Three.\n"), "0.2.0")


def test_the_sums_are_those_of_the_files_and_nothing_of_before_is_left(tmp_path):
    model = tmp_path / "model"
    model.write_bytes(b"a model")
    folder = tmp_path / "release"
    write(folder, {"OLD": "x"})
    write(folder, {"NOTES.md": "- Two.\n", "model": model})
    assert {path.name for path in folder.iterdir()} == {"NOTES.md", "model", "SHA256SUMS"}
    assert subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder).returncode == 0


def test_what_is_installed_is_the_version_of_pyproject():
    version = importlib.metadata.version("retirada")
    assert f'\nversion = "{version}"\n' in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "file", ["deploy/compose/compose.yml", "deploy/kubernetes/kustomization.yaml", "docs/deploying.md"]
)
def test_the_image_is_named_by_that_version(file):
    named = re.findall(r"(?:retirada:|newTag: )(\d+\.\d+\.\d+)", (PROJECT / file).read_text(encoding="utf-8"))
    assert set(named) == {importlib.metadata.version("retirada")}
