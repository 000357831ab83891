"""The unit tests of the widget's TypeScript, web/test/*.test.ts, run by Node."""

from __future__ import annotations

import os
import subprocess

from retirada.server import widget


def test_the_widget_s_own_tests_pass():
    widget.ensure_packages()
    environment = {**os.environ, "PATH": f"{widget.BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["npm", "test"], cwd=widget.WEB, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
