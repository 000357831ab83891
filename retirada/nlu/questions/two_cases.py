"""Whether the words of a message speak of two cases: «una cerrada y otra abierta», «una mía y otra contra mí»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Optional

SECOND_CASE = frozenset(
    {"otra", "otro", "otras", "otros", "segunda", "segundo", "2da", "2do", "dos", "2", "mia", "mio", "suya", "suyo"}
)
_OTHER = frozenset({"otra", "otro", "otras", "otros"})
_DETERMINERS = frozenset({"la", "el", "las", "los", "mi", "mis", "un", "una", "unas", "unos"})
_THEY = frozenset({"el", "ella", "ellos", "ellas"})
_ARTICLES, _OF = frozenset({"la", "el"}), frozenset({"de", "del", "contra"})
_ONE = frozenset({"una", "uno"})
_OF_ONE = re.compile(r"por|que|contra|ya|sigue|esta|\w+(?:ad[ao]|id[ao]|ert[ao]|elt[ao]|iente)")
KINDS = frozenset({"queja", "denuncia", "reclamacion", "reclamo", "demanda", "informe", "reporte"})
_OWN, _THEIRS = frozenset({"mia", "mio"}), frozenset({"suya", "suyo"})
WHOSE = _OWN | _THEIRS
_I_FILED = frozenset({"puse", "puesta", "tengo", "presente", "meti", "hice", "denuncie"})  # «y yo tengo otra puesta»
_FILED_AGAINST = frozenset(
    {"pusieron", "puso", "metieron", "metio", "presentaron", "presento", "puesto", "metido", "presentado"}
)
_HEADS = ("la", "el", "una", "uno", "otra", "otro")
# What is counted, or is another one, and no case.
# fmt: off
_NO_CASE = frozenset(
    {
        "parte", "partes", "persona", "personas", "vendedor", "vendedora", "vendedores", "empresa",
        "empresas", "tienda", "tiendas", "comprador", "compradora", "cliente", "clienta", "tipo", "senor",
        "senora", "man", "loco", "lado", "vez", "veces", "hora", "horas", "dia", "dias", "semana", "semanas",
        "mes", "meses", "ano", "anos", "pagina", "pregunta", "opcion", "cuenta", "producto", "productos",
        "foto", "fotos", "pedido", "pedidos", "cosa", "punto", "puntos", "remedio", "socio", "socios",
        "socias", "hermanos", "hermanas",
    }
)
# fmt: on
_NO_NAME = _NO_CASE | {"queja", "quejas", "denuncia", "reclamacion", "otra", "otro", "que", "momento", "hecho", "todo"}
_INFINITIVE = re.compile(r"\w{2,}[aei]r(?:l[ao]s?|me|nos|se)?")
_FILED_ANEW = frozenset({"pongo", "ponga", "pondria", "presento", "presente", "presentaria", "meto", "meta", "nueva"})
_KIND = r"(?:(?:queja|denuncia|reclamacion|reclamo|demanda|informe|reporte|mas) )*"
_HEAD = r"\b(?P<head>una|uno|un|otra|otro|la|el|esa|ese)"
# Of a word, the readers see doubled letters as one: «lego».
_FILE = (
    r"(?:puse|presente|meti|hice|abri|interpuse|pusimos|presentamos|metimos|hicimos|abrimos"
    r"|(?:he|hemos) (?:puesto|presentado|metido))"
)
_GOT = (
    r"(?:(?:me|nos) (?:pusieron|puso|metieron|metio|presentaron|presento|hicieron|hizo|mandaron|l?lego|cayo"
    r"|(?:ha|han) (?:puesto|metido|presentado|l?legado|caido))|recibi|recibimos|recibio|(?:ha|he|hemos|han) recibido)"
)
# What can come after «me llegó una»; not «un paquete roto».
_OF_A_CASE = "queja|denuncia|reclamacion|reclamo|demanda|informe|reporte|mas|por|porque|de|del|en|contra|a|y|ayer|hoy"
_WHO_FILED = {
    "complainant": (
        rf"{_HEAD} {_KIND}(?:(?:que|yo|nosotros|nosotras|le|les) )*{_FILE}\b",
        rf"(?<!no ){_FILE} (?:yo |nosotros )?(?P<head>una|otra|un|otro)\b",
        r"(?<!me )(?<!nos )(?<!le )\b(?:presento|interpuso|puso|ha (?:puesto|presentado|interpuesto)) "
        r"(?P<head>una|un|otra|otro)\b",
        rf"{_HEAD} {_KIND}(?:mi[ao]|nuestr[ao])\b",
        r"(?<!que )(?P<head>yo) (?:(?:la|lo|le|tambien|si) )*(?:denuncie|demande|reporte|acuse)\b",
    ),
    "respondent": (
        rf"{_HEAD} {_KIND}(?:que )?(?:a (?:mi|nosotros) )?{_GOT}\b",
        rf"{_HEAD} {_KIND}(?:que es |que va |es )?(?:en )?contra (?:nosotr[ao]s|mia|nuestra|mi(?! tienda))\b",
        rf"(?<!no )\b{_GOT} (?:a mi )?(?P<head>una|otra|un|otro)\b(?=$| \W| (?:{_OF_A_CASE})\b)",
        r"\b(?P<head>me|nos) (?:(?:ha|han) (?:denunciado|reportado)|(?:denunci|acus|report)(?:o|aron))\b",
    ),
}
_A_CASE = rf"(?:a mi )?(?:una?|otr[ao]) (?:{'|'.join(sorted(KINDS))})\b"
_EACH_NAMED = re.compile(rf"\b{_FILE} {_A_CASE}.*\b{_GOT} {_A_CASE}|\b{_GOT} {_A_CASE}.*\b{_FILE} {_A_CASE}")
_EACH_FILED = re.compile(
    rf"\by (?:yo|nosotros) (?:tambien )?(?:le )?{_FILE} (?:una|otra|un|otro)\b(?=$| \W| (?:{_OF_A_CASE})\b)"
)


class Filed(NamedTuple):
    """Who filed one of two cases, and the number of the token that names it."""

    party: str
    token: int


def words_for_two(norms: Sequence[str]) -> set[str]:
    """The words by which the message may speak of a second case: not «la otra parte», «dos semanas», «poner otra»,
    which is to file anew, «otro hacer», somebody else, nor «no es mía», which speaks of the only one.
    """
    # «Una por copia, cerrada, y una abierta», «una por copia, la de las fotos no»
    ones = [norm for norm, after in pairwise(norms) if norm in _ONE and _OF_ONE.fullmatch(after)]
    found = set(ones if len(ones) + len(named_cases(norms)) > 1 else ())
    for i, norm in enumerate(norms):
        *_, before = ("", *norms[:i])
        after = (*norms[i + 1 :], "")[0]
        if norm not in SECOND_CASE or after in _NO_CASE:
            continue
        if norm in WHOSE and (before not in _HEADS or norms[max(i - 3, 0) : i - 1] == ("no", "es")):
            continue
        does = _INFINITIVE.fullmatch(after) is not None
        if norm in _OTHER and (_INFINITIVE.fullmatch(before) or before in _FILED_ANEW or does):
            continue
        found.add(norm)
    return found


def named_cases(norms: Sequence[str]) -> dict[str, int]:
    """What complaints are called by → the number of its token: «la de las telas», «el de la marca», and, where the
    clause begins with it, «de las tazas (tengo pruebas)».
    """
    found: dict[str, int] = {}
    for i, norm in enumerate(norms):
        begins = norm in ("de", "del") and (i == 0 or not norms[i - 1].isalnum()) and i + 1 < len(norms)
        is_of_a_kind = norms[i + 1 : i + 2] and norms[i + 1] in KINDS  # «la queja por la copia»
        of = i if begins else i + 2 if is_of_a_kind else i + 1
        is_of = norms[of : of + 1] and (norms[of] in _OF or (is_of_a_kind and norms[of] == "por"))
        if not begins and not (norm in _ARTICLES and is_of):
            continue
        if of + 1 >= len(norms) or norms[of + 1] in _THEY:
            continue
        at = of + 1 + (norms[of + 1] in _DETERMINERS)
        if at >= len(norms) or not norms[at].isalnum():
            continue
        has_article = norms[of] == "del" or at > of + 1
        if not begins or (has_article and norms[at] not in _NO_NAME):
            found.setdefault(norms[at], at)
    return found


def filed_each(norms: Sequence[str]) -> Optional[tuple[Filed, Filed]]:
    """Who filed the first of two cases, and the second, where the words say that there are two and that the person
    filed one of them: «una que puse yo y otra que me pusieron a mí».
    """
    text = " ".join(norms)
    found: dict[str, re.Match[str]] = {}
    for party, patterns in _WHO_FILED.items():
        matches = (match for pattern in patterns for match in re.finditer(pattern, text))
        for match in sorted(matches, key=lambda match: match.start("head"))[:1]:
            found[party] = match
    if len(found) < 2:
        return None
    heads = {match["head"] for match in found.values()}
    says_two = heads & {*_OTHER, "yo"} or heads <= {"la", "el"} or "dos" in norms
    if not (says_two or _EACH_FILED.search(text) or _EACH_NAMED.search(text)):
        return None
    filed = [Filed(party, text[: match.start("head")].count(" ")) for party, match in found.items()]
    first, second = sorted(filed, key=lambda one: one.token)
    return (first, second) if first.token != second.token else None


def filed_by(norms: Sequence[str]) -> Optional[Filed]:
    """Who filed the complaint that a clause speaks of as one of two: «la mía», «la de él», «me pusieron otra»."""
    for i, norm in enumerate(norms):
        after = norms[i + 1 : i + 4]
        if norm == "yo" and "no" not in after and _I_FILED.intersection((*norms[:i][-1:], *after)):
            return Filed("complainant", i)
        if norm in ("me", "nos") and _FILED_AGAINST.intersection(after[:2]) and _OTHER.intersection(after[1:]):
            return Filed("respondent", i)
        is_named = norms[:i][-1:] and norms[i - 1] in _DETERMINERS
        is_theirs = (norm in _THEIRS and is_named) or (norm == "de" and i > 0 and not _THEY.isdisjoint(after[:1]))
        if is_theirs or (norm in _OWN and is_named):
            return Filed("respondent" if is_theirs else "complainant", i)
    return None
