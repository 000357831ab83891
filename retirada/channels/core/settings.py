"""The channels' settings, read from the environment and validated. Imports no Rasa: they are checked before it starts.

No other module of the channels reads the environment.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Optional
from urllib.parse import urlsplit

from limits import RateLimitItem, parse

from retirada.retention import RETENTION_DAYS, retention_days
from retirada.secret_file import MIN_LENGTH

# A provider's channel is on when any of its variables is set, and then it needs them all.
REQUIRED = {
    "telegram": ("TELEGRAM_TOKEN", "TELEGRAM_SECRET"),
    "twilio": ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_PUBLIC_URL"),
    "messenger": ("MESSENGER_TOKEN", "MESSENGER_APP_SECRET", "MESSENGER_VERIFY_TOKEN"),
    "whatsapp": ("WHATSAPP_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_PHONE_ID"),
}
CHANNELS = (*REQUIRED, "rest", "web")
# Where the assistant calls each provider: a Bot API server of one's own, a Twilio region, another Graph version.
API = {
    "telegram": ("TELEGRAM_API", "https://api.telegram.org"),
    "twilio": ("TWILIO_API", "https://api.twilio.com"),
    "messenger": ("GRAPH_API", "https://graph.facebook.com/v21.0"),
    "whatsapp": ("GRAPH_API", "https://graph.facebook.com/v21.0"),
}
# A person types a few messages a minute, and may paste a long one line by line into the web chat, where it costs nobody
# anything. Behind REST are other people's servers, which answer for their own users.
PER_SENDER = {"rest": "6000/minute", "web": "240/minute"}
PER_ADDRESS = {"rest": "6000/minute", "web": "600/minute"}
PER_CHANNEL = {"rest": "60000/minute"}
DEFAULT_PER_SENDER = "30/minute"
DEFAULT_PER_CHANNEL = "1200/minute"

DEFAULT_SESSION_HOURS = 7 * 24
MAX_SESSION_HOURS = 24 * 366

# https, without a final slash.
_PUBLIC_ADDRESS = r"https://[^\s?#]*[^\s?#/]"
_SHAPES = {
    "PUBLIC_URL": (_PUBLIC_ADDRESS, "https, without a final slash: the address up to /guia"),
    "TELEGRAM_TOKEN": (r"\d+:[A-Za-z0-9_-]{30,}", "the token that BotFather gives, «123456:ABC…»"),
    "TELEGRAM_SECRET": (r"[A-Za-z0-9_-]{16,256}", "16 to 256 letters, digits, «_» and «-»"),
    "TWILIO_ACCOUNT_SID": (r"AC[0-9a-f]{32}", "«AC» and 32 hexadecimal digits"),
    "TWILIO_PUBLIC_URL": (_PUBLIC_ADDRESS, "https, without a final slash: what Twilio calls, up to /webhooks"),
    "MESSENGER_VERIFY_TOKEN": (r".{16,}", "16 characters or more"),
    "WHATSAPP_VERIFY_TOKEN": (r".{16,}", "16 characters or more"),
    "WHATSAPP_PHONE_ID": (r"\d+", "the number's id, digits only"),
    "REST_KEY": (r"[!-~]{16,}", "16 characters or more, without spaces"),
    "REDIS_URL": (r"rediss?://\S+", "redis://… or rediss://…"),
    "SANIC_PROXIES_COUNT": (r"[1-9]", "how many proxies are in front, 1 to 9"),
    **dict.fromkeys(
        ("WEB_SECRET", "SENDER_KEY", "SENDER_KEY_OLD"),
        (rf"(?s:.{{{MIN_LENGTH},}})", f"at least {MIN_LENGTH} random characters"),
    ),
}
_API_SHAPE = re.compile(r"https://\S+[^/\s]|http://127\.0\.0\.1:\d+(/\S*[^/\s])?")


class RateLimits(NamedTuple):
    """How much may be sent to one channel by one sender, from one client address, and by all together."""

    per_sender: RateLimitItem
    per_address: RateLimitItem
    per_channel: RateLimitItem


@dataclass(frozen=True)
class ChannelSettings:
    """What the environment says of the channels.

    Attributes:
        providers: channel → its variables and their values, and "API" → the address of the provider's interface. Only
            the channels that are on.
        rates: channel → its limits.
        public_url: the assistant's public address, or None: with it, messages that cite the guide say where to read it.
        rest_key: what REST wants to hear, or None.
        redis_url: what several processes share (rates, locks, unanswered deliveries, web sockets), or None: one process
            alone.
        sender_key: what the digests of senders are made with, or None to generate one.
        sender_key_old: the key before, with which they were made so far, or None.
        web_secret: what session tokens are signed with, or None to generate one.
        web_session_hours: how long a web conversation can be resumed.
        web_origins: the other sites that may embed the chat, in lower case.
        log_json: whether each turn is a line of log.
        retention_days: how long conversations are kept.
    """

    providers: Mapping[str, Mapping[str, str]]
    rates: Mapping[str, RateLimits]
    public_url: Optional[str]
    rest_key: Optional[str]
    redis_url: Optional[str]
    sender_key: Optional[str]
    sender_key_old: Optional[str]
    web_secret: Optional[str]
    web_session_hours: float
    web_origins: frozenset[str]
    log_json: bool
    retention_days: int


def load(environment: Mapping[str, str] = os.environ) -> ChannelSettings:
    """Read and validate the settings of all channels.

    Raises:
        SystemExit: a channel is half set, or a value does not have the form that it must have. The text is one line
            and shows no secret.
    """
    _optional("SANIC_PROXIES_COUNT", environment)  # read by Sanic itself
    providers = {channel: _provider(channel, environment) for channel in REQUIRED}
    return ChannelSettings(
        providers={channel: values for channel, values in providers.items() if values},
        rates={channel: rate_limits(channel, environment) for channel in CHANNELS},
        public_url=_optional("PUBLIC_URL", environment),
        rest_key=_optional("REST_KEY", environment),
        redis_url=_optional("REDIS_URL", environment),
        sender_key=_optional("SENDER_KEY", environment),
        sender_key_old=_optional("SENDER_KEY_OLD", environment),
        web_secret=_optional("WEB_SECRET", environment),
        web_session_hours=_session_hours(environment),
        web_origins=_origins(environment),
        log_json=logs_json(environment),
        retention_days=retention_days(environment.get("RETENTION_DAYS") or RETENTION_DAYS),
    )


def log_level() -> str:
    """LOG_LEVEL, default WARNING. Read at each call: the action server sets nothing up for the channels."""
    return os.environ.get("LOG_LEVEL", "WARNING")


def logs_json(environment: Mapping[str, str]) -> bool:
    """Whether LOG_FORMAT is «json»; default: «text».

    Raises:
        SystemExit: it is neither.
    """
    log_format = environment.get("LOG_FORMAT") or "text"
    if log_format not in ("json", "text"):
        raise SystemExit(f"LOG_FORMAT must be «json» or «text», not «{log_format}».")
    return log_format == "json"


def rate_limits(channel: str, environment: Mapping[str, str]) -> RateLimits:
    """The limits of `channel`, which <CHANNEL>_RATE_PER_SENDER, …_PER_ADDRESS and …_PER_CHANNEL replace.

    Raises:
        SystemExit: one is not of the form «30/minute».
    """
    return RateLimits(
        _rate(f"{channel.upper()}_RATE_PER_SENDER", PER_SENDER.get(channel, DEFAULT_PER_SENDER), environment),
        _rate(f"{channel.upper()}_RATE_PER_ADDRESS", PER_ADDRESS.get(channel, DEFAULT_PER_CHANNEL), environment),
        _rate(f"{channel.upper()}_RATE_PER_CHANNEL", PER_CHANNEL.get(channel, DEFAULT_PER_CHANNEL), environment),
    )


def require_key_off_loopback(address: str, settings: Optional[ChannelSettings] = None) -> None:
    """Raise SystemExit where `address` can be reached from other machines and REST_KEY is not set.

    Args:
        address: where the assistant listens.
        settings: default: those of the environment.
    """
    if not is_loopback(address) and not (settings or load()).rest_key:
        raise SystemExit(f"Listening on {address}, REST needs a key: set REST_KEY. See docs/channels.md.")


def is_loopback(address: str) -> bool:
    """Whether `address`, a host name or an IP address, is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _provider(channel: str, environment: Mapping[str, str]) -> Optional[dict[str, str]]:
    """The settings of a provider's channel, or None where it is off."""
    values = {name: environment.get(name, "").strip() for name in REQUIRED[channel]}
    if not any(values.values()):
        return None
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise SystemExit(f"The {channel} channel is half set: {', '.join(missing)} missing. See docs/channels.md.")
    for name, value in values.items():
        _require_shape(name, value)
    variable, default = API[channel]
    api = environment.get(variable) or default
    if not _API_SHAPE.fullmatch(api):
        raise SystemExit(f"{variable} must be an https address without a final slash.")
    return {**values, "API": api}


def _optional(name: str, environment: Mapping[str, str]) -> Optional[str]:
    value = environment.get(name, "").strip()
    if value:
        _require_shape(name, value)
    return value or None


def _require_shape(name: str, value: str) -> None:
    # The value itself may be a secret, so it is not shown.
    pattern, description = _SHAPES.get(name, (r"\S+", "without spaces"))
    if not re.fullmatch(pattern, value):
        raise SystemExit(f"{name} has not the right shape: {description}.")


def _rate(name: str, default: str, environment: Mapping[str, str]) -> RateLimitItem:
    try:
        return parse(environment.get(name) or default)
    except ValueError:
        raise SystemExit(f"{name} must be a rate like «30/minute» or «500/hour».") from None


def _session_hours(environment: Mapping[str, str]) -> float:
    text = environment.get("WEB_SESSION_HOURS") or str(DEFAULT_SESSION_HOURS)
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours < MAX_SESSION_HOURS:
        raise SystemExit(f"WEB_SESSION_HOURS must be a number of hours of up to a year, not «{text}».")
    return hours


def _origins(environment: Mapping[str, str]) -> frozenset[str]:
    origins = [text.strip() for text in environment.get("WEB_ORIGINS", "").split(",") if text.strip()]
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.hostname or origin != f"{parts.scheme}://{parts.netloc}":
            raise SystemExit(f"WEB_ORIGINS: «{origin}» must look like https://example.org, without a path.")
    return frozenset(origin.lower() for origin in origins)
