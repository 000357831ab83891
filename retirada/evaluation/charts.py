"""The charts of the evaluation's report."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib
import numpy as np
from matplotlib.axes import Axes

from retirada.svg_charts import RIGHT, STYLE, as_svg, new_chart

_WRONG, _THRESHOLD = "#c8553d", "#7a7a7a"
_SIZE = (5.4, 3.6)  # inches


@matplotlib.rc_context(STYLE)
def confidence_histogram(right: Sequence[float], wrong: Sequence[float], threshold: float) -> str:
    """SVG: histogram of the confidences of right and of wrong topics."""
    figure, axes = new_chart(*_SIZE)
    bins = np.linspace(0, 1, 21)
    axes.hist([wrong, right], bins=bins, stacked=True, color=[_WRONG, RIGHT], label=["topic wrong", "topic right"])
    axes.set_yscale("symlog", linthresh=10)
    axes.set_yticks([0, 2, 5, 10, 30, 100, 300, 1000], ["0", "2", "5", "10", "30", "100", "300", "1000"])
    axes.set_xlabel("confidence")
    axes.set_ylabel("questions (log)")
    _mark(axes, threshold)
    axes.legend(frameon=False, loc="upper left")
    return as_svg(figure, "Histogram of confidence, right and wrong topics")


@matplotlib.rc_context(STYLE)
def reliability_diagram(points: Sequence[tuple[float, float, int]], error: float, threshold: float) -> str:
    """SVG: share of right topics by confidence; on the diagonal it is calibrated.

    Args:
        points: see outcomes.reliability.
        error: expected calibration error.
    """
    figure, axes = new_chart(*_SIZE)
    axes.plot([0, 1], [0, 1], color=_THRESHOLD, linewidth=1, linestyle=":")
    axes.plot([p[0] for p in points], [p[1] for p in points], color=RIGHT, marker="o")
    for sure, true, number in points:
        above = true < 0.9
        axes.annotate(
            str(number), (sure, true), xytext=(0, 7 if above else -15), textcoords="offset points", ha="center", size=8
        )
    axes.set(xlim=(0, 1.03), ylim=(0, 1.03), xlabel="confidence", ylabel="share with the right topic")
    _mark(axes, threshold)
    axes.text(0.98, 0.06, f"ECE {error:.3f}", ha="right", transform=axes.transAxes)
    return as_svg(figure, "Reliability diagram")


@matplotlib.rc_context(STYLE)
def risk_coverage(curves: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]], threshold: float) -> str:
    """SVG: risk against coverage for every threshold; the dots are the threshold in use.

    Args:
        curves: name → (confidences, coverage, risk), see outcomes.risk_and_coverage.
    """
    figure, axes = new_chart(*_SIZE)
    for (name, (confidences, coverage, risk)), colour in zip(curves.items(), (_THRESHOLD, RIGHT), strict=False):
        axes.plot(100 * coverage, 100 * risk, color=colour, label=name)
        used = int((confidences >= threshold).sum()) - 1
        axes.plot(100 * coverage[used], 100 * risk[used], marker="o", color=colour)
    axes.set(xlabel="questions in scope that get a verdict, %", ylabel="verdicts given that are wrong, %")
    axes.set_xlim(0, 100)
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False, loc="upper left")
    return as_svg(figure, "Risk against coverage")


def _mark(axes: Axes, threshold: float) -> None:
    axes.axvline(threshold, color=_THRESHOLD, linewidth=1, linestyle="--")
    axes.text(threshold, 1.01, "asks back below", ha="right", size=8, transform=axes.get_xaxis_transform())
