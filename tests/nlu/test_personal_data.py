"""Names, mails and numbers that belong to a person are replaced; words and numbers that matter in the talk are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retirada.evaluation.dataset import questions
from retirada.evaluation.outcomes import Evaluation, as_annotated, evaluate, verdict
from retirada.evaluation.rasa_reader import as_prediction, parser
from retirada.nlu.training_data import read_examples
from retirada.privacy.names import find_names
from retirada.privacy.personal_data import NAME, PLACEHOLDERS, without_personal_data
from retirada.server.training import MODEL
from retirada.yaml_files import read_yaml

WRITTEN = read_yaml(Path(__file__).with_name("personal_data.yml"))
MARKED = re.compile(r"\{([^}]*)\}")


def leaks(line: str) -> list[str]:
    """The marked parts of the line of which three characters of a mail or digits of a number are left."""
    left = without_personal_data(MARKED.sub(r"\1", line))
    # What surrounds the marks has to be left as it was, but for them.
    around = [part.strip() for part in MARKED.split(line)[::2]]
    pattern = r"\s*(?:\S*\s*)?".join(map(re.escape, around))
    found = [part for part in MARKED.findall(line) if any(piece in left for piece in re.findall(r"\w{3,}", part))]
    placeholders = "|".join(map(re.escape, PLACEHOLDERS))
    kept = len(re.findall(placeholders, left)) == len(MARKED.findall(line)) and re.fullmatch(pattern, left)
    return found if kept else [*found, f"became «{left}»"]


def test_mails_and_numbers_are_replaced():
    wrong = {line: found for line in WRITTEN["personal"] if (found := leaks(line))}
    assert len(WRITTEN["personal"]) >= 120
    assert len(wrong) <= 0.02 * len(WRITTEN["personal"]), wrong


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_names_that_are_given_as_such_are_replaced(half):
    """And little else of the message: at least three lines of four are left exactly as they were around the name."""
    lines = WRITTEN["names"][half]
    left = {line: names for line in lines if (names := names_left(line))}
    exact = sum(without_personal_data(MARKED.sub(r"\1", line)) == MARKED.sub(NAME, line) for line in lines)
    marked = sum(len(MARKED.findall(line)) for line in lines)
    print(f"{half}: {marked - sum(map(len, left.values()))} of {marked} names, {exact} of {len(lines)} lines exactly")
    assert sum(map(len, left.values())) <= 0.2 * marked, left
    assert exact >= 0.75 * len(lines)


def test_some_names_that_are_only_mentioned_are_replaced():
    """Few: nothing but the word itself says that it is a name. docs/security.md says how many."""
    lines = WRITTEN["names"]["mentioned"]
    assert sum(not names_left(line) for line in lines) >= 3


def names_left(line: str) -> list[str]:
    """The marked names of which a word of three letters or more is left."""
    left = without_personal_data(MARKED.sub(r"\1", line))
    return [name for name in MARKED.findall(line) if any(word in left for word in re.findall(r"\w{3,}", name))]


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_what_only_looks_like_a_name_stays(half):
    changed = {line: left for line in WRITTEN["nameless"][half] if (left := without_personal_data(line)) != line}
    assert len(changed) <= 0.02 * len(WRITTEN["nameless"][half]), changed


def test_no_word_of_the_held_out_questions_is_taken_for_a_name():
    asked = questions(read_examples(Path(__file__).with_name("heldout.yml")))
    found = {question.text[start:end] for question in asked for start, end in find_names(question.text)}
    # «…un poema… que rime con Josefina».
    assert found == {"Josefina"}


def test_ordinary_numbers_stay():
    changed = {line: left for line in WRITTEN["ordinary"] if (left := without_personal_data(line)) != line}
    assert not changed


@pytest.mark.parametrize("name", ["dev.yml", "heldout.yml"])
def test_no_question_of_the_evaluation_is_read_otherwise(model, rules, monkeypatch, name):
    """Of the few in which something is replaced, the topic, the facts and so the verdict stay."""
    asked = questions(read_examples(Path(__file__).with_name(name)))
    replaced = [question for question in asked if without_personal_data(question.text) != question.text]
    assert len(asked) > 1000
    assert 0 < len(replaced) < 20

    def read() -> list[Evaluation]:
        parse = parser(MODEL)
        return [evaluate(rules, question, as_prediction(parse(question.text))) for question in replaced]

    after = read()
    monkeypatch.setattr("retirada.nlu.components.personal_data_filter.without_personal_data", lambda text: text)
    for as_written, now in zip(read(), after, strict=True):
        said = [
            (e.outcome, verdict(rules, as_annotated(e.prediction.intent), e.prediction.facts))
            for e in (as_written, now)
        ]
        assert said[0] == said[1], as_written.question


def test_what_was_replaced_stays_so():
    for line in (*WRITTEN["personal"], *WRITTEN["names"]["seen"], *WRITTEN["names"]["unseen"]):
        once = without_personal_data(MARKED.sub(r"\1", line))
        assert without_personal_data(once) == once


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "repeated, times",
    [
        *(
            (repeated, 1000)
            for repeated in ("1", "1 ", "uno ", "cel ", "queja 1234 ", "sr. ", "Juan de la ", "gracias, ")
        ),
        # In time that grows with the square of the length, links and mails took minutes.
        *((repeated, 20_000) for repeated in ("a.", "a@", "a-.", "www.", "a1-")),
    ],
)
def test_a_message_that_repeats_itself_does_not_hang(repeated, times):
    without_personal_data(repeated * times)
