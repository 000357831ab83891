"""How fast and how big the web chat is: `make bench-web`. Ends with code 1 when a bar is missed.

A bar is for the 95th percentile, on a machine that does nothing else: hence the load average.
"""

from __future__ import annotations

import gzip
import os
import statistics
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright

from retirada.server import widget
from retirada.server.training import ensure_fresh
from tests.browser import chromium
from tests.browser.accessibility import SHIFTS
from tests.browser.chat import Chat
from tests.browser.embedder import Embedder
from tests.conftest import start_assistant

ROUNDS = 20
LAUNCHER_KB, ALL_KB = 3, 40

# From the click to the next frame, or to the first answer in the conversation; in the page's own clock.
MEASURE = """([selector, awaited]) => new Promise(done => {
    const root = document.querySelector("retirada-chat").shadowRoot;
    const started = performance.now();
    root.querySelector(selector).click();
    (function look() {
        const found = root.querySelector(awaited);
        if (found) requestAnimationFrame(() => done(performance.now() - started));
        else setTimeout(look);
    })();
})"""
# Milliseconds between frames while a long conversation is scrolled through, once it is shown whole.
SCROLL = """() => new Promise(done => {
    const log = document.querySelector("retirada-chat").shadowRoot.querySelector(".log");
    const gaps = [], end = log.scrollHeight;
    let last = performance.now(), step = 0;
    requestAnimationFrame(function frame(now) {
        gaps.push(now - last);
        last = now;
        log.scrollTop = end * (step / 60);
        if (++step > 60) done(gaps.slice(2));
        else requestAnimationFrame(frame);
    });
})"""
MESSAGES = 100
OPEN = [".launcher", ".panel:not([hidden])"]
STARTER = [".replies button", "li.bot[data-id]"]


class Figure(NamedTuple):
    """What was measured, in each round, and the most that its 95th percentile may be."""

    name: str
    unit: str
    values: list[float]
    bar: float

    @property
    def p95(self) -> float:
        return sorted(self.values)[int(len(self.values) * 0.95) - (len(self.values) > 1)]


def main() -> None:
    """Print the table of figures and their bars."""
    ensure_fresh()
    widget.ensure_fresh()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        assistant = start_assistant(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
        try:
            figures = measure(browser, Embedder(Path(folder)).page(assistant))
        finally:
            browser.close()
            assistant.stop()
    print(f"{'':46}{'median':>9}{'p95':>9}{'bar':>9}")
    for figure in figures:
        places = 4 if figure.unit == "score" else 1
        median, high = (f"{value:.{places}f}" for value in (statistics.median(figure.values), figure.p95))
        print(f"{figure.name:38}{figure.unit:>8}{median:>9}{high:>9}{figure.bar:>9}")
    print(f"Load average while measuring: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    missed = [figure.name for figure in figures if figure.p95 > figure.bar]
    if missed:
        raise SystemExit(f"Over its bar: {'; '.join(missed)}.")


def measure(browser: Browser, address: str, rounds: int = ROUNDS, messages: int = MESSAGES) -> list[Figure]:
    """Every figure that has a bar.

    Args:
        address: a page that embeds the chat.
        rounds: of each that is timed.
        messages: turns of the conversation that is scrolled through.
    """
    return [
        Figure("before the first click", "kB gzip", [packed("widget.js")], LAUNCHER_KB),
        Figure("in all", "kB gzip", [packed("widget.js") + packed("chat-*.js")], ALL_KB),
        *(Figure(name, "ms", values, bar) for name, values, bar in timed(browser, address, rounds)),
        Figure(f"a frame, scrolling {2 * messages} messages", "ms", scrolled(browser, address, messages), 50),
        Figure("layout shift, opening and closing", "score", shifted(browser, address), 0),
    ]


def timed(browser: Browser, address: str, rounds: int) -> list[tuple[str, list[float], float]]:
    """(name, milliseconds of each round, bar), each round as somebody who was never there before."""
    first, again, answer, whole = [], [], [], []
    for number in range(rounds + 1):
        context = browser.new_context()
        page = context.new_page()
        arrive(page, address)
        cold = page.evaluate(MEASURE, OPEN)
        expect(page.locator("retirada-chat .notice")).to_have_text("")
        page.keyboard.press("Escape")
        warm = page.evaluate(MEASURE, OPEN)
        asked = page.evaluate(MEASURE, STARTER)
        context.close()

        context = browser.new_context()
        page = context.new_page()
        arrive(page, address)
        at_once = page.evaluate(MEASURE, OPEN) + page.evaluate(MEASURE, STARTER)
        context.close()
        if number:  # the first round warms the server up
            first.append(cold)
            again.append(warm)
            answer.append(asked)
            whole.append(at_once)
    return [
        ("opening the panel, first click", first, 100),
        ("opening the panel, later", again, 100),
        ("first answer after a click", answer, 300),
        ("launcher, starter, answer, all at once", whole, 300),
    ]


def scrolled(browser: Browser, address: str, messages: int) -> list[float]:
    """Milliseconds of each frame while a conversation of `messages` turns is scrolled through."""
    page = browser.new_page()
    page.goto(address)
    chat = Chat(page).open()
    for _ in range(messages):
        chat.say("gracias")
    frames: list[float] = page.evaluate(SCROLL)
    page.close()
    return frames


def shifted(browser: Browser, address: str) -> list[float]:
    """Chromium's layout shift score when the panel opens and closes, on a wide screen and on a narrow one."""
    scores = []
    for window in ({"width": 1000, "height": 760}, {"width": 360, "height": 740}):
        page = browser.new_page(viewport=window)
        page.goto(address)
        page.evaluate(SHIFTS)
        Chat(page).open()
        page.keyboard.press("Escape")
        page.wait_for_timeout(200)
        scores.append(page.evaluate("shifts.reduce((sum, shift) => sum + parseFloat(shift), 0)"))
        page.close()
    return scores


def arrive(page: Page, address: str) -> None:
    """Open a page that embeds the chat and let it be drawn: nobody clicks on what is not there yet."""
    page.goto(address)
    page.evaluate("new Promise(drawn => setTimeout(() => requestIdleCallback(drawn), 200))")


def packed(pattern: str) -> float:
    """Kilobytes of a built file as the server sends it."""
    return len(gzip.compress(next(widget.DIST.glob(pattern)).read_bytes(), mtime=0)) / 1000


if __name__ == "__main__":
    main()
