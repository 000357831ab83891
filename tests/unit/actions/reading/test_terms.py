"""What our words mean: by the name that is asked, whatever the NLU took it for; and which of the parties one is."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("text", "read", "about"),
    [
        ("¿a qué se refiere con el personal de Alibaba?", "mediacion", "personal_de_alibaba"),
        ("¿qué viene a ser la infracción?", "pruebas_de_la_infraccion", "infraccion_de_productos"),
        ("¿qué es eso de procede?", "procesada", "procede"),
    ],
)
def test_a_word_that_is_asked_by_its_name_is_that_word(talk, text, read, about):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent", ground="image_theft")
    assert answers(talk.turn("meaning", text, term=read))[0]["about"] == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("me habla de la instantánea y no sé qué es", "instantanea"),
        ("no entiendo «procesada»", "procesada"),
        ("¿«juntas»?", "juntas"),
        ("la instantánea? que es eso", "instantanea"),
    ],
)
def test_a_word_is_found_in_what_says_that_it_is_not_known(talk, text, about):
    talk.turn("refile", "¿puedo poner otra?", party="complainant")
    assert answers(talk.turn("meaning", text))[0]["about"] == about


WHICH = ["¿el reclamante soy yo o es él?", "¿quién es la otra parte?", "¿yo qué soy, la parte acusada?"]


@pytest.mark.parametrize("text", WHICH)
@pytest.mark.parametrize("intent", ["meaning", "who_complained", "nlu_fallback", "confirm"])
def test_which_party_one_is_is_told_from_the_case(talk, text, intent):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    said = talk.turn(intent, text, entities=[("detail", "whose_proof")])
    assert texts(said).startswith("La parte acusada es usted") and answers(said)[0]["topic"] == "meaning"


def test_which_party_somebody_else_is_is_told_of_them(talk):
    talk.turn("withdraw", "mi hija puso una queja, ¿la puede retirar?", party="complainant")
    talk.slots["principal"] = "su hija"
    assert texts(talk.turn("meaning", "¿quién es la parte reclamante?")).startswith("La parte reclamante es su hija")


def test_which_party_is_which_is_told_in_general_while_it_is_not_known(talk):
    talk.turn("refile", "¿se puede poner otra?")
    assert "quien está al otro lado de la queja" in texts(talk.turn("meaning", "¿quién es la otra parte?"))


@pytest.mark.parametrize("text", ["¿dónde lo miro yo, que soy la acusada?", "soy el acusado, ¿qué me pasa?"])
def test_who_says_which_party_they_are_asks_no_such_thing(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    assert "o sea «la otra parte»" not in texts(talk.turn("status_check", text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("«escrow», ¿qué es?", "De «escrow» la guía no dice nada"),
        ("pone “complaint”, ¿eso qué es?", "Una «queja» es"),
        ("¿qué quiere decir «View Refund Application»?", "ver la solicitud de reembolso"),
    ],
)
def test_a_word_that_the_guide_has_not_is_named_back_and_taken_for_no_other(talk, text, says):
    talk.turn("inform", "puse una queja", party="complainant")
    said = texts(talk.turn("meaning", text, entities=[("term", "en_tramite")], sure={"en_tramite": 0.06}))
    assert says in said and "«En trámite»" not in said
