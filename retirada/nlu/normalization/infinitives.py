"""Verbs of people who have no command of their forms, read as others would say them: «yo poner queja», «yo quita»."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple, Optional

from retirada.nlu.normalization.conjugation import HE, PAST, SELF, THEY, WE, conjugation
from retirada.unaccented import unaccented

_SUBJECTS = {
    **{"yo": SELF, "nosotros": WE, "nosotras": WE, "usted": HE, "el": HE, "ella": HE, "ellos": THEY, "ellas": THEY},
    "quien": HE,
}
# What may stand between who does it and the verb.
_ADVERBS = frozenset(
    {
        *("ya", "no", "todavia", "aun", "tambien", "solo", "nunca", "siempre", "primero", "despues", "luego"),
        *("antes", "ahora", "hoy", "ayer"),
    }
)
_BETWEEN = _ADVERBS | {"me", "te", "le", "les", "la", "lo", "las", "los", "nos"}
_INFINITIVE = re.compile(r"(?P<verb>\w+?[aei]r)(?P<clitic>l[ao]s?|les?|me|nos)?")
# What a clause may begin with: links, courtesies, «¿cuántos días…»
_LINKS = frozenset(
    {
        *("y", "e", "o", "pero", "porque", "que", "si", "cuando", "donde", "como", "entonces"),
        *("cuanto", "cuantos", "cuantas", "dia", "dias", "tiempo", "punto", "puntos", "menu"),
        *("hola", "buenas", "gracias", "perdon", "vale", "ok"),
    }
)
_SAYS = frozenset({"decir", "dice", "dicen", "dijo", "dijeron", "creer", "pensar"})  # and then what, without «que»
_JOINS = frozenset({"y", "e", "o"})
_TO = "a"
_PREPOSITIONS = frozenset({_TO, "con", "contra", "de", "en", "para", "por"})
_ARTICLES = frozenset({"el", "la", "los", "las"})
_MINE = frozenset({"mi", "mis", "nuestro", "nuestra", "nuestros", "nuestras"})
_DETERMINERS = _ARTICLES | {
    *("un", "una", "mi", "mis", "su", "otro", "otra", "otros", "otras", "ese", "esa", "este", "esta", "cada", "mucha"),
}
_AFTER_NOUN = frozenset({"mio", "mia", "mios", "mias"})
# Before «que» and an infinitive that stands as it should: «tendríamos que tener», «lo mismo que estar acusado».
_SHOULD = re.compile(
    r"(?:tien|ten|tuv)\w+|ha(?:y|bia|bra|bria|ya)|hubo"
    r"|mism[oa]|mas|mejor|peor|menos|igual|antes|otr[oa]|nada|algo|cosas?|mucho|poco"
)
_MASCULINE = re.compile(r"informes?|reportes?|reclamo|caso")
_ENDS_SENTENCE = re.compile(r"[.!?\n]")
_ENDS_CLAUSE = re.compile(r"[.,;:!?\n]")
_WORD = re.compile(r"[^\W\d_]+")


class _Token(NamedTuple):
    """A word, without accents and as it is written, where it stands, and whether nothing or a sign stands before it."""

    word: str
    written: str
    start: int
    end: int
    is_first: bool


class _Subject(NamedTuple):
    """Who does something: the person, a thing or not; whom it is done to; whether it tells who that is: «el que…»."""

    person: int
    is_thing: bool = False
    whom: str = ""
    is_relative: bool = False


class _Verb(NamedTuple):
    """An infinitive in a message: its number among the tokens, itself, and what hangs on it: «quitarla»."""

    at: int
    infinitive: str
    clitic: str


def conjugated(text: str) -> str:
    """The text with verbs in the form that goes with who does it, where they stand as infinitives or in another's form.

    >>> conjugated("yo poner queja, el no pagar. no entender")
    'yo puse queja, él no paga. no entiendo'
    """
    known, tokens = conjugation(), list(_tokens(text))
    changes: dict[tuple[int, int], str] = {}
    before: Optional[_Subject] = None  # who was last found to do something, in the same sentence
    for at, token in enumerate(tokens):
        if at and _ENDS_SENTENCE.search(text, tokens[at - 1].end, token.start):
            before = None
        found = _INFINITIVE.fullmatch(token.word)
        if found is None or found["verb"] not in known.forms:
            if token.written in known.said_of_others and _is_said_of_me(tokens, at):
                infinitive, was = known.said_of_others[token.written]
                verb, mine = _Verb(at, infinitive, ""), known.forms[infinitive]
                form = mine[SELF + PAST] if was else _form(tokens, verb, _Subject(SELF), text)
                changes[token.start, token.end] = form
            continue
        verb = _Verb(at, found["verb"], found["clitic"] or "")
        if subject := _subject(tokens, verb, before, text):
            before = subject
            changes[token.start, token.end] = _form(tokens, verb, subject, text)
            who = _reach(tokens, at)
            if who is not None and tokens[who].word == "el":
                changes[tokens[who].start, tokens[who].end] = "él"
    for (start, end), form in sorted(changes.items(), reverse=True):
        text = text[:start] + form + text[end:]
    return text


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for found in _WORD.finditer(text):
        is_first = not end or bool(text[end : found.start()].strip())
        yield _Token(unaccented(found.group()), found.group().lower(), *found.span(), is_first)
        end = found.end()


def _reach(tokens: list[_Token], at: int) -> Optional[int]:
    """The word before a verb, but for adverbs and pronouns; None where there is none before a sign."""
    while not tokens[at].is_first:
        at -= 1
        if tokens[at].word not in _BETWEEN:
            return at
    return None


def _word(tokens: list[_Token], at: int) -> str:
    """A word; none where there is none, or a sign stands before it."""
    return tokens[at].word if 0 <= at < len(tokens) and not (tokens[at].is_first and at) else ""


def _before(tokens: list[_Token], at: int) -> str:
    """The word before another one; none where a sign stands between."""
    return "" if tokens[at].is_first else tokens[at - 1].word


def _begins(tokens: list[_Token], at: int) -> bool:
    """Whether a clause begins with a word: nothing stands before it that what follows could depend on."""
    return tokens[at].is_first or tokens[at - 1].word in (_LINKS | _ADVERBS | _SAYS)


def _is_named(word: str) -> bool:
    return conjugation().is_person(word) or conjugation().is_thing(word)


def _subject(tokens: list[_Token], verb: _Verb, before: Optional[_Subject], text: str) -> Optional[_Subject]:
    """Who does what an infinitive says; None where it stands as it should."""
    known, who = conjugation(), _reach(tokens, verb.at)
    if verb.infinitive == known.auxiliary:
        return None
    if who is None or tokens[who].word in _LINKS:
        if verb.clitic and verb.infinitive in (known.of_the_writer | known.of_the_thing):
            return None  # «no sé cómo conseguirla»
        return _relative(tokens, who) or _unnamed(tokens, verb, before, text)
    word = tokens[who].word
    if known.is_thing(word) and _word(tokens, verb.at + 1) == "yo":
        return _Subject(SELF)  # «queja quitar yo»
    if word == "quien":
        return None if _before(tokens, who) in _PREPOSITIONS else _Subject(HE)
    if word in _SUBJECTS:
        is_free = _begins(tokens, who) or _before(tokens, who) in _AFTER_NOUN or _is_named(_before(tokens, who))
        return _Subject(_SUBJECTS[word]) if is_free and not _is_article(tokens, who, verb) else None
    if verb.infinitive == "poder" and (word in ("esa", "ese", "se") or known.is_thing(word)):
        return _Subject(HE if word == "se" else SELF)
    if word in known.forms and _begins(tokens, who):
        return _Subject(HE) if verb.infinitive in known.of_the_thing else None  # «retirar costar dinero»
    if word == "mi" and _before(tokens, who) == _TO and _begins(tokens, who - 1):
        if verb.infinitive in known.of_the_writer:
            return None  # «a mi entender»
        return _Subject(HE if verb.infinitive == "llegar" else THEY, whom="me")  # «a mí poner queja»
    if word in _AFTER_NOUN and who:
        who -= 1
    elif who > 1 and _before(tokens, who) == "de" and _is_named(tokens[who - 2].word):
        who -= 2
    return _named(tokens, who, verb)


def _is_article(tokens: list[_Token], who: int, verb: _Verb) -> bool:
    """Whether «el» makes a noun of the infinitive: «el quitar la foto no sirve», «y si el poder caduca»."""
    if tokens[who].word != "el":
        return False
    rest = list(itertools.takewhile(lambda t: not t.is_first and t.word not in _LINKS, tokens[verb.at + 1 :]))
    is_noun = not _begins(tokens, who) or not conjugation().finite.isdisjoint(token.word for token in rest)
    if verb.infinitive != "poder" or tokens[who].written != "el":
        return is_noun
    found = next((_INFINITIVE.fullmatch(token.word) for token in rest if token.word not in _BETWEEN), None)
    return is_noun or found is None or found["verb"] not in conjugation().forms


def _named(tokens: list[_Token], at: int, verb: _Verb) -> Optional[_Subject]:
    """Who does it, where a noun says so that begins a clause, or whom it is done to: «a mi hermano poner queja»."""
    known, noun = conjugation(), tokens[at].word
    if not _is_named(noun) or (noun == "parte" and _before(tokens, at) != "otra"):
        return None
    first = at
    while _before(tokens, first) in _DETERMINERS:
        first -= 1
    if _before(tokens, first) == _TO and _begins(tokens, first - 1):
        return _Subject(THEY, whom="le") if verb.infinitive in known.done else None
    if not _begins(tokens, first) or (first == at and _before(tokens, at) == "como"):
        return None  # «¿puedo como comprador anularla?»
    return _Subject(THEY if noun.endswith("s") else HE, is_thing=known.is_thing(noun))


def _relative(tokens: list[_Token], link: Optional[int]) -> Optional[_Subject]:
    """«El que poner queja», «una tienda que robar fotos»."""
    if link is None or tokens[link].word != "que":
        return None
    whose = _before(tokens, link)
    is_one = whose in _ARTICLES or (conjugation().is_person(whose) and not whose.startswith("otr"))
    return _Subject(THEY if whose.endswith("s") else HE, is_relative=True) if is_one else None


def _unnamed(tokens: list[_Token], verb: _Verb, before: Optional[_Subject], text: str) -> Optional[_Subject]:
    """Who does what an infinitive says that begins a clause, and names nobody."""
    known, link = conjugation(), _reach(tokens, verb.at)
    linked = "" if link is None else tokens[link].word
    follow = [token.word for token in tokens[verb.at + 1 : verb.at + 4]]
    after = next(iter(follow), "")
    same = before if before and not before.is_thing and not before.whom else None
    if same and same.person == SELF and _is_to_me(tokens, verb.at, text):
        same = _Subject(HE, whom="me")  # «yo robar fotos y denunciar a mi»
    if linked in _JOINS:
        return same
    if linked == "que" and link and _stands_as_it_should(tokens, link):
        return None
    if verb.infinitive in known.of_the_writer:
        if after in _SUBJECTS.keys() - {"quien"} and not (after == "el" and _is_named("".join(follow[1:2]))):
            return _Subject(_SUBJECTS[after])
        is_another = any(known.is_person(word) and not word.startswith("otr") for word in follow[:2])
        is_meaning = (verb.infinitive, after) == ("querer", "decir")
        return _Subject(HE) if is_another or is_meaning else same or _Subject(SELF)
    if verb.infinitive in known.of_the_thing:
        if linked == "si" and verb.infinitive == "seguir":
            return None  # «no sé si seguir»
        return _Subject(SELF if verb.infinitive == "ser" and after in known.roles else HE)
    if after == "yo":
        return _Subject(SELF)
    if _is_to_me(tokens, verb.at, text):
        return _Subject(THEY, whom="me")
    is_all = _word(tokens, verb.at + 1) in ("", "alibaba", *_ADVERBS)
    if is_all and verb.infinitive in known.dealt_with and _before(tokens, verb.at) in ("ya", "no"):
        return _Subject(HE, is_thing=True)
    # «Yo ser comprador, poner queja»; not «yo tener tienda, copiar mi diseño»
    goes_on = same and same.person == SELF and link is None and verb.infinitive in known.done
    return same if goes_on and after not in _MINE else None


def _stands_as_it_should(tokens: list[_Token], link: int) -> bool:
    """Whether «que» wants an infinitive: «tengo que poner», «no tengo por qué tener»."""
    before = [token.word for token in tokens[max(0, link - 2) : link] if token.word != "por"][-1:]
    return bool(before) and _SHOULD.fullmatch(before[0]) is not None


def _form(tokens: list[_Token], verb: _Verb, subject: _Subject, text: str) -> str:
    known, who = conjugation(), _reach(tokens, verb.at)
    if subject.is_thing and verb.infinitive in known.dealt_with:
        is_masculine = who is not None and _MASCULINE.fullmatch(tokens[who].word)
        return known.dealt_with[verb.infinitive] + ("o" if is_masculine else "a")
    start = tokens[verb.at].start
    begin = max(text.rfind(end, 0, start) for end in ".!?\n") + 1
    may_be = known.is_to_come(unaccented(text[begin:start])) and not subject.is_relative
    may_be = may_be or (who is not None and who > 0 and tokens[who - 1].is_first and tokens[who - 1].word == "que")
    near = {token.word for token in tokens[max(0, verb.at - 4) : verb.at]}
    near |= {"ya", "ayer"}.intersection(token.word for token in tokens[verb.at + 1 : verb.at + 4])
    is_event = verb.infinitive not in (known.of_the_writer | known.of_the_thing)
    is_past = is_event and not may_be and (verb.infinitive in known.done or bool(near & known.was))
    is_mine = _is_to_me(tokens, verb.at, text) and verb.at > 0 and tokens[verb.at - 1].word != "me"
    is_mine = subject.person != SELF and (is_mine or _ends_with_me(tokens, verb.at))
    whom = subject.whom or ("me" if is_mine else "")
    form = known.forms[verb.infinitive][subject.person + (PAST if is_past else 0)]
    return " ".join(filter(None, (whom, verb.clitic, form)))


def _ends_with_me(tokens: list[_Token], at: int) -> bool:
    """«¿Quién denunciar yo?»"""
    return _word(tokens, at + 1) == "yo" and not _word(tokens, at + 2)


def _is_to_me(tokens: list[_Token], at: int, text: str) -> bool:
    """Whether what follows, up to the next verb, says that it is done to who writes: «poner queja a mi»."""
    known = conjugation()
    verbs = known.forms.keys() | known.finite | {"y", "pero", "porque"}
    end = next((token.start for token in tokens[at + 1 :] if token.word in verbs), len(text))
    clause = _ENDS_CLAUSE.split(unaccented(text[tokens[at].end : end]), maxsplit=1)[0]
    return " me " not in clause and known.is_to_me(clause)


def _is_said_of_me(tokens: list[_Token], at: int) -> bool:
    """Whether what another does is said of «yo»: «yo quita la funda»; not «yo esta queja», «el que reclama como yo sale
    sancionado».
    """
    who = _reach(tokens, at)
    if who is None or tokens[who].word != "yo" or not _begins(tokens, who) or _before(tokens, who) == "como":
        return False
    word, after = tokens[at].word, _word(tokens, at + 1)
    return (word, after) != ("es", "que") and (word != "esta" or after == "en")
