"""What is asked beside the subject is named back and has its own line: offices, a lawyer's price, frozen money."""

from __future__ import annotations

import pytest

from actions.reading.needs_care import would_harm
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("party", "intent", "text", "says"),
    [
        ("respondent", "lawyer", "¿cuánto cobra un abogado?", "Cuánto cobra un abogado"),
        ("respondent", "lawyer", "¿los abogados son caros?", "Cuánto cobra un abogado"),
        ("complainant", "order", "hice un contracargo, ¿lo anulo?", "su banco"),
        ("respondent", "settlement", "¿me congelan el dinero de Alipay?", "De congelar o retener dinero"),
        ("respondent", "elsewhere", "¿quién me paga el bodegaje?", "si se pueden cobrar a la otra parte"),
        ("complainant", "withdraw", "si la retiro, ¿se borra o queda ahí?", "la sigue viendo la otra parte"),
        ("respondent", "ip_remove_listing", "ya lo quité. ¿Mejor confesar o callar?", "Si conviene reconocerlo"),
        ("complainant", "first_filing", "¿tengo que registrarlas antes?", "tener la marca o las fotos registradas"),
        ("respondent", "authority", "¿puedo exigir por el RGPD saber quién fue?", "De protección de datos"),
        ("complainant", "contact", "le escribo por el chat o por whatsapp", "Por qué medio escribir"),
        ("respondent", "elsewhere", "¿me pueden despedir por esto?", "tampoco de despidos"),
        ("respondent", "privacy", "¿dónde escribo esto?", "en la plataforma oficial (IPP"),
        ("respondent", "where", "¿en el celular se puede o tiene que ir a un cíber?", "Quien la presentó puede probar"),
    ],
)
def test_what_is_asked_beside_has_its_own_line(talk, party, intent, text, says):
    talk.turn("inform", "cuento de una queja", party=party, ground="image_theft")
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("¿y cuánto sale?", "Cuánto cobra un abogado"),
        ("¿y retirarla cuánto cuesta?", "si retirar o presentar una queja cuesta"),
        ("¿cuánto me cuesta que retiren la queja?", "si retirar o presentar una queja cuesta"),
    ],
)
def test_after_a_lawyer_was_asked_about_the_price_is_a_lawyers(talk, text, says):
    talk.turn("lawyer", "¿necesito un abogado?", party="respondent")
    assert says in texts(talk.turn("cost", text))


def test_who_asks_what_we_think_of_an_office_is_told_of_the_office(talk):
    text = "mi nieto dice que vaya a la Profeco, ¿qué opina?"
    said = texts(talk.turn("authority", text, entities=[("detail", "your_opinion"), ("other_place", "Profeco")]))
    assert "De «Profeco» la guía" in said and "Opinión propia" not in said


def test_a_short_question_that_goes_on_with_the_one_before_has_no_line_of_its_own(talk):
    talk.turn("inform", "cuento de una queja", party="complainant")
    text = "¿cómo le escribo para que quede constancia? ¿Por el chat de Alibaba?"
    clauses = [
        (c + "?", "contact", 0.95, {})
        for c in ("¿cómo le escribo para que quede constancia", "¿Por el chat de Alibaba")
    ]
    assert "ningún teléfono" not in texts(talk.turn("contact", text, clauses=clauses))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("¿voy al Procon o a la policía?", "De «Procon» y «policía» la guía"),
        ("le escribo de una asociación de consumidores: ¿puede ir al SERNAC?", "De «SERNAC» la"),
    ],
)
def test_each_office_that_is_asked_about_is_named_back(talk, text, named):
    assert named in texts(talk.turn("authority", text, entities=[("detail", "report_beside")]))


def test_the_office_that_one_writes_from_is_not_asked_about(talk):
    text, beside = "trabajo en una oficina de consumo. ¿Cuánto tarda?", [("second_topic", "duration")]
    said = talk.turn("authority", text, entities=beside, said={"duration": "¿Cuánto tarda?"})
    assert [answer["about"] for answer in answers(said)] == ["duration"]


def test_words_of_comfort_are_said_once(talk):
    clauses = [("¿me llevan preso?", "lawyer", 0.9, {"prison": 0.99}), ("Él no duerme.", "distress", 0.99, {})]
    said = texts(talk.turn("lawyer", "¿me llevan preso? Él no duerme.", clauses=clauses, party="respondent"))
    assert said.startswith("Siento que lo esté pasando así") and "Siento mucho" not in said
    text, beside = "me llegó un aviso. No he dormido", [("second_topic", "distress")]
    assert "Siento que lo esté" not in texts(talk.turn("inform", text, entities=beside))


def test_who_would_own_up_is_not_taken_for_a_liar():
    assert not would_harm(project_knowledge(), "¿y si le digo a Alibaba que los copié?")
    assert would_harm(project_knowledge(), "¿y si le digo a Alibaba que son copias?")


@pytest.mark.parametrize(
    ("text", "detail", "says"),
    [
        ("¿quién está detrás de la denuncia?", "who_runs", "este servicio"),
        ("le pregunté por la Profeco", "customs", "aduana"),
    ],
)
def test_what_names_neither_us_nor_the_customs_is_of_neither(talk, text, detail, says):
    talk.turn("inform", "me denunciaron", party="respondent")
    assert says not in texts(talk.turn("who_complained", text, entities=[("detail", detail)]))


def test_another_platform_is_named_back_before_a_detail_of_complaints(talk):
    talk.turn("inform", "me denunciaron", party="respondent")
    entities = [("detail", "complain_back"), ("other_place", "1688")]
    text = "y en 1688 ¿puedo denunciarlo yo?"
    assert "De 1688 no sé nada" in texts(
        talk.turn("other_platform", text, entities=entities, sure={"complain_back": 0.4})
    )
