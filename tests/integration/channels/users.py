"""Users who write through each provider: webhook requests as the provider sends and signs them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import secrets
import time
from typing import Optional
from urllib.parse import parse_qsl, urlencode

import httpx
from twilio.request_validator import RequestValidator

from tests.conftest import Assistant
from tests.integration.channels.fakes import ENVIRONMENT, Fakes, Sent
from tests.waiting import wait_for

_numbers = itertools.count(secrets.randbelow(10**9) * 1000)


class ProviderUser:
    """Someone new who writes through one provider."""

    channel: str
    content_type = "application/json"
    signature_header: str

    def __init__(self, assistant: Assistant, fakes: Fakes) -> None:
        self.assistant = assistant
        self.fakes = fakes
        self.id = self.new_id()
        self.seen = 0

    @property
    def conversation(self) -> str:
        return f"{self.channel}:{self.id}"

    def new_id(self) -> str:
        return str(next(_numbers))

    def message(self, text: str, message_id: Optional[str] = None) -> bytes:
        """The body of a request that says `text`."""
        raise NotImplementedError

    def other(self) -> bytes:
        """The body of a request with something that is no text."""
        raise NotImplementedError

    def press(self, option: str) -> bytes:
        """The body of a request that presses a button."""
        raise NotImplementedError

    def sign(self, body: bytes) -> str:
        raise NotImplementedError

    def post(self, body: bytes, **headers: Optional[str]) -> httpx.Response:
        """Deliver `body` as the provider does; `headers` replace its own, None leaves one out."""
        own = {"content-type": self.content_type, **headers}
        if self.signature_header not in own:
            own[self.signature_header] = self.sign(body)
        return self.assistant.client.post(
            f"{self.assistant.url}/webhooks/{self.channel}/webhook",
            content=body,
            headers={name: value for name, value in own.items() if value is not None},
        )

    def say(self, text: str, replies: int = 1) -> list[Sent]:
        """Say `text` and wait for that many replies."""
        return self.deliver(self.message(text), replies)

    def introduce(self) -> None:
        """Have the first turn, which ends with the privacy notice, and forget its calls."""
        self.say("hola")
        assert wait_for(lambda: self.fakes.notices[self.id] == [1])
        self.fakes.attempts[self.id].clear()

    def deliver(self, body: bytes, replies: int = 1) -> list[Sent]:
        reply = self.post(body)
        assert reply.status_code == 200, reply.text
        return self.hear(replies)

    def hear_different(self, replies: int, seconds: float = 60) -> list[str]:
        """The texts this person got, each once, as soon as there are that many: a call that took a provider longer than
        the assistant waits for it is made again.
        """
        deadline = time.monotonic() + seconds
        while True:
            texts = list(dict.fromkeys(sent.text for sent in self.fakes.sent[self.id]))
            if len(texts) >= replies or time.monotonic() > deadline:
                assert len(texts) == replies, texts
                return texts
            time.sleep(0.005)

    def hear(self, replies: int, seconds: float = 60) -> list[Sent]:
        got = self.fakes.wait_for(self.id, self.seen + replies, seconds)[self.seen :]
        self.seen += len(got)
        return got


class TelegramUser(ProviderUser):
    channel = "telegram"
    signature_header = "x-telegram-bot-api-secret-token"

    def sign(self, body: bytes) -> str:
        return ENVIRONMENT["TELEGRAM_SECRET"]

    def update(self, update_id: Optional[str] = None, **content: object) -> bytes:
        return json.dumps({"update_id": int(update_id or next(_numbers)), **content}).encode()

    def content(self, **content: object) -> dict:
        user = {"id": int(self.id), "is_bot": False, "first_name": "Ana", "language_code": "es"}
        chat = {"id": int(self.id), "first_name": "Ana", "type": "private"}
        return {"message_id": next(_numbers) % 10**6, "from": user, "chat": chat, "date": int(time.time()), **content}

    def message(self, text: str, message_id: Optional[str] = None) -> bytes:
        return self.update(message_id, message=self.content(text=text))

    def other(self) -> bytes:
        return self.update(message=self.content(sticker={"file_id": "x", "width": 512, "height": 512}))

    def press(self, option: str) -> bytes:
        user = self.content()["from"]
        from_bot = {**self.content(text="¿?"), "from": {"id": 8100200300, "is_bot": True}}
        query = {"id": f"q{next(_numbers)}", "from": user, "message": from_bot, "data": option, "chat_instance": "1"}
        return self.update(callback_query=query)


class TwilioUser(ProviderUser):
    channel = "twilio"
    content_type = "application/x-www-form-urlencoded"
    signature_header = "x-twilio-signature"

    def new_id(self) -> str:
        return f"whatsapp:+51{next(_numbers)}"

    def sign(self, body: bytes, address: str = "https://chat.example.org/retirada/webhooks/twilio/webhook") -> str:
        # As Twilio's documentation says: the address, then each field's name and value, sorted.
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        return RequestValidator(ENVIRONMENT["TWILIO_AUTH_TOKEN"]).compute_signature(address, fields)

    def form(self, **fields: str) -> bytes:
        base = {
            "SmsMessageSid": "",
            "NumMedia": "0",
            "SmsStatus": "received",
            "AccountSid": ENVIRONMENT["TWILIO_ACCOUNT_SID"],
            "From": self.id,
            "To": "whatsapp:+14155238886",
            "ProfileName": "Ana Ñ.",
            "ApiVersion": "2010-04-01",
            "MessageSid": f"SM{next(_numbers):032x}",
            "Body": "",
        }
        return urlencode({**base, **fields}).encode()

    def message(self, text: str, message_id: Optional[str] = None) -> bytes:
        return self.form(Body=text, **({"MessageSid": message_id} if message_id else {}))

    def other(self) -> bytes:
        return self.form(NumMedia="1", MediaContentType0="image/jpeg", MediaUrl0="https://api.twilio.com/x")


class MetaUser(ProviderUser):
    signature_header = "x-hub-signature-256"

    def sign(self, body: bytes) -> str:
        secret = ENVIRONMENT[f"{self.channel.upper()}_APP_SECRET"].encode()
        return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()


class MessengerUser(MetaUser):
    channel = "messenger"

    def event(self, milliseconds: Optional[int] = None, **content: object) -> bytes:
        now = milliseconds or int(time.time() * 1000)
        event = {"sender": {"id": self.id}, "recipient": {"id": "1906385232743451"}, "timestamp": now, **content}
        page = {"id": "1906385232743451", "time": now, "messaging": [event]}
        return json.dumps({"object": "page", "entry": [page]}).encode()

    def message(self, text: str, message_id: Optional[str] = None) -> bytes:
        return self.event(message={"mid": message_id or f"m_{next(_numbers)}", "text": text})

    def other(self) -> bytes:
        picture = {"type": "image", "payload": {"url": "https://scontent.xx.fbcdn.net/x"}}
        return self.event(message={"mid": f"m_{next(_numbers)}", "attachments": [picture]})

    def press(self, option: str) -> bytes:
        return self.event(
            message={"mid": f"m_{next(_numbers)}", "text": "Una opción", "quick_reply": {"payload": option}}
        )


class WhatsAppUser(MetaUser):
    channel = "whatsapp"

    def value(self, phone: str = ENVIRONMENT["WHATSAPP_PHONE_ID"], **content: object) -> bytes:
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": phone},
            **content,
        }
        entry = {"id": "102290129340398", "changes": [{"value": value, "field": "messages"}]}
        return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()

    def received(self, message_id: Optional[str] = None, **content: object) -> dict:
        # As Meta's own, it holds the person's number.
        number = base64.b64encode(f"{self.id}:{next(_numbers)}".encode()).decode()
        message_id = message_id or f"wamid.{number}"
        return {"from": self.id, "id": message_id, "timestamp": str(int(time.time())), **content}

    def message(self, text: str, message_id: Optional[str] = None) -> bytes:
        contacts = [{"profile": {"name": "Ana"}, "wa_id": self.id}]
        messages = [self.received(message_id, type="text", text={"body": text})]
        return self.value(contacts=contacts, messages=messages)

    def other(self) -> bytes:
        return self.value(messages=[self.received(type="audio", audio={"id": "1", "voice": True})])

    def press(self, option: str) -> bytes:
        chosen = {"type": "list_reply", "list_reply": {"id": option, "title": "Una opción"}}
        return self.value(messages=[self.received(type="interactive", interactive=chosen)])


USERS = {user.channel: user for user in (TelegramUser, TwilioUser, MessengerUser, WhatsAppUser)}
