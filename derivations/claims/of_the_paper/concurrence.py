"""The concurrence: Eqs. (A5)-(A8), and Wootters' recipe carried out for the form (A4)."""

from collections.abc import Mapping
from itertools import pairwise

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.master_equation.concurrence import spin_flip
from beyondthermal.symbolic.operator_notation import det, tensor
from beyondthermal.symbolic.operators import sigma_y
from beyondthermal.symbolic.symbols import NONNEGATIVE, symbol, symbols

__all__ = ["CLAIMS", "STEPS"]

C, rho, rho_tilde, rho_conjugate, Lambda = symbols("C rho rho_tilde rho_conjugate Lambda")
rho_00, rho_01, rho_10, rho_11, rho_c = symbols("rho_00 rho_01 rho_10 rho_11 rho_c")
mu_c, phi_c, p_S, p_A = symbols("mu_c phi_c p_S p_A")
LAMBDAS = symbols("lambda_1 lambda_2 lambda_3 lambda_4")
POPULATIONS = (rho_00, rho_01, rho_10, rho_11)
PSI = symbols("psi_00 psi_01 psi_10 psi_11")
FACTORS = symbols("a_0 a_1 b_0 b_1")

# Wootters' recipe: the λ² are the eigenvalues of ρρ̃; Eq. (A7), and the same whatever the order.
SPECTRUM = equation(det(Lambda - rho * rho_tilde), sp.Mul(*(Lambda - v**2 for v in LAMBDAS)))
IN_ORDER = sp.Max(0, LAMBDAS[0] - LAMBDAS[1] - LAMBDAS[2] - LAMBDAS[3])
IN_ANY_ORDER = sp.Max(0, *(2 * v - sp.Add(*LAMBDAS) for v in LAMBDAS))
_FLIP = tensor(*symbols("sigma_y sigma_y"))
HERMITIAN = equation(rho * rho_tilde, rho_tilde * rho)


def _x_form() -> sp.Matrix:
    """The form (A4)."""
    matrix = sp.diag(*POPULATIONS)
    matrix[1, 2], matrix[2, 1] = rho_c, sp.conjugate(rho_c)
    return matrix


def _flipped(matrix: sp.Matrix) -> Mapping[sp.Basic, sp.Basic]:
    """A density matrix, its conjugate and its spin flip, by their names."""
    return {
        rho: matrix,
        rho_conjugate: matrix.conjugate(),
        rho_tilde: spin_flip(matrix.conjugate()),
        symbol("sigma_y"): sigma_y,
    }


def x_form() -> Mapping[sp.Basic, sp.Basic]:
    """Any density matrix of the form (A4), by the names of its elements."""
    return _flipped(_x_form())


def pure() -> Mapping[sp.Basic, sp.Basic]:
    """Any pure state of two qubits, normalised or not."""
    state = sp.Matrix(PSI)
    return _flipped(state * state.H)


def _product() -> sp.Matrix:
    return (x_form()[rho] * x_form()[rho_tilde]).applyfunc(sp.factor)


def flipped_form() -> Statement:
    """The spin flip turns the diagonal round and leaves the coherence where it is."""
    mirrored = sp.diag(*reversed(POPULATIONS))
    mirrored[1, 2], mirrored[2, 1] = rho_c, sp.conjugate(rho_c)
    shown = (_FLIP * rho_conjugate * _FLIP, sp.ImmutableMatrix(mirrored))
    return tuple(equation(rho_tilde, side) for side in shown)


def product_form() -> Statement:
    """ρρ̃: two equal numbers outside, a 2 × 2 block inside."""
    return (equation(rho * rho_tilde, sp.ImmutableMatrix(_product())),)


def inner_block() -> Statement:
    """The sum and the product of the two eigenvalues of the inner block."""
    block, modulus = _product()[1:3, 1:3], {sp.conjugate(rho_c): abs(rho_c) ** 2 / rho_c}
    trace, determinant = (
        sp.factor(part.subs(modulus)) for part in (block.trace(), sp.factor(block.det()))
    )
    one, other = (v**2 for v in LAMBDAS[:2])
    return SPECTRUM, equation(one + other, trace), equation(one * other, determinant)


# The four λ of the form (A4): √ρ₀₁ √ρ₁₀ ± |ρ_c|, and twice √ρ₀₀ √ρ₁₁.
_MEAN, _OUTER = sp.sqrt(rho_01) * sp.sqrt(rho_10), sp.sqrt(rho_00) * sp.sqrt(rho_11)
_INNER = (_MEAN + abs(rho_c), _MEAN - abs(rho_c))
AT_X = dict(zip(LAMBDAS, (*_INNER, _OUTER, _OUTER), strict=True))
_OUTER_FIRST = dict(zip(LAMBDAS, (_OUTER, _OUTER, *_INNER), strict=True))
_DIFFERENCE = sp.Add(LAMBDAS[0], *(-v for v in LAMBDAS[1:]), evaluate=False)
_NOT_NEGATIVE = sp.Ge(LAMBDAS[1], 0, evaluate=False)
_LEAD = abs(rho_c) - _OUTER
# All that have this form; the coherence of a density matrix is at most √ρ₀₁ √ρ₁₀.
FREE = {**dict.fromkeys(POPULATIONS, NONNEGATIVE), rho_c: sp.S.Complexes}
STATES = {**dict.fromkeys(POPULATIONS, NONNEGATIVE),
          mu_c: sp.Interval(0, 1), phi_c: sp.Reals}  # fmt: skip
_COHERENT = {rho_c: mu_c * _MEAN * sp.exp(sp.I * phi_c)}
# All pure states; those whose concurrence is their norm, and products.
_LARGEST = 2 * abs(PSI[0] * PSI[3] - PSI[1] * PSI[2])
AT_PURE = dict(zip(LAMBDAS, (_LARGEST, *[sp.S.Zero] * 3), strict=True))
_BELL = {PSI[3]: sp.conjugate(PSI[0]), PSI[2]: -sp.conjugate(PSI[1])}
_a_0, _a_1, _b_0, _b_1 = FACTORS
_PRODUCTS = dict(zip(PSI, (_a_0 * _b_0, _a_0 * _b_1, _a_1 * _b_0, _a_1 * _b_1), strict=True))
COMPLEX = dict.fromkeys(PSI, sp.S.Complexes)
CLAIMS = (
    Claim("A5", "$ρρ̃$ is Hermitian, that is the same as $ρ̃ρ$, as this decomposition needs",
          (HERMITIAN,), Verdict.REFUTED, where=STATES, at=_COHERENT, local=x_form),
    Claim("A5-corrected", "$ρρ̃$ has real eigenvalues all the same, and none is negative",
          (SPECTRUM, _NOT_NEGATIVE),
          where=STATES, at=AT_X | _COHERENT, local=x_form, corrects="A5"),
    Claim("A5-steady", "For the steady state $ρρ̃$ is Hermitian", (HERMITIAN,), local=x_form),
    Claim("A6", "The $λ$ of a pure state, in order",
          (SPECTRUM, *(sp.Ge(*pair, evaluate=False) for pair in pairwise(LAMBDAS))),
          where=COMPLEX, at=AT_PURE, local=pure),
    Claim("A7", "The concurrence of a pure state",
          (equation(C, IN_ORDER), equation(C, _LARGEST)),
          where=COMPLEX, at={C: IN_ANY_ORDER, **AT_PURE}),
    Claim("A7-Bell", "The Bell states, and all that are as entangled: the concurrence is the norm",
          (equation(C, sp.Add(*(abs(amplitude) ** 2 for amplitude in PSI))),),
          where=dict.fromkeys(PSI[:2], sp.S.Complexes), at={C: IN_ORDER, **AT_PURE, **_BELL}),
    Claim("A7-product", "Product states aren't entangled", (equation(C, 0),),
          where=dict.fromkeys(FACTORS, sp.S.Complexes), at={C: IN_ORDER, **AT_PURE, **_PRODUCTS}),
    Claim("A8", "Wootters' concurrence of a density matrix of the form (A4)",
          (SPECTRUM, _NOT_NEGATIVE, equation(C, 2 * sp.Max(0, _LEAD))),
          where=STATES, at={C: IN_ANY_ORDER, **AT_X, **_COHERENT}, local=x_form),
)  # fmt: skip
STEPS = (
    Claim("spin-flipped", "The spin flip of the steady state's form", flipped_form,
          where=FREE, local=x_form),
    Claim("rho-rho-tilde", "The product: two numbers outside, a $2 × 2$ block inside",
          product_form, where=FREE, local=x_form),
    Claim("inner-eigenvalues", "The eigenvalues of the inner block, by their sum and product",
          inner_block, where=FREE, at=AT_X, local=x_form),
    Claim("inner-minor", "The inner minor of the density matrix",
          (equation(rho_01 * rho_10 - abs(rho_c) ** 2, p_S * p_A),
           sp.Ge(p_S * p_A, 0, evaluate=False))),
    Claim("coherence-leads", "First case: the coherence leads",
          (SPECTRUM, equation(_DIFFERENCE, 2 * _LEAD)), where=FREE, at=AT_X, local=x_form),
    Claim("populations-lead", "Second case: the populations lead",
          (SPECTRUM, equation(_DIFFERENCE, -2 * _MEAN)), where=FREE, at=_OUTER_FIRST, local=x_form),
)  # fmt: skip
