"""The two-reservoir machine on one screen: model, steady state, concurrence.

Two qubits; the collective modes J_S = c_1 + c_2 and J_A = c_1 - c_2 have a reservoir each.
Both reservoirs pump at the rate Γ⁺; they damp at Γ_A and Γ_S, and exp(β_i) = Γ_i/Γ⁺, Eq. (3).
Everything below the model is derived from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.proof import Proof, all_of, entrywise
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steady_state import SteadyState, steady_state
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S, c_1, c_2, number
from beyondthermal.symbolic.shown import Shown
from beyondthermal.symbolic.symbols import symbols

__all__ = [
    "IN_BETA",
    "MACHINE",
    "NAMED_PARTS",
    "ClosedForm",
    "balanced_dissipators_are_local",
    "boltzmann_factors",
    "closed_form",
    "in_named_parts",
    "populations",
    "steady",
    "weights",
]

omega_0, gamma_plus, gamma_A, gamma_S = symbols("omega_0 gamma_plus gamma_A gamma_S")
x, y, beta_A, beta_S = symbols("x y beta_A beta_S")
S, A, P = symbols("S A P")

# Eqs. (A1)-(A2): hbar = 1, H0 = omega_0 (c_1† c_1 + c_2† c_2).
MACHINE = Lindbladian(
    omega_0 * number,
    ((gamma_plus, J_A.H), (gamma_A, J_A), (gamma_plus, J_S.H), (gamma_S, J_S)),
)


@cache
def steady() -> SteadyState:
    """The steady state (A4), in the rates.

    Examples
    --------
    >>> sp.factor(steady().numerators[3, 3])  # p_E times the denominator
    gamma_plus**2*(gamma_A + gamma_S + 2*gamma_plus)
    """
    return steady_state(MACHINE)


@cache
def populations() -> Mapping[str, sp.Expr]:
    """Populations of G, S, A, E in the rates, as ratios of polynomials over one denominator.

    Examples
    --------
    >>> p = populations()
    >>> sp.factor(sp.numer(p["S"]) - sp.numer(p["A"]))  # p_S - p_A times the denominator
    gamma_plus*(gamma_A - gamma_S)*(gamma_A + gamma_S - 2*gamma_plus)
    """
    in_bell_basis = BELL.H * steady().numerators * BELL
    return {
        label: sp.expand(in_bell_basis[k, k]) / steady().denominator
        for k, label in enumerate(BELL_LABELS)
    }


def boltzmann_factors(expr: sp.Expr) -> sp.Expr:
    """An expression homogeneous of degree 0 in the rates, in x = exp(β_A) and y = exp(β_S)."""
    return expr.subs({gamma_A: x, gamma_S: y, gamma_plus: 1})


@cache
def weights() -> Mapping[str, sp.Expr]:
    """Unnormalised populations of G, S, A, E: polynomials in x and y with positive coefficients.

    Examples
    --------
    >>> weights()["E"]
    x + y + 2
    """
    return {k: boltzmann_factors(sp.numer(value)) for k, value in populations().items()}


# Eq. (3): the inverse Boltzmann factors in the inverse temperatures.
IN_BETA = {x: sp.exp(beta_A), y: sp.exp(beta_S)}
# The paper's abbreviations, Eq. (5).
NAMED_PARTS = ((S, x + y), (A, x - y), (P, x * y))


@dataclass(frozen=True, repr=False)
class ClosedForm(Shown):
    """The concurrence max{0, (N1 - N2)/d}, Eqs. (4) and (A9).

    N1 is the modulus of `signed`, which is (p_S - p_A) d, positive where S is more populated.
    """

    signed: sp.Expr
    N2: sp.Expr
    d: sp.Expr

    @property
    def N1(self) -> sp.Expr:
        """The part of the coherence."""
        return abs(self.signed)

    @property
    def concurrence(self) -> sp.Expr:
        """The steady-state concurrence."""
        return sp.Max(0, (self.N1 - self.N2) / self.d)

    def subs(self, values: Mapping[sp.Expr, sp.Expr]) -> "ClosedForm":
        """The same form in other variables."""
        return ClosedForm(*(part.subs(values) for part in (self.signed, self.N2, self.d)))


@cache
def closed_form() -> ClosedForm:
    """N1, N2 and d of Eq. (A10), from (A8) and the derived state, in x and y.

    The common factor is fixed by the constant term 1 of d, as in the paper.

    Examples
    --------
    >>> closed_form().N1
    Abs((x - y)*(x + y - 2))/2
    """
    total = sp.Add(*weights().values())
    scale = 2 / total.subs({x: 0, y: 0})
    # (A8) is homogeneous of degree 1, so that it may be taken of the numerators.
    coherence = boltzmann_factors(steady().numerators[1, 2])
    radicand = weights()["G"] * weights()["E"]
    return ClosedForm(
        signed=scale * sp.factor(coherence),
        N2=scale * sp.sqrt(radicand),
        d=sp.expand(scale * total / 2),
    )


def balanced_dissipators_are_local() -> Proof:
    """At equal rates the collective dissipators are local ones, as superoperators.

    Γ (D_JS + D_JA)/2 = Γ (D_c1 + D_c2), for the damping and for the pump alike.
    """
    proofs = []
    for S_jump, A_jump, jump_1, jump_2 in ((J_S, J_A, c_1, c_2), (J_S.H, J_A.H, c_1.H, c_2.H)):
        collective = Lindbladian(sp.zeros(4, 4), ((gamma_S, S_jump), (gamma_S, A_jump)))
        local = Lindbladian(sp.zeros(4, 4), ((2 * gamma_S, jump_1), (2 * gamma_S, jump_2)))
        sides = (model.superoperator.to_Matrix() for model in (collective, local))
        proofs.append(entrywise(*sides, sparse=True))
    return all_of(*proofs, method="every entry of the two superoperators is equal")


@cache
def in_named_parts() -> ClosedForm:
    """The closed form in S = x + y, A = x - y and P = x y, Eqs. (5) and (A12).

    N1 is antisymmetric under the exchange of the reservoirs, so that A divides it; what is left,
    N2² and d are symmetric, hence polynomials in S and P.

    Examples
    --------
    >>> in_named_parts().N1
    Abs(A*(S/2 - 1))
    """
    form = closed_form()
    return ClosedForm(
        signed=A * _symmetrised(sp.cancel(form.signed / (x - y))),
        N2=sp.sqrt(sp.factor(_symmetrised(form.N2**2))),
        d=_symmetrised(form.d),
    )


def _symmetrised(polynomial: sp.Expr) -> sp.Expr:
    """A symmetric polynomial in x and y as one in S = x + y and P = x y."""
    in_S_P, remainder, _ = sp.symmetrize(sp.expand(polynomial), [x, y], formal=True, symbols=[S, P])
    assert remainder == 0, f"{polynomial} is not symmetric"
    return in_S_P
