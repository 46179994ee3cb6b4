"""Polynomials that are not negative for t >= 0, by successive differences.

In one order of the variables, t_1 >= t_2 >= …, put t_1 = s_1 + s_2 + …, t_2 = s_2 + s_3 + …: the
differences s are not negative, and if no coefficient is negative in them, the polynomial isn't
either. What has to be shown is that for every order; where it fails for one, the differences are
ordered in turn. A polynomial that isn't homogeneous is made so by one more variable, which stands
for 1; and one in squares is asked about the squares.
L. Yang, Solving harder problems with lesser mathematics, ATCM 2005.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["holds_in_every_order"]

Terms = dict[tuple[int, ...], Any]

# How often differences of differences are taken; what is too large to try.
_DEPTH, _VARIABLES, _TERMS = 2, 5, 400


def holds_in_every_order(coefficients: Mapping[tuple[int, ...], Any]) -> bool:
    """Whether successive differences show that a polynomial is >= 0 for all variables >= 0.

    Examples
    --------
    >>> holds_in_every_order({(2, 0): 1, (1, 1): -2, (0, 2): 1})
    True
    >>> holds_in_every_order({(2, 0): 1, (1, 1): -3, (0, 2): 1})
    False
    """
    terms = _homogeneous(_of_squares({key: c for key, c in coefficients.items() if c}))
    return bool(terms) and len(next(iter(terms))) <= _VARIABLES and _seen(terms, _DEPTH)


def _of_squares(terms: Terms) -> Terms:
    """In the squares of all variables with even powers only."""
    odd = [any(powers) for powers in zip(*([k % 2 for k in key] for key in terms), strict=True)]
    return {
        tuple(k if is_odd else k // 2 for k, is_odd in zip(key, odd, strict=True)): c
        for key, c in terms.items()
    }


def _homogeneous(terms: Terms) -> Terms:
    degree = max(map(sum, terms), default=0)
    if all(sum(key) == degree for key in terms):
        return terms
    return {(*key, degree - sum(key)): c for key, c in terms.items()}


def _seen(terms: Terms, depth: int) -> bool:
    negative = [key for key, c in terms.items() if c < 0]
    if not negative:
        return True
    # Along an axis only a power of that variable is left.
    if depth == 0 or len(terms) > _TERMS or any(key.count(0) == len(key) - 1 for key in negative):
        return False
    return _ordered(terms, None, frozenset(range(len(negative[0]))), depth)


def _ordered(terms: Terms, last: int | None, left: frozenset[int], depth: int) -> bool:
    """In all orders that begin as was chosen; `last` is the smallest variable so far."""
    if not left:
        return _seen(terms, depth - 1)
    return all(
        _ordered(terms if last is None else _shifted(terms, last, k), k, left - {k}, depth)
        for k in left
    )


def _shifted(terms: Terms, large: int, small: int) -> Terms:
    """With t_large + t_small in the place of t_large."""
    found: Terms = {}
    for key, c in terms.items():
        ways, power = 1, key[large]
        for k in range(power + 1):
            powers = list(key)
            powers[large], powers[small] = k, key[small] + power - k
            found[tuple(powers)] = found.get(tuple(powers), 0) + c * ways
            ways = ways * (power - k) // (k + 1)
    return {key: c for key, c in found.items() if c}
