"""What is held of the case, and what is not: what is waived, not confirmed yet, said in defence or supposed."""

from __future__ import annotations

import pytest

from actions.reading.details_named import is_named
from actions.reading.status_news import news_in
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "status": "in_process"}


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("me quedó a deber 4 soles, pero se los perdono, ¿la saco?", "yes"),
        ("el flete se lo regalo, ¿ya la quito?", "yes"),
        ("doy por perdidos los 30 pesos, ¿la puedo retirar?", "yes"),
        ("el resto me da lo mismo, ¿la retiro ya?", "yes"),
        ("que se quede con el vuelto, ¿la cancelo?", "yes"),
        ("no se los cobro, ¿la retiro?", "yes"),
        ("no me importan esos 2 euros, ¿la quito ya?", "yes"),
        ("bajó dos fotos, y la otra que se la quede; esa ya no me importa, ¿la retiro?", "yes"),
        ("los 8 dólares que se los quede, ¿la saco?", "yes"),
        ("esa queja no me importa, ¿y la plata que falta?", "no"),
        ("no se los perdono, ¿la saco?", "no"),
        ("el reloj era un regalo, ¿la saco?", "no"),
        ("perdone, ¿la puedo retirar ya?", "no"),
        ("si se los perdono, ¿cambia algo?", "no"),
        ("los puntos no me importan, ¿la quito?", "no"),
        ("el plazo me da igual, ¿la quito?", "no"),
        ("no renuncio a lo que falta, ¿la quito?", "no"),
        ("le perdono la deuda. Quiero retirarla, ¿puedo ya?", "yes"),
        ("ni muerta se los perdono, ¿la saco?", "no"),
        ("jamás le perdono una deuda a nadie, ¿la saco?", "no"),
        ("tampoco se lo perdono, ¿la saco?", "no"),
        ("los gastos de envío no me importan, pero la plata sí, ¿la saco?", "no"),
        ("el resto me da igual pero quiero los dos platos, ¿la saco?", "no"),
        ("el flete me da igual, que me pague lo demás, ¿la saco?", "no"),
        ("esas me dan igual, quiero mis euros, ¿la saco?", "no"),
        ("era regalo para mi abuela, ¿la saco?", "no"),
        ("no me importan las 3 semanas que llevo, ¿la saco?", "no"),
        ("el día 15 me da igual, ¿la saco?", "no"),
        ("no me importa lo que falta de trámite, ¿la saco?", "no"),
        ("ella quiere que diga que renuncio a 40 euros, ¿la saco?", "no"),
        ("dice ella que mi hermano renuncia a 40 euros, ¿la saco?", "no"),
    ],
)
def test_what_the_person_waives_is_settled(talk, text, settled):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED, issues_resolved="no")
    assert answers(talk.turn("withdraw", text))[-1]["facts"]["issues_resolved"] == settled


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("le dimos a cancelar y ahora me pregunta si estoy segura", None),
        ("le dimos a cancelar. La página me pide que confirme", None),
        ("le dimos a cancelar pero aún no confirmé", None),
        ("le dimos a cancelar, todavía no le di al botón", None),
        ("le dimos a cancelar y la app pide confirmación", None),
        ("le dimos a cancelar. Me salió un mensaje de confirmación", "withdrawn"),
        ("le dimos a cancelar, el sistema pidió confirmación y acepté", "withdrawn"),
        ("le dimos a cancelar, salió un cartel para confirmar y puse que sí", "withdrawn"),
        ("le dimos a cancelar y dice que ya no se puede deshacer", "withdrawn"),
        ("le dimos a cancelar y el vendedor me pregunta si estoy segura", "withdrawn"),
        ("le dimos a cancelar y ahora me pide que confirme que le pagué", "withdrawn"),
        ("le dimos a cancelar y ahora me pide confirmar mi dirección", "withdrawn"),
        ("le dimos a cancelar y la página no me pide confirmación", "withdrawn"),
        ("le dimos a cancelar, y aún no confirmé la recepción del pedido", "withdrawn"),
    ],
)
def test_what_still_has_to_be_confirmed_is_not_withdrawn(talk, text, status):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    talk.turn("inform", text, status="withdrawn", said={"status": "le dimos a cancelar"})
    assert talk.slots["status"] == status


def test_who_did_not_confirm_it_takes_back_that_it_was_withdrawn(talk):
    talk.turn("withdraw", "ya la quité", party="complainant", status="withdrawn")
    said = talk.turn("correction", "no, todavía no confirmé, ¿le doy o no le doy?")
    assert talk.slots["status"] is None
    assert "Hasta que confirme" in texts(said)


@pytest.mark.parametrize("text", ["ya, le di a aceptar, ¿falta algo?", "listo, confirmé, ¿y ahora?", "confirmado"])
def test_who_was_asked_to_confirm_and_did_has_withdrawn_it(talk, text):
    talk.turn("next_step", "la página me pregunta si estoy seguro, ¿qué hago?", party="complainant")
    talk.turn("next_step", text)
    assert talk.slots["status"] == "withdrawn"


@pytest.mark.parametrize(
    "text",
    [
        "confirmado, quedé de acuerdo con ella",
        "ok, confirme si puedo o no",
        "ya, confirmé mi teléfono y no carga",
        "le di al sí en el trato con ella",
    ],
)
@pytest.mark.parametrize("before", ["¿la puedo retirar?", "¿dónde le doy?"])
def test_who_confirms_something_else_has_not_withdrawn_it(talk, before, text):
    talk.turn("withdraw", before, **FILED, issues_resolved="yes")
    talk.turn("next_step", text)
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("ya miré y sí está en mi cuenta", True),
        ("sí, me figura la queja en el panel", True),
        ("entré y sí aparece en la aplicación", True),
        ("busqué en el panel y ahí está", True),
        ("ya miré y no aparece en mi cuenta", False),
        ("sí, pero en mi cuenta no sale nada", False),
        ("ya miré y sale en mi cuenta como procesada", False),
        ("¿y si aparece una sanción en mi cuenta?", False),
    ],
)
def test_a_notice_that_is_in_the_account_is_taken_for_real(talk, text, is_there):
    talk.turn("ip_notice", "¿será falso el aviso?", party="respondent", ground="product_infringement")
    assert ("la queja es real" in texts(talk.turn("ip_notice", text))) is is_there


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("no son falsos del todo, son genéricos", "product_infringement"),
        ("no son exactamente copias, son parecidas", "product_infringement"),
        ("no es copia, es por un retraso", None),
        ("no son copias, es otra cosa", None),
    ],
)
def test_a_defence_does_not_change_what_the_complaint_is_for(talk, text, ground):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="product_infringement")
    words = next(word for word in ("falsos", "copias", "copia") if word in text)
    talk.turn("lawyer", text, ground="product_infringement", said={"ground": words})
    assert talk.slots["ground"] == ground


@pytest.mark.parametrize(
    "text",
    [
        "imagínate que ya la presenté",
        "hagamos de cuenta que la puse",
        "suponga que sí la metí",
        "si la hubiera puesto",
    ],
)
def test_one_that_is_only_supposed_to_be_filed_is_still_to_come(talk, text):
    talk.turn("inform", "todavía no la he puesto", party="complainant")
    asked = f"{text}, ¿tengo que retirarla si me lo pide?"
    said = talk.turn("respondent_request", asked, entities=[("detail", "not_obliged")])
    assert talk.slots["to_come"] and "no hay ninguna queja" not in texts(said)


@pytest.mark.parametrize(
    "text", ["al final ya la presenté, ¿la puedo quitar?", "sí, ya la puse ayer, ¿la puedo quitar?"]
)
def test_one_that_was_filed_is_to_come_no_more(talk, text):
    talk.turn("inform", "todavía no la he puesto", party="complainant")
    talk.turn("withdraw", text)
    assert not talk.slots["to_come"]


@pytest.mark.parametrize(
    ("text", "is_to_come"),
    [
        ("¿le puedo denunciar yo por extorsión?", None),
        ("¿puedo denunciarlos por amenazarme?", None),
        ("¿podría denunciarlo por acoso?", None),
        ("¿le puedo denunciar yo por copiarme las fotos?", True),
        ("¿lo puedo denunciar por chantaje?", None),
        ("quiero denunciarlo por estafador y por robarme los diseños", True),
        ("¿puedo ponerle yo una queja?", True),
    ],
)
def test_reporting_somebody_for_a_crime_is_no_complaint_of_ones_own(talk, text, is_to_come):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="image_theft")
    said = texts(talk.turn("first_filing", text))
    assert talk.slots["to_come"] is is_to_come
    assert "Hablamos ahora" not in said


def test_who_tells_of_none_would_file_for_a_fraud(talk):
    talk.turn("first_filing", "pienso denunciar a una fábrica por fraude")
    assert talk.slots["to_come"]


def test_who_goes_back_to_the_one_filed_hears_its_name(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="image_theft")
    assert "Hablamos ahora" not in texts(talk.turn("should_file", "¿me conviene ponerle yo una queja?"))
    said = texts(talk.turn("ip_withdrawal_effect", "¿y si él retira la que me puso?", party="respondent"))
    assert talk.slots["party"] == "respondent" and said.startswith("La que es contra usted:")


@pytest.mark.parametrize(
    "text",
    ["no la quiero reabrir, era por curiosidad. Me ofrece plata, ¿qué hago?", "no pienso reabrirla. ¿Y si me paga?"],
)
def test_what_is_said_not_to_be_wanted_is_not_answered(talk, text):
    talk.turn("withdraw", "¿la quito?", **FILED)
    talk.turn("reopen", "¿se puede reabrir?")
    said = talk.turn("reopen", text, ranking={"reopen": 0.9, "respondent_request": 0.1})
    assert answers(said)[-1]["topic"] == "respondent_request"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("¿la mía está cerrada o sigue abierta?", True),
        ("¿está procesada o todavía no?", True),
        ("¿si dice revisión es que ya está resuelta?", True),
        ("¿la puedo quitar si está cerrada?", False),
        ("¿está bien o no?", False),
        ("¿dónde veo si está cerrada o no?", False),
    ],
)
def test_whether_it_is_over_is_answered_by_what_the_notice_means(text, named):
    assert is_named(project_knowledge(), "notice_means_processed", text) is named


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ya llego, el problema es que vino rajada", "owed"),
        ("si me llego pero lo que pasa es que me lo mandaron usado", "owed"),
        ("el problema es que no entiendo", None),
    ],
)
def test_what_is_wrong_with_it_may_be_called_the_trouble(text, kind):
    assert next((news.kind for news in reversed(list(news_in(project_knowledge(), text, False)))), None) == kind


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("pongamos que eso es prueba, ¿puedo poner otra?", "refile_with_evidence"),
        ("si la factura no fuera prueba, ¿puedo poner otra?", "no_refile"),
        ("¿eso es prueba? ¿puedo poner otra?", "refile_depends"),
    ],
)
def test_that_something_is_proof_may_be_supposed(talk, text, verdict):
    talk.turn("refile", "¿puedo poner otra?", party="complainant")
    assert answers(talk.turn("refile", text))[-1]["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("¿y puedo denunciar a la tienda correcta?", True),
        ("¿puedo poner la queja contra la que sí es?", True),
        ("¿puedo quitar la queja de la tienda?", False),
    ],
)
def test_the_shop_that_was_meant_is_another_shop(text, named):
    assert is_named(project_knowledge(), "other_shop", text) is named
