"""Appendix B: trajectories, Eqs. (B1)-(B5).

What is about a single step of a trajectory, (B3) above all, is next door in `kraus.py`.
"""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation, follows
from beyondthermal.numeric import thermodynamics as numbers
from beyondthermal.numeric import trajectories
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine import counting
from beyondthermal.symbolic.machine.machine import MACHINE, weights
from beyondthermal.symbolic.operator_equations import average
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.symbols import symbol, symbols

from . import kraus

__all__ = ["CLAIMS", "STEPS"]

x, y, beta_A, beta_S, sigma, DeltaS = symbols("x y beta_A beta_S sigma DeltaS")
DeltaS_b, DeltaS_cond, P_path, P_reverse = symbols("DeltaS_b DeltaS_cond P_path P_reverse")
P_given, P_reverse_given, _START, _END, d = symbols("P_given P_reverse_given p_start p_end d")
chi_A, chi_S = symbols("chi_A chi_S")
_COUNTING = {"A": (chi_A, x), "S": (chi_S, y)}
POPULATIONS = tuple(symbol(f"p_{k}") for k in BELL_LABELS)
BETAS = {"A": beta_A, "S": beta_S}
PRINTED_B1 = equation(P_path, P_given * _START)
PRINTED_B2 = equation(DeltaS, sp.log(P_path / P_reverse, evaluate=False))
PRINTED_B4 = (
    equation(DeltaS_b, sp.log(_START) - sp.log(_END)),
    equation(DeltaS_cond, sp.log(P_given / P_reverse_given, evaluate=False)),
)
PRINTED_B5 = equation(sigma, average(DeltaS_cond) / symbol("duration"))


def jump_process() -> Finding:
    """The rate equations of the populations, against the master equation."""
    gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
    # Nothing is counted.
    generator = counting.tilted_generator().subs({chi_A: 1, chi_S: 1})
    flow = gamma_plus * generator.subs({x: gamma_A / gamma_plus, y: gamma_S / gamma_plus})
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
    at_one = counting.tilted_generator().subs({chi_A: x, chi_S: y})
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


def sampled() -> Finding:
    """Trajectories sampled: mean entropy production and <exp(-ΔS)> against the closed forms."""
    figures, distances = {}, []
    for at_A, at_S in ((-1.0, 1.0), (0.5, -0.2), (-2.0, -1.0)):
        found = trajectories.sample(at_A, at_S, time=2.0, count=40_000, seed=20)
        exact = float(numbers.entropy_production(at_A, at_S))
        rate, average = found.entropy_production(), found.fluctuation_average()
        distances += [abs(rate.mean - exact) / rate.error, abs(average.mean - 1) / average.error]
        figures[f"$Ṡ$ at $β = ({at_A}, {at_S})$"] = (
            f"${rate.mean:.4f} ± {rate.error:.4f}$, {exact:.4f}"
        )
        figures[f"$⟨exp(−ΔS)⟩$ at $β = ({at_A}, {at_S})$"] = (
            f"${average.mean:.4f} ± {average.error:.4f}$"
        )
    verdict = Verdict.SUPPORTED if max(distances) < 4 else Verdict.REFUTED
    method = f"three points, within {max(distances):.1f} standard errors"
    return Finding((), Proof(verdict, method), figures)


def jump_entropy() -> Finding:
    """Population times rate times entropy, summed over the eight jumps."""
    parts: dict[str, sp.Expr] = {}
    for jump in counting.jumps():
        flow = symbol(f"p_{jump.start}") * jump.rate * jump.entropy
        parts[jump.bath] = parts.get(jump.bath, 0) + flow
    shown = sp.Add(*(sp.factor(part) for part in parts.values()))
    turns = sp.numer(counting.cycle_current())
    proof = follows(equation(2 * d * shown, turns * counting.cycle_affinity()))
    return Finding((equation(sigma, shown),), proof)


def row_sums() -> Finding:
    """What the tilted generator makes of the vector of ones, one reservoir at a time."""
    shown, generator = [], counting.tilted_generator()
    for row, label in enumerate(BELL_LABELS):
        parts = []
        for bath, (factor, _) in _COUNTING.items():
            into = [j for j in counting.jumps() if j.end == label and j.bath == bath]
            out = [j for j in counting.jumps() if j.start == label and j.bath == bath]
            gain = sp.Add(*(j.rate * factor**j.energy for j in into))
            parts.append(sp.factor(gain - sp.Add(*(j.rate for j in out))))
        shown.append((sp.Add(*parts), sp.Add(*generator[row, :])))
    at_one = {chi_A: x, chi_S: y}
    proof = all_of(
        *(identity(*pair) for pair in shown),
        *(identity(sums.subs(at_one), sp.Integer(0)) for sums, _ in shown),
    )
    return Finding(tuple(equation(plain, sums) for sums, plain in shown), proof)


_ANY = "all $β_A$, $β_S$"
CLAIMS = (
    Claim("B1", "Trajectories: the populations are a jump process on the diamond",
          jump_process, printed=(PRINTED_B1,), domain=_ANY),
    *kraus.COMPLETE,
    Claim("B2", "$⟨exp(−ΔS)⟩ = 1$ at all times, the boundary term included",
          fluctuation_theorem, printed=(PRINTED_B2,), domain=_ANY),
    *kraus.REVERSED,
    Claim("B4", "The boundary term is zero on average", boundary_term,
          printed=PRINTED_B4, domain=_ANY),
    Claim("B5", "The mean entropy of the jumps is Eq. (6)", entropy_of_jumps,
          printed=(PRINTED_B5,), domain=_ANY),
    Claim("B5-sampled", "Sampled trajectories give Eq. (6), and $⟨exp(−ΔS)⟩ = 1$", sampled,
          Verdict.SUPPORTED, domain="three points"),
)  # fmt: skip
STEPS = (
    Claim("jump-entropy", "The entropy of all jumps per time", jump_entropy),
    Claim("tilted-sums", "The row sums of the weighted generator, for $G$, $S$, $A$ and $E$",
          row_sums),
)  # fmt: skip
