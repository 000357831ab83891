"""What the channels read from the environment. Knows nothing of Rasa: it can be checked before anything starts."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from typing import Optional

# A channel is on when any of its variables is set, and then it needs them all.
REQUIRED = {
    "telegram": ("TELEGRAM_TOKEN", "TELEGRAM_SECRET"),
    "twilio": ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PUBLIC_URL"),
    "messenger": ("MESSENGER_TOKEN", "MESSENGER_APP_SECRET", "MESSENGER_VERIFY_TOKEN"),
    "whatsapp": ("WHATSAPP_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_PHONE_ID"),
}
# Where the assistant calls each provider: a Bot API server of one's own, a Twilio region, another Graph version.
API = {
    "telegram": ("TELEGRAM_API", "https://api.telegram.org"),
    "twilio": ("TWILIO_API", "https://api.twilio.com"),
    "messenger": ("GRAPH_API", "https://graph.facebook.com/v21.0"),
    "whatsapp": ("GRAPH_API", "https://graph.facebook.com/v21.0"),
}
_SHAPES = {
    "TELEGRAM_TOKEN": (r"\d+:[A-Za-z0-9_-]{30,}", "the token that BotFather gives, «123456:ABC…»"),
    "TELEGRAM_SECRET": (r"[A-Za-z0-9_-]{16,256}", "16 to 256 letters, digits, «_» and «-»"),
    "TWILIO_ACCOUNT_SID": (r"AC[0-9a-f]{32}", "«AC» and 32 hexadecimal digits"),
    "TWILIO_PUBLIC_URL": (
        r"https://[^\s?#]*[^\s?#/]",
        "https, without a final slash: what Twilio calls, up to /webhooks",
    ),
    "MESSENGER_VERIFY_TOKEN": (r".{16,}", "16 characters or more"),
    "WHATSAPP_VERIFY_TOKEN": (r".{16,}", "16 characters or more"),
    "WHATSAPP_PHONE_ID": (r"\d+", "the number's id, digits only"),
    "REST_KEY": (r"[!-~]{16,}", "16 characters or more, without spaces"),
    "REDIS_URL": (r"rediss?://\S+", "redis://… or rediss://…"),
    "SANIC_PROXIES_COUNT": (r"[1-9]", "how many proxies are in front, 1 to 9"),
}
_API_SHAPE = re.compile(r"https://\S+[^/\s]|http://127\.0\.0\.1:\d+(/\S*[^/\s])?")


def settings_of(channel: str, environment: Mapping[str, str] = os.environ) -> Optional[dict[str, str]]:
    """The settings of a provider's channel, or None where it is off.

    Returns:
        variable → value, and "API" → the address of the provider's interface.

    Raises:
        SystemExit: it is half set, or a value has not the shape it must have. The text is one line.
    """
    wanted = REQUIRED[channel]
    found = {name: environment.get(name, "").strip() for name in wanted}
    if not any(found.values()):
        return None
    missing = [name for name, value in found.items() if not value]
    if missing:
        raise SystemExit(f"The {channel} channel is half set: {', '.join(missing)} missing. See docs/channels.md.")
    for name in wanted:
        _require_shape(name, found[name])
    variable, default = API[channel]
    api = environment.get(variable) or default
    if not _API_SHAPE.fullmatch(api):
        raise SystemExit(f"{variable} must be an https address without a final slash.")
    return {**found, "API": api}


def optional(name: str, environment: Mapping[str, str] = os.environ) -> Optional[str]:
    """REST_KEY, REDIS_URL or SANIC_PROXIES_COUNT, or None where it is not set.

    Raises:
        SystemExit: its value has not the shape it must have.
    """
    value = environment.get(name, "").strip()
    if value:
        _require_shape(name, value)
    return value or None


def require_key_off_loopback(address: str, environment: Mapping[str, str] = os.environ) -> None:
    """Raise SystemExit where `address` can be reached from other machines and REST_KEY is not set."""
    if not optional("REST_KEY", environment) and not is_loopback(address):
        raise SystemExit(f"Listening on {address}, REST needs a key: set REST_KEY. See docs/channels.md.")


def check(environment: Mapping[str, str] = os.environ) -> None:
    """Raise SystemExit with one line where the environment cannot be obeyed. Otherwise do nothing."""
    for channel in REQUIRED:
        settings_of(channel, environment)
    for name in ("REST_KEY", "REDIS_URL", "SANIC_PROXIES_COUNT"):
        optional(name, environment)


def _require_shape(name: str, value: str) -> None:
    # The value itself may be a secret, so it is not shown.
    pattern, description = _SHAPES.get(name, (r"\S+", "without spaces"))
    if not re.fullmatch(pattern, value):
        raise SystemExit(f"{name} has not the right shape: {description}.")


def is_loopback(address: str) -> bool:
    """Whether `address`, a name or an IP address, is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
