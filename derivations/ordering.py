"""The order of terms and factors in which a physicist writes a formula.

Whatever is printed asks here: `terms` has those of a sum, `factors` those of a product, and
`power` turns a sum around under an even exponent. Nothing is simplified: the terms add up, and
the factors multiply, to what was asked for.

A sum starts with a positive term, falls in its powers, and has small terms behind constants;
what is left, O(·), stands last. Symbols go in the order of the table.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import sympy as sp

from beyondthermal.symbolic.symbols import TABLE

from .weights import SIZE, SMALL, alike, place, sorted_terms

__all__ = ["Product", "factors", "is_negative", "power", "tens", "terms", "turned"]

# The denominators from which on decimal fractions are written with powers of ten.
_LARGE = 200
_HALF = sp.Rational(1, 2)
# What is looked for stands behind its coefficient: populations, coherences, weights.
_STATE = {
    row.symbol
    for row in TABLE
    if re.fullmatch(r"d?(p|rho|w|Q)_([GSAE]{1,2}|[01c]{1,2})|d?f", row.name)
}


class Product(NamedTuple):
    """A product: its sign, what is above and below the bar, and operators behind it."""

    minus: bool
    above: tuple[sp.Expr, ...]
    below: tuple[sp.Expr, ...] = ()
    behind: tuple[sp.Expr, ...] = ()


# Sums.


@lru_cache(maxsize=SIZE)
def terms(expr: sp.Expr) -> tuple[sp.Expr, ...]:
    """The terms of a sum in order; anything else is its own only term.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y, epsilon = symbols("x y epsilon")
    >>> terms(2 * y + x**2 + 1 - y**2)
    (x**2, -y**2, 2*y, 1)
    >>> terms(epsilon**2 - epsilon + 1), terms(y - x)
    ((1, -epsilon, epsilon**2), (y, -x))
    """
    if not expr.is_Add:
        return (expr,)
    falling, rising = sorted_terms(expr.args), sorted_terms(expr.args, rising=True)
    for order in (falling, rising):
        same = alike(order)
        start = sorted(order[:same], key=is_negative)
        if not is_negative(start[0]):
            # A minus sign in front stays there only if all have one.
            return (*(start if is_negative(order[0]) else order[:same]), *order[same:])
    return tuple(sorted(falling, key=lambda term: is_negative(term) or isinstance(term, sp.Order)))


def is_negative(term: sp.Expr) -> bool:
    """Whether a term is written with a minus sign."""
    if term.is_Number:
        return bool(term.is_negative)
    return term.is_Mul and factors(term).minus


def turned(relation: sp.Rel) -> sp.Rel:
    """A relation with its number on the right: x < 1 for 1 > x."""
    one, other = relation.args[:2]
    simple = relation.rel_op in ("<", "<=", ">", ">=", "==")
    return relation.reversed if simple and one.is_number and not other.is_number else relation


# Products.


@lru_cache(maxsize=SIZE)
def factors(expr: sp.Expr) -> Product:
    """The factors of a product in order, with roots under one root, and one sign in front.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y, p_G, p_E = symbols("x y p_G p_E")
    >>> factors(-2 * sp.sqrt(p_E) * sp.sqrt(p_G))
    Product(minus=True, above=(2, sqrt(p_E*p_G)), below=(), behind=())
    >>> factors(sp.sqrt(2) * p_G * (-x - 3) / 2)
    Product(minus=True, above=(x + 3, p_G), below=(sqrt(2),), behind=())
    """
    number = sp.S.One
    surds: list[sp.Expr] = []
    found: list[sp.Expr] = []
    behind: list[sp.Expr] = []
    for factor in _flat(expr):
        if not factor.is_commutative:
            behind.append(factor)
        elif factor.is_Rational and factor.is_finite:
            number *= factor
        elif factor.is_Float:
            number, surds = number * (-1 if factor.is_negative else 1), [*surds, abs(factor)]
        elif factor.is_Pow and factor.base.is_Integer and factor.exp.is_Rational:
            surds.append(factor)
        else:
            found.append(factor)
    number, found = _signs(number, found)
    if len(behind) == 1 and behind[0].is_Add:
        number, behind = _signs(number, behind)
    above = [f for f in found if not _is_below(f)]
    below = [sp.Pow(f.base, -f.exp, evaluate=False) for f in found if _is_below(f)]
    below = [f.base if f.exp == 1 else f for f in below]
    numerator, denominator = abs(number.p), number.q
    if surds and surds[0] == sp.sqrt(denominator):
        # √2/2 is 1/√2.
        below.append(surds.pop(0))
        denominator = 1
    if any(f.is_Function for f in below):
        above, behind = [*_arranged(above), *behind], []
    whole = [sp.Integer(numerator)] * (numerator != 1)
    under = [sp.Integer(denominator)] * (denominator != 1)
    return Product(
        bool(number < 0),
        (*whole, *(s for s in surds if not _is_below(s)), *_arranged(above)),
        (*under, *(1 / s for s in surds if _is_below(s)), *_arranged(below)),
        tuple(behind),
    )


@lru_cache(maxsize=SIZE)
def power(expr: sp.Pow) -> sp.Pow:
    """An even power of a sum whose first term is positive: (1 − ε)² for (ε − 1)²."""
    if expr.base.is_Add and expr.exp.is_Integer and expr.exp % 2 == 0 and _leads_down(expr.base):
        return sp.Pow(_negated(expr.base), expr.exp, evaluate=False)
    return expr


def _flat(expr: sp.Expr) -> Iterable[sp.Expr]:
    """The factors of a product, and of products in it."""
    return chain.from_iterable(map(_flat, expr.args)) if expr.is_Mul else (expr,)


def _is_below(factor: sp.Expr) -> bool:
    """Whether it stands in the denominator: a power of ten doesn't."""
    return bool(factor.is_Pow and factor.exp.is_Rational and factor.exp < 0 and factor.base != 10)


def _signs(number: sp.Rational, found: list[sp.Expr]) -> tuple[sp.Rational, list[sp.Expr]]:
    """Sums without a positive term give their sign away; then one takes a minus sign back."""
    turned = []
    for factor in found:
        base, exponent = factor.as_base_exp()
        if base.is_Add and exponent.is_Integer and all(map(is_negative, base.args)):
            number *= (-1) ** abs(exponent)
            factor = sp.Pow(_negated(base), exponent)
        turned.append(factor)
    for k, factor in enumerate(turned):
        # A commutator keeps its order.
        if number < 0 and factor.is_Add and factor.is_commutative and _leads_down(factor):
            number, turned[k] = -number, _negated(factor)
    return number, turned


def _leads_down(expr: sp.Add) -> bool:
    """Whether a sum is better read with the other sign: its leading term is negative."""
    short = len(expr.args) == 2 or SMALL in expr.free_symbols
    return short and is_negative(sorted_terms(expr.args)[0])


def _negated(expr: sp.Add) -> sp.Add:
    return sp.Add(*(-term for term in expr.args), evaluate=False)


def _arranged(found: Sequence[sp.Expr]) -> list[sp.Expr]:
    """Symbols first, then functions and sums, then what is looked for; roots under one root."""
    roots = [f for f in found if f.is_Pow and f.exp == _HALF]
    unknown = [f for f in roots if not f.base.is_nonnegative]
    if len(roots) > 1 and len(unknown) <= 1:
        bases = chain.from_iterable(sp.Mul.make_args(f.base) for f in roots)
        under = sp.Mul(*_arranged(list(bases)), evaluate=False)
        found = [f for f in found if f not in roots] + [sp.Pow(under, _HALF, evaluate=False)]
    ordered = sp.Mul(*found, evaluate=False).as_ordered_factors() if len(found) > 1 else found
    return sorted(ordered, key=_place)


def _place(factor: sp.Expr) -> tuple[Any, ...]:
    if factor is sp.I:
        return (0,)
    base, _ = factor.as_base_exp()
    if base == SMALL:
        return (1,)
    if base.is_Symbol:
        return (5 if base in _STATE else 2, place(base))
    if base.is_Add:
        return (4, bool(factor.free_symbols & _STATE))
    return (6,) if not base.is_commutative or isinstance(base, sp.Max | sp.Min) else (3,)


# Numbers.


def tens(number: sp.Expr) -> tuple[int, int] | None:
    """One digit m and a power n of a small number m 10⁻ⁿ; None of any other one.

    Examples
    --------
    >>> tens(sp.Rational(1, 5000)), tens(sp.Rational(1, 200))
    ((2, 4), (5, 3))
    """
    if not number.is_Rational or number.q < _LARGE:
        return None
    places = next((n for n in range(number.q.bit_length()) if 10**n % number.q == 0), 0)
    digit = int(number * 10**places)
    return (digit, places) if places and abs(digit) < 10 else None
