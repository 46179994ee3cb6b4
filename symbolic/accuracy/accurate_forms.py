"""Forms of real expressions in which few digits cancel, and in which nothing overflows.

The parts of an expression that are rational functions are written as polynomials in factors, each
by powers of one variable (`named_parts.nested`), in variables that count from the ends of their
domains: for b in (1, oo) all is a polynomial in u = b - 1 > 0, for p in (0, 1) in p and 1 - p.
What cancels in the powers of b, as b² - 1 does at b = 1, is a sum of positive terms
then, of which each is right to its last digits.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from beyondthermal.symbolic.named_parts import nested

from .generators import apart, by_exponentials, by_names, ways_to_write

__all__ = ["Form", "each_rational_part", "forms", "from_ends"]

Where = Mapping[sp.Symbol, sp.Set]
Parts = tuple[tuple[sp.Symbol, sp.Expr], ...]
# A polynomial is multiplied out if that makes no more terms.
_TERMS = 5000


@dataclass(frozen=True)
class Form:
    """Expressions in terms of parts.

    Attributes
    ----------
    values
        The expressions, by name.
    parts
        Symbols and what they stand for, in an order in which each stands behind its parts.
    where
        The domains of the symbols of the values.
    """

    values: Mapping[str, sp.Expr]
    parts: Parts
    where: Where


def forms(values: Mapping[str, sp.Expr], where: Where) -> Iterator[Form]:
    """The expressions as they are, nested, and nested in variables from the ends of domains.

    Where there are cosines or hyperbolic functions, the same of each of the `ways_to_write` them.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> b = declared("b", sp.Interval.open(1, sp.oo))
    >>> *_, last = forms({"f": (b**2 - b) / (b**3 - 1)}, {b: sp.Interval.open(1, sp.oo)})
    >>> last.parts, last.values
    (((b_1, b - 1),), {'f': (b_1 + 1)/(b_1**2 + 3*b_1 + 3)})
    """
    yield Form(values, (), where)
    for way in ways_to_write(values):
        yield from _nested_forms(way, where)


def _nested_forms(values: Mapping[str, sp.Expr], where: Where) -> Iterator[Form]:
    """Both nested forms; roots, sines and cosines stand in them as variables do."""
    values, functions, where = by_exponentials(values, where)
    values, meant = by_names(values, where)
    polynomial = each_rational_part(values, lambda part, _: _nested(part))
    if polynomial is not None:
        yield Form(_meant(polynomial, meant), functions, where)
    ends = [end for v in sorted(where, key=str) if (end := from_ends(v, where))]
    put = {v: value for v, value, _ in ends}
    if put and (shifted := each_rational_part(values, lambda part, _: _nested(part.xreplace(put)))):
        # The distance of exp(u) from 1 is exp(u) - 1, which programs have next to 0.
        known = dict(functions)
        parts = [(s, body.xreplace(known)) for _, _, pairs in ends for s, body in pairs]
        domains = {
            s: sp.Interval.open(0, where[v].measure) for v, _, pairs in ends for s, _ in pairs
        }
        shifted = _meant(shifted, meant)
        yield Form(shifted, (*_needed(functions, shifted), *parts), {**where, **domains})


def _needed(parts: Parts, values: Mapping[str, sp.Expr]) -> Parts:
    """The parts that values have in them."""
    inside = set().union(*(value.free_symbols for value in values.values()))
    return tuple(part for part in parts if part[0] in inside)


def _meant(
    values: Mapping[str, sp.Expr], names: Mapping[sp.Expr, sp.Expr]
) -> Mapping[str, sp.Expr]:
    return {key: value.xreplace(names) for key, value in values.items()}


def each_rational_part(
    values: Mapping[str, sp.Expr],
    change: Callable[[sp.Expr, Collection[sp.Symbol]], sp.Expr | None],
) -> Mapping[str, sp.Expr] | None:
    """Another form of all the largest rational parts; None if one of them is too long.

    What changes them is told which symbols the factors beside them have.
    """
    failed = False

    def changed(expr: sp.Expr, beside: Collection[sp.Symbol] = ()) -> sp.Expr:
        nonlocal failed
        if not expr.free_symbols or failed:
            return expr
        if expr.is_rational_function():
            found = change(expr, beside)
            failed = failed or found is None
            return expr if found is None else found
        if expr.is_Add or expr.is_Mul:
            rational = [part for part in expr.args if part.is_rational_function()]
            others = [part for part in expr.args if part not in rational]
            near = {s for part in others for s in part.free_symbols} if expr.is_Mul else ()
            return expr.func(changed(expr.func(*rational), near), *map(changed, others))
        if isinstance(expr, sp.Piecewise):
            cases = ((changed(value), condition) for value, condition in expr.args)
            return sp.Piecewise(*cases, evaluate=False)
        return expr.func(*map(changed, expr.args))

    found = {name: changed(value) for name, value in values.items()}
    return None if failed else found


def _nested(expr: sp.Expr) -> sp.Expr | None:
    """A rational function over a polynomial, both nested factor by factor."""
    above, below = sp.fraction(expr)
    if not (above.is_polynomial() and below.is_polynomial()):
        above, below = sp.fraction(sp.together(expr))
    numerator, denominator = _polynomial(above), _polynomial(below)
    if numerator is None or denominator is None:
        return None
    return numerator / denominator


@lru_cache(maxsize=256)
def _polynomial(expr: sp.Expr) -> sp.Expr | None:
    """One nested factor by factor, unless it is too long; all results of a model have one below."""
    found = sp.S.One
    for factor in sp.Mul.make_args(expr):
        base, power = factor.as_base_exp()
        if not power.is_Integer:
            base, power = factor, sp.S.One
        if _expanded_terms(base) > _TERMS:
            return None
        found *= nested(base) ** power if base.free_symbols else factor
    return found


def _expanded_terms(expr: sp.Expr) -> int:
    """At least as many as there are terms once everything is multiplied out."""
    if expr.is_Add:
        return sum(map(_expanded_terms, expr.args))
    if expr.is_Pow and expr.exp.is_Integer and expr.exp > 0:
        terms = _expanded_terms(expr.base)
        return int(sp.binomial(terms + expr.exp - 1, expr.exp))
    count = 1
    for factor in expr.args if expr.is_Mul else ():
        count *= _expanded_terms(factor)
    return count


def from_ends(v: sp.Symbol, where: Where) -> tuple[sp.Symbol, sp.Expr, Parts] | None:
    """A symbol, what it is in terms of distances from the ends of its domain, and these."""
    start, stop = where[v].inf, where[v].sup
    if not all(end.is_Rational or end.is_infinite for end in (start, stop)):
        return None
    low, high = (apart(f"{v}_{k}", [*map(str, where)]) for k in (1, 2))
    if start.is_finite and stop.is_finite and start < stop:
        # Homogeneous in both: all terms of p and of 1 - p are positive.
        value = (start * high + stop * low) / (low + high)
        return v, value, ((low, v - start), (high, stop - v))
    if start.is_finite and start != 0:
        return v, start + low, ((low, v - start),)
    if stop.is_finite:
        return v, stop - low, ((low, stop - v),)
    return None
