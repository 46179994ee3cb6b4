"""Tasks shared by several workers: one that dies takes nothing along but what it had in hand."""

import math
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Literal, TypeVar, overload

from .workers import Ended, Worker, hear

__all__ = ["DEATHS", "in_order", "pool"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# How often workers may die before one more of the tasks that are done again is done.
DEATHS = 3


@overload
def pool(
    workers: Sequence[Worker[Task, Answer]], tasks: Sequence[Task], *, again: Literal[True]
) -> Generator[tuple[int, Answer], None, None]: ...


@overload
def pool(
    workers: Sequence[Worker[Task, Answer]],
    tasks: Sequence[Task],
    *,
    seconds: Callable[[Task], float] = ...,
    together: int = 1,
) -> Generator[tuple[int, Answer | Ended], None, None]: ...


def pool(
    workers: Sequence[Worker[Task, Answer]],
    tasks: Sequence[Task],
    *,
    seconds: Callable[[Task], float] = lambda _: math.inf,
    together: int = 1,
    again: bool = False,
) -> Generator[tuple[int, Answer | Ended], None, None]:
    """The numbers of the tasks, each with its answer, as they come; then the workers are closed.

    Parameters
    ----------
    workers
        Who does them.
    tasks
        What is to be done.
    seconds
        How long a task may take.
    together
        So many neighbours go to the same worker, for what they have in common.
    again
        Whether a task whose process ended is done again, at the end, instead of being `Ended`.

    Raises
    ------
    ChildProcessError
        If workers die again and again without a task done, and `again` is asked for.
    """
    waiting = deque(
        deque(range(len(tasks))[k : k + together]) for k in range(0, len(tasks), together)
    )
    own = [deque[int]() for _ in workers]
    answers, deaths = list[tuple[int, Answer | Ended]](), 0
    at: dict[int, int] = {}
    try:
        while True:
            for k, worker in enumerate(workers):
                if k not in at and (own[k] or waiting):
                    own[k] = own[k] or waiting.popleft()
                    at[k] = own[k].popleft()
                    worker.give(tasks[at[k]], seconds(tasks[at[k]]))
            yield from answers  # the workers are busy meanwhile
            answers = []
            if not at:
                return
            hear([workers[k] for k in at])
            for k in [k for k in at if not workers[k].is_busy]:
                number, answer = at.pop(k), workers[k].answer()
                if again and isinstance(answer, Ended):
                    waiting.append(deque([number]))
                    deaths += 1
                else:
                    answers.append((number, answer))
                    deaths = 0
            if deaths >= DEATHS:
                raise ChildProcessError(
                    f"Worker processes died {deaths} times without a task done: "
                    "they may lack memory; try fewer."
                )
    finally:
        for worker in workers:
            worker.close()


def in_order(answers: Iterable[tuple[int, Answer]]) -> Iterator[Answer]:
    """Answers with the numbers of their tasks, in the order of these.

    Examples
    --------
    >>> list(in_order([(1, "b"), (2, "c"), (0, "a")]))
    ['a', 'b', 'c']
    """
    held, wanted = dict[int, Answer](), 0
    for number, answer in answers:
        held[number] = answer
        while wanted in held:
            yield held.pop(wanted)
            wanted += 1
