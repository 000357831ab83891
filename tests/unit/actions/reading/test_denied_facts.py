"""What a person says that they never said, or that is not so: it goes, and the answer is for what is left."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, responses


def _facts(said):
    return answers(said)[-1]["facts"]


def _held_as_open(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant")
    talk.turn("inform", "sigue abierta", status="in_process")


@pytest.mark.parametrize(
    ("text", "goes"), [("yo no dije que sigue abierta", True), ("le digo que sigue abierta", False)]
)
def test_what_only_a_clause_was_read_to_say_goes_where_it_is_denied(talk, text, goes):
    _held_as_open(talk)
    entity = [("in_clause", "status=in_process")]
    said = talk.turn("correction", text, entities=entity, said={"status=in_process": "sigue abierta"})
    assert ("status" not in _facts(said)) is goes


def test_who_takes_back_where_it_stands_and_asks_how_to_know_is_told_where_to_look(talk):
    _held_as_open(talk)
    text = "no dije que siguiera abierta. ¿Cómo hago para saber?"
    said = talk.turn("correction", text, status="retracted", said={"status": "siguiera abierta"})
    names = [message["metadata"]["utter_action"] for message in said]
    assert [name.startswith("utter_ask_status") for name in names] == [False] * (len(names) - 1) + [True]
    assert "utter_status_check" in names


def test_who_denies_the_withdrawal_is_not_told_who_wrote_the_guide(talk):
    talk.turn("withdraw", "ya la quité, ¿la quito?", party="complainant", status="withdrawn")
    said = talk.turn("correction", "no la he quitado, ¿quién dijo eso?", status="retracted")
    assert "status" not in _facts(said) and answers(said)[-1]["verdict"] == "withdrawal_conditions"


@pytest.mark.parametrize("held", ["report", "complaint"])
def test_who_says_that_it_was_no_report_corrects_one(talk, held):
    talk.turn("withdraw", "¿lo quito?", party="complainant", kind=held)
    text = "no era un reporte, era una queja. ¿cambia algo?"
    said = talk.turn("withdraw", text, {"correction": 0.3, "withdraw": 0.7}, kind="complaint")
    assert _facts(said)["kind"] == "complaint"
    corrects = [m for m in said if m["metadata"]["utter_action"] == "utter_corrected"]
    assert bool(corrects) is (held == "report")


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("no es de marca ni nada, dice que le quité un cliente", "other"),
        ("no es de propiedad intelectual", "other"),
        ("no es por fotos, es una queja normal", "other"),
        ("si no es de propiedad intelectual, ¿me sancionan?", None),
    ],
)
def test_what_is_no_infringement_at_all_is_another_ground(talk, text, ground):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent")
    assert _facts(talk.turn("inform", text)).get("ground") == ground


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("no sé, nadie me contestó", None),
        ("no sé, todavía no la resuelven", "in_process"),
        ("nadie me contestó", "in_process"),
    ],
)
def test_silence_is_no_state_to_who_does_not_know(asked, text, status):
    assert _facts(asked.turn("inform", text, status="in_process")).get("status") == status


@pytest.mark.parametrize(
    ("text", "read", "evidence"),
    [
        ("¿y si consigue pruebas?", {"evidence": "yes", "said": {"evidence": "consigue pruebas"}}, "yes"),
        ("¿y si no consigue pruebas?", {}, "no"),
        ("¿y si consigue otro cliente?", {}, "no"),
    ],
)
def test_proof_to_come_is_supposed(talk, text, read, evidence):
    talk.turn("refile", "¿pueden volver?", party="respondent", status="withdrawn", evidence="no")
    assert _facts(talk.turn("refile", text, **read))["evidence"] == evidence
    assert (talk.slots["set_aside"] == {"evidence": "no"}) is (evidence == "yes")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("mi vecina quitó su queja sin querer y la quiere de vuelta", "not_reopenable"),
        ("quiero quitar la queja que puse sin querer", "withdrawal_conditions"),
        ("si la quito por error, ¿qué hago?", "withdrawal_conditions"),
    ],
)
def test_a_withdrawal_by_mistake_is_told_that_it_cannot_be_undone(talk, text, verdict):
    assert answers(talk.turn("withdraw", text))[-1]["verdict"] == verdict


def test_a_word_that_sounds_decided_is_said_to(asked):
    said = asked.turn("inform", "no sé, pone aprobada")
    assert "parece que ya está procesada" in said[0]["text"]
    assert asked.slots["status"] == "processed" and answers(said)[-1]["asks"] is None


@pytest.mark.parametrize("text", ["no sé decirle, pone en revisión. ¿Es que sigue?", "no sé si sigue. ¿Cómo lo veo?"])
def test_a_sign_is_named_by_who_does_not_know(asked, text):
    said = asked.turn("status_check", text, entities=[("detail", "sounds_in_process")])
    assert ("suena a «en trámite»" in said[0]["text"]) is ("revisión" in text)


def test_a_no_that_corrects_where_it_stands_answers_nothing_else(talk):
    talk.turn("refile", "la retiré ayer, ¿puedo poner otra?", party="complainant", status="withdrawn")
    talk.turn("deny", "no, no la retiré todavía")
    assert "evidence" not in {name for name, value in talk.slots.items() if value}
    assert talk.slots.get("status") != "withdrawn"


@pytest.mark.parametrize(
    "text", ["usted dice que sigue abierta, pero yo no dije eso", "usted me puso que sigue abierta y no se lo he dicho"]
)
def test_what_we_say_and_nobody_told_us_goes(talk, text):
    _held_as_open(talk)
    said = talk.turn("correction", text, status="in_process", said={"status": "sigue abierta"})
    assert "status" not in _facts(said) and answers(said)[-1]["verdict"] == "withdrawal_conditions"


def test_what_is_told_after_the_denial_stays(talk):
    _held_as_open(talk)
    text = "usted dice que no puedo, pero yo no dije eso. sigue abierta"
    said = talk.turn("correction", text, status="in_process", said={"status": "sigue abierta"})
    assert _facts(said)["status"] == "in_process"


def test_who_denies_what_we_do_not_hold_is_not_asked_for_other_words(talk):
    _held_as_open(talk)
    assert "utter_correction_not_held" in responses(talk.turn("correction", "no, todavía no la quité"))


def test_who_denies_having_filed_it_as_we_hold_it_is_answered(talk):
    talk.turn("inform", "me puso una queja", party="respondent")
    assert "utter_correction" not in responses(talk.turn("correction", "no, no la puse yo"))


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("no prende la notebook, vuelvo al celu, ¿va?", "mobile"),
        ("se rompió todo, sigo con el móvil, ¿vale?", "mobile"),
        ("ya no tengo la notebook, me la robaron", None),
        ("¿y si no tengo compu?", None),
        ("mi compu se rompió", None),
        ("no tengo computadora propia, voy a un cíber", "computer"),
        ("mi queja es porque me quedé sin laptop", "computer"),
        ("la notebook se me murió", None),
        ("¿no anda la notebook?", "computer"),
    ],
)
def test_a_device_that_does_not_work_is_not_used_and_was_not_misheard(talk, text, device):
    talk.turn("where", "¿dónde la quito con la notebook?", party="complainant", device="computer")
    read = {"device": "computer", "said": {"device": "notebook"}} if "notebook" in text else {}
    said = talk.turn("where", text, **read)
    assert talk.slots["device"] == device
    assert not any("corrected" in name or "misread" in name for name in responses(said))


def test_what_is_taken_back_at_once_was_as_it_was_before(talk):
    talk.turn("inform", "puse una queja y está en revisión", party="complainant", status="in_process")
    talk.turn("withdraw", "ya le di a cancelar", status="withdrawn")
    talk.turn("correction", "no, todavía no está retirada", status="retracted")
    assert talk.slots["status"] == "in_process"


def test_what_is_taken_back_later_is_unstated(talk):
    talk.turn("inform", "puse una queja y está en revisión", party="complainant", status="in_process")
    talk.turn("withdraw", "ya le di a cancelar", status="withdrawn")
    talk.turn("next_step", "¿y ahora?")
    talk.turn("correction", "no, todavía no está retirada", status="retracted")
    assert talk.slots["status"] is None


@pytest.mark.parametrize(
    ("party", "text", "evidence"),
    [
        ("respondent", "no, me equivoqué, no tiene pruebas. ¿Puede denunciarme otra vez?", "no"),
        ("complainant", "el vendedor no tiene pruebas. ¿Puedo poner otra?", "yes"),
    ],
)
def test_the_proof_that_counts_is_that_of_who_complained(talk, party, text, evidence):
    talk.turn("refile", "hay pruebas, ¿se puede poner otra?", party=party, status="withdrawn", evidence="yes")
    talk.turn("refile", text, evidence="no", said={"evidence": "no tiene pruebas"})
    assert talk.slots["evidence"] == evidence


@pytest.mark.parametrize(("text", "evidence"), [("no, todavía no la retiré", None), ("no, todavía no", "no")])
def test_a_no_to_something_else_answers_no_open_question(talk, text, evidence):
    talk.turn("refile", "puse una queja, ¿puedo poner otra después?", party="complainant")
    talk.turn("deny", text)
    assert talk.slots["evidence"] == evidence
