"""The inbox's page: an operator labels a group; who may not, can't; axe finds nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, expect

from retirada.evaluation.topic_copy import copy_project, environment
from retirada.inbox.access import read_settings
from retirada.inbox.page import main
from retirada.nlu.training_data import read_examples
from retirada.server.store.database import EVENTS, Database, parse
from retirada.yaml_files import read_yaml
from tests.browser.accessibility import DISPLAYS, on_each_display, violations
from tests.integration.server.stores import insert_events
from tests.ports import free_port
from tests.unit.inbox.said import asked_back, declined

SECONDS = 200  # enough on a busy machine
KEY = "a-key-that-only-the-operators-know-0123456789"
WAYS = ["¿tardan mucho con eso de la lupa?", "cuanto se demoran los de la lupa", "¿tardan los de la lupa o no?"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the project, and beside it a store with four people's questions."""
    project = tmp_path_factory.mktemp("copy") / "project"
    copy_project(project)
    base = Database(parse(f"sqlite:///{project.parent}/conversations.db"))
    for number, text in enumerate(WAYS):
        insert_events(base, f"web:{number}", *declined(text))
    insert_events(base, "web:9", *asked_back("cancelar <b>eso</b>"))
    with base.transaction() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(EVENTS)).scalar() == 8
    return project


def start(project: Path, **variables: str) -> subprocess.Popen:
    env = {key: value for key, value in environment(project).items() if not key.startswith("INBOX_")}
    env |= {"DATABASE_URL": f"sqlite:///{project.parent}/conversations.db", **variables}
    command = [sys.executable, "-m", "retirada.inbox.page"]
    return subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.fixture(scope="module")
def served(copy):
    """Address → of a page without a key, and of one with KEY."""
    ports = {"": free_port(), KEY: free_port()}
    running = [start(copy, INBOX_PORT=str(port), INBOX_KEY=key) for key, port in ports.items()]
    for process, port in zip(running, ports.values(), strict=True):
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{port}/", timeout=SECONDS)
                break
            except httpx.TransportError:
                time.sleep(0.2)
    yield {key: f"http://127.0.0.1:{port}" for key, port in ports.items()}
    for process in running:
        process.terminate()
        process.wait(20)


@on_each_display
def test_the_page_is_usable_by_everybody(browser: Browser, served, scheme, display):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, **DISPLAYS[display])
    page = context.new_page()
    try:
        page.goto(served[""])
        for step in ("list", "group"):
            if step == "group":
                page.get_by_role("link", name="lupa").click()
                # A click doesn't wait for the page that it leads to, and axe can't read one that is being replaced.
                expect(page.get_by_role("checkbox")).to_have_count(3)
            assert violations(page) == [], step
            width, shown = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
            assert shown <= width
    finally:
        context.close()


def test_a_message_is_text_and_a_filter_shows_less(browser, served):
    page = browser.new_page()
    try:
        page.goto(served[""])
        expect(page.locator("td b")).to_have_count(0)
        expect(page.get_by_role("link", name="cancelar <b>eso</b>")).to_be_visible()
        page.get_by_label("Por qué está aquí").select_option("asked_back")
        page.get_by_role("button", name="Mostrar").click()
        expect(page.get_by_role("row")).to_have_count(2)
        page.goto(f"{served['']}/?confidence=x")
        expect(page.get_by_role("status")).to_have_text("Ese filtro no se puede usar.")
        page.goto(f"{served['']}/?channel=fax")
        expect(page.get_by_role("status")).to_have_text("No hay nada que mirar con este filtro.")
    finally:
        page.close()


def test_a_database_that_cannot_be_read_is_told_for_what_it_is(browser, served, copy):
    # With its write-ahead log, from which SQLite would still read it.
    database, away, page = copy.parent / "conversations.db", copy.parent / "away", browser.new_page()
    away.mkdir()
    for path in copy.parent.glob(f"{database.name}*"):
        path.rename(away / path.name)
    database.write_text("no database" * 1000)
    try:
        assert page.goto(served[""]).status == 503
        expect(page.get_by_role("status")).to_contain_text("No se pueden leer las conversaciones: ")
        expect(page.get_by_role("status")).to_contain_text("file is not a database")
    finally:
        page.close()
        for path in copy.parent.glob(f"{database.name}*"):
            path.unlink()
        for path in away.iterdir():
            path.rename(copy.parent / path.name)
    assert httpx.get(served[""], timeout=SECONDS).status_code == 200


def test_an_operator_with_the_key_labels_a_group(browser, served, copy):
    context = browser.new_context(http_credentials={"username": "ana", "password": KEY})
    page = context.new_page()
    page.set_default_timeout(1000 * SECONDS)
    try:
        page.goto(served[KEY])
        page.get_by_role("link", name="lupa").click()
        page.get_by_role("button", name="Escribir las filas").click()
        expect(page.get_by_role("status")).to_contain_text("No se escribió nada: elija")
        page.go_back()
        page.get_by_role("checkbox").nth(2).uncheck()
        page.get_by_label("Qué preguntan").fill("duration")
        page.get_by_role("button", name="Escribir las filas").click()
        expect(page.get_by_role("status")).to_contain_text(
            "Filas nuevas: 1, en data/nlu/out_of_scope/duration.yml.", timeout=1000 * SECONDS
        )
    finally:
        context.close()
    rows = [row for row in read_examples(copy / "data" / "nlu" / "out_of_scope" / "duration.yml") if "lupa" in row.text]
    (test,) = (copy / "tests" / "conversations" / "inbox").glob("*.yml")
    (turn,) = read_yaml(test)
    assert len(rows) == 1 and {rows[0].text, turn["user"]} < set(WAYS)
    assert rows[0].intent_metadata["voice"][0].endswith(", web")


def post(url: str, origin: str | None, **of_request) -> int:
    headers = {"Origin": origin} if origin else {}
    return httpx.post(f"{url}/", data={"topic": "duration"}, headers=headers, timeout=60, **of_request).status_code


def test_who_may_not_come_is_turned_away(served, copy):
    before = {path: path.read_bytes() for path in (copy / "data" / "nlu").rglob("*.yml")}
    open_page, locked = served[""], served[KEY]
    assert httpx.get(open_page, timeout=SECONDS).status_code == 200
    # A name that a foreign page lets mean this machine; a form on a page of another site.
    assert httpx.get(open_page, headers={"Host": "evil.example"}, timeout=SECONDS).status_code == 403
    assert [post(open_page, origin) for origin in (None, "null", "http://evil.example", open_page)] == [
        403,
        403,
        403,
        400,
    ]
    for auth in (None, ("ana", "wrong"), ("ana", KEY[:-1]), ("ana", "")):
        assert httpx.get(locked, auth=auth, timeout=SECONDS).status_code == 401
        assert post(locked, locked, auth=auth) == 401
    assert httpx.get(locked, headers={"Authorization": "Basic %%%"}, timeout=SECONDS).status_code == 401
    assert httpx.get(locked, auth=("ana", KEY), timeout=SECONDS).status_code == 200
    # What no page of ours sends.
    forged = {"topic": "duration", "kept": "1", "row-1": "hola lupa", "known-1": "[]"}
    headers = {"Origin": open_page}
    assert httpx.post(f"{open_page}/", data=forged, headers=headers, timeout=SECONDS).status_code == 400
    forged["known-1"] = (
        '{"intent": "x", "channel": "web", "day": "2026-11-26", "context": {"a\\nb": 1}, "asked_back": 0}'
    )
    assert httpx.post(f"{open_page}/", data=forged, headers=headers, timeout=SECONDS).status_code == 409
    assert {path: path.read_bytes() for path in (copy / "data" / "nlu").rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"INBOX_ADDRESS": "0.0.0.0"}, "Listening on 0.0.0.0, the inbox needs a key: set INBOX_KEY."),
        ({"INBOX_ADDRESS": "::"}, "Listening on ::, the inbox needs a key"),
        ({"INBOX_ADDRESS": "0.0.0.0", "INBOX_KEY": "short"}, "INBOX_KEY must have 32 characters or more"),
        ({"INBOX_PORT": "x"}, "INBOX_PORT must be a number"),
    ],
)
def test_what_cannot_be_used_is_told(variables, told):
    with pytest.raises(SystemExit, match=told):
        read_settings(variables)
    assert read_settings({"INBOX_ADDRESS": "0.0.0.0", "INBOX_KEY": KEY}) == ("0.0.0.0", 5015, KEY)


def test_what_would_be_open_to_others_is_not_started(monkeypatch, capsys):
    monkeypatch.delenv("INBOX_KEY", raising=False)
    monkeypatch.setenv("INBOX_PORT", str(free_port()))
    monkeypatch.setenv("INBOX_ADDRESS", "0.0.0.0")
    with pytest.raises(SystemExit) as ended:
        main()
    # A text is what Python prints to stderr, and then it exits with 1.
    said = ended.value.code
    assert "the inbox needs a key: set INBOX_KEY" in said and len(said.splitlines()) == 1
    assert capsys.readouterr() == ("", "")


def test_a_port_that_is_taken_is_told(copy, served):
    process = start(copy, INBOX_PORT=served[""].rpartition(":")[2])
    said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 1 and "can't be listened on" in said.splitlines()[-1]
