"""What is asked on about what was just said: how it is done, which days count, who says it, whose proof."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, responses, texts


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
