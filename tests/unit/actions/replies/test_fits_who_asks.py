"""The line that fits who asks, and what of: of the guide itself, of another ground, of a case that is over."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

ACCUSED = {"party": "respondent", "ground": "image_theft"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("¿qué es ese robot que susurra?", "parece un resto de una respuesta automática"),
        ("No me ha contestado lo del robot.", "parece un resto de una respuesta automática"),
        ("¿la guía da algún procedimiento para compradores?", "la pregunta 8 solo sugiere tratarlo"),
        ("¿qué dice la pregunta 8?", "Whisperer Robot"),
    ],
)
def test_the_eighth_question_is_told_as_it_is(talk, text, says):
    assert says in texts(talk.turn("sources", text))


@pytest.mark.parametrize(
    ("intent", "text", "facts", "says"),
    [
        ("respondent_request", "¿y si le pido perdón?", ACCUSED, "sirve de poco; una página oficial"),
        ("respondent_request", "¿y si le pido perdón?", {**ACCUSED, "status": "processed"}, "no la puede retirar"),
        ("respondent_request", "¿y si le pido perdón?", {"party": "respondent", "ground": "other"}, "Solo la retira"),
        ("mediation", "¿y quién media?", ACCUSED, "qué persona, la guía no lo dice"),
        ("mediation", "¿ellos obligan a la persona a quitar la queja?", ACCUSED, "Que Alibaba obligue"),
        ("respondent_request", "¿mi cuñada miente o qué?", ACCUSED, "No tiene por qué mentir"),
        ("other_alibaba", "me denunció por insultos. ¿Puede hacer eso?", ACCUSED, "Si puede quejarse de usted"),
        ("ip_outcomes", "tengo 15 años, ¿me sancionan?", ACCUSED, "De la edad, la guía no dice nada. Cuénteselo"),
        ("withdraw", "soy menor, ¿la puedo quitar?", {"party": "complainant"}, "la cuenta con la que se presentó"),
        ("ip_outcomes", "si pierdo, ¿puedo volver a denunciar?", {"party": "complainant"}, "se cerró o se rechazó"),
    ],
)
def test_the_line_is_for_who_asks_and_of_what(talk, intent, text, facts, says):
    talk.turn("inform", "mire", **facts)
    assert says in texts(talk.turn(intent, text))


def test_who_would_accuse_a_liar_plans_no_case_of_their_own(talk):
    talk.turn("ip_notice", "me llegó un aviso", **ACCUSED)
    said = talk.turn("first_filing", "¿le puedo denunciar yo por denunciar en falso?", {"should_file": 0.1})
    assert "presenta de mala fe" in texts(said)
    assert answers(said)[-1]["facts"]["party"] == "respondent"


def test_a_detail_that_names_no_page_rests_on_none(talk):
    talk.turn("respondent_request", "¿y si le pido perdón?", **ACCUSED)
    said = texts(talk.turn("sources", "¿qué página oficial?"))
    assert "faq/en.htm" in said and "iprs014" in said and "policy" not in said


def test_what_the_guide_says_of_a_withdrawn_one_is_not_said_of_one_that_is_over(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="other", status="processed")
    assert "pedido roto" not in texts(talk.turn("why", "¿por qué dice que no y luego que sí?"))
