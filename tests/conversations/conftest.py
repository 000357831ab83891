"""How the turns went."""

from __future__ import annotations

import pytest

from tests.conversations.replay import Tally


@pytest.fixture(scope="module")
def tally() -> Tally:
    """Collects the turns of the module's conversations; the module's last test checks how many were missed."""
    return Tally()
