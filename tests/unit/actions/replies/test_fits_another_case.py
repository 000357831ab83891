"""Where the rule is right and the case is another: other grounds, what was withdrawn since, whose proof it is."""

from __future__ import annotations

import pytest

from tests.unit.actions.marked_message import REFILE, reading
from tests.unit.actions.simulation import DOMAIN, answers, texts

THEIRS = {**REFILE, "party": "complainant", "ground": "image_theft"}
ACCUSED = {**REFILE, "party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    "topic", ["ip_outcomes", "ip_notice", "ip_review", "ip_remove_listing", "ip_withdrawal_effect"]
)
@pytest.mark.parametrize("party", ["complainant", "respondent"])
def test_of_another_ground_the_first_sentence_says_that_the_guide_is_silent(talk, topic, party):
    for _ in range(2):
        said = talk.turn(topic, "¿y en mi caso qué pasa?", party=party, ground="other")
        first = said[0]["text"].split("\n")[0]
        assert "otro motivo" in first and "la guía no" in first.replace("no dice nada la guía", "la guía no")
        assert answers(said)[-1]["notes"] == []


@pytest.mark.parametrize("status", ["in_process", "processed"])
def test_what_asking_for_it_is_worth_is_left_open_for_another_ground(talk, status):
    said = texts(talk.turn("respondent_request", "¿se lo pido?", party="respondent", ground="other", status=status))
    assert "la guía no lo dice" in said and ("no la puede retirar nadie" in said) == (status == "processed")


def test_whom_the_rule_is_for_is_said_to_who_asks_which_holds(talk):
    talk.turn("ip_outcomes", "¿le bajan puntos?", party="complainant", ground="other")
    said = talk.turn("why", "¿en qué quedamos, vale para un envío?")
    assert "solo de las quejas por propiedad intelectual" in texts(said)


def test_a_ground_that_nobody_held_is_not_taken_back():
    held = {"topic": "ip_outcomes", "party": "respondent", "ground": "other"}
    denied = reading("correction", "que no va de marcas", held, ("ground", "product_infringement", "marcas"))
    assert denied.retracted == []


@pytest.mark.parametrize(
    "text",
    ["le di a anular anoche. ¿y ahora qué?", "ya la retiré. ¿falta algo?", "cancelación hecha, ¿con eso está todo?"],
)
def test_who_says_that_it_is_withdrawn_and_asks_what_now_is_told_what_follows(text):
    held = {"topic": "refile", "party": "complainant", "status": "in_process", "evidence": "yes"}
    read = reading("withdraw", text, held)
    assert (read.intent, read.stated["status"]) == ("next_step", "withdrawn")


def test_whether_that_is_all_leaves_another_complaint_behind(talk):
    talk.turn("refile", "¿otra puedo?", party="complainant", ground="image_theft", evidence="yes")
    said = talk.turn("inform", "ya la retiré", status="withdrawn")
    assert "No tiene que hacer nada más" in texts(said)
    said = talk.turn("refile", "no quiero otra, ¿hay que hacer algo más?")
    assert "De su parte no falta nada" in texts(said)


@pytest.mark.parametrize("text", ["Tengo los negativos. ¿Eso vale?", "conservo los archivos en RAW"])
def test_what_the_complainant_has_answers_the_question_for_proof(text):
    read = reading("appeal", text, THEIRS, ("evidence", "yes", text.split()[2].strip(".")))
    assert (read.intent, read.stated["evidence"], read.questions) == ("inform", "yes", [])


def test_what_is_only_asked_of_proof_answers_nothing():
    assert reading("meaning", "¿si tengo los negativos vale?", THEIRS).stated == {}


def test_the_accuseds_papers_are_for_an_appeal():
    read = reading("refile", "Guardo el contrato con la fábrica. ¿Me sirve?", ACCUSED, ("evidence", "yes", "contrato"))
    assert (read.intent, read.stated) == ("appeal", {})


def test_the_accused_is_not_asked_for_proof_once_they_spoke_of_their_papers(talk):
    talk.turn("ip_notice", "me avisaron, y tengo la licencia", party="respondent", ground="product_infringement")
    assert [answer["asks"] for answer in answers(talk.turn("refile", "¿me puede denunciar otra vez?"))] == [None]
    assert talk.slots["pending_question"] is None


def test_the_accused_who_rejects_the_question_is_not_asked_again(talk):
    talk.turn("refile", "¿me puede denunciar otra vez?", party="respondent", ground="product_infringement")
    assert talk.slots["pending_question"] == "evidence"
    said = talk.turn("why", "las pruebas las tendrá él, ¿por qué me lo pregunta?")
    assert said[0]["text"] == DOMAIN["responses"]["utter_proof_not_asked"][0]["text"].format(
        footer="Fuente: pregunta 7 de la guía."
    )
    assert talk.slots["pending_question"] is None


def test_that_the_other_can_have_no_proof_is_an_answer():
    text = "ella no puede tener nada, el diseño es mío, y no me pregunte por pruebas"
    assert reading("correction", text, ACCUSED, ("evidence", "no", "no puede tener")).stated == {"evidence": "no"}


def test_who_filed_it_is_still_who_filed_it_when_they_were_told_something():
    held = {"topic": "withdraw", "party": "complainant"}
    told = reading("status_check", "nos avisaron de algo, ¿ya se ve?", held, ("party", "respondent", "nos"))
    assert told.stated == {}


def test_what_might_happen_meanwhile_is_so_of_the_answer_only():
    held = {"topic": "before_withdrawing", "party": "complainant", "status": "in_process"}
    read = reading("confirm", "entonces aguanto. ¿Y si mientras tanto la resuelven?", held)
    assert (read.intent, read.if_closed, read.stated, read.details) == ("withdraw", True, {}, [])


def test_who_sent_the_person_something_is_no_party(talk):
    talk.turn("withdraw", "¿la retiro?", party="complainant", status="in_process", ground="image_theft")
    talk.turn("before_withdrawing", "además mi socia me mandó un papel, ¿qué miro?", party="complainant")
    assert (talk.slots["status"], talk.slots["principal"]) == ("in_process", None)


def test_a_complainants_plan_to_take_it_back_is_of_the_complaint():
    held = {"topic": "before_withdrawing", "party": "complainant"}
    assert reading("ip_remove_listing", "ya cobré, ¿ahora sí la quito?", held).questions == ["withdraw"]
