"""Shares and percentiles of the report."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from retirada.report.sections import percentile
from retirada.report.shares import share


def test_a_share_has_wilson_s_interval():
    # As Newcombe (1998) gives it for 81 of 263.
    one = share(81, 263)
    assert (round(one.value, 4), round(one.low, 4), round(one.high, 4)) == (0.3080, 0.2553, 0.3662)
    assert share(0, 20).low == 0 < share(0, 20).high < 0.2
    assert math.isnan(share(0, 0).value)


def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed():
    times = Counter({10: 50, 20: 45, 900: 5})
    assert (percentile(times, 0.5), percentile(times, 0.95), percentile(times, 0.96)) == (10, 20, 900)
    with pytest.raises(ValueError, match="percentile"):
        percentile(Counter(), 0.5)
