"""What a message tells of the complaint, and what it tells of something else: a shop, a friend's case, a wish."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import reading

OPEN = {"topic": "withdraw", "party": "complainant", "status": "in_process"}
UNKNOWN = {"topic": "withdraw", "party": "complainant"}


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("me cerraron la cuenta ayer", "processed", "cerraron"),
        ("el vendedor canceló el pedido", "withdrawn", "canceló"),
        ("retiraron mis fotos de la página", "withdrawn", "retiraron"),
        ("le di cancelar a la compra", "withdrawn", "cancelar"),
    ],
)
def test_where_something_else_stands_is_not_where_the_complaint_does(text, value, words):
    assert "status" not in reading("inform", text, UNKNOWN, ("status", value, words)).stated


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("en mi cuenta dice cerrada", "processed", "cerrada"),
        ("mi cuenta dice cerrada", "processed", "cerrada"),
        ("la denuncia de mi tienda está cerrada", "processed", "cerrada"),
        ("la tienda dice que ya está cerrada", "processed", "cerrada"),
        ("cerraron mi queja en la tienda", "processed", "cerraron"),
    ],
)
def test_where_the_complaint_stands_is_though_a_shop_is_named(text, value, words):
    assert reading("inform", text, UNKNOWN, ("status", value, words)).stated["status"] == value


def test_who_took_something_else_back_did_not_file_the_complaint_by_it():
    found = ("status", "withdrawn", "retiré"), ("party", "complainant", "retiré")
    assert reading("inform", "retiré mis productos", {}, *found).stated == {}


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("abrí una tiendita y me llegó una queja", "abrí"),
        ("monté mi negocio en enero", "monté"),
        ("pusimos un local de ropa", "pusimos"),
        ("puse unas fotos en el catálogo", "puse"),
    ],
)
def test_who_set_up_a_shop_did_not_file_the_complaint_by_it(text, verb):
    assert reading("inform", text, {}, ("party", "complainant", verb)).stated == {}
    assert reading("inform", text, {}, ("in_clause", "party=complainant", verb)).stated == {}


def test_beside_a_shop_that_was_set_up_one_complaint_is_told_of():
    found = ("party", "complainant", "una"), ("second_case", "party=respondent", "me denunciaron")
    assert reading("inform", "abrí una tiendita y me denunciaron", {}, *found).stated == {"party": "respondent"}


@pytest.mark.parametrize("text", ["puse una queja a una tienda", "abrí una disputa contra el local"])
def test_who_filed_one_against_a_shop_did(text):
    found = ("party", "complainant", text.split()[0])
    assert reading("inform", text, {}, found).stated["party"] == "complainant"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("dice closed", "processed"),
        ("ya le dije closed", "processed"),
        ("pone «procesando». ¿Qué quiere decir?", "in_process"),
        ("le sale «tramitándose»", "in_process"),
        ('"pending" dice', "in_process"),
        ("estado: cancelled", "withdrawn"),
        ("ya le ha dado y desapareció", "withdrawn"),
    ],
)
def test_what_the_screen_says_is_told_whatever_the_message_asks(text, status):
    for intent in ("inform", "status_check", "confirm"):
        assert reading(intent, text, UNKNOWN).stated["status"] == status


@pytest.mark.parametrize("text", ["¿y si dice closed?", "no le dije closed", "el pago sale pendiente de pago"])
def test_what_it_does_not_say_is_not(text):
    assert "status" not in reading("status_check", text, UNKNOWN).stated


def test_the_screen_names_the_kind():
    assert reading("inform", "dice «complaint»", {**OPEN, "kind": "report"}).stated["kind"] == "complaint"


@pytest.mark.parametrize(
    "text", ["ojalá la retire él, estoy rezando", "espero que la quite", "mejor la retire ella ya"]
)
def test_a_wish_withdraws_nothing(text):
    assert reading("inform", text, {"topic": "withdraw", "party": None, "status": "in_process"}).stated == {}


@pytest.mark.parametrize("text", ["ya la retiré el lunes", "la retire ayer"])
def test_a_withdrawal_told_of_is_one(text):
    held = {**OPEN, "issues_resolved": "yes"}
    assert reading("inform", text, held).stated["status"] == "withdrawn"


def test_a_friends_case_held_beside_ones_own_says_nothing_of_it():
    text = "pues vaya. y un amigo puso el suyo por fotos y pudo"
    read = reading("inform", text, OPEN, ("ground", "image_theft", "fotos"))
    assert (read.stated, "amigo" in read.text) == ({}, False)
    asked = reading("withdraw", "un amigo puso el suyo por fotos, ¿puede?", OPEN, ("ground", "image_theft", "fotos"))
    assert asked.stated == {"ground": "image_theft"}


def test_a_telephone_that_somebody_spoke_through_is_no_device():
    text = "me llamó por teléfono y dice que la retira"
    assert reading("inform", text, OPEN, ("device", "mobile", "teléfono")).stated == {}
    assert (
        reading("where", "¿lo hago por teléfono?", OPEN, ("device", "mobile", "teléfono")).stated["device"] == "mobile"
    )


def test_what_one_corrects_in_a_message_counts_as_it_is_put_right():
    text = "puse una queja... perdón, no, la recibí yo"
    found = ("party", "complainant", "puse"), ("in_clause", "party=respondent", "la recibí yo")
    read = reading("correction", text, {}, *found)
    assert (read.intent, read.stated) == ("inform", {"party": "respondent"})


@pytest.mark.parametrize(
    ("text", "name", "value", "words", "put"),
    [
        ("metí un reporte, digo, una queja", "kind", "report", "reporte", "complaint"),
        ("sigue en trámite, mejor dicho, ya la resolvieron", "status", "in_process", "en trámite", "processed"),
        ("es por fotos, no, perdón, es por la marca", "ground", "image_theft", "fotos", "product_infringement"),
        ("está cerrada, digo, quiero retirarla", "status", "processed", "cerrada", "processed"),
        ("disculpe, está cerrada, perdón por molestar", "status", "processed", "cerrada", "processed"),
    ],
)
def test_what_is_put_right_may_be_named_only(text, name, value, words, put):
    assert reading("inform", text, {}, (name, value, words)).stated[name] == put


@pytest.mark.parametrize(
    "text",
    [
        "bueno, casi. queda pendiente que me manden la cremallera",
        "estoy esperando, arreglado no hay nada",
        "no quedé conforme con el color",
        "todavía queda algo por resolver",
        "ya quitó los productos pero sigue con uno",
        "no hay nada arreglado",
    ],
)
def test_what_is_left_to_settle_is_told_in_many_words(text):
    assert reading("inform", text, {**OPEN, "issues_resolved": "yes"}).stated == {"issues_resolved": "no"}


@pytest.mark.parametrize(
    "text",
    [
        "falta que me respondan los de Alibaba",
        "queda pendiente que la revisen",
        "no estoy conforme con la decisión",
        "hay una queja pendiente",
    ],
)
def test_what_the_platform_has_to_do_is_not_left_to_settle(text):
    assert "issues_resolved" not in reading("inform", text, OPEN).stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("mi nieto me puso la queja porque compré una radio y no llegó", {"party": "complainant"}),
        ("mi cliente me puso la queja porque no le llegó", {}),
        ("mi socio me puso la queja por copiarle", {}),
    ],
)
def test_a_relative_may_file_it_for_who_bought(text, stated):
    assert reading("withdraw", text, {}).stated == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("el dueño dice que retira la queja si firmo", {"party": "respondent"}),
        ("me dijo que la quita solo si le pago", {"party": "respondent"}),
        ("dice que me paga si la quito", {"issues_resolved": "no"}),
    ],
)
def test_who_is_promised_a_withdrawal_is_the_accused(text, stated):
    assert reading("respondent_request", text, {"topic": "withdraw"}).stated == stated
    untold = {fact: value for fact, value in stated.items() if fact != "party"}
    assert reading("respondent_request", text, UNKNOWN).stated == untold


@pytest.mark.parametrize(
    "text", ["hasta que no me pague no la retiro", "no pienso quitarla mientras siga usando mis fotos"]
)
def test_who_keeps_it_until_something_is_so_filed_it(text):
    assert reading("before_withdrawing", text, {}).stated["party"] == "complainant"
    assert "party" not in reading("before_withdrawing", "él no la retiró hasta ayer", {}).stated
    beside = f"{text}: lo mandó roto"
    assert reading("before_withdrawing", beside, {}).stated["party"] == "complainant"


def test_what_was_left_is_settled_once_it_is_sent():
    held = {**OPEN, "issues_resolved": "no"}
    assert reading("inform", "ya me mandó lo del envío", held).stated == {"issues_resolved": "yes"}
    assert reading("inform", "ya me mandó un mensaje", held).stated == {}


def test_who_filed_none_yet_is_still_the_one_who_would():
    read = reading("duration", "le dije que no he puesto ninguna, ¿cuánto tardan?", {"party": "complainant"})
    assert read.retracted == []


def test_what_they_fear_that_somebody_files_is_not_filed():
    said = ("party", "respondent", "me ponga una queja")
    text = "tengo miedo de que me ponga una queja a mí"
    assert reading("respondent_request", text, {"party": "complainant"}, said).stated == {}


def test_who_one_is_counts_beside_the_question_who_is_meant():
    said = ("party", "respondent", "demandado")
    assert reading("meaning", "¿quién es la otra parte? yo soy el demandado", {}, said).stated == {
        "party": "respondent"
    }
    assert reading("meaning", "¿quién es el demandado?", {}, said).stated == {}


@pytest.mark.parametrize("text", ["todavía no", "pues por ahora no, las ando buscando", "no, todavía"])
def test_not_yet_is_no_proof(text):
    assert reading("inform", text, {**UNKNOWN, "pending_question": "evidence"}).stated == {"evidence": "no"}


def test_a_supposition_rests_on_whose_it_is_and_on_what_one_has():
    found = ("party", "complainant", "mi"), ("kind", "complaint", "queja"), ("supposed", "yes", "mi")
    assert not reading("refile", "si retiro mi queja, ¿puedo poner otra?", {}, *found).supposes
    found = ("device", "mobile", "móvil"), ("supposed", "yes", "móvil")
    assert not reading("where", "que si la puede quitar desde el móvil", {}, *found).supposes
    assert reading("where", "¿y si uso el móvil?", {"device": "computer"}, *found).supposes


@pytest.mark.parametrize("text", ["no, así no está la mía", "¿así está la mía?"])
def test_what_denies_or_asks_points_to_nothing(talk, text):
    talk.turn("meaning", "¿qué es en trámite?", entities=[("term", "en_tramite")])
    talk.turn("acknowledge", text)
    assert talk.slots["status"] is None


def test_what_was_never_said_takes_back_no_more_than_it_names(talk):
    talk.turn("refile", "si la retiro, ¿puedo poner otra?", party="complainant")
    talk.turn("correction", "no dije que las tenga", evidence="retracted")
    assert talk.slots["party"] == "complainant"
    text, said = "y tampoco dije que ya la retiré", {"status": "retiré", "party": "retiré"}
    talk.turn("correction", text, said=said, status="withdrawn", party="complainant")
    assert (talk.slots["party"], talk.slots["status"]) == ("complainant", None)


def test_what_is_told_beside_a_case_asks_nothing():
    text = "trabajo de noche y me pusieron una queja"
    found = ("party", "respondent", "me pusieron"), ("second_topic", "elsewhere", "trabajo de noche")
    assert reading("inform", text, {}, *found).questions == []
    asked = ("party", "respondent", "me pusieron"), ("second_topic", "elsewhere", "qué tiempo hace")
    assert reading("inform", "me pusieron una queja. ¿qué tiempo hace?", {}, *asked).questions == ["elsewhere"]


def test_who_tells_of_a_case_is_not_taken_to_speak_of_the_world(talk):
    text, unsure = "no tengo cuerpo para esto, me pusieron una queja", {"distress": 0.6, "elsewhere": 0.3}
    talk.turn("distress", text, {**unsure, "withdraw": 0.1}, party="respondent")
    assert (talk.slots["topic"], talk.slots["party"]) == ("withdraw", "respondent")


def test_what_is_to_be_settled_is_no_state_of_the_complaint(talk):
    talk.turn("reopen", "¿se puede reabrir?", party="complainant", status="in_process")
    text = "no me contestó qué tengo que dejar resuelto antes de retirarla"
    talk.turn("before_withdrawing", text, asked="qué tengo que dejar resuelto antes de retirarla")
    talk.turn("before_withdrawing", "digo qué tengo que dejar resuelto antes de retirarla")
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("mi hijo me ayudó a abrir una tienda", "complainant", "abrir"),
        ("dicen que a él lo van a sancionar igual", "respondent", "sancionar"),
    ],
)
def test_who_opened_a_shop_or_will_be_punished_says_nothing_of_who_filed(text, value, words):
    assert "party" not in reading("inform", text, {"topic": "withdraw"}, ("party", value, words)).stated
