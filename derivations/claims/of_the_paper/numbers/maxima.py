"""The numbers of the cavity model: maxima and thresholds. Rates are over g.

Scans are in double precision at the paper's n_max = 15; what is claimed of them is then evaluated
again to 30 digits, with a cutoff found anew. Such claims are supported, not proved.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

import numpy as np
import sympy as sp
from mpmath import mp, mpf

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper.bounds import square_completed
from beyondthermal.derivations.claims.statements import contradicted, equation, follows
from beyondthermal.numeric import cavity, machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.optima.optimum import maximize
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine.limits import edge
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS", "OPTIMUM", "POINTS", "STEPS", "certain", "claim", "judged", "scanned"]

C, kappa, p, gamma, d, x, y, t, p_S, p_A = symbols("C kappa p gamma d x y t p_S p_A")
POSITIVE = sp.Interval.open(0, sp.oo)
N_MAX, DIGITS = 15, 30
# A bracket is searched on this many points at once; the next one is 63 times, or for a maximum
# 31.5 times, narrower.
POINTS = 64
# Appendix D: the optimum of Fig. 3 for γ = 10⁻³ g, as the paper gives it.
OPTIMUM = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3}


def scanned(**rates: Any) -> Any:
    """2(|rho_c| - sqrt(rho_00 rho_11)) in double precision, negative where C = 0; takes arrays."""
    return cavity.concurrence(**rates, n_max=N_MAX, clip=False)


def certain(**rates: Any) -> mpf:
    """The concurrence to 30 digits, with the cutoff that takes."""
    return precise.concurrence(**rates, digits=DIGITS)


@cache
def optimum(gamma_: float) -> tuple[float, float, float]:
    """The κ and p that maximise C for this γ, and the maximum."""
    best = maximize(gamma=gamma_, digits=15)
    return float(best.location["kappa"]), float(best.location["p"]), float(best.concurrence)


def judged(true: object, method: str, figures: Mapping[str, str], printed: str = "") -> Finding:
    """Supported with its figures, or refuted by them."""
    verdict = Verdict.SUPPORTED if true else Verdict.REFUTED
    counterexample = None if true else {"printed": printed, **figures}
    return Finding((), Proof(verdict, method, (), counterexample), figures)


def maximal(gamma_: float, printed: str, *, near: Sequence[float] | None = None) -> Finding:
    """The maximum over κ and p agrees with the printed digits, and lies where the text says."""
    best_kappa, best_p, value = optimum(gamma_)
    again = certain(kappa=best_kappa, p=best_p, gamma=gamma_)
    decimals = len(printed.partition(".")[2])
    unit, rounded = mpf(10) ** -decimals, f"{float(again):.{decimals}f}"
    where = near is None or (
        abs(best_p / gamma_ - near[0]) < 0.5 and abs(best_kappa - near[1]) < 0.5
    )
    right = abs(again - mpf(printed)) < unit and abs(again - value) < mpf("1e-12") and where
    method = "Newton's method in $log κ$ and $log p$, and 30 digits at the maximum"
    figures = {
        "maximum": mp.nstr(again, 12),
        "$κ/g$": f"{best_kappa:.6f}",
        "$p/γ$": f"{best_p / gamma_:.6f}",
        "last digit": "rounded" if rounded == printed else "cut off, not rounded",
    }
    return judged(right, method, figures, printed)


def grows() -> Finding:
    """The maximum over κ and p grows as γ falls, and stays below 1/2."""
    maxima = {gamma_: optimum(gamma_)[2] for gamma_ in (1e-3, 1e-4, 1e-5)}
    values = list(maxima.values())
    figures = {f"maximum at $γ = {gamma_:g} g$": f"{v:.6f}" for gamma_, v in maxima.items()}
    return judged(values == sorted(values) and values[-1] < 0.5, "three values of $γ$", figures)


def enough_photons() -> Finding:
    """n_max = 15 against the cutoff that 15 digits need, at the corners and centre of Fig. 3."""
    plane = [(a, b) for a in (0.1, 1.0, 10.0) for b in (1e-4, 3e-3, 1e-1)]
    gaps = {}
    for kappa_, p_ in plane:
        rates: dict[str, Any] = {"kappa": kappa_, "p": p_, "gamma": 1e-3, "digits": 15}
        cut, full = precise.populations(**rates, n_max=N_MAX), precise.populations(**rates)
        gaps[f"$κ = {kappa_:g} g$, $p = {p_:g} g$"] = max(
            abs(a - b) for a, b in zip(cut, full, strict=True)
        )
    where, worst = max(gaps.items(), key=lambda item: item[1])
    figures = {f"largest change of a population, at {where}": mp.nstr(worst, 2)}
    return judged(worst < 1e-4, "nine points of the plane of Fig. 3", figures)


def best_over_kappa(p_: float, gamma_: float) -> tuple[float, float]:
    """The maximum over κ at fixed p and γ, from a grid on 0.1 to 30 that is refined four times."""
    low, high = 0.1, 30.0
    for _ in range(5):
        grid = np.geomspace(low, high, POINTS)
        values = scanned(kappa=grid, p=p_, gamma=gamma_)
        best = int(np.argmax(values))
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, POINTS - 1)]
    return float(grid[best]), float(values[best])


def as_soon_as() -> Finding:
    """At p = 1.1 γ, γ = 10⁻³ g, no κ takes C to 1/3, though p > γ."""
    best_kappa, value = best_over_kappa(1.1e-3, 1e-3)
    again = certain(kappa=best_kappa, p=1.1e-3, gamma=1e-3)
    proof = contradicted(
        max(value, again) < 1 / 3,
        "$p > γ$, and the largest $C$ over $κ$ is below 1/3",
        {p: sp.Float("1.1e-3"), gamma: sp.Float("1e-3"), kappa: sp.Float(best_kappa, 6)},
        largest=sp.Float(value, 10), again=sp.Float(again, 25),
    )  # fmt: skip
    return Finding((), proof)


def effective_threshold() -> Finding:
    """In the effective model sup over κ of C is 1/(2 + γ/p): above 1/3 just for p > γ.

    C <= |p_S - p_A| < 1/(2 + x) for all y = x + t > x = γ/p, and C -> 1/(2 + x) as y -> oo.
    """
    w, side = weights(), sp.Interval.open(0, sp.oo)
    total, difference = sp.Add(*w.values()), w["A"] - w["S"]
    below = [sp.expand((total - s * (2 + x) * difference).subs(y, x + t)) for s in (1, -1)]
    ceiling = 1 / (2 + x)
    limit = edge(y, sp.oo)
    excess = sp.Mul(1 - x, 1 / (3 * (2 + x)), evaluate=False)
    proof = all_of(
        *(positive(expr, {x: side, t: side}) for expr in below),
        limit.proof,
        identity(limit.concurrence, ceiling),
        identity(ceiling - sp.Rational(1, 3), excess),
        method="$|p_S − p_A| < 1/(2 + x)$ for $y > x$, which $C$ tends to as $y → ∞$",
    )
    return Finding((sp.Lt(C, ceiling.subs(x, gamma / p), evaluate=False),), proof)


def ever_above_third() -> Finding:
    """Where C > 1/3 in Fig. 3, p > γ: nowhere on p = γ does C reach 1/3."""
    best = {f"{gamma_:g}": best_over_kappa(gamma_, gamma_)[1] for gamma_ in (1e-3, 1e-4)}
    figures = {f"largest $C$ at $p = γ = {k} g$": f"{v:.6f}" for k, v in best.items()}
    method = "largest $C$ over $κ$ on the line $p = γ$"
    return judged(max(best.values()) < 1 / 3, method, figures)


def adiabatic_range() -> Finding:
    """Fig. 2b (γ = 0, p = 0.0002 g): the full and the effective model part below κ/g = 1."""
    ratios = np.array([100, 10, 1, 0.1, 0.01])
    effective = machine.concurrence(-np.inf, np.log(2 * 4 / ratios / 2e-4))
    gaps = np.abs(scanned(kappa=ratios, p=2e-4, gamma=0.0) - effective)
    figures = {f"gap at $κ/g = {r:g}$": f"{gap:.2e}" for r, gap in zip(ratios, gaps, strict=True)}
    true = np.all(np.diff(gaps) > 0) and gaps[2] < 0.01 < gaps[3]
    return judged(true, "both models at five $κ/g$", figures)


def narrowing() -> Finding:
    """Fig. 2c (γ = 10⁻³ g): as p grows the range of κ with C > 0 narrows."""
    grid, spans, figures = np.geomspace(1e-2, 1e4, 121), [], {}
    for pump in (2e-4, 1e-3, 5e-3):
        entangled = grid[scanned(kappa=grid, p=pump, gamma=1e-3) > 0]
        spans.append(math.log(entangled[-1] / entangled[0]))
        ends = f"{entangled[0]:.3g} to {entangled[-1]:.3g}"
        figures[f"range of $κ/g$ at $p = {pump:g} g$"] = ends
    method = "121 values of $κ/g$ from 0.01 to $10⁴$"
    return judged(spans == sorted(spans, reverse=True), method, figures)


# A claim that numbers support.
claim = partial(Claim, expected=Verdict.SUPPORTED)
_C_MAX = {text: (equation(symbol("C"), sp.Float(text, 4)),) for text in ("0.3869", "0.4479")}
CLAIMS = (
    claim("max-0.3869", "$γ = 10⁻³ g$: $C$ is at most 0.3869, at $p/γ ≃ 5$ and $κ/g ≃ 2$",
           partial(maximal, 1e-3, "0.3869", near=(5, 2)), printed=_C_MAX["0.3869"],
           domain="$γ = 10⁻³ g$"),
    claim("max-0.4479", "$γ = 10⁻⁴ g$: $C$ is at most 0.4479", partial(maximal, 1e-4, "0.4479"),
           printed=_C_MAX["0.4479"], domain="$γ = 10⁻⁴ g$"),
    claim("max-0.4", "Fig. 2: the maximum is about 0.4, around $p/γ ≃ 5$",
           partial(maximal, 1e-3, "0.4", near=(5, 2)), domain="$γ = 10⁻³ g$"),
    Claim("as-soon-as", "Some $κ$ takes $C$ beyond 1/3 as soon as $p > γ$", as_soon_as,
           Verdict.REFUTED, domain="$γ = 10⁻³ g$", scan="no: it is a sentence"),
    Claim("threshold",
          "In the effective model, as $κ → 0$: $C → 1/(2 + γ/p)$, above 1/3 for $p > γ$",
           effective_threshold, Verdict.PROVED, domain="effective model, $Γ/p → ∞$",
           corrects="as-soon-as"),
    claim("above-third", "Fig. 3: where $C > 1/3$, $p > γ$", ever_above_third,
           domain="$γ = 10⁻³ g$ and $10⁻⁴ g$"),
    claim("fig-2b", "The full model follows the effective one for $κ/g > 1$ only", adiabatic_range,
           domain="$γ = 0$, $p = 0.0002 g$"),
    claim("fig-2c", "The range of $κ$ with entanglement narrows as $p$ grows", narrowing,
           domain="$γ = 10⁻³ g$"),
    claim("max-grows", "Smaller $γ$ brings the maximum closer to 1/2", grows,
           domain="$γ = 10⁻³ g$, $10⁻⁴ g$, $10⁻⁵ g$"),
    claim("n-max", "$n_max = 15$ is largely sufficient for convergence", enough_photons,
           domain="$κ/g$ from 0.1 to 10, $p/g$ from $10⁻⁴$ to 0.1"),
)  # fmt: skip


def ceiling() -> Finding:
    """1/(2 + x) less the difference of the populations, with y = x + t, t > 0."""
    w, shown, proofs = weights(), [], []
    total = sp.Add(*w.values())
    for sign in (1, -1):
        difference = sign * (w["A"] - w["S"])
        polynomial = sp.expand((total - (2 + x) * difference).subs(y, x + t))
        rest, square = square_completed(polynomial, t)
        name = 2 * d * (1 - sign * (2 + x) * (p_A - p_S))
        shown.append(equation(name, rest + square))
        proofs.append(positive(rest, {x: POSITIVE, t: POSITIVE}))
    return Finding(tuple(shown), all_of(follows(*shown, at={y: x + t}), *proofs))


STEPS = (
    Claim("ceiling", "$1 ± (2 + x)(p_A − p_S)$ on the common denominator, $y = x + t$", ceiling,
          domain="$y > x$"),
)  # fmt: skip
