"""How a web conversation looks: the same items whether they are sent live or read back from the tracker store."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.guard import as_typed

MAX_ITEMS = 400

Item = dict[str, Any]


class Turn:
    """The bot's messages of one turn, numbered, so that a rating can say which it is about."""

    def __init__(self, turn_id: str, ratings: list[Item]) -> None:
        self._id = turn_id
        self._ratings = ratings
        self._verdicts: list[str | None] = [None]
        self.items: list[Item] = []

    def add(self, text: str, buttons: list[Item] | None, answer: Item | None) -> Item:
        """The next message of the turn. The first message of each verdict takes the rating buttons."""
        verdict = (answer or {}).get("verdict")
        item = {
            "who": "bot",
            "id": f"{self._id}.{len(self.items)}",
            "text": text,
            "buttons": buttons or [],
            "answer": answer,
            "ratings": [] if verdict in self._verdicts else self._ratings,
        }
        self._verdicts.append(verdict)
        self.items.append(item)
        return item


def rating_buttons(domain: Domain) -> list[Item]:
    """The buttons that rate an answer, as far as the domain can take a rating.

    Each is {"title", "value", "payload"}. A domain with an entity `feedback` gets the value in the payload;
    one with only the intent gets a bare /feedback, and the value stays in the message's metadata.
    """
    if "feedback" not in domain.intents:
        return []
    entity = "feedback" in domain.entities
    return [
        {"title": title, "value": value, "payload": f'/feedback{{"feedback": "{value}"}}' if entity else "/feedback"}
        for value, title in (("useful", "Me sirvió"), ("not_useful", "No me sirvió"))
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
            said.append(turn.add(event.text or "", buttons, event.metadata.get("answer")))
        elif isinstance(event, UserUttered) and event.text:
            turn = Turn(event.message_id, ratings)
            item = {"who": "user", "id": event.message_id, "text": as_typed(event.text)}
            if "rating" in event.metadata:
                item["rating"] = event.metadata["rating"]
            elif event.text.startswith("/"):
                item["text"] = titles.get(event.text, event.text)
            said.append(item)
    return said[-MAX_ITEMS:]


def offered_title(tracker: DialogueStateTracker | None, payload: str) -> str | None:
    """The title of the button with this payload that the bot offered in the conversation; None if it did not."""
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, BotUttered):
            for button in event.data.get("buttons") or ():
                if button.get("payload") == payload:
                    return button["title"]
    return None
