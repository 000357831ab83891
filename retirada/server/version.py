"""`make version`: what runs here: the version, and the digests of rules and model that each answer names."""

from __future__ import annotations

import importlib.metadata
import tempfile
from pathlib import Path

from retirada.rulebook.knowledge import load
from retirada.server.settings import configure_logging
from retirada.server.training import MODEL, fault, previous
from retirada.yaml_files import exit_on_data_error


def model_digest(archive: Path) -> str:
    """The digest of a model's contents, as `answer.model` has it; or in a few words why there is none."""
    if not archive.exists():
        return "none"
    if problem := fault(archive):
        return problem
    configure_logging()
    # Rasa takes seconds to import, and warns at once.
    from rasa.engine.storage.local_model_storage import LocalModelStorage

    with tempfile.TemporaryDirectory() as folder:
        _, metadata = LocalModelStorage.from_model_archive(Path(folder), archive)
    return str(metadata.model_id)


def versions() -> dict[str, str]:
    """The version of pyproject.toml; the digests of rules, model and model before. Raises DataFileError."""
    return {
        "version": importlib.metadata.version("retirada"),
        "rules": load().version,
        "model": model_digest(MODEL),
        "model before": model_digest(previous()),
    }


@exit_on_data_error()
def main() -> None:
    """Print them, a line each.

    Raises:
        SystemExit: data/knowledge cannot be loaded.
    """
    for name, value in versions().items():
        print(f"{name:<14}{value}")


if __name__ == "__main__":
    main()
