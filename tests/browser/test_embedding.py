"""Every snippet of docs/embedding.md, read from there and tried; and its tables are of all that there is."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from retirada.paths import PROJECT
from retirada.server import widget
from tests.browser import nginx
from tests.browser.chat import Chat
from tests.conftest import Assistant, start_assistant
from tests.ports import free_port

DOCUMENT = (PROJECT / "docs" / "embedding.md").read_text(encoding="utf-8")
# Read as it is used, so that a snippet that no test reads is found.
READ: set[str] = set()
PAGE = """<!doctype html><html lang="es"><meta charset="utf-8"><title>Mi sitio</title>
    <link rel="icon" href="data:,"><main>{}</main></html>"""


def snippets() -> list[tuple[str, str, str]]:
    """(heading, language, text) of every snippet of the document."""
    found = []
    for section in DOCUMENT.split("\n## ")[1:]:
        heading = section.partition("\n")[0]
        found += [(heading, *block) for block in re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL)]
    return found


def snippet(heading: str, site: Assistant, number: int = 0) -> str:
    """A snippet under a heading, with the address of `site` in it."""
    text = [text for of, _, text in snippets() if of == heading][number]
    READ.add(text)
    address = site.url.removeprefix("http://")
    return text.replace("https://HOST", f"http://{address}").replace("wss://HOST", f"ws://{address}")


@pytest.fixture
def policy(site) -> str:
    """The one that the document names, and the test pages' own icon."""
    (header,) = snippet("Content-Security-Policy", site).splitlines()
    name, _, value = header.partition(": ")
    assert name == "Content-Security-Policy" and "unsafe" not in value
    return f"{value}; img-src data:"


def test_a_plain_page_under_the_policy(open_page, embedder, site, policy):
    html = PAGE.format(snippet("A plain page", site))
    chat = Chat(open_page(url=embedder.serve(html, policy))).open()
    expect(chat.panel.get_by_role("heading", name="Ayuda con quejas")).to_be_visible()
    chat.say("¿Puedo retirar mi queja?")
    expect(chat.bot.first).to_contain_text("Usted puede retirarla mientras siga en trámite")


@pytest.mark.parametrize("missing", ["script-src", "connect-src"])
def test_each_part_of_the_policy_is_needed(browser, embedder, site, policy, missing):
    page = browser.new_page()
    lacking = "; ".join(part for part in policy.split("; ") if not part.startswith(missing))
    page.goto(embedder.serve(PAGE.format(snippet("A plain page", site)), lacking))
    page.wait_for_timeout(300)
    launcher = page.locator("retirada-chat .launcher")
    if launcher.count():
        launcher.click()
        expect(page.locator("retirada-chat .notice")).not_to_be_empty()
        page.wait_for_timeout(1000)
        expect(page.locator("retirada-chat .notice")).not_to_be_empty()
    page.close()


def test_in_an_element_of_the_page(open_page, embedder, site, policy):
    page = open_page(url=embedder.serve(PAGE.format(snippet("Where it is", site)), policy))
    chat = Chat(page, role="region")
    chat.panel.wait_for()
    assert chat.panel.evaluate("panel => panel.getRootNode().host.parentElement.id") == "ayuda"
    chat.say("¿Puedo retirar mi queja?")


def test_on_a_page_of_its_own(open_page, embedder, site, policy):
    page = open_page(url=embedder.serve(PAGE.format(snippet("Where it is", site, 1)), policy))
    page.get_by_role("link", name="Pregunte al asistente").click()
    chat = Chat(page, role="main")
    chat.panel.wait_for()
    chat.say("¿Puedo retirar mi queja?")


def test_looks(open_page, embedder, site):
    (embedder.folder / "looks.css").write_text(snippet("Looks", site))
    page = open_page(url=embedder.page(site, body='<link rel="stylesheet" href="looks.css">'))
    chat = Chat(page).open()
    expect(chat.panel.locator("header")).to_have_css("background-color", "rgb(122, 31, 162)")
    chat.say("hola")
    expect(chat.bot.first.locator(".bubble")).to_have_css("font-family", "Georgia, serif")
    expect(chat.bot.first.locator(".bubble")).to_have_css("background-color", "rgb(255, 250, 240)")


def test_the_page_s_own_control(open_page, embedder, site, policy):
    (embedder.folder / "control.js").write_text(snippet("Your page's own control", site))
    body = '<button id="preguntar">¿Puedo retirar la mía?</button><p id="valoracion"></p>'
    html = PAGE.format(body + snippet("A plain page", site) + '<script src="control.js" defer></script>')
    page = open_page(url=embedder.serve(html, policy.replace("script-src", "script-src 'self'")))
    page.get_by_role("button", name="¿Puedo retirar la mía?").click()
    chat = Chat(page)
    expect(chat.user).to_contain_text("¿Puedo retirar mi queja?")
    chat.bot.first.get_by_role("button", name="Útil", exact=True).click()
    expect(page.locator("#valoracion")).to_have_text("useful")


APP = """
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Assistant } from "./Assistant";

function App() {
  const [page, setPage] = useState("/");
  const [shown, setShown] = useState(true);
  return <>
    <button onClick={() => setPage("/precios")}>Precios</button>
    <button onClick={() => setShown(!shown)}>Quitar o poner</button>
    {shown && <Assistant page={page} />}
  </>;
}
createRoot(document.querySelector("main")).render(<StrictMode><App /></StrictMode>);
"""


def test_react(open_page, embedder, site, policy, tmp_path):
    """In strict mode, which mounts, unmounts and mounts each component again."""
    widget.ensure_packages()
    (tmp_path / "Assistant.jsx").write_text(snippet("React", site))
    (tmp_path / "app.jsx").write_text(APP)
    esbuild = widget.PACKAGES / ".bin" / "esbuild"
    built = embedder.folder / "app.js"
    command = [esbuild, tmp_path / "app.jsx", "--bundle", "--jsx=automatic", f"--outfile={built}"]
    path = f"{widget.BIN}:/usr/bin:/bin"
    subprocess.run(command, check=True, capture_output=True, env={"NODE_PATH": str(widget.PACKAGES), "PATH": path})
    html = PAGE.format("") + '<script src="app.js" defer></script>'
    page = open_page(url="about:blank")
    page.goto(embedder.serve(html, policy.replace("script-src", "script-src 'self'")))
    chat = Chat(page).open()
    expect(page.locator("retirada-chat")).to_have_count(1)
    chat.say("¿Puedo retirar mi queja?")
    assert context(page) == {"page": "/"}
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Precios").click()
    assert context(page) == {"page": "/precios"}
    page.get_by_role("button", name="Quitar o poner").click()
    expect(page.locator("retirada-chat")).to_have_count(0)
    page.get_by_role("button", name="Quitar o poner").click()
    expect(chat.open().user).to_have_count(1)
    assert context(page) == {"page": "/precios"}


def context(page: Page) -> dict:
    return page.evaluate("retirada.context")


@pytest.fixture(scope="module")
def proxied(model, tmp_path_factory) -> Iterator[tuple[Assistant, str]]:
    """An assistant as the document starts it behind nginx as the document sets that up, and where that listens."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    running = start_assistant(folder, SANIC_PROXIES_COUNT="1", PUBLIC_URL=f"https://localhost:{port}")
    configuration = snippet("A proxy in front", running)
    for written, here in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("server_name HOST;", "server_name localhost;"),
        ("/etc/ssl/chat", str(folder / "chat")),
        ("http://127.0.0.1:5005;", f"{running.url};"),
    ):
        assert written in configuration
        configuration = configuration.replace(written, here)
    certificate(folder)
    where = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {where}\n{configuration}\n}}"
    )
    server = subprocess.Popen([nginx.ensure(), "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        deadline = time.monotonic() + 10
        while True:
            try:
                httpx.get(f"https://localhost:{port}/guia", verify=False)
                break
            except httpx.ConnectError:
                assert time.monotonic() < deadline and server.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
        yield running, f"https://localhost:{port}"
    finally:
        server.terminate()
        server.wait()
        running.stop()


def certificate(folder: Path) -> None:
    command = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", folder / "chat.key", "-out", folder / "chat.pem"]
    subprocess.run(["openssl", *command, *files], check=True, capture_output=True)


def test_behind_a_proxy(browser, proxied):
    _, address = proxied
    page = browser.new_page(ignore_https_errors=True, locale="es-ES", viewport={"width": 1280, "height": 800})
    # Where the proxy does not pass WebSockets on, they are tried all the same, and the chat does without.
    heard: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda _: heard.append(socket.url)))
    page.goto(address)
    assert page.url == f"{address}/chat/demo/"
    expect(page.locator("#line")).to_have_text(f'<script src="{address}/chat/widget.js" defer></script>')
    chat = Chat(page, role="region")
    expect(chat.bot).to_have_count(2)
    assert [url for url in heard if url.startswith(address.replace("https", "wss"))]
    page.get_by_role("link", name="Leer la guía entera").click()
    assert page.url == f"{address}/guia"
    page.close()


def test_the_proxy_lets_nothing_else_through_and_no_foreign_page(proxied):
    _, address = proxied
    assert httpx.get(f"{address}/health", verify=False).status_code == 404
    assert httpx.post(f"{address}/webhooks/rest/webhook", json={}, verify=False).status_code == 404
    assert httpx.get(f"{address}/chat/allowed", verify=False).status_code == 200
    socket = f"{address}/chat/socket.io/?EIO=4&transport=polling"
    for origin, status in ((address, 200), ("https://evil.example", 400)):
        # What a page can't set, a client may: the proxy overwrites it.
        headers = {"Origin": origin, "X-Forwarded-Host": "evil.example"}
        assert httpx.get(socket, headers=headers, verify=False).status_code == status


def test_every_attribute_and_property_is_documented_and_there_are_no_others():
    source = "".join(path.read_text(encoding="utf-8") for path in (widget.WEB / "src").glob("*"))
    options = re.search(r"export interface Options \{(.*?)\n\}", source, re.DOTALL)[1]
    names = set(re.findall(r"^  (\w+)\??:", options, re.MULTILINE)) - {"base"}
    # What only the style sheets look at.
    names |= set(re.findall(r"data-(position|size)=", source))
    attributes = {"data-" + re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name) for name in names}
    tables = "\n".join(line.split(" | ")[0] for line in DOCUMENT.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(data-[a-z-]+)`", tables)) == attributes
    assert set(re.findall(r"`(--[a-z-]+)`", tables)) == set(re.findall(r"--retirada-[a-z-]+", source))
    types = (widget.WEB / "src" / "retirada.d.ts").read_text(encoding="utf-8")
    calls = set(re.findall(r"^  (\w+)(?:<.*>)?\(", types, re.MULTILINE))
    assert set(re.findall(r"`(\w+)\(", tables)) == calls


def test_every_snippet_is_tried():
    """The last of this file: it sees what the others have read."""
    assert {text for _, _, text in snippets()} <= READ
