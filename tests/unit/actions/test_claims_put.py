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
