"""The guide as a spreadsheet: a sheet for each part, one row for each thing, to sort and to filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from retirada.guide.contents import Answer, Contents, Topic
from retirada.rulebook.guide_texts import Section
from retirada.rulebook.wording import in_words

_WIDE = 60  # characters, of a column of sentences
_NARROW = 20


def workbook(guide: Contents) -> Workbook:
    """The spreadsheet. Cells hold text and dates only, no formulas."""
    book = Workbook()
    book.remove(book.active)
    sections, labels = guide.texts.sections, guide.texts.labels
    _add(book, sections.topics, *_topics(guide))
    _add(
        book,
        sections.questions,
        [labels.id, sections.questions.title, labels.text, labels.checked_on, labels.how],
        [
            [q.id, q.question, "\n".join([*q.statements, *filter(None, [q.remarks])]), checked.date, checked.how]
            for q, checked, _ in guide.questions
        ],
    )
    _add(
        book,
        sections.notes,
        [labels.id, labels.text, labels.kind, labels.copied, labels.page, labels.checked_on, labels.how],
        [[n.id, n.text, n.kind, n.copied, n.page, n.checked.date, n.checked.how] for n in guide.notes],
    )
    _add(
        book,
        sections.glossary,
        [labels.id, labels.name, labels.text, labels.sources],
        [
            [term.id, ", ".join(term.names), term.says, ", ".join(term.sources) or labels.own_words]
            for term in guide.terms
        ],
    )
    _add(
        book,
        sections.subjects,
        [labels.id, labels.topic, labels.text, labels.sources],
        [[s.id, s.title, "\n".join(s.paragraphs), ", ".join(s.sources)] for s in guide.subjects],
    )
    _add(book, sections.cases, *_cases(guide))
    return book


def _topics(guide: Contents) -> tuple[list[str], list[list[Any]]]:
    """A row for each answer: a column for each fact says which values lead to it."""
    labels, facts = guide.texts.labels, guide.knowledge.facts

    def row(topic: Topic, answer: Answer) -> list[Any]:
        cells = [
            in_words(guide.knowledge, {fact: answer.values[fact]})[0] if fact in answer.values else labels.any_value
            for fact in facts
        ]
        return [
            topic.title,
            *cells,
            answer.sentence,
            answer.asks,
            ", ".join(answer.sources),
            answer.verdict,
            answer.row,
        ]

    header = [labels.topic, *(fact.title for fact in facts.values())]
    header += [labels.answer, labels.asks.split(":")[0], labels.sources, labels.verdict, labels.row]
    return header, [row(topic, answer) for topic in guide.topics for answer in topic.combinations]


def _cases(guide: Contents) -> tuple[list[str], list[list[Any]]]:
    labels, facts = guide.texts.labels, guide.knowledge.facts
    titles = {topic.id: topic.title for topic in guide.topics}
    header = [labels.name, labels.topic, *(fact.title for fact in facts.values()), labels.verdict]
    rows = [
        [
            case.name,
            titles[case.topic],
            *(facts[name].meaning[case.facts[name]] if name in case.facts else None for name in facts),
            case.verdict,
        ]
        for case in guide.knowledge.cases
    ]
    return header, rows


def _add(book: Workbook, section: Section, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(section.sheet)
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.data_type == "f":
                cell.data_type = "s"  # a text that begins with «=»
    for number, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        longest = max((len(str(c.value or "")) for c in sheet[get_column_letter(number)]), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE if longest > _WIDE else _NARROW
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
