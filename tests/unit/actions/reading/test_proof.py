"""Proof that was told of, filing again, whose proof question 7 means, and complaints that are said to be lies."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import texts


@pytest.mark.parametrize(
    ("intent", "text", "has"),
    [
        ("withdraw", "tengo el certificado de INDECOPI, ¿la quito?", "yes"),
        ("correction", "no fue de mala fe, tengo el registro. ¿Usted la retiraría?", "yes"),
        ("refile", "luego sigue vendiendo, con mi registro la pongo otra vez, ¿sí o no?", "yes"),
        ("refile", "está todo registrado en el Indautor, ¿pongo otra?", "yes"),
        ("refile", "no tengo el registro, ¿pongo otra?", None),
        ("refile", "tengo el registro en trámite, ¿pongo otra?", None),
        ("refile", "la marca está registrada en el INPI, ¿pongo otra?", "yes"),
        ("inform", "él está registrado en Taobao", None),
        ("inform", "mi tienda está registrada en China", None),
        ("withdraw", "ya está registrada ante Alibaba, ¿la puedo retirar?", None),
        ("inform", "la queja está registrada en mi cuenta", None),
        ("where", "tengo el registro de mi cuenta y no encuentro el menú", None),
        ("inform", "nunca tengo las fotos originales a mano", None),
    ],
)
def test_proof_is_known_whatever_is_asked_beside_it(talk, intent, text, has):
    talk.turn("inform", "cuento de una queja", party="complainant", ground="product_infringement")
    said = talk.turn(intent, text)
    assert talk.slots.get("evidence") == has and "Gracias por aclarármelo" not in texts(said)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("corrijo: el peritaje es de otro caso. Para este no contamos con pruebas", "no"),
        ("las pruebas son de otro expediente. En el presente no hay ninguna", "no"),
        ("perdón, las capturas son de otra denuncia", None),
    ],
)
def test_proof_that_turns_out_to_be_of_another_case_is_taken_back_and_begins_none(talk, text, evidence):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", evidence="yes", status="in_process")
    said = talk.turn("correction", text, entities=[("evidence", "yes")], said={"yes": text[-4:]})
    assert (talk.slots["evidence"], talk.slots["cases"]) == (evidence, None)
    assert talk.slots["status"] == "in_process" and "Hablamos ahora" not in texts(said)


def test_a_neighbour_s_lack_of_proof_is_of_the_neighbour_s_case(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", evidence="yes")
    text = "mi cuñado también metió una, la canceló y no tiene pruebas. ¿Él puede?"
    words = {"evidence": "no tiene pruebas", "party": "metió", "status": "canceló"}
    talk.turn("refile", text, evidence="no", party="complainant", status="withdrawn", said=words)
    assert (talk.slots["principal"], talk.slots["evidence"]) == ("su cuñado", "no")
    assert talk.slots["cases"][0]["facts"]["evidence"] == "yes"


def test_the_accused_s_papers_are_no_proof_of_the_infringement(talk):
    talk.turn("inform", "cuento de una queja", party="respondent", ground="product_infringement")
    talk.turn("ip_outcomes", "tengo el registro, ¿me sancionan?")
    assert talk.slots.get("evidence") is None


def test_a_complaint_told_to_have_been_filed_since_is_a_case_of_its_own(talk):
    talk.turn("inform", "puse una queja", party="complainant", status="in_process")
    text = "tuve que hacer otra queja ayer, ya la cerraron. ¿la puedo retirar?"
    talk.turn("withdraw", text, status="processed")
    assert talk.slots["cases"][0]["facts"]["status"] == "in_process"


@pytest.mark.parametrize("text", ["puedo hacer otra denuncia igual, sí o no", "¿puedo meter otra queja igual?"])
def test_who_asks_to_file_again_speaks_of_no_further_case(talk, text):
    talk.turn("inform", "la cerraron", party="complainant", ground="other", status="processed")
    assert "la primera ya se procesó" in texts(talk.turn("refile", text, ground="other"))


def test_whose_proof_is_said_once_and_names_no_party(talk):
    talk.turn("refile", "¿pongo otra?", party="complainant", evidence="yes")
    of_it = [("term", "la_otra_parte"), ("detail", "whose_proof")]
    said = texts(talk.turn("meaning", "¿la otra parte soy yo o es el copiador?", entities=of_it))
    assert said.count("no aclara si es usted") == 1 and "la acusada, o sea" not in said
    said = texts(talk.turn("refile", "¿el copiador tiene que tener pruebas?", entities=[]))
    assert "la guía no lo explica" in said


@pytest.mark.parametrize(
    ("party", "intent", "text", "entities", "says"),
    [
        ("respondent", "fraud", "y si yo lo denuncio por mentir, tengo chats", [], "Si puede denunciarle por eso"),
        ("respondent", "correction", "no es en falso, es verdad. me conviene o no", [], "Piénselo bien antes"),
        (
            "respondent",
            "ip_outcomes",
            "si es mentira, ¿qué pasa?",
            ["their_false_proof"],
            "Si la queja no queda probada",
        ),
        ("complainant", "refile", "si pongo otra, ¿qué le pasa a él?", ["liar_punished"], "Solo hay dos resultados"),
        ("complainant", "refile", "si al final pongo otra, ¿le quitan puntos?", [], "Solo hay dos resultados"),
        ("complainant", "fraud", "¿no lo castigan por mentir?", ["liar_punished"], "De castigar a quien miente"),
    ],
)
def test_who_is_lied_about_is_not_lectured(talk, party, intent, text, entities, says):
    talk.turn("inform", "cuento de una queja", party=party, ground="product_infringement")
    said = texts(talk.turn(intent, text, entities=[("detail", name) for name in entities]))
    assert said.startswith(says) and "denunciar en falso" not in said


def test_what_is_only_told_beside_the_question_is_not_put_to_us(talk):
    talk.turn("inform", "la retiré", party="complainant", ground="image_theft", status="withdrawn")
    text = "vale, lo dejo ahí. Una cosa: si pongo otra, ¿le quitan puntos?"
    claims = [("claim", "leave_listing"), ("claim", "can_leave_it")]
    assert texts(talk.turn("ip_outcomes", text, entities=claims)).startswith("Solo hay dos resultados")
