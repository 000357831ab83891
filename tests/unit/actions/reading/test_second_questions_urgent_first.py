"""A message of two halves gets both answered, the urgent one first; what is asked beside the guide, its own line."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

ERASES = "¿Borro todo lo que hemos hablado?"


@pytest.mark.parametrize("intent", ["privacy", "erase"])
def test_who_wants_to_see_what_is_kept_and_have_it_erased_gets_both(talk, intent):
    talk.turn("withdraw", "¿se puede quitar?", status="in_process")
    said = texts(talk.turn(intent, "muéstrame todo y después elimínalo"))
    assert "¿se puede quitar?" in said
    assert said.rstrip().endswith(("No se puede deshacer.", ERASES)) and ERASES in said
    assert talk.slots["pending_question"] == "erase"


def test_who_wants_a_copy_only_is_not_asked_whether_to_erase(talk):
    talk.turn("withdraw", "¿se puede quitar?", status="in_process")
    assert ERASES not in texts(talk.turn("erase", "deme todo lo que guarda de mí"))


def test_in_despair_the_question_beside_is_answered_after_the_comfort(talk):
    said = talk.turn("refile", "¿y dónde presento la nueva? si la cierran otra vez me quiero matar")
    assert answers(said)[0]["about"] == "distress"
    assert answers(said)[-1]["about"] == "first_filing"
    said = talk.turn("distress", "ya no quiero vivir. ¿se reabre?", second_topic="reopen")
    assert [a["verdict"] for a in answers(said)][-1] == "not_reopenable"


@pytest.mark.parametrize(
    "text",
    [
        "sale cancelada y nosotros no la cancelamos nunca, yo no fui",
        "aparece como retirada pero jamás la retiré",
        "¿quién quitó mi denuncia?",
        "yo nunca la retiré y en la página figura retirada",
    ],
)
@pytest.mark.parametrize("intent", ["inform", "withdraw", "nlu_fallback", "respondent_request"])
def test_who_withdrew_it_is_not_known_here(talk, intent, text):
    said = talk.turn(intent, text, party="complainant")
    assert texts(said).startswith("Quién la retiró no lo puedo saber")
    assert answers(said)[-1]["verdict"] == "already_withdrawn"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("withdraw", "¿quién la puede retirar?"),
        ("inform", "todavía no la retiré, está en trámite"),
        ("inform", "la retiré yo ayer"),
        ("respondent_request", "me dice que la retire"),
    ],
)
def test_other_words_about_withdrawing_do_not_ask_who_did(talk, intent, text):
    assert "Quién la retiró" not in texts(talk.turn(intent, text, party="complainant"))


@pytest.mark.parametrize("intent", ["privacy", "respondent_request", "who_complained"])
@pytest.mark.parametrize(
    "text", ["¿la vendedora ve lo que le escribo a usted?", "¿Se enterará Alibaba de lo que le cuento?"]
)
def test_whether_somebody_reads_along_is_a_question_of_privacy(talk, intent, text):
    assert texts(talk.turn(intent, text)).startswith("Yo no aviso a nadie de lo que me escribe")


def test_who_asks_whether_somebody_reads_along_and_something_else_gets_both(talk):
    said = talk.turn("withdraw", "¿el cliente lee lo que le escribo? ¿y puedo quitarla yo?", second_topic="privacy")
    assert "no aviso a nadie" in texts(said)
    assert answers(said)[-1]["topic"] == "withdraw"


def test_how_ipp_withdraws_is_not_known(talk):
    said = talk.turn("withdraw", "¿y en la IPP cómo se retira?", status="in_process", party="complainant")
    assert texts(said).startswith("Cómo se retira dentro de IPP no lo dicen")
    said = talk.turn("where", "le digo que en IPP, ¿sabe dónde se retira?")
    assert "de IPP no conozco ningún camino" in texts(said)
    assert "IPP" not in texts(talk.turn("withdraw", "¿y cómo se retira en Taobao?"))


@pytest.mark.parametrize("text", ["¿puedo amenazarlo con una queja falsa?", "lo acuso de copiarme aunq no sea verdad?"])
def test_a_false_complaint_is_refused_whatever_detail_it_is_like(talk, text):
    said = talk.turn("fraud", text, detail="threat_of_complaint")
    assert texts(said).startswith("No, en eso no le ayudo")


@pytest.mark.parametrize("intent", ["inform", "withdraw"])
def test_a_story_that_asks_whether_anything_can_be_done_is_told_what(talk, intent):
    text = "a mi tía la denunciaron por un florero que llegó roto y ella lo mandó bien, ¿hay algo que se pueda hacer?"
    said = talk.turn(intent, text, party="respondent", ground="other")
    assert answers(said)[0]["topic"] == "next_step"
    assert "¿Qué quiere saber" not in texts(said)


def test_what_may_count_as_proof_is_no_question_of_contact(talk):
    said = talk.turn("contact", "guardé los audios, ¿sirven como prueba?")
    assert answers(said)[-1]["topic"] == "refile"
    assert "Qué pruebas valen" in texts(said)


def test_beside_a_subject_that_is_not_clear_the_topic_that_is_named_is_answered(talk):
    ranking = {"appeal": 0.4, "withdraw": 0.3}
    said = talk.turn("appeal", "dicen que copié, ¿qué hago para que la quiten?", ranking, party="respondent")
    assert [answer["topic"] for answer in answers(said)] == ["withdraw", "out_of_scope"]


def test_who_will_be_held_right_is_not_said(talk):
    said = talk.turn("order", "le pregunto si me van a dar la razón, tengo el recibo")
    assert texts(said).startswith("A quién darán la razón, la guía no lo dice")


def test_what_is_kept_is_said_before_the_erasure_is_asked_about(talk):
    text = "¿usted guarda mi dirección? borre todo"
    said = texts(talk.turn("erase", text, entities=[("second_topic", "privacy"), ("detail", "who_can_read")]))
    assert said.startswith("Guardo lo que escribe aquí") and ERASES in said


def test_a_condition_that_names_who_is_right_does_not_ask_it(talk):
    assert "A quién darán" not in texts(talk.turn("ip_outcomes", "¿qué sanción le toca si me dan la razón?"))
