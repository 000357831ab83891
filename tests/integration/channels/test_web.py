"""The web channel's protocol, without a browser: who gets in, what is obeyed, in which order."""

from __future__ import annotations

import asyncio
import re
import time

import httpx
import jwt
import pytest
import websockets

from retirada.channels.core.sentences import sentences
from tests.conftest import OTHER_SITE_PORT, Assistant, stored_events
from tests.integration.channels.conftest import PER_MINUTE, has_tracker
from tests.integration.channels.web_client import PATH, RATINGS, Client, said_in, send, undated, wait_until


def test_a_turn_sends_items_and_the_acknowledgement_ends_it(connect):
    client = connect()
    assert client.opened["how"] == "new" and client.opened["items"] == []
    assert client.say(text="¿Puedo retirar mi queja?") == {}
    answer, privacy, question = client.items
    assert set(answer) == {
        *("who", "id", "text", "buttons", "notes", "guide", "answer", "quiet", "ratings", "follow_ups", "at")
    }
    assert abs(answer["at"] - time.time()) < 60
    assert answer["follow_ups"] == []
    assert answer["answer"]["verdict"] == "withdrawal_conditions"
    assert [button["title"] for button in question["buttons"]][:2] == ["Sigue en trámite", "Ya se procesó"]
    assert [rating["title"] for rating in answer["ratings"]] == RATINGS
    assert [item["quiet"] for item in client.items] == [False, True, False]
    assert privacy["ratings"] == question["ratings"] == []


def test_every_item_of_the_web_chat_that_has_a_source_line_says_where_the_guide_says_it(connect):
    client = connect()
    client.say(text="¿Puedo retirar mi queja?")
    client.say(text="dame la guía")
    said = [item for item in client.items if item["who"] == "bot"]
    for item in said:
        cites = re.search(r"^Fuente: preguntas? (\d+)", item["text"], re.MULTILINE)
        if cites:
            assert item["guide"] == f"../guia#p{cites[1]}"
        assert "http" not in item["text"]
    assert [item["guide"] for item in said if "guía de preguntas y respuestas" in item["text"]] == ["../guia#"]
    without = [item for item in said if item["guide"] is None]
    assert all(item["quiet"] or item["answer"]["asks"] for item in without), "the privacy notice and questions"


def test_the_conversation_read_back_is_the_one_that_was_sent(connect):
    client = connect()
    client.say(text="/restart")
    client.say(text="¿Puedo retirar mi queja?")
    client.say(payload='/inform{"status": "in_process"}')
    rated = next(item["id"] for item in reversed(client.items) if item["ratings"])
    client.say(rating="useful", about=rated)
    again = connect(client.opened["token"])
    assert again.opened["how"] == "kept"
    assert undated(item for item in again.opened["items"] if item["who"] == "bot") == undated(client.items)
    mine = [item for item in again.opened["items"] if item["who"] == "user"]
    assert [item["text"] for item in mine][:3] == ["/restart", "¿Puedo retirar mi queja?", "Sigue en trámite"]
    assert mine[3]["rating"] == {"value": "useful", "about": rated}


def test_a_rating_is_of_the_answer_that_it_was_given_to_and_counts_once(connect, assistant):
    client = connect()
    client.say(text="¿Puedo retirar mi queja?")
    client.say(text="¿dónde la retiro?")
    first, second = [item["id"] for item in client.items if item["ratings"]]
    for rating, about in (("useful", first), ("outdated", second), ("not_useful", first), ("not_useful", first)):
        assert client.say(rating=rating, about=about) == {}
    client.say(text="le faltó decirme el plazo")  # what «No útil» asks for
    kept = stored_ratings(assistant, client)
    assert {rating["about"]: (rating["verdict"], rating["rating"]) for rating in kept} == {
        first: ("withdrawal_conditions", "not_useful"),
        second: ("where", "outdated"),
    }
    assert [rating.get("comment") for rating in kept if rating["about"] == first] == ["le faltó decirme el plazo"]
    assert len(kept) == 2


def test_a_comment_is_kept_with_its_rating_and_without_personal_data(connect, assistant):
    client = connect()
    client.say(text="¿puedo reabrirla?")
    about = client.items[0]["id"]
    assert client.say(rating="not_useful", about=about) == {}
    assert client.say(rating="outdated", about=about, comment="no dice el plazo; soy ana@ejemplo.org") == {}
    assert client.items[-1]["text"] == "Gracias, lo guardo junto a su valoración."
    (kept,) = stored_ratings(assistant, client)
    assert (kept["rating"], kept["comment"]) == ("outdated", "no dice el plazo; soy [correo]")
    assert "ana@" not in str(stored_events(assistant.log.parent / "conversations.db"))
    shown = [item["rating"] for item in connect(client.opened["token"]).opened["items"] if "rating" in item]
    assert shown[-1] == {"value": "outdated", "about": about, "comment": "no dice el plazo; soy [correo]"}
    client.say(rating="not_my_question", about=about)
    assert [(r["rating"], r["comment"]) for r in stored_ratings(assistant, client)] == [
        ("not_my_question", "no dice el plazo; soy [correo]")
    ]
    assert client.say(text="¿dónde se retira?") == {} and client.items[-1]["answer"]["verdict"] == "where"


def test_words_that_are_commands_do_what_they_say(connect, assistant):
    client = connect()
    other = connect(client.opened["token"])
    assert client.say(text="Menú") == {}
    assert len(client.items[0]["buttons"]) > 10
    assert client.say(text="salir") == {"command": "leave"}
    assert client.items[-1]["text"].startswith("Hasta luego")
    assert client.say(text="salir", chosen=True) == {"command": "leave"}
    assert client.items[-1]["text"] == "Hasta la próxima."
    before = len(client.items)
    assert client.say(text="empezar de nuevo") == {"command": "restart"}
    assert len(client.items) == before
    assert [event["text"] for event in said_in(assistant, client)] == ["/capabilities", "/goodbye", "/goodbye"]
    typed = [item["text"] for item in other.items if item["who"] == "user"]
    read_back = [i["text"] for i in connect(client.opened["token"]).opened["items"] if i["who"] == "user"]
    assert typed == read_back == ["Menú", "salir", "salir"]


def stored_ratings(assistant: Assistant, client: Client) -> list[dict]:
    name = jwt.decode(client.opened["token"], options={"verify_signature": False})["sub"]
    events = stored_events(assistant.log.parent / "conversations.db", f"web:{name}")
    return [event["value"] for event in events if event["event"] == "slot" and event["name"] == "feedback"][-1]


def test_only_an_answer_of_the_conversation_can_be_rated(connect):
    client, other = connect(), connect()
    client.say(text="¿Puedo retirar mi queja?")
    other.say(text="¿dónde se retira?")
    question = client.items[-1]["id"]
    for about in (question, other.items[0]["id"], "nothing"):
        assert "no es de esta conversación" in client.say(rating="useful", about=about)["error"]
    assert client.say(rating="useful", about=client.items[0]["id"]) == {}


@pytest.mark.parametrize(
    "payload", ["/restart", "/session_start", "/back", '/inform{"status": ["in_process"]}', "/withdraw", "hola", ""]
)
def test_a_payload_that_was_not_offered_is_refused(connect, payload):
    client = connect()
    client.say(text="¿Puedo retirar mi queja?")
    assert "error" in client.say(payload=payload)
    assert len(client.items) == 3


def test_another_s_buttons_are_not_offered_here(connect):
    connect().say(text="¿Puedo retirar mi queja?")
    assert "error" in connect().say(payload='/inform{"status": "in_process"}')


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "no se entiende"),
        ([], "no se entiende"),
        ({"text": "hola"}, "no se entiende"),
        ({"id": 7, "text": "hola"}, "no se entiende"),
        ({"id": "../../etc", "text": "hola"}, "no se entiende"),
        ({"id": "a" * 65, "text": "hola"}, "no se entiende"),
        ({"id": "a" * 8}, "Falta «mensaje»"),
        ({"id": "a" * 8, "text": {"a": 1}}, "tiene que ser un texto"),
        ({"id": "a" * 8, "text": " \u202e "}, "está vacío"),
        ({"id": "a" * 8, "text": "a" * 1001}, "más de 1000 caracteres"),
        ({"id": "a" * 8, "payload": 7}, "tiene que ser un texto"),
        ({"id": "a" * 8, "text": "hola", "context": {"slot": "status"}}, "no se entiende"),
        ({"id": "a" * 8, "text": "hola", "context": {"page": ["a"]}}, "no se entiende"),
        ({"id": "a" * 8, "text": "hola", "context": {"page": "a" * 101}}, "no se entiende"),
        ({"id": "a" * 8, "text": "hola", "context": "page"}, "no se entiende"),
        ({"id": "a" * 8, "rating": "useful"}, "Falta «respuesta»"),
        ({"id": "a" * 8, "rating": ["useful"], "about": "x"}, "no existe"),
        ({"id": "a" * 8, "rating": "useful", "about": "x", "comment": 7}, "«comentario» tiene que ser un texto"),
        ({"id": "a" * 8, "rating": "/restart", "about": "x"}, "no existe"),
    ],
)
def test_a_message_that_breaks_the_contract_gets_a_sentence(connect, data, told):
    client = connect()
    assert told in client.socket.call("say", data)["error"]
    assert client.items == []


def test_the_context_is_kept_with_what_was_said_without_personal_data_and_shown_to_nobody(connect, assistant):
    client = connect()
    client.say(text="¿Puedo retirar mi queja?", context={"page": "/precios"})
    client.say(payload='/inform{"status": "in_process"}', context={"source": "boletín de ana@example.org\u202e"})
    ended = send(client, {"text": "gracias", "context": {"page": "1"}}, {"text": "adiós", "context": {"page": "2"}})
    wait_until(lambda: len(ended) == 2)
    kept = [event["metadata"].get("context") for event in said_in(assistant, client)]
    assert kept == [{"page": "/precios"}, {"source": "boletín de [correo]"}, {"page": "2"}]
    items = connect(client.opened["token"]).opened["items"]
    assert "precios" not in str(items) and [item["text"] for item in items if item["who"] == "user"][2:] == [
        "gracias",
        "adiós",
    ]


def test_too_many_messages_are_told_so(connect, connected):
    client, other = (connect(to=connected) for _ in range(2))
    ended = send(client, *({"text": "hola"} for _ in range(PER_MINUTE + 1)))
    wait_until(lambda: len(ended) == PER_MINUTE + 1)
    assert dict(ended) == {f"message-{n}": {} for n in range(PER_MINUTE)} | {
        f"message-{PER_MINUTE}": {"error": sentences().too_many}
    }
    assert other.say(text="hola") == {}


def test_rest_cannot_speak_in_a_web_conversation(assistant):
    assistant.say("hola", "web:abc")
    assert not has_tracker(assistant, "web:abc") and has_tracker(assistant, "rest:web:abc")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_a_foreign_origin_is_refused(assistant, origin):
    polled = httpx.get(f"{assistant.url}{PATH}?EIO=4&transport=polling", headers={"Origin": origin})
    assert polled.status_code == 400
    assert "access-control-allow-origin" not in polled.headers

    async def knock() -> None:
        url = f"ws://127.0.0.1:{assistant.port}{PATH}?EIO=4&transport=websocket"
        async with websockets.connect(url, origin=origin):
            pass

    with pytest.raises(websockets.InvalidStatusCode) as refused:
        asyncio.run(knock())
    assert refused.value.status_code == 400


def test_a_page_that_is_refused_can_ask_why_and_the_log_says_what_to_set(assistant):
    def ask(**headers: str) -> dict:
        told = httpx.get(f"{assistant.url}/chat/allowed", headers=headers)
        assert told.headers["access-control-allow-origin"] == "*" and "set-cookie" not in told.headers
        assert told.headers["cache-control"] == "no-store"
        return told.json()

    listed = f"http://localhost:{OTHER_SITE_PORT}"
    for allowed in ({}, {"Origin": assistant.url}, {"Origin": listed}, {"Origin": listed.upper()}):
        assert ask(**allowed) == {"allowed": True}
    for _ in range(3):
        assert ask(Origin="https://shop.example") == {"allowed": False}
        assert ask(Origin="null") == {"allowed": False}
    httpx.get(f"{assistant.url}{PATH}?EIO=4&transport=polling", headers={"Origin": "https://blog.example"})
    lines = [line for line in assistant.log.read_text().splitlines() if "WEB_ORIGINS" in line]
    for refused in ("https://shop.example", "https://blog.example"):
        assert len([line for line in lines if f"'{refused}'" in line]) == 1


def test_its_own_origin_is_let_in(assistant):
    polled = httpx.get(f"{assistant.url}{PATH}?EIO=4&transport=polling", headers={"Origin": assistant.url})
    assert polled.status_code == 200


def test_the_pages_are_served_with_their_policy_and_packed(assistant):
    assert f"{assistant.url}/chat/demo/" in assistant.log.read_text()
    assert httpx.get(f"{assistant.url}/chat/demo").headers["location"] == "demo/"
    for path in ("/chat/", "/chat/demo/"):
        page = httpx.get(assistant.url + path)
        assert page.status_code == 200
        assert "unsafe" not in page.headers["content-security-policy"]
        assert page.headers["content-type"] == "text/html; charset=utf-8"
    script = httpx.get(f"{assistant.url}/chat/widget.js", headers={"Accept-Encoding": "gzip"})
    assert script.headers["content-encoding"] == "gzip" and "retirada" in script.text
    etag = {"If-None-Match": script.headers["etag"]}
    assert httpx.get(f"{assistant.url}/chat/widget.js", headers=etag).status_code == 304
    for missing in ("nothing.js", "..%2f..%2fdomain.yml", "sources/P99"):
        assert httpx.get(f"{assistant.url}/chat/{missing}").status_code == 404


def test_every_source_question_can_be_read(assistant, rules):
    for question in rules.sources.questions:
        told = httpx.get(f"{assistant.url}/chat/sources/{question.id}")
        assert told.headers["access-control-allow-origin"] == "*"
        assert told.json()["statements"] == question.statements
