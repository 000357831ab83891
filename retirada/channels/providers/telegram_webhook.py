"""Tells Telegram where to send messages.

`python -m retirada.channels.providers.telegram_webhook https://your.domain` (or `delete`).
"""

from __future__ import annotations

import asyncio
import re
import sys

from retirada.channels.core.settings import load
from retirada.channels.providers.client import DeliveryError
from retirada.channels.providers.telegram import UPDATES, client_of


async def set_webhook(address: str) -> str:
    """Have Telegram send messages to `address`, or to nobody with «delete».

    Returns:
        What was done, in a sentence.

    Raises:
        SystemExit: Telegram is not configured, the address is not https, or Telegram refuses or can't be reached.
    """
    settings = load().providers.get("telegram")
    if not settings:
        raise SystemExit("Set TELEGRAM_TOKEN and TELEGRAM_SECRET first. See docs/channels.md.")
    client = client_of(settings)
    try:
        if address == "delete":
            await client.post("/deleteWebhook", json={})
            return "Telegram sends messages nowhere now."
        if not re.fullmatch(r"https://[^\s?#]+", address):
            raise SystemExit("Give the public address of the assistant, https://…, or delete.")
        url = f"{address.rstrip('/')}/webhooks/telegram/webhook"
        secret = settings["TELEGRAM_SECRET"]
        await client.post("/setWebhook", json={"url": url, "secret_token": secret, "allowed_updates": UPDATES})
        return f"Telegram sends messages to {url} now."
    except DeliveryError as error:
        raise SystemExit(f"Nothing was changed at Telegram: {error}") from None
    finally:
        await client.close()


def main() -> None:
    """Do what the command line says."""
    print(asyncio.run(set_webhook(sys.argv[1] if len(sys.argv) == 2 else "")))


if __name__ == "__main__":
    main()
