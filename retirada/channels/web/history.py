"""How a web conversation looks: the same items whether they are sent live or read back from the tracker store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from retirada.channels.core.guard import as_typed

MAX_ITEMS = 400

Item = dict[str, Any]


class Turn:
    """The bot's messages of one turn, numbered, so that a rating can say which it is about."""

    def __init__(self, turn_id: str, ratings: list[Item]) -> None:
        self._id = turn_id
        self._ratings = ratings
        self._verdicts: list[str | None] = [None]
        self.items: list[Item] = []

    def add(self, text: str, buttons: list[Item] | None, more: Mapping[str, Any]) -> Item:
        """The next message of the turn; `more` may hold its `answer`, its `notes`, and whether it is `quiet`.

        The first message of each verdict takes the rating buttons.
        """
        answer = more.get("answer")
        verdict = (answer or {}).get("verdict")
        item = {
            "who": "bot",
            "id": f"{self._id}.{len(self.items)}",
            "text": text,
            "buttons": buttons or [],
            "notes": more.get("notes") or [],
            "answer": answer,
            "quiet": bool(more.get("quiet")),
            "ratings": [] if verdict in self._verdicts else self._ratings,
        }
        self._verdicts.append(verdict)
        self.items.append(item)
        return item


def rating_buttons(domain: Domain) -> list[Item]:
    """The buttons that rate an answer, as the domain's `utter_ask_feedback` offers them.

    Each is {"title", "value", "payload"}: «Útil», «useful», «/feedback{"rating": "useful"}».
    """
    offered = domain.responses.get("utter_ask_feedback", [{}])[0].get("buttons", [])
    # In a response's template the braces of a payload are doubled.
    payloads = [(button["title"], button["payload"].format()) for button in offered]
    return [
        {"title": title, "value": json.loads(payload.removeprefix("/feedback"))["rating"], "payload": payload}
        for title, payload in payloads
    ]


def items(tracker: DialogueStateTracker | None, ratings: list[Item]) -> list[Item]:
    """What was said in the conversation, oldest first, the latest MAX_ITEMS of it."""
    turn = Turn("start", [])
    titles: dict[str, str] = {}
    said: list[Item] = []
    for event in tracker.events if tracker else ():
        if isinstance(event, BotUttered):
            buttons = event.data.get("buttons")
            titles.update({button["payload"]: button["title"] for button in buttons or ()})
            said.append(turn.add(event.text or "", buttons, event.metadata))
        elif isinstance(event, UserUttered) and event.text:
            turn = Turn(event.message_id, ratings)
            item = {"who": "user", "id": event.message_id, "text": as_typed(event.text)}
            if "rating" in event.metadata:
                item["rating"] = event.metadata["rating"]
            elif event.text.startswith("/"):
                item["text"] = titles.get(event.text, event.text)
            said.append(item)
    return said[-MAX_ITEMS:]


def rated_answer(tracker: DialogueStateTracker | None, item_id: str) -> Item | None:
    """The `answer` of the item with this id, if it is one of the conversation that can be rated."""
    # Which buttons rate it does not matter here, only that there are some.
    for item in items(tracker, [{}]):
        if item["id"] == item_id and item.get("ratings"):
            return item["answer"]
    return None


def offered_title(tracker: DialogueStateTracker | None, payload: str) -> str | None:
    """The title of the button with this payload that the bot offered in the conversation; None if it did not."""
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, BotUttered):
            for button in event.data.get("buttons") or ():
                if button.get("payload") == payload:
                    return button["title"]
    return None
