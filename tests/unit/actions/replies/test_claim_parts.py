"""What a claim says beside what the verdict says: it is put right, or left open, and only the rest is agreed to."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts


def test_a_wrong_half_is_put_right_and_owned_up_to(talk):
    talk.turn("withdraw", "¿se puede retirar?")
    said = texts(talk.turn("confirm", "resumo: solo la quita quien la puso, y los informes jamás. ¿Correcto?"))
    assert said.startswith("Los informes por robo de imágenes")
    assert "Así es" not in said
    after = texts(talk.turn("confirm", "¿entonces me equivoqué en eso?"))
    assert after.startswith("Hay algo que precisar. Los informes por robo de imágenes")


def test_who_was_right_is_told_so(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    assert texts(talk.turn("confirm", "entonces ya no puedo, ¿verdad?")).startswith("Así es.")
    assert texts(talk.turn("confirm", "¿o estoy equivocada?")).startswith("No, no se equivocó.")


def test_of_two_parts_the_wrong_one_keeps_its_no(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process", ground="other")
    said = texts(talk.turn("confirm", "la puedo quitar ahora y luego reabrirla cuando quiera, ¿verdad?"))
    assert said.startswith("No del todo. Una queja cancelada no se vuelve a abrir") and "puede retirarla" in said


def test_a_plan_and_what_comes_of_it_are_both_agreed_to(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", issues_resolved="no")
    said = texts(talk.turn("confirm", "en resumen: no la quito hasta que cobre, y luego no hay vuelta atrás. ¿Es así?"))
    assert said.startswith("Así es.") and "no se vuelve a abrir" in said


def test_the_half_of_a_claim_that_no_detail_is_of_is_answered(talk):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué es?", party="respondent", ground="product_infringement")
    text = "entonces espero a ver qué deciden, y me pueden quitar puntos, ¿no?"
    said = texts(talk.turn("confirm", text, entities=[("detail", "leave_it")], said={"leave_it": "espero"}))
    assert "Puede esperar" in said and "con descuento de puntos" in said


@pytest.mark.parametrize("intent", ["withdraw", "ip_outcomes"])
def test_what_was_read_as_a_question_and_is_put_to_us_is_put_right_as_well(talk, intent):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", status="in_process")
    said = texts(talk.turn(intent, "mi esposo dice que los informes no se pueden quitar nunca, ¿es verdad?"))
    assert said.startswith("Los informes por robo de imágenes")


def test_whether_it_was_wrong_is_of_the_claim_before_whatever_it_is_like(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    first = texts(talk.turn("confirm", "resumiendo: la retiro cuando quiera, ¿correcto?"))
    assert first.startswith("Solo se puede retirar mientras siga en trámite")
    detail = {"entities": [("detail", "punished_for_complaining")]}
    assert texts(talk.turn("refile", "¿me equivoqué en algo?", **detail)).startswith("Hay algo que precisar.")


def test_of_no_infringement_it_is_rightly_said_that_there_is_no_other_complaint(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", status="in_process")
    text = "entonces espero a que lleguen las nuevas y luego la quito, y después ya no puedo poner otra, ¿cierto?"
    assert texts(talk.turn("confirm", text)).startswith("Así es.")


@pytest.mark.parametrize(
    ("claim", "is_pressed"),
    [
        ("dice que si no la quito hoy mañana ya no se puede, ¿es verdad?", True),
        ("me jura que si no la retiro esta semana se cierra sola. ¿Es cierto?", False),  # which has its own line
        ("me jura que si no la retiro esta semana ya no podré. ¿Es cierto?", True),
        ("me jura que si no la retiro esta semana se vence. ¿Es cierto?", True),
        ("si no la retiro antes de que la procesen ya no puedo, ¿verdad?", False),
        ("entonces si no la retiro ahora no pasa nada, ¿no?", False),
        ("si no la quito ya no me paga, ¿es cierto?", False),
    ],
)
def test_a_last_day_that_somebody_names_is_not_agreed_to(talk, claim, is_pressed):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", status="in_process")
    said = texts(talk.turn("withdraw", claim))
    assert ("Un último día" in said) == is_pressed and not (is_pressed and "sí es así" in said)


def test_a_report_that_somebody_writes_is_none_of_the_two_kinds(talk):
    said = texts(talk.turn("confirm", "Para mi informe: ¿es correcto que una queja cerrada no se retira?"))
    assert "Un informe solo se retira" not in said
    assert "Un informe solo se retira" in texts(talk.turn("confirm", "un informe no se quita y una queja sí, ¿no?"))
