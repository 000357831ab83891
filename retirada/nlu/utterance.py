"""What the readers read and what they find: plain tuples, which outlive the spaCy Doc that they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from retirada.nlu.context import Context

_MIN_CLAUSE = 2  # words
_MAX_CROSSED = 6  # words: longer messages speak for themselves
_MAX_CLAUSES = 8  # of a pasted contract, more would only take time
# How questions begin that are written without a question mark, and which words say that one asks.
_ASKS = frozenset({"adonde", "cual", "cuales", "cuanta", "cuantas", "cuanto", "cuantos", "donde", "quien", "quienes"})
_ASKS_IN_TWO = frozenset(
    {("como", word) for word in ("apelo", "contacto", "hablo", "hago", "pido", "puedo", "quito", "retiro", "veo")}
    | {("como", word) for word in ("se", "lo", "la")}
    | {("por", "que"), ("que", "es"), ("que", "hago")}
    | {("que", "pasa"), ("que", "puedo"), ("que", "significa")}
)
_IF = "si"
_OBJECTS = frozenset({"le", "les", "los", "las"})  # «como les hablo» asks, «como le dije» does not
_SAYS_TO_ASK = frozenset({"digame", "dime", "pregunta", "preguntaba", "preguntar", "pregunte", "pregunto", "saber"})
_CONJUNCTIONS = frozenset({"y", "e", "o", "pero", "yo"})  # and who asks: «yo cómo lo veo»
_PREPOSITIONS = frozenset({"a", "con", "de", "desde", "en", "por"})
_SENTENCE_ENDS = frozenset("?!.;")


class Fact(NamedTuple):
    """A fact, as the domain's entities name it, its value, and where the text says it."""

    name: str
    value: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """The name that the readers know it by.

        >>> Fact("status", "processed", 0, 7).label
        'status=processed'
        """
        return f"{self.name}={self.value}"


class Utterance(NamedTuple):
    """A message, and where in the conversation it was said.

    Attributes:
        norms: of its tokens, without white space.
        offsets: start and end of each token in the text as written.
        clause_starts: index of each clause's first token.
        supposed: start and end, in the text, of what is only supposed.
        context: None where nothing is known of the conversation.
    """

    norms: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    clause_starts: tuple[int, ...] = (0,)
    supposed: tuple[tuple[int, int], ...] = ()
    context: Context | None = None

    @classmethod
    def from_doc(cls, doc: Doc, context: Context | None = None) -> Utterance:
        tokens = [token for token in doc if not token.is_space]
        return cls(
            tuple(token.norm_ for token in tokens),
            tuple((token.idx, token.idx + len(token)) for token in tokens),
            tuple(i for i, token in enumerate(tokens) if token.is_sent_start) or (0,),
            tuple((span.start_char, span.end_char) for span in doc.spans.get("suppositions", ())),
            context,
        )

    @property
    def asks(self) -> bool:
        """Whether a clause asks something: it is written as a question, begins like one, or says that one asks."""
        if "?" in self.norms:
            return True
        words = [norm for norm in self.norms if norm.isalnum()]
        words = words[1:] if words[:1] and words[0] in _CONJUNCTIONS else words
        begins = bool(words) and (words[0] in _ASKS or tuple(words[:2]) in _ASKS_IN_TWO)
        if words[:1] == [_IF]:  # «y si no la quita, qué pasa»
            begins = any(pair in _ASKS_IN_TWO for pair in pairwise(words))
        how, whom, verb = [*words[:3], "", "", ""][:3]
        begins = begins or (how == "como" and whom in _OBJECTS and verb.endswith("o"))
        asked = {"si", *_ASKS}
        says = any(w in _SAYS_TO_ASK and asked.intersection(words[i + 1 : i + 4]) for i, w in enumerate(words))
        return begins or says or (len(words) > 1 and words[0] in _PREPOSITIONS and words[1] in _ASKS)  # «¿en cuál»

    def context_features(self) -> list[str]:
        """The context's features, alone and, for short messages, with each of their words and with all of them.

        >>> Utterance(("si",), ((0, 2),), context=Context(asked="evidence")).context_features()
        ['asked=evidence', 'asked=evidence si', 'asked=evidence ^si$']
        """
        if self.context is None:
            return []
        known = self.context.features()
        words = [norm for norm in self.norms if norm.isalnum()]
        if len(words) > _MAX_CROSSED:
            return known
        words.append(f"^{' '.join(words)}$")
        return [*known, *(f"{feature} {word}" for feature in known for word in words)]

    def is_in_question(self, clause: Utterance) -> bool:
        """Whether a clause of the message stands between «¿» and «?»."""
        return [norm for norm in self._before(clause) if norm in ("¿", "?")][-1:] == ["¿"]

    def is_put(self, clause: Utterance) -> bool:
        """Whether a clause of the message is put as a claim, by the word that asks for a yes after it: «…, ¿no?»"""
        end = clause.offsets[-1][1]
        after = [norm for norm, (start, _) in zip(self.norms, self.offsets, strict=True) if start >= end]
        is_apart = after[:1] == ["¿"] or clause.norms[-1] == ","
        words = [norm for norm in after if norm != "¿"][:2]
        return is_apart and words[1:] == ["?"] and words[0].isalnum()

    def sentence_of(self, clause: Utterance) -> int:
        """The number of the sentence in which a clause of the message stands."""
        before = pairwise(self._before(clause))
        return sum(norm in _SENTENCE_ENDS and after not in _SENTENCE_ENDS for norm, after in before)

    def sentence_until(self, clause: Utterance) -> str:
        """The words of a sentence up to the end of a clause of the message, without «¿»."""
        end = clause.offsets[-1][0]
        norms = [norm for norm, (start, _) in zip(self.norms, self.offsets, strict=True) if start < end]
        begins = max((i + 1 for i, norm in enumerate(norms) if norm in _SENTENCE_ENDS), default=0)
        return " ".join(norm for norm in norms[begins:] if norm != "¿")

    def _before(self, clause: Utterance) -> list[str]:
        placed = zip(clause.norms, clause.offsets, strict=True)
        first = next((start for norm, (start, _) in placed if norm.isalnum()), 0)
        return [norm for norm, (start, _) in zip(self.norms, self.offsets, strict=True) if start <= first]

    def clauses(self) -> Iterator[Utterance]:
        """Each of the first clauses of two words or more, in the same context; none of a message of one clause."""
        if len(self.clause_starts) == 1:
            return
        ends = (*self.clause_starts[1:], len(self.norms))
        for start, end in list(zip(self.clause_starts, ends, strict=True))[:_MAX_CLAUSES]:
            if sum(norm.isalnum() for norm in self.norms[start:end]) >= _MIN_CLAUSE:
                yield self._replace(norms=self.norms[start:end], offsets=self.offsets[start:end], clause_starts=(0,))
