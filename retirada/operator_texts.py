"""The Spanish words of what operators and editors print and read: data/operators.yml."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml
from pydantic import BaseModel, ConstrainedStr, Extra, ValidationError

from retirada.paths import PROJECT

FILE = PROJECT / "data" / "operators.yml"


class OperatorTextsError(ValueError):
    """data/operators.yml cannot be used. The text names the file and what to mend."""


class Text(ConstrainedStr):
    """A sentence or a heading: there is something in it."""

    strict = True
    min_length = 1


class _Section(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class ReviewTexts(_Section):
    """What `make review` says and asks. `agrees`, `disagrees`: how those answers begin; any other is «later»."""

    none_due: Text
    some_due: Text
    entry: Text
    statement: Text
    checked: Text
    page: Text
    still_so: Text
    agrees: Text
    disagrees: Text
    how: Text
    written: Text
    to_change: Text
    left: Text


class AuditTexts(_Section):
    """The words of `make audit`. `fields`: what of an answer can differ."""

    conversation: Text
    period: Text
    turn: Text
    said: Text
    read: Text
    read_by: Text
    read_from_button: Text
    facts: Text
    fact_words: Text
    fact_message: Text
    fact_granted: Text
    decided: Text
    by_row: Text
    by_no_row: Text
    rests_on: Text
    versions: Text
    of_version: Text
    answered: Text
    today: Text
    same: Text
    different: Text
    reworded: Text
    read_otherwise: Text
    change: Text
    text_was: Text
    text_now: Text
    fields: dict[str, Text]
    nothing: Text
    summary: Text
    kept: Text
    kept_decision: Text
    otherwise: Text


class DiffTexts(_Section):
    """The words of `make diff`."""

    title: Text
    now: Text
    compared: Text
    counted_cases: Text
    counted_texts: Text
    counted_stored: Text
    none_stored: Text
    cases: Text
    stored: Text
    said: Text
    others: Text
    topic: Text
    case: Text
    every_case: Text
    no_facts: Text
    before: Text
    after: Text
    place: Text
    frequency: Text
    times: Text
    conversations: Text
    no_conversation: Text
    missing: Text
    sources: Text
    notes: Text
    asks: Text
    verdict: Text
    compared_models: Text
    counted_questions: Text
    questions: Text
    question: Text
    expected: Text
    effect: Text
    better: Text
    worse: Text
    neither: Text
    asked_back: Text


class OperatorTexts(_Section):
    """All sections of the file."""

    audit: AuditTexts
    diff: DiffTexts
    review: ReviewTexts


def load(path: Path = FILE) -> OperatorTexts:
    """Read and validate the texts.

    Raises:
        OperatorTextsError: the file is missing, is not YAML, or a text in it is missing, blank or unknown.
    """
    try:
        return OperatorTexts.parse_obj(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise OperatorTextsError(f"{path} cannot be read: {' '.join(str(error).split())}") from None
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise OperatorTextsError(f"{path}: {problems}") from None


@functools.lru_cache(maxsize=1)
def operator_texts() -> OperatorTexts:
    """The texts of data/operators.yml, read at the first call. Raises OperatorTextsError."""
    return load()
