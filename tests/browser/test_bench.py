"""`make bench-web` measures all that has a bar. How fast it was, only a quiet machine can say, and no test does."""

from __future__ import annotations

from tests.browser.bench import measure


def test_every_bar_has_its_figure_and_what_no_clock_measures_is_within_it(browser, open_page):
    figures = {figure.name: figure for figure in measure(browser, open_page.url, rounds=1, messages=2)}
    assert {name: figure.bar for name, figure in figures.items()} == {
        "before the first click": 3,
        "in all": 40,
        "opening the panel, first click": 100,
        "opening the panel, later": 100,
        "first answer after a click": 300,
        "launcher, starter, answer, all at once": 300,
        "a frame, scrolling 4 messages": 50,
        "layout shift, opening and closing": 0,
    }
    assert all(figure.values for figure in figures.values())
    assert not [name for name, figure in figures.items() if figure.unit != "ms" and figure.p95 > figure.bar]
