"""Each of several cases keeps what was said of it: somebody else's, the other one, both told of anew."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import LOGO, MIRROR, answers, texts

TWO = "una queja es por unas botas que no llegaron y otra por una radio rota, en trámite. ¿Las quito?"


@pytest.fixture
def two(talk):
    """An open case, called by the radio, and a settled one, called by the boots."""
    told = [("second_case", "status=in_process"), ("second_case", "issues_resolved=no")]
    words = {"issues_resolved": "no llegaron", "status": "en trámite", "status=in_process": "en trámite"}
    words["issues_resolved=no"] = "radio rota"
    talk.turn("withdraw", TWO, issues_resolved="yes", status="in_process", entities=told, said=words)
    return talk


def facts(said: list[dict]) -> dict[str, str]:
    return answers(said)[-1]["facts"]


def test_each_is_called_as_the_person_calls_it(two):
    two.turn("inform", "la de las botas la dejo y la de la radio también")
    said = two.turn("withdraw", "¿puedo quitar las dos?")
    assert "La de las botas:" in texts(said) and "La de la radio:" in texts(said)


def test_what_one_does_to_the_other_is_asked_of_none(two):
    two.turn("withdraw", "¿y la de la radio?")
    said = two.turn("withdraw", "quito la de las botas, ¿le afecta a la de la radio?")
    assert "habla de una sola" in texts(said) and "Hablamos ahora" not in texts(said)


def test_what_is_withdrawn_is_the_one_that_is_named(two):
    said = two.turn(
        "next_step",
        "la de la radio no la quité, quité la de las botas. ¿Qué hago con la radio?",
        status="withdrawn",
        party="complainant",
        said={"status": "quité la de", "party": "quité la de"},
    )
    assert facts(said).get("status") != "withdrawn"
    assert facts(two.turn("withdraw", "¿y la de las botas?"))["status"] == "withdrawn"


def test_whether_to_withdraw_it_is_asked_and_not_told(two):
    two.turn("withdraw", "¿y la de las botas?")
    text, said = (
        "de la radio ya me pagó, ¿ya la retiro?",
        {"issues_resolved": "me pagó", "status=withdrawn": "la retiro"},
    )
    asked = [("in_clause", "status=withdrawn")]
    assert (
        facts(two.turn("next_step", text, issues_resolved="yes", entities=asked, said=said))["status"] == "in_process"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vuelvo a la de la radio. espero al viernes, cobro y retiro. ¿correcto?", "retiro"),
        ("por la de la radio me ofrece la plata. la quito ya o espero?", "quito"),
    ],
)
def test_who_plans_to_withdraw_one_has_not(two, text, words):
    read = [("in_clause", "status=withdrawn")]
    said = two.turn("before_withdrawing", text, entities=read, said={"status=withdrawn": words})
    assert facts(said)["status"] == "in_process"


@pytest.fixture
def own_and_hers(talk):
    """The person's own, withdrawn, and a cousin's, that was closed."""
    talk.turn("inform", "puse una queja y ya la retiré", party="complainant", status="withdrawn")
    text = "tengo una prima a la que ya le cerraron la suya, ¿puede quitarla?"
    talk.said = talk.turn("withdraw", text, status="processed", said={"status": "cerraron"})
    return talk


def test_a_relatives_case_is_another_and_ones_own_comes_back(own_and_hers):
    assert "del caso de su prima" in texts(own_and_hers.said)
    assert facts(own_and_hers.said) == {"status": "processed"}
    said = own_and_hers.turn("withdraw", "¿y la mía, quedó quitada?")
    assert facts(said) == {"party": "complainant", "status": "withdrawn"}


def test_the_second_of_two_is_not_one_to_come(own_and_hers):
    said = own_and_hers.turn("withdraw", "esa segunda, ¿la puede retirar?")
    assert answers(said)[-1]["verdict"] == "not_withdrawable_processed"


@pytest.mark.parametrize("ends", ["", " Otro caso:"])
def test_the_next_one_of_a_list_begins_without_what_was_told_before(talk, ends):
    talk.turn("withdraw", "presentamos una por marca, ya la cerraron", **(LOGO | {"party": "complainant"}))
    text = f"Siguiente.{ends} presentó un informe por spam, ¿lo retira?"
    words = {"kind": "informe", "ground": "spam"}
    said = talk.turn("withdraw", text, kind="report", ground="other", said=words)
    assert facts(said) == {"kind": "report", "ground": "other"} and len(talk.slots["cases"]) == 2


@pytest.mark.parametrize(
    "text",
    ["sí pues, esa es contra un señor que usa mi marca, ya la cerraron", "si pues otra contra el de la marca, cerrada"],
)
def test_what_is_told_after_another_one_was_announced_is_of_that_one(talk, text):
    talk.turn("withdraw", "puse una por unas fotos", **{**MIRROR, "ground": "image_theft"})
    talk.turn("new_case", "y tengo otra queja")
    said = {"status": "cerr", "ground": "marca"}
    held = facts(talk.turn("inform", text, status="processed", ground="product_infringement", said=said))
    assert held == {"party": "complainant", "status": "processed", "ground": "product_infringement"}
    assert talk.slots["cases"][0]["facts"]["status"] == "in_process"


@pytest.mark.parametrize("whose", ["mi hermana", "su hermana"])
def test_what_was_filed_against_a_relative_is_not_theirs(talk, whose):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant", status="in_process")
    talk.turn("withdraw", f"la vecina puso una contra {whose}. ¿Qué hace?")
    filed = "complainant" if whose.startswith("su") else "respondent"
    assert talk.slots["party"] == filed


@pytest.mark.parametrize(
    "text",
    ["mi hijo dice que ya se la cerraron", "una amiga me dijo que ya la cerraron", "mi hijo cree que le cerraron"],
)
def test_what_others_say_of_it_is_said_of_the_same_case(talk, text):
    talk.turn("inform", "puse una queja", party="complainant")
    talk.turn("inform", text, status="processed")
    assert facts(talk.turn("withdraw", "¿la quito?")) == {"party": "complainant", "status": "processed"}


def test_ones_own_is_the_first_where_each_is_somebodys(talk):
    talk.turn("inform", "mi nieta puso una queja", party="complainant", said={"party": "puso"})
    talk.turn("withdraw", "a mi vecina la denunciaron, ¿la quita?", party="respondent", said={"party": "denunciaron"})
    said = talk.turn("next_step", "volviendo a la nuestra, ya la quitó. ¿Algo más?", status="withdrawn")
    assert facts(said) == {"party": "complainant", "status": "withdrawn"}


@pytest.mark.parametrize(
    ("text", "party"),
    [("¿y la que me puso él a mí?", "respondent"), ("y él me metió otra, ¿la quita él?", "respondent")],
)
def test_the_one_that_the_other_filed_is_another(talk, text, party):
    talk.turn("withdraw", "puse una queja por copia, ¿la quito?", party="complainant", ground="product_infringement")
    assert facts(talk.turn("withdraw", text, party=party)) == {"party": party}


def test_today_a_further_one_is_still_another(talk):
    talk.turn("inform", "me pusieron una queja por marca", party="respondent", ground="product_infringement")
    said = talk.turn("withdraw", "hoy vi que en realidad hay otra, por un retraso, cerrada", status="processed")
    assert facts(said) == {"status": "processed"}


def test_no_that_is_the_first_goes_to_the_other(two):
    two.turn("withdraw", "¿y la primera?")
    assert facts(two.turn("correction", "no, esa es la primera"))["issues_resolved"] == "no"


def test_a_complaint_names_no_case_by_its_kind(talk):
    told = [("second_case", "kind=report"), ("second_case", "ground=other")]
    talk.turn(
        "withdraw", "una queja por copia y un informe por spam", kind="complaint", entities=told, ground="image_theft"
    )
    talk.turn("withdraw", "¿y el informe?", kind="report")
    said = talk.turn("correction", "me fijé y es una queja, no un informe", kind="complaint")
    assert facts(said) == {"kind": "complaint", "ground": "other"}


def test_a_ground_that_it_never_had_is_not_taken_back(talk):
    told = [("second_case", "ground=other")]
    talk.turn("withdraw", "una por copia y otra por spam", ground="product_infringement", entities=told)
    talk.turn("withdraw", "¿y la primera?")
    said = talk.turn(
        "correction", "la segunda no es por copia", ground="product_infringement", said={"ground": "copia"}
    )
    assert facts(said) == {"ground": "other"}


def test_what_a_sentence_says_of_the_second_is_not_of_the_first(talk):
    text = "una por marca y otra por un retraso. La segunda ya está cerrada. ¿Se quitan?"
    words = {"ground": "marca", "ground=other": "retraso", "status": "cerrada"}
    told = [("second_case", "ground=other")]
    said = talk.turn("withdraw", text, ground="product_infringement", status="processed", entities=told, said=words)
    held = [answer["facts"] for answer in answers(said) if answer["verdict"]]
    assert held[0] == {"ground": "product_infringement"}
    assert held[-1] == {"ground": "other", "status": "processed"}


def test_what_was_told_of_one_is_not_of_both_that_are_asked_about(talk):
    told = [("second_case", "ground=other")]
    talk.turn("withdraw", "una por copia y otra por spam", ground="product_infringement", entities=told)
    talk.turn("withdraw", "¿y la segunda?")
    said = talk.turn(
        "withdraw", "sigue en trámite. ¿Puedo quitar las dos?", status="in_process", said={"status": "en trámite"}
    )
    held = [answer["facts"] for answer in answers(said) if answer["verdict"]]
    assert held[0] == {"ground": "product_infringement"} and held[-1]["status"] == "in_process"


def test_ones_own_beside_a_neighbours_is_another(talk):
    talk.turn("withdraw", "un vecino mío tiene una queja por marca, ¿se quita?", ground="product_infringement")
    text = "y a mí me pusieron una por fotos, ¿se quita?"
    said = talk.turn("withdraw", text, party="respondent", said={"party": "pusieron"})
    assert facts(said) == {"party": "respondent", "ground": "image_theft"}
    assert facts(talk.turn("withdraw", "¿y la de mi vecino?")) == {"ground": "product_infringement"}


def test_what_was_never_said_was_said_of_no_case(talk):
    told = [("second_case", "status=in_process")]
    words = {"status": "cerrada", "status=in_process": "pendiente", "ground": "marca"}
    text = "por mi marca puse dos, una cerrada y otra pendiente, ¿las quito?"
    talk.turn("withdraw", text, status="processed", ground="product_infringement", entities=told, said=words)
    talk.turn("before_withdrawing", "¿y la pendiente, la arreglo antes?")
    talk.turn("correction", "no he dicho que sea por copia, es por mal trato", ground="other")
    assert talk.slots["ground"] == "other"
    assert "ground" not in facts(talk.turn("reopen", "¿y la cerrada, la reabren?"))


def test_no_the_pending_one_asks_of_it_what_was_asked_last(two):
    two.turn("refile", "¿y la de las botas la puedo volver a poner?")
    said = two.turn("correction", "no, digo la de la radio")
    assert answers(said)[-1]["topic"] == "refile"


@pytest.mark.parametrize(
    ("text", "read", "held"),
    [
        (
            "y la de las botas: ya me devolvió la mitad, ¿la quito?",
            ("issues_resolved", "yes", "ya"),
            ("issues_resolved", "no"),
        ),
        (
            "la de la radio también acaban de cerrarla, ¿cambia algo?",
            ("kind", "complaint", "la"),
            ("status", "processed"),
        ),
        (
            "la de la radio no sé si la cerraron, ¿la quito?",
            ("in_clause", "status=processed", "la cerr"),
            ("status", "in_process"),
        ),
    ],
)
def test_what_is_told_of_one_is_as_its_words_tell_it(two, text, read, held):
    two.turn("withdraw", "¿y la de la radio?" if "botas" in text else "¿y la de las botas?")
    told = two.turn("withdraw", text, entities=[read[:2]], said={read[1]: read[2]})
    assert facts(told)[held[0]] == held[1]


def test_what_is_told_over_two_of_them_is_of_neither(talk):
    text = "Puse dos quejas, la de fotos me devolvió la mitad y la de marca ya me pagó todo. ¿Las puedo retirar?"
    read = [("second_case", "issues_resolved=yes"), ("second_case", "ground=product_infringement")]
    said = {"party": "Puse", "ground": "fotos", "issues_resolved": "me pagó todo"}
    said |= {"issues_resolved=yes": "me pagó todo", "ground=product_infringement": "marca"}
    held = {"party": "complainant", "ground": "image_theft", "issues_resolved": "yes"}
    told = talk.turn("withdraw", text, **held, entities=read, said=said)
    assert facts(told)["ground"] == "product_infringement" and facts(told)["issues_resolved"] == "yes"


@pytest.mark.parametrize("asks", ["cual quito", "cual de ellas saco", "cuales puedo quitar"])
def test_what_is_told_of_the_second_is_not_of_both_where_no_mark_parts_them(talk, asks):
    text = f"tengo dos denuncias puestas una por un bolso roto y otra por mi logo y la segunda ya la cerraron {asks}"
    words = {"status": "ya la cerraron", "ground": "bolso roto", "party": "puestas"}
    words["ground=product_infringement"] = "mi logo"
    told = [("second_case", "ground=product_infringement")]
    said = talk.turn(
        "withdraw", text, party="complainant", ground="other", status="processed", entities=told, said=words
    )
    verdicts = dict.fromkeys(answer["verdict"] for answer in answers(said))
    assert [*verdicts] == ["withdrawal_conditions", "not_withdrawable_processed"]
