"""Charts as inline SVG that fetches nothing."""

from __future__ import annotations

import io
import re

from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, RIGHT, GRID = "#333333", "#2a6f97", "#e4e4e4"
# What a chart is drawn and written with, by `matplotlib.rc_context`.
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "retirada",  # the same chart gives the same file
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.grid": True,
    "grid.color": GRID,
    "axes.axisbelow": True,
}


def new_chart(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty chart of this size in inches. It is no chart of pyplot's, which would keep it, and choose a window."""
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()


def as_svg(figure: Figure, label: str) -> str:
    """The figure as SVG to stand in a page, on its ground; `label` says what it shows."""
    page = io.StringIO()
    figure.savefig(page, format="svg", metadata={"Date": None}, transparent=True)
    svg = page.getvalue()
    svg = svg[svg.index("<svg") :]
    # The metadata only names addresses of vocabularies.
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    # Of two charts in one page the names of groups would be the same.
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
