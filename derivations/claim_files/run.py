"""The claims of a file, judged in several processes at once, each within its time."""

import os
import shlex
from collections.abc import Iterator
from typing import Any

from beyondthermal.numeric.pool import pool
from beyondthermal.numeric.sizes import MEMORY
from beyondthermal.numeric.workers import Ended, Worker

from .entry import Entry
from .file import ClaimsFile
from .places import FormulaError
from .worker import Judge, Judged, nothing

__all__ = ["Court", "results"]

Data = dict[str, Any]
# A process takes about a second to start: it should have something to do.
_WORTHWHILE = 4


class Court:
    """A file of claims, and the process that judges them.

    Parameters
    ----------
    file
        The file.
    seconds
        How long reading it may take, and each claim.
    asks
        Whether z3 is asked for its opinion.
    """

    def __init__(self, file: ClaimsFile, seconds: float, *, asks: bool = False) -> None:
        self.file, self.seconds, self.asks = file, seconds, asks
        self.worker = self._worker()
        self._unread: Ended | None = None
        self._slips: list[FormulaError] = []

    def _worker(self) -> Worker[int, Judged]:
        judge = Judge(self.file.data, self.file.claims, self.asks)
        return Worker(judge.judged, first=judge.read, seconds=self.seconds, memory=MEMORY)

    def _read(self) -> Ended | None:
        """Have the formulas read and the model solved; where that took too long, it stays so."""
        if self._unread is None:
            try:
                found = self.worker.start()
            except ValueError as error:
                self.close()
                slip = error.args if isinstance(error, FormulaError) else (None, 0, 0, str(error))
                raise self.file.slip(*slip) from None
            if isinstance(found, Ended):
                self._unread = Ended(f"the file was not read: {found.reason}", 0.0)
            elif isinstance(found, list):
                self._slips = found
        return self._unread

    def judge(self, index: int) -> Data:
        """One claim with its verdict, as plain data.

        Raises
        ------
        ValueError
            If there is a slip in the file.
        """
        claim = self.file.claims[index]
        found = self._read() or self.worker.ask(index, claim.seconds(self.seconds))
        return self._told(claim, found)

    def judge_all(self) -> Iterator[Data]:
        """All claims, as they come, in several processes; then slips that concern none of them.

        Raises
        ------
        ValueError
            If there is a slip in the file.
        """
        claims, unread = self.file.claims, self._read()
        if unread:
            yield from (self._told(claim, unread) for claim in claims)
            return
        processes = min(os.cpu_count() or 1, len(claims) // _WORTHWHILE)
        workers = [self.worker, *(self._worker() for _ in range(processes - 1))]
        times = [claim.seconds(self.seconds) for claim in claims]
        for index, found in pool(workers, range(len(claims)), seconds=times.__getitem__):
            yield self._told(claims[index], found)
        for slip in self._slips:
            section, _, key = slip.args[0]
            entry = Entry(f"{key} in [{section}]", section, {section: ""}, -1, 1)
            yield self._told(entry, ({"slip": slip.args}, 0.0))

    def close(self) -> None:
        """End the process."""
        self.worker.close()

    def _told(self, claim: Entry, found: Judged | Ended) -> Data:
        if isinstance(found, Ended):
            found = nothing(claim, found.reason), found.seconds
        verdict, seconds = found
        slip = str(self.file.slip(*verdict["slip"])) if "slip" in verdict else ""
        if slip:
            verdict = {**nothing(claim, slip), "explanation": slip}
        again = shlex.join(["beyondthermal", "check", str(self.file.path), "--only", claim.name])
        return {
            "name": claim.name,
            "says": claim.settings.get("says") or claim.statement,
            "claim": claim.statement,
            "file": str(self.file.path),
            "line": claim.line,
            "expected": claim.expected,
            **verdict,
            "explanation": slip or f"{verdict['explanation']}\nagain:   {again}",
            "as_expected": not slip and verdict["verdict"] == claim.expected,
            "slip": bool(slip),
            "seconds": seconds,
        }


def results(file: ClaimsFile, seconds: float, *, asks: bool = False) -> Iterator[Data]:
    """Each claim with its verdict, as they come; and with z3's opinion, if it is asked for.

    Raises
    ------
    ValueError
        If there is a slip in the file.

    Examples
    --------
    >>> from pathlib import Path
    >>> from beyondthermal.derivations.claim_files.file import read
    >>> from beyondthermal.derivations.formula_files.shipped import path_of
    >>> file = read(path_of(Path("driven_atom"))).only(["no inversion"])  # a path of yours
    >>> [found["verdict"] for found in results(file, seconds=60)]
    ['proved']
    """
    court = Court(file, seconds, asks=asks)
    try:
        yield from court.judge_all()
    finally:
        court.close()
