"""Answers a stored message again, where it stood in its conversation, with today's model, tables and texts.

Rasa itself does it, with its policy and its slots; only the action server's actions run in this process.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import orjson
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import SessionConfig
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor
from threadpoolctl import threadpool_limits

from retirada.audit.turns import Replayed, Turn, replies
from retirada.server.action_server import Domains
from retirada.server.patches.action_patches import DOMAIN_UNKNOWN
from retirada.server.patches.rasa_patches import set_defaults
from retirada.server.store.recent_turns import Stored, copy_tracker, recent

# What Rasa adds to a message's metadata.
_OF_RASA = ("model_id", "assistant_id")


class Replayer:
    """Answers messages again with a trained model, in this process.

    Args:
        model: the archive of the trained model.

    Attributes:
        model_id: the digest of the model, as answers name it.
    """

    def __init__(self, model: Path) -> None:
        set_defaults(None)
        threadpool_limits(1)  # the readers' matrices are small: threads would only wait for one another
        configure_structlog(logging.WARNING)  # else every parse is printed
        self._loop = asyncio.new_event_loop()
        self._agent = Agent.load(str(model), action_endpoint=_InProcess())
        self.model_id = self._agent.processor.model_metadata.model_id
        # A message of last month is no reason to begin a session.
        self._agent.domain.session_config = SessionConfig(0, True)
        self._store = _OneTracker(self._agent.domain)
        self._agent.processor.tracker_store = self._store

    def replay(self, turn: Turn) -> Replayed:
        """Answer the turn's message again, after what was really said before it. Nothing is stored."""
        session = DialogueStateTracker.from_dict("replay", list(turn.before), self._agent.domain.slots)
        tracker = recent(session)
        self._store.hold(tracker, session)
        n_before = len(tracker.events)
        metadata = {key: value for key, value in (turn.message.get("metadata") or {}).items() if key not in _OF_RASA}
        message = UserMessage(
            turn.text,
            CollectingOutputChannel(),
            tracker.sender_id,
            input_channel=turn.message.get("input_channel"),
            metadata=metadata,
        )
        self._loop.run_until_complete(self._agent.processor.handle_message(message))
        events = [event.as_dict() for event in list(tracker.events)[n_before:]]
        parsed: dict[str, Any] = next((event["parse_data"] for event in events if event["event"] == "user"), {})
        return Replayed((parsed.get("intent") or {}).get("name"), replies(events))


class _InProcess(EndpointConfig):
    """Runs the actions in this process, in place of an action server."""

    def __init__(self) -> None:
        super().__init__("in this process")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._domains = Domains()

    async def request(self, *_: Any, json: Any = None, **__: Any) -> Any:
        call = orjson.loads(orjson.dumps(json))  # as it would arrive: its events are JSON already
        if not self._domains.complete(call):
            raise ClientResponseError(DOMAIN_UNKNOWN, "", "")
        return await self._executor.run(call)


class _OneTracker(InMemoryTrackerStore):
    """Gives the tracker that it holds, as ConversationStore does, and stores nothing."""

    def hold(self, tracker: Any, session: DialogueStateTracker) -> None:
        """Hold a tracker of the latest turns, and one of all its session."""
        self._tracker, self._session = tracker, copy_tracker(session)
        tracker.store, tracker.stored = self, Stored(len(tracker.events), 0, None)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        return self._tracker

    async def retrieve_session(self, sender_id: str) -> DialogueStateTracker:
        return self._session

    async def save(self, tracker: DialogueStateTracker) -> None:
        pass
