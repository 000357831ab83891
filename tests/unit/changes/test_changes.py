"""What a change of the files changes for people, against a real git repository."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from datetime import date

import pytest

from retirada.changes.__main__ import compare_versions
from retirada.changes.cases import changed_cases
from retirada.changes.sections import marked
from retirada.changes.show import print_sections, write_page
from retirada.changes.stored import changed_decisions
from retirada.changes.texts import changed_responses, changed_texts
from retirada.changes.version import read_version, revision
from retirada.paths import PROJECT
from retirada.server.store.decisions import Decided
from retirada.server.store.period import Period
from tests.editing import edit
from tests.unit.audit.events import bot, user

DAY = date(2026, 11, 26)
NOW = "los archivos de ahora"


def git(folder, *arguments: str) -> None:
    who = ["-c", "user.name=ana", "-c", "user.email=ana@example.org"]
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path):
    """A repository with one commit, of the files that are compared."""
    folder = tmp_path / "project"
    shutil.copytree(PROJECT / "data" / "knowledge", folder / "data" / "knowledge")
    shutil.copy(PROJECT / "data" / "channels.yml", folder / "data")
    shutil.copy(PROJECT / "domain.yml", folder)
    git(tmp_path, "init", "--quiet", str(folder))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "as it was")
    return folder


@pytest.fixture
def versions(project):
    """Gives the version of the commit and that of the files; what a test changes, it changes before."""

    def read():
        return opened[0], read_version(project, NOW)

    with revision(project, "HEAD") as before:
        opened = [before]
        yield read


def test_nothing_changed_is_nothing(versions):
    before, after = versions()
    assert changed_cases(before, after)[0] == [] and changed_cases(before, after)[1] > 300
    assert changed_responses(before, after) == changed_texts(before, after) == []


def test_each_case_with_another_verdict_is_named_and_no_other(project, versions):
    edit(project, "data/knowledge/tables.yml", "when: {device: mobile}", "when: {device: mobile, kind: report}")
    before, after = versions()
    found, _ = changed_cases(before, after)
    assert {(one.topic, one.before.verdict, one.after.verdict) for one in found} == {("where", "where_mobile", "where")}
    # On a ground that is no infringement there is a note more, too.
    case = {"device": ["mobile"], "kind": ["complaint"]}
    infringement = ["image_theft", "product_infringement", None]
    assert sorted((one.n_cases, one.after.notes, one.values) for one in found) == [
        (1, ("O1", "O6"), {**case, "ground": ["other"]}),
        (3, (), {**case, "ground": infringement}),
    ]


def test_sources_questions_and_notes_that_fit_are_changes_too(project, versions):
    edit(project, "data/knowledge/tables.yml", "sources: [P7]", "sources: [P7, P5]")
    edit(project, "data/knowledge/tables.yml", "notes: [O12]", "notes: [O12, O9]")
    edit(project, "data/knowledge/tables.yml", "asks: [evidence]", "asks: []")
    before, after = versions()
    found = {(one.topic, str(one.values)): (one.before, one.after) for one in changed_cases(before, after)[0]}
    (sources,) = [pair for (topic, values), pair in found.items() if "['yes']" in values]
    assert [one.sources for one in sources] == [("P7",), ("P5", "P7")]
    # O9 is on trade: it fits a ground that is none of an infringement, and only that.
    assert [one.notes for one in found["should_file", "{'ground': ['other']}"]] == [(), ("O9",)]
    assert [
        one.asks
        for (topic, _), pair in found.items()
        for one in pair
        if topic == "refile"
        if one.verdict == "refile_depends"
    ] == ["evidence", None]
    assert len(found) == 3


def test_a_topic_that_is_new_or_gone_is_told(project, versions):
    edit(project, "data/knowledge/tables.yml", "  mediation:\n    - id: mediation.any", "  talks:\n    - id: talks.any")
    edit(project, "data/knowledge/cases.yml", "topic: mediation", "topic: talks")
    before, after = versions()
    found, _ = changed_cases(before, after)
    assert [(one.topic, one.before is None, one.after is None) for one in found] == [
        ("talks", True, False),
        ("mediation", False, True),
    ]


def test_texts_are_named_by_where_they_stand(project, versions):
    edit(project, "domain.yml", "Esa queja ya está retirada, y no se", "Esa queja está retirada, y no se")
    edit(project, "domain.yml", "title: Sigue en trámite", "title: Todavía en trámite")
    edit(project, "data/knowledge/sources.yml", "Fíjese en lo que el demandado dice", "Mire lo que el demandado dice")
    edit(project, "data/channels.yml", "Ver opciones", "Opciones")
    before, after = versions()
    assert {one.place for one in changed_responses(before, after)} >= {"utter_already_withdrawn", "utter_ask_status"}
    assert [one.place for one in changed_texts(before, after)] == [
        "sources.yml → questions → P3 → statements",
        "channels.yml → open_list",
    ]


def test_words_that_only_one_text_has_are_marked():
    before, after = marked("No se puede retirar.", "Sí se puede retirar.")
    assert [span.text for span in before if span.changed] == ["No"]
    assert [span.text for span in after if span.changed] == ["Sí"]
    assert "".join(span.text for span in after) == "Sí se puede retirar."


def decided(row: str, times: int = 1, conversation: str | None = None, **facts: str) -> Decided:
    return Decided(DAY, {"row": row, "topic": "why", "facts": facts}, times, conversation)


def test_stored_decisions_that_would_come_out_otherwise_are_counted(project, versions):
    edit(project, "data/knowledge/tables.yml", "when: {status: processed}", "when: {status: processed, kind: report}")
    before, after = versions()
    stored = [
        decided("withdraw.processed", conversation="rest:ana", status="processed"),
        decided("withdraw.processed", conversation="rest:ana", status="processed"),
        decided("withdraw.processed", 5, status="processed"),
        decided("withdraw.processed", conversation="rest:eva", status="processed", kind="report"),
        decided("withdraw.conditions", conversation="rest:eva"),
        decided("gone.any", conversation="rest:eva", shoe_size="41"),
    ]
    (found,), total = changed_decisions(before, after, stored)
    assert total == 10
    assert (found.times, found.conversations, found.facts) == (7, ["rest:ana"], {"status": "processed"})
    assert (found.before.verdict, found.after.verdict) == ("not_withdrawable_processed", "withdrawal_conditions")


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store with one decision on a processed complaint."""
    path = tmp_path / "conversations.db"
    noon = 1795694400.0  # of DAY
    answer = {"row": "withdraw.processed", "facts": {"status": "processed"}}
    with sqlite3.connect(path) as database:
        database.execute(
            "create table events (id integer primary key, sender_id text, type_name text, timestamp float, data text)"
        )
        for event in (user("¿puedo?", at=noon), bot("no", at=noon, **answer)):
            row = ["rest:ana", event["event"], event["timestamp"], json.dumps(event)]
            database.execute("insert into events (sender_id, type_name, timestamp, data) values (?, ?, ?, ?)", row)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return path


def test_a_lawyer_reads_a_table_in_spanish_and_a_page(project, versions, store, tmp_path, capsys):
    edit(project, "data/knowledge/tables.yml", "when: {status: processed}", "when: {status: processed, kind: report}")
    before, after = versions()
    lines, sections = compare_versions(before, after, Period(DAY, DAY))
    print_sections(lines, sections)
    printed = capsys.readouterr().out
    assert "Decisiones del 2026-11-26 al 2026-11-26 que saldrían de otro modo: 1 de 1." in printed
    assert "Casos que se responden de otro modo" in printed and "rest:ana" in printed
    assert "HEAD (" in printed and "«as it was»" in printed
    page = tmp_path / "out" / "cambios.html"
    write_page(page, "Qué cambia", lines, sections)
    html = page.read_text(encoding="utf-8")
    assert "No, ya no se puede retirar" in "".join(html.replace("<mark>", "").replace("</mark>", ""))
    assert "<mark>" in html and "Textos que cambian: 0 de respuestas" in html
    assert "http" not in html, "it fetches nothing"


def test_without_stored_conversations_the_rest_is_told(versions, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    before, after = versions()
    lines, _ = compare_versions(before, after, Period(DAY, DAY))
    assert lines[-1].startswith("No conversations are stored")
    assert "0 de 397" in lines[1] or "0 de" in lines[1]


def test_a_period_without_decisions_is_told(versions, store):
    before, after = versions()
    lines, _ = compare_versions(before, after, Period(date(2025, 1, 1), date(2025, 1, 2)))
    assert lines[-1] == "Del 2025-01-01 al 2025-01-02 no hay ninguna decisión guardada."


@pytest.mark.parametrize("name", ["nope", "--output=x", "HEAD~7", "HEAD:domain.yml", ""])
def test_a_revision_that_is_none_is_told_in_one_line(project, name):
    with pytest.raises(SystemExit) as error, revision(project, name):
        pass
    assert f"REV: «{name}» is no revision" in str(error.value) and "\n" not in str(error.value)


def test_what_is_no_repository_is_told_in_one_line(tmp_path):
    with (
        pytest.raises(SystemExit, match="REV: «HEAD» is no revision of a git repository in"),
        revision(tmp_path, "HEAD"),
    ):
        pass


def test_a_revision_whose_knowledge_cannot_be_read_is_told_in_one_line(project):
    edit(project, "data/knowledge/tables.yml", "sources: [P7]", "sources: [P6]")
    git(project, "commit", "--quiet", "--all", "--message", "broken")
    with pytest.raises(SystemExit) as error, revision(project, "HEAD"):
        pass
    assert str(error.value).startswith("REV: «HEAD» can't be compared: data/knowledge/tables.yml: ")
    assert "\n" not in str(error.value)
    git(project, "rm", "-r", "--quiet", "data/knowledge")
    git(project, "commit", "--quiet", "--message", "gone")
    with pytest.raises(SystemExit, match=r"can't be compared: .*sources.yml: missing"), revision(project, "HEAD"):
        pass
