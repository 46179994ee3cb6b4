"""Which powers of symbols and of exponentials an expression needs, and their ranges."""

from contextlib import suppress
from fractions import Fraction
from functools import reduce

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box, outer, rational_end
from beyondthermal.symbolic.decision.enclosures.enclosure import enclose
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError
from beyondthermal.symbolic.decision.expression_reader import exponent_terms
from beyondthermal.symbolic.formula.functions import ENTIRE
from beyondthermal.symbolic.symbols import declared

__all__ = ["denominators", "monotone_range", "roots_of_symbols", "value_range"]

_BITS, _TINY = 128, Fraction(1, 1 << 100)


def roots_of_symbols(expr: sp.Expr, box: Box) -> tuple[dict[sp.Symbol, sp.Expr], Box]:
    """Every symbol x >= 0 that is a factor under a root of degree n is w^n; and the ranges."""
    degrees: dict[sp.Symbol, int] = {}
    for power in expr.atoms(sp.Pow):
        if power.exp.is_Rational and power.exp.q > 1:
            for part in sp.Mul.make_args(sp.factor(power.base)):
                base, _ = part.as_base_exp()
                if base in box and _ends_have_roots(box[base], int(power.exp.q)):
                    degrees[base] = int(sp.ilcm(degrees.get(base, 1), power.exp.q))
    degrees = {x: n for x, n in degrees.items() if _ends_have_roots(box[x], n)}
    roots = {x: declared(f"{x}^(1/{n})", box[x]) for x, n in degrees.items()}
    sides = {roots.get(x, x): _root_of_range(s, degrees.get(x, 1)) for x, s in box.items()}
    return {x: roots[x] ** n for x, n in degrees.items()}, sides


def _ends_have_roots(side: sp.Interval, degree: int) -> bool:
    ends = (end for end in (side.start, side.end) if end is not sp.oo)
    return side.start >= 0 and all(sp.root(end, degree).is_Rational for end in ends)


def _root_of_range(side: sp.Interval, degree: int) -> sp.Interval:
    if degree == 1:
        return side
    start, end = sp.root(side.start, degree), sp.root(side.end, degree)
    return sp.Interval(start, end, side.left_open, side.right_open)


def denominators(expr: sp.Expr) -> dict[sp.Expr, int]:
    """For every product in an exponent the N such that only whole multiples of m/N occur."""
    found: dict[sp.Expr, int] = {}
    exponents = [e.args[0] for e in expr.atoms(*ENTIRE)] + [sp.S.One]
    exponents += [e.exp * sp.log(e.base) for e in expr.atoms(sp.Pow) if not e.exp.is_Rational]
    roots = [int(e.exp.q) for e in expr.atoms(sp.Pow) if e.exp.is_Rational and e.base.has(sp.exp)]
    for q, m in (term for exponent in exponents for term in exponent_terms(exponent)):
        found[m] = int(reduce(sp.ilcm, [*roots, q.q, found.get(m, 1)], 1))
    return found


def monotone_range(u: sp.Expr, box: Box) -> sp.Interval | None:
    """The range of exp(u), with rational ends rounded outwards, if u rises in one symbol."""
    (symbol, *others) = sorted(u.free_symbols, key=str) or [None]
    if symbol is None:
        return sp.Interval(_exp_end(u, 0), _exp_end(u, 1))
    side = box[symbol]
    q, power = u.as_coeff_Mul(rational=True)
    base, exponent = power.as_base_exp()
    if others or base != symbol or not exponent.is_Rational or q * exponent <= 0:
        return None
    # x^k with a fixed k is monotonic for x > 0, and for all x if it is x itself.
    if exponent != 1 and side.start < 0:
        return None
    ends = [
        sp.limit(u, symbol, end, toward) if end.is_infinite or exponent < 0 else u.subs(symbol, end)
        for end, toward in zip(side.args[:2], "+-", strict=True)
    ]
    return sp.Interval(_exp_end(ends[0], 0), _exp_end(ends[1], 1), side.left_open, side.right_open)


def value_range(expr: sp.Expr, box: Box) -> sp.Interval:
    """An interval in [-1, 1] with rational ends that a sine or cosine stays in on a box."""
    sides = {v: box[v] for v in expr.free_symbols}
    low, high = Fraction(-1), Fraction(1)
    if all(side.start.is_finite and side.end.is_finite for side in sides.values()):
        point = {v: (Fraction(s.start), Fraction(s.end)) for v, s in outer(sides).items()}
        with suppress(UndefinedError):
            start, end = enclose(expr, point, _BITS)
            low, high = max(low, start), min(high, end)
    # Of a single value SymPy makes no interval; a wider one is as good.
    low = max(Fraction(-1), low - _TINY) if low == high else low
    high = min(Fraction(1), high + _TINY) if low == high else high
    return sp.Interval(sp.Rational(low), sp.Rational(high))


def _exp_end(u: sp.Expr, which: int) -> sp.Expr:
    if u.is_infinite:
        return sp.S.Zero if u < 0 else sp.oo
    return rational_end(sp.exp(u), which)
