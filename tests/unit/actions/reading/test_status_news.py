"""What a message tells of how things stand with the other party, clause by clause."""

from __future__ import annotations

import pytest

from actions.reading.status_news import news_in
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "status": "in_process"}


def told_last(text, of_another=False):
    """What the last clause of a normalized text that tells anything of the settlement tells; None if none does."""
    return next((news.kind for news in reversed(list(news_in(project_knowledge(), text, of_another)))), None)


@pytest.mark.parametrize(
    "text",
    [
        "ya cobre",
        "me giro la plata y ya me cayo",
        "llego la mercaderia nueva y esta ok",
        "acaba de llegarme el reembolso",
        "pago lo que debia",
        "me mandaron la que era y ya la tengo",
        "no me llegaba nada y hoy llego por fin",
        "ya borro todas las fotos",
        "al final si llego",
        "termino de pagarme",
        "pago recibido",
        "entro la transferencia",
        "me pago el 100%",
        "me pago 20% mas",
        "me pago el dos de enero",
    ],
)
def test_what_they_gave_or_what_came_settles_it(text):
    assert told_last(text) == "settled"


@pytest.mark.parametrize(
    "text",
    [
        "me dio un adelanto",
        "me mando 2 de las 3 cajas",
        "llego todo manchado",
        "vino con otro cargador que no sirve",
        "lo probe y no enciende",
        "ya me habia pagado pero el banco me rechazo la transferencia",
        "falsa alarma, el pago reboto",
        "hoy vi que llego roto",
        "ya llego pero sin la tapa",
        "el vendedor pago 80%",
        "me pago una parte, la queja sigue ahi",
        "el proveedor me giro 60% de lo que debia, la denuncia sigue abierta",
        "ya me deposito 70 por ciento",
        "quito dos de los tres productos",
        "borraron 4 de las 6 fotos",
        "quedamos en cuatro pagos y ya recibi uno",
        "ya me dieron la primera",
    ],
)
def test_a_part_of_it_or_what_came_wrong_leaves_it_open(text):
    assert told_last(text) == "owed"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no me ha llegado ningun correo de que la resolvieron", None),
        ("nunca nos llego una notificacion", None),
        ("no me llego el reembolso", "owed"),
        ("no me ha llegado ni un peso", "owed"),
    ],
)
def test_a_message_that_never_came_leaves_nothing_open(text, kind):
    assert told_last(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("va a pagarme la proxima semana", "said"),
        ("segun el ya pago", "said"),
        ("el reembolso esta en camino", "said"),
        ("me juro que manana baja el anuncio", "said"),
        ("me ofrecio devolver la mitad", "offered"),
    ],
)
def test_what_is_only_said_or_offered_settles_nothing(text, kind):
    assert told_last(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "me llego roto y por eso puse la queja",
        "me queje de un vendedor que me mando la mitad",
        "me llego un mensaje de la tienda",
        "ayer me llego, el aviso digo",
        "no hay arreglo con el",
        "luego pago yo",
        "no me aparece el boton",
        "me mando a decir que espere",
        "le mande las fotos al vendedor",
        "dice que la quite",
        "no es que me pagara mal",
        "no le dije que ya pago",
    ],
)
def test_why_it_was_filed_and_what_is_of_something_else_is_no_news(text):
    assert told_last(text) is None


@pytest.mark.parametrize(
    ("intent", "text", "verdict", "settled"),
    [
        ("refund", "acaba de llegarme el reembolso, ¿ya?", "withdrawable", "yes"),
        ("order", "ya me llegó el paquete y viene bien, ¿la saco?", "withdrawable", "yes"),
        ("withdraw", "me llegó y no funciona, ¿ya la puedo quitar?", "resolve_first", "no"),
        ("withdraw", "va a pagarme la próxima semana, ¿puedo retirarla?", "resolve_first", "no"),
        ("nlu_fallback", "solo me llegó una de las dos cosas, ¿y entonces?", "resolve_first", "no"),
    ],
)
def test_whether_now_is_answered_by_the_news(talk, intent, text, verdict, settled):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    answer = answers(talk.turn(intent, text))[-1]
    assert (answer["verdict"], answer["facts"]["issues_resolved"]) == (verdict, settled)


def test_why_it_was_filed_does_not_say_that_it_is_still_open(talk):
    text = "tengo una queja puesta contra una tienda, me mandaron el producto malo. ¿la puedo quitar?"
    talk.turn("withdraw", text, **FILED)
    assert talk.slots["issues_resolved"] is None


def test_a_parcel_that_came_is_no_complaint_against_who_complained(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("withdraw", "me llegó y no funciona", said={"party": "me llegó"}, party="respondent")
    assert talk.slots["party"] == "complainant"


def test_who_asks_whether_to_withdraw_it_has_not_withdrawn_it(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("withdraw", "me dio un adelanto. ya la saco entonces?", said={"status": "saco"}, status="withdrawn")
    assert talk.slots["status"] == "in_process"


def test_news_without_a_question_leads_to_what_to_do_now(talk):
    talk.turn("next_step", "¿qué hago?", **FILED)
    assert "puede retirarla" in texts(talk.turn("refund", "me reembolsaron el total esta mañana"))


def test_what_whom_one_speaks_for_says_is_so():
    assert told_last("dice que ya le pagaron", of_another=True) == "settled"
    assert told_last("le devolvieron la mitad", of_another=True) == "owed"


@pytest.mark.parametrize(
    ("party", "verdict"), [("complainant", "not_withdrawable_processed"), ("respondent", "ip_removal_useless")]
)
def test_who_filed_it_and_tells_that_it_is_over_is_told_what_that_changes(talk, party, verdict):
    talk.turn("ip_remove_listing", "¿sirve quitarlo?", party=party, status="in_process", ground="product_infringement")
    said = talk.turn("inform", "la cuenta dice «processed»", status="processed")
    assert answers(said)[-1]["verdict"] == verdict


def test_who_asked_nothing_and_tells_that_it_is_over_is_only_heard(talk):
    talk.turn("inform", "puse una queja, sigue abierta", party="complainant", status="in_process")
    assert answers(talk.turn("inform", "ya la cerraron", status="processed"))[-1]["verdict"] is None


def test_who_tells_of_a_part_after_what_was_done_owes_the_rest(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    talk.turn("inform", "ya me pagó, pero solo la mitad")
    assert talk.slots["issues_resolved"] != "yes"


def test_that_nothing_came_beside_where_it_stands_takes_back_no_settlement(talk):
    talk.turn("withdraw", "ya me pagaron, ¿la quito?", party="complainant", issues_resolved="yes")
    said = talk.turn("inform", "está en trámite, supongo, no nos llegó nada aún", status="in_process")
    assert talk.slots["issues_resolved"] == "yes" and answers(said)[-1]["verdict"] == "withdrawable"
    talk.turn("inform", "dice que pagó, pero no me ha llegado nada")
    assert talk.slots["issues_resolved"] == "no"
