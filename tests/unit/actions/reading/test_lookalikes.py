"""Which messages a pattern is for, and which only sound alike (for those of details: test_words_of_details.py)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.reading.phrases import normalize
from retirada.rulebook.knowledge import project_knowledge
from retirada.yaml_files import read_yaml

_LOOKALIKES = read_yaml(Path(__file__).parent / "lookalikes.yml")


@pytest.mark.parametrize("name", _LOOKALIKES)
def test_a_pattern_meets_what_it_is_for_and_nothing_that_sounds_alike(name):
    group, *keys = name.split(".")
    pattern = getattr(project_knowledge().phrases, group)
    for key in keys:
        pattern = pattern[key] if isinstance(pattern, dict) else getattr(pattern, key)
    pattern = getattr(pattern, "pattern", pattern)  # of a detail's words
    meets, does_not_meet = _LOOKALIKES[name]["meets"], _LOOKALIKES[name]["does_not_meet"]
    met = {text: re.search(pattern, normalize(text)) is not None for text in meets + does_not_meet}
    assert met == {text: text in meets for text in met}


def test_a_last_day_is_claimed_only_where_no_case_is_processed():
    last_day = next(claim for claim in project_knowledge().phrases.claims_apart if "último día" in claim.says)
    met = "si no la quito hoy ya no puedo, ¿verdad?", "dice que hoy es el último día para retirarla"
    others = (
        "si no la quita antes de que la procesen ya no se puede, ¿verdad?",
        "si no la retiro ahora que está en trámite, luego no se puede",
        "si no quito el anuncio hoy se me cierra la tienda",
    )
    assert [text for text in (*met, *others) if re.search(last_day.pattern, normalize(text))] == list(met)
