"""What the person sees when the network, the server or the answer is not there."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from playwright.sync_api import Page, expect

from tests.browser.chat import Chat, token
from tests.browser.embedder import Embedder
from tests.conftest import Assistant
from tests.integration.channels.web_client import Client
from tests.waiting import wait_for


def visit(browser, embedder: Embedder, assistant: Assistant) -> Page:
    page = browser.new_page(viewport={"width": 1000, "height": 760})
    page.goto(embedder.page(assistant))
    return page


def test_lose_the_network_and_come_back(chat):
    chat.say("¿Puedo retirar mi queja?")
    chat.page.context.set_offline(True)
    expect(chat.notice).to_contain_text("Sin conexión")
    chat.ask("sigue en trámite")
    expect(chat.user.last).to_contain_text("Se enviará cuando vuelva la conexión")
    chat.shot("20-offline")
    chat.page.context.set_offline(False)
    expect(chat.notice).to_have_text("")
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla")
    expect(chat.user.last).not_to_contain_text("Se enviará")
    expect(chat.user).to_have_count(2)
    chat.page.reload()
    chat.open()
    expect(chat.user).to_have_count(2)


def test_the_server_goes_down_and_comes_back(browser, embedder, restartable):
    chat, late = Chat(visit(browser, embedder, restartable)).open(), Chat(visit(browser, embedder, restartable))
    chat.say("¿Puedo retirar mi queja?")
    restartable.stop()
    expect(chat.notice).to_contain_text("Sin conexión")
    chat.button("Sigue en trámite").click()
    expect(chat.user.last).to_contain_text("Se enviará")
    chat.button("Intentar ahora").click()
    expect(chat.notice).to_contain_text("Sin conexión")
    chat.shot("21-server-down")
    late.launcher.click()
    problem = late.page.locator("retirada-chat .problem")
    expect(problem).to_contain_text("No se pudo abrir el asistente")
    late.shot("22-cannot-open")

    assert "ERROR" not in restartable.log.read_text(), "sockets that are still open are no error"
    restartable.restart()
    expect(chat.bot.last).to_contain_text("Sí, usted puede retirarla", timeout=20_000)
    expect(chat.notice).to_have_text("")
    expect(chat.user).to_have_count(2)
    before = chat.texts()
    chat.page.reload()
    chat.open()
    expect(chat.items).to_have_count(len(before))
    assert chat.texts() == before

    late.open()
    expect(problem).to_be_hidden()
    late.say("hola")
    expect(late.user).to_have_count(1)
    chat.page.close()
    late.page.close()


def test_a_turn_without_an_answer_can_be_tried_again(browser, embedder, restartable):
    chat = Chat(visit(browser, embedder, restartable)).open()
    with without_actions(restartable):
        chat.say("¿Puedo retirar mi queja?")
        expect(chat.bot.last).to_contain_text("Ahora mismo no puedo responder")
        chat.shot("23-failed")
    chat.button("Reintentar").click()
    expect(chat.bot.first).to_contain_text("Usted puede retirarla mientras siga en trámite")
    expect(chat.user).to_have_count(1)
    expect(chat.button("Reintentar")).to_have_count(0)
    chat.page.close()


def test_messages_without_an_answer_are_tried_again_together(browser, embedder, restartable):
    chat = Chat(visit(browser, embedder, restartable)).open()
    with without_actions(restartable):
        chat.ask("puse una queja")
        chat.ask("¿la puedo retirar?")
        expect(chat.bot.last).to_contain_text("Ahora mismo no puedo responder")
        chat.done()
    chat.button("Reintentar").click()
    expect(chat.bot.first).to_contain_text("Usted puede retirarla mientras siga en trámite")
    expect(chat.user).to_have_count(2)
    expect(chat.button("Reintentar")).to_have_count(0)
    chat.page.close()


def test_a_rating_without_an_answer_can_be_tried_again(browser, embedder, restartable):
    chat = Chat(visit(browser, embedder, restartable)).open()
    chat.say("¿Puedo retirar mi queja?")
    said = chat.items.count()
    with without_actions(restartable):
        chat.button("Útil").click()
        expect(chat.panel.locator(".thanks")).to_contain_text("Ahora mismo no puedo responder")
    chat.button("Reintentar").click()
    expect(chat.panel.locator(".thanks")).to_have_text("Me alegro. Si le queda otra duda, aquí estoy.")
    expect(chat.items).to_have_count(said)
    chat.page.close()


@contextmanager
def without_actions(assistant: Assistant) -> Iterator[None]:
    """Within it there is no action server; after it there is one again."""
    # Kept from starting it again, so that the turn surely finds none.
    os.kill(assistant.process.pid, signal.SIGSTOP)
    try:
        os.kill(assistant.child("rasa_sdk"), signal.SIGKILL)
        yield
    finally:
        os.kill(assistant.process.pid, signal.SIGCONT)
    assert wait_for(lambda: assistant.client.get(f"{assistant.url}/health").status_code == 200)


def test_a_slow_answer_shows_that_it_is_coming(site, chat):
    chat.page.clock.install()
    with site.hung_actions():
        chat.ask("¿Puedo retirar mi queja?")
        expect(chat.typing).to_contain_text("El asistente está escribiendo")
        chat.shot("24-typing")
        chat.page.clock.fast_forward(6000)
        expect(chat.typing).to_contain_text("Está tardando más de lo normal")
        chat.shot("25-slow")
    expect(chat.bot.first).to_contain_text("Usted puede retirarla mientras siga en trámite")
    expect(chat.typing).to_be_hidden()


def test_what_is_sent_before_the_answer_came_is_answered_next(site, chat):
    other = Client(site.url, token(chat.page))
    with site.hung_actions():
        chat.ask("¿Puedo retirar mi queja?")
        assert wait_for(lambda: other.items)  # shown there when its turn begins
        chat.ask("muchas gracias")
        expect(chat.user).to_have_count(2)
        expect(chat.input).to_have_value("")
    other.socket.disconnect()
    expect(chat.bot.last).to_contain_text("De nada")
    chat.done()
    # The question is no longer open.
    expect(chat.panel.locator(".replies")).to_have_count(0)
    expect(chat.bot).to_have_count(3)
    chat.page.reload()
    chat.open()
    expect(chat.user).to_have_count(2)
    expect(chat.bot).to_have_count(3)


def test_what_is_sent_within_a_second_without_a_connection_comes_as_one(chat):
    chat.say("hola")
    chat.page.context.set_offline(True)
    expect(chat.notice).to_contain_text("Sin conexión")
    chat.ask("puse una queja")
    chat.ask("¿la puedo retirar?")
    expect(chat.panel.get_by_text("Se enviará cuando vuelva la conexión")).to_have_count(2)
    chat.page.context.set_offline(False)
    expect(chat.button("Sigue en trámite")).to_be_visible()
    chat.done()
    expect(chat.user).to_have_count(3)
    expect(chat.panel.get_by_text("Se enviará")).to_have_count(0)
    assert chat.bot.count() == 3, "one greeting, one verdict, one question"


def test_a_reload_during_a_slow_answer_brings_it(site, chat):
    with site.hung_actions():
        chat.ask("¿Puedo retirar mi queja?")
        expect(chat.typing).to_be_visible()
        chat.page.reload()
    expect(chat.user).to_have_count(1)
    expect(chat.button("Sigue en trámite")).to_be_visible()


def test_a_store_that_fails_is_told_and_the_chat_comes_back_by_itself(browser, embedder, restartable):
    chat = Chat(visit(browser, embedder, restartable)).open()
    chat.say("puse una queja y la quiero quitar")
    chat.say("borra mis datos")
    file = restartable.log.parent / "conversations.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        chat.say("sí")
        expect(chat.bot.last).to_contain_text("no puedo guardar")
    # A lock keeps nobody from reading; this does.
    with open(file, "r+b") as database:
        header = database.read(16)
        try:
            database.seek(0)
            database.write(b"no database" + bytes(5))
            database.flush()
            chat.page.reload()
            expect(chat.notice).to_contain_text("Lo intentaré de nuevo", timeout=10_000)
        finally:
            database.seek(0)
            database.write(header)
    expect(chat.notice).to_have_text("", timeout=15_000)
    expect(chat.user).to_have_count(2)
    chat.ask("sí")
    expect(chat.items).to_have_count(1)
    assert [text.split("\n")[-1] for text in chat.texts()] == [
        "Hecho. He borrado esta conversación y lo que me contó de su caso."
    ]
    chat.page.reload()
    chat.open()
    expect(chat.items).to_have_count(0)
