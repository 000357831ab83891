"""Each clause of a message is of the case that it speaks of."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, kept, texts

MINE_AND_HERS = "a mi hermana le pusieron una queja por copiar y yo puse una por un retraso. ¿Puedo quitar la mía?"


@pytest.fixture
def two(talk):
    """A case against a sister, and then one that the person filed, which was asked about."""
    talk.turn(
        "withdraw",
        MINE_AND_HERS,
        party="respondent",
        ground="product_infringement",
        entities=[("second_case", "party=complainant"), ("second_case", "ground=other")],
        said={
            "party": "le pusieron",
            "ground": "copiar",
            "party=complainant": "puse",
            "ground=other": "retraso",
        },
    )
    return talk


def facts(said: list[dict]) -> dict[str, str]:
    return answers(said)[-1]["facts"]


def test_of_two_told_at_once_the_one_asked_about_is_answered(two):
    assert two.slots["party"] == "complainant" and two.slots["ground"] == "other"
    kept = next(case for case in two.slots["cases"] if case)
    assert kept["facts"] == {"party": "respondent", "ground": "product_infringement"}
    assert kept["principal"] == "su hermana"


def test_whose_it_is_names_a_case(two):
    assert facts(two.turn("withdraw", "¿y mi hermana la suya?")) == {
        "party": "respondent",
        "ground": "product_infringement",
    }
    assert facts(two.turn("withdraw", "¿y la mía?")) == {"party": "complainant", "ground": "other"}


def test_what_is_told_of_each_stays_with_it(two):
    text = "la de mi hermana ya la cerraron, pero la mía sigue abierta. ¿La puedo quitar?"
    words = {"status": "ya la cerraron", "status=in_process": "sigue abierta"}
    told = [("second_case", "status=in_process")]
    said = two.turn("withdraw", text, status="processed", entities=told, said=words)
    assert facts(said)["status"] == "in_process"
    assert facts(two.turn("withdraw", "¿y la de mi hermana?"))["status"] == "processed"


def test_one_relative_may_be_called_by_two_names(talk):
    text = "a mi esposo le pusieron una queja y yo puse otra. ¿Puedo quitar la mía?"
    words = {"party": "le pusieron", "party=complainant": "puse"}
    talk.turn("withdraw", text, party="respondent", entities=[("second_case", "party=complainant")], said=words)
    assert facts(talk.turn("withdraw", "¿y la de mi marido?")) == {"party": "respondent"}
    assert len(talk.slots["cases"]) == 2


def test_a_misspelt_relative_is_the_same(talk):
    said = talk.turn("withdraw", "a mi ermano le pusieron una queja", party="respondent", said={"party": "pusieron"})
    assert talk.slots["principal"] == "su hermano" and "contra su hermano" not in texts(said)


def test_what_is_so_of_two_is_so_of_the_second(talk):
    text = "tengo dos puestas: la primera ya la cerraron, la segunda sigue abierta. ¿La segunda la puedo quitar?"
    words = {"party": "puestas", "status": "cerraron", "status=in_process": "sigue abierta"}
    told = [("second_case", "status=in_process")]
    said = talk.turn("withdraw", text, party="complainant", status="processed", entities=told, said=words)
    assert facts(said) == {"party": "complainant", "status": "in_process"}


def test_that_is_the_one_begins_no_other(talk):
    talk.turn("withdraw", "¿se puede retirar una queja ya cerrada?", status="processed", said={"status": "cerrada"})
    text = "esa es la que me pusieron a mí"
    said = talk.turn("new_case", text, party="respondent", said={"party": "pusieron"})
    assert facts(said) == {"party": "respondent", "status": "processed"}
    assert kept(talk) == []


def test_a_question_names_one_that_nobody_told_of(talk):
    talk.turn("inform", "me denunciaron por una marca", party="respondent", said={"party": "denunciaron"})
    said = talk.turn("withdraw", "¿y la que yo puse?", party="complainant", said={"party": "puse"})
    assert facts(said) == {"party": "complainant"}


@pytest.mark.parametrize(
    "text",
    [
        "mi hermana dice que ya la cerraron",
        "yo no puse nada",
        "mi hija me ayudó con las fotos",
        "ella dice una cosa y yo otra",
        "la tienda le puso una mala reseña a mi hermana",
    ],
)
def test_no_second_case_where_none_is_told_of(talk, text):
    talk.turn("withdraw", "me pusieron una queja, ¿la quito?", party="respondent", said={"party": "pusieron"})
    talk.turn("inform", text)
    assert not talk.slots["cases"]


def test_what_is_planned_only_if_is_no_other_case(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant", said={"party": "puse"})
    talk.turn("confirm", "entonces la retiro y si reinciden presento otra, ¿verdad?", evidence="yes")
    assert not talk.slots["cases"] and talk.slots["party"] == "complainant"


def test_the_notice_of_hers_that_came_to_me_is_no_second_case(talk):
    text = "a mi madre le pusieron una queja y me llegó el aviso a mí, ¿la quito?"
    talk.turn("withdraw", text, party="respondent", said={"party": "le pusieron"})
    assert not talk.slots["cases"] and talk.slots["principal"] == "su madre"


def test_who_asked_whether_to_file_one_and_then_did_has_two(talk):
    talk.turn("withdraw", "me denunciaron, ¿la quito?", party="respondent", said={"party": "denunciaron"})
    talk.turn("should_file", "¿le pongo yo también una?")
    said = talk.turn("withdraw", "ya se la puse, ¿la puedo quitar?", party="complainant", said={"party": "puse"})
    assert facts(said) == {"party": "complainant"} and len(talk.slots["cases"]) == 2


@pytest.fixture
def two_of_a_brand(talk):
    """A closed case and an open one, told of together as of a brand; the open one was asked about."""
    text = (
        "puse dos denuncias por mi marca de ropa: una ya la cerraron y la otra sigue abierta. ¿Puedo quitar la abierta?"
    )
    words = {"party": "puse", "ground": "marca", "status": "cerraron", "status=in_process": "sigue abierta"}
    talk.turn(
        "withdraw",
        text,
        party="complainant",
        ground="product_infringement",
        status="processed",
        entities=[("second_case", "status=in_process")],
        said=words,
    )
    assert talk.slots["status"] == "in_process"
    return talk


def test_what_was_said_of_two_together_names_none_of_them(two_of_a_brand):
    two_of_a_brand.turn("refile", "¿y si la quito y sigue? tengo el registro de la marca", evidence="yes")
    assert two_of_a_brand.slots["status"] == "in_process" and two_of_a_brand.slots["evidence"] == "yes"


def test_what_is_done_with_it_is_no_name(two_of_a_brand):
    two_of_a_brand.turn("withdraw", "¿y la cerrada la quito o no?", status="processed", said={"status": "cerrada"})
    two_of_a_brand.turn("withdraw", "¿y la abierta?", status="in_process", said={"status": "abierta"})
    two_of_a_brand.turn("refile", "si la quito y no paga nada, ¿la vuelvo a poner?")
    assert two_of_a_brand.slots["status"] == "in_process"


def test_the_other_page_is_no_other_case(two_of_a_brand):
    two_of_a_brand.turn("why", "¿a cuál le hago caso, a la guía o a la otra?")
    assert two_of_a_brand.slots["status"] == "in_process"


def test_that_somebody_is_to_withdraw_it_withdraws_nothing(talk):
    talk.turn("withdraw", "un cliente mío puso una queja, ¿la quito?", party="complainant", status="in_process")
    text = "tengo otro cliente, a ese le pusieron una por copiar, quiere que el otro la retire. ¿Qué le digo?"
    words = {"party": "le pusieron", "ground": "copiar"}
    talk.turn("new_case", text, party="respondent", ground="product_infringement", said=words)
    assert talk.slots["party"] == "respondent" and talk.slots["status"] is None
    assert [case["facts"]["status"] for case in talk.slots["cases"] if case] == ["in_process"]


def test_a_further_one_that_is_told_of_is_spoken_of(talk):
    talk.turn("ip_outcomes", "me denunciaron por una marca", party="respondent", ground="product_infringement")
    text = "llevo además otro asunto: otro cliente presentó un informe por fotos; aún se tramita"
    words = {"kind": "informe", "party": "presentó", "ground": "fotos", "status": "aún se tramita"}
    facts_told = {"kind": "report", "party": "complainant", "ground": "image_theft", "status": "in_process"}
    said = talk.turn("new_case", text, said=words, **facts_told)
    assert facts(said) == facts_told and len(talk.slots["cases"]) == 2


def test_somebodys_own_is_told_of_in_a_question(talk):
    told = {"party": "complainant", "status": "withdrawn", "evidence": "no"}
    talk.turn("refile", "retiré mi queja, no tengo pruebas, ¿pongo otra?", **told)
    text = "mi prima también compró y su queja sigue abierta, que no la quite, ¿verdad?"
    talk.turn("confirm", text, status="in_process", said={"status": "sigue abierta"})
    assert talk.slots["principal"] == "su prima" and talk.slots["evidence"] is None
    assert [case["facts"] for case in talk.slots["cases"] if case] == [told]


def test_what_is_told_of_a_device_is_no_case(talk):
    text = "escribo por mi madre, que usa el ordenador. Le han puesto una queja por tardar"
    said = {"party": "han puesto", "ground": "tardar", "device": "ordenador"}
    talk.turn("inform", text, party="respondent", ground="other", device="computer", said=said)
    assert not talk.slots["cases"] and talk.slots["party"] == "respondent"


def test_what_was_put_on_a_screen_is_no_complaint(talk):
    text = "yo presenté un reclamo por unas llaves rotas. mi nieto me puso este chat"
    said = {"party": "presenté", "ground": "rotas"}
    talk.turn("inform", text, party="complainant", ground="other", said=said)
    assert not talk.slots["cases"] and talk.slots["party"] == "complainant"


def test_whose_the_first_of_two_is_may_be_told_without_a_verb_of_filing(talk):
    text = "mi hijo tiene una en contra por copiar y a mí también me llegó una. ¿Qué hago con la mía?"
    words = {"party": "en contra", "ground": "copiar", "party=respondent": "me llegó"}
    told = [("in_clause", "party=respondent")]
    talk.turn("next_step", text, party="respondent", ground="product_infringement", entities=told, said=words)
    kept = next(case for case in talk.slots["cases"] if case)
    assert (talk.slots["principal"], kept["principal"]) == (None, "su hijo")
    assert kept["facts"] == {"party": "respondent", "ground": "product_infringement"}


def test_a_contraction_names_a_case(two):
    two.turn("withdraw", "¿y la de mi hermana?")
    assert facts(two.turn("next_step", "volviendo al mío, ¿qué hago?")) == {"party": "complainant", "ground": "other"}


def test_ones_own_is_called_by_its_state(talk):
    text = "puse dos: la primera ya la cerraron, la segunda sigue abierta. ¿La primera la puedo quitar?"
    words = {"party": "puse", "status": "cerraron", "status=in_process": "sigue abierta"}
    told = [("second_case", "status=in_process")]
    talk.turn("withdraw", text, party="complainant", status="processed", entities=told, said=words)
    assert facts(talk.turn("next_step", "gracias. la mía abierta, ¿qué hago con ella?"))["status"] == "in_process"


def test_after_several_what_stands_so_is_the_one_that_does(talk):
    text = "puse dos: una ya la cerraron y otra sigue abierta. ¿Puedo quitar las dos?"
    words = {"party": "puse", "status": "cerraron", "status=in_process": "sigue abierta"}
    told = [("second_case", "status=in_process")]
    talk.turn("withdraw", text, party="complainant", status="processed", entities=told, said=words)
    said = talk.turn("withdraw", "esa sigue abierta, ¿la quito?", status="in_process", said={"status": "sigue abierta"})
    assert {answer["verdict"] for answer in answers(said)} == {"withdrawable"}
    assert facts(said)["status"] == "in_process"


def test_what_is_told_of_a_further_one_is_of_the_one_only_spoken_of(talk):
    talk.turn("withdraw", "puse una queja por copia", party="complainant", ground="product_infringement")
    talk.turn("new_case", "tengo otra queja, aparte de esa, y le quería preguntar por ella también, si me deja")
    talk.turn("withdraw", "volviendo a la primera, ¿la puedo quitar?")
    text, words = "y me pusieron otra por fotos. ¿Esa la quito?", {"party": "pusieron", "ground": "fotos"}
    talk.turn("withdraw", text, party="respondent", ground="image_theft", said=words)
    assert len(talk.slots["cases"]) == 2


def test_two_clients_have_a_case_each(talk):
    text = "un cliente mío presentó una por patente; otro cliente tiene una en contra por fotos"
    words = {"party": "presentó", "ground": "patente", "party=respondent": "en contra", "ground=image_theft": "fotos"}
    told = [("in_clause", "party=respondent"), ("in_clause", "ground=image_theft")]
    talk.turn("inform", text, party="complainant", ground="product_infringement", entities=told, said=words)
    kept = [case for case in talk.slots["cases"] if case]
    assert [case["facts"]["party"] for case in kept] == ["complainant", "respondent"]
    assert [case["principal"] for case in kept] == ["su cliente", "su cliente"]


def test_hers_is_the_one_that_she_filed_of_who_has_both(talk):
    text = "escribo por mi señora. Ella puso una queja y la tienda le puso otra a ella. ¿Se quitan las dos?"
    talk.turn("withdraw", text, party="complainant", said={"party": "puso"})
    said = talk.turn("confirm", "entonces ella quita la suya y la otra la quita la tienda, ¿es así?")
    assert [a["facts"]["party"] for a in answers(said)] == ["complainant", "respondent"]


def test_the_new_one_is_the_one_told_of_last(talk):
    text = "me cerraron una por copia y ahora me llegó otra por fotos. ¿Qué hago con las dos?"
    words = {"party": "me cerraron", "status": "cerraron", "ground": "copia", "ground=image_theft": "fotos"}
    told = [("in_clause", "ground=image_theft")]
    stated = {"party": "respondent", "status": "processed", "ground": "product_infringement"}
    talk.turn("next_step", text, entities=told, said=words, **stated)
    assert facts(talk.turn("respond_deadline", "¿y la nueva qué plazo tiene?"))["ground"] == "image_theft"


def test_who_goes_back_to_what_a_case_is_about_goes_to_it(talk):
    talk.turn("withdraw", "puse una queja por unos jarrones rotos", party="complainant", ground="other")
    words = {"party": "le pusieron", "ground": "copiar"}
    said = "a mi hija le pusieron una por copiar. ¿La puede quitar?"
    talk.turn("withdraw", said, party="respondent", ground="product_infringement", said=words)
    assert facts(talk.turn("next_step", "volviendo a mis jarrones, ¿qué hago?"))["ground"] == "other"


def test_a_plan_over_something_else_leaves_the_one_filed_as_it_is(talk):
    talk.turn("inform", "puse una por mi marca, cerrada", party="complainant", status="processed", ground="other")
    talk.turn("refile", "quiero hacer una nueva por otra cosa, unas fotos", ground="image_theft")
    assert talk.slots["to_come"] and talk.slots["cases"][0]["facts"]["ground"] == "other"


def test_the_same_befell_oneself(talk):
    text = "a mi vecino lo denunciaron por patente y a mí igual me llegó una, por fotos"
    words = {
        "party": "lo denunciaron",
        "ground": "patente",
        "party=respondent": "me llegó",
        "ground=image_theft": "fotos",
    }
    told = [("in_clause", "party=respondent"), ("in_clause", "ground=image_theft")]
    talk.turn("inform", text, party="respondent", ground="product_infringement", entities=told, said=words)
    assert len([case for case in talk.slots["cases"] if case]) == 2


def test_that_one_is_the_one_told_of_last(talk):
    text = "retiré una por fotos y ahora la tienda me denunció a mí"
    words = {"party": "me denunció", "ground": "fotos", "status": "retiré"}
    talk.turn("inform", text, party="respondent", ground="image_theft", status="withdrawn", said=words)
    said = answers(talk.turn("withdraw", "¿esa la puedo quitar yo?"))
    assert {answer["facts"]["party"] for answer in said} == {"respondent"}
