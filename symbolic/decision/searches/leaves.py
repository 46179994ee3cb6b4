"""Signs that are seen at once, with nodes for their proof trees."""

from collections.abc import Mapping
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.positivity import positive

from .certificates import Tree, node, parts_to_define, term_tree
from .cover import positive_by_cover

__all__ = ["defined_tree", "leaf_tree", "same_field"]


def leaf_tree(expr: sp.Expr, box: Box, *, strict: bool) -> Tree:
    """A node that shows a sign: of a number, an exponential, a polynomial or by a cover; or None.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> leaf_tree(x + 1, {x: sp.Interval.open(0, sp.oo)}, strict=True)
    {'rule': 'polynomial', 'tree': 'coefficients'}
    """
    box = {v: side for v, side in box.items() if expr.has(v)}
    if not box:
        return node("value")
    if isinstance(expr, sp.exp) and (there := defined_tree(expr, box)) is not None:
        return node("exp", defined=there)
    if expr.is_Pow and strict and expr.exp.is_Rational:
        return node("power", then=leaf_tree(expr.base, box, strict=True))
    if expr.is_polynomial(*box):
        return _polynomial(expr, box, strict)
    found = positive_by_cover(expr, box, strict=strict)
    return found[0]["proof"] if found else None


def _polynomial(expr: sp.Expr, box: Box, strict: bool) -> Tree:
    rational = all(end.is_Rational or end.is_infinite for s in box.values() for end in s.args[:2])
    if not rational or not all(c.is_Rational for c in sp.Poly(expr, *box).coeffs()):
        return None
    found = positive(expr, box, strict=strict, depth=6)
    return node("polynomial", tree=_named(found.certificates[0], box)) if found else None


def _named(certificate: Mapping[str, Any], box: Box) -> Tree:
    """The tree of cuts, whose axes are numbers there, and names here."""

    def named(tree: Any) -> Any:
        if isinstance(tree, str):
            return tree
        axis, at = tree["cut"]
        halves = {half: named(tree[half]) for half in ("below", "above")}
        return {"cut": certificate["variables"][axis], "at": str(at), **halves}

    return named(certificate["tree"])


def defined_tree(expr: sp.Expr, box: Box) -> Tree:
    """Proofs that an expression is defined and differentiable on a box; None if one is missing."""
    proofs = []
    for part, above in parts_to_define(expr):
        signs = [1] if above else [1, -1]
        trees = ((sign, leaf_tree(sign * part, box, strict=True)) for sign in signs)
        sign, then = next((pair for pair in trees if pair[1] is not None), (0, None))
        proofs.append(then and {"part": term_tree(part), "sign": sign, "then": then})
    return None if None in proofs else proofs


def same_field(one: sp.Expr, other: sp.Expr) -> bool:
    """Whether two expressions are the same fraction, functions and roots being further variables.

    It sees no more than the checker does.
    """
    names: dict[sp.Expr, sp.Expr] = {}

    def opaque(expr: sp.Expr) -> sp.Expr:
        if isinstance(expr, sp.exp):
            return sp.Mul(
                *(_known(names, sp.exp(t)) for t in sp.expand(expr.args[0]).as_ordered_terms())
            )
        if expr.is_Pow and not expr.exp.is_Integer:
            return _known(names, expr)
        if expr.is_Add or expr.is_Mul or expr.is_Pow:
            return expr.func(*map(opaque, expr.args))
        if expr.is_Atom and not expr.is_NumberSymbol:
            return expr
        simple = _of_fractions(expr)
        return _known(names, simple) if simple.func == expr.func else opaque(simple)

    return bool(sp.cancel(opaque(one) - opaque(other)) == 0)


def _of_fractions(expr: sp.Expr) -> sp.Expr:
    """A function of fractions of polynomials as such, of whose minus SymPy takes care."""
    simple = (sp.cancel(a) if a.is_rational_function() else a for a in expr.args)
    return expr.func(*simple) if expr.args and not expr.is_Pow else expr


def _known(names: dict[sp.Expr, sp.Expr], expr: sp.Expr) -> sp.Expr:
    """The variable that stands for a function; exp(k u) and (u^(1/q))^p are powers of one."""
    power = sp.S.One
    if isinstance(expr, sp.exp):
        number, rest = expr.args[0].as_coeff_Mul()
        expr, power = sp.exp(rest / number.q), sp.Integer(number.p)
    elif expr.is_Pow and expr.exp.is_Rational:
        expr, power = (
            sp.Pow(expr.base, sp.Rational(1, expr.exp.q), evaluate=False),
            sp.Integer(expr.exp.p),
        )
    return names.setdefault(expr, sp.Dummy()) ** power
