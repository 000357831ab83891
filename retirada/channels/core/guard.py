"""What every channel's messages pass before and after Rasa, the web chat's included."""

from __future__ import annotations

import asyncio
import logging
import weakref
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.domain import Domain

from retirada.channels.core.buttons import (
    is_plain,
    last_offered_buttons,
    match_option,
    offered_buttons,
    option_id,
    parse_payload,
    write_payload,
)
from retirada.channels.core.errors import StoreError
from retirada.channels.core.logs import log_failure
from retirada.channels.core.rate_limiter import RateLimiter
from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import ChannelSettings
from retirada.channels.core.turns import turn_queue
from retirada.channels.core.validation import InvalidMessage
from retirada.guide.address import PATH, TOP

logger = logging.getLogger(__name__)

TURN_SECONDS = 30
# A longer text is not compared with the titles of options.
MAX_OPTION_CHARACTERS = 60


@dataclass
class Message:
    """One reply of the assistant.

    Attributes:
        text: what it says.
        buttons: each {"title", "payload"}, and "group" in a menu.
        ratings: buttons that rate this answer, of the same form.
        answer: topic, verdict and the rest of what decided it; None where nothing was decided.
        notes: lines of `text` that are notes on the answer.
        guide: what of the guide it cites, as it follows the guide's address («#p7»); None where it cites nothing.
        quiet: an aside, such as the privacy notice.
        erased: all that was said before is gone.
    """

    text: str
    buttons: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    answer: Optional[dict[str, Any]] = None
    notes: list[str] = field(default_factory=list)
    guide: Optional[str] = None
    quiet: bool = False
    erased: bool = False


class Input(NamedTuple):
    """What Rasa reads: words or a payload, and metadata for the event."""

    text: str
    metadata: Optional[dict[str, Any]] = None


class Outcome(NamedTuple):
    """What became of a message.

    Attributes:
        messages: the replies, never none; where the turn failed, one sentence that says so.
        begun: Rasa was given the message.
        stored: the conversation could be read and stored.
        answered: the assistant said something, and it is stored.
    """

    messages: list[Message]
    begun: bool = True
    stored: bool = True
    answered: bool = True


Resolve = Callable[[], Awaitable[Input]]
Deliver = Callable[[Outcome], Awaitable[None]]


class Guard:
    """The guard of one channel. The channel has already verified where the message comes from.

    Args:
        channel: its name. Conversations are called `channel:sender`, so that no channel can speak as another.
        on_new_message: what Rasa gives to `InputChannel.blueprint`.
        settings: the rates and the Redis address.
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
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self.limiter = RateLimiter(channel, settings.rates[channel], settings.redis_url)

    def conversation(self, sender: str) -> str:
        """The name that Rasa knows this sender's conversation by."""
        return f"{self._channel}:{sender}"

    def sender_lock(self, sender: str) -> asyncio.Lock:
        """Per-sender FIFO lock; it lives for as long as a turn holds it or waits for it."""
        return self._locks.setdefault(sender, asyncio.Lock())

    async def turn(
        self,
        agent: Agent,
        sender: str,
        text: str,
        message_id: Optional[str] = None,
        option: Optional[str] = None,
        deliver: Optional[Deliver] = None,
        patient: bool = False,
    ) -> Outcome:
        """Run a turn on what somebody wrote or chose; see `run_turn`.

        Args:
            text: what was written, cleaned.
            option: the `option_id` of the button that was pressed, instead of `text`.
        """

        async def resolve() -> Input:
            return Input(await self._resolve_input(agent, self.conversation(sender), text, option))

        return await self.run_turn(agent, sender, resolve, message_id, deliver, patient)

    async def run_turn(
        self,
        agent: Agent,
        sender: str,
        resolve: Resolve,
        message_id: Optional[str] = None,
        deliver: Optional[Deliver] = None,
        patient: bool = False,
    ) -> Outcome:
        """Hand one message to Rasa, after the sender's earlier ones have been answered and delivered.

        Args:
            agent: Rasa's agent, `request.app.ctx.agent`.
            sender: who speaks, by the channel's own id.
            resolve: what Rasa reads; called when the sender's earlier messages are answered. An InvalidMessage that it
                raises becomes the reply.
            message_id: the provider's id of the message.
            deliver: called with the outcome before the sender's next message is looked at. Must not raise.
            patient: wait for as long as it takes, because the channel itself limits how many of its messages wait.

        Returns:
            The outcome. Nothing that the assistant meant to say is in it unless the whole turn is stored.

        Raises:
            Busy: nothing was begun, because too many others wait. Never when `patient`.
        """
        async with turn_queue.slot(self.sender_lock(sender), patient) as slot:
            outcome = await self._outcome(agent, self.conversation(sender), resolve, message_id)
            # Delivery may be slow, and needs no processor.
            slot.release()
            if deliver:
                await deliver(outcome)
            return outcome

    async def _outcome(self, agent: Agent, conversation: str, resolve: Resolve, message_id: Optional[str]) -> Outcome:
        replies = CollectingOutput(self._channel)
        begun = False
        try:
            text, metadata = await resolve()
            begun = True
            message = UserMessage(text, replies, conversation, None, self._channel, message_id, metadata)
            await asyncio.wait_for(self._on_new_message(message), TURN_SECONDS)
        except InvalidMessage as error:
            return Outcome([Message(str(error))], begun=False, answered=False)
        except StoreError:
            return Outcome([Message(not_stored(agent.domain))], begun, stored=False, answered=False)
        except Exception as error:
            log_failure("A turn could not be finished", error)
            return Outcome([Message(sentences().unavailable)], begun, answered=False)
        if not replies.messages:
            logger.error("A turn ended without a reply: is the action server running?")
            return Outcome([Message(sentences().unavailable)], answered=False)
        return Outcome([self._with_address(message) for message in replies.messages])

    def _with_address(self, message: Message) -> Message:
        if self._public_url is None or message.guide is None:
            return message
        address = f"{self._public_url}{PATH}{'' if message.guide == TOP else message.guide}"
        return replace(message, text=f"{message.text}\n{sentences().guide_address.format(address=address)}")

    async def _resolve_input(self, agent: Agent, conversation: str, text: str, option: Optional[str]) -> str:
        """What Rasa may read: the payload of an option that was offered, or words.

        Raises:
            InvalidMessage: the option was not offered.
        """
        if option is not None:
            for button in offered_buttons(await agent.tracker_store.retrieve(conversation)):
                if option_id(button["payload"]) == option:
                    return button["payload"]
            raise InvalidMessage(sentences().option_gone)
        if self._max_buttons is not None and len(text) <= MAX_OPTION_CHARACTERS:
            tracker = await agent.tracker_store.retrieve(conversation)
            chosen = match_option(text, last_offered_buttons(tracker, self._max_buttons))
            if chosen:
                return chosen
        if not text.startswith("/"):
            return text
        payload = parse_payload(text)
        if payload and self._plain_payloads and is_plain(payload, agent.domain):
            return write_payload(payload)
        if payload and any(
            parse_payload(button["payload"]) == payload
            for button in offered_buttons(await agent.tracker_store.retrieve(conversation))
        ):
            return write_payload(payload)
        # Without its slash Rasa reads it as words.
        return text.lstrip("/ \n\t") or "…"


class CollectingOutput(OutputChannel):
    """Collects the replies of a turn: they are delivered only once the turn is stored."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.messages: list[Message] = []

    def name(self) -> str:
        """The channel's name: a response in domain.yml may have a variant for it."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one response as the actions and domain.yml make it."""
        self.messages.append(
            Message(
                text=message.get("text") or "",
                buttons=message.get("buttons") or [],
                ratings=message.get("feedback") or [],
                answer=message.get("answer"),
                notes=message.get("notes") or [],
                guide=message.get("guide"),
                quiet=bool(message.get("quiet")),
                erased=bool(message.get("erased")),
            )
        )


def not_stored(domain: Domain) -> str:
    """What a person is told whose message could not be stored."""
    text: str = domain.responses["utter_not_stored"][0]["text"]
    return text
