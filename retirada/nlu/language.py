"""The spaCy Language that reads Spanish chat messages.

What differs only in case, accents, doubled letters or chat spelling gets the same `norm_`, which is all that the
readers see of a token. Offsets stay those of the text as written.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import BaseDefaults, Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

import retirada.nlu.normalization.spelling  # noqa: F401 (registers the factory «spelling_corrector»)
from retirada.nlu.questions.two_cases import KINDS
from retirada.nlu.readers.persistence import ModelFileError

OTHER_PLATFORM, OTHER_OFFICE = "otraplataforma", "otraoficina"
SUPPOSITIONS = "suppositions"  # span group
_BECAUSE = "porque"

_REPEATED = re.compile(r"([^\W\d_])\1+")
# Accents, cedillas and the like, as they stand apart from their letters in NFKD.
_COMBINING = {code: None for code in range(0x10000) if unicodedata.combining(chr(code))}
_PUNCTUATION = r"[^\w\s]"
_CLAUSE_ENDS = frozenset("?!.;")
_CLAUSE_BEGINS = frozenset("¿¡")
CONJUNCTIONS = frozenset({"y", "e", "o", "ademas", "tambien", "aparte", "pero"})
INTERROGATIVES = frozenset({"como", "cual", "cuales", "cuanta", "cuantas", "cuanto", "cuantos", "donde", "quien"})
_WHOSE = frozenset(
    {"de", "del", "mia", "mio", "otra", "otro", "que", "segunda", "segundo", "suya", "suyo", "2da", "2do"}
)
_ONE = frozenset({"una", "uno", "1"})
_OF = frozenset({"de", "del"})
_STATE = re.compile(r"\w{2,}(?:[ai]d|ert|elt)[ao]|pendiente|tramite|proceso")
# After «la otra».
_GOES_ON = frozenset({"aun", "continua", "esta", "fue", "no", "que", "queda", "se", "sigue", "todavia", "ya"})
_PREPOSITIONS = frozenset({"a", "con", "contra", "de", "en", "por"})
_MAY_BEGIN_SECOND_CASE = _PREPOSITIONS | {"otra", "otro", "la", "el"}
_NEGATIONS = frozenset({"no", "ni", "olvida", "olvide", "olvidese", "olvidate"})
_BEFORE_A_PLACE = frozenset({"a", "con", "de", "del", "el", "en", "era", "es", "fue", "la", "lo", "por", "que", "sea"})

# Chat forms that are unlikely to be words of their own. A form that stands for two words is split into two tokens.
_CHAT_FORMS = {
    "bn": "bien", "c": "se", "cn": "con", "d": "de", "dnd": "donde", "dsd": "desde", "k": "que", "ke": "que",
    "kiero": "quiero", "m": "me", "n": "en", "pa": "para", "porq": "porque", "pq": "porque", "ps": "pues", "q": "que",
    "t": "te", "ta": "esta", "tb": "tambien", "tmb": "tambien", "tngo": "tengo", "toy": "estoy", "vdd": "verdad",
    "x": "por", "xa": "para", "xk": "porque", "xq": "porque",
}  # fmt: skip
_CHAT_PAIRS = {
    "porfa": [("por", "por"), ("fa", "favor")],
    "xfa": [("x", "por"), ("fa", "favor")],
    "xfavor": [("x", "por"), ("favor", "favor")],
    "porfavor": [("por", "por"), ("favor", "favor")],
    "nose": [("no", "no"), ("se", "se")],
    "nosé": [("no", "no"), ("sé", "se")],
    "osea": [("o", "o"), ("sea", "sea")],
    "aver": [("a", "a"), ("ver", "ver")],
    "esque": [("es", "es"), ("que", "que")],
}

# Form → its words.
CHAT_FORMS = _CHAT_FORMS | {form: " ".join(norm for _, norm in words) for form, words in _CHAT_PAIRS.items()}


def normalize(text: str) -> str:
    """The text in lower case, without accents and doubled letters.

    Half of the people write without accents, and many «holaaa». («perro» and «pero» become the same; no question
    turns on that.)

    >>> normalize("Síííí, LLAMÉ")
    'si, lame'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_COMBINING)
    return _REPEATED.sub(r"\1", text.lower())


def _exceptions() -> dict[str, list[dict]]:
    forms = {form: [(form, norm)] for form, norm in _CHAT_FORMS.items()} | _CHAT_PAIRS
    exceptions = {}
    for form, tokens in forms.items():
        for variant in {form, form.capitalize(), form.upper()}:
            parts, at = [], 0
            for orth, norm in tokens:
                parts.append({ORTH: variant[at : at + len(orth)], NORM: norm})
                at += len(orth)
            exceptions[variant] = parts
    return exceptions


class ChatSpanishDefaults(BaseDefaults):
    """How `ChatSpanish` cuts a text into tokens, and that their norm is `normalize` of them."""

    tokenizer_exceptions = _exceptions()
    prefixes = (_PUNCTUATION,)
    suffixes = (_PUNCTUATION,)
    infixes = (_PUNCTUATION,)
    url_match = None
    lex_attr_getters = {NORM: normalize}  # noqa: RUF012 (spaCy's way of declaring it)


@spacy.registry.languages("es_chat")
class ChatSpanish(Language):
    """spaCy's language of people who write Spanish in chats: `spacy.blank("es_chat")`."""

    lang = "es_chat"
    Defaults = ChatSpanishDefaults


@Language.factory("other_platforms", default_config={"platforms": [], "offices": []})
class OtherPlatforms:
    """Merges each name of another platform, or of an office, into one token, whose norm is `OTHER_PLATFORM` or
    `OTHER_OFFICE`.

    So a question that names one is told from the same question without it, whichever it names. Only platforms that
    the training data names would be known otherwise. A name that is denied («fue en Alibaba, no en AliExpress») is no
    other place.
    """

    def __init__(self, nlp: Language, name: str, platforms: list[str], offices: list[str]) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        for norm, names in ((OTHER_PLATFORM, platforms), (OTHER_OFFICE, offices)):
            self.matcher.add(norm, [nlp.make_doc(place) for place in names])

    def __call__(self, doc: Doc) -> Doc:
        named = [span for span in self.matcher(doc, as_spans=True) if not _is_denied(span)]
        if spans := filter_spans(named):
            with doc.retokenize() as retokenizer:
                for span in spans:
                    retokenizer.merge(span, attrs={"NORM": span.label_})
        return doc


def _is_denied(place: Span) -> bool:
    """Whether «no», «ni» or «olvide» stands before the place, with nothing but short words between."""
    before = place.start - 1
    while before >= 0 and place.doc[before].norm_ in _BEFORE_A_PLACE:
        before -= 1
    return before >= 0 and place.doc[before].norm_ in _NEGATIONS


@Language.component("clauses")
def mark_clauses(doc: Doc) -> Doc:
    """Start a sentence at each clause: after closing punctuation and line breaks, before «¿» and conjunctions."""
    ended = True
    for token in doc:
        if token.is_space:
            ended |= "\n" in token.text
            token.is_sent_start = False
            continue
        begins = token.text in _CLAUSE_BEGINS or token.norm_ in CONJUNCTIONS
        begins = begins or _begins_second_case(token) or _begins_second_question(token) or _begins_item(token)
        ends = token.text in _CLAUSE_ENDS
        token.is_sent_start = token.i == 0 or ((ended or begins) and not ends)
        ended = ends
    return doc


def _begins_item(token: Token) -> bool:
    """Whether the token is the «2» of «1) cuánto tarda 2) dónde lo veo»."""
    return token.is_digit and token.i + 1 < len(token.doc) and token.nbor(1).text == ")"


def _begins_second_question(token: Token) -> bool:
    """Whether the token is «cuánto» of «¿cómo hablo con ellos, cuánto tardan?»"""
    if token.i == 0 or token.nbor(-1).text != "," or token.norm_ not in INTERROGATIVES:
        return False
    before = [earlier.norm_ for earlier in token.doc[: token.i] if not earlier.is_space]
    sentence = before[max((i + 1 for i, norm in enumerate(before) if norm in _CLAUSE_ENDS), default=0) :]
    return not INTERROGATIVES.isdisjoint(sentence)


def _begins_second_case(token: Token) -> bool:
    """Whether the token is «otra» of «una cerrada, otra en trámite», «la» of «la mía sigue, la de él no», or «con» of
    «con uno ya arreglé, con el otro no».
    """
    if token.i == 0 or token.norm_ not in _MAY_BEGIN_SECOND_CASE:
        return False
    before = token.nbor(-1)
    article, follows, *_ = [*(after.norm_ for after in token.doc[token.i + 1 : token.i + 3]), "", ""]
    if before.text != ",":
        # «Una cerrada otra abierta», «una la cerraron la otra sigue»
        is_other = token.norm_ in ("otra", "otro") and _STATE.fullmatch(before.norm_) is not None
        is_named = token.norm_ in ("la", "el") and article in ("otra", "otro") and before.norm_ not in _PREPOSITIONS
        # and «la de las fotos la retiré la otra de marca sigue»
        goes_on = is_named and (follows in _GOES_ON or follows in _OF)
        earlier = [before.norm_ for before in token.doc[: token.i]]
        is_one = any(norm in ("la", "el") and after in _OF for norm, after in pairwise(earlier))
        return (is_other or goes_on) and (is_one or not _ONE.isdisjoint(earlier))
    if token.norm_ in _PREPOSITIONS:
        return article in ("la", "el") and follows in _WHOSE
    # «La queja por las fotos no»; «el informe sigue, la queja no»
    is_other_kind = not KINDS.difference({article}).isdisjoint(word.norm_ for word in token.doc[: token.i])
    is_of_a_kind = article in KINDS and (follows in (*_OF, "por") or is_other_kind)
    return token.norm_ in ("otra", "otro") or (token.norm_ in ("la", "el") and (article in _WHOSE or is_of_a_kind))


@Language.factory("suppositions")
class Suppositions:
    """Finds what is only supposed («¿y si ya la procesaron?»), from its first word to the end of its clause.

    «Sí», with its accent, is none; nor is what one wants to know («no sé si…»).
    """

    def __init__(self, nlp: Language, name: str) -> None:
        known = ["sé", "se", "sabe", "sabes", "saber", "sabía", "sabia", "ver", "dígame", "digame", "dime", "decir"]
        self.matcher = Matcher(nlp.vocab)
        self.matcher.add(
            SUPPOSITIONS,
            [
                [{"LOWER": "si", "IS_SENT_START": True}, {"IS_ALPHA": True}],
                [{"LOWER": {"NOT_IN": known}}, {"LOWER": "si"}, {"IS_ALPHA": True}],
                [{"LOWER": "en"}, {"LOWER": "caso"}, {"LOWER": {"IN": ["de", "que"]}}],
                [{"NORM": {"IN": ["suponiendo", "supongamos", "suponga", "imaginemos", "imagine", "imaginese"]}}],
            ],
        )

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[SUPPOSITIONS] = [doc[span.start : _end(span)] for span in self.matcher(doc, as_spans=True)]
        return doc


def _end(supposition: Span) -> int:
    """Where a supposition ends: with its clause, or before a reason, which is told: «si la quito me paga, porque…»"""
    after = range(supposition.end, supposition.sent.end)
    return next((i for i in after if supposition.doc[i].norm_ == _BECAUSE), supposition.sent.end)


def create_language(platforms: Iterable[str] = (), offices: Iterable[str] = ()) -> Language:
    """An untrained Language: tokenizer, other platforms and offices, typo correction, clauses, suppositions.

    `nlp.get_pipe("spelling_corrector").fit(docs)` teaches it the words that people use.
    """
    nlp = ChatSpanish()
    nlp.add_pipe("other_platforms", config={"platforms": sorted(set(platforms)), "offices": sorted(set(offices))})
    nlp.add_pipe("spelling_corrector")
    nlp.add_pipe("clauses")
    nlp.add_pipe("suppositions")
    return nlp


def load_language(path: Path) -> Language:
    """The Language that `to_disk` wrote.

    Raises:
        ModelFileError: there is none, or it is truncated or foreign.
    """
    try:
        return spacy.load(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelFileError(f"{path}: no usable model file ({error}). Train anew: make train.") from error
