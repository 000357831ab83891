"""What nobody stated is not held: of whom a message names, of a second complaint, of what is supposed or asked."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("hablé con mi socio y dice que al primo le bajaron puntos", "complainant"),
        ("mi jefe quiere saber si le bajaron puntos al vendedor", "complainant"),
        ("mi hermana dice que le pusieron una y le bajaron puntos", "respondent"),
    ],
)
def test_who_only_says_something_is_no_party(talk, text, party):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    talk.turn("withdraw", text, party="respondent", said={"party": "bajaron"})
    assert talk.slots["party"] == party


def test_he_is_not_whose_relative_somebody_is(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    text = "la puse yo contra la tienda del primo de mi socio, y a él ya le bajaron puntos"
    talk.turn("withdraw", text, party="complainant", status="processed", said={"party": "puse yo", "status": "bajaron"})
    assert (talk.slots["cases"], talk.slots["principal"], talk.slots["status"]) == (None, None, "processed")


@pytest.mark.parametrize("text", ["no me acuse, solo pregunto", "no me denuncie usted a mí"])
def test_who_asks_not_to_be_accused_filed_it_still(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    talk.turn("correction", text)
    assert talk.slots["party"] == "complainant"


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"status": "withdrawn"}, "otro problema: el vendedor ahora puso queja contra mí"),
        (
            {"party": "complainant", "status": "in_process"},
            "ahora un cliente puso una queja en mi contra porque no le llegó",
        ),
    ],
)
def test_one_against_them_since_has_facts_of_its_own(talk, told, text):
    talk.turn("inform", "es por una máquina rota", ground="other", **told)
    talk.turn("withdraw", text, party="respondent", said={"party": "contra"})
    assert answers(talk.turn("withdraw", "¿esa la quito yo?"))[-1]["facts"] == {"party": "respondent"}


@pytest.mark.parametrize(
    ("text", "read", "party"),
    [
        ("Otro cliente puso otra queja porque llegó roto", {"party": "complainant"}, "respondent"),
        ("Tengo segunda queja: cliente dice que llegó roto", {}, "respondent"),
        (
            "Tengo otra queja contra otro vendedor que me mandó uno y llegó roto, si la retiro, ¿pueden mediar?",
            {},
            "complainant",
        ),
    ],
)
def test_who_filed_a_further_one_is_told(talk, text, read, party):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="image_theft", status="processed")
    intent = "mediation" if "?" in text else "new_case"
    talk.turn(intent, text, ground="other", said={"ground": "llegó roto", "party": "puso"} if read else None, **read)
    assert (talk.slots["party"], talk.slots["status"]) == (party, None)


def test_that_one_is_the_one_just_told_of(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="image_theft")
    talk.turn("new_case", "Hay otra queja porque llegó roto el pedido", ground="other", said={"ground": "llegó roto"})
    talk.turn("correction", "No, esa queja la puso un cliente contra mí", party="respondent")
    assert (talk.slots["party"], talk.slots["ground"]) == ("respondent", "other")


@pytest.mark.parametrize(
    ("text", "who", "is_another"),
    [
        ("mi editorial también puso una denuncia. ¿La puedo retirar yo si arreglo con él?", "su editorial", True),
        ("y el otro caso, mi amigo lo presentó por mí, ¿quién lo puede cancelar?", "su amigo", True),
        ("la puso mi amigo, ¿quién la puede cancelar?", "su amigo", False),
    ],
)
def test_one_that_somebody_else_filed_is_another(talk, text, who, is_another):
    talk.turn("withdraw", "¿lo retiro?", party="complainant", kind="report", ground="image_theft")
    facts = answers(talk.turn("withdraw", text, party="complainant"))[-1]["facts"]
    assert ("ground" not in facts) is is_another
    assert talk.slots["principal"] == who


@pytest.mark.parametrize(
    ("text", "topic"),
    [("¿Esa también quita puntos?", "ip_outcomes"), ("¿Y la puedo retirar yo?", "withdraw")],
)
def test_what_is_asked_of_a_further_one_is_answered(talk, text, topic):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="product_infringement")
    said = talk.turn("new_case", f"hay otra queja, de una clienta que dice que la traté mal. {text}", ground="other")
    assert answers(said)[-1]["topic"] == topic


def test_a_supposition_after_a_courtesy_is_one(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="in_process", evidence="yes")
    talk.turn("refile", "ok. y si no me pagan y ya la saqué?", status="withdrawn", said={"status": "saqué"})
    talk.turn("where", "pregunté si puedo retirar la mía desde el celular")
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("no hay fotos viejas. solo una foto de la feria. ¿esa sirve?", None),
        ("no tiene pruebas, solo un mail. ¿qué cuenta como prueba?", "no"),
    ],
)
def test_who_offers_a_little_has_not_said_that_there_is_no_proof(talk, text, held):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="image_theft")
    talk.turn("refile", text, evidence="no", said={"evidence": "no"})
    assert talk.slots["evidence"] == held


def test_who_asks_why_we_say_what_is_not_so_puts_it_right(talk):
    talk.turn("next_step", "¿qué hago?", party="respondent", status="withdrawn", ground="image_theft")
    text = "NO está retirada, está abierta. ¿Por qué dice que está retirada?"
    said = texts(talk.turn("why", text, status="in_process", said={"status": "está abierta"}))
    assert "lo corrijo: sigue en trámite" in said


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("me los enseñó mi abuela, no son copia de nadie. ¿la puede quitar?", "copia", "product_infringement"),
        ("quien denuncia no es titular de la marca, ¿eso la invalida?", "marca", "product_infringement"),
        ("no es por copia, ¿la puede quitar?", "copia", None),
        ("no he dicho que no sea por copia, ¿la puede quitar?", "copia", "product_infringement"),
        ("no es copia, es un diseño mío. ¿la puede quitar?", "copia", "product_infringement"),
        ("no dije que fuera por copia, ¿la puede quitar?", "copia", None),
        ("no es copia, es un pedido roto. ¿la puede quitar?", "copia", None),
    ],
)
def test_who_defends_themselves_does_not_deny_what_it_is_for(talk, text, words, held):
    talk.turn("withdraw", "¿la quito?", party="respondent", ground="product_infringement")
    talk.turn("withdraw", text, ground="product_infringement", said={"ground": words})
    assert talk.slots["ground"] == held


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("pero yo ya borro ayer, ¿es peor?", "borro", None),
        ("el nieto ya la borro anoche", "borro", None),
        ("la marca ya borro la queja", "borro", "withdrawn"),
    ],
)
def test_what_the_accused_deleted_is_no_complaint(talk, text, words, status):
    talk.turn("ip_notice", "¿qué significa?", party="respondent", ground="product_infringement")
    talk.turn("ip_remove_listing", text, status="withdrawn", said={"status": words})
    assert talk.slots["status"] == status


@pytest.mark.parametrize("text", ["no hay ninguna queja contra mí, era por si acaso", "nadie me ha denunciado"])
def test_who_says_that_there_is_none_against_them_is_not_the_accused(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    talk.turn("correction", text, party="respondent", said={"party": text.split()[-1].strip(",")})
    assert talk.slots["party"] == "complainant"
