"""Makes docs/pictures, for the README and the documents, from an assistant that it starts: `make screenshots`, and of
the conversations of demo.yml alone `make demo`.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from retirada.paths import PROJECT
from retirada.server import widget
from retirada.server.training import ensure_fresh
from retirada.yaml_files import read_yaml
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


def play(turns: list[dict], page: Page, site: Assistant, _: Embedder) -> None:
    """The chat's own page after the turns, each replied to as it is to be."""
    page.goto(f"{site.url}/chat/")
    chat = Chat(page, role="main").ready()
    for turn in turns:
        chat.say(turn["user"])
        expect(chat.log).to_contain_text(turn["says"])


# What is seen, in which window: one in which the chat fills the page, as on a phone, or has a corner of it.
PHONE, TALL = ({"width": 440, "height": height} for height in (1000, 1200))
CONVERSATIONS: dict[str, list[dict]] = read_yaml(Path(__file__).with_name("demo.yml"))
TALKS = {f"talk-{name}": (partial(play, turns), TALL) for name, turns in CONVERSATIONS.items()}
PICTURES: dict[str, tuple[Callable[[Page, Assistant, Embedder], None], dict]] = {
    **TALKS,
    "chat": (talk, PHONE),
    "corner": (talk, {"width": 900, "height": 740}),
    "demo": (demo, {"width": 1280, "height": 800}),
}


def take(
    browser: Browser, site: Assistant, embedder: Embedder, folder: Path, names: Iterable[str] = PICTURES
) -> list[Path]:
    """Write <picture>-<scheme>.webp into the folder, each under MAX_BYTES."""
    written = []
    for name in names:
        show, window = PICTURES[name]
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


def main(names: Iterable[str]) -> None:
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
            for path in take(browser, assistant, Embedder(Path(folder)), FOLDER, names):
                size = path.stat().st_size
                print(f"{path.relative_to(PROJECT)}: {size / 1000:.0f} kB")
                if size > MAX_BYTES:
                    raise SystemExit(f"{path.name} is larger than {MAX_BYTES / 1000:.0f} kB.")
        finally:
            browser.close()
            assistant.stop()


if __name__ == "__main__":
    main(TALKS if sys.argv[1:] == ["talks"] else PICTURES)
