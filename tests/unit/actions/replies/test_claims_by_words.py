"""Claims that only their words make, where the NLU read none in their clause; and what is put to us in such words."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, texts

_OPEN = {"party": "complainant", "status": "in_process", "ground": "other"}
_WITH_PROOF = {"party": "complainant", "status": "in_process", "ground": "product_infringement", "evidence": "yes"}
_FILED_REPORT = {"party": "complainant", "kind": "report", "ground": "other"}
_ACCUSED = {"party": "respondent", "status": "in_process", "ground": "product_infringement"}


@pytest.mark.parametrize(
    ("facts", "text", "begins", "also"),
    [
        (_OPEN, "o sea, la cancelo yo y ya no puedo poner otra, ¿cierto?", "Así es. Puede retirarla", "presentar otra"),
        (_OPEN, "la saco hoy, y luego hago otra queja, ¿me explico?", "No del todo. Después", "con todo resuelto"),
        (_OPEN, "la anulo yo y si me arrepiento la reactivo no?", "No del todo. Una queja cancelada", "retirarla"),
        (
            _OPEN,
            "o sea, la retiro y no me cobran nada, ¿verdad?",
            "En esto, sí: puede retirarla",
            "ningún pago",
        ),
        (
            _OPEN,
            "pido que medie Alibaba y lo obligan a pagar, ¿no?",
            "En esto, sí: se puede",
            "Que Alibaba obligue",
        ),
        (
            _WITH_PROOF,
            "la quito tranquilo y si me copia pongo otra, ¿sí?",
            "En esto, sí: puede",
            "todo resuelto. Con pruebas",
        ),
        (
            _WITH_PROOF,
            "la quito y me quedo sin poder reclamar otra vez, ¿es así?",
            "En esto, sí: puede",
            "la pregunta 7 admite",
        ),
        (
            _ACCUSED,
            "hablo con ella, la retira y no me sancionan, ¿verdad?",
            "Que la retire no es seguro",
            "queda probada",
        ),
        (_OPEN, "si la quito y no me paga, estoy perdida, ¿verdad?", "Si la retira con algo sin resolver", "que medie"),
        (_WITH_PROOF, "la quito y pierdo el derecho salvo con pruebas, ¿sí?", "Así es. Puede", "Sin pruebas"),
        (
            _ACCUSED,
            "a mí no me toca quitarla y puedo apelar, ¿correcto?",
            "Así es. Usted, que la recibió",
            "Apelar sí se puede",
        ),
    ],
)
def test_each_part_of_a_claim_is_judged_by_its_words(talk, facts, text, begins, also):
    talk.turn("inform", "es lo mío", **facts)
    said = texts(talk.turn("confirm", text))
    assert said.startswith(begins) and also in said


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("cuando la procesen ya no la puedo quitar, ¿no?", "Así es. Una vez procesada"),
        ("[se reactiva](no_reopen) cuando yo quiera, ¿correcto?", "No, no es así. Una queja cancelada"),
        ("si no contesta [pongo otra](no_refile), ¿sí o qué?", "No, no es así. Después de retirarla"),
        ("ya [no hay nada que hacer](cannot_be_withdrawn), ¿o sí?", "No, no es así. Todavía se puede pedir"),
    ],
)
def test_the_words_decide_what_is_meant_by_what_was_read(talk, text, begins):
    talk.turn("inform", "es lo mío", **_OPEN)
    assert texts(put(talk, "withdraw", text)).startswith(begins)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("hoy la cancelo y el jueves me paga", "Antes de retirar una queja, todo tiene que quedar resuelto"),
        ("la retiro para que me devuelva el dinero", "Antes de retirar una queja, todo tiene que quedar resuelto"),
        ("él me paga el viernes, así que la retiro hoy, ¿va?", "No, no es así. Antes de retirar una queja, todo"),
    ],
)
def test_who_means_to_withdraw_it_before_it_is_settled_is_told_the_order(talk, text, begins):
    talk.turn("inform", "es lo mío", **_OPEN)
    assert texts(talk.turn("inform", text)).startswith(begins)


@pytest.mark.parametrize(
    "text", ["si me devuelven la plata la saco y ya, ¿no?", "apenas me pague la quito, ¿está bien?"]
)
def test_to_withdraw_it_once_it_is_settled_is_agreed_to(talk, text):
    talk.turn("inform", "es lo mío", **_OPEN)
    assert texts(talk.turn("before_withdrawing", text)).startswith("Así es. Espere a que todo")


@pytest.mark.parametrize(
    ("facts", "text", "says"),
    [
        # Of who was known to be the accused, «me quitan puntos» tells nothing, and «le han quitado puntos» does.
        (
            {**_ACCUSED, "ground": "other"},
            "a mí no me quitan puntos y [él](other_can_withdraw) puede, ¿no?",
            "En esto, sí",
        ),
        (_ACCUSED, "[él puede retirarla](other_can_withdraw) y le han quitado puntos, ¿no?", "Así es. Quien"),
        (
            _ACCUSED,
            "(a) no la puedo retirar, (b) el plazo no consta, ¿correcto?",
            "En esto, sí: usted, que la recibió",
        ),
        (
            _OPEN,
            "[no puedo poner otra](no_refile), y lo de las fotos sería otra queja aparte, ¿no?",
            "En esto, sí: después",
        ),
        (_OPEN, "arreglo todo, y luego [voy a Mi Taobao](path), ¿correcto?", "Así es. Espere a que todo quede"),
        (_OPEN, "Alibaba va a arreglar todo, y luego [voy a Mi Taobao](path), ¿correcto?", "Así es. Se retira"),
    ],
)
def test_no_part_of_what_is_summed_up_is_dropped(talk, facts, text, says):
    talk.turn("inform", "es lo mío", **facts)
    read = {"told": {facts["party"]: "puntos"}, "party": facts["party"]} if "quita" in text else {}
    said = texts(put(talk, "confirm", text, **read))
    assert said.startswith(says) and said.count("se puede presentar otra") <= 1


@pytest.mark.parametrize(("ends", "begins"), [("¿está bien así, señor?", "Así es"), ("¿dónde está, señor?", "Puede")])
def test_whoever_is_addressed_something_is_put_to_them(talk, ends, begins):
    talk.turn("inform", "es lo mío", **_OPEN)
    assert texts(put(talk, "mediation", f"[pido mediación](can_mediate), {ends}")).startswith(begins)


def test_several_claims_are_put_to_us_by_a_question_mark_alone(talk):
    talk.turn("inform", "es lo mío", **_OPEN)
    assert texts(talk.turn("refile", "la quito y luego pongo otra?")).startswith("No del todo.")


@pytest.mark.parametrize(
    "text", ["¿y si la quito y me vuelve a estafar pongo otra?", "¿cuándo la quito y cuándo pongo otra?"]
)
def test_what_is_asked_with_a_condition_or_for_more_than_a_yes_is_not_put_to_us(talk, text):
    talk.turn("inform", "es lo mío", **_OPEN)
    assert answers(talk.turn("refile", text))[0]["topic"] == "refile"


def test_who_complains_again_is_who_filed_it(talk):
    talk.turn("inform", "es lo mío", **_OPEN)
    talk.turn("confirm", "la retiro, y si no cumple me quejo de nuevo, ¿no?")
    assert talk.slots["party"] == "complainant"


@pytest.mark.parametrize("intent", ["acknowledge", "withdraw"])
def test_who_orders_us_to_do_it_is_told_that_we_cannot(talk, intent):
    talk.turn("withdraw", "¿la puedo quitar?", **_OPEN)
    assert "no puedo hacerlo por usted" in texts(talk.turn(intent, "bueno, cancélemela"))


def test_what_was_judged_is_not_answered_once_more(talk):
    talk.turn("inform", "es lo mío", **_WITH_PROOF)
    text = "primero me paga y después la quito y si me falla pongo otra. ¿Es así?"
    clauses = [("si me falla pongo otra", "refile", 0.6, {"promise_broken": 0.9}), ("¿Es así?", "confirm", 0.9, {})]
    said = texts(talk.turn("confirm", text, clauses=clauses))
    assert said.startswith("Así es.") and "Si algo falla" not in said


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("la empresa todavía [la puede](i_can_withdraw) retirar, ¿verdad?", "Así es. Quien la presentó"),
        ("no podemos [hacer nada](i_cannot_withdraw), [me toca apelar](can_appeal), ¿no?", "Así es. Usted"),
    ],
)
def test_what_others_can_do_and_what_is_left_is_agreed_to(talk, text, begins):
    talk.turn("inform", "es lo mío", **_ACCUSED)
    assert texts(put(talk, "confirm", text)).startswith(begins)


def test_what_is_told_to_who_filed_it_is_no_request(talk):
    talk.turn("withdraw", "¿se puede?", device="mobile", **_OPEN)
    text = "entonces le digo a mi sobrino que la quite en la compu, ¿está bien así?"
    said = texts(talk.turn("confirm", text, ranking={"respondent_request": 0.01}, device="computer"))
    assert "puede retirarla" in said.lower() and "lo corrijo" not in said


_NO_SANCTION = "La guía no prevé sanción para quien presenta o retira la queja"


@pytest.mark.parametrize(
    ("facts", "text", "begins"),
    [
        (_OPEN, "entonces, si [la quito hoy](i_can_withdraw), ¿él ya no me puede hacer nada?", _NO_SANCTION),
        (_OPEN, "o sea que a mí no me hacen nada, ¿verdad?", _NO_SANCTION),
        (_OPEN, "si la quito [no me pasa nada](withdrawal_helps), ¿cierto?", _NO_SANCTION),
        ({**_OPEN, "status": "withdrawn"}, "¿[estoy jodida](sanction_certain), o no?", "Todavía se puede pedir"),
        ({**_OPEN, "status": "withdrawn", "evidence": "no"}, "¿o sea que me jodí?", "Sin pruebas de la infracción no"),
        (_ACCUSED, "¿o sea que ya [me jodí](sanction_certain)?", "Todo perdido no está"),
    ],
)
def test_a_bad_end_is_told_of_who_asks_and_without_a_yes_or_no(talk, facts, text, begins):
    talk.turn("inform", "es lo mío", **facts)
    assert texts(put(talk, "confirm", text)).startswith(begins)


def test_by_which_device_is_only_a_part_of_a_plan(talk):
    talk.turn("inform", "es lo mío", **_OPEN)
    text = "entonces lo quito cuando él borre los productos, [no antes](settle_first). y desde la compu. ¿ok?"
    said = put(talk, "confirm", text, told={"computer": "compu"}, device="computer")
    assert texts(said).startswith("Así es. Espere a que todo quede resuelto")


@pytest.mark.parametrize(
    ("facts", "text", "begins"),
    [
        (
            {**_ACCUSED, "status": "processed"},
            "[ella la saca](other_can_withdraw) si no la cerraron, ¿no?",
            "Así es. Eso vale mientras sigue en trámite",
        ),
        (
            {**_ACCUSED, "status": None},
            "o sea, si sigue abierta, [la señora la quita](other_can_withdraw), ¿no?",
            "Así es. La puede retirar",
        ),
        ({"party": "complainant"}, "[la quito yo](i_can_withdraw) mientras no la resuelvan, ¿cierto?", "Así es. Mient"),
        ({"party": "complainant"}, "siempre que esté pendiente [la anulo](i_can_withdraw), ¿verdad?", "Así es. Mientr"),
        # Who cannot withdraw it cannot while it is open either; and what else it depends on says nothing of that.
        (
            {**_ACCUSED, "status": None},
            "[la quito yo](i_can_withdraw) mientras no la resuelvan, ¿cierto?",
            "No, no es así. Usted",
        ),
        ({"party": "complainant"}, "si sigue abierta, [la tienda la quita](other_can_withdraw), ¿no?", "No, no es"),
        (
            {"party": "complainant", "status": "processed"},
            "si me pagan, [la quito](i_can_withdraw), ¿no?",
            "Ya no puede",
        ),
        ({**_FILED_REPORT, "status": "in_process"}, "[lo saco](i_can_withdraw) si sigue abierto, ¿no?", "No, no es"),
    ],
)
def test_what_one_may_do_while_it_is_open_is_judged_as_such(talk, facts, text, begins):
    talk.turn("inform", "es lo mío", **facts)
    assert texts(put(talk, "confirm", text)).startswith(begins)


@pytest.mark.parametrize(
    ("evidence", "text", "begins"),
    [
        ("no", "o sea que [ya la perdí](sanction_certain)", "Sin pruebas de la infracción no puede presentar otra"),
        (None, "entonces [ya valió](sanction_certain), ¿no?", "Todavía se puede pedir"),
        ("no", "¿seguro que no queda ninguna manera?", "Una queja retirada no se vuelve a abrir; lo que queda"),
    ],
)
def test_to_who_withdrew_it_nothing_is_said_of_a_sanction_but_what_is_left(talk, evidence, text, begins):
    talk.turn("reopen", "la retiré, ¿la abren?", party="complainant", status="withdrawn", evidence=evidence)
    assert texts(put(talk, "confirm", text)).startswith(begins)


def test_of_another_report_nothing_is_agreed_to(talk):
    talk.turn("inform", "es lo mío", party="complainant", kind="report", ground="image_theft", status="in_process")
    text = "[lo quito](i_can_withdraw) y si vuelve [pongo otro con las pruebas](refile_with_proof), ¿sí?"
    said = texts(put(talk, "confirm", text))
    assert "De presentar otro informe, la guía no dice nada" in said


def test_neither_they_nor_the_other_party_can(talk):
    report = {"party": "respondent", "kind": "report", "ground": "other"}
    talk.turn("withdraw", "a mi papá lo reportaron por spam, ¿se quita?", **report)
    said = texts(talk.turn("confirm", "o sea que ni mi papá ni el otro la pueden quitar"))
    assert "no admite retirar un informe" in said or "no lo puede retirar nadie" in said


def test_who_speaks_for_the_accused_did_not_receive_it(talk):
    talk.turn("withdraw", "a mi hijo le pusieron una queja, ¿la quita?", party="respondent")
    said = texts(put(talk, "confirm", "o sea que [mi hijo no la puede quitar](i_cannot_withdraw) ni yo, ¿no?"))
    assert "Quien la recibió no puede retirarla" in said and "Usted" not in said


def test_with_all_settled_nothing_is_left_to_be_done(talk):
    talk.turn("withdraw", "ya me pagaron, ¿la quito?", issues_resolved="yes", **_OPEN)
    said = put(talk, "confirm", "[la quito](i_can_withdraw) y [no queda nada que hacer](nothing_to_do), ¿verdad?")
    assert texts(said).startswith("Así es.")
