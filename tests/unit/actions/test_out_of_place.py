"""Who reproaches that they have to say it again, or that an answer does not go with their case."""

from __future__ import annotations

import pytest

from actions.reading.out_of_place import is_out_of_place, without_reproach
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import texts


def test_each_reproach_is_blanked_out_however_it_is_spelt():
    text = "¿cuantas veces se lo tengo q decir? ¿cuantas veces se lo tengo q decir? apelo"
    kept = without_reproach(project_knowledge(), {"text": text, "entities": []})["text"]
    assert len(kept) == len(text) and kept.strip(" ¿?") == "apelo"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("¿por qué me habla de pedirle que la retire si ya la quitó?", True),
        ("¿y para qué me dice lo del aviso si no llegó ningún aviso?", True),
        ("¿quién es? Porque la tienda dice que si no la quito no me devuelve el dinero", False),
    ],
)
def test_what_somebody_else_says_is_no_reproach(text, is_one):
    assert is_out_of_place(project_knowledge(), text) is is_one


def test_what_is_not_withdrawn_yet_is_not_gone(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant")
    talk.turn("correction", "¿por qué me habla de esperar si no la quito por gusto?")
    assert talk.slots["status"] is None


def test_an_aside_that_is_not_known_is_said_again_whole(talk):
    talk.turn("cost", "¿me cobran algo?")
    assert "dinero" in texts(talk.turn("rephrase", "no entiendo nada, más fácil"))
