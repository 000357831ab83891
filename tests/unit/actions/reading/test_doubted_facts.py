"""What is doubted, denied or yet to come is not stored as told; what is plainly told is."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import reading

FILED = {"party": "complainant", "ground": "other", "topic": "withdraw"}
ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("me contaron que la cerraron, ¿será cierto?", "la cerraron"),
        ("oí que la cerraron pero no estoy segura", "la cerraron"),
        ("me parece que la cerraron, no sé bien", "la cerraron"),
        ("dicen que la cerraron. No me lo creo", "la cerraron"),
        ("dice que ya la cerraron. ¿Cómo sabemos si es cierto?", "la cerraron"),
        ("ojalá hoy esté cerrada", "cerrada"),
        ("a lo mejor la cerraron", "la cerraron"),
        ("no tengo claro si la cerraron", "la cerraron"),
        ("ni idea de si la cerraron", "la cerraron"),
        ("mi vecino dice que seguro la cerraron", "la cerraron"),
        ("la cerraron, según él, pero me sigue saliendo igual", "la cerraron"),
        ("no creo que la hayan resuelto", "resuelto"),
        ("dudo que ya la cerraran", "cerraran"),
        ("no sé si la cerraron ayer", "cerraron"),
    ],
)
def test_what_is_not_believed_is_not_told(text, words):
    assert "status" not in reading("inform", text, FILED, ("status", "processed", words)).stated


@pytest.mark.parametrize("text", ["la cerraron ayer, estoy seguro", "seguro que no lo sabía, pero la cerraron"])
def test_what_is_sure_is_told(text):
    assert reading("inform", text, FILED, ("status", "processed", "la cerraron")).stated["status"] == "processed"


@pytest.mark.parametrize(
    "text",
    [
        "él dice que está arreglado, pero no es verdad",
        "según él está arreglado y es mentira",
        "dice que está arreglado, a mí no me ha llegado nada",
    ],
)
def test_what_is_denied_is_so_the_other_way_round(text):
    told = reading("inform", text, FILED, ("issues_resolved", "yes", "arreglado"))
    assert told.stated["issues_resolved"] == "no"


@pytest.mark.parametrize(
    ("text", "fact", "value", "words"),
    [
        ("la queja sigue pendiente, él jura que pagó pero es mentira", "status", "in_process", "pendiente"),
        ("está en revisión y no le creo al comprador", "status", "in_process", "en revisión"),
        ("está abierta pero no estoy segura de si me conviene quitarla", "status", "in_process", "abierta"),
        ("quizás la resuelvan pronto pero por ahora está abierta", "status", "in_process", "abierta"),
        ("está en trámite y no sé si es verdad que puedo quitarla", "status", "in_process", "en trámite"),
        ("tengo pruebas, es mentira lo que cuenta el vendedor", "evidence", "yes", "tengo pruebas"),
        ("me pagó y no es verdad que yo le deba algo", "issues_resolved", "yes", "me pagó"),
    ],
)
def test_a_doubt_about_one_thing_leaves_the_others(text, fact, value, words):
    assert reading("inform", text, FILED, (fact, value, words)).stated[fact] == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("el vendedor jura que ya me pagó, pero no", "pagó"),
        ("afirma que me reembolsó y yo no veo nada", "me reembolsó"),
        ("supuestamente me reembolsó, pero en mi tarjeta no aparece nada", "me reembolsó"),
    ],
)
@pytest.mark.parametrize("read", ["yes", "no"])
def test_what_the_other_only_claims_is_not_settled(text, words, read):
    assert reading("inform", text, FILED, ("issues_resolved", read, words)).stated["issues_resolved"] == "no"


def test_what_the_person_sees_counts_and_not_what_others_say():
    said = ("status", "processed", "cerraron"), ("in_clause", "status=in_process", "en trámite")
    told = reading("inform", "el vendedor dice que la cerraron pero yo la veo en trámite", FILED, *said)
    assert told.stated["status"] == "in_process"


def test_a_withdrawal_that_the_accused_denies_is_none():
    text = "quien me denunció dice que ya la retiró, pero es mentira"
    assert "status" not in reading("inform", text, ACCUSED, ("status", "withdrawn", "la retiró")).stated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ya no sigue abierta mi queja", "abierta"),
        ("mi denuncia está procesada y tengo pruebas", "procesada"),
        ("la queja q puse ya figura procesada", "procesada"),
    ],
)
@pytest.mark.parametrize("held", [None, "in_process"])
def test_what_is_no_longer_open_is_closed(text, words, held):
    slots = {**FILED, "status": held, "pending_question": None if held else "status"}
    assert reading("inform", text, slots, ("status", "in_process", words)).stated["status"] == "processed"


@pytest.mark.parametrize(
    "text",
    [
        "mi queja está procesada",
        "la denuncia ya no aparece en trámite",
        "acaban de cerrarla",
        "me la acaban de resolver",
    ],
)
def test_that_it_is_closed_is_told_though_the_nlu_finds_nothing(text):
    assert reading("inform", text, FILED).stated["status"] == "processed"


@pytest.mark.parametrize(
    "text",
    [
        "¿no está en trámite?",
        "¿mi queja está procesada?",
        "no sé si está en trámite",
        "mi queja no está procesada",
        "mi queja está siendo procesada",
        "mi pago está procesado",
    ],
)
def test_what_asks_or_denies_it_does_not_close_it(text):
    assert "status" not in reading("inform", text, FILED).stated


def test_what_is_in_process_is_no_other_way_round():
    for text in ("no, está en trámite", "no está cerrada, está en trámite"):
        assert reading("inform", text, FILED, ("status", "in_process", "en trámite")).stated["status"] == "in_process"


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


@pytest.mark.parametrize(
    ("text", "words"), [("casi la retiro ayer", "retiro"), ("le di a cancelar pero no pasó nada", "cancelar")]
)
def test_what_was_nearly_done_or_tried_in_vain_is_not_done(text, words):
    assert "status" not in reading("inform", text, FILED, ("status", "withdrawn", words)).stated


@pytest.mark.parametrize(
    "text", ["Alibaba no termina de resolverla", "todavía no acaban de cerrarla", "no me la acaban de resolver"]
)
def test_what_does_not_come_to_an_end_is_not_over(talk, text):
    talk.turn("inform", "puse una queja", party="complainant")
    talk.turn("inform", text)
    assert talk.slots["status"] != "processed"


@pytest.mark.parametrize("text", ["no sé si ya la cerraron, ¿la quito?", "no sé si sigue abierta, ¿la quito?"])
def test_a_doubt_takes_back_where_it_was_held_to_stand(text):
    held = {**FILED, "status": "in_process"}
    assert reading("withdraw", text, held).retracted == ["status"]
    assert reading("withdraw", text, {**held, "cases": [None, {"facts": {}}]}).retracted == []


@pytest.mark.parametrize("text", ["no sé si la cerrarán, ¿la quito?", "no sé si está pendiente el pago"])
def test_what_may_come_and_other_things_take_nothing_back(text):
    assert reading("withdraw", text, {**FILED, "status": "in_process"}).retracted == []


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ('ella me escribió: "listo, ya retiré todo"', None),
        ("me dijo el cliente: ya retiré la queja", None),
        ("me escribió y ya retiré la queja", "complainant"),
        ("le escribí: ya retiré la queja", "complainant"),
    ],
)
def test_who_filed_it_is_not_told_in_the_others_words(text, party):
    assert reading("inform", text, {}, ("party", "complainant", "retiré")).stated.get("party") == party


def test_of_a_second_case_nothing_is_told_that_is_doubted():
    text = "tengo dos, una sigue abierta y la otra no sé si la cerraron"
    told = reading(
        "inform", text, {}, ("status", "in_process", "abierta"), ("second_case", "status=processed", "cerraron")
    )
    assert told.second_case == {"status": "retracted"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("la tienda me pide que le mande captura de que ya la retiré", "in_process"),
        ("me exigen un comprobante de que la retiré antes de pagarme", "in_process"),
        ("me pidió que la retirara y ya la retiré", "withdrawn"),
        ("le mandé captura de que ya la retiré", "withdrawn"),
    ],
)
def test_what_somebody_wants_to_be_shown_is_not_so_yet(talk, text, status):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    facts = {"party": "complainant", "status": "withdrawn"}
    talk.turn("inform", text, **facts, said=dict.fromkeys(facts, "la retiré"))
    assert talk.slots["status"] == status
