"""`make rollback`: goes back to the model before; once more, forward again."""

from __future__ import annotations

import os
import shutil
import tarfile
from pathlib import Path

import yaml

from retirada.paths import PROJECT
from retirada.server.training import MODEL, accept, alone_in_models, fault, previous
from retirada.yaml_files import exit_on_data_error, read_yaml

MAX_NAMED = 5
_DOMAIN = "components/domain_provider/domain.yml"


def rollback() -> None:
    """Exchange models/retirada.tar.gz and models/previous/retirada.tar.gz. The one that comes back is not trained anew
    until something changes that models are made from.

    Raises:
        SystemExit: there is no model before, or it can't be used with today's tables and texts; nothing was changed.
    """
    before = previous()
    if not before.exists():
        raise SystemExit(f"There is no model to go back to: one is kept in {before} whenever a new one is trained.")
    if problem := fault(before):
        raise SystemExit(f"{before} can't be used: {problem}.")
    if missing := _missing(before):
        raise SystemExit(
            f"The model before knows nothing of {', '.join(missing)}, which domain.yml has now: go back to the files "
            "that it was made from first (git checkout of that version), then make rollback."
        )
    with alone_in_models() as folder:
        kept = folder / MODEL.name
        if MODEL.exists():
            shutil.copy2(MODEL, kept)
        os.replace(before, MODEL)
        if kept.exists():
            os.replace(kept, before)
        accept(MODEL)


def _missing(archive: Path) -> list[str]:
    """Intents and responses of domain.yml that the model's own domain lacks: what acts on them would say nothing."""
    with tarfile.open(archive) as file:
        member = next(name for name in file.getnames() if name.lstrip("./") == _DOMAIN)
        content = file.extractfile(member)
        assert content
        has = yaml.load(content, yaml.CSafeLoader)
    needs = read_yaml(PROJECT / "domain.yml")
    return [name for key in ("intents", "responses") for name in sorted(set(needs[key]) - set(has[key]))][:MAX_NAMED]


@exit_on_data_error()
def main() -> None:
    """Go back, and say what is to be done.

    Raises:
        SystemExit: as `rollback`.
    """
    rollback()
    print("The model before is back. Restart the assistant; make version says which model it is.")


if __name__ == "__main__":
    main()
