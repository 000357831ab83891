"""`make soak`: half the load that the assistant bears, for MINUTES (default: 60), and the memory of its processes.

Ends with code 1 when one grows by more than 5 % after the first tenth of the time.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from pathlib import Path

from retirada.server.training import ensure_fresh
from tests.conftest import start_assistant
from tests.load import NO_RATES, closed_loop, steady
from tests.processes import processes_of, resident_mb

PEOPLE, MEASURED_SECONDS = 50, 20
GROWTH = 1.05


def main() -> None:
    """Print a row a minute, or ten where it is over sooner."""
    ensure_fresh()
    seconds = float(os.environ.get("MINUTES") or 60) * 60
    step = min(60.0, seconds / 10)
    with tempfile.TemporaryDirectory() as folder:
        assistant = start_assistant(Path(folder), **NO_RATES)
        try:
            full = len(asyncio.run(closed_loop([assistant.url], PEOPLE, MEASURED_SECONDS))) / MEASURED_SECONDS
            print(f"{full:.0f} turns a second by {PEOPLE} people; {full / 2:.0f} from now on.", flush=True)
            pids = processes_of(assistant)
            print(_row("minute", *(f"{name}, MB" for name in pids), "p50, ms", "told to wait"), flush=True)
            samples = [[resident_mb(pid) for pid in pids.values()]]
            print(_row("0.0", *(f"{mb:.1f}" for mb in samples[0])), flush=True)
            for number in range(1, round(seconds / step) + 1):
                times, told = asyncio.run(steady(assistant.url, full / 2, step))
                samples.append([resident_mb(pid) for pid in pids.values()])
                measured = [*(f"{value:.1f}" for value in (*samples[-1], statistics.median(times))), str(told)]
                print(_row(f"{number * step / 60:.1f}", *measured), flush=True)
        finally:
            assistant.stop()
    growth = [after / before for before, after in zip(samples[len(samples) // 10], samples[-1], strict=True)]
    print(_row("growth", *(f"{share:.3f}" for share in growth)))
    print(f"Load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    if max(growth) > GROWTH:
        raise SystemExit(f"After the first tenth of the time a process grew by more than {GROWTH - 1:.0%}.")


def _row(first: str, *values: str) -> str:
    return f"{first:8}" + "".join(f"{value:>20}" for value in values)


if __name__ == "__main__":
    main()
