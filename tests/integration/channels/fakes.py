"""Telegram, Twilio and Meta on loopback: they check every call that the assistant makes, and can misbehave."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field

from aiohttp import BasicAuth, web

ENVIRONMENT = {
    "TELEGRAM_TOKEN": "8100200300:AAtest-token_of-the-fake-bot-0123456789",
    "TELEGRAM_SECRET": "telegram-secret_0123456789",
    "TWILIO_ACCOUNT_SID": "AC" + "0123456789abcdef" * 2,
    "TWILIO_AUTH_TOKEN": "fedcba9876543210" * 2,
    "TWILIO_PUBLIC_URL": "https://chat.example.org/retirada",
    "MESSENGER_TOKEN": "EAAmessengerpagetoken0123456789",
    "MESSENGER_APP_SECRET": "messenger-app-secret-0123456789",
    "MESSENGER_VERIFY_TOKEN": "messenger-verify-token",
    "WHATSAPP_TOKEN": "EAAwhatsappsystemtoken0123456789",
    "WHATSAPP_APP_SECRET": "whatsapp-app-secret-0123456789",
    "WHATSAPP_VERIFY_TOKEN": "whatsapp-verify-token",
    "WHATSAPP_PHONE_ID": "106540352242922",
}
BOT_NAME = "RetiradaBot"
TIMEOUT_SECONDS = 5.5
SLOW_SECONDS = 0.5
NOTICE = "Privacidad: "


@dataclass
class Sent:
    """A message that a provider took: its text, its buttons as (title, what comes back), and when."""

    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    body: dict = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)


class Fakes:
    """All providers on one port, in a thread of their own.

    Attributes:
        sent: recipient → what it got, but for privacy notices.
        notices: recipient → after how many of those each privacy notice came.
        problems: calls that a provider would have refused.
        misbehave: recipient → how the next calls for it go: "429", "500", "timeout", "slow", "close", "403",
            "redirect".
        attempts: recipient → when each call came, whatever its end.
        acknowledged: ids of Telegram's callback queries.
        webhooks: bodies of Telegram's setWebhook.
    """

    def __init__(self) -> None:
        self.sent: dict[str, list[Sent]] = defaultdict(list)
        self.notices: dict[str, list[int]] = defaultdict(list)
        self.problems: list[str] = []
        self.misbehave: dict[str, list[str]] = defaultdict(list)
        self.attempts: dict[str, list[float]] = defaultdict(list)
        self.acknowledged: list[str] = []
        self.webhooks: list[dict] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        assert self._ready.wait(10)

    @property
    def environment(self) -> dict[str, str]:
        here = f"http://127.0.0.1:{self.port}"
        return {**ENVIRONMENT, "TELEGRAM_API": here, "TWILIO_API": here, "GRAPH_API": f"{here}/v21.0"}

    def wait_for(self, recipient: str, count: int, seconds: float = 60) -> list[Sent]:
        """The messages that `recipient` got, once there are `count`; a failure when they do not come."""
        deadline = time.monotonic() + seconds
        while len(self.sent[recipient]) < count and time.monotonic() < deadline:
            time.sleep(0.005)
        got = list(self.sent[recipient])
        assert len(got) >= count, f"{recipient} got {len(got)} messages, not {count}: {[sent.text for sent in got]}"
        return got

    def _take(self, recipient: str, sent: Sent) -> None:
        if sent.text.startswith(NOTICE):
            _require(not sent.buttons, "a privacy notice has buttons")
            self.notices[recipient].append(len(self.sent[recipient]))
        else:
            self.sent[recipient].append(sent)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        self.port = site._server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        try:
            path = request.path
            if path.startswith("/bot"):
                return await self._telegram(request)
            if path.startswith("/2010-04-01/"):
                return await self._twilio(request)
            return await self._graph(request)
        except AssertionError as problem:
            self.problems.append(f"{request.method} {request.path}: {problem}")
            return web.json_response({"error": {"message": str(problem)}}, status=400)

    async def _telegram(self, request: web.Request) -> web.StreamResponse:
        token, method = request.path.removeprefix("/bot").rsplit("/", 1)
        _require(token == ENVIRONMENT["TELEGRAM_TOKEN"], "wrong token")
        _require(request.content_type == "application/json", "not JSON")
        body = await request.json()
        if method == "getMe":
            return _ok({"id": int(token.split(":")[0]), "is_bot": True, "username": BOT_NAME})
        if method == "answerCallbackQuery":
            self.acknowledged.append(body["callback_query_id"])
            return _ok(True)
        if method in ("setWebhook", "deleteWebhook"):
            self.webhooks.append(body)
            return _ok(True)
        _require(method == "sendMessage", f"no such method: {method}")
        _require(isinstance(body.get("chat_id"), int), "chat_id is not a number")
        _require(1 <= len(body.get("text", "")) <= 4096, "text has not 1 to 4096 characters")
        _require(
            set(body) <= {"chat_id", "text", "reply_markup", "reply_parameters", "message_thread_id"}, "unknown field"
        )
        rows = body.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [(key["text"], key["callback_data"]) for row in rows for key in row]
        for title, data in buttons:
            _require(title and 1 <= len(data.encode()) <= 64, "callback_data has not 1 to 64 bytes")
        recipient = str(body["chat_id"])
        bad = await self._misbehaviour(request, recipient, telegram=True)
        if bad is None:
            self._take(recipient, Sent(body["text"], buttons, body))
        return _ok({"message_id": 1}) if bad is None else bad

    async def _twilio(self, request: web.Request) -> web.StreamResponse:
        account = ENVIRONMENT["TWILIO_ACCOUNT_SID"]
        _require(request.path == f"/2010-04-01/Accounts/{account}/Messages.json", "wrong path")
        auth = BasicAuth.decode(request.headers.get("Authorization", ""))
        _require((auth.login, auth.password) == (account, ENVIRONMENT["TWILIO_AUTH_TOKEN"]), "wrong credentials")
        _require(request.content_type == "application/x-www-form-urlencoded", "not a form")
        form = dict(await request.post())
        _require(set(form) == {"From", "To", "Body"}, f"wrong fields: {sorted(form)}")
        _require(1 <= len(form["Body"]) <= 1600, "Body has not 1 to 1600 characters")
        bad = await self._misbehaviour(request, form["To"])
        if bad is None:
            self._take(form["To"], Sent(form["Body"], body=form))
        # An empty response counts as false.
        return web.json_response({"sid": "SM" + "0" * 32, "status": "queued"}, status=201) if bad is None else bad

    async def _graph(self, request: web.Request) -> web.StreamResponse:
        whatsapp = request.path == f"/v21.0/{ENVIRONMENT['WHATSAPP_PHONE_ID']}/messages"
        _require(whatsapp or request.path == "/v21.0/me/messages", "wrong path")
        name = "WHATSAPP" if whatsapp else "MESSENGER"
        token, secret = ENVIRONMENT[f"{name}_TOKEN"], ENVIRONMENT[f"{name}_APP_SECRET"]
        _require(request.headers.get("Authorization") == f"Bearer {token}", "wrong token")
        proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        _require(dict(request.query) == {"appsecret_proof": proof}, "wrong appsecret_proof")
        body = await request.json()
        recipient, sent = _whatsapp(body) if whatsapp else _messenger(body)
        bad = await self._misbehaviour(request, recipient)
        if bad is None:
            self._take(recipient, sent)
        return web.json_response({"messages": [{"id": "wamid.X"}], "message_id": "m_X"}) if bad is None else bad

    async def _misbehaviour(
        self, request: web.Request, recipient: str, telegram: bool = False
    ) -> web.StreamResponse | None:
        self.attempts[recipient].append(time.monotonic())
        how = self.misbehave[recipient].pop(0) if self.misbehave[recipient] else None
        if how == "429":
            if telegram:
                body = {"ok": False, "error_code": 429, "parameters": {"retry_after": 2}}
                return web.json_response(body, status=429)
            return web.Response(status=429, headers={"Retry-After": "2"})
        if how in ("500", "403"):
            return web.Response(status=int(how), text="<html>")
        if how == "redirect":
            return web.Response(status=307, headers={"Location": f"http://127.0.0.1:{self.port}/elsewhere"})
        if how == "slow":
            await asyncio.sleep(SLOW_SECONDS)
        if how == "timeout":
            await asyncio.sleep(TIMEOUT_SECONDS)
            return web.Response(status=504)
        if how == "close":
            reply = web.StreamResponse(headers={"Content-Length": "100", "Content-Type": "application/json"})
            await reply.prepare(request)
            await reply.write(b'{"ok": tr')
            request.transport.abort()
            return reply
        return None


def _require(condition: object, problem: str) -> None:
    if not condition:
        raise AssertionError(problem)


def _ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _messenger(body: dict) -> tuple[str, Sent]:
    _require(set(body) == {"recipient", "messaging_type", "message"}, "wrong fields")
    _require(body["messaging_type"] == "RESPONSE", "wrong messaging_type")
    message = body["message"]
    _require(1 <= len(message["text"]) <= 2000, "text has not 1 to 2000 characters")
    replies = message.get("quick_replies", [])
    _require(len(replies) <= 13, "more than 13 quick replies")
    for reply in replies:
        _require(reply["content_type"] == "text", "wrong content_type")
        _require(1 <= len(reply["title"]) <= 20, "a title has not 1 to 20 characters")
        _require(1 <= len(reply["payload"]) <= 1000, "a payload has not 1 to 1000 characters")
    return body["recipient"]["id"], Sent(message["text"], [(r["title"], r["payload"]) for r in replies], body)


def _whatsapp(body: dict) -> tuple[str, Sent]:
    _require(body["messaging_product"] == "whatsapp" and body["recipient_type"] == "individual", "wrong product")
    _require(set(body) == {"messaging_product", "recipient_type", "to", "type", body["type"]}, "wrong fields")
    if body["type"] == "text":
        _require(1 <= len(body["text"]["body"]) <= 4096, "body has not 1 to 4096 characters")
        return body["to"], Sent(body["text"]["body"], body=body)
    interactive = body["interactive"]
    action, text = interactive["action"], interactive["body"]["text"]
    _require(1 <= len(text) <= 1024, "body has not 1 to 1024 characters")
    if interactive["type"] == "button":
        options, most, longest = [b["reply"] for b in action["buttons"]], 3, 20
        _require(all(b["type"] == "reply" for b in action["buttons"]), "wrong button")
    else:
        _require(interactive["type"] == "list" and 1 <= len(action["button"]) <= 20, "wrong list")
        _require(len(action["sections"]) == 1, "more than one section needs titles")
        options, most, longest = action["sections"][0]["rows"], 10, 24
    _require(1 <= len(options) <= most, f"not 1 to {most} options")
    titles = [option["title"] for option in options]
    _require(len(set(titles)) == len(titles), "two options with the same title")
    for option in options:
        _require(1 <= len(option["title"]) <= longest, f"a title has not 1 to {longest} characters")
        _require(1 <= len(option["id"]) <= 200, "an id has not 1 to 200 characters")
        _require(
            set(option) <= {"id", "title", *(("description",) if most == 10 else ())}, "unknown field of an option"
        )
        _require(1 <= len(option.get("description", "-")) <= 72, "a description has not 1 to 72 characters")
    return body["to"], Sent(text, [(o["title"], o["id"]) for o in options], body)
