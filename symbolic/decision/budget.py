"""What a question may cost: steps, of about a microsecond each, shared by all that is tried for it.

Whatever multiplies polynomials out, cuts boxes or divides by relations takes its steps from the
question that it works for, so that many cheap calls cost as much as a dear one. Steps are counted
where the work is, not timed: a question has the same answer on a slow machine, and on a busy one.
Only where steps are dearer than they should be does time end it.

Rules have limits of their own besides, which make them leave something for the next one.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["STEPS", "SpentError", "question", "spend", "spent"]

# Three times what the dearest statement takes that has been proved; and a guard.
STEPS, _NANOSECONDS = 10_000_000, 300 * 10**9


class SpentError(Exception):
    """A question has taken all its steps."""

    def __init__(self) -> None:
        super().__init__(f"it has taken all its {STEPS // 10**6} million steps")


class _Budget:
    """The steps that are left, and until when."""

    def __init__(self) -> None:
        self.left, self.until = STEPS, time.thread_time_ns() + _NANOSECONDS


_CURRENT: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def question() -> Iterator[None]:
    """What is asked inside is one question; it is part of another one, if that is being asked."""
    if _CURRENT.get() is not None:
        yield
        return
    token = _CURRENT.set(_Budget())
    try:
        yield
    finally:
        _CURRENT.reset(token)


def spend(steps: int) -> None:
    """Take steps; outside of a question they cost nothing.

    Raises
    ------
    SpentError
        If there are none left.

    Examples
    --------
    >>> with question():
    ...     spend(1000)
    ...     spent()
    1000
    """
    budget = _CURRENT.get()
    if budget is None:
        return
    budget.left -= steps
    if budget.left < 0 or time.thread_time_ns() > budget.until:
        raise SpentError


def spent() -> int:
    """How many steps the question has taken so far."""
    budget = _CURRENT.get()
    return 0 if budget is None else STEPS - budget.left
