"""How fast and how big the web chat is: `make bench-web`. Ends with code 1 when a bar is missed.

A bar is for the 95th percentile, on a machine that does nothing else: hence the load average.
"""

from __future__ import annotations

import gzip
import os
import statistics
import tempfile
from pathlib import Path

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


def main() -> None:
    """Print the table of figures and their bars."""
    ensure_fresh()
    widget.ensure_fresh()
    rows = [
        ("before the first click", "kB gzip", [packed("widget.js")], LAUNCHER_KB),
        ("in all", "kB gzip", [packed("widget.js") + packed("chat-*.js")], ALL_KB),
    ]
    with tempfile.TemporaryDirectory() as folder:
        assistant = start_assistant(Path(folder))
        address = Embedder(Path(folder)).page(assistant)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
                rows += [(name, "ms", values, bar) for name, values, bar in timed(browser, address)]
                rows.append((f"a frame, scrolling {2 * MESSAGES} messages", "ms", scrolled(browser, address), 50))
                rows.append(("layout shift, opening and answer", "score", shifted(browser, address), 0))
                browser.close()
        finally:
            assistant.stop()
    print(f"{'':44}{'median':>9}{'p95':>9}{'bar':>9}")
    missed = False
    for name, unit, values, bar in rows:
        high = sorted(values)[int(len(values) * 0.95) - (len(values) > 1)]
        missed = missed or high > bar
        print(f"{name:36}{unit:>8}{statistics.median(values):>9.1f}{high:>9.1f}{bar:>9}")
    print(f"Load average while measuring: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    if missed:
        raise SystemExit("A bar is missed.")


def timed(browser: Browser, address: str) -> list[tuple[str, list[float], float]]:
    """(name, milliseconds of each round, bar), each round as somebody who was never there before."""
    first, again, answer, whole = [], [], [], []
    for number in range(ROUNDS + 1):
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


def scrolled(browser: Browser, address: str) -> list[float]:
    """Milliseconds of each frame while a conversation of MESSAGES turns is scrolled through."""
    page = browser.new_page()
    page.goto(address)
    chat = Chat(page).open()
    for _ in range(MESSAGES):
        chat.say("gracias")
    frames: list[float] = page.evaluate(SCROLL)
    page.close()
    return frames


def shifted(browser: Browser, address: str) -> list[float]:
    """Chromium's layout shift score, of each round, when the panel opens and answers and is closed, on two screens."""
    scores = []
    for window in ({"width": 1000, "height": 760}, {"width": 360, "height": 740}):
        page = browser.new_page(viewport=window)
        page.goto(address)
        page.evaluate(SHIFTS)
        chat = Chat(page).open()
        chat.say("¿Puedo retirar mi queja?")
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
