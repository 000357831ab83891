"""The rules, notes and texts of the project as they are, or as they were at a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from retirada.guide.contents import Responses, button_titles
from retirada.rulebook.knowledge import load
from retirada.rulebook.schema import Knowledge
from retirada.yaml_files import DataFileError, read_yaml

KNOWLEDGE, DATA, DOMAIN = "data/knowledge", "data", "domain.yml"
OPERATORS = "operators.yml"  # of the files in data/, the one of which nobody in a chat reads anything


class Version(NamedTuple):
    """The rules, notes and texts of the project at one time.

    Attributes:
        name: what it is called in the report.
        folder: where its files are.
        knowledge, responses: what is in them; responses as in domain.yml.
        titles: intent → its title in Spanish.
    """

    name: str
    folder: Path
    knowledge: Knowledge
    responses: Responses
    titles: dict[str, str]


def read_version(folder: Path, name: str) -> Version:
    """The version whose files lie in the folder. Raises DataFileError."""
    knowledge = load(folder / KNOWLEDGE)
    responses = read_yaml(folder / DOMAIN)["responses"]
    return Version(name, folder, knowledge, responses, button_titles(responses))


@contextmanager
def revision(project: Path, name: str) -> Iterator[Version]:
    """The version that a git revision of the project holds; its files are there until the block ends.

    Raises:
        SystemExit: there is no git or no such revision, or it has no knowledge that can be read; one sentence.
    """
    try:
        commit = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
    except FileNotFoundError:
        raise SystemExit("REV needs git, which is not installed.") from None
    except subprocess.CalledProcessError:
        raise SystemExit(f"REV: «{name}» is no revision of a git repository in {project}.") from None
    described = _git(project, "log", "-1", "--format=%h, %cs, «%s»", commit).strip()
    listed = _git(project, "ls-tree", "-r", "--name-only", commit, f"{KNOWLEDGE}/").splitlines()
    listed += _git(project, "ls-tree", "--name-only", commit, f"{DATA}/", DOMAIN).splitlines()
    there = [path for path in listed if path.endswith(".yml")]
    with TemporaryDirectory(prefix="retirada-") as folder:
        packed = subprocess.run(
            ["git", "-C", project, "archive", commit, *there], capture_output=True, check=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder)
        try:
            version = read_version(Path(folder), f"{name} ({described})")
        except (DataFileError, KeyError) as error:
            reason = str(error).replace(f"{folder}/", "").splitlines()[0]
            raise SystemExit(f"REV: «{name}» can't be compared: {reason}") from None
        yield version


def _git(project: Path, *arguments: str) -> str:
    command = ["git", "-C", str(project), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout
