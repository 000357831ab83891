"""Which messages name a detail by its own words, and which only sound alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.reading.details_named import is_named
from retirada.rulebook.knowledge import project_knowledge
from retirada.yaml_files import read_yaml

_WORDS = read_yaml(Path(__file__).parent / "words_of_details.yml")


@pytest.mark.parametrize("detail", _WORDS)
def test_a_detail_is_named_by_its_own_words_and_by_none_that_sound_alike(detail):
    meets, does_not_meet = (_WORDS[detail].get(key, []) for key in ("meets", "does_not_meet"))
    named = [text for text in meets + does_not_meet if is_named(project_knowledge(), detail, text)]
    assert named == meets
