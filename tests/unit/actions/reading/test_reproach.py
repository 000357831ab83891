"""Who reproaches that they have to say it again."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker

from actions.reading.reproach import without_as_if, without_reproach
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import texts


def test_each_reproach_is_blanked_out_however_it_is_spelt():
    text = "¿cuantas veces se lo tengo q decir? ¿cuantas veces se lo tengo q decir? apelo"
    kept = without_reproach(project_knowledge(), {"text": text, "entities": []})["text"]
    assert len(kept) == len(text) and kept.strip(" ¿?") == "apelo"


@pytest.mark.parametrize(
    ("text", "entities", "kept"),
    [
        ("¿y quién le dijo que la quiero sacar? pido mi plata", [], "pido mi plata"),
        ("¿quién le dijo que la quiero sacar?", [], "¿quién le dijo que la quiero sacar?"),
        (
            "¿quién le dijo que está cerrada? sigue",
            [{"entity": "status", "value": "processed", "start": 25, "end": 32}],
            "¿quién le dijo que está cerrada? sigue",
        ),
    ],
)
def test_what_we_took_for_granted_is_left_out_where_it_denies_no_fact(text, entities, kept):
    message = {"text": text, "entities": entities}
    assert without_reproach(project_knowledge(), message)["text"].strip(" ¿?") == kept.strip(" ¿?")


def test_what_is_not_withdrawn_yet_is_not_gone(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant")
    talk.turn("correction", "¿por qué me habla de esperar si no la quito por gusto?")
    assert talk.slots["status"] is None


def test_an_aside_that_is_not_known_is_said_again_whole(talk):
    talk.turn("cost", "¿me cobran algo?")
    assert "dinero" in texts(talk.turn("rephrase", "no entiendo nada, más fácil"))


@pytest.mark.parametrize(
    ("held", "text", "said"),
    [
        ("complainant", "me está contestando como si fuera el que se quejó", "quejó"),
        ("respondent", "me responde como si me hubieran denunciado a mí", "denunciado"),
    ],
)
def test_whom_we_take_the_person_for_is_taken_back_and_not_told(talk, held, text, said):
    talk.turn("correction", text, party=held, said={"party": said})
    assert talk.slots["party"] is None
    other = {"complainant": "respondent", "respondent": "complainant"}[held]
    talk.turn("withdraw", "¿la quito?", party=other)
    talk.turn("correction", text, party=held, said={"party": said})
    assert talk.slots["party"] == other


def test_who_we_hold_them_to_be_is_taken_back_where_they_say_that_we_take_them_for_that(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    text = "me está contestando como si fuera el que se quejó"
    talk.turn("correction", text, party="complainant", said={"party": "quejó"})
    assert talk.slots["party"] is None


def test_what_we_take_a_thing_for_is_read_on():
    text = "Me está contestando como si fuera un aviso nuevo. La queja ya la retiraron"
    tracker = Tracker("a", {"party": "respondent"}, None, [], False, None, {}, None)
    message = {"text": text, "entities": [{"entity": "detail", "value": "new_notice", "start": 24, "end": 48}]}
    assert without_as_if(tracker, project_knowledge(), message) is message
