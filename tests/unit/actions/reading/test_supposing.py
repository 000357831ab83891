"""What is supposed in other words than «si», or in a mood in which the NLU reads no state."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, texts

FILED = {"party": "complainant", "status": "in_process"}


def _facts(said):
    return answers(said)[-1]["facts"]


@pytest.mark.parametrize(
    "begins", ["pongamos que", "digamos q", "imagínese que", "en caso de que", "en el supuesto de que", "y caso de que"]
)
def test_other_words_than_if_suppose_and_what_is_so_is_kept(talk, begins):
    talk.turn("withdraw", "¿la quito?", **FILED)
    text = f"{begins} ya la cerraron, ¿la quito?"
    said = talk.turn("withdraw", text, status="processed", said={"status": "ya la cerraron"})
    assert answers(said)[-1]["verdict"] == "not_withdrawable_processed"
    assert talk.slots["set_aside"] == {"status": "in_process"}
    assert _facts(talk.turn("withdraw", "¿y hoy la puedo quitar?"))["status"] == "in_process"


@pytest.mark.parametrize(
    ("held", "text", "status"),
    [
        ("in_process", "si estuviera cerrada, ¿la podría quitar?", "processed"),
        ("in_process", "¿y si fuera una procesada?", "processed"),
        ("in_process", "de haber sido resuelta, ¿la podría quitar?", "processed"),
        ("processed", "si siguiera en trámite, ¿la podría quitar?", "in_process"),
        ("processed", "si no la hubieran cerrado la podría quitar?", "in_process"),
        ("in_process", "no sé si estuviera cerrada, ¿la quito?", "in_process"),
        ("in_process", "aunque esté cerrada, ¿la quito?", "in_process"),
        ("in_process", "en mi caso que estuviera cerrada, ¿la quito?", "in_process"),
    ],
)
def test_the_words_say_which_state_is_supposed(talk, held, text, status):
    talk.turn("withdraw", "¿la quito?", party="complainant", status=held)
    assert _facts(talk.turn("withdraw", text))["status"] == status
    assert (talk.slots["set_aside"] is None) is (held == status)


@pytest.mark.parametrize(
    ("text", "read"), [("suponiendo que no tenga pruebas", "yes"), ("si no tuviera pruebas", None)]
)
def test_that_there_were_no_proof_is_supposed_whatever_was_read(talk, text, read):
    talk.turn("refile", "¿puedo poner otra?", party="complainant")
    said = {"said": {"evidence": "no"}, "evidence": read} if read else {}
    assert answers(talk.turn("refile", f"{text}, ¿puedo poner otra?", **said))[-1]["verdict"] == "no_refile"


@pytest.mark.parametrize("text", ["sí tengo pruebas tuyas, ¿y qué?", "digamos que no sé"])
def test_a_yes_and_a_way_of_speaking_suppose_nothing(talk, text):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", evidence="no")
    talk.turn("refile" if "?" in text else "inform", text)
    assert talk.slots["set_aside"] is None and talk.slots["evidence"] == "no"


def test_a_supposition_that_is_read_as_a_correction_corrects_nothing(talk):
    talk.turn("withdraw", "¿la quito?", **FILED)
    text = "suponiendo que ya estuviera cerrada, ¿qué?"
    said = talk.turn("correction", text, status="processed", said={"status": "ya estuviera cerrada"})
    assert "corrijo" not in texts(said) and _facts(said)["status"] == "processed"


@pytest.mark.parametrize(
    "text", ["¿y si quedara algo sin arreglar?", "¿y si faltara un pago por resolver?", "¿y si queda algo pendiente?"]
)
def test_that_something_were_open_is_supposed(talk, text):
    talk.turn("withdraw", "¿la quito?", issues_resolved="yes", **FILED)
    assert answers(talk.turn("withdraw", text))[-1]["verdict"] == "resolve_first"
    assert talk.slots["set_aside"] == {"issues_resolved": "yes"}


def test_a_yes_without_its_accent_supposes_nothing(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    said = talk.turn("inform", "si pues ya la cerraron", status="processed", said={"status": "cerraron"})
    assert "Si ya se hubiera" not in texts(said) and talk.slots["set_aside"] is None


def test_who_supposes_that_they_are_not_paid_is_told_to_settle_it_first(talk):
    talk.turn("withdraw", "¿la quito?", **FILED)
    said = talk.turn("withdraw", "suponiendo que no me devuelva el dinero, ¿la quito?")
    assert answers(said)[-1]["verdict"] == "resolve_first"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("la quito cuando tenga el torno, ¿hago bien?", "in_process"),
        ("no la levanto hasta tener el torno, ¿hago bien?", "in_process"),
        ("la quito después de que me paguen, ¿hago bien?", "in_process"),
        ("entonces no la quito, ¿no?", "processed"),
        ("¿y entonces espero a que me paguen?", "processed"),
    ],
)
def test_a_plan_to_withdraw_it_later_is_of_the_case_as_it_is(talk, text, status):
    talk.turn("withdraw", "¿la quito?", **FILED)
    talk.turn(
        "withdraw", "pongamos que ya la cerraron, ¿la quito?", status="processed", said={"status": "ya la cerraron"}
    )
    assert _facts(talk.turn("confirm", text))["status"] == status


@pytest.mark.parametrize("text", ["¿y si me arrepiento y ya la retiré, qué?", "bueno, ¿y si no cumple y ya la quité?"])
def test_all_of_what_then_is_supposed_whatever_is_marked(talk, text):
    talk.turn("withdraw", "¿la quito?", **FILED)
    done = "retiré" if "retiré" in text else "quité"
    marked = {"supposed": "si", "status": done}
    talk.turn("refile", text, entities=[("supposed", "yes")], said=marked, status="withdrawn")
    assert talk.slots["set_aside"] == {"status": "in_process"}


def test_what_is_told_before_it_is_asked_what_then_is_not_supposed(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    text = "ya la retiré ayer. ¿Y si no me paga?"
    talk.turn(
        "refile", text, entities=[("supposed", "yes")], said={"supposed": "si", "status": "retiré"}, status="withdrawn"
    )
    assert talk.slots["status"] == "withdrawn" and not talk.slots["set_aside"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("¿y si la saco y el reloj resulta trucho, puedo poner otra?", "refile_depends"),
        ("si la retiro y la bolsa viene falsa, ¿puedo quejarme otra vez?", "refile_depends"),
        ("si la retiro y sale pirata, ¿puedo quejarme otra vez?", "refile_depends"),
    ],
)
def test_goods_that_turn_out_fake_are_supposed_to_be_an_infringement(talk, text, verdict):
    talk.turn("withdraw", "no llegó, ¿la quito?", **FILED, ground="other")
    said = talk.turn("refile", text)
    assert answers(said)[-1]["verdict"] == verdict and "Por lo que me cuenta" not in texts(said)
    assert talk.slots["set_aside"] == {"ground": "other"}


@pytest.mark.parametrize("text", ["si la denuncia resulta falsa, ¿puedo poner otra?", "si es falsa la queja, ¿y otra?"])
def test_a_false_complaint_is_no_fake(talk, text):
    talk.turn("withdraw", "no llegó, ¿la quito?", **FILED, ground="other")
    talk.turn("refile", text)
    assert talk.slots["ground"] == "other"


@pytest.mark.parametrize(
    ("marked", "is_supposed"),
    [
        ("[yo no puedo](i_cannot_withdraw); si ya está cerrada, [nada](not_once_processed). ¿Correcto?", False),
        ("si ya está cerrada, [no la puedo retirar yo](i_cannot_withdraw), ¿no?", True),
    ],
)
def test_what_the_last_of_several_claims_supposes_is_so_in_that_one_only(talk, marked, is_supposed):
    talk.turn("inform", "me pusieron una queja", party="respondent", kind="complaint")
    told = {"processed": "cerrada", "yes": "cerrada"}
    said = put(talk, "confirm", marked, told=told, entities=[("supposed", "yes")], status="processed")
    assert _facts(said).get("status") == ("processed" if is_supposed else None)


def test_what_is_affirmed_without_an_accent_is_not_supposed(talk):
    talk.turn("withdraw", "puse algo", party="complainant")
    words = {"kind": "queja", "yes": "queja"}
    talk.turn(
        "withdraw", "esa si es una queja. ¿Se puede?", entities=[("supposed", "yes")], said=words, kind="complaint"
    )
    assert talk.slots["kind"] == "complaint" and talk.slots["set_aside"] is None
