"""A reply fits where the case stands: a detail, what follows it, and what is said next door."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, texts

COMPLAINANT, ACCUSED = {"party": "complainant"}, {"party": "respondent"}
SPAM = {"kind": "report", "ground": "other"}


def test_what_follows_a_detail_is_not_of_a_withdrawal_to_come(talk):
    facts = {**COMPLAINANT, "status": "withdrawn"}
    said = texts(talk.turn("before_withdrawing", "¿y el reembolso cuándo sale?", detail="refund_after", **facts))
    assert "La queja ya está retirada" in said and "Antes de retirarla" not in said


def test_a_detail_that_says_that_it_is_over_is_not_followed_by_the_same(talk):
    said = texts(talk.turn("withdraw", "¿y en partes?", detail="part_of_it", status="processed"))
    assert said.startswith("Como ya se procesó") and said.count("proces") == 1


def test_what_follows_a_detail_worded_for_the_case_is_said_where_it_is_something_else(talk):
    said = talk.turn("refile", "¿y si la corrijo?", detail="change_it", status="withdrawn", party="complainant")
    assert answers(said)[0]["verdict"] == "refile_depends" and "Depende" in texts(said)


@pytest.mark.parametrize(
    ("detail", "intent", "facts", "instead"),
    [
        ("pay_for_withdrawal", "respondent_request", {**COMPLAINANT, "status": "withdrawn"}, "ya está retirada"),
        ("pay_for_withdrawal", "respondent_request", {**ACCUSED, "issues_resolved": "yes"}, "ya está arreglado"),
        ("closes_by_itself", "duration", {**ACCUSED, **SPAM}, "tampoco lo puede retirar nadie"),
        ("fine", "ip_outcomes", COMPLAINANT, "La sanción de que habla es para quien recibe la queja"),
        ("fine", "ip_outcomes", {**COMPLAINANT, "ground": "other"}, "ni para quien se queja ni para quien la recibe"),
        ("appeal_papers", "appeal", {**COMPLAINANT, "ground": "image_theft"}, "De que apele quien se quejó"),
        ("no_answer", "ip_outcomes", {**ACCUSED, "ground": "other"}, "Qué pasa si usted no contesta, la guía"),
        ("trust_them", "respondent_request", {**ACCUSED, **SPAM}, "Que lo retire no puede cumplirlo"),
    ],
)
def test_a_detail_fits_where_the_case_stands(talk, detail, intent, facts, instead):
    assert instead in texts(talk.turn(intent, "¿y eso?", detail=detail, **facts))


@pytest.mark.parametrize(
    ("subject", "facts", "instead"),
    [
        ("settlement", {**COMPLAINANT, "status": "withdrawn"}, "La queja ya está retirada"),
        ("settlement", {**ACCUSED, "issues_resolved": "yes"}, "ya está todo resuelto"),
        ("settlement", {**ACCUSED, **SPAM}, "Ese informe no lo puede retirar nadie"),
        ("refund", {"status": "processed"}, "La queja ya se procesó"),
        ("appeal", {**ACCUSED, "status": "withdrawn", "ground": "other"}, "La queja ya está retirada"),
        ("points", COMPLAINANT, "a la otra parte se le descuentan"),
        ("lawyer", COMPLAINANT, "de castigar a quien se queja tampoco"),
        ("duration", {**COMPLAINANT, **SPAM}, "tarda Alibaba en resolver un informe"),
    ],
)
def test_a_line_next_door_fits_where_the_case_stands(talk, subject, facts, instead):
    talk.turn("inform", "es así", **facts)
    assert instead in texts(talk.turn(subject, "¿y eso?"))


def test_what_is_resolved_is_not_asked_to_be_resolved(talk):
    facts = {**COMPLAINANT, "status": "in_process", "issues_resolved": "yes"}
    said = texts(talk.turn("before_withdrawing", "¿qué hago antes?", **facts))
    assert said.startswith("Por lo que me cuenta, ya está todo resuelto")


def test_the_accused_who_asks_what_to_do_is_not_told_to_file(talk):
    talk.turn("refile", "¿puede volver a quejarse?", evidence="yes", **ACCUSED)
    assert "presentar otra" not in texts(talk.turn("next_step", "¿y qué hago?"))


def test_who_has_not_complained_yet_is_answered_as_who_would(talk):
    talk.turn("inform", "todavía no puse ninguna queja")
    said = texts(talk.turn("ip_outcomes", "¿me multan a mí si pierdo?", detail="fine"))
    assert "La sanción de que habla es para quien recibe" in said and "para la otra parte" in said


def test_of_a_complaint_that_was_told_of_nobody_is_taken_to_be_who_files_it(talk):
    talk.turn("should_file", "¿vale la pena?", kind="complaint")
    said = texts(talk.turn("withdraw", "¿y cuánto tiempo tiene él para retirarla?", detail="until_when"))
    assert "Usted puede" not in said


def test_who_has_not_complained_yet_is_told_what_to_do_before(talk):
    talk.turn("inform", "todavía no puse ninguna queja")
    assert "Piense primero si de verdad la necesita" in texts(talk.turn("next_step", "¿y qué hago?"))


def test_what_is_said_again_is_said_in_other_words(talk):
    facts = {**COMPLAINANT, "status": "in_process"}
    talk.turn("withdraw", "¿hasta qué día?", detail="until_when", **facts)
    said = texts(talk.turn("withdraw", "¿y hasta qué fecha?", detail="until_when"))
    assert said.startswith("Fechas no da la guía")


_OPEN, _PHOTOS = {"status": "in_process"}, {"kind": "report", "ground": "image_theft"}


@pytest.mark.parametrize(
    ("intent", "detail", "facts", "says", "never"),
    [
        ("withdraw", "until_when", {**ACCUSED, **_OPEN}, "usted, que la recibió, no.", "se puede"),
        ("withdraw", "until_when", {**ACCUSED, **_PHOTOS}, "usted, que lo recibió, no.", "retirarla"),
        (
            "withdraw",
            "until_when",
            {**COMPLAINANT, **_OPEN, "issues_resolved": "no"},
            "antes tiene que quedar",
            "como ahora",
        ),
        ("withdraw", "until_when", {**COMPLAINANT, **_PHOTOS}, "para retirarlo", "retirarla"),
        ("withdraw", "stays_on_record", {"status": "processed"}, "no se puede retirar", "Si al retirar"),
        ("withdraw", "stays_on_record", _PHOTOS, "Si al retirarlo", "retirarla"),
        ("reopen", None, {**ACCUSED, **SPAM, "status": "processed"}, "puede pedir al personal", "apelar"),
        ("where", None, {**ACCUSED, "status": "processed"}, "Ya no se puede retirar", "Solo puede retirarla"),
        (
            "where",
            None,
            {**ACCUSED, **SPAM, "device": "mobile"},
            "Ese informe no lo puede retirar nadie",
            "Solo puede retirarla",
        ),
        ("ip_withdrawal_effect", None, {**COMPLAINANT, "status": "processed"}, "Ya se procesó", "que usted la retire"),
    ],
)
def test_what_is_said_is_so_of_where_it_stands_and_of_who_asks(talk, intent, detail, facts, says, never):
    said = texts(talk.turn(intent, "¿y eso?", detail=detail, **facts))
    assert says in said and never not in said


def test_of_a_report_that_cannot_be_withdrawn_nothing_is_lost_by_withdrawing(talk):
    talk.turn("inform", "lo reporté por spam", **COMPLAINANT, **SPAM)
    said = texts(put(talk, "confirm", "si lo quito sin arreglar, [lo pierdo todo](lost_once_withdrawn), ¿no?"))
    assert "no se puede retirar; queda pedir" in said and "Si la retira" not in said


@pytest.mark.parametrize("text", ["¿cuánto tarda?", "¿cuánto tarda la nueva?"])
def test_how_long_any_takes_is_not_known_after_a_withdrawal(talk, text):
    said = texts(talk.turn("duration", text, **COMPLAINANT, status="withdrawn"))
    assert "para ninguna queja" in said and "nueva" not in said
