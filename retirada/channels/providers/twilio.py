"""Twilio: SMS and WhatsApp. https://www.twilio.com/docs/messaging/guides/webhook-request"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional
from urllib.parse import parse_qs

import aiohttp
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse
from twilio.request_validator import RequestValidator

from retirada.channels.providers.client import ProviderClient
from retirada.channels.providers.connector import Connector
from retirada.channels.providers.incoming import IncomingMessage
from retirada.channels.providers.text import split_text

MAX_TEXT = 1600
MAX_FIELDS = 200


class Twilio(Connector):
    """SMS and WhatsApp over Twilio."""

    channel = "twilio"
    # SMS has no buttons, and WhatsApp's need templates that Twilio approves.
    max_buttons = 0

    def __init__(self, settings: Mapping[str, str]) -> None:
        account, token = settings["TWILIO_ACCOUNT_SID"], settings["TWILIO_AUTH_TOKEN"]
        address = f"{settings['API']}/2010-04-01/Accounts/{account}"
        super().__init__(settings, ProviderClient("twilio", address, auth=aiohttp.BasicAuth(account, token)))
        self._account = account
        self._validator = RequestValidator(token)

    def is_verified(self, request: Request) -> bool:
        """Twilio signs the fields and the address that it calls, which a proxy hides from us."""
        address = f"{self.settings['TWILIO_PUBLIC_URL']}/webhooks/twilio/webhook"
        if request.query_string:
            address += f"?{request.query_string}"
        fields = _fields(request)
        signature = request.headers.getone("x-twilio-signature", "")
        return fields is not None and self._validator.validate(address, fields, signature)

    async def read(self, request: Request) -> list[IncomingMessage]:
        """One message; reports on our own messages, and those of other accounts, are left out."""
        fields = _fields(request) or _Fields()
        sender, number, message_id = fields.first("From"), fields.first("To"), fields.first("MessageSid")
        is_report = fields.first("SmsStatus") not in ("", "received") or fields.first("MessageStatus")
        # A person who writes STOP may not be written to; Twilio confirms it by itself.
        if is_report or fields.first("OptOutType") or fields.first("AccountSid") != self._account:
            return []
        if not (sender and number and message_id):
            return []
        reply_context = {"From": number, "To": sender}
        return [IncomingMessage(sender, message_id, fields.first("Body") or None, reply_context=reply_context)]

    async def send(self, to: IncomingMessage, text: str, buttons: list[dict[str, Any]]) -> None:
        """POST Messages.json, from the number that was written to."""
        for part in split_text(text, MAX_TEXT):
            await self.client.post("/Messages.json", form={**to.reply_context, "Body": part})

    def success_response(self) -> HTTPResponse:
        """An empty TwiML document: the reply goes through the API."""
        return response.raw(b'<?xml version="1.0" encoding="UTF-8"?><Response/>', content_type="text/xml")


class _Fields(dict[str, list[str]]):
    """A form's fields, as Twilio's validator reads them: name → every value."""

    def getall(self, name: str) -> list[str]:
        return self[name]

    def first(self, name: str) -> str:
        return self.get(name, [""])[0]


def _fields(request: Request) -> Optional[_Fields]:
    # Sanic drops empty fields, which are signed too.
    try:
        return _Fields(parse_qs(request.body.decode(), True, True, errors="strict", max_num_fields=MAX_FIELDS))
    except ValueError:
        return None
