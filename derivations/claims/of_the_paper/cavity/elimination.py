"""The adiabatic elimination: Eq. (9), step by step for one photon, and the temperatures."""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.quantified.functions import C_eff, C_full
from beyondthermal.derivations.claims.quantified.grids import Grid
from beyondthermal.derivations.claims.quantified.statements import ForAll
from beyondthermal.derivations.claims.statements import D, equation, unknown
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.cavity_matrices import few_photons, on_both
from beyondthermal.symbolic.machine.elimination import (
    cavity_emission,
    eliminated,
    reservoirs,
    second_order,
)
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.polynomial_matrices import characteristic
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_S, number
from beyondthermal.symbolic.statement_kinds import Iff
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .liouvillian import RATES, local_terms

__all__ = ["CLAIMS", "STEPS", "TEMPERATURES"]

g, kappa, p, gamma, Gamma, rho, L_eff, z = symbols("g kappa p gamma Gamma rho L_eff z")
beta_A, beta_S, f, df, gamma_plus, gamma_A = symbols("beta_A beta_S f df gamma_plus gamma_A")
gamma_S, p_S, dp_S = symbols("gamma_S p_S dp_S")
HALF, ROOT = sp.Rational(1, 2), sp.sqrt(2)
# Eq. (9) as printed, with the rate Γ in the sentence before it.
EMISSION = {Gamma: 4 * g**2 / kappa}
PRINTED = {gamma_plus: p / 2, gamma_A: gamma / 2, gamma_S: Gamma + gamma / 2, **EMISSION}
# Places in the basis |G, 0>, |G, 1>, |S, 0>, …
G0, G1, S0 = 0, 1, 2


def derived() -> Mapping[sp.Basic, sp.Basic]:
    """The rates that the elimination gives."""
    return {Gamma: cavity_emission(), **reservoirs()}


def emitting() -> Mapping[sp.Basic, sp.Basic]:
    """What the cavity alone does to the qubits, to second order, on sixteen unknowns."""
    r = unknown(4)
    return {rho: r, L_eff: (second_order() * r.reshape(16, 1)).reshape(4, 4)}


def recast() -> Mapping[sp.Basic, sp.Basic]:
    """The same with the pump and the relaxation of each qubit."""
    r = unknown(4)
    return {rho: r, L_eff: emitting()[L_eff] + few_photons(1, p, gamma)(r)}


def _bell_basis(model: Lindbladian, elements: Mapping[tuple[int, int], sp.Expr]) -> sp.Matrix:
    """The change of these elements of rho, for the qubits with no photon or one."""
    basis = on_both(BELL, sp.eye(model.dimension // 4))
    rho = sp.zeros(model.dimension)
    for at, element in elements.items():
        rho[at] = element
    return (basis.H * model(basis * rho * basis.H) * basis).applyfunc(sp.expand)


def one_photon() -> Mapping[sp.Basic, sp.Basic]:
    """The equations of motion of f = <G,1|rho|S,0> and of p_S, with an empty cavity."""
    elements = {(G1, S0): f, (S0, G1): sp.conjugate(f), (S0, S0): p_S}
    drho = _bell_basis(few_photons(2, g, kappa), elements)
    return {df: drho[G1, S0], dp_S: drho[S0, S0]}


def collective_decay() -> Mapping[sp.Basic, sp.Basic]:
    """What a jump J_S at the rate Γ makes of the population of S."""
    S = BELL_LABELS.index("S")
    decay = Lindbladian(sp.zeros(4, 4), ((Gamma, J_S),))
    return {dp_S: _bell_basis(decay, {(S, S): p_S})[S, S]}


def _characteristic() -> sp.Expr:
    """det(z - M) of the exact motion M of the coherences of |G, 0> with |S, 0> and |G, 1>."""
    pair = [(G0, S0), (G0, G1)]
    model = few_photons(2, g, kappa)
    columns = [_bell_basis(model, {at: sp.Integer(1)}) for at in pair]
    motion = sp.Matrix(2, 2, lambda i, j: columns[j][pair[i]])
    return characteristic(motion, z)


def exact_decay() -> Statement:
    """What is left of the equation for z, where the coherences would move as exp(zt)."""
    return (equation(_characteristic(), Gamma**2),)


def oscillation() -> Statement:
    """The discriminant of the quadratic equation for z."""
    discriminant = sp.discriminant(_characteristic(), z)
    below = sp.Lt(discriminant, 0, evaluate=False), sp.Lt(kappa, 4 * ROOT * g, evaluate=False)
    return (Iff(*below),)


def _leaving(jumps: tuple[tuple[sp.Expr, sp.Matrix], ...], label: str, step: int) -> sp.Expr:
    """The total rate at which jumps take the qubits up, or down, out of a Bell state."""
    state = BELL[:, BELL_LABELS.index(label)]
    moving = ((r, o) for r, o in jumps if number * o - o * number == step * o)
    return sp.expand(sum(r * (state.H * o.H * o * state)[0] for r, o in moving))


def matched_rates() -> Statement:
    """Up from G, down from A, down from S: the two reservoirs and the cavity compared."""
    models = MACHINE.jumps, eliminated().jumps
    places = ("G", 1), ("A", -1), ("S", -1)
    return tuple(equation(*(_leaving(model, *at) for model in models)) for at in places)


_EFFECTIVE = (
    gamma_plus * (D("J_A_dagger") + D("J_S_dagger")) / 2
    + gamma_A * D("J_A") / 2 + gamma_S * D("J_S") / 2
)  # fmt: skip
_ONE_PHOTON = {**RATES, p_S: POSITIVE}
# Where the coherence is once it follows.
_SLAVED = -2 * ROOT * sp.I * g * p_S / kappa
TEMPERATURES = (
    Claim("above-diagonal", "The cavity model lies above the diagonal",
          (sp.Gt(beta_S, beta_A, evaluate=False),), where=RATES, local=derived),
    Claim("negative-onset", "Where reservoir $A$ turns to negative temperature", (
        Iff(sp.Lt(beta_A, 0, evaluate=False), sp.Lt(gamma, p, evaluate=False)),
    ), where=RATES, local=derived),
)  # fmt: skip
CLAIMS = (
    Claim("9", "The rates of the two reservoirs, in the parameters of the cavity",
          tuple(equation(rate, value) for rate, value in PRINTED.items()),
          where=RATES, local=derived, given="second order in $g$, cavity in its vacuum"),
    Claim("9-Gamma", "The cavity relaxes the qubits through $J_S$",
          (equation(L_eff, Gamma * D("J_S") / 2),),
          where=RATES, at=EMISSION, local=emitting,
          given="second order in $g$, cavity in its vacuum"),
    Claim("9-temperatures", "The inverse temperatures, in the parameters of the cavity", (
        equation(beta_A, sp.log(gamma / p)),
        equation(beta_S, sp.log((gamma + 2 * Gamma) / p)),
    ), where=RATES, local=derived),
    Claim("9-exactly", "Eq. (8) is recast exactly: our reading, the concurrence is the same for all"
          " cavities that lose photons faster than they couple", (
        ForAll(equation(C_full(kappa, p, gamma), C_eff(kappa, p, gamma)), Grid(kappa, 2, 100, 21)),
    ), Verdict.REFUTED, at={p: sp.Rational(1, 100), gamma: sp.Rational(1, 1000)},
          given="rates in units of $g$"),
    Claim("9-recast", "To second order Eq. (8) is recast as Eq. (A2)", (
        equation(L_eff, local_terms((p, "_dagger"), (gamma, "")) + Gamma * D("J_S") / 2),
        equation(L_eff, _EFFECTIVE),
    ), at=PRINTED, local=recast, corrects="9-exactly",
          given="second order in $g$, cavity in its vacuum"),
)  # fmt: skip
STEPS = (
    Claim("one-photon", "The coherence with one photon, and what it does to $S$", (
        equation(df, -kappa * f / 2 - ROOT * sp.I * g * p_S),
        equation(dp_S, 2 * ROOT * g * sp.im(f)),
    ), where=_ONE_PHOTON, local=one_photon, given="at most one photon, no pump, $γ = 0$"),
    Claim("slaved", "The coherence follows; the population of $S$ decays", (
        equation(df, 0), equation(dp_S, -8 * g**2 * p_S / kappa),
    ), where=_ONE_PHOTON, at={f: _SLAVED}, local=one_photon),
    Claim("collective-decay", "The same population under a jump $J_S$",
          (equation(dp_S, -2 * Gamma * p_S),),
          where=dict.fromkeys((Gamma, p_S), POSITIVE), local=collective_decay),
    Claim("matched-rates", "Up from $G$, down from $A$, down from $S$: reservoirs and cavity",
          matched_rates, where={Gamma: POSITIVE, **RATES}, local=reservoirs),
    Claim("cold-by-cavity", "The inverse Boltzmann factor of $S$ in the parameters of the cavity",
          (equation(sp.exp(beta_S), gamma / p + 8 * g**2 / (kappa * p)),),
          where=RATES, local=derived),
    Claim("exact-decay", "The equation for $z$ has no root where the elimination puts one",
          exact_decay, where=RATES, at={z: -Gamma, **EMISSION}),
    Claim("to-and-fro", "With few losses of the cavity the decay becomes an oscillation",
          oscillation, where=RATES),
)  # fmt: skip
