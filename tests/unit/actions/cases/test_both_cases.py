"""Two cases that are spoken of together."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

ONE_CLOSED = "tengo dos: una ya la cerraron y la otra sigue en trámite. ¿Las puedo quitar?"


def verdicts(said: list[dict]) -> list[str]:
    given = [answer["verdict"] for answer in answers(said) if answer["verdict"]]
    return list(dict.fromkeys(given))


@pytest.fixture
def two(talk):
    """A conversation in which two cases were told of."""
    talk.turn("withdraw", ONE_CLOSED, status="processed", entities=[("second_case", "status=in_process")])
    return talk


def test_a_question_about_both_is_answered_for_each(two):
    said = two.turn("withdraw", "o sea, de las dos cuál se puede y cuál no")
    assert verdicts(said) == ["not_withdrawable_processed", "withdrawable"]
    assert "La que ya se procesó" in texts(said) and "La que sigue en trámite" in texts(said)


def test_of_both_it_is_said_what_is_to_be_done(two):
    said = two.turn("next_step", "¿en cuál tenemos aún algo que hacer?")
    assert [answer["topic"] for answer in answers(said)] == ["next_step"] * 4
    assert len({message["text"] for message in said}) == 4


def test_what_is_to_be_done_of_both_alike_is_said_once(two):
    two.turn("inform", "las dos ya están procesadas", status="processed")
    assert len(answers(two.turn("next_step", "¿en cuál tenemos aún algo que hacer?"))) == 1


def test_what_is_so_of_both_is_kept_with_each(two):
    two.turn("correction", "nosotros somos los reclamados", party="respondent")
    said = two.turn("respondent_request", "de la que sigue en trámite, ¿le pido que la retire?", status="in_process")
    assert answers(said)[-1]["facts"] == {"party": "respondent", "status": "in_process"}


def test_what_tells_them_apart_stays_as_it_was(two):
    two.turn("inform", "la de marca sigue en trámite", status="in_process")
    assert verdicts(two.turn("withdraw", "¿y de las dos cuál se puede?")) == [
        "not_withdrawable_processed",
        "withdrawable",
    ]


def test_what_is_said_of_both_changes_each(talk):
    informe = [("second_case", "kind=complaint")]
    talk.turn(
        "withdraw", "hice un informe y una queja, ¿las bajo?", kind="report", ground="image_theft", entities=informe
    )
    talk.turn("inform", "los dos siguen pendientes", status="in_process")
    said = talk.turn("withdraw", "¿y la queja, entonces?", kind="complaint")
    assert answers(said)[-1]["facts"]["status"] == "in_process"


def test_what_is_said_of_a_third_case_is_its_own(two):
    two.turn("new_case", "tengo otro caso más, de fotos", ground="image_theft")
    two.turn("inform", "lo de las fotos ya lo retiré", status="withdrawn")
    said = two.turn("withdraw", "¿y la primera?")
    assert answers(said)[-1]["facts"]["status"] == "processed"


def test_many_cases_are_no_trouble(two):
    for number in range(3):
        two.turn("new_case", f"tengo otro caso más, el {number}", device="mobile")
    assert verdicts(two.turn("withdraw", "¿cuál puedo quitar?"))


def test_both_parties_are_no_two_cases(two):
    said = two.turn("before_withdrawing", "¿las dos partes tienen que estar de acuerdo?")
    assert verdicts(said) == ["resolve_all_issues"]


def test_what_was_misheard_of_one_is_corrected_for_both(two):
    said = two.turn("inform", "ninguna de las dos está cerrada", status="in_process")
    assert texts(said).startswith("Gracias por aclarármelo, lo corrijo: sigue en trámite.")
    assert "Las dos" in texts(said) and verdicts(said) == ["withdrawable"]


def test_what_has_happened_to_both_since_corrects_nothing(two):
    assert "lo corrijo" not in texts(two.turn("inform", "ya cerraron las dos", status="processed"))


@pytest.mark.parametrize(
    "claim", ["la cerrada ya fue y la otra depende de él, ¿cierto?", "la cerrada no y la pendiente sí, ¿no?"]
)
def test_a_claim_about_both_is_answered_for_each(two, claim):
    two.turn("withdraw", "¿y la cerrada?")
    assert verdicts(two.turn("confirm", claim, status="processed")) == ["not_withdrawable_processed", "withdrawable"]
    assert answers(two.turn("withdraw", "¿y la otra, la pendiente?"))[-1]["facts"]["status"] == "in_process"


def test_what_is_known_of_each_is_not_asked_again(two):
    assert verdicts(two.turn("withdraw", "¿los puedo retirar?")) == ["not_withdrawable_processed", "withdrawable"]


def test_what_is_said_of_the_first_only_is_not_stored_with_the_second(talk):
    told = [("second_case", "status=retracted"), ("second_case", "ground=other")]
    text = "una por fotos que ya cerraron y otra por un abrigo roto, ¿las quito?"
    talk.turn("withdraw", text, status="processed", ground="image_theft", entities=told)
    said = talk.turn("withdraw", "¿y la segunda?")
    assert answers(said)[-1]["facts"] == {"ground": "other"}


def test_what_is_said_of_both_goes_to_neither(two):
    text = "no: las dos siguen en trámite. La que sigue con la tienda es la que quiero quitar"
    said = two.turn("correction", text, status="in_process", said={"status": "siguen en trámite"})
    assert "lo corrijo" in texts(said) and verdicts(said) == ["withdrawable"]
    assert verdicts(two.turn("withdraw", "¿y la primera?")) == ["withdrawable"]


def test_what_is_said_of_the_second_only_is_not_stored_with_the_first(talk):
    told = [("second_case", "status=processed"), ("second_case", "ground=other")]
    text = "una por fotos y otra por un abrigo roto que ya cerraron, ¿las quito?"
    said = talk.turn("withdraw", text, status="processed", ground="image_theft", entities=told)
    assert verdicts(said) == ["withdrawal_conditions", "not_withdrawable_processed"]
    assert answers(talk.turn("withdraw", "¿y la primera?"))[-1]["facts"] == {"ground": "image_theft"}


def test_each_is_summed_up_with_what_to_do(two):
    said = two.turn("rephrase", "resúmame qué hago con cada una")
    assert verdicts(said) == ["not_withdrawable_processed", "withdrawable"] and len(said) == 2
    assert "medie" in said[0]["text"]  # what is left to do in the closed one


def test_the_other_one_may_be_described_as_well(two):
    two.turn("withdraw", "la cerrada, ¿por qué no?")
    said = two.turn("withdraw", "¿y la otra? la que sigue", entities=[("detail", "one_affects_other")])
    assert verdicts(said) == ["withdrawable"]


@pytest.mark.parametrize("question", ["duration", "where"])
def test_what_is_asked_of_an_open_case_is_asked_of_the_one_that_is_open(two, question):
    two.turn("withdraw", "la cerrada, ¿por qué no?")
    two.turn(question, "¿y tarda mucho en quitarse?")
    assert two.slots["status"] == "in_process"


def test_why_the_closed_one_cannot_be_withdrawn_is_explained(two):
    said = two.turn("why", "¿y por qué la que ya cerraron no se puede?", status="processed")
    assert answers(said)[-1]["topic"] == "why" and verdicts(said) == ["not_withdrawable_processed"]


def test_two_alike_are_answered_as_two(talk):
    said = talk.turn("withdraw", "tengo dos quejas en trámite, ¿puedo retirarlas?", status="in_process")
    assert "Las dos" in texts(said)
    assert "Las dos" not in texts(talk.turn("where", "las dos partes queremos saber dónde se retira"))


@pytest.fixture
def told_apart(talk):
    """Two withdrawn cases, called by the goods; of one there is proof."""
    talk.turn("refile", "retiré dos quejas, ¿las puedo poner otra vez?", status="withdrawn")
    text = "en la de las tazas tengo pruebas, en la de los bolsos no hay"
    said = {"evidence=no": "no hay"}
    talk.turn("inform", text, said=said, evidence="yes", entities=[("second_case", "evidence=no")])
    return talk


def test_a_claim_about_both_by_the_goods_is_answered_for_each(told_apart):
    said = told_apart.turn("confirm", "entonces tazas sí y bolsos no, ¿verdad?", evidence="yes")
    assert verdicts(said) == ["refile_with_evidence", "no_refile"]


def test_who_names_both_to_ask_of_one_is_answered_for_one(told_apart):
    said = told_apart.turn("refile", "no hablo de la de las tazas, hablo de la de los bolsos")
    assert verdicts(said) == ["no_refile"]
