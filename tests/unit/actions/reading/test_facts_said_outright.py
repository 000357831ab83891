"""What is said outright counts: who filed it and who only helped, what one refuses, what was filed anew."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


@pytest.fixture
def accused(talk):
    """Who was taken for the accused."""
    talk.turn("withdraw", "la queja es por un jarrón copiado, ¿se quita?", party="respondent")
    return talk


@pytest.fixture
def withdrew(talk):
    """Who withdrew their complaint over pictures."""
    told = {"party": "complainant", "ground": "image_theft", "status": "withdrawn"}
    talk.turn("refile", "retiré la de mis láminas, ¿puedo poner otra?", **told)
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "la que se queja soy yo",
        "yo soy quien la puso, no el taller",
        "el denunciado es él, no yo",
        "la acusada es la tienda",
    ],
)
def test_who_filed_it_is_who_says_so(accused, text):
    accused.turn("inform", text, party="respondent")
    assert accused.slots["party"] == "complainant"


@pytest.mark.parametrize(
    "text",
    ["no soy yo la que se queja", "la acusada es mi cuñada", "el denunciado soy yo", "¿el acusado es el vendedor?"],
)
def test_who_does_not_say_so_stays_the_accused(accused, text):
    accused.turn("inform", text, party="respondent")
    assert accused.slots["party"] == "respondent"


def test_who_says_that_another_filed_it_is_the_accused(talk):
    talk.turn("withdraw", "la queja es por un jarrón copiado, ¿se quita?", party="complainant")
    talk.turn("correction", "la denunciante es la otra tienda", party="complainant")
    assert talk.slots["party"] == "respondent"
    talk.turn("correction", "la denunciante soy yo", party="complainant")
    assert talk.slots["party"] == "complainant"


@pytest.mark.parametrize(
    "text",
    [
        "una fábrica ha metido una denuncia contra nuestro taller",
        "mi sobrina vende aretes y una señora le puso una queja",
        "un comprador le abrió una reclamación a mi yerno",
    ],
)
def test_who_tells_that_another_filed_it_is_the_accused_or_speaks_for_them(talk, text):
    talk.turn("inform", text, party="complainant")
    assert talk.slots["party"] == "respondent"


@pytest.mark.parametrize(
    "text",
    [
        "mi sobrina le puso una queja a una tienda",
        "una clienta mía le puso una queja a una fábrica",
        "una señora le puso una queja a una tienda",
        "puse una queja, dicen que mande fotos y capturas",
    ],
)
def test_who_tells_that_it_was_filed_by_whom_they_speak_for_is_not(talk, text):
    talk.turn("inform", text, party="complainant")
    assert talk.slots["party"] == "complainant"


def test_a_further_one_is_against_who_is_accused_in_it(accused):
    """«Dicen que insulto» is said of who is accused of it."""
    accused.turn("new_case", "además tengo otra queja, dicen que insulto a la gente, ¿qué hago?", status="in_process")
    assert (accused.slots["party"], accused.slots["status"]) == ("respondent", "in_process")


@pytest.mark.parametrize(
    "text",
    ["no recibió ningún aviso, ella es la reclamante", "no es vendedora, es la compradora que reclamó"],
)
def test_whom_they_speak_for_is_who_filed_it(talk, text):
    talk.turn("withdraw", "¿puede mi clienta retirar una queja?")
    talk.turn("correction", text, party="complainant")
    talk.turn("correction", text, party="complainant")
    assert (talk.slots["party"], talk.slots["principal"]) == ("complainant", "su clienta")


@pytest.mark.parametrize("text", ["ella es la que se quejó, mi padre vende", "la que la retira es la señora"])
def test_she_is_not_the_father_for_whom_they_speak(talk, text):
    talk.turn("withdraw", "mi padre tiene una queja, ¿la quita?", party="complainant")
    talk.turn("correction", text)
    assert talk.slots["party"] == "respondent"


def test_who_says_again_that_they_are_the_accused_stays_so(accused):
    accused.turn("correction", "somos los acusados, la puso la otra tienda", party="complainant")
    assert accused.slots["party"] == "respondent"


def test_of_what_one_clause_denies_another_tells_who_filed_it(accused):
    clause = [("in_clause", "party=complainant")]
    told = {"respondent": "denunció", "party=complainant": "denuncié"}
    accused.turn("inform", "a mí nadie me denunció, yo denuncié", party="respondent", entities=clause, said=told)
    assert accused.slots["party"] == "complainant"


def test_that_nobody_accused_the_person_takes_it_back(accused):
    accused.turn("correction", "a mí no me denunciaron", party="respondent")
    assert accused.slots["party"] is None


def test_what_one_was_not_accused_of_takes_nothing_back(accused):
    accused.turn("inform", "no me acusaron de copiar fotos", party="respondent")
    assert accused.slots["party"] == "respondent"


@pytest.mark.parametrize(
    "text",
    [
        "lo miré en el celular de mi prima y puse la queja",
        "mi sobrino me ayudó a poner la queja",
        "puse la queja con mi yerno",
        "me lo dijo mi cuñado, que puse la queja",
    ],
)
def test_who_only_helped_or_told_filed_nothing(talk, text):
    talk.turn("withdraw", text + ". ¿La quito?", party="complainant", said={"complainant": "la queja"})
    talk.turn("inform", "ya la cancele", party="complainant", status="withdrawn", said={"complainant": "la cancele"})
    assert talk.slots["principal"] is None


def test_of_a_relative_who_filed_it_one_still_speaks(talk):
    talk.turn("withdraw", "mi madrina puso una queja, ¿la quita?", party="complainant", said={"complainant": "puso"})
    talk.turn("inform", "la puso en mayo", party="complainant", said={"complainant": "puso"})
    assert talk.slots["principal"] == "su madrina"


def test_a_false_complaint_is_told_of_the_case(talk):
    told = {"party": "respondent", "ground": "product_infringement"}
    talk.turn("fraud", "un competidor me puso una queja falsa por marca", **told)
    assert talk.slots["party"] == "respondent" and talk.slots["ground"] == "product_infringement"


def test_who_would_file_a_false_one_tells_nothing(talk):
    talk.turn("fraud", "¿y si pongo una queja falsa por marca?", ground="product_infringement")
    assert talk.slots["ground"] is None


def test_what_was_filed_anew_is_a_case_of_its_own(withdrew):
    said = withdrew.turn("withdraw", "ayer la volví a presentar, ¿la puedo quitar?")
    assert answers(said)[-1]["verdict"] == "withdrawable"
    assert answers(said)[-1]["facts"]["ground"] == "image_theft" and len(withdrew.slots["cases"]) == 2


@pytest.mark.parametrize(
    "text", ["no la puse de nuevo, ¿puedo?", "no la volví a presentar, ¿puedo?", "si la vuelvo a presentar, ¿gano?"]
)
def test_what_was_not_filed_anew_is_none(withdrew, text):
    withdrew.turn("refile", text)
    assert withdrew.slots["status"] == "withdrawn" and not withdrew.slots["cases"]


def test_a_relative_s_first_complaint_is_not_the_case_at_hand(talk):
    talk.turn("withdraw", "puse una por una talla, ¿la quito?", party="complainant", ground="other")
    text = "mi madrina pregunta si ella puede poner una por sus dibujos"
    said = talk.turn("inform", text, ground="image_theft", evidence="yes")
    assert answers(said)[-1]["about"] == "first_filing" and talk.slots["ground"] == "other"


def test_a_relative_who_withdrew_asks_for_another_one(talk):
    said = talk.turn("refile", "mi madrina quiere saber si puede poner otra", status="withdrawn")
    assert answers(said)[-1]["verdict"] == "refile_depends"


def test_who_refuses_is_told_that_it_may_be_left(talk):
    talk.turn("inform", "puse una por un bolso falso", party="complainant", status="in_process")
    said = texts(talk.turn("withdraw", "no la quiero quitar, al contrario"))
    assert "no obliga a retirarla" in said and "vaya a" not in said


def test_who_waits_for_something_does_not_refuse(talk):
    talk.turn("inform", "puse una por un bolso falso", party="complainant", status="in_process")
    said = talk.turn("withdraw", "no la quiero quitar hasta el lunes, ¿puedo después?")
    assert answers(said)[-1]["verdict"] == "withdrawable" and "vaya a" in texts(said)


def test_proof_that_is_told_answers_whatever_is_asked_back(withdrew):
    text = "¿pruebas de qué? Son copias, tengo el chat en que lo admite"
    said = withdrew.turn("meaning", text, evidence="yes", said={"yes": "el chat"})
    assert answers(said)[-1]["verdict"] == "refile_with_evidence"


def test_proof_that_is_asked_about_answers_nothing(withdrew):
    withdrew.turn("meaning", "¿pruebas de qué? ¿sirve el chat?", evidence="yes", said={"yes": "el chat"})
    assert withdrew.slots["evidence"] is None


def test_who_is_at_a_loss_is_told_what_to_do_after_a_kind_word(talk):
    said = talk.turn("distress", "me denunciaron la tienda y no sé qué hacer", party="respondent")
    assert texts(said).startswith("Siento que lo esté pasando así") and answers(said)[-1]["topic"] == "next_step"


@pytest.mark.parametrize("text", ["estoy triste y no sé qué hacer", "me denunciaron, no puedo más, no sé qué hacer"])
def test_despair_is_answered_as_despair(talk, text):
    facts = {"party": "respondent"} if "denunciaron" in text else {}
    assert answers(talk.turn("distress", text, **facts))[-1]["about"] == "distress"


def test_whoever_is_pressed_again_has_the_decision(talk):
    talk.turn("respondent_request", "me pide que la quite", party="complainant")
    for _ in range(2):
        said = talk.turn("respondent_request", "¿me pueden obligar?", entities=[("detail", "not_obliged")])
        assert answers(said)[-1]["verdict"] == "weigh_request" and "deci" in texts(said)


def test_two_things_that_are_asked_for_by_name_are_both_answered(talk):
    talk.turn("inform", "puse una por un bolso falso", party="complainant", status="in_process")
    said = talk.turn("withdraw", "dígame las dos cosas: lo de los puntos y si la quito")
    assert {"withdraw", "ip_outcomes"} <= {answer["topic"] for answer in answers(said)}


def test_a_case_is_named_by_the_first_letters_of_its_goods(talk):
    told = {"party": "complainant", "status": "in_process"}
    talk.turn("withdraw", "puse una queja por una bicicleta rota, ¿la quito?", ground="other", **told)
    talk.turn("new_case", "tengo otra queja por unos relojes copiados, ya la cerraron", status="processed")
    said = talk.turn("withdraw", "¿y la de la bici?")
    assert answers(said)[-1]["verdict"] == "withdrawable"


def test_another_client_has_another_case(talk):
    talk.turn("withdraw", "a mi clienta la denunciaron por fotos, ¿se quita?", party="respondent", ground="image_theft")
    told = {"entities": [("in_clause", "party=complainant")], "said": {"party=complainant": "es reclamante"}}
    said = talk.turn(
        "refile", "mi otro cliente es reclamante y retiró. ¿Puede volver a presentarla?", status="withdrawn", **told
    )
    assert answers(said)[-1]["facts"] == {"party": "complainant", "status": "withdrawn"}


def test_a_journalist_who_is_pressed_to_withdraw_filed_it(talk):
    text = "soy periodista, puse una queja y el vendedor me presiona para que la retire"
    said = talk.turn("respondent_request", text)
    assert answers(said)[-1]["facts"]["party"] == "complainant"
