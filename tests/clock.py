"""The time that a piece of work takes by itself."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["within"]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What runs inside takes less of this thread's time."""
    before = time.thread_time()
    yield
    used = time.thread_time() - before
    assert used < seconds, f"{used:.3f} s"
