"""The concurrence: Eqs. (A5)-(A8), and Wootters' recipe carried out for the form (A4)."""

from functools import partial
from itertools import pairwise

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import beside, contradicted, equation, unknown
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import (
    Proof,
    Verdict,
    all_of,
    entrywise,
    identity,
)
from beyondthermal.symbolic.machine.machine import populations, steady, weights
from beyondthermal.symbolic.master_equation.concurrence import prove_x_form, spin_flip
from beyondthermal.symbolic.operator_equations import prove, tensor
from beyondthermal.symbolic.operators import sigma_y
from beyondthermal.symbolic.symbols import symbol, symbols, unknowns

__all__ = ["CLAIMS", "STEPS"]

C, rho, rho_tilde, rho_conjugate, rho_00 = symbols("C rho rho_tilde rho_conjugate rho_00")
rho_01, rho_10, rho_11, rho_c, s_00, s_01 = symbols("rho_01 rho_10 rho_11 rho_c s_00 s_01")
s_10, s_11, r_c, Lambda = symbols("s_10 s_11 r_c Lambda")
LAMBDAS = symbols("lambda_1 lambda_2 lambda_3 lambda_4")
# The conjugate of ρ_c is an unknown of its own until it is shown.
(c_bar,) = unknowns("c", 1)
SHOWN = {c_bar: sp.conjugate(rho_c)}
# With the roots named, everything is rational.
NAMED = {rho_00: s_00**2, rho_01: s_01**2, rho_10: s_10**2, rho_11: s_11**2, c_bar: r_c**2 / rho_c}
# Eq. (A5) as printed, and the definition above it.
PRINTED_A5 = equation(
    rho * rho_tilde, sp.Add(*(v**2 * symbol(f"Psi_{k}") for k, v in enumerate(LAMBDAS, 1)))
)
_FLIP = tensor(*symbols("sigma_y sigma_y"))
SPIN_FLIP = equation(rho_tilde, _FLIP * rho_conjugate * _FLIP)
_ENTRIES = "$4 × 4$ matrices, entry by entry"
# Eqs. (A6)-(A7).
CONCURRENCE = equation(C, sp.Max(0, LAMBDAS[0] - LAMBDAS[1] - LAMBDAS[2] - LAMBDAS[3]))


def x_form() -> Finding:
    """Eq. (A8) from the eigenvalues of rho rho~."""
    reduced = 2 * sp.Max(0, r_c - sp.sqrt(rho_00 * rho_11))
    return Finding((equation(C, reduced),), prove_x_form())


def hermitian() -> Finding:
    """Rho rho~ isn't Hermitian for an X-form state with rho_01 != rho_10."""
    quarter, conjugate = sp.Rational(1, 4), unknown(4)
    flipped = {symbol("sigma_y"): sigma_y, rho_conjugate: conjugate}
    matrix = sp.diag(0, 3 * quarter, quarter, 0)
    matrix[1, 2] = matrix[2, 1] = quarter
    product = matrix * spin_flip(matrix)
    shown = equation(rho, sp.ImmutableMatrix(matrix))
    found = equation(rho * rho_tilde, sp.ImmutableMatrix(product))
    proof = contradicted(
        product[1, 2] != product[2, 1].conjugate(),
        "$ρρ̃$ is not Hermitian for this density matrix, diag(0, 3, 1, 0)/4 with $ρ_c = 1/4$",
        {}, **{"$<01|ρρ̃|10>$": product[1, 2], "$<10|ρρ̃|01>$": product[2, 1]},
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
        method="$ρρ̃$ is real and symmetric",
    )
    return Finding((shown,), proof)


def _pure_state() -> tuple[sp.Expr, Proof]:
    """The concurrence 2|a d| of a|00> + d|11>, from the spectrum of rho rho~."""
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
        method="one $λ$ is $2√(ρ₀₀ρ₁₁)$, the other three are zero; "
        "1 for Bell states, 0 for product states",
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


def _density_matrix() -> sp.Matrix:
    """The form (A4)."""
    rho = sp.diag(rho_00, rho_01, rho_10, rho_11)
    rho[1, 2], rho[2, 1] = rho_c, c_bar
    return rho


def _flipped() -> sp.Matrix:
    conjugate = _density_matrix().subs({rho_c: c_bar, c_bar: rho_c}, simultaneous=True)
    return spin_flip(conjugate)


def _product() -> sp.Matrix:
    return (_density_matrix() * _flipped()).applyfunc(sp.factor)


def _inner() -> tuple[sp.Expr, sp.Expr]:
    """Trace and determinant of the inner block of ρρ̃, with |ρ_c|² for ρ_c times its conjugate."""
    block = _product()[1:3, 1:3]
    trace, determinant = sp.factor(block.trace()), sp.factor(block.det())
    modulus = {c_bar: r_c**2 / rho_c}
    return trace.subs(modulus), determinant.subs(modulus)


def flipped_form() -> Finding:
    """The spin flip turns the diagonal round and leaves the coherence where it is."""
    rho, flipped = _density_matrix(), _flipped()
    mirrored = sp.diag(*reversed(rho.diagonal()))
    mirrored[1, 2], mirrored[2, 1] = rho[1, 2], rho[2, 1]
    statement = equation(rho_tilde, sp.ImmutableMatrix(flipped.subs(SHOWN)))
    return Finding((statement,), entrywise(flipped, mirrored, method=_ENTRIES))


def product_form() -> Finding:
    """ρρ̃: two equal numbers outside, a 2 × 2 block inside."""
    product = _product()
    outer, inner = rho_00 * rho_11, product[1:3, 1:3]
    blocks = sp.diag(outer, inner, outer)
    statement = equation(rho * rho_tilde, sp.ImmutableMatrix(blocks).subs(SHOWN))
    whole = _density_matrix() * _flipped()
    return Finding((statement,), entrywise(whole, blocks, method=_ENTRIES))


def characteristic() -> Finding:
    """The characteristic polynomial of the inner block, and its two roots."""
    trace, determinant = _inner()
    quadratic = Lambda**2 - trace * Lambda + determinant
    larger, smaller = (s_01 * s_10 + r_c), (s_01 * s_10 - r_c)
    factors = sp.Mul(Lambda - larger**2, Lambda - smaller**2, evaluate=False)
    polynomial = sp.expand(_product()[1:3, 1:3].charpoly().as_expr(Lambda)).subs(NAMED)
    statement = (equation(Lambda**2 - trace * Lambda + determinant, 0), equation(factors, 0))
    proof = all_of(
        identity(polynomial, quadratic.subs(NAMED)),
        identity(polynomial, factors),
        method="trace and determinant; then the factors multiplied out",
    )
    return Finding(statement, proof)


def case(*ordered: sp.Expr) -> Finding:
    """What (A7) compares with zero, for four λ of which the first is the largest."""
    named = dict(zip(LAMBDAS, ordered, strict=True))
    whole = _product().subs(NAMED).charpoly().as_expr(Lambda)
    first, *others = LAMBDAS
    difference = sp.Add(first, *(-other for other in others), evaluate=False)
    value = sp.factor(sp.expand(ordered[0] - sp.Add(*ordered[1:])))
    statement = (equation(first, ordered[0]), equation(difference, value))
    proof = all_of(
        identity(whole, sp.prod(Lambda - root**2 for root in ordered)),
        identity(difference.subs(named), value),
        method="the four $λ²$ are the roots of the characteristic polynomial; "
        "inserted and expanded",
    )
    return Finding(statement, proof)


def inner_positivity() -> Finding:
    """ρ₀₁ρ₁₀ − |ρ_c|² is p_S p_A for the steady state."""
    p_S, p_A = symbols("p_S p_A")
    rho, everywhere = steady().numerators, sp.Interval.open(0, sp.oo)
    bell = steady().denominator ** 2 * sp.prod(populations()[k] for k in "SA")
    statement = equation(rho_01 * rho_10 - r_c**2, p_S * p_A)
    proof = all_of(
        identity(rho[1, 1] * rho[2, 2] - rho[1, 2] * rho[2, 1], sp.cancel(bell)),
        *(positive(weights()[k], dict.fromkeys(symbols("x y"), everywhere)) for k in "SA"),
        method="$(p_S + p_A)² − (p_S − p_A)² = 4 p_S p_A$",
    )
    return Finding((statement,), proof)


CLAIMS = (
    Claim("A5", "$ρρ̃$ is Hermitian, with an orthogonal spectral decomposition", hermitian,
          Verdict.REFUTED, printed=(PRINTED_A5,), domain="all two-qubit density matrices",
          scan="no: the main text says it in words"),
    Claim("A5-corrected", "$ρρ̃$ is Hermitian for the steady state (A4)", hermitian_here,
          corrects="A5"),
    Claim("A6", "Ordered $λ$: the concurrence of $a|00⟩ + d|11⟩$ is $2|ad|$", ordered,
          domain="pure states $a|00⟩ + d|11⟩$"),
    Claim("A7", "The concurrence is 1 for Bell states, 0 for product states", pure_states,
          domain="pure states $a|00⟩ + d|11⟩$"),
    Claim("A8", "Wootters' concurrence of an X-form state", x_form,
          domain="all density matrices of the form (A4)"),
)  # fmt: skip
# The four λ: √ρ₀₁ √ρ₁₀ ± |ρ_c|, and twice √ρ₀₀ √ρ₁₁.
_INNER, _OUTER = (s_01 * s_10 + r_c, s_01 * s_10 - r_c), (s_00 * s_11, s_00 * s_11)
STEPS = (
    Claim("spin-flipped", "The spin flip of the steady state's form", flipped_form),
    Claim("rho-rho-tilde", "The product: two numbers outside, a $2 × 2$ block inside",
          product_form),
    Claim("inner-eigenvalues", "The characteristic polynomial of the inner block, factored",
          characteristic),
    Claim("inner-minor", "The inner minor of the density matrix", inner_positivity),
    Claim("coherence-leads", "First case: the coherence leads", partial(case, *_INNER, *_OUTER)),
    Claim("populations-lead", "Second case: the populations lead", partial(case, *_OUTER, *_INNER)),
)  # fmt: skip
