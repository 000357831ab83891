"""Adds typos and chat spelling to a text, as somebody in a hurry types it. Seeded: the same text gives the same result.

How often each kind of chat spelling occurs was counted on Spanish tweets (../shared/eval/README.md).
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

SEED = 3
WORDS_PER_TYPO = 4
# Half of the tweets have no non-standard word at all: one word in five is a hard case, not the usual one.
WORDS_PER_CHAT_SPELLING = 5
_WORD = re.compile(r"[^\W\d_]+")
_NEIGHBOUR_KEYS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "kñ", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_ABBREVIATIONS = {
    "que": "q", "qué": "q", "porque": "pq", "por": "x", "también": "tb", "para": "pa", "de": "d", "me": "m", "te": "t",
    "donde": "dnd", "dónde": "dnd", "con": "cn", "está": "ta", "tengo": "tngo", "bien": "bn",
}  # fmt: skip
_HOMOPHONES = (("b", "v"), ("v", "b"), ("ll", "y"), ("y", "ll"), ("s", "z"), ("z", "s"), ("ce", "se"), ("ci", "si"))


def without_accents(text: str) -> str:
    """The text without accents, tildes or opening marks, as on a keyboard that makes them awkward.

    >>> without_accents("¿Cómo la anulo, señor?")
    'Como la anulo, senor?'
    """
    letters = unicodedata.normalize("NFKD", text)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "¿¡")


def with_typos(text: str, seed: int = SEED) -> str:
    """The text with one typo for every four words, and one at least."""
    rng = random.Random(f"{seed} typo {text}")
    words = [match.span() for match in _WORD.finditer(text) if len(match.group()) >= 3]
    count = max(1, round(len(_WORD.findall(text)) / WORDS_PER_TYPO))
    # From the end, so that the spans before keep their positions.
    for start, end in sorted(rng.sample(words, min(count, len(words))), reverse=True):
        text = text[:start] + _typo(text[start:end], rng) + text[end:]
    return text


def _typo(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word) - 1)
    kind = rng.choice(("swapped", "left out", "doubled", "key beside"))
    if kind == "swapped":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "left out":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[: at + 1] + word[at:]
    return word[:at] + rng.choice(_NEIGHBOUR_KEYS.get(word[at].lower(), word[at])) + word[at + 1 :]


def in_chat_spelling(text: str, seed: int = SEED) -> str:
    """The text as people write on a phone: one word in five, and one at least, otherwise than in the dictionary."""
    rng = random.Random(f"{seed} chat {text}")
    if rng.random() < 0.83:
        text = text.replace("¿", "").replace("¡", "")
    if rng.random() < 0.58:
        text = text.removesuffix(".")
    if rng.random() < 0.33:
        text = text.lower()
    for _ in range(max(1, len(_WORD.findall(text)) // WORDS_PER_CHAT_SPELLING)):
        kinds = list(_KINDS)
        while kinds:
            kind = rng.choices(kinds, [_KINDS[kind] for kind in kinds])[0]
            kinds.remove(kind)
            if (noisy := kind(text, rng)) != text:
                text = noisy
                break
    return text


def _on_one_word(change: Callable[[str, random.Random], str]) -> Callable[[str, random.Random], str]:
    """A function that applies `change` to one random word among those that it alters."""

    def changed(text: str, rng: random.Random) -> str:
        matches = list(_WORD.finditer(text))
        rng.shuffle(matches)
        for match in matches:
            if (word := change(match.group(), rng)) != match.group():
                return text[: match.start()] + word + text[match.end() :]
        return text

    return changed


def _repeat(word: str, rng: random.Random) -> str:
    return word + word[-1] * rng.randint(1, 3) if word[-1].lower() in "aeiou" else word


def _typo_or_homophone(word: str, rng: random.Random) -> str:
    swaps = [(old, new) for old, new in _HOMOPHONES if old in word] + [("h", "")] * ("h" in word)
    if swaps and rng.random() < 0.6:
        old, new = rng.choice(swaps)
        return word.replace(old, new, 1)
    return _typo(word, rng) if len(word) >= 4 else word


def _join(text: str, rng: random.Random) -> str:
    gaps = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)]
    # What people join is short: «nose», «porfavor», «aver».
    short = [at for at in gaps if len(text[:at].split()[-1]) <= 3]
    if not short:
        return text
    at = rng.choice(short)
    return text[:at] + text[at + 1 :]


def _spell_with_k(word: str, _: random.Random) -> str:
    return re.sub(r"qu(?=[eiéí])|c(?=[aou])", "k", word, count=1)


_KINDS: dict[Callable[[str, random.Random], str], float] = {
    _on_one_word(_repeat): 26,
    _on_one_word(lambda word, _: without_accents(word)): 20,
    _on_one_word(_typo_or_homophone): 16,
    _on_one_word(lambda word, _: _ABBREVIATIONS.get(word.lower(), word)): 9,
    _join: 6,
    _on_one_word(_spell_with_k): 1.4,
}
NOISES: dict[str, Callable[[str], str]] = {
    "without accents": without_accents,
    "one typo per four words": with_typos,
    "chat spelling": in_chat_spelling,
}
