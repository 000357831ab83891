"""What a turn does to the facts: suppositions, corrections, cases."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def verdicts(said) -> list:
    return [answer["verdict"] for answer in answers(said)]


def facts(said) -> dict:
    return answers(said)[-1]["facts"]


PROCESSED = "¿y si ya la procesaron?"


def test_a_supposition_counts_for_its_answer_and_for_what_follows_from_it(talk):
    talk.turn("withdraw", "mi queja sigue en trámite, ¿la puedo retirar?", status="in_process")
    supposed = talk.turn("inform", PROCESSED, status="processed")
    assert set(verdicts(supposed)) == {"not_withdrawable_processed"}
    assert supposed[0]["text"] == "Si ya se hubiera procesado:"
    assert "corrijo" not in texts(supposed)
    assert facts(talk.turn("mediation", "¿y puede mediar alguien?"))["status"] == "processed"


@pytest.mark.parametrize(
    ("intent", "text"),
    [("withdraw", "¿entonces la mía la puedo retirar?"), ("withdraw", "¿puedo hoy?"), ("next_step", "¿qué hago?")],
)
def test_what_was_stated_is_back_when_the_case_is_spoken_of_as_it_is(talk, intent, text):
    talk.turn("withdraw", "sigue en trámite, ¿la puedo retirar?", status="in_process")
    talk.turn("inform", PROCESSED, status="processed")
    assert facts(talk.turn(intent, text))["status"] == "in_process"
    assert talk.slots["set_aside"] is None


def test_a_statement_brings_back_what_was_stated_but_for_what_it_says_itself(talk):
    talk.turn("withdraw", "es un informe en trámite", kind="report", status="in_process", ground="image_theft")
    talk.turn("inform", PROCESSED, status="processed")
    talk.turn("inform", "¿y si fuera una queja?", kind="complaint")
    back = talk.turn("inform", "ya arreglamos todo", issues_resolved="yes")
    assert facts(back) == {
        "kind": "report",
        "ground": "image_theft",
        "status": "in_process",
        "issues_resolved": "yes",
    }


def test_a_supposition_of_what_nobody_said_holds_until_the_case_is_spoken_of_as_it_is(talk):
    talk.turn("withdraw", "¿la puedo retirar?")
    talk.turn("inform", PROCESSED, status="processed")
    assert facts(talk.turn("refile", "¿y entonces pongo otra?"))["status"] == "processed"
    assert "status" not in facts(talk.turn("withdraw", "¿puedo hoy?"))


def test_a_statement_before_a_question_is_no_supposition(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="processed")
    talk.turn("inform", "me dicen que sigue abierta. ¿entonces?", status="in_process")
    assert facts(talk.turn("withdraw", "¿puedo hoy?"))["status"] == "in_process"


def test_a_case_is_gone_back_to_by_what_was_said_of_it(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", ground="image_theft")
    talk.turn(
        "new_case", "tengo otra denuncia, de una marca, ya cerrada", status="processed", ground="product_infringement"
    )
    assert (
        facts(talk.turn("where", "y la de las fotos, ¿dónde se retira?", ground="image_theft"))["status"]
        == "in_process"
    )
    assert (
        facts(talk.turn("withdraw", "¿y la otra, la de marca?", ground="product_infringement"))["status"] == "processed"
    )


def test_what_is_taken_back_is_unstated_again_and_the_assistant_says_so(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    said = talk.turn("correction", "no dije que ya se procesó", status="retracted")
    assert facts(said) == {"party": "complainant"}
    assert "Dejo de contar con esto: ya se procesó" in texts(said)
    assert (verdicts(said)[-1], answers(said)[-1]["asks"]) == ("withdrawal_conditions", "status")


def test_what_was_misheard_just_now_is_taken_back_without_being_named(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    talk.turn("inform", "me respondieron", status="processed")
    assert facts(talk.turn("correction", "no, no dije eso")) == {"party": "complainant"}


def test_who_is_who_is_corrected_and_answered_anew(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    said = talk.turn("correction", "al revés: el vendedor soy yo", party="respondent")
    assert "lo corrijo: la queja es contra usted" in texts(said)
    assert verdicts(said)[-1] == "only_complainant"


def test_what_is_told_for_the_first_time_corrects_nothing(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant")
    said = texts(talk.turn("correction", "no pregunto eso, la mía sigue en trámite", status="in_process"))
    assert "Gracias por aclarármelo: sigue en trámite." in said and "lo corrijo" not in said


def test_a_correction_that_changes_nothing_says_so_in_one_sentence(talk):
    talk.turn("ip_notice", "¿qué significa?", party="respondent", ground="product_infringement")
    said = talk.turn("correction", "es de unas fotos, no de la marca", ground="image_theft")
    assert verdicts(said)[-1] == "ip_notice_confirmed"
    assert "Eso no cambia la respuesta" in texts(said)


def test_who_was_not_understood_is_offered_other_readings(talk):
    talk.turn("ip_notice", "¿qué significa?")
    said = talk.turn("correction", "no es lo que pregunté", {"ip_notice": 0.03, "refile": 0.02, "points": 0.02})
    assert [b["payload"] for b in said[-1]["buttons"]] == ["/refile", "/points"]


def test_the_question_that_was_meant_is_answered(talk):
    talk.turn("ip_notice", "¿qué significa?")
    said = talk.turn("correction", "no pregunté eso, ¿la puedo retirar?", {"withdraw": 0.6}, status="in_process")
    assert verdicts(said)[-1] == "withdrawable"


def test_the_accused_s_own_papers_are_no_proof_of_the_infringement(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent")
    assert "evidence" not in facts(talk.turn("appeal", "tengo mi registro de marca", evidence="yes"))
    assert facts(talk.turn("refile", "y si él tiene pruebas, ¿puede repetirla?", evidence="yes"))["evidence"] == "yes"


def test_the_contrary_can_be_supposed_without_naming_it(talk):
    talk.turn("refile", "¿puedo poner otra?", evidence="yes")
    said = talk.turn("nlu_fallback", "¿y si no?")
    assert (verdicts(said), facts(said)) == (["no_refile"], {"evidence": "no"})
    assert talk.slots["set_aside"] == {"evidence": "yes"}


def test_two_cases_in_one_message_get_both_verdicts_by_name_and_no_fact_is_stored(talk):
    said = talk.turn(
        "withdraw",
        "una procesada y otra en trámite, ¿se retiran?",
        entities=[("second_case", "status=in_process")],
        status="processed",
        party="complainant",
    )
    assert verdicts(said) == [*["not_withdrawable_processed"] * 2, *["withdrawable"] * 2]
    assert "La que ya se procesó" in texts(said) and "La que sigue en trámite" in texts(said)
    assert [answer["facts"]["status"] for answer in answers(said)] == ["processed"] * 2 + ["in_process"] * 2
    assert (talk.slots["status"], talk.slots["party"]) == (None, "complainant")


def test_a_further_case_begins_with_what_is_said_of_it_and_the_first_can_be_gone_back_to(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process", ground="image_theft", evidence="yes")
    second = talk.turn("new_case", "tengo otra denuncia, ya la cerraron", status="processed")
    assert facts(second) == {"status": "processed"}
    assert "Hablamos ahora de este caso: ya se procesó" in texts(second)
    assert "corrijo" not in texts(second)
    assert verdicts(second)[-1] == "not_withdrawable_processed"
    assert facts(talk.turn("withdraw", "¿esa segunda la puedo retirar?")) == {"status": "processed"}
    first = talk.turn("where", "y la de antes, ¿dónde se retira?")
    assert facts(first) == {"ground": "image_theft", "status": "in_process", "evidence": "yes"}
    assert facts(talk.turn("withdraw", "¿y la segunda?")) == {"status": "processed"}


def test_after_two_cases_in_one_message_each_can_be_spoken_of(talk):
    talk.turn(
        "withdraw",
        "una procesada y otra en trámite, ¿se retiran?",
        entities=[("second_case", "status=in_process")],
        status="processed",
        party="complainant",
    )
    assert facts(talk.turn("where", "la segunda, ¿dónde se retira?")) == {
        "party": "complainant",
        "status": "in_process",
    }
    assert facts(talk.turn("withdraw", "¿y la primera?")) == {"party": "complainant", "status": "processed"}
    assert facts(talk.turn("withdraw", "¿y la otra?"))["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("a mi hermana la denunciaron por una copia", "su hermana"),
        ("mi cliente recibió una queja, ¿la puede retirar?", "su cliente"),
        ("mi cliente me denunció", None),
        ("me denunciaron", None),
    ],
)
def test_whom_one_speaks_for_is_no_usted(talk, text, who):
    said = texts(talk.turn("withdraw", text, party="respondent"))
    assert talk.slots["principal"] == who
    assert ("usted, que la recibió" in said) == (who is None)
    again = texts(talk.turn("respondent_request", "¿sirve pedirlo?"))
    assert ("le descuentan puntos" in again) == (who is None)


def test_a_question_can_begin_a_further_case(talk):
    talk.turn("withdraw", "¿la puedo retirar?", kind="report", ground="image_theft", status="in_process")
    text = "aparte tengo otro, contra un vendedor que me insultó, ¿ese informe lo puedo quitar?"
    said = talk.turn("withdraw", text, kind="report", ground="other")
    assert (verdicts(said)[-1], facts(said)) == ("report_not_withdrawable", {"kind": "report", "ground": "other"})


@pytest.mark.parametrize("text", ["tengo otra pregunta, ¿la puedo retirar?", "¿y si tengo otra prueba?"])
def test_another_question_is_no_further_case(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    assert facts(talk.turn("withdraw", text, kind="complaint"))["status"] == "in_process"


def test_only_a_bare_further_case_is_asked_about(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    assert talk.turn("new_case", "tengo otra queja")[-1]["buttons"]
    assert talk.slots["status"] == "in_process"
    talk.turn("affirm", "sí")
    assert facts(talk.turn("withdraw", "¿la puedo retirar?")) == {}


def test_a_withdrawal_of_the_withdrawal_question_without_facts_keeps_the_case(talk):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    talk.turn("new_case", "tengo otra queja")
    talk.turn("deny", "no, seguimos")
    assert facts(talk.turn("withdraw", "¿la puedo retirar?")) == {"status": "in_process"}


def test_a_relatives_complaint_is_another_case(talk):
    talk.turn("withdraw", "ya retiré la mía, ¿y ahora?", party="complainant", status="withdrawn")
    said = talk.turn("withdraw", "a mi sobrina le llegó una queja, ¿la puede quitar?", party="respondent")
    assert verdicts(said)[-1] == "only_complainant"
    assert "status" not in facts(said)


def test_whom_it_is_about_is_known_from_before_and_can_be_corrected(talk):
    talk.turn("greet", "hola, mi nieto vende por internet")
    talk.turn("inform", "me llegó un aviso", party="respondent")
    assert talk.slots["principal"] is None
    said = talk.turn("correction", "no a mí: a mi nieto")
    assert talk.slots["principal"] == "su nieto"
    assert "su nieto" in texts(said)


def test_the_privacy_notice_stands_not_between_a_heading_and_its_answer(talk):
    said = talk.turn(
        "withdraw",
        "tengo una cerrada y otra en trámite, ¿las puedo retirar?",
        status="processed",
        entities=[("second_case", "status=in_process")],
    )
    names = [message["metadata"]["utter_action"] for message in said]
    assert names[0] == "utter_case" and names[2] == "utter_privacy_notice"


def test_a_case_is_gone_back_to_by_a_word_that_was_said_of_it(talk):
    talk.turn("inform", "Disney me denunció por copia", party="respondent", ground="product_infringement")
    talk.turn("new_case", "y yo le puse otra a un proveedor", party="complainant")
    assert talk.slots["party"] == "complainant"
    said = talk.turn("appeal", "volviendo a lo de Disney, ¿puedo apelar?")
    assert facts(said)["party"] == "respondent"
    assert facts(talk.turn("withdraw", "¿y la del proveedor la quito?"))["party"] == "complainant"


def test_each_of_two_cases_of_a_message_has_its_words(talk):
    both = [("second_case", "party=complainant")]
    talk.turn("withdraw", "me denunciaron y yo tengo otra contra un cliente", party="respondent", entities=both)
    assert [case and case["words"] for case in talk.slots["cases"]][1] != []
    assert talk.slots["case_words"] == []


def test_one_of_ones_own_beside_one_against_oneself_is_another_case(talk):
    talk.turn("ip_remove_listing", "me denunciaron por una marca, ¿lo borro?", party="respondent", status="processed")
    own = "también tengo una que puse yo y sigue en trámite, ¿la quito?"
    words = {"party": "puse yo", "status": "sigue en trámite"}
    said = talk.turn("withdraw", own, party="complainant", status="in_process", said=words)
    assert answers(said)[-1]["verdict"] == "withdrawable"
    assert answers(talk.turn("withdraw", "¿y la otra?"))[-1]["facts"] == {"party": "respondent", "status": "processed"}


@pytest.mark.parametrize(
    ("text", "settled"),
    [("No la quito hasta que me pague, ¿verdad?", "no"), ("Si me paga, la quito, ¿verdad?", None)],
)
def test_who_means_to_wait_until_they_are_paid_has_told_that_not_all_is_settled(talk, text, settled):
    talk.turn("inform", "es lo mío", party="complainant", status="in_process")
    assert "Todavía no" not in texts(talk.turn("confirm", text, {"withdraw": 0.3}))
    assert talk.slots["issues_resolved"] == settled


def test_that_the_other_party_can_still_withdraw_it_is_said_where_it_is_known(talk):
    said = texts(talk.turn("withdraw", "¿ella la puede quitar hoy?", party="respondent", kind="complaint"))
    assert "porque sigue en trámite" not in said
    talk.turn("inform", "sigue abierta", status="in_process")
    assert "porque sigue en trámite" in texts(talk.turn("withdraw", "entonces, ¿ella la puede quitar hoy?"))


SPAM = {"party": "complainant", "kind": "report", "ground": "other", "status": "in_process"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("que no, es un reporte. ¿Y si el reporte fuera porque me copió el logo, ahí sí?", "copió el logo"),
        ("no, es un reporte, ya se lo dije. ¿Y si fuese porque copió mi logo?", "copió mi logo"),
    ],
)
@pytest.mark.parametrize("intent", ["correction", "withdraw"])
def test_what_is_only_supposed_beside_what_is_held_corrects_nothing(talk, intent, text, read):
    talk.turn("withdraw", "¿lo quito?", **SPAM)
    words = {"kind": "reporte", "ground": read}
    told = talk.turn(intent, text, said=words, kind="report", ground="product_infringement")
    assert "lo corrijo" not in texts(told) and answers(told)[-1]["facts"]["ground"] == "product_infringement"
    assert talk.slots["set_aside"] == {"ground": "other"}


def test_what_is_told_and_not_supposed_is_put_right(talk):
    talk.turn("withdraw", "¿lo quito?", **SPAM)
    text = "no, es porque copió mi logo. ¿Lo quito?"
    said = talk.turn("correction", text, said={"ground": "copió mi logo"}, ground="product_infringement")
    assert "lo corrijo" in texts(said) and not talk.slots["set_aside"]


def test_what_was_set_aside_is_held_beside_a_further_supposition(talk):
    talk.turn("withdraw", "¿lo quito?", **SPAM)
    talk.turn("withdraw", "¿y si fuera una queja?", said={"kind": "queja"}, kind="complaint")
    text = "no, es un reporte. ¿Y si el reporte fuese porque me copió el logo?"
    words = {"kind": "reporte", "ground": "copió el logo"}
    said = talk.turn("correction", text, said=words, kind="report", ground="product_infringement")
    assert "lo corrijo" not in texts(said)
