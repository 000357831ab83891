"""The channels that need an account, each switched on by its environment variables."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.blueprint_group import BlueprintGroup

from retirada.channels.core.settings import settings_of
from retirada.channels.providers.connector import Connector
from retirada.channels.providers.messenger import Messenger
from retirada.channels.providers.telegram import Telegram
from retirada.channels.providers.twilio import Twilio
from retirada.channels.providers.whatsapp import WhatsApp

CONNECTORS: tuple[type[Connector], ...] = (Telegram, Twilio, Messenger, WhatsApp)


class ProvidersInput(InputChannel):
    """All of them under one entry of credentials.yml, each at /webhooks/<its name>/webhook."""

    def __init__(self, connectors: list[Connector]) -> None:
        self._connectors = connectors

    @classmethod
    def name(cls) -> str:
        return "providers"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict]) -> InputChannel:
        """Raises SystemExit with one line for a channel that is half set."""
        found = [(connector, settings_of(connector.channel)) for connector in CONNECTORS]
        return cls([connector(settings) for connector, settings in found if settings])

    def url_prefix(self) -> str:
        # Absolute, because Sanic joins a group's prefix to this one.
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> BlueprintGroup:
        """One blueprint for each channel that is on."""
        return Blueprint.group(*(c.blueprint(on_new_message) for c in self._connectors), url_prefix="/webhooks")
