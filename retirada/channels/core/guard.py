"""What every channel's messages pass before and after Rasa, the web chat's included."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from retirada.channels.core import metrics
from retirada.channels.core.bursts import Burst, Words, describe, join
from retirada.channels.core.buttons import (
    Button,
    is_number,
    is_ordinal,
    is_plain,
    last_offered_buttons,
    match_option,
    offered_buttons,
    option_id,
    parse_payload,
    write_payload,
)
from retirada.channels.core.commands import find_command, typed_command
from retirada.channels.core.errors import StoreError
from retirada.channels.core.logs import log_failure
from retirada.channels.core.messages import CollectingOutput, Input, Message, Outcome, not_stored, with_address
from retirada.channels.core.rate_limiter import RateLimiter
from retirada.channels.core.sender_digests import SenderDigests
from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import ChannelSettings
from retirada.channels.core.shared_lock import SharedLock
from retirada.channels.core.shared_redis import shared_redis
from retirada.channels.core.stored_replies import stored_replies
from retirada.channels.core.turns import Busy, turn_queue
from retirada.channels.core.validation import InvalidMessage

logger = logging.getLogger(__name__)

TURN_SECONDS = 30
# A longer text is not compared with the titles of options.
MAX_OPTION_CHARACTERS = 60


Resolve = Callable[[], Awaitable[Input]]
Deliver = Callable[[Outcome], Awaitable[None]]


class Guard:
    """The guard of one channel. The channel has already verified where the message comes from.

    Args:
        channel: its name. Conversations are called by it and a digest of the sender, see `SenderDigests`, so that no
            channel can speak as another.
        on_new_message: what Rasa gives to `InputChannel.blueprint`.
        settings: the rates, the Redis address, and whether each turn is logged.
        plain_payloads: also take payloads that were not offered but say no more than words could: for REST, behind
            which there are programs. Default: no.
        write_address: write the guide's public address under what cites it, where there is one: for channels that have
            no links of their own. Default: no.
        max_buttons: how many buttons of one message it shows. Where there are more, they are numbered options, which a
            person answers by number or by words; 0 for a channel without buttons, None (default) for no limit.
    """

    def __init__(
        self,
        channel: str,
        on_new_message: Callable[[UserMessage], Awaitable[Any]],
        settings: ChannelSettings,
        plain_payloads: bool = False,
        write_address: bool = False,
        max_buttons: Optional[int] = None,
    ) -> None:
        self._channel = channel
        self._on_new_message = on_new_message
        self._plain_payloads = plain_payloads
        self._public_url = settings.public_url if write_address else None
        self._max_buttons = max_buttons
        self._log_json = settings.log_json
        # Each lives for as long as a turn holds it or waits for it.
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._bursts: weakref.WeakValueDictionary[str, Burst] = weakref.WeakValueDictionary()
        metrics.expect_channel(channel)
        self._digests = SenderDigests.from_settings(settings)
        self._redis = shared_redis(settings.redis_url) if settings.redis_url else None
        self.limiter = RateLimiter(channel, settings.rates[channel], self._digests, settings.redis_url)

    def conversation(self, sender: str) -> str:
        """The name that Rasa knows this sender's conversation by."""
        return self._digests.conversation(self._channel, sender)

    @asynccontextmanager
    async def between_turns(self, sender: str) -> AsyncIterator[None]:
        """Keep the sender's next turn waiting, after all that they said so far is answered and delivered."""
        self._end_burst(sender)
        async with self._lock(sender):
            yield

    async def say(self, agent: Agent, sender: str, words: Words, patient: bool = False) -> Outcome:
        """Run a turn on what somebody wrote, together with what follows before the debounce ends; see `run_turn`.

        A payload, a command or an option's number is read alone and at once.
        """
        burst = self._bursts.get(sender)
        is_option = self._max_buttons is not None and is_number(words.text)
        alone = words.alone or words.text.startswith("/") or is_option or find_command(words.text) is not None
        if burst and not alone and burst.add(words):
            if words.queued:
                if first := burst.messages[0].queued:
                    await first.wait()
                words.queued.set()
            outcome: Outcome = await asyncio.shield(burst.outcome)
            return outcome
        self._end_burst(sender)
        burst = self._bursts[sender] = Burst(words)
        if alone:
            burst.end()
        try:
            outcome = await self._run_burst(agent, sender, burst, patient)
        except BaseException as error:
            burst.outcome.set_exception(error)
            burst.outcome.exception()  # or it is logged where nobody else waits for it
            raise
        burst.outcome.set_result(outcome)
        return outcome

    async def _run_burst(self, agent: Agent, sender: str, burst: Burst, patient: bool) -> Outcome:
        async def resolve() -> Input:
            for words in burst.messages:
                if words.begin:
                    await words.begin()
            typed = join(burst.messages)
            text = await self._resolve_input(agent, self.conversation(sender), typed, None)
            metadata = {**describe(burst.messages), **typed_command(typed, text)}
            return Input(text, burst.messages[-1].message_id, metadata)

        async def deliver(outcome: Outcome) -> None:
            await burst.messages[-1].deliver(outcome)

        return await self._run(agent, sender, resolve, deliver, patient, burst.messages[0].queued, burst)

    async def turn(
        self,
        agent: Agent,
        sender: str,
        text: str,
        message_id: Optional[str] = None,
        option: Optional[str] = None,
        deliver: Optional[Deliver] = None,
        patient: bool = False,
        queued: Optional[asyncio.Event] = None,
    ) -> Outcome:
        """Run a turn on what somebody wrote or chose; see `run_turn`.

        Args:
            text: what was written, cleaned.
            option: the `option_id` of the button that was pressed, instead of `text`.
            patient: wait for as long as it takes, because the channel itself limits how many of its messages wait: it
                is never Busy.
            queued: see Words.
        """

        async def resolve() -> Input:
            read = await self._resolve_input(agent, self.conversation(sender), text, option)
            return Input(read, message_id, typed_command(text, read))

        self._end_burst(sender)
        return await self._run(agent, sender, resolve, deliver, patient, queued)

    async def run_turn(self, agent: Agent, sender: str, resolve: Resolve, deliver: Deliver) -> Outcome:
        """Hand one message to Rasa at once, after the sender's earlier ones have been answered and delivered.

        Args:
            agent: Rasa's agent, `request.app.ctx.agent`.
            sender: who speaks, by the channel's own id.
            resolve: what Rasa reads; called when the sender's earlier messages are answered. An InvalidMessage that it
                raises becomes the reply.
            deliver: called with the outcome before the sender's next message is looked at. Must not raise.

        Returns:
            The outcome. Nothing that the assistant meant to say is in it unless the whole turn is stored.

        Raises:
            Busy: nothing was begun, because too many others wait.
        """
        self._end_burst(sender)
        return await self._run(agent, sender, resolve, deliver)

    async def _run(
        self,
        agent: Agent,
        sender: str,
        resolve: Resolve,
        deliver: Optional[Deliver],
        patient: bool = False,
        queued: Optional[asyncio.Event] = None,
        burst: Optional[Burst] = None,
    ) -> Outcome:
        try:
            async with turn_queue.slot(self._lock(sender), patient, burst.wait if burst else None, queued) as slot:
                started, conversation = time.perf_counter(), self.conversation(sender)
                outcome = await self._outcome(agent, conversation, resolve)
                metrics.record_turn(self._channel, conversation, outcome, time.perf_counter() - started, self._log_json)
                # Delivery may be slow, and needs no processor.
                slot.release()
                if deliver:
                    await deliver(outcome)
                return outcome
        except Busy:
            metrics.count_error(self._channel, metrics.BUSY)
            raise

    def _lock(self, sender: str) -> asyncio.Lock:
        """Per-sender FIFO lock."""
        lock = self._locks.get(sender)
        if lock is None:
            name = f"turn/{self.conversation(sender)}"
            lock = self._locks[sender] = SharedLock(self._redis, name) if self._redis else asyncio.Lock()
        return lock

    def _end_burst(self, sender: str) -> None:
        if burst := self._bursts.get(sender):
            burst.end()

    async def _outcome(self, agent: Agent, conversation: str, resolve: Resolve) -> Outcome:
        replies = CollectingOutput(self._channel)
        begun, message_id = False, None
        try:
            text, message_id, metadata = await resolve()
            begun = True
            message = UserMessage(text, replies, conversation, None, self._channel, message_id, metadata)
            await asyncio.wait_for(self._on_new_message(message), TURN_SECONDS)
        except InvalidMessage as error:
            return Outcome([Message(str(error))], begun=False, answered=False)
        except StoreError:
            return Outcome([Message(not_stored(agent.domain))], message_id, begun, stored=False, answered=False)
        except Exception as error:
            log_failure("A turn could not be finished", error)
            return Outcome([Message(sentences().unavailable)], message_id, begun, answered=False)
        if not replies.messages:
            logger.error("A turn ended without a reply: is the action server running?")
            return Outcome([Message(sentences().unavailable)], message_id, answered=False)
        return Outcome([with_address(message, self._public_url) for message in replies.messages], message_id)

    async def stored_outcome(self, agent: Agent, sender: str, message_id: str) -> Optional[Outcome]:
        """What became of a message whose turn an earlier process may have stored, and not delivered.

        Returns:
            None if no turn with it is stored. No messages where it was read together with a later one, whose they are.
        """
        replies = CollectingOutput(self._channel)
        tracker = await agent.tracker_store.retrieve_full_tracker(self.conversation(sender))
        if not await stored_replies(tracker, message_id, replies):
            return None
        return Outcome([with_address(message, self._public_url) for message in replies.messages], message_id)

    async def _resolve_input(self, agent: Agent, conversation: str, text: str, option: Optional[str]) -> str:
        """What Rasa may read: the payload of an option that was offered or of a command, or words.

        Raises:
            InvalidMessage: the option was not offered.
        """
        if option is not None:
            async for button in _offered(agent, conversation):
                if option_id(button["payload"]) == option:
                    return button["payload"]
            raise InvalidMessage(sentences().option_gone)
        # Where buttons are shown, a bare number is none of theirs; «la segunda» is.
        max_buttons = 0 if is_ordinal(text) else self._max_buttons
        if max_buttons is not None and len(text) <= MAX_OPTION_CHARACTERS:
            tracker = await agent.tracker_store.retrieve(conversation)
            chosen = match_option(text, last_offered_buttons(tracker, max_buttons))
            if chosen:
                return chosen
        if command := find_command(text):
            return command.payload
        if not text.startswith("/"):
            return text
        payload = parse_payload(text)
        if payload and self._plain_payloads and is_plain(payload, agent.domain):
            return write_payload(payload)
        if payload:
            async for button in _offered(agent, conversation):
                if parse_payload(button["payload"]) == payload:
                    return write_payload(payload)
        # Without its slash Rasa reads it as words.
        return text.lstrip("/ \n\t") or "…"


async def _offered(agent: Agent, conversation: str) -> AsyncIterator[Button]:
    """The buttons that the conversation has offered: those of the latest turns, and only then those of all."""
    for read in (agent.tracker_store.retrieve, agent.tracker_store.retrieve_full_tracker):
        for button in offered_buttons(await read(conversation)):
            yield button
