"""The check of the training data finds what is put wrong, and says where."""

from __future__ import annotations

import shutil

import pytest

from retirada.checks import __main__ as make_check
from retirada.checks import training_data
from retirada.checks.label_issues import label_issues
from retirada.checks.training_data import problems
from retirada.nlu.training_data import Example, unmark
from retirada.rulebook.knowledge import KNOWLEDGE_DIR, load


def examples(*lines: tuple[str, str]) -> list[Example]:
    made = []
    for number, (intent, marked) in enumerate(lines, start=1):
        text, marks = unmark(marked)
        made.append(Example(text, intent, marks, marked, f"{intent}.yml:{number}"))
    return made


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([("where", "¿Dónde se quita?"), ("withdraw", "donde se quita")], "withdraw.yml:2: also under where"),
        ([("where", "la [cerraron](status:processed)"), ("where", "la cerraron")], "marked otherwise at where.yml:1"),
        ([("where", "[ya [la cerré](status:processed)](kind:report)")], "where.yml:1: marks overlap or are broken"),
        ([("where", "[abierta](status:in_process) o [cerrada](status:processed)")], "two values of one fact"),
        ([("where", "en el [cel](device:mobile)")], "device=mobile has 1 examples: needs 150."),
        ([("where", "en el [cel](device:mobile)")], "device=mobile occurs in where only"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(rules, lines, told):
    assert told in "\n".join(problems(examples(*lines), rules))


def test_metadata_that_nobody_reads_is_told_with_its_place(rules):
    (example,) = examples(("where", "¿dónde?"))
    told = problems([example._replace(intent_metadata={"contexts": {"asked": ["status"]}})], rules)
    assert "where.yml:1: «metadata» may have ['also', 'context', 'voice']" in told[0]


def test_a_second_intent_that_does_not_exist_is_told_with_its_place(rules):
    (example,) = examples(("where", "¿dónde?"))
    told = problems([example._replace(intent_metadata={"also": ["nowhere"]})], rules)
    assert "where.yml:1: «also» needs a list of intents that have examples; this has ['nowhere']." in told[0]


def test_texts_that_meet_in_no_context_may_have_two_intents(rules):
    one, other = examples(("confirm", "¿y con eso?"), ("inform", "y con eso"))
    apart = [
        example._replace(intent_metadata={"context": {"asked": asked}})
        for example, asked in ((one, [None]), (other, ["evidence"]))
    ]
    assert any("also under confirm" in line for line in problems([one, other], rules))
    assert not any("also under confirm" in line for line in problems(apart, rules))


def test_the_same_text_twice_under_one_intent_is_no_harm(rules):
    twice = examples(("where", "¿Dónde se quita?"), ("where", "donde se quita"))
    assert not [line for line in problems(twice, rules) if line.startswith("where.yml")]


def test_a_test_question_among_the_training_data_is_found():
    assert list(
        training_data.leaked_questions(
            examples(("where", "¿dónde la puedo retirar yo?")), examples(("where", "Dónde la puedo retirar yo"))
        )
    )
    assert not list(training_data.leaked_questions(examples(("greet", "hola")), examples(("greet", "Hola"))))


def test_knowledge_that_cannot_be_loaded_is_told_in_words(tmp_path, monkeypatch, capsys):
    folder = shutil.copytree(KNOWLEDGE_DIR, tmp_path / "knowledge")
    (folder / "tables.yml").write_text("topics: [", encoding="utf-8")
    monkeypatch.setattr(make_check, "load", lambda **options: load(folder, **options))
    assert make_check.main() == 1
    told = capsys.readouterr().out.splitlines()
    assert "tables.yml: not valid YAML" in told[0] and told[-1].endswith(" to mend.")


def test_a_label_that_the_others_speak_against_is_found():
    when = ("hoy", "ahora", "ya", "mañana", "luego", "el lunes")
    rows = examples(*[("a", f"¿quito la queja {it}?") for it in when], *[("b", f"¿cuánto tardan {it}?") for it in when])
    assert label_issues(rows) == []
    rows[3] = rows[3]._replace(text="¿cuánto tardan siempre?")
    (found,) = label_issues(rows)
    assert found.example is rows[3] and found.likely_intent == "b"
