"""What the accused ask of an infringement, a notice, a sanction and a payment, and what they tell of it in passing."""

from __future__ import annotations

import re

import pytest

from actions.reading.asked_in_words import meant_by_words
from actions.reading.details_named import with_named
from actions.reading.entities import as_read, read_facts
from actions.reading.facts_not_meant import as_told
from actions.reading.phrases import normalize
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import texts

KNOWLEDGE = project_knowledge()
PATENT = {"party": "respondent", "ground": "product_infringement"}


def _named(text: str, *asked: str) -> set[str]:
    message = {"text": text, "intent": {"name": asked[0]}, "entities": []}
    named = with_named(KNOWLEDGE, message, asked, "respondent")["entities"]
    return {e["value"] for e in named if e["entity"] == "detail"}


@pytest.mark.parametrize(
    ("name", "intent", "text"),
    [
        ("notice_means_processed", "ip_notice", "¿ya está procesada o sigue abierta?"),
        ("notice_means_processed", "rephrase", "no me aclaro: ¿procesado o no procesado?"),
        ("notice_means_processed", "why", "tengo el aviso y ahí figura en revisión, ¿cómo se entiende?"),
        ("fake_is_infringement", "ip_outcomes", "las gorras las borda mi prima a mano, ¿eso cuenta como plagio?"),
        ("fake_is_infringement", "meaning", "vendo correas genéricas, ¿eso es infracción?"),
        ("scale_of_sanction", "points", "si solo fallé en un diseño, ¿me sacan menos puntos?"),
        ("scale_of_sanction", "ip_outcomes", "¿hay media sanción?"),
        ("listing_gone", "ip_notice", "si nos bajan la ficha, ¿es porque les dan la razón?"),
        ("notice_means_processed", "next_step", "a mi prima la denunciaron, ¿ya está decidida o no?"),
        ("fake_is_infringement", "confirm", "son cables compatibles, ¿eso importa?"),
        ("listing_gone", "ip_notice", "nos tumbaron el anuncio, ¿significa que les dieron la razón?"),
        ("which_device", "where", "el titular dice que la quita desde su celu, ¿puede?"),
        ("which_device", "where", "¿la marca la puede cancelar con su móvil?"),
        ("blackmail", "lawyer", "¿y si lo denuncio por extorsión?"),
        ("how_soon", "refile", "¿hasta cuándo me pueden volver a denunciar?"),
        ("how_soon", "refile", "¿y hasta cuándo?"),
        ("notice_there", "ip_notice", "sí sale en mi cuenta, ¿entonces es real?"),
    ],
)
def test_the_accused_name_what_they_ask(name, intent, text):
    assert name in _named(text, intent)


@pytest.mark.parametrize(
    ("name", "intent", "text"),
    [
        ("notice_means_processed", "status_check", "¿cómo sé si está procesada o no?"),
        ("notice_means_processed", "status_check", "¿dónde veo si ya está procesada o no?"),
        ("notice_means_processed", "order", "¿mi pedido está procesado o no?"),
        ("fake_is_infringement", "next_step", "dicen que mis gorras son copia de una marca, qué hago"),
        ("fake_is_infringement", "ip_notice", "¿me pueden dar copia del aviso?"),
        ("fake_is_infringement", "withdraw", "la denuncia es por copia, ¿la pueden retirar?"),
        ("scale_of_sanction", "settlement", "le pago la mitad y la quita, ¿va?"),
        ("listing_gone", "ip_remove_listing", "si quito yo el anuncio, ¿entonces gano?"),
        ("which_device", "where", "¿dónde la quita él, en el celular?"),
        ("which_device", "withdraw", "me llamó al celular, ¿la quitará?"),
        ("blackmail", "lawyer", "me denunciaron por estafa, ¿qué hago?"),
        ("how_soon", "appeal", "¿hasta cuándo puedo apelar?"),
        ("how_soon", "duration", "¿cuánto tiempo tarda en volver a resolverse?"),
        ("notice_there", "ip_notice", "no sale en mi cuenta, ¿es real?"),
        ("notice_there", "ip_outcomes", "la veo en mi panel, ¿de verdad me descuentan algo?"),
        ("underage", "ip_outcomes", "¿la sanción es menor si es la primera vez?"),
    ],
)
def test_what_sounds_like_it_is_something_else(name, intent, text):
    assert name not in _named(text, intent)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("me sacaron diez puntos por esa denuncia", "processed"),
        ("nos han descontado los puntos por la queja y no apelamos", "processed"),
        ("nos han descontado los puntos", None),
        ("él la retira y le han quitado puntos, ¿no?", None),
        ("esta mañana me sancionaron por esa queja", "processed"),
        ("esta mañana me sancionaron", None),
        ("puse una queja y a mí me bajaron puntos", None),
        ("me bajaron puntos por mandar tarde", None),
        ("temo que me sacaron puntos por la denuncia", None),
        ("me avisan de que me sacaron puntos por la denuncia si no contesto", None),
        ("el mes pasado me quitaron puntos por una queja", None),
        ("me sancionaron por otra denuncia", None),
        ("me quitaron puntos por otra denuncia", None),
        ("me quitaron puntos creo", None),
        ("no me quitaron puntos", None),
        ("¿me quitaron puntos?", None),
    ],
)
def test_points_that_are_taken_tell_that_it_was_decided(text, status):
    told = as_told(KNOWLEDGE, {"text": text, "intent": {"name": "inform"}, "entities": []})
    assert read_facts(KNOWLEDGE, told).get("status") == status


@pytest.mark.parametrize(
    ("text", "words", "is_told"),
    [
        ("la guía dice que, al llegar el aviso, ya está procesado", "ya está procesado", False),
        ("según la pregunta 9 ya está procesada", "ya está procesada", False),
        ("según la guía cuenta el estado, pero en mi cuenta está procesada", "está procesada", True),
        ("según la guía, la nuestra ya está procesada", "ya está procesada", False),
        ("según la guía una procesada no se retira, y la nuestra está procesada", "está procesada", True),
        ("la guía dice que procesada no se puede y ya está procesada la de acá", "está procesada", True),
        ("leí la guía. Ya está procesada", "Ya está procesada", True),
    ],
)
def test_what_the_guide_says_is_nothing_that_the_person_tells(text, words, is_told):
    start = text.index(words)
    read = as_read("status", "processed", (start, start + len(words)))
    told = as_told(KNOWLEDGE, {"text": text, "intent": {"name": "inform"}, "entities": [read]})
    assert ("status" in read_facts(KNOWLEDGE, told)) == is_told


@pytest.mark.parametrize(
    ("text", "word", "held"),
    [
        ("no son copias, son correas genéricas de otra fábrica", "copias", "product_infringement"),
        ("no es falso falso, es parecido", "falso", "product_infringement"),
        ("no son falsas, son zapatos que llegaron rotos", "falsas", "retracted"),
    ],
)
def test_goods_that_are_no_copies_are_a_defence(text, word, held):
    start = text.index(word)
    read = as_read("ground", "product_infringement", (start, start + len(word)))
    told = as_told(KNOWLEDGE, {"text": text, "intent": {"name": "inform"}, "entities": [read]})
    assert read_facts(KNOWLEDGE, told)["ground"] == held


@pytest.mark.parametrize(
    ("intent", "text", "means"),
    [
        ("reopen", "¿lo podemos recuperar?", "appeal"),
        ("reopen", "la publicación, ¿la puedo recuperar?", "appeal"),
        ("reopen", "¿puedo recuperar mi dinero?", None),
        ("withdraw", "¿quito los moldes de la tienda mientras tanto?", "ip_remove_listing"),
        ("withdraw", "saqué los moldes de la tienda. ¿La pueden retirar?", None),
        ("withdraw", "¿quitan la denuncia de la tienda?", None),
        ("withdraw", "¿me la pueden quitar de mi tienda?", None),
        ("withdraw", "¿la saco de la tienda mientras tanto?", "ip_remove_listing"),
        ("appeal", "si apelo, ¿me puede denunciar de nuevo?", "refile"),
        ("appeal", "¿puedo apelar de nuevo si me denuncian?", None),
        ("respondent_request", "¿qué le digo a mi jefa que haga?", "next_step"),
        ("respondent_request", "¿qué le digo a la marca?", None),
    ],
)
def test_the_accused_ask_of_the_product(intent, text, means):
    assert meant_by_words(KNOWLEDGE, KNOWLEDGE.asked_in_words.at_first, intent, text, {}, PATENT) == means


@pytest.mark.parametrize(
    ("text", "withdrew"),
    [
        ("me acusaron y la señora la quitó", True),
        ("me acusaron, luego el dueño la retiró", True),
        ("había una compra, el cliente la canceló", False),
        ("un vendedor lo retiró ayer", False),
        ("era una foto, la plataforma la quitó", False),
        ("subí la imagen, pero un empleado la quitó", False),
        ("el lunes la quito", False),
        ("y si el tipo la quito", False),
        ("el anuncio lo quito hoy", False),
    ],
)
def test_somebody_else_withdrew_it_with_an_accent_or_without(text, withdrew):
    assert bool(re.search(KNOWLEDGE.phrases.he_withdrew, normalize(text))) == withdrew


def test_in_which_part_asks_for_a_place_and_not_which_part_was_wrong():
    asks_which = KNOWLEDGE.claims.asks_which
    assert re.search(asks_which, "que parte esta mal") and not re.search(asks_which, "y en que parte se apela")


@pytest.mark.parametrize(
    ("intent", "says"),
    [("ip_notice", "usted me dice que sigue en trámite"), ("ip_remove_listing", "Quitarlo no es obligatorio")],
)
def test_of_a_case_in_process_the_notice_and_the_state_are_both_said(talk, intent, says):
    talk.turn("inform", "me acusan por una patente y sale pendiente", **PATENT, status="in_process")
    assert says in texts(talk.turn(intent, "¿y eso?"))


def test_a_payment_for_a_closed_complaint_withdraws_nothing(talk):
    talk.turn("inform", "me acusan por una patente, y ya se cerró", **PATENT, status="processed")
    said = texts(talk.turn("lawyer", "¿lo denuncio por extorsión?"))
    assert "no la puede retirar nadie, se pague o no" in said and "la presentaría usted" not in said
