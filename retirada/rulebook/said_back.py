"""How a question is said back to whoever asks it: part of phrases.yml, which explains it."""

from __future__ import annotations

from retirada.rulebook.fields import Pattern, Text
from retirada.yaml_models import Strict


class SaidBack(Strict):
    leads: Pattern
    not_of: Pattern
    not_theirs: Pattern
    nouns_after: list[Text]
    matters: Pattern
    tells_nothing: list[Text]
    interrogatives: dict[str, Text]
    mine: dict[str, Text]
    first: list[tuple[str, str]]
    then: list[tuple[str, str]]
