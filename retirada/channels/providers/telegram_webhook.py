"""Tells Telegram where to send messages.

`python -m retirada.channels.providers.telegram_webhook https://your.domain` (or `delete`).
"""

from __future__ import annotations

import asyncio
import re
import sys

from retirada.channels.core.settings import settings_of
from retirada.channels.providers.client import Undelivered
from retirada.channels.providers.telegram import UPDATES, api_of


async def set_webhook(address: str) -> str:
    """Have Telegram send messages to `address`, or to nobody with «delete».

    Returns:
        What was done, in a sentence.

    Raises:
        SystemExit: Telegram is not configured, the address is not https, or Telegram refuses.
    """
    settings = settings_of("telegram")
    if not settings:
        raise SystemExit("Set TELEGRAM_TOKEN and TELEGRAM_SECRET first. See docs/channels.md.")
    api = api_of(settings)
    try:
        if address == "delete":
            await api.post("/deleteWebhook", json={})
            return "Telegram sends messages nowhere now."
        if not re.fullmatch(r"https://[^\s?#]+", address):
            raise SystemExit("Give the public address of the assistant, https://…, or delete.")
        url = f"{address.rstrip('/')}/webhooks/telegram/webhook"
        secret = settings["TELEGRAM_SECRET"]
        await api.post("/setWebhook", json={"url": url, "secret_token": secret, "allowed_updates": UPDATES})
        return f"Telegram sends messages to {url} now."
    except Undelivered as error:
        raise SystemExit(f"Telegram refused: {error}") from None
    finally:
        await api.close()


def main() -> None:
    """Do what the command line says."""
    print(asyncio.run(set_webhook(sys.argv[1] if len(sys.argv) == 2 else "")))


if __name__ == "__main__":
    main()
