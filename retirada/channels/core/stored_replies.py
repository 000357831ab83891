"""Reads back what the assistant answered to a message."""

from __future__ import annotations

from typing import Optional

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.channels.core.messages import CollectingOutput


async def stored_replies(tracker: Optional[DialogueStateTracker], message_id: str, output: CollectingOutput) -> bool:
    """Write the replies to the message into `output`, as they were written when the turn ran.

    Of messages that were read as one, only the last has replies.

    Returns:
        Whether a turn with the message is stored.
    """
    is_found = is_last = False
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered):
            is_last = event.message_id == message_id
            is_found |= is_last or message_id in (m["id"] for m in event.metadata.get("messages") or ())
        elif isinstance(event, BotUttered) and is_last:
            message = {"text": event.text, "buttons": event.data.get("buttons"), **event.metadata}
            await output.send_response(tracker.sender_id if tracker else "", message)
    return is_found
