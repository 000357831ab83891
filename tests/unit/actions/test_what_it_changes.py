"""What a withdrawal changes, and for whom, is said to who asks that, and not who may withdraw."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

_IP = {"ground": "product_infringement"}


@pytest.mark.parametrize(
    "text", ["piden que la bajemos. ¿Le conviene a él?", "¿a la tienda le sirve?", "¿y qué gana el vendedor?"]
)
def test_what_the_other_party_has_of_it_is_said_of_the_other_party(talk, text):
    said = talk.turn("respondent_request", text, party="complainant", **_IP)
    assert answers(said)[-1]["verdict"] == "ip_withdrawal_irrelevant" and "no libra a la otra parte" in texts(said)


@pytest.mark.parametrize(
    "text",
    ["entonces quitar queja ayuda o no?", "¿sirve de algo que la retire?", "si ella quita la queja, ¿pierdo puntos?"],
)
def test_the_accused_are_told_what_it_changes(talk, text):
    said = talk.turn("withdraw", text, party="respondent", ground="other")
    assert answers(said)[-1]["verdict"] == "ip_withdrawal_irrelevant" and "la guía no lo dice" in texts(said)


@pytest.mark.parametrize(
    ("intent", "detail", "never"),
    [
        ("ip_withdrawal_effect", "points_back", "una página oficial dice"),
        ("ip_withdrawal_effect", "listing_back", "puntos"),
        ("ip_outcomes", "liar_punished", "Solo hay dos resultados"),
        ("where", "third_account", "usted, que la recibió, no"),
        ("duration", "until_when", "Solo la puede retirar"),
    ],
)
def test_a_detail_that_says_it_all_is_followed_by_no_verdict(talk, intent, detail, never):
    said = texts(talk.turn(intent, "¿y eso?", party="respondent", entities=[("detail", detail)], **_IP))
    assert "la guía" in said or "su propia cuenta" in said
    assert never not in said


def test_whether_it_changes_anything_is_said_before_whether_it_pays(talk):
    read = [("detail", "pay_for_withdrawal")]
    said = texts(
        talk.turn("ip_withdrawal_effect", "si le pago y la quita, ¿me salvo?", party="respondent", entities=read, **_IP)
    )
    assert said.index("no libra de los puntos") < said.index("Si conviene pagar")


@pytest.mark.parametrize(
    ("intent", "text", "party", "says"),
    [
        ("withdraw", "¿avisan al dueño de la cuenta cuando la quitas?", "complainant", "al dueño de la cuenta"),
        ("withdraw", "tengo su clave, ¿puedo entrar yo?", "complainant", "la clave de otra persona"),
        ("ip_outcomes", "¿me van a castigar a mí o al proveedor?", "respondent", "De castigar a otra persona"),
        ("ip_withdrawal_effect", "si la retira, ¿mi foto vuelve?", "respondent", "Si el anuncio vuelve"),
    ],
)
def test_what_is_named_in_so_many_words_is_answered(talk, intent, text, party, says):
    assert says in texts(talk.turn(intent, text, party=party))


@pytest.mark.parametrize("kind", [{}, {"kind": "complaint"}])
@pytest.mark.parametrize("party", [{}, {"party": "complainant"}])
def test_whoever_is_told_when_it_can_be_withdrawn_hears_what_comes_first(talk, kind, party):
    assert "con todo resuelto antes" in texts(talk.turn("withdraw", "¿se puede retirar?", **kind, **party))


def test_whether_to_wait_depends_on_what_is_left_to_settle(talk):
    read = [("detail", "leave_it")]
    said = texts(talk.turn("before_withdrawing", "¿espero o la quito ya?", party="complainant", entities=read))
    assert "Si queda algo por arreglar, espere" in said and "con todo resuelto, puede retirarla antes" in said
