"""People without a case, and questions beside the guide: its sentences, what we used, other grounds, other people."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, responses, texts


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("why", "¿Por qué pone «observe lo que dice y lo que hace»?", "no solo en lo que esa persona dice"),
        ("elsewhere", "¿A quién hay que observar, según la guía?", "no solo en lo que esa persona dice"),
        ("withdraw", "«La parte reclamante puede solicitar el retiro»: ¿a quién?", "y no a quién"),
        ("withdraw", "Leo «la parte reclamante puede solicitar el retiro». ¿A quién lo solicita?", "y no a quién"),
        ("meaning", "¿cómo se entiende que solo hay dos resultados?", "acaba de dos maneras"),
        ("capabilities", "¿y qué no sabe usted?", "deja mucho sin decir"),
        ("should_file", "¿qué quiere decir lo de los malentendidos innecesarios?", "De qué malentendidos habla"),
        ("why", "¿por qué al lado de la confirmación de recepción?, no se entiende", "que recibió el pedido"),
        ("account", "«Gestión de crédito», ¿es algo del banco?", "no es crédito de un banco"),
        ("why", "¿Por qué unas veces dice queja y otras denuncia?", "para lo mismo"),
        ("why", "«Mi informe de quejas», ¿no choca con que los informes no se retiran?", "nombre del apartado"),
        ("why", "¿el texto tiene contradicciones?", "en dos puntos"),
        ("why", "¿cómo encajan la pregunta 10 y la 7?", "Leídas juntas"),
        ("bot_challenge", "¿sabe de alguna historia real de un vendedor?", "No conozco casos reales"),
        ("sources", "¿qué fuerza legal tiene su respuesta?", "Valor legal no tiene"),
        ("sources", "¿tiene huecos la guía?", "no da plazos"),
        ("sources", "¿el texto está incompleto?", "no da plazos"),
        ("first_filing", "explíqueme lo más importante de las reclamaciones", "Lo principal de la guía"),
        ("first_filing", "¿puedo quejarme del servicio de Alibaba?", "quejarse de la propia Alibaba"),
        ("first_filing", "quiero reclamar a mi banco", "solo respondo sobre quejas dentro"),
        ("first_filing", "una denuncia contra la aerolínea, ¿cómo va?", "solo respondo sobre quejas dentro"),
        ("elsewhere", "¿y entonces a quién le pregunto?", "lo sabe, como mucho"),
        ("duration", "¿los vendedores se quejan mucho?", "Estadísticas no tengo"),
        ("first_filing", "¿cuántos vendedores denuncian al año?", "Estadísticas no tengo"),
        ("nlu_fallback", "mi hija me puso aquí y no sé para qué es esto", "Respondo con lo que dice"),
        ("elsewhere", "si cambian las reglas", "No me entero"),
    ],
)
def test_what_is_asked_of_the_guide_has_its_line(talk, intent, text, says):
    assert says in texts(talk.turn(intent, text))


def test_the_phrase_that_the_message_before_quoted_is_meant(talk):
    talk.turn("elsewhere", "Leo ahí «observe lo que dice y lo que hace».")
    for _ in range(2):
        assert answers(talk.turn("sources", "No es eso: ¿qué significa esa frase?"))[0]["sources"] == ["P3"]
    talk.turn("withdraw", "¿la puedo retirar?")
    assert answers(talk.turn("sources", "¿y esa frase?"))[0]["sources"] != ["P3"]


@pytest.mark.parametrize(
    "text",
    [
        "¿qué hago para evitar malentendidos con el vendedor?",
        "tengo un contrato firmado, ¿tiene valor legal?",
        "¿un pantallazo tiene validez legal?",
        "usted se contradice, antes dijo otra cosa",
        "el vendedor se contradice, ¿qué hago?",
        "no tengo queja de usted",
        "en ese caso real, ¿la retiro?",
        "¿dónde está la confirmación de recepción?",
        "me fijo en lo que dice el aviso, ¿y luego?",
        "¿qué dice la guía de los plazos?",
        "el banco me devolvió el dinero, ¿retiro la queja?",
        "puse una queja en Alibaba, ¿la retiro?",
        "¿cómo le pregunto a alguien de Alibaba por mi denuncia?",
        "¿cuántas quejas puedo poner?",
    ],
)
def test_what_sounds_like_it_has_not(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = talk.turn("elsewhere", text)
    assert not any(response == "utter_sources_asked" for response in responses(said))
    ours = ("Valor legal", "casos reales", "propia Alibaba", "De eso no sé nada", "Estadísticas", "como mucho")
    assert not any(words in texts(said) for words in ours)


def test_all_that_was_used_so_far_is_told(talk):
    ask = "¿qué salió de la guía y qué de páginas de Alibaba? sepárelo"
    assert "Todavía no le he respondido" in texts(talk.turn("sources", ask))
    talk.turn("mediation", "¿pueden mediar?")
    said = talk.turn("sources", ask)
    assert "no he usado ninguna" in texts(said) and answers(said)[0]["sources"] == ["P5", "P10"]
    talk.turn("ip_outcomes", "¿hay castigo?", party="respondent", ground="product_infringement")
    said = talk.turn("sources", ask)
    assert "instruction/cn.htm" in texts(said) and "P9" in answers(said)[0]["sources"]


@pytest.mark.parametrize(
    "text",
    [
        "no tengo ninguna queja, eh",
        "pregunto solo por curiosa",
        "mi pregunta es teórica",
    ],
)
def test_who_has_no_case_is_answered_in_general_and_asked_for_no_fact(talk, text):
    assert "le respondo en general" in texts(talk.turn("elsewhere", text))
    said = talk.turn("withdraw", "¿se puede retirar?")
    assert answers(said)[-1]["asks"] is None and talk.slots["pending_question"] is None


def test_who_has_one_is_asked_all_the_same(talk):
    talk.turn("elsewhere", "pregunto por curiosidad")
    assert answers(talk.turn("withdraw", "¿puedo retirar mi queja?", party="complainant"))[-1]["asks"] == "status"


def test_who_supposes_one_is_asked_of_it(talk):
    talk.turn("elsewhere", "es para exponer en clase, no es un caso mío")
    assert answers(talk.turn("withdraw", "¿un informe se retira?", kind="report"))[-1]["asks"] == "ground"


def test_how_the_answers_5_and_7_fit_is_said_in_general_where_no_case_is_told_of(talk):
    text = "No tengo ningún caso, es teórico. ¿Cómo encajan la 5 y la 7?"
    assert "Leídas juntas" in texts(talk.turn("sources", text, entities=[("question", "P5"), ("question", "P7")]))
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="product_infringement")
    assert "Leídas juntas" not in texts(talk.turn("why", "¿cómo se concilian la 5 y la 7?"))


def test_a_question_beside_it_is_all_that_is_answered(talk):
    assert "en general" not in texts(talk.turn("ip_review", "No tengo ninguna queja. ¿Quién las revisa?"))
    said = texts(talk.turn("ip_notice", "Yo no tengo ninguna queja. Pregunto qué significa un aviso"))
    assert "en general" not in said


@pytest.mark.parametrize(
    "text",
    ["la mía es por mala atención, ¿vale lo mismo?", "¿y eso cuenta para la otra denuncia?", "¿eso vale por teléfono?"],
)
def test_what_is_told_of_the_case_asks_no_such_thing(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    assert not any(response.startswith("utter_grounds") for response in responses(talk.turn("withdraw", text)))


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("¿alcanza con una denuncia para que bajen la publicación?", True),
        ("¿basta con reportar a la tienda de enfrente para que le borren los productos?", True),
        ("¿basta con que se queje una marca para que me bajen el producto?", True),
        ("si denuncian algo, ¿lo quitan automáticamente?", True),
        ("me denunciaron y borré el anuncio enseguida", False),
        ("¿basta con retirar la queja para que quiten la sanción?", False),
        ("¿es suficiente con pagar para que retiren la denuncia?", False),
        ("¿basta que la marca que me reportó quite su denuncia para que no me saquen puntos?", False),
        ("nos denunciaron, ¿nos descuentan los puntos automáticamente?", False),
        ("¿sirve de algo quejarme si después cierran el local?", False),
    ],
)
def test_that_a_complaint_is_not_enough_is_said_to_who_asks(talk, text, is_it):
    assert texts(talk.turn("ip_outcomes", text)).startswith("Denunciar no basta") == is_it


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("¿un cliente puede quejarse de una tienda?", True),
        ("un comprador me denunció por la nota que le dejé, ¿eso se puede?", True),
        ("¿puede una tienda denunciar a otra por copiarle?", True),
        ("mi hermana quiere ponerle un reclamo a una tienda, ¿eso se puede?", True),
        ("¿la tienda puede denunciarnos a nosotros?", False),
        ("¿puede la tienda quejarse de la marca que nos denunció?", False),
        ("¿un comprador puede retirar su queja?", False),
        ("¿otra tienda me puede denunciar sin tener pruebas?", False),
    ],
)
def test_who_may_complain_of_whom(talk, text, is_it):
    assert ("la guía no lo detalla" in texts(talk.turn("first_filing", text)).split(". ")[0]) == is_it


@pytest.mark.parametrize(
    ("intent", "text", "says_not"),
    [
        ("refile", "¿hay casos en los que me dejen poner una nueva?", "No conozco casos reales"),
        ("withdraw", "¿sabe de alguien que me pueda quitar la queja?", "No conozco casos reales"),
        ("withdraw", "reclamo a Alibaba por el envío, ¿quito la queja?", "quejarse de la propia Alibaba"),
        ("where", "¿por qué no encuentro Gestión de crédito?", "no dice por qué se llama así"),
        ("sources", "¿qué dice la página oficial y qué dice la guía?", "Lo principal de la guía"),
        ("withdraw", "fue un malentendido, ¿la quito?", "De qué malentendidos habla"),
        ("first_filing", "quiero reportar a la tienda por engañarme", "de mala fe"),
        ("ip_outcomes", "¿cuántas quejas hay que juntar para que me cierren?", "Estadísticas no tengo"),
        ("withdraw", "mi denuncia está en IPP, ¿puedo quitarla?", "no las distingue"),
        ("withdraw", "el vendedor dice que le baja la nota, ¿la puedo retirar?", "De acuerdo"),
    ],
)
def test_what_only_names_such_a_thing_is_answered_itself(talk, intent, text, says_not):
    said = texts(talk.turn(intent, text))
    assert says_not not in said and (intent != "withdraw" or "etira" in said)


def test_curiosity_takes_back_no_complaint_that_was_told(talk):
    said = talk.turn("inform", "solo por curiosidad. Me reportaron por una foto", party="respondent")
    assert "Siento el mal rato" in texts(said)


def test_which_platform_a_complaint_is_in(talk):
    said = talk.turn("confirm", "o sea que mi queja es de IPP, ¿no?", party="complainant")
    assert texts(said).startswith("La guía no las distingue") and "Manage Complaints" in texts(said)
    assert "no las distingue" not in texts(talk.turn("withdraw", "si es de IPP, ¿cómo se retira?"))


@pytest.mark.parametrize(
    ("text", "is_it"), [("¿podés borrar todo lo que te conté?", True), ("¿qué sabés hacer?", False)]
)
def test_who_asks_whether_we_can_erase_is_asked_whether_to(talk, text, is_it):
    assert responses(talk.turn("capabilities", text))[0].startswith("utter_erase") == is_it


def test_the_words_of_a_question_that_was_read_out_are_the_guides(talk):
    talk.turn("sources", "¿qué dice la pregunta 9?")
    assert answers(talk.turn("sources", "¿eso lo dice la guía o usted?"))[0]["sources"] == ["P9"]
