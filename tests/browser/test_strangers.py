"""Nobody reads or joins another's conversation, and no other site embeds the chat unasked."""

from __future__ import annotations

import time

import jwt
from playwright.sync_api import expect

from tests.browser.chat import Chat, subject, token
from tests.conftest import WEB_SECRET

AUDIENCE = "retirada-web"


def forged(name: str) -> dict[str, str]:
    claims = {"sub": name, "exp": time.time() + 3600, "aud": AUDIENCE}
    return {
        "session id": name,
        "sender id": f"web:{name}",
        "another secret": jwt.encode(claims, "not the secret but as long as it has to be", algorithm="HS256"),
        "unsigned": jwt.encode(claims, None, algorithm="none"),
        "for something else": jwt.encode({**claims, "aud": "other"}, WEB_SECRET, algorithm="HS256"),
        "no expiry": jwt.encode({"sub": name, "aud": AUDIENCE}, WEB_SECRET, algorithm="HS256"),
        "cut": jwt.encode(claims, WEB_SECRET, algorithm="HS256")[:-4],
    }


def test_a_bad_token_opens_nothing(chat, open_page):
    chat.say("¿Puedo retirar mi queja?")
    for kind, bad in forged(subject(chat.page)).items():
        thief = Chat(open_page(token=bad)).open()
        assert thief.items.count() == 0, kind
        assert token(thief.page) not in (bad, token(chat.page)), kind
        assert subject(thief.page) != subject(chat.page), kind
    thief.say("hola")
    expect(thief.items).to_have_count(3)
    expect(chat.items).to_have_count(4)


def test_the_right_token_opens_it(chat, open_page):
    """What the test above rests on: nothing else was wrong with those tokens."""
    chat.say("¿Puedo retirar mi queja?")
    good = jwt.encode({"sub": subject(chat.page), "exp": time.time() + 3600, "aud": AUDIENCE}, WEB_SECRET)
    owner = Chat(open_page(token=good)).open()
    expect(owner.items).to_have_count(4)


def test_an_expired_token_opens_a_new_conversation_and_says_so(chat, open_page):
    chat.say("¿Puedo retirar mi queja?")
    late = jwt.encode({"sub": subject(chat.page), "exp": time.time() - 1, "aud": AUDIENCE}, WEB_SECRET)
    page = open_page(token=late)
    back = Chat(page)
    back.launcher.click()
    expect(back.notice).to_contain_text("Su conversación anterior caducó")
    assert back.items.count() == 0
    assert subject(page) != subject(chat.page)
    back.shot("30-expired")
    back.say("hola")


def test_a_token_that_expires_meanwhile_gives_way_to_a_new_conversation(open_page):
    expiry = time.time() + 10  # on a busy machine, it takes seconds to open the chat
    soon = jwt.encode({"sub": "abcdefghijklmnop", "exp": expiry, "aud": AUDIENCE}, WEB_SECRET)
    chat = Chat(open_page(token=soon)).open()
    assert token(chat.page) == soon
    chat.page.wait_for_timeout(1000 * max(0, expiry - time.time()))
    chat.say("¿Puedo retirar mi queja?")
    expect(chat.bot.first).to_contain_text("Usted puede retirarla mientras siga en trámite")
    assert token(chat.page) != soon


def test_a_foreign_origin_is_refused_and_told_why(open_page, site, embedder):
    page = open_page(url=embedder.page(site, host="127.0.0.1"))
    console = []
    page.on("console", lambda message: console.append(message.text))
    chat = Chat(page)
    chat.launcher.click()
    expect(chat.notice).to_have_text("El asistente no está disponible en esta página.")
    expect(chat.input).to_be_disabled()
    expect(chat.panel.locator(".replies")).to_have_count(0)
    # Longer than it would wait before trying again.
    page.wait_for_timeout(2000)
    expect(chat.notice).to_have_text("El asistente no está disponible en esta página.")
    (told,) = [text for text in console if "WEB_ORIGINS" in text]
    assert f"WEB_ORIGINS=http://127.0.0.1:{embedder.port} " in told
    assert token(page) is None
    chat.shot("32-refused")
    page.keyboard.press("Escape")
    expect(chat.launcher).to_be_focused()


def test_an_allowed_origin_that_cannot_connect_is_offline(open_page, site, embedder):
    page = open_page(url=embedder.page(site))
    page.route_web_socket("**/chat/socket.io/**", lambda socket: socket.close())
    page.route("**/chat/socket.io/**", lambda route: route.abort())
    chat = Chat(page)
    with page.expect_response("**/chat/allowed") as answered:
        chat.launcher.click()
    assert answered.value.json() == {"allowed": True}
    expect(chat.notice).to_contain_text("Sin conexión")
    expect(chat.button("Intentar ahora")).to_be_visible()


def test_an_allowed_origin_embeds_it_with_one_line_and_its_own_look(open_page, site, embedder):
    attributes = 'data-title="Ayuda legal" data-color="#ffd23f" data-position="left" data-greeting="Hola, cuente."'
    page = open_page(url=embedder.page(site, attributes))
    chat = Chat(page).open()
    expect(chat.panel.get_by_role("heading", name="Ayuda legal")).to_be_visible()
    expect(chat.log).to_contain_text("Hola, cuente.")
    assert chat.panel.bounding_box()["x"] < 100
    chat.say("¿Puedo retirar mi queja?")
    chat.button("Fuente: preguntas 1, 2 y 3 de la guía").click()
    expect(chat.bot.first.locator(".source-text")).to_contain_text("¿Cómo se retira una queja en Alibaba?")
    chat.shot("31-embedded-own-look")
    page.reload()
    chat.open()
    expect(chat.items).to_have_count(4)


def test_a_wrong_colour_leaves_the_default(open_page, site, embedder):
    page = open_page(url=embedder.page(site, 'data-color="red;background:url(x)"'))
    colour = Chat(page).launcher.evaluate("b => getComputedStyle(b).backgroundColor")
    assert colour == "rgb(20, 80, 107)"
