"""A message as a provider delivers it."""

from __future__ import annotations

import dataclasses
from typing import Any, Optional


@dataclasses.dataclass
class IncomingMessage:
    """A message as a provider delivers it.

    Attributes:
        sender: who speaks, by the provider's id; where there are several conversations with one person, also which.
        message_id: the provider's id of the message, the same when it is delivered again.
        text: what was written; None for a photo, a voice message and the like.
        option: the `option_id` of a button that was pressed.
        reply_context: where and how to reply, for the connector's own use.
    """

    sender: str
    message_id: str
    text: Optional[str] = None
    option: Optional[str] = None
    reply_context: dict[str, Any] = dataclasses.field(default_factory=dict)
