"""What is said to who filed it around the withdrawal itself: the page still asks, it is done, a promise was broken."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "kind": "complaint", "ground": "other", "status": "in_process"}
THEFT = {**FILED, "ground": "image_theft"}


@pytest.mark.parametrize(
    "intent, text",
    [
        ("inform", "apreté cancelar y ahora la página me pregunta si estoy seguro, ¿sigo?"),
        ("status_check", "pulsé retirar y salta una ventana pidiendo confirmación, ¿qué hago?"),
        ("withdraw", "me sale un cuadro que pide confirmar, ¿lo acepto?"),
        ("nlu_fallback", "tranqui, todavía no confirmé"),
    ],
)
@pytest.mark.parametrize("settled, words", [("yes", "puede confirmar"), ("no", "Todavía no confirme")])
def test_while_the_page_asks_nothing_is_withdrawn(talk, intent, text, settled, words):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED, issues_resolved=settled)
    said = talk.turn(intent, text, status="withdrawn")
    assert words in texts(said)
    assert talk.slots["status"] != "withdrawn"


def test_who_filed_it_need_not_be_known_for_that(talk):
    said = talk.turn("inform", "pulsé cancelar y pregunta la app si estoy segura, ¿le doy?", status="withdrawn")
    assert "Hasta que confirme" in texts(said)


def test_what_was_taken_for_withdrawn_is_taken_back(talk):
    talk.turn("inform", "ya le di a cancelar", **{**FILED, "status": "withdrawn"})
    talk.turn("correction", "no, aún no le di al sí, la app pregunta si estoy segura")
    assert talk.slots["status"] is None


@pytest.mark.parametrize(
    "text",
    [
        "ya la retiré, me salió un mensaje de confirmación",
        "me salió si estaba seguro y le di que sí",
        "le di a cancelar ayer y ya no aparece",
        "la cancelé, el sistema es rápido",
        "la quité y el vendedor me pidió que confirmara la recepción",
        "la retiré porque estaba seguro de que pagaría",
        "ya la quité, ¿está usted seguro de que no vuelve?",
        "la saqué, me llegó un correo",
        "la retiré y todavía no le di la noticia al vendedor",
        "la quité, dice retirada",
        "la quité anoche y el cartel decía que es irreversible",
        "la quité, la app me pidió confirmación y se la di",
        "la quité, y eso que el aviso confirma el problema",
    ],
)
def test_what_was_done_is_no_question_on_the_screen(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("inform", text, status="withdrawn")
    assert talk.slots["status"] == "withdrawn"


@pytest.mark.parametrize(
    "text",
    [
        "la cancelé, llegó una confirmación. ¿Y ahora qué?",
        "ya está, apareció un mensaje de confirmación. ¿Qué hago ahora?",
        "pone «retirada». ¿Terminado?",
        "dice cancelada, ¿tengo que hacer otra cosa?",
    ],
)
def test_who_withdrew_it_is_told_what_comes_now(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    said = talk.turn("status_check", text, detail="confirmation_message", status="withdrawn")
    assert "No tiene que hacer nada más" in texts(said)


def test_whether_a_message_comes_is_still_answered(talk):
    said = talk.turn("status_check", "¿llega un correo al retirarla?", detail="confirmation_message", **FILED)
    assert "comprobante" in texts(said)


@pytest.mark.parametrize(
    "facts, words",
    [
        ({**THEFT, "evidence": "yes"}, "la pregunta 7 admite presentar otra"),
        (FILED, "que medie"),
        ({**FILED, "status": "withdrawn"}, "a mi entender, ese motivo no lo es"),
        ({"party": "complainant", "status": "withdrawn"}, "Presentar otra, solo con pruebas"),
        ({**FILED, "status": "processed"}, "Como ya se procesó"),
        ({**THEFT, "evidence": "yes", "status": "withdrawn"}, "la pregunta 7 admite presentar otra"),
    ],
)
def test_a_broken_promise_leaves_what_the_proof_allows(talk, facts, words):
    talk.turn("inform", "es como le dije", **facts)
    said = talk.turn("before_withdrawing", "¿y si luego no paga?", detail="promise_broken")
    assert words in texts(said)


def test_without_proof_none_is_said_to_be_there(talk):
    said = talk.turn("refile", "la quité y no pagó, ¿pongo otra?", detail="promise_broken", status="withdrawn")
    assert "sus pruebas" not in texts(said)


@pytest.mark.parametrize(
    "text",
    ["solo veo confirmar recepción en el móvil", "no encuentro nada más que el botón de confirmar la recepción"],
)
def test_beside_the_receipt_is_where_the_guide_says_to_look(talk, text):
    said = talk.turn("where", text, **FILED)
    assert "Justo ahí dice la guía que se mire" in texts(said)


@pytest.mark.parametrize("text", ["no me carga la página", "¿confirmo la recepción antes de cobrar?"])
def test_elsewhere_it_does_not_say_so(talk, text):
    assert "Justo ahí" not in texts(talk.turn("where", text, **FILED))


@pytest.mark.parametrize(
    "before, text",
    [
        ("¿la puedo retirar?", "¿puedo poner otra?"),
        ("me confundí de tienda, ¿la quito?", "¿puedo poner otra vez la misma?"),
        ("me confundí de botón, ¿la quito?", "¿puedo presentar otra?"),
        ("denuncié a un proveedor que no es de Hangzhou, ¿la quito?", "¿puedo poner la otra?"),
        ("me quejé de una tienda que no tiene tallas, ¿la quito?", "¿puedo poner la otra?"),
        ("me confundí de tienda, ¿la quito?", "¿puedo presentar otra?"),
        ("me confundí de tienda, ¿la quito?", "¿puedo poner más capturas?"),
    ],
)
def test_otherwise_the_proof_decides(talk, before, text):
    talk.turn("withdraw", before, **FILED)
    assert "otra tienda" not in texts(talk.turn("refile", text))


@pytest.mark.parametrize(
    "intent, text, about",
    [
        ("refile", "¿puedo volver a comprarle?", "order"),
        ("withdraw", "¿me dejan comprarle otra vez si la quito?", "order"),
        ("who_complained", "el dinero no llega, ¿a quién se lo reclamo?", "refund"),
        ("where", "me dieron la razón, ¿quién me devuelve la plata?", "refund"),
    ],
)
def test_it_is_of_the_order_or_the_money(talk, intent, text, about):
    assert answers(talk.turn(intent, text, **FILED))[-1]["about"] == about


@pytest.mark.parametrize(
    "intent, text",
    [
        ("withdraw", "no quiero comprarle más, ¿la retiro?"),
        ("refile", "¿y si le compro y falla puedo quejarme?"),
        ("withdraw", "¿a quién le pido que me deje retirarla?"),
        ("withdraw", "compré un reloj, ¿puedo retirar la queja?"),
    ],
)
def test_these_are_of_neither(talk, intent, text):
    assert {answer["about"] for answer in answers(talk.turn(intent, text, **FILED))}.isdisjoint({"order", "refund"})


@pytest.mark.parametrize(
    "text", ["¿puedo esperar hasta el lunes?", "mi hijo viene el martes, ¿puedo esperar a entonces?"]
)
def test_one_may_wait_until_a_day(talk, text):
    said = talk.turn("duration", text, **FILED)
    assert "Puede esperar" in texts(said)
    assert "fin de semana" not in texts(said)


@pytest.mark.parametrize("text", ["¿puedo esperar hasta que me pague?", "¿puedo esperar al martes para contestar?"])
def test_other_waiting_is_another_question(talk, text):
    assert "Puede esperar" not in texts(talk.turn("before_withdrawing", text, **FILED))


@pytest.mark.parametrize(
    "text", ["¿le baja la nota al vendedor si la quito?", "¿a la tienda le queda mala reputación?"]
)
def test_the_sellers_rating_is_not_ones_own(talk, text):
    said = texts(talk.turn("withdraw", text, **FILED))
    assert "la nota de la tienda" in said
    assert "su cuenta" not in said


def test_ones_own_good_name_is(talk):
    said = texts(talk.turn("withdraw", "¿me queda mala nota por quejarme?", detail="hurts_my_record", **FILED))
    assert "la nota de la tienda" not in said


@pytest.mark.parametrize(
    ("text", "is_settled"),
    [
        ("faltan 8 euros pero se los regalo, ¿la quito ya?", True),
        ("los 12 dólares que faltan los doy por perdidos, ¿ya puedo?", True),
        ("mi cliente renuncia al resto, ¿la retiramos?", True),
        ("faltan 8 euros y no se los regalo, ¿la quito?", False),
        ("si le perdono el resto, ¿la quito?", False),
        ("me deben 8 euros, ¿la quito?", False),
    ],
)
def test_only_what_is_given_up_is_settled(talk, text, is_settled):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED, issues_resolved="no")
    talk.turn("withdraw", text)
    assert (talk.slots["issues_resolved"] == "yes") == is_settled


def test_a_ground_that_is_told_does(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **{**THEFT, "kind": "report"})
    talk.turn("inform", "me equivoqué, fue por spam", ground="other", said={"other": "por spam"})
    assert talk.slots["ground"] == "other"


def test_a_day_that_the_seller_sets_is_no_deadline_to_answer(talk):
    said = talk.turn("respond_deadline", "me da hasta el jueves para quitarla", **FILED)
    assert answers(said)[-1]["verdict"] == "weigh_request"
    said = talk.turn("respond_deadline", "¿hay plazo para contestar?", party="respondent")
    assert answers(said)[-1]["about"] == "respond_deadline"
