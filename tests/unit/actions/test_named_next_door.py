"""What is asked beside the subject is named back and has its own line: offices, a lawyer's price, frozen money."""

from __future__ import annotations

import pytest

from actions.reading.care import would_harm
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
    ],
)
def test_what_is_asked_beside_has_its_own_line(talk, party, intent, text, says):
    talk.turn("inform", "cuento de una queja", party=party)
    assert says in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("¿voy al Procon o a la policía?", "otro sitio («Procon» y «policía»)"),
        ("le escribo de una asociación de consumidores: ¿puede ir al SERNAC?", "otro sitio («SERNAC»), la"),
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
