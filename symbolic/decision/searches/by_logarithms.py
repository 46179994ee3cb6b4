"""Inequalities between positive products, by their logarithms.

Where P and N are positive, P - N has the sign of log P - log N: and the logarithm of a product of
powers and exponentials is a sum, in which each of them is simpler than it was.
"""

from contextlib import suppress
from typing import NamedTuple

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.sign_on_box import sign_on

from .certificates import Ask, Shown, Tree, node, term_tree
from .leaves import defined_tree, leaf_tree, same_field

__all__ = ["by_logarithms"]


class _Product(NamedTuple):
    """The product of exp(u) and of powers of bases, which have to be positive."""

    u: sp.Expr
    powers: tuple[tuple[sp.Expr, sp.Expr], ...]

    @property
    def value(self) -> sp.Expr:
        return sp.exp(self.u) * sp.Mul(*(base**k for base, k in self.powers))

    @property
    def log(self) -> sp.Expr:
        return self.u + sp.Add(*(k * sp.log(base) for base, k in self.powers))


def by_logarithms(f: sp.Expr, box: Box, strict: bool, ask: Ask) -> Shown | None:
    """That f > 0 (or >= 0), if it is a difference of positive products with other exponentials.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import POSITIVE, symbol
    >>> x = symbol("x")
    >>> f = sp.exp(x**2) - (1 + x**2) ** 3 / 8
    >>> by_logarithms(f, {x: POSITIVE}, True, lambda *asked: print(*asked))
    x**2 - 3*log(x**2 + 1) + 3*log(2) {x: Interval.open(0, oo)} True
    """
    terms = sp.Add.make_args(f)
    above = [t for t in terms if t.as_coeff_Mul(rational=True)[0] > 0]
    sides = [_product(sp.Add(*above)), _product(sp.Add(*(-t for t in terms if t not in above)))]
    if not all(_is_alone(*pair) for pair in (sides, sides[::-1])):
        return None
    if not any(e.free_symbols for side in sides for e in (side.u, *(k for _, k in side.powers))):
        return None
    shown: Certificates = ()
    for base in (base for side in sides for base, _ in side.powers):
        sign, certificates = sign_on(base, box)
        if sign != 1:
            return None
        shown += certificates
    difference = sp.expand_log(sides[0].log - sides[1].log)
    found = ask(difference, box, strict)
    if found is None:
        return None
    return Shown(shown + found.certificates, _tree(f, sides, difference, found.tree, box))


def _is_alone(one: _Product, other: _Product) -> bool:
    """Whether no logarithm is left of a sum with the same exponential, which would grow."""
    sums = [base for side in (one, other) for base, _ in side.powers if base.is_Add]
    left = [e.args[0] for base in sums for e in base.atoms(sp.exp)]
    return not any((one.u / v).is_number for v in left if one.u)


def _product(expr: sp.Expr) -> _Product:
    u, powers = sp.S.Zero, []
    for factor in sp.Mul.make_args(expr):
        if isinstance(factor, sp.exp):
            u += factor.args[0]
        elif factor != 1:
            powers.append(factor.as_base_exp())
    return _Product(u, tuple(powers))


def _node(side: _Product, box: Box) -> Tree:
    rational = [(base, k) for base, k in side.powers if k.is_Rational]
    u = side.u + sp.Add(*(k * sp.log(base) for base, k in side.powers if not k.is_Rational))
    powers = [
        {"of": term_tree(base), "to": [int(k.p), int(k.q)],
         "positive": leaf_tree(base, box, strict=True)} for base, k in rational
    ]  # fmt: skip
    return {"exp": term_tree(u), "powers": powers}


def _tree(f: sp.Expr, sides: list[_Product], to: sp.Expr, then: Tree, box: Box) -> Tree:
    """The node; the checker itself makes the logarithms of the two products."""
    one, other = sides
    if then is None or not same_field(f, one.value - other.value):
        return None
    with suppress(ValueError):
        products = [_node(side, box) for side in sides]
        logarithms = one.log - other.log
        if to != logarithms:
            if not same_field(logarithms, to):
                return None
            then = node("same", to=term_tree(to), defined=defined_tree(logarithms, box), then=then)
        return node("logarithms", sides=products, defined=defined_tree(f, box), then=then)
    return None
