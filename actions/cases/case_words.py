"""What is said of each of several cases, in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Optional

from actions.reading.entities import RETRACTED
from actions.reading.phrases import normalize
from actions.reading.tracker_state import latest_message_index
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge

_NAME = re.compile(
    r"(?:^|[.;:,?!¿] ?)(?:y )?de (?:las?|los|el) (\w{4,})"
    r"|\b(?:la|el|al|lo|esa|ese|las|los|hablo|hablaba|refiero) (?:que )?(?:(?:queja|denuncia|reclamacion|reclamo"
    r"|informe|reporte|caso|asunto|tema|clienta|cliente|compradora?|vendedora?|senora?|duen[oa]) )?"
    r"(?:de|del|contra|con|a)(?: (?:la|el|los|las|mi|un|una))? (\w{4,})"
    # «A das fotos», and «si el comprador retira la suya».
    r"|\b(?:a d(?:[ao]s?|el)|(?:la|el|mi)(?= \w+ (?:\w+ ){1,3}(?:la|el) suy[ao]\b)) (\w{4,})"
)
_TOLD = re.compile(
    r"\b(?:una|otra|uno|otro)(?: (?:queja|denuncia|reclamacion|reclamo))?(?: mas)? (?:(?:es|fue) )?"
    # «por usar mis fotos», «porque me copiaron el diseño»
    r"(?:(?P<of>por|x|de|sobre)|contra)(?: (?:[^\W\d]+[aei]r(?:me|nos|les?)? (?=(?:la|el|l[oa]s|un[oa]?s?|mis?) ))?"
    r"|que (?:(?:me|nos|les?|han|ha) )*[^\W\d]+ (?=(?:la|el|l[oa]s|un[oa]?s?|mis?) ))"
    r"(?:(?P<article>la|el|l[oa]s|un[oa]?s?|mis?) )?(?P<name>[^\W\d]{4,})",
    re.IGNORECASE,
)
_IS_FOR = re.compile(
    r"\b(?:es|era|fue|(?:queja|denuncia|reclam[oe]|denunci(?:e|o|aron))(?: (?:contra|a) (?:una?|otr[ao]|el|la) \w+)?)"
    r" por (?P<article>una?|un[oa]s|el|la|l[oa]s) (?P<name>[^\W\d]{4,})"
)
# «Por copiar mi marca», «contra un taller de mochilas».
_OVER = re.compile(r"\b(?:por|x|porque|contra|(?:denunci|report|demand|acus)(?:e|o|amos|aron) al?) ((?:\w+ ){0,6}\w+)")
_FILED_OVER = re.compile(
    r"\b(?:quejas?|denuncias?|denunci\w+|reclam\w+|report\w+|demand\w+|informe|una|otr[ao])\b[^.;:?!]{0,40}?"
    r"\b(?:por|x|porque|contra) ((?:\w+ ){0,8}\w+)"
)
_A_THING = re.compile(
    r"(?:^(?!\w+r\b|mal\b)|\b(?:un[ao]?s?|el|l[ao]s?|mis?|sus?|del?|al|\w{3,}[aei]r(?:me|nos)?) )"
    r"(?=((?!unos|unas)\w{4,}))"
)
_PARTY = re.compile(
    r"\b(?:(?:denunci|report|demand|acus)(?:e|amos|o) (?:al?)|contra|de un|de una)"
    r" (?:(?:un[ao]?|el|la|mi|otr[ao]) )?(\w{4,})"
    r"|\b(?:un[ao]?|el|la|mi|otr[ao]) (\w{4,}) (?:\w+ ){0,2}?(?:me|nos) (?:denunci|report|demand|acus|pus|met|present)"
)
_OF_TWO = re.compile(  # «dos quejas contra una fábrica»
    r"\b(?:dos|2|ambas|ambos) \w+ (?:contra|al?|por|de) (?:(?:una?|el|la|l[oa]s|mi|mism[oa]|otr[oa]) )*(\w{4,})"
)
_OF_ANY = re.compile(
    r"(?:vend|comprad|proveed|tiend|client|empres|queja|denunci|reclam|report|inform|alibaba|taobao|plataforma|pagina)\w*"
)
_OF = {"un": "del", "el": "del", "una": "de la", "la": "de la", "unos": "de los", "unas": "de las"}
_CALLED = re.compile(
    r"\b(?:la|el|lo|al|esa|ese) ((?:de(?: (?:las?|los|el))?|del|contra (?:el|las?|los)) (\w{4,})(?: intelectual)?)\b",
    re.IGNORECASE,
)
_WITH_ARTICLE = re.compile(r"\b(?:l[ao]s?|el|un[oa]?s?|mis?|sus?) (?=(\w+))")
_A_PARTY = re.compile(r"client|comprador|vendedor|proveedor|tienda|senor|duen")
_PLURAL = ("as", "es", "os")
_LONG = 5  # letters: «gas» is no plural
_NO_NAMES = (
    *("otra", "otro", "primera", "primero", "segunda", "segundo", "principio", "final", "caso", "queja"),
    *("robo", "venta", "falta", "servicio", "error", "culpa", "mala", "mejor"),
    *("misma", "mismo", "supuesta", "supuesto", "presunta", "presunto", "poca", "poco", "dias"),
    *("ella", "ellas", "ellos", "antes", "abajo", "arriba", "nosotras", "nosotros", "siempre", "ustedes"),
)
_CLAUSE_END = re.compile(r"[.,;:]|\by\b")
_ANOTHER = re.compile(r"\W*(?:(?:con|en|de|a|por) )?(?:la |el )?(?:otr[ao]|segund[ao])\b(?! (?:vez|parte|tienda))")


def words(text: str) -> list[str]:
    """The words of four letters and more, in lower case and without accents; of a plural, the one thing, too: «una por
    unas cremas» is called «la de la crema».

    >>> words("La de Disney, por copias")
    ['copia', 'copias', 'disney']
    """
    said = set(re.findall(r"\w{4,}|\d+|\bman\b", normalize(text)))
    things = (word for word in said if word.endswith(_PLURAL) and len(word) >= _LONG and not _OF_ANY.match(word))
    return sorted(said | {thing[:-1] for thing in things})


def words_of_case(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> list[str]:
    """What was said of the case under discussion, but for the latest message and what was said of another first."""
    said: set[str] = set()
    for event in reversed(turn.tracker.events[: latest_message_index(turn.tracker)]):
        if event["event"] == "slot" and event["name"] == "case_words":
            break
        if event["event"] == "user":
            said.update(words(event.get("text") or ""))
    return sorted({*(turn.get("case_words") or []), *new_words(said, cases)})


def new_words(said: Collection[str], cases: list[Optional[dict[str, Any]]]) -> set[str]:
    """Of these words, those that were said of none of the cases kept."""
    return set(said).difference(*(case.get("words") or [] for case in cases if case))


def said_of_both(turn: Turn) -> tuple[str, str]:
    """Of a message that tells of two cases, what it says of the first, and of the second."""
    text = turn.reading.text
    starts = [
        e["start"]
        for e in turn.tracker.latest_message.get("entities", [])
        if e["entity"] == "second_case" and "start" in e and not e["value"].endswith(f"={RETRACTED}")
    ]
    before = text[: min(starts, default=0)]
    heads = [match.start() for match in _NAME.finditer(before.lower())]
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    # «En la de la marca, no tenemos prueba» is all of the second.
    cut = heads[-1] if len(heads) > 1 else ends[-1] if ends else 0
    return text[:cut], text[cut:]


def words_of_both(turn: Turn) -> tuple[list[str], list[str]]:
    """Of a message that tells of two cases, the words that it says of the first, and of the second: it may come back to
    the first, «una por copia y otra por el envío; la de la copia sigue y la del envío no».
    """
    text, cut = turn.reading.text, len(said_of_both(turn)[0])
    said: tuple[list[str], list[str]] = ([], [])
    second, start, called, tells_first = False, 0, names_in(normalize(text)), True
    told = ((e["start"], e["entity"] == "second_case", str(e["value"])) for e in telling_apart(turn))
    of_second = {start: is_second and not value.endswith(f"={RETRACTED}") for start, is_second, value in told}
    for end in sorted({*(match.end() for match in _CLAUSE_END.finditer(text)), cut, len(text)} - {0}):
        clause = text[start:end]
        second = second or start == cut or _ANOTHER.match(normalize(clause)) is not None
        tells = next((of_it for at, of_it in of_second.items() if start <= at < end), None)
        second = second if tells is None else tells
        if names := names_in(normalize(clause)):
            if tells is False and tells_first and not names.isdisjoint(said[1]) and names.isdisjoint(said[0]):
                said = (said[1], said[0])  # «una contra Ana y otra contra Luis. Con el de Luis ya, con el otro no»
            is_next = len(called) == 2 and not called.isdisjoint(said[0])  # «el del reloj y el de las gafas»
            second = names.isdisjoint(said[0]) and (second or is_next or not names.isdisjoint(said[1]))
        said[second].extend(words(clause))
        tells_first = tells_first and tells is None
        start = end
    return said


def telling_apart(turn: Turn) -> list[dict[str, Any]]:
    """The entities that say of one of two cases what is not so of the other."""
    told = [e for e in turn.tracker.latest_message.get("entities", []) if "start" in e]
    facts = turn.reading.second_case
    return [e for e in told if e["entity"] in facts or e["entity"] == "second_case"]


def names_in(text: str) -> set[str]:
    """What cases are called by in the text, as `normalize` writes it: «la de las tazas», «el cliente de las tazas»."""
    return {match[1] or match[2] or match[3] for match in _NAME.finditer(text)}.difference(_NO_NAMES)


def words_of_all(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> list[Collection[str]]:
    """What was said of each case, but for what is so of all of them."""
    here: list[str] = [] if turn.get("of_all_cases") else words_of_case(turn, cases)
    said = [case.get("words") or [] if case else here for case in cases]
    return [words for words, case in zip(said, cases, strict=True) if case or not turn.get("of_all_cases")]


def names_of_each(turn: Turn, said: Sequence[Collection[str]]) -> list[str]:
    """What the person called each case, by a word that was said of no other: «la de las botas»; empty where not each
    was called so.
    """
    told = turn.written
    # «Lo del poco efecto» names a matter.
    found = (match for text in told for match in _CALLED.finditer(text) if not match[0].lower().startswith("lo "))
    called = [(_as_named(match[1]), match[2]) for match in found]
    counted = (m for text in told for m in _TOLD.finditer(text) if (m["article"] or "").lower() in _OF and m["of"])
    called += [(f"{_OF[match['article'].lower()]} {_as_named(match['name'])}", match["name"]) for match in counted]
    called += [(f"de {m['name']}", m["name"]) for text in told for m in _TOLD.finditer(text) if _is_whose(m)]
    names: list[str] = []
    for number, of_it in enumerate(said):
        others = {word for other, others in enumerate(said) if other != number for word in others}
        own = (f"la {of}" for of, name in called if normalize(name) in set(of_it).difference(others, _NO_NAMES))
        names.extend(next(([name] for name in own), []))
    return names if len(names) == len(said) else []


def _is_whose(told: re.Match[str]) -> bool:
    """«Una de Kappa» is called «la de Kappa»."""
    return told["of"] == "de" and told["article"] is None


def _as_named(name: str) -> str:
    return name.lower() if name.isupper() else name


def over_what(text: str) -> set[str]:
    """The words that say what complaints of a normalized text are over: «por unos audífonos que llegaron rotos»."""
    said = (word for match in _OVER.finditer(text) for word in words(match[1]))
    return {word for word in said if not _OF_ANY.fullmatch(word)}


def told_of_two(text: str, says_two: bool) -> tuple[str, ...]:
    """What two cases are told of by, «una por unas gafas y otra por un reloj» or «la de las gafas y la del reloj»:
    gafas, reloj; empty where not two.

    Args:
        says_two: whether the text itself says that there are two.
    """
    told = dict.fromkeys(match["name"] for match in _TOLD.finditer(text))
    named = dict.fromkeys(name for match in _NAME.finditer(text) for name in names_in(match[0]))
    return next((tuple(names) for names in (told, named if says_two else {}) if len(names) == 2), ())


def said_that_two(turn: Turn) -> bool:
    """Whether the person has said at any time that there are two cases."""
    return turn.has_written(turn.knowledge.phrases.has_two)


def counts_two(text: str) -> bool:
    """Whether the text tells of «una por unas gafas y otra por un reloj», which says that there are two."""
    return [match[0][:2] for match in _TOLD.finditer(text)] == ["un", "ot"]


class NamesBefore(NamedTuple):
    """What cases were called by in earlier messages.

    Attributes:
        names: all of it.
        proper: without an article, as towns and people are: «la de Bilbao».
        goods: what they were said to be about, «una por un abrigo», «la del abrigo»; not what any may be about, as
            photographs, and no party to it.
        parties: who complained, or of whom: «denuncié a mi proveedor», «una fotógrafa me denunció».
        of_two: what two of them are told by together, which none of them is called by: «dos quejas contra una fábrica».
    """

    names: frozenset[str]
    proper: frozenset[str]
    goods: frozenset[str]
    parties: frozenset[str]
    of_two: frozenset[str]


def names_before(turn: Turn) -> NamesBefore:
    """What cases were called by in the messages before the latest."""
    return _names_before(turn.knowledge, turn.written_before)


@lru_cache(maxsize=64)  # asked of each clause, of a message that speaks of several cases
def _names_before(knowledge: Knowledge, written: tuple[str, ...]) -> NamesBefore:
    texts = [normalize(text) for text in written]
    told = [match for text in texts for match in _TOLD.finditer(text)]
    names = {name for text in texts for name in names_in(text)} | {match["name"] for match in told}
    common = {match[1] for text in texts for match in _WITH_ARTICLE.finditer(text)}
    grounds = knowledge.phrases.called["ground"].values()
    called = (
        match[2]
        for text in texts
        for match in _CALLED.finditer(text)
        if not match[1].startswith(f"de {match[2]}") and not any(search(ground, match[0]) for ground in grounds)
    )
    goods = {name for name in called if name not in _NO_NAMES and not _A_PARTY.match(name)}
    of_any = "|".join(knowledge.phrases.value_named["ground"].values())
    over = (match[1] for text in texts for match in _FILED_OVER.finditer(text))
    things = {match[1] for phrase in over for match in _A_THING.finditer(phrase)}
    goods |= {t for t in things if not (t in _NO_NAMES or _A_PARTY.match(t) or _OF_ANY.match(t) or re.match(of_any, t))}
    told += [match for text in texts for match in _IS_FOR.finditer(text)]
    goods |= {match["name"] for match in told if match["article"]}
    parties = {match[1] or match[2] for text in texts for match in _PARTY.finditer(text)}.difference(_NO_NAMES)
    of_two = {match[1] for text in texts for match in _OF_TWO.finditer(text)}
    names, goods, parties = names - of_two, goods - of_two, parties - of_two
    return NamesBefore(*map(frozenset, (names, names - common, goods, parties, of_two)))
