"""What every channel checks before a message reaches Rasa."""

from __future__ import annotations

import unicodedata

MAX_CHARACTERS = 1000
UNAVAILABLE = (
    "Ahora mismo no puedo responder. No se ha perdido nada de lo que me contó: inténtelo de nuevo dentro de un momento."
)


class Rejected(ValueError):
    """A message that may not reach Rasa. Its text is a Spanish sentence that says what is wrong."""


def check_text(text: object, field: str) -> str:
    """Return `text` in NFC, without control characters, lone surrogates and marks of writing direction.

    Args:
        text: what a client sent as `field`.

    Raises:
        Rejected: it is missing, not a string, blank, or longer than MAX_CHARACTERS.
    """
    if text is None:
        raise Rejected(f"Falta «{field}».")
    if not isinstance(text, str):
        raise Rejected(f"«{field}» tiene que ser un texto.")
    clean = "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or _is_written(c)).strip()
    if not clean:
        raise Rejected(f"«{field}» está vacío.")
    if len(clean) > MAX_CHARACTERS:
        raise Rejected(f"«{field}» tiene más de {MAX_CHARACTERS} caracteres: resúmalo, por favor.")
    return clean


def _is_written(character: str) -> bool:
    # Cc: control, Cf: direction marks and the like (but emoji need the joiner), Cs: surrogates.
    return character == "\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


# Not seen, and not stripped by Rasa as white space is.
_INERT = "\u200d"


def as_plain_text(text: str) -> str:
    """`text` such that Rasa reads it as words, even «/restart»: it obeys whatever starts with a slash."""
    return _INERT + text if text.startswith("/") else text


def as_typed(text: str) -> str:
    """What the person had typed, from what `as_plain_text` made of it."""
    return text[len(_INERT) :] if text.startswith(_INERT + "/") else text
