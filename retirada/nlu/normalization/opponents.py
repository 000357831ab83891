"""Who complained of the person, or of whom they complained, is «la otra parte» once that was said: «un cliente me
denunció», later «la puso un cliente».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from retirada.unaccented import unaccented

_DETERMINER = r"(?:un[ao]?|el|la|mi|nuestr[oa]|es[ae]|est[ea]|otr[oa]|dich[oa])"
_NOUN = r"(?:ex )?[a-z]{4,}"
_SOMEBODY = rf"{_DETERMINER} (?P<who>{_NOUN})"
_TO_US = r"(?:me|nos)"
_COMPLAINT = r"(?:quejas?|denuncias?|reclamacion|reclamo|demanda|informe|reporte)"
_ACCUSED = r"(?:ha |han |habia )?(?:denunci|report|acus|demand)(?:o|aron|ado)"
_PUT = r"(?:ha |han |habia )?(?:puso|puesto|metio|metido|presento|presentado|hizo|hecho|interpuso|mando|mandado)"
_CAME = r"(?:llego|ha llegado|cayo|entro|pusieron|metieron|hicieron)"
_IS_SAID = (
    rf"\b{_SOMEBODY}(?: (?!que\b|y\b|pero\b|si\b)[a-z]+){{0,2}}? {_TO_US}"
    rf" (?:{_ACCUSED}\b|{_PUT}(?: [a-z]+){{0,2}}? {_COMPLAINT})",
    rf"\b{_TO_US} {_ACCUSED} {_SOMEBODY}\b",
    rf"\b{_TO_US} (?:{_PUT}|{_CAME})(?: [a-z]+){{0,2}}? {_COMPLAINT}(?: (?:de|por parte de))? {_SOMEBODY}\b",
)
_FILED = r"(?:puse|pusimos|presente|presentamos|hice|hicimos|meti|metimos|(?:he|hemos) (?:puesto|presentado|hecho))"
_IS_SAID_BY_US = (
    rf"\b{_FILED}(?: [a-z]+){{0,2}}? {_COMPLAINT}(?: [a-z]+){{0,2}}? (?:a|contra) {_SOMEBODY}\b",
    rf"\b(?:denuncie|denunciamos|reporte|reportamos|demande|acuse) a {_SOMEBODY}\b",
)
# What is no party, or is named for what it is of.
# fmt: off
_NOBODY = frozenset(
    {
        "queja", "denuncia", "cosa", "cuenta", "tienda", "producto", "parte", "caso", "plataforma", "pagina", "foto",
        "fotos", "marca", "patente", "alibaba", "taobao", "correo", "aviso", "notificacion", "venta", "mismo", "misma",
        "otra", "otro", "semana", "anuncio", "pedido", "empresa",
    }
)
# fmt: on
_THE_OTHER = "la otra parte"
# So named, it may be taken for whom the person speaks for: «mi vecina», «un cliente», «el cliente».
_ONES, _CUSTOMERS = r"(?:un[ao]?|mi|nuestr[oa])", frozenset({"cliente", "clienta"})


def opponents(texts: Iterable[str], party: str) -> frozenset[str]:
    """The nouns by which messages of the person name the other party: «cliente», «vecina».

    Args:
        party: what the person is, `complainant` or `respondent`.
    """
    return frozenset().union(*(_named_in(text, party) for text in texts))


@lru_cache(maxsize=10_000)  # of what was said before, asked again in each turn
def _named_in(text: str, party: str) -> frozenset[str]:
    patterns = _IS_SAID if party == "respondent" else _IS_SAID_BY_US
    return frozenset(match["who"] for said in patterns for match in re.finditer(said, unaccented(text))) - _NOBODY


def as_the_other(text: str, nouns: frozenset[str]) -> str:
    """The text with «la otra parte» in place of the nouns that name it, where they may be taken for whom the person
    speaks for; «la del cliente» may name one complaint among several, and «denuncié a un vendedor» tell of another.

    >>> as_the_other("pero la puso mi vecina", frozenset({"vecina"}))
    'pero la puso la otra parte'
    >>> as_the_other("y denuncié a un vendedor por un reloj", frozenset({"vendedor"}))
    'y denuncié a un vendedor por un reloj'
    """
    if not nouns:
        return text
    any_noun, customers = "|".join(sorted(nouns)), "|".join(sorted(nouns & _CUSTOMERS)) or "$^"
    named = rf"(?<!de )\b(?:{_ONES} (?:{any_noun})|(?:el|la) (?:{customers}))\b(?! m[ií][oa])"
    told = [match.span("who") for said in (*_IS_SAID, *_IS_SAID_BY_US) for match in re.finditer(said, unaccented(text))]
    for match in reversed(list(re.finditer(named, unaccented(text)))):
        if any(match.start() < start and end <= match.end() for start, end in told):
            continue
        text = text[: match.start()] + _THE_OTHER + text[match.end() :]
    return text
