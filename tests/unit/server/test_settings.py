"""What the operator sets in the environment."""

from __future__ import annotations

import pytest

from retirada.server import settings
from retirada.server.settings import Settings

SECRET = {"ACTION_SECRET": "x"}


@pytest.mark.parametrize(
    "name",
    [
        "ACTION_PORT",
        "AUDIT_DAYS",
        "DATABASE_URL",
        "LISTEN_ADDRESS",
        "METRICS_ADDRESS",
        "METRICS_PORT",
        "PORT",
        "RETENTION_DAYS",
    ],
)
def test_an_empty_variable_counts_as_unset(tmp_path, monkeypatch, name):
    monkeypatch.setattr(settings, "VAR", tmp_path)
    assert Settings.from_environment(environment={**SECRET, name: ""}) == Settings.from_environment(environment=SECRET)
