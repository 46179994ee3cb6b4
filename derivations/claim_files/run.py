"""The claims of a file, judged in several processes at once, each within its time."""

import os
import shlex
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue
from typing import Any

from .file import ClaimsFile
from .worker import Worker

__all__ = ["judged", "results"]

Data = dict[str, Any]
# A process takes about a second to start: it should have something to do.
_WORTHWHILE = 4


def results(file: ClaimsFile, seconds: float) -> Iterator[Data]:
    """Each claim with its verdict, as they come.

    Raises
    ------
    ValueError
        If there is a slip in the file.
    """
    first = Worker(file)
    first.start(seconds)
    processes = min(os.cpu_count() or 1, len(file.claims) // _WORTHWHILE)
    # If the first could not read the file, it says so for all of its claims.
    others = [Worker(file) for _ in range(processes - 1)] if first.is_running else []
    free = SimpleQueue[Worker]()
    for worker in (first, *others):
        free.put(worker)

    def judge(index: int) -> Data:
        worker = free.get()
        try:
            return judged(worker, index, seconds)
        finally:
            free.put(worker)

    pool = ThreadPoolExecutor(1 + len(others))
    try:
        waiting = [pool.submit(judge, index) for index in range(len(file.claims))]
        yield from (done.result() for done in as_completed(waiting))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in (first, *others):
            worker.close()


def judged(worker: Worker, index: int, seconds: float) -> Data:
    """One claim with its verdict, as plain data.

    Raises
    ------
    ValueError
        If there is a slip in the file.
    """
    claim = worker.file.claims[index]
    worker.start(seconds)
    began = time.perf_counter()
    verdict = worker.judge(index, claim.seconds(seconds))
    again = shlex.join(["beyondthermal", "check", str(worker.file.path), "--only", claim.name])
    return {
        "name": claim.name,
        "says": claim.settings.get("says") or claim.statement,
        "claim": claim.statement,
        "file": str(worker.file.path),
        "line": claim.line,
        "expected": claim.expected,
        "digits": None,
        **verdict,
        "explanation": f"{verdict['explanation']}\nagain:   {again}",
        "as_expected": verdict["verdict"] == claim.expected,
        "seconds": time.perf_counter() - began,
    }
