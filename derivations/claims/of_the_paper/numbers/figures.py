"""What captions and text say of each figure, checked on the numbers that are drawn.

Each claim rests on the columns of one figure of `derivations/figures.py`, so that it's supported
at the points drawn and no further. Rates are over g.
"""

from collections.abc import Mapping
from functools import cache, partial

import numpy as np
import numpy.typing as npt
import sympy as sp

from beyondthermal.derivations.claims.claim import Finding
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.symbolic.machine.bounds import onset

from .maxima import claim, judged

__all__ = ["CLAIMS", "columns"]

Array = npt.NDArray[np.float64]


@cache
def columns(name: str) -> Mapping[str, Array]:
    """The data of a figure, computed once."""
    return FIGURES[name].data()


def _points(data: Mapping[str, Array]) -> str:
    return f"the {len(next(iter(data.values())))} points drawn"


def _plane(name: str, column: str) -> tuple[Array, Array, Array]:
    data = columns(name)
    return data["beta_A"], data["beta_S"], data[column]


def beyond_thermal() -> Finding:
    """Fig. 1b: the contour 1/3 is outside the thermal region, and both inverted give C = 0."""
    at_A, at_S, C = _plane("1b", "concurrence")
    above, lower = C >= 1 / 3, np.minimum(at_A, at_S)
    inverted = np.maximum(at_A, at_S) <= 0
    return judged(
        np.all(lower[above] < 0) and np.all(C[inverted] == 0),
        _points(columns("1b")),
        {
            "largest $C$ for $β_A$, $β_S ≥ 0$": f"{C[lower >= 0].max():.4f}",
            "largest $C$ for $β_A$, $β_S ≤ 0$": f"{C[inverted].max():g}",
            "largest $C$ drawn": f"{C.max():.4f}",
            "largest $min(β_A, β_S)$ where $C ≥ 1/3$": f"{lower[above].max():.2f}",
        },
    )


def separable_band() -> Finding:
    """Fig. 1b: C = 0 on the diagonal and in a band around it."""
    at_A, at_S, C = _plane("1b", "concurrence")
    width = np.abs(at_A - at_S)
    narrowest = float(width[C > 0].min())
    shown = {"smallest $|β_A − β_S|$ with $C > 0$": f"{narrowest:.2f}"}
    return judged(narrowest > 1, _points(columns("1b")), shown)


def away_from_the_diagonal() -> Finding:
    """Fig. 1c: no entropy is produced on the diagonal; it grows with the distance from there."""
    data = columns("1c")
    size = len(np.unique(data["beta_A"]))
    at_A, at_S, rate = (column.reshape(size, size) for column in data.values())
    side = np.sign(at_A[:, 1:] + at_A[:, :-1] - 2 * at_S[:, 1:])
    off = at_A != at_S
    wrong = int(np.sum(side * np.diff(rate, axis=1) <= 0))
    return judged(
        np.all(rate[~off] == 0) and rate[off].min() > 0 and not wrong,
        f"{_points(data)}, from neighbour to neighbour along each row",
        {
            "largest $Ṡ$ on the diagonal": f"{rate[~off].max():g}",
            "smallest $Ṡ$ elsewhere": f"{rate[off].min():.1e}",
            "steps against it": str(wrong),
        },
    )


def both_largest() -> Finding:
    """Figs. 1b and 1c: C and the entropy production are largest at the same inverted points."""
    at_A, at_S, C = _plane("1b", "concurrence")
    *_, rate = _plane("1c", "entropy")
    best = {k: np.isclose(v, v.max(), rtol=1e-12) for k, v in (("C", C), ("Ṡ", rate))}
    figures = {
        f"largest ${name}$": f"{values.max():.4f} at $β = ({at_A[best[name]][0]:g}, "
        f"{at_S[best[name]][0]:g})$ and mirrored"
        for name, values in (("C", C), ("Ṡ", rate))
    }
    thermal = np.minimum(at_A, at_S) >= 0
    figures["largest $Ṡ$ for $β_A$, $β_S ≥ 0$"] = f"{rate[thermal].max():.4f}"
    same = np.array_equal(best["C"], best["Ṡ"]) and not np.any(thermal & best["C"])
    return judged(same, f"{_points(columns('1b'))} of each", figures)


def ideal_limit() -> Finding:
    """Fig. 2b: the effective curve rises to 1/2 as κ falls, and the full one turns back."""
    kappa, full, effective = columns("2b").values()
    best, first = int(np.argmax(full)), f"{kappa[0]:g}"
    rises = bool(np.all(np.diff(effective) <= 0)) and 0.499 < effective[0] < 0.5
    return judged(
        rises and full[0] < full[best] - 0.1,
        _points(columns("2b")),
        {
            f"effective $C$ at $κ/g = {first}$": f"{effective[0]:.4f}",
            f"full $C$ at $κ/g = {first}$": f"{full[0]:.4f}",
            "largest full $C$": f"{full[best]:.4f} at $κ/g = {kappa[best]:.2f}$",
        },
    )


def subradiant_sector() -> Finding:
    """Fig. 2b: entanglement ends where exp(β_S) = 2Γ/p falls to 4 + 2√5, in both models."""
    kappa, *models = columns("2b").values()
    end = 8 / 2e-4 / float(onset(sp.Integer(0)))
    ends = [float(kappa[C > 0][-1]) for C in models]
    step = kappa[1] / kappa[0]
    near = all(end / step < last <= end for last in ends)
    names = ("full", "effective")
    shown = {f"last $κ/g$ with $C > 0$, {k}": f"{v:.0f}" for k, v in zip(names, ends, strict=True)}
    shown["$κ/g$ at $exp(β_S) = 4 + 2√5$"] = f"{end:.1f}"
    return judged(near, _points(columns("2b")), shown)


def only_above_gamma() -> Finding:
    """Fig. 2c: of the three pumps only p = 5γ takes C beyond 1/3; p = γ and p = γ/5 don't."""
    best = {k: float(v.max()) for k, v in columns("2c").items() if k.startswith("full")}
    above = [name for name, value in best.items() if value > 1 / 3]
    figures = {
        f"largest $C$, {name.replace('p =', '$p =')}$": f"{value:.4f}"
        for name, value in best.items()
    }
    return judged(above == ["full, p = 0.005"], _points(columns("2c")), figures)


def models_agree() -> Finding:
    """Fig. 2c: the models agree for large κ/g, and the effective one is never below the full."""
    kappa, *curves = columns("2c").values()
    gaps = np.array([e - f for f, e in zip(curves[::2], curves[1::2], strict=True)])
    regions = {"$κ/g ≥ 10$": kappa >= 10, "$1 ≤ κ/g < 10$": (kappa >= 1) & (kappa < 10),
               "$κ/g < 1$": kappa < 1}  # fmt: skip
    worst = [float(gaps[:, at].max()) for at in regions.values()]
    figures = {f"largest gap, {k}": f"{v:.4f}" for k, v in zip(regions, worst, strict=True)}
    good = worst == sorted(worst) and worst[0] < 0.01 and gaps.min() > -1e-9
    return judged(good, f"{_points(columns('2c'))}, three pumps", figures)


def optimal_region(name: str, gamma: float) -> Finding:
    """Fig. 3: a region with C > 1/3 around the maximum, all of it at p > γ."""
    p, kappa, C = columns(name).values()
    above, best = C > 1 / 3, int(np.argmax(C))
    ratio = p[above] / gamma
    at = f"$p/γ = {p[best] / gamma:.1f}$, $κ/g = {kappa[best]:.1f}$"
    return judged(
        np.any(above) and ratio.min() > 1,
        _points(columns(name)),
        {
            "$p/γ$ where $C > 1/3$": f"{ratio.min():.2f} to {ratio.max():.1f}",
            "$κ/g$ where $C > 1/3$": f"{kappa[above].min():.2f} to {kappa[above].max():.1f}",
            "largest $C$": f"{C[best]:.4f} at {at}",
        },
    )


def larger_region() -> Finding:
    """Figs. 3a-b: the region with C > 1/3 is larger for smaller γ, and contains the other."""
    one, other = (columns(name)["concurrence"] > 1 / 3 for name in ("3a", "3b"))
    figures = {f"share of the plane, $γ = {g} g$": f"{at.mean():.0%}"
               for g, at in (("10⁻³", one), ("10⁻⁴", other))}  # fmt: skip
    contained = one.sum() < other.sum() and not np.any(one & ~other)
    return judged(contained, f"{_points(columns('3a'))} of each", figures)


def kills(name: str, order: float) -> Finding:
    """Fig. 4: C falls all along, and is zero from a noise on that is below an order of magnitude.

    Between neighbouring points the crossings are interpolated in the logarithm.
    """
    strength, C, excess = columns(name).values()
    levels = {"$C = 1/3$": 1 / 3, "half of $C$ at the optimum": C[0] / 2, "$C = 0$": 0.0}
    logs = np.log(strength)
    at = {text: float(np.exp(np.interp(-v, -excess, logs))) for text, v in levels.items()}
    good = np.all(np.diff(C) <= 0) and order / 10 < at["$C = 0$"] < order and C[-1] == 0
    figures = {f"noise over $g$ at {text}": f"{value:.3g}" for text, value in at.items()}
    return judged(good, _points(columns(name)), figures)


_FRAME, _OPTIMUM = "$|β_A|$, $|β_S| ≤ 6$", "$κ = 2 g$, $p = 5 × 10⁻³ g$, $γ = 10⁻³ g$"
CLAIMS = (
    claim("fig-1b", "Fig. 1b: $C ≥ 1/3$ only outside the thermal region; lower left, $C = 0$",
           beyond_thermal, domain=_FRAME),
    claim("fig-1b-band", "Fig. 1b: for $β_S ≃ β_A$ the state is separable, in a band",
           separable_band, domain=_FRAME),
    claim("fig-1c", "Fig. 1c: $Ṡ$ is zero on the diagonal and grows with the distance from it",
           away_from_the_diagonal, domain=_FRAME),
    claim("fig-1c-maximum",
          "Fig. 1b and c: $C$ and $Ṡ$ are largest together, with one mode inverted",
           both_largest, domain=_FRAME),
    claim("fig-2b-limit",
          "Fig. 2b: as $κ$ falls the effective $C$ rises to 1/2, the full one falls",
           ideal_limit, domain="$γ = 0$, $p = 2 × 10⁻⁴ g$"),
    claim("fig-2b-sector", "Fig. 2b: $C > 0$ up to a largest $κ$ only, the same in both models",
           subradiant_sector, domain="$γ = 0$, $p = 2 × 10⁻⁴ g$"),
    claim("fig-2c-third", "Fig. 2c: of the three pumps only the one above $γ$ takes $C$ beyond 1/3",
           only_above_gamma, domain="$γ = 10⁻³ g$; $p = 2 × 10⁻⁴$, $10⁻³$, $5 × 10⁻³ g$"),
    claim("fig-2c-models", "Fig. 2c: the models agree for large $κ/g$ and part towards small",
           models_agree, domain="$γ = 10⁻³ g$; $p = 2 × 10⁻⁴$, $10⁻³$, $5 × 10⁻³ g$"),
    claim("fig-3a", "Fig. 3a: within the contour $C = 1/3$, $p > γ$",
           partial(optimal_region, "3a", 1e-3), domain="$γ = 10⁻³ g$"),
    claim("fig-3b", "Fig. 3b: within the contour $C = 1/3$, $p > γ$",
           partial(optimal_region, "3b", 1e-4), domain="$γ = 10⁻⁴ g$"),
    claim("fig-3-region", "Fig. 3: smaller $γ$ makes the region with $C > 1/3$ larger",
          larger_region,
           domain="$γ = 10⁻³ g$ and $10⁻⁴ g$"),
    claim("fig-4a-zero", "Fig. 4a: dephasing below 0.1 $g$ ends the entanglement",
           partial(kills, "4a", 0.1), domain=_OPTIMUM),
    claim("fig-4b-zero", "Fig. 4b: a detuning below $g$ ends the entanglement",
           partial(kills, "4b", 1.0), domain=_OPTIMUM),
    claim("fig-4c-zero", "Fig. 4c: a cavity pump below $g$ ends the entanglement",
           partial(kills, "4c", 1.0), domain=_OPTIMUM),
)  # fmt: skip
