"""Worker processes that may die: each has a pipe of its own, and shares nothing with another.

In `concurrent.futures` all workers write their results to one pipe, under one lock: one that is
killed while it writes leaves the others and the parent waiting for ever.
"""

import signal
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from .plan import Chunk, Solved, solved

__all__ = ["pooled"]

# How often workers may die before one chunk more is done.
DEATHS = 3


@dataclass(frozen=True)
class _Worker:
    """A process, and the parent's end of the pipe to it."""

    process: SpawnProcess
    connection: Connection

    @classmethod
    def started(cls) -> "_Worker":
        spawn = get_context("spawn")
        connection, its_end = spawn.Pipe()
        process = spawn.Process(target=_work, args=(its_end,), daemon=True)
        process.start()
        its_end.close()
        return cls(process, connection)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _work(connection: Connection) -> None:
    """Solve what comes; the pipe ends with the parent, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    with suppress(EOFError, OSError):
        while True:
            connection.send(solved(connection.recv()))


def pooled(chunks: Sequence[Chunk], processes: int) -> Generator[Solved, None, None]:
    """Solve chunks in so many processes; what a dead one had in hand goes to the end of the queue.

    Raises
    ------
    ChildProcessError
        If workers die again and again.
    """
    waiting, answers, deaths = deque(chunks), list[Solved](), 0
    idle, busy = list[_Worker](), dict[Connection, tuple[_Worker, Chunk]]()
    try:
        while waiting or busy:
            while waiting and len(busy) < processes:
                worker, chunk = idle.pop() if idle else _Worker.started(), waiting.popleft()
                busy[worker.connection] = worker, chunk
                with suppress(OSError):  # it is dead, and its silence will tell
                    worker.connection.send(chunk)
            yield from answers  # the workers are busy meanwhile
            answers = []
            ready = wait(list(busy))
            for connection in [connection for connection in busy if connection in ready]:
                worker, chunk = busy.pop(connection)
                try:
                    answers.append((chunk, connection.recv()))
                except (EOFError, OSError):
                    worker.end()
                    waiting.append(chunk)
                    deaths += 1
                else:
                    idle.append(worker)
                    deaths = 0
            if deaths >= DEATHS:
                raise ChildProcessError(
                    f"Worker processes died {deaths} times without a chunk done: "
                    "they may lack memory; try fewer."
                )
        yield from answers
    finally:
        for worker in (*idle, *(worker for worker, _ in busy.values())):
            worker.end()
