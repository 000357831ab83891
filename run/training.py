"""Trains the model when there is none newer than what it is made from. `python -m run.training`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from run.settings import PROJECT, environment

MODEL = PROJECT / "models" / "retirada.tar.gz"
LOG = PROJECT / "var" / "train.log"
# Rasa's own validation reads all data twice more; `make check` knows this project better. Its cache does not see
# when a module that a component uses has changed: --force goes without.
ARGUMENTS = ("--quiet", "--force", "--skip-validation", "--fixed-model-name", MODEL.name.split(".")[0])
MADE_FROM = (
    "config.yml",
    "domain.yml",
    "data/nlu/**/*.yml",
    "data/dialogue/*.yml",
    "retirada/nlu/**/*.py",
    "requirements.txt",
)


def is_fresh() -> bool:
    """Whether the model is newer than the training data, the domain and the pipeline."""
    made_from = [path for pattern in MADE_FROM for path in PROJECT.glob(pattern)]
    return MODEL.exists() and MODEL.stat().st_mtime > max(path.stat().st_mtime for path in made_from)


def train() -> None:
    """Train models/retirada.tar.gz. The same data gives the same model.

    Raises:
        SystemExit: training failed; the end of its log is shown.
    """
    print("Training the model (a few minutes)…", flush=True)
    started = time.monotonic()
    LOG.parent.mkdir(exist_ok=True)
    with open(LOG, "w", encoding="utf-8") as log:
        done = subprocess.run(
            [sys.executable, "-m", "run.rasa", "train", *ARGUMENTS],
            cwd=PROJECT,
            env=environment(port=5005),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    if done.returncode or not is_fresh():
        raise SystemExit(f"Training failed. The end of {LOG}:\n\n{_tail(LOG)}")
    print(f"Trained in {time.monotonic() - started:.0f} s.", flush=True)


def ensure_fresh() -> None:
    """Train, unless the model is fresh."""
    if not is_fresh():
        train()


def _tail(path: Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


if __name__ == "__main__":
    train()
