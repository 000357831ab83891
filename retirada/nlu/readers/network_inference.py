"""The network's forward pass on a few messages: NumPy on its arrays, with each token's embedding kept.

thinc's own takes three times as long on one message, most of it around the arithmetic (docs/experiments.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from thinc.api import Model

TokenIds = tuple[int, int, int]
EPSILON = 1e-8  # of thinc's layer norm
CACHED_TOKENS = 20_000


class NetworkInference:
    """Computes what `model.predict` does, up to rounding.

    Args:
        model: with the layers `embed`, of token ids (n, 3) as (n, width); `encode`, of residual blocks, each a window
            of one token to each side, maxout and layer norm; `classify`, maxout and layer norm, then the labels.
    """

    def __init__(self, model: Model) -> None:
        self._blocks = [_NormalizedMaxout.of(block) for block in model.get_ref("encode").layers]
        embed, classify = model.get_ref("embed"), model.get_ref("classify")
        self._hidden, output = _NormalizedMaxout.of(classify), _layer(classify, "linear")
        self._coef, self._intercept = output.get_param("W").T.copy(), output.get_param("b")

        @lru_cache(maxsize=CACHED_TOKENS)
        def embedding(ids: TokenIds) -> np.ndarray:
            return embed.predict(np.array([ids], dtype=np.uint64))[0]

        self._embedding = embedding
        self._width = len(self._blocks[0].shift)

    def predict(self, messages: Sequence[Sequence[TokenIds]]) -> np.ndarray:
        """(len(messages), n_labels) of messages of one token or more."""
        # Between messages as many empty tokens as blocks look to each side, as thinc pads them.
        padding = [np.zeros(self._width, dtype=np.float32)] * len(self._blocks)
        rows, places = [*padding], []
        for message in messages:
            places.append(slice(len(rows), len(rows) + len(message)))
            rows += [*map(self._embedding, message), *padding]
        encoded = np.array(rows)
        for block in self._blocks:
            encoded = encoded + block(_windows(encoded))
        tokens = [encoded[place] for place in places]
        pooled = [np.concatenate([found.max(axis=0), found.mean(axis=0)]) for found in tokens]
        return self._hidden(np.array(pooled)) @ self._coef + self._intercept


class _NormalizedMaxout(NamedTuple):
    """Maxout and layer norm.

    Attributes:
        coef: (n_inputs, pieces * width), a piece after the other.
        intercept: (pieces * width,).
        scale, shift: (width,), of the layer norm.
    """

    coef: np.ndarray
    intercept: np.ndarray
    scale: np.ndarray
    shift: np.ndarray

    @classmethod
    def of(cls, layer: Model) -> _NormalizedMaxout:
        maxout, norm = _layer(layer, "maxout"), _layer(layer, "layernorm")
        weights = maxout.get_param("W")  # (width, pieces, n_inputs)
        coef = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
        return cls(coef, maxout.get_param("b").T.ravel(), norm.get_param("G"), norm.get_param("b"))

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        width = len(self.shift)
        largest = (inputs @ self.coef + self.intercept).reshape(len(inputs), -1, width).max(axis=1)
        largest -= largest.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", largest, largest)[:, np.newaxis] / width
        return largest / np.sqrt(variance + EPSILON) * self.scale + self.shift


def _windows(tokens: np.ndarray) -> np.ndarray:
    """Each token between the one before and the one after it: (n, 3 * width)."""
    n, width = tokens.shape
    windows = np.zeros((n, 3, width), dtype=tokens.dtype)
    windows[1:, 0], windows[:, 1], windows[:-1, 2] = tokens[:-1], tokens, tokens[1:]
    return windows.reshape(n, 3 * width)


def _layer(model: Model, name: str) -> Any:
    return next(layer for layer in model.walk() if layer.name == name)
