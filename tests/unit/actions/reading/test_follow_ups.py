"""What is asked in a few words about what was just said: why, how it is done, which days count, whose proof."""

from __future__ import annotations

import pytest

from actions.reading.contradictions import says_they_differ
from actions.reading.phrases import asks_why_a_rule, asks_why_of
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, responses, texts


@pytest.mark.parametrize(
    ("text", "is_why"),
    [
        ("¿por qué no se puede?", True),
        ("pq no sirve eso", True),
        ("o sea que ni se lo pido pq no sirve?", False),
        ("¿y por qué la que cerraron ya no se puede quitar?", True),
        ("no le pregunté por qué no se puede. ¿Y la otra?", False),
        ("¿se puede o por qué tarda?", False),
    ],
)
def test_what_asks_why_a_rule_is_what_it_is(text, is_why):
    assert asks_why_a_rule(project_knowledge(), text) is is_why


def test_a_question_that_was_not_asked_is_not_answered():
    assert not asks_why_of(project_knowledge(), "no pregunté por qué la rechazaron, sino cuánto tarda.")


@pytest.mark.parametrize("text", ["me dice las dos cosas", "¿en qué se basa si la 10 dice claramente que no?"])
def test_what_says_that_two_answers_differ(text):
    assert says_they_differ(project_knowledge(), text)


def test_why_is_of_the_answer_given_last_and_gives_the_guides_reason(talk):
    talk.turn("ip_withdrawal_effect", "¿me salvo si la quita?", party="respondent", ground="image_theft")
    talk.turn("ip_remove_listing", "¿y si borro el producto?")
    talk.slots["topic"] = "ip_withdrawal_effect"  # as after an answer that was not sure to be meant
    said = talk.turn("why", "¿y por qué no sirve?")
    assert answers(said)[0]["verdict"] == "ip_removal_useless" and "instantánea" in texts(said)


def test_of_a_rule_without_a_reason_it_is_said_that_the_guide_gives_none(talk):
    talk.turn("withdraw", "ya la cerraron, ¿la quito?", party="complainant", status="processed")
    said = talk.turn("withdraw", "¿y por qué no se puede?", {"why": 0.3})
    assert answers(said)[0]["topic"] == "why" and "la guía no lo da" in texts(said)


def test_the_complaint_to_come_is_not_the_one_that_was_withdrawn(talk):
    talk.turn("refile", "la quité, ¿puedo poner otra?", party="complainant", status="withdrawn", evidence="yes")
    said = talk.turn("refile", "y si pongo la nueva, ¿la podría quitar luego?")
    assert "también la podrá retirar" in texts(said)
    said = talk.turn("refile", "¿y si la nueva la cierran, la puedo quitar ya procesada?")
    assert texts(said).startswith("No: una vez procesada, tampoco la nueva")


def test_a_second_payment_is_no_complaint_to_come(talk):
    talk.turn("withdraw", "me pagan en tres cuotas, ¿la quito?", party="complainant", issues_resolved="no")
    said = talk.turn("withdraw", "me pagaron la segunda, falta una. ¿La puedo retirar?", issues_resolved="no")
    assert answers(said)[-1]["verdict"] == "resolve_first"


def test_the_rule_is_asked_for_without_the_case_which_is_kept(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="withdrawn", kind="complaint")
    said = talk.turn("withdraw", "olvide lo mío: un informe por insultos, ¿se retira?", kind="report", ground="other")
    assert answers(said)[0]["verdict"] == "report_not_withdrawable"
    said = talk.turn("inform", "¿y la mía?", party="complainant")  # as it is mostly read
    assert answers(said)[0]["verdict"] == "already_withdrawn"


def test_of_another_kind_the_question_is_whether_it_can_be_withdrawn(talk):
    talk.turn("refile", "la quité, ¿pongo otra?", party="complainant", status="withdrawn", ground="other")
    entities = [("kind", "report"), ("supposed", "yes")]
    said = talk.turn("refile", "¿y si hubiera sido un informe?", {"withdraw": 0.05}, entities=entities)
    assert answers(said)[0]["verdict"] == "report_not_withdrawable"


def test_the_accuseds_registration_is_no_proof_of_the_infringement(talk):
    talk.turn("refile", "si la retira, ¿puede poner otra?", party="respondent", ground="product_infringement")
    said = talk.turn("inform", "tenemos el registro de nuestra marca", entities=[("evidence", "yes")])
    assert "no como prueba de una infracción" in texts(said) and talk.slots["evidence"] is None


def test_nobody_has_to_withdraw_for_being_paid(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent", ground="other")
    assert "no dice que pagar" in texts(talk.turn("withdraw", "si le devuelvo el dinero, ¿me la quitan?"))
    assert texts(talk.turn("confirm", "entonces no está obligado, ¿cierto?")).startswith("Así es. ")


def test_a_time_of_third_parties_is_not_sure(talk):
    talk.turn("respond_deadline", "¿qué plazo tengo?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("confirm", "¿entonces son tres días, seguro?"))
    assert said.startswith("No, no es seguro")


def test_both_parts_of_a_claim_are_judged(talk):
    talk.turn("ip_remove_listing", "¿sirve borrarlo?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("confirm", "en fin: borrar no sirve, apelar sí, ¿correcto?"))
    assert said.startswith("Así es.") and "puede apelar" in said.lower()


@pytest.mark.parametrize(
    "intent, text, guesses",
    [
        ("where", "vale, ¿y dónde se hace?", {}),
        ("nlu_fallback", "sí, pero ¿cómo?", {"appeal": 0.2}),
        ("appeal", "¿dónde le doy?", {}),
    ],
)
def test_after_an_appeal_how_it_is_done_is_of_the_appeal(talk, intent, text, guesses):
    talk.turn("appeal", "¿se puede apelar?", party="respondent", ground="image_theft")
    said = talk.turn(intent, text, guesses)
    assert "con qué pasos" in texts(said) and answers(said)[0]["about"] == "appeal"
    assert "Mi informe de quejas" not in texts(said)


def test_what_names_something_else_is_not_of_the_appeal(talk):
    talk.turn("appeal", "¿se puede apelar?", party="respondent", ground="image_theft")
    assert answers(talk.turn("where", "¿dónde la retira él? ¿dónde la quita?"))[-1]["verdict"] == "where"
    talk.turn("mediation", "quiero que Alibaba medie")
    assert "con qué pasos" not in texts(talk.turn("appeal", "¿y cómo lo hago?"))


def test_a_few_words_more_on_a_deadline_stay_with_it(talk):
    talk.turn("respond_deadline", "¿cuánto plazo hay?", party="respondent")
    assert "qué país son los días" in texts(talk.turn("respond_deadline", "¿los feriados cuentan?"))
    said = talk.turn("nlu_fallback", "domingos cuentan, sí o no", {"respond_deadline": 0.2})
    assert "qué días cuentan" in texts(said) and "plazo para contestar" not in texts(said)
    assert "ya venció" in texts(talk.turn("respond_deadline", "¿y si se me pasó el plazo?"))


@pytest.mark.parametrize(
    "intent, text, party, words",
    [
        ("ip_outcomes", "¿me van a sancionar a mí?", "complainant", "no para quien la presentó"),
        ("ip_withdrawal_effect", "si la retiro, ¿me bajan puntos?", "complainant", "no para quien la presentó"),
        ("ip_outcomes", "¿me van a sancionar a mí?", "respondent", "solo hay dos resultados"),
        ("meaning", "¿la sanción es irrevocable?", "respondent", "es definitiva, la guía no lo dice"),
        ("sources", "¿la guía es un documento oficial?", None, "no es un texto oficial"),
        ("first_filing", "¿me puede denunciar él a mí?", "complainant", "puede quejarse a su vez"),
        ("appeal", "¿de quién tienen que ser las pruebas?", "respondent", "no aclara quién es"),
    ],
)
def test_it_is_answered_of_whom_it_is_asked(talk, intent, text, party, words):
    talk.turn("withdraw", "¿se puede retirar?", **({"party": party} if party else {}))
    assert words in texts(talk.turn(intent, text))


def test_one_s_own_papers_are_no_proof_of_the_infringement(talk):
    talk.turn("refile", "¿puede poner otra?", party="respondent", ground="image_theft")
    said = talk.turn("meaning", "¿mis originales cuentan como «pruebas de la infracción»? ¿o no?")
    assert "no como prueba de una infracción" in texts(said)
    talk.turn("refile", "¿puede poner otra?")
    talk.turn("refile", "pruebas tiene, yo la copié, ¿entonces sí?", evidence="yes")
    assert talk.slots["evidence"] == "yes"


def test_proof_of_a_debt_asked_about_again_is_still_none(talk):
    talk.turn("refile", "¿puedo poner otra?", status="withdrawn", party="complainant")
    talk.turn("meaning", "infracción de qué", entities=[("detail", "debt_proof")])
    said = talk.turn("refile", "tengo los mensajes en que promete pagar, ¿sirven?", entities=[("detail", "debt_proof")])
    assert "no se podría presentar otra" in texts(said)


def test_who_plans_to_cheat_is_not_told_that_the_other_lies(talk):
    said = talk.turn("fraud", "¿y si pongo otra fecha en mis dibujos?", party="respondent")
    assert "Si quien le denunció" not in texts(said)
    assert responses(talk.turn("fraud", "¿y si hago un plano con fecha anterior?"))[0].startswith("utter_fraud_refused")
    assert responses(talk.turn("correction", "yo no he falsificado nada"))[0] == "utter_fraud_denied"


@pytest.mark.parametrize(
    "intent, facts, needed",
    [
        ("withdraw", {"party": "complainant", "status": "in_process"}, "una promesa no basta"),
        ("withdraw", {"party": "respondent"}, "Usted puede escribirle"),
        ("withdraw", {"party": "respondent", "status": "processed"}, "Tampoco puede quien la presentó"),
        ("refile", {"party": "respondent"}, "que le pongan otra"),
        ("where", {"device": "mobile"}, "entre desde una computadora"),
        ("ip_outcomes", {"party": "respondent"}, "puede apelar"),
        ("ip_notice", {"party": "respondent"}, "puede apelar"),
        ("ip_withdrawal_effect", {"party": "respondent"}, "no libra de los puntos"),
    ],
)
def test_a_verdict_says_what_is_mostly_asked_on_after_it(talk, intent, facts, needed):
    assert needed in texts(talk.turn(intent, "¿qué me dice de eso?", **facts))
