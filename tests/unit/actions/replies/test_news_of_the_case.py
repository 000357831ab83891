"""What is told of a case that we know of, and asks nothing: what follows from it is said, and no menu again."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts

ACCUSED = {"party": "respondent", "ground": "product_infringement"}
COMPLAINANT = {"party": "complainant", "kind": "complaint", "status": "in_process"}


@pytest.mark.parametrize(
    ("known", "text", "is_said"),
    [
        (ACCUSED, "ayer apelé", "queda esperar"),
        (ACCUSED, "ya mandé mis facturas", "queda esperar"),
        (ACCUSED, "ganamos la apelación", "no hay sanción"),
        (ACCUSED, "ellos se niegan a retirarla", "la guía no obliga"),
        (ACCUSED, "hablé con la empresa", "la retira desde su cuenta"),
        (ACCUSED, "ya cumplí", "es quien puede retirarla"),
        (ACCUSED, "yo no copié nada", "Puede apelar"),
        (ACCUSED, "tengo las facturas", "Puede apelar"),
        (ACCUSED, "perdimos la apelación", "no lo dicen ni la guía"),
        ({"party": "respondent", "ground": "other"}, "conservo el comprobante", "al que puede pedir que medie"),
        (ACCUSED, "mi cliente ya apeló", "queda esperar"),
        (ACCUSED, "ya respondí", "queda esperar"),
        (ACCUSED, "les pedí disculpas", "la retira desde su cuenta"),
        (ACCUSED, "apelé y no me dieron la razón", "no lo dicen ni la guía"),
        (ACCUSED, "la tienda aceptó retirarla", "sigue adelante hasta que esa persona la quite"),
        ({**ACCUSED, "status": "processed"}, "dice que la retira mañana", "no la puede retirar nadie"),
        (ACCUSED, "quien me denunció no es la dueña", "no es el dueño"),
        (ACCUSED, "esas fotos me las dio el fabricante", "se lo vendiera un mayorista"),
        (ACCUSED, "borré las fotos ayer", "no cambia el resultado"),
        (COMPLAINANT, "están mediando", "no la retire hasta que quede todo resuelto"),
        (COMPLAINANT, "nos piden más documentos", "Envíe lo que le piden"),
        (COMPLAINANT, "subí las capturas", "todavía puede retirarla"),
        (COMPLAINANT, "la tienda me bloqueó", "no la retire y pida"),
        (COMPLAINANT, "dicen que arreglaron todo", "Si ya está todo resuelto"),
        (COMPLAINANT, "al fin me llegó la mercadería", "Si con eso queda todo resuelto"),
        (COMPLAINANT, "me sale un código", "no se lo dé a nadie"),
    ],
)
def test_what_was_done_since_is_answered_with_what_follows(talk, known, text, is_said):
    talk.turn("inform", "la queja", **known)
    assert is_said in texts(talk.turn("inform", text))


@pytest.mark.parametrize(
    "text", ["no apelé", "apelé y perdí", "si apelé o no, no sé", "si me llegó el paquete, bien", "no hablé con ellos"]
)
def test_what_is_not_done_is_no_news_of_it(talk, text):
    talk.turn("inform", "la queja", **ACCUSED)
    said = texts(talk.turn("inform", text))
    assert "queda esperar" not in said and "Si esa persona acepta" not in said


def test_what_is_asked_beside_it_is_answered(talk):
    talk.turn("inform", "la queja", **ACCUSED)
    said = texts(talk.turn("ip_outcomes", "ya mandé mis facturas, ¿me quitan puntos?"))
    assert "si no queda probada" in said and "queda esperar" not in said


def test_who_tells_more_of_a_case_is_told_what_to_do(talk):
    talk.turn("inform", "me denunciaron", **ACCUSED)
    said = texts(talk.turn("inform", "dice procesada", status="processed"))
    assert said.startswith("Gracias, tomo nota: ya se procesó.") and "pedir al personal de Alibaba que medie" in said


def test_who_was_told_that_last_is_not_told_it_again(talk):
    talk.turn("inform", "me denunciaron", **ACCUSED)
    step = texts(talk.turn("inform", "vivo lejos"))
    assert texts(talk.turn("inform", "somos dos")) != step


@pytest.mark.parametrize("text", ["ya resolvieron todo conmigo", "ya están mediando", "me resolvieron el tema"])
def test_a_matter_that_is_settled_or_mediated_is_no_complaint_that_was_decided(talk, text):
    talk.turn("inform", "la queja", **COMPLAINANT)
    talk.turn("inform", text, said={"status": text.split()[1]}, status="processed")
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize(
    ("known", "intent", "text", "is_said"),
    [
        (ACCUSED, "correction", "no leo chino", "páselo por un traductor"),
        (COMPLAINANT, "correction", "no leo chino", "los demás menús los da traducidos"),
        (ACCUSED, "account", "el correo trae un enlace", "sin usar enlaces del mensaje"),
        (ACCUSED, "cost", "¿y me van a multar?", "De multas"),
        (ACCUSED, "nlu_fallback", "me parece injusto", "puede apelar, según"),
        (COMPLAINANT, "privacy", "¿se borra para siempre?", "Si al retirarla se borra"),
        (COMPLAINANT, "duration", "¿cuánto tiempo tengo?", "no da ninguna fecha"),
        (COMPLAINANT, "status_check", "¿cómo sé si ya me pagó?", "De reembolsos"),
        (COMPLAINANT, "nlu_fallback", "¿y qué le pasa al vendedor?", "si la denuncia queda probada"),
        (COMPLAINANT, "nlu_fallback", "¿y si después me arrepiento?", "no se vuelve a abrir"),
        (COMPLAINANT, "why", "¿quién lo dice?", "Red de Respuestas Legales"),
        (ACCUSED, "ip_remove_listing", "¿cómo hago que él la baje?", "Lo decide quien la presentó"),
        (ACCUSED, "contact", "¿y si no me responden?", "si la otra parte no contesta"),
        (ACCUSED, "ip_outcomes", "si ellos la retiran, ¿me sancionan igual?", "que se retire no libra de los puntos"),
        (ACCUSED, "ip_remove_listing", "ya no quieren problemas, ¿se acaba ahí?", "no libra de los puntos"),
        (ACCUSED, "confirm", "¿es urgente o puedo esperar hasta el lunes?", "cuenta la fecha que ponga su aviso"),
        (ACCUSED, "sources", "¿cómo se quita eso?", "Solo la puede retirar quien la presentó"),
        (ACCUSED, "why", "¿y esa guía tiene razón?", "Red de Respuestas Legales"),
        (ACCUSED, "status_check", "si ya la cerraron, ¿sale en mi historial?", "la guía no lo dice"),
        (COMPLAINANT, "status_check", "¿cómo sé si la miraron bien?", "Primero revisa su queja"),
    ],
)
def test_a_short_follow_up_is_of_the_case(talk, known, intent, text, is_said):
    talk.turn("respondent_request" if known is ACCUSED else "withdraw", "¿se puede retirar?", **known)
    entities = [("detail", "appeal_deadline")] if intent == "duration" else []
    assert is_said in texts(talk.turn(intent, text, entities=entities))


@pytest.mark.parametrize("text", ["ayúdeme, por favor", "amigo, auxilio", "¡ay, Dios mío!"])
def test_a_call_for_help_is_asked_what_for(talk, text):
    assert "¿Qué necesita saber?" in texts(talk.turn("nlu_fallback", text))
