"""What is asked of an official page that we mentioned, of a word on the screen, and notes that fit the case."""

from __future__ import annotations

import pytest

from actions.reading.note_wording import word_asked
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import texts


@pytest.fixture
def accused(talk):
    talk.turn("ip_withdrawal_effect", "¿me salva que la retiren?", party="respondent", ground="product_infringement")
    return talk


@pytest.mark.parametrize(
    ("intent", "text", "says", "not_said"),
    [
        ("why", "¿Y qué dice exactamente esa página oficial?", "un enlace puede seguir publicado", "Según la guía"),
        ("ip_outcomes", "¿Y cuál de las dos es la de 2016?", "iprs014.html", "faq/en.htm"),
        ("sources", "¿Qué página oficial dice eso y de qué fecha es?", "de 2016", "La guía no lleva fecha"),
        ("rephrase", "No me ha dicho qué dice la página. ¿Me lo puede poner?", "el texto literal", "Según la guía"),
    ],
)
def test_what_a_page_says_is_said_with_its_address_and_how_it_was_read(accused, intent, text, says, not_said):
    said = texts(accused.turn(intent, text))
    assert says in said and not_said not in said and "(texto oficial copiado)" in said


def test_what_a_page_says_is_said_plainly_where_it_was_not_understood(accused):
    accused.turn("sources", "¿Y cuál de las dos es la de 2016?")
    assert "le pueden quitar o rebajar la sanción" in texts(accused.turn("rephrase", "no entiendo"))


def test_a_third_party_is_named(talk):
    talk.turn("respond_deadline", "¿qué plazo tengo?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("appeal", "¿Quién es ese tercero? Yo quiero ley, no artículo"))
    assert "zhiyixt.com" in said and "no es Alibaba" in said and "13845889" not in said


def test_who_says_it_is_the_page_where_it_is_not_the_guide(talk):
    talk.turn("should_file", "¿me conviene denunciar?", party="complainant", ground="product_infringement")
    said = texts(talk.turn("why", "¿quién dice lo de la mala fe?"))
    assert "policy/en.htm" in said and "no de la guía" in said


def test_who_wants_a_word_defined_asks_for_it():
    assert word_asked(project_knowledge(), "perdón, definime «en trámite», nada más") == "en_tramite"


def test_which_question_is_missing_is_said_beside_the_guide(talk):
    talk.turn("sources", "¿de dónde sale esto?")
    assert "No hay pregunta 6" in texts(talk.turn("sources", "hay una que nunca citás, ¿están todas?"))


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("meaning", "¿qué quiere decir pending seller response?", "esperan a la otra parte"),
        ("ip_outcomes", "la queja dice que está «pendiente». ¿Eso es bueno o malo?", "sin decidir"),
        ("meaning", "¿qué significa que «está en verificación»?", "suena a «en trámite»"),
        ("should_file", "en mi escrito, ¿uso queja o denuncia?", "para lo mismo"),
        ("meaning", "¿Manage qué?", "gestionar quejas"),
    ],
)
def test_a_word_on_the_screen_is_explained(talk, intent, text, says):
    talk.turn("withdraw", "¿puedo retirarla?", party="complainant")
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(("ground", "shown"), [("image_theft", False), (None, False), ("other", True)])
def test_a_note_on_orders_is_said_of_orders_only(talk, ground, shown):
    said = texts(talk.turn("first_filing", "¿cómo lo denuncio?", **({"ground": ground} if ground else {})))
    assert ("Trade Assurance" in said) is shown


def test_who_is_afraid_hears_a_human_sentence_once(talk):
    text = "tiene un abogado y me da miedo :("
    said = [texts(talk.turn("lawyer", text, party="complainant")) for _ in range(2)]
    assert ["Siento que lo esté" in each for each in said] == [True, False]


def test_a_page_that_is_named_is_given_before_we_spoke_of_it(accused):
    said = texts(accused.turn("sources", "¿Qué página dice eso, el artículo de 2022 de las contranotificaciones?"))
    assert "zhiyixt.com" in said and "faq/en.htm" not in said
