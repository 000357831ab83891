from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from numpy.core._multiarray_umath import __cpu_features__
from threadpoolctl import threadpool_info

from retirada.nlu.readers.openblas import kernel_instead, training_kernels


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


@pytest.mark.skipif(not __cpu_features__["AVX2"], reason="the processor has no AVX2")
def test_training_rounds_alike_on_all_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    with training_kernels(), ProcessPoolExecutor(1, get_context("spawn")) as process:
        chosen, has_wider = process.submit(_kernels).result()
    assert chosen == {"Haswell"}
    assert not has_wider
    assert "OPENBLAS_CORETYPE" not in os.environ
    assert os.environ["OPENBLAS_NUM_THREADS"] == "2"


def test_what_the_operator_names_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Nehalem")
    with training_kernels():
        assert os.environ["OPENBLAS_CORETYPE"] == "Nehalem"
    assert os.environ["OPENBLAS_CORETYPE"] == "Nehalem"


def _kernels() -> tuple[set[str], bool]:
    """OpenBLAS's kernels in this process, and whether NumPy's are for AVX-512."""
    chosen = {library["architecture"] for library in threadpool_info() if library["internal_api"] == "openblas"}
    return chosen, __cpu_features__["AVX512F"]
