"""A phone's screen, and axe, for the browser tests."""

from __future__ import annotations

from playwright.sync_api import Page

from retirada.server import widget
from tests.browser.chat import Chat

AXE = widget.PACKAGES / "axe-core" / "axe.min.js"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
# Text that is still fading in has too little contrast for a moment.
SETTLED = """() => Promise.all(document.querySelector("retirada-chat").shadowRoot.getAnimations()
    .filter(animation => animation.effect.getTiming().iterations !== Infinity).map(animation => animation.finished))"""


def axe_violations(chat: Chat) -> list[str]:
    """All violations that axe finds on the page, whatever their impact, as «impact rule: element»."""
    chat.page.evaluate(SETTLED)
    return violations(chat.page)


def violations(page: Page) -> list[str]:
    """The same of a page without the chat."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{v['impact']} {v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]
