"""The time that a piece of work takes by itself."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sympy.core.random import _assumptions_rng

__all__ = ["within"]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What runs inside takes less of this thread's time.

    SymPy asks what it assumes in random order, and now and then takes several times as long: it is
    one order that is timed, the same in each run. Nor does it count to look through what other
    tests have left in memory, which takes seconds where that is much.
    """
    _assumptions_rng.seed(20180209)
    gc.freeze()
    before = time.thread_time()
    try:
        yield
    finally:
        gc.unfreeze()
    used = time.thread_time() - before
    assert used < seconds, f"{used:.3f} s"
