"""Certificates of inequalities that a search has shown: what the checker needs to see them again.

A certificate says that a term is > 0, or >= 0, on a box, and holds the tree of its proof. Nodes
of terms are rational numbers, symbols, π, sums, products, powers, and a few functions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.proof import Certificates

__all__ = ["Ask", "Shown", "Tree", "bound_certificates", "node", "parts_to_define", "term_tree"]

Tree: TypeAlias = Any


@dataclass(frozen=True)
class Shown:
    """That a sign is shown: certificates of facts, and the tree of the whole proof, if any."""

    certificates: Certificates = ()
    tree: Tree = None


# Whether an expression is > 0 (or >= 0) on a box: what a rule asks of its premises.
Ask: TypeAlias = Callable[[sp.Expr, Box, bool], Shown | None]

_HEADS = {
    sp.Add: "+", sp.Mul: "*", sp.exp: "exp", sp.log: "log", sp.sin: "sin", sp.cos: "cos",
    sp.atan: "atan", sp.Abs: "abs", Modulus: "abs",
}  # fmt: skip


def bound_certificates(expr: sp.Expr, box: Box, strict: bool, proof: Tree) -> Certificates:
    """The certificate of an inequality; none if the checker can't be told what was shown."""
    try:
        found = proof and {
            "kind": "bound",
            "relation": ">" if strict else ">=",
            "term": term_tree(expr),
            "box": {str(v): _ends(side) for v, side in box.items()},
            "proof": proof,
        }
        return (found,) if found and _is_exact(proof) else ()
    except ValueError:
        return ()


def term_tree(expr: sp.Expr) -> Tree:
    """An expression as JSON: integers, names, and [head, parts …].

    Raises
    ------
    ValueError
        If a part of it has no node.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> term_tree(sp.sqrt(symbol("x")) / 2)
    ['*', ['*', 1, ['^', 2, -1]], ['^', 'x', 1, 2]]
    """
    if expr.is_Integer:
        return int(expr)
    if expr.is_Rational:
        return ["*", int(expr.p), ["^", int(expr.q), -1]]
    if expr.is_Symbol:
        return str(expr)
    if expr in (sp.pi, sp.E):
        return ["pi"] if expr is sp.pi else ["exp", 1]
    if expr.is_Pow and not isinstance(expr, sp.exp):
        return _power(expr.base, expr.exp)
    if expr.func not in _HEADS:
        raise ValueError(f"a certificate has no node for {expr.func.__name__}")
    return [_HEADS[expr.func], *map(term_tree, expr.args)]


def _power(base: sp.Expr, exponent: sp.Expr) -> Tree:
    if not exponent.is_Rational:
        return ["exp", ["*", term_tree(exponent), ["log", term_tree(base)]]]
    return ["^", term_tree(base), int(exponent.p), *([int(exponent.q)] * (exponent.q != 1))]


def node(rule: str, **parts: Tree) -> Tree:
    """A node of a proof; None if a part of it has none."""

    def is_missing(part: Tree) -> bool:
        return part is None or (isinstance(part, list) and any(map(is_missing, part)))

    return None if any(map(is_missing, parts.values())) else {"rule": rule, **parts}


def parts_to_define(expr: sp.Expr) -> list[tuple[sp.Expr, bool]]:
    """What must not be 0, or has to be > 0, for an expression to be defined and differentiable."""
    found: dict[sp.Expr, bool] = {}
    for part in sp.preorder_traversal(expr):
        if isinstance(part, sp.log):
            found[part.args[0]] = True
        elif part.is_Pow and not isinstance(part, sp.exp):
            whole = part.exp.is_Integer
            if not whole or part.exp < 0:
                found[part.base] = found.get(part.base, False) or not whole
    return [(part, above) for part, above in found.items() if not (part.is_Integer and part > 0)]


def _ends(side: sp.Interval) -> list[Any]:
    ends = (side.start, side.end)
    if not all(end.is_Rational or end.is_infinite for end in ends):
        raise ValueError("an end that is no fraction")
    return [str(side.start), bool(side.left_open), str(side.end), bool(side.right_open)]


def _is_exact(proof: Tree) -> bool:
    """Whether all cuts are at fractions."""
    if not isinstance(proof, dict | list):
        return True
    if isinstance(proof, list):
        return all(map(_is_exact, proof))
    if "at" in proof and not sp.sympify(proof["at"]).is_Rational:
        return False
    return all(map(_is_exact, proof.values()))
