"""What is said of one of two cases stays with it, most of all where it would allow to withdraw the other."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers

TOWNS = "tengo una queja contra una tienda de lugo y otra contra una de vigo. Con la de vigo ya arreglé, con la otra no"


@pytest.fixture
def towns(talk):
    """Two cases told of in one order, Lugo and Vigo, and said to be settled and not in the contrary one."""
    words = {"issues_resolved": "arreglé", "issues_resolved=no": "otra no"}
    told = [("second_case", "issues_resolved=no")]
    talk.turn("inform", TOWNS, issues_resolved="yes", party="complainant", entities=told, said=words)
    return talk


def facts(said: list[dict]) -> dict[str, str]:
    return answers(said)[-1]["facts"]


def test_what_is_settled_is_the_one_that_is_said_to_be(towns):
    assert facts(towns.turn("withdraw", "¿y la de vigo?"))["issues_resolved"] == "yes"
    assert facts(towns.turn("withdraw", "¿y la de lugo?"))["issues_resolved"] == "no"


def test_a_town_names_its_case_without_an_article(towns):
    towns.turn("withdraw", "¿la de vigo la puedo quitar?")
    towns.turn("withdraw", "¿y la de lugo?")
    towns.turn("inform", "vigo ya la cerraron", status="processed", said={"status": "cerraron"})
    assert facts(towns.turn("withdraw", "¿y la de vigo?"))["status"] == "processed"
    assert "status" not in facts(towns.turn("withdraw", "¿y la de lugo?"))


def test_what_is_stated_before_another_is_asked_about_is_still_of_the_one_at_hand(towns):
    towns.turn("withdraw", "¿y la de lugo?")
    towns.turn("withdraw", "ya me pagaron. ¿Y la de vigo?", issues_resolved="yes", said={"issues_resolved": "pagaron"})
    assert facts(towns.turn("withdraw", "¿y la de lugo?"))["issues_resolved"] == "yes"


def test_who_paid_and_had_one_withdrawn_settled_that_one(towns):
    towns.turn("withdraw", "¿y la de lugo?")
    text = "me pagaron y quité la de vigo"
    words = {"issues_resolved": "pagaron", "status": "quité"}
    towns.turn("next_step", text, issues_resolved="yes", status="withdrawn", said=words)
    assert facts(towns.turn("withdraw", "¿y la de lugo?"))["issues_resolved"] == "no"


def test_words_that_are_only_read_alone_settle_nothing(towns):
    towns.turn("withdraw", "¿y la de lugo?")
    alone = [("in_clause", "issues_resolved=yes")]
    towns.turn("withdraw", "menos mal. ¿Y la de vigo?", entities=alone, said={"issues_resolved=yes": "menos mal"})
    assert facts(towns.turn("withdraw", "¿y la de lugo?"))["issues_resolved"] == "no"


@pytest.mark.parametrize(
    "text",
    [
        "una prima tiene lo mismo y la suya ya la cerraron, ¿ella puede quitarla?",
        "otro vendedor amigo tiene el mismo problema y el suyo ya lo cerraron, ¿puede quitarlo?",
        "un colega puso una y la suya ya la cerraron, ¿la puede quitar?",
    ],
)
def test_somebody_elses_case_is_none_of_ones_own(talk, text):
    talk.turn("withdraw", "puse una queja y sigue en trámite", party="complainant", status="in_process")
    said = talk.turn("withdraw", text, status="processed", said={"status": "cerraron"})
    assert answers(said)[-1]["verdict"] == "not_withdrawable_processed"
    assert facts(talk.turn("withdraw", "¿y la mía?"))["status"] == "in_process"


def test_of_two_whose_names_are_not_kept_none_is_settled(talk):
    talk.turn("inform", "puse dos quejas por copiar mi marca", party="complainant", ground="product_infringement")
    text = "con      ya está arreglado, con      no"
    talk.turn("inform", text, issues_resolved="yes", said={"issues_resolved": "arreglado"})
    assert "issues_resolved" not in facts(talk.turn("withdraw", "¿puedo quitarla?"))
