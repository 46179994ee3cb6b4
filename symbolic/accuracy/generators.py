"""Exponentials, roots, sines and cosines of expressions as symbols, in which these are rational.

What cancels between them shows only once they are written in few of them: with E = exp(r), which
is larger than 1, and s = sin(φ/2), the sum sinh(2r) cos(φ) - cosh(2r) is -(1 + s² (E⁴ - 1))/E².
"""

from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from itertools import product

import sympy as sp

from beyondthermal.symbolic.symbols import declared

from .near_zero import logarithm_of_ratio

__all__ = ["POSITIVE", "apart", "by_exponentials", "by_names", "ways_to_write"]

Where = Mapping[sp.Symbol, sp.Set]
Parts = tuple[tuple[sp.Symbol, sp.Expr], ...]
POSITIVE = sp.Interval.open(0, sp.oo)
_FROM_ZERO = (POSITIVE, sp.Interval(0, sp.oo))


def ways_to_write(values: Mapping[str, sp.Expr]) -> Iterator[Mapping[str, sp.Expr]]:
    """Hyperbolic functions as they are, or in exponentials; cosines, or what they lack of ±1.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> [way["f"] for way in ways_to_write({"f": sp.cos(x)})]
    [cos(x), 1 - 2*sin(x/2)**2, 2*cos(x/2)**2 - 1]
    """
    found = set().union(*(v.atoms(sp.cosh, sp.sinh, sp.cos) for v in values.values()))
    cosines = [node for node in found if isinstance(node, sp.cos)]
    hyperbolic = {node: node.rewrite(sp.exp) for node in found if node not in cosines}
    halves = [
        {},
        {node: 1 - 2 * sp.sin(node.args[0] / 2) ** 2 for node in cosines},
        {node: 2 * sp.cos(node.args[0] / 2) ** 2 - 1 for node in cosines},
    ]
    logarithms = {
        node: logarithm_of_ratio(node.args[0])
        for node in set().union(*(v.atoms(sp.log) for v in values.values()))
        if node.args[0].is_rational_function() and not node.args[0].is_polynomial()
    }
    ways = [[{}, other] if other else [{}] for other in (hyperbolic, logarithms)]
    for parts in product(*ways, halves if cosines else [{}]):
        put = {node: other for part in parts for node, other in part.items()}
        yield {key: value.xreplace(put) for key, value in values.items()}


def by_names(
    values: Mapping[str, sp.Expr], where: Where
) -> tuple[Mapping[str, sp.Expr], Mapping[sp.Expr, sp.Expr]]:
    """Expressions with symbols for sines, cosines, and roots of symbols; what these stand for.

    Examples
    --------
    >>> x, y = (declared(name, POSITIVE) for name in "xy")
    >>> by_names({"f": x + sp.sqrt(x) * sp.sin(y)}, {x: POSITIVE, y: POSITIVE})
    ({'f': f_1*r_x + r_x**2}, {f_1: sin(y), r_x: sqrt(x)})
    """
    taken = [*map(str, where)]
    angles = sorted(set().union(*(v.atoms(sp.sin, sp.cos) for v in values.values())), key=str)
    named = {node: apart(f"f_{k}", taken, sp.Reals) for k, node in enumerate(angles, 1)}
    values = {key: value.xreplace(named) for key, value in values.items()}
    powers = sorted(set().union(*(v.atoms(sp.Pow) for v in values.values())), key=str)
    degrees = dict[sp.Symbol, int]()
    for base, exponent in (node.as_base_exp() for node in powers):
        if where.get(base) in _FROM_ZERO and exponent.is_Rational and not exponent.is_Integer:
            degrees[base] = int(sp.ilcm(degrees.get(base, 1), exponent.q))
    roots = {v: apart(f"r_{v}", taken) for v in degrees}
    put = {v: roots[v] ** degree for v, degree in degrees.items()}
    put |= {p: roots[p.base] ** (degrees[p.base] * p.exp) for p in powers if p.base in roots}
    meant = {symbol: v ** sp.Rational(1, degrees[v]) for v, symbol in roots.items()}
    final = {key: value.xreplace(put) for key, value in values.items()}
    return final, {symbol: node for node, symbol in named.items()} | meant


def by_exponentials(
    values: Mapping[str, sp.Expr], where: Where
) -> tuple[Mapping[str, sp.Expr], Parts, Where]:
    """Expressions with symbols for exponentials, whose domains follow from the exponents' signs.

    Exponentials whose exponents have rational ratios are powers of one.
    """
    found = sorted(set().union(*(value.atoms(sp.exp) for value in values.values())), key=str)
    families: dict[sp.Expr, dict[sp.Expr, sp.Rational]] = {}
    for part in found:
        ratios = ((base, sp.cancel(part.exp / base)) for base in families)
        base, ratio = next((pair for pair in ratios if pair[1].is_Rational), (part.exp, sp.S.One))
        families.setdefault(base, {})[part] = ratio
    put, parts, domains = dict[sp.Expr, sp.Expr](), [], dict(where)
    for k, (base, members) in enumerate(families.items(), 1):
        step = reduce(sp.gcd, members.values())
        low = sp.S.One if base.is_nonnegative else sp.S.Zero
        symbol = apart(f"e_{k}", [*map(str, domains)])
        domains[symbol] = sp.Interval.open(low, sp.S.One if base.is_nonpositive else sp.oo)
        parts.append((symbol, sp.exp(base * step)))
        put |= {part: symbol ** (ratio / step) for part, ratio in members.items()}
    return {name: value.xreplace(put) for name, value in values.items()}, tuple(parts), domains


def apart(name: str, taken: Collection[str], domain: sp.Set = POSITIVE) -> sp.Symbol:
    """A symbol whose name none has."""
    while name in taken:
        name += "_"
    return declared(name, domain)
