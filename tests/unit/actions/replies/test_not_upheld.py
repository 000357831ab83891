"""What comes of a complaint that was not upheld, told or supposed."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts

_ACCUSED = {"party": "respondent", "ground": "product_infringement"}
_FILED = {"party": "complainant", "ground": "product_infringement"}


@pytest.mark.parametrize(
    "text",
    [
        "la queja fue desestimada, ¿tenemos que temer la sanción?",
        "Y si la tumban, ¿me quitan puntos?",
        "al final nos dieron la razón a nosotros, ¿nos sancionan?",
        "la cerraron sin sanción, ¿me pueden multar?",
    ],
)
def test_the_accused_hear_that_nothing_happens(talk, text):
    talk.turn("withdraw", "¿la puedo quitar?", **_ACCUSED)
    said = texts(talk.turn("ip_outcomes", text))
    assert "no hay sanción" in said and "dos resultados" not in said


@pytest.mark.parametrize("ground", ["product_infringement", "other"])
def test_who_filed_it_and_asks_what_to_do_hears_of_mediation(talk, ground):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", ground=ground)
    said = texts(talk.turn("next_step", "me la rechazaron, ¿qué hago?", status="processed"))
    assert "medie" in said and "se desestima" not in said


@pytest.mark.parametrize("text", ["¿me sancionan?", "rechazaron mi apelación, ¿me sancionan?"])
def test_of_one_that_may_be_upheld_both_outcomes_are_said(talk, text):
    talk.turn("withdraw", "¿la puedo quitar?", **_ACCUSED)
    assert "dos resultados" in texts(talk.turn("ip_outcomes", text))


@pytest.mark.parametrize(
    "text",
    [
        "si no lo sancionan, ¿puedo presentar otra con mi peritaje?",
        "no la habría retirado, la habrían desestimado. ¿es lo mismo?",
    ],
)
def test_of_filing_again_after_it_the_guide_says_nothing(talk, text):
    talk.turn("refile", "¿puedo presentar otra si la retiro?", evidence="yes", **_FILED)
    assert "la guía no dice nada" in texts(talk.turn("refile", text))


def test_why_nobody_was_punished_is_what_the_guide_says_of_it(talk):
    talk.turn("withdraw", "¿la puedo quitar?", status="processed", **_FILED)
    assert "no es suficiente" in texts(talk.turn("why", "¿por qué decidieron no sancionarlo?"))


def test_asked_whether_the_guide_speaks_of_it_what_it_says_is_told(talk):
    talk.turn("refile", "¿puedo presentar otra si la retiro?", evidence="yes", **_FILED)
    said = texts(talk.turn("confirm", "O sea que la guía solo habla de retiradas. ¿De las desestimadas dice algo?"))
    assert "hablan de una queja retirada" in said
