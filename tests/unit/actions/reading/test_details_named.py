"""What a message asks in so many words comes before what the NLU makes of one word of it."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def test_a_word_that_is_asked_for_by_its_name_is_explained(talk):
    said = talk.turn(
        "ip_review", "¿qué es la instantánea? cambié la página en mayo", {"meaning": 0.05}, party="respondent"
    )
    assert answers(said)[0]["about"] == "instantanea"
    said = talk.turn("ip_notice", "¿qué significa el aviso de queja?", {"meaning": 0.05})
    assert answers(said)[0]["verdict"] == "ip_notice_confirmed"


def test_who_rejects_the_reply_and_asks_for_a_person_is_told_where_one_is(talk):
    talk.turn("withdraw", "¿la quito?", party="respondent")
    said = talk.turn("human", "eso no le pregunté, deme con una persona", {"sources": 0.0003})
    assert said[0]["metadata"]["utter_action"].startswith("utter_human")


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("respondent_request", "si pago, ¿me garantizan que la quitan?", "obligue a retirarla"),
        ("respondent_request", "pago el bolso y la garantía, ¿le escribo?", "sirve de poco"),
        ("respondent_request", "¿conviene reconocer que lo copié?", "reconocerlo"),
        ("ip_outcomes", "si pierdo, ¿cuánto tiempo dura la sanción?", "Cuánto dura la sanción"),
        ("authority", "¿me puede demandar por no cumplir el acuerdo?", "no cumplir un acuerdo"),
        ("nlu_fallback", "¿me castigan por haberla retirado?", "por retirar su queja"),
        ("other_platform", "la bajé de google, ¿igual me sancionan?", "estuviera en internet"),
        ("where", "sale 取消, ¿es ahí?", "letras quieren decir"),
        ("duration", "¿cuánto demora la mediación?", "en mediar"),
        ("duration", "¿y si le cuento esto alibaba se entera?", "no aviso a nadie"),
        ("confirm", "entonces la queja se cierra sola, ¿verdad?", "Que se cierre o se quite sola"),
    ],
)
def test_a_detail_that_is_named_is_answered(talk, intent, text, words):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent")
    assert words in texts(talk.turn(intent, text))


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("ip_outcomes", "admito que lo copié, ¿hay sanción?", "reconocerlo"),
        ("ip_withdrawal_effect", "¿me sancionan si la retira ella?", "por retirar su queja"),
        ("before_withdrawing", "si la quito y no me paga, ¿qué hago?", "que retirarla traiga el reembolso"),
        ("ip_outcomes", "¿me castigan por no cumplir las normas?", "no cumplir un acuerdo"),
    ],
)
def test_what_only_sounds_like_a_detail_is_not(talk, intent, text, words):
    assert words not in texts(talk.turn(intent, text))


def test_of_a_claim_the_verdict_is_said_with_the_detail_though_it_was_said_before(talk):
    talk.turn("refile", "¿pongo otra?", party="complainant", evidence="yes")
    text, of_it = "o sea que si él no las tiene no puedo, ¿verdad?", {"refile": 0.1}
    said = talk.turn("confirm", text, of_it, entities=[("detail", "whose_proof")])
    assert "no aclara si es usted" in texts(said) and "cuando hay pruebas" in texts(said)


def test_a_video_of_a_broken_order_proves_no_infringement(talk):
    talk.turn("refile", "¿pongo otra?", party="complainant", ground="other", evidence="yes")
    said = talk.turn("refile", "¿mi vídeo cuenta como prueba?")
    assert texts(said).startswith("A mi entender, no")
    said = talk.turn("why", "antes dijo que no y ahora que sí, ¿en qué quedamos?")
    assert "no lo es" in texts(said)


def test_why_it_is_too_late_is_said_to_who_was_told_that_it_is(talk):
    talk.turn("ip_withdrawal_effect", "¿me salva que la quite?", party="respondent", ground="image_theft")
    said = talk.turn("why", "¿por qué no se acaba si la quita él?")
    assert "decide antes de avisar" in texts(said) and answers(said)[0]["verdict"] == "ip_withdrawal_irrelevant"


def test_a_plan_beside_the_answer_to_our_question_is_confirmed(talk):
    talk.turn("refile", "¿luego pongo otra?", party="complainant", ground="product_infringement")
    said = talk.turn("acknowledge", "no hay. primero el pago y luego la quito")
    assert texts(said).startswith("Así es") and answers(said)[0]["facts"]["evidence"] == "no"


def test_who_suffers_is_told_that_we_are_sorry_once_and_answered(talk):
    said = talk.turn("points", "estoy desesperada, ¿cuántos puntos son?", party="respondent")
    assert texts(said).startswith("Siento que") and answers(said)[-1]["about"] == "points"
    assert "Siento que" not in texts(talk.turn("ip_outcomes", "no puedo dormir, ¿me sancionan?"))


def test_of_two_questions_the_subject_and_the_detail_are_both_answered(talk):
    details = [("detail", "shop_closed")]
    said = talk.turn(
        "points", "¿cuántos puntos me quitan? ¿me cierran la tienda?", party="respondent", entities=details
    )
    assert "De cerrar la tienda" in texts(said) and "cuántos puntos son" in texts(said)


def test_the_other_party_cannot_withdraw_it(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process", issues_resolved="yes")
    said = texts(talk.turn("withdraw", "¿y el vendedor puede quitar la queja él solo?"))
    assert said.startswith("La otra parte no la puede retirar") and "Sí" not in said


def test_a_punishment_is_that_of_who_filed_it_only_for_them(talk):
    assert "para quien recibe la queja" not in texts(talk.turn("ip_outcomes", "¿me van a quitar puntos?"))
    talk.turn("inform", "la puse yo", party="complainant")
    assert "para quien recibe la queja" in texts(talk.turn("ip_outcomes", "¿y a mí me van a castigar?"))


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("where", "¿entro desde el ordenador o me vale la tableta?", "no exige una computadora"),
        ("where", "¿tiene que ser en computadora a fuerza?", "no exige una computadora"),
        ("inform", "me sale todo en chino", "traducidos por máquina"),
        ("inform", "el botón está gris", "Por qué no sale"),
        ("nlu_fallback", "el botón está gris", "Por qué no sale"),
        ("withdraw", "cuando la quito, ¿cuánto tarda en salir como retirada?", "Cuánto tarda en figurar"),
        ("status_check", "¿desaparece al instante?", "Cuánto tarda en figurar"),
        ("refile", "¿y contra otra tienda puedo poner una?", "contra otra tienda sería otra queja"),
        ("refile", "eso de no poner otra, ¿es solo por este pedido?", "De otro pedido o de otro asunto"),
        ("mediation", "¿sin queja también median?", "sin ninguna queja"),
        ("who_complained", "puse mal el nombre del vendedor, ¿importa?", "De corregirla"),
        ("by_the_other", "¿el vendedor ve que la cancelé?", "la guía no lo dice"),
        ("respondent_request", "dice que si no la quito no me paga, ¿qué hago?", "No la retire antes"),
        ("mediation", "¿y si prefiero no tocarla y la dejo? ¿y si la dejo así?", "Puede esperar: la guía"),
        ("withdraw", "¿se puede hacer un retiro parcial?", "retirar solo una parte"),
        ("status_check", "me sale 已撤销", "ya está retirada"),
        ("by_the_other", "¿se cierra sola o hay que cerrarla yo?", "la guía no lo dice"),
    ],
)
def test_who_complained_is_answered_what_they_name(talk, intent, text, words):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", ground="other")
    assert words in texts(talk.turn("withdraw" if intent == "by_the_other" else intent, text))


@pytest.mark.parametrize(
    "intent, text, words",
    [
        ("withdraw", "puse una queja a otro vendedor, ¿la puedo quitar?", "contra otra tienda"),
        ("duration", "¿cuánto tarda Alibaba en resolverla?", "figurar como retirada"),
        ("inform", "denuncié a otra tienda", "otra tienda"),
        ("next_step", "¿qué pasa si no hace nada?", "da error"),
        ("mediation", "¿median sin retirar la queja?", "sin ninguna queja"),
        ("withdraw", "compré una tablet y llegó rota, ¿la quito?", "la tableta"),
        ("withdraw", "me devolvió una parte, ¿la quito?", "retirar solo una parte"),
        ("withdraw", "ya no la quiero dejar ahí, ¿la quito?", "Puede esperar: la guía"),
    ],
)
def test_what_only_sounds_like_what_who_complained_may_ask_is_not(talk, intent, text, words):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", ground="other")
    assert words not in texts(talk.turn(intent, text))


def test_it_is_no_change_of_the_case_that_somebody_lends_a_computer(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    said = talk.turn("where", "le pido la computadora a un amigo, ¿es lo mismo?", device="computer")
    assert "no dice de quién tiene que ser la computadora" in texts(said)


def test_a_claim_of_which_a_detail_is_named_gets_it(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    text = "o sea que la puedo quitar mientras siga abierta, pero tiene que ser desde una computadora, ¿verdad?"
    assert "no exige una computadora" in texts(talk.turn("confirm", text))
