"""What is narrower than its question: it is answered, though its line was said or something else comes before it."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

ONCE_MORE = "ya le he dicho todo lo que sé"


def responses(said: list[dict]) -> list[str]:
    named = (message["metadata"]["utter_action"] for message in said)
    return [response for response in named if response != "utter_privacy_notice"]


def test_a_detail_that_was_said_gives_way_to_an_answer_that_was_not(talk):
    talk.turn("where", "¿dónde lo hace mi hija?", detail="by_proxy")
    said = talk.turn("withdraw", "¿y la puede quitar mi hija?", detail="by_proxy", status="in_process")
    assert ONCE_MORE not in texts(said)
    assert answers(said)[0]["verdict"] == "withdrawable"


def test_an_answer_that_says_as_much_is_not_replaced_by_a_detail_that_was_said(talk):
    said = [talk.turn("before_withdrawing", "¿primero me paga?", detail="pay_first") for _ in range(2)]
    assert ONCE_MORE not in texts(said[1])


def test_who_rejects_the_reply_hears_the_detail_whatever_the_rest_was_read_as(talk):
    first = texts(talk.turn("privacy", "¿quién lleva este chat?", detail="who_runs"))
    said = talk.turn("privacy", "no me contestó: ¿quién lo lleva?", detail="who_runs")
    assert responses(said) == ["utter_detail_beside"] and texts(said) != first


@pytest.mark.parametrize(
    "text, confidence, response",
    [
        ("no me contestó: mi cuñada, ¿puede o no?", 0.02, "utter_confirm_rule"),
        ("vale, pero mi cuñada, ¿puede o no?", 0.6, "utter_detail"),
        ("vale, pero mi cuñada no: ¿puedo yo?", 0.4, "utter_withdrawable_again"),
    ],
)
def test_a_detail_that_was_said_last_is_asked_again_with_less_where_it_is_rejected(talk, text, confidence, response):
    talk.turn("withdraw", "¿la puedo retirar?", status="in_process")
    talk.turn("withdraw", "¿y mi cuñada?", detail="by_proxy")
    talk.slots["pending_question"] = None
    said = talk.turn("withdraw", text, detail="by_proxy", said={"by_proxy": "mi cuñada"}, sure={"by_proxy": confidence})
    assert responses(said) == [response]


def test_a_word_is_explained_and_the_rest_of_the_message_answered(talk):
    text = "¿qué es mediar? ¿Alibaba lo obliga a pagarme?"
    said = talk.turn("meaning", text, entities=[("detail", "force_payment")], said={"force_payment": "lo obliga"})
    assert responses(said)[:2] == ["utter_meaning_of", "utter_detail"]


def test_a_detail_that_stands_nowhere_in_the_text_keeps_no_word_from_being_explained(talk):
    text = "¿qué es mediar? Y dígame también lo otro"
    said = talk.turn("meaning", text, entities=[("detail", "force_payment")])
    assert responses(said)[0] == "utter_meaning_of"


def test_what_is_asked_of_the_word_itself_is_answered_by_it(talk):
    text = "¿mediar es que Alibaba lo obliga a pagarme?"
    said = talk.turn("meaning", text, entities=[("detail", "force_payment")], said={"force_payment": "lo obliga"})
    assert "utter_detail" not in responses(said)


def test_who_corrects_a_fact_and_asks_has_both_answered(talk):
    talk.turn("withdraw", "ya la cerraron, ¿la quito?", party="complainant", status="processed")
    text = "perdón, sigue abierta. ¿La puede quitar mi socio?"
    facts = {"entities": [("detail", "by_proxy"), ("status", "in_process")], "said": {"by_proxy": "mi socio"}}
    said = talk.turn("correction", text, **facts)
    assert responses(said) == ["utter_corrected", "utter_detail"]
    assert answers(said)[-1]["verdict"] == "withdrawable"


def test_a_question_after_what_a_detail_was_told_of_is_answered_too(talk):
    text = "el aviso no trae fecha. ¿Y si voy a un abogado?"
    said = talk.turn("lawyer", text, entities=[("detail", "notice_no_date")], said={"notice_no_date": "no trae fecha"})
    assert responses(said) == ["utter_detail_beside", "utter_lawyer"]


def test_why_is_asked_of_the_topic_that_most_of_the_rest_goes_to(talk):
    talk.turn("reopen", "la retiré, ¿se reabre?", party="respondent")
    said = talk.turn("why", "¿y por qué da lo mismo?", {"ip_withdrawal_effect": 0.06, "refile": 0.01})
    assert answers(said)[0]["verdict"] == "ip_withdrawal_irrelevant"
    assert "La guía da esta razón" in texts(said)


def test_a_mere_why_asks_for_no_detail(talk):
    talk.turn("reopen", "¿se reabre?")
    said = talk.turn("why", "¿y por qué no?", detail="why_differ")
    assert answers(said)[0]["verdict"] == "not_reopenable"


def test_that_the_other_party_withdraws_it_once_it_is_settled_is_not_promised(talk):
    talk.turn("withdraw", "me denunciaron por un mantel", party="respondent", ground="other")
    said = talk.turn("confirm", "entonces primero le pago y después la retira, ¿no?")
    assert responses(said) == ["utter_claims_open"] and "la guía no le obliga" in said[0]["text"]


def test_the_accused_who_has_it_withdrawn_first_is_not(talk):
    talk.turn("withdraw", "me denunciaron por un mantel", party="respondent", ground="other")
    said = talk.turn("confirm", "entonces primero la retira y después le pago, ¿no?")
    assert "utter_confirm_plan" not in responses(said)


def test_a_claim_about_a_subject_that_was_told_of_is_answered_with_what_holds(talk):
    talk.turn("appeal", "me denunciaron por un logo, ¿puedo apelar?", party="respondent", ground="product_infringement")
    said = talk.turn("confirm", "o sea que apelar sí se puede, ¿verdad?", {"appeal": 0.3})
    assert texts(said).startswith("Puede apelar")


def test_an_act_is_not_done_twice(talk):
    said = talk.turn("meaning", "¿qué es mediar?", entities=[("term", "mediacion"), ("second_topic", "meaning")])
    assert responses(said) == ["utter_meaning_of"]


def test_a_question_that_the_guide_has_not_is_not_answered_with_a_verdict(talk):
    said = talk.turn("withdraw", "¿y qué pone la pregunta 14 sobre retirar en parte?", status="in_process")
    assert responses(said) == ["utter_no_such_question"]


@pytest.mark.parametrize("intent", ["meaning", "withdraw", "correction"])
def test_of_which_kind_the_exception_is_holds_of_both_kinds(talk, intent):
    said = talk.turn(intent, "¿la excepción de las fotos vale para una queja o solo para un informe?", kind="complaint")
    assert responses(said) == ["utter_confirm_kinds"]
