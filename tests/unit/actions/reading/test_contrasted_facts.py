"""What a person says that the ground or the kind is, and is not."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import reading

PHOTOS = {"topic": "withdraw", "ground": "image_theft"}


@pytest.mark.parametrize(
    "text",
    ["es por la suela patentada, no por fotografías", "no es por fotografías ni nada, es por la patente"],
)
def test_who_contrasts_states_what_it_is(text):
    said = reading("before_withdrawing", text, PHOTOS, ("in_clause", "ground=image_theft", "fotografías"))
    assert said.stated == {"ground": "product_infringement"}


@pytest.mark.parametrize("text", ["le he dicho que no es por fotografías", "no va de fotos"])
def test_a_denial_takes_back_what_is_held(text):
    said = reading("correction", text, PHOTOS)
    assert said.stated == {} and said.retracted == ["ground"]


@pytest.mark.parametrize("text", ["yo no las copié", "no es el dueño de la foto", "¿no es por fotos?", "no tengo"])
def test_other_denials_and_questions_take_back_no_ground(text):
    assert reading("inform", text, PHOTOS).retracted == []


@pytest.mark.parametrize(
    "text", ["por falsificación, las zapatillas no son de marca", "por copia: el bolso que compré no es de marca"]
)
def test_what_goods_are_not_is_no_denial_of_the_ground(text):
    said = reading("withdraw", text, {}, ("ground", "product_infringement", text[4:9]))
    assert said.stated == {"ground": "product_infringement"} and not said.retracted


def test_a_ground_that_is_read_beside_the_denied_one_counts():
    said = reading("refile", "no es de fotos, es que vino rota", PHOTOS, ("ground", "other", "vino rota"))
    assert said.stated == {"ground": "other"}


def test_what_is_named_among_the_proof_is_no_other_ground():
    text = "tenemos la patente y fotografías de las suelas"
    said = (("evidence", "yes", "tenemos"), ("ground", "image_theft", "fotografías"))
    slots = {"topic": "refile", "ground": "product_infringement", "party": "complainant"}
    assert reading("inform", text, slots, *said).stated == {"evidence": "yes"}


def test_the_kind_that_is_not_denied_is_stated_though_it_was_not_read():
    said = reading("correction", "é reclamação, não é informe", {"topic": "withdraw", "kind": "report"})
    assert said.stated == {"kind": "complaint"}


@pytest.mark.parametrize("text", ["no sé si es queja o informe", "¿cómo sé si es queja o informe?"])
def test_who_does_not_know_which_kind_it_is_takes_it_back(text):
    assert reading("status_check", text, {"topic": "withdraw", "kind": "report"}).retracted == ["kind"]


@pytest.mark.parametrize(
    ("text", "fact", "words"),
    [
        ("si no retiro la queja por mi marca me demanda", ("ground", "product_infringement"), "marca"),
        ("qué pierdo si retiro una reclamación que presenté", ("party", "complainant"), "presenté"),
    ],
)
def test_which_complaint_it_is_goes_without_saying_of_a_supposition(text, fact, words):
    said = reading("withdraw", text, {}, (*fact, words), ("supposed", "yes", words))
    assert fact in said.stated.items() and not said.supposed


def test_what_decides_is_supposed_all_the_same():
    said = (("ground", "product_infringement", "marca"), ("supposed", "yes", "marca"))
    assert reading("withdraw", "¿y si la queja es por marca?", {}, *said).supposed == {"ground"}
