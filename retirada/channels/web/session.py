"""Who may speak in which web conversation: signed session tokens, and the origins that may embed the chat."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import jwt
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from retirada.channels.core.settings import DEFAULT_SESSION_HOURS, ChannelSettings
from retirada.paths import PROJECT
from retirada.secret_file import read_or_create_secret

SECRET_FILE = PROJECT / "var" / "web-secret"
_AUDIENCE = "retirada-web"
# How often the log names a refused origin, and any: invented ones must not fill it.
_PER_ORIGIN, _ALL_ORIGINS = parse("1/day"), parse("20/hour")

logger = logging.getLogger(__name__)


class InvalidToken(ValueError):
    """A token that opens no conversation: forged, damaged or past its time."""


class ExpiredToken(InvalidToken):
    """A token that this server issued, past its time."""


@dataclass(frozen=True)
class Session:
    """A conversation and the token that opens it.

    Attributes:
        sender: the name of the conversation within the web channel.
        token: opens it.
        expires: in seconds since 1970.
    """

    sender: str
    token: str
    expires: float

    def is_expired(self) -> bool:
        """Whether its time is over."""
        return time.time() >= self.expires


class Sessions:
    """Issues and reads the tokens of web conversations. A token names its conversation, so nothing is stored.

    Args:
        secret: what tokens are signed with.
        hours: how long a token is valid.
    """

    def __init__(self, secret: str, hours: float = DEFAULT_SESSION_HOURS) -> None:
        self._secret = secret
        self._seconds = hours * 3600

    @classmethod
    def from_settings(cls, settings: ChannelSettings, secret_file: Path = SECRET_FILE) -> Sessions:
        """Sessions signed with WEB_SECRET; without it, with a secret generated once into `secret_file`."""
        consequence = "earlier web conversations cannot be resumed"
        secret = settings.web_secret or read_or_create_secret(secret_file, consequence)
        return cls(secret, settings.web_session_hours)

    def issue(self) -> Session:
        """Issue a session for a new conversation."""
        name = secrets.token_urlsafe(16)
        expires = time.time() + self._seconds
        token = jwt.encode({"sub": name, "exp": expires, "aud": _AUDIENCE}, self._secret, algorithm="HS256")
        return Session(name, token, expires)

    def read(self, token: Any) -> Session:
        """Read the session that `token` opens.

        Raises:
            ExpiredToken: its time is over.
            InvalidToken: this server did not issue it.
        """
        try:
            # Never the algorithm that the token itself names.
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
            raise InvalidToken from None
        return Session(claims["sub"], str(token), claims["exp"])


class Origins:
    """The origins whose pages may embed the chat: this server's own, and the other `allowed` ones (lower case)."""

    def __init__(self, allowed: frozenset[str] = frozenset()) -> None:
        self._allowed = allowed
        # The limiter keeps only a weak reference to its storage.
        self._counts = MemoryStorage()
        self._warnings = FixedWindowRateLimiter(self._counts)

    def is_allowed(self, origin: Optional[str], environ: Mapping[str, str]) -> bool:
        """Whether a page of `origin` may connect. The log names a refused origin, and the setting that would allow it.

        Args:
            origin: the request's `Origin`.
            environ: the WSGI-like environment of the request.
        """
        if origin is None:
            return False
        if origin.lower() in self._allowed or origin.lower() == own_origin(environ):
            return True
        # Nothing is kept of an origin of which nothing would be logged: anybody can invent as many as they like.
        if self._warnings.test(_ALL_ORIGINS) and self._warnings.hit(_PER_ORIGIN, origin[:100]):
            self._warnings.hit(_ALL_ORIGINS)
            logger.warning(
                "The web chat refused a page of %a. If it is yours, add its origin to WEB_ORIGINS and start again.",
                origin[:100],
            )
        return False


def own_origin(environ: Mapping[str, str]) -> str:
    """The origin under which this server was asked, from the WSGI-like environment of the request."""

    # Behind a proxy that ends TLS, what the browser sees is in the forwarded headers. No page can set those.
    def first(name: str, default: str) -> str:
        return environ.get(name, default).split(",")[0].strip()

    scheme = first("HTTP_X_FORWARDED_PROTO", "http")
    host = first("HTTP_X_FORWARDED_HOST", environ.get("HTTP_HOST", ""))
    return f"{scheme}://{host}".lower()
