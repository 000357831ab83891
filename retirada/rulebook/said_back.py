"""How a question is said back to whoever asks it: part of phrases.yml, which explains it."""

from __future__ import annotations

from retirada.rulebook.fields import Pattern, Text
from retirada.yaml_models import Strict


class SaidBack(Strict):
    leads: Pattern
    not_of: Pattern
    not_written: Text
    matters: Pattern
    of_a_condition: Pattern
    tells_nothing: list[Text]
    no_noun: Pattern
    interrogatives: dict[str, Text]
    mine: dict[str, Text]
    of_one: list[Text]
    of_several: list[Text]
    ambiguous: list[Text]
    to_them: list[Text]
    impersonal: list[Text]
    may: list[Text]
    nouns_after: list[Text]
    links: list[Text]
