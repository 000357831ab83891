"""Who reproaches that they have to say it again."""

from __future__ import annotations

from actions.reading.reproach import without_reproach
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import texts


def test_each_reproach_is_blanked_out_however_it_is_spelt():
    text = "¿cuantas veces se lo tengo q decir? ¿cuantas veces se lo tengo q decir? apelo"
    kept = without_reproach(project_knowledge(), {"text": text, "entities": []})["text"]
    assert len(kept) == len(text) and kept.strip(" ¿?") == "apelo"


def test_what_is_not_withdrawn_yet_is_not_gone(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant")
    talk.turn("correction", "¿por qué me habla de esperar si no la quito por gusto?")
    assert talk.slots["status"] is None


def test_an_aside_that_is_not_known_is_said_again_whole(talk):
    talk.turn("cost", "¿me cobran algo?")
    assert "dinero" in texts(talk.turn("rephrase", "no entiendo nada, más fácil"))
