"""What each of several cases is called by: a word that was said of it, as in «volviendo a la de Disney»."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Optional

from actions.cases.case_words import names_before, names_in, words, words_of_case
from actions.cases.labels import are_to_come
from actions.cases.labels_by_facts import TELLING, called_by_facts, case_of, described, held_of_each
from actions.reading.entities import RETRACTED, read_facts
from actions.reading.low_confidence import FALLBACK
from actions.reading.phrases import PRONOUN, contains, normalize
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.wording import sentences_of

_PERSON = re.compile(r"\b(?:[Ll]a|[Ee]l|[Ll]o) (?:de|del|contra) ([A-ZÁÉÍÓÚÑ]\w{3,})")
_AND_SOMEBODY = re.compile(r"\W*(?:y|pero) {2,}\?")  # «¿y Ana?», with the name blanked out
# «¿Y las tazas?», «¿qué hago con las tazas?»
_TAKEN_UP = re.compile(
    r"(?:(?:^|[.;:,?!¿] ?)(?:(?:y|pero|ahora|entonces|bueno) )*|\b(?:por|con) )(?:la|las|el|los) (\w+)"
)
# Not «la foto de la lámpara».
_OF_NOTHING_ELSE = re.compile(r"(?:(?<!\bde )\b|(?<=\brespecto de )|(?<=\bacerca de ))(?:la|las|el|los) (\w+)")
# «Textiles Rivera», as one word.
_REST_OF_NAME = re.compile(r"(?<=[a-záéíóúñ]\w )([A-ZÁÉÍÓÚÑ]\w+)(?: (?:(?:de|del|y|&) )?[A-ZÁÉÍÓÚÑ]\w+)+")
_BARE = re.compile(
    r"(?:^\W*(?:(?:y|pero|ahora|que|o sea|tampoco|en|a) )*|[.;:,?!¿] ?(?:(?:y|pero|en|a) )*|\b(?:con|contra) )(\w+)"
)
_FIRST_WORD = re.compile(r"\W*(?:(?:y|que|o sea|entonces)\W+)*(\w+)")
_CALLED_SO = r"\b(?:la|el) (?:que )?(?:\w+ ){1,3}(?:es|era|fue) (?=(?:la|el) (?:de|del)\b)"
PREDICATE = re.compile(rf"{_CALLED_SO}|(?<=\w) (?:es|era|fue) (?:la|el) (?!(?:de|del)\b).*")
_PART_END = re.compile(r"[.,;:?!¿¡]+")
_NOT_THAT_ONE = re.compile(r"\W*(?:(?:no|hombre|mujer|perdon\w*|digo|es[ae]|est[ae])\b\W*)+")  # «no, esa no»
_WHO = re.compile(r"\b(?:ell?[ao]?s?|a|mi|nosotr[ao]s|yo|y|con|por|de|en)\b")  # «¿y con la que me puso él a mí?»
_A_STEM = 5  # letters by which a word is the same: «celular», «celulares»
_AND_THE_OTHER = re.compile(r"\b(?:y|pero) (?:la|el) otr[ao]\b")
_ORDINALS = ("primer", "segund")
_COUNTED_BARE = re.compile(
    r"(?:^\W*|[,;:.] *)(?:(?:y|entonces|pero|que|o sea) )*(primer|segund)"
    r"(?:a (?:(?:queja|denuncia|reclamacion|yo|la|lo|ya|no|si|se) )*|o? (?:informe|reclamo|reporte|caso) )"
    r"(?:(?:quit|retir|sac|saqu|cancel|anul|pued|esper|dej)\w*|nada|no|si)\b"
)


def case_meant(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> Optional[int]:
    """The number of the case that the message names: by its number, by what is said of it, by a word, or as «la otra»;
    None where it names none, or it could be several.
    """
    if len(cases) == 1:
        return None
    phrases = turn.knowledge.phrases
    text = re.sub(phrases.no_case, "", normalize(turn.reading.text))
    text = re.sub(_CALLED_SO, "", text)  # «la cerrada es la del logo» names the one of the logo
    number = named(turn, cases, text)
    if number is None and (contains(text, phrases.earlier_case) or _AND_SOMEBODY.match(text)):
        return another_than(cases.index(None))
    return number


def only_names_case(turn: Turn) -> bool:
    """Whether the message only names a case, «¿y la otra?», in one sentence or in several: «¿y la otra? la que sigue»;
    or one of its sentences does and it asks nothing else that was understood: «¿y el otro? el de mi tía».
    """
    phrases = turn.knowledge.phrases
    text = normalize(_REST_OF_NAME.sub(r"\1", turn.reading.text))
    parts = [part for part in _PART_END.split(text) if part.strip() and not _NOT_THAT_ONE.fullmatch(part)]
    if parts and all(search(phrases.only_names_case, part) or _only_calls_by_facts(turn, part) for part in parts):
        return True
    sentences = sentences_of(text)
    named = [sentence for sentence in sentences if search(phrases.only_names_case, sentence)]
    others = [sentence for sentence in sentences if sentence not in named]
    is_unclear = turn.reading.intent == FALLBACK and not any("?" in sentence for sentence in others)
    return bool(search(phrases.only_names_case, text) or (is_unclear and named))


def _only_calls_by_facts(turn: Turn, sentence: str) -> bool:
    """Whether a sentence is nothing but a name: «la que está en trámite»."""
    rests = (found.re.sub("", sentence) for _, found in called_by_facts(turn, sentence))
    return any(not _WHO.sub("", rest).strip(" .,;:¿?!") for rest in rests)


def another_than(number: int) -> int:
    return number - 1 if number else 1


def named(
    turn: Turn, cases: list[Optional[dict[str, Any]]], text: str, read: Optional[dict[str, str]] = None
) -> Optional[int]:
    """The number of the case that the text names, but for «la otra»; None where it names none, or several.

    Args:
        text: the message or a part of it, as `normalize` writes it.
        read: the facts that were read in it; without, those of the whole message.
    """
    counted = _counted(turn, text, cases)
    if len(counted) > 1:
        return None  # «¿retirar la primera afecta a la segunda?»
    number = counted[0] if counted else _whose(turn, cases, text)
    if number is None:
        number = _named_by_word(turn, cases, text, read)
    if number is None:
        number = described(turn, cases, text, read)
    return number


def _named_by_word(
    turn: Turn, cases: list[Optional[dict[str, Any]]], text: str, read: Optional[dict[str, str]]
) -> Optional[int]:
    """The number of the case of which a word was said that the text names it by: «la del jarrón»."""
    said_here = set(words_of_case(turn, cases))
    for pattern in turn.knowledge.phrases.called["status"].values():
        text = re.sub(pattern, " ", text)  # «la de trámite» says where it stands
    names = names_in(text) | (_people(turn) & set(words(text))) | _taken_up(turn, text)
    names |= _cut_short(turn, text, [said_here, *(case.get("words") or [] for case in cases if case)])
    number = _called(names - said_here, cases)
    of_others = {word for case in cases if case for word in case.get("words") or []}
    told = read_facts(turn.knowledge, turn.tracker.latest_message) if read is None else read
    is_described = any(fact in TELLING for fact in told) or bool(called_by_facts(turn, text))
    if number is None and not (is_described or turn.get("of_all_cases")) and names & said_here - of_others:
        return cases.index(None)
    return number


def _whose(turn: Turn, cases: list[Optional[dict[str, Any]]], text: str) -> Optional[int]:
    """The number of the case that is «la mía», or «la de ella», where one speaks for somebody else too, or is party to
    one as who filed it and to one as the accused.
    """
    phrases = turn.knowledge.phrases
    is_own, is_another_s = contains(text, phrases.words_for_mine), contains(text, phrases.words_for_theirs)
    whose = {number: case.get("principal") for number, case in enumerate(cases) if case}
    if not turn.get("of_all_cases"):
        whose[cases.index(None)] = turn.get("principal")
    fitting = [number for number, who in whose.items() if (is_another_s if who else is_own)]
    if is_own and all(whose.values()):
        fitting = [min(whose)]  # «la mía», of who told of their granddaughter's first, and then of a neighbour's
    is_of_one = len(set(whose.values())) == 1
    is_hers = is_of_one and any(whose.values()) and PRONOUN.search(text) is not None
    if not any(whose.values()) or (is_of_one and (is_own or is_hers)):
        # «La mía», «la nuestra» of who speaks for one in both, or «ella la suya», is then the one filed, and not only
        # planned, beside one against them.
        planned = are_to_come(turn)
        parties = {n: facts.get("party") for n, facts in held_of_each(turn, cases).items() if not planned[n]}
        is_of_each = {"complainant", "respondent"} <= set(parties.values())
        meant = "complainant" if is_own or is_hers else "respondent"
        fitting = [number for number, party in parties.items() if is_of_each and party == meant]
    return fitting[0] if len(fitting) == 1 and is_own != is_another_s else None


def names_several(turn: Turn, cases: list[Optional[dict[str, Any]]]) -> bool:
    """Whether the message names two of the cases by their facts: «la cerrada ya fue y la otra depende de él»."""
    if len(cases) == 1:
        return False
    reading, held = turn.reading, held_of_each(turn, cases)
    told = [
        {fact: value for fact, value in facts.items() if value != RETRACTED}
        for facts in (reading.first_case, reading.second_case)
        if facts
    ]
    text = normalize(reading.text)
    # «Lo de los puntos es de la marca, yo pregunto por la clienta» is of one; «tazas sí, bolsos no, ¿verdad?» of both.
    by_words = [*_called_in(turn, text, cases), _whose(turn, cases, text)] if is_put_to_us(turn) else []
    by_facts, ground = called_by_facts(turn, text), reading.stated.get("ground")
    # «La que me pusieron es por una marca» says why of the one that it names.
    is_named = not by_facts or any("ground" in way for way, _ in by_facts)
    names_ground = ground and is_named and search(turn.knowledge.phrases.names_case, text)
    called = told or [*(way for way, _ in by_facts), *([{"ground": ground}] if ground and names_ground else [])]
    fitting = {*by_words, *(case_of(facts, held) for facts in called)} - {None}
    if len(fitting) == 1 and not told and called:
        ends = [found.end() for _, found in by_facts]
        after = text[min(ends) :].partition("¿")[0] if ends else ""
        return _AND_THE_OTHER.search(after) is not None
    return len(fitting) > 1


def is_put_to_us(turn: Turn) -> bool:
    """Whether the message says what the person makes of our answers: «la primera la dejo y la otra la quito, ¿no?»"""
    phrases, text = turn.knowledge.phrases, normalize(turn.reading.text)
    sums_up = turn.reading.intent == "confirm" or ("?" not in text and search(phrases.recaps, text))
    return bool(sums_up or search(phrases.put_to_us, text))


def _called_in(turn: Turn, text: str, cases: list[Optional[dict[str, Any]]]) -> set[int]:
    """The numbers of the cases that the text counts, or of which it has a word that they, and no other case, were
    called by: «tazas».
    """
    said_by_case = [set(case.get("words") or []) if case else set(words_of_case(turn, cases)) for case in cases]
    names = names_before(turn).names & set(words(text))
    of_each = [[number for number, said in enumerate(said_by_case) if name in said] for name in names]
    return {numbers[0] for numbers in of_each if len(numbers) == 1} | set(_counted(turn, text, cases))


def _counted(turn: Turn, text: str, cases: list[Optional[dict[str, Any]]]) -> list[int]:
    """The numbers of the cases that the text counts, «la primera»; also without «la» where a clause begins with that
    and goes on to say what becomes of it: «primera quitar mañana, segunda nada».
    """
    bare = {_ORDINALS.index(found[1]) for found in _COUNTED_BARE.finditer(text)}
    by_number = enumerate(turn.knowledge.phrases.case_numbers[: len(cases)])
    return [number for number, names in by_number if number in bare or contains(text, names)]


def _cut_short(turn: Turn, text: str, said: Iterable[Collection[str]]) -> set[str]:
    """Of the words that were said of cases, the one that the text cuts short: «la del cel» is of the «celular»."""
    short = {match[1] for match in re.finditer(turn.knowledge.phrases.cut_short, text)}
    meant = {word for words in said for word in words for cut in short if word.startswith(cut) and word != cut}
    return meant if len({word[:_A_STEM] for word in meant}) == 1 else set()


def _taken_up(turn: Turn, text: str) -> set[str]:
    """The names by which cases were called before and that the text takes up without «la de»: «¿y las tazas?»; of what
    they are about, wherever it names it, «ya me llegó la mochila»; and «Bilbao no ha pagado», «pendiente con Bilbao».
    """
    called, begins = names_before(turn), _FIRST_WORD.match(text)  # «auriculares sí, cargadores no»
    taken_up = {found[1] for found in _TAKEN_UP.finditer(text)} & (called.names - called.goods)
    taken_up |= {found[1] for found in _OF_NOTHING_ELSE.finditer(text)} & called.goods
    taken_up |= {begins[1]} & called.goods if begins else set()
    return taken_up | ({found[1] for found in _BARE.finditer(text)} & called.proper)


def _people(turn: Turn) -> set[str]:
    """The names of people by which cases were called: «la de Marta»."""
    return {normalize(name) for text in turn.written for name in _PERSON.findall(text)}


def _called(names: set[str], cases: list[Optional[dict[str, Any]]]) -> Optional[int]:
    fitting = [number for number, case in enumerate(cases) if case and names & set(case.get("words") or [])]
    return fitting[0] if len(fitting) == 1 else None
