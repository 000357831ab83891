"""What is doubted, denied or yet to come is not stored as told; what is plainly told is."""

from __future__ import annotations

import pytest

from tests.unit.actions.test_of_the_case import reading

FILED = {"party": "complainant", "ground": "other", "topic": "withdraw"}
ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("me contaron que la cerraron, ¿será cierto?", "la cerraron"),
        ("oí que la cerraron pero no estoy segura", "la cerraron"),
        ("dicen que la cerraron. No me lo creo", "la cerraron"),
        ("ojalá hoy esté cerrada", "cerrada"),
        ("a lo mejor la cerraron", "la cerraron"),
        ("mi vecino dice que seguro la cerraron", "la cerraron"),
        ("la cerraron, según él, pero me sigue saliendo igual", "la cerraron"),
    ],
)
def test_what_is_not_believed_is_not_told(text, words):
    assert "status" not in reading("inform", text, FILED, ("status", "processed", words)).stated


@pytest.mark.parametrize("text", ["la cerraron ayer, estoy seguro", "seguro que no lo sabía, pero la cerraron"])
def test_what_is_sure_is_told(text):
    assert reading("inform", text, FILED, ("status", "processed", "la cerraron")).stated["status"] == "processed"


@pytest.mark.parametrize(
    "text", ["él dice que está arreglado, pero no es verdad", "según él está arreglado y es mentira"]
)
def test_what_is_denied_is_so_the_other_way_round(text):
    told = reading("inform", text, FILED, ("issues_resolved", "yes", "arreglado"))
    assert told.stated["issues_resolved"] == "no"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("entonces, si llegamos a un trato y me paga, ¿la quito?", "llegamos a un trato"),
        ("andamos negociando un trato", "trato"),
        ("si me cambia el abrigo y quedo conforme, ¿la quito?", "quedo conforme"),
        ("tenemos un principio de acuerdo", "acuerdo"),
        ("primero el dinero pagado, y luego la quito", "pagado"),
    ],
)
def test_what_is_yet_to_be_agreed_is_not_settled(text, words):
    told = reading("before_withdrawing", text, FILED, ("issues_resolved", "yes", words))
    assert "issues_resolved" not in told.stated


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("puse queja porque no me llegaban unos vasos y me acaban de llegar", "yes"),
        ("compré una lámpara que nunca llegó y ayer por fin llegó", "yes"),
        ("el paquete no llegó todavía", "no"),
        ("me prometió el dinero y ahora no contesta", "no"),
        ("según él está pagado, pero a mí no me llegó nada", "no"),
        ("no me llegó y ahora llegó un aviso", None),
    ],
)
def test_how_things_stand_is_told_in_any_message(text, value):
    assert reading("inform", text, FILED).stated.get("issues_resolved") == value


@pytest.mark.parametrize(
    "text",
    ["pone que la están verificando", "dice complaint y abajo pending, ¿eso qué es?", "no sé, me sale «under review»"],
)
@pytest.mark.parametrize("intent", ["inform", "meaning", "dont_know"])
def test_where_it_stands_is_told_by_the_words_of_the_screen(text, intent):
    assert reading(intent, text, {**FILED, "pending_question": "status"}).stated["status"] == "in_process"


def test_the_kind_is_told_by_the_words_of_the_screen():
    said = (("kind", "report", "informe"), ("term", "informe", "informe"), ("term", "queja", "queja"))
    text = 'en el aviso pone "informe" y no "queja". ¿Es lo mismo?'
    assert reading("meaning", text, ACCUSED, *said).stated["kind"] == "report"
    assert "kind" not in reading("meaning", "¿es lo mismo informe y queja?", ACCUSED, *said).stated


def test_who_accuses_without_proof_has_none():
    said = ("evidence", "no", "sin prueba ninguna")
    assert reading("inform", "me acusaron sin prueba ninguna", {}, said).stated["evidence"] == "no"
    said = ("evidence", "no", "no tengo pruebas")
    assert "evidence" not in reading("inform", "no tengo pruebas de que compré", ACCUSED, said).stated


def test_what_is_among_the_proof_begins_no_second_case():
    text = "pruebas hay: la patente y un informe con fotografías de las dos sillas"
    said = (("evidence", "yes", "pruebas hay"), ("second_case", "ground=image_theft", "fotografías"))
    told = reading("inform", text, {"party": "complainant", "ground": "product_infringement"}, *said)
    assert told.stated["evidence"] == "yes" and not told.second_case
