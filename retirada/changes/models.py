"""What two trained models read differently, on the test questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from retirada.changes.sections import Section, Span
from retirada.evaluation.dataset import DEV, HELDOUT, Question, questions
from retirada.evaluation.outcomes import RIGHT, Evaluation, evaluate
from retirada.nlu.training_data import read_examples
from retirada.operator_texts import operator_texts
from retirada.rulebook.knowledge import load
from retirada.server.settings import configure_logging
from retirada.server.training import MODEL, fault


def compare_models(other: Path) -> tuple[list[str], list[Section]]:
    """How the project's model answers the test questions that `other`, the one before, answers otherwise.

    Raises:
        SystemExit: one of the models can't be used.
    """
    for path in (other, MODEL):
        problem = fault(path) if path.exists() else "there is no such file"
        if problem:
            raise SystemExit(f"MODEL: {path} can't be compared: {problem}.")
    asked = [question for file in (DEV, HELDOUT) for question in questions(read_examples(file))]
    texts = operator_texts().diff
    was, now = (_evaluated(path, asked) for path in (other, MODEL))
    changed = [(one, two) for one, two in zip(was, now, strict=True) if _reply(one) != _reply(two)]
    rights = Counter((one.outcome == RIGHT, two.outcome == RIGHT) for one, two in zip(was, now, strict=True))
    lines = [
        texts.compared_models.format(before=other, after=MODEL.name),
        texts.counted_questions.format(
            total=len(asked),
            changed=len(changed),
            right_before=rights[True, True] + rights[True, False],
            right_after=rights[True, True] + rights[False, True],
            better=rights[False, True],
            worse=rights[True, False],
        ),
    ]
    # What got worse comes first.
    ordered = sorted(changed, key=lambda pair: (pair[1].outcome == RIGHT) - (pair[0].outcome == RIGHT))
    rows = [
        [
            [Span(text)]
            for text in (_effect(one, two), one.question.text, _expected(one.question), _reply(one), _reply(two))
        ]
        for one, two in ordered
    ]
    header = [texts.effect, texts.question, texts.expected, texts.before, texts.after]
    return lines, [Section(texts.questions, header, rows)]


def _evaluated(model: Path, asked: Sequence[Question]) -> list[Evaluation]:
    configure_logging()
    # Rasa takes seconds to import, and warns at once.
    from retirada.evaluation.rasa_reader import load as load_model

    knowledge, read = load(), load_model(model)
    progress = tqdm(asked, unit=" questions", desc=model.name, leave=False, disable=None)
    return [evaluate(knowledge, question, read(question.text)) for question in progress]


def _expected(question: Question) -> str:
    return _in_words(question.topic, question.facts)


def _reply(evaluation: Evaluation) -> str:
    """What comes of the prediction, as far as the person would notice: its topic, facts, and whether it is asked."""
    predicted = evaluation.prediction
    said = _in_words(predicted.intent, predicted.facts)
    return operator_texts().diff.asked_back.format(reading=said) if predicted.asks_back else said


def _in_words(topic: str, facts: dict[str, str]) -> str:
    return "\n".join([topic, *(f"{fact} = {value}" for fact, value in sorted(facts.items()))])


def _effect(before: Evaluation, after: Evaluation) -> str:
    texts, right = operator_texts().diff, (before.outcome == RIGHT, after.outcome == RIGHT)
    return {(True, False): texts.worse, (False, True): texts.better}.get(right, texts.neither)
