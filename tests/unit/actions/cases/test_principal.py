"""Whom a message is written for: who only types, whom an agent acts for, who the parties of the case at hand are."""

from __future__ import annotations

import pytest

from actions.reading.phrases import normalize
from actions.reading.principal import named_principal
from actions.reading.who_filed import party_told
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import put, texts

FILED, ACCUSED = "complainant", "respondent"


@pytest.fixture
def asked(talk):
    """Who asked how one that is open is withdrawn, and told nothing of the parties."""
    talk.turn("withdraw", "hay una queja en trámite, ¿se puede sacar?", kind="complaint", status="in_process")
    return talk


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("no la recibí yo, mi cuñado la puso", FILED),
        ("quien reclama es mi tía", FILED),
        ("denunció mi primo", FILED),
        ("la reclamación es de mi tía", FILED),
        ("denunciaron a mi primo", ACCUSED),
        ("yo soy la que la recibió", ACCUSED),
        ("fui yo a quien denunciaron", ACCUSED),
        ("se la pusieron a mi socia", ACCUSED),
    ],
)
def test_who_the_parties_are_in_whatever_order_it_is_said(text, party):
    told = party_told(project_knowledge(), normalize(text), None, None)
    assert told and told.party == party


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("la recibí yo, mi nieto solo teclea", None),
        ("la queja es mía, mi vecina me acompaña", None),
        ("no, mi polola no tiene nada que ver, es contra mí", None),
        ("un cliente se quejó de mi compañero de piso", "su compañero"),
        ("mi nieta no sabe nada de leyes y le pusieron una queja", "su nieta"),
        ("mi hijo solo vende fundas y lo denunciaron", "su hijo"),
        ("defiendo a un vendedor al que denunciaron", "su cliente"),
        ("represento a una señora que puso una queja", "su clienta"),
        ("soy diseñadora y denuncié a una tienda", None),
    ],
)
def test_whom_they_write_for_is_no_helper_and_nobody_who_complains(text, whom):
    assert named_principal(project_knowledge(), text) == whom


@pytest.mark.parametrize("text", ["se la pusieron a mi jefa", "mi jefa la recibió", "a mi jefa la denunciaron"])
def test_who_the_accused_is_begins_no_other_case(asked, text):
    asked.turn("inform", text, party="respondent", said={"party": "la"})
    assert not asked.slots["cases"] and asked.slots["principal"] == "su jefa"
    assert asked.slots["status"] == "in_process"


def test_a_further_one_is_still_another_case(asked):
    said = asked.turn("inform", "a mi jefa le pusieron una por fotos", party="respondent", ground="image_theft")
    assert "Hablamos ahora" in texts(said) and asked.slots["cases"]


def test_who_filed_the_one_at_hand_after_all_is_put_right(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant", status="in_process")
    talk.turn("inform", "en realidad la puso mi socio", party="complainant", said={"party": "la puso"})
    assert not talk.slots["cases"] and talk.slots["principal"] == "su socio"


def test_it_is_theirs_after_all(talk):
    talk.turn("withdraw", "a mi polola le pusieron una queja", party="respondent")
    text = "no, mi polola no tiene nada que ver, me la pusieron a mí"
    talk.turn("correction", text, party="respondent", said={"party": "me la pusieron"})
    assert talk.slots["principal"] is None


def test_whom_they_write_for_stays_while_nothing_else_is_said(talk):
    talk.turn("withdraw", "a mi nieta le pusieron una queja", party="respondent")
    talk.turn("refile", "¿la pueden volver a denunciar?", party="respondent", said={"party": "denunciar"})
    assert talk.slots["principal"] == "su nieta"


def test_who_asks_for_them_to_be_asked_for_is_no_other_party(talk):
    text = "mi jefa me pidió que averigüe: le pusieron un reclamo"
    said = talk.turn("inform", text, party="respondent", said={"party": "le pusieron"})
    assert talk.slots["principal"] == "su jefa" and "contra usted" not in texts(said)


def test_what_comes_to_who_acts_for_them_is_of_the_same(talk):
    talk.turn("withdraw", "represento a una empresa a la que denunciaron", party="respondent")
    said = talk.turn("ip_notice", "me llegó el aviso", party="respondent", said={"party": "me llegó"})
    assert talk.slots["principal"] == "su cliente" and "lo corrijo" not in texts(said)


def test_a_relative_who_is_only_mentioned_did_not_file_what_the_person_filed(talk):
    talk.turn("withdraw", "¿la retiro?", party="complainant")
    text = "¿qué hago con mi hijo? ¿Me puede pasar algo por haberlo reportado?"
    said = talk.turn("ip_outcomes", text, party="complainant", said={"party": "reportado"})
    assert talk.slots["principal"] is None and "lo corrijo" not in texts(said)


def test_what_a_relative_put_for_the_person_is_no_complaint_of_theirs(talk):
    talk.turn("withdraw", "¿la retiro?", party="complainant")
    text = "¿qué es Taobao? yo entro por una página que me puso mi hijo"
    talk.turn("meaning", text, party="complainant", said={"party": "puso"})
    assert talk.slots["principal"] is None


def test_for_whom_one_speaks_is_no_correction_where_something_else_is_asked(talk):
    talk.turn("appeal", "soy abogada y represento a una tienda, ¿cabe recurso?", party="respondent")
    said = talk.turn("respond_deadline", "mi clienta recibió el aviso ayer, ¿qué plazo tiene?", party="respondent")
    assert "lo corrijo" not in texts(said)


def test_who_writes_for_the_accused_is_not_who_received_it(talk):
    talk.turn("withdraw", "a mi papá le pusieron una queja, ¿la puede quitar?", party="respondent")
    said = texts(put(talk, "confirm", "entonces [él la puede quitar](i_can_withdraw), ¿no?"))
    assert "Quien la recibió no puede retirarla" in said


_MAY_I = "De que lo haga otra persona en su nombre"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("un importador cliente mío presentó una queja, ¿puedo retirarla yo?", "su cliente"),
        ("soy despachante, un comprador de acá puso un reclamo a una fábrica, ¿lo puedo retirar yo?", "su cliente"),
        ("la exportadora para la que trabajo denunció a un vendedor, ¿puedo retirarla yo?", "esa persona"),
        ("mi suegra puso una queja, ¿se la puedo quitar yo?", "su suegra"),
    ],
)
def test_who_filed_it_is_not_the_person_who_asks_for_them(talk, text, whom):
    said = texts(talk.turn("withdraw", text, party="complainant", said={"party": "p"}))
    assert talk.slots["principal"] == whom and said.startswith(_MAY_I) and "Usted puede" not in said


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("la firma llegó a un arreglo con el vendedor al que había denunciado. ¿La quita?", FILED),
        ("ella se arregló con la tienda que había reportado. ¿La saca?", FILED),
        ("pactó con el comercio contra el que se había quejado. ¿La retira?", FILED),
        ("habló con la tienda que había denunciado a mi primo. ¿La retira?", ACCUSED),
    ],
)
def test_with_whom_one_settles_that_one_accused_is_the_other_party(talk, text, party):
    word = next(word for word in ("denunciado", "reportado", "quejado") if word in text)
    talk.turn("withdraw", text, party=ACCUSED, said={"party": word})
    assert talk.slots["party"] == party


@pytest.mark.parametrize(
    "text",
    [
        "puse una queja, ¿la puedo quitar yo?",
        "mi tienda puso una queja, ¿la puedo quitar?",
        "el lunes presento la queja por las fotos, ¿la puedo quitar?",
        "la empresa presentó una queja contra quien nos copia, ¿la puedo quitar?",
        "un importador presentó una queja a mi nombre, ¿la puedo quitar?",
    ],
)
def test_who_filed_it_may_withdraw_it(talk, text):
    words = {"party": "pus" if "pus" in text else "present"}
    assert _MAY_I not in texts(talk.turn("withdraw", text, party="complainant", said=words))
    assert talk.slots["principal"] is None


@pytest.mark.parametrize("text", ["¿cómo la puedo quitar?", "la puse yo por ella, ¿la puedo quitar?"])
def test_who_asks_how_or_filed_it_does_not_ask_whether_they_may(talk, text):
    talk.turn("withdraw", "mi suegra puso una queja, ¿se puede quitar?", party="complainant", said={"party": "puso"})
    assert _MAY_I not in texts(talk.turn("withdraw", text))


@pytest.mark.parametrize(
    ("told", "status"),
    [("mi marido puso la queja con mi cuenta", None), ("mi marido puso la queja, ya la cerraron", "processed")],
)
def test_from_ones_own_account_or_of_a_closed_one_it_is_no_question_of_another(talk, told, status):
    stated = {"party": "complainant", **({"status": status} if status else {})}
    words = {"party": "puso", **({"status": "cerraron"} if status else {})}
    talk.turn("inform", told, said=words, **stated)
    assert _MAY_I not in texts(talk.turn("withdraw", "¿la puedo quitar yo?"))


def test_who_speaks_for_a_firm_that_filed_it_is_not_accused(talk):
    text = "soy el contador de una empresa que puso una queja, ¿se puede quitar?"
    talk.turn("withdraw", text, party="complainant", said={"party": "puso"})
    talk.turn(
        "withdraw",
        "yo no la presenté, la presentó la empresa, ¿la quito?",
        party="complainant",
        said={"party": "la presentó"},
    )
    assert talk.slots["party"] == "complainant"


def test_a_threat_is_no_complaint_against_the_person(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant")
    talk.turn("respondent_request", "la tienda dice que me va a denunciar si no la quito")
    text = "ellos me denuncian como venganza, ¿hay peligro?"
    talk.turn("ip_outcomes", text, party="respondent", said={"party": "me denuncian"})
    assert talk.slots["party"] == "complainant"
    talk.turn("correction", "contra mí nada", party="respondent", said={"party": "contra mí"})
    assert talk.slots["party"] == "complainant"
    talk.turn("correction", "no, a mí me denunciaron", party="respondent", said={"party": "me denunciaron"})
    assert talk.slots["party"] == "respondent"
    talk.turn("inform", "no tengo nada contra mi cliente")
    assert talk.slots["party"] == "respondent"


def test_what_they_threaten_with_is_over_something_of_its_own_until_it_comes(talk):
    talk.turn("withdraw", "puse una queja, ¿la quito?", party="complainant")
    talk.turn("respondent_request", "la tienda dice que me va a denunciar si no la quito")
    told = {"party": "respondent", "ground": "product_infringement"}
    words = {"party": "me denuncian", "ground": "marca"}
    talk.turn("inform", "me denuncian por marca, es mentira", said=words, **told)
    assert (talk.slots["party"], talk.slots["ground"]) == ("complainant", None)
    talk.turn("respondent_request", "la tienda dice que me va a denunciar")
    talk.turn("inform", "hoy me denuncian por marca, me llegó el aviso", said=words, **told)
    assert talk.slots["party"] == "respondent"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("mi sobrina vende ropa y un chino le hizo un informe, ¿ella lo puede sacar?", "respondent"),
        ("mi papá tiene una tienda y un señor lo denunció, ¿se puede quitar?", "respondent"),
        ("mi hija le compró a un chino y le hizo un informe, ¿lo saca?", None),
    ],
)
def test_whoever_did_it_to_a_relative_filed_it(talk, text, party):
    talk.turn("withdraw", text)
    assert talk.slots["party"] == party
