"""Appendix B: trajectories, Eqs. (B1)-(B5), their statistics, and the relaxation.

What is about a single step of a trajectory, (B3) above all, is next door in `kraus.py`.
"""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.numeric import thermodynamics as numbers
from beyondthermal.numeric import trajectories
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine import counting, relaxation
from beyondthermal.symbolic.machine.machine import (
    MACHINE,
    NAMED_PARTS,
    closed_form,
    in_named_parts,
    weights,
)
from beyondthermal.symbolic.operator_equations import average, prove
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.symbols import symbol, symbols

from . import kraus
from .model import equation

__all__ = ["CLAIMS"]

x, y, beta_A, beta_S, sigma = symbols("x y beta_A beta_S sigma")
DeltaS, DeltaS_b, DeltaS_cond, F = symbols("DeltaS DeltaS_b DeltaS_cond F")
P_path, P_reverse, P_given, P_reverse_given = symbols("P_path P_reverse P_given P_reverse_given")
W, W_transposed, W_mirrored = symbols("W W_transposed W_mirrored")
POPULATIONS = tuple(symbol(f"p_{k}") for k in BELL_LABELS)
BETAS = {"A": beta_A, "S": beta_S}
# As printed: Eqs. (B1), (B2), (B4) and (B5) say what the quantities are.
_START, _END = symbols("p_start p_end")
PRINTED_B1 = equation(P_path, P_given * _START)
PRINTED_B2 = equation(DeltaS, sp.log(P_path / P_reverse, evaluate=False))
PRINTED_B4 = (
    equation(DeltaS_b, sp.log(_START) - sp.log(_END)),
    equation(DeltaS_cond, sp.log(P_given / P_reverse_given, evaluate=False)),
)
PRINTED_B5 = equation(sigma, average(DeltaS_cond) / symbol("duration"))


def _generator() -> sp.ImmutableMatrix:
    """The generator of the populations, in units of Γ⁺: nothing is counted."""
    return counting.tilted_generator().subs(dict.fromkeys(symbols("chi_A chi_S"), 1))


def jump_process() -> Finding:
    """The rate equations of the populations, against the master equation."""
    gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
    flow = gamma_plus * _generator().subs({x: gamma_A / gamma_plus, y: gamma_S / gamma_plus})
    rates = [sp.expand(rate) for rate in flow * sp.Matrix(POPULATIONS)]
    live = BELL.H * MACHINE(BELL * sp.diag(*POPULATIONS) * BELL.H) * BELL
    statement = [
        equation(symbol(f"dp_{k}"), rate) for k, rate in zip(BELL_LABELS, rates, strict=True)
    ]
    same = (identity(sp.expand(live[k, k]), rate) for k, rate in enumerate(rates))
    whole = counting.jumps_are_the_lindbladian()
    return Finding(tuple(statement), all_of(whole, *same, method=whole.method))


def fluctuation_theorem() -> Finding:
    """<exp(-ΔS)> = 1, since the rows of W(1) add up to zero."""
    at_one = counting.tilted_generator().subs(
        dict(zip(symbols("chi_A chi_S"), (x, y), strict=True))
    )
    product = sp.MatMul(at_one, sp.ImmutableMatrix(sp.ones(4, 1)), evaluate=False)
    statement = (
        equation(average(sp.exp(-DeltaS)), 1),
        equation(product, sp.ImmutableMatrix(sp.zeros(4, 1))),
    )
    return Finding(statement, counting.fluctuation_theorem())


def boundary_term() -> Finding:
    """Eq. (B4): the mean of the boundary term is zero, as the populations stay what they are."""
    still = (equation(symbol(f"dp_{k}"), 0) for k in BELL_LABELS)
    return Finding((equation(average(DeltaS_b), 0), *still), counting.mean_entropy())


def entropy_of_jumps() -> Finding:
    """Eq. (B5): rates times entropies of the eight jumps, summed, are Eq. (6)."""
    by_beta = dict.fromkeys(BETAS.values(), sp.S.Zero)
    for jump in counting.jumps():
        by_beta[BETAS[jump.bath]] -= symbol(f"p_{jump.start}") * jump.rate * jump.energy
    total = sp.Add(*(beta * flow for beta, flow in by_beta.items()))
    at = {symbol(f"p_{k}"): weight for k, weight in weights().items()}
    mean = counting.mean_entropy()
    # The common denominator of the populations is left to the proof of the mean.
    summed = sp.Add(*(at[symbol(f"p_{j.start}")] * j.rate * j.entropy for j in counting.jumps()))
    same = identity(total.subs(at), summed)
    return Finding((equation(sigma, total),), all_of(mean, same, method=mean.method))


def cycle() -> Finding:
    """One cycle carries all of it: entropy production is current times affinity."""
    c_1 = symbol("cumulant_1")
    current, affinity = counting.cycle_current(), counting.cycle_affinity()
    statement = (equation(c_1, current), equation(F, affinity), equation(sigma, c_1 * F))
    return Finding(statement, counting.cycle_law())


def fluctuations() -> Finding:
    """The tilted generator and its symmetry."""
    tilted = counting.tilted_generator()
    chi_A, chi_S = symbols("chi_A chi_S")
    mirrored = tilted.subs({chi_A: x / chi_A, chi_S: y / chi_S}, simultaneous=True)
    symmetry = equation(W_transposed, W_mirrored)
    law = counting.gallavotti_cohen()
    proof = all_of(
        law, prove(symmetry, {W_transposed: tilted.T, W_mirrored: mirrored}), method=law.method
    )
    return Finding((equation(W, tilted), symmetry), proof)


def cumulants() -> Finding:
    """Mean and variance of the turns of the cycle in S, A, P and d; the uncertainty relation."""
    S, A, P, d = symbols("S A P d")
    total = in_named_parts().d
    mean, variance = counting.cycle_cumulants()
    numerator = sp.expand(sp.cancel(variance * closed_form().d ** 3))
    in_S_P, _, _ = sp.symmetrize(numerator, [x, y], formal=True, symbols=[S, P])
    named = S * A / d, sp.collect(sp.expand(4 * in_S_P), P) / (4 * d**3)
    unfolded = [part.subs(d, total).subs(dict(NAMED_PARTS)) for part in named]
    proof = all_of(
        counting.uncertainty_relation(),
        *(identity(*pair) for pair in zip(unfolded, (mean, variance), strict=True)),
        method=counting.uncertainty_relation().method,
    )
    statement = (
        sp.Eq(d, total),
        sp.Eq(symbol("cumulant_1"), named[0]),
        sp.Eq(symbol("cumulant_2"), named[1]),
    )
    return Finding(statement, proof)


def sampled() -> Finding:
    """Trajectories sampled: mean entropy production and <exp(-ΔS)> against the closed forms."""
    figures, distances = {}, []
    for at_A, at_S in ((-1.0, 1.0), (0.5, -0.2), (-2.0, -1.0)):
        found = trajectories.sample(at_A, at_S, time=2.0, count=40_000, seed=20)
        exact = float(numbers.entropy_production(at_A, at_S))
        rate, average = found.entropy_production(), found.fluctuation_average()
        distances += [abs(rate.mean - exact) / rate.error, abs(average.mean - 1) / average.error]
        figures[f"Ṡ at β = ({at_A}, {at_S})"] = f"{rate.mean:.4f} ± {rate.error:.4f}, {exact:.4f}"
        figures[f"⟨exp(−ΔS)⟩ at β = ({at_A}, {at_S})"] = f"{average.mean:.4f} ± {average.error:.4f}"
    verdict = Verdict.SUPPORTED if max(distances) < 4 else Verdict.REFUTED
    method = f"three points, within {max(distances):.1f} standard errors"
    return Finding((), Proof(verdict, method), figures)


def relaxation_gap() -> Finding:
    """The slowest rate in closed form; all other modes are faster."""
    return Finding(
        (sp.Eq(symbol("gap"), relaxation.relaxation_gap(), evaluate=False),),
        relaxation.slowest_is_a_coherence(),
    )


def relaxation_modes() -> Finding:
    """The populations' eigenvalues as the roots of a cubic; all decay."""
    cubic = sp.Eq(relaxation.population_mode(), 0, evaluate=False)
    return Finding((cubic,), relaxation.every_mode_decays())


_ANY = "all β_A, β_S"

CLAIMS = (
    Claim("B1", "Trajectories: the populations are a jump process on the diamond",
          jump_process, printed=(PRINTED_B1,), domain=_ANY),
    kraus.COMPLETE,
    Claim("B2", "⟨exp(−ΔS)⟩ = 1 at all times, the boundary term included",
          fluctuation_theorem, printed=(PRINTED_B2,), domain=_ANY),
    *kraus.REVERSED,
    Claim("B4", "The boundary term is zero on average", boundary_term,
          printed=PRINTED_B4, domain=_ANY),
    Claim("B5", "The mean entropy of the jumps is Eq. (6)", entropy_of_jumps,
          printed=(PRINTED_B5,), domain=_ANY),
    Claim("B5-sampled", "Sampled trajectories give Eq. (6), and ⟨exp(−ΔS)⟩ = 1", sampled,
          Verdict.SUPPORTED, domain="three points"),
    Claim("cycle", "Current times affinity of the one cycle is Eq. (6)",
          cycle, domain=_ANY),
    Claim("fluctuations", "Gallavotti–Cohen: the statistics are the same under λ → 1 − λ",
          fluctuations, domain=_ANY),
    Claim("uncertainty", "Mean and variance of the cycle; variance × Ṡ ≥ 2 mean²", cumulants,
          domain=_ANY),
    Claim("relaxation", "The populations relax by the roots of a cubic; every mode decays",
          relaxation_modes, domain=_ANY),
    Claim("gap", "The slowest rate is a coherence's, in units of Γ⁺", relaxation_gap, domain=_ANY),
)  # fmt: skip
