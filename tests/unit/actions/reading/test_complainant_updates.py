"""What came of it, or may come: it is done, the other party presses or keeps silent, a plan of several steps."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "status": "in_process"}
OWED = {**FILED, "issues_resolved": "no"}


@pytest.mark.parametrize(
    "intent, text",
    [
        ("lawyer", "¿y si el proveedor ya no me responde?"),
        ("withdraw", "ok. y si nunca paga qué hago"),
        ("duration", "espero entonces, ¿y si no me contestan nunca?"),
        ("nlu_fallback", "¿y si al final la tienda no quiere devolver nada?"),
    ],
)
def test_who_asks_what_comes_if_the_other_is_silent_is_told_to_leave_it_and_ask_for_mediation(talk, intent, text):
    talk.turn("withdraw", "¿la quito?", **OWED)
    said = texts(talk.turn(intent, text))
    assert said.startswith("Si la otra parte no contesta o no cumple, no la retire y pida")


@pytest.mark.parametrize(
    "text",
    ["¿y si no contesta Alibaba?", "¿y si no apelo?", "¿y si la quito y no me paga?", "si no paga, ¿lo demando?"],
)
def test_other_suppositions_are_not_taken_for_it(talk, text):
    talk.turn("withdraw", "¿la quito?", **OWED)
    assert "Si la otra parte no contesta" not in texts(talk.turn("withdraw", text))


def test_of_a_withdrawn_one_there_is_mediation_left(talk):
    talk.turn("withdraw", "ya la retiré, ¿bien?", party="complainant", status="withdrawn")
    assert "ya está retirada; si la otra" in texts(talk.turn("next_step", "¿y si no me paga nunca?"))


@pytest.mark.parametrize("text", ["hecho, ¿falta algo?", "listo, ¿algo más?", "ya, lo hice", "bien. la anulé y me voy"])
def test_who_was_told_how_and_says_that_it_is_done_has_withdrawn_it(talk, text):
    talk.turn("withdraw", "¿la quito?", **{**OWED, "issues_resolved": "yes"})
    said = talk.turn("next_step", text)
    assert texts(said).startswith("No tiene que hacer nada más con la queja")
    assert answers(said)[-1]["facts"]["status"] == "withdrawn"


@pytest.mark.parametrize("text", ["hecho", "listo, gracias", "¿y si la anulé mal?"])
def test_who_was_told_nothing_of_the_kind_has_not(talk, text):
    talk.turn("mediation", "¿median ustedes?", party="complainant")
    talk.turn("inform", text)
    assert talk.slots["status"] is None


@pytest.mark.parametrize("intent", ["respondent_request", "before_withdrawing", "goodbye", "inform"])
def test_who_says_at_the_end_that_it_is_withdrawn_gets_no_advice_on_asking(talk, intent):
    talk.turn("respondent_request", "me pide que la quite", **OWED)
    said = texts(talk.turn(intent, "bueno, me pagó y la cancelé, adiós", status="withdrawn", issues_resolved="yes"))
    assert said.startswith("No tiene que hacer nada más con la queja")
    assert "aconseja" not in said


@pytest.mark.parametrize(
    "text",
    [
        "me exige que cancele el reclamo o me bloquea",
        "me presionan para que quite la queja",
        "¿qué pasa si no retiro la denuncia?",
    ],
)
def test_who_is_pressed_to_withdraw_is_who_filed_it(talk, text):
    said = talk.turn("respondent_request", text)
    assert answers(said)[0]["facts"]["party"] == "complainant"


@pytest.mark.parametrize(
    "text", ["me exigen que quite la foto por una queja", "si no quito los anuncios, ¿hay otra queja?"]
)
def test_who_is_pressed_to_take_a_product_down_is_not(talk, text):
    assert "party" not in answers(talk.turn("respondent_request", text))[0]["facts"]


@pytest.mark.parametrize("intent", ["should_file", "refile", "nlu_fallback"])
def test_that_the_other_may_complain_too_is_said_to_who_filed_it_only(talk, intent):
    talk.turn("withdraw", "¿la quito?", **OWED)
    said = texts(talk.turn(intent, "¿me pueden reportar ellos a mí?"))
    assert said.startswith("Si la otra parte puede quejarse a su vez")
    assert "Piénselo bien" not in said


@pytest.mark.parametrize(
    "text",
    [
        "o sea: firmamos, me deposita y la retiro, ¿correcto?",
        "guardo todo y la retiro cuando baje los anuncios, ¿está bien?",
        "entonces me reembolsa el total, después cancelo la queja, ¿es así?",
        "la dejo puesta hasta que el banco lo tenga, ¿hago bien?",
    ],
)
def test_a_plan_of_several_steps_is_agreed_to_in_its_order(talk, text):
    talk.turn("withdraw", "¿la quito?", **FILED)
    said = talk.turn("confirm", text)
    assert texts(said).startswith("Así es. Espere a que todo quede resuelto")
    assert answers(said)[0]["verdict"] == "resolve_all_issues"


@pytest.mark.parametrize(
    "text", ["o sea que la retiro y después me paga, ¿es así?", "la quito primero y luego cobro, ¿no?"]
)
def test_a_plan_that_withdraws_first_is_corrected(talk, text):
    talk.turn("withdraw", "¿la quito?", **FILED)
    said = talk.turn("confirm", text)
    assert texts(said).startswith("No, al revés. Primero, que todo quede resuelto")
    assert answers(said)[0]["verdict"] == "resolve_first"
    assert talk.slots["issues_resolved"] is None


def test_what_is_lost_by_withdrawing_is_said(talk):
    talk.turn("withdraw", "¿la quito?", **OWED)
    said = texts(talk.turn("confirm", "¿o sea que si la saco me quedo sin nada?"))
    assert said.startswith("Si la retira con algo sin resolver, ya no podrá presentar otra")


def test_half_paid_and_asking_what_to_do_is_told_to_settle_first(talk):
    said = texts(
        talk.turn(
            "buyer_withdrawal",
            "me dieron solo la mitad y el resto si quito el reclamo, ¿qué me recomienda?",
            party="complainant",
            ground="other",
        )
    )
    assert "procedimiento propio" not in said
    assert "no la retire hasta entonces" in said


@pytest.mark.parametrize(
    "text, kind", [("es una queja, no un informe", "complaint"), ("no es queja, es un informe", "report")]
)
def test_of_both_kinds_the_one_that_is_not_denied_is_stated(talk, text, kind):
    wrong = "report" if kind == "complaint" else "complaint"
    talk.turn("inform", text, kind=wrong)
    assert talk.slots["kind"] == kind


def test_an_answer_that_changed_with_the_kind_is_explained_by_it_alone(talk):
    talk.turn("withdraw", "¿la quito?", kind="report", ground="other", party="complainant")
    talk.turn("inform", "es una queja y pone pendiente", kind="complaint", status="in_process")
    said = texts(talk.turn("why", "¿por qué antes dijo que no y ahora que sí?"))
    assert "otra cosa de su caso: se trata de una queja." in said


@pytest.mark.parametrize("text", ["¿queda todo en orden?", "y mi denuncia, ¿quedó bien retirada?"])
def test_whether_all_is_in_order_is_asked_of_what_was_done(talk, text):
    talk.turn("inform", "ya la saqué", party="complainant", status="withdrawn")
    assert texts(talk.turn("withdraw", text)).startswith("No tiene que hacer nada más")


def test_all_in_order_with_the_other_party_asks_whether_to_withdraw_now(talk):
    talk.turn("refile", "¿y otra?", **FILED, evidence="yes")
    said = talk.turn("refile", "me mandaron el acuerdo firmado. Todo en orden.", issues_resolved="yes")
    assert answers(said)[0]["verdict"] == "withdrawable"


def test_advice_is_given_by_what_is_open_also_before_any_topic(talk):
    talk.turn("next_step", "me debe la mitad, ¿qué hago?", **OWED)
    said = talk.turn("before_withdrawing", "¿conviene sacarla antes o después de que me dé el resto?")
    assert answers(said)[0]["verdict"] == "resolve_first"


@pytest.mark.parametrize("intent", ["lawyer", "elsewhere", "settlement"])
def test_what_comes_of_a_deceit_is_said_of_the_case(talk, intent):
    talk.turn("withdraw", "ya me pagó, ¿la quito?", **{**OWED, "issues_resolved": "yes"})
    said = talk.turn(intent, "¿y si luego resulta que la transferencia era mentira?")
    assert texts(said).startswith("Si algo falla después de la retirada")
    assert answers(said)[0]["topic"] == "before_withdrawing"


def test_who_is_offered_something_for_a_withdrawal_is_who_filed_it(talk):
    text = "todavía me debe la mitad y si quito la queja me da el resto, ¿qué hago?"
    said = talk.turn("respondent_request", text)
    assert texts(said).startswith("Primero arregle con la otra parte")
    assert answers(said)[0]["facts"] == {"party": "complainant", "issues_resolved": "no"}


def test_copies_that_stay_are_something_open(talk):
    talk.turn("withdraw", "las sigue usando", **OWED, ground="image_theft")
    said = texts(talk.turn("ip_remove_listing", "¿y si nunca las borra?"))
    assert said.startswith("Si la otra parte no contesta o no cumple")


def test_that_the_other_party_cannot_withdraw_it_is_said_to_who_filed_it(talk):
    assert texts(talk.turn("withdraw", "¿puede la tienda cancelarla?", **FILED)).startswith(
        "La otra parte no la puede retirar"
    )


def test_he_may_be_somebody_else_who_filed_it(talk):
    said = texts(talk.turn("withdraw", "mi primo la presentó, ¿él la puede quitar?", party="complainant"))
    assert "La otra parte no la puede retirar" not in said


def test_kinds_that_are_only_compared_are_not_stored(talk):
    talk.turn("withdraw", "¿la quito?", **FILED, ground="other")
    said = talk.turn("confirm", "un informe por spam no se quita y una queja sí, ¿correcto?", kind="report")
    assert texts(said).startswith("Un informe solo se retira si")
    assert talk.slots["kind"] is None
    assert answers(talk.turn("withdraw", "¿y la mía?"))[0]["verdict"] == "withdrawable"
