"""The trajectory picture, Eqs. (B1)-(B5), and the full counting statistics of the entropy flow.

On the diamond's eigenstates G, S, A, E the quantum jumps are a Markov process with one cycle,
G → S → E → A → G. Time is counted in units of 1/Γ⁺. The entropy that a jump hands to a reservoir
is -beta δQ, and the tilted generator W(λ) weights every jump with exp(-λ times that entropy).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.symbols import symbols

from .machine import MACHINE, boltzmann_factors, steady, weights
from .thermodynamics import BATHS, entropy_production

__all__ = [
    "CYCLE",
    "Jump",
    "characteristic_polynomial",
    "completeness",
    "cycle_affinity",
    "cycle_cumulants",
    "cycle_current",
    "cycle_law",
    "detailed_balance",
    "entropy_cumulants",
    "fluctuation_theorem",
    "gallavotti_cohen",
    "jumps",
    "jumps_are_the_lindbladian",
    "kraus",
    "mean_entropy",
    "reversed_kraus",
    "tilted_generator",
    "uncertainty_relation",
]

omega_0, x, y, dt, q, z = symbols("omega_0 x y dt q z")
xi, eta, Delta, Pi, S = symbols("xi eta Delta Pi S")
beta_A, beta_S, chi_A, chi_S = symbols("beta_A beta_S chi_A chi_S")

CYCLE = ("G", "S", "E", "A")

_BETA = {"A": beta_A, "S": beta_S}
_ROOT = {"A": xi, "S": eta}
_COUNTING = {"A": chi_A, "S": chi_S}
_UNCOUNTED = {chi_A: 1, chi_S: 1}
_IN_ROOTS = {x: xi**2, y: eta**2}


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


def _equal(one: sp.Matrix, other: sp.Matrix) -> Proof:
    pairs = zip(one.applyfunc(sp.expand), other.applyfunc(sp.expand), strict=True)
    return all_of(*(identity(a, b) for a, b in pairs))


def jumps_are_the_lindbladian() -> Proof:
    """On Bell-diagonal density matrices the Lindbladian is the generator of the jumps."""
    p = symbols(" ".join(f"p_{label}" for label in BELL_LABELS))
    drho = BELL.H * MACHINE(BELL * sp.diag(*p) * BELL.H).applyfunc(boltzmann_factors) * BELL
    return _equal(drho, sp.diag(*(tilted_generator().subs(_UNCOUNTED) * sp.Matrix(p))))


@cache
def kraus() -> Mapping[str, sp.Matrix]:
    """Kraus operators of a step dt: "A+" is absorption from reservoir A, "0" is no jump.

    K_i^± = sqrt(rate dt) J_i† or J_i, and K_0 = 1 - dt M with M = i H0 + sum_k rate_k J_k†J_k/2.
    """
    operators = {}
    no_jump = sp.eye(4) - sp.I * dt * MACHINE.hamiltonian
    for label, terms in BATHS.items():
        for sign, root, (rate, jump) in zip("+-", (1, _ROOT[label]), terms, strict=True):
            operators[label + sign] = sp.sqrt(dt) * root * jump
            no_jump -= dt * boltzmann_factors(rate).subs(_IN_ROOTS) / 2 * jump.H * jump
    return operators | {"0": no_jump}


def reversed_kraus(*, as_printed: bool = False) -> Mapping[str, sp.Matrix]:
    """The operators of the reversed trajectory, Eq. (B3), with rho_i = exp(-beta_i H).

    As printed, K~^± = sqrt(rho) K^∓ sqrt(rho)^-1. What reverses a jump is the adjoint of the same
    operator, sqrt(rho) K^±† sqrt(rho)^-1, and that is K^∓ itself.
    """
    energies = (MACHINE.hamiltonian / omega_0).diagonal()
    operators = {"0": kraus()["0"].H}
    for label in BATHS:
        root = sp.diag(*(_ROOT[label] ** -energy for energy in energies))
        for sign, opposite in ("+-", "-+"):
            inner = kraus()[label + opposite] if as_printed else kraus()[label + sign].H
            operators[label + sign] = root * inner * root.inv()
    return operators


def completeness(operators: Mapping[str, sp.Matrix]) -> Proof:
    """The sum of K†K is 1 to first order in dt: exactly, it is 1 + (1 - K_0)†(1 - K_0).

    Refuted by the reversed operators as printed, whose probabilities do not add up to one.
    """
    total = sum((K.H * K for K in operators.values()), start=sp.zeros(4, 4))
    rest = sp.eye(4) - operators["0"]
    return _equal(total, sp.eye(4) + rest.H * rest)


def detailed_balance(*, as_printed: bool = False) -> Proof:
    """P(jump)/P~(reverse jump) = exp(-beta δQ), and 1 for no jump, between all eigenstates.

    Refuted with the reversed operators as printed: they give exp(-2 beta δQ).
    """
    forward, reverse = kraus(), reversed_kraus(as_printed=as_printed)

    def probability(operator: sp.Matrix, label: str) -> sp.Expr:
        image = operator * BELL[:, BELL_LABELS.index(label)]
        return sp.expand((image.H * image)[0])

    proofs = [identity(*(probability(K["0"], k) for K in (forward, reverse))) for k in BELL_LABELS]
    for jump in jumps():
        name = jump.bath + "-+"[jump.energy > 0]
        there, back = probability(forward[name], jump.start), probability(reverse[name], jump.end)
        proofs.append(identity(there / back, _ROOT[jump.bath] ** (-2 * jump.energy)))
    return all_of(*proofs)


def mean_entropy() -> Proof:
    """Eqs. (B4)-(B5): the mean boundary term is zero, and that of the jumps is Eq. (6).

    The mean of log p(start) - log p(end) vanishes since as much flows into each state as out.
    """
    inflow = tilted_generator().subs(_UNCOUNTED) * sp.Matrix([*weights().values()])
    rate = sp.Add(*(weights()[jump.start] * jump.rate * jump.entropy for jump in jumps()))
    return all_of(_equal(inflow, sp.zeros(4, 1)), identity(rate / _total(), entropy_production()))


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
def characteristic_polynomial() -> sp.Expr:
    """det(z - W(λ)), which feels the counting only through q = exp(-λF), in x² q + y²/q."""
    determinant = sp.expand((z * sp.eye(4) - tilted_generator().subs(chi_A, 1)).det())
    return sum(determinant.coeff(chi_S, 2 * k) * q**k for k in (-1, 0, 1))


def gallavotti_cohen() -> Proof:
    """W(λ)^T = W(1 - λ): the statistics do not change as λ → 1 - λ, at any finite time either."""
    W, polynomial = tilted_generator(), characteristic_polynomial()
    mirrored = W.subs({chi_A: x / chi_A, chi_S: y / chi_S}, simultaneous=True)
    return all_of(
        _equal(W.T, mirrored),
        identity((z * sp.eye(4) - W).det(), polynomial.subs(q, chi_S**2 / chi_A**2)),
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
        _equal(at_one * sp.ones(4, 1), sp.zeros(4, 1)),
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


def entropy_cumulants() -> tuple[sp.Expr, sp.Expr]:
    """Mean and variance, per unit of time 1/Γ⁺, of the entropy flow: F z' and F² z''."""
    mean, variance = cycle_cumulants()
    return cycle_affinity() * mean, cycle_affinity() ** 2 * variance


def uncertainty_relation() -> Proof:
    """The thermodynamic uncertainty relation in the steady state: variance × sigma >= 2 mean².

    For mean j = a/Z and variance v = b/Z³ of the turns it is v/j >= 2/F. In fact v/j is at least
    coth(F/8)/4 = (ξ + η)/(ξ - η)/4, as 4b (ξ - η) - aZ² (ξ + η) = (ξ - η)³ R(Δ, Π) with R >= 0,
    Δ = (ξ - η)² and Π = ξη; and u coth(u) > 1, so that equality is a matter of F -> 0.
    """
    mean, variance = (part.subs(_IN_ROOTS) for part in cycle_cumulants())
    a, Z = sp.fraction(mean)
    b = sp.cancel(variance * Z**3)
    excess = sp.expand(4 * b * (xi - eta) - a * Z**2 * (xi + eta))
    quotient, remainder = sp.div(excess, (xi - eta) ** 3, xi, eta)
    in_sum, asymmetric, _ = sp.symmetrize(quotient, [xi, eta], formal=True, symbols=[S, Pi])
    assert remainder == asymmetric == 0, "the excess is not symmetric"
    # Only even powers of S = ξ + η are left.
    R = sp.expand(in_sum.subs(S, sp.sqrt(Delta + 4 * Pi)))
    back = R.subs({Delta: (xi - eta) ** 2, Pi: xi * eta})
    above = sp.Interval.open(0, sp.oo)
    return all_of(
        identity(excess, (xi - eta) ** 3 * back),
        positive(R, {Delta: sp.Interval(0, sp.oo), Pi: above}, strict=False),
        positive(Z, {xi: above, eta: above}),
        method="$v/j ≥ coth(F/8)/4$ by a polynomial in $(ξ − η)²$ and $ξη$, and $u coth(u) > 1$",
    )
