"""`re.search` for the patterns of data/knowledge, without those that cannot match.

A message and its clauses are held against some 900 patterns, of which few match. What each of them needs is looked for
in a text once, all at the same time (Aho-Corasick), so that most are not tried.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Optional

import ahocorasick

from retirada.required_literals import required_literals

_LONGEST = 8  # letters of a literal: longer ones rule out little more, and take memory


class Prefilter:
    """Searches texts for patterns, and leaves out those of which a text has no literal that they need."""

    def __init__(self) -> None:
        self.patterns: set[str] = set()
        self._required: dict[str, frozenset[str]] = {}
        self._literals_in = lru_cache(maxsize=2_000)(self._find_literals)
        self._is_built = False

    def add(self, pattern: str) -> None:
        """Take in a pattern; one that was not taken in is tried on each text."""
        if pattern not in self.patterns:
            self.patterns.add(pattern)
            self._is_built = False

    def search(self, pattern: str, text: str) -> Optional[re.Match[str]]:
        """As `re.search`."""
        if not self._is_built:
            self._build()
        required = self._required.get(pattern)
        if required is not None and required.isdisjoint(self._literals_in(text)):
            return None
        return re.search(pattern, text)

    def _build(self) -> None:
        self._automaton = ahocorasick.Automaton()
        self._required = {}
        for pattern in self.patterns:
            if literals := required_literals(pattern):
                self._required[pattern] = frozenset(literal[:_LONGEST] for literal in literals)
                for literal in self._required[pattern]:
                    self._automaton.add_word(literal, literal)
        self._automaton.make_automaton()
        self._literals_in.cache_clear()
        self._is_built = True

    def _find_literals(self, text: str) -> frozenset[str]:
        return frozenset(literal for _, literal in self._automaton.iter(text))


PREFILTER = Prefilter()
search = PREFILTER.search
