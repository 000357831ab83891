"""How one of several cases is named, and what goes with it."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, kept, texts

FOTOS = {"party": "complainant", "ground": "image_theft", "status": "in_process"}


@pytest.fixture
def two(talk):
    """A case about photos that is in process, and then one about watches that was closed."""
    talk.turn("withdraw", "puse una queja por unas fotos y sigue en trámite, ¿la retiro?", **FOTOS)
    talk.turn("new_case", "tengo otra denuncia, por unos relojes, ya la cerraron", status="processed")
    return talk


def status(said: list[dict]) -> str:
    return answers(said)[-1]["facts"]["status"]


@pytest.mark.parametrize(
    "text",
    [
        "¿la otra parte puede volver a quejarse?",
        "¿qué dice la otra página?",
        "es la primera vez, ¿puede volver a quejarse?",
    ],
)
def test_what_is_counted_like_a_case_is_none(two, text):
    assert status(two.turn("refile", text)) == "processed"


def test_of_a_case_that_is_described_and_of_the_other_the_question_is_about_the_first(two):
    two.turn("where", "volviendo a la de las fotos, ¿dónde la retiro?", ground="image_theft")
    said = two.turn("before_withdrawing", "si retiro la de las fotos, me afecta la otra?", ground="image_theft")
    assert (status(said), answers(said)[-1]["facts"]["ground"]) == ("in_process", "image_theft")


def test_what_was_told_of_one_leads_to_the_question_about_the_other(two):
    said = two.turn("withdraw", "la de los relojes está perdida, ¿y la otra la puedo quitar?")
    assert status(said) == "in_process"


def test_of_three_cases_the_one_that_is_gone_back_to_is_the_one_that_is_named(two):
    two.turn("new_case", "y tengo otra más, por unos juguetes, la retiré", status="withdrawn")
    said = two.turn("withdraw", "volviendo a la de las fotos, ¿la puedo quitar?", ground="image_theft")
    assert status(said) == "in_process"


def test_who_only_names_a_case_asks_of_it_what_was_asked_last(two):
    two.turn("reopen", "¿se puede reabrir?")
    said = two.turn("refile", "¿y la otra?")
    assert answers(said)[-1]["verdict"] == "not_reopenable"
    assert status(said) == "in_process"


def test_a_case_is_gone_back_to_by_whatever_is_asked(two):
    said = two.turn("why", "¿y la primera por qué sí?")
    assert texts(said).startswith("La que sigue en trámite:") and answers(said)[-1]["verdict"] == "withdrawable"


def test_a_word_said_of_another_case_first_is_no_name_of_this_one(two):
    two.turn("inform", "la primera, la de las fotos, la arreglamos; la de los relojes no", issues_resolved="yes")
    assert status(two.turn("refile", "¿puedo presentar de nuevo la de los relojes?")) == "processed"


def test_what_only_names_the_case_does_not_choose_what_is_confirmed(talk):
    talk.turn("refile", "¿puedo poner otra por las fotos?", ground="image_theft", evidence="yes")
    talk.turn("new_case", "tengo otra queja, de un envío", ground="other", evidence="no")
    said = talk.turn("confirm", "y la de las fotos entonces sí, ¿verdad?", ground="image_theft")
    assert answers(said)[-1]["verdict"] == "refile_with_evidence"


def test_a_report_and_a_complaint_are_named_by_their_kind(talk):
    talk.turn(
        "withdraw",
        "hice un informe por spam y una queja por un pedido, ¿se pueden quitar?",
        entities=[("second_case", "kind=complaint")],
        kind="report",
        ground="other",
    )
    said = talk.turn("withdraw", "¿y la queja se puede?", kind="complaint")
    assert answers(said)[-1]["verdict"] == "withdrawal_conditions" and texts(said).startswith("La queja:")
    assert answers(talk.turn("withdraw", "¿y el informe?", kind="report"))[-1]["verdict"] == "report_not_withdrawable"


def test_another_complaint_that_came_is_another_case(talk):
    talk.turn("respondent_request", "me denunciaron, ya le pagué", party="respondent", issues_resolved="yes")
    said = talk.turn("inform", "y me llegó otra, esa es por unas fotos", party="respondent", ground="image_theft")
    assert answers(said)[-1]["facts"] == {"party": "respondent", "ground": "image_theft"}


def test_what_is_beside_the_guide_is_answered_alike_for_all(two):
    said = two.turn("correction", "no pregunté eso: ¿en cuál de las dos apelo?", entities=[("second_topic", "appeal")])
    assert {answer["about"] for answer in answers(said)} == {"appeal"}


def test_whom_the_person_speaks_for_is_kept_with_the_case(talk):
    talk.turn("withdraw", "a mi hermana la denunciaron, ¿la puede quitar?", party="respondent")
    talk.turn("new_case", "tengo otra queja, la puse yo, sigue en trámite", party="complainant", status="in_process")
    assert talk.slots["principal"] is None
    said = talk.turn("appeal", "¿y la de mi hermana se puede apelar?")
    assert talk.slots["principal"] == "su hermana" and "la queja es contra su hermana" in texts(said)


def test_the_persons_own_case_and_that_of_somebody_else(talk):
    talk.turn("withdraw", "puse una queja y sigue en trámite, ¿la retiro?", party="complainant", status="in_process")
    text, words = "mi vecino también puso una, ya la cerraron. ¿Él puede?", {"party": "puso", "status": "cerraron"}
    talk.turn("withdraw", text, party="complainant", status="processed", said=words)
    assert status(talk.turn("where", "y la mía, ¿dónde se quita?", party="complainant")) == "in_process"
    assert status(talk.turn("withdraw", "¿y la de él no se puede?")) == "processed"


def test_who_files_a_further_case_is_not_held_back_by_who_filed_the_first(talk):
    talk.turn("withdraw", "a mi clienta le pusieron una queja, ¿la puede retirar?", party="respondent")
    said = talk.turn("withdraw", "y ella puso otra queja, ¿esa se puede retirar?", party="complainant")
    assert "la queja la presentó su clienta" in texts(said)


@pytest.mark.parametrize(
    ("text", "who"),
    [("yo no puse nada, fue mi nuera", "su nuera"), ("no la puse yo, la puso mi cuñada", "su cuñada")],
)
def test_somebody_else_filed_it(talk, text, who):
    talk.turn("withdraw", text, party="complainant")
    assert talk.slots["principal"] == who


def test_whom_it_is_against_is_said_after_whom_it_is_not(talk):
    talk.turn("withdraw", "nos pusieron una queja", party="respondent")
    talk.turn("inform", "no es contra mí, es contra mi cliente", party="respondent")
    assert talk.slots["principal"] == "su cliente"


def test_of_two_clients_each_case_is_named_by_the_client(talk):
    said = talk.turn(
        "withdraw",
        "tenemos dos clientes: a uno le pusieron una queja y el otro puso una. ¿Se retiran?",
        entities=[("second_case", "party=complainant")],
        party="respondent",
    )
    assert "La que es contra su cliente" in texts(said) and "usted" not in texts(said)


@pytest.mark.parametrize(
    "text",
    [
        "¿retirar la primera afecta a la segunda?",
        "si retiro esta, ¿el vendedor paga por la otra?",
        "¿quitarla perjudica a la otra?",
    ],
)
def test_what_one_case_does_to_another_is_asked_of_the_one_at_hand(two, text):
    assert status(two.turn("refile", text)) == "processed"


@pytest.mark.parametrize("text", ["volvamos al de las fotos: ¿lo retiro?", "¿y la pendiente, la retiro?"])
def test_a_case_is_gone_back_to_by_what_it_is(two, text):
    assert status(two.turn("withdraw", text)) == "in_process"


def test_who_filed_one_and_got_another_calls_the_first_theirs(two):
    two.turn("new_case", "tengo otra, me la pusieron a mí por una marca", party="respondent")
    two.turn("withdraw", "¿y la de los relojes?")
    two.turn("correction", "esa también me la pusieron", party="respondent")
    assert status(two.turn("withdraw", "¿y la mía, la quito ya?")) == "in_process"


def test_what_names_a_case_and_is_else_not_understood_asks_of_it_what_was_asked_last(two):
    said = two.turn("nlu_fallback", "¿y la otra? la que ahí sigue", ranking={"mediation": 0.3})
    assert (answers(said)[-1]["topic"], status(said)) == ("withdraw", "in_process")


def test_a_further_case_that_is_told_of_at_once_needs_no_asking(talk):
    talk.turn("withdraw", "¿puedo retirar la de las fotos?", **FOTOS)
    said = talk.turn("new_case", "tengo además otra queja, de un señor que no recibió lo que pidió", kind="complaint")
    assert (answers(said)[-1]["facts"], answers(said)[-1]["asks"]) == ({"kind": "complaint"}, None)
    assert status(talk.turn("withdraw", "volviendo a la de las fotos, ¿la retiro?")) == "in_process"


def test_who_accepts_and_asks_in_one_breath_has_begun_another_case(talk):
    talk.turn("withdraw", "¿puedo retirar la de las fotos?", **FOTOS)
    talk.turn("new_case", "tengo otra queja", kind="complaint")
    said = talk.turn("nlu_fallback", "sí, otra. ¿me sancionan por lo del pedido?")
    assert answers(said)[-1]["facts"] == {}


@pytest.mark.parametrize("text", ["el denunciante es un cuñado mío, no nos hablamos", "quien me denunció es mi primo"])
def test_who_accused_the_person_is_nobody_they_speak_for(talk, text):
    talk.turn(
        "ip_notice", "recibí un aviso por una patente, ¿qué es?", party="respondent", ground="product_infringement"
    )
    talk.turn("who_complained", text, party="complainant")
    assert (talk.slots["party"], talk.slots["principal"], kept(talk)) == ("respondent", None, [])
