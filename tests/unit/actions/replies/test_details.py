"""Details that a message asks about, and readings that it rejects."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def test_who_asks_about_a_detail_is_answered_that_first(talk):
    said = talk.turn("withdraw", "¿la puede quitar mi hija?", detail="by_proxy", status="in_process")
    assert texts(said).startswith("De que lo haga otra persona en su nombre la guía no dice nada")
    assert "Sí," not in texts(said)
    assert (answers(said)[0]["verdict"], answers(said)[0]["sources"]) == ("withdrawable", ["P1", "P2", "P3"])


def test_a_detail_of_what_was_just_said_stands_alone(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    said = talk.turn("withdraw", "¿y puede mi hija?", detail="by_proxy")
    assert "Se puede retirar" not in texts(said)


def test_beside_a_detail_nothing_is_said_that_was_said_of_the_case_before(talk):
    outcomes = "Solo hay dos resultados"
    first = texts(talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="image_theft"))
    talk.turn("where", "¿dónde se retira?")
    talk.turn("mediation", "¿y median?")
    said = texts(talk.turn("ip_outcomes", "¿baja mi nota?", detail="ads_ranking"))
    assert outcomes in first and "nota de la tienda" in said and outcomes not in said


def test_what_was_said_of_another_case_is_said_of_this_one(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="image_theft")
    talk.turn("new_case", "otro caso: me denunció otra marca", party="respondent", ground="product_infringement")
    assert "Solo hay dos resultados" in texts(talk.turn("ip_outcomes", "¿baja mi nota?", detail="ads_ranking"))


def test_a_detail_that_is_asked_again_is_said_in_other_words(talk):
    said = [texts(talk.turn("withdraw", "¿y puede mi hija?", detail="by_proxy")) for _ in range(2)]
    assert said[0].startswith("De que lo haga otra persona")
    assert said[1].startswith("La guía no aclara si puede encargarse otra persona")


@pytest.mark.parametrize("intent", ["nlu_fallback", "inform", "refund", "thanks", "confirm", "correction"])
def test_a_detail_is_answered_whatever_else_the_message_was_taken_for(talk, intent):
    said = talk.turn(intent, "¿y que la quite mi hija?", detail="by_proxy")
    assert texts(said).startswith("De que lo haga otra persona")
    assert answers(said)[0]["topic"] == "withdraw"


@pytest.mark.parametrize("intent", ["affirm", "deny", "distress"])
def test_what_answers_us_or_needs_care_comes_before_a_detail(talk, intent):
    assert "otra persona" not in texts(talk.turn(intent, "no puedo más, ni mi hija puede", detail="by_proxy"))


def test_what_is_only_told_asks_for_no_detail(talk):
    assert "otra tienda" not in texts(talk.turn("inform", "denuncié a otra tienda", detail="other_shop"))
    talk.turn("where", "¿dónde la quito?", party="complainant")
    assert texts(talk.turn("inform", "no tengo compu", detail="no_computer")).startswith("Pruebe con el teléfono")


def test_a_word_that_is_asked_about_comes_before_a_detail(talk):
    said = talk.turn("meaning", "¿qué es la mediación?", term="mediacion", detail="mediation_use")
    assert answers(said)[0]["about"] == "mediacion"


def test_a_detail_goes_with_the_case(talk):
    of_who_filed = texts(talk.turn("respondent_request", "¿y si me paga?", detail="pay_first", party="complainant"))
    assert of_who_filed.startswith("No la retire antes de que la otra parte cumpla")
    of_the_accused = texts(talk.turn("respondent_request", "¿y si le pago?", detail="pay_first", party="respondent"))
    assert not of_the_accused.startswith("No la retire")


def test_what_else_is_asked_beside_a_detail_is_answered(talk):
    said = talk.turn(
        "withdraw",
        "¿la puede quitar mi hija? ¿y cuántos puntos son?",
        entities=[("second_topic", "points")],
        detail="by_proxy",
    )
    assert [answer["about"] for answer in answers(said)] == [None, "points", "points"]
    assert [answer["asks"] for answer in answers(said)] == ["status", None, "status"]


def test_a_detail_of_a_subject_comes_with_its_line_the_first_time_only(talk):
    first = texts(talk.turn("appeal", "¿apelo con el celular?", detail="appeal_device", party="respondent"))
    assert first.startswith("Si se apela también con el teléfono") and "puede apelar" in first
    second = texts(talk.turn("appeal", "¿y qué plazo hay para eso?", detail="appeal_deadline"))
    assert second.startswith("Qué plazo hay para apelar") and "puede apelar" not in second


def test_a_detail_about_the_assistant_stands_alone(talk):
    said = talk.turn("bot_challenge", "¿quién te hizo?", detail="who_runs")
    assert (answers(said)[0]["topic"], answers(said)[0]["verdict"]) == (None, None)


def test_whom_appeals_are_not_for_is_told(talk):
    said = talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="other")
    assert "esta no lo es" in texts(said)


def test_what_is_asked_instead_of_the_answer_is_answered(talk):
    talk.turn("withdraw", "¿quién la quita?", party="respondent")
    rest = {"withdraw": 0.0004, "status_check": 0.0003, "bot_challenge": 0.0002}
    said = talk.turn("correction", "que no le pregunté quién la quita, le pregunto cómo lo miro", rest)
    assert answers(said)[0]["topic"] == "status_check"
    vague = talk.turn("correction", "no le pregunté eso", rest)
    assert answers(vague)[0]["topic"] == "correction"


def test_a_subject_that_is_rejected_is_not_said_again(talk):
    talk.turn("appeal", "me denunciaron", party="respondent")
    said = talk.turn("appeal", "no le he preguntado por apelar, ¿quién redactó la guía?", {"sources": 0.1})
    assert said[0]["metadata"]["utter_action"] == "utter_sources_address"


def test_who_sees_nothing_left_to_do_is_told_what_is(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent", status="processed")
    said = talk.turn("confirm", "¿entonces ya no hay nada que hacer?", {"withdraw": 0.2})
    assert answers(said)[0]["topic"] == "next_step"


def test_after_a_withdrawal_what_was_asked_before_it_is_left_behind(talk):
    talk.turn("refile", "¿puedo volver a quejarme?", party="complainant", evidence="yes")
    said = talk.turn("next_step", "listo, ya la retiré. ¿qué más hago?", status="withdrawn")
    assert said[0]["metadata"]["utter_action"].startswith("utter_step_withdrawn")


@pytest.mark.parametrize(
    "proof",
    ["tengo los chats donde dijo que me iba a pagar", "tengo pruebas de que me debe", "tengo el recibo del pago"],
)
def test_what_proves_a_debt_is_no_proof_of_the_infringement(talk, proof):
    talk.turn("refile", "¿puedo quejarme otra vez?", party="complainant")
    talk.turn("inform", proof, evidence="yes")
    assert talk.slots["evidence"] is None
    talk.turn("inform", "tengo los mensajes donde admite la copia", evidence="yes")
    assert talk.slots["evidence"] == "yes"


def test_an_answer_in_passing_closes_the_question(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    talk.turn("duration", "sigue en trámite, ¿cuánto tarda?", status="in_process")
    assert talk.slots["pending_question"] is None


def test_that_it_is_a_complaint_is_not_told_as_news(talk):
    talk.turn("ip_review", "¿cómo la revisan?", party="respondent")
    said = talk.turn("inform", "es una denuncia mal puesta", kind="complaint")
    assert "tomo nota" not in texts(said)


def test_of_readings_that_compete_each_is_answered_in_a_sentence(talk):
    said = talk.turn("nlu_fallback", "y eso cómo va", {"points": 0.4, "withdraw": 0.3, "where": 0.2})
    assert "Si se puede retirar. Se puede retirar mientras siga en trámite" in texts(said)
    assert "Cuántos puntos son. " in texts(said)
    assert "Dónde se retira" not in texts(said)
    assert (answers(said)[0]["verdict"], answers(said)[0]["sources"]) == (None, ["P9", "P1", "P2", "P3"])
    assert [button["payload"] for button in said[0]["buttons"]] == ["/points", "/withdraw", "/where"]


def test_what_one_means_to_confirm_or_correct_is_no_choice(talk):
    said = talk.turn("nlu_fallback", "y eso qué", {"confirm": 0.4, "correction": 0.3, "points": 0.2})
    assert {"/confirm", "/correction"}.isdisjoint(button["payload"] for button in said[0]["buttons"])


def test_a_question_within_another_language_is_answered(talk):
    said = talk.turn("english", "Hello, sorry. ¿Puedo retirarla?", entities=[("second_topic", "withdraw")])
    assert answers(said)[0]["topic"] == "withdraw"


def test_who_asks_on_about_what_is_beside_the_guide_is_told_that_that_is_all(talk):
    said = [texts(talk.turn("points", f"¿y cuántos puntos? {number}")) for number in range(4)]
    assert len(set(said[:3])) == 3
    assert said[2].startswith("De eso ya le he dicho todo lo que sé")
    assert said[3] != said[2]


def test_no_infringement_answers_whether_there_is_proof_of_it(talk):
    talk.turn("refile", "¿puedo quejarme otra vez?", party="complainant")
    said = talk.turn("inform", "es por plata, no por infracción")
    assert (answers(said)[-1]["verdict"], answers(said)[-1]["facts"]["evidence"]) == ("no_refile", "no")


def test_in_the_middle_of_a_case_another_language_is_read_as_it_can_be(talk):
    first = talk.turn("portuguese", "posso no celular?", {"where": 0.02})
    assert answers(first)[0]["topic"] == "out_of_scope"
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    assert answers(talk.turn("portuguese", "ainda está pendente", status="in_process"))[0]["verdict"] == "withdrawable"
    assert answers(talk.turn("portuguese", "posso no celular?", {"where": 0.02}))[0]["topic"] == "where"


def test_a_device_in_passing_is_answered_with_how(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    said = talk.turn("inform", "ella lo hace desde el teléfono", device="mobile")
    assert answers(said)[-1]["verdict"] == "where_mobile"


def test_a_verdict_is_confirmed_in_other_words_than_it_was_just_given(talk):
    first = texts(talk.turn("ip_withdrawal_effect", "¿me salva que la retire?", party="respondent"))
    second = texts(talk.turn("confirm", "o sea que sí puede ayudar"))
    assert second.split("\n")[0] not in first


def test_who_answers_us_and_asks_on_is_answered_both(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = talk.turn(
        "inform", "sigue en trámite. ¿y los puntos?", status="in_process", entities=[("second_topic", "points")]
    )
    assert [answer["about"] or answer["verdict"] for answer in answers(said)] == ["withdrawable", "points"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("no creo que tenga, fotos del producto roto sí", "no_refile"), ("sim tenho", "refile_with_evidence")],
)
def test_the_open_question_is_answered_in_the_person_s_own_words(talk, text, verdict):
    talk.turn("refile", "¿puedo quejarme otra vez?", party="complainant")
    assert answers(talk.turn("inform", text))[-1]["verdict"] == verdict


def test_who_gives_up_after_words_of_despair_is_not_sent_to_a_menu(talk):
    talk.turn("distress", "ya no puedo con esto")
    said = talk.turn("next_step", "ya está todo perdido, no hay nada que hacer")
    assert answers(said)[0]["about"] == "distress"
    assert answers(talk.turn("thanks", "gracias"))[0]["about"] is None


def test_who_takes_leave_is_not_greeted_again(talk):
    talk.turn("withdraw", "¿la puedo retirar?")
    assert talk.turn("greet", "muy amable, buenas noches")[0]["metadata"]["utter_action"] == "utter_goodbye"


def test_a_question_that_a_detail_does_not_go_with_is_answered_all_the_same(talk):
    said = talk.turn("respondent_request", "dice que le cierran la tienda, ¿le creo?", detail="shop_closed")
    assert answers(said)[0]["topic"] == "respondent_request"


def test_what_decides_is_asked_for_after_a_detail(talk):
    said = talk.turn("withdraw", "¿la puede quitar mi hija?", detail="by_proxy", party="complainant")
    assert answers(said)[-1]["asks"] == talk.slots["pending_question"] == "status"


def test_what_the_guide_leaves_open_is_said_of_each_question_but_not_beside_a_detail(talk):
    said = [texts(talk.turn("withdraw", "¿y se avisa al banco?", detail="unsaid")) for _ in range(2)]
    assert all(text.startswith("Sobre «¿se avisa al banco?», la guía no dice nada") for text in said)
    found = [("detail", "unsaid"), ("detail", "by_proxy")]
    both = texts(talk.turn("withdraw", "¿y se avisa al banco, y puede mi hija?", entities=found))
    assert both.startswith("De que lo haga otra persona")
    assert "nada en concreto" not in both
