"""Finds people's names where a message says that they are some: «me llamo…», «soy…», «mi hermana…», a signature.

Elsewhere only a usual given name is found, if it has a capital, or a usual surname behind it.
spaCy's named entities were measured as a second net: see docs/security.md.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from retirada.paths import PROJECT
from retirada.unaccented import unaccented

LISTS = PROJECT / "data" / "privacy"
MAX_WORDS = 6

# Who is called by a name, and how.
_KIN = (
    "esposo|esposa|marido|mujer|pareja|novio|novia|hijo|hija|hermano|hermana|primo|prima|tio|tia|papa|mama|padre|madre|"
    "abuelo|abuela|nieto|nieta|suegro|suegra|cunado|cunada|sobrino|sobrina|yerno|nuera|amigo|amiga|vecino|vecina|"
    "socio|socia|jefe|jefa|empleado|empleada|abogado|abogada|clienta|cliente|asesor|asesora|vendedor|vendedora|"
    "comprador|compradora|proveedor|proveedora|denunciante|reclamante|titular|representante"
)
_TITLE = (
    "don|dona|sr|sra|srta|senor|senora|senorita|lic|licenciado|licenciada|dr|dra|doctor|doctora|ing|ingeniero|ingeniera|"
    "arq|arquitecto|arquitecta|prof|profesor|profesora|abogado|abogada"
)
_SHORT_TITLE = "sr|sra|srta|lic|lcdo|lcda|dr|dra|ing|arq|abg|prof"
# After these words comes a name, whatever it looks like, unless the next word is one of no_names.txt.
_CERTAIN = re.compile(
    r"\bme (?:llamo|yamo)\b|\bmi nombre(?: completo)?(?: y apellidos?)? (?:es|son)\b|\bme presento\s*:|"
    r"\b(?:el|la|quien) que suscribe,|\bquien suscribe,|\b(?:fdo|firmado|firma)\b\.?\s*:|"
    rf"\b(?:mi|su|tu|un|una|el|la) (?:{_KIN}),? se (?:llama|yama)\b"
)
# After these a name may come, which has to look like one.
_LIKELY = re.compile(
    r"\bsuscribe\b|\bsoy(?: yo)?,?|\bmi nombre:?|\bme (?:dicen|llaman)\b|\bconocen como\b|\b(?:a|al) nombre de\b|"
    r"\b(?:les?|te) (?:habla|escribe|saluda)\b|\bhabla(?: usted con)?\b|\b(?:por|x)? ?(?:aca|aqui|aki|aka)\b,?|"
    rf"\bun[ao]? tal\b|\b(?:mi|su|tu|nuestr[oa]|un|una|el|la) (?:{_KIN})(?: es|,)?|"
    rf"\b(?:{_SHORT_TITLE})\.|\b(?:{_TITLE})\b"
)
_BEFORE_NAME = re.compile(rf"(?:el|la|un[ao]? tal|{_TITLE}|(?:{_SHORT_TITLE})\.)[ \t]+")
_CLOSING = re.compile(
    r"\b(?:atentamente|atte?|cordialmente|respetuosamente|afectuosamente|saludos?(?: cordial(?:es)?)?|gracias|"
    r"grax|grac|abrazos?|besos|bendiciones)\b[\s,.:;!\-–—]*"
)
_AFTER_NAME = re.compile(r"\s*,?\s*(?:me llamo|para servirle)\b")

# How words end that say what somebody is, not who: «Soy Vendedora…», «Soy Argentino…».
_ROLE = re.compile(
    r".*(?:d[oa]r|dora|in[oa]|tora?|ante|ente|nta|ista|er[oa]|ari[oa]|an[oa]|en[oa]|ens[ea]|es|esa|ad[oa]|id[oa]|iv[oa]|log[oa]|"
    r"graf[oa]|tic[oa]|al|uen[oa]|at[oa]|av[oa]|uel[oa]|os[oa]|ill?[oa]|cha|och[oa]|tad[oa]|ble)s?"
)
# Between the words of a name, and what they lead to even in lower case.
_CONNECTOR = re.compile(r"(?:de la|de las|de los|del|de|da|dos|van|von|y|i) ")
_CONNECTED = re.compile(
    "angeles|barca|carmen|cruz|cueva|fuente|jesus|mar|paz|pilar|rosa|rosario|santos|torre|valle|vega"
)

_SAINT = re.compile(r"(?:san|santa|santo|sao|villa|nuevo|nueva|calle|av|avenida|plaza|mercado|puerto|papa)\.? $")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class _Word(NamedTuple):
    """A word of the message: where it stands, as it is compared, and whether it has a capital that means something."""

    start: int
    end: int
    bare: str
    capital: bool


@cache
def _listed(name: str) -> frozenset[str]:
    """The words in data/privacy/`name`.txt."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def find_names(text: str) -> list[tuple[int, int]]:
    """Where people's names stand in `text`, as (start, end), in order; titles and «el», «la» are no part of them."""
    return _Message(text).names()


class _Message:
    def __init__(self, text: str) -> None:
        self._text = text
        self._bare = unaccented(text)
        # In a message all in capitals they mean nothing.
        shouted = text.isupper()
        self._words = [
            _Word(
                m.start(),
                m.end(),
                self._bare[m.start() : m.end()],
                m.group()[0].isupper() and not (shouted or m.group()[1:].isupper()),
            )
            for m in _WORD.finditer(text)
        ]
        self._at = {word.start: number for number, word in enumerate(self._words)}

    def names(self) -> list[tuple[int, int]]:
        found = [
            *(self._after(cue.end(), certain=True) for cue in _CERTAIN.finditer(self._bare) if self._is_present(cue)),
            *(self._after(cue.end(), certain=False) for cue in self._overlapping(_LIKELY)),
            *(self._signature(cue.end()) for cue in _CLOSING.finditer(self._bare)),
            *(self._alone(number) for number in range(len(self._words))),
        ]
        spans: list[tuple[int, int]] = []
        for start, end in sorted(span for span in found if span):
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
            else:
                spans[-1] = spans[-1][0], max(end, spans[-1][1])
        return spans

    def _overlapping(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """«la señora» is found in «mi madre, la señora Vidal», too."""
        found, start = [], 0
        while match := pattern.search(self._bare, start):
            found.append(match)
            start = match.start() + 1
        return found

    def _is_present(self, cue: re.Match[str]) -> bool:
        # «me llamó el vendedor».
        return "ó" not in self._text[cue.start() : cue.end()]

    def _after(self, position: int, certain: bool) -> tuple[int, int] | None:
        """The name that comes next, behind «el», «la» or a title."""
        gap = re.compile(r"[ \t]*:?\s*").match(self._bare, position)
        position = gap.end() if gap else position
        while article := _BEFORE_NAME.match(self._bare, position):
            certain, position = False, article.end()
        number = self._at.get(position)
        if number is None or not (self._may_begin(number) if certain else self._looks_like(number)):
            return None
        return self._span(number)

    def _signature(self, position: int) -> tuple[int, int] | None:
        """A name between the closing formula and the end of the message."""
        title = _BEFORE_NAME.match(self._bare, position)
        number = self._at.get(title.end() if title else position)
        if number is None or not self._looks_like(number):
            return None
        span = self._span(number)
        if re.search(r"\w", self._text[span[1] :]):
            return None
        sure = (
            self._is_given(number) or re.search(r"[,\n:]\s*$", self._text[:position]) or " " in self._text[slice(*span)]
        )
        return span if sure else None

    def _alone(self, number: int) -> tuple[int, int] | None:
        """A given name that no words announce: with a surname or a capital, on a line of its own, before «me llamo»."""
        word = self._words[number]
        if not self._is_given(number) or _SAINT.search(self._bare, 0, word.start):
            return None
        span = self._span(number)
        before, after = self._text[: span[0]].rpartition("\n")[2], self._text[span[1] :].partition("\n")[0]
        whole_line = not re.search(r"\w", before + after)
        is_sure = word.end < span[1] or (word.capital and word.bare not in _listed("places"))
        return span if is_sure or whole_line or _AFTER_NAME.match(self._bare, span[1]) else None

    def _may_begin(self, number: int) -> bool:
        return self._words[number].bare not in _listed("no_names") and len(self._words[number].bare) > 1

    def _is_given(self, number: int) -> bool:
        return self._words[number].bare in _listed("given_names")

    def _looks_like(self, number: int) -> bool:
        word = self._words[number]
        if self._is_given(number):
            return True
        return word.capital and self._may_begin(number) and not _ROLE.fullmatch(word.bare)

    def _span(self, number: int) -> tuple[int, int]:
        """From the word with this number to the last one that belongs to the same name."""
        first = last = self._words[number]
        for _ in range(MAX_WORDS - 1):
            following = self._next(last, first.capital)
            if following is None:
                break
            last = following
        return first.start, last.end

    def _next(self, word: _Word, capitals: bool) -> _Word | None:
        position = word.end
        if len(word.bare) == 1 and self._bare[position : position + 1] == ".":
            position += 1
        if self._bare[position : position + 1] != " ":
            return None
        connector = _CONNECTOR.match(self._bare, position + 1)
        number = self._at.get(connector.end() if connector else position + 1)
        if number is None:
            return None
        following = self._words[number]
        listed = following.bare in _listed("surnames") or (not connector and self._is_given(number))
        if connector and (connector.group() == "de " or following.bare in _listed("no_names")):
            return None
        if connector:
            listed = bool(_CONNECTED.fullmatch(following.bare)) or (listed and following.capital)
        elif capitals and following.capital and following.bare not in _listed("no_names"):
            return following
        return following if listed else None
