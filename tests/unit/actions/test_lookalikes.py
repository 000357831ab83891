"""Patterns with messages that they are for, and with others that sound alike: a reviewer found these to be met, too."""

from __future__ import annotations

import re

import pytest

from actions.reading.phrases import normalize
from retirada.rulebook.knowledge import project_knowledge

_MEETS = {
    "one_against_them": ["tengo otra contra un vendedor que no contesta", "y tiene otra contra otro taller"],
    "mention.as_complainant": ["¿puedo poner otra?", "me copian el diseño"],
    "mention.back_to_own": ["vuelvo a la mía", "volviendo a lo mío"],
    "took_it_back": ["la de fotos la retiramos ayer", "la quité cuando me pagaron"],
    "files_one_since": ["ayer puso queja contra mí"],
    "would_not_file": ["mejor no lo denuncio"],
    "says_it_was_said": ["no me acuse, solo pregunto"],
    "mention.uses_photos": ["volvieron a subir mis fotos"],
    "mention.customer_says": ["un cliente dice que no le llegó"],
    "offers_some": ["solo tengo una foto de la feria. ¿esa sirve?"],
    "somebody_filed": ["un importador de acá puso una queja contra una tienda"],
    "complains_of_us": ["ellos me denuncian como venganza"],
    "not_filed": ["todavía no me he quejado", "todavía no he denunciado la tienda que me copia"],
    "mention.news_of_one": ["recibí un nuevo aviso de la de la marca", "me llegó otra nueva por correo"],
    "in_their_stead": ["¿la puedo quitar yo?", "¿puedo quitarla en su nombre?"],
    "represents": ["llevo la queja de una fotógrafa"],
}
_DOES_NOT_MEET = {
    "one_against_them": ["tengo otra contra el anuncio de mi tienda", "hay otra contra una tienda, de una clienta"],
    "mention.as_complainant": ["¿puedo poner otra prueba?", "me copiaron la contraseña"],
    "mention.back_to_own": ["¿cómo regreso con mi dinero?", "vuelvo a mi computadora"],
    "took_it_back": ["la de fotos la retiramos cuando pague", "la retiramos mañana"],
    "files_one_since": ["ayer puse denuncia contra ellos en la policía"],
    "would_not_file": ["¿mejor no lo denuncio?"],
    "says_it_was_said": ["le pedí que no me acuse, y lo hizo"],
    "mention.uses_photos": ["¿puedo subir mis fotos mientras?"],
    "mention.customer_says": ["hay otra contra un comprador, dice que paga"],
    "offers_some": ["solo me faltan dos documentos, ¿me alcanza?", "no tengo pruebas, solo la factura, ¿me vale?"],
    "somebody_filed": ["el lunes presento la queja por las fotos", "el otro dia ingreso un reclamo por el pedido"],
    "complains_of_us": ["hoy me denuncian por fotos, me llegó el aviso"],
    "not_filed": ["no me he quejado de la marca, solo de las fotos", "todavía no he presentado las pruebas"],
    "mention.news_of_one": ["me acaba de llegar una tercera, por fotos", "hoy me llegó un nuevo aviso por fotos"],
    "in_their_stead": ["¿puedo saber si la retiró?", "¿puedo hacer algo para que la quiten?"],
    "represents": ["llevo la queja de la semana pasada", "llevo la queja de una tienda que me estafó"],
}


@pytest.mark.parametrize("name", _MEETS)
def test_a_pattern_meets_what_it_is_for_and_nothing_that_sounds_alike(name):
    group, _, key = name.rpartition(".")
    phrases = project_knowledge().phrases
    pattern = getattr(phrases, group)[key] if group else getattr(phrases, key)
    met = {text: re.search(pattern, normalize(text)) is not None for text in _MEETS[name] + _DOES_NOT_MEET[name]}
    assert met == {text: text in _MEETS[name] for text in met}
