"""`make chaos`: break one thing after another while people write, and print what became of their messages.

AWAY is for how many seconds the databases are away (default: 60). Ends with code 1 where a bar is missed.
"""

from __future__ import annotations

import os

from retirada.server.training import ensure_fresh
from tests.chaos.load import Outcome
from tests.chaos.run import GIVE_UP_SECONDS, RECOVERY_SECONDS, Result, run

COLUMNS = ("sent", "answered", "refused", "cut off", "lost", "untrue", "recovery, s")


def main() -> None:
    """Print the table line by line, and under each what was wrong."""
    ensure_fresh()
    away = float(os.environ.get("AWAY") or 60)
    print(row("broken", *COLUMNS), flush=True)
    results = []
    for result in run(away):
        print("\n    ".join([line(result), *result.lost, *result.untrue]), flush=True)
        results.append(result)
    print(f"Away: {away:g} s each. Load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    if not all(result.is_good for result in results):
        raise SystemExit(f"A bar is missed: none lost, none untrue, recovery within {RECOVERY_SECONDS} s.")


def line(result: Result) -> str:
    counts = result.counts
    told = (counts[it] for it in (Outcome.ANSWERED, Outcome.REFUSED, Outcome.CUT_OFF))
    recovery = f"{result.recovery:.1f}" if result.recovery < GIVE_UP_SECONDS else "none"
    return row(result.broken, sum(counts.values()), *told, len(result.lost), len(result.untrue), recovery)


def row(broken: str, *values: object) -> str:
    return f"{broken:28}" + "".join(f"{value:>12}" for value in values)


if __name__ == "__main__":
    main()
