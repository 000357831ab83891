"""What is asked beside something else, or after it in a few words: the phone, a deadline, papers, whose account."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import responses, texts

OPEN = {"party": "complainant", "status": "in_process"}
ACCUSED = {"party": "respondent", "ground": "product_infringement"}
PHONE = "el teléfono"


def test_who_answers_in_a_word_and_asks_of_the_phone_is_told_of_it(talk):
    talk.turn("withdraw", "¿cómo saco mi queja?", party="complainant")
    said = talk.turn("where", "pendiente. ¿y con el celu puedo?", said={"mobile": "celu"}, device="mobile")
    assert PHONE in texts(said)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("primero me pagan y después la retiro desde el móvil, ¿verdad?", True),
        ("primero me pagan y después la retiro. ¿Vale también el móvil?", True),
        ("me lo dijeron por el móvil. Primero me pagan y después la retiro, ¿verdad?", False),
    ],
)
def test_the_phone_is_spoken_of_where_a_question_names_it(talk, text, is_told):
    talk.turn("withdraw", "¿la quito?", **OPEN)
    said = talk.turn("confirm", text, said={"mobile": "móvil"}, device="mobile")
    assert (PHONE in texts(said)) is is_told


def test_the_phone_is_spoken_of_once(talk):
    talk.turn("withdraw", "¿la quito?", **OPEN)
    entities = [("detail", "which_device")]
    said = {"mobile": "móvil"}
    told = talk.turn("withdraw", "¿con el móvil o en el ordenador?", entities=entities, said=said, device="mobile")
    assert texts(told).count(PHONE) == 1


@pytest.mark.parametrize(
    ("asked", "details", "is_deadline"),
    [
        ("y hasta cuándo tengo", {"until_when": 0.2}, True),
        ("y cuántos días me dan", {}, True),
        ("y tengo", {}, False),
    ],
)
def test_a_joined_question_of_its_own_gets_the_line_of_its_subject(talk, asked, details, is_deadline):
    text = f"me denunció una marca, ¿qué hago {asked}?"
    clauses = [("¿qué hago", "next_step", 0.92, {}), (f"{asked}?", "respond_deadline", 0.94, details)]
    said = texts(talk.turn("next_step", text, clauses=clauses, **ACCUSED))
    assert ("no da ningún plazo" in said) is is_deadline and "Una fecha límite" not in said


def test_what_to_write_is_said_to_who_asks_whether_to_write(talk):
    text = "¿y si le escribo al dueño? ¿qué le pongo?"
    clauses = [
        ("¿y si le escribo al dueño?", "respondent_request", 0.95, {"worth_asking": 0.9}),
        ("¿qué le pongo?", "next_step", 0.9, {"what_to_write": 0.9}),
    ]
    entities = [("detail", "worth_asking"), ("detail", "what_to_write")]
    said = {"worth_asking": "le escribo", "what_to_write": "qué le pongo"}
    told = texts(talk.turn("respondent_request", text, entities=entities, said=said, clauses=clauses, **ACCUSED))
    assert "Puede escribirle" in told and "Qué escribirle" in told


@pytest.mark.parametrize(
    ("text", "is_of_the_date"),
    [
        ("entonces, ¿qué fecha miro?", True),
        ("o sea qué día cuenta", True),
        ("¿y por qué fecha me guío?", False),
        ("¿en qué fecha la cerraron?", False),
        ("qué fecha miro en el recibo del banco", False),
    ],
)
def test_the_date_that_counts_is_that_of_the_notice(talk, text, is_of_the_date):
    talk.turn("respond_deadline", "¿qué plazo tengo?", **ACCUSED)
    said = texts(talk.turn("ip_review", text, {"ip_review": 0.4}))
    assert ("Para contestar, cuenta la que ponga el aviso" in said) is is_of_the_date


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("¿y si no quiere?", True),
        ("pero si la marca no acepta quitarla?", True),
        ("¿y si se niega a devolverme el dinero?", False),
        ("¿y si no quiere Alibaba?", False),
        ("si no quiere pagar el cliente, ¿me denuncia?", False),
    ],
)
def test_nobody_has_to_withdraw_it(talk, text, is_told):
    talk.turn("respondent_request", "¿se lo pido?", **ACCUSED)
    said = texts(talk.turn("nlu_fallback", text, {"nlu_fallback": 0.45, "withdraw": 0.35}))
    assert ("la guía no obliga a hacerlo" in said) is is_told


@pytest.mark.parametrize(
    ("text", "party", "is_of_an_appeal"),
    [
        ("nos denunciaron, ¿qué documentos pide la plataforma?", "respondent", True),
        ("¿cuáles son los papeles que exigen?", "respondent", True),
        ("¿qué documentos hacen falta para denunciar?", "respondent", False),
        ("¿qué papeles llevó el denunciante?", "respondent", False),
        ("¿qué documentos piden?", "complainant", False),
    ],
)
def test_the_accused_asks_for_the_papers_of_an_appeal(talk, text, party, is_of_an_appeal):
    said = texts(talk.turn("first_filing", text, party=party, ground="product_infringement"))
    assert ("apelar" in said) is is_of_an_appeal


def test_the_papers_are_not_asked_for_where_one_withdraws(talk):
    talk.turn("withdraw", "¿la quita?", **ACCUSED)
    said = texts(talk.turn("appeal", "¿y qué les mando?"))
    assert "Qué papeles" in said and "Mi Taobao" not in said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("¿conoce a algún abogado barato?", "lawyer_name"),
        ("¿me recomienda uno gratis?", "lawyer_name"),
        ("¿cuánto cobra un abogado?", "lawyer_cost"),
    ],
)
def test_who_asks_for_the_name_of_a_lawyer_asks_for_no_price(talk, text, name):
    entities = [("detail", "lawyer_name")] if name == "lawyer_name" else []
    said = texts(talk.turn("lawyer", text, entities=entities, **ACCUSED))
    assert ("no conozco ninguno" in said) is (name == "lawyer_name")


@pytest.mark.parametrize(
    ("text", "is_of_whose_account"),
    [
        ("¿la quita mi sobrina o la tengo que quitar yo?", True),
        ("¿la retiro yo o tiene que hacerlo mi hijo?", True),
        ("¿la tengo que quitar yo?", False),
    ],
)
def test_which_of_two_withdraws_it_is_who_filed_it(talk, text, is_of_whose_account):
    said = texts(talk.turn("withdraw", text, {"withdraw": 0.98}, status="in_process"))
    assert ("desde la cuenta de quien la presentó" in said) is is_of_whose_account
    assert ("se quite sola" in said) is not is_of_whose_account


@pytest.mark.parametrize(
    ("why", "is_own"),
    [
        ("porque no llegó mi tetera y me devolvieron el dinero", True),
        ("porque ya me reembolsaron la plata", True),
        ("porque no llegó su tetera", False),
        ("porque le vendí una rota", False),
    ],
)
def test_what_a_relative_filed_for_a_parcel_of_ones_own(talk, why, is_own):
    text = f"mi hija me puso una queja {why}. ¿Cómo se quita?"
    talk.turn("withdraw", text, said={"party": "me puso"}, party="respondent")
    assert (talk.slots["party"] != "respondent") is is_own


def test_taking_it_down_to_put_it_up_again_is_of_no_use(talk):
    text = "¿y si borro el anuncio y vuelvo a subirlo con otro nombre?"
    said = talk.turn("ip_remove_listing", text, entities=[("detail", "sell_again")], **ACCUSED)
    assert "ya no cambia el resultado" in texts(said) and "De volver a publicar" in texts(said)
    assert "utter_detail" in responses(said)
