"""Inequalities with roots of odd degree, by powers of both sides.

With q odd, t^q rises on the whole line. With u >= 0, and u > 0 if p < 0, so is

    A + B u^(p/q) > 0  <=>  A^q + B^q u^p > 0,

whatever the signs of A and B, and with >= likewise. Of an even q it would be true only where they
are known; those roots have a rule of their own, `quantities`.
"""

from contextlib import suppress

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.sign_on_box import positive_on
from beyondthermal.symbolic.decision.signs.signs import joined
from beyondthermal.symbolic.formula.size import size
from beyondthermal.symbolic.symbols import declared

__all__ = ["odd_roots", "positive_by_powers"]

# What is too large to try: the degree of a root, and how many roots there are.
_DEGREE, _ROOTS = 7, 4


def positive_by_powers(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates that an expression with odd roots is > 0 on a box (or >= 0), or None.

    They are those of the signs of what stands under the roots, and of the powers that are compared.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import POSITIVE, symbol
    >>> x = symbol("x")
    >>> found = positive_by_powers(1 + x - sp.cbrt(1 + x), {x: POSITIVE}, strict=True)
    >>> [certificate["kind"] for certificate in found]
    ['positive', 'positive']
    """
    roots = odd_roots(expr)
    # A power of A hides what stands under other roots: all of them are asked first.
    under = joined(positive_on(r.base, box, strict=bool(r.exp < 0)) for r in roots[:_ROOTS])
    if not roots or len(roots) > _ROOTS or under is None:
        return None
    for root in roots:
        if (powers := _without(expr, root)) is None:
            continue
        expr = powers
        with suppress(NoExactRouteError):
            if (found := positive_on(expr, box, strict=strict)) is not None:
                return under + found
    return None


def odd_roots(expr: sp.Expr) -> list[sp.Pow]:
    """The powers u^(p/q) with q odd, the longest u first.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> odd_roots(sp.sqrt(x) + sp.cbrt(x) + sp.cbrt(1 + x))
    [(x + 1)**(1/3), x**(1/3)]
    """
    found = [
        e for e in expr.atoms(sp.Pow)
        if e.exp.is_Rational and e.exp.q % 2 and 1 < e.exp.q <= _DEGREE and e.free_symbols
    ]  # fmt: skip
    return sorted(found, key=lambda e: (-e.base.count_ops(), str(e)))


def _without(expr: sp.Expr, root: sp.Pow) -> sp.Expr | None:
    """A^q + B^q u^p for A + B u^(p/q); None for what isn't linear in the root, or too large."""
    name = declared(f"{root}", sp.Reals)
    named = expr.xreplace({root: name})
    if size(named).excess:
        return None
    linear = sp.expand(named)
    B = linear.coeff(name)
    A = sp.expand(linear - B * name)
    if not B or A.has(name):
        return None
    p, q = root.exp.p, root.exp.q
    return A**q + B**q * root.base**p
