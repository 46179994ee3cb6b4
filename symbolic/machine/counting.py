"""Quantum jumps, Eqs. (B2), (B4) and (B5), and the full counting statistics of the entropy flow.

On the diamond's eigenstates G, S, A, E the quantum jumps are a Markov process with one cycle,
G → S → E → A → G. Time is counted in units of 1/Γ⁺. The entropy that a jump hands to a reservoir
is -beta δQ, and the tilted generator W(λ) weights every jump with exp(-λ times that entropy).
"""

from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, entrywise, identity
from beyondthermal.symbolic.master_equation.polynomial_matrices import characteristic
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbols

from .machine import MACHINE, boltzmann_factors, steady, weights
from .thermodynamics import BATHS, entropy_production

__all__ = [
    "CYCLE",
    "IN_ROOTS",
    "Jump",
    "characteristic_polynomial",
    "cycle_affinity",
    "cycle_cumulants",
    "cycle_current",
    "cycle_law",
    "determinant",
    "fluctuation_theorem",
    "gallavotti_cohen",
    "jumps",
    "jumps_are_the_lindbladian",
    "mean_entropy",
    "tilted_generator",
    "uncertainty_relation",
]

omega_0, x, y, q, z = symbols("omega_0 x y q z")
xi, eta, Delta, Pi, S = symbols("xi eta Delta Pi S")
beta_A, beta_S, chi_A, chi_S = symbols("beta_A beta_S chi_A chi_S")

CYCLE = ("G", "S", "E", "A")

_BETA = {"A": beta_A, "S": beta_S}
_COUNTING = {"A": chi_A, "S": chi_S}
_UNCOUNTED = {chi_A: 1, chi_S: 1}
IN_ROOTS = {x: xi**2, y: eta**2}


@dataclass(frozen=True)
class Jump:
    """A jump between eigenstates: the reservoir, the energy δQ it gives, and the rate over Γ⁺."""

    start: str
    end: str
    bath: str
    energy: int
    rate: sp.Expr

    @property
    def entropy(self) -> sp.Expr:
        """The entropy -beta δQ of the jump, log of its rate over that of the reverse jump."""
        return -self.energy * _BETA[self.bath]


@cache
def jumps() -> tuple[Jump, ...]:
    """The eight jumps of the diamond, from the jump operators in the Bell basis.

    Examples
    --------
    >>> [(jump.start, jump.end, jump.rate) for jump in jumps() if jump.bath == "S"]
    [('G', 'S', 2), ('S', 'E', 2), ('S', 'G', 2*y), ('E', 'S', 2*y)]
    """
    energies = BELL.H * MACHINE.hamiltonian / omega_0 * BELL
    found = []
    for label, terms in BATHS.items():
        for rate, operator in terms:
            for (j, i), amplitude in sorted((BELL.H * operator * BELL).todok().items()):
                energy = int(sp.expand(energies[j, j] - energies[i, i]))
                weighted = sp.expand(boltzmann_factors(rate) * amplitude * amplitude.conjugate())
                found.append(Jump(BELL_LABELS[i], BELL_LABELS[j], label, energy, weighted))
    return tuple(found)


@cache
def tilted_generator() -> sp.ImmutableMatrix:
    """W(λ), columns and rows in the order G, S, A, E, with chi_i = exp(λ beta_i).

    At chi_i = 1 it is the generator of the populations.
    """
    matrix = sp.zeros(4, 4)
    for jump in jumps():
        i, j = BELL_LABELS.index(jump.start), BELL_LABELS.index(jump.end)
        matrix[j, i] += jump.rate * _COUNTING[jump.bath] ** jump.energy
        matrix[i, i] -= jump.rate
    return sp.ImmutableMatrix(matrix)


def _total() -> sp.Expr:
    return boltzmann_factors(steady().denominator)


def jumps_are_the_lindbladian() -> Proof:
    """On Bell-diagonal density matrices the Lindbladian is the generator of the jumps."""
    p = symbols(" ".join(f"p_{label}" for label in BELL_LABELS))
    drho = BELL.H * MACHINE(BELL * sp.diag(*p) * BELL.H).applyfunc(boltzmann_factors) * BELL
    return entrywise(drho, sp.diag(*(tilted_generator().subs(_UNCOUNTED) * sp.Matrix(p))))


def mean_entropy() -> Proof:
    """Eqs. (B4)-(B5): the mean boundary term is zero, and that of the jumps is Eq. (6).

    The mean of log p(start) - log p(end) vanishes since as much flows into each state as out.
    """
    inflow = tilted_generator().subs(_UNCOUNTED) * sp.Matrix([*weights().values()])
    rate = sp.Add(*(weights()[jump.start] * jump.rate * jump.entropy for jump in jumps()))
    return all_of(
        entrywise(inflow, sp.zeros(4, 1)), identity(rate / _total(), entropy_production())
    )


_BONDS = tuple(zip(CYCLE, (*CYCLE[1:], CYCLE[0]), strict=True))


def _bond(start: str, end: str) -> Jump:
    return next(jump for jump in jumps() if (jump.start, jump.end) == (start, end))


def cycle_current(start: str = "G", end: str = "S") -> sp.Expr:
    """Net turns of the cycle in a time 1/Γ⁺, counted on any of its bonds."""
    forward, back = _bond(start, end), _bond(end, start)
    return sp.factor((weights()[start] * forward.rate - weights()[end] * back.rate) / _total())


def cycle_affinity() -> sp.Expr:
    """The entropy F of one turn of the cycle."""
    return sp.Add(*(_bond(*bond).entropy for bond in _BONDS))


def cycle_law() -> Proof:
    """The current is the same on all bonds, and current times affinity is Eq. (6)."""
    return all_of(
        *(identity(cycle_current(*bond), cycle_current()) for bond in _BONDS),
        identity(cycle_current() * cycle_affinity(), entropy_production()),
    )


@cache
def determinant() -> sp.Expr:
    """det(z - W(λ)), with chi_i = exp(λ beta_i)."""
    return characteristic(tilted_generator(), z)


@cache
def characteristic_polynomial() -> sp.Expr:
    """det(z - W(λ)), which feels the counting only through q = exp(-λF), in x² q + y²/q."""
    tilted = characteristic(tilted_generator().subs(chi_A, 1), z)
    return sum(tilted.coeff(chi_S, 2 * k) * q**k for k in (-1, 0, 1))


def gallavotti_cohen() -> Proof:
    """W(λ)^T = W(1 - λ): the statistics do not change as λ → 1 - λ, at any finite time either."""
    W, polynomial = tilted_generator(), characteristic_polynomial()
    mirrored = W.subs({chi_A: x / chi_A, chi_S: y / chi_S}, simultaneous=True)
    return all_of(
        entrywise(W.T, mirrored),
        identity(determinant(), polynomial.subs(q, chi_S**2 / chi_A**2)),
        identity(polynomial, polynomial.subs(q, y**2 / (x**2 * q))),
        method="$W(λ)^T = W(1 − λ)$, and the polynomial depends on $λ$ through $x² q + y²/q$ only",
    )


def fluctuation_theorem() -> Proof:
    """<exp(-ΔS)> = 1 at any time, Eq. (B2), the boundary term included.

    <exp(-λ ΔS)> is the sum over i, f of p_f^λ [exp(W(λ) t)]_fi p_i^(1-λ), at λ = 1 the product
    p^T exp(W(1) t) 1; and W(1) 1 = 0, so that nothing is left but the sum of the populations.
    """
    at_one = tilted_generator().subs({chi_A: x, chi_S: y})
    return all_of(
        entrywise(at_one * sp.ones(4, 1), sp.zeros(4, 1)),
        identity(sp.Add(*weights().values()) / _total(), sp.Integer(1)),
        method="$W(1) 1 = 0$, hence $p^T exp(W(1) t) 1 = p^T 1 = 1$",
    )


@cache
def cycle_cumulants() -> tuple[sp.Expr, sp.Expr]:
    """Mean and variance, per unit of time, of the number of turns of the cycle.

    The leading eigenvalue z is differentiated in log q: with a dot for q d/dq, P(z, q) = 0 gives
    z' = -P./P_z and z'' = -(P.. + P_zz z'²)/P_z at (0, 1), since no term of P has both z and q.
    """
    polynomial, here = characteristic_polynomial(), {z: 0, q: 1}

    def dot(expr: sp.Expr) -> sp.Expr:
        return sp.expand(q * sp.diff(expr, q))

    slope = sp.diff(polynomial, z).subs(here)
    mean = sp.cancel(-dot(polynomial).subs(here) / slope)
    bend = dot(dot(polynomial)).subs(here) + sp.diff(polynomial, z, 2).subs(here) * mean**2
    return sp.factor(mean), sp.factor(-bend / slope)


def uncertainty_relation() -> Proof:
    """The thermodynamic uncertainty relation in the steady state: variance × sigma >= 2 mean².

    For mean j = a/Z and variance v = b/Z³ of the turns it is v/j >= 2/F. In fact v/j is at least
    coth(F/8)/4 = (ξ + η)/(ξ - η)/4, as 4b (ξ - η) - aZ² (ξ + η) = (ξ - η)³ R(Δ, Π) with R >= 0,
    Δ = (ξ - η)² and Π = ξη; and u coth(u) > 1, so that equality is a matter of F -> 0.
    """
    mean, variance = (part.subs(IN_ROOTS) for part in cycle_cumulants())
    a, Z = sp.fraction(mean)
    b = sp.cancel(variance * Z**3)
    excess = sp.expand(4 * b * (xi - eta) - a * Z**2 * (xi + eta))
    quotient, remainder = sp.div(excess, (xi - eta) ** 3, xi, eta)
    in_sum, asymmetric, _ = sp.symmetrize(quotient, [xi, eta], formal=True, symbols=[S, Pi])
    assert remainder == asymmetric == 0, "the excess is not symmetric"
    # Only even powers of S = ξ + η are left.
    R = sp.expand(in_sum.subs(S, sp.sqrt(Delta + 4 * Pi)))
    back = R.subs({Delta: (xi - eta) ** 2, Pi: xi * eta})
    return all_of(
        identity(excess, (xi - eta) ** 3 * back),
        positive(R, {Delta: NONNEGATIVE, Pi: POSITIVE}, strict=False),
        positive(Z, {xi: POSITIVE, eta: POSITIVE}),
        method="$v/j ≥ coth(F/8)/4$ by a polynomial in $(ξ − η)²$ and $ξη$, and $u coth(u) > 1$",
    )
