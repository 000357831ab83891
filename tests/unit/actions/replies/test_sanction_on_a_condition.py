"""Who asks whether there is a sanction if it is withdrawn, or the product is taken down, is told of that."""

from __future__ import annotations

import pytest

from actions.reading.rejected_reply import named_topic
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts

_IP = {"ground": "product_infringement"}
_POINTS = "los puntos dependen de si queda probada, se retire o no"


@pytest.fixture
def accused(talk):
    talk.turn("ip_outcomes", "¿me quitan puntos?", party="respondent", **_IP)
    return talk


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("me van a bajar puntos aunque la marca la retire", "ip_withdrawal_effect"),
        ("si él retira la queja, ¿cambia algo para mí?", "ip_withdrawal_effect"),
        ("aunque ya lo haya borrado pierdo puntos", "ip_remove_listing"),
        ("no la quiero retirar. ¿Le van a castigar?", "ip_outcomes"),
        ("aunq les pague me bajan los puntos", "ip_withdrawal_effect"),
        ("ya hice el pago y me quitan puntos", "ip_outcomes"),
        ("me quitan puntos y pago multa", "ip_outcomes"),
    ],
)
def test_the_condition_names_the_topic(text, topic):
    assert named_topic(project_knowledge(), text) == topic


@pytest.mark.parametrize(
    ("text", "claim", "says"),
    [
        ("o sea que si la quita, ya no me sancionan, ¿verdad?", "no_sanction", _POINTS),
        ("entonces pierdo los puntos sí o sí aunque arregle con ellos, ¿no?", "sanction_certain", _POINTS),
        ("la quita él y no me quitan puntos, ¿no?", "withdrawal_helps", _POINTS),
        ("si la ha quitado ella, ya no pierdo puntos, ¿no?", "no_sanction", _POINTS),
        ("o sea, si borro las fundas ya no me sacan puntos, ¿cierto?", "no_sanction", "quitar el producto no cambia"),
        ("entonces si lo borro antes no me sancionan, ¿verdad?", "removal_helps", "antes de que llegue el aviso"),
        ("o sea que con el aviso ya me quitaron los puntos, ¿no?", "sanction_certain", "La sanción depende"),
        ("si cierro la tienda ya no me quitan puntos, ¿verdad?", "no_sanction", "La sanción depende"),
    ],
)
def test_a_claim_of_the_sanction_is_judged_on_its_condition(accused, text, claim, says):
    assert says in texts(accused.turn("confirm", text, entities=[("claim", claim)], said={claim: text.split(", ¿")[0]}))


@pytest.mark.parametrize(
    ("intent", "text", "asked"),
    [
        ("ip_outcomes", "pero aunque me perdonen, ¿me sacan puntos?", None),
        ("why", "no me contestaste lo de si ella la retira. Te lo pregunto porque hablé", "porque hablé"),
        ("correction", "no respondió: si él retira la queja, ¿cambia algo para mí, sí o no?", None),
        ("confirm", "¿o sea que me bajan puntos aunque la retire?", None),
    ],
)
def test_what_a_withdrawal_changes_is_said_to_who_asks_of_it(accused, intent, text, asked):
    said = accused.turn(intent, text, asked=asked)
    assert answers(said)[-1]["verdict"] == "ip_withdrawal_irrelevant" and "no libra de los puntos" in texts(said)


def test_who_withdrew_it_and_asks_what_comes_to_the_other_is_not_told_that_it_is_done(talk):
    talk.turn("withdraw", "ya la retiré", party="complainant", ground="other", status="withdrawn")
    said = talk.turn("next_step", "ya la retiré, ¿les pasa algo?", status="withdrawn")
    assert texts(said).startswith("Qué cambia al retirar una queja por otro motivo, la guía no lo dice")


def test_a_withdrawal_that_is_supposed_after_a_sanction_is_of_that(accused):
    assert answers(accused.turn("withdraw", "¿y si la retiro?"))[-1]["verdict"] == "ip_withdrawal_irrelevant"


def test_who_presses_is_not_told_that_the_guide_leaves_it_open(accused):
    unsaid = {"entities": [("detail", "unsaid")], "sure": {"unsaid": 0.15}}
    said = accused.turn("ip_outcomes", "¿van a quitarme puntos, sí o no?", {"ip_outcomes": 0.6}, **unsaid)
    assert texts(said).startswith("Depende de si la denuncia queda probada")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("¿me sancionan, sí o no?", "Depende de si la denuncia queda probada"),
        ("sí o no: si la retira, ¿me quitan los puntos igual?", "Según la guía, sí: que se retire no libra"),
        ("conteste sí o no, pagar = me quitan los puntos igual", "Según la guía, sí: que se retire no libra"),
        ("¿pago la sanción con puntos, sí o no?", "Depende"),
        ("primero que no y luego que sí, ¿me sancionan o no me sancionan?", "La pregunta 9"),
    ],
)
def test_who_presses_is_told_what_the_sanction_depends_on(accused, text, begins):
    assert texts(accused.turn("ip_outcomes", text, {"ip_outcomes": 0.6})).startswith(begins)


def test_a_notice_that_the_other_party_got_makes_nobody_the_accused(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", **_IP)
    text = "si a la fábrica le llegó el aviso, ¿quiere decir que ganamos?"
    said = talk.turn("ip_notice", text, party="respondent", said={"party": "le llegó"})
    assert "cuando la otra parte recibe el aviso" in texts(said)
