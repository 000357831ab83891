"""What the person takes for no answer, asks again, or asks about our own words."""

from __future__ import annotations

import pytest

from actions.reading.facts_not_meant import as_told
from actions.reading.rejected_reply import rejects
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, responses, texts


@pytest.mark.parametrize(
    ("text", "is_rejected"),
    [
        ("eso no se lo pregunté", True),
        ("usted no me ha contestado: ¿sirve o no?", True),
        ("disculpe, no me respondió lo del plazo", True),
        ("le pregunté si hace falta abogado", True),
        ("lo que preguntaba es otra cosa", True),
        ("siempre me contesta lo mismo", True),
        ("la pregunta es otra: ¿mejor callar?", True),
        ("eso no era. Hablo del aviso", True),
        ("no m respondiste, borro o no", True),
        ("usted no responde: ¿firmo o no?", True),
        ("lo que la socia pregunta es otra cosa", True),
        ("mi hijo pregunta si la quito", False),
        ("eso no es cierto", False),
        ("el vendedor no me respondió", False),
        ("le escribí y no me contestó", False),
        ("¿puedo retirarla sin preguntar a nadie?", False),
        ("no, pregunto la palabra china, ¿es queja o informe?", True),
        ("nao, eu perguntei outra coisa", True),
        ("¿y la cerrada? no me contestó", True),
        ("no me entendés, es por un celular trucho", True),
        ("no eso no, digo si importa que yo no sabía", True),
        ("no era eso. ¿Qué es una contranotificación?", True),
        ("eso ya me lo dijo", True),
        ("no, lea bien: NO PUEDO ENTRAR", True),
        ("le escribí al vendedor y no me contestó", False),
        ("¿y a quién le pregunto yo?", False),
        ("le pregunto otra cosa", False),
        ("no digo que sea culpa suya", False),
        ("eso ya me lo dijo el vendedor", False),
        ("mi abogado no es de ahí", False),
        ("no respondiste si hace falta factura", True),
        ("che, no me explicaste qué es la instantánea", True),
        ("oye no dijiste nada del celular", True),
        ("y no aclaraste cuánto tarda", True),
        ("pero no me explica lo de los puntos", True),
        ("mi sobrino no me explicó cómo se hace", False),
        ("el vendedor no aclaró cuánto paga", False),
        ("no dijiste mentiras", False),
        ("la tienda no contestó si devuelve", False),
        ("el señor no me explica si la quita", False),
        ("¿por qué no respondió la marca?", False),
        ("no explico bien las cosas, perdón", False),
        ("no me explico cómo pasó esto", False),
        ("a ver si respondiste en el chat del vendedor", False),
        ("no contestaron nada", False),
    ],
)
def test_what_rejects_the_last_reply(text, is_rejected):
    assert rejects(project_knowledge(), text) is is_rejected


def test_what_is_asked_after_a_rejection_is_found_by_its_words(talk):
    talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="product_infringement")
    said = talk.turn("appeal", "no me contestó lo otro: ¿qué juez decide esto?", {"authority": 0.01})
    assert answers(said)[0]["about"] == "authority"


def test_a_question_that_is_asked_beside_the_answer_to_ours_is_answered_too(talk):
    talk.turn("refile", "si la retiro, ¿puedo poner otra?", party="complainant", status="in_process")
    said = talk.turn(
        "refile", "sí hay pruebas, pero le preguntaba si la puedo quitar ya", {"withdraw": 0.05}, evidence="yes"
    )
    assert {answer["verdict"] for answer in answers(said)} == {"refile_with_evidence", "withdrawable"}


def test_who_wants_a_yes_or_no_is_told_which_fact_it_needs(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = talk.turn("withdraw", "no me ha respondido: ¿la puedo retirar?")
    assert responses(said) == ["utter_correction_depends", "utter_ask_status_plainly"] and said[-1]["buttons"]


def test_of_a_topic_of_which_only_a_detail_was_said_the_answer_is_given(talk):
    talk.turn("mediation", "¿pueden mediar?", party="complainant")
    talk.turn("mediation", "¿y tengo que hablar antes con ellos?", entities=[("detail", "staff_first")])
    asked = [("second_topic", "mediation")]
    said = talk.turn("correction", "no era eso lo que preguntaba, pregunto si median ya", entities=asked)
    assert answers(said)[-1]["verdict"] == "contact_staff" and "no exige haber retirado" in texts(said)


@pytest.mark.parametrize("text", ["¿la puedo pedir sin haberla retirado?", "no está retirada"])
def test_what_is_not_withdrawn_is_not_stored_as_withdrawn(talk, text):
    talk.turn("mediation", "¿pueden mediar?", party="complainant", status="in_process")
    said = talk.turn("correction", text, status="withdrawn")
    assert answers(said)[-1]["facts"]["status"] == "in_process"


def test_where_it_stands_is_kept_where_a_withdrawal_is_denied(talk):
    talk.turn("withdraw", "ya la retiré", party="complainant", status="withdrawn")
    said = talk.turn("correction", "no la he retirado, está abierta", status="in_process")
    assert answers(said)[-1]["facts"]["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("no es por la marca", "la marca", "product_infringement"),
        ("no es por marca", "marca", "retracted"),
        ("no dije que fuera por robo de fotos", "robo de fotos", "retracted"),
        ("ni se trata de una falsificación", "falsificación", "retracted"),
        ("no llegó; es por marca", "marca", "product_infringement"),
    ],
)
def test_a_ground_that_is_denied_is_not_stated(text, phrase, value):
    start = text.index(phrase)
    value_read = "image_theft" if "fotos" in phrase else "product_infringement"
    entity = {"entity": "ground", "value": value_read, "start": start, "end": start + len(phrase)}
    told = as_told(project_knowledge(), {"text": text, "entities": [entity]})
    expected = "retracted" if phrase == "la marca" else value
    assert told["entities"][0]["value"] == expected


def test_the_guide_and_a_page_are_reconciled_each_time_and_shorter_the_second(talk):
    talk.turn("ip_withdrawal_effect", "¿me salva que la retire?", party="respondent", ground="product_infringement")
    asked = "¿por qué su guía dice que no y la página oficial dice que sí?"
    first, second = talk.turn("sources", asked), talk.turn("why", "¿entonces cuál de las dos es cierta?")
    assert "Son dos fuentes que no coinciden" in texts(first)
    assert "vale la página oficial" in texts(second) and len(texts(second)) < len(texts(first))
    assert all(answer["verdict"] == "ip_withdrawal_irrelevant" for answer in answers(first + second))


def test_the_pair_that_differs_is_that_of_the_matter_and_not_of_the_last_answer(talk):
    talk.turn("ip_remove_listing", "¿y si borro el anuncio?", party="respondent", ground="product_infringement")
    said = talk.turn("why", "la guía dice que retirarla da igual y la página oficial dice otra cosa, ¿por qué?")
    assert answers(said)[0]["verdict"] == "ip_withdrawal_irrelevant"


_OF_THE_SELLER = (
    "No hablo de sancionarme a mí, hablo del vendedor denunciado. ¿Pierde puntos igual aunque yo la retire?"
)


def test_a_pardon_is_no_answer_that_goes_with_another(talk):
    talk.turn("ip_outcomes", "¿me sancionan si la retiro?", party="complainant", ground="product_infringement")
    pardon = talk.turn("ip_withdrawal_effect", _OF_THE_SELLER, asked="hablo del vendedor", denied="sancionarme a mí")
    assert responses(pardon)[0] == "utter_misread"
    said = texts(
        talk.turn("why", "O sea: la guía dice que no le libra y Alibaba dice que quizá sí. ¿A cuál hago caso?")
    )
    assert "le entendí mal" not in said


def test_who_only_names_the_accused_says_nothing_of_who_they_are(talk):
    talk.turn("inform", "puse una queja", party="complainant", ground="product_infringement")
    talk.turn("ip_withdrawal_effect", _OF_THE_SELLER, party="respondent", said={"respondent": "denunciado"})
    assert talk.slots["party"] == "complainant"
    talk.turn("correction", "no, yo soy el denunciado", party="respondent", said={"respondent": "denunciado"})
    assert talk.slots["party"] == "respondent"


def test_whose_words_these_are_is_said_with_that_it_is_a_program(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    said = talk.turn("sources", "¿de dónde lo saca? ¿trabaja para Alibaba?")
    assert "Soy un programa" in texts(said) and "guía de preguntas" in texts(said)


def test_a_sentence_of_ours_is_explained_by_what_the_guide_says_there(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", evidence="yes")
    said = talk.turn("why", "¿por qué dice que no aclara quién es?")
    assert "no aclara quién es" in texts(said) and "Siempre que la otra parte tenga pruebas" in texts(said)


def test_what_is_said_of_another_kind_of_complaint_is_told_apart(talk):
    talk.turn("respondent_request", "¿le pido que la retire?", party="respondent")
    said = talk.turn("meaning", "¿por qué me habla de puntos? La queja es por insultos", ground="other")
    assert "descuentan puntos" in texts(said)
    assert "de otros motivos, como un pedido o el servicio, no dice nada" in texts(said)


def test_why_the_platform_did_something_is_not_known_here(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = texts(talk.turn("correction", "no me entendió, ¿por qué la cerraron?", party="complainant"))
    assert "no veo su cuenta" in said and "lo corrijo" not in said


def test_two_words_for_one_thing_are_explained_as_one(talk):
    talk.turn("reopen", "¿la reabren?", party="complainant", status="withdrawn")
    said = talk.turn("nlu_fallback", "¿cancelarla y retirarla son cosas distintas?", {"withdraw": 0.3, "reopen": 0.2})
    assert answers(said)[0]["about"] == "retirada" and "son lo mismo" in texts(said)


def test_a_detail_that_is_not_understood_is_not_said_again(talk):
    talk.turn("where", "¿dónde?", party="complainant", status="in_process")
    detail = texts(talk.turn("where", "¿en qué idioma sale?", entities=[("detail", "menu_language")]))
    said = talk.turn("rephrase", "uy, más fácil", entities=[("detail", "menu_language")])
    assert answers(said)[0]["topic"] == "rephrase" and detail.split(".")[0] not in texts(said)


def test_an_open_question_that_is_not_understood_is_explained(talk):
    talk.turn("refile", "¿me puede volver a denunciar?", party="respondent")
    said = talk.turn("rephrase", "no entiendo qué me pregunta")
    assert "Le pregunto si quien se quejó puede demostrar" in texts(said)
    assert sum(bool(message["buttons"]) for message in said) == 1


def test_what_is_told_beside_a_supposition_stays(talk):
    talk.turn("respondent_request", "me pide que la quite", party="complainant")
    talk.turn("refile", "miré: pone abierta. ¿Y si vuelve a copiar, pongo otra?", entities=[("supposed", "yes")])
    text = "dice pendiente. ¿Y si vuelve a copiar, puedo poner otra?"
    talk.turn("refile", text, entities=[("supposed", "yes")])
    said = talk.turn("withdraw", "¿y la mía, hoy la puedo retirar?")
    assert answers(said)[0]["verdict"] == "withdrawable"


def test_what_was_told_in_a_message_that_was_asked_back_counts_once_it_is_clear(talk):
    unsure = {"authority": 0.4, "respondent_request": 0.3}
    talk.turn("nlu_fallback", "¿le escribo al cliente que me puso la queja?", unsure, party="respondent")
    assert not talk.slots["party"]
    said = talk.turn("respondent_request", "le pregunto si sirve pedirle que la retire")
    assert answers(said)[0]["verdict"] == "asking_has_little_effect"


def test_a_detail_of_two_cases_is_said_once(talk):
    talk.turn(
        "withdraw",
        "una sigue abierta y la otra ya está cerrada, ¿las quito?",
        entities=[("second_case", "status=processed")],
        status="in_process",
    )
    said = talk.turn("withdraw", "¿puede hacerlo mi gestor?", entities=[("detail", "by_proxy")])
    assert responses(said) == ["utter_detail"] and not said[-1]["buttons"]


def test_who_asks_anew_for_a_detail_that_was_just_said_hears_it_in_other_words(talk):
    talk.turn("where", "¿dónde?", party="complainant", status="in_process")
    first = texts(talk.turn("where", "¿lo hace mi gestor?", entities=[("detail", "by_proxy")]))
    asked = "no pregunté eso, le pregunté si lo hace mi gestor"
    again = texts(talk.turn("correction", asked, entities=[("detail", "by_proxy")]))
    assert again != first and "nombra únicamente a quien presentó la queja" in again


def test_a_verdict_that_is_asked_for_again_is_not_asked_back(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    talk.turn("withdraw", "¿la puedo quitar?")
    said = talk.turn("withdraw", "te pregunto si la quito")
    assert responses(said) == ["utter_withdrawable_complainant"]


def test_a_fact_that_was_only_supposed_is_not_taken_back(talk):
    talk.turn("ip_outcomes", "¿habrá sanción?", party="respondent")
    talk.turn("withdraw", "¿y si ya la procesaron?", entities=[("status", "processed"), ("supposed", "yes")])
    said = talk.turn("correction", "no le pregunto eso", {"ip_notice": 0.01})
    assert not any("taken_back" in name for name in responses(said))
