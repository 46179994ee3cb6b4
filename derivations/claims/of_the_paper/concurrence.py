"""Appendix A, second part: the concurrence and its closed form."""

from itertools import pairwise

import sympy as sp
from mpmath import mp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.numeric.cavity.precise import effective_steady_state, wootters
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity, refuted
from beyondthermal.symbolic.machine.bounds import balanced_is_separable, boundary_polynomial, onset
from beyondthermal.symbolic.machine.machine import (
    NAMED_PARTS,
    ClosedForm,
    balanced_dissipators_are_local,
    closed_form,
    in_named_parts,
    populations,
    steady,
)
from beyondthermal.symbolic.master_equation.concurrence import prove_x_form, spin_flip
from beyondthermal.symbolic.operator_equations import OPERATORS, prove, tensor
from beyondthermal.symbolic.operators import sigma_y
from beyondthermal.symbolic.symbols import symbol, symbols

from .model import D, beside, equation, unknown

__all__ = ["CLAIMS"]

x, y, C, beta_S, S, A, P = symbols("x y C beta_S S A P")
rho, rho_tilde, rho_conjugate = symbols("rho rho_tilde rho_conjugate")
LAMBDAS = symbols("lambda_1 lambda_2 lambda_3 lambda_4")
# Eq. (A5) as printed, and the definition above it.
PRINTED_A5 = equation(
    rho * rho_tilde, sp.Add(*(v**2 * symbol(f"Psi_{k}") for k, v in enumerate(LAMBDAS, 1)))
)
_FLIP = tensor(*symbols("sigma_y sigma_y"))
SPIN_FLIP = equation(rho_tilde, _FLIP * rho_conjugate * _FLIP)
# Eqs. (A6)-(A7).
CONCURRENCE = equation(C, sp.Max(0, LAMBDAS[0] - LAMBDAS[1] - LAMBDAS[2] - LAMBDAS[3]))


def x_form() -> Finding:
    """Eq. (A8) from the eigenvalues of rho rho~."""
    r_c, rho_00, rho_11 = symbols("r_c rho_00 rho_11")
    reduced = 2 * sp.Max(0, r_c - sp.sqrt(rho_00 * rho_11))
    return Finding((sp.Eq(C, reduced, evaluate=False),), prove_x_form())


def _equations(form: ClosedForm) -> tuple[sp.Basic, ...]:
    parts = {"N1": form.N1, "N2": form.N2, "d": form.d}
    return tuple(sp.Eq(symbol(name), body, evaluate=False) for name, body in parts.items())


def _agree(one: ClosedForm, other: ClosedForm) -> Proof:
    """N1, N2 >= 0 are equal when their squares are."""
    return all_of(
        identity(one.N1**2, other.N1**2),
        identity(one.N2**2, other.N2**2),
        identity(one.d, other.d),
        method="N1², N2² and d are equal as polynomials",
    )


def in_boltzmann_factors() -> Finding:
    """Eq. (A9) against the populations: C = |p_S - p_A| - 2 sqrt(p_G p_E)."""
    form = closed_form()
    p = populations()
    ratios = {symbol("gamma_A"): x, symbol("gamma_S"): y, symbol("gamma_plus"): 1}
    p_G, p_S, p_A, p_E = (p[label].subs(ratios) for label in "GSAE")
    proof = all_of(
        identity(form.N1**2 / form.d**2, (p_S - p_A) ** 2),
        identity(form.N2**2 / form.d**2, 4 * p_G * p_E),
        method="(N1/d)² = (p_S − p_A)² and (N2/d)² = 4 p_G p_E",
    )
    N1, N2, d = symbols("N1 N2 d")
    quotient = sp.Eq(C, sp.Max(0, (N1 - N2) / d), evaluate=False)
    return Finding((quotient, *_equations(form)), proof)


# Eq. (A10) as printed, Γ_1 = Γ_A and Γ_2 = Γ_S: N1 lacks its factor 1/2, N2 lacks y², and d has y²
# twice.
PRINTED_A10 = ClosedForm(
    signed=(x - y) * (x + y - 2),
    N2=sp.sqrt((x + y + 2) * (x**2 * y + x**2 + y**2 * x)),
    d=1 + x**2 + 2 * y**2 + x * y + sp.Rational(3, 2) * (x + y) + (x + y) * x * y / 2,
)
# Eqs. (5) and (A12) as printed.
PRINTED_A12 = ClosedForm(
    signed=A * (S / 2 - 1),
    N2=sp.sqrt((S / 2 + 1) * (2 * S**2 + 2 * P * (S - 2))),
    d=1 + S**2 + S * (P + 3) / 2 - P,
)


def in_rates() -> Finding:
    """Eq. (A10) as printed against the derived N1, N2 and d, and against the kernel in numbers."""
    agree = _agree(PRINTED_A10, closed_form())
    point = {x: sp.Integer(1), y: sp.Integer(30)}
    with mp.workdps(30):
        kernel = wootters(effective_steady_state(gamma_plus=1, gamma_A=1, gamma_S=30, digits=30))
        printed, derived = (
            mp.mpf(sp.N(form.subs(point).concurrence, 30)) for form in (PRINTED_A10, closed_form())
        )
    figures = {
        "C at x = 1, y = 30 as printed": mp.nstr(printed, 15),
        "as derived": mp.nstr(derived, 15),
        "of the numerical kernel": mp.nstr(kernel, 15),
    }
    return Finding(_equations(closed_form()), agree, figures)


def hermitian() -> Finding:
    """Rho rho~ isn't Hermitian for an X-form state with rho_01 != rho_10."""
    quarter, conjugate = sp.Rational(1, 4), unknown(4)
    flipped = {symbol("sigma_y"): sigma_y, rho_conjugate: conjugate}
    matrix = sp.diag(0, 3 * quarter, quarter, 0)
    matrix[1, 2] = matrix[2, 1] = quarter
    product = matrix * spin_flip(matrix)
    shown = equation(rho, sp.ImmutableMatrix(matrix))
    found = equation(rho * rho_tilde, sp.ImmutableMatrix(product))
    proof = refuted(
        "ρρ̃ is not Hermitian for this density matrix, diag(0, 3, 1, 0)/4 with ρ_c = 1/4",
        {}, **{"<01|ρρ̃|10>": product[1, 2], "<10|ρρ̃|01>": product[2, 1]},
    )  # fmt: skip
    definition = prove(SPIN_FLIP, flipped | {rho_tilde: spin_flip(conjugate)})
    example = prove(found, {rho: matrix, rho_tilde: spin_flip(matrix)})
    return Finding((SPIN_FLIP, shown, found), beside(proof, definition, example))


def hermitian_here() -> Finding:
    """For the steady state rho_01 = rho_10, and rho rho~ is Hermitian: the two commute."""
    numerators = steady().numerators
    flipped = spin_flip(numerators)
    product = numerators * flipped
    shown = equation(rho * rho_tilde, rho_tilde * rho)
    proof = all_of(
        prove(shown, {rho: numerators, rho_tilde: flipped}),
        *(identity(a, b) for a, b in zip(product, product.T, strict=True) if a or b),
        method="ρρ̃ is real and symmetric",
    )
    return Finding((shown,), proof)


def _pure_state() -> tuple[sp.Expr, Proof]:
    """The concurrence 2|a d| of a|00> + d|11>, from the spectrum of rho rho~."""
    s_00, s_11, Lambda = symbols("s_00 s_11 Lambda")
    state = sp.Matrix([s_00, 0, 0, s_11])
    product = state * state.H * spin_flip(state * state.H)
    largest = 2 * s_00 * s_11
    nonnegative = {s: sp.Interval(0, sp.oo) for s in (s_00, s_11)}
    proof = all_of(
        identity(product.charpoly().as_expr(Lambda), Lambda**3 * (Lambda - largest**2)),
        positive(largest, nonnegative, strict=False),
        identity(
            CONCURRENCE.rhs.subs(dict(zip(LAMBDAS, (largest, 0, 0, 0), strict=True))), largest
        ),
        method="one λ is 2√(ρ₀₀ρ₁₁), the other three are zero; 1 for Bell states, 0 for product "
        "states",
    )
    return largest, proof


def ordered() -> Finding:
    """Eq. (A6): the order of the lambda, and what it is for."""
    order = (sp.Ge(*pair, evaluate=False) for pair in pairwise(LAMBDAS))
    return Finding((*order, CONCURRENCE), _pure_state()[1])


def pure_states() -> Finding:
    """Eq. (A7) on pure states a|00> + d|11>: C = 2|a d|, so that Bell states have C = 1."""
    largest, proof = _pure_state()
    return Finding((CONCURRENCE, equation(C, largest)), proof)


def symmetric() -> Finding:
    """The closed form doesn't change when the reservoirs are exchanged."""
    form = closed_form()
    parts = (form.signed, form.N2, form.d)
    swapped = ClosedForm(*(part.subs({x: y, y: x}, simultaneous=True) for part in parts))
    at = sp.Function(C.name)
    return Finding((equation(at(x, y), at(y, x)),), _agree(form, swapped))


def named_parts() -> Finding:
    """Eqs. (5) and (A12): the same in S, A and P."""
    form = in_named_parts()
    definitions = tuple(sp.Eq(name, body, evaluate=False) for name, body in NAMED_PARTS)
    parts = dict(NAMED_PARTS)
    proof = all_of(
        _agree(form.subs(parts), closed_form()),
        _agree(PRINTED_A12.subs(parts), closed_form()),
        method="N1², N2² and d as printed and as derived are equal as polynomials",
    )
    return Finding(definitions + _equations(form), proof)


def balanced() -> Finding:
    """C = 0 for balanced reservoirs, and why."""
    return Finding((sp.Eq(C, 0, evaluate=False),), balanced_is_separable())


def local_dissipators() -> Finding:
    """The collective dissipators become local ones."""
    statement = tuple(
        equation((D(f"J_S{mark}") + D(f"J_A{mark}")) / 2, D(f"c_1{mark}") + D(f"c_2{mark}"))
        for mark in ("", "_dagger")
    )
    proof = all_of(
        balanced_dissipators_are_local(),
        *(prove(shown, {**OPERATORS, rho: unknown(4)}) for shown in statement),
        method="every entry of the two superoperators is equal",
    )
    return Finding(statement, proof)


def boundary() -> Finding:
    """Where N1 = N2."""
    cubic = boundary_polynomial()
    form = closed_form()
    proof = identity(4 * (form.N1**2 - form.N2**2), (x + y) * cubic)
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


_PRINTED_A12 = _equations(PRINTED_A12)

CLAIMS = (
    Claim("A5", "ρρ̃ is Hermitian, with an orthogonal spectral decomposition", hermitian,
          Verdict.REFUTED, printed=(PRINTED_A5,), domain="all two-qubit density matrices",
          scan="no: the main text says it in words"),
    Claim("A5-corrected", "ρρ̃ is Hermitian for the steady state (A4)", hermitian_here,
          corrects="A5"),
    Claim("A6", "Ordered λ: the concurrence of a|00⟩ + d|11⟩ is 2|ad|", ordered,
          domain="pure states a|00⟩ + d|11⟩"),
    Claim("A7", "The concurrence is 1 for Bell states, 0 for product states", pure_states,
          domain="pure states a|00⟩ + d|11⟩"),
    Claim("A8", "Wootters' concurrence of an X-form state", x_form,
          domain="all density matrices of the form (A4)"),
    Claim("A9", "The closed form, with x = Γ_A/Γ⁺ and y = Γ_S/Γ⁺", in_boltzmann_factors),
    Claim("A10", "N1, N2 and d in the rates, as printed", in_rates, Verdict.REFUTED,
          printed=_equations(PRINTED_A10),
          scan="the square doubled in d could be the scan's, what is missing hardly"),
    Claim("A10-corrected", "N1, N2 and d in the rates", in_boltzmann_factors, corrects="A10"),
    Claim("4", "The concurrence is max{0, (N1 − N2)/d}", in_boltzmann_factors),
    Claim("5", "N1, N2 and d in their named parts", named_parts, printed=_PRINTED_A12,
          domain="all β_A, β_S"),
    Claim("A12", "The closed form in its named parts", named_parts, printed=_PRINTED_A12,
          domain="all β_A, β_S"),
    Claim("symmetric", "Both reservoirs enter in the same way", symmetric),
    Claim("balanced", "Balanced reservoirs leave a separable state", balanced),
    Claim("balanced-local", "and their collective dissipators are local ones", local_dissipators),
    Claim("boundary", "C > 0 where this cubic is positive, C = 0 elsewhere", boundary),
    Claim("onset", "Entanglement begins at this β_S, for β_A → −∞ and for β_A = 0", onsets,
          domain="β_A → −∞; β_A = 0"),
)  # fmt: skip
