"""The time that a piece of work takes by itself."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["within"]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What runs inside takes less of this thread's time; what others left isn't swept up in it."""
    swept = gc.isenabled()
    gc.disable()
    before = time.thread_time()
    try:
        yield
        used = time.thread_time() - before
    finally:
        if swept:
            gc.enable()
    assert used < seconds, f"{used:.3f} s"
