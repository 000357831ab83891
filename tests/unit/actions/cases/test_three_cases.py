"""Three cases, two crossed ones, and what is told of two and not of which."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import Conversation, texts


def held(talk: Conversation) -> list[dict[str, str]]:
    """The facts of each case, without the kind that goes without saying."""
    facts = ("party", "ground", "status")
    here = {fact: talk.slots[fact] for fact in facts if talk.slots[fact]}
    cases = talk.slots["cases"] or [None]
    kept = [case["facts"] if case else here for case in cases if case or not talk.slots["of_all_cases"]]
    return [{fact: of_it[fact] for fact in facts if fact in of_it} for of_it in kept]


@pytest.fixture
def two(talk):
    """A closed and an open one, both against the person."""
    text = "me pusieron dos: una ya la cerraron y la otra sigue en trámite"
    talk.turn("inform", text, party="respondent", status="processed", entities=[("second_case", "status=in_process")])
    return talk


@pytest.fixture
def crossed(talk):
    text = "yo le puse una y él me puso otra"
    words = {"party": "puse", "party=respondent": "me puso"}
    told = [("second_case", "party=respondent")]
    talk.turn("withdraw", text, party="complainant", entities=told, said=words)
    return talk


@pytest.mark.parametrize("told", ("me acaba de llegar una tercera, por spam", "hoy me pusieron otra más, por insultos"))
def test_a_third_case_is_neither_of_the_two(two, told):
    words = {"party": "me", "ground": "por"}
    two.turn("withdraw", f"{told}. ¿Esa la pueden retirar?", party="respondent", ground="other", said=words)
    assert held(two)[2] == {"party": "respondent", "ground": "other"}
    assert [of_it["status"] for of_it in held(two)[:2]] == ["processed", "in_process"]


def test_a_third_that_was_put_on_the_person_is_against_them(crossed):
    crossed.turn("withdraw", "me acaban de poner otra más, por lo mismo, ya está cerrada", status="processed")
    assert held(crossed)[2] == {"party": "respondent", "status": "processed"}


def test_news_of_a_known_case_begins_no_other_one(crossed):
    text = "recibí un nuevo reporte de Alibaba, la mía ya está cerrada"
    crossed.turn("inform", text, status="processed", kind="report", said={"kind": "reporte", "status": "cerrada"})
    assert [of_it.get("status") for of_it in held(crossed)] == ["processed", None]


@pytest.mark.parametrize("told", ("foto todavia abierta, marca ya cerrada", "foto esta en tramite, marca esta cerrada"))
def test_what_is_called_without_an_article_stands_where_it_is_told(talk, told):
    words = {"ground": "fotos", "ground=product_infringement": "marca"}
    of_second = [("second_case", "ground=product_infringement")]
    text = "puse una por fotos y otra por marca"
    talk.turn("withdraw", text, party="complainant", ground="image_theft", entities=of_second, said=words)
    talk.turn("inform", told, status="processed", said={"status": "cerrada"})
    states = {of_it["ground"]: of_it.get("status") for of_it in held(talk)}
    assert states["product_infringement"] == "processed" and states["image_theft"] != "processed"


def test_of_several_to_call_one_by_its_state_tells_where_none_of_them_stands(crossed):
    crossed.turn("withdraw", "¿y la cerrada?", status="processed")
    assert [of_it.get("status") for of_it in held(crossed)] == [None, None]


def test_what_was_told_of_one_and_the_other_is_called_by_that(crossed):
    words = {"status": "ya la cerraron", "status=in_process": "sigue en trámite"}
    text, of_second = "una ya la cerraron y la otra sigue en trámite", [("second_case", "status=in_process")]
    crossed.turn("inform", text, status="processed", entities=of_second, said=words)
    crossed.turn("withdraw", "¿puedo retirar la que sigue?")
    assert crossed.slots["status"] == "in_process"


@pytest.mark.parametrize("asked", ("tengo una tercera duda: ¿cuánto tarda?", "si me llega una tercera, ¿qué hago?"))
def test_no_third_case_is_told_of(two, asked):
    two.turn("duration", asked)
    assert len(held(two)) == 2


def test_three_are_told_of_at_once(talk):
    text = "tengo tres quejas: una por fotos, otra por marca y otra por un pedido. ¿Cuáles puedo quitar?"
    words = {"ground": "fotos", "ground=product_infringement": "marca", "ground=other": "pedido"}
    told = [("second_case", "ground=product_infringement"), ("in_clause", "ground=other")]
    said = talk.turn("withdraw", text, ground="image_theft", kind="complaint", entities=told, said=words)
    assert [of_it["ground"] for of_it in held(talk)] == ["image_theft", "product_infringement", "other"]
    assert "La queja:" not in texts(said)


@pytest.mark.parametrize(
    "asked", ("si yo quito la mía, ¿él tiene que quitar la suya?", "¿está él obligado a retirarla si yo retiro la mía?")
)
def test_whether_ones_own_withdrawal_obliges_the_other_is_of_neither_alone(crossed, asked):
    said = texts(crossed.turn("before_withdrawing", asked))
    assert "Tampoco dice que, si lo hace usted, la otra parte deba hacerlo" in said and "La que" not in said


def test_who_withdraws_their_own_may_ask_something_else(crossed):
    assert "la otra parte deba" not in texts(crossed.turn("before_withdrawing", "si quito la mía, ¿tiene que pagarme?"))


@pytest.mark.parametrize(
    "told, states",
    (
        ("una ya la cerraron y la otra sigue abierta", [None, None]),
        ("la de las fotos ya la cerraron y la otra sigue abierta", ["processed", "in_process"]),
    ),
)
def test_where_one_stands_is_of_the_one_that_it_is_told_of(talk, told, states):
    text = f"tengo dos quejas, una por fotos y otra por marca; {told}. ¿Puedo quitar las dos?"
    words = {"ground": "fotos", "ground=product_infringement": "marca"}
    words |= {"status": "ya la cerraron", "status=in_process": "sigue abierta"}
    told_of_second = [("second_case", "ground=product_infringement"), ("second_case", "status=in_process")]
    talk.turn("withdraw", text, ground="image_theft", status="processed", entities=told_of_second, said=words)
    assert [of_it.get("status") for of_it in held(talk)] == states


def test_over_what_the_closed_one_is_is_not_so_of_the_open_one(two):
    two.turn("inform", "la de las fotos está cerrada", ground="image_theft", status="processed")
    assert [of_it.get("ground") for of_it in held(two)] == ["image_theft", None]


def test_none_is_closed(talk):
    text = "me pusieron una por fotos y otra por marca, ninguna está resuelta"
    words = {"party": "pusieron", "ground": "fotos", "ground=product_infringement": "marca", "status": "está resuelta"}
    told = [("second_case", "ground=product_infringement")]
    grounds = {"party": "respondent", "ground": "image_theft", "status": "in_process"}
    talk.turn("inform", text, entities=told, said=words, **grounds)
    assert "processed" not in [of_it.get("status") for of_it in held(talk)]


def test_to_go_back_to_a_case_changes_no_answer(crossed):
    crossed.turn("withdraw", "¿y la mía? Sigue en trámite", status="in_process")
    crossed.turn("withdraw", "¿y la suya?")
    assert "Eso sí cambia" not in texts(crossed.turn("correction", "yo compré con factura, ¿eso cambia algo?"))
