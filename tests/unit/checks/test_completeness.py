"""`make check` tells somebody who adds a question what they forgot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retirada.checks import completeness
from retirada.nlu.training_data import read_folder
from retirada.paths import PROJECT
from retirada.yaml_files import DataFileError
from tests.editing import edit
from tests.small_data import with_few_rows

RASA_SETTINGS = ("config.yml", "credentials.yml", "endpoints.yml")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The project with few of its training examples, for they take long to read."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(PROJECT / "data", folder / "data")
    for name in ("domain.yml", *RASA_SETTINGS):
        shutil.copy(PROJECT / name, folder)
    for path in (folder / "data" / "nlu").rglob("*.yml"):
        path.write_text(with_few_rows(path.read_text(encoding="utf-8"), blocks=8, rows=40), encoding="utf-8")
    return folder


@pytest.fixture
def project(small, tmp_path):
    return shutil.copytree(small, tmp_path / "project")


def problems(project: Path) -> list[str]:
    return completeness.problems(project, read_folder(project / "data" / "nlu"))


NEW_TOPIC = "topics:\n  anonymity:\n    - verdict: not_said\n      sources: [P3]\n"


def test_a_new_topic_is_followed_to_its_intent_response_rule_and_examples(project):
    edit(project, "data/knowledge/tables.yml", "topics:\n", NEW_TOPIC)
    edit(project, "domain.yml", "intents:\n", "intents:\n  - anonymity\n")
    told = "\n".join(problems(project))
    assert "verdict not_said has no response: add `utter_not_said`" in told
    assert "intent anonymity has no rule" in told
    assert "data/nlu/anonymity.yml: intent anonymity needs 10 examples or more" in told


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("domain.yml", "utter_no_refile:", "utter_nothing:", "verdict no_refile has no response"),
        (
            "domain.yml",
            "utter_no_refile_again:",
            "utter_nothing:",
            "verdict no_refile has no response: add `utter_no_re",
        ),
        (
            "data/knowledge/tables.yml",
            "topics:\n",
            NEW_TOPIC.replace("anonymity", "cost"),
            "next_door.yml: cost is a topic of tables.yml now",
        ),
        ("data/dialogue/rules.yml", "intent: reopen\n", "intent: where\n", "intent where has 2 rules"),
        ("domain.yml", "payload: /refile, group", "payload: /reopen, group", "topic refile is not in the menu"),
        (
            "domain.yml",
            'payload: /refile, group: "Presentarla, o volver a empezar"',
            "payload: /refile",
            "refile in `utter_menu` needs a `group`",
        ),
        ("data/knowledge/official_notes.yml", "topics: [buyer_withdrawal]", "topics: [buying]", "buying is no topic"),
        ("data/knowledge/official_notes.yml", "grounds: [other]", "grounds: [rude]", "rude is no value of `ground`"),
        ("data/knowledge/official_notes.yml", "subjects: [first_filing]\n", "\n", "nobody cites O9"),
        (
            "data/knowledge/official_notes.yml",
            "subjects: [appeal]",
            "subjects: [appeals]",
            "appeals is not in next_door.yml",
        ),
        (
            "data/knowledge/asked_in_words.yml",
            "words: [withdrew_by_mistake]\n    means: reopen",
            "words: [withdrew_by_mistake]\n    means: reopens",
            "asked_in_words.yml: withdrawn_by_mistake: reopens is no intent of domain.yml (line ",
        ),
        ("data/knowledge/asides.yml", "of: [refile]", "of: [refiles]", "refiles is no intent of domain.yml"),
        ("data/knowledge/next_door.yml", "  distress: {}\n", "  despair: {}\n", "subject despair is no intent"),
        (
            "data/knowledge/next_door.yml",
            "nearest: [withdraw, before_withdrawing]",
            "nearest: [greet, before_withdrawing]",
            "cost: greet has no title",
        ),
        (
            "data/knowledge/guide.yml",
            "  distress: Cuando",
            "  despair: Cuando",
            "guide.yml: subjects: distress has no title: add one, or its button",
        ),
        ("data/knowledge/guide.yml", "  fraud: Fals", "  frauds: Fals", "frauds is no subject of next_door.yml"),
        ("data/follow_ups.yml", "no_refile:", "never:", "never is no verdict of tables.yml"),
        ("data/follow_ups.yml", "topic: contact}", "topic: phone}", "topic phone is no intent of domain.yml"),
        ("data/knowledge/sources.yml", "date: 2026-11-26", "date: 2999-01-01", "checked: 2999-01-01 is in the future"),
        ("data/knowledge/cases.yml", "topic: mediation", "topic: mediate", "no case is decided by mediation.any"),
        (
            "data/knowledge/next_steps.yml",
            "step: processed",
            "step: done",
            "step done of next_steps.yml needs a response",
        ),
        (
            "data/knowledge/cases.yml",
            "verdict: withdrawable",
            "verdict: resolve_first",
            "«Presentó una queja que sigue en trámite»",
        ),
        ("domain.yml", "Solo habría podido", "Solo " * 60, "nobody reads more than 60"),
        ("domain.yml", "utter_ask_status_again:", "utter_nothing:", "asked for: add `utter_ask_status_again`"),
        ("data/knowledge/facts.yml", "    inform, affirm", "    informs, affirm", "informs is not in domain.yml"),
        ("domain.yml", "\n        {footer}\n", "\n", "needs {footer}"),
        ("domain.yml", "  - mediation\n", "", "topic mediation is no intent"),
        ("domain.yml", "values: [mobile, computer]", "values: [mobile]", "slot device must have the values"),
        ("domain.yml", "  - party\n", "", "fact party is no entity"),
        ("domain.yml", '"processed"}}', '"closed"}}', "utter_ask_status offers no button for «processed»"),
        ("domain.yml", "utter_bot_challenge:", "utter_x:", "intent bot_challenge has no response"),
        ("data/dialogue/rules.yml", "      - intent: reopen\n", "      - intent: where\n", "intent reopen has no rule"),
        ("domain.yml", "payload: /duration}", "payload: /durations}", "utter_readings has a button for /durations"),
        (
            "data/dialogue/rules.yml",
            "intent: duration\n",
            "intent: durations\n",
            "a rule is for durations, which is no",
        ),
        ("data/nlu/where.yml", "(kind:complaint)", "(kind:letter)", "where: unknown fact kind:letter"),
        ("data/nlu/where.yml", "      voice: [", "      # [", "where.yml:8: intent where has rows without a `voice`"),
        ("data/nlu/where.yml", "intent: where", "intent: wear", "intent wear has examples but is not in domain.yml"),
        ("data/knowledge/tables.yml", "sources: [P8, P1, P3]", "sources: [P1, P3]", "nobody cites P8"),
        (
            "data/knowledge/tables.yml",
            "{status: withdrawn}",
            "{status: processed}",
            "row 3 (not_withdrawable_processed) never decides: its case «ya se procesó; no se sabe quién la presentó; "
            "se trata de una queja; no se sabe el motivo; no se sabe si queda algo por arreglar» {status: processed} "
            "is decided by withdraw.withdrawn (already_withdrawn)",
        ),
    ],
)
def test_what_is_missing_is_named(project, name, old, new, told):
    edit(project, name, old, new)
    assert any(told in problem for problem in problems(project))


def test_a_source_that_does_not_exist_hides_nothing_else(project):
    edit(project, "data/knowledge/tables.yml", "sources: [P8, P1, P3]", "sources: [P77]")
    edit(project, "domain.yml", "utter_no_refile:", "utter_nothing:")
    told = "\n".join(problems(project))
    assert "source «P77» is not in sources.yml" in told
    assert "verdict no_refile has no response" in told


@pytest.mark.parametrize("name", ["domain.yml", "data/dialogue/rules.yml", *RASA_SETTINGS])
def test_a_file_that_is_no_yaml_is_named(project, name):
    with open(project / name, "a", encoding="utf-8") as file:
        file.write("\tx: [\n")
    with pytest.raises(DataFileError, match=rf"{name}: not valid YAML: .* \(line \d+\)$"):
        problems(project)


@pytest.mark.parametrize(("name", "old"), [("data/channels.yml", "busy:"), ("data/operators.yml", "none_due:")])
def test_a_text_that_is_missing_is_named(project, name, old):
    edit(project, name, old, f"other_{old}")
    with pytest.raises(DataFileError, match=rf"{name}: .*{old}"):
        problems(project)


def test_a_pattern_that_cannot_be_compiled_is_named(project):
    edit(project, "data/conjugation.yml", "to_me: >-\n  ", "to_me: >-\n  (")
    with pytest.raises(DataFileError, match=r"conjugation.yml: to_me: «.*» is no regular expression"):
        problems(project)
