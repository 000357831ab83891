"""What is asked of appealing or of mediation, with what, for how much, until when, whatever it was read as."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("where", "¿para apelar mi sobrina puede usar el móvil?", "Si se apela también con el teléfono"),
        ("where", "apelar desde la app, ¿se puede?", "Si se apela también con el teléfono"),
        ("cost", "¿apelar tiene algún costo?", "Si apelar cuesta algo"),
        ("lawyer", "¿apelo yo misma o necesito abogado?", "Si hace falta un abogado"),
        ("duration", "¿hasta cuándo puedo apelar?", "Qué plazo hay para apelar"),
        ("elsewhere", "¿la apelación se escribe en chino?", "En qué idioma"),
        ("refund", "¿con los recibos alcanza para la apelación?", "papeles"),
        ("cost", "¿la mediación se paga?", "Si la mediación se paga"),
        ("duration", "¿cuánto demora la mediación?", "Cuánto tarda el personal"),
    ],
)
def test_what_is_asked_of_a_matter_that_is_named_is_answered_of_it(talk, intent, text, says):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué significa?", **ACCUSED)
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("where", "¿y desde el celular anda?", "Si se apela también con el teléfono"),
        ("cost", "¿y cuánto cuesta?", "Si apelar cuesta algo"),
        ("nlu_fallback", "¿y en qué idioma?", "En qué idioma"),
    ],
)
def test_what_is_asked_on_in_a_few_words_is_of_what_was_spoken_of(talk, intent, text, says):
    talk.turn("appeal", "¿puedo apelar?", **ACCUSED)
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("where", "¿y ella la puede retirar desde el celular?"),
        ("where", "¿y para retirarla sirve la computadora?"),
        ("cost", "¿cuánto cobra una agencia por esto?"),
        ("cost", "¿y la multa, hay que pagarla?"),
    ],
)
def test_what_names_something_else_is_not_of_what_was_spoken_of(talk, intent, text):
    talk.turn("appeal", "¿puedo apelar?", **ACCUSED)
    said = texts(talk.turn(intent, text))
    assert "Si se apela también con el teléfono" not in said and "Si apelar cuesta" not in said


def test_where_one_withdraws_with_the_telephone_is_of_that(talk):
    said = talk.turn("where", "¿se puede desde el celular?", party="complainant", device="mobile")
    assert answers(said)[0]["verdict"] == "where_mobile"


@pytest.mark.parametrize(
    ("intent", "text", "is_told"),
    [
        ("ip_outcomes", "y si al final es cierto, ¿cuántos puntos son?", True),
        ("confirm", "¿me bajan 12 puntos?", True),
        ("ip_withdrawal_effect", "si la retira, ¿cuántos puntos me devuelven?", False),
        ("ip_outcomes", "¿me quitan puntos o no?", False),
    ],
)
def test_how_many_points_is_not_whether_there_are_any(talk, intent, text, is_told):
    talk.turn("ip_outcomes", "¿qué me puede pasar?", **ACCUSED)
    assert ("cuántos puntos son, cuándo caducan" in texts(talk.turn(intent, text))) is is_told


@pytest.mark.parametrize(
    "text",
    [
        "una agencia me ofrece sacarla por 400 dólares, ¿sirve?",
        "un tipo en Telegram dice que borra la queja si le pago",
        "mi abogado dice que por 800 euros la quita, ¿es posible?",
        "¿lo de esa agencia es un timo?",
        "la consultora esa no es quien me denunció, es gente de fuera",
        "mi sobrino dice que hay hackers que la borran",
    ],
)
def test_of_who_is_hired_the_guide_says_nothing_and_who_can_withdraw_it(talk, text):
    talk.turn("inform", "me denunciaron por una marca", **ACCUSED)
    said = texts(talk.turn("lawyer", text))
    assert said.startswith("De agencias, abogados u otra gente") and "quien la presentó" in said


@pytest.mark.parametrize(
    "text",
    [
        "un señor me denunció y dice que la quita si le pago 500",
        "la marca pide 2000 dólares para retirarla, ¿pago?",
        "un conocido puso la queja y pide 200 para retirarla",
        "mi abogado me dijo que apele y que no borre nada",
        "el abogado de ellos escribió que retiran la denuncia si firmo",
        "un amigo me dijo que borre las publicaciones",
        "¿alibaba cobra por quitar la queja?",
        "me ofrece 300 dólares si la quito",
        "si le pago al comprador, ¿la quita?",
        "vi en internet las fotos que me denuncian",
    ],
)
def test_who_complained_and_who_advises_is_nobody_that_is_hired(talk, text):
    talk.turn("inform", "me denunciaron por una marca", **ACCUSED)
    assert "De agencias, abogados u otra gente" not in texts(talk.turn("settlement", text))


@pytest.mark.parametrize("intent", ["mediation", "reopen", "refile"])
def test_a_mediation_does_not_open_it_again(talk, intent):
    talk.turn("reopen", "la quité, ¿se reabre?", party="complainant", status="withdrawn", ground="image_theft")
    said = texts(talk.turn(intent, "¿o sea que pido mediación y me abren otra vez la queja?"))
    assert said.startswith("Una queja cancelada no se vuelve a abrir")
    said = texts(talk.turn("correction", "pero con mediación, ¿la queja se abre de nuevo, sí o no?"))
    assert "de la mediación no dice que cambie eso" in said


def test_the_menu_of_one_platform_is_asked_of_the_other(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process", ground="product_infringement")
    text = "¿ese «Mi informe de quejas» vale para lo que pusimos en IPP?"
    assert texts(talk.turn("meaning", text)).startswith("Cómo se retira dentro de IPP")


def test_for_the_accused_the_platform_is_where_they_appeal(talk):
    talk.turn("inform", "me denunciaron por una marca", **ACCUSED)
    assert "Si se apela también con el teléfono" in texts(talk.turn("where", "¿la IPP anda en el celular?"))


def test_after_a_page_was_asked_for_the_matter_is_the_one_before(talk):
    talk.turn("appeal", "¿puedo apelar?", **ACCUSED)
    talk.turn("sources", "¿qué página oficial es esa?")
    assert "En qué idioma" in texts(talk.turn("nlu_fallback", "¿y en qué idioma?"))


@pytest.mark.parametrize("text", ["entonces, ¿qué fecha miramos?", "¿y a qué fecha me atengo?"])
def test_which_date_counts_is_that_of_the_notice(talk, text):
    talk.turn("respond_deadline", "¿qué plazo tengo?", **ACCUSED)
    assert answers(talk.turn("ip_outcomes", text))[0]["about"] == "respond_deadline"


@pytest.mark.parametrize(
    ("intent", "text", "is_told"),
    [
        ("meaning", "¿pero no es lo mismo que Alibaba?", True),
        ("nlu_fallback", "pero ¿sí o no?", True),
        ("withdraw", "y la de Taobao, ¿la puedo quitar?", False),
    ],
)
def test_whether_it_is_the_same_elsewhere_is_not_known(talk, intent, text, is_told):
    talk.turn("other_platform", "puse un reclamo en Temu, ¿cómo lo quito?", entities=[("other_place", "Temu")])
    said = answers(talk.turn(intent, text))
    assert ("other_platform" in [answer["about"] for answer in said]) is is_told


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ({"status": "in_process"}, "todo quede resuelto antes"),
        ({"status": "processed"}, "Puede decirle que ya se procesó"),
        ({"kind": "report", "ground": "other"}, "un informe por ese motivo no lo puede retirar nadie"),
        ({"status": "withdrawn"}, "la queja ya está retirada"),
    ],
)
def test_what_to_answer_them_is_what_the_guide_says_of_the_case(talk, case, says):
    talk.turn("inform", "puse una queja", party="complainant", **case)
    asked = [("detail", "what_to_write")]
    assert says in texts(talk.turn("respondent_request", "me pide que la quite, ¿qué le digo?", entities=asked))


NOTICE, TO_FILE = "aviso", "Para presentar una queja, la guía no da ningún plazo"


@pytest.mark.parametrize("intent", ["respond_deadline", "duration", "withdraw", "order"])
@pytest.mark.parametrize("text", ["¿y cuántos días tengo?", "y tope de días hay? lo compré en junio", "¿ya es tarde?"])
@pytest.mark.parametrize("before", [("first_filing", "¿cómo la pongo?"), ("should_file", "¿conviene denunciar?")])
def test_days_asked_after_filing_are_those_to_file(talk, before, intent, text):
    talk.turn(*before)
    said = texts(talk.turn(intent, text))
    assert TO_FILE in said and NOTICE not in said


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("duration", "¿cuánto tiempo tardan?"),
        ("withdraw", "¿hasta cuándo la puedo retirar?"),
        ("order", "¿cuándo llega?"),
    ],
)
def test_what_is_asked_of_something_else_after_filing_is_not_of_the_days_to_file(talk, intent, text):
    talk.turn("first_filing", "¿cómo la pongo?")
    assert TO_FILE not in texts(talk.turn(intent, text))


@pytest.mark.parametrize("intent", ["respond_deadline", "duration", "withdraw", "appeal"])
def test_who_would_file_is_not_told_of_the_days_to_answer_a_notice(talk, intent):
    said = texts(talk.turn(intent, "¿hasta qué día puedo yo presentar un reclamo?"))
    assert TO_FILE in said and NOTICE not in said


def test_the_days_of_the_accused_are_those_to_answer(talk):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué significa?", **ACCUSED)
    talk.turn("should_file", "¿y denunciarlo yo conviene?")
    said = texts(talk.turn("respond_deadline", "¿cuántos días tengo?"))
    assert TO_FILE not in said and NOTICE in said


def test_the_accused_who_would_complain_too_hear_of_both_parties_days(talk):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué significa?", **ACCUSED)
    assert "usted o la otra parte" in texts(talk.turn("appeal", "¿cuántos días tengo yo para denunciarlo a él?"))
