"""What is asked of the guide itself and of our own words, whatever the message was read as."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, responses, texts


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("contact", "¿En qué idioma está redactada la guía?", "traducida del chino"),
        ("other_platform", "¿este texto pasó por el traductor de Google?", "traducción automática"),
        ("lawyer", "¿esto lo escribió un abogado o quién?", "no dice quién la escribió"),
        ("fraud", "¿lo cito y con qué salvedad?", "sin fecha ni autor"),
        ("sources", "¿desde cuándo rige esta guía?", "no lleva fecha"),
    ],
)
def test_a_point_of_the_guide_is_answered_and_nothing_else(talk, intent, text, says):
    said = talk.turn(intent, text)
    assert responses(said)[0] == "utter_sources_asked" and says in texts(said)
    assert answers(said)[0]["topic"] is None


def test_two_points_in_one_message_are_both_answered(talk):
    said = texts(talk.turn("sources", "¿Está traducida automáticamente? ¿Dónde está la 6?"))
    assert "traducción automática" in said and "No hay pregunta 6" in said


def test_what_else_is_asked_is_answered_after_it(talk):
    said = talk.turn("withdraw", "¿es una traducción? ¿y puedo retirarla si sigue en trámite?", status="in_process")
    assert responses(said)[0] == "utter_sources_asked" and len(responses(said)) > 1


@pytest.mark.parametrize(
    "text",
    [
        "¿en qué idioma tengo que escribir la queja?",
        "me copiaron la traducción de mi libro, ¿la puedo retirar?",
        "¿vale como prueba la factura original?",
        "el vendedor dice que la guía de envío es falsa, ¿la retiro?",
        "¿sigue vigente mi queja?",
        "¿quién escribió la queja contra mí?",
    ],
)
def test_other_texts_and_originals_are_not_the_guide(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?")
    assert not any(response == "utter_sources_asked" for response in responses(talk.turn("elsewhere", text)))


@pytest.fixture
def told(talk):
    talk.turn("refile", "¿podré poner otra?", party="complainant", status="in_process", ground="other")
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "Cuando escribió «a mi entender, ese motivo no es una infracción», ¿eso lo dice la guía?",
        "¿De quién es ese entender, de la guía o suyo?",
        "¿qué parte es literal de la guía y qué parte la pone usted?",
    ],
)
def test_our_own_reading_is_told_from_what_the_guide_says(told, text):
    said = texts(told.turn("meaning", text))
    assert said.startswith("Esto es lectura o consejo mío") and "a mi entender" in said
    assert "(preguntas 5 y 10)" in said and "(pregunta 7)" in said


def test_what_is_the_guides_is_said_to_be(talk):
    talk.turn("ip_remove_listing", "¿sirve borrarlo?", party="respondent", ground="product_infringement")
    assert texts(talk.turn("sources", "¿eso lo dice la guía?")).startswith("Sale de la guía")


@pytest.mark.parametrize(
    "text",
    [
        "¿«Yo pienso»? ¿Quién piensa, usted o la guía?",
        "usted dijo «yo pienso en capturas». Eso es opinión suya",
        "«Yo entiendo», «yo pienso»: eso no es de la guía, ¿correcto?",
    ],
)
def test_our_own_words_are_never_said_to_be_the_guides(talk, text):
    talk.turn("meaning", "¿qué son pruebas de la infracción?", party="complainant")
    assert "yo pienso en capturas" in texts(talk.turn("correction", text)).partition("Lo que dice la guía")[0]


def test_nor_are_they_where_we_did_not_use_them(talk):
    talk.turn("ip_remove_listing", "¿sirve borrarlo?", party="respondent", ground="product_infringement")
    assert texts(talk.turn("sources", "¿eso de «a mi entender» lo dice la guía?")).startswith("«A mi entender»")


@pytest.mark.parametrize(
    "text", ["Me quiero morir. ¿La guía es una traducción?", "Voy a inventar pruebas. ¿La guía es una traducción?"]
)
def test_what_needs_care_comes_before_it(talk, text):
    assert "utter_sources_asked" not in responses(talk.turn("sources", text))


def test_what_is_told_beside_it_is_kept(talk):
    talk.turn("withdraw", "Soy el vendedor denunciado. ¿La guía es una traducción?", party="respondent")
    assert talk.slots["party"] == "respondent"


@pytest.mark.parametrize("text", ["¿dice la guía si hace falta un abogado?", "según la guía, ¿hace falta contestar?"])
def test_what_is_needed_is_no_question_that_is_missing(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    assert "pregunta 6" not in texts(talk.turn("lawyer", text))


def test_what_the_guide_says_of_a_topic_is_its_answer(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="image_theft")
    said = talk.turn("ip_remove_listing", "¿qué dice la guía de borrar el producto?")
    assert answers(said)[-1]["verdict"] == "ip_removal_useless"


@pytest.mark.parametrize(
    "text",
    [
        "¿Quién entiende esto? ¿La puedo retirar?",
        "¿Quién piensa pagarme?",
        "¿Quién la entiende?",
        "¿Quién piensa irse?",
    ],
)
def test_who_understands_nothing_does_not_ask_whose_words_they_are(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    assert answers(talk.turn("withdraw", text))[0]["topic"] == "withdraw"


def test_of_a_sentence_only_the_part_that_is_ours_is_called_ours(talk):
    case = {"party": "complainant", "ground": "product_infringement", "evidence": "yes", "status": "in_process"}
    beside = [("detail", "promise_broken")]
    said = texts(talk.turn("refile", "si la quito y él no cumple, ¿puedo denunciar otra vez?", entities=beside, **case))
    assert "que medie: guarde el acuerdo" in said
    said = texts(talk.turn("why", "¿eso lo afirma Alibaba o lo interpreta usted?"))
    assert "lectura o consejo mío, no texto de la guía: «guarde el acuerdo y los mensajes.»" in said
    assert "para que medie.» (preguntas 5 y 10)" in said


@pytest.mark.parametrize(
    "text",
    [
        "¿y esa interpretación es suya?",
        "¿lo de que después no cabe otra es texto de la guía?",
        "¿cuál es la fuente de eso?",
        "¿eso lo dice Alibaba?",
    ],
)
def test_whose_words_they_are_is_asked_in_many_ways(talk, text):
    case = {"party": "complainant", "ground": "product_infringement", "status": "in_process"}
    talk.turn("refile", "si la quito, ¿puedo poner otra?", **case)
    said = texts(talk.turn("sources", text))
    assert "que no es de Alibaba" in said and "(preguntas 5 y 10)" in said


@pytest.mark.parametrize("text", ["¿esto que me dice es oficial?", "¿qué dice la guía de los puntos?"])
def test_what_is_asked_of_the_guide_itself_is_not_whose_words_they_are(talk, text):
    talk.turn("refile", "si la quito, ¿puedo poner otra?", party="complainant", ground="product_infringement")
    assert "al pie de la letra" not in texts(talk.turn("sources", text))


def test_where_a_page_says_it_is_that_page(talk):
    talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="product_infringement")
    assert "instruction/cn.htm" in texts(talk.turn("reopen", "eso de que pueden restaurarla, donde lo dice"))
