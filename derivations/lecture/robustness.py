"""The chapter on numbers: maxima, noise, platforms."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.machine.elimination import cavity_emission
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_S, c_1, c_2
from beyondthermal.symbolic.symbols import symbols

from .chapter import Chapter, Picture

__all__ = ["CHAPTER"]

delta, gamma_z, p, g, kappa, Gamma = symbols("delta gamma_z p g kappa Gamma")
p_S, p_A, dp_A, rho_SA, drho_SA = symbols("p_S p_A dp_A rho_SA drho_SA")
x, y = symbols("x y")
S, A = (BELL_LABELS.index(label) for label in "SA")
ZERO = sp.Integer(0)


def _equation(left: sp.Expr, right: sp.Expr) -> sp.Eq:
    return sp.Eq(left, right, evaluate=False)


def _motion(model: Lindbladian) -> sp.Matrix:
    """The change of rho in the Bell basis, with S and A populated and a coherence between them."""
    rho = sp.zeros(4, 4)
    rho[S, S], rho[A, A] = p_S, p_A
    rho[S, A], rho[A, S] = rho_SA, sp.conjugate(rho_SA)
    return (BELL.H * model(BELL * rho * BELL.H) * BELL).applyfunc(sp.expand)


def dephasing_mixes() -> Finding:
    """What σ_z on each qubit, at the rate γ_z, makes of the population of A."""
    jumps = tuple((gamma_z, 2 * c.H * c - sp.eye(4)) for c in (c_1, c_2))
    drho = _motion(Lindbladian(sp.zeros(4, 4), jumps))
    shown = sp.factor(drho[A, A])
    balance = sp.Add(drho[A, A], drho[S, S])
    return Finding(
        (_equation(dp_A, shown),), all_of(identity(shown, drho[A, A]), identity(balance, ZERO))
    )


def _detuned() -> sp.Matrix:
    return _motion(Lindbladian(delta * (c_1.H * c_1 - c_2.H * c_2), ((Gamma, J_S),)))


def detuning_drives() -> Finding:
    """The coherence between S and A under a detuning, and what it does to A."""
    drho, bar, imaginary = _detuned(), sp.conjugate(rho_SA), sp.im(rho_SA)
    coherence = sp.collect(sp.expand(drho[S, A]), delta, sp.factor)
    feeding = sp.expand(drho[A, A].subs(bar, rho_SA - 2 * sp.I * imaginary))
    names = {rho_SA: x, bar: y}
    back = feeding.subs(imaginary, (rho_SA - bar) / (2 * sp.I))
    proof = all_of(
        identity(coherence.subs(names), drho[S, A].subs(names)),
        identity(sp.expand(back).subs(names), drho[A, A].subs(names)),
    )
    return Finding((_equation(drho_SA, coherence), _equation(dp_A, feeding)), proof)


def detuning_leaks() -> Finding:
    """The coherence follows, S is empty: the rate at which A is lost."""
    coherence, feeding = (e.args[1].subs(p_S, 0) for e in detuning_drives().statement)
    (value,) = sp.solve(coherence, rho_SA)
    rate = feeding.subs(sp.im(rho_SA), sp.im(value))
    proof: Proof = all_of(
        identity(coherence.subs(rho_SA, value), ZERO),
        identity(rate, -2 * delta**2 / Gamma * p_A),
    )
    return Finding((_equation(rho_SA, value), _equation(dp_A, rate)), proof)


def broadening_at_optimum() -> Finding:
    """Γ/g at κ = 2g, and the detuning at which the leak 2δ²/Γ is as fast as the pump."""
    (strength,) = sp.solve(2 * delta**2 / Gamma - p, delta**2)
    at = {kappa: 2 * g, p: g / 200}
    ratio = (cavity_emission() / g).subs(at)
    tolerated = sp.sqrt(strength.subs(Gamma, cavity_emission()).subs(at)) / g
    shown = _equation(Gamma / g, ratio), _equation(delta / g, tolerated)
    proof = all_of(
        identity(ratio, 4 * (g / kappa).subs(at)),
        identity(2 * (tolerated * g) ** 2 / (ratio * g), at[p]),
    )
    return Finding(shown, proof)


CHAPTER = Chapter(
    "Maxima, noise, and numbers",
    (
        "The effective model knows no best parameters: the larger $Γ/p$, the better. In the "
        "full model this ends where the cavity no longer empties fast enough, and so there is a "
        "best pump and a best $κ$ for each $γ$. From here on we have numbers instead of proofs, "
        "and each verdict says at how many points and to how many digits.",
        Picture("3a"),
        find("max-0.3869"), find("max-0.4"),
        "With qubits that relax ten times more slowly the dark state keeps its population "
        "longer, and the maximum rises.",
        Picture("3b"),
        find("max-0.4479"), find("max-grows"),
        "In both panels the region beyond $1/3$ lies at $p > γ$, where reservoir A is inverted: "
        "the thermal bound (bound-thermal) is the reason in the effective model, and the full "
        "one seems to obey it too.",
        find("above-third"), find("fig-3a"), find("fig-3b"), find("fig-3-region"),
        "The photon numbers have to be cut off somewhere, and the paper takes 15.",
        find("n-max"),
        "How much noise does the entanglement survive? Dephasing is a jump with $σ_z$ on one "
        "qubit. It changes the sign between $|01⟩$ and $|10⟩$, and so makes A of S and S of A.",
        find("D-dephasing"),
        Claim("dephasing-mixes", "What dephasing does to A", dephasing_mixes,
              domain="S and A populated"),
        "S is nearly empty, so A leaks at the rate $2γ_z$. That is comparable with what the pump "
        "takes to E anyway, as long as $γ_z$ is not larger than $p$.",
        Picture("4a"), find("fig-4a"), find("fig-4a-zero"),
        "A detuning exchanges S and A coherently. We write down the coherence between "
        "the two, which decays as S does by $Γ$, and what it does to the population of A.",
        find("D-detuning"),
        Claim("detuning-drives", "Detuning: the coherence, and the population of A",
              detuning_drives, domain="S and A populated"),
        "For $δ$ much smaller than $Γ$ the coherence follows, and S stays empty. This is the "
        "elimination of (slaved) once more.",
        Claim("detuning-leaks", "The coherence follows; A is lost by way of S", detuning_leaks,
              domain="δ ≪ Γ"),
        "The leak is quadratic in $δ$, so that small detunings do next to nothing. It matters when "
        "it is as fast as the pump. At the optimum, $κ = 2g$ and $p = g/200$, that is a detuning "
        "of the order $g/10$, although $Γ$ itself is twice $g$.",
        Claim("tolerated-detuning", "The broadening, and the detuning with $2δ²/Γ = p$",
              broadening_at_optimum, domain="κ = 2 g, p = g/200"),
        find("broadening"),
        Picture("4b"), find("fig-4b"), find("fig-4b-zero"),
        "Finally, a cavity that is pumped itself. It gives reservoir S a temperature above "
        "zero: what damped the qubits now excites them as well. As long as $p_c$ is small "
        "against $κ$ this is little; it then ends more abruptly.",
        find("D-pump"),
        Picture("4c"), find("fig-4c"), find("fig-4c-zero"),
        "Where could one build it? For quantum dots and for superconducting circuits we take "
        "the ranges of $g$ and $κ$ that the paper names, and look for $C > 1/3$ within them.",
        find("platform"), find("platform-circuits"),
        "Two last checks concern ourselves. The closed form is compared with the null vector of "
        "the superoperator, found in numbers that share no code with it, and the fast "
        "functions with fifty digits, the border of the square included.",
        find("kernel"), find("evaluate"),
    ),
)  # fmt: skip
