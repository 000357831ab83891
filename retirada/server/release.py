"""`make release`: writes what a release has beside its tag into var/release/<version>: notes, SBOM, model, digests."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from retirada.paths import PROJECT
from retirada.server.training import MODEL, fault, is_fresh
from retirada.server.version import versions
from retirada.yaml_files import exit_on_data_error

SBOM = PROJECT / "var" / "sbom.cdx.json"


def notes(changelog: str, version: str) -> str:
    """The version's section of the changelog.

    Raises:
        SystemExit: there is none, or there are entries which are in no version's.
    """
    found = re.search(rf"(?ms)^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## \[|\Z)", changelog)
    if not found:
        raise SystemExit(f"CHANGELOG.md has no section «## [{version}] - DATE»: give «[Unreleased]» that name first.")
    unreleased = re.search(r"(?ms)^## \[Unreleased\]\n(.*?)(?=^## \[|\Z)", changelog)
    if unreleased and unreleased.group(1).strip():
        raise SystemExit(
            f"CHANGELOG.md has entries under «[Unreleased]», which are not in the notes of {version}: raise `version` "
            "in pyproject.toml, and give them a section of that version and today's date."
        )
    return found.group(1).strip() + "\n"


def write(folder: Path, files: dict[str, str | Path]) -> None:
    """Write the files, texts or copies, into the folder made anew, and SHA256SUMS of them for `sha256sum --check`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sums = []
    for name, content in sorted(files.items()):
        if isinstance(content, Path):
            shutil.copy2(content, folder / name)
        else:
            (folder / name).write_text(content, encoding="utf-8")
        sums.append(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n")
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


@exit_on_data_error()
def main() -> None:
    """Write the folder, and say how the tag is made.

    Raises:
        SystemExit: something is not committed, the changelog has no such section or entries of none, or the model
            is not of these files.
    """
    changed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if changed:
        raise SystemExit(f"Commit first: {len(changed)} files differ from the last commit, as {changed[0][3:]}.")
    if not is_fresh() or fault(MODEL):
        raise SystemExit(f"{MODEL} is not of these files: make train.")
    found = versions()
    version = found["version"]
    texts: dict[str, str | Path] = {
        "NOTES.md": notes((PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), version),
        "VERSION": "".join(f"{name} {found[name]}\n" for name in ("version", "rules", "model")),
        SBOM.name: SBOM,
        MODEL.name: MODEL,
    }
    folder = PROJECT / "var" / "release" / version
    write(folder, texts)
    print(f"{folder}: {', '.join([*sorted(texts), 'SHA256SUMS'])}")
    print(f"Tag it: git tag --annotate --cleanup=whitespace --file={folder / 'NOTES.md'} v{version}")


if __name__ == "__main__":
    main()
