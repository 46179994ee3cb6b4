"""Test vectors for expressions that a user brings: points of their domains, and 40 digits.

The references are the expressions themselves, evaluated in mpmath. An error is allowed at a point
as far as the point's own condition explains it: as if each operation of the program had changed
the arguments and the result in their last digit. What a form loses beyond that, by a cancellation
that isn't in the function, is no excuse.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp
from mpmath import mpf

from beyondthermal.numeric.precision import handed_out, mp
from beyondthermal.numeric.programs.domains import random_points
from beyondthermal.numeric.programs.errors import HALF_ULP, LOOSE
from beyondthermal.numeric.programs.functions import Array, precise_function
from beyondthermal.numeric.programs.program import Call, Operation, Program, walk

from .vectors import DIGITS, Vectors

__all__ = ["expression_vectors"]

# Where more than half of the digits may be lost, a comparison says little.
_LOST = 1e-8
# Larger ones are no doubles.
_LARGEST = 2.0**1023
# Operations in 60 digits that there is patience for, and the fewest points.
_PATIENCE, _FEWEST = 3_000_000, 100
# Points to be drawn for each that is wanted, where not all are related as they should be.
_DRAWN = 32
# Half of the points is near, half is far or next to an end.
_NEAR, _FAR = (-2.0, 2.0), (-7.0, 7.0)
Exact = Callable[..., Sequence[Any]]


def expression_vectors(
    program: Program,
    arguments: Sequence[sp.Symbol],
    expressions: Sequence[sp.Expr],
    domains: Mapping[sp.Symbol, sp.Set],
    count: int = 1000,
    relations: Sequence[sp.Rel] = (),
) -> Vectors:
    """Random points, what is right there, and what errors the conditions of the points explain.

    Arguments are related as `relations` say; those that have other symbols say nothing here.

    Where a value is no finite real number, or its condition leaves fewer than half of the digits,
    a point is left out, and counted.

    Raises
    ------
    ValueError
        If nine points of ten are left out, or none is found at which the relations hold.
    """
    work = (1 + len(arguments)) * sum(int(sp.count_ops(expr)) for expr in expressions)
    count = min(count, max(_FEWEST, _PATIENCE // max(work, 1)))
    sides = [domains.get(v, sp.Reals) for v in arguments]
    points = _points(sides, count, _holding(arguments, relations))
    if not len(points):
        raise ValueError(
            f"Function {program.name}: no point was found at which all relations hold."
        )
    exact = precise_function(arguments, expressions)
    kept, references, bounds = [], [], []
    with mp.workdps(DIGITS + 20):
        for point in points:
            values, allowed = _judged(exact, [*map(mp.mpf, point.tolist())], _changes(program))
            if allowed is not None:
                kept.append(point)
                references.append([handed_out(mp.re(value)) for value in values])
                bounds.append(allowed)
    if len(kept) < count // 10:
        raise ValueError(
            f"Function {program.name} loses its digits at most points of its domain: "
            "write its expressions in another form."
        )
    return Vectors(
        program.name, np.array(kept), references, [1.0] * len(expressions),
        bounds=np.array(bounds), left_out=len(points) - len(kept),
    )  # fmt: skip


def _points(domains: Sequence[sp.Set], count: int, holding: Callable[[Array], Array]) -> Array:
    """Half of them near, half far, drawn until there are enough that are related as they should."""
    halves = (7, count - count // 2, _NEAR), (8, count // 2, _FAR)
    found = []
    for seed, wanted, decades in halves:
        drawn = random_points(domains, wanted, seed, decades)
        kept = drawn[holding(drawn)]
        if len(kept) < wanted:
            more = random_points(domains, _DRAWN * wanted, seed, decades)
            kept = more[holding(more)][:wanted]
        found.append(kept)
    return np.concatenate(found)


def _holding(
    arguments: Sequence[sp.Symbol], relations: Sequence[sp.Rel]
) -> Callable[[Array], Array]:
    """At which points all relations hold."""
    known = [r for r in relations if r.free_symbols <= {*arguments}]
    tests = [sp.lambdify(list(arguments), relation, "numpy", dummify=True) for relation in known]

    def holding(points: Array) -> Array:
        with np.errstate(all="ignore"):
            each = [np.broadcast_to(test(*points.T), len(points)) for test in tests]
        return np.all(each, axis=0) if each else np.ones(len(points), bool)

    return holding


def _changes(program: Program) -> float:
    """By how much, in parts of itself, a number would change with every operation in turn."""
    bodies = [body for _, body in (*program.parts, *program.outputs)]
    nodes = [node for body in bodies for node in walk(body)]
    functions = sum(isinstance(node, Call) for node in nodes)
    operations = sum(isinstance(node, Operation) for node in nodes)
    return (1 + operations) * HALF_ULP + functions * LOOSE


def _judged(
    exact: Exact, point: Sequence[mpf], change: float
) -> tuple[Sequence[Any], list[float] | None]:
    """The values at a point, and what the changes of each argument come to; None if too much."""
    values = exact(*point)
    if not all(mp.im(value) == 0 and abs(value) < _LARGEST for value in values):
        return values, None
    sums = [abs(value) * change for value in values]
    for k, argument in enumerate(point):
        other = exact(*point[:k], argument * (1 + change), *point[k + 1 :])
        sums = [s + abs(b - a) for s, a, b in zip(sums, values, other, strict=True)]
    allowed = [float(s) for s in sums]
    good = all(s <= _LOST * max(1, abs(v)) for s, v in zip(allowed, values, strict=True))
    return values, [s + 1e-300 for s in allowed] if good else None
