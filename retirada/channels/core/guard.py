"""What every channel checks before a message reaches Rasa, and the order in which it does."""

from __future__ import annotations

import asyncio
import logging
import re
import unicodedata
import weakref
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.domain import Domain

from retirada.channels.core.buttons import (
    chosen,
    is_plain,
    offered,
    offered_last,
    option_id,
    parse_payload,
    write_payload,
)
from retirada.channels.core.errors import StoreError
from retirada.channels.core.logs import log_failure
from retirada.channels.core.rate_limiter import Rates
from retirada.channels.core.turns import turns

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 1000
MAX_SENDER = 200
TURN_SECONDS = 30

UNAVAILABLE = (
    "Ahora mismo no puedo responder. No se ha perdido nada de lo que me contó: inténtelo de nuevo dentro de un momento."
)
TOO_LONG = f"Su mensaje tiene más de {MAX_CHARACTERS} caracteres. Resúmalo, por favor, y se lo respondo."
TOO_MANY = "Me llegan demasiados mensajes seguidos. Espere un minuto y vuelva a escribirme, por favor."
NOT_TEXT = "Solo puedo leer mensajes de texto. Escríbame su pregunta, por favor."
BUSY = "Ahora mismo me escriben muchas personas a la vez. Espere un momento y vuelva a escribirme, por favor."
OPTION_GONE = "Esa opción ya no está disponible. Escríbame su pregunta con sus palabras, por favor."

Message = dict[str, Any]

# What a database or a log cannot keep as it is.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Outcome(NamedTuple):
    """What became of a message: the replies to it, and whether it could be stored."""

    messages: list[Message]
    stored: bool


class Rejected(ValueError):
    """A message that may not reach Rasa. Its text is a Spanish sentence that says what is wrong."""


def clean(text: str) -> str:
    """`text` in NFC, without control characters, lone surrogates and marks of writing direction; it may be empty."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or _is_written(c)).strip()


def check_text(text: object, field: str) -> str:
    """Return `text` cleaned.

    Args:
        text: what a client sent as `field`.

    Raises:
        Rejected: it is missing, not a string, blank, or longer than MAX_CHARACTERS.
    """
    if len(_require_string(text, field)) > MAX_CHARACTERS:
        raise Rejected(f"«{field}» tiene más de {MAX_CHARACTERS} caracteres: resúmalo, por favor.")
    tidy = clean(text)
    if not tidy:
        raise Rejected(f"«{field}» está vacío.")
    return tidy


def check_sender(sender: object, field: str = "sender") -> str:
    """Return `sender` as it is: tidying it up could make two senders one.

    Raises:
        Rejected: it is missing, not a string, blank, longer than MAX_SENDER, or holds control characters.
    """
    name = _require_string(sender, field)
    if not name.strip():
        raise Rejected(f"«{field}» está vacío.")
    if len(name) > MAX_SENDER:
        raise Rejected(f"«{field}» tiene más de {MAX_SENDER} caracteres.")
    if _UNWRITABLE.search(name):
        raise Rejected(f"«{field}» tiene caracteres de control.")
    return name


class Guard:
    """The guard of one channel. The channel has already verified where the message comes from.

    Args:
        channel: its name. Conversations are called `channel:sender`, so that no channel can speak as another.
        on_new_message: what Rasa gives to `InputChannel.blueprint`.
        plain_payloads: also take payloads that were not offered but say no more than words could: for REST, behind
            which there are programs.
        max_buttons: how many buttons of one message it shows. Where there are more, they are numbered options, which a
            person answers by number or by words; 0 for a channel without buttons, None for one without a limit.
    """

    def __init__(
        self,
        channel: str,
        on_new_message: Callable[[UserMessage], Awaitable[Any]],
        plain_payloads: bool = False,
        max_buttons: Optional[int] = None,
    ) -> None:
        self._channel = channel
        self._on_new_message = on_new_message
        self._plain_payloads = plain_payloads
        self._max_buttons = max_buttons
        self._turns: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self.rates = Rates(channel)

    def order(self, sender: str) -> asyncio.Lock:
        """Whoever holds it speaks to `sender`; those who wait get it in the order in which they came."""
        return self._turns.setdefault(sender, asyncio.Lock())

    async def turn(
        self,
        agent: Agent,
        sender: str,
        text: str,
        message_id: Optional[str] = None,
        option: Optional[str] = None,
        deliver: Optional[Callable[[list[Message]], Awaitable[None]]] = None,
    ) -> Outcome:
        """Hand one message to Rasa, after the sender's earlier ones have been answered and delivered.

        Args:
            agent: Rasa's agent, `request.app.ctx.agent`.
            sender: who speaks, by the channel's own id.
            text: what was said, cleaned.
            message_id: the provider's id of the message.
            option: the `option_id` of the button that was pressed, instead of `text`.
            deliver: called with the replies before the sender's next message is looked at. Must not raise.

        Returns:
            The outcome; its messages are each {"text", "buttons", "answer"}; never none, and never an error. Nothing
            that the assistant meant to say is among them unless the whole turn is stored.

        Raises:
            Busy: nothing was begun, because too many others wait. Never with `deliver`.
        """
        conversation = f"{self._channel}:{sender}"
        async with turns.place(self.order(sender), patient=deliver is not None) as place:
            reply = Reply(self._channel, ratings=self._max_buttons != 0)
            stored = True
            try:
                said = await self._what_is_meant(agent, conversation, text, option)
                if said is None:
                    reply.messages.append(message_of(OPTION_GONE))
                else:
                    message = UserMessage(said, reply, conversation, input_channel=self._channel, message_id=message_id)
                    await asyncio.wait_for(self._on_new_message(message), TURN_SECONDS)
            except StoreError:
                stored = False
                reply.messages = [message_of(not_stored(agent.domain))]
            except Exception as error:
                log_failure("A turn could not be finished", error)
                reply.messages = []
            place.leave()
            if not reply.messages:
                logger.error("A turn ended without a reply: is the action server running?")
                reply.messages.append(message_of(UNAVAILABLE))
            if deliver:
                await deliver(reply.messages)
            return Outcome(reply.messages, stored)

    async def _what_is_meant(self, agent: Agent, conversation: str, text: str, option: Optional[str]) -> Optional[str]:
        """What Rasa may read: the payload of an option that was offered, or words. None for an unknown option."""
        if option is not None:
            buttons = offered(await agent.tracker_store.retrieve(conversation))
            return next((b["payload"] for b in buttons if option_id(b["payload"]) == option), None)
        if self._max_buttons is not None and len(text) <= 60:
            payload = chosen(text, offered_last(await agent.tracker_store.retrieve(conversation), self._max_buttons))
            if payload:
                return payload
        if not text.startswith("/"):
            return text
        payload = parse_payload(text)
        if payload and self._plain_payloads and is_plain(payload, agent.domain):
            return write_payload(payload)
        if payload and any(
            parse_payload(button["payload"]) == payload
            for button in offered(await agent.tracker_store.retrieve(conversation))
        ):
            return write_payload(payload)
        # Without its slash Rasa reads it as words.
        return text.lstrip("/ \n\t") or "…"


class Reply(OutputChannel):
    """Collects the messages of a turn, with the buttons that rate an answer if the channel shows `ratings`."""

    def __init__(self, channel: str, ratings: bool) -> None:
        self._channel = channel
        self._ratings = ratings
        self.messages: list[Message] = []

    def name(self) -> str:
        """The channel's name: a response in domain.yml may have a variant for it."""
        return self._channel

    async def send_response(self, recipient_id: str, message: Message) -> None:
        ratings = message.get("feedback") or [] if self._ratings else []
        buttons = [*(message.get("buttons") or []), *ratings]
        self.messages.append(message_of(message.get("text"), buttons, message.get("answer")))


def message_of(text: Optional[str], buttons: Optional[list] = None, answer: Optional[dict] = None) -> Message:
    """A reply as channels get it."""
    return {"text": text or "", "buttons": buttons or [], "answer": answer}


def not_stored(domain: Domain) -> str:
    """What a person is told whose message could not be stored."""
    return domain.responses["utter_not_stored"][0]["text"]


def _require_string(value: object, field: str) -> str:
    if value is None:
        raise Rejected(f"Falta «{field}».")
    if not isinstance(value, str):
        raise Rejected(f"«{field}» tiene que ser un texto.")
    return value


def _is_written(character: str) -> bool:
    # Cc: control, Cf: direction marks and the like (but emoji need the joiner), Cs: surrogates.
    return character == "\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


# Not seen, and not stripped by Rasa as white space is.
_INERT = "\u200d"


def as_plain_text(text: str) -> str:
    """`text` such that Rasa reads it as words, even «/restart»: it obeys whatever starts with a slash."""
    return _INERT + text if text.startswith("/") else text


def as_typed(text: str) -> str:
    """What the person had typed, from what `as_plain_text` made of it."""
    return text[len(_INERT) :] if text.startswith(_INERT + "/") else text
