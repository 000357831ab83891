"""Events as JSON, each made once: it is stored, and goes to the action server with every turn of the next thirty."""

from __future__ import annotations

import ujson
from rasa.shared.core.events import Event

_MADE = "_as_json"


def event_json(event: Event) -> bytes:
    """The event's `as_dict`, in ASCII: a database may have any encoding.

    It is made anew where the event has changed: a tracker to which it is added sets its time, and its metadata.
    """
    made = event.__dict__.get(_MADE)
    if made is None or made[0] != event.timestamp or made[1] is not event.metadata:
        content = ujson.dumps(event.as_dict(), escape_forward_slashes=False).encode()
        made = event.__dict__[_MADE] = event.timestamp, event.metadata, content
    return made[2]
