"""Who asks once more: whether what they put to us is right, and what they asked."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, put, texts

_FILED = {"party": "complainant", "status": "in_process"}
_SUM = "O sea: [la quito desde mi cuenta](i_can_withdraw) y [luego no puedo poner otra](no_refile). ¿Voy bien?"


@pytest.mark.parametrize(
    "text",
    [
        "no pregunté de plazos. ¿Mi resumen es correcto o no?",
        "¿pero sí lo he entendido bien, o no?",
        "no me contestó, ¿está bien lo que puse?",
        "so quero saber se meu resumo ta certo",
    ],
)
def test_who_asks_whether_their_sum_is_right_hears_that_of_it(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED, evidence="no")
    judged = texts(put(talk, "confirm", _SUM))
    assert texts(talk.turn("confirm", text)).split("\n")[0] == judged.split("\n")[0]


def test_who_asks_whether_a_claim_is_right_hears_that_of_it(talk):
    talk.turn("ip_outcomes", "¿me castigan?", party="respondent", ground="image_theft")
    talk.turn("confirm", "o sea que si él la retira me sancionan igual, ¿verdad?", {"ip_withdrawal_effect": 0.3})
    said = talk.turn("ip_outcomes", "sí, pero ¿lo que dije es así o no?")
    assert answers(said)[-1]["verdict"] == "ip_withdrawal_irrelevant"


def test_who_did_not_understand_a_word_asks_of_no_sum(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED, evidence="no")
    put(talk, "confirm", _SUM)
    assert answers(talk.turn("rephrase", "no entendí bien"))[0]["topic"] == "rephrase"


def test_of_a_word_that_was_just_explained_something_else_is_asked(talk):
    talk.turn("meaning", "¿qué es procesada?", term="procesada")
    text = "¿procesada es que gané o que perdí?"
    said = talk.turn(
        "meaning", text, entities=[("detail", "who_won")], term="procesada", said={"procesada": "procesada"}
    )
    assert "no a favor de quién" in texts(said)


@pytest.mark.parametrize("text", ["pero eso no responde mi pregunta", "eso no es lo que yo pregunté"])
def test_who_only_rejects_is_asked_and_no_noise_is_answered(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    assert answers(talk.turn("correction", text, {"appeal": 0.03}))[0]["topic"] == "correction"


def test_a_machine_is_asked_for_in_portuguese_too(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **_FILED)
    said = talk.turn("portuguese", "nao era isso, perguntei se vc é robo ou pessoa")
    assert "asistente automático" in texts(said)
