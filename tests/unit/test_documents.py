"""What the documents point at exists, and the README has a sentence for every package."""

from __future__ import annotations

import itertools
import re

import pytest

from retirada.paths import PROJECT
from tests import rounds_table

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "tests/*.md", "web/*.md", "data/*.md")
    for path in PROJECT.glob(pattern)
    if "node_modules" not in path.parts
)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
# A path of the project in backticks, perhaps with a test in it; not what is made at run time, nor examples.
NAMED = re.compile(r"`((?:actions|docs|retirada|tests|web)/[\w/.-]*\w\.\w+)(?:::(\w+))?`")
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def anchors(markdown: str) -> set[str]:
    """The anchors that GitHub gives to the headings."""
    text = re.sub(r"```.*?```", "", markdown, flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_lead_somewhere(document):
    broken = []
    for link in filter(None, (a or b for a, b in LINK.findall(document.read_text(encoding="utf-8")))):
        if re.match(r"\w+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        exists = target.exists()
        if not exists or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_files_and_tests_that_are_named_exist(document):
    missing = []
    for name, test in NAMED.findall(document.read_text(encoding="utf-8")):
        path = PROJECT / name
        if not path.exists() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
            missing.append(f"{name}::{test}")
    assert not missing


def test_every_package_is_in_the_readme_s_layout():
    layout = README.partition("## Layout")[2].partition("\n## ")[0]
    packages = [path.parent.relative_to(PROJECT) for path in PROJECT.glob("retirada/*/__init__.py")]
    packages += [path.parent.relative_to(PROJECT) for path in PROJECT.glob("retirada/channels/*/__init__.py")]
    assert len(packages) > 8
    for package in packages:
        assert f"{package}/" in layout or f"`{package.name}/`" in layout, package


def test_every_decision_is_in_the_index():
    index = (PROJECT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in (PROJECT / "docs" / "decisions").glob("*.md"):
        assert f"(decisions/{page.name})" in index


def test_the_table_of_rounds_is_as_its_command_prints_it():
    document = (PROJECT / "docs" / "rounds.md").read_text(encoding="utf-8")
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in document.splitlines()]
    header = lines.index(list(rounds_table.HEADER))
    shown = list(itertools.takewhile(lambda cells: len(cells) == len(rounds_table.HEADER), lines[header + 2 :]))
    printed = [rounds_table.row(path) for path in sorted(rounds_table.ROUNDS.glob("20*.jsonl"))]
    assert shown == printed[-20:]
