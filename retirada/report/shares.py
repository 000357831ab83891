"""Shares with their confidence intervals."""

from __future__ import annotations

from typing import NamedTuple

from scipy.stats import binomtest

CONFIDENCE = 0.95


class Share(NamedTuple):
    """A share and its Wilson interval.

    Attributes:
        value: part / total; NaN where `total` is 0.
        low, high: between which the true share lies, with a probability of CONFIDENCE; NaN as well.
    """

    part: int
    total: int
    value: float
    low: float
    high: float


def share(part: int, total: int) -> Share:
    """The share, with the interval in which it lies with a probability of CONFIDENCE."""
    if not total:
        return Share(part, total, float("nan"), float("nan"), float("nan"))
    low, high = binomtest(part, total).proportion_ci(CONFIDENCE, method="wilson")
    return Share(part, total, part / total, low, high)
