"""Trains the model, unless the one there is fresh. `python -m retirada.server.training` trains in any case."""

from __future__ import annotations

import gzip
import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Optional

from retirada.nlu.catalog import read_catalog
from retirada.paths import PROJECT
from retirada.server.processes import alone, end_with_us
from retirada.server.settings import Settings
from retirada.yaml_files import exit_on_data_error, read_yaml

MODEL = PROJECT / "models" / "retirada.tar.gz"
LOG = PROJECT / "var" / "train.log"
# Rasa's own validation reads all data twice more, and `make check` knows this project better. Rasa's cache doesn't
# see when a module that a component uses has changed: --force goes without it.
ARGUMENTS = ("--quiet", "--force", "--skip-validation", "--fixed-model-name", MODEL.name.split(".")[0], "--out")
# The readers make and drop large arrays for each label. glibc would give each back to the system, which then clears the
# pages of the next one: with these it keeps them.
KEEP_MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(2**31 - 1)}
MAX_NAMED = 20
LINES_SHOWN = 15  # of the log, where training failed
_FOLDER = ".training-"  # what the names of folders begin with in which a model is made
_NLU_AND_DIALOGUE = 3  # Rasa's TrainingType.BOTH; importing Rasa takes seconds
MADE_FROM = (
    "config.yml",
    "domain.yml",
    "data/nlu/**/*.yml",
    "data/dialogue/**/*.yml",
    "retirada/nlu/**/*.py",
    "retirada/privacy/**/*.py",
    "requirements.txt",
)


def is_fresh() -> bool:
    """Whether the model was trained from the files of MADE_FROM as they are now.

    Their contents decide where `train` has recorded them; for a model that came from elsewhere, or that was touched
    since, it is their time of change.
    """
    if not MODEL.exists():
        return False
    try:
        recorded = json.loads(_record(MODEL).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        recorded = None
    if recorded and recorded["model"] == _state(MODEL):
        return bool(recorded["made_from"] == _digest())
    return MODEL.stat().st_mtime > max(path.stat().st_mtime for path in _made_from())


def fault(model: Path) -> Optional[str]:
    """What is wrong with the archive, if it can't be read to its end, or holds no model of this project; else None."""
    metadata = None
    try:
        with gzip.open(model) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.removeprefix("./") == "metadata.json" else None
                metadata = json.load(file) if file else metadata
            # To the end, where its checksum is.
            while unpacked.read(1024 * 1024):
                pass
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError) as error:
        return f"it is damaged ({error})"
    config = read_yaml(PROJECT / "config.yml")
    found = metadata if isinstance(metadata, dict) else {}
    if found.get("assistant_id") != config["assistant_id"]:
        return "it is no model of this project"
    rasa_version = importlib.metadata.version("rasa")
    if found.get("rasa_open_source_version") != rasa_version:
        return f"it was not trained by Rasa {rasa_version}"
    if found.get("training_type") != _NLU_AND_DIALOGUE:
        return "it was not trained on both data/nlu and data/dialogue"
    return None


@exit_on_data_error()
def train() -> None:
    """Train models/retirada.tar.gz. The same data gives the same model on the same kind of processor. Until the new
    one is whole, the old one stays; then it is kept as models/previous/retirada.tar.gz, for `make rollback`. While
    another process trains, wait.

    Raises:
        SystemExit: there are rows that must not be trained on, each is named; or training failed, and the end of its
            log is shown.
    """
    with alone_in_models() as folder:
        _train(folder)


def _train(folder: Path) -> None:
    started = time.monotonic()
    # Only now: it imports what understands Spanish, for a second, and nearly always nothing has to be trained.
    from retirada.server import training_checks as rows

    if wrong := rows.problems(PROJECT):
        more = f"\n… and {len(wrong) - MAX_NAMED} more: make check" if len(wrong) > MAX_NAMED else ""
        raise SystemExit("\n".join(["Nothing was trained. To mend first:", *wrong[:MAX_NAMED]]) + more)
    LOG.parent.mkdir(exist_ok=True)
    made_from = _digest()
    with open(LOG, "w", encoding="utf-8") as log:
        exit_code = _run_rasa_train(folder, log)
    trained = folder / MODEL.name
    if exit_code or fault(trained):
        raise SystemExit(f"Training failed. The end of {LOG}:\n\n{_tail(LOG)}")
    keep_previous(folder)
    os.replace(trained, MODEL)
    accept(MODEL, made_from)
    print(f"Trained in {time.monotonic() - started:.0f} s.", flush=True)


@contextmanager
def alone_in_models() -> Iterator[Path]:
    """Let one process at a time change the models.

    Yields:
        A folder to write an archive to until it is whole, in their file system: only from there can it take the place
        of another in one step. It is removed at the end; if the process is killed, by the next one.
    """
    with alone(MODEL.parent, "Another process trains: waiting for it…"):
        for left in MODEL.parent.glob(f"{_FOLDER}*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(prefix=_FOLDER, dir=MODEL.parent) as folder:
            yield Path(folder)


def previous() -> Path:
    """Where the model before is kept: not in models/ itself, of which Rasa's commands take the newest archive."""
    return MODEL.parent / "previous" / MODEL.name


def keep_previous(folder: Path) -> None:
    """Keep a copy of the model as the one before, unless it is damaged or no model of ours.

    Args:
        folder: where to write it until it is whole, in the same file system.
    """
    if not MODEL.exists() or fault(MODEL):
        return
    copy = folder / f"previous-{MODEL.name}"
    shutil.copy2(MODEL, copy)
    previous().parent.mkdir(exist_ok=True)
    os.replace(copy, previous())


def accept(model: Path, made_from: Optional[str] = None) -> None:
    """Record that the model is fresh until its files change.

    Args:
        model: the archive.
        made_from: the digest of the files that it was trained from; left out: of those of today.
    """
    record = {"model": _state(model), "made_from": made_from or _digest()}
    _record(model).write_text(json.dumps(record), encoding="utf-8")


@exit_on_data_error()
def ensure_fresh() -> None:
    """Train, unless there is a fresh model that can be used, or will be when another process has trained it.

    Raises:
        SystemExit: as `train`; or data/knowledge/tables.yml can't be read.
    """
    if is_fresh() and not fault(MODEL):
        return
    with alone_in_models() as folder:
        if not is_fresh():
            _train(folder)
        elif problem := fault(MODEL):
            print(f"{MODEL} can't be used: {problem}.", flush=True)
            _train(folder)


def _run_rasa_train(folder: Path, log: IO[str]) -> int:
    """Run `rasa train`; in a terminal the readers show their progress bar. Returns its exit code."""
    print("Training the model (a few minutes)…", flush=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "rasa", "train", *ARGUMENTS, str(folder)],
        cwd=PROJECT,
        env={**KEEP_MEMORY, **Settings.from_environment().environment()},
        stdout=log,
        stderr=None if sys.stderr.isatty() else subprocess.STDOUT,
        preexec_fn=end_with_us(),
    )
    try:
        return process.wait()
    finally:
        process.kill()


def _made_from() -> list[Path]:
    return sorted({path for pattern in MADE_FROM for path in PROJECT.glob(pattern)})


def _digest() -> str:
    digest = hashlib.sha256()
    for path in _made_from():
        digest.update(f"{path.relative_to(PROJECT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    # Of data/knowledge the readers learn the names of the topics; a rule that is edited trains nothing.
    digest.update(json.dumps(read_catalog(PROJECT).as_json()).encode())
    return digest.hexdigest()


def _state(model: Path) -> list[int]:
    return [model.stat().st_size, model.stat().st_mtime_ns]


def _record(model: Path) -> Path:
    """The file beside the model that says what it was made from."""
    return model.with_name(f"{model.name}.json")


def _tail(path: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES_SHOWN:])


if __name__ == "__main__":
    train()
