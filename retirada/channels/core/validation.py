"""Checks what a client sent, and cleans it, before anything else reads it."""

from __future__ import annotations

import re
import unicodedata

from retirada.channels.core.sentences import sentences

MAX_CHARACTERS = 1000
MAX_SENDER = 200

# What a database or a log cannot keep as it is.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# The zero-width joiner: invisible, and unlike white space Rasa does not strip it.
_ESCAPE = "\u200d"


class InvalidMessage(ValueError):
    """A message that may not reach Rasa. Its text is a Spanish sentence for the client."""


def clean_text(text: str) -> str:
    """Normalize `text` to NFC, without control characters, lone surrogates and direction marks. May return ""."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or _is_printable(c)).strip()


def check_text(text: object, field: str) -> str:
    """Return `text` cleaned.

    Args:
        text: what a client sent as `field`.
        field: the name that the error sentence calls it by.

    Raises:
        InvalidMessage: it is missing, not a string, blank, or longer than MAX_CHARACTERS.
    """
    string = _require_string(text, field)
    if len(string) > MAX_CHARACTERS:
        raise InvalidMessage(sentences().message_too_long.format(field=field, limit=MAX_CHARACTERS))
    cleaned = clean_text(string)
    if not cleaned:
        raise InvalidMessage(sentences().field_blank.format(field=field))
    return cleaned


def check_sender(sender: object) -> str:
    """Return `sender` unchanged: cleaning it could make two senders one.

    Raises:
        InvalidMessage: it is missing, not a string, blank, longer than MAX_SENDER, or holds control characters.
    """
    name = _require_string(sender, "sender")
    if not name.strip():
        raise InvalidMessage(sentences().field_blank.format(field="sender"))
    if len(name) > MAX_SENDER:
        raise InvalidMessage(sentences().field_too_long.format(field="sender", limit=MAX_SENDER))
    if _UNWRITABLE.search(name):
        raise InvalidMessage(sentences().field_control_characters.format(field="sender"))
    return name


def escape_slash(text: str) -> str:
    """Return `text` such that Rasa reads it as words: it obeys whatever starts with a slash, «/restart» included."""
    return _ESCAPE + text if text.startswith("/") else text


def unescape_slash(text: str) -> str:
    """Undo `escape_slash`: what the person had typed."""
    return text[len(_ESCAPE) :] if text.startswith(_ESCAPE + "/") else text


def _require_string(value: object, field: str) -> str:
    if value is None:
        raise InvalidMessage(sentences().field_missing.format(field=field))
    if not isinstance(value, str):
        raise InvalidMessage(sentences().field_not_text.format(field=field))
    return value


def _is_printable(character: str) -> bool:
    # Cc: control, Cf: direction marks and the like (but emoji need the joiner), Cs: surrogates.
    return character == "\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
