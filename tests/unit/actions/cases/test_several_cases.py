"""What is told of each of several cases, and which of them is which."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.fixture
def two(talk):
    """A case about a vase, against the person, and then one about a size."""
    talk.turn("withdraw", "me denunciaron por copiar un jarrón", party="respondent", ground="product_infringement")
    talk.turn("new_case", "tengo otra queja contra mí, por un tamaño", party="respondent", ground="other")
    return talk


def facts_of_each(said: list[dict]) -> dict[str, dict[str, str]]:
    return {answer["facts"]["ground"]: answer["facts"] for answer in answers(said) if answer["verdict"]}


def test_what_is_denied_of_the_other_in_a_word_is_held_of_the_one_only(two):
    two.turn("inform", "ya está retirada", status="withdrawn")
    said = two.turn(
        "correction",
        "perdón, la del jarrón está retirada, la del tamaño no",
        said={"status": "está retirada"},
        status="withdrawn",
    )
    held = facts_of_each(said)
    assert held["product_infringement"]["status"] == "withdrawn" and "status" not in held["other"]


def test_another_that_is_only_denied_is_not_gone_to(two):
    said = two.turn(
        "inform",
        "esta ya está retirada, la del jarrón no",
        said={"status": "está retirada"},
        status="withdrawn",
    )
    held = facts_of_each(said)
    assert held["other"]["status"] == "withdrawn" and "status" not in held["product_infringement"]


def test_what_was_told_last_is_of_the_case_that_was_meant(two):
    two.turn("inform", "ya está retirada", status="withdrawn")
    said = two.turn("correction", "no, me refiero a la del jarrón")
    assert answers(said)[-1]["facts"] == {
        "party": "respondent",
        "ground": "product_infringement",
        "status": "withdrawn",
    }
    assert "status" not in answers(two.turn("withdraw", "¿y la del tamaño?"))[-1]["facts"]


def test_the_other_way_round_each_is_what_the_other_was(two):
    two.turn("inform", "esta ya la cerraron", status="processed")
    two.turn("inform", "la del jarrón sigue en trámite", status="in_process")
    said = two.turn(
        "correction",
        "al revés: la del tamaño sigue y la del jarrón es la cerrada",
        said={"status": "sigue"},
        status="in_process",
    )
    held = facts_of_each(said)
    assert held["other"]["status"] == "in_process" and held["product_infringement"]["status"] == "processed"


def test_somebody_of_a_case_names_it(two):
    said = two.turn("next_step", "el cliente del jarrón ya la retiró, ¿qué hago?", status="withdrawn")
    assert answers(said)[-1]["facts"]["ground"] == "product_infringement"


def test_which_is_to_be_seen_to_first_is_answered_of_each(two):
    said = two.turn("should_file", "¿por cuál de las dos empiezo?")
    assert "no da plazos" in texts(said) and {answer["topic"] for answer in answers(said)} == {"next_step"}


def test_of_a_complaint_that_was_processed_proof_is_not_asked_for(talk):
    said = talk.turn("refile", "¿puedo presentar otra?", party="complainant", status="processed")
    assert answers(said)[-1]["asks"] is None and "la guía no dice nada" in texts(said)


def test_of_two_in_a_message_each_is_called_by_what_was_said_of_it(talk):
    talk.turn(
        "withdraw",
        "puse una por copiar mi manta y otra por un atraso; la de la manta sigue y la del atraso ya la cerraron",
        entities=[("second_case", "ground=other")],
        said={"ground=other": "atraso"},
        ground="product_infringement",
    )
    said = talk.turn("refile", "¿y el cliente de la manta puede volver a quejarse?")
    assert answers(said)[-1]["facts"]["ground"] == "product_infringement"
