from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from numpy.core._multiarray_umath import __cpu_features__
from threadpoolctl import threadpool_info

from retirada.nlu.readers.openblas import kernel_instead, suitable_kernels


@pytest.mark.parametrize(
    ("chosen", "features", "kernel"),
    [
        ({"Prescott"}, {"AVX2": True, "AVX512_SKX": True}, "SkylakeX"),
        ({"Prescott"}, {"AVX2": True, "AVX512_SKX": False}, "Haswell"),
        ({"Prescott"}, {}, None),
        ({"Zen"}, {"AVX2": True}, None),
        (set(), {"AVX2": True}, None),
    ],
)
def test_the_kernel_suits_what_the_processor_can_do(
    chosen: set[str], features: dict[str, bool], kernel: str | None
) -> None:
    assert kernel_instead(chosen, features) == kernel


def test_a_process_multiplies_with_kernels_that_suit_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    with suitable_kernels(), ProcessPoolExecutor(1, get_context("spawn")) as process:
        chosen = process.submit(_kernels).result()
    assert "OPENBLAS_CORETYPE" not in os.environ
    assert chosen
    assert not (__cpu_features__["AVX2"] and "Prescott" in chosen)


def test_what_the_operator_names_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Nehalem")
    with suitable_kernels():
        assert os.environ["OPENBLAS_CORETYPE"] == "Nehalem"
    assert os.environ["OPENBLAS_CORETYPE"] == "Nehalem"


def _kernels() -> set[str]:
    return {library["architecture"] for library in threadpool_info() if library["internal_api"] == "openblas"}
