"""Which of two cases the parts of a message speak of, and how many cases there are."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

OPEN_AND_CLOSED = "tengo dos: una ya la cerraron y la otra sigue en trámite. ¿Las puedo quitar?"


@pytest.fixture
def two(talk):
    """A closed case and one that is in process, told of in one message."""
    talk.turn("withdraw", OPEN_AND_CLOSED, status="processed", entities=[("second_case", "status=in_process")])
    return talk


def last(said: list[dict]) -> dict:
    return answers(said)[-1]


def test_what_is_told_of_one_is_kept_with_it_and_the_other_is_answered(two):
    said = two.turn(
        "refile",
        "ya saqué la abierta, ¿y por la cerrada qué puedo hacer?",
        status="withdrawn",
        party="complainant",
        said={"status": "ya saqué", "party": "saqué"},
    )
    assert (last(said)["topic"], last(said)["facts"]) == ("next_step", {"status": "processed"})
    said = two.turn("withdraw", "¿y la otra?")
    assert last(said)["verdict"] == "already_withdrawn"


def test_what_is_said_of_both_leaves_what_tells_them_apart(two):
    said = two.turn(
        "respondent_request",
        "en las dos somos los demandados. ¿En la que está en trámite le pido que la quite?",
        party="respondent",
        status="in_process",
        said={"party": "los demandados", "status": "en trámite"},
    )
    assert last(said)["facts"] == {"party": "respondent", "status": "in_process"}
    said = two.turn("withdraw", "¿y la cerrada?")
    assert last(said)["facts"] == {"party": "respondent", "status": "processed"}


def test_the_case_that_is_not_meant_is_not_spoken_of(two):
    said = two.turn(
        "withdraw",
        "hablo de la cerrada, no de la que está en trámite. ¿La puede retirar él?",
        status="in_process",
        said={"status": "en trámite"},
    )
    assert last(said)["verdict"] == "not_withdrawable_processed"
    assert texts(said).startswith("La que ya se procesó:")


def test_of_two_that_are_asked_about_both_are_answered(two):
    said = two.turn("withdraw", "¿puedo quitar la cerrada y la que está en trámite?")
    assert {answer["verdict"] for answer in answers(said)} == {"not_withdrawable_processed", "withdrawable"}


def test_what_is_told_of_the_case_at_hand_is_not_so_of_the_one_that_is_asked_about_next(talk):
    talk.turn("withdraw", "me pusieron una queja por una etiqueta, ¿la quito?", party="respondent")
    talk.turn("new_case", "tengo otra queja, la puse yo y sigue abierta", party="complainant", status="in_process")
    said = talk.turn(
        "next_step",
        "esa ya la saqué. ¿Y con la de la etiqueta qué hago?",
        status="withdrawn",
        party="complainant",
        said={"status": "ya la saqué", "party": "saqué"},
    )
    assert last(said)["facts"] == {"party": "respondent"}


def test_what_was_withdrawn_is_the_one_that_could_be(two):
    two.turn("inform", "la saqué", status="withdrawn", party="complainant")
    assert last(two.turn("withdraw", "¿y la otra?"))["verdict"] == "not_withdrawable_processed"


@pytest.mark.parametrize(
    "text", ["no hay dos, es una sola", "es la misma queja", "tengo una sola queja", "no tengo otra"]
)
def test_who_says_that_it_is_one_case_has_one(two, text):
    said = two.turn("correction", text)
    assert "un solo caso" in texts(said)
    assert last(two.turn("withdraw", "¿la puedo retirar?"))["verdict"] == "withdrawal_conditions"


@pytest.mark.parametrize(
    "text", ["solo tengo una pregunta", "¿puedo retirar una sola de las dos?", "es la misma tienda"]
)
def test_what_is_said_to_be_one_is_not_always_the_case(two, text):
    assert "un solo caso" not in texts(two.turn("withdraw", text))


def test_of_two_told_of_as_one_what_is_said_of_one_is_not_so_of_the_other(talk):
    talk.turn("inform", "nos metieron dos quejas", party="respondent")
    talk.turn("inform", "una ya la resolvieron", status="processed")
    assert last(talk.turn("ip_outcomes", "¿en la otra qué puede pasar?"))["facts"] == {"party": "respondent"}


def test_a_further_one_that_came_to_whom_they_speak_for_is_against_them(talk):
    talk.turn("ip_outcomes", "a mi prima la denunciaron, ¿la sancionan?", party="respondent")
    said = talk.turn("withdraw", "y le cayó otra queja, por unas fotos. ¿Se puede parar?", ground="image_theft")
    assert last(said)["verdict"] == "only_complainant"
    assert "contra su prima" in texts(said)


def test_of_two_parties_each_case_is_of_its_own(talk):
    talk.turn(
        "inform",
        "a mi prima le metieron una por fotos y a mí otra por un logo",
        party="respondent",
        ground="image_theft",
        entities=[("second_case", "ground=product_infringement")],
        said={"ground=product_infringement": "un logo"},
    )
    said = talk.turn("appeal", "¿y en la de ella se puede apelar?")
    assert "contra su prima" in texts(said)


def test_who_is_only_named_in_the_story_of_two_cases_is_no_party_to_one(talk):
    said = talk.turn(
        "withdraw",
        "las fotos son de mi prima. Puse dos, una ya la cerraron y la otra sigue abierta, ¿las quito?",
        party="complainant",
        status="processed",
        entities=[("second_case", "status=in_process")],
        said={"party": "Puse", "status": "ya la cerraron", "status=in_process": "sigue abierta"},
    )
    assert "ya no puede retirarla" in texts(said)
    assert "prima" not in texts(said)


def test_who_tells_of_two_and_asks_about_one_is_answered_on_that_one(talk):
    said = talk.turn(
        "withdraw",
        "una ya la cerraron y la otra sigue. ¿Puedo retirar la que sigue?",
        status="processed",
        said={"status": "la cerraron", "status=in_process": "sigue"},
        entities=[("second_case", "status=in_process")],
    )
    assert [a["verdict"] for a in answers(said) if a["verdict"]][-1:] == ["withdrawable"]
    assert "Hablamos ahora de este caso" in texts(said)
    assert last(talk.turn("withdraw", "¿y la otra?"))["verdict"] == "not_withdrawable_processed"


def test_what_is_said_of_a_case_in_its_own_sentence_is_of_that_case(two):
    two.turn("withdraw", "¿y la cerrada?")
    said = two.turn(
        "next_step",
        "Vale. Dice que ya la quitó, la abierta. ¿Tengo que hacer algo?",
        status="withdrawn",
        said={"status": "ya la quitó"},
    )
    assert last(said)["facts"]["status"] == "withdrawn"


def test_the_other_way_round_swaps_what_tells_two_apart(two):
    said = two.turn("correction", "no, es al revés")
    assert [a["verdict"] for a in answers(said)][-1] == "not_withdrawable_processed"


def test_nobody_is_told_what_to_settle_before_withdrawing_a_closed_one(two):
    said = two.turn("before_withdrawing", "¿qué arreglo antes de retirar las dos?")
    assert {a["verdict"] for a in answers(said)} == {"not_withdrawable_processed", "resolve_all_issues"}


IN_PROCESS, CLOSED = "status=in_process", "status=processed"


def both(said: list[dict]) -> list[str]:
    """The verdicts on both cases, in their order."""
    verdicts = [message for message in said if message["metadata"]["utter_action"] != "utter_case"]
    return [answer["verdict"] for answer in answers(verdicts) if answer.get("row")]


def test_each_clause_tells_of_the_case_that_it_names(talk):
    talk.turn(
        "withdraw",
        "un informe por copia en trámite y una queja ya cerrada, ¿cuál quito?",
        kind="report",
        status="in_process",
        ground="product_infringement",
        entities=[("second_case", "kind=complaint"), ("second_case", CLOSED)],
    )
    said = talk.turn(
        "inform",
        "el informe ya lo cerraron, la queja sigue",
        kind="report",
        status="processed",
        entities=[("in_clause", "kind=complaint"), ("in_clause", IN_PROCESS)],
        said={"report": "informe", "processed": "cerraron", "kind=complaint": "queja", IN_PROCESS: "sigue"},
    )
    assert both(said) == ["not_withdrawable_processed", "withdrawable"]


@pytest.mark.parametrize("text", ["¿por qué la cerrada no y la que sigue sí?", "¿y por qué una sí y la otra no?"])
def test_why_one_and_not_the_other_is_said_of_each(two, text):
    said = two.turn("why", text)
    assert {"not_withdrawable_processed", "withdrawable"} == set(both(said))
    assert texts(said).count("Se lo digo por lo que me contó") == 2


def test_why_is_said_of_each_after_both_were_answered(two):
    assert set(both(two.turn("why", "¿por qué?"))) == {"not_withdrawable_processed", "withdrawable"}


def test_the_other_is_the_one_that_is_then_described(two):
    two.turn("withdraw", "¿y la que sigue en trámite?")
    said = two.turn("withdraw", "hablo de la otra, la que sigue. ¿La quito?")
    assert last(said)["facts"]["status"] == "in_process"


def test_a_closed_case_is_not_the_one_that_was_withdrawn(two):
    two.turn("withdraw", "¿y la que sigue en trámite?")
    said = two.turn("new_case", "ya quité la otra", status="withdrawn", said={"status": "ya quité"})
    assert last(said)["facts"]["status"] == "withdrawn"
    said = two.turn("withdraw", "¿y la cerrada?")
    assert last(said)["verdict"] == "not_withdrawable_processed"


def test_two_told_of_by_what_they_are_about_are_two(talk):
    said = talk.turn(
        "withdraw",
        "tengo dos quejas, una por una tetera y otra por unos guantes. La de los guantes la cerraron. ¿Quito las dos?",
        party="complainant",
        status="processed",
        said={"status": "cerraron"},
    )
    assert both(said) == ["withdrawal_conditions", "not_withdrawable_processed"]
    assert "La de la tetera" in texts(said) and "La de los guantes" in texts(said)
    said = talk.turn("inform", "ya me llegó la tetera, sigue en trámite", status="in_process")
    assert last(said)["verdict"] == "withdrawable"
    assert last(talk.turn("withdraw", "¿y los guantes?"))["verdict"] == "not_withdrawable_processed"


def test_two_prices_are_no_two_cases(talk):
    talk.turn("withdraw", "compré dos lámparas, una por 20 y otra por 300, y me quejé", party="complainant")
    assert not talk.slots["cases"]


def test_who_only_supposes_what_each_does_asks_of_no_two(talk):
    told = [("second_case", "party=respondent")]
    talk.turn("withdraw", "una la puse yo y otra me la pusieron", party="complainant", entities=told)
    said = talk.turn(
        "ip_withdrawal_effect",
        "si yo quito la mía y él la suya, ¿me salvo?",
        party="complainant",
        entities=[*told, ("supposed", "yes")],
        said={"complainant": "mía", "yes": "mía", "party=respondent": "suya"},
    )
    assert len(both(said)) == 1


@pytest.mark.parametrize("counted", ["tengo dos dudas", "tengo 2 preguntas", "las dos cosas"])
def test_who_counts_questions_counts_no_cases(talk, counted):
    talk.turn("inform", "me denunció una marca", party="respondent", ground="product_infringement")
    said = talk.turn("appeal", f"{counted}. 1) ¿puedo apelar? 2) ¿me quitan puntos?")
    assert "Hablamos ahora" not in texts(said)
    assert last(said)["facts"] == {"party": "respondent", "ground": "product_infringement"}


def test_two_that_a_y_written_i_parts_stand_each_where_it_is_said(talk):
    text, closed = "puse 2, 1 ya la cerraron i la otra sigue pendiente. ¿las saco?", ("in_clause", "status=processed")
    words = {"party": "puse", "status": "pendiente"}
    said = talk.turn("withdraw", text, entities=[closed], said=words, party="complainant", status="in_process")
    assert {answer["verdict"] for answer in answers(said)} == {"withdrawable", "not_withdrawable_processed"}
