"""Rates are never negative: with a negative one, populations of a state can become negative.

So a polynomial in them that has no zero where they are positive is no determinant that vanishes.
"""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.symbols import unknowns

__all__ = ["negative", "negative_eigenvalue", "nonzero_for_positive_rates"]

Domains = Mapping[sp.Symbol, sp.Set]


def negative(rate: sp.Expr, where: Where | None = None) -> str:
    """Where a rate is negative, in words; nothing if it is proved not to be.

    Parameters
    ----------
    rate
        Real expression.
    where
        Range of each symbol; others have the range of their assumptions, else all real numbers.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> g = symbol("g")
    >>> negative(g - 2)
    'is -1 at g = 1'
    >>> negative(g - 2, {g: sp.Interval(2, sp.oo)})
    ''
    """
    if rate.is_real is False:
        return "is not real"
    if rate.is_nonnegative:
        return ""
    symbols = sorted(rate.free_symbols, key=str)
    ranges = {s: side for s, side in (where or {}).items() if s in symbols}
    proof = decide.bound(rate, ">=", sp.S.Zero, where=ranges)
    if proof:
        return ""
    if not (seen := proof.counterexample):
        return "may be, as far as is proved"
    at = ", ".join(f"{s} = {seen[str(s)]}" for s in symbols)
    return f"is {seen['left side']} at {at}" if at else "is negative"


def negative_eigenvalue(matrix: sp.Matrix, where: Where | None = None) -> str:
    """Where a Hermitian matrix has a negative eigenvalue, in words; nothing if it has none.

    It has none just where no coefficient e_k of det(t + matrix) is negative.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> g = symbol("g")
    >>> negative_eigenvalue(sp.Matrix([[1, g], [g, 1]]))
    '1 - g**2 is -2499 at g = 50'
    >>> negative_eigenvalue(sp.Matrix([[1, g], [g, g**2]]))
    ''
    """
    rows = [k for k in range(matrix.rows) if any(matrix.row(k))]
    parts = sorted({p for entry in matrix for p in entry.atoms(sp.Function, sp.Pow)
                    if not (p.is_Pow and p.exp.is_Integer)}, key=str)  # fmt: skip
    # The polynomial is calculated over symbols alone: SymPy would compare functions.
    names = dict(zip(parts, unknowns("part", len(parts)), strict=True))
    plain = matrix.extract(rows, rows).xreplace(names)
    back = {name: part for part, name in names.items()}
    for coefficient in (-plain).charpoly().all_coeffs():
        found = sp.expand(coefficient.xreplace(back))
        if said := negative(found, where):
            return f"{str(found)[:60]} {said}"
    return ""


def nonzero_for_positive_rates(determinant: sp.Expr, where: Domains | None = None) -> Proof:
    """Prove that a polynomial has no zero for positive rates and real frequencies.

    A real one then has a sign. The squared modulus of any other, over Q(i), is a real polynomial,
    positive for rates above zero and any frequency. Domains that are given take their place.
    """
    determinant = sp.expand(determinant)
    variables = sorted(determinant.free_symbols, key=str)
    if not determinant.has(sp.I):
        inside = {v: _inside(_range(v, where), k) for k, v in enumerate(variables)}
        sign = sp.sign(determinant.subs(inside))
        determinant *= sign or 1
    else:
        determinant = sp.expand(determinant * determinant.conjugate())
    return positive(determinant, {v: _range(v, where) for v in variables})


def _range(symbol: sp.Symbol, where: Domains | None) -> sp.Set:
    usual = sp.Interval.open(0, sp.oo) if symbol.is_nonnegative else sp.Reals
    return (where or {}).get(symbol, usual)


def _inside(domain: sp.Set, k: int) -> sp.Expr:
    """A rational point of an interval, not the same for all k."""
    if domain.sup.is_finite and domain.inf.is_finite:
        return domain.inf + (domain.sup - domain.inf) / (k + 2)
    return domain.sup - k - 2 if domain.sup.is_finite else max(domain.inf, 0) + k + 2
