"""Programs of the machine that tests need: installed with apt-get where they are missing and that can be done."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def ensure_installed(find: Callable[[], Found | None], package: str, advice: str) -> Found:
    """What `find` finds, once Debian's `package` has been installed if it found nothing.

    Raises:
        SystemExit: it cannot be installed. The message begins with `advice`.
    """
    found = find()
    if found:
        return found
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SystemExit(advice)
    print(f"Installing {package}…", flush=True)
    for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(["apt-get", "-q", *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{advice}\n`apt-get {' '.join(command)}` failed:\n{done.stderr[-2000:]}")
    found = find()
    if not found:
        raise SystemExit(advice)
    return found
