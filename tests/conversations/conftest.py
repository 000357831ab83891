"""How the turns went."""

from __future__ import annotations

import pytest

from tests.conversations.replay import Tally


@pytest.fixture(scope="module")
def tally(request) -> Tally:
    """It fails the module where more than its MISSED_AT_MOST of the turns were missed."""
    tally = Tally()
    yield tally
    tally.check(request.module.MISSED_AT_MOST)
