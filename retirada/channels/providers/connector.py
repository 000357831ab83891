"""What every provider's channel does alike: verify, read, acknowledge at once, answer in order."""

from __future__ import annotations

import asyncio
import itertools
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core import guard as g
from retirada.channels.core import hardening
from retirada.channels.core.buttons import option_lines
from retirada.channels.core.logs import log_failure
from retirada.channels.providers.client import Api, Undelivered

logger = logging.getLogger(__name__)

MAX_PENDING = 500
STOP_SECONDS = 5
HOW_TO_CHOOSE = "Responda con el número o con sus palabras."


@dataclass
class Incoming:
    """A message from a provider.

    Attributes:
        sender: who speaks, by the provider's id; where there are several conversations with one person, also which.
        message_id: the provider's id of the message, the same when it is delivered again.
        text: what was written; None for a photo, a voice message and the like.
        option: the `option_id` of a button that was pressed.
        place: where the reply goes, for the connector's own use.
    """

    sender: str
    message_id: str
    text: Optional[str] = None
    option: Optional[str] = None
    place: dict[str, Any] = field(default_factory=dict)


class Connector(ABC):
    """A channel over a provider's webhook. A new one says how to verify, read and send."""

    channel: str
    max_body = 256 * 1024
    max_buttons: int  # that one message can show; where there are more, all of them are numbered options in its text

    def __init__(self, settings: dict[str, str], api: Api) -> None:
        self.settings = settings
        self.api = api
        self._pending: set[asyncio.Task] = set()

    @abstractmethod
    def is_verified(self, request: Request) -> bool:
        """Whether the provider itself sent this. Nothing of the body is believed before."""

    @abstractmethod
    async def read(self, request: Request) -> list[Incoming]:
        """The messages to answer in a verified request, in order; what needs no answer is left out.

        Raises:
            ValueError: the body is not what the provider sends.
        """

    @abstractmethod
    async def send(self, to: Incoming, text: str, buttons: list[dict]) -> None:
        """Send one reply. Raises Undelivered."""

    def prepared(self, messages: list[g.Message]) -> list[g.Message]:
        """The messages of a turn as this provider can show them: options are numbered through the whole turn, as the
        guard reads the numbers."""
        numbers = itertools.count(1)
        shown = []
        for message in messages:
            if len(message["buttons"]) > self.max_buttons:
                lines = option_lines(message["buttons"], numbers)
                message = {**message, "text": "\n".join([message["text"], *lines]), "buttons": []}
                last = len(shown)
            shown.append(message)
        if next(numbers) > 1:
            shown[last]["text"] += f"\n{HOW_TO_CHOOSE}"
        return shown

    async def acknowledge(self, incoming: Incoming) -> None:
        """Tell the provider that a message was received, where it wants to be told. Raises Undelivered."""
        return None

    def accepted(self) -> HTTPResponse:
        """What the provider wants to hear."""
        return response.json({})

    def add_routes(self, blueprint: hardening.GuardedBlueprint) -> None:
        """Add routes other than the webhook itself."""
        return None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> hardening.GuardedBlueprint:
        """POST /webhook: 403 when not verified, 413, 400, 503 when overloaded; else 200, and the replies follow."""
        blueprint = hardening.GuardedBlueprint(self.channel, url_prefix=f"/{self.channel}")
        guard = g.Guard(self.channel, on_new_message, max_buttons=self.max_buttons)
        self.add_routes(blueprint)

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if len(request.body) > self.max_body:
                return hardening.error(413)
            if not self.is_verified(request):
                return hardening.error(403, "La firma falta o no es correcta.")
            if len(self._pending) >= MAX_PENDING:
                # The provider will deliver it again.
                return hardening.error(503)
            try:
                messages = await self.read(request)
            except (ValueError, RecursionError):
                return hardening.error(400)
            for incoming in messages:
                if await guard.rates.first(incoming.message_id):
                    self._start(self._answer(guard, request.app.ctx.agent, incoming))
            return self.accepted()

        @blueprint.before_server_stop
        async def finish(_: Sanic, __) -> None:
            if self._pending:
                await asyncio.wait(self._pending, timeout=STOP_SECONDS)
            await self.api.close()

        return blueprint

    def _start(self, answering: Awaitable[None]) -> None:
        # The loop keeps only weak references to its tasks.
        task = asyncio.ensure_future(answering)
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def _answer(self, guard: g.Guard, agent: Agent, incoming: Incoming) -> None:
        async def deliver(messages: list[g.Message]) -> None:
            for message in self.prepared(messages):
                await self._try(self.send(incoming, message["text"], message["buttons"]))

        try:
            refusal = await self._refusal(guard, incoming)
            if refusal is None:
                text = g.clean(incoming.text or "")
                await asyncio.gather(
                    guard.turn(agent, incoming.sender, text, incoming.message_id, incoming.option, deliver),
                    self._try(self.acknowledge(incoming)),
                )
            elif refusal:
                async with guard.order(incoming.sender):
                    await deliver([g.message_of(refusal)])
        except Exception as error:
            log_failure(f"{self.channel}: a message could not be answered", error)

    async def _refusal(self, guard: g.Guard, incoming: Incoming) -> Optional[str]:
        """Why the message does not reach Rasa, as a sentence; "" to say nothing; None when it may."""
        if not await guard.rates.allow(incoming.sender):
            # Once a minute: an answer to each would be a flood of our own.
            return g.TOO_MANY if await guard.rates.may_complain(incoming.sender) else ""
        if incoming.option is not None:
            return None
        text = g.clean(incoming.text or "")
        if not text:
            return g.NOT_TEXT
        return g.TOO_LONG if len(text) > g.MAX_CHARACTERS else None

    async def _try(self, sending: Awaitable[None]) -> None:
        try:
            await sending
        except Undelivered as error:
            logger.error("A call was not taken: %s", error)


def dig(data: Any, *path: Any) -> Any:
    """What lies at `path` in decoded JSON, or None where it does not lead anywhere."""
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def text_at(data: Any, *path: Any) -> Optional[str]:
    """The string at `path`, or None."""
    found = dig(data, *path)
    return found if isinstance(found, str) else None


def list_at(data: Any, *path: Any) -> list:
    """The list at `path`, or an empty one."""
    found = dig(data, *path)
    return found if isinstance(found, list) else []


def pieces(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` characters, cut at line ends or spaces where there are any."""
    found = []
    while len(text) > limit:
        cut = max(text.rfind("\n", 1, limit + 1), text.rfind(" ", 1, limit + 1))
        cut = cut if cut > limit // 2 else limit
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def shortened(title: str, limit: int) -> str:
    """A button's title in at most `limit` characters, cut between words."""
    return title if len(title) <= limit else pieces(title, limit - 1)[0] + "…"
