"""The items of a web conversation: the same whether they are sent live or read back from the tracker store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Optional

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.channels.core.bursts import messages_apart
from retirada.channels.core.validation import unescape_slash
from retirada.channels.web.follow_ups import follow_ups
from retirada.guide.address import PATH

MAX_ITEMS = 400

Item = dict[str, Any]


class Turn:
    """The bot's messages of one turn, numbered, so that a rating can say which it is about."""

    def __init__(self, turn_id: str, ratings: list[Item]) -> None:
        self._id = turn_id
        self._ratings = ratings
        self._verdicts: list[Optional[str]] = [None]
        self.items: list[Item] = []

    def add(self, text: str, buttons: Optional[list[Item]], extras: Mapping[str, Any], at: float) -> Item:
        """Add the next message of the turn and return its item. The first message of each verdict can be rated.

        Args:
            extras: may hold `answer`, `notes` (lines of the text), `guide` (what of it the text cites) and `quiet`.
            at: when it was said, in seconds since 1970.
        """
        answer = extras.get("answer")
        verdict = (answer or {}).get("verdict")
        is_new = verdict not in self._verdicts
        item = {
            "who": "bot",
            "id": f"{self._id}.{len(self.items)}",
            "text": text,
            "buttons": buttons or [],
            "notes": extras.get("notes") or [],
            # Relative to the chat's own address, whatever proxy stands in front.
            "guide": f"..{PATH}{extras['guide']}" if extras.get("guide") else None,
            "answer": answer,
            "quiet": bool(extras.get("quiet")),
            "ratings": self._ratings if is_new else [],
            # While something is asked, that comes next.
            "follow_ups": follow_ups(verdict) if is_new and not (answer or {}).get("asks") else [],
            "at": at,
        }
        self._verdicts.append(verdict)
        self.items.append(item)
        return item


def user_item(message_id: str, text: str, at: float) -> Item:
    """Something that the person said, at `at` in seconds since 1970."""
    return {"who": "user", "id": message_id, "text": text, "at": at}


def rating_buttons(domain: Domain) -> list[Item]:
    """The buttons that rate an answer, as the domain's `utter_ask_feedback` offers them.

    Each is {"title", "value", "payload"}: «Útil», «useful», «/feedback{"rating": "useful"}».
    """
    offered = domain.responses.get("utter_ask_feedback", [{}])[0].get("buttons", [])
    # In a response, a template, the braces of a payload are doubled.
    payloads = [(button["title"], button["payload"].format()) for button in offered]
    return [
        {"title": title, "value": json.loads(payload.removeprefix("/feedback"))["rating"], "payload": payload}
        for title, payload in payloads
    ]


def conversation_items(tracker: Optional[DialogueStateTracker], ratings: list[Item]) -> list[Item]:
    """The latest MAX_ITEMS items of the conversation, oldest first.

    Args:
        tracker: the conversation, or None.
        ratings: the buttons that rate an answer.
    """
    turn = Turn("start", [])
    titles: dict[str, str] = {}
    said: list[Item] = []
    for event in tracker.events if tracker else ():
        if isinstance(event, BotUttered):
            buttons = event.data.get("buttons")
            titles.update({button["payload"]: button["title"] for button in buttons or ()})
            said.append(turn.add(event.text or "", buttons, event.metadata, event.timestamp))
        elif isinstance(event, UserUttered) and event.text:
            turn = Turn(event.message_id, ratings)
            apart = messages_apart(event.text, event.metadata) or [(event.message_id, event.text)]
            items = [user_item(message_id, unescape_slash(text), event.timestamp) for message_id, text in apart]
            if "rating" in event.metadata:
                items[0]["rating"] = event.metadata["rating"]
            elif event.text.startswith("/"):
                items[0]["text"] = event.metadata.get("typed") or titles.get(event.text, event.text)
            said += items
    return said[-MAX_ITEMS:]


def rated_answer(tracker: Optional[DialogueStateTracker], item_id: str) -> Optional[Item]:
    """The `answer` of the item with this id; None if the conversation has no such item that can be rated."""
    # Which buttons rate it does not matter here, only that there are some.
    for item in conversation_items(tracker, [{}]):
        if item["id"] == item_id and item.get("ratings"):
            answer: Item = item["answer"]
            return answer
    return None
