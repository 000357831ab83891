"""What the page that holds the chat says of where its visitor is: kept with their messages, shown to nobody."""

from __future__ import annotations

from typing import Any

from retirada.channels.core.sentences import sentences
from retirada.channels.core.validation import InvalidMessage, clean_text
from retirada.privacy.personal_data import without_personal_data

KEYS = frozenset({"page", "section", "source"})
MAX_VALUE_CHARACTERS = 100


def context_metadata(data: object) -> dict[str, Any]:
    """The metadata that keeps `data`, the context of a message: {"context": …}, without personal data; {} for None.

    Raises:
        InvalidMessage: it is no object of KEYS with texts of up to MAX_VALUE_CHARACTERS.
    """
    if data is None:
        return {}
    if not isinstance(data, dict) or not KEYS.issuperset(data):
        raise InvalidMessage(sentences().malformed_message)
    if not all(isinstance(value, str) and len(value) <= MAX_VALUE_CHARACTERS for value in data.values()):
        raise InvalidMessage(sentences().malformed_message)
    context = {key: without_personal_data(clean_text(value)) for key, value in data.items()}
    return {"context": context} if context else {}
