"""Appendix B: trajectories, Eqs. (B1)-(B5).

What is about a single step of a trajectory, (B3) above all, is next door in `kraus.py`.
"""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.quantified.grids import Among
from beyondthermal.derivations.claims.quantified.sampled import z_mean, z_theorem
from beyondthermal.derivations.claims.quantified.statements import ForAll
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine import counting
from beyondthermal.symbolic.operator_notation import average
from beyondthermal.symbolic.operators import BELL_LABELS
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbol, symbols

from . import kraus

__all__ = ["CLAIMS", "STEPS"]

x, y, beta_A, beta_S, sigma, DeltaS = symbols("x y beta_A beta_S sigma DeltaS")
DeltaS_b, DeltaS_cond, d, duration = symbols("DeltaS_b DeltaS_cond d duration")
chi_A, chi_S, gamma_plus, gamma_A, gamma_S = symbols("chi_A chi_S gamma_plus gamma_A gamma_S")
_COUNTING = {"A": (chi_A, x), "S": (chi_S, y)}
POPULATIONS = tuple(symbol(f"p_{k}") for k in BELL_LABELS)
BETAS = {"A": beta_A, "S": beta_S}
ONES = sp.ImmutableMatrix(sp.ones(4, 1))
MEANS = average(sp.exp(-DeltaS)), average(DeltaS_b), average(DeltaS_cond)


def jump_process() -> Statement:
    """The rate equations of the populations, with the rates of the jumps."""
    # Nothing is counted.
    generator = counting.tilted_generator().subs({chi_A: 1, chi_S: 1})
    flow = gamma_plus * generator.subs({x: gamma_A / gamma_plus, y: gamma_S / gamma_plus})
    rates = flow * sp.Matrix(POPULATIONS)
    return tuple(
        equation(symbol(f"dp_{k}"), sp.expand(rate))
        for k, rate in zip(BELL_LABELS, rates, strict=True)
    )


def means() -> Mapping[sp.Basic, sp.Basic]:
    """Means over all trajectories: of exp(-ΔS), of the boundary term, of that of the jumps.

    In the steady state the last two are sums over the jumps, each with its flow.
    """
    boundary, jumped = sp.S.Zero, sp.S.Zero
    for jump in counting.jumps():
        flow = symbol(f"p_{jump.start}") * jump.rate * duration
        # The common denominator of the populations cancels.
        ahead, behind = symbols(f"w_{jump.start} w_{jump.end}")
        boundary += flow * (sp.log(ahead) - sp.log(behind))
        jumped += flow * jump.entropy
    return dict(zip(MEANS, (mean_of_exponential(), boundary, jumped), strict=True))


def mean_of_exponential() -> sp.Expr:
    """The sum of p^T exp(W(1) t) 1, if the vector of ones is an eigenvector of W(1).

    <exp(-s ΔS)> is the sum over i, f of p_f^s [exp(W(s) t)]_fi p_i^(1-s), here with s = 1.

    Raises
    ------
    ValueError
        If it is none.
    """
    image = counting.tilted_generator().subs({chi_A: x, chi_S: y}) * ONES
    eigenvalue = sp.expand(image[0])
    if any(sp.expand(entry - eigenvalue) != 0 for entry in image):
        raise ValueError("the vector of ones is no eigenvector of W(1)")
    return sp.Add(*POPULATIONS) * sp.exp(eigenvalue * duration)


def fluctuation_theorem() -> Statement:
    """<exp(-ΔS)> = 1, since the rows of W(1) add up to zero."""
    at_one = counting.tilted_generator().subs({chi_A: x, chi_S: y})
    product = sp.MatMul(at_one, ONES, evaluate=False)
    return equation(MEANS[0], 1), equation(product, 0 * ONES)


def boundary_term() -> Statement:
    """Eq. (B4): the mean of the boundary term is zero, as the populations stay what they are."""
    still = (equation(symbol(f"dp_{k}"), 0) for k in BELL_LABELS)
    return equation(MEANS[1], 0), *still


def entropy_of_jumps() -> Statement:
    """Eq. (B5): rates times entropies of the eight jumps, summed, are Eq. (6)."""
    by_beta = dict.fromkeys(BETAS.values(), sp.S.Zero)
    for jump in counting.jumps():
        by_beta[BETAS[jump.bath]] -= symbol(f"p_{jump.start}") * jump.rate * jump.energy
    total = sp.Add(*(beta * flow for beta, flow in by_beta.items()))
    return equation(sigma, MEANS[2] / duration), equation(sigma, total)


def sampled() -> Statement:
    """Mean entropy production and <exp(-ΔS)> of sampled trajectories against the closed forms."""
    points = Among((beta_A, beta_S), (-1, 1), (sp.Rational(1, 2), sp.Rational(-1, 5)), (-2, -1))
    return tuple(
        ForAll(sp.Lt(z(beta_A, beta_S), 4, evaluate=False), points) for z in (z_mean, z_theorem)
    )


def jump_entropy() -> Statement:
    """Population times rate times entropy, summed over the eight jumps."""
    parts: dict[str, sp.Expr] = {}
    for jump in counting.jumps():
        flow = symbol(f"p_{jump.start}") * jump.rate * jump.entropy
        parts[jump.bath] = parts.get(jump.bath, 0) + flow
    return (equation(sigma, sp.Add(*(sp.factor(part) for part in parts.values()))),)


def row_sums() -> Statement:
    """What the tilted generator makes of the vector of ones, one reservoir at a time."""
    shown, generator = [], counting.tilted_generator()
    for row, label in enumerate(BELL_LABELS):
        parts = []
        for bath, (factor, _) in _COUNTING.items():
            into = [j for j in counting.jumps() if j.end == label and j.bath == bath]
            out = [j for j in counting.jumps() if j.start == label and j.bath == bath]
            gain = sp.Add(*(j.rate * factor**j.energy for j in into))
            parts.append(sp.factor(gain - sp.Add(*(j.rate for j in out))))
        shown.append(equation(sp.Add(*parts), sp.Add(*generator[row, :])))
    return tuple(shown)


_RATES = dict.fromkeys((gamma_plus, gamma_A, gamma_S), POSITIVE)
_COUNTED = dict.fromkeys((x, y, chi_A, chi_S), POSITIVE)
CLAIMS = (
    Claim("B1", "Trajectories: the populations are a jump process on the diamond",
          jump_process, where={**_RATES, **dict.fromkeys(POPULATIONS, NONNEGATIVE)}),
    *kraus.COMPLETE,
    Claim("B2", "The fluctuation theorem at all times, the boundary term included",
          fluctuation_theorem, local=means),
    *kraus.REVERSED,
    Claim("B4", "The boundary term is zero on average", boundary_term, local=means),
    Claim("B5", "The mean entropy of the jumps is Eq. (6)", entropy_of_jumps,
          where=TEMPERATURES, local=means),
    Claim("B5-sampled", "Sampled trajectories agree with Eq. (6) and with the theorem", sampled,
          Verdict.SUPPORTED, given="$z$: from the sampled mean of $ΔS$ over the time, and of"
          " $exp(−ΔS)$, to what it should be, in standard errors of the sample"),
)  # fmt: skip
STEPS = (
    Claim("jump-entropy", "The entropy of all jumps per time", jump_entropy, where=TEMPERATURES),
    Claim("tilted-sums", "The row sums of the weighted generator, for $G$, $S$, $A$ and $E$",
          row_sums, where=_COUNTED),
)  # fmt: skip
