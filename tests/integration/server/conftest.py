"""The databases that the tracker store is tested on."""

from __future__ import annotations

import pytest

from retirada.server.tracker_store import ConversationStore
from tests.integration.server.stores import open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/conversations.db"
    return request.getfixturevalue("postgresql").new_database()


@pytest.fixture
def store(url) -> ConversationStore:
    return open_store(url)
