"""Plans and conditional claims that are put to us: to leave the complaint and wait, and what comes of a withdrawal."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    "text",
    [
        "bueno, mejor no la quito, ¿verdad?",
        "ok la dejo ahí tranquila, no?",
        "entonces me toca esperar y ya, ¿correcto?",
        "o sea que no la retiro y que sigan ellos, ¿está bien?",
    ],
)
def test_who_plans_to_leave_it_is_told_that_they_may_and_nothing_else(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    said = talk.turn("confirm", text)
    assert texts(said).startswith("Sí, puede esperar: ")
    assert "Mientras siga en trámite puede retirarla" not in texts(said)
    answer = answers(said)[0]
    assert (answer["topic"], answer["verdict"], answer["asks"]) == ("confirm", "withdrawable", None)


@pytest.mark.parametrize(
    "text",
    [
        "entonces espero a que me pague y la quito, ¿no?",
        "o sea que mientras no llegue el paquete no la saco, ¿cierto?",
        "o sea que tengo que esperar unos días, ¿no?",
        "o sea que la puedo quitar sin esperar, ¿verdad?",
        "si la dejo, después ya no puedo, ¿verdad?",
    ],
)
def test_other_plans_and_claims_are_not_taken_for_it(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    assert "no obliga a retirarla" not in texts(talk.turn("confirm", text))


def test_the_accused_who_means_to_wait_hears_what_else_there_is(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent", ground="image_theft")
    first = texts(talk.turn("confirm", "entonces solo me queda esperar, ¿verdad?"))
    assert first.startswith("Puede esperar, pero no es lo único")
    assert "apelar en la plataforma oficial" in first
    second = texts(talk.turn("confirm", "pero esperar está bien, ¿sí?"))
    assert second.startswith("Sí, puede esperar el resultado")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"status": "withdrawn"}, "La queja ya está retirada"),
        ({"party": "respondent", "status": "processed"}, "Como ya se procesó, no la puede retirar nadie"),
        ({"party": "complainant", "status": "processed"}, "Sí, puede dejarla como está"),
        ({"party": "complainant", "kind": "report", "ground": "other"}, "Sí, déjelo y espere"),
        ({"party": "complainant", "issues_resolved": "no"}, "Sí, espere: la guía pide que todo quede resuelto"),
        ({"party": "complainant"}, "Sí, puede esperar: la guía no obliga"),
        ({}, "Se puede dejar y esperar"),
    ],
)
def test_leaving_it_goes_with_the_case(talk, facts, says):
    assert texts(talk.turn("confirm", "la dejo y espero, ¿sí?", detail="leave_it", **facts)).startswith(says)


@pytest.mark.parametrize(
    ("intent", "verdict"),
    [
        ("withdraw", "withdrawable"),
        ("before_withdrawing", "resolve_all_issues"),
        ("next_step", "withdrawable"),
        ("inform", "withdrawable"),
    ],
)
def test_a_yes_is_said_to_a_claim_only(talk, intent, verdict):
    said = talk.turn(intent, "¿la dejo o la quito?", detail="leave_it", party="complainant", status="in_process")
    assert texts(said).startswith("Puede esperar: ")
    assert answers(said)[0]["verdict"] == verdict


def test_who_says_it_again_is_answered_in_other_words(talk):
    facts = {"party": "complainant", "status": "in_process"}
    said = [texts(talk.turn("confirm", "la dejo, ¿sí?", detail="leave_it", **facts)) for _ in range(3)]
    assert said[1].startswith("Sí, déjela si prefiere esperar")
    assert said[0] == said[2] != said[1]


def test_what_else_is_asked_beside_a_plan_is_answered(talk):
    said = talk.turn(
        "confirm",
        "la dejo y espero, ¿no? ¿y cuántos puntos son?",
        entities=[("second_topic", "points")],
        detail="leave_it",
        party="complainant",
    )
    assert [answer["about"] for answer in answers(said)] == [None, "points"]


def test_the_answer_that_a_detail_takes_the_place_of_does_not_follow(talk):
    talk.turn("refile", "¿puedo poner otra?", status="withdrawn", evidence="yes")
    said = talk.turn("where", "¿y dónde pongo la nueva?", detail="where_to_file")
    assert texts(said).startswith("Dónde o cómo se presenta una queja nueva, la guía no lo dice")
    assert "Mi Taobao" not in texts(said)
    said = talk.turn("refile", "¿y dos por lo mismo a la vez?", detail="two_at_once")
    assert texts(said).startswith("De tener dos quejas a la vez") and answers(said)[0]["verdict"] is None


def test_starting_over_goes_with_the_proof(talk):
    claim = ("confirm", "o sea que perdería el mes que llevo, ¿no?")
    assert "solo lo admite con pruebas" in texts(talk.turn(*claim, detail="starts_over"))
    said = talk.turn(*claim, detail="starts_over", evidence="yes")
    assert "tendría que presentar una nueva" in texts(said)
    assert (answers(said)[0]["topic"], answers(said)[0]["verdict"]) == ("confirm", "refile_with_evidence")


def test_a_claim_with_a_condition_is_about_what_follows_from_it(talk):
    facts = {"party": "complainant", "status": "in_process"}
    talk.turn("confirm", "si la quito, puedo poner otra, ¿no?", ranking={"refile": 0.4}, **facts)
    said = talk.turn(
        "confirm", "entonces si no fue infracción y la quito no la puedo presentar más no", ranking={"refile": 0.05}
    )
    assert texts(said).startswith("Así es. Sin pruebas de la infracción no puede presentar una nueva")
    assert answers(said)[0]["facts"]["evidence"] == "no"


def test_what_is_no_infringement_leads_to_no_other_complaint(talk):
    facts = {"party": "complainant", "status": "in_process", "ground": "other"}
    said = talk.turn("refile", "si la quito, ¿puedo poner otra?", **facts)
    assert texts(said).startswith("Por lo que me cuenta, después de retirarla no se podría presentar otra")
    # What is no infringement has no proof of one: it is not asked for.
    assert (answers(said)[0]["verdict"], answers(said)[-1]["asks"]) == ("refile_depends", None)
    explained = talk.turn("meaning", "¿infracción de qué, si vino roto?", detail="debt_proof")
    assert "después de retirarla no se podría presentar otra" in texts(explained)
    assert [answer["asks"] for answer in answers(explained)] == [None]


def test_with_proof_a_complaint_that_is_not_reopened_can_be_filed_anew(talk):
    said = texts(talk.turn("reopen", "¿y no la pueden reabrir?", status="withdrawn", evidence="yes"))
    assert "con pruebas de la infracción, es presentar una nueva" in said
    assert "presentar una nueva (pregunta 7)" not in texts(talk.turn("reopen", "¿la reabren?", evidence="no"))


@pytest.mark.parametrize("intent", ["nlu_fallback", "withdraw"])
def test_who_asks_what_can_be_done_after_all_hears_the_next_step(talk, intent):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent", ground="image_theft")
    said = talk.turn(intent, "bueno, ¿y qué es lo que mi socia sí puede hacer?", ranking={"withdraw": 0.4})
    assert answers(said)[0]["topic"] == "next_step"
    assert "pedir al personal de Alibaba que medie" in texts(said)


def test_that_somebody_may_withdraw_it_is_not_agreed_to_where_it_is_open_who_filed_it(talk):
    talk.turn("withdraw", "¿se puede retirar?", status="in_process")
    said = texts(talk.turn("confirm", "entonces que mi cuñada entre en la página y la retire, ¿sí?"))
    assert said.startswith("Se puede retirar mientras siga en trámite, y le toca a quien la presentó")


def test_a_plan_to_withdraw_is_confirmed_before_anything_was_answered(talk):
    talk.turn("inform", "puse una queja y sigue en trámite", party="complainant", status="in_process")
    said = talk.turn("confirm", "entonces la retiro hoy, ¿no?")
    assert answers(said)[-1]["verdict"] == "withdrawable"


@pytest.mark.parametrize(
    "text",
    ["arreglo con el vendedor y la quito, ¿no?", "entonces le cobro a él y la quito, ¿correcto?"],
)
def test_who_it_is_settled_with_did_not_withdraw_it(talk, text):
    talk.turn("inform", "puse una queja", party="complainant", status="in_process")
    talk.turn("confirm", text, {"withdraw": 0.4}, said={"withdrawn": "quito"}, status="withdrawn")
    assert talk.slots["status"] == "in_process"


def test_who_tells_that_somebody_withdrew_it_is_believed(talk):
    talk.turn("inform", "puse una queja", party="complainant", status="in_process")
    talk.turn("inform", "hablé con mi hermano y la retiro", said={"withdrawn": "retiro"}, status="withdrawn")
    assert talk.slots["status"] == "withdrawn"


def test_what_is_supposed_both_ways_is_so_of_neither(talk):
    talk.turn("inform", "me pusieron una queja", party="respondent")
    text = "la quita él si no está procesada, y si ya se procesó apelo, ¿verdad?"
    said = talk.turn("confirm", text, status="in_process", said={"status": "no está procesada"})
    assert talk.slots["status"] is None and "sigue en trámite;" not in texts(said)


@pytest.mark.parametrize(
    "text", ["primero cobro y luego la quito con mi teléfono, ¿no?", "espero, cobro y retiro, ¿no?"]
)
def test_a_plan_on_the_telephone_is_not_agreed_to_without_saying_that_the_guide_does_not_promise_it(talk, text):
    talk.turn("inform", "puse una queja y sigue en trámite", party="complainant", status="in_process")
    by_phone = {"device": "mobile"} if "teléfono" in text else {}
    said = texts(talk.turn("confirm", text, **by_phone))
    assert said.startswith("Así es") and ("teléfono, la guía no lo asegura" in said) == bool(by_phone)
