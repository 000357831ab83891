"""Bad data in data/knowledge is refused with the file and the place in it."""

from __future__ import annotations

import re
import shutil

import pytest

from retirada.rulebook.knowledge import KNOWLEDGE_DIR, load
from retirada.rulebook.question_phrases import NamedDetail
from retirada.yaml_files import DataFileError, read_yaml
from tests.editing import edit


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(KNOWLEDGE_DIR, tmp_path / "knowledge")


def test_the_project_s_own_knowledge_loads():
    knowledge = load()
    questions = {question.id for question in knowledge.sources.questions}
    assert questions >= {f"P{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9, 10)} and "P6" not in questions
    assert {note.id for note in knowledge.notes.notes} >= {f"O{n}" for n in range(1, 15)}


def test_the_version_changes_with_the_data_and_only_with_it(folder):
    before = load(folder).version
    assert load(folder).version == before
    edit(folder, "tables.yml", "sources: [P7]", "sources: [P7, P5]")
    assert load(folder).version != before


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("tables.yml", "verdict: resolve_first", "verdikt: resolve_first", "tables.yml: topics → withdraw → row 5"),
        ("tables.yml", "when: {status: withdrawn}", "when: {status: lost}", "row 1 (already_withdrawn): «lost» is not"),
        ("tables.yml", "when: {party: respondent}", "when: {role: respondent}", "unknown fact «role»"),
        ("tables.yml", 'issues_resolved: "no"', "issues_resolved: no", 'write "yes" and "no" in quotes'),
        ("tables.yml", "sources: [P5, P10]", "sources: [P6]", "source «P6» is not in sources.yml"),
        ("tables.yml", "sources: [P5, P10]", "sources: []", "sources"),
        ("tables.yml", "notes: [O1]", "notes: [O99]", "note «O99» is not in official_notes.yml"),
        ("official_notes.yml", "details: [how_soon]", "details: [how_late]", "detail «how_late» is not in details.yml"),
        ("tables.yml", "asks: [evidence]", "asks: [proof]", "asks for an unknown fact «proof»"),
        (
            "tables.yml",
            "verdict: not_reopenable",
            "when: {kind: report}\n      verdict: not_reopenable",
            "reopen: no row decides this case: «se trata de una queja» {kind: complaint}",
        ),
        ("tables.yml", "topics:", "topics: [", "tables.yml: not valid YAML"),
        ("phrases/facts.yml", "\nfillers:", "\nfillers: []\nfillers:", "«fillers» stands here twice: keep one"),
        ("sources.yml", "id: P7", "id: seven", "sources.yml: questions → row 6 → id"),
        ("sources.yml", "title:", "titel:", "sources.yml: titel"),
        ("sources.yml", "date: 2026-11-26", "date: 26/11/2026", "checked → date: «26/11/2026» is no date like"),
        ("sources.yml", "date: 2026-11-26", "date: 2026-11-31", "sources.yml: checked → date"),
        ("sources.yml", "date: 2026-11-26", "date: 20261126", "checked → date: «20261126» is no date like"),
        ("sources.yml", "  date: 2026-11-26\n", "", "sources.yml: checked → date: field required"),
        ("official_notes.yml", "how: según", "how: '' #", "official_notes.yml: checked → how"),
        ("official_notes.yml", "checked:", "chequed:", "official_notes.yml: checked: field required"),
        (
            "official_notes.yml",
            "    copy: quoted",
            "    copy: quoted\n    checked: {date: today, how: leída}",
            "official_notes.yml: notes → row 13 → checked → date: «today» is no date like 2026-11-26",
        ),
        ("guide.yml", "  contents: Contenido", "  content: Contenido", "guide.yml: labels → contents"),
        ("guide.yml", "sheet: Glosario", "sheet: Glosario de todas las palabras de la guía", "glossary → sheet"),
        ("official_notes.yml", "page: ipp.alibabagroup.com/faq/en.htm", "url: x", "official_notes.yml: notes → row 3"),
        ("official_notes.yml", "copy: quoted", "copy: heard", "official_notes.yml: notes → row 13 → copy"),
        ("official_notes.yml", "kind: trade", "kind: tax", "official_notes.yml: notes → row 1 → kind"),
        ("facts.yml", "stated_in:", "said_in:", "facts.yml: stated_in"),
        ("tables.yml", "id: where.mobile", "id: where.any", "row 2 (where): another row has the id «where.any»"),
        ("next_steps.yml", "{topic: should_file}", "{topic: filing}", "next_steps.yml: steps → row 18 (before_filing)"),
        ("next_steps.yml", "  - step: look_first", "  - when: {kind: report}\n    step: look_first", "last row"),
        ("glossary.yml", "  - id: informe\n", "  - id: queja\n", "terms → queja: 2 entries have this id"),
        ("glossary.yml", "fact: kind", "fact: sort", "terms → queja: unknown fact «sort»"),
        ("next_door.yml", "sources: [P9]", "sources: [P6]", "subjects → points: source «P6» is not in sources.yml"),
        ("claims.yml", "sources: [P5, P10]", "sources: [P6]", "source «P6» is not in sources.yml"),
        (
            "sources.yml",
            "verdicts: [ip_removal_useless]",
            "verdicts: [removed]",
            "no row of tables.yml says «removed»",
        ),
        ("cases.yml", "verdict: withdrawable", "verdikt: withdrawable", "cases.yml: cases → row 2 → verdict"),
        ("facts.yml", "explained_by: en_tramite", "explained_by: tramite", "«tramite» is not in glossary.yml"),
        ("facts.yml", "    unknown: no se sabe el motivo\n", "", "facts → ground → unknown: a fact has either"),
        ("facts.yml", "unstated: complaint", "unstated: letter", "facts.yml: facts → kind → unstated: «letter»"),
        ("phrases/cases.yml", "names_case: ", "names_case: (", "is no regular expression: "),
        ("phrases/cases.yml", "names_case: ", "names_case: É", "must be in lower case and without accents"),
        ("details.yml", "instead_of:", "instead:", "details.yml: details → row 1"),
        ("asked_in_words.yml", "pattern: >-\n      ", "pattern: >-\n      (", "→ pattern: «("),
        ("asked_in_words.yml", "    words: [is_that_all]\n", "", "an entry needs a `pattern` or `words`"),
        (
            "asides.yml",
            "    told: not_accused_yet\n",
            "    told: nobody\n",
            "no words are named «nobody»",
        ),
        ("asked_in_words.yml", "name: would_accuse", "name: plan", "plan: 2 entries have this name"),
        ("asked_in_words.yml", "[to_come]", "[to_com]", "files_again: no words are named «to_com»"),
        (
            "asked_in_words.yml",
            "{status: [withdrawn]}\n    question: any",
            "{state: [withdrawn]}\n    question: any",
            "is_it_true: `tells` names an unknown fact «state»",
        ),
        (
            "asked_in_words.yml",
            "    when: {party: [respondent]}",
            "    when: {side: [respondent]}",
            "`when` names an unknown fact «side»",
        ),
        ("phrases/cases.yml", "names_case: ", "names_case: É", "phrases/cases.yml: names_case: «É"),
        ("phrases/cases.yml", "  uses_photos:", "  uses_photo:", "mention → uses_photos: field required"),
        (
            "phrases/cases.yml",
            "    party:\n      respondent:",
            "    party:\n      accused:",
            "«accused» is no value of a fact «party»",
        ),
        ("facts.yml", "mobile: usa", "tablet: usa", "facts.yml: facts → device → meaning"),
    ],
)
def test_a_broken_file_is_named_with_the_place(folder, name, old, new, told):
    edit(folder, name, old, new)
    with pytest.raises(DataFileError) as error:
        load(folder)
    assert told in str(error.value)


def test_each_alternative_of_a_pattern_is_one_by_itself():
    def alternatives(content):
        below = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
        if isinstance(content, list) and any("\\" in entry for entry in content if isinstance(entry, str)):
            yield from content
        for one in below:
            yield from alternatives(one)

    found = [one for path in KNOWLEDGE_DIR.rglob("*.yml") for one in alternatives(read_yaml(path))]
    assert len(found) > 1_000
    for alternative in found:
        re.compile(alternative)


def test_a_missing_file_is_named(folder):
    (folder / "facts.yml").unlink()
    with pytest.raises(DataFileError, match=r"facts\.yml: missing"):
        load(folder)


def test_a_question_or_note_is_checked_when_it_says_or_else_when_its_file_says(folder):
    edit(folder, "sources.yml", "  - id: P7\n", "  - id: P7\n    checked: {date: 2026-11-20, how: leída}\n")
    knowledge = load(folder)
    dates = {question.id: str(knowledge.checked(question).date) for question in knowledge.sources.questions}
    assert dates == {**dict.fromkeys(dates, "2026-11-26"), "P7": "2026-11-20"}
    assert {str(knowledge.checked(note).date) for note in knowledge.notes.notes} == {"2026-11-25"}
    assert knowledge.checked(knowledge.note("O1")).how.startswith("según el encargo")


@pytest.mark.parametrize(
    ("pattern", "text", "is_named"),
    [
        (r"\bpag(?:o|ue)\b", "ayer le pague", True),
        (r"\bpag(?:o|ue)\b", "ayer le pague, ¿y ahora?", False),
        ([r"^ya pague", "devolvi"], "no, ya pague", False),
        ([r"^ya pague", "devolvi"], "ya pague", True),
        ([r"^ya pague", "devolvi"], "¿le devolvi?", False),
    ],
)
def test_words_that_are_never_asked_name_nothing_in_a_question(pattern, text, is_named):
    named = NamedDetail.parse_obj({"asked": "never", "pattern": pattern})
    assert (re.search(named.pattern, text) is not None) is is_named and named.asked is False
