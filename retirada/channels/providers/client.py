"""Calls a provider's HTTP API: retries while it is slow, busy or broken, and never logs a token."""

from __future__ import annotations

import asyncio
from typing import Any, Optional

import aiohttp

ATTEMPTS = 3
ATTEMPT_SECONDS = 5
MAX_WAIT_SECONDS = 60


class DeliveryError(Exception):
    """The provider did not accept the call. The text says why, without the token."""


class ProviderClient:
    """A client of a provider's HTTP API.

    Args:
        name: what it is called in the log.
        base: its address, without a final slash.
        auth: HTTP basic authentication of every call. Default: none.
        headers: of every call. Default: none.
    """

    def __init__(
        self, name: str, base: str, auth: Optional[aiohttp.BasicAuth] = None, headers: Optional[dict[str, str]] = None
    ) -> None:
        self._name = name
        self._base = base
        self._auth = auth
        self._headers = headers
        self._session: Optional[aiohttp.ClientSession] = None

    async def post(
        self, path: str, json: Optional[dict[str, Any]] = None, form: Optional[dict[str, str]] = None
    ) -> Any:
        """POST to `path` and return the decoded answer.

        It retries when the provider says to wait (429, for as long as it says), fails (5xx), or breaks the connection.
        A provider that took the call and broke off before saying so thus gets it twice: better twice than never.

        Args:
            path: after the base address.
            json: the body, as JSON.
            form: the body, as a form.

        Raises:
            DeliveryError: the provider refuses the call, or ATTEMPTS calls failed.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                status, answer, wait = await self._attempt(path, json, form)
                reason = f"HTTP {status}"
                if status < 300:
                    return answer
                if status != 429 and status < 500:
                    break
            except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
                # The error's own text may hold the address, which holds Telegram's token.
                reason, wait = type(error).__name__, None
            wait = attempt if wait is None else wait
            if attempt == ATTEMPTS or wait > MAX_WAIT_SECONDS:
                break
            await asyncio.sleep(wait)
        raise DeliveryError(f"{self._name}: {reason}")

    async def _attempt(
        self, path: str, json: Optional[dict[str, Any]], form: Optional[dict[str, str]]
    ) -> tuple[int, Any, Optional[float]]:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                auth=self._auth, headers=self._headers, timeout=aiohttp.ClientTimeout(total=ATTEMPT_SECONDS)
            )
        # A redirect would take the token to another host.
        async with self._session.post(self._base + path, json=json, data=form, allow_redirects=False) as reply:
            answer = await reply.json(content_type=None) if reply.status < 300 or reply.status == 429 else None
            return reply.status, answer, _retry_after(reply, answer) if reply.status == 429 else None

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()


def _retry_after(reply: aiohttp.ClientResponse, answer: Any) -> Optional[float]:
    """Seconds to wait: from the header, or from where Telegram puts them."""
    parameters = answer.get("parameters") if isinstance(answer, dict) else None
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    try:
        return max(0.0, float(reply.headers.get("Retry-After") or seconds or ""))
    except (TypeError, ValueError):
        return None
