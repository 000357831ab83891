"""Details are worded for whoever asks: who filed, the accused, or somebody of whom nothing is known."""

from __future__ import annotations

import pytest

from retirada.rulebook.wording import split_yes_or_no
from tests.unit.actions.simulation import texts

COMPLAINANT, ACCUSED = {"party": "complainant"}, {"party": "respondent"}


@pytest.mark.parametrize(
    ("detail", "intent", "facts", "never"),
    [
        ("how_soon", "refile", ACCUSED, "No lo deje pasar"),
        ("how_soon", "refile", {"ground": "image_theft"}, "Trade Assurance"),
        ("money_held", "refund", COMPLAINANT, "sanciones"),
        ("cannot_log_in", "where", ACCUSED, "Sin entrar en la cuenta"),
        ("did_not_know", "ip_outcomes", COMPLAINANT, "antes de escribir"),
        ("did_not_know", "ip_outcomes", {**ACCUSED, "ground": "other"}, "apelar"),
        ("original_goods", "ip_outcomes", COMPLAINANT, "al apelar"),
        ("working_days", "respond_deadline", COMPLAINANT, "conteste antes"),
        ("deadline_passed", "respond_deadline", COMPLAINANT, "conteste hoy"),
        ("days_not_sure", "respond_deadline", COMPLAINANT, "su aviso"),
        ("own_registration", "appeal", COMPLAINANT, "defenderse"),
        ("pay_for_withdrawal", "withdraw", {}, "Si conviene pagar"),
        ("pay_for_withdrawal", "withdraw", {**COMPLAINANT, "ground": "other"}, "propiedad intelectual"),
        ("who_withdrew", "withdraw", ACCUSED, "Si no fue usted"),
        ("old_complaint_kept", "refile", ACCUSED, "que presentó"),
        ("lost_by_withdrawing", "before_withdrawing", {**ACCUSED, "issues_resolved": "no"}, "Si la retira"),
        ("partial_refund", "refund", {**ACCUSED, "issues_resolved": "yes"}, "puede retirarla"),
        ("complainant_silent", "withdraw", {**ACCUSED, "issues_resolved": "no"}, "no la retire"),
        ("is_it_blackmail", "fraud", {}, "Puede decirle"),
        ("points_back", "points", {"ground": "other"}, "2016"),
        ("staff_withdraws", "mediation", {"ground": "product_infringement"}, "Trade Assurance"),
        ("leave_it", "confirm", {"status": "processed"}, "una vez procesada"),
        ("not_obliged", "respondent_request", {**COMPLAINANT, "status": "processed"}, "Una vez procesada"),
        ("sued", "authority", COMPLAINANT, "De lo que se haga fuera"),
    ],
)
def test_a_detail_fits_whoever_asks(talk, rules, detail, intent, facts, never):
    said = texts(talk.turn(intent, "¿y eso?", detail=detail, **facts))
    assert any(split_yes_or_no(entry.says)[1] in said for entry in rules.details if entry.id == detail)
    assert never not in said


def test_the_accused_who_asks_until_when_to_answer_is_told_to_mind_the_notice(talk):
    text = "en Trade Assurance, ¿qué plazo tengo?"
    said = texts(talk.turn("respond_deadline", text, detail="how_soon", **{**ACCUSED, "ground": "other"}))
    assert "quien compró" in said and "Para contestar a la queja, la guía no da plazo" in said


@pytest.mark.parametrize(
    ("subject", "facts", "never"),
    [
        ("lawyer", COMPLAINANT, "/ip_outcomes"),
        ("authority", COMPLAINANT, "/ip_outcomes"),
        ("cost", ACCUSED, "/withdraw"),
        ("refund", ACCUSED, "/buyer_withdrawal"),
        ("other_platform", ACCUSED, "/refile"),
        ("settlement", {**COMPLAINANT, "status": "withdrawn"}, "/before_withdrawing"),
        ("order", {"status": "processed"}, "/withdraw"),
    ],
)
def test_what_is_offered_next_door_fits_whoever_asks(talk, subject, facts, never):
    talk.turn("inform", "es así", **facts)
    offered = {button["payload"] for said in talk.turn(subject, "¿y eso?") for button in said["buttons"]}
    assert offered and never not in offered


def test_what_the_accused_lose_is_not_what_who_filed_it_loses(talk):
    facts = {"party": "respondent", "ground": "image_theft"}
    detail = {"entities": [("detail", "lost_by_withdrawing")], "sure": {"lost_by_withdrawing": 0.9}}
    said = texts(talk.turn("before_withdrawing", "¿qué pierdo yo si ellos la retiran?", **detail, **facts))
    assert said.startswith("La parte acusada") and "los puntos dependen" in said


def test_what_who_filed_it_loses_is_said_on_another_ground_too(talk):
    facts = {"party": "complainant", "ground": "other"}
    detail = {"entities": [("detail", "lost_by_withdrawing")], "sure": {"lost_by_withdrawing": 0.9}}
    said = texts(talk.turn("before_withdrawing", "¿qué pierdo si la retiro?", **detail, **facts))
    assert said.startswith("Lo que se pierde al retirarla")
