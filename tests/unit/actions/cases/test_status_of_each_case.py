"""Where each of two cases stands is read clause by clause, and put right for both."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import LOGO, answers, kept, texts, told_of_two


@pytest.fixture
def two(talk):
    """An open one over a mirror, and then a closed one over a logo, which was asked about."""
    told_of_two(talk)
    return talk


def stand(talk) -> list[str]:
    cases = talk.slots["cases"]
    return [case["facts"]["status"] if case else talk.slots["status"] for case in cases if case or talk.slots["status"]]


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("no, la cerrada es la del espejo", "processed", "cerrada"),
        ("la cerrada es la otra", "processed", "cerrada"),
        ("esa no está cerrada, la otra sí", "in_process", "no está cerrada"),
        ("perdón, la que está abierta es la del logo", "in_process", "abierta"),
        ("no no, la del logo es la que sigue abierta, la otra está cerrada", "in_process", "sigue abierta"),
        ("me equivoqué: la que sigue en trámite es la del logo, la del espejo ya la cerraron", "processed", "cerraron"),
    ],
)
def test_which_is_closed_is_put_right_of_both(two, text, status, words):
    two.turn("correction", text, status=status, said={"status": words})
    assert stand(two) == ["processed", "in_process"]


def test_what_is_asked_puts_nothing_right(two):
    two.turn("withdraw", "¿y la cerrada es la del espejo?", status="processed", said={"status": "cerrada"})
    assert kept(two) == [LOGO] and (two.slots["ground"], two.slots["status"]) == ("other", "in_process")


@pytest.mark.parametrize(
    "text",
    [
        "denuncié a uno por un espejo y sigue en trámite; a mi tía le pusieron otra por un logo y ya la cerraron",
        "denuncié a uno por un espejo que aún no resuelven; a mi tía le pusieron otra por un logo que ya cerraron",
        "denuncié a uno por un espejo, todavía en proceso; y a mi tía le pusieron otra por un logo, procesada",
    ],
)
def test_what_is_not_read_is_told_in_so_many_words(talk, text):
    words = {"party": "denuncié", "party=respondent": "pusieron"}
    told = [("second_case", "party=respondent")]
    talk.turn("withdraw", text + ". ¿Se quitan?", party="complainant", entities=told, said=words)
    assert stand(talk) == ["in_process", "processed"]


def test_what_is_supposed_or_doubted_is_not_told(talk):
    text = (
        "puse una por un espejo, no sé si ya la cerraron; y a mi hermana le pusieron otra, cuando esté cerrada le aviso"
    )
    words = {"party": "puse", "party=respondent": "pusieron"}
    talk.turn("inform", text, party="complainant", entities=[("second_case", "party=respondent")], said=words)
    assert not any("status" in case["facts"] for case in talk.slots["cases"] if case)


def test_the_contrary_is_told_by_a_no(talk):
    text = "me denunciaron por una foto y yo denuncié al mismo por mi diseño. La mía ya la resolvieron, la de él no"
    words = {"party": "denunciaron", "party=complainant": "denuncié", "status": "resolvieron"}
    told = [("second_case", "party=complainant")]
    talk.turn("inform", text, party="respondent", status="processed", entities=told, said=words)
    assert stand(talk) == ["in_process", "processed"]


def test_of_all_the_topic_asked_last_stays_asked(talk):
    text = "tengo dos: una la cerraron y la otra sigue. ¿Las quito?"
    talk.turn("withdraw", text, status="processed", entities=[("second_case", "status=in_process")])
    said = talk.turn("why", "¿y por qué la cerrada no se puede?")
    assert answers(said)[-1]["verdict"] == "not_withdrawable_processed"


@pytest.mark.parametrize("text", ["¿y a ella?", "¿y ella?", "¿y con ella?"])
def test_somebody_is_named_by_a_pronoun(talk, text):
    talk.turn("ip_outcomes", "me denunciaron por un logo. ¿Me quitan puntos?", **{**LOGO, "status": "in_process"})
    words = {"party": "pusieron", "ground": "fotos"}
    told = {"party": "respondent", "ground": "image_theft"}
    talk.turn("inform", "y a mi hermana le pusieron otra por unas fotos", said=words, **told)
    talk.turn("ip_outcomes", "¿y a mí me quitan puntos?")
    assert answers(talk.turn("nlu_fallback", text))[-1]["facts"] == told


def test_that_one_stays_that_one_whoever_is_to_withdraw_it(talk):
    filed = {"party": "complainant", "ground": "other"}
    talk.turn("withdraw", "mi jefe puso una queja por unas piezas malas. ¿La quita?", **filed)
    words = {"party": "llegó", "ground": "logo"}
    told = {"party": "respondent", "ground": "product_infringement"}
    talk.turn("inform", "también nos llegó una a la empresa por un logo", said=words, **told)
    assert answers(talk.turn("withdraw", "¿esa la puede quitar mi jefe?"))[-1]["facts"] == told


@pytest.mark.parametrize(
    ("text", "party", "who"),
    [
        ("una amiga también puso una por unas velas, ¿ella la quita?", "complainant", "su amiga"),
        ("a un primo le pusieron una por unas velas, ¿él la quita?", "respondent", "su primo"),
    ],
)
def test_somebody_close_has_a_case_of_their_own(two, text, party, who):
    said = two.turn("withdraw", text, party=party, said={"party": "pus"})
    assert answers(said)[-1]["facts"] == {"party": party} and two.slots["principal"] == who


def test_it_is_no_other_one_where_it_is_like_it(two):
    said = two.turn("refile", "si la quito, ¿me queda como la otra?")
    assert answers(said)[-1]["facts"] == LOGO and "Hablamos ahora" not in texts(said)


@pytest.mark.parametrize(("tag", "status"), [("será?", None), ("o no?", None), ("gracias", "processed")])
def test_what_is_only_wondered_is_not_told(two, tag, status):
    two.turn("withdraw", f"y la del espejo ya está cerrada, {tag}", entities=[("in_clause", "status=processed")])
    espejo = [c["facts"] if c else {"status": two.slots["status"]} for c in two.slots["cases"]]
    assert [facts["status"] for facts in espejo].count("processed") == (2 if status else 1)


def test_what_comes_if_it_is_decided_before_is_asked_of_the_open_one(talk):
    told_of_two(talk)
    said = talk.turn("withdraw", "¿y si Alibaba la resuelve antes de que cobre?", status="processed")
    assert texts(said).startswith("La que presentó usted:\nSi se procesa antes")


@pytest.mark.parametrize(
    "text", ["tengo otra queja. La metí ayer. ¿La puedo quitar?", "hay otra queja, la puse hoy. ¿Y esa?"]
)
def test_who_filed_a_further_one_is_told_of_that(talk, text):
    talk.turn("withdraw", "¿la quito?", party="complainant", ground="product_infringement", status="processed")
    filed = "metí" if "metí" in text else "puse"
    said = talk.turn("withdraw", text, said={"party": filed, "kind": "queja"}, party="complainant", kind="complaint")
    assert (answers(said)[-1]["facts"].get("status"), talk.slots["party"]) == (None, "complainant")
