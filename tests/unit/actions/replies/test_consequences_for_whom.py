"""What comes of it, and for whom: who filed it, who lies, who owns the account; and what lies next door to that."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def test_who_repents_is_told_what_comes_of_it_and_not_refused(talk):
    talk.turn("inform", "denuncié a un competidor", party="complainant", ground="product_infringement")
    asked = [("detail", "punished_for_complaining")]
    said = texts(talk.turn("withdraw", "¿me pueden sancionar por haber denunciado de mala fe?", entities=asked))
    assert said.startswith("De castigar a quien se queja") and "no ayudo a nadie" not in said
    said = texts(talk.turn("withdraw", "no me acuse. ¿La puedo retirar?", party="respondent", said={"party": "acuse"}))
    assert said.startswith("Usted puede retirarla")


def test_the_sanction_that_who_filed_it_fears_is_theirs(talk):
    talk.turn("inform", "puse una queja", party="complainant", ground="product_infringement")
    said = talk.turn("ip_outcomes", "si él gana, ¿a mí me castigan?", party="respondent", said={"party": "castigan"})
    assert texts(said).startswith("La sanción de que habla la guía es para quien recibe la queja")


@pytest.mark.parametrize(
    ("text", "is_of_the_speaker"),
    [
        ("¿y a mí me pasa algo?", True),
        ("¿a mí me quitan puntos o a él?", True),
        ("¿le afecta a él o a mí?", True),
        ("¿a mi hijo le pasa algo?", False),
        ("¿le quitan puntos?", False),
    ],
)
def test_who_speaks_for_the_accused_is_not_accused(talk, text, is_of_the_speaker):
    talk.turn("withdraw", "a mi hijo le pusieron una queja, ¿la quita?", party="respondent")
    said = texts(talk.turn("ip_outcomes", text))
    assert said.startswith("Por lo que me cuenta, la queja no es contra usted") is is_of_the_speaker


def test_the_accused_who_asks_for_themselves_is(talk):
    talk.turn("withdraw", "me pusieron una queja, ¿la quito?", party="respondent")
    assert "no es contra usted" not in texts(talk.turn("ip_outcomes", "¿y a mí me pasa algo?"))


def test_of_a_further_case_is_answered_what_is_asked_of_it(talk):
    talk.turn("inform", "me pusieron una queja por marca", party="respondent", ground="product_infringement")
    said = talk.turn("new_case", "tengo otra, de un cliente por un retraso. ¿Esa también quita puntos?", ground="other")
    assert answers(said)[-1]["topic"] == "ip_outcomes"
    said = talk.turn("new_case", "tengo otra, por un color. ¿Esa se quita igual?", ground="other")
    assert answers(said)[-1]["topic"] == "withdraw"


@pytest.mark.parametrize(
    ("text", "words", "verdicts"),
    [
        ("en AliExpress también copia, ¿mismo procedimiento?", "¿mismo procedimiento?", [None]),
        ("él también vende en Amazon, ¿puedo retirarla?", "¿puedo retirarla?", [None, "withdrawable"]),
    ],
)
def test_what_is_asked_of_another_platform_is_not_answered_for_here(talk, text, words, verdicts):
    talk.turn("inform", "puse una queja", party="complainant", status="in_process", kind="complaint")
    beside = [("second_topic", "withdraw"), ("other_place", "AliExpress")]
    said = talk.turn("other_platform", text, entities=beside, said={"withdraw": words})
    assert [answer["verdict"] for answer in answers(said)] == verdicts


def test_that_it_was_here_is_answered_after_another_platform(talk):
    talk.turn("inform", "me denunciaron", party="respondent")
    talk.turn("other_platform", "vendo en Amazon, ¿cómo la saco?", entities=[("other_place", "Amazon")])
    said = talk.turn("correction", "no, la denuncia fue en Alibaba")
    assert answers(said)[-1]["verdict"] == "only_complainant"


def test_of_goods_that_the_accused_took_down_no_withdrawal_is_heard(talk):
    talk.turn("inform", "puse una queja", party="complainant", ground="product_infringement", status="in_process")
    text = "el acusado retiró el producto. ¿Ya no hay nada que sancionar?"
    assert answers(talk.turn("nlu_fallback", text, {"withdraw": 0.3}))[0]["topic"] == "ip_remove_listing"
    text = "el acusado retiró el producto. ¿Puedo retirar mi queja?"
    assert answers(talk.turn("withdraw", text))[0]["topic"] == "withdraw"


def test_who_greets_and_tells_is_not_asked_back(talk):
    text, likely = "buenas, mi sobrino me dijo que pregunte, me han quejado", {"greet": 0.33, "inform": 0.22}
    said = talk.turn("nlu_fallback", text, likely, party="respondent")
    assert "la queja es contra usted" in texts(said) and "No estoy seguro" not in texts(said)


def test_of_the_other_partys_sanction_nothing_is_said_of_ones_own(talk):
    talk.turn("inform", "puse una queja", party="complainant", ground="product_infringement")
    text = "¿el vendedor se libra de la sanción si yo la retiro?"
    assert answers(talk.turn("ip_withdrawal_effect", text))[0]["verdict"] == "ip_withdrawal_irrelevant"
    said = talk.turn("ip_withdrawal_effect", "¿me perjudica a mí como vendedor retirarla?")
    assert texts(said).startswith("De sanciones, puntos, multas o bloqueos")


def test_the_fear_of_a_sanction_makes_nobody_the_accused(talk):
    talk.turn("inform", "denuncié a un competidor", party="complainant", ground="product_infringement")
    text = "tengo miedo de que me sancionen"
    said = talk.turn("ip_outcomes", text, party="respondent", said={"party": "me sancionen"})
    assert texts(said).startswith("La sanción de que habla la guía") and talk.slots["party"] == "complainant"
    talk.turn("inform", "me sancionaron a mí", party="respondent", said={"party": "me sancionaron"})
    assert talk.slots["party"] == "respondent"
