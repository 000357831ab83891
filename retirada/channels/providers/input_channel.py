"""The channels that need an account, each switched on by its environment variables."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.blueprint_group import BlueprintGroup

from retirada.channels.core.input_channel import ConfiguredInput
from retirada.channels.core.settings import ChannelSettings
from retirada.channels.providers.messenger import Messenger
from retirada.channels.providers.telegram import Telegram
from retirada.channels.providers.twilio import Twilio
from retirada.channels.providers.whatsapp import WhatsApp

CONNECTORS = (Telegram, Twilio, Messenger, WhatsApp)


class ProvidersInput(ConfiguredInput):
    """The providers' channels under one entry of credentials.yml, each at /webhooks/<its name>/webhook."""

    def __init__(self, settings: ChannelSettings) -> None:
        super().__init__(settings)
        providers = settings.providers
        self._connectors = [kind(providers[kind.channel]) for kind in CONNECTORS if kind.channel in providers]

    @classmethod
    def name(cls) -> str:
        return "providers"

    def url_prefix(self) -> str:
        # Absolute, because Sanic joins a group's prefix to this one.
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> BlueprintGroup:
        """One blueprint for each channel that is on."""
        blueprints = [connector.blueprint(on_new_message, self._settings) for connector in self._connectors]
        return Blueprint.group(*blueprints, url_prefix="/webhooks")
