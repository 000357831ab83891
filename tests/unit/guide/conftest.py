"""The project's own guide."""

from __future__ import annotations

import pytest
import yaml

from retirada.guide.contents import Contents, contents
from retirada.paths import PROJECT


@pytest.fixture(scope="session")
def responses() -> dict:
    return yaml.load((PROJECT / "domain.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["responses"]


@pytest.fixture(scope="session")
def guide(rules, responses) -> Contents:
    return contents(rules, responses)
