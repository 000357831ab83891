"""A phone's screen, and axe, for the browser tests."""

from __future__ import annotations

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
    if not chat.page.evaluate("'axe' in window"):
        chat.page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = chat.page.evaluate("axe.run().then(result => result.violations)")
    return [f"{v['impact']} {v['id']}: {n['target']} {n['failureSummary']}" for v in violations for n in v["nodes"]]
