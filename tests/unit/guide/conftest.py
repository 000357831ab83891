"""The project's own guide."""

from __future__ import annotations

import pytest

from retirada.guide.contents import Contents, contents
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml


@pytest.fixture(scope="session")
def responses() -> dict:
    return read_yaml(PROJECT / "domain.yml")["responses"]


@pytest.fixture(scope="session")
def guide(rules, responses) -> Contents:
    return contents(rules, responses)
