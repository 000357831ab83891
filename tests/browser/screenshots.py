"""Makes docs/pictures, for the README and the documents, from an assistant that it starts: `make screenshots`."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from retirada.paths import PROJECT
from retirada.server import widget
from retirada.server.training import ensure_fresh
from tests.browser import chromium
from tests.browser.accessibility import SETTLED
from tests.browser.chat import Chat
from tests.browser.embedder import Embedder
from tests.conftest import Assistant, start_assistant

FOLDER = PROJECT / "docs" / "pictures"
SCHEMES = ("light", "dark")
MAX_BYTES = 100_000
TURNS = ("metí un reporte x fotos robadas, lo puedo quitar?", "todavia lo estan revisando")


def talk(page: Page, site: Assistant, embedder: Embedder) -> None:
    """The chat behind its launcher on another site's page, open, after two turns."""
    page.goto(embedder.page(site))
    chat = Chat(page).open()
    for text in TURNS:
        chat.say(text)


def demo(page: Page, site: Assistant, _: Embedder) -> None:
    """The demo page, its conversation begun."""
    page.goto(f"{site.url}/chat/demo/")
    chat = Chat(page, role="region")
    expect(chat.bot).to_have_count(2)
    chat.done()


# What is seen, in which window: one in which the chat fills the page, as on a phone, or has a corner of it.
PICTURES: dict[str, tuple[Callable[[Page, Assistant, Embedder], None], dict]] = {
    "chat": (talk, {"width": 440, "height": 1000}),
    "corner": (talk, {"width": 900, "height": 740}),
    "demo": (demo, {"width": 1280, "height": 800}),
}


def take(browser: Browser, site: Assistant, embedder: Embedder, folder: Path) -> list[Path]:
    """Write <picture>-<scheme>.webp into the folder, each under MAX_BYTES."""
    written = []
    for name, (show, window) in PICTURES.items():
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", viewport=window)
            page = context.new_page()
            show(page, site, embedder)
            page.evaluate(SETTLED)
            page.evaluate("document.activeElement.blur()")
            written.append(folder / f"{name}-{scheme}.webp")
            Image.open(io.BytesIO(page.screenshot())).save(written[-1], quality=82, method=6)
            context.close()
    return written


def main() -> None:
    """Write the pictures and say how large they are.

    Raises:
        SystemExit: one is too large to be in the repository.
    """
    ensure_fresh()
    widget.ensure_fresh()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        assistant = start_assistant(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
        try:
            for path in take(browser, assistant, Embedder(Path(folder)), FOLDER):
                size = path.stat().st_size
                print(f"{path.relative_to(PROJECT)}: {size / 1000:.0f} kB")
                if size > MAX_BYTES:
                    raise SystemExit(f"{path.name} is larger than {MAX_BYTES / 1000:.0f} kB.")
        finally:
            browser.close()
            assistant.stop()


if __name__ == "__main__":
    main()
