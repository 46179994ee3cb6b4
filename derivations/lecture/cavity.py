"""The chapter on the cavity: from one photon mode to two reservoirs."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.elimination import cavity_emission, reservoirs
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S, c_1, c_2, sigma_minus
from beyondthermal.symbolic.symbols import symbols

from .bounds import square_completed
from .chapter import Chapter, Picture
from .limits import follows

__all__ = ["CHAPTER"]

g, kappa, p, gamma, Gamma, f, df = symbols("g kappa p gamma Gamma f df")
gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
beta_S, d, x, y, t, p_S, p_A, dp_S = symbols("beta_S d x y t p_S p_A dp_S")
POSITIVE = sp.Interval.open(0, sp.oo)
# A name takes its place where an identity is decided.
ROOT = sp.sqrt(2)


def _equation(left: sp.Expr, right: sp.Expr) -> sp.Eq:
    return sp.Eq(left, right, evaluate=False)


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
    shown = _equation(df, drho[1, 2]), _equation(dp_S, sp.expand(feeding))
    back = sp.expand(shown[1].rhs.subs(imaginary, (f - bar) / (2 * sp.I)))
    return Finding(shown, identity(*(part.subs({bar: x, ROOT: y}) for part in (back, drho[2, 2]))))


def slaved() -> Finding:
    """df/dt = 0 solved for f, and put into the equation for p_S."""
    moving, feeding = one_photon().statement
    (value,) = sp.solve(moving.args[1], f)
    rate = sp.expand(feeding.args[1].subs(sp.im(f), sp.im(value)))
    proof = all_of(
        identity(moving.args[1].subs(f, value).subs(ROOT, y), sp.Integer(0)),
        identity(rate, -2 * cavity_emission() * p_S),
    )
    return Finding((_equation(f, value), _equation(dp_S, rate)), proof)


def collective_decay() -> Finding:
    """What a jump J_S at the rate Γ makes of the population of S."""
    k = BELL_LABELS.index("S")
    rho = BELL[:, k] * p_S * BELL[:, k].H
    decay = Lindbladian(sp.zeros(4, 4), ((Gamma, J_S),))(rho)
    loss = sp.expand((BELL.H * decay * BELL)[k, k])
    return Finding((_equation(dp_S, loss),), identity(loss, -2 * Gamma * p_S))


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
    local = tuple(pair for c in (c_1, c_2) for pair in ((p, c.H), (gamma, c)))
    cavity = (*local, (Gamma, J_S))
    shown = [
        _equation(*(_leaving(model, *at) for model in (two, cavity)))
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
    return Finding((_equation(sp.exp(beta_S), ratio),), identity(ratio, printed))


def ceiling() -> Finding:
    """1/(2 + x) less the difference of the populations, with y = x + t, t > 0."""
    w, shown, proofs = weights(), [], []
    total = sp.Add(*w.values())
    for sign in (1, -1):
        difference = sign * (w["A"] - w["S"])
        polynomial = sp.expand((total - (2 + x) * difference).subs(y, x + t))
        rest, square = square_completed(polynomial, t)
        name = 2 * d * (1 - sign * (2 + x) * (p_A - p_S))
        shown.append(_equation(name, rest + square))
        proofs.append(positive(rest, {x: POSITIVE, t: POSITIVE}))
    return Finding(tuple(shown), all_of(follows(*shown, at={y: x + t}), *proofs))


CHAPTER = Chapter(
    "The cavity",
    (
        "How does one build two reservoirs of which one has a negative temperature? Two qubits "
        "in one lossy cavity will do. The cavity sees both qubits in the same way and therefore "
        "only their symmetric mode; $A$ is dark for it, as for reservoir S before.",
        find("7"),
        "Each qubit is pumped at the rate $p$ and relaxes at the rate $γ$ on its own, and photons "
        "leave the cavity at the rate $κ$.",
        find("8"),
        "If photons leave fast, the cavity is nearly always empty and only hands on what the "
        "qubits give. We derive the rate for the simplest case. Qubits in S and an empty cavity "
        "go to G and one photon. Between the two there is a coherence $f$, which the "
        "population of S drives and the loss of the photon damps.",
        Claim("one-photon", "The coherence with one photon, and what it does to S", one_photon,
              domain="at most one photon, no pump, γ = 0"),
        "The coherence decays at the rate $κ/2$, much faster than $p_S$ changes. It is "
        "always where its own decay and its drive balance: we set its derivative to zero, solve "
        "for $f$, and put the solution into the second equation.",
        Claim("slaved", "The coherence follows; the population of S decays", slaved,
              domain="κ ≫ g"),
        "A collective jump $J_S$ at the rate $Γ$ would empty S twice as fast as $Γ$, since $J_S$ "
        "takes S to $√2$ times G.",
        Claim("collective-decay", "The same population under a jump $J_S$", collective_decay),
        "We compare and find $Γ = 4g²/κ$. That the same is true of all sixteen elements of the "
        "density matrix at once is second-order perturbation theory: the coupling out of the "
        "vacuum, the inverse of the photon's decay, the coupling back.",
        find("9-Gamma"),
        "Now we have local pumps, local relaxation and one collective decay, and want two "
        "collective reservoirs. Equal rates for S and A are the same as local ones "
        "(balanced-local), so that $p$ and $γ$ are shared between the two modes. Which rates fit? "
        "It is enough to compare the rates out of three states.",
        Claim("matched-rates", "Up from G, down from A, down from S: reservoirs and cavity",
              matched_rates),
        "Three linear equations for three unknowns.",
        find("9"), find("9-temperatures"),
        "Each Boltzmann factor is a ratio of damping to pump, and here both can be chosen. In the "
        "parameters of the cavity that of reservoir S is large, because the cavity helps to damp.",
        Claim("cold-by-cavity", "The Boltzmann factor of S in the parameters of the cavity",
              in_couplings),
        find("above-diagonal"),
        "Reservoir A has only $γ$ to damp it. If the qubits are pumped faster than they relax, "
        "its temperature is negative.",
        find("negative-onset"),
        "All this is second order in $g$ with an empty cavity. It isn't exact, and at finite "
        "$κ/g$ the two models differ; the difference falls with the square of $g/κ$.",
        find("9-exactly"), find("8-9"), Picture("elimination"),
        "The full model has to be solved in numbers, for the qubits and the photons together. "
        "Two ways to the concurrence of the qubits agree.",
        find("C3"),
        "First the ideal case $γ = 0$, that is $x = 0$: with $κ$ the full model follows "
        "the effective one down to about $κ = g$, where the cavity is no longer empty.",
        Picture("2b"), find("fig-2b"), find("fig-2b-limit"), find("fig-2b-sector"),
        "Then qubits that relax. The stronger the pump, the narrower is the range of $κ$ with "
        "entanglement.",
        Picture("2c"), find("fig-2c"), find("fig-2c-models"), find("fig-2c-third"),
        "Does $C$ pass $1/3$ as soon as $p > γ$? In the effective model the best one can do is "
        "to make $y$ large. With $y = x + t$, $t > 0$, we compare the difference of the "
        "populations with $1/(2 + x)$, its value on the edge $β_S = ∞$. All terms come out "
        "positive, one of them a square.",
        Claim("ceiling", "$1 ± (2 + x)(p_A − p_S)$ on the common denominator, $y = x + t$", ceiling,
              domain="y > x"),
        "So in the effective model $1/(2 + γ/p)$ is the supremum, which is above $1/3$ exactly "
        "for $p > γ$. But it takes $Γ/p → ∞$, and there the full model is no longer the "
        "effective one: a little above $p = γ$ no $κ$ reaches $1/3$.",
        find("as-soon-as"), find("threshold"),
    ),
)  # fmt: skip
