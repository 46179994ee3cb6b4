"""Integer linear systems solved exactly: modulo a prime, and then modulo its powers (Dixon).

If A y = r modulo P, then (r - A y) / P is a vector of integers again, and gives the next digits of
the solution in base P.  No number is longer than the solution itself.  Its rationals are read off
the remainders, and are taken only if they solve the system exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

__all__ = ["solve"]

Row = Mapping[int, int]
Rows = Sequence[Row]

# A Mersenne prime: long enough that few steps are needed, short enough that they are cheap.
P = 2**521 - 1
# Remainders that are no fractions of this modulus look like some with a chance of 2^-SPARE.
SPARE = 64


def solve(rows: Rows, right: Sequence[int]) -> list[Fraction]:
    """Solve A x = b in rationals, with python-flint if it is installed.

    Parameters
    ----------
    rows
        Those of a square matrix: column -> entry, zeros left out.
    right
        The vector b.

    Raises
    ------
    ZeroDivisionError
        If the matrix is singular.

    Examples
    --------
    >>> solve([{0: 2, 1: 1}, {0: 1, 1: 3}], [1, 0])
    [Fraction(3, 5), Fraction(-1, 5)]
    """
    try:
        from flint import fmpz_mat
    except ImportError:
        return _lifted(rows, right)
    matrix = fmpz_mat(len(rows), len(rows))
    for i, row in enumerate(rows):
        for j, entry in row.items():
            matrix[i, j] = entry
    found = matrix.solve(fmpz_mat(len(rows), 1, list(right))).entries()
    return [Fraction(int(x.p), int(x.q)) for x in found]


def _lifted(rows: Rows, right: Sequence[int]) -> list[Fraction]:
    """Digit by digit in base P, until the remainders are those of a solution."""
    steps = _eliminated(rows)
    rest, found, digits, attempt = list(right), [0] * len(rows), 0, 1
    while True:
        y = _modulo(steps, rest)
        found = [x + P**digits * z for x, z in zip(found, y, strict=True)]
        rest = [(r - _product(row, y)) // P for r, row in zip(rest, rows, strict=True)]
        digits += 1
        if digits == attempt:
            attempt += 1 + attempt // 4
            numerators, denominator = _over_one_denominator(found, P**digits)
            if all(
                _product(row, numerators) == b * denominator
                for row, b in zip(rows, right, strict=True)
            ):
                return [Fraction(x, denominator) for x in numerators]


def _product(row: Row, vector: Sequence[int]) -> int:
    return sum(entry * vector[j] for j, entry in row.items())


@dataclass(frozen=True)
class _Step:
    """Column j eliminated by row i: scale · row i = x_j + pivot · x, and factors of the others."""

    i: int
    j: int
    scale: int
    pivot: Row
    factors: Row


def _eliminated(rows: Rows) -> list[_Step]:
    """Gauss modulo P, by the row with the fewest entries left and its emptiest column."""
    left = {i: {j: x for j, entry in row.items() if (x := entry % P)} for i, row in enumerate(rows)}
    steps = []
    while left:
        i = min(left, key=lambda k: len(left[k]))
        pivot = left.pop(i)
        if not pivot:
            raise ZeroDivisionError("The matrix is singular.")
        j = min(pivot, key=lambda c: sum(c in row for row in left.values()))
        scale = pow(pivot.pop(j), -1, P)
        pivot = {c: scale * x % P for c, x in pivot.items()}
        factors = {k: row.pop(j) for k, row in left.items() if j in row}
        for k, factor in factors.items():
            changed = {c: (left[k].get(c, 0) - factor * x) % P for c, x in pivot.items()}
            left[k] = {c: x for c, x in (left[k] | changed).items() if x}
        steps.append(_Step(i, j, scale, pivot, factors))
    return steps


def _modulo(steps: Sequence[_Step], right: Sequence[int]) -> list[int]:
    """The solution modulo P."""
    y = list(right)
    for step in steps:
        y[step.i] = step.scale * y[step.i] % P
        for k, factor in step.factors.items():
            y[k] -= factor * y[step.i]
    found = [0] * len(y)
    for step in reversed(steps):
        found[step.j] = (y[step.i] - _product(step.pivot, found)) % P
    return found


def _over_one_denominator(remainders: Sequence[int], modulus: int) -> tuple[list[int], int]:
    """Numerators and their denominator, or zeros if the modulus is too small for them."""
    bound, denominator = isqrt(modulus) >> SPARE, 1
    for x in remainders:
        if abs(_centred(x * denominator, modulus)) > bound:
            denominator *= _denominator(x * denominator % modulus, modulus)
        if denominator > bound:
            return [0] * len(remainders), 1
    return [_centred(x * denominator, modulus) for x in remainders], denominator


def _centred(x: int, modulus: int) -> int:
    """The remainder between -modulus/2 and modulus/2."""
    x %= modulus
    return x - modulus if 2 * x > modulus else x


def _denominator(x: int, modulus: int) -> int:
    """V of the fraction u/v = x modulo the modulus, neither much above its square root (Euclid)."""
    a, b, u, v = modulus, x, 0, 1
    root = isqrt(modulus)
    while b > root:
        quotient, remainder = divmod(a, b)
        a, b, u, v = b, remainder, v, u - quotient * v
    return abs(v)
