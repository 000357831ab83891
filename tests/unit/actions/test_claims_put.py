"""A summary that is put to us: each claim of it judged, and the whole."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts


def responses(said: list[dict]) -> list[str]:
    return [message["metadata"]["utter_action"] for message in said]


_FILED = {"party": "complainant", "status": "in_process"}


@pytest.mark.parametrize(
    "text",
    [
        "O sea: la quito desde mi cuenta, antes lo arreglo todo y luego no puedo poner otra. ¿Voy bien?",
        "Corríjame si me equivoco: puedo retirarla mientras siga en trámite; una vez procesada, no.",
        "Así que no hay marcha atrás ni puedo quejarme de nuevo, ¿verdad?",
        "Confírmeme: retirada la queja, ni se reabre ni hay otra; solo queda la mediación",
    ],
)
def test_a_summary_that_is_so_is_agreed_to_with_each_of_its_claims(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = talk.turn("confirm", text)
    assert responses(said) == ["utter_claims_right"] and answers(said)[0]["verdict"]


def test_what_is_not_so_is_said_first(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = texts(talk.turn("refile", "Confírmeme: puedo retirarla hoy y mañana presentar otra igual"))
    assert said.startswith("No del todo. Después de retirarla no se puede presentar otra")


@pytest.mark.parametrize(
    "text",
    [
        "Entonces diré que se puede retirar siempre, aunque ya la hayan resuelto. ¿Está bien?",
        "¿Es correcto que no hace falta arreglar nada antes de retirarla?",
    ],
)
def test_what_is_wrong_as_a_whole_is_denied_and_nothing_of_it_is_stored(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = talk.turn("withdraw", text, status="processed")
    assert texts(said).startswith("No, no es así.") and talk.slots["status"] == "in_process"


def test_what_the_guide_does_not_say_is_not_agreed_to_in_silence(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "Entiendo que puedo retirarla, que el banco me lo abona todo y que no puedo poner otra. ¿Correcto?"
    assert responses(talk.turn("confirm", text)) == ["utter_claims_right_in_part"]


def test_what_is_told_with_a_claim_decides(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = talk.turn(
        "confirm", "es por spam y es un informe. Entonces no se puede, ¿correcto?", kind="report", ground="other"
    )
    assert not any(response.startswith("utter_claims") for response in responses(said))


def test_what_is_put_of_the_guide_is_judged_too(talk):
    said = texts(
        talk.turn("sources", "Pondré: la guía no es oficial, falta la 6 y la 8 es absurda. ¿Algo que corregir?")
    )
    assert said.startswith("Así es.") and "No tiene pregunta 6" in said and "La 8 no da" in said
    assert texts(talk.turn("sources", "La guía es oficial y tiene diez preguntas, ¿sí?")).startswith("No, no es así.")


_ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize(
    ("facts", "text", "begins"),
    [
        # The «no» between a claim's words, or before all of it.
        (_ACCUSED, "Entonces si se prueba no me quitan puntos, ¿es correcto?", "No, no es así. Si la denuncia"),
        (_ACCUSED, "Entonces el aviso no significa que ya la revisaron, ¿verdad?", "No, no es así. Según la guía"),
        (_ACCUSED, "Entonces no es cierto que solo él pueda retirarla, ¿verdad?", "No, no es así. Solo puede"),
        (_ACCUSED, "Anoto: no puedo retirarla y quitar el producto no sirve de nada", "Así es."),
        # Who else may, or may not.
        (_ACCUSED, "O sea que la puedo retirar yo también, no solo él, ¿verdad?", "No, no es así. Usted"),
        (_ACCUSED, "Anoto: yo no puedo retirarla, ella tampoco, ¿correcto?", "No del todo. Quien la presentó sí"),
        (_FILED, "Entonces nadie puede retirarla, ¿verdad?", "No, no es así. Mientras siga en trámite"),
        # A condition on the state is not the case.
        (_FILED, "Entonces si ya se procesó no puedo retirarla y si sigue en trámite sí, ¿correcto?", "Así es."),
        (_FILED, "Si ya se procesó puedo retirarla y luego no puedo poner otra, ¿correcto?", "No del todo. Una vez"),
        (_FILED, "Resumo: antes de que la procesen no puedo retirarla y después sí", "No, no es así. Una vez"),
        (_FILED, "Entonces no puedo retirarla cuando ya esté procesada, y no se reabre, ¿cierto?", "Así es."),
        (_FILED, "Resumo: antes lo arreglo todo y luego no podré poner otra salvo que tenga pruebas", "Así es."),
        (_FILED, "O sea que no puedo poner otra, salvo con pruebas, y tampoco reabrirla, ¿cierto?", "Así es."),
        (_FILED, "Resumo: Alibaba la retira por mí, y después no puedo poner otra", "No del todo. De que la retire"),
        (_ACCUSED, "Entonces el aviso significa que todavía la están revisando, ¿correcto?", "No, no es así."),
        # What must be settled.
        (_FILED, "Resumo: todo tiene que quedar resuelto después de retirarla, y no se reabre", "No del todo. Antes"),
        (_FILED, "Entonces la retiro aunque quede dinero pendiente y luego mediación, ¿sí?", "No del todo. Antes"),
        (_FILED, "Resumo: puedo retirarla sin que nada quede pendiente y no puedo poner otra", "Así es."),
    ],
)
def test_a_claim_is_judged_as_it_is_put_in_this_case(talk, facts, text, begins):
    talk.turn("inform", "es lo mío", **facts)
    assert texts(talk.turn("confirm", text, {"withdraw": 0.4})).startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "Resumo: puedo retirarla hoy, gratis, y no se reabre",
        "Anoto: puedo retirarla por teléfono y no puedo poner otra. ¿Está bien?",
        "A ver si entendí: la mediación es obligatoria y todo debe quedar resuelto antes",
        "Anoto: no puedo poner otra en 30 días y no se puede reabrir. ¿Correcto?",
        "Anoto: la retira la otra parte, en Mi Taobao, y no se puede reabrir",
        "O sea que la retiro desde Mi Taobao y gratis, ¿correcto?",
        "Entonces ni puedo reabrirla ni me devuelven el dinero, ¿correcto?",
        "Entonces puedo retirarla sin el permiso de la otra parte, ¿correcto?",
    ],
)
def test_no_word_is_agreed_to_that_no_claim_has(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = talk.turn("confirm", text, {"withdraw": 0.4})
    assert not texts(said).startswith("Así es") and "utter_claims_right" not in responses(said)


def test_a_harmless_tail_is_agreed_to(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    assert texts(talk.turn("confirm", "Resumo: puedo retirarla hoy y no se reabre, y ya está")).startswith("Así es.")


@pytest.mark.parametrize("text", ["puedo retirarlo mientras siga en trámite", "solo yo puedo retirarlo en Mi Taobao"])
def test_a_report_for_another_reason_is_agreed_to_in_no_part(talk, text):
    talk.turn("inform", "es un informe por spam", party="complainant", kind="report", ground="other")
    said = texts(talk.turn("confirm", f"Entonces {text}, ¿correcto?", {"withdraw": 0.4}))
    assert "Así es" not in said and "Esto, en cambio, sí" not in said and "no puede retirarlo" in said


def test_another_complaint_is_not_judged_where_the_first_was_processed(talk):
    talk.turn("withdraw", "ya la procesaron", party="complainant", ground="image_theft", status="processed")
    said = talk.turn("confirm", "O sea que ya no se puede retirar pero puedo poner otra con pruebas, ¿correcto?")
    assert not texts(said).startswith("Así es")


def test_one_wrong_kind_is_not_agreed_to(talk):
    text = "Resumo: los informes por robo de imágenes no se pueden retirar y las quejas sí"
    assert texts(talk.turn("withdraw", text)).startswith("No, no es así. Un informe por robo de imágenes")


def test_points_are_agreed_to_of_no_complaint_for_another_reason(talk):
    talk.turn("inform", "me acusan de mal servicio", party="respondent", ground="other")
    said = texts(talk.turn("confirm", "Anoto: no puedo retirarla, y si se prueba me quitan puntos. ¿Correcto?"))
    assert not said.startswith("Así es") and "hay sanción y se" not in said


@pytest.mark.parametrize(
    "text",
    [
        "era broma. bueno resumen: apelo hoy, borrar no sirve, y no me dicen quién fue. ¿listo?",
        "Apunto: rogarle casi no sirve, borrarlo tampoco cambia nada y me queda apelar. ¿Bien?",
    ],
)
def test_the_steps_of_the_accused_are_read_one_by_one_however_it_is_asked(talk, text):
    talk.turn("ip_notice", "me llegó un aviso", **_ACCUSED)
    said = texts(talk.turn("appeal", text))
    assert said.startswith("Así es.") and "Puede apelar" in said and "no cambia el resultado" in said


def test_what_is_open_in_a_plan_is_said_to_be_open(talk):
    talk.turn("ip_notice", "me llegó un aviso", **_ACCUSED)
    said = texts(talk.turn("confirm", "resumiendo: no le pago, guardo los mensajes y le hablo a Alibaba, ¿es así?"))
    assert said.startswith("En esto, sí. Guarde los mensajes") and "Si conviene pagar, la guía no lo dice" in said
    assert "no puedo confirmárselo" not in said
    assert responses(talk.turn("confirm", "entonces no le pago y les escribo, ¿vale?")) == ["utter_claims_open"]


@pytest.mark.parametrize(
    "text",
    [
        "Entonces: espero a que me pague, compruebo que sigue en trámite y solo entonces la retiro. ¿Lo he entendido?",
        "ok so wait for the money first and then cancel, right?",
        "la aguanto hasta que llegue el motor y después no hay vuelta atrás. ¿estamos?",
    ],
)
def test_a_plan_to_wait_is_agreed_to(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = texts(talk.turn("lawyer", text))
    assert said.startswith("Así es. Primero, que todo quede resuelto")


@pytest.mark.parametrize("tells", ["mi cuñado dice que ya ni se puede reabrir, ¿está en lo cierto?"])
@pytest.mark.parametrize("asks", ["no entendí. ¿mi cuñado tiene razón o no?", "no le entiendo, ¿sí o no?"])
def test_whether_somebody_is_right_is_answered_also_where_it_is_asked_again(talk, tells, asks):
    talk.turn("reopen", "la retiraron", party="respondent", status="withdrawn")
    for text in (tells, asks):
        assert texts(talk.turn("why", text)).startswith("Así es. Una queja cancelada no se vuelve a abrir")


def test_who_asks_if_it_has_to_go_first_is_told_no(talk):
    talk.turn("withdraw", "¿la quito?", **_FILED)
    text = "pero él dice que si no la quito primero no me puede regresar el dinero, ¿es verdad?"
    assert texts(talk.turn("confirm", text)).startswith("No, al revés. Primero, que todo quede resuelto")


def test_a_supposition_and_a_question_are_no_summary(talk):
    talk.turn("refile", "¿y otra?", **_FILED)
    said = talk.turn("refile", "¿Y si no la quito hasta que me pague puedo poner otra nueva, no?")
    assert not any(response.startswith("utter_claims") for response in responses(said))
    again = talk.turn("nlu_fallback", "¿puede o no puede tener razón mi socio?")
    assert not any(response.startswith("utter_claims") for response in responses(again))


def test_without_anything_the_other_can_do_nothing_more(talk):
    talk.turn("refile", "ya la retiró", party="respondent", ground="product_infringement", status="withdrawn")
    said = texts(talk.turn("confirm", "ah pará, osea que si el otro no tiene nada posta mi amigo zafa?"))
    assert said.startswith("Así es. Sin pruebas de la infracción")
