"""The base of the providers' channels: verify, read, acknowledge at once, answer in order."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from retirada.channels.core import hardening
from retirada.channels.core.bursts import Words
from retirada.channels.core.buttons import option_lines
from retirada.channels.core.errors import StoreError
from retirada.channels.core.guard import Guard
from retirada.channels.core.logs import log_failure
from retirada.channels.core.messages import Message, Outcome
from retirada.channels.core.metrics import UNDELIVERED, count_error
from retirada.channels.core.sender_digests import sender_key
from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import ChannelSettings
from retirada.channels.core.shared_redis import WithoutRedis, shared_redis
from retirada.channels.core.validation import MAX_CHARACTERS, clean_text
from retirada.channels.providers.client import DeliveryError, ProviderClient
from retirada.channels.providers.deliveries import SIGN_SECONDS, Deliveries, Delivery
from retirada.channels.providers.incoming import IncomingMessage

logger = logging.getLogger(__name__)

MAX_PENDING = 500
STOP_SECONDS = 5


class Connector(ABC):
    """A channel over a provider's webhook. A subclass says how to verify, read and send.

    Args:
        settings: the provider's variables and their values, and "API".
        client: calls the provider.

    Attributes:
        channel: its name.
        max_body: how long the body of a webhook request may be, in bytes.
        max_buttons: how many buttons one message can show; where there are more, all of them become numbered options
            in its text.
    """

    channel: str
    max_body = 256 * 1024
    max_buttons: int

    def __init__(self, settings: Mapping[str, str], client: ProviderClient) -> None:
        self.settings = settings
        self.client = client
        self._pending: set[asyncio.Task[None]] = set()
        self._deliveries: Optional[Deliveries] = None

    @abstractmethod
    def is_verified(self, request: Request) -> bool:
        """Whether the provider itself sent this. Called before anything of the body is read."""

    @abstractmethod
    async def read(self, request: Request) -> list[IncomingMessage]:
        """The messages to answer in a verified request, in order; what needs no answer is left out.

        Raises:
            ValueError: the body is not what the provider sends.
        """

    @abstractmethod
    async def send(self, to: IncomingMessage, text: str, buttons: list[dict[str, Any]]) -> None:
        """Send one reply. Raises DeliveryError."""

    def number_options(self, messages: list[Message]) -> list[Message]:
        """The messages of a turn as this provider can show them.

        Options are numbered through the whole turn, as `match_option` reads the numbers. Without any buttons, the
        ratings are left out.
        """
        numbers = itertools.count(1)
        shown: list[Message] = []
        last: Optional[Message] = None
        for message in messages:
            buttons = [*message.buttons, *(message.ratings if self.max_buttons else [])]
            message = dataclasses.replace(message, buttons=buttons, ratings=[])
            if len(buttons) > self.max_buttons:
                message.text = "\n".join([message.text, *option_lines(buttons, numbers)])
                message.buttons = []
                last = message
            shown.append(message)
        if last:
            last.text += f"\n{sentences().choose_by_number}"
        return shown

    async def acknowledge(self, incoming: IncomingMessage) -> None:
        """Tell the provider that a message was received, where it wants to be told. Raises DeliveryError."""
        return None

    def success_response(self) -> HTTPResponse:
        """The response that tells the provider that its delivery was taken."""
        return response.json({})

    def add_routes(self, blueprint: hardening.GuardedBlueprint) -> None:
        """Add routes other than the webhook itself."""
        return None

    def blueprint(
        self, on_new_message: Callable[[UserMessage], Awaitable[Any]], settings: ChannelSettings
    ) -> hardening.GuardedBlueprint:
        """POST /webhook: 403 when not verified, 413, 400, 503 when overloaded; else 200, and the replies follow."""
        blueprint = hardening.GuardedBlueprint(self.channel, url_prefix=f"/{self.channel}")
        guard = Guard(self.channel, on_new_message, settings, write_address=True, max_buttons=self.max_buttons)
        if settings.redis_url:
            self._deliveries = Deliveries(self.channel, shared_redis(settings.redis_url), sender_key(settings))
        self.add_routes(blueprint)

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if len(request.body) > self.max_body:
                return hardening.error(413)
            if not self.is_verified(request):
                return hardening.error(403, sentences().wrong_signature)
            if len(self._pending) >= MAX_PENDING:
                # The provider will deliver it again.
                return hardening.error(503)
            try:
                messages = await self.read(request)
            except (ValueError, RecursionError):
                return hardening.error(400)
            for incoming in messages:
                is_new, entry = await self._accept(guard, incoming)
                if is_new:
                    # Before the provider hears that it was taken, and sends the person's next message elsewhere.
                    refusal, queued = await self._refusal(guard, incoming), asyncio.Event()
                    self._start(self._answer(guard, request.app.ctx.agent, incoming, entry, refusal, queued))
                    if self._deliveries:
                        await queued.wait()
            return self.success_response()

        @blueprint.after_server_start
        async def begin(app: Sanic, _: Any) -> None:
            if self._deliveries:
                blueprint.ctx.taking_over = asyncio.create_task(self._take_over(guard, app, self._deliveries))

        @blueprint.before_server_stop
        async def finish(_: Sanic, __: Any) -> None:
            if self._deliveries:
                blueprint.ctx.taking_over.cancel()
            if self._pending:
                await asyncio.wait(self._pending, timeout=STOP_SECONDS)
            await self.client.close()

        return blueprint

    def _start(self, answering: Coroutine[Any, Any, None]) -> None:
        # The loop keeps only weak references to its tasks.
        task = asyncio.create_task(answering)
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def _accept(self, guard: Guard, incoming: IncomingMessage) -> tuple[bool, Optional[str]]:
        """Whether the message is new, and its entry among the deliveries, if there is Redis."""
        if self._deliveries:
            with suppress(WithoutRedis):
                entry = await self._deliveries.accept(incoming)
                return entry is not None, entry
        return guard.limiter.is_new(incoming.message_id), None

    async def _answer(
        self,
        guard: Guard,
        agent: Agent,
        incoming: IncomingMessage,
        entry: Optional[str],
        refusal: Optional[str],
        queued: asyncio.Event,
    ) -> None:
        async def deliver(outcome: Outcome) -> None:
            await self._deliver(incoming, entry, outcome.messages)

        try:
            if refusal is None:
                turn: Coroutine[Any, Any, Outcome]
                if incoming.option is None:
                    words = Words(clean_text(incoming.text or ""), incoming.message_id, deliver, queued=queued)
                    turn = guard.say(agent, incoming.sender, words, patient=True)
                else:
                    turn = guard.turn(
                        agent,
                        incoming.sender,
                        "",
                        incoming.message_id,
                        incoming.option,
                        deliver,
                        patient=True,
                        queued=queued,
                    )
                await asyncio.gather(turn, self._log_undelivered(self.acknowledge(incoming)))
            elif refusal:
                queued.set()
                async with guard.between_turns(incoming.sender):
                    await deliver(Outcome([Message(refusal)]))
        except Exception as error:
            log_failure(f"{self.channel}: a message could not be answered", error)
        finally:
            queued.set()
        # Of messages that are read as one, only the last is delivered.
        if self._deliveries and entry:
            await self._deliveries.done(entry)

    async def _deliver(
        self, incoming: IncomingMessage, entry: Optional[str], messages: list[Message], n_sent: int = 0
    ) -> None:
        """Send the replies but for the first `n_sent`, and forget the message before the sender's next is looked at."""
        for message in self.number_options(messages)[n_sent:]:
            await self._log_undelivered(self.send(incoming, message.text, message.buttons))
            if self._deliveries and entry:
                await self._deliveries.sent(entry)
        if self._deliveries and entry:
            await self._deliveries.done(entry)

    async def _take_over(self, guard: Guard, app: Sanic, deliveries: Deliveries) -> None:
        """Say that this process is alive, and answer what those have left that are not."""
        while True:
            await asyncio.sleep(SIGN_SECONDS)
            try:
                await deliveries.keep()
                for orphan in await deliveries.orphans():
                    self._start(self._answer_again(guard, app.ctx.agent, orphan, deliveries))
            except WithoutRedis:
                continue
            except Exception as error:
                log_failure(f"{self.channel}: what others left unanswered could not be looked for", error)

    async def _answer_again(self, guard: Guard, agent: Agent, orphan: Delivery, deliveries: Deliveries) -> None:
        incoming = orphan.message
        try:
            async with guard.between_turns(incoming.sender):
                if not await deliveries.is_waiting(orphan.entry):
                    deliveries.leave(orphan.entry)
                    return
                outcome = await guard.stored_outcome(agent, incoming.sender, incoming.message_id)
                if outcome:
                    await self._deliver(incoming, orphan.entry, outcome.messages, orphan.n_sent)
                    return
        except (StoreError, WithoutRedis):
            deliveries.leave(orphan.entry)
            return
        except Exception as error:
            deliveries.leave(orphan.entry)
            log_failure(f"{self.channel}: what another process left unanswered could not be answered", error)
            return
        refusal = await self._refusal(guard, incoming)
        await self._answer(guard, agent, incoming, orphan.entry, refusal, asyncio.Event())

    async def _refusal(self, guard: Guard, incoming: IncomingMessage) -> Optional[str]:
        """The sentence to answer with instead of a turn; "" to say nothing; None to run the turn."""
        if not await guard.limiter.allow(incoming.sender):
            # Once a minute: a notice for each message would be a flood of our own.
            return sentences().too_many if await guard.limiter.allow_notice(incoming.sender) else ""
        if incoming.option is not None:
            return None
        text = clean_text(incoming.text or "")
        if not text:
            return sentences().not_text
        return sentences().too_long.format(limit=MAX_CHARACTERS) if len(text) > MAX_CHARACTERS else None

    async def _log_undelivered(self, call: Awaitable[None]) -> None:
        try:
            await call
        except DeliveryError as error:
            count_error(self.channel, UNDELIVERED)
            logger.error("A call was not taken: %s", error)
