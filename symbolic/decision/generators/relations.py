"""Polynomials modulo relations: what is left of one, and the combination of relations taken off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.budget import spend
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

__all__ = ["Relation", "Remainder", "remainder", "tidied"]

# Products of terms that a division may come to; steps of a question that one takes.
_WORK, _PRODUCT = 200_000, 3
_MOST_TERMS, _SHORT_DEGREE = 5_000, 16


@dataclass(frozen=True)
class Relation:
    """That below · p(g) = above for a generator g and a monic polynomial p without constant term.

    Attributes
    ----------
    power
        The polynomial p, in g.
    above, below
        Polynomials in other generators; `below` vanishes nowhere.
    """

    power: sp.Expr
    above: sp.Expr
    below: sp.Expr = sp.S.One

    @property
    def zero(self) -> sp.Expr:
        """What the relation says is zero."""
        return self.below * self.power - self.above


@dataclass(frozen=True)
class Remainder:
    """That scale · p = combination + left.

    Attributes
    ----------
    left
        What no relation applies to.
    scale
        Product of denominators of relations.
    combination
        A sum of multiples of relations.
    """

    left: sp.Expr
    scale: sp.Expr
    combination: sp.Expr


def remainder(p: sp.Expr, relations: Mapping[sp.Symbol, Relation]) -> Remainder | None:
    """A polynomial modulo relations, the last generator first; None if it is too much work.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> remainder(x**4 - y**2 + x, {x: Relation(x**2, y)}).left
    x
    """
    if _terms(p) > _MOST_TERMS:
        return None
    used = {g: r for g, r in relations.items() if p.has(g) or len(relations) > 1}
    names = sorted(set().union(*(e.free_symbols for e in _all(p, used))), key=str)
    if not names:
        return Remainder(p, sp.S.One, sp.S.Zero)
    ring = sp.QQ[names].ring
    left, scale, combination, work = ring.from_expr(sp.expand(p)), ring.one, sp.S.Zero, 0
    for g, relation in reversed(used.items()):
        index = names.index(g)
        zero, below = (ring.from_expr(sp.expand(e)) for e in (relation.zero, relation.below))
        least, quotient = zero.degree(index), ring.zero
        while (degree := left.degree(index)) >= least:
            step = _coefficient(left, index, degree) * ring.gens[index] ** (degree - least)
            left, quotient = below * left - step * zero, below * quotient + step
            scale, combination = below * scale, relation.below * combination
            work += len(step) * len(zero)
            spend(_PRODUCT * len(step) * len(zero))
            if work > _WORK:
                return None
        combination += quotient.as_expr() * relation.zero
    return Remainder(left.as_expr(), scale.as_expr(), combination)


def tidied(expr: sp.Expr, relations: Mapping[sp.Symbol, Relation]) -> sp.Expr:
    """One form for equal ratios, as far as it is short.

    Raises
    ------
    NoExactRouteError
        If it isn't, or if the denominator is zero.
    """
    if expr.is_Rational or expr.is_Symbol:
        return expr
    simple = {g: r for g, r in relations.items() if r.below == 1}
    above, below = (remainder(part, simple) for part in sp.fraction(sp.together(expr)))
    if above is None or below is None:
        raise NoExactRouteError("too large to be multiplied out")
    if not below.left:
        raise NoExactRouteError("division by zero")
    return _without_roots_below(sp.cancel(above.left / below.left), simple)


def _without_roots_below(expr: sp.Expr, simple: Mapping[sp.Symbol, Relation]) -> sp.Expr:
    """A ratio whose denominator is free of what has a short relation: 1/(1 + √2) is √2 - 1."""
    for g, relation in reversed([*simple.items()]):
        above, below = sp.fraction(expr)
        if not below.has(g) or sp.degree(relation.power, g) > _SHORT_DEGREE:
            continue
        try:
            inverse = sp.invert(below, relation.zero, g)
        except (sp.NotInvertible, sp.PolynomialError):
            continue
        p, q = (remainder(part, simple) for part in sp.fraction(sp.together(above * inverse)))
        if p is None or q is None or not q.left:
            raise NoExactRouteError("too large to be multiplied out")
        expr = sp.cancel(p.left / q.left)
    return expr


def _terms(p: sp.Expr) -> int:
    """How many terms a polynomial has at most when it is multiplied out."""
    if p.is_Add:
        return sum(map(_terms, p.args))
    if p.is_Mul:
        return int(sp.prod(_terms(part) for part in p.args))
    if p.is_Pow and p.exp.is_Integer and p.exp > 0:
        n, k = _terms(p.base), int(p.exp)
        return n if n < 2 else int(sp.binomial(n + k - 1, k))
    return 1


def _all(p: sp.Expr, relations: Mapping[sp.Symbol, Relation]) -> list[sp.Expr]:
    return [p, *(e for r in relations.values() for e in (r.power, r.above, r.below))]


def _coefficient(p: Any, index: int, power: int) -> Any:
    """The coefficient of a power of one generator."""
    return p.ring.from_dict(
        {(*k[:index], 0, *k[index + 1 :]): c for k, c in p.iterterms() if k[index] == power}
    )
