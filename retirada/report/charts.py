"""The report's charts, as inline SVG in the colours of the page, light or dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib
import numpy as np
from matplotlib import dates, ticker

from retirada.report.shares import Share
from retirada.svg_charts import GRID, INK, RIGHT, STYLE, as_svg, new_chart

# Told apart on a light and on a dark ground, by those who see no red or green as well (Okabe and Ito).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#a88600", "#56b4e9", "#7a7a7a")
_IN_PAGE = {INK: "var(--text)", RIGHT: "var(--accent)", GRID: "var(--line)"}
_STYLE = STYLE | {name: INK for name in ("text.color", "axes.labelcolor", "xtick.color", "ytick.color")}
_WIDTH = 4.6  # inches: on a phone the words stay readable


def by_day(days: Sequence[date], series: Mapping[str, Sequence[int]], label: str) -> str:
    """SVG: how many a day, stacked.

    Args:
        series: name → a count for each day.
        label: what is counted, for who does not see it, too.
    """
    with matplotlib.rc_context(_STYLE):
        figure, axes = new_chart(_WIDTH, 2.8)
        below = np.zeros(len(days))
        # Areas, not bars: of ten years they are as small.
        for (name, counts), colour in zip(series.items(), _COLOURS * 2, strict=False):
            above = below + counts
            edges = dates.date2num([*days, days[-1]]) + np.array([*[0] * len(days), 1])
            axes.fill_between(edges, [*below, below[-1]], [*above, above[-1]], step="post", color=colour, label=name)
            below = above
        locator = dates.AutoDateLocator(maxticks=5, minticks=2)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(dates.DateFormatter("%d/%m" if len(days) < 300 else "%m/%Y"))
        axes.yaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins=5))
        axes.set_ylim(bottom=0)
        axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncol=3)
        return _in_page(figure, label)


def shares(named: Mapping[str, Share], label: str) -> str:
    """SVG: shares in %, each a dot on its interval, the first on top."""
    with matplotlib.rc_context(_STYLE):
        figure, axes = new_chart(_WIDTH, 0.7 + 0.3 * len(named))
        places = range(len(named), 0, -1)
        values = np.array([(100 * one.value, 100 * one.low, 100 * one.high) for one in named.values()])
        axes.hlines(places, values[:, 1], values[:, 2], color=INK, linewidth=1.5)
        axes.plot(values[:, 0], places, "o", color=RIGHT)
        axes.set_yticks(list(places), list(named))
        axes.set_xlim(left=0)
        axes.xaxis.set_major_formatter(ticker.PercentFormatter(decimals=0))
        return _in_page(figure, label)


def answer_times(milliseconds: Mapping[int, int], x_label: str, label: str) -> str:
    """SVG: histogram of answer times, their axis logarithmic.

    Args:
        milliseconds: time → how many.
        x_label: what is written below the axis.
    """
    with matplotlib.rc_context(_STYLE):
        figure, axes = new_chart(_WIDTH, 2.4)
        values = np.maximum(list(milliseconds), 1)
        bins = np.geomspace(1, max(1000, values.max() + 1), 31)
        axes.hist(values, bins=bins, weights=list(milliseconds.values()), color=RIGHT)
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(ticker.FormatStrFormatter("%d"))
        axes.yaxis.set_major_locator(ticker.MaxNLocator(integer=True, nbins=4))
        axes.set_xlabel(x_label)
        return _in_page(figure, label)


def _in_page(figure: Any, label: str) -> str:
    svg = as_svg(figure, label)
    for colour, of_page in _IN_PAGE.items():
        svg = svg.replace(colour, of_page)
    return svg
