"""Long fractions for readers: a common denominator, factors and what is repeated get names.

A polynomial is written in factors, and each factor by powers of the variable that leaves the
fewest terms in the coefficients, these in factors again, and so on. What comes more than once, or
is wider than a line, is named. Nothing is left out, and nothing is changed: what is named comes to
what was there, which is compared by residues.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.polys.rings import PolyElement

from .master_equation.normal_form import complex_parts
from .polynomial_factors import factored, integral, irreducible, ratio
from .residues import modulus, residue
from .symbols import unknowns

__all__ = ["Named", "named_parts", "nested"]

# Operations that are worth a name; characters of a line that one can read, and of one of its parts.
_WORTH, _LINE, _PART = 10, 180, 60
# Which primes a point begins with.
_POINTS = (1001, 5003)
# Names and what they stand for, in an order in which each stands before its parts.
Named = dict[sp.Symbol, sp.Expr]


def nested(polynomial: sp.Expr) -> sp.Expr:
    """A polynomial in factors, each by powers of one variable with coefficients in factors.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y, z = symbols("x y z")
    >>> nested(sp.expand(x**2 * y + x**2 * z + x * y**2 + x * y * z))
    x*(x + y)*(y + z)
    """
    whole = integral(polynomial)
    return polynomial if whole is None else whole[0] * _nested(whole[1])


def _nested(polynomial: PolyElement) -> sp.Expr:
    constant, factors = irreducible(polynomial)
    return sp.Mul(constant, *(_by_powers(part) ** power for part, power in factors.items()))


@lru_cache(maxsize=4096)
def _by_powers(polynomial: PolyElement) -> sp.Expr:
    """An irreducible polynomial by powers of the variable for which that is shortest."""
    variables = (k for k, powers in enumerate(polynomial.degrees()) if powers)
    ways = (_coefficients(polynomial, k) for k in variables)
    useful = [way for way in ways if len(way) < len(polynomial)]
    if len(polynomial) < 3 or not useful:
        return polynomial.as_expr()
    shortest = min(useful, key=lambda way: sum(map(_length, way.values())))
    return sp.Add(*(power * _nested(coefficient) for power, coefficient in shortest.items()))


def _coefficients(polynomial: PolyElement, index: int) -> Mapping[sp.Expr, PolyElement]:
    """The coefficients by powers of a variable."""
    ring, found = polynomial.ring, dict[int, dict[tuple[int, ...], Any]]()
    for powers, c in polynomial.iterterms():
        rest = (*powers[:index], 0, *powers[index + 1 :])
        found.setdefault(powers[index], {})[rest] = c
    return {ring.symbols[index] ** power: ring.from_dict(c) for power, c in found.items()}


def _length(polynomial: PolyElement) -> int:
    """How many terms there are in the factors."""
    return sum(map(len, irreducible(polynomial)[1]))


def named_parts(
    numerators: Mapping[str, sp.Expr], denominator: sp.Expr, named: Callable[[str], sp.Symbol]
) -> tuple[Mapping[str, sp.Expr], Named]:
    """Polynomials over one more in terms of parts that have names, and these parts.

    Parameters
    ----------
    numerators
        Real or complex polynomials, multiplied out, by name; rational functions too.
    denominator
        A real polynomial.
    named
        Makes the symbol of a name: D for the denominator, a_1, a_2, … for parts.

    Returns
    -------
    tuple
        The fractions in terms of names, and what these stand for.

    Raises
    ------
    ArithmeticError
        If a named form isn't what it was.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y, z = symbols("x y z")
    >>> below = sp.expand((x**2 + y**2 + x * z + 1) * (y + z))
    >>> named_parts({"p": sp.expand(x * (y + z)), "q": x * y}, below, sp.Symbol)
    ({'p': x/(x**2 + x*z + y**2 + 1), 'q': x*y/D}, {D: (y + z)*(x**2 + x*z + y**2 + 1)})
    """
    D = named("D")
    is_long = sp.count_ops(denominator) > _WORTH
    values = {
        name: sp.Add(*(
            unit * _fraction(part, denominator, D if is_long else None)
            for unit, part in zip((1, sp.I), complex_parts(above), strict=True)
        ))
        for name, above in numerators.items()
    }  # fmt: skip
    constant, _ = factored(denominator)
    whole = nested(denominator) / constant
    below = {D: whole} if any(value.has(D) for value in values.values()) else {}
    parts, short = _shared(below, [*values.values()], named)
    found = dict(zip(values, short, strict=True))
    _compare({name: above / denominator for name, above in numerators.items()}, found, parts)
    return found, parts


def _fraction(numerator: sp.Expr, denominator: sp.Expr, D: sp.Symbol | None) -> sp.Expr:
    """A fraction; over D if nothing cancels."""
    is_whole = numerator.is_polynomial(*numerator.free_symbols)
    if D and is_whole and not {*factored(numerator)[1]} & {*factored(denominator)[1]}:
        return nested(numerator) / factored(denominator)[0] / D
    above, below = sp.fraction(ratio(numerator, denominator))
    return nested(above) / nested(below)


def _shared(
    below: Named, values: Sequence[sp.Expr], named: Callable[[str], sp.Symbol]
) -> tuple[Named, list[sp.Expr]]:
    """What is repeated and worth a name, or too wide for a line; the values in terms of it."""
    own = iter(unknowns("shared", 999))
    replaced, short = sp.cse([*below.values(), *values], symbols=own, optimizations=None)
    inline: dict[sp.Symbol, sp.Expr] = {}
    kept: Named = {}
    for name, part in replaced:
        whole = part.xreplace(inline)
        if whole.is_Add and sp.count_ops(whole) >= _WORTH:
            kept[name] = whole
        else:
            inline[name] = whole
    wide: Named = {}
    fresh = iter(unknowns("wide", 999))
    lines = [_narrow(line.xreplace(inline), wide, fresh) for line in short]
    kept = {name: _narrow(part, wide, fresh) for name, part in kept.items()}
    kept |= dict(zip(below, lines, strict=False))
    lines = lines[len(below) :]
    parts = _in_order(lines, kept | wide)
    final = {
        name: named(f"a_{k}") for k, name in enumerate((p for p in parts if p not in below), 1)
    }
    return (
        {final.get(name, name): part.xreplace(final) for name, part in parts.items()},
        [line.xreplace(final) for line in lines],
    )


def _narrow(expr: sp.Expr, wide: Named, fresh: Iterator[sp.Symbol]) -> sp.Expr:
    """The same with names for the long sums in it, if it is wider than a line."""
    if _width(expr) <= _LINE or not (expr.is_Add or expr.is_Mul):
        return expr

    def short(factor: sp.Expr) -> sp.Expr:
        if not factor.is_Add or _width(factor) <= _PART:
            return factor
        name = next(fresh)
        wide[name] = _narrow(factor, wide, fresh)
        return name

    terms = (sp.Mul(*map(short, sp.Mul.make_args(term))) for term in sp.Add.make_args(expr))
    return sp.Add(*terms)


@lru_cache(maxsize=65536)
def _width(expr: sp.Expr) -> int:
    """About how many characters an expression has on one line."""
    if not expr.args or expr.is_Rational:
        return len(str(expr))
    between = {sp.Add: 3, sp.Mul: 1}.get(expr.func, 2)
    return sum(map(_width, expr.args)) + between * (len(expr.args) - 1)


def _in_order(lines: Sequence[sp.Expr], parts: Named) -> Named:
    """The parts in an order in which each stands before those that it is made of."""
    last_first: Named = {}

    def visit(expr: sp.Expr) -> None:
        for name in sorted(expr.free_symbols & parts.keys() - last_first.keys(), key=str):
            if name not in last_first:
                visit(parts[name])
                last_first[name] = parts[name]

    for line in reversed(lines):
        visit(line)
    return dict(reversed(last_first.items()))


def _compare(values: Mapping[str, sp.Expr], found: Mapping[str, sp.Expr], parts: Named) -> None:
    """Whether both sides have the same residues at points that no short relation connects."""
    inside = sorted(set().union(*(value.free_symbols for value in values.values())), key=str)
    p = modulus([*values.values(), *found.values(), *parts.values()])
    for first in _POINTS:
        at: dict[sp.Expr, int] = {v: sp.prime(first + 97 * k) ** 9 for k, v in enumerate(inside)}
        shown = dict(at)
        for name, part in reversed(parts.items()):
            shown[name] = residue(part, shown, p)
        for name, value in values.items():
            if residue(found[name], shown, p) != residue(value, at, p):
                raise ArithmeticError(f"The named form of {name} isn't what it was.")
