"""Who reproaches that they have to say it again."""

from __future__ import annotations

from actions.reading.out_of_place import without_reproach
from retirada.rulebook.knowledge import project_knowledge


def test_each_reproach_is_blanked_out_however_it_is_spelt():
    text = "¿cuantas veces se lo tengo q decir? ¿cuantas veces se lo tengo q decir? apelo"
    kept = without_reproach(project_knowledge(), {"text": text, "entities": []})["text"]
    assert len(kept) == len(text) and kept.strip(" ¿?") == "apelo"
