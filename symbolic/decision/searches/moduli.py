"""Inequalities with moduli in one variable: |u| is u or -u, and what holds for both holds.

So c - |g| >= 0 is c - g >= 0 and c + g >= 0, which are smooth where g changes its sign.
"""

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.proof import Certificates

from .certificates import Shown, bound_certificates, node, term_tree
from .cover import positive_by_cover

__all__ = ["positive_for_both_signs"]

# Moduli; operations in intervals for each case: a cover of something close may take so many.
_MOST, _WORK = 2, 40_000


def positive_for_both_signs(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates that an expression of one variable is > 0 (or >= 0), or None.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> f, side = sp.Rational(1, 5) - Modulus(sp.sin(x) - x), sp.Interval(-1, 1)
    >>> (certificate,) = positive_for_both_signs(f, {x: side}, strict=True)
    >>> certificate["proof"]["rule"], certificate["proof"]["plus"]["rule"]
    ('both', 'cover')
    """
    box = {v: side for v, side in box.items() if expr.has(v)}
    if len(box) != 1 or not 0 < len(expr.atoms(Modulus)) <= _MOST:
        return None
    found = _cases(expr, box, strict)
    if found is None:
        return None
    return bound_certificates(expr, box, strict, found.tree) or found.certificates


def _cases(f: sp.Expr, box: Box, strict: bool) -> Shown | None:
    moduli = sorted(f.atoms(Modulus), key=lambda m: (-len(m.atoms(Modulus)), str(m)))
    if not moduli:
        cover = positive_by_cover(f, box, strict=strict, work=_WORK)
        return None if cover is None else Shown(cover, cover[0]["proof"] if cover else None)
    u = moduli[0].args[0]
    plus = _cases(f.xreplace({moduli[0]: u}), box, strict)
    minus = None if plus is None else _cases(f.xreplace({moduli[0]: -u}), box, strict)
    if plus is None or minus is None:
        return None
    try:
        tree = node("both", of=term_tree(u), plus=plus.tree, minus=minus.tree)
    except ValueError:
        tree = None
    return Shown(plus.certificates + minus.certificates, tree)
