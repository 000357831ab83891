"""What the actions look for in a message: data/knowledge/phrases, a file for each of the models here."""

from __future__ import annotations

from typing import Union

from retirada.rulebook.case_phrases import CasePhrases
from retirada.rulebook.fact_phrases import FactPhrases
from retirada.rulebook.question_phrases import QuestionPhrases
from retirada.rulebook.reply_phrases import ReplyPhrases
from retirada.yaml_files import Strict

# The file in which each is written.
PARTS: dict[str, type[Strict]] = {
    "phrases/cases.yml": CasePhrases,
    "phrases/facts.yml": FactPhrases,
    "phrases/questions.yml": QuestionPhrases,
    "phrases/replies.yml": ReplyPhrases,
}


class Phrases(CasePhrases, FactPhrases, QuestionPhrases, ReplyPhrases):
    """Words by which a person points to something, in lower case and without accents.

    A `Pattern` is a regular expression; all others are looked for as whole words.
    """

    def words(self, name: str) -> Union[str, list[str]]:
        """The pattern, or the whole words, of this name; of a detail's, «details_named.who_withdrew».

        Raises:
            KeyError: there are none of this name.
        """
        key, _, detail = name.partition(".")
        found = getattr(self, key, None)
        if detail:
            found = getattr(found.get(detail), "pattern", None) if isinstance(found, dict) else None
        if not isinstance(found, (str, list)):
            raise KeyError(name)
        return found


def file_of(name: str) -> str:
    """The file in which the words of this name are written, below data/knowledge."""
    return next(file for file, part in PARTS.items() if name in part.__fields__)
