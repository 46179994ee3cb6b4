"""Processes that work for this one, each over a pipe of its own: any of them may be killed.

In `concurrent.futures` all workers write their results to one pipe, under one lock: one that is
killed while it writes leaves the others and the parent waiting for ever.
"""

import math
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from types import ModuleType
from typing import Any, Generic, TypeVar

__all__ = ["Ended", "Worker", "hear"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# Seconds in which a process must have imported what it works with.
STARTING = 120.0


@dataclass(frozen=True)
class Ended:
    """What a task comes to whose process ended before it answered: why, and after what time."""

    reason: str
    seconds: float


@dataclass(frozen=True)
class _Raised:
    """What the function raised."""

    error: Exception


class Worker(Generic[Task, Answer]):
    """A process that answers one task after the other; it is started again if it had to end.

    It knows no Ctrl-C, which is the parent's business, and ends with the parent, however that ends.

    Parameters
    ----------
    function
        What makes an answer of a task: anything that can be pickled and imported.
    first
        What the process does before its first task; both may be methods of one object.
    seconds
        How long that may take.
    memory
        How many bytes the process may use, where the system can limit it.
    """

    def __init__(
        self,
        function: Callable[[Task], Answer],
        *,
        first: Callable[[], object] = tuple,
        seconds: float = math.inf,
        memory: int | None = None,
    ) -> None:
        self._work = pickle.dumps((first, function))
        self._seconds, self._memory = seconds, memory
        self._running: tuple[BaseProcess, Connection] | None = None
        # What is still to be answered: () for parts of the start, (task,) for a task, and its time.
        self._open = deque[tuple[tuple[()] | tuple[Task], float]]()
        self._began = 0.0
        self._answer: Any = None

    @property
    def process(self) -> BaseProcess | None:
        """The process, if one is running."""
        return self._running[0] if self._running else None

    @property
    def is_busy(self) -> bool:
        """Whether there is something that it has not answered."""
        return bool(self._open)

    def start(self) -> object:
        """Wait until it has done what comes first, unless it has; `Ended` if it could not.

        What that raises is raised here too.
        """
        self._start()
        return self._wait() if self.is_busy else None

    def ask(self, task: Task, seconds: float = math.inf) -> Answer | Ended:
        """The answer to a task, which may take some seconds from when the process is ready.

        What the function raises is raised here too.
        """
        self.give(task, seconds)
        answer: Answer | Ended = self._wait()
        return answer

    def give(self, task: Task, seconds: float = math.inf) -> None:
        """Hand over a task, and wait for nothing."""
        self._start()
        self._open.append(((task,), seconds))
        if len(self._open) == 1:
            self._go_on()

    def answer(self) -> Answer | Ended:
        """The last answer; what the function raised is raised here."""
        if isinstance(self._answer, _Raised):
            raise self._answer.error
        found: Answer | Ended = self._answer
        return found

    def close(self) -> None:
        """End the process."""
        self._open.clear()
        if self._running:
            process, connection = self._running
            self._running = None
            process.kill()
            process.join()
            connection.close()

    def _start(self) -> None:
        if self._running and not self._running[0].is_alive():
            self.close()
        if self._running:
            return
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._work, self._memory), daemon=True
        )
        with _ctrl_c_kept_off(), _without_main():
            process.start()
            self._running = process, ours
        theirs.close()
        self._open.extend([((), STARTING), ((), self._seconds)])
        self._began = time.monotonic()

    def _wait(self) -> Any:
        while self.is_busy:
            hear([self])
        return self.answer()

    def _go_on(self) -> None:
        """Send what is next; of a process that is dead, the silence will tell."""
        self._began = time.monotonic()
        if self._open and self._running:
            with suppress(OSError):
                for task in self._open[0][0]:
                    self._running[1].send(task)

    def _ended(self, reason: str) -> None:
        self._answer = Ended(reason, time.monotonic() - self._began)
        self.close()

    def _take(self) -> None:
        """Read what the process says, or end it if its time is up."""
        if not self._running:
            return
        (process, connection), (_, seconds) = self._running, self._open[0]
        try:
            if connection.poll():
                self._answer = connection.recv()
                self._open.popleft()
                if isinstance(self._answer, _Raised):
                    self._open.clear()
                self._go_on()
            elif time.monotonic() >= self._began + seconds:
                self._ended(f"its time of {seconds:g} s was up")
        except (EOFError, OSError):
            process.join(1)
            self._ended(f"its process ended by itself (exit code {process.exitcode})")


def hear(busy: Sequence[Worker[Any, Any]]) -> None:
    """Wait until one of them says something, or is out of time."""
    connections = [worker._running[1] for worker in busy if worker._running]
    left = min(worker._began + worker._open[0][1] for worker in busy) - time.monotonic()
    wait(connections, None if left == math.inf else max(0.0, left))
    for worker in busy:
        worker._take()


@contextmanager
def _ctrl_c_kept_off() -> Iterator[None]:
    """What starts here never sees Ctrl-C, not even while it starts; this process does after."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # its start would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """What works here is the package's: a caller's script isn't run again for it.

    It may have no guard around what it does, or no file: it would start workers without end.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(connection: Connection, work: bytes, memory: int | None) -> None:
    """In the process: say that everything is imported, do what comes first, then what is asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    if memory:
        _limit(memory)
    with suppress(EOFError, OSError):
        first, function = pickle.loads(work)
        connection.send(None)
        connection.send(_done(first))
        while True:
            connection.send(_done(function, connection.recv()))


def _done(function: Callable[..., object], *task: object) -> object:
    try:
        return function(*task)
    except Exception as error:
        return _Raised(error)


def _end_with_parent() -> None:
    """End as soon as the parent has, even by SIGKILL, and whatever is being computed."""
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    Thread(target=follow, daemon=True).start()
    if sys.platform == "linux":
        # The thread waits for a calculation in C that lets no thread run; the kernel does not.
        with suppress(OSError, AttributeError):
            import ctypes

            set_parent_death_signal = 1
            ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _limit(memory: int) -> None:
    """A hard limit where the system has one."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        allowed = [limit for limit in resource.getrlimit(resource.RLIMIT_AS) if limit >= 0]
        most = min([memory, *allowed])
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
