"""What is said back to us about our last reply: that nothing is left, that it was no yes and no no, that it is lost."""

from __future__ import annotations

import pytest

from actions.turn.sentences import each_once
from tests.unit.actions.simulation import answers, put, texts

ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.mark.parametrize("text", ["pero entonces nada sirve??", "borrar no, escribir tampoco. ¿Entonces qué sirve?"])
def test_what_is_left_is_said_to_who_finds_that_nothing_works(talk, text):
    talk.turn("ip_remove_listing", "¿borro el producto?", **ACCUSED)
    assert "apelar" in texts(talk.turn("confirm", text, ranking={"ip_remove_listing": 0.1}))


@pytest.mark.parametrize(
    "text", ["nada de lo que usted dice me sirve", "¿y qué sirve de prueba?", "nada funciona, ¿cómo la retiro?"]
)
def test_what_only_sounds_so_asks_something_else(talk, text):
    talk.turn("ip_remove_listing", "¿borro el producto?", **ACCUSED)
    said = talk.turn("feedback", text, ranking={"ip_remove_listing": 0.1})
    assert "next_step" not in [answer["topic"] for answer in answers(said)]


@pytest.mark.parametrize("text", ["eso no es un sí ni un no", "no me diga ni sí ni no"])
def test_who_got_neither_yes_nor_no_presses_for_it(talk, text):
    talk.turn("ip_withdrawal_effect", "¿y si la retiran?", **ACCUSED)
    said = talk.turn("correction", text)
    assert [answer["verdict"] for answer in answers(said)] == ["ip_withdrawal_irrelevant"]


def test_without_the_account_it_cannot_be_withdrawn(talk):
    talk.turn("account", "no puedo entrar a mi cuenta", party="complainant")
    said = put(talk, "confirm", "o sea que si no entro [no la puedo sacar](i_cannot_withdraw), ¿no?")
    assert texts(said).startswith("Así es. Sin entrar en la cuenta")


def test_whether_all_is_lost_is_answered_once_it_is_processed(talk):
    talk.turn("inform", "la puse yo, ya la procesaron", party="complainant", status="processed")
    assert texts(talk.turn("confirm", "¿entonces ya valió?")).startswith("No, ya no puede retirarla")


def test_no_sentence_of_a_summary_is_said_twice():
    told = "Según la guía, pedirlo sirve de poco."
    assert each_once(["Puede pedir perdón. Según la guía, pedirlo sirve de poco."], told) == "Puede pedir perdón."


@pytest.mark.parametrize(("sure_of", "agrees"), [(0.45, False), (0.9, True)])
def test_what_is_hardly_read_as_a_claim_says_nothing_back(talk, sure_of, agrees):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué es?", **ACCUSED)
    text, how_sure = "ah, foto de página. pero yo ya borré el producto, rápido. no sirve??", {"reviewed_first": sure_of}
    claims = {"entities": [("claim", "reviewed_first"), ("claim", "removal_helps")], "sure": how_sure}
    said = {"reviewed_first": "página", "removal_helps": "ya borré el producto"}
    reply = texts(talk.turn("ip_remove_listing", text, said=said, **claims))
    assert ("Sí es así" in reply) == agrees
