"""`make diff REV=…`: what the project's rules, notes and texts, as they lie there, change against a git revision.

`make diff MODEL=…`: what today's model reads otherwise than another one, on the test questions.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from retirada.changes.cases import changed_cases
from retirada.changes.sections import Section, cases_section, stored_section, texts_section
from retirada.changes.show import print_sections, write_page
from retirada.changes.stored import changed_decisions
from retirada.changes.texts import changed_responses, changed_texts
from retirada.changes.version import Version, read_version, revision
from retirada.operator_texts import operator_texts
from retirada.paths import PROJECT
from retirada.server.store.event_reader import decisions, open_store
from retirada.server.store.period import Period, read_period
from retirada.yaml_files import exit_on_data_error

PAGE = PROJECT / "var" / "diff" / "cambios.html"


def compare_versions(before: Version, after: Version, period: Period) -> tuple[list[str], list[Section]]:
    """What changes, as sentences and as tables.

    Args:
        before, after: the versions.
        period: of whose stored decisions it is said how they would come out.
    """
    texts = operator_texts().diff
    cases, n_cases = changed_cases(before, after)
    responses, others = changed_responses(before, after), changed_texts(before, after)
    lines = [
        texts.compared.format(before=before.name, after=after.name),
        texts.counted_cases.format(changed=sum(change.n_cases for change in cases), total=n_cases),
        texts.counted_texts.format(responses=len(responses), others=len(others)),
    ]
    sections = [
        cases_section(cases, before, after),
        texts_section(texts.said, responses),
        texts_section(texts.others, others),
    ]
    try:
        stored, n_stored = changed_decisions(before, after, decisions(open_store(), period))
    except SystemExit as nothing:
        lines.append(str(nothing))
    else:
        times = sum(change.times for change in stored)
        days = {"first": period.first, "last": period.last}
        lines.append(
            (texts.counted_stored if n_stored else texts.none_stored).format(changed=times, total=n_stored, **days)
        )
        sections.insert(1, stored_section(stored, before, after))
    return lines, sections


@exit_on_data_error()
def main() -> None:
    """Print what changes, and write it as a page.

    Raises:
        SystemExit: REV, MODEL or PERIOD can't be used, or the knowledge can't be read; the text says why.
    """
    model, rev = os.environ.get("MODEL"), os.environ.get("REV") or "HEAD"
    period = read_period(os.environ.get("PERIOD") or "30", date.today())
    if model:
        from retirada.changes.models import compare_models

        lines, sections = compare_models(Path(model))
    else:
        after = read_version(PROJECT, operator_texts().diff.now)
        with revision(PROJECT, rev) as before:
            lines, sections = compare_versions(before, after, period)
    print_sections(lines, sections)
    write_page(PAGE, operator_texts().diff.title, lines, sections)
    print(PAGE.relative_to(PROJECT))


if __name__ == "__main__":
    main()
