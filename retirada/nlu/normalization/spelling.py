"""Typo correction as a spaCy pipeline component: «retriar» gets the norm «retirar»."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from symspellpy import SymSpell, Verbosity

_MAX_LENGTH = 30  # longer ones are no words, and take time
_MIN_LENGTH = 3  # of one or two letters, nearly everything is one edit away from everything


@Language.factory("spelling_corrector", default_config={"min_known": 2, "min_suggested": 5})
class SpellingCorrector:
    """Replaces the norm of an unknown word by the commonest known one that is a single edit away.

    An edit: a letter too many or too few, another letter, two neighbours swapped.

    Args:
        min_known: occurrences from which a word is known, and left alone.
        min_suggested: occurrences from which a word is offered as a correction.

    Attributes:
        counts_: how often each norm occurs in the documents seen by `fit`, the rarest left out.
    """

    def __init__(self, nlp: Language, name: str, min_known: int, min_suggested: int) -> None:
        self.name = name
        self.min_known, self.min_suggested = min_known, min_suggested
        self._set_counts({})

    def fit(self, docs: Iterable[Doc]) -> "SpellingCorrector":
        """Count the norms of uncorrected documents."""
        counts = Counter(token.norm_ for doc in docs for token in doc)
        self._set_counts({norm: count for norm, count in sorted(counts.items()) if count >= self.min_known})
        return self

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            norm = token.norm_
            if norm not in self.counts_ and _MIN_LENGTH <= len(norm) <= _MAX_LENGTH and norm.isalpha():
                token.norm_ = self.correct(norm)
        return doc

    def correct(self, word: str) -> str:
        """The unknown word's correction; the word itself if there is none."""
        suggestions = self._symspell.lookup(word, Verbosity.TOP, max_edit_distance=1)
        return suggestions[0].term if suggestions else word

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        srsly.write_json(path.with_suffix(".json"), self.counts_)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "SpellingCorrector":
        self._set_counts(srsly.read_json(path.with_suffix(".json")))
        return self

    def _set_counts(self, counts: dict[str, int]) -> None:
        self.counts_ = counts
        self._symspell = SymSpell(max_dictionary_edit_distance=1)
        for word, count in counts.items():
            if count >= self.min_suggested and len(word) >= _MIN_LENGTH and word.isalpha():
                self._symspell.create_dictionary_entry(word, count)
