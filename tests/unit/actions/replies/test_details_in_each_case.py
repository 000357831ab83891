"""Which line a detail has in which case, and whether its question's own answer follows."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

# intent, detail, facts of the case, how the reply begins
LINES = [
    ("bot_challenge", "who_pays", {}, "Quién paga este servicio, no se lo sé decir"),
    ("cost", "who_pays", {}, "Quién paga este servicio, no se lo sé decir"),
    ("privacy", "where_stored", {}, "En qué país o servidor se guarda, no se lo sé decir"),
    ("sources", "which_law", {}, "No me baso en ninguna ley"),
    ("lawyer", "which_law", {}, "No me baso en ninguna ley"),
    ("bot_challenge", "if_i_lie", {}, "Lo que me cuenta no lo compruebo"),
    ("sources", "quote_it", {}, "Si se puede citar o presentar ante alguien"),
    ("bot_challenge", "figures", {}, "Estadísticas no tengo, ni de las quejas ni de cuánta gente"),
    ("lawyer", "need_lawyer", {"party": "respondent"}, "Si hace falta un abogado"),
    ("appeal", "need_lawyer", {"party": "respondent"}, "Si hace falta un abogado"),
    ("before_withdrawing", "required_or_advised", {}, "Que todo quede resuelto antes de retirarla, la guía lo plantea"),
    ("should_file", "required_or_advised", {}, "Eso es un consejo"),
    ("before_withdrawing", "what_is_all", {}, "Qué entra en ese «todo»"),
    ("withdraw", "open_complaint_blocks", {"party": "complainant"}, "Que una queja abierta impida pagar"),
    ("refund", "open_complaint_blocks", {"party": "complainant", "status": "processed"}, "Que una queja impida pagar"),
    ("account", "open_complaint_blocks", {"party": "respondent"}, "Que una queja abierta impida cobrar"),
    ("respondent_request", "trust_them", {"party": "complainant"}, "Si puede fiarse, la guía no lo dice"),
    ("respondent_request", "trust_them", {"party": "respondent"}, "Si la otra parte cumplirá lo que dice"),
    ("mediation", "enough_to_have_written", {"party": "complainant"}, "Con haber escrito, la queja sigue como estaba"),
    ("refund", "money_lost", {}, "Si el dinero está perdido, la guía no lo dice"),
    (
        "ip_notice",
        "notice_means_processed",
        {"party": "respondent"},
        "Según la pregunta 9, sobre propiedad intelectual, cuando llega",
    ),
    ("withdraw", "notice_means_processed", {"status": "in_process"}, "Según la pregunta 9, sobre propie"),
    ("status_check", "notice_means_processed", {"ground": "other"}, "Que el caso se procese antes del aviso"),
    ("ip_remove_listing", "leave_it_up", {"party": "respondent"}, "Según la guía, en propiedad intelectual"),
    ("points", "already_punished", {"party": "respondent"}, "Si ya le quitaron los puntos"),
    ("ip_outcomes", "already_punished", {"party": "complainant"}, "Si ya sancionaron a la otra parte"),
    ("points", "points_money", {}, "Qué son los puntos, la guía no lo explica"),
    ("ip_outcomes", "punish_somebody_else", {}, "De castigar a otra persona"),
    ("ip_notice", "other_party_notified", {"party": "complainant"}, "De avisar a quien recibe la queja"),
    ("respondent_request", "worth_asking", {"party": "respondent"}, "Puede escribirle si quiere"),
    ("respondent_request", "worth_asking", {"ground": "other"}, "Se le puede escribir"),
    ("respondent_request", "worth_asking", {"status": "processed"}, "Pedir que la retire ya no sirve"),
    ("respond_deadline", "answer_if_withdrawn", {}, "Si hay que contestar cuando ya la retiraron"),
    (
        "refile",
        "fake_is_infringement",
        {"party": "complainant"},
        "A mi entender, puede ser una infracción vender copias",
    ),
    ("order", "whom_to_show", {"party": "respondent", "ground": "other"}, "Enséñeselo a quien se quejó y, si no basta"),
    ("mediation", "whom_to_show", {}, "Guárdelo y enséñeselo al personal"),
    ("ip_review", "who_decides", {"ground": "product_infringement"}, "En propiedad intelectual lo decide Alibaba"),
    ("refile", "other_matter", {"party": "respondent"}, "De una queja por otro producto"),
    ("refile", "refile_by_other", {"party": "respondent"}, "Si otra persona puede quejarse de lo mismo"),
]


@pytest.mark.parametrize(("intent", "detail", "facts", "begins"), LINES)
def test_a_detail_is_answered_for_the_case(talk, intent, detail, facts, begins):
    talk.turn("inform", "le cuento mi caso", **facts)  # next door, nothing is stored
    assert texts(talk.turn(intent, "¿y eso?", detail=detail)).startswith(begins)


# What stands in the place of the question's answer: nothing of it is said after.
@pytest.mark.parametrize(
    ("intent", "detail", "facts", "not_said"),
    [
        ("before_withdrawing", "required_or_advised", {}, "Una promesa no basta"),
        ("ip_remove_listing", "leave_it_up", {"party": "respondent"}, "No le sirve"),
        ("lawyer", "need_lawyer", {}, "cárcel"),
        ("respondent_request", "worth_asking", {"party": "respondent"}, "se descuentan puntos"),
        ("refund", "money_lost", {}, "De reembolsos y devoluciones"),
        ("refile", "other_matter", {"party": "respondent"}, "Depende de si hay pruebas"),
        ("cost", "who_pays", {}, "gratis"),
    ],
)
def test_nothing_else_is_said_where_it_is_the_answer(talk, intent, detail, facts, not_said):
    said = texts(talk.turn(intent, "¿y eso?", detail=detail, **facts))
    assert said and not_said not in said


def test_who_says_that_it_was_not_answered_is_told_in_other_words(talk):
    talk.turn("before_withdrawing", "¿es un requisito?", detail="required_or_advised")
    again = texts(talk.turn("correction", "no me contestó: ¿obligatorio o no?", detail="required_or_advised"))
    assert "es obligatorio y no un consejo" in again


# The guide's words are those of what was talked about last, and name the question that has them.
@pytest.mark.parametrize(
    ("topic", "facts", "words"),
    [
        ("refile", {}, "siempre que la otra parte tenga pruebas de la infracción"),
        ("before_withdrawing", {}, "todos los problemas deben quedar resueltos"),
        ("withdraw", {"party": "complainant"}, "quien presentó una queja puede cancelarla"),
        ("ip_remove_listing", {}, "retirar el producto de la venta"),
        ("respondent_request", {"party": "respondent"}, "no tiene mucho sentido pedir"),
        ("ip_outcomes", {}, "si la denuncia queda probada"),
    ],
)
def test_the_words_of_the_guide_are_those_of_the_last_topic(talk, topic, facts, words):
    talk.turn(topic, "¿y eso?", **facts)
    said = talk.turn("sources", "¿me lee la frase?", detail="guide_words")
    assert words in texts(said)
    assert answers(said)[-1]["sources"]


def test_who_asks_for_the_guide_itself_is_given_it(talk):
    talk.turn("withdraw", "¿puedo retirarla?")
    assert "al pie de la letra" not in texts(talk.turn("sources", "pásame la guía", detail="guide_words"))


# «¿Y si la resuelven a mi favor, qué le pasa?» asks for the sanction, not what is left to withdraw.
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("¿y si la resuelven a mi favor, qué le pasa?", "ip_two_outcomes"),
        ("si la procesan, ¿lo sancionan?", "ip_two_outcomes"),
        ("¿y si la resuelven antes, pierdo todo?", "not_withdrawable_processed"),
        ("¿y si la cierran ellos, qué pasa?", "not_withdrawable_processed"),
    ],
)
def test_in_whose_favour_it_is_decided_is_asked_of_the_sanction(talk, text, verdict):
    talk.turn("withdraw", "¿puedo retirarla?", party="complainant", status="in_process")
    assert answers(talk.turn("ip_outcomes", text))[-1]["verdict"] == verdict


def test_the_words_of_nothing_in_particular_are_asked_for_by_number(talk):
    assert "Dígame el número de la pregunta" in texts(talk.turn("sources", "¿me lo lee?", detail="guide_words"))


@pytest.mark.parametrize(
    ("topic", "text", "begins"),
    [
        ("ip_remove_listing", "vale, entonces lo dejo publicado", "Según la guía, en propiedad intelectual"),
        ("ip_remove_listing", "entonces no lo quito de la tienda, ¿no?", "Según la guía, en propiedad intelectual"),
        ("ip_remove_listing", "entonces la dejo y espero, ¿no?", "Puede esperar"),
        ("ip_withdrawal_effect", "entonces la dejo ahí, ¿no?", "Puede esperar"),
    ],
)
def test_what_is_left_after_the_product_was_talked_about_is_the_product(talk, topic, text, begins):
    talk.turn(topic, "¿y eso?", party="respondent", ground="product_infringement")
    assert texts(talk.turn("confirm", text)).startswith(begins)


@pytest.mark.parametrize("party", ["complainant", None])
def test_only_the_accused_leave_a_product_up_without_naming_it(talk, party):
    talk.turn("inform", "está en trámite", status="in_process", **({"party": party} if party else {}))
    said = texts(talk.turn("next_step", "¿lo saco o no lo saco?", detail="leave_it_up"))
    assert "propiedad intelectual" not in said


def test_who_complained_asks_of_a_product_that_they_name(talk):
    talk.turn("inform", "me copiaron", party="complainant", ground="product_infringement")
    assert "que la otra parte lo deje" in texts(talk.turn("ip_remove_listing", "¿y si deja el anuncio publicado?"))
