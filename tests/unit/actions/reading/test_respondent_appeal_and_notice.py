"""What the accused ask of their own right, an appeal, the sanction and the notice; and what is refused."""

from __future__ import annotations

import pytest

from actions.reading.needs_care import would_harm
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, put, texts

_ACCUSED = {"party": "respondent", "ground": "product_infringement"}


@pytest.fixture
def accused(talk):
    talk.turn("withdraw", "¿la puede quitar?", **_ACCUSED)
    return talk


@pytest.mark.parametrize("intent", ["ip_outcomes", "meaning", "correction"])
@pytest.mark.parametrize(
    "text", ["patente es de nosotros, antes que ellos. ¿Puede ganar?", "¿prueba de qué? Tengo mi registro. ¿Me ayuda?"]
)
def test_one_s_own_right_defends_whatever_is_asked_beside(accused, intent, text):
    assert texts(accused.turn(intent, text)).startswith("Sirve para defenderse")
    assert texts(accused.turn("correction", f"no entiendo. {text}")).startswith("Ni sí ni no")


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("appeal", "¿y si pierdo la apelación?", "Qué pasa si se pierde una apelación"),
        ("next_step", "¿qué hago primero? ¿Apelar o hablarle?", "Qué conviene más o qué va primero"),
        ("appeal", "¿puedo apelar y a la vez escribirle?", "Nada dice que una cosa impida la otra"),
        ("meaning", "¿aviso y sanción son lo mismo?", "No es lo mismo"),
        ("why", "¿a quién ayuda que la retire?", "En todo caso, a la parte acusada"),
        ("ip_outcomes", "¿cuándo se descuentan los puntos?", "Cuándo se descuentan los puntos"),
        ("bot_challenge", "¿crees que recupero la tienda?", "En propiedad intelectual, la página oficial (IPP)"),
        ("ip_outcomes", "¿entonces ya perdí?", "Según la guía, el aviso significa"),
        ("ip_outcomes", "si ya me llegó el aviso, ¿ya me castigaron?", "Según la guía, el aviso significa"),
        ("confirm", "o sea que Alibaba ya decidió que yo copié, ¿no?", "Así es. Según la guía, el aviso significa"),
    ],
)
def test_it_is_answered_whatever_it_was_read_as(accused, intent, text, says):
    assert texts(accused.turn(intent, text)).startswith(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("o sea que [ya perdí](sanction_certain), ¿no?", "Todo perdido no está."),
        ("[haber retirado los pendientes no me sirvió](withdrawal_useless), ¿es así?", "Así es. Según la guía, quitar"),
        ("[si yo le escribo](can_mediate) me devuelven los puntos, ¿es cierto?", "Que se consiga con escribir"),
    ],
)
def test_a_claim_is_of_what_its_words_are(accused, text, says):
    assert texts(put(accused, "confirm", text, {"withdraw": 0.4})).startswith(says)


def test_what_is_named_both_ways_is_asked_and_not_the_answer_again(accused):
    guesses = {"ip_withdrawal_effect": 0.47, "withdraw": 0.12}
    said = accused.turn("ip_withdrawal_effect", "si la retira, ¿perdemos puntos o no perdemos puntos?", guesses)
    assert answers(said)[0]["topic"] == "ip_withdrawal_effect"


@pytest.mark.parametrize(
    "text", ["¿y si le pasan una comisión a alguien de Alibaba?", "¿le pago algo a un empleado para que la borre?"]
)
def test_a_bribe_is_refused(accused, text):
    assert texts(accused.turn("nlu_fallback", text)).startswith("No, en eso no le ayudo, y le aconsejo no hacerlo")


@pytest.mark.parametrize(
    ("text", "would"),
    [
        ("y si le digo al vendedor que le pongo 10 quejas más, ¿funciona?", True),
        ("¿hay que pagarle algo al personal de Alibaba para que medie?", False),
        ("no quiero que parezca soborno", False),
        ("el vendedor me pone 10 quejas", False),
    ],
)
def test_only_what_one_would_do_oneself_is_refused(text, would):
    assert would_harm(project_knowledge(), text) == would


@pytest.mark.parametrize(
    ("intent", "text", "says"),
    [
        ("next_step", "la va a quitar, ¿qué tiene que hacer ella?", "Solo puede retirarla quien la presentó"),
        ("withdraw", "¿cómo lo hace el cliente para quitarla?", "Solo puede retirarla quien la presentó"),
        ("next_step", "cuando la quite, ¿hago algo más?", "No tiene que hacer nada más por la retirada"),
        ("ip_withdrawal_effect", "si la retira, ¿se acaba todo?", "No tiene que hacer nada más por la retirada"),
        ("withdraw", "¿tiene sentido negociar con el reclamante el retiro?", "Según la guía sirve de poco"),
        ("order", "los chats del envío, ¿cuentan como prueba?", "muéstrelo al apelar"),
        ("ip_outcomes", "¿no puedo nada?", "Primero, guarde el aviso"),
        ("ip_notice", "¿el martes cuenta?", "Qué días cuentan"),
        ("ip_outcomes", "¿hay sanción?", "Si le llegó el aviso, según la guía Alibaba ya confirmó el problema"),
        ("next_step", "¿qué hago?", "Alibaba ya confirmó un problema"),
    ],
)
def test_what_the_other_has_to_do_and_what_the_notice_means(accused, intent, text, says):
    assert says in texts(accused.turn(intent, text))


def test_what_they_will_withdraw_is_not_withdrawn(accused):
    accused.turn("next_step", "cuando la quite, ¿hago algo más?", status="withdrawn", party="complainant")
    assert accused.slots["party"] == "respondent" and not accused.slots.get("status")


def test_who_files_no_other_claims_nothing_of_the_rule(accused):
    assert "Depende" not in texts(accused.turn("correction", "yo no voy a poner otra queja, me la pusieron a mí"))


@pytest.mark.parametrize(
    ("intent", "detail", "says"),
    [("ip_remove_listing", "before_notice", "si ya llegó el aviso"), ("where", "third_account", "va a Mi Taobao")],
)
def test_a_detail_says_what_helps_the_accused(accused, intent, detail, says):
    assert says in texts(accused.turn(intent, "¿y eso?", entities=[("detail", detail)]))
