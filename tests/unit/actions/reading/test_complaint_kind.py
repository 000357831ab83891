"""Which kind it is, queja or informe: as it is said, put right, supposed, or beside one of the other kind."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import reading
from tests.unit.actions.simulation import answers, kept, texts

REPORT = {"party": "complainant", "kind": "report", "ground": "other", "status": "in_process"}
CLAIM, QUITAR = [("claim", "i_can_withdraw")], {"claim": "puedo quitar"}
COMPLAINT = {**REPORT, "kind": "complaint"}


@pytest.mark.parametrize(
    ("held", "text", "kind"),
    [
        (REPORT, "quise decir denuncia", "complaint"),
        (REPORT, "corrijo: es un reclamo", "complaint"),
        (COMPLAINT, "ah no, era un reporte", "report"),
        (COMPLAINT, "lo que metí al final es un informe", "report"),
        (COMPLAINT, "reclamo no, informe", "report"),
        (COMPLAINT, "dije queja pero fue reporte", "report"),
        (REPORT, "denuncia, no reporte", "complaint"),
    ],
)
def test_a_kind_that_is_put_right_is_heard_where_the_nlu_reads_none(held, text, kind):
    told = reading("correction", text, {**held, "topic": "withdraw"})
    assert told.stated == {"kind": kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("entonces entro, crédito, informe y cancelo", None),
        ("ya estoy, pero no encuentro el informe", None),
        ("en el informe dice pendiente", None),
        ("mi informe me sale en chino", None),
        ("no encuentro el informe por spam", "report"),
        ("quiero quitar mi informe, entro a mi informe y nada", "report"),
        ("y el informe se quita igual", "report"),
    ],
)
def test_the_menu_in_which_complaints_are_listed_is_no_kind(text, kind):
    told = reading("inform", text, {**COMPLAINT, "topic": "withdraw"}, ("kind", "report", "informe"))
    assert told.stated.get("kind") == kind


@pytest.mark.parametrize(
    "text", ["no sé si es un informe", "no es un informe de taobao", "es informe o queja", "esa es la queja de mi tía"]
)
def test_what_is_left_open_says_no_kind(text):
    assert "kind" not in reading("inform", text, {"topic": "withdraw"}).stated


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("oiga reporté a un vendedor, puedo quitar el reporte?", "reporte?", "report"),
        ("che, reporte a una tienda trucha", "reporte", None),
        ("oye reporte a un vendedor", "reporte", None),
    ],
)
def test_who_reported_somebody_named_no_kind_but_with_the_noun(text, words, kind):
    assert reading("withdraw", text, {}, ("kind", "report", words)).stated.get("kind") == kind


@pytest.mark.parametrize(
    "text", ["¿y si me dicen que fue queja?", "pongamos que metí una denuncia, ¿la quito?", "¿y de haber sido reclamo?"]
)
def test_the_other_kind_is_supposed_and_what_is_so_comes_back(talk, text):
    talk.turn("withdraw", "¿lo quito?", **REPORT)
    assert answers(talk.turn("withdraw", text))[-1]["facts"]["kind"] == "complaint"
    assert answers(talk.turn("withdraw", "¿entonces el mío se puede?"))[-1]["facts"]["kind"] == "report"


def test_a_supposition_is_left_before_a_claim_is_judged(talk):
    talk.turn("withdraw", "¿lo quito?", **REPORT)
    talk.turn("withdraw", "¿y si fuera una queja?", kind="complaint", said={"kind": "queja"})
    said = talk.turn("confirm", "entonces el mío lo puedo quitar, ¿no?", entities=CLAIM, said=QUITAR)
    assert answers(said)[-1]["facts"]["kind"] == "report"


def test_which_kind_it_is_tells_even_who_asks_what_that_changes(talk):
    said = talk.turn("meaning", "dicen que es informe y no queja, ¿en qué cambia?", kind="report", term="informe")
    assert answers(said)[-1]["facts"] == {"kind": "report"} and "cosas distintas" in texts(said)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Las dos, solo mientras siguen en trámite"),
        ({"ground": "other"}, "la queja se puede retirar en trámite; el informe, no"),
        ({"ground": "image_theft"}, "Con ese motivo da igual"),
        ({"status": "processed"}, "no se retira ni la una ni el otro"),
    ],
)
def test_how_they_differ_is_said_for_the_case_and_not_how_to_tell_them_apart(talk, facts, words):
    talk.turn("withdraw", "¿la quito?", **facts)
    said = texts(talk.turn("meaning", "¿en qué se diferencian un reporte y una denuncia?", term="informe"))
    assert words in said and "Cómo distinguir" not in said


@pytest.mark.parametrize(
    "text", ["¿quito primero la queja o da igual y quito el informe?", "¿qué diferencia hay entre denuncia y queja?"]
)
def test_another_difference_is_not_that_of_the_kinds(talk, text):
    assert "cosas distintas" not in texts(talk.turn("meaning", text))


def test_both_kinds_told_at_once_are_two_cases(talk):
    text = "metí un reporte por lo mismo y además una denuncia"
    talk.turn("withdraw", text, kind="report", party="complainant")
    assert [facts.get("kind") for facts in kept(talk)] == ["report", "complaint"]


@pytest.mark.parametrize("text", ["puse una queja y un informe médico de prueba", "hice una queja y leí el informe"])
def test_other_papers_are_no_second_case(talk, text):
    talk.turn("withdraw", text, kind="complaint", party="complainant")
    assert not talk.slots["cases"]


def test_the_other_kind_filed_beside_it_for_the_same_is_another_case(talk):
    talk.turn("withdraw", "¿la quito?", **COMPLAINT)
    said = talk.turn(
        "withdraw", "además metí un informe por lo mismo, ¿igual?", kind="report", said={"kind": "informe"}
    )
    assert answers(said)[-1]["facts"] == {"party": "complainant", "kind": "report", "ground": "other"}
    assert answers(talk.turn("withdraw", "¿y la queja entonces?"))[-1]["facts"] == COMPLAINT


@pytest.mark.parametrize("text", ["además quiero saber si un informe se quita", "¿también se puede quitar un reporte?"])
def test_the_rule_that_is_asked_of_the_other_kind_is_no_other_case_and_says_nothing_of_ones_own(talk, text):
    talk.turn("withdraw", "¿la quito?", **COMPLAINT)
    talk.turn("withdraw", text, kind="report", said={"kind": "reporte" if "reporte" in text else "informe"})
    assert not talk.slots["cases"]
    assert answers(talk.turn("withdraw", "¿y la mía?"))[-1]["facts"] == COMPLAINT


@pytest.mark.parametrize(
    "text", ["hablé con él y ya está resuelto, ¿la quito?", "él me escribió, ya lo resolvieron, ¿la quito?"]
)
def test_what_is_settled_closes_no_complaint(text):
    assert "status" not in reading("withdraw", text, {"kind": "complaint", "topic": "withdraw"}).stated


def test_what_somebody_else_filed_is_no_other_of_ones_own(talk):
    talk.turn("withdraw", "¿la quito?", **COMPLAINT)
    text = "mi vecina también hizo un informe por fotos, ¿ella lo quita?"
    found = {"kind": "report", "ground": "image_theft"}
    facts = answers(talk.turn("withdraw", text, **found, said={"kind": "informe", "ground": "fotos"}))[-1]["facts"]
    assert "status" not in facts and talk.slots["principal"] == "su vecina"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("ya la han resuelto, todavia la puedo quitar?", "processed"),
        ("lo vi en la compu, dice procesada :( entonces la puedo quitar?", "processed"),
        ("dice procesada?", None),
        ("si dice procesada, la puedo quitar?", None),
        ("el vendedor dice cerrada la tienda, la puedo quitar?", None),
    ],
)
def test_where_it_stands_is_heard_in_a_clause_of_its_own(told, status):
    assert reading("withdraw", f"puse una queja. {told}", {}).stated.get("status") == status


def test_what_to_do_with_a_report_says_what_it_takes(talk):
    said = texts(talk.turn("next_step", "si fue informe, ¿qué hago?", kind="report", said={"kind": "informe"}))
    assert "por robo de imágenes o por infracción de productos" in said


_DOUBTED = "le puse algo a una tienda por mensajes basura, no sé si es queja o reporte, ¿se quita?"


def test_who_does_not_know_which_kind_it_is_is_told_of_both_each_time_until_they_do(talk):
    also = "Si resulta que es un informe"
    talk.turn("withdraw", _DOUBTED, party="complainant", ground="other")
    assert also in texts(talk.turn("inform", "sigue pendiente", status="in_process"))
    assert also in texts(talk.turn("withdraw", "¿entonces la puedo quitar?"))
    assert also in texts(talk.turn("confirm", "entonces la quito, ¿no?"))
    talk.turn("inform", "ya miré, es una queja", kind="complaint")
    assert also not in texts(talk.turn("withdraw", "¿la puedo quitar hoy?"))


def test_of_what_is_over_and_of_the_report_that_it_is_nothing_is_said_of_the_other_kind(talk):
    talk.turn("withdraw", _DOUBTED, party="complainant", ground="other", status="in_process")
    assert "Si resulta" not in texts(talk.turn("inform", "ya la cerraron", status="processed"))
    assert "Si resulta" not in texts(talk.turn("inform", "es un reporte", kind="report", status="in_process"))


def test_of_what_both_kinds_allow_nothing_is_said_of_the_other(talk):
    talk.turn("withdraw", _DOUBTED, party="complainant", ground="image_theft", status="in_process")
    assert "Si resulta" not in texts(talk.turn("withdraw", "¿la quito?"))


def test_who_doubts_the_kind_that_they_told_is_held_to_no_kind(talk):
    talk.turn("withdraw", "puse un reporte por spam, ¿se quita?", party="complainant", kind="report", ground="other")
    text = "la verdad no sé si puse queja o reporte"
    said = talk.turn("nlu_fallback", text, entities=[("detail", "complaint_or_report")], said={text: text})
    assert talk.slots["kind"] is None and "Perdone" not in texts(said)
    assert "Si resulta que es un informe" in texts(talk.turn("inform", "sale pendiente", status="in_process"))


@pytest.mark.parametrize(
    "text",
    ["si es queja se quita y si es informe no, ¿verdad?", "o sea que si fue reporte no y si fue denuncia sí, ¿no?"],
)
def test_what_holds_of_each_on_condition_tells_none(talk, text):
    talk.turn("withdraw", "puse un reporte por spam", party="complainant", kind="report", ground="other")
    talk.turn("confirm", text, kind="complaint", said={"kind": "queja" if "queja" in text else "denuncia"})
    assert talk.slots["kind"] == "report"


@pytest.mark.parametrize(
    "text", ["hice un reporte o una denuncia, no me acuerdo, ¿lo quito?", "puse queja o informe, ni idea, ¿se quita?"]
)
def test_of_two_kinds_that_are_doubted_at_first_none_is_told(talk, text):
    talk.turn("withdraw", text, party="complainant", kind="report", ground="other")
    assert talk.slots["kind"] is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("yo no hice una queja de marca, te dije spam", "report"),
        ("que no es una queja por copia, es por spam", "report"),
        ("nunca puse una denuncia por derechos de autor", "report"),
        ("al final puse una queja de marca", "complaint"),
    ],
)
def test_what_it_is_not_about_does_not_make_a_complaint_of_a_report(talk, text, kind):
    talk.turn("withdraw", "hice un informe por spam", party="complainant", kind="report", ground="other")
    said = "denuncia" if "denuncia" in text else "queja"
    talk.turn("ip_outcomes", text, kind="complaint", ground="other", said={"kind": said})
    assert talk.slots["kind"] == kind
