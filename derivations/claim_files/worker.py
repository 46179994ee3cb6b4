"""A process that judges the claims of a file one by one, and can be ended at any time.

It reads the formulas too: whatever a file does, it does to a process with a limit on its memory and
time, and the others go on.
"""

import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from .entry import Entry
from .file import ClaimsFile

__all__ = ["Worker"]

Data = dict[str, Any]
_MEMORY = 4 << 30
_IMPORTING = 120.0


class _EndedError(Exception):
    """The process ended, or was ended, before it answered."""


class Worker:
    """A process for one file; it is started again after it had to be ended."""

    def __init__(self, file: ClaimsFile) -> None:
        self.file = file
        self._unread = ""
        self._running: tuple[BaseProcess, Connection] | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a process that has read the file."""
        return self._running is not None

    def start(self, seconds: float) -> None:
        """Have the file's formulas read and its model solved; a failure to do so stays.

        Raises
        ------
        ValueError
            If there is a slip in the file; one line says where.
        """
        if self._running and not self._running[0].is_alive():
            self.close()
        if self._running or self._unread:
            return
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, self.file.data, self.file.claims)
        process = context.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        self._running = process, ours
        try:
            self._answer(_IMPORTING)
            answer = self._answer(seconds)
        except _EndedError as end:
            answer = str(end)
        if answer is None:
            return
        self.close()
        if isinstance(answer, tuple):
            raise self.file.slip(*answer)
        self._unread = f"the file was not read: {answer}"

    def judge(self, index: int, seconds: float) -> Data:
        """The verdict on a claim: inconclusive if it didn't come in time.

        Raises
        ------
        ValueError
            As in `start`.
        """
        self.start(seconds)
        if not self._running:
            return _nothing(self.file.claims[index], self._unread)
        try:
            judged: Data = self._answer(seconds, index)
        except _EndedError as end:
            return _nothing(self.file.claims[index], str(end))
        return judged

    def close(self) -> None:
        """End the process."""
        if self._running:
            process, connection = self._running
            self._running = None
            process.kill()
            process.join()
            connection.close()

    def _answer(self, seconds: float, index: int | None = None) -> Any:
        """What the process says, if asked to; it is ended if it is silent for too long."""
        if not self._running:
            raise _EndedError("its process was ended")
        process, connection = self._running
        try:
            if index is not None:
                connection.send(index)
            if connection.poll(seconds):
                return connection.recv()
            reason = f"its time of {seconds:g} s was up"
        except (EOFError, OSError):
            process.join()
            reason = f"its process ended by itself (exit code {process.exitcode})"
        self.close()
        raise _EndedError(reason)


def _nothing(claim: Entry, reason: str) -> Data:
    return {
        "verdict": "inconclusive",
        "method": reason,
        "counterexample": None,
        "certificates": [],
        "explanation": f"claimed: {claim.statement}\nfound:   nothing, {reason}",
    }


def _serve(connection: Connection, data: Data, claims: Sequence[Entry]) -> None:
    """In the process: read, then judge what is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from .meaning import FormulaError, questions

    _limit_memory()
    connection.send("imported")
    try:
        asked = questions(data, claims)
        connection.send(None)
    except FormulaError as error:
        connection.send(error.slip)
    except ValueError as error:
        connection.send((None, 0, 0, str(error)))
    except Exception as error:
        connection.send(_reason(error))
    while True:
        index = connection.recv()
        connection.send(_judged(asked[index], claims[index]))


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(":")[:200]


def _limit_memory() -> None:
    """A hard limit where the system has one."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        allowed = [limit for limit in resource.getrlimit(resource.RLIMIT_AS) if limit >= 0]
        most = min([_MEMORY, *allowed])
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _judged(question: Any, claim: Entry) -> Data:
    from beyondthermal.symbolic.assertions import explanation

    try:
        proof = question()
        text = explanation(claim.statement, proof)
    except Exception as error:
        return _nothing(claim, _reason(error))
    return {
        "verdict": proof.verdict.name.lower(),
        "method": proof.method,
        "counterexample": proof.counterexample,
        "certificates": list(proof.certificates),
        "explanation": text,
    }
