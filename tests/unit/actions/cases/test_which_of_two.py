"""Of two cases, which one a message is of, where it does not call one by its name; and who else speaks of them."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import MIRROR, answers, texts, told_of_two

OPEN_AND_CLOSED = "puse dos quejas a un proveedor, una ya la cerraron y la otra sigue en trámite. ¿Las quito?"


def facts(said: list[dict]) -> dict[str, str]:
    return answers(said)[-1]["facts"]


@pytest.fixture
def two(talk):
    """A closed case and an open one, both filed by the person."""
    talk.turn(
        "withdraw",
        OPEN_AND_CLOSED,
        party="complainant",
        status="processed",
        entities=[("second_case", "status=in_process")],
        said={"party": "puse", "status": "cerraron", "status=in_process": "en trámite"},
    )
    return talk


@pytest.fixture
def crossed(talk):
    """One over a mirror that the person filed, and one over a logo against them."""
    told_of_two(talk)
    return talk


def test_what_is_paid_after_the_closed_one_is_of_the_open_one(two):
    assert facts(two.turn("withdraw", "¿y la cerrada?"))["status"] == "processed"
    said = two.turn(
        "withdraw", "hoy me pagó todo. ¿La retiro?", issues_resolved="yes", said={"issues_resolved": "pagó"}
    )
    assert facts(said)["status"] == "in_process" and facts(said)["issues_resolved"] == "yes"


def test_what_is_still_owed_is_of_the_one_at_hand(two):
    two.turn("withdraw", "¿y la cerrada?")
    said = two.turn("next_step", "no me pagó nada, ¿qué hago?", issues_resolved="no", said={"issues_resolved": "pagó"})
    assert facts(said)["status"] == "processed"


@pytest.mark.parametrize("text", ["la del logo ni idea", "la otra no sé en qué punto está", "y la otra no sé cómo va"])
def test_one_of_which_it_is_not_known_stands_nowhere(talk, text):
    talk.turn("inform", "puse una por un espejo roto", party="complainant", ground="other", said={"party": "puse"})
    talk.turn("inform", "y otra por mi logo", ground="product_infringement", party="complainant")
    talk.turn(
        "inform",
        f"la del espejo sigue en trámite, {text}",
        status="in_process",
        entities=[("second_case", "status=processed")],
        said={"status": "en trámite", "status=processed": text},
    )
    stand = [talk.slots["status"], *(case["facts"].get("status") for case in talk.slots["cases"] or [] if case)]
    assert "processed" not in stand


def test_a_sum_that_ends_with_the_one_that_cannot_be_is_of_both(crossed):
    crossed.turn("withdraw", "¿y la mía?")
    said = crossed.turn("confirm", "o sea la mía la quito yo y la del logo no. ¿Bien?")
    assert "La que presentó usted:" in texts(said) and "La que es contra usted:" in texts(said)


def test_a_sum_that_ends_with_no_tells_nowhere_that_it_stands(crossed):
    crossed.turn("correction", "la del logo no sé cómo va", status="retracted")
    crossed.slots["status"] = None
    text = "o sea la del espejo sigue abierta y la quito yo, y la del logo no. ¿Bien?"
    told, said = [("second_case", "status=processed")], {"status": "abierta", "status=processed": "no. ¿"}
    crossed.turn("confirm", text, status="in_process", entities=told, said=said)
    assert crossed.slots["status"] is None


@pytest.mark.parametrize("text", ["no, contra mí no hay ninguna queja", "yo no tengo ninguna queja en mi contra"])
def test_who_says_that_there_is_none_against_them_filed_what_they_filed(talk, text):
    talk.turn("inform", "puse una queja por un espejo", party="complainant", ground="other")
    talk.turn("correction", text, party="respondent", said={"party": text.split(",")[-1].split()[0]})
    assert talk.slots["party"] == "complainant"


def test_none_of_mine_makes_nobody_the_complainant(talk):
    talk.turn("inform", "me pusieron una queja por un logo", party="respondent", ground="product_infringement")
    talk.turn("correction", "no hay ninguna queja puesta por mí", party="complainant", said={"party": "puesta"})
    assert talk.slots["party"] == "respondent"


def test_who_only_tells_us_something_has_no_case(two):
    text = "mi hermana dice que si una está cerrada la otra también. Y las pusieron por marca, ¿es así?"
    two.turn("confirm", text, ground="product_infringement", said={"ground": "marca"})
    assert [case for case in two.slots["cases"] if case and case.get("principal")] == []
    assert not two.slots["principal"]


def test_somebody_of_whom_it_is_told_has_one(talk):
    talk.turn("inform", "puse una queja por un espejo, sigue en trámite", party="complainant", status="in_process")
    talk.turn(
        "inform", "y mi hermana dice que a ella le pusieron una por un logo", party="respondent", said={"party": "le"}
    )
    assert talk.slots["principal"] == "su hermana"


def test_a_matter_is_no_name_of_a_case(two):
    two.turn("withdraw", "¿y la cerrada, la del reloj?")
    two.turn("why", "y en la abierta, ¿de dónde saca lo del poco efecto?")
    said = two.turn("withdraw", "¿puedo quitar las dos?")
    assert "La del reloj:" not in texts(said) and "La del poco:" not in texts(said)


def test_the_other_party_is_not_the_other_case(crossed):
    said = crossed.turn("respondent_request", "¿y si cumplo y el otro no la retira?")
    assert facts(said)["party"] == "respondent"


def test_the_one_that_is_left_is_the_open_one(two):
    two.turn("withdraw", "¿y la cerrada?")
    assert facts(two.turn("withdraw", "¿y la que queda?"))["status"] == "in_process"


def test_what_is_wanted_of_one_is_asked_of_that_one(talk):
    text = "tengo dos quejas: una porque copió mi logo y otra por un espejo. Esa segunda la quiero quitar. se puede?"
    told, words = [("second_case", "ground=other")], {"ground": "copió", "ground=other": "espejo", "kind": "quejas"}
    first = {"kind": "complaint", "ground": "product_infringement", "party": "complainant"}
    said = talk.turn("withdraw", text, entities=told, said={**words, "party": "mi logo"}, **first)
    assert facts(said)["ground"] == "other" and "Mientras siga en trámite, sí puede" not in texts(said)


def test_who_has_two_of_something_else_still_has_three_cases(crossed):
    crossed.turn("new_case", "hoy me llegó otra más por unas fotos", ground="image_theft", party="respondent")
    crossed.turn("inform", "de pruebas, solo tengo dos")
    assert len(crossed.slots["cases"]) == 3


def test_all_cases_of_who_acts_for_a_client_are_the_clients(talk):
    talk.turn(
        "withdraw",
        "represento a una empresa denunciada: una queja ya la cerraron y la otra sigue en trámite. ¿Se quitan?",
        party="respondent",
        status="processed",
        entities=[("second_case", "status=in_process")],
        said={"party": "denunciada", "status": "cerraron", "status=in_process": "en trámite"},
    )
    talk.turn("withdraw", "¿y la que sigue?")
    talk.slots["principal"] = "su cliente"
    said = talk.turn("withdraw", "la queja cerrada era por un logo y mi cliente tenía licencia. ¿Se puede quitar?")
    assert facts(said)["status"] == "processed"


def test_a_complaint_told_of_what_was_told_so_far_is_that_one(talk):
    text = "tengo un envío parado por falsificación y a mi hermano además le pusieron una queja. ¿La puede quitar?"
    words = {"ground": "falsificación", "party": "le pusieron"}
    talk.turn("withdraw", text, ground="product_infringement", party="respondent", said=words)
    assert talk.slots["cases"] is None


def test_a_case_that_is_conceded_is_not_the_one_asked_about(talk):
    told_of_two(talk)
    said = talk.turn("withdraw", "¿la del espejo la puedo quitar, aunque la del logo esté cerrada?", status="processed")
    assert facts(said) == MIRROR
