"""Test vectors for expressions that a user brings: points of their domains, and 40 digits.

The references are the expressions themselves, evaluated in mpmath. An error is allowed at a point
as far as the point's own condition explains it: as if each operation of the program had changed
the arguments and the result in their last digit. What a form loses beyond that, by a cancellation
that isn't in the function, is no excuse.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp
from mpmath import mpf

from beyondthermal.numeric.precision import handed_out, mp
from beyondthermal.numeric.programs.domains import random_points
from beyondthermal.numeric.programs.errors import HALF_ULP, LOOSE
from beyondthermal.numeric.programs.functions import Array, precise_function
from beyondthermal.numeric.programs.polynomials.quotients import long_quotients, precise_quotients
from beyondthermal.numeric.programs.program import Call, Operation, Program, walk

from .vectors import DIGITS, Limits, Vectors, limits

__all__ = ["expression_vectors"]

# Where more than half of the digits may be lost, a comparison says little.
_LOST = 1e-8
# What results may be off that are next to 0.
_SMALL = 1e-300
# Digits of a calculation, and what they are compared with.
_STEPS = (DIGITS + 20, 4 * DIGITS, 20 * DIGITS)
# Operations in 60 digits that there is patience for, and the fewest points.
_PATIENCE, _FEWEST = 3_000_000, 20
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
    *,
    single: bool = False,
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
    work = (3 + len(arguments)) * sum(int(sp.count_ops(expr)) for expr in expressions)
    count = min(count, max(_FEWEST, _PATIENCE // max(work, 1)))
    sides = [domains.get(v, sp.Reals) for v in arguments]
    points = _points(sides, count, _holding(arguments, relations), single=single)
    if not len(points):
        raise ValueError(
            f"Function {program.name}: no point was found at which all relations hold."
        )
    exact = _exact(arguments, expressions)
    kept, references, bounds = [], [], []
    with mp.workdps(DIGITS + 20):
        for point in points:
            given = [*map(mp.mpf, point.tolist())]
            judged = _judged(exact, given, _changes(program), limits(single))
            if judged is not None:
                kept.append(point)
                references.append([*map(handed_out, judged[0])])
                bounds.append(judged[1])
    if len(kept) < count // 10:
        raise ValueError(
            f"Function {program.name} loses its digits at most points of its domain: "
            "write its expressions in another form."
        )
    return Vectors(
        program.name, np.array(kept), references, [1.0] * len(expressions),
        bounds=np.array(bounds), left_out=len(points) - len(kept), single=single,
    )  # fmt: skip


def _exact(arguments: Sequence[sp.Symbol], expressions: Sequence[sp.Expr]) -> Exact:
    """The expressions in mpmath; long fractions as sums over all terms, without SymPy's trees."""
    long = long_quotients({str(k): expr for k, expr in enumerate(expressions)})
    return precise_quotients(arguments, long) if long else precise_function(arguments, expressions)


def _points(
    domains: Sequence[sp.Set], count: int, holding: Callable[[Array], Array], *, single: bool
) -> Array:
    """Half of them near, half far, drawn until there are enough that are related as they should."""
    draw = _random_floats if single else random_points
    halves = (7, count - count // 2, _NEAR), (8, count // 2, _FAR)
    found = []
    for seed, wanted, decades in halves:
        drawn = draw(domains, wanted, seed, decades)
        kept = drawn[holding(drawn)]
        if len(kept) < wanted:
            more = draw(domains, _DRAWN * wanted, seed, decades)
            kept = more[holding(more)][:wanted]
        found.append(kept)
    return np.concatenate(found)


def _random_floats(
    domains: Sequence[sp.Set], count: int, seed: int, decades: tuple[float, float]
) -> Array:
    """The same in single precision, each next to an end inside of it."""
    ends = np.array([[float(side.inf), float(side.sup)] for side in domains], np.float32)
    low, high = np.nextafter(ends, ends[:, ::-1]).T
    points = random_points(domains, count, seed, decades).astype(np.float32)
    return np.clip(points, low, high).astype(np.float64)


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
    exact: Exact, point: Sequence[mpf], change: float, real: Limits
) -> tuple[list[mpf], list[float]] | None:
    """The values at a point, and what the changes of each argument come to; None if too much."""
    found = _certain(exact, point)
    if found is None or any(mp.im(v) != 0 or abs(v) > real.max / 2 for v in found[0]):
        return None
    values, digits = [mp.re(value) for value in found[0]], found[1]
    with mp.workdps(digits):
        sums = [abs(value) * change for value in values]
        for k, argument in enumerate(point):
            other = exact(*point[:k], argument * (1 + change), *point[k + 1 :])
            sums = [s + abs(b - a) for s, a, b in zip(sums, values, other, strict=True)]
    if not all(s <= _LOST * max(1, abs(v)) for s, v in zip(sums, values, strict=True)):
        return None
    single = real.dtype == np.float32
    half, least = (real.eps / 2, real.tiny) if single else (0, _SMALL)
    # A result in single precision was rounded once more.
    return values, [float(s + half * abs(v) + least) for s, v in zip(sums, values, strict=True)]


def _certain(exact: Exact, point: Sequence[mpf]) -> tuple[Sequence[Any], int] | None:
    """Values that more digits don't change, and how many digits that takes.

    Where the terms of a sum are as large as exp(500), and cancel, that may be hundreds; what is
    zero once this many are gone isn't called so before it is with the most.
    """
    for digits, more in pairwise(_STEPS):
        with mp.workdps(digits):
            values = exact(*point)
        if not all(map(mp.isfinite, values)):
            return None
        with mp.workdps(more if all(values) else _STEPS[-1]):
            again = exact(*point)
            if all(
                abs(b - a) * mp.mpf(10) ** DIGITS <= abs(b)
                for a, b in zip(values, again, strict=True)
            ):
                return again, digits
    return None
