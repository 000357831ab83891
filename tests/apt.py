"""Installs a Debian package that the tests need."""

from __future__ import annotations

import os
import shutil
import subprocess


def install(package: str, advice: str) -> None:
    """Install the package with apt-get.

    Args:
        package: its name.
        advice: what to do by hand.

    Raises:
        SystemExit: it can't be installed; the message says `advice`.
    """
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SystemExit(advice)
    print(f"Installing {package}…", flush=True)
    for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(["apt-get", "-q", *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{advice}\n`apt-get {' '.join(command)}` failed:\n{done.stderr[-2000:]}")
