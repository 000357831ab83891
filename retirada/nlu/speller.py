"""Slips of the finger, mended by the words that people are known to use."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_SHORTEST = 3  # of one or two letters, nearly everything is one slip away from everything


class Speller:
    """Knows the words of the texts it was made from, and reads «retriar» as «retirar».

    A word that it does not know becomes the commonest known one that is a single slip away: a letter too many
    or too few, another letter, or two neighbours swapped. What has none is left as it is.
    """

    def __init__(self, texts: Iterable[str], seen: int = 2, common: int = 5) -> None:
        """`texts`: folded. A word is known from `seen` occurrences on, and offered as a reading from `common` on."""
        counts = Counter(word for text in texts for word in _WORD.findall(text))
        self._known = {word for word, count in counts.items() if count >= seen}
        # Two words a slip apart are alike when each lacks a letter at most: looked up by what is left then.
        self._by_shortened: dict[str, list[str]] = defaultdict(list)
        for word, count in counts.items():
            if count >= common and len(word) >= _SHORTEST and word.isalpha():
                for shortened in _shortened(word):
                    self._by_shortened[shortened].append(word)
        self._counts = counts

    def mend(self, text: str) -> str:
        """The folded text with its unknown words mended.

        >>> Speller(["la quiero retirar"] * 5).mend("la qiero retriar")
        'la quiero retirar'
        """
        return _WORD.sub(lambda match: self.mend_word(match.group()), text)

    def mend_word(self, word: str) -> str:
        """The folded word, mended if it is unknown and there is something to read it as."""
        if word in self._known or len(word) < _SHORTEST or not word.isalpha():
            return word
        alike = {known for shortened in _shortened(word) for known in self._by_shortened.get(shortened, ())}
        readings = [known for known in alike if _is_one_slip(known, word)]
        return max(readings, key=lambda known: (self._counts[known], known), default=word)


def _shortened(word: str) -> set[str]:
    """The word, and the word without each of its letters in turn."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _is_one_slip(word: str, other: str) -> bool:
    """Whether words that are alike but for a letter in each are a single slip apart."""
    if len(word) != len(other):
        return True
    differing = [i for i, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
    if len(differing) == 2:
        i, j = differing
        return j == i + 1 and word[i] == other[j] and word[j] == other[i]
    return len(differing) == 1
