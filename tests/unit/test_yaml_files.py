"""A file that cannot be used is told in a line for each problem, with the place in it."""

from __future__ import annotations

import pytest

from retirada.yaml_files import DataFileError, Pattern, Strict, Text, read_model, read_yaml


class Menu(Strict):
    title: Text
    dishes: list[dict[int, Text]]
    found_by: Pattern = "a"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"", ["whole file: Menu expected dict not NoneType (line 1)"]),
        (
            b"title: x\ndishes: [",
            ["not valid YAML: while parsing a flow node, did not find expected node content (line 3)"],
        ),
        (b"title: x\ndishes: {{x}}", ["not valid YAML: while constructing a mapping, found unhashable key (line 2)"]),
        (b"title: x\n\ntitle: y", ["not valid YAML: «title» stands here twice: keep one (line 3)"]),
        (b"title: x\ntext: \xff", ["not valid YAML: invalid leading UTF-8 octet (line 2)"]),
        (b"title: !!int one", ["not valid YAML: invalid literal for int() with base 10: 'one'"]),
        (b"title: 2\ndishes: []", ["title: str type expected (line 1)"]),
        (b"dishes: []\nfound_by: (", ["title: field required (line 1)", "found_by: «(» is no regular expression: "]),
        (b"title: x\ndishes: []\nfound_by: [a, '(']", ["found_by: «(» is no regular expression: "]),
        (
            b"title: x\ndishes: []\nfound_by: [a, no]",
            ["found_by: «False» is no regular expression: put it in quotes (line 3)"],
        ),
        (b"title: x\ndishes: []\nfound_by: []", ["found_by: nothing is written here (line 3)"]),
        (b"title: x\ndishes:\n- 1: a\n- 2: ' '", ["dishes → row 2 → 2: nothing is written here (line 4)"]),
    ],
)
def test_each_problem_is_told_with_its_line(tmp_path, written, told):
    path = tmp_path / "menu.yml"
    path.write_bytes(written)
    with pytest.raises(DataFileError) as error:
        read_model(path, Menu)
    lines = str(error.value).splitlines()
    assert len(lines) == len(told)
    for line, begins in zip(lines, told, strict=True):
        assert line.startswith(f"{path}: {begins}")


def test_a_pattern_may_be_a_list_of_its_alternatives(tmp_path):
    path = tmp_path / "menu.yml"
    path.write_text("title: x\ndishes: []\nfound_by:\n  - 'sop(?:a|as)'\n  - caldo\n", encoding="utf-8")
    assert read_model(path, Menu).found_by == "sop(?:a|as)|caldo"


def test_what_is_no_file_is_told(tmp_path):
    with pytest.raises(DataFileError, match=r"none\.yml: missing\. Restore it from git\.$"):
        read_yaml(tmp_path / "none.yml")
    with pytest.raises(DataFileError, match=r": cannot be read: Is a directory\.$"):
        read_yaml(tmp_path)
