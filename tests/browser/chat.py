"""The chat as a person uses it, for the browser tests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import jwt
from playwright.sync_api import Locator, Page

from retirada.paths import PROJECT

_TIME = re.compile(r"\n+\d\d:\d\d$", re.MULTILINE)
MENU = "Menú y ayuda"
SHOTS = PROJECT / "var" / "screenshots"


class Chat:
    """The widget on a page. Playwright's locators see into its shadow root.

    What every test waits for, it waits for with `wait_for`: that looks at each frame, `expect` ever more seldom.
    """

    def __init__(self, page: Page, role: str = "dialog") -> None:
        """`role` is the panel's: "dialog" behind a launcher, "region" in an element of a page, "main" on its own."""
        self.page = page
        self.launcher = page.locator("retirada-chat .launcher")
        self.panel = page.locator("retirada-chat").get_by_role(role)
        self.input = self.panel.locator(".composer").get_by_role("textbox")
        self.log = self.panel.locator(".log")
        self.items = self.panel.locator(".list > li[data-id]")
        self.bot = self.panel.locator(".list > li.bot[data-id]:not(.quiet)")
        self.user = self.panel.locator(".list > li.user[data-id]")
        self.typing = self.panel.locator(".typing")
        self.notice = self.panel.locator(".notice")

    def open(self) -> Chat:
        """Click the launcher, unless the panel was left open, and wait until the conversation is there."""
        if not self.panel.is_visible():
            self.launcher.click()
        return self.ready()

    def ready(self) -> Chat:
        """Wait until the conversation is there, where the chat is part of the page or opens by itself."""
        self.panel.wait_for()
        self.panel.locator(".notice:empty").wait_for(state="attached")
        return self

    def ask(self, text: str) -> None:
        """Type and send, without waiting."""
        self.input.fill(text)
        self.input.press("Enter")

    def say(self, text: str) -> None:
        """Type, send and wait for the end of the turn."""
        before = self.bot.count()
        self.ask(text)
        self.bot.nth(before).wait_for()
        self.done()

    def press(self, title: str) -> None:
        """Press a button of the conversation and wait for the end of the turn."""
        before = self.bot.count()
        self.button(title).click()
        self.bot.nth(before).wait_for()
        self.done()

    def choose(self, entry: str) -> None:
        """Choose an entry of the menu in the header."""
        self.button(MENU).click()
        self.button(entry).click()

    def done(self) -> None:
        self.page.locator("retirada-chat .panel:not([data-busy]) .typing[hidden]").wait_for(state="attached")

    def button(self, title: str) -> Locator:
        return self.panel.get_by_role("button", name=title, exact=True)

    def texts(self) -> list[str]:
        """What each item shows, without the time: live it is that of sending, read back that of storing."""
        return [_TIME.sub("", text) for text in self.items.all_inner_texts()]

    def shot(self, name: str) -> None:
        """Write var/screenshots/<name>.png, with animations at their end."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")


def token(page: Page) -> str | None:
    return page.evaluate("localStorage.getItem('retirada-token')")


def subject(page: Page) -> str:
    """The name of the page's conversation, read from its session token without checking the signature."""
    return jwt.decode(token(page), options={"verify_signature": False})["sub"]


def rewrite_items(page: Page, change: Callable[[dict], dict | None]) -> None:
    """Let `change` rewrite each item that the server sends live; None leaves it out. Before the chat is opened."""

    def tamper(route) -> None:
        server = route.connect_to_server()

        def pass_on(frame: str) -> None:
            if frame.startswith('42["item",'):
                item = change(json.loads(frame[2:])[1])
                if item is None:
                    return
                frame = "42" + json.dumps(["item", item])
            route.send(frame)

        server.on_message(pass_on)

    page.route_web_socket("**/chat/socket.io/**", tamper)


def hold_conversation(page: Page) -> list[Callable[[], None]]:
    """Hold back the conversation that the server sends at the first connection: what lets it through is in the list,
    once it has come. Before the chat is opened.
    """
    held: list[Callable[[], None]] = []

    def hold(route) -> None:
        server = route.connect_to_server()
        first = not held

        def pass_on(frame: str) -> None:
            # An acknowledgement, with what the server opens.
            if first and frame.startswith("43"):
                held.append(lambda: route.send(frame))
            else:
                route.send(frame)

        server.on_message(pass_on)

    page.route_web_socket("**/chat/socket.io/**", hold)
    return held
