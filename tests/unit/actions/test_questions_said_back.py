"""A question next door that no line of ours names is said back to whoever asks it."""

from __future__ import annotations

import pytest

from actions.reading.said_back import Question, said_back
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import responses, texts


@pytest.mark.parametrize(
    ("asked", "kind", "text"),
    [
        ("¿me cubre el seguro?", "whether", "le cubre el seguro"),
        ("¿puedo yo vender la tienda ahora?", "whether", "puede usted vender la tienda ahora"),
        ("¿pueden quitarme la tienda?", "whether", "pueden quitarle la tienda"),
        ("¿el banco me devuelve la comisión?", "whether", "el banco le devuelve la comisión"),
        ("¿perdí mis descuentos?", "whether", "perdió sus descuentos"),
        ("¿mi socio puede ver los mensajes?", "whether", "su socio puede ver los mensajes"),
        ("¿tengo que guardar la caja?", "whether", "tiene que guardar la caja"),
        ("¿se me cierra la tienda?", "whether", "se le cierra la tienda"),
        ("y cuanto vale mi tienda?", "which", "Cuánto vale su tienda"),
        ("¿por qué me cobran el seguro?", "which", "Por qué le cobran el seguro"),
        ("¿y si vendo la tienda a mi hermano?", "what_if", "si vende la tienda a su hermano"),
        ("oye, ¿y si el vendedor no responde?", "what_if", "si el vendedor no responde"),
        ("¿y los derechos morales?", "matter", "los derechos morales"),
        ("¿y mi tienda?", "matter", "su tienda"),
    ],
)
def test_what_is_the_writers_is_said_to_them(asked, kind, text):
    assert said_back(project_knowledge(), asked) == Question(kind, text)


@pytest.mark.parametrize(
    "asked",
    [
        "¿y usted qué haría?",
        "¿lo dice la guía?",
        "¿y si no paga, la quito?",
        "¿y si lo empapelo?",
        "¿qué quiere decir «pending»?",
        "¿y q pasa ahora?",
        "¿que la cerrada no se puede?",
        "¿como una foto de mi bolso?",
        "¿los zapatos cuánto tardan?",
        "¿el otro, que firmó, me paga?",
        "¿seguro?",
        "la tienda cambia de dueño, ¿verdad?",
        # A condition with its main clause.
        "¿y si pido un taxi me lo pagan?",
        "¿y si vendo la tienda caduca la garantía?",
        "si gano el juicio cobro",
        # One's own «me».
        "¿puedo registrarme con otro correo?",
        "¿y si me equivoqué de correo al registrarme?",
        "¿podemos reunirnos con el vendedor?",
        # Accents that lack, and forms that are nouns, too.
        "a mi me llega factura?",
        "¿y si ya mande el paquete de vuelta?",
        "¿el banco ya me pago la factura?",
        "donde esta mi paquete?",
        "¿sirve mi carné de conducir para registrarme?",
        "¿hacen cambio de talla?",
        "¿retiro fondos?",
        # A relative clause; what is asked of us; whose it is.
        "¿y lo que gasté en publicidad?",
        "¿y la comisión que me cobró el banco?",
        "¿me cuentas un chiste?",
        "¿me cuenta un chiste?",
        "¿habla inglés?",
        "¿y si es culpa nuestra?",
        # Its words tell nothing.
        "¿lo hago?",
        "¿me conviene?",
        "¿se lo doy?",
        "¿es pagado?",
    ],
)
def test_what_can_not_be_said_back_is_not(asked):
    assert said_back(project_knowledge(), asked) is None


def test_what_no_line_names_is_said_back_with_who_may_know(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("other_alibaba", "¿puedo cambiar de nombre la tienda?")
    assert texts(said).startswith("Si puede cambiar de nombre la tienda, la guía no lo dice; ")


@pytest.mark.parametrize(
    ("subject", "text", "line"),
    [
        ("account", "¿uso el usuario de mi hijo?", "iniciar sesión"),
        ("account", "¿tengo que meter la clave?", "iniciar sesión"),
        ("refund", "mi banco me pide cerrar la reclamación antes. ¿Me conviene?", "la guía pide"),
        ("lawyer", "¿pueden quitarme la casa?", "puntos"),
        (
            "other_alibaba",
            "la puse con la cuenta de mi hijo. ¿Puedo cambiar de nombre la tienda?",
            "no está en la guía",
        ),
    ],
)
def test_a_rule_of_the_guide_and_what_is_told_beside_it_are_not_lost(talk, subject, text, line):
    talk.turn("withdraw", "¿la quito?", status="in_process", ground="product_infringement")
    said = texts(talk.turn(subject, text))
    assert "la guía no lo dice; " not in said and line in said


def test_what_a_line_names_gets_the_line(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert responses(talk.turn("order", "¿dónde está mi pedido?"))[0] == "utter_order"
    assert responses(talk.turn("lawyer", "¿necesito un abogado?"))[0].startswith("utter_lawyer")


def test_before_a_case_and_of_a_place_that_is_named_the_line_is_said(talk):
    assert responses(talk.turn("elsewhere", "¿qué tiempo hace en Lima?"))[0] == "utter_elsewhere"
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    assert "De «SERNAC» la guía" in texts(talk.turn("authority", "¿me ayuda el SERNAC?"))


def test_what_the_nlu_did_not_read_as_the_subject_is_not_said_back(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    found = [("second_topic", "other_alibaba")]
    said = talk.turn("should_file", "¿conviene o no conviene?", entities=found)
    assert "la guía no lo dice; " not in texts(said)


def test_of_two_questions_none_is_said_back(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("other_alibaba", "¿cambio de nombre la tienda? ¿Y la vendo?")
    assert responses(said) == ["utter_other_alibaba"]


def test_a_correction_that_only_tells_asks_nothing_next_door(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", issues_resolved="yes")
    told = talk.turn(
        "correction",
        "rectifico: lo mandó, no me ha llegado",
        {"correction": 0.6, "order": 0.3},
        entities=[("second_topic", "order")],
        issues_resolved="no",
    )
    assert "utter_order" not in responses(told) and "resuelto" in texts(told)
