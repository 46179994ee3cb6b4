"""Derivatives of formulas with |.|, signs and maxima, case by case: what cancels in one is gone.

By the chain rule the derivative of |x - y| |x + y - 2|/2 is a difference of two terms, which
agree in nearly all digits far out; in each of its cases it is x - 1, or 1 - x.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import mul

import sympy as sp

from beyondthermal.symbolic.polynomial_factors import Product, in_factors, quotient

__all__ = ["slopes"]

# Functions whose cases are told apart by one comparison, and those with others.
_KINKS = (sp.Abs, sp.sign, sp.Max, sp.Min)
_OTHERS = (sp.Piecewise, sp.floor, sp.ceiling)
# So many different kinks make eight cases. Each is factored, in seconds if there are few operations
# in it, in minutes if there are many.
_MOST_KINKS, _MOST_OPERATIONS = 3, 200


def slopes(
    expr: sp.Expr, variables: Sequence[sp.Symbol], where: Mapping[sp.Symbol, sp.Set]
) -> list[sp.Expr] | None:
    """The derivatives, factored in each case; None where there are too many, or long ones.

    At a kink they are one-sided, as in `with_gradient`.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> slopes(abs(x - y) * (x + y), [x, y], {})
    [Piecewise((2*x, x - y > 0), (-2*x, True)), Piecewise((-2*y, x - y > 0), (2*y, True))]
    """
    kinks = expr.atoms(*_KINKS)
    if expr.has(*_OTHERS) or len(kinks) > _MOST_KINKS:
        return None
    if kinks and sp.count_ops(expr) > _MOST_OPERATIONS:
        return None
    starts = {v: side.inf for v, side in where.items() if side.inf.is_Rational}
    return _by_cases(expr, variables, starts)


def _by_cases(
    expr: sp.Expr, variables: Sequence[sp.Symbol], starts: Mapping[sp.Symbol, sp.Expr]
) -> list[sp.Expr]:
    """Outer kinks first: where a maximum is 0, what is inside the other one has no cases."""
    kink = next((node for node in sp.preorder_traversal(expr) if isinstance(node, _KINKS)), None)
    if kink is None:
        return [_slope(expr, v) for v in variables]
    difference, above, below = _sides(kink)
    first = _by_cases(expr.xreplace({kink: above}), variables, starts)
    if _is_positive(difference, starts):
        return first
    other = _by_cases(expr.xreplace({kink: below}), variables, starts)
    return [
        a if a == b else sp.Piecewise((a, sp.Gt(difference, 0, evaluate=False)), (b, True))
        for a, b in zip(first, other, strict=True)
    ]


def _slope(expr: sp.Expr, variable: sp.Symbol) -> sp.Expr:
    """The derivative, factored; in products of powers and exponentials those of both apart.

    In (u - v) (exp(u) - exp(v)) both factors of each term keep their zero at u = v.
    """
    if variable not in expr.free_symbols:
        return sp.S.Zero
    if product := in_factors(expr):
        return _rational_slope(product, variable)
    powers, others = sp.factor(expr, deep=False).as_independent(sp.exp, as_Add=False)
    sides = (sp.diff(powers, variable) * others, powers * sp.factor(sp.diff(others, variable)))
    if powers.is_rational_function() and not powers.is_number and others.has(sp.exp):
        return sp.Add(*sides)
    slope = sp.factor(sp.diff(expr, variable), deep=False)
    return slope.replace(lambda node: node.is_Add and node.has(sp.log), _one_logarithm)


def _one_logarithm(node: sp.Add) -> sp.Expr:
    """Differences of logarithms of positive fractions as that of a quotient, which may be near 1.

    So are those of an entropy, where two probabilities are nearly the same.
    """
    factors = dict[sp.Expr, sp.Expr]()
    for term in node.args:
        count, log = term.as_coeff_Mul()
        if isinstance(log, sp.log) and count.is_Integer:
            (u,) = log.args
            if u.is_positive and u.is_rational_function():
                factors[term] = u**count
    if len({term.could_extract_minus_sign() for term in factors}) < 2:
        return node
    ratio = sp.log(sp.factor(sp.Mul(*factors.values())))
    return sp.Add(ratio, *(term for term in node.args if term not in factors))


def _rational_slope(product: Product, variable: sp.Symbol) -> sp.Expr:
    """That of a product of powers: its factors to one power less, times one polynomial."""
    slope = {part: part.diff(part.ring.symbols.index(variable)) for part in product.powers}
    own = {part: k for part, k in product.powers.items() if slope[part]}
    total = sum(
        reduce(mul, (other for other in own if other != part), k * slope[part])
        for part, k in own.items()
    )
    if not total:
        return sp.S.Zero
    inner = quotient(total, total.ring.one)
    powers = Counter({part: k - (part in own) for part, k in product.powers.items()})
    powers.update(inner.powers)
    return Product(product.constant * inner.constant, {p: k for p, k in powers.items() if k}).expr


def _sides(kink: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """What is positive on one side, the value there, and on the other."""
    if isinstance(kink, sp.Abs | sp.sign):
        (u,) = kink.args
        size = u if isinstance(kink, sp.Abs) else sp.S.One
        return u, size, -size
    # Where both are the same, a number is not what counts.
    one, *others = sorted(kink.args, key=lambda part: bool(part.is_number))
    other = kink.func(*others)
    return (other - one if isinstance(kink, sp.Max) else one - other), other, one


def _is_positive(expr: sp.Expr, starts: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Whether all terms are positive, counted from where the domains start."""
    put = {v: start + sp.Dummy(positive=True) for v, start in starts.items()}
    return bool(sp.expand(expr.xreplace(put)).is_positive)
