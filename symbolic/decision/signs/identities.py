"""Why an expression is zero, as an identity between polynomials that can be checked again."""

from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.proof import Certificate, Certificates, identity_certificate
from beyondthermal.symbolic.formula.functions import rewritten
from beyondthermal.symbolic.symbols import declared

from .form import Form
from .quantities import normal_form
from .ring_with_roots import System
from .sign_on_box import vanishes_on

__all__ = ["certified_zero", "real_and_imaginary", "with_real_symbols"]


def with_real_symbols(expr: sp.Expr) -> sp.Expr:
    """Every complex symbol z as u + i v with real symbols."""
    z = [s for s in expr.free_symbols if s.is_complex and s.is_real is None]
    real = {s: declared(f"Re({s})", sp.Reals) + sp.I * declared(f"Im({s})", sp.Reals) for s in z}
    return expr.xreplace(real)


def real_and_imaginary(expr: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """The two parts of an expression in real symbols."""
    if not expr.has(sp.I):
        return expr, sp.S.Zero
    # SymPy gives a root of what may be zero an angle; it is known to be real.
    powers = (p for p in expr.atoms(sp.Pow) if p.is_real and not p.exp.is_Integer)
    roots = {p: declared(f"({p})", sp.Reals) for p in powers}
    parts = sp.expand_complex(expr.xreplace(roots)).as_real_imag()
    back = {name: p for p, name in roots.items()}
    real, imaginary = (rewritten(part.xreplace(back)) for part in parts)
    return real, imaginary


def certified_zero(expr: sp.Expr, box: Box) -> Certificates | None:
    """Certificates that an expression is zero on a box, or None if it isn't shown.

    The first one is that its numerator N is q_1 (r_1² - R_1) + q_2 (r_2² - R_2) + … for the roots
    r_i that occur, an identity between polynomials in the generators, `normal_form`.
    """
    form = normal_form(expr, box)
    return vanishes_on(expr, box) if form.numerator else (_identity(form), *form.certificates)


def _identity(form: Form) -> Certificate:
    numerator, _ = sp.fraction(sp.together(form.written))
    system = form.system
    p, combination = system.ring.from_expr(sp.expand(numerator)), sp.S.Zero
    for index in reversed(system.squares):
        quotient, p = _divided(p, index, system)
        r, R = system.ring.gens[index].as_expr(), system.squares[index].as_expr()
        combination += quotient.as_expr() * (r**2 - R)
    assert not p, "what is left after r² = R was used is zero"
    return identity_certificate(numerator, combination)


def _divided(p: Any, index: int, system: System) -> tuple[Any, Any]:
    """Quotient and remainder of p by r² - R."""
    quotient, r = system.ring.zero, system.ring.gens[index]
    while (degree := p.degree(index)) > 1:
        step = system.coefficient(p, index, degree) * r ** (degree - 2)
        quotient, p = quotient + step, p - step * (r**2 - system.squares[index])
    return quotient, p
