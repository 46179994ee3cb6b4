"""Claims checked in several processes at once, their results in order."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from .chapter import Chapter
from .claim import Claim, Finding, Result, check
from .lecture import LECTURE

__all__ = ["lecture_claims", "results"]

# Neighbours share what they derive: they go to a worker together.
_TOGETHER = 12


def lecture_claims(lecture: Sequence[Chapter] = LECTURE) -> list[Claim]:
    """Every claim and step of a lecture, in its order."""
    return [part for chapter in lecture for part in chapter.parts if isinstance(part, Claim)]


def results(claims: Sequence[Claim]) -> Iterator[Result]:
    """The results of claims of the lecture, in order, as they come."""
    pieces = [claims[k : k + _TOGETHER] for k in range(0, len(claims), _TOGETHER)]
    processes = min(os.cpu_count() or 1, len(pieces) // 2)
    if processes < 2:
        yield from map(check, claims)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        names = [[claim.name for claim in piece] for piece in pieces]
        for piece, found in zip(pieces, pool.map(_findings, names), strict=True):
            for claim, (finding, seconds) in zip(piece, found, strict=True):
                yield Result(claim, finding, seconds)


def _findings(names: Sequence[str]) -> list[tuple[Finding, float]]:
    """In a worker: a claim can't be sent to another process, its name and its finding can."""
    by_name = {claim.name: claim for claim in lecture_claims()}
    checked = (check(by_name[name]) for name in names)
    return [(result.finding, result.seconds) for result in checked]
