"""A summary that is put to us: each claim of it judged, and the whole."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, responses, texts

_FILED = {"party": "complainant", "status": "in_process", "evidence": "no"}


@pytest.mark.parametrize(
    "text",
    [
        "O sea: [la quito desde mi cuenta](i_can_withdraw), [antes lo arreglo todo](settle_first) y "
        "[luego no puedo poner otra](no_refile). ¿Voy bien?",
        "Corríjame si me equivoco: [puedo retirarla mientras siga en trámite](while_open); "
        "[una vez procesada, no](not_once_processed).",
        "Así que [no hay marcha atrás](no_reopen) ni [puedo quejarme de nuevo](no_refile), ¿verdad?",
        "Confírmeme: retirada la queja, [ni se reabre](no_reopen) ni [hay otra](no_refile); "
        "[solo queda la mediación](can_mediate)",
    ],
)
def test_a_summary_that_is_so_is_agreed_to_with_each_of_its_claims(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = put(talk, "confirm", text)
    assert responses(said) == ["utter_claims_right"] and answers(said)[0]["verdict"]


def test_what_is_not_so_is_said_first(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "Confírmeme: [puedo retirarla hoy](i_can_withdraw) y [mañana presentar otra igual](refile)"
    assert texts(put(talk, "refile", text)).startswith("No del todo. Sin pruebas de la infracción no se puede")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Entonces diré que [se puede retirar siempre, aunque ya la hayan resuelto](even_processed). ¿Está bien?",
            "ya la hayan resuelto",
        ),
        ("¿Es correcto que [no hace falta arreglar nada antes de retirarla](withdraw_first)?", "retirarla"),
    ],
)
def test_what_is_wrong_as_a_whole_is_denied_and_nothing_of_it_is_stored(talk, text, words):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = put(talk, "withdraw", text, told={"processed": words}, status="processed")
    assert texts(said).startswith("No, no es así.") and talk.slots["status"] == "in_process"


def test_what_the_guide_does_not_say_is_not_agreed_to_in_silence(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = (
        "Entiendo que [puedo retirarla](i_can_withdraw), que el banco me lo abona todo y que "
        "[no puedo poner otra](no_refile). ¿Correcto?"
    )
    assert responses(put(talk, "confirm", text)) == ["utter_claims_right_in_part"]


def test_what_is_told_with_a_claim_decides(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "es por spam y es un informe. Entonces [no se puede](cannot_be_withdrawn), ¿correcto?"
    said = put(talk, "confirm", text, kind="report", ground="other")
    assert not any(response.startswith("utter_claims") for response in responses(said))


def test_what_is_put_of_the_guide_is_judged_too(talk):
    text = (
        "Pondré: [la guía no es oficial](guide_not_official), [falta la 6](guide_no_six) y "
        "[la 8 está cortada](guide_eight). ¿Algo que corregir?"
    )
    said = texts(put(talk, "sources", text))
    assert said.startswith("En esto, sí:") and "Falta la pregunta 6" in said and "La pregunta 8 no parece" in said
    text = "[La guía es oficial](guide_official) y [tiene diez preguntas](guide_ten), ¿sí?"
    assert texts(put(talk, "sources", text)).startswith("No, no es así.")


_ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    ("facts", "text", "begins"),
    [
        (
            _ACCUSED,
            "Anoto: [no puedo retirarla](i_cannot_withdraw) y [quitar el producto no sirve](removal_useless)",
            "Así es.",
        ),
        (
            {**_ACCUSED, "status": "in_process"},
            "Anoto: [yo no puedo retirarla](i_cannot_withdraw), [ella tampoco](other_cannot_withdraw)",
            "No del todo. Quien la presentó sí",
        ),
        (_FILED, "Anoto: [yo no puedo retirarla](i_cannot_withdraw)", "No, no es así. Usted sí"),
        (_FILED, "Entonces [nadie puede retirarla](cannot_be_withdrawn), ¿verdad?", "No, no es así. Mientras siga"),
        (_FILED, "Entonces [la retira la otra parte](other_can_withdraw), ¿verdad?", "No, no es así. La otra parte no"),
        (
            {**_FILED, "status": "processed"},
            "Resumo: [la quito cuando me pague](settle_first)",
            "No, no es así. Ya se procesó",
        ),
        (
            {**_FILED, "evidence": "yes"},
            "Resumo: [ya no puedo poner otra](no_refile)",
            "Con pruebas",
        ),
        ({**_FILED, "evidence": "no"}, "Resumo: [ya no puedo poner otra](no_refile)", "Así es. Sin pruebas"),
        (
            {**_FILED, "ground": "other"},
            "Resumo: [si lo prueba le quitan puntos](proven_sanction)",
            "De una queja por otro motivo",
        ),
    ],
)
def test_a_claim_is_judged_as_it_is_in_this_case(talk, facts, text, begins):
    talk.turn("inform", "es lo mío", **facts)
    assert texts(put(talk, "confirm", text, {"withdraw": 0.4})).startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "Resumo: [puedo retirarla hoy, gratis](i_can_withdraw), y [no se reabre](no_reopen)",
        "Anoto: [puedo retirarla cuando quiera](i_can_withdraw) y [no puedo poner otra](no_refile). ¿Está bien?",
        "A ver si entendí: la mediación es obligatoria y [todo debe quedar resuelto antes](settle_first)",
        "Anoto: me devuelven el dinero en 30 días y [no se puede reabrir](no_reopen). ¿Correcto?",
        "Anoto: [puedo retirarla por teléfono](i_can_withdraw) y [no puedo poner otra](no_refile). ¿Está bien?",
        "Anoto: [no puedo poner otra en 30 días](no_refile) y [no se puede reabrir](no_reopen). ¿Correcto?",
        "Entonces ni [puedo reabrirla](no_reopen) ni me devuelven el dinero, ¿correcto?",
    ],
)
def test_no_word_is_agreed_to_that_no_claim_has(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = put(talk, "confirm", text, {"withdraw": 0.4})
    assert not texts(said).startswith("Así es") and "utter_claims_right" not in responses(said)


def test_a_harmless_tail_is_agreed_to(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "Resumo: [puedo retirarla hoy](i_can_withdraw) y [no se reabre](no_reopen), y ya está"
    assert texts(put(talk, "confirm", text)).startswith("Así es.")


@pytest.mark.parametrize(
    "text", ["[puedo retirarlo mientras siga en trámite](while_open)", "[solo yo puedo retirarlo](only_filer)"]
)
def test_a_report_for_another_reason_is_agreed_to_in_no_part(talk, text):
    talk.turn("inform", "es un informe por spam", party="complainant", kind="report", ground="other")
    said = texts(put(talk, "confirm", f"Entonces {text}, ¿correcto?", {"withdraw": 0.4}))
    assert "Así es" not in said and "Sí es así" not in said and "puede retirar" in said


def test_another_complaint_is_not_judged_where_the_first_was_processed(talk):
    talk.turn("withdraw", "ya la procesaron", party="complainant", ground="image_theft", status="processed")
    text = (
        "O sea que [ya no se puede retirar](cannot_be_withdrawn) pero "
        "[puedo poner otra con pruebas](refile_with_proof), ¿correcto?"
    )
    assert responses(put(talk, "confirm", text)) == ["utter_claims_right_in_part"]


def test_what_is_open_in_a_plan_is_said_to_be_open(talk):
    talk.turn("ip_notice", "me llegó un aviso", **_ACCUSED)
    text = (
        "resumiendo: [no le pago](should_not_pay), [guardo los mensajes](keep_proof) y "
        "[le hablo a Alibaba](can_mediate), ¿es así?"
    )
    said = texts(put(talk, "confirm", text))
    assert said.startswith("En esto, sí: guarde los mensajes") and "Si conviene pagar, la guía no lo dice" in said


def test_what_is_not_put_to_us_is_no_summary(talk):
    talk.turn("refile", "¿y otra?", **_FILED)
    said = put(talk, "withdraw", "[la quito yo](i_can_withdraw) y después qué pasa")
    assert not any(response.startswith("utter_claims") for response in responses(said))


def test_what_is_told_beside_a_claim_is_stored_and_decides(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "Ya la procesaron ayer. Entonces [ya no puedo retirarla](i_cannot_withdraw), ¿correcto?"
    said = put(talk, "confirm", text, {"withdraw": 0.4}, {"processed": "procesaron"}, status="processed")
    assert texts(said).startswith("Así es.") and talk.slots["status"] == "processed"


def test_what_is_supposed_beside_a_claim_is_answered_as_such(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text, told = "Si ya la procesaron, [no la puedo retirar](i_cannot_withdraw), ¿correcto?", {"yes": "procesaron"}
    supposed = [("supposed", "yes")]
    told["processed"] = "procesaron"
    said = put(talk, "confirm", text, {"withdraw": 0.4}, told, supposed, status="processed")
    assert texts(said).startswith("Si ya se hubiera procesado:\nAsí es.")


def test_of_two_claims_in_the_same_words_the_surest_counts(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    words = {"no_refile": "no puedo poner otra", "refile": "puedo poner otra"}
    said = talk.turn(
        "confirm",
        "Entonces no puedo poner otra, ¿correcto?",
        entities=[("claim", name) for name in words],
        said=words,
        sure={"no_refile": 0.9, "refile": 0.4},
    )
    assert "No del todo" not in texts(said)


def test_a_detail_in_a_sum_is_said_with_the_claims(talk):
    talk.turn("ip_notice", "me llegó un aviso", **_ACCUSED)
    said = texts(
        talk.turn(
            "confirm",
            "Resumo: quitarlo no sirve, y de la cárcel no se sabe. ¿Correcto?",
            entities=[("claim", "removal_useless"), ("detail", "prison")],
            said={"removal_useless": "quitarlo no sirve", "prison": "la cárcel"},
        )
    )
    assert said.startswith("En esto, sí:") and "De cárcel la guía no dice nada" in said


def test_what_is_told_in_the_same_breath_before_a_claim_decides(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED, issues_resolved="no")
    text = "ya me pago el envio entonces [ya la puedo quitar](i_can_withdraw) verdad"
    said = put(talk, "confirm", text, told={"yes": "me pago"}, issues_resolved="yes")
    assert texts(said).startswith("Así es.") and talk.slots["issues_resolved"] == "yes"


_SERVED = {"party": "complainant", "status": "in_process"}


@pytest.mark.parametrize(
    ("facts", "text", "begins"),
    [
        (_FILED, "Entonces si la quito la [puedo volver a abrir](no_reopen), ¿es así?", "No, no es así."),
        (_FILED, "O sea que después [puedo poner otra](no_refile), ¿verdad?", "No, no es así. Sin pruebas"),
        (_ACCUSED, "Entonces el aviso [no quiere decir](notice_confirmed) que ya lo sepan, ¿no?", "No, no es así."),
        (_SERVED, "[Primero](settle_first) la quito y después me paga, ¿correcto?", "No, no es así. Antes de retirar"),
    ],
)
def test_of_two_contrary_claims_the_words_decide(talk, facts, text, begins):
    talk.turn("inform", "es lo mío", **facts)
    assert texts(put(talk, "confirm", text, {"withdraw": 0.4})).startswith(begins)


def test_the_steps_of_a_plan_are_one_claim(talk):
    talk.turn("inform", "es lo mío", **_SERVED)
    for text in (
        "Espero a que me pague y [después la quito](settle_first), ¿correcto?",
        "Cobro, compruebo, [retiro](settle_first), ¿correcto?",
        "Mmm ok, cobro y [luego retiro](settle_first), ¿cómo lo ve?",
    ):
        assert texts(put(talk, "confirm", text, {"withdraw": 0.4})).startswith("Así es. Espere a que todo")


@pytest.mark.parametrize(
    "text",
    [
        "Resumo: [primero que me paguen y después la quito](settle_first), ¿verdad hijo?",
        "Mucha información de golpe. Me quedo con: [cobro y luego retiro](settle_first). ¿Correcto?",
        "Resumen: [si me pagan la quito](settle_first) antes de que la cierren, ¿bien?",
    ],
)
def test_what_claims_nothing_beside_what_is_so_is_no_reservation(talk, text):
    talk.turn("inform", "es lo mío", **_SERVED)
    assert texts(put(talk, "confirm", text)).startswith("Así es. Espere")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("entonces qué hago primero, quitar o [cobrar](settle_first)", "Espere a que todo quede resuelto"),
        ("o sea que aguanto hasta cobrar y [recién entonces la bajo](settle_first), ¿voy bien?", "Así es. Espere"),
        ("espero, [miro que esté bien y después retiro](settle_first), no me fío de él, ¿es eso?", "Así es. Espere"),
        ("dijo que no podía y ahora que [con pruebas sí](refile_with_proof), ¿cuál es verdad?", "Con pruebas de la"),
    ],
)
def test_a_choice_is_answered_and_the_steps_of_a_plan_are_agreed_to(talk, text, begins):
    talk.turn("inform", "es lo mío", party="complainant", status="in_process", ground="image_theft")
    assert texts(put(talk, "confirm", text)).startswith(begins)


def test_what_all_settled_allows_is_no_reason_to_wait(talk):
    talk.turn("inform", "es lo mío", **_SERVED, issues_resolved="yes")
    said = put(talk, "confirm", "Entonces [compruebo el dinero y la quito](settle_first), ¿correcto?")
    assert texts(said).startswith("Así es. Con todo resuelto de verdad")


def test_who_tells_that_all_is_settled_plans_nothing_before_it(talk):
    talk.turn("inform", "es lo mío", **_SERVED, issues_resolved="no")
    text = "ya me pagó completo, la [retiro](i_can_withdraw) entonces, ¿verdad?"
    told = {"yes": "ya me pagó completo"}
    said = put(talk, "confirm", text, told=told, entities=[("detail", "once_paid")], issues_resolved="yes")
    assert "Espere" not in texts(said) and "puede retirarla" in texts(said)


@pytest.mark.parametrize(
    "text",
    [
        "ok última, si [apelo](can_appeal) y photoshopeo la fecha, ¿y ya no?",
        "entonces [puedo apelar](can_appeal) con un registro de mentiritas, ¿verdad?",
    ],
)
def test_nothing_is_agreed_to_where_it_is_surely_bad_faith(talk, text):
    talk.turn("inform", "me denunciaron", party="respondent", ground="image_theft")
    said = texts(put(talk, "fraud", text, ranking={"fraud": 0.9, "confirm": 0.1}))
    assert not said.startswith(("Así es", "En esto, sí")) and "fe" in said


def test_that_alibaba_will_not_stand_in_the_way_is_left_open(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **{**_FILED, "evidence": "yes"})
    text = "Resumo: [con pruebas pongo otra](refile_with_proof); [Alibaba no se opondrá](cannot_mediate). ¿Es correcto?"
    said = texts(put(talk, "confirm", text))
    assert said.startswith("En esto, sí: con pruebas") and "la guía no lo asegura" in said
    said = texts(put(talk, "confirm", "O sea, [la plataforma no media](cannot_mediate), ¿correcto?"))
    assert "la guía no lo asegura" not in said and "que medie" in said


@pytest.mark.parametrize(
    "text",
    [
        "Resumo: [con pruebas pongo otra](refile_with_proof), Alibaba ya aceptó la queja. ¿Es correcto?",
        "Resumo: [con pruebas pongo otra](refile_with_proof), Alibaba la admitió a trámite. ¿Es correcto?",
    ],
)
def test_that_alibaba_took_a_complaint_up_is_told(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **{**_FILED, "evidence": "yes"})
    assert "no lo asegura" not in texts(put(talk, "confirm", text))


@pytest.mark.parametrize(
    ("text", "status", "is_said"),
    [
        ("si no la quito hoy, mañana ya no puedo, ¿verdad?", "in_process", True),
        ("si no la retiro antes del viernes ya no podré, ¿no?", "in_process", True),
        ("me dicen que hoy es el último día para retirarla, ¿es cierto?", "in_process", True),
        ("me dicen que hoy es el último día para retirarla, ¿es cierto?", "processed", False),
        ("si no la quito antes de que la procesen, después no se puede, ¿verdad?", "in_process", False),
        ("si no la quito ya no podré cuando la resuelvan, ¿correcto?", "in_process", False),
        ("si no la quito ahora, se cierra sola, ¿verdad?", "in_process", False),
        ("si no quito el anuncio hoy se me cierra la tienda, ¿no?", "in_process", False),
        ("si no retiro la queja hoy, no puedo cobrar, ¿verdad?", "in_process", False),
    ],
)
def test_the_guide_has_no_last_day_but_says_until_when(talk, text, status, is_said):
    talk.turn("inform", "puse una queja", **{**_FILED, "status": status})
    assert ("Un último día" in texts(talk.turn("confirm", text))) is is_said


def test_what_is_only_done_afterwards_is_not_what_is_agreed_to(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="respondent", ground="image_theft")
    said = texts(
        put(talk, "ip_remove_listing", "si borro las fotos antes de [apelar](can_appeal) ya quedo limpio, ¿no?")
    )
    assert "apelar sí" not in said.lower() and "instantánea" in said


def test_waiting_meanwhile_is_no_plan_that_is_agreed_to(talk):
    talk.turn("withdraw", "¿la puedo quitar?", **_FILED)
    said = texts(talk.turn("confirm", "o sea que mientras espero a que me pague, Alibaba me guarda el dinero, ¿no?"))
    assert not said.startswith("Así es")


def test_asked_whether_alibaba_may_wait_that_is_answered(talk):
    talk.turn("before_withdrawing", "¿qué arreglo antes?", **_FILED)
    said = texts(
        put(talk, "nlu_fallback", "¿puedo pedir a Alibaba que no la resuelva, [hasta que llegue](settle_first)?")
    )
    assert "la guía no lo dice" in said and "Así es" not in said
