"""A polynomial in variables t >= 0 is not negative: by differences, in every order.

Where t_1 >= t_2 >= …, each t is the next one and more. Put so, a polynomial without a negative
coefficient isn't negative; where one is left, the differences are ordered once more.
"""

from fractions import Fraction
from itertools import pairwise, permutations
from math import comb

from .polynomials import METER, Polynomial

__all__ = ["Rows", "differences", "in_every_order"]

Rows = dict[tuple[int, ...], Fraction]

_DEPTH = 2


def in_every_order(p: Polynomial) -> bool:
    """Whether differences show that p >= 0 where all its variables are."""
    names = sorted({name for key in p for name, _ in key})
    rows = {tuple(dict(key).get(name, 0) for name in names): value for key, value in p.items()}
    # A square t² is as good a variable as t; and t_0 = 1 makes all terms of one degree.
    halves = [2 if all(key[k] % 2 == 0 for key in rows) else 1 for k in range(len(names))]
    rows = {tuple(k // h for k, h in zip(key, halves, strict=True)): v for key, v in rows.items()}
    degree = max(map(sum, rows), default=0)
    if any(sum(key) < degree for key in rows):
        rows = {(*key, degree - sum(key)): value for key, value in rows.items()}
    return _seen(rows, _DEPTH)


def _seen(rows: Rows, depth: int) -> bool:
    if all(value >= 0 for value in rows.values()):
        return True
    size = len(next(iter(rows)))
    return depth > 0 and all(
        _seen(differences(rows, order), depth - 1) for order in permutations(range(size))
    )


def differences(rows: Rows, order: tuple[int, ...]) -> Rows:
    """In s, where t of the first of the order is s and t of the second one, and so on."""
    for large, small in pairwise(order):
        found: Rows = {}
        for key, value in rows.items():
            METER.spend(key[large] + 1)
            for k in range(key[large] + 1):
                powers = list(key)
                powers[large], powers[small] = k, key[small] + key[large] - k
                to = tuple(powers)
                found[to] = found.get(to, Fraction(0)) + value * comb(key[large], k)
        rows = {key: value for key, value in found.items() if value}
    return rows
