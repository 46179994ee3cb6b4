"""Claims checked in several processes at once, their results in order."""

import copyreg
import os
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import sympy as sp

from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.lecture.chapter import Chapter

from .claim import Claim, Result, check
from .registry import find

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
        for piece, answers in zip(pieces, pool.map(_answers, names), strict=True):
            for claim, answer in zip(piece, answers, strict=True):
                yield check(claim) if answer is None else Result(claim, *pickle.loads(answer))


def _answers(names: Sequence[str]) -> list[bytes | None]:
    """In a worker: findings as bytes.

    A claim can't be sent to another process; its name and its finding can, unless something in it
    is written in a form that SymPy would evaluate when it is read again. Then there is no answer.
    """
    answers: list[bytes | None] = []
    for name in names:
        result = check(find(name))
        answer = pickle.dumps((result.finding, result.seconds))
        finding, _ = pickle.loads(answer)
        answers.append(answer if finding == result.finding else None)
    return answers


def _as_written(function: type[sp.Rel], *sides: sp.Basic) -> sp.Basic:
    return function(*sides, evaluate=False)


# Read again, an equation or inequality stays one: it isn't decided.
for _relation in (sp.Eq, sp.Ne, sp.Lt, sp.Le, sp.Gt, sp.Ge):
    copyreg.pickle(_relation, lambda stated: (_as_written, (stated.func, *stated.args)))
