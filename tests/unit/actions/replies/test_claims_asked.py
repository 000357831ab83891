"""What is asked of claims: whether they are so, who is right, which part is not so."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, responses, texts

_FILED = {"party": "complainant", "status": "in_process", "evidence": "no"}


@pytest.mark.parametrize("asks", ["no entendí. ¿mi cuñado tiene razón o no?", "no le entiendo, ¿sí o no?"])
def test_whether_somebody_is_right_is_answered_also_where_it_is_asked_again(talk, asks):
    talk.turn("reopen", "la retiraron", party="respondent", status="withdrawn")
    tells = "mi cuñado dice que [ya ni se puede reabrir](no_reopen), ¿está en lo cierto?"
    for text in (tells, asks):
        assert texts(put(talk, "why", text)).startswith("Así es. Una queja cancelada no se vuelve a abrir")


def test_who_presses_after_a_sum_hears_whether_it_is_so(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", "Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen)")
    assert texts(talk.turn("confirm", "¿sí o no?", {"withdraw": 0.3})).startswith("Así es.")


@pytest.mark.parametrize(
    ("status", "text", "begins"),
    [
        ("processed", "¿Es cierto que [ya no la puedo quitar](i_cannot_withdraw)?", "Así es. Ya se procesó"),
        ("in_process", "¿Es cierto que [ya no la puedo quitar](i_cannot_withdraw)?", "No, no es así. Usted sí"),
        ("in_process", "Entonces [ya no la puedo quitar](i_cannot_withdraw), ¿sí o no?", "Al contrario: usted"),
        ("in_process", "¿Es cierto que [la puedo quitar](i_can_withdraw)?", "Sí, usted puede retirarla"),
    ],
)
def test_whether_it_is_so_that_something_cannot_be_is_answered_as_such(talk, status, text, begins):
    talk.turn("inform", "es lo mío", party="complainant", status=status)
    assert texts(put(talk, "withdraw", text)).startswith(begins)


@pytest.mark.parametrize(
    ("status", "text", "begins"),
    [
        ("processed", "me dijeron que ya nadie la puede quitar, ¿es verdad?", "Así es. Ya no puede"),
        ("in_process", "¿o sea que ya nadie la puede quitar?", "Al contrario: usted puede retirarla"),
        ("in_process", "dicen que nada más yo la puedo quitar no?", "Sí, usted puede retirarla"),
    ],
)
def test_the_same_where_no_claim_was_read(talk, status, text, begins):
    talk.turn("inform", "es lo mío", party="complainant", status=status)
    assert texts(talk.turn("withdraw", text, {"confirm": 0.3})).startswith(begins)


@pytest.mark.parametrize(
    ("put_before", "begins"),
    [
        (
            "Resumo: [la quito yo](i_can_withdraw) y [se puede reabrir](reopen)",
            "Donde no es así, lo correcto es esto. Una queja cancelada",
        ),
        ("Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen)", "Nada de lo que entendí está mal."),
    ],
)
def test_who_asks_which_part_was_not_so_hears_that(talk, put_before, begins):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", put_before)
    assert texts(talk.turn("where", "¿qué parte de mi resumen está mal?")).startswith(begins)


def test_who_asks_whether_they_are_mistaken_hears_that_they_are_not(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "Todo resuelto [antes](settle_first) y [no se reabre](no_reopen). ¿Me equivoco?"
    assert texts(put(talk, "confirm", text)).startswith("No se equivoca. Espere")


@pytest.mark.parametrize("text", ["¿mi resumen está bien, sí o no?", "te faltó decir si era correcto"])
def test_a_summary_is_judged_where_it_is_asked_for_after_something_else(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", "Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen). ¿Correcto?")
    talk.turn("duration", "¿cuánto tardan?")
    assert texts(talk.turn("correction", text)).startswith("Así es. Espere a que todo quede resuelto")


def test_so_it_is_where_the_message_says_that_it_asks_that(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    put(talk, "confirm", "Resumo: [todo resuelto antes](settle_first) y [no se reabre](no_reopen). ¿Correcto?")
    asked = "si mi resumen era correcto"
    said = talk.turn("confirm", f"No me refería a si la puedo quitar, eso ya lo sé. Preguntaba {asked}.", asked=asked)
    assert texts(said).startswith("Así es. Espere a que todo quede resuelto")


def test_what_is_asked_after_a_condition_is_no_claim(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "ahora bien: si la [retiro hoy](i_can_withdraw), ¿puedo [reabrirla](reopen)?"
    assert answers(put(talk, "reopen", text))[-1]["topic"] == "reopen"


def test_of_who_speaks_for_whom_filed_it_nothing_is_theirs(talk):
    talk.turn("withdraw", "mi socia la puso, ¿la puede retirar?", party="complainant", status="in_process")
    said = texts(
        put(talk, "confirm", "en resumen: [ella la quita](other_can_withdraw) y [no se reabre](no_reopen), ¿no?")
    )
    assert "que es usted" not in said


def test_what_proof_changes_is_agreed_to(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", ground="product_infringement")
    said = talk.turn("refile", "o sea, si pruebo que son copias sí puedo poner otra, ¿cierto?", {"confirm": 0.3})
    assert texts(said).startswith("Así es. Con pruebas de la infracción, sí se puede")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (
            "[no hay otra sin pruebas](no_refile_without_proof), ¿correcto? ¿y [es oficial](guide_official)?",
            "En esto, sí: sin pruebas de la infracción no se puede presentar otra después de retirarla. La "
            "guía no es un texto oficial",
        ),
        (
            "[la puedo retirar](i_can_withdraw), ¿cierto? ¿y qué es [la mediación](can_mediate)?",
            "Así es. Puede retirarla",
        ),
        # What is asked before, or says it back again, is put to us, too.
        ("¿y eso? O sea que [no se reabre](no_reopen), ¿verdad?", "Así es. Una queja cancelada"),
        ("[se reabre](no_reopen), ¿no? ¿o sea que [pongo otra](refile) y ya?", "No, no es así."),
    ],
)
def test_what_a_question_of_its_own_names_is_no_claim(talk, text, begins):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    assert texts(put(talk, "confirm", text)).startswith(begins)


@pytest.mark.parametrize(
    ("text", "chooses"),
    [
        ("o sea que [ya no puede](not_once_processed) o [todavía sí puede](other_can_withdraw)?", True),
        ("entonces, ¿[la dejo](can_leave_it) o [no la dejo](can_leave_it) y la quito?", True),
        ("[se acabó](already_lost) o todavía no, ¿cierto?", True),
        ("[ya no puede](not_once_processed), ¿o me equivoco?", False),
        ("[ya no puede](not_once_processed), ¿o no es así?", False),
        ("tarde o temprano [ella puede quitarla](other_can_withdraw), ¿verdad?", False),
        ("ella o su socio [puede quitarla](other_can_withdraw), ¿verdad?", False),
        ("[ella puede quitarla](other_can_withdraw), y puede que sí o puede que no, ¿verdad?", False),
    ],
)
def test_who_asks_which_of_two_is_so_is_not_agreed_with(talk, text, chooses):
    talk.turn("withdraw", "¿la pueden retirar?", party="respondent", status="in_process", ground="other")
    said = put(talk, "confirm", text)
    assert (responses(said)[0] in ("utter_claims_open", "utter_confirm_rule")) is chooses


@pytest.mark.parametrize("tail", ["no le pasa nada", "ya no pasa nada con la tienda", "no les quitan puntos"])
def test_that_nothing_comes_of_it_for_the_other_party_is_left_open(talk, tail):
    talk.turn("inform", "es mía", party="complainant", status="in_process", ground="product_infringement")
    said = texts(talk.turn("confirm", f"[la quitamos](i_can_withdraw) y {tail}, ¿verdad?"))
    assert said.startswith("En esto, sí: puede retirarla") and "puede ayudar" in said


@pytest.mark.parametrize(
    "text",
    [
        "[la quitamos](i_can_withdraw) y a mí no me pasa nada, ¿no?",
        "[la quitamos](i_can_withdraw) y no pasa nada, ¿no?",
    ],
)
def test_that_nothing_comes_of_it_for_oneself_is_another_claim(talk, text):
    talk.turn("inform", "es mía", party="complainant", status="in_process", ground="product_infringement")
    assert "da igual que se retire" not in texts(put(talk, "confirm", text))


def test_what_the_accused_heard_of_a_deadline_is_compared_with_what_is_written_of_it(talk):
    heard = "me dijeron que [tengo tres días](deadline), ¿es cierto?"
    for ground, says in (("product_infringement", "3 días hábiles"), ("other", "pero puede haberlo")):
        talk.turn("inform", "es contra mí", party="respondent", ground=ground)
        assert says in texts(put(talk, "confirm", heard))


def test_a_kind_that_was_told_before_is_not_left_out_where_a_rule_is_put_to_us(talk):
    talk.turn("inform", "es un informe por spam", party="complainant", kind="report", ground="other")
    said = texts(
        talk.turn("confirm", "dicen que los informes no se retiran nunca, ¿lo puedo retirar?", {"withdraw": 0.4})
    )
    assert "No, ese informe no puede retirarlo" in said


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("no hace falta abogado para esto, y [la puedo quitar](i_can_withdraw), ¿verdad?", "En esto, sí:"),
        ("ya hablé con mi familia, y [la puedo quitar](i_can_withdraw), ¿verdad?", "Así es."),
    ],
)
def test_what_is_said_to_be_needed_is_not_agreed_to_in_silence(talk, text, begins):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    assert texts(put(talk, "confirm", text)).startswith(begins)


def test_what_is_said_to_be_of_no_use_is_agreed_to_as_the_guide_says(talk):
    talk.turn("inform", "es contra mí", party="respondent", ground="image_theft")
    said = texts(put(talk, "confirm", "[no sirve de nada que la retire](withdrawal_useless), ¿correcto?"))
    assert "según la guía, sí: da igual" in said


def test_a_part_that_was_said_is_not_said_again_where_more_is_added(talk):
    talk.turn("inform", "es contra mí", party="respondent", ground="image_theft")
    text = "[borrarla no sirve](removal_useless) y [la dejo puesta](leave_listing), ¿correcto?"
    said = texts(put(talk, "confirm", text))
    assert said.count("quitar el producto no cambia") == 1 and "Si dejarlo perjudica, la guía no lo dice" in said


@pytest.mark.parametrize(
    ("text", "is_judged"),
    [
        (
            "[espero la otra mitad](settle_first). La tienda dice que si no la quito se cierra sola, ¿es verdad eso?",
            False,
        ),
        ("[espero la otra mitad](settle_first). ¿Hago bien?", True),
        ("Entonces [espero la otra mitad](settle_first). Y mi hijo la quita después desde su cuenta, ¿verdad?", True),
        ("Mi jefe dice que [hay que esperar](settle_first). Yo no lo veo tan claro, ¿tiene razón?", True),
    ],
)
def test_what_is_only_told_before_something_else_is_put_to_us_is_no_claim(talk, text, is_judged):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = responses(put(talk, "confirm", text))
    assert any(response.startswith("utter_claims") for response in said) is is_judged


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("¿Es cierto que [puedo retirarla](i_can_withdraw)? ¿Y que [luego no se reabre](no_reopen)?", "Así es."),
        ("es obligatorio [arreglar todo antes de retirarla](settle_first), ¿correcto?", "Así es."),
        ("¿es cierto que [ya no hay remedio](no_refile)? ¿[puedo volver a denunciar](refile)?", "Sin pruebas"),
    ],
)
def test_what_goes_on_is_a_claim_and_what_is_asked_of_the_same_is_not_agreed_to(talk, text, begins):
    talk.turn("withdraw", "¿la puedo retirar?", **{**_FILED, "ground": "other"})
    said = put(talk, "confirm", text)
    assert texts(said).startswith(begins) and (begins != "Así es." or len(said) == 1)


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("o sea que ya no hay forma de retirarla, ¿verdad?", True),
        ("no es necesario pagar para retirarla, ¿verdad?", False),
    ],
)
def test_that_it_can_be_done_is_said_where_that_was_denied(talk, text, is_denied):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    assert texts(put(talk, "confirm", text)).startswith("Al contrario") is is_denied
