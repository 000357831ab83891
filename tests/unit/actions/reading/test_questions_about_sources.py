"""Who stands behind the guide, what its pages are, whether we are kept up to date; and who has no case of their own."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts

_PUBLISHER, _CURRENT, _CHINESE = "solo sé el nombre", "No me entero", "举报"


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("lawyer", "¿quiénes son los de la Red de Respuestas Legales?", _PUBLISHER),
        ("sources", "y la red esa, ¿quiénes son?", _PUBLISHER),
        ("bot_challenge", "¿usted está al día?", _CURRENT),
        ("sources", "si Taobao cambia las normas, ¿usted se entera?", _CURRENT),
        ("bot_challenge", "¿te actualizan cada tanto o no?", _CURRENT),
        ("meaning", "¿por qué hay dos palabras, queja e informe?", _CHINESE),
        ("elsewhere", "¿cómo se escriben queja e informe en chino?", _CHINESE),
        ("sources", "¿cuántas preguntas tiene la guía? ¿me la podrías mandar?", "Puede leerla por preguntas"),
    ],
)
def test_what_is_asked_of_the_sources_is_answered(talk, intent, text, says):
    assert says in texts(talk.turn(intent, text))


def test_whether_they_are_lawyers_is_asked_of_the_same(talk):
    said = texts(talk.turn("lawyer", "¿quién es esa Red de Respuestas Legales? ¿Son abogados?"))
    assert _PUBLISHER in said and "cárcel" not in said


@pytest.mark.parametrize(
    "text",
    [
        "¿quién es el que me denunció en la red social?",
        "¿cada cuánto se actualiza el estado de mi queja?",
        "si cambian las normas de envío, ¿pierdo puntos?",
        "¿qué palabras escribo en la queja?",
        "¿por qué hay dos quejas contra mí?",
        "¿el botón en chino cómo se llama?",
        "¿cómo se llama el servicio en chino?",
        "¿me puede pasar algo?",
        "¿son abogados los que median?",
    ],
)
def test_other_things_are_not_asked_of_them(talk, text):
    said = texts(talk.turn("elsewhere", text))
    assert not any(words in said for words in (_PUBLISHER, _CURRENT, _CHINESE, "Puede leerla por preguntas"))


@pytest.mark.parametrize(
    ("intent", "text", "page"),
    [
        ("sources", "¿en qué página apelo? Mándeme el enlace", "instruction/cn.htm"),
        ("appeal", "¿hay algún documento oficial sobre cómo apelar?", "instruction/cn.htm"),
        ("sources", "¿sigue en vigor ese texto de 2016?", "iprs014"),
        ("sources", "¿ese texto de 2016 sigue siendo válido?", "iprs014"),
        ("why", "¿dónde encuentro esa página oficial?", "faq/en.htm"),
    ],
)
def test_the_page_asked_for_is_given(talk, intent, text, page):
    talk.turn("ip_withdrawal_effect", "si la retira, ¿me libro?", party="respondent", ground="image_theft")
    said = texts(talk.turn(intent, text))
    assert page in said


def test_who_says_that_the_page_of_appeals_is_not_meant_is_not_given_it_again(talk):
    talk.turn("ip_withdrawal_effect", "si la retira, ¿me libro?", party="respondent", ground="image_theft")
    said = texts(talk.turn("sources", "Esa página habla de apelar; deme el enlace de la de 2016."))
    assert "iprs014" in said


def test_a_page_is_only_given_where_one_was_mentioned(talk):
    assert "Tengo un resumen" not in texts(talk.turn("appeal", "¿en qué página apelo?", party="respondent"))


@pytest.mark.parametrize(
    ("party", "intent", "text", "says"),
    [
        (None, "withdraw", "¿un tercero puede pedir que se retire?", "ni la parte acusada ni un tercero"),
        (None, "who_complained", "¿quién puede retirar una denuncia?", "ni la parte acusada ni un tercero"),
        (None, "who_complained", "¿quién puede retirarla?", "solo puede hacerlo quien la presentó"),
        ("respondent", "withdraw", "en general, ¿quién puede quitar una queja?", "usted, que la recibió, no"),
        ("respondent", "ip_outcomes", "¿nos podían sancionar sin avisar?", "De puntos o sanciones sin aviso"),
        ("complainant", "lawyer", "¿vale un perito de mi país?", "Si hace falta un perito"),
        ("respondent", "who_complained", "¿puede mi tienda denunciar al que nos acusó?", "De quejarse a su vez"),
    ],
)
def test_each_has_its_line(talk, party, intent, text, says):
    if party:
        talk.turn("inform", "cuento de una queja", party=party, ground="product_infringement")
    assert says in texts(talk.turn(intent, text))
