"""The concurrence: Wootters' recipe, carried out for the steady state's form."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.machine import populations, steady, weights
from beyondthermal.symbolic.master_equation.concurrence import spin_flip
from beyondthermal.symbolic.symbols import symbol, symbols, unknowns

from .chapter import Chapter

__all__ = ["CHAPTER"]

rho_00, rho_01, rho_10, rho_11, rho_c = symbols("rho_00 rho_01 rho_10 rho_11 rho_c")
s_00, s_01, s_10, s_11, r_c, Lambda = symbols("s_00 s_01 s_10 s_11 r_c Lambda")
lambdas = symbols("lambda_1 lambda_2 lambda_3 lambda_4")
# The conjugate of ρ_c is an unknown of its own until it is shown.
(c_bar,) = unknowns("c", 1)
SHOWN = {c_bar: sp.conjugate(rho_c)}
# With the roots named, everything is rational.
NAMED = {rho_00: s_00**2, rho_01: s_01**2, rho_10: s_10**2, rho_11: s_11**2, c_bar: r_c**2 / rho_c}


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
    entries = zip(flipped, mirrored, strict=True)
    statement = sp.Eq(symbol("rho_tilde"), sp.ImmutableMatrix(flipped.subs(SHOWN)), evaluate=False)
    proof = all_of(*(identity(a, b) for a, b in entries), method="4 × 4 matrices, entry by entry")
    return Finding((statement,), proof)


def product_form() -> Finding:
    """ρρ̃: two equal numbers outside, a 2 × 2 block inside."""
    product = _product()
    outer, inner = rho_00 * rho_11, product[1:3, 1:3]
    statement = (
        sp.Eq(symbol("rho") * symbol("rho_tilde"),
              sp.ImmutableMatrix(sp.diag(outer, inner, outer)).subs(SHOWN), evaluate=False),
    )  # fmt: skip
    whole = (_density_matrix() * _flipped()).applyfunc(sp.expand)
    entries = zip(whole, sp.diag(outer, inner, outer), strict=True)
    proof = all_of(*(identity(a, b) for a, b in entries), method="4 × 4 matrices, entry by entry")
    return Finding(statement, proof)


def characteristic() -> Finding:
    """The characteristic polynomial of the inner block, and its two roots."""
    trace, determinant = _inner()
    quadratic = Lambda**2 - trace * Lambda + determinant
    larger, smaller = (s_01 * s_10 + r_c), (s_01 * s_10 - r_c)
    factors = sp.Mul(Lambda - larger**2, Lambda - smaller**2, evaluate=False)
    polynomial = sp.expand(_product()[1:3, 1:3].charpoly().as_expr(Lambda)).subs(NAMED)
    statement = (
        sp.Eq(Lambda**2 - trace * Lambda + determinant, 0, evaluate=False),
        sp.Eq(factors, 0, evaluate=False),
    )
    proof = all_of(
        identity(polynomial, quadratic.subs(NAMED)),
        identity(polynomial, factors),
        method="trace and determinant; then the factors multiplied out",
    )
    return Finding(statement, proof)


def _difference(*ordered: sp.Expr) -> sp.Expr:
    """The largest of four λ minus the other ones."""
    largest, *others = ordered
    return sp.expand(largest - sp.Add(*others))


def _case(*ordered: sp.Expr) -> Finding:
    """What (A7) compares with zero, for four λ of which the first is the largest."""
    named = dict(zip(lambdas, ordered, strict=True))
    whole = _product().subs(NAMED).charpoly().as_expr(Lambda)
    first, *others = lambdas
    difference = sp.Add(first, *(-other for other in others), evaluate=False)
    value = sp.factor(_difference(*ordered))
    statement = (
        sp.Eq(first, ordered[0], evaluate=False),
        sp.Eq(difference, value, evaluate=False),
    )
    proof = all_of(
        identity(whole, sp.prod(Lambda - root**2 for root in ordered)),
        identity(difference.subs(named), value),
        method="the four λ² are the roots of the characteristic polynomial; inserted and expanded",
    )
    return Finding(statement, proof)


def coherence_leads() -> Finding:
    """The largest λ is √ρ₀₁ √ρ₁₀ + |ρ_c|."""
    w, v = s_01 * s_10, s_00 * s_11
    return _case(w + r_c, w - r_c, v, v)


def populations_lead() -> Finding:
    """The largest λ is √ρ₀₀ √ρ₁₁."""
    w, v = s_01 * s_10, s_00 * s_11
    return _case(v, v, w + r_c, w - r_c)


def inner_positivity() -> Finding:
    """ρ₀₁ρ₁₀ − |ρ_c|² is p_S p_A for the steady state."""
    p_S, p_A = symbols("p_S p_A")
    rho, everywhere = steady().numerators, sp.Interval.open(0, sp.oo)
    bell = steady().denominator ** 2 * sp.prod(populations()[k] for k in "SA")
    statement = sp.Eq(rho_01 * rho_10 - r_c**2, p_S * p_A, evaluate=False)
    proof = all_of(
        identity(rho[1, 1] * rho[2, 2] - rho[1, 2] * rho[2, 1], sp.cancel(bell)),
        *(positive(weights()[k], dict.fromkeys(symbols("x y"), everywhere)) for k in "SA"),
        method="(p_S + p_A)² − (p_S − p_A)² = 4 p_S p_A",
    )
    return Finding((statement,), proof)


CHAPTER = Chapter(
    "The concurrence",
    (
        "A density matrix is separable if it is a mixture of product states. How far it is from "
        "that, for two qubits, Wootters' concurrence tells: it is 0 for separable states only, and "
        "1 for the Bell states. Its recipe compares the density matrix with its spin flip: "
        "complex conjugation and $σ_y$ on each qubit turn every spin round. A product state "
        "becomes orthogonal to itself, a Bell state remains what it is. The paper calls "
        "$ρρ̃$ Hermitian when it decomposes it; in general this product of two Hermitian matrices "
        "is not.",
        find("A5"),
        "Its eigenvalues are real and not negative all the same, because it has the same "
        "ones as the positive matrix $√ρ ρ̃ √ρ$, so that the recipe stands. For our steady state, "
        "with $ρ_01 = ρ_10$ and a real $ρ_c$, even the printed sentence is right.",
        find("A5-corrected"),
        "The $λ_k$ are the square roots of the eigenvalues, the largest one first. The "
        "concurrence is what the largest is ahead of the sum of the other three.",
        find("A6"),
        find("A7"),
        "Now the form (A4). Conjugation exchanges $ρ_c$ with its conjugate; $σ_y ⊗ σ_y$ turns "
        "the order of the four levels round, with a sign that is the same for $|01⟩$ and $|10⟩$. "
        "The diagonal is mirrored, and the coherence is back at its place.",
        Claim("spin-flipped", "The spin flip of the steady state's form", flipped_form),
        "We multiply the two. Row by column only the inner block needs any work; in its "
        "off-diagonal elements two equal products add up.",
        Claim("rho-rho-tilde", "The product: two numbers outside, a 2 × 2 block inside",
              product_form),
        "Two eigenvalues can be read off: $ρ₀₀ρ₁₁$, twice. For the block we write down the "
        "characteristic polynomial from its trace and its determinant; and the latter is the "
        "square of $ρ₀₁ρ₁₀ − |ρ_c|²$. So we look for two numbers with this product whose "
        "sum is the trace, and find two squares.",
        Claim("inner-eigenvalues", "The characteristic polynomial of the inner block, factored",
              characteristic),
        "To take the roots we need the sign of the difference. It isn't negative: a density matrix "
        "has non-negative principal minors, and for the steady state the minor in question is a "
        "product of two populations.",
        Claim("inner-minor", "The inner minor of the density matrix", inner_positivity),
        "The four $λ$ are thus $√(ρ₀₁ρ₁₀) ± |ρ_c|$, and $√(ρ₀₀ρ₁₁)$ "
        "twice. Which is the largest? There are two candidates. If it is the sum with the "
        "coherence, the roots of $ρ₀₁ρ₁₀$ cancel from the difference.",
        Claim("coherence-leads", "First case: the coherence leads", coherence_leads),
        "If it is one of the equal pair, its twin cancels it, and what remains is not positive.",
        Claim("populations-lead", "Second case: the populations lead", populations_lead),
        "The second case has concurrence zero. The first one is entangled if and only if the "
        "coherence exceeds $√(ρ₀₀ρ₁₁)$; and whenever it does, we are in the first case. "
        "Both are contained in one formula.",
        find("A8"),
        "In words: a coherence between $|01⟩$ and $|10⟩$ makes for entanglement only as far as "
        "it isn't drowned by population in both $|00⟩$ and $|11⟩$. If one of these two is empty, "
        "any coherence will do.",
    ),
)  # fmt: skip
