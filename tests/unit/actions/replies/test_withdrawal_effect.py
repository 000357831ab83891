"""What a withdrawal changes, and for whom, is said to who asks that, and not who may withdraw."""

from __future__ import annotations

import pytest

from actions.reading.asked_in_words import meant_by_words
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts

_IP = {"ground": "product_infringement"}


@pytest.mark.parametrize(
    ("party", "text"),
    [
        ("complainant", "piden que la bajemos. ¿Le conviene a él?"),
        ("complainant", "¿y qué gana el vendedor?"),
        ("respondent", "entonces quitar queja ayuda o no?"),
        ("respondent", "si ella quita la queja, ¿pierdo puntos?"),
    ],
)
def test_what_it_changes_is_said_of_whom_it_changes_it_for(talk, party, text):
    said = talk.turn("withdraw", text, party=party, **_IP)
    assert answers(said)[-1]["verdict"] == "ip_withdrawal_irrelevant"
    assert ("no libra a la otra parte" in texts(said)) == (party == "complainant")


@pytest.mark.parametrize(
    ("intent", "detail", "never"),
    [
        ("ip_withdrawal_effect", "points_back", "una página oficial dice"),
        ("ip_withdrawal_effect", "listing_back", "puntos"),
        ("ip_outcomes", "liar_punished", "Solo hay dos resultados"),
        ("where", "third_account", "usted, que la recibió, no"),
        ("withdraw", "until_when", "Solo la puede retirar"),
    ],
)
def test_a_detail_that_says_it_all_is_followed_by_no_verdict(talk, intent, detail, never):
    assert never not in texts(talk.turn(intent, "¿y eso?", party="respondent", entities=[("detail", detail)], **_IP))


@pytest.mark.parametrize(
    ("intent", "text", "party", "says"),
    [
        ("withdraw", "¿avisan al dueño de la cuenta cuando la quitas?", "complainant", "al dueño de la cuenta"),
        ("withdraw", "tengo su clave, ¿puedo entrar yo?", "complainant", "la clave de otra persona"),
        ("ip_outcomes", "¿me van a castigar a mí o al proveedor?", "respondent", "De castigar a otra persona"),
        ("ip_withdrawal_effect", "si la retira, ¿mi foto vuelve?", "respondent", "Si el anuncio vuelve"),
        ("withdraw", "¿la puedo retirar?", "complainant", "con todo resuelto antes"),
    ],
)
def test_what_is_named_in_so_many_words_is_answered(talk, intent, text, party, says):
    assert says in texts(talk.turn(intent, text, party=party))


def test_whether_it_changes_anything_is_said_before_whether_it_pays(talk):
    read = [("detail", "pay_for_withdrawal")]
    said = texts(talk.turn("ip_withdrawal_effect", "si pago, ¿me salvo?", party="respondent", entities=read, **_IP))
    assert said.index("no libra de los puntos") < said.index("Si conviene pagar")


_MEANT = {
    "complainant": ["¿al vendedor le sirve que la quite?", "¿le cambia algo a él?", "¿qué gana ella?"],
    "respondent": [
        "si la quita, ¿cambia algo?",
        "¿si la retira me ayuda?",
        "si el cliente quitar, ¿me sacan el punto?",
    ],
}
_NOT_MEANT = {
    "complainant": [
        "Creo que gana el vendedor, ¿la retiro?",
        "Parece que gana la tienda, ¿me conviene retirarla?",
        "Le ayudo al vendedor a quitar la foto, ¿y luego la retiro?",
        "Le cambio al vendedor el bolso, ¿la quito?",
        "Ya sé que gana él, ¿la quito?",
        "¿Le sirve a la tienda mi factura?",
    ],
    "respondent": [
        "¿La retira si se cambia el anuncio?",
        "¿La quita si me cambia el producto?",
        "¿La quita y se cambia de tienda?",
        "La retira, cambia el precio, ¿y?",
        "¿La retira, si eso ayuda a vender?",
        "Estoy a punto de vender la tienda, si el cliente la cancela, ¿me avisan?",
        "Si el cliente cancela la queja hoy, ¿a qué punto del menú va?",
        "Me descontaron un punto, ¿así puedo yo retirar la queja?",
        "Saqué un punto de la lista. Si la cancela, ¿me avisan?",
        "¿Si la quita, en qué punto queda?",
    ],
}


@pytest.mark.parametrize("meant", ["ip_withdrawal_effect", None])
@pytest.mark.parametrize("party", _MEANT)
def test_only_what_a_withdrawal_changes_is_meant(party, meant):
    known, said = project_knowledge(), (_MEANT if meant else _NOT_MEANT)[party]
    asked = known.asked_in_words.at_first
    assert [t for t in said if meant_by_words(known, asked, "withdraw", t, {}, {"party": party}) != meant] == []
