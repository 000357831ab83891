"""Two answers of one conversation that seem to disagree: «antes dijo que no y ahora que sí, ¿en qué quedamos?»"""

from __future__ import annotations

import re

from actions.reading.phrases import contains, normalize
from retirada.rulebook.schema import Knowledge


def says_they_differ(knowledge: Knowledge, text: str) -> bool:
    """Whether a message says that two answers or two sources differ, or asks which of them holds."""
    phrases = knowledge.phrases
    return contains(text, phrases.contradicts) or re.search(phrases.differs, normalize(text)) is not None


def asks_how_they_fit(knowledge: Knowledge, text: str, answers_us: bool) -> list[tuple[str, str]]:
    """The act of asking how two things go together, with its words, of a message that answers our question as well."""
    return [("why", text)] if answers_us and "?" in text and says_they_differ(knowledge, text) else []
