"""A further case is told of without the words «otra queja»: by what it is over, against whom, or as theirs."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, kept, texts

OPEN = {"party": "complainant", "ground": "other", "status": "in_process"}


@pytest.fixture
def one_filed(talk):
    """One that the person filed over a mirror, which was asked about."""
    talk.turn("withdraw", "puse una queja por un espejo que llegó roto, sigue en trámite. ¿La quito?", **OPEN)
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "y denuncié a un taller por copiar mi logo, ya la cerraron. ¿La quito?",
        "también puse una denuncia por copiar mi logo, ya la cerraron. ¿La quito?",
        "denuncié a una imprenta por copiar mi logo, ya la cerraron. ¿La quito?",
    ],
)
def test_one_over_something_else_is_another(one_filed, text):
    words = {"party": "pus" if "puse" in text else "denuncié", "ground": "copiar", "status": "cerraron"}
    told = {"party": "complainant", "ground": "product_infringement", "status": "processed"}
    said = one_filed.turn("withdraw", text, said=words, **told)
    assert answers(said)[-1]["facts"] == told and kept(one_filed) == [OPEN]


@pytest.mark.parametrize(
    "text",
    [
        "puse la queja por el espejo, ya la cerraron",
        "puse una queja por el espejo roto y ya la cerraron",
        "y la puse por eso, porque ya estaba harto; ya la cerraron",
    ],
)
def test_one_over_the_same_is_no_other(one_filed, text):
    one_filed.turn("withdraw", text, party="complainant", status="processed", said={"status": "cerraron"})
    assert not kept(one_filed) and one_filed.slots["status"] == "processed"


def test_one_that_was_received_too_is_another(one_filed):
    text = "también recibí otro por usar un logo, ya se procesó. ¿Lo quito?"
    told = {"ground": "product_infringement", "status": "processed"}
    said = one_filed.turn("withdraw", text, said={"ground": "logo", "status": "procesó"}, **told)
    assert answers(said)[-1]["facts"] == {**told, "party": "respondent"} and kept(one_filed) == [OPEN]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("tengo otra, contra una imprenta, esa ya la cerraron", "complainant"),
        ("y otra a un tipo por unos vasos, esa ya la cerraron", "complainant"),
        ("tengo otra, de un tipo que me compró vasos, esa ya la cerraron", "respondent"),
    ],
)
def test_who_filed_it_is_told_without_a_verb(one_filed, text, party):
    said = one_filed.turn("new_case", text, status="processed", said={"status": "cerraron"})
    assert answers(said)[-1]["facts"]["party"] == party and kept(one_filed) == [OPEN]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("mi compañera puso la suya por unos vasos, ¿la quita?", "complainant"),
        ("y mi compañera tiene una encima por unos vasos, ¿la quita?", "respondent"),
    ],
)
def test_somebodys_own(one_filed, text, party):
    said = one_filed.turn("withdraw", text, ground="other", said={"ground": "vasos"})
    assert answers(said)[-1]["facts"] == {"party": party, "ground": "other"}
    assert one_filed.slots["principal"] == "su compañera" and kept(one_filed) == [OPEN]


def test_what_befell_somebody_else_is_theirs(talk):
    talk.turn(
        "withdraw", "me pusieron una queja por un logo, ¿la quito?", party="respondent", said={"party": "pusieron"}
    )
    text, words = "mi prima pasó por lo mismo y a ella se la retiraron", {"status": "retiraron"}
    talk.turn("inform", text, status="withdrawn", said=words)
    assert talk.slots["principal"] == "su prima" and kept(talk) == [{"party": "respondent"}]
    assert talk.slots["status"] == "withdrawn"


def test_a_shop_of_ones_own_receives_one(one_filed):
    text = "también nos llegó una a la tienda por un logo, ¿la quito?"
    told = {"party": "respondent", "ground": "product_infringement"}
    said = one_filed.turn("withdraw", text, said={"party": "llegó", "ground": "logo"}, **told)
    assert answers(said)[-1]["facts"] == told and kept(one_filed) == [OPEN]


def test_who_imitates_is_another_than_who_supplies(talk):
    text = "denuncié a mi proveedor por lotes malos, sigue en trámite"
    told = {"party": "complainant", "ground": "other", "status": "in_process"}
    talk.turn("inform", text, said={"party": "denuncié", "ground": "malos", "status": "sigue"}, **told)
    text = "y la semana pasada denuncié a un imitador de mis diseños, sigue también en trámite"
    mine = {"party": "complainant", "ground": "product_infringement", "status": "in_process"}
    talk.turn("inform", text, said={"party": "denuncié", "ground": "diseños", "status": "sigue"}, **mine)
    said = talk.turn("withdraw", "el proveedor ya repuso los lotes, ¿quito esa?")
    assert answers(said)[-1]["facts"] == told and kept(talk) == [mine]


def test_of_two_told_of_at_once_the_one_that_stands_otherwise_is_the_other(talk):
    talk.turn("withdraw", "me pusieron dos quejas, ¿se quita la que sigue?", party="respondent", status="in_process")
    talk.turn("withdraw", "¿y la procesada?", status="processed", said={"status": "procesada"})
    assert (len(talk.slots["cases"]), talk.slots["status"], talk.slots["party"]) == (2, "processed", "respondent")


def test_a_case_is_called_by_one_of_the_things_that_it_was_told_to_be_over(talk):
    talk.turn("withdraw", "una marca me denunció por unas cremas", party="respondent", ground="product_infringement")
    told = {"party": "respondent", "ground": "other"}
    talk.turn("new_case", "y una clienta me puso otra por un insulto", **told)
    talk.turn("ip_outcomes", "¿me quitan puntos por esa también o solo por la de la crema?")
    talk.turn("next_step", "¿y qué me recomienda con la de la crema?")
    assert talk.slots["ground"] == "product_infringement"


def test_the_accused_who_only_tells_is_told_what_to_do_and_not_that_it_is_not_theirs_to_withdraw(talk):
    talk.turn("withdraw", "me denunciaron, ¿la puedo quitar?", party="respondent")
    said = talk.turn("inform", "es por copiar unos dibujos", ground="product_infringement")
    assert [answer["topic"] for answer in answers(said)] == ["next_step", "next_step"]
    assert "apelar" in said[-1]["text"]
    again = talk.turn("inform", "y es que los dibujos son míos", ground="product_infringement")
    assert "next_step" not in [answer["topic"] for answer in answers(again)]


def test_who_asks_as_the_accused_gets_the_verdict(talk):
    talk.turn("withdraw", "me denunciaron, ¿la puedo quitar?", party="respondent")
    said = talk.turn("inform", "es por copiar unos dibujos, ¿y ahora la puedo?", ground="product_infringement")
    assert answers(said)[-1]["verdict"] == "only_complainant"


@pytest.mark.parametrize("before, after", [("mediation", "next_step"), ("withdraw", "withdraw")])
def test_of_a_further_case_that_is_told_of_what_was_just_asked_may_be_asked(one_filed, before, after):
    one_filed.turn(before, "¿y si pido ayuda?")
    text = "ahora resulta que me denunciaron por copiar unos dibujos"
    told = {"party": "respondent", "ground": "product_infringement"}
    said = one_filed.turn("inform", text, said={"party": "denunciaron", "ground": "copiar"}, **told)
    assert answers(said)[-1]["topic"] == after


def test_a_first_message_read_as_a_further_case_that_tells_of_two_is_answered_of_each(talk):
    text = "tengo dos: una la puse yo y sigue abierta, la otra me la pusieron a mí, esa ya está cerrada. ¿Qué hago?"
    second = [("second_case", "party=respondent"), ("second_case", "status=processed")]
    words = {"status": "sigue abierta", "party=respondent": "me la pusieron", "status=processed": "cerrada"}
    said = talk.turn("new_case", text, party="complainant", status="in_process", entities=second, said=words)
    assert "La que presentó usted:" in texts(said) and "La que es contra usted:" in texts(said)
