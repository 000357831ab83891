"""What sentences of ours say already, so that nothing is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.reading.phrases import normalize, stems
from retirada.rulebook.wording import sentences_of

_FEW = 6  # words of a sentence
_SAID, _WORD = 0.75, 4  # of the words of a sentence, said before; letters by which one is known: «todo» is «todos»
_TURNS = re.compile(r"\b(?:no|sin)\b")


def is_said_in(text: str, sentence: str) -> bool:
    """Whether a text, in other words, says what a sentence of ours would say again. What «no» or «sin» turns was not
    said by a text without it.
    """
    said, again = ({stem[:_WORD] for stem in stems(words)} for words in (text, sentence))
    turned = set(_TURNS.findall(normalize(sentence))) - set(_TURNS.findall(normalize(text)))
    return len(said & again) >= _SAID * len(again) > 0 and not turned


def each_once(sentences: Iterable[str], told: str = "") -> str:
    """The sentences one after another, without those that the ones before, or what is told, say already; of one that
    goes on where such a one ends, «no se puede; queda apelar», only what it adds.
    """
    said = ""
    for sentence in (sentence for text in sentences for sentence in sentences_of(text)):
        for one in sentences_of(f"{told} {said}"):
            if sentence.startswith(f"{one[:-1]}; "):
                sentence = f"{sentence[len(one) + 1].upper()}{sentence[len(one) + 2 :]}"
        if not is_said_in(f"{told} {said}", sentence):
            said = f"{said} {sentence}".strip()
    return said


def what_is_new(text: str, told: Iterable[str]) -> str:
    """What a text of ours says that none of those before it did; nothing where all was said. What it begins with stays:
    the rest goes on with that. Of few words, all have to be said: one may be what is asked.
    """
    before = list(told)

    def is_told(sentence: str) -> bool:
        words = stems(sentence)
        return any(is_said_in(one, sentence) and (len(words) >= _FEW or words <= stems(one)) for one in before)

    first, *rest = sentences_of(text)
    new = [sentence for sentence in rest if not is_told(sentence)]
    return "" if is_told(first) and not new else " ".join([first, *new])


def parts_once(texts: Iterable[str]) -> str:
    """The texts one after another, of each what is new."""
    told: list[str] = []
    for text in texts:
        if new := what_is_new(text, told):
            told.append(new)
    return " ".join(told)
