"""The kernels with which OpenBLAS and NumPy calculate: those that suit the processor; in training, the same on all."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from numpy.core._multiarray_umath import __cpu_dispatch__, __cpu_features__
from threadpoolctl import threadpool_info

# What OpenBLAS takes for a processor that it does not know, and the name by which it can be told otherwise.
_OLDEST, _OF_AVX2, _CORETYPE = "Prescott", "Haswell", "OPENBLAS_CORETYPE"
_DISABLED = "NPY_DISABLE_CPU_FEATURES"
# NumPy's name of what a processor can do, and the kernel that needs it; the fastest first.
_KERNELS = (("AVX512_SKX", "SkylakeX"), ("AVX2", _OF_AVX2))


def kernel_environment() -> dict[str, str]:
    """What tells OpenBLAS, in a process that is started with it, the kernels that suit this processor.

    NumPy's wheels of the version that Rasa needs have an OpenBLAS of 2022, which takes newer processors for one of
    2004: it then multiplies at a fifth of their speed. {} where it knows the processor, or OPENBLAS_CORETYPE is set.
    """
    chosen = {library["architecture"] for library in threadpool_info() if library["internal_api"] == "openblas"}
    kernel = None if _CORETYPE in os.environ else kernel_instead(chosen, __cpu_features__)
    return {_CORETYPE: kernel} if kernel else {}


@contextmanager
def training_kernels() -> Iterator[None]:
    """Have processes that are spawned meanwhile round alike on every processor with AVX2, so that the same data and
    seed give the same model: with OpenBLAS's kernels for AVX2 and none of NumPy's for AVX-512, even where it has that.

    On a processor without AVX2, and where OPENBLAS_CORETYPE is set, as `kernel_environment` says.
    """
    told = kernel_environment()
    if _CORETYPE not in os.environ and __cpu_features__["AVX2"]:
        wider = [name for name in __cpu_dispatch__ if name.startswith("AVX512") and __cpu_features__[name]]
        told = {_CORETYPE: _OF_AVX2, _DISABLED: " ".join(wider), "OPENBLAS_NUM_THREADS": "1"}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def kernel_instead(chosen: Collection[str], features: Mapping[str, bool]) -> str | None:
    """The kernel to name to OpenBLAS, or None where its own choice stands.

    Args:
        chosen: the kernels that OpenBLAS chose itself, as threadpoolctl names them.
        features: what the processor can do, as NumPy names it.

    >>> kernel_instead({"Prescott"}, {"AVX2": True, "AVX512_SKX": False})
    'Haswell'
    """
    if _OLDEST not in chosen:
        return None
    return next((kernel for feature, kernel in _KERNELS if features.get(feature)), None)
