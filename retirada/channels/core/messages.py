"""What goes into a turn and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Optional

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.domain import Domain

from retirada.channels.core.sentences import sentences
from retirada.guide.address import PATH, TOP


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
        response: the name of the response in domain.yml; None for sentences of the channel's own.
    """

    text: str
    buttons: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    answer: Optional[dict[str, Any]] = None
    notes: list[str] = field(default_factory=list)
    guide: Optional[str] = None
    quiet: bool = False
    erased: bool = False
    response: Optional[str] = None


def with_address(message: Message, public_url: Optional[str]) -> Message:
    """The message, with the address of what it cites of the guide where the public address is known."""
    if public_url is None or message.guide is None:
        return message
    address = f"{public_url}{PATH}{'' if message.guide == TOP else message.guide}"
    return replace(message, text=f"{message.text}\n{sentences().guide_address.format(address=address)}")


class Input(NamedTuple):
    """What Rasa reads: words or a payload; the message's id, and metadata for the event."""

    text: str
    message_id: Optional[str] = None
    metadata: Optional[dict[str, Any]] = None


class Outcome(NamedTuple):
    """What became of a message.

    Attributes:
        messages: the replies, never none; where the turn failed, one sentence that says so.
        message_id: of the message that was read; of a burst the last one's.
        begun: Rasa was given the message.
        stored: the conversation could be read and stored.
        answered: the assistant said something, and it is stored.
    """

    messages: list[Message]
    message_id: Optional[str] = None
    begun: bool = True
    stored: bool = True
    answered: bool = True


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
                response=message.get("utter_action"),
            )
        )


def not_stored(domain: Domain) -> str:
    """What a person is told whose message could not be stored."""
    text: str = domain.responses["utter_not_stored"][0]["text"]
    return text
