"""The tracker store: SQL, in which a conversation can be erased and does not stay for ever."""

from __future__ import annotations

import logging
import time
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Query, Session

logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, which deletes a conversation when the person asked for it (slot `erase`) and
    events older than `retention_days`, at start and once a day.

    Args:
        retention_days: whole days that an event is kept.
        others: as for SQLTrackerStore.
    """

    def __init__(self, *arguments: Any, retention_days: int | str, **others: Any) -> None:
        super().__init__(*arguments, **others)
        self._retention = int(retention_days) * DAY
        self._last_purge = 0.0
        self._purge()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the tracker's new events, or delete all its events when it is to be erased."""
        if tracker.get_slot("erase"):
            self._delete(self.SQLEvent.sender_id == tracker.sender_id)
        else:
            await super().save(tracker)
        self._purge()

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        # Rasa's own query is one statement, in which SQLite looks for the session's start anew for each event: the
        # time of a turn grew with the square of the conversation.
        event = self.SQLEvent
        wanted = [event.sender_id == sender_id]
        if not fetch_events_from_all_sessions:
            starts = session.query(sa.func.max(event.timestamp)).filter(
                *wanted, event.type_name == SessionStarted.type_name
            )
            if (start := starts.scalar()) is not None:
                wanted.append(event.timestamp >= start)
        return session.query(event.data).filter(*wanted).order_by(event.id)

    def _purge(self) -> None:
        now = time.time()
        if now - self._last_purge >= DAY:
            self._last_purge = now
            self._delete(self.SQLEvent.timestamp < now - self._retention)

    def _delete(self, condition: Any) -> None:
        with self.session_scope() as session:
            deleted = session.query(self.SQLEvent).filter(condition).delete(synchronize_session=False)
            session.commit()
        logger.info("Deleted %d events.", deleted)
