"""What is found in a normalized text stands where it does in the written one, also of who writes «q» for «que»."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker

from actions.reading.details_named import named_at, with_named
from actions.reading.facts_of_the_case import as_of_this_case
from actions.reading.parties import with_who_filed
from actions.reading.planned_steps import with_plan, with_refusal
from actions.reading.settlement import with_settlement
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import Conversation, texts

KNOWLEDGE = project_knowledge()
FILED, ACCUSED = {"party": "complainant"}, {"party": "respondent"}
ASKED = {**FILED, "topic": "withdraw"}


def parsed(text: str, intent: str, *said: tuple[str, str, str]) -> dict:
    """The parse data of a message in which the NLU found these: (entity, value, words)."""
    entities = [
        {"entity": name, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
        for name, value, words in said
    ]
    return {"text": text, "intent": {"name": intent, "confidence": 1.0}, "entities": entities}


def tracker(slots: dict[str, str], message: dict) -> Tracker:
    return Tracker("ana", slots, message, [], False, None, {}, None)


def words_of(message: dict) -> list[str]:
    """The words of the text at which its entities stand."""
    return [message["text"][e["start"] : e["end"]].strip() for e in message["entities"]]


@pytest.mark.parametrize(
    ("slots", "text", "words"),
    [
        ({}, "q hago, x fotos tengo dos quejas en mi contra", "dos quejas en mi contra"),
        ({}, "q hago, x fin el denunciado es él", "el denunciado es él"),
        (ACCUSED, "x lo q se, nadie me denunció", "nadie me denunció"),
        (ACCUSED, "q hago, x fotos hay otra, de un cliente", "otra, de"),
        ({}, "q hago, x las fotos la puse yo", "la puse yo"),
        ({}, "q hago, x fotos un cliente presentó una queja, ¿podemos quitarla?", "un cliente presentó"),
        ({}, "q hago, mi tío vende x ahí y un cliente lo reportó", "un cliente lo reportó"),
        ({}, "q hago, x fotos el denunciante es otro", "el denunciante es otro"),
    ],
)
def test_who_filed_it(slots, text, words):
    message = parsed(text, "inform")
    assert words_of(with_who_filed(tracker(slots, message), KNOWLEDGE, message)) == [words]


@pytest.mark.parametrize(
    ("slots", "text", "words"),
    [
        (ACCUSED, "q hago, me denunciaron x fotos, él ya la retiró", "ya la retiró"),
        (ACCUSED, "q bien, x fin dice q ya la quitó, con eso quedo?", "dice q ya la quitó"),
        ({**FILED, "ground": "image_theft"}, "q hago, x suerte tengo los originales", "tengo los originales"),
    ],
)
def test_what_is_of_the_case(slots, text, words):
    message = parsed(text, "inform")
    assert words_of(as_of_this_case(tracker(slots, message), KNOWLEDGE, message)) == [words]


def test_goods_that_came():
    message = parsed(
        "q bien x fin q si, dijo q si y me llegó, pero la q me denunció es ella",
        "inform",
        ("party", "respondent", "la q me denunció"),
    )
    assert words_of(as_of_this_case(tracker(FILED, message), KNOWLEDGE, message)) == ["la q me denunció"]


@pytest.mark.parametrize(
    ("intent", "text", "words"),
    [
        ("inform", "x lo q veo q hay, ya me pagó", "ya me pagó"),
        ("inform", "q hago, x fin ya no me debe nada, todo bien", "ya no me debe nada"),
        ("withdraw", "q hago, x si no me pagan, la quito?", "si no me pagan"),
    ],
)
def test_how_things_stand_with_the_other_party(intent, text, words):
    message = parsed(text, intent)
    read = with_settlement(tracker({**ASKED, "issues_resolved": "no"}, message), KNOWLEDGE, message)
    assert {*words_of(read)} == {words}


def test_what_happened_another_time_settles_nothing():
    text = "x lo q me dijo q hay, me pasó lo mismo con otro"
    message = parsed(text, "inform", ("issues_resolved", "yes", "me pasó"))
    assert with_settlement(tracker(ASKED, message), KNOWLEDGE, message)["entities"] == []


def test_what_is_planned():
    message = parsed("x eso q, si dice q no, mejor la dejo, no?", "confirm")
    assert words_of(with_plan(KNOWLEDGE, message, "complainant", "withdraw")) == ["la dejo"]


def test_what_is_refused():
    message = parsed("x lo q veo no la quiero quitar, al contrario", "withdraw")
    assert words_of(with_refusal(KNOWLEDGE, message, "withdraw")) == ["no la quiero quitar"]


def test_the_words_that_name_a_detail():
    text = "q hago, x lo q tengo, ¿estas fotos sirven como prueba?"
    assert text[slice(*named_at(KNOWLEDGE, "proof_valid", text))] == "sirven como prueba"
    read = with_named(KNOWLEDGE, parsed(text, "refile"), ["refile"], "complainant")
    assert words_of(read) == ["sirven como prueba"]


@pytest.mark.parametrize(
    ("intent", "text", "in_full", "said"),
    [
        (
            "confirm",
            "x lo q se q hay, la que sigue en trámite ya la quité, y la cerrada la dejo, no?",
            "por lo que se que hay, la que sigue en trámite ya la quité, y la cerrada la dejo, no?",
            {},
        ),
        (
            "inform",
            "q x lo q se. Las dos. La q sigue, x lo q dicen, q soy el denunciado",
            "que por lo que se. Las dos. La que sigue, por lo que dicen, que soy el denunciado",
            {"party": "el denunciado"},
        ),
    ],
)
def test_of_several_cases(intent, text, in_full, said):
    facts = ACCUSED if said else {}
    short, full = closed_and_open(), closed_and_open()
    assert texts(short.turn(intent, text, said=said, **facts)) == texts(full.turn(intent, in_full, said=said, **facts))
    assert [case and case["facts"] for case in short.slots["cases"]] == [
        case and case["facts"] for case in full.slots["cases"]
    ]


def closed_and_open() -> Conversation:
    """A conversation in which a closed case and one that is in process were told of."""
    talk = Conversation()
    words = "tengo dos: una ya la cerraron y la otra sigue en trámite. ¿Las puedo quitar?"
    talk.turn("withdraw", words, status="processed", entities=[("second_case", "status=in_process")])
    return talk
