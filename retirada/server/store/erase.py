"""`make erase CONVERSATION=…`: deletes a conversation for whoever asks its operator; the assistant may run."""

from __future__ import annotations

import os

import sqlalchemy as sa

from retirada.server.settings import Settings
from retirada.server.store import database
from retirada.server.store.database import Database
from retirada.server.store.event_reader import last_conversations, open_store, stored_name


def erase(conversation: str) -> str:
    """Delete all events of the conversation. Returns what was done, in a sentence.

    Args:
        conversation: what it is called in the store, or `channel:sender` with the sender's own id.

    Raises:
        SystemExit: nothing of it is kept, or the database can't be used; the text is one sentence.
    """
    last = last_conversations(open_store(), 3)
    name, store = stored_name(conversation), Database(database.parse(Settings.from_environment().database_url))
    try:
        count = store.delete_conversation(name)
    except sa.exc.DBAPIError as error:
        raise SystemExit(f"Nothing was erased: {database.reason(error)}.") from None
    if not count:
        raise SystemExit(f"Nothing is kept of «{conversation}». The last ones: {', '.join(last) or 'none'}.")
    if store.file:
        try:
            store.clear_deleted()
        except sa.exc.DBAPIError as error:
            return f"Erased {name}. Bytes of it may be in {store.file} until a restart: {database.reason(error)}."
    return f"Erased {name}, {count} events."


def main() -> None:
    """Erase CONVERSATION.

    Raises:
        SystemExit: it is not named, or could not be erased.
    """
    conversation = os.environ.get("CONVERSATION")
    if not conversation:
        raise SystemExit("Which conversation is to be erased? make erase CONVERSATION=whatsapp:34600123456")
    print(erase(conversation))


if __name__ == "__main__":
    main()
