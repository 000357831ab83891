"""Makes docs/images/chat.png, the README's picture, from a running assistant.

`python -m tests.browser.readme_picture http://127.0.0.1:5005` (the default).
"""

from __future__ import annotations

import sys

from playwright.sync_api import sync_playwright

from retirada.paths import PROJECT
from tests.browser import chromium
from tests.browser.chat import Chat

PICTURE = PROJECT / "docs" / "images" / "chat.png"
SIZE = {"width": 480, "height": 1140}
TURNS = ("metí un reporte x fotos robadas, lo puedo quitar?", "todavia lo estan revisando")


def main(url: str) -> None:
    """Hold the conversation on the demo page and write the picture."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.goto(f"{url}/chat/demo/")
        chat = Chat(page).open()
        for text in TURNS:
            chat.say(text)
        page.evaluate("document.activeElement.blur()")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:5005")
