"""A phone's screen, and axe, for the browser tests."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from retirada.server import widget
from tests.browser.chat import Chat

AXE = widget.PACKAGES / "axe-core" / "axe.min.js"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
# On each of them axe finds nothing, in both colour schemes.
DISPLAYS = {
    "desktop": {},
    "phone": PHONE,
    # A window of 1280 × 1024 px.
    "zoomed to 200 %": {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2},
    "forced colours": {"forced_colors": "active"},
}
# These differ by the layout, which is the same in the dark, or by colours that the system gives: `make test` sees them
# in the light only.
_IN_THE_DARK_NIGHTLY = ("zoomed to 200 %", "forced colours")
on_each_display = pytest.mark.parametrize(
    ("scheme", "display"),
    [
        pytest.param(
            scheme,
            display,
            marks=[pytest.mark.nightly] if scheme == "dark" and display in _IN_THE_DARK_NIGHTLY else [],
        )
        for display in DISPLAYS
        for scheme in ("light", "dark")
    ],
)
# Text that is still fading in has too little contrast for a moment.
SETTLED = """() => Promise.all(document.querySelector("retirada-chat").shadowRoot.getAnimations()
    .filter(animation => animation.effect.getTiming().iterations !== Infinity).map(animation => animation.finished))"""


# What has moved by itself on the page, also what followed an input.
SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push(
        entry.value + entry.sources.map(({node, previousRect: a, currentRect: b}) =>
            ` ${node?.localName}.${node?.className} ${a.top} → ${b.top}`).join()
    ))).observe({type: "layout-shift", buffered: true});
}"""

# What can be pressed in the chat and is smaller than a fingertip. A link within a sentence may be as high as its line.
SMALL_TARGETS = """() => [...document.querySelector("retirada-chat").shadowRoot
    .querySelectorAll("button, summary, textarea, input, select, a, [role=button]")]
    .filter(target => target.getClientRects().length && !target.matches("p a"))
    .map(target => [target, target.getBoundingClientRect()])
    .filter(([_, box]) => Math.min(box.width, box.height) < 43.99)
    .map(([target, box]) => `small: ${target.localName}.${target.className} «${target.textContent}» ` +
        `${box.width.toFixed(1)} × ${box.height.toFixed(1)}`)"""


def axe_violations(chat: Chat) -> list[str]:
    """All violations that axe finds on the page, whatever their impact, as «impact rule: element», and what can be
    pressed in the chat but is smaller than 44 × 44 px.
    """
    chat.page.evaluate(SETTLED)
    return violations(chat.page) + chat.page.evaluate(SMALL_TARGETS)


def violations(page: Page) -> list[str]:
    """The same of a page without the chat."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{v['impact']} {v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]
