"""Reads every question with the trained model, as it is served, and keeps what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from tqdm import tqdm

from retirada.evaluation.components import linear_scores
from retirada.evaluation.dataset import DEV, HELDOUT, NOT_ANSWERED, TRAINING, Question, questions, shared_sets
from retirada.evaluation.noise import NOISES
from retirada.evaluation.outcomes import Evaluation, Prediction, evaluate
from retirada.evaluation.rasa_reader import load as load_model
from retirada.nlu.training_data import Example, read_examples, read_folder
from retirada.rulebook.knowledge import Knowledge, load
from retirada.server.training import MODEL

FOLDS = 5
CV_SECONDS = int(os.environ.get("CV_SECONDS", "120"))


class Results(NamedTuple):
    """All that was measured."""

    dev: list[Evaluation]
    heldout: list[Evaluation]
    noisy: dict[str, list[Evaluation]]
    real: dict[str, list[Prediction]]
    folds: list[tuple[float, float, float]]
    milliseconds: np.ndarray


def cross_validation(examples: Sequence[Example], progress: tqdm) -> list[tuple[float, float, float]]:
    """(accuracy, macro F1, share of out of scope taken for a topic) of each fold that CV_SECONDS leave time for."""
    intents = np.array([example.intent for example in examples])
    answered = load().tables.keys()
    scores: list[tuple[float, float, float]] = []
    started = time.monotonic()
    for learn, test in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(intents, intents):
        seconds = time.monotonic() - started
        if scores and seconds + seconds / len(scores) > CV_SECONDS:
            break
        read = linear_scores([examples[i] for i in learn], [examples[i].text for i in test])
        found = np.array(read.labels.intents)[read.log_proba.argmax(axis=1)]
        strays = found[np.isin(intents[test], list(NOT_ANSWERED))]
        scores.append(
            (
                float((found == intents[test]).mean()),
                f1_score(intents[test], found, average="macro"),
                float(np.isin(strays, list(answered)).mean()),
            )
        )
        progress.update(1)
    progress.update(FOLDS - len(scores))
    return scores


def measure(rules: Knowledge) -> Results:
    """Read everything, with a progress bar."""
    dev, heldout = questions(read_examples(DEV)), questions(read_examples(HELDOUT))
    # Noise is measured where a verdict is at stake.
    asked = [question for question in heldout if question.topic in rules.tables]
    real = shared_sets()
    steps = len(dev) + len(heldout) + len(NOISES) * len(asked) + sum(map(len, real.values()))
    read = load_model(MODEL)
    for question in dev[:20]:  # warm-up
        read(question.text)
    with tqdm(total=steps, unit=" questions", desc="Reading", leave=False, disable=None) as progress:

        def judged(asked: Sequence[Question], add_noise: Callable[[str], str] = str) -> list[Evaluation]:
            found = []
            for question in asked:
                found.append(evaluate(rules, question, timed(add_noise(question.text))))
                progress.update(1)
            return found

        took: list[float] = []

        def timed(text: str) -> Prediction:
            started = time.perf_counter()
            reading = read(text)
            took.append(1000 * (time.perf_counter() - started))
            return reading

        dev_judged, heldout_judged = judged(dev), judged(heldout)
        milliseconds = np.array(took)
        noisy = {name: judged(asked, add_noise) for name, add_noise in NOISES.items()}
        real_readings: dict[str, list[Prediction]] = {}
        for name, texts in real.items():
            real_readings[name] = []
            for text in texts:
                real_readings[name].append(read(text))
                progress.update(1)
    with tqdm(total=FOLDS, unit=" folds", desc="Cross-validation", leave=False, disable=None) as progress:
        folds = cross_validation(read_folder(TRAINING), progress)
    return Results(dev_judged, heldout_judged, noisy, real_readings, folds, milliseconds)
