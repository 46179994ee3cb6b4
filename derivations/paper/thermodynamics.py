"""Eq. (6) and Appendix B: heat, entropy production, trajectories, fluctuations, relaxation."""

from collections.abc import Callable
from functools import partial

import numpy as np
import sympy as sp

from beyondthermal.derivations.claim import Claim, Finding
from beyondthermal.numeric import machine, trajectories
from beyondthermal.numeric import thermodynamics as numbers
from beyondthermal.symbolic import counting, relaxation, thermodynamics
from beyondthermal.symbolic.machine import NAMED_PARTS, closed_form, in_named_parts
from beyondthermal.symbolic.proof import Proof, Verdict, all_of, identity, refuted
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS"]

x, y, beta_A, beta_S, sigma = symbols("x y beta_A beta_S sigma")


def _proof(proof: Callable[[], Proof], *statement: sp.Basic) -> Callable[[], Finding]:
    return lambda: Finding(statement, proof())


def entropy_production() -> Finding:
    """Eq. (6) in closed form, and its sign."""
    closed = thermodynamics.entropy_production()
    statement = (sp.Eq(sigma, closed, evaluate=False), sp.Ge(sigma, 0, evaluate=False))
    return Finding(statement, thermodynamics.second_law())


def heat() -> Finding:
    """The heat currents in closed form, and their sum."""
    currents = thermodynamics.heat_currents()
    statement = tuple(sp.Eq(symbol(f"Q_{k}"), v, evaluate=False) for k, v in currents.items())
    return Finding(statement, thermodynamics.heat_balance())


def entropy_edge(variable: sp.Symbol, end: sp.Expr) -> Finding:
    """On every edge the entropy production grows in proportion to the diverging beta."""
    limit = thermodynamics.edge_current(variable, end)
    gap = sp.Abs(beta_A - beta_S)
    return Finding((sp.Eq(sigma / gap, limit.slope, evaluate=False),), limit.proof)


def heat_corner(end_A: sp.Expr, end_S: sp.Expr) -> Finding:
    """The heat currents have a limit at every corner."""
    limit = thermodynamics.corner_current(end_A, end_S)
    statement = tuple(sp.Eq(symbol(f"Q_{k}"), v, evaluate=False) for k, v in limit.heat.items())
    return Finding(statement, limit.proof)


def no_limit(end: sp.Expr) -> Finding:
    """Where both inverse temperatures diverge together, sigma has no limit."""
    path = thermodynamics.corner_path(end)
    return Finding(
        (), path.proof, {"scale of |Q_S| on the paths": str(path.scale).replace("**", "^")}
    )


def more_irreversible() -> Finding:
    """Between two thermal points C rises while sigma falls: proved, hence the refutation."""
    counter = thermodynamics.concurrence_rises_while_entropy_falls()
    if not counter:
        return Finding((), Proof(Verdict.INCONCLUSIVE, counter.method))
    points = ({x: sp.Integer(k), y: sp.Integer(20 * k)} for k in (1, 2))
    gap = sp.log(20)
    values = [(sp.N(_concurrence(at), 6), sp.N(4 * gap * _current(at), 6)) for at in points]
    proof = refuted(
        "C rises while the entropy production falls",
        {x: sp.Integer(2), y: sp.Integer(40)},
        **{"at x = 1, y = 20": values[0], "at x = 2, y = 40": values[1]},
    )  # fmt: skip
    return Finding(
        (), Proof(proof.verdict, proof.method, counter.certificates, proof.counterexample)
    )


def _concurrence(at: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    return closed_form().subs(at).concurrence


def _current(at: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    return -thermodynamics.heat_currents()["S"].subs(at) / 4


def only_without_jump() -> Finding:
    """A jump's ratio exp(-beta δQ) is 1 too where its reservoir is at infinite temperature."""
    (jump, *_) = counting.jumps()
    at = {beta_A: sp.Integer(0), beta_S: sp.Integer(0)}
    proof = refuted(
        "a jump at β = 0 has the ratio 1 as well", at, ratio=sp.exp(jump.entropy.subs(at))
    )
    return Finding((), proof)


def normalised_gibbs() -> Finding:
    """exp(-beta H) isn't a density matrix: its trace is (1 + exp(-beta))²."""
    trace = (1 + 1 / x) ** 2
    point = {x: sp.Integer(1)}
    proof = refuted(
        "the trace is not 1: the partition function is missing", point, trace=trace.subs(point)
    )
    return Finding((), proof)


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
    statement = (sp.Eq(d, total), sp.Eq(symbol("c_1"), named[0]), sp.Eq(symbol("c_2"), named[1]))
    return Finding(statement, proof)


def correlated() -> Finding:
    """Concurrence and entropy production on a grid are correlated in rank, in three regions."""
    beta = np.linspace(-6, 6, 61)
    at_A, at_S = np.meshgrid(beta, beta)
    C, rate = machine.concurrence(at_A, at_S), numbers.entropy_production(at_A, at_S)
    regions = {
        "|β| ≤ 6": np.full(C.shape, True),
        "where C > 0": C > 0,
        "both β ≥ 0": (at_A >= 0) & (at_S >= 0),
    }
    ranks = {name: numbers.correlation(C[at], rate[at]) for name, at in regions.items()}
    figures = {
        f"Spearman, Kendall, {name}": f"{found.spearman:.3f}, {found.kendall:.3f}"
        for name, found in ranks.items()
    }
    line = np.linspace(-0.4, 0.6, 51)
    against = numbers.correlation(
        machine.concurrence(line, line + 3), numbers.entropy_production(line, line + 3)
    )
    figures["Spearman on β_S = β_A + 3, −0.4 ≤ β_A ≤ 0.6"] = f"{against.spearman:.3f}"
    good = all(found.spearman > 0.75 for found in ranks.values())
    verdict = Verdict.SUPPORTED if good else Verdict.REFUTED
    return Finding((), Proof(verdict, "rank correlation on 61 × 61 points"), figures)


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


_SENTENCE = "not by the scan: it is a sentence"
_ANY, _OO = "all β_A, β_S", sp.oo

CLAIMS = (
    Claim("6", "The entropy production rate, and that it is not negative", entropy_production,
          domain=_ANY),
    Claim("6-heat", "The heat currents in closed form add up to zero", heat, domain=_ANY),
    *(
        Claim(f"6-edge-{name}={end}".replace("oo", "inf"),
              "The entropy production diverges on this edge, linearly in |β_A − β_S|",
              partial(entropy_edge, variable, end), domain=f"β_{name} → {end}".replace("oo", "∞"))
        for variable, name in ((x, "A"), (y, "S")) for end in (-_OO, _OO)
    ),
    *(
        Claim(f"6-corner-{a},{s}".replace("oo", "inf"), "The heat currents at this corner",
              partial(heat_corner, a, s), domain=f"β_A → {a}, β_S → {s}".replace("oo", "∞"))
        for a in (-_OO, _OO) for s in (-_OO, _OO)
    ),
    *(
        Claim(f"6-no-limit-{end}".replace("oo", "inf"),
              "The entropy production has no limit where both β diverge together",
              partial(no_limit, end), domain=f"β_A, β_S → {end}".replace("oo", "∞"))
        for end in (-_OO, _OO)
    ),
    Claim("irreversible", "The more irreversible the process, the larger the concurrence",
          more_irreversible, Verdict.REFUTED, domain=_ANY, scan=_SENTENCE),
    Claim("irreversible-zero", "Both β negative and unequal: entropy is produced, C = 0",
          _proof(thermodynamics.entropy_without_concurrence), domain="β_A ≠ β_S, both negative"),
    Claim("correlation", "Concurrence and entropy production are strikingly correlated", correlated,
          Verdict.SUPPORTED, domain="|β_A|, |β_S| ≤ 6"),
    Claim("B1", "Trajectories: the populations are a jump process on the diamond",
          _proof(counting.jumps_are_the_lindbladian), domain=_ANY),
    Claim("B1-kraus", "The Kraus operators are complete to first order in dt",
          lambda: Finding((), counting.completeness(counting.kraus())), domain=_ANY),
    Claim("B2", "⟨exp(−ΔS)⟩ = 1 at all times, the boundary term included",
          _proof(counting.fluctuation_theorem), domain=_ANY),
    Claim("B3", "Reversed jumps as printed: √ρ K^∓ √ρ⁻¹",
          _proof(partial(counting.detailed_balance, as_printed=True)), Verdict.REFUTED,
          domain=_ANY, scan="a dagger could be lost in a scan"),
    Claim("B3-corrected", "Reversed jumps √ρ K^±† √ρ⁻¹ = K^∓: ratios exp(−β δQ)",
          _proof(counting.detailed_balance), domain=_ANY, corrects="B3"),
    Claim("B3-probabilities", "The reversed operators as printed are a set of Kraus operators",
          lambda: Finding((), counting.completeness(counting.reversed_kraus(as_printed=True))),
          Verdict.REFUTED, domain=_ANY, scan="see B3"),
    Claim("B3-probabilities-corrected", "The reversed operators √ρ K^±† √ρ⁻¹ are",
          lambda: Finding((), counting.completeness(counting.reversed_kraus())),
          domain=_ANY, corrects="B3-probabilities"),
    Claim("B3-ratio", "The ratio of probabilities is 1 only if there was no jump",
          only_without_jump, Verdict.REFUTED, domain=_ANY, scan=_SENTENCE),
    Claim("B3-gibbs", "exp(−βH) is the equilibrium state of a reservoir", normalised_gibbs,
          Verdict.REFUTED, domain=_ANY, scan="a 1/Z could be lost in a scan"),
    Claim("B4", "The boundary term is zero on average", _proof(counting.mean_entropy), domain=_ANY),
    Claim("B5", "The mean entropy of the jumps is Eq. (6)", _proof(counting.mean_entropy),
          domain=_ANY),
    Claim("B5-sampled", "Sampled trajectories give Eq. (6), and ⟨exp(−ΔS)⟩ = 1", sampled,
          Verdict.SUPPORTED, domain="three points"),
    Claim("cycle", "Current times affinity of the one cycle is Eq. (6)",
          _proof(counting.cycle_law), domain=_ANY),
    Claim("fluctuations", "Gallavotti–Cohen: the statistics are the same under λ → 1 − λ",
          _proof(counting.gallavotti_cohen), domain=_ANY),
    Claim("uncertainty", "Mean and variance of the cycle; variance × Ṡ ≥ 2 mean²", cumulants,
          domain=_ANY),
    Claim("relaxation", "The populations relax by the roots of a cubic; every mode decays",
          relaxation_modes, domain=_ANY),
    Claim("gap", "The slowest rate is a coherence's, in units of Γ⁺", relaxation_gap, domain=_ANY),
)  # fmt: skip
