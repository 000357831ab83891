"""Nothing that a message asks is dropped: an order to erase, a threat, a second subject, the whole in short."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, texts

ERASES = "¿Borro todo lo que hemos hablado?"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("thanks", "mil gracias, elimine todo porfa"),
        ("withdraw", "¿la puedo quitar? Luego borre todo lo mío."),
        ("acknowledge", "listo, ahora borra todo"),
    ],
)
def test_an_order_to_erase_all_is_heard_beside_anything_and_asked_to_be_confirmed(talk, intent, text):
    talk.turn("withdraw", "¿se puede quitar?", party="complainant", status="in_process")
    assert ERASES in texts(talk.turn(intent, text))
    assert talk.slots["pending_question"] == "erase" and not talk.slots["erase"]


@pytest.mark.parametrize(
    "text",
    [
        "si el vendedor borra todo, ¿se salva?",
        "me pide que borre todo el catálogo",
        "¿y si borro todo?",
        "borre todos los anuncios esta mañana",
    ],
)
def test_who_speaks_of_a_listing_is_not_asked_whether_to_erase(talk, text):
    assert ERASES not in texts(talk.turn("ip_remove_listing", text))


def test_an_erasure_that_was_ordered_is_insisted_on(talk):
    talk.turn("withdraw", "¿la puedo quitar? Y después borre todo lo mío.", party="complainant", status="in_process")
    talk.turn("deny", "no, espere")
    assert ERASES[:9] in texts(talk.turn("ip_remove_listing", "¿y el borrado? le pedí que eliminara todo"))


def test_without_an_order_before_it_the_listing_is_meant(talk):
    assert answers(talk.turn("ip_remove_listing", "le pedí que borrara"))[0]["topic"] == "ip_remove_listing"


@pytest.mark.parametrize(
    "text",
    [
        "si no lo baja, lo lleno de denuncias",
        "¿y si lo amenazo?",
        "voy a tumbarle la cuenta a reportes",
        "pongo que es copia aunque no sea verdad",
        "¿y si miento?",
    ],
)
def test_a_threat_or_a_lie_is_refused_and_nothing_else_is_said(talk, text):
    talk.turn("should_file", "¿la pongo?")
    said = talk.turn("respondent_request", text)
    assert [a["about"] for a in answers(said)] == ["fraud"]
    assert texts(said).startswith("No, en eso no le ayudo")


@pytest.mark.parametrize(
    "text",
    ["me amenaza con llenarme de quejas", "no quiero amenazarlo", "¿y si el otro miente?", "¿dónde lleno la queja?"],
)
def test_who_is_threatened_or_lied_about_is_not_refused(talk, text):
    assert "no le ayudo" not in texts(talk.turn("respondent_request", text))


def test_whether_waiting_is_blackmail_is_answered_mildly(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    said = talk.turn("before_withdrawing", "primero que me cambie el cargador y ya la quito, ¿eso es chantaje?")
    assert "A mi entender, no lo es" in texts(said)


def test_of_two_subjects_in_a_message_both_are_answered(talk):
    said = talk.turn("who_complained", "¿quién fue? y lo de apelar qué", ranking={"appeal": 0.2})
    assert [a["about"] for a in answers(said)] == ["who_complained", "appeal"]


def test_a_subject_that_is_not_named_is_not_added(talk):
    said = talk.turn("who_complained", "¿quién fue?", ranking={"appeal": 0.2})
    assert [a["about"] for a in answers(said)] == ["who_complained"]


def test_an_answer_to_our_question_counts_beside_a_question_about_us(asked):
    said = asked.turn(
        "bot_challenge", "sigue en trámite. ¿Usted es un robot?", said={"status": "en trámite"}, status="in_process"
    )
    assert asked.slots["status"] == "in_process"
    assert "Sí, usted puede retirarla" in texts(said) and "asistente automático" in texts(said)


def test_prison_is_spoken_of_where_it_is_named(talk):
    talk.turn("lawyer", "¿necesito abogado?", party="respondent")
    assert texts(talk.turn("lawyer", "¿uno va a la cárcel por unas gorras?")).startswith(
        "De cárcel la guía no dice nada"
    )


def test_proof_of_a_debt_does_not_speak_of_another_infringement(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="withdrawn", evidence="no")
    said = talk.turn("refile", "¿y por usar mis fotos puedo poner una nueva?", ground="image_theft")
    assert answers(said)[-1]["asks"] == "evidence"


def test_the_whole_in_short_is_the_main_matter_and_the_next_step_not_the_last_side_line(talk):
    talk.turn("respondent_request", "¿y si le pido que la quite?", party="respondent", ground="product_infringement")
    talk.turn("who_complained", "¿quién fue?")
    said = texts(talk.turn("rephrase", "resúmame qué hago"))
    assert "sirve de poco" in said and "apelar" in said and "quién presentó la queja." not in said


def test_the_last_answer_in_short_stays_the_last_answer(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    talk.turn("who_complained", "¿quién fue?")
    assert "quién presentó la queja" in texts(talk.turn("rephrase", "más cortito"))


def test_of_a_claim_with_two_parts_each_is_answered(talk):
    talk.turn("ip_withdrawal_effect", "¿me salvo si la retira?", party="respondent", ground="product_infringement")
    said = talk.turn("appeal", "o sea, da igual que la quite y mejor apelo, ¿verdad?", ranking={"confirm": 0.2})
    assert texts(said).startswith(
        "En esto, sí: apelar sí se puede, según la página oficial (IPP)"
    ) and "da igual que se retire" in texts(said)


def test_a_claim_that_asks_without_a_question_mark_is_no_courtesy(talk):
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent")
    said = talk.turn("confirm", "entonces si no queda probada no pasa nada verdad", ranking={"acknowledge": 0.3})
    assert answers(said)[0]["topic"] == "confirm"


def test_who_answers_us_and_asks_how_two_questions_go_together_hears_both(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", status="withdrawn")
    said = talk.turn("refile", "sí tengo pruebas, pero la 5 se contradice con la 7, ¿no?", evidence="yes")
    assert "yo las leo juntas" in texts(said) and answers(said)[-1]["verdict"] == "refile_with_evidence"


def test_what_comes_of_no_appeal_is_not_known(talk):
    talk.turn("appeal", "¿puedo apelar?", party="respondent", ground="product_infringement")
    assert "no contesta o no apela" in texts(talk.turn("confirm", "¿o sea que si no apelo pierdo?"))


def test_who_tells_us_to_erase_beside_a_claim_is_asked_whether_to(talk):
    talk.turn("respondent_request", "mi esposa puso una queja y le piden que la retire", party="complainant")
    text = "entonces la dejo [como está](can_leave_it) hasta que me [pague](settle_first). Hago bien, ¿verdad?"
    text += " Y borre lo que le conté de ella."
    assert texts(put(talk, "confirm", text)).endswith("¿Borro todo lo que hemos hablado? No se puede deshacer.")
