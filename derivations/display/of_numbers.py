"""Steady states, bounds, maxima and trajectories of the numeric floor in a notebook."""

from collections.abc import Iterable

from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.printing import latex
from beyondthermal.numeric.cavity.enclosure import Enclosure
from beyondthermal.numeric.cavity.exact import ExactState
from beyondthermal.numeric.cavity.optima.optimum import Optimum
from beyondthermal.numeric.cavity.planes import PhotonStatistics
from beyondthermal.numeric.cavity.precise import CavityState
from beyondthermal.numeric.precision import mp
from beyondthermal.numeric.trajectories import Estimate, Trajectories
from beyondthermal.symbolic.symbols import symbol

from .typeset import markdown, number, over, table

__all__ = []

# Numbers of photons whose probabilities one reads.
_FEW = 6
STATES = ("p_G", "p_S", "p_A", "p_E")


def _rows(values: Iterable[object], digits: int = 12) -> list[tuple[str, str]]:
    return [(f"${name}$", number(x, digits)) for name, x in zip(STATES, values, strict=True)]


@markdown.register
def _(state: CavityState) -> str:
    with mp.workdps(state.digits):
        rows = [("$C$", number(state.concurrence, min(state.digits, 30)))]
        return table(
            ("cavity model", f"{state.digits} digits, up to {state.n_max} photons"),
            [*rows, *_rows(state.populations, min(state.digits, 30))],
        )


@markdown.register
def _(state: ExactState) -> str:
    C = latex(state.concurrence)
    shown = f"${C}$" if len(C) < 200 else number(state.concurrence.evalf(30), 30)
    rows = [("$C$", shown), *_rows(mp.mpf(p.numerator) / p.denominator for p in state.populations)]
    return table(("cavity model", f"exactly, cut to {state.n_max} photons"), rows)


@markdown.register
def _(found: Enclosure) -> str:
    rows = [
        ("$C$", str(found.complete)),
        (f"$C$, cut to {found.n_max} photons", str(found.truncated)),
        ("what the cutoff changes, at most", number(found.cutoff_effect, 3)),
    ]
    return table(("cavity model", "between bounds"), rows)


@markdown.register
def _(best: Optimum) -> str:
    verdict = best.proof.verdict.name.lower()
    rows = [("$C$", number(best.concurrence, best.digits))]
    rows += [(f"${latex(symbol(k))}$", number(x, best.digits)) for k, x in best.location.items()]
    return table(("maximum", f"{VERDICTS[verdict].sign} {verdict}"), rows)


@markdown.register
def _(found: Trajectories) -> str:
    average, production = found.fluctuation_average(), found.entropy_production()
    rows = [
        ("jumps", str(int(found.jumps.sum()))),
        (r"$\langle \Delta_i S \rangle$", markdown(production)),
        (r"$\langle e^{-\Delta_i S} \rangle$", markdown(average)),
    ]
    return table((f"{len(found.jumps)} trajectories", f"$t = {found.time:g}$"), rows)


@markdown.register
def _(found: Estimate) -> str:
    return f"${found.mean:.5f} \\pm {found.error:.5f}$"


@markdown.register
def _(found: PhotonStatistics) -> str:
    """Mean and g⁽²⁾(0), and the probabilities of the first few numbers of photons."""
    rows = [(r"$\langle a^\dagger a \rangle$", over(found.mean)), ("$g^{(2)}(0)$", over(found.g2))]
    few = found.distribution[..., :_FEW]
    rows += [(f"$P({n})$", over(few[..., n])) for n in range(few.shape[-1])]
    shape = " × ".join(map(str, few.shape[:-1]))
    return table(("photons", f"{shape} points" if shape else "one point"), rows)
