"""Appendix A, second part: the concurrence and its closed form."""

import sympy as sp

from beyondthermal.derivations.claim import Claim, Finding
from beyondthermal.symbolic.bounds import balanced_is_separable, boundary_polynomial, onset
from beyondthermal.symbolic.concurrence import prove_x_form
from beyondthermal.symbolic.machine import (
    NAMED_PARTS,
    ClosedForm,
    balanced_dissipators_are_local,
    closed_form,
    in_named_parts,
    populations,
)
from beyondthermal.symbolic.proof import Proof, all_of, identity
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS"]

x, y, C, beta_S = symbols("x y C beta_S")


def x_form() -> Finding:
    """Eq. (A8) from the eigenvalues of rho rho~."""
    r_c, rho_00, rho_11 = symbols("r_c rho_00 rho_11")
    reduced = 2 * sp.Max(0, r_c - sp.sqrt(rho_00 * rho_11))
    return Finding((sp.Eq(C, reduced, evaluate=False),), prove_x_form())


def _equations(form: ClosedForm) -> tuple[sp.Basic, ...]:
    parts = {"N1": form.N1, "N2": form.N2, "d": form.d}
    return tuple(sp.Eq(symbol(name), body, evaluate=False) for name, body in parts.items())


def _square(part: sp.Expr) -> sp.Expr:
    """The square of N1 or N2, in which no modulus and no root is left."""
    return part.replace(sp.Abs, lambda inside: inside) ** 2


def _agree(one: ClosedForm, other: ClosedForm) -> Proof:
    """N1, N2 >= 0 are equal when their squares are."""
    return all_of(
        identity(_square(one.N1), _square(other.N1)),
        identity(_square(one.N2), _square(other.N2)),
        identity(one.d, other.d),
        method="N1², N2² and d are equal as polynomials",
    )


def in_boltzmann_factors() -> Finding:
    """Eq. (A10) against the populations: C = |p_S - p_A| - 2 sqrt(p_G p_E)."""
    form = closed_form()
    p = populations()
    ratios = {symbol("gamma_A"): x, symbol("gamma_S"): y, symbol("gamma_plus"): 1}
    p_G, p_S, p_A, p_E = (p[label].subs(ratios) for label in "GSAE")
    proof = all_of(
        identity(_square(form.N1) / form.d**2, (p_S - p_A) ** 2),
        identity(_square(form.N2) / form.d**2, 4 * p_G * p_E),
        method="(N1/d)² = (p_S − p_A)² and (N2/d)² = 4 p_G p_E",
    )
    return Finding(_equations(form), proof)


def named_parts() -> Finding:
    """Eqs. (5) and (A12): the same in S, A and P."""
    form = in_named_parts()
    definitions = tuple(sp.Eq(name, body, evaluate=False) for name, body in NAMED_PARTS)
    return Finding(
        definitions + _equations(form), _agree(form.subs(dict(NAMED_PARTS)), closed_form())
    )


def balanced() -> Finding:
    """C = 0 for balanced reservoirs, and why."""
    return Finding((sp.Eq(C, 0, evaluate=False),), balanced_is_separable())


def local_dissipators() -> Finding:
    """The collective dissipators become local ones."""
    return Finding((), balanced_dissipators_are_local())


def boundary() -> Finding:
    """Where N1 = N2."""
    cubic = boundary_polynomial()
    form = closed_form()
    proof = identity(4 * (_square(form.N1) - _square(form.N2)), (x + y) * cubic)
    return Finding((sp.Eq(sp.collect(cubic, y), 0, evaluate=False),), proof)


def onsets() -> Finding:
    """The exact onset of entanglement for beta_A -> -oo and for beta_A = 0."""
    statement, proofs, figures = [], [], {}
    for at, label in ((sp.Integer(0), "β_A → −∞"), (sp.Integer(1), "β_A = 0")):
        root = onset(at)
        on_line = boundary_polynomial().subs(x, at)
        minimal = sp.minimal_polynomial(root, y)
        quotient = sp.quo(on_line, minimal, y)
        proofs.append(identity(quotient * minimal, on_line))
        statement.append(sp.Eq(beta_S, sp.log(root), evaluate=False))
        figures[f"β_S for {label}"] = str(sp.log(root).evalf(30))
    method = "exp(β_S) is a root of the cubic: its minimal polynomial divides it"
    return Finding(tuple(statement), all_of(*proofs, method=method), figures)


CLAIMS = (
    Claim("A5-A8", "Wootters' concurrence of an X-form state", x_form),
    Claim("A9-A10", "The closed form, with x = Γ_A/Γ⁺ and y = Γ_S/Γ⁺", in_boltzmann_factors),
    Claim("A12", "The closed form in its named parts, Eqs. (4)-(5)", named_parts),
    Claim("balanced", "Balanced reservoirs leave a separable state", balanced),
    Claim("balanced-local", "and their collective dissipators are local ones", local_dissipators),
    Claim("boundary", "C > 0 where this cubic is positive, C = 0 elsewhere", boundary),
    Claim("onset", "Entanglement begins at this β_S, for β_A → −∞ and for β_A = 0", onsets),
)
