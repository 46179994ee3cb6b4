"""What statements of claims are written with: equations that stay as written, dissipators, proofs.

An equation is displayed as it is made: SymPy decides nothing and brings nothing to one side.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity, refuted
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.operator_equations import dissipator
from beyondthermal.symbolic.symbols import symbol, unknowns

from .claim import Finding

__all__ = ["D", "beside", "contradicted", "equal", "equation", "follows", "settled", "unknown"]


def equation(left: sp.Basic, right: sp.Basic | int) -> sp.Eq:
    """An equation as it is displayed: nothing is evaluated.

    Examples
    --------
    >>> equation(symbol("x"), symbol("x"))
    Eq(x, x)
    """
    return sp.Eq(left, right, evaluate=False)


def settled(proof: Callable[[], Proof], *statement: sp.Basic) -> Callable[[], Finding]:
    """A derivation whose statement is known beforehand: all that is left is its proof."""
    return lambda: Finding(statement, proof())


def D(name: str) -> sp.Expr:
    """The dissipator D_o(rho) of an operator, by its name in the table of symbols."""
    other = name.removesuffix("_dagger") if name.endswith("_dagger") else f"{name}_dagger"
    return dissipator(symbol(name), symbol(other), symbol("rho"))


def unknown(rows: int, letter: str = "r") -> sp.Matrix:
    """A matrix of independent unknowns."""
    return sp.Matrix(rows, rows, unknowns(letter, rows * rows))


def equal(one: sp.Matrix, other: sp.Matrix, method: str) -> Proof:
    """Two matrices are equal, entry by entry."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != 0 or b != 0]
    zero = sp.Integer(0)
    return all_of(*(identity(a, b) for a, b in pairs), identity(zero, zero), method=method)


def contradicted(
    fails: bool, method: str, point: Mapping[sp.Symbol, sp.Expr], **values: Any
) -> Proof:
    """A refutation of what is printed, if it does fail; else nothing is decided.

    Examples
    --------
    >>> contradicted(1 + 1 != 2, "counted", {}).verdict.name
    'INCONCLUSIVE'
    """
    if not fails:
        return Proof(Verdict.INCONCLUSIVE, f"not seen to fail: {method}")
    return refuted(method, point, **values)


def beside(refutation: Proof, *shown: Proof) -> Proof:
    """A refutation, with what is shown in the place of the refuted; that has to be proved."""
    if not all(shown):
        return Proof(Verdict.INCONCLUSIVE, "what should take its place is not proved")
    found = (certificate for proof in shown for certificate in proof.certificates)
    return replace(refutation, certificates=(*refutation.certificates, *found))


def follows(*equations: sp.Eq, at: Mapping[sp.Basic, sp.Expr] | None = None) -> Proof:
    """Both sides are equal once p_k, w_k and d are unfolded, and `at` is put in."""
    w, d = {k: weight.subs(at or {}) for k, weight in weights().items()}, symbol("d")
    ratios = {symbol(f"p_{k}"): weight / (2 * d) for k, weight in w.items()}
    ratios |= {symbol(f"w_{k}"): weight for k, weight in w.items()}
    total = sp.Add(*w.values())
    proofs = []
    for shown in equations:
        left, right = (side.subs(ratios).subs(at or {}) for side in shown.args)
        # On the left d cancels term by term, which makes most sides polynomials.
        unfolded = sp.expand(sp.expand(left).subs(d, total / 2))
        proofs.append(identity(unfolded, right.subs(d, total / 2)))
    return all_of(*proofs, method="the weights put in; both sides expanded")
