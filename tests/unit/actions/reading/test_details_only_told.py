"""What is asked decides what is answered: what is only told beside it, or named, comes second or not at all."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def test_what_is_told_beside_where_to_look_is_not_answered(talk):
    text = "Su producto sigue visible en la página. ¿Cómo sé si mi denuncia ya la procesaron?"
    words = {"still_visible": "sigue visible"}
    said = talk.turn("status_check", text, entities=[("detail", "still_visible")], said=words, party="complainant")
    assert answers(said)[0]["topic"] == "status_check" and "Si el anuncio sigue visible" not in texts(said)


def test_whether_what_is_told_is_true_is_answered(talk):
    text = "El anuncio sigue visible. ¿Cómo lo sé?"
    said = talk.turn("status_check", text, entities=[("detail", "still_visible")], party="complainant")
    assert "Si el anuncio sigue visible" in texts(said)


@pytest.mark.parametrize("likely", [True, False])
def test_the_answer_on_a_topic_follows_a_detail_only_if_it_may_be_asked(talk, likely):
    of_it = {"ip_outcomes": 0.4 if likely else 0.01}
    details = [("detail", "still_visible")]
    facts = {"party": "respondent", "ground": "product_infringement"}
    said = texts(talk.turn("appeal", "¿es bueno que el enlace siga puesto?", of_it, entities=details, **facts))
    assert "Si el anuncio sigue visible" in said and ("Solo hay dos resultados" in said) is likely


def test_or_not_asks_nothing_beside(talk):
    said = talk.turn("refile", "¿puedo poner otra, o no?", entities=[("second_topic", "cost")], said={"cost": "o no?"})
    assert [answer["about"] for answer in answers(said)] == [None] * len(answers(said))


def test_a_detail_that_is_surer_than_the_one_that_is_named_is_said_too(talk):
    text = "Ya le pedimos perdón. ¿Le podemos pedir que la saque?"
    details = {"worth_asking": 0.25, "apologise": 0.09}
    places = {"worth_asking": "Le podemos pedir", "apologise": "perdón"}
    entities = [("detail", name) for name in details]
    talk.turn("inform", "mire", party="respondent", ground="other")
    said = talk.turn("respondent_request", text, entities=entities, sure=details, said=places)
    assert "Puede pedir perdón" in texts(said) and "Se le puede escribir" in texts(said)


def test_a_detail_of_which_the_nlu_is_sure_is_no_point_of_the_guide(talk):
    talk.turn("sources", "¿En qué idioma está redactada la guía?")
    text = "Dígame qué ley regula el retiro, para citarlo en mi informe."
    said = talk.turn("sources", text, entities=[("detail", "which_law")], sure={"which_law": 0.99})
    assert "No me baso en ninguna ley" in texts(said) and "puede mostrar lo que le respondo" not in texts(said)


def test_who_we_are_and_whether_we_erase_are_both_answered(talk):
    clauses = [("¿es usted persona o máquina?", "bot_challenge", 0.99, {})]
    clauses.append(("¿Y puede borrar todo lo que escribí?", "erase", 0.99, {}))
    said = texts(talk.turn("bot_challenge", " ".join(clause[0] for clause in clauses), clauses=clauses))
    assert said.startswith("Soy un asistente automático") and "¿Borro todo lo que hemos hablado?" in said
    assert talk.slots["pending_question"] == "erase"


def test_whether_it_changes_is_answered_of_what_it_changes(talk):
    talk.turn("mediation", "¿puedo pedir que medien?", party="respondent", status="processed")
    said = texts(talk.turn("inform", "No está procesada, sigue en revisión. ¿Cambia algo?", status="in_process"))
    assert "Eso sí cambia la respuesta" in said and "quien la presentó, y todavía puede" in said


@pytest.mark.parametrize(
    "facts, says",
    [({}, True), ({"kind": "report"}, False), ({"kind": "complaint"}, True)],
)
def test_the_accused_are_told_that_it_can_be_withdrawn_now(talk, facts, says):
    said = texts(talk.turn("withdraw", "¿la puede retirar hoy?", party="respondent", status="in_process", **facts))
    assert ("todavía puede, porque sigue en trámite" in said) is says


@pytest.mark.parametrize("party", ["complainant", "respondent"])
def test_nothing_is_said_of_the_telephone_to_who_cannot_withdraw_it(talk, party):
    said = texts(talk.turn("withdraw", "¿la puedo retirar? uso el celular", party=party, device="mobile"))
    assert ("con el teléfono" in said) is (party == "complainant")
