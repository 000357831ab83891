"""What a message tells stays with what it is of: the case it names, both of two, the ground that is not denied."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import LOGO, MIRROR, answers, kept, texts, told_of_two

FILED = {"party": "complainant"}
A_NOTICE = {"status": "withdrawn", "party": "respondent"}


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("ya me pagaron, ¿quito la del espejo?", True),
        ("ya me pagaron. ¿Puedo retirar la del espejo?", True),
        ("ya me pagaron, quito ya la del espejo?", True),
        ("ya me pagaron. ¿Y la del espejo?", False),
        ("ya me pagaron, pero ¿qué pasa con la del espejo?", False),
        ("ya me pagaron. ¿Cuándo cerraron la del espejo?", False),
    ],
)
def test_what_settles_a_case_is_of_the_one_that_is_then_to_be_withdrawn(talk, text, settled):
    told_of_two(talk)
    said = talk.turn("withdraw", text, issues_resolved="yes", said={"issues_resolved": "me pagaron"})
    facts = answers(said)[-1]["facts"]
    assert facts["ground"] == MIRROR["ground"] and (facts.get("issues_resolved") == "yes") == settled
    assert not settled or kept(talk) == [LOGO]


def two_at_once(talk, text, **said):
    words = {"status": "cerraron", "status=in_process": "sigue", **said}
    told = [("second_case", "status=in_process")]
    answered = talk.turn("withdraw", text, entities=told, said=words, status="processed", **FILED)
    return {answer["facts"]["status"]: answer["facts"].get("party") for answer in answers(answered)}


def test_who_filed_two_filed_each_of_them(talk):
    text = "tengo dos quejas, las puse yo. Una ya la cerraron y la otra sigue. ¿Las quito?"
    assert two_at_once(talk, text, party="puse") == {"processed": "complainant", "in_process": "complainant"}


def test_who_filed_one_of_two_may_not_have_filed_the_other(talk):
    text = "tengo dos quejas. Una la puse yo y ya la cerraron y la otra sigue. ¿Las quito?"
    assert two_at_once(talk, text, party="puse") == {"processed": "complainant", "in_process": None}


@pytest.mark.parametrize(
    ("asked", "both"),
    [
        ("¿Puedo quitar la mía y que ella quite la suya?", True),
        ("¿Puedo quitar la mía?", False),
        ("¿Puedo quitar la mía y seguir vendiendo?", False),
    ],
)
def test_of_crossed_ones_each_that_is_to_be_withdrawn_is_answered(talk, asked, both):
    text = f"denuncié a una imprenta por mis láminas y ahora ella me denunció a mí. {asked}"
    words = {"party": "denuncié", "party=respondent": "me denunció"}
    said = talk.turn("withdraw", text, entities=[("second_case", "party=respondent")], said=words, **FILED)
    assert {answer["facts"].get("party") for answer in answers(said)} == (
        {"complainant", "respondent"} if both else {"complainant"}
    )


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("no es por insultos, es que venden copias de mi lámpara", "product_infringement"),
        ("que no son insultos: usan mi logo", "product_infringement"),
        ("son insultos, y de marca no hay nada", "other"),
        ("son insultos al dueño de la marca", "other"),
    ],
)
def test_a_ground_that_is_denied_gives_way_to_the_one_named(talk, text, ground):
    talk.turn("withdraw", "puse un informe por insultos", kind="report", ground="other", **FILED)
    talk.turn("correction", text, ground="other", said={"ground": "insultos"})
    assert talk.slots["ground"] == ground


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("sigue abierta; lo que no me ha llegado es ningún aviso", "llegado", None),
        ("no me llegó la notificación de que la cerraran", "me llegó", None),
        ("me llegó un aviso de queja", "me llegó", "respondent"),
        ("no me llegó el paquete y me llegó un aviso de queja", "y me llegó", "respondent"),
    ],
)
def test_a_notice_that_did_not_come_accuses_nobody(talk, text, words, party):
    talk.turn("inform", text, party="respondent", said={"party": words})
    assert talk.slots["party"] == party


@pytest.mark.parametrize("ground", ["product_infringement", "other", None])
def test_an_old_notice_of_one_that_was_withdrawn_is_none_of_a_complaint_that_goes_on(talk, ground):
    facts = A_NOTICE | ({"ground": ground} if ground else {})
    said = [
        texts(talk.turn("ip_notice", text, **facts)) for text in ("¿el aviso dice que sigue?", "¿qué quiere decir?")
    ]
    assert "no significa que siga" in said[0] and all("retirada" in each for each in said)


def test_the_notice_of_one_that_stands_is_explained(talk):
    assert "confirmó un problema" in texts(talk.turn("ip_notice", "¿qué es el aviso?", **LOGO))
