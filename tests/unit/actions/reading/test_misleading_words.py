"""What is meant where words mislead: claims, «no X, sino Y», what differs, what is only promised or supposed."""

from __future__ import annotations

import pytest

from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts


def test_words_name_questions_that_exist():
    knowledge = project_knowledge()
    assert set(knowledge.phrases.names) <= {*knowledge.tables, *knowledge.subjects}


def test_a_claim_of_what_comes_of_a_withdrawal_is_no_claim_that_it_can_be_withdrawn(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", party="complainant")
    said = talk.turn("confirm", "entonces si la retiro salgo perdiendo?")
    assert "Así es" not in texts(said) and answers(said)[0]["verdict"] == "resolve_all_issues"
    said = talk.turn("confirm", "¿o sea que la puedo retirar?")
    assert texts(said).startswith("Así es") and answers(said)[0]["topic"] == "confirm"


def test_what_is_claimed_of_something_else_is_not_agreed_to(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", party="complainant")
    said = texts(talk.turn("confirm", "o sea que el vendedor ya se entera de todo lo mío, ¿verdad?"))
    assert not said.startswith(("Así es", "Sí", "No"))


def test_a_claim_that_it_cannot_be_withdrawn_is_answered_with_that(talk):
    talk.turn("respondent_request", "me piden que lo convenza", status="processed", party="respondent")
    said = talk.turn("confirm", "¿entonces ya no se puede aunque él acepte?")
    assert answers(said)[0]["verdict"] == "only_complainant"
    assert "sirve de poco" not in texts(said)


@pytest.mark.parametrize(
    ("intent", "text", "topic"),
    [
        ("mediation", "no quiero que medien, quiero que me la anulen", "withdraw"),
        ("appeal", "no quiero apelar, quiero saber si pierdo puntos", "ip_outcomes"),
        ("correction", "no me refiero a retirarla, me refiero a los puntos", "ip_outcomes"),
        ("reopen", "no quiero reabrir, quiero presentar otro", "refile"),
        ("correction", "no te pregunté por la sanción; te pregunto si puedo presentar otra", "refile"),
    ],
)
def test_of_what_is_rejected_and_what_is_named_the_named_is_answered(talk, intent, text, topic):
    talk.turn("withdraw", "¿la puedo retirar?", party="respondent")
    said = talk.turn(intent, text, {"withdraw": 0.01}, kind="complaint")
    assert answers(said)[0]["topic"] == topic


def test_a_correction_that_tells_nothing_new_does_not_get_the_whole_answer_again(talk):
    talk.turn("ip_outcomes", "¿habrá castigo?", party="complainant")
    said = texts(talk.turn("correction", "no a él, a mí, que soy quien reclamó", party="complainant"))
    assert said.count(".") <= 3 and "cambia la respuesta" not in said


def test_what_the_source_says_on_both_sides_is_answered_by_its_matter(talk):
    asked = "una pregunta admite presentar otra y otra pregunta no. ¿No se contradicen?"
    said = talk.turn("why", asked, entities=[("detail", "which_holds")])
    assert texts(said).startswith("La guía no las concilia")
    assert answers(said)[0]["verdict"] == "refile_depends"


def test_a_page_that_says_otherwise_is_reconciled_with_the_answer_to_the_matter(talk):
    talk.turn("ip_review", "¿cómo lo revisan?", party="respondent", ground="product_infringement")
    asked = "la página oficial dice que retirarla ayuda, ¿no contradice eso a su guía?"
    said = talk.turn("why", asked)
    assert answers(said)[0]["verdict"] == "ip_withdrawal_irrelevant"
    assert "no libra de los puntos" in texts(said) and "vale la página" in texts(said)


@pytest.mark.parametrize("text", ["¿y si me la cierran antes?", "¿y si se resuelve mientras espero el dinero?"])
def test_that_it_is_closed_before_is_supposed(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", party="complainant")
    said = talk.turn("withdraw", text, entities=[("detail", "unsaid")])
    assert "la guía no lo dice" not in texts(said)
    assert answers(said)[-1]["verdict"] == "not_withdrawable_processed"
    said = talk.turn("withdraw", "¿y la mía, hoy?")
    assert answers(said)[-1]["verdict"] == "withdrawable"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("quedamos en que me repone las piezas", None),
        ("me prometió que todo se arregla", None),
        ("ya quedamos en paz", "yes"),
    ],
)
def test_what_is_promised_is_not_settled(talk, text, held):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", party="complainant")
    talk.turn("inform", text, issues_resolved="yes")
    assert talk.slots["issues_resolved"] == held


def test_an_answer_with_a_rider_is_an_answer(talk):
    talk.turn("refile", "¿puede quejarse otra vez?", party="respondent", ground="product_infringement")
    said = talk.turn("nlu_fallback", "pues sí, ella tiene las fotos. ¿ya valí?", {"refile": 0.4, "inform": 0.3})
    assert answers(said)[-1]["verdict"] == "refile_with_evidence"


@pytest.mark.parametrize("intent", ["inform", "deny"])
def test_who_has_no_case_answers_nothing(talk, intent):
    talk.turn("refile", "¿se puede presentar otra?")
    assert talk.slots["pending_question"] == "evidence"
    said = talk.turn(intent, "no tengo ninguna queja, es curiosidad")
    assert talk.slots["evidence"] is None and talk.slots["pending_question"] is None
    assert "¿" not in texts(said)


def test_who_asks_what_proof_is_meant_is_told(talk):
    talk.turn("refile", "¿puedo presentar otra?", ground="other", party="complainant")
    said = talk.turn("inform", "pruebas de qué, si el mueble vino astillado", ground="other")
    assert answers(said)[0]["about"] == "pruebas_de_la_infraccion"
    assert "no son una infracción" in texts(said)
    assert answers(said)[-1]["asks"] is None


def test_who_tells_what_proof_they_have_is_not_told_what_proof_is(talk):
    talk.turn("refile", "¿puedo presentar otra?", party="complainant")
    said = talk.turn("inform", "tengo pruebas de que me plagió", evidence="yes")
    assert answers(said)[-1]["verdict"] == "refile_with_evidence"


@pytest.mark.parametrize("text", ["¿y si me cierran la tienda?", "no, si todavía no la resuelven"])
def test_another_thing_that_is_closed_and_what_is_not_closed_suppose_nothing(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", party="complainant")
    said = talk.turn("inform", text)
    assert answers(said)[-1]["facts"]["status"] == "in_process"


def test_a_reading_that_is_not_misled_is_kept(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = talk.turn("cost", "no hablo del vendedor, hablo de si cobran por quitarla")
    assert answers(said)[0]["about"] == "cost"


def test_one_likely_reading_with_an_answer_is_answered(talk):
    said = texts(talk.turn("nlu_fallback", "eso de los puntitos", {"ip_outcomes": 0.4, "rephrase": 0.2}))
    assert "No estoy seguro" not in said and "solo hay dos resultados" in said


def test_a_buyer_who_asks_whether_to_withdraw_gets_one_answer(talk):
    said = talk.turn("buyer_withdrawal", "compré yo, ¿la retiro?", entities=[("second_topic", "withdraw")])
    assert {answer["verdict"] for answer in answers(said)} == {"buyer_settle_first"}


@pytest.mark.parametrize("intent", ["appeal", "next_step"])
def test_what_is_known_to_be_intellectual_property_is_not_left_open(talk, intent):
    talk.turn("ip_outcomes", "¿habrá castigo?", party="respondent", ground="image_theft")
    for _ in range(2):
        assert "si es por propiedad intelectual" not in texts(talk.turn(intent, "¿qué hago?")).lower()


def test_hijo_as_an_address_names_nobody(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    talk.turn("ip_outcomes", "ay hijo, ¿le quitan puntos a uno?", party="respondent")
    assert talk.slots["party"] == "complainant"


def test_a_sour_goodbye_is_no_question(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="withdrawn", party="complainant")
    assert texts(talk.turn("acknowledge", "bueno, ni modo, no me sirvió")).startswith("Siento no haberle")
    assert texts(talk.turn("acknowledge", "ni modo, gracias")) == "De acuerdo."


def test_a_claim_for_a_case_that_is_not_held_is_answered_with_the_rule(talk):
    talk.turn("refile", "¿pueden quejarse otra vez?", party="respondent", evidence="yes")
    said = texts(talk.turn("confirm", "pero si no las tienen no pueden, ¿cierto?"))
    assert said.startswith("La pregunta 7 admite presentar otra cuando hay pruebas")


def test_a_question_of_the_guide_comes_before_any_detail(talk):
    said = texts(talk.turn("sources", "¿y falta la 6?", entities=[("detail", "not_shown_or_error")]))
    assert said.startswith("La guía no tiene una pregunta 6")
