"""Trains the model when there is none newer than what it is made from. `python -m retirada.server.training`."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tarfile
import tempfile
import time
import zlib
from pathlib import Path

from retirada.paths import PROJECT
from retirada.server.processes import end_with_us
from retirada.server.settings import Settings

MODEL = PROJECT / "models" / "retirada.tar.gz"
LOG = PROJECT / "var" / "train.log"
# Rasa's own validation reads all data twice more; `make check` knows this project better. Its cache does not see
# when a module that a component uses has changed: --force goes without.
ARGUMENTS = ("--quiet", "--force", "--skip-validation", "--fixed-model-name", MODEL.name.split(".")[0], "--out")
MADE_FROM = (
    "config.yml",
    "domain.yml",
    "data/nlu/*.yml",
    "data/dialogue/*.yml",
    "retirada/nlu/**/*.py",
    "requirements.txt",
)


def is_fresh() -> bool:
    """Whether the model is newer than the training data, the domain and the pipeline."""
    made_from = [path for pattern in MADE_FROM for path in PROJECT.glob(pattern)]
    return MODEL.exists() and MODEL.stat().st_mtime > max(path.stat().st_mtime for path in made_from)


def is_whole(model: Path) -> bool:
    """Whether the archive can be read to its end, which checks its sum, and holds a model."""
    try:
        with gzip.open(model) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            names = [member.name for member in archive]
            while unpacked.read(1024 * 1024):
                pass
    except (OSError, EOFError, zlib.error, tarfile.TarError):
        return False
    return "metadata.json" in [name.removeprefix("./") for name in names]


def train() -> None:
    """Train models/retirada.tar.gz. The same data gives the same model. Until the new one is whole, the old one stays.

    Raises:
        SystemExit: training failed; the end of its log is shown.
    """
    print("Training the model (under a minute)…", flush=True)
    started = time.monotonic()
    LOG.parent.mkdir(exist_ok=True)
    # Beside the old one, in the same file system: only there can it take its place in one step.
    with tempfile.TemporaryDirectory(prefix=".training-", dir=MODEL.parent) as folder:
        with open(LOG, "w", encoding="utf-8") as log:
            done = subprocess.run(
                [sys.executable, "-m", "rasa", "train", *ARGUMENTS, folder],
                cwd=PROJECT,
                env=Settings.from_environment().environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_us(),
            )
        trained = Path(folder) / MODEL.name
        if done.returncode or not is_whole(trained):
            raise SystemExit(f"Training failed. The end of {LOG}:\n\n{_tail(LOG)}")
        os.replace(trained, MODEL)
    print(f"Trained in {time.monotonic() - started:.0f} s.", flush=True)


def ensure_fresh() -> None:
    """Train, unless the model is fresh and whole."""
    if not is_fresh():
        train()
    elif not is_whole(MODEL):
        print(f"{MODEL} is damaged.", flush=True)
        train()


def _tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


if __name__ == "__main__":
    train()
