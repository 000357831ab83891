"""Who asks for the last answer in simpler words."""

from __future__ import annotations

from tests.unit.actions.simulation import put, texts

_FILED = {"party": "complainant", "status": "in_process"}


def test_said_more_simply_a_detail_comes_first_and_in_other_words(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    text = "¿le vale a Alibaba un poder?"
    detail = texts(
        talk.turn(
            "withdraw", text, entities=[("detail", "representation_proof")], said={"representation_proof": "un poder"}
        )
    )
    said = texts(talk.turn("rephrase", "no entendí"))
    assert "por otra persona" in said and detail.split(".")[0] not in said


def test_said_more_simply_each_case_keeps_its_name(talk):
    talk.turn(
        "withdraw",
        "tengo una cerrada y otra abierta, ¿cuál quito?",
        entities=[("second_case", "status=in_process")],
        status="processed",
    )
    said = texts(talk.turn("rephrase", "no me quedó claro"))
    assert "La que ya se procesó: " in said and "La que sigue en trámite: " in said


def test_said_more_simply_the_shortest_form_comes_first(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant")
    said = [texts(talk.turn("rephrase", "no entiendo")).split("\n")[0] for _ in range(2)]
    assert said[0].startswith("Dicho más sencillo. Con pruebas de la infracción, sí se puede presentar otra")
    assert said[1] != said[0]


def test_said_more_simply_a_mere_lead_says_nothing(talk):
    talk.turn("inform", "es lo mío", party="respondent", ground="image_theft")
    talk.turn("confirm", "no puedo hacer nada, ¿verdad?")
    assert "apelar" in texts(talk.turn("rephrase", "dígalo corto"))


def test_said_more_simply_what_was_claimed_beside_comes_first(talk):
    talk.turn("inform", "es lo mío", **_FILED)
    put(talk, "confirm", "entonces, si [la quito hoy](i_can_withdraw), ¿él ya no me puede hacer nada?")
    said = texts(talk.turn("rephrase", "no entendí nada"))
    assert (
        "La guía no prevé sanción para quien presenta o retira la queja. Puede retirarla mientras siga en trámite"
        in said
    )
