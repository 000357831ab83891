"""Who may speak in which web conversation: signed tokens that the server issues, and the pages it serves."""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import jwt
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from rasa.shared.exceptions import RasaException

from retirada.paths import PROJECT
from retirada.secret_file import MIN_LENGTH, read_or_create_secret

PREFIX = "web:"
SECRET_FILE = PROJECT / "var" / "web-secret"
DEFAULT_HOURS = 7 * 24
_AUDIENCE = "retirada-web"
# The log names an origin once, and is not filled by whoever invents them.
_ONCE, _MOST_TOLD = parse("1/day"), parse("20/hour")

logger = logging.getLogger(__name__)


class BadToken(ValueError):
    """A token that opens no conversation: forged, damaged or past its time."""


class ExpiredToken(BadToken):
    """A token that this server issued, past its time."""


@dataclass(frozen=True)
class Session:
    """A conversation and the token that opens it. `expires` is in seconds since 1970."""

    sender: str
    token: str
    expires: float

    def is_over(self) -> bool:
        return time.time() >= self.expires


class Sessions:
    """Issues and reads the tokens of web conversations. A token names its conversation, so nothing is stored."""

    def __init__(self, secret: str, hours: float = DEFAULT_HOURS) -> None:
        self._secret = secret
        self._seconds = hours * 3600

    def issue(self) -> Session:
        """A session for a conversation that nobody has yet."""
        name = secrets.token_urlsafe(16)
        expires = time.time() + self._seconds
        token = jwt.encode({"sub": name, "exp": expires, "aud": _AUDIENCE}, self._secret, algorithm="HS256")
        return Session(PREFIX + name, token, expires)

    def read(self, token: object) -> Session:
        """The session that `token` opens.

        Raises:
            ExpiredToken: its time is over.
            BadToken: this server did not issue it.
        """
        try:
            # The algorithm is ours to choose, never the token's.
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                options={"require": ["exp", "sub", "aud"]},
            )
        except jwt.ExpiredSignatureError:
            raise ExpiredToken from None
        except jwt.InvalidTokenError:
            raise BadToken from None
        return Session(PREFIX + claims["sub"], token, claims["exp"])


def sessions_from_environment() -> Sessions:
    """Sessions signed with WEB_SECRET, or with a secret generated into var/web-secret; WEB_SESSION_HOURS long.

    Raises:
        RasaException: WEB_SECRET is too short, or WEB_SESSION_HOURS is no positive number.
    """
    secret = os.environ.get("WEB_SECRET") or read_or_create_secret(
        SECRET_FILE, "earlier web conversations cannot be continued"
    )
    if len(secret) < MIN_LENGTH:
        raise RasaException(f"WEB_SECRET needs at least {MIN_LENGTH} random characters.")
    hours = os.environ.get("WEB_SESSION_HOURS", str(DEFAULT_HOURS))
    try:
        if not 0 < float(hours) < 24 * 366:
            raise ValueError
    except ValueError:
        raise RasaException(f"WEB_SESSION_HOURS must be a number of hours of up to a year, not «{hours}».") from None
    return Sessions(secret, float(hours))


class Origins:
    """Which pages may hold the chat: those of this server, and those of the origins listed."""

    def __init__(self, listed: frozenset[str] = frozenset()) -> None:
        self._listed = listed
        self._counts = MemoryStorage()
        self._told = FixedWindowRateLimiter(self._counts)

    def allow(self, origin: str | None, environ: Mapping[str, str]) -> bool:
        """Whether a page of `origin` may connect; `environ` is the WSGI-like environment of its request.

        The log names an origin that is refused, with what would let it in.
        """
        if origin is None:
            return False
        if origin.lower() in self._listed or origin.lower() == _own_origin(environ):
            return True
        if self._told.hit(_ONCE, origin) and self._told.hit(_MOST_TOLD):
            logger.warning(
                "The web chat refused a page of %a. If it is yours, add its origin to WEB_ORIGINS and start again.",
                origin[:100],
            )
        return False


def _own_origin(environ: Mapping[str, str]) -> str:
    # Behind a proxy that ends TLS, what the browser sees is in the forwarded headers. No page can set those.
    def first(name: str, otherwise: str) -> str:
        return environ.get(name, otherwise).split(",")[0].strip()

    scheme = first("HTTP_X_FORWARDED_PROTO", "http")
    host = first("HTTP_X_FORWARDED_HOST", environ.get("HTTP_HOST", ""))
    return f"{scheme}://{host}".lower()


def origins_from_environment() -> Origins:
    """The origins of WEB_ORIGINS, separated by commas: `https://example.org,https://www.example.org`.

    Raises:
        RasaException: one of them is not of the form scheme://host or scheme://host:port.
    """
    listed = [text.strip() for text in os.environ.get("WEB_ORIGINS", "").split(",") if text.strip()]
    for origin in listed:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.hostname or origin != f"{parts.scheme}://{parts.netloc}":
            raise RasaException(f"WEB_ORIGINS: «{origin}» must look like https://example.org, without a path.")
    return Origins(frozenset(origin.lower() for origin in listed))
