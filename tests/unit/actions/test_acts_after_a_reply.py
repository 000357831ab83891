"""What people say back to a reply: why, which page, shorter, two answers that differ, and what is said beside it."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def test_why_after_a_word_says_what_the_explanation_rests_on(talk):
    talk.turn("meaning", "¿qué es IPP?", term="ipp")
    own = texts(talk.turn("why", "¿y por qué lo dice?"))
    assert "es lo que entiendo yo" in own and "Todavía no le he dado" not in own
    talk.turn("meaning", "¿qué es una queja?", term="queja")
    said = talk.turn("why", "¿y por qué dicen que lo deducen?")
    assert "traducido por una máquina" in texts(said) and answers(said)[0]["sources"] == ["P1", "P2", "P3"]


def test_why_after_what_the_guide_is_says_how_far_it_can_be_trusted(talk):
    talk.turn("sources", "¿de dónde sacan esto?")
    said = texts(talk.turn("why", "¿y por qué debería confiar?"))
    assert "no es oficial" in said and "Todavía no le he dado" not in said


def test_why_a_question_is_missing_is_not_known(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent")
    talk.turn("sources", "¿qué dice la pregunta 6?")
    assert "se salta ese número" in texts(talk.turn("why", "¿y eso por qué?"))


def test_why_after_what_a_page_says_gives_the_page(talk):
    talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="product_infringement")
    assert "ipp.alibabagroup.com/instruction/cn.htm" in texts(talk.turn("why", "¿y eso quién lo dice?"))


def test_two_sides_of_the_source_are_reconciled(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent")
    talk.turn("ip_outcomes", "¿me van a sancionar?")
    said = talk.turn("why", "antes dijiste q ya estaba confirmado y ahora q si queda probada, en q quedamos")
    assert texts(said).startswith("La pregunta 9 dice las dos cosas")
    assert answers(said)[0]["verdict"] == "ip_two_outcomes"


def test_an_answer_that_the_facts_changed_is_reconciled_by_them(talk):
    talk.turn("withdraw", "¿la puedo retirar? sigue en trámite", status="in_process", party="complainant")
    talk.turn("inform", "ya la procesaron", status="processed")
    said = talk.turn("why", "antes me dijo que sí y ahora que no")
    assert "supe otra cosa de su caso: ya se procesó." in texts(said)
    assert answers(said)[0]["verdict"] == "not_withdrawable_processed"


def test_answers_to_two_questions_are_both_said_again(talk):
    talk.turn("mediation", "¿pueden mediar?")
    talk.turn("withdraw", "¿la puedo retirar?", status="processed", party="complainant")
    said = texts(talk.turn("why", "primero dijo que sí y ahora que no"))
    assert said.startswith("Son dos respuestas a dos preguntas distintas") and said.count("• ") == 2


def test_the_page_that_the_last_detail_spoke_of_is_given(talk):
    talk.turn("ip_withdrawal_effect", "¿me salva?", party="complainant", ground="product_infringement")
    talk.turn("ip_outcomes", "¿me castigan si me equivoqué?", entities=[("detail", "punished_for_complaining")])
    for text in ("¿Qué página es esa? Quiero leerla.", "deme el enlace"):
        said = texts(talk.turn("elsewhere", text))
        assert said.endswith("ipp.alibabagroup.com/policy/en.htm (página oficial guardada).")
        assert "faq/en.htm" not in said


def test_the_page_that_the_words_name_is_given(talk):
    talk.turn("should_file", "¿la pongo?", entities=[("detail", "punished_for_complaining")])
    talk.turn("ip_withdrawal_effect", "¿me salva?", party="respondent", ground="product_infringement")
    talk.turn("sources", "¿cuál es la página oficial?")
    said = texts(talk.turn("correction", "No, la de la mala fe."))
    assert said.endswith("ipp.alibabagroup.com/policy/en.htm (página oficial guardada).") and "faq/en.htm" not in said


def test_a_year_names_a_page(talk):
    talk.turn("ip_withdrawal_effect", "¿me salva?", party="respondent", ground="product_infringement")
    said = texts(talk.turn("sources", "la página oficial, la de 2016"))
    assert "iprs014.html" in said and "faq/en.htm" not in said


def test_which_page_says_it_is_asked_of_what_was_noted_last_and_thanks_are_not(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent", ground="product_infringement")
    assert "instruction/cn.htm" in texts(talk.turn("why", "¿y eso qué página lo dice?"))
    assert texts(talk.turn("thanks", "gracias, ya lo entiendo todo bien")).startswith("De nada")
    assert answers(talk.turn("where", "¿en qué página se retira?"))[-1]["topic"] == "where"


def test_the_address_of_the_guide_is_not_known(talk):
    talk.turn("ip_withdrawal_effect", "¿me salva?", party="respondent", ground="product_infringement")
    assert "La dirección de la página original no la tengo" in texts(
        talk.turn("sources", "¿me da la dirección web de la guía?")
    )


def test_a_word_is_rephrased_by_what_it_says_first_and_what_that_means_here(talk):
    talk.turn("refile", "¿puedo presentar otra?", party="complainant", evidence="yes")
    talk.turn("meaning", "¿quién es la otra parte?", term="la_otra_parte")
    said = talk.turn("rephrase", "más fácil")
    assert "de la que se queja. La pregunta 7 admite presentar otra" in texts(said)
    assert answers(said)[0]["verdict"] == "refile_with_evidence"


def test_what_was_rephrased_is_not_said_a_third_time(talk):
    talk.turn("meaning", "¿qué es IPP?", term="ipp")
    assert "«IPP» es" in texts(talk.turn("rephrase", "más corto"))
    assert "«IPP» es" not in texts(talk.turn("rephrase", "no entiendo"))


def test_what_the_guide_is_is_rephrased_and_not_the_verdict_before_it(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    talk.turn("sources", "¿de dónde sale esto?")
    said = talk.turn("rephrase", "más corto")
    assert "Mis respuestas salen de una guía" in texts(said) and answers(said)[0]["verdict"] is None
    assert "traducido del chino" not in texts(said)


def test_two_questions_are_not_agreed_to_at_once(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", issues_resolved="no")
    said = texts(talk.turn("confirm", "¿entonces espero a que me pague? ¿y a él lo castigan igual?"))
    assert "Así es" not in said
    assert "Así es" in texts(talk.turn("confirm", "entonces espero a que me pague, ¿no?"))


def test_alibaba_resolving_it_is_no_plan_to_settle_first(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="in_process")
    said = talk.turn("confirm", "y si en lo que espero alibaba la resuelve, ya no la quito", ranking={"withdraw": 0.2})
    assert answers(said)[0]["verdict"] == "not_withdrawable_processed"


def test_who_only_acknowledges_in_words_and_who_asks_with_them(talk):
    talk.turn("ip_notice", "me llegó un aviso", party="respondent")
    assert texts(talk.turn("acknowledge", "ok")) == "De acuerdo."
    said = talk.turn("acknowledge", "dale, igual voy a abrir una cuenta nueva", {"account": 0.2})
    assert answers(said)[0]["about"] == "account"
    assert answers(talk.turn("acknowledge", "bueno ya ni modo entonces"))[0]["topic"] == "next_step"


def test_thanks_for_nothing_are_none(talk):
    talk.turn("withdraw", "¿la puedo retirar?")
    assert texts(talk.turn("thanks", "gracias por nada")).startswith("Siento no haberle podido ayudar")
    assert texts(talk.turn("thanks", "mil gracias")).startswith("De nada")


def test_a_question_beside_thanks_is_answered(talk):
    said = talk.turn("thanks", "gracias joven, y mi mamá pregunta si lo van a castigar", {"ip_outcomes": 0.2})
    assert answers(said)[0]["verdict"] == "ip_two_outcomes"


def test_what_was_said_before_is_put_right(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", status="processed")
    said = talk.turn("status_check", "¿cómo que ya se procesó? si le dije que sale pendiente", status="in_process")
    assert "perdone: sigue en trámite" in texts(said)
    assert answers(said)[-1]["verdict"] == "withdrawable"


def test_how_two_words_of_the_state_differ_is_answered_with_both(talk):
    said = talk.turn("meaning", "la diferencia entre que esté en trámite y procesada", term="en_tramite")
    assert "«En trámite»" in said[0]["text"] and "«Procesada»" in texts(said)


def test_a_question_beside_a_word_is_answered_too(talk):
    said = talk.turn("meaning", "¿qué es la instantánea? ¿y quién nos denunció?", {"who_complained": 0.02})
    assert [a["about"] for a in answers(said)] == ["instantanea", "who_complained"]


@pytest.mark.parametrize("intent", ["reopen", "erase"])
def test_to_erase_and_to_answer_are_both_heard(talk, intent):
    said = talk.turn(intent, "bórralo todo. ¿y se puede reabrir?", entities=[("second_topic", "reopen")])
    assert answers(said)[0]["verdict"] == "not_reopenable" and "¿Borro todo" in said[-1]["text"]
    assert talk.slots["pending_question"] == "erase"


def test_erasing_asked_for_again_is_heard(talk):
    talk.turn("reopen", "¿se puede reabrir?")
    talk.turn("correction", "te pedí q borraras")
    assert talk.slots["pending_question"] == "erase"


def test_erasing_asked_for_beside_a_plan_is_heard(talk):
    talk.turn("before_withdrawing", "espero a que me pague y luego ya veo. ¿me borras lo que he escrito, porfa?")
    assert talk.slots["pending_question"] == "erase"


@pytest.mark.parametrize("text", ["ya borré todo", "yo borre todo lo que vendía", "¿y si borro todos los productos?"])
def test_erasing_the_listing_is_another_thing(talk, text):
    talk.turn("ip_remove_listing", text, party="respondent")
    assert talk.slots["pending_question"] != "erase"
