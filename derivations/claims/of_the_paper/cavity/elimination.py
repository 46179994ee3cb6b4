"""The adiabatic elimination: Eq. (9), step by step for one photon, and the temperatures."""

from typing import Any

import sympy as sp
from mpmath import mp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import D, beside, contradicted, equation, unknown
from beyondthermal.numeric import machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Verdict, all_of, identity
from beyondthermal.symbolic.machine.elimination import (
    cavity_emission,
    prove_elimination,
    prove_reservoirs,
    reservoirs,
)
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, prove
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S, c_1, c_2, sigma_minus
from beyondthermal.symbolic.symbols import symbol, symbols

from .liouvillian import local_terms

__all__ = ["CLAIMS", "STEPS", "TEMPERATURES"]

g, kappa, p, gamma, Gamma, rho, L_eff, x, y = symbols("g kappa p gamma Gamma rho L_eff x y")
beta_A, beta_S, f, df, gamma_plus, gamma_A = symbols("beta_A beta_S f df gamma_plus gamma_A")
gamma_S, p_S, dp_S = symbols("gamma_S p_S dp_S")
POSITIVE = sp.Interval.open(0, sp.oo)
# A name takes its place where an identity is decided.
ROOT = sp.sqrt(2)
# The jumps that are left once the cavity is eliminated, with their rates.
ELIMINATED = (*(jump for c in (c_1, c_2) for jump in ((p, c.H), (gamma, c))), (Gamma, J_S))


def eliminated() -> Finding:
    """Γ = 4g²/κ: the cavity, eliminated from its vacuum to second order in g."""
    return Finding((equation(Gamma, cavity_emission()),), prove_elimination())


def relations() -> Finding:
    """Eq. (9): the rates of the reservoirs, from the elimination."""
    rates = {Gamma: cavity_emission(), **reservoirs()}
    statement = tuple(equation(rate, value) for rate, value in rates.items())
    return Finding(statement, all_of(prove_elimination(), prove_reservoirs()))


def temperatures() -> Finding:
    """beta_A = log(γ/p) and beta_S = log((γ + 2Γ)/p)."""
    rates = reservoirs()
    up, A, S = rates[gamma_plus], rates[gamma_A], rates[gamma_S]
    printed = {"beta_A": gamma / p, "beta_S": (gamma + 2 * Gamma) / p}
    proof = all_of(identity(A / up, printed["beta_A"]), identity(S / up, printed["beta_S"]))
    statement = tuple(equation(symbol(k), sp.log(v)) for k, v in printed.items())
    return Finding(statement, proof)


def exactly() -> Finding:
    """Eq. (8) isn't (A1)-(A2) exactly: at κ = 4g the two concurrences differ."""
    rates = {"kappa": 4, "p": sp.Rational(1, 100), "gamma": sp.Rational(1, 1000)}
    exact: dict[str, Any] = {name: str(value) for name, value in rates.items()}
    with mp.workdps(30):
        x, y = (mp.mpf(1) / 10, mp.mpf(2001) / 10)
        effective = machine.to_digits(mp.log(x), mp.log(y), digits=30)["C"]
        full = precise.concurrence(**exact, digits=30)
    proof = contradicted(
        abs(full - effective) > mp.mpf("1e-10"),
        "the two concurrences differ at finite $κ/g$",
        {symbol(name): value for name, value in rates.items()},
        full=sp.Float(full, 15), effective=sp.Float(effective, 15),
    )  # fmt: skip
    statement, *shown = recast()
    return Finding(statement, beside(proof, prove_elimination(), *shown))


def recast() -> tuple[Any, ...]:
    """What can be recast: the eliminated cavity's Liouvillian, in local and collective modes."""
    rates = reservoirs()
    up, A, S = rates[gamma_plus], rates[gamma_A], rates[gamma_S]
    pumped = up * (D("J_A_dagger") + D("J_S_dagger")) / 2
    statement = (
        equation(L_eff, local_terms((p, "_dagger"), (gamma, "")) + Gamma * D("J_S") / 2),
        equation(L_eff, pumped + A * D("J_A") / 2 + S * D("J_S") / 2),
        equation(Gamma, cavity_emission()),
    )
    r = unknown(4)
    live = {rho: r, L_eff: Lindbladian(sp.zeros(4, 4), ELIMINATED)(r)}
    return statement, *(prove(shown, {**OPERATORS, **live}) for shown in statement[:2])


def above_the_diagonal() -> Finding:
    """In the cavity model beta_S > beta_A: y - x = 2Γ/p."""
    proof = all_of(
        identity((gamma + 2 * Gamma) / p - gamma / p, 2 * Gamma / p),
        positive(2 * Gamma * p, {Gamma: POSITIVE, p: POSITIVE}),
        method="$exp(β_S) − exp(β_A) = 2Γ/p > 0$",
    )
    return Finding((sp.Gt(beta_S, beta_A, evaluate=False),), proof)


def negative_onset() -> Finding:
    """beta_A = log(γ/p) is negative for p > γ, and only then."""
    proof = all_of(
        identity(1 - gamma / p, (p - gamma) / p), positive(p, {p: POSITIVE}),
        method="$1 − exp(β_A) = (p − γ)/p$ has the sign of $p − γ$",
    )  # fmt: skip
    return Finding((equation(beta_A, sp.log(gamma / p)),), proof)


def _one_photon() -> sp.Matrix:
    """The change of rho in the Bell basis with at most one photon, for given p_S and f.

    Rows and columns are |G,0>, |G,1>, |S,0>, …: f = <G,1|rho|S,0>.
    """
    photon = sp.Matrix(sp.kronecker_product(sp.eye(4), sigma_minus))
    exchange = sp.kronecker_product(J_S.H, sigma_minus) + sp.kronecker_product(J_S, sigma_minus.H)
    model = Lindbladian(sp.Matrix(g * exchange), ((kappa, photon),))
    basis = sp.Matrix(sp.kronecker_product(BELL, sp.eye(2)))
    rho = sp.zeros(8, 8)
    rho[1, 2], rho[2, 1], rho[2, 2] = f, sp.conjugate(f), p_S
    return (basis.H * model(basis * rho * basis.H) * basis).applyfunc(sp.expand)


def one_photon() -> Finding:
    """The equations of motion of f and of the population of S, with an empty cavity."""
    drho, bar, imaginary = _one_photon(), sp.conjugate(f), sp.im(f)
    feeding = sp.expand(drho[2, 2]).subs(bar, f - 2 * sp.I * imaginary)
    shown = equation(df, drho[1, 2]), equation(dp_S, sp.expand(feeding))
    back = sp.expand(shown[1].rhs.subs(imaginary, (f - bar) / (2 * sp.I)))
    return Finding(shown, identity(*(part.subs({bar: x, ROOT: y}) for part in (back, drho[2, 2]))))


def slaved() -> Finding:
    """df/dt = 0 solved for f, and put into the equation for p_S."""
    moving, feeding = one_photon().statement
    (value,) = sp.solve(moving.args[1], f)
    rate = sp.expand(feeding.args[1].subs(sp.im(f), sp.im(value)))
    proof = all_of(
        identity(moving.args[1].subs(f, value).subs(ROOT, y), 0),
        identity(rate, -2 * cavity_emission() * p_S),
    )
    return Finding((equation(f, value), equation(dp_S, rate)), proof)


def collective_decay() -> Finding:
    """What a jump J_S at the rate Γ makes of the population of S."""
    k = BELL_LABELS.index("S")
    rho = BELL[:, k] * p_S * BELL[:, k].H
    decay = Lindbladian(sp.zeros(4, 4), ((Gamma, J_S),))(rho)
    loss = sp.expand((BELL.H * decay * BELL)[k, k])
    return Finding((equation(dp_S, loss),), identity(loss, -2 * Gamma * p_S))


def _leaving(jumps: tuple[tuple[sp.Expr, sp.Matrix], ...], label: str, up: bool) -> sp.Expr:
    """The total rate at which jumps take the qubits up, or down, out of a Bell state."""
    state = BELL[:, BELL_LABELS.index(label)]
    raising = {J_A.H, J_S.H, c_1.H, c_2.H}
    return sp.expand(
        sum(r * (state.H * o.H * o * state)[0] for r, o in jumps if (o in raising) == up)
    )


def matched_rates() -> Finding:
    """Up from G, down from A, down from S: the two reservoirs and the cavity compared."""
    two = (gamma_plus, J_A.H), (gamma_A, J_A), (gamma_plus, J_S.H), (gamma_S, J_S)
    shown = [
        equation(*(_leaving(model, *at) for model in (two, ELIMINATED)))
        for at in (("G", True), ("A", False), ("S", False))
    ]
    solved = reservoirs()
    proofs = [identity(e.args[0].subs(solved), e.args[1]) for e in shown]
    return Finding(tuple(shown), all_of(*proofs))


def in_couplings() -> Finding:
    """exp(β_S) in the parameters of the cavity."""
    rates = reservoirs()
    ratio = sp.expand((rates[gamma_S] / rates[gamma_plus]).subs(Gamma, cavity_emission()))
    printed = ((gamma + 2 * Gamma) / p).subs(Gamma, cavity_emission())
    return Finding((equation(sp.exp(beta_S), ratio),), identity(ratio, printed))


TEMPERATURES = (
    Claim("above-diagonal", "The cavity model lies above the diagonal, $β_S > β_A$",
          above_the_diagonal),
    Claim("negative-onset", "$p = γ$ is where reservoir $A$ turns to negative temperature",
          negative_onset),
)  # fmt: skip
CLAIMS = (
    Claim("9", "$Γ⁺ = p/2$, $Γ_A = γ/2$, $Γ_S = Γ + γ/2$ with $Γ = 4g²/κ$", relations,
          domain="second order in $g$, cavity in its vacuum"),
    Claim("9-Gamma", "The cavity relaxes the qubits through $J_S$ at the rate $4g²/κ$", eliminated,
          domain="second order in $g$, cavity in its vacuum"),
    Claim("9-temperatures", "$β_A = log(γ/p)$, $β_S = log((γ + 2Γ)/p)$", temperatures),
    Claim("9-exactly", "Eq. (8) is recast exactly as Eqs. (A1)-(A2)", exactly, Verdict.REFUTED,
          domain="$κ/g > 1$", scan="no: it is a sentence"),
)  # fmt: skip
STEPS = (
    Claim("one-photon", "The coherence with one photon, and what it does to $S$", one_photon,
          domain="at most one photon, no pump, $γ = 0$"),
    Claim("slaved", "The coherence follows; the population of $S$ decays", slaved,
          domain="$κ ≫ g$"),
    Claim("collective-decay", "The same population under a jump $J_S$", collective_decay),
    Claim("matched-rates", "Up from $G$, down from $A$, down from $S$: reservoirs and cavity",
          matched_rates),
    Claim("cold-by-cavity", "The Boltzmann factor of $S$ in the parameters of the cavity",
          in_couplings),
)  # fmt: skip
