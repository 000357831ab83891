"""The short form of `make chaos`: one thing after another breaks while people write."""

from __future__ import annotations

from tests.chaos.run import GIVE_UP_SECONDS, run

AWAY_SECONDS = 10
# What recovers in different ways; `make chaos` breaks the rest too.
BROKEN = {"Rasa killed", "replica killed", "PostgreSQL away", "disk full (SQLite)"}


def test_no_message_is_lost_nothing_untrue_is_said_and_all_mends_itself(model):
    results = {result.broken: result for result in run(AWAY_SECONDS, BROKEN)}
    assert results.keys() == BROKEN
    assert {name: it.lost + it.untrue for name, it in results.items() if it.lost or it.untrue} == {}
    # How fast is for `make chaos` to say.
    assert {name: it.recovery for name, it in results.items() if it.recovery >= GIVE_UP_SECONDS} == {}
