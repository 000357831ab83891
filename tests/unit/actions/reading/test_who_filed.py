"""Who complained, and of whom, in whatever form a message says it."""

from __future__ import annotations

import pytest

from actions.reading.phrases import normalize, without_questions
from actions.reading.who_filed import party_told
from retirada.rulebook.knowledge import project_knowledge

FILED, ACCUSED = "complainant", "respondent"


def told(text: str, speaks_for: str | None = None) -> str | None:
    written = normalize(without_questions(text))
    found = party_told(project_knowledge(), written, speaks_for, speaks_for is not None)
    return found.party if found else None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("No es nuestra la queja, la presentó la otra empresa. ¿Podemos hacer algo?", ACCUSED),
        ("la reclamación no la puse yo, la recibió mi empresa", ACCUSED),
        ("la queja la recibí yo", ACCUSED),
        ("nosotros somos los acusados, no los que se quejan", ACCUSED),
        ("ella es la que se quejó", ACCUSED),
        ("los que se quejaron fueron ellos", ACCUSED),
        ("quien puso la reclamación fue la marca", ACCUSED),
        ("quien puso la reclamación fui yo", FILED),
        ("no la pusimos nosotros, nos la pusieron", ACCUSED),
        ("que no la puse yo", ACCUSED),
        ("la queja no la hice yo, la hizo el cliente", ACCUSED),
        ("no fui yo que hice la queja", ACCUSED),
        ("la denuncia fue presentada por el fabricante", ACCUSED),
        ("a mí me denunciaron", ACCUSED),
        ("mi clienta me denunció", ACCUSED),
        ("usted supone que la puse yo. Fue el comprador.", ACCUSED),
        ("la queja no es mía", ACCUSED),
        ("fuimos nosotros quienes la presentamos", FILED),
        ("la denuncia fue interpuesta por nosotros contra la tienda", FILED),
        ("no somos los acusados, somos los denunciantes", FILED),
        ("no fue contra mí, sino que la puse yo", FILED),
        ("la vendedora es la denunciada", FILED),
        ("yo soy la parte reclamante", FILED),
        ("la parte acusada somos nosotros", ACCUSED),
        ("la otra parte es la reclamante", ACCUSED),
        ("mi ex socio denunció mi tienda", ACCUSED),
        ("wey me reportaron mi tienda", ACCUSED),
        ("la reportó mi tienda", FILED),
        ("no, queja puse yo", FILED),
        ("en la queja puse las fotos", None),
        ("quien denuncia no es el titular de la marca", None),
        ("no hice la denuncia en la policía", None),
        ("las fotos las hice yo", None),
        ("yo no reclamé de mala fe, la que miente es la tienda", None),
        ("nosotros no pusimos ninguna queja falsa", None),
        ("no la presenté por molestar", None),
        ("no denuncié sin motivo", None),
        ("yo no denuncié, denunció la tienda", ACCUSED),
        ("nosotros no pusimos ninguna queja", ACCUSED),
        ("no la presenté yo, es falsa", ACCUSED),
    ],
)
def test_who_filed_it_is_read_in_any_form(text, party):
    assert told(text) == party


@pytest.mark.parametrize(
    ("text", "whom", "party"),
    [
        ("mi prima es la que se quejó", "su prima", FILED),
        ("mi hija denunció a la tienda", "su hija", FILED),
        ("no la puso él, fui yo", "su hijo", FILED),
        ("fue presentada contra ella", "su hija", ACCUSED),
        ("él no se quejó de nadie", "su marido", ACCUSED),
        ("la recibió ella, no la puso", "su hija", ACCUSED),
    ],
)
def test_what_is_said_of_whom_one_speaks_for_is_theirs(text, whom, party):
    assert told(text, whom) == party


@pytest.mark.parametrize(
    "text",
    [
        "si la puso la otra empresa",
        "el vendedor no me contesta",
        "no me presentó pruebas",
        "el cliente me puso una mala calificación",
        "el vendedor se puso bravo",
        "el diseño es mío",
        "no me acusaron de copiar fotos",
        "tengo una queja contra un vendedor",
        "mi reclamo está en trámite",
        "fue el comprador",
    ],
)
def test_other_sentences_say_nothing_of_it(text):
    assert told(text) is None


@pytest.mark.parametrize("text", ["a él lo acusaron de copiar gorras", "ella es la denunciante"])
def test_of_whom_nobody_knows_it_tells_nothing(text):
    assert party_told(project_knowledge(), normalize(text), None, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "un cliente presentó una reclamación porque llegó rota. ¿Podemos retirarla nosotros?",
        "una compradora de Lima puso un reporte, lo puedo quitar yo?",
        "mi competidor metió una denuncia falsa",
        "hay una queja de una clienta por la demora",
    ],
)
def test_what_somebody_else_filed_is_against_the_person(talk, text):
    talk.turn("withdraw", text, party="complainant", said={"party": text.split()[-1]})
    assert talk.slots["party"] == "respondent" and talk.slots["principal"] is None


@pytest.mark.parametrize(
    "text",
    [
        "un cliente mío presentó una queja contra un vendedor",
        "soy abogada, un cliente presentó una queja",
        "un cliente presentó una queja y quiere retirarla",
        "un cliente presentó una queja contra un vendedor",
    ],
)
def test_who_acts_for_a_customer_speaks_for_who_filed_it(talk, text):
    talk.turn("withdraw", text, party="complainant", said={"party": "presentó"})
    assert talk.slots["party"] == "complainant" and talk.slots["principal"] == "su cliente"


@pytest.mark.parametrize(
    "text",
    [
        "me ofrecen 200 por retirar la queja, ¿acepto?",
        "nos pagan el doble si quitamos la denuncia",
        "si saco el reclamo me manda otro",
    ],
)
def test_who_is_paid_for_a_withdrawal_filed_it(talk, text):
    talk.turn("respondent_request", text)
    assert talk.slots["party"] == "complainant"
