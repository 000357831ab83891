"""The Spanish words of what operators and editors print and read: data/operators.yml."""

from __future__ import annotations

import functools
from pathlib import Path

from retirada.paths import PROJECT
from retirada.yaml_files import Strict, Text, read_model

FILE = PROJECT / "data" / "operators.yml"


class ReviewTexts(Strict):
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


class AuditTexts(Strict):
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


class DiffTexts(Strict):
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


class ReportTexts(Strict):
    """The words of `make report`. `…_names`: what is counted → how it is called."""

    title: Text
    period: Text
    kept_no_more: Text
    intervals: Text
    visit: Text
    share: Text
    share_of_nothing: Text
    nothing: Text
    visits: Text
    visits_counted: Text
    visits_by_day: Text
    day: Text
    channel: Text
    visits_column: Text
    turns_column: Text
    each_day: Text
    topics: Text
    topics_counted: Text
    topics_chart: Text
    topic: Text
    verdict: Text
    share_column: Text
    subjects: Text
    subjects_counted: Text
    subject: Text
    asked_back: Text
    asked_back_counted: Text
    choice: Text
    wrote: Text
    left: Text
    ratings: Text
    ratings_counted: Text
    rating: Text
    rating_names: dict[str, Text]
    bad_shown: Text
    asked: Text
    comment: Text
    stops: Text
    stop: Text
    stop_names: dict[str, Text]
    contained: Text
    contained_counted: Text
    outcome: Text
    contained_names: dict[str, Text]
    times: Text
    times_counted: Text
    times_axis: Text
    due: Text
    due_counted: Text
    none_due: Text
    entry: Text
    checked: Text


class InboxTexts(Strict):
    """The words of the inbox. `reasons`: why a message is in it → how that is said."""

    title: Text
    period: Text
    too_many: Text
    empty: Text
    number: Text
    people: Text
    read: Text
    confidence: Text
    reason: Text
    typical: Text
    heading: Text
    heading_next: Text
    lists: Text
    reasons: dict[str, Text]
    written: Text
    conversation: Text
    no_conversation: Text
    contradiction: Text
    doubtful: Text
    remembered: Text
    still: Text
    nothing_left: Text
    next: Text
    days: Text
    all: Text
    rating: Text
    channel: Text
    subject: Text
    at_most: Text
    filter: Text
    bad_filter: Text
    nothing_stored: Text
    unreadable: Text
    page_heading: Text
    keep: Text
    row: Text
    topic: Text
    verdict: Text
    write: Text
    right: Text
    nothing_chosen: Text
    refused: Text
    back: Text


class OperatorTexts(Strict):
    """All sections of the file."""

    audit: AuditTexts
    diff: DiffTexts
    inbox: InboxTexts
    report: ReportTexts
    review: ReviewTexts


def load(path: Path = FILE) -> OperatorTexts:
    """Read and validate the texts.

    Raises:
        DataFileError: the file is missing, is not YAML, or a text in it is missing, blank or unknown.
    """
    return read_model(path, OperatorTexts)


@functools.lru_cache(maxsize=1)
def operator_texts() -> OperatorTexts:
    """The texts of data/operators.yml, read at the first call. Raises DataFileError."""
    return load()
