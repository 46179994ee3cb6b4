"""What the paper's functions should return: the symbolic results in mpmath, to any precision.

They share nothing with the programs. Each takes the arguments of the function of its name, and
returns its outputs, with their derivatives after them where `slopes` is true.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial

import numpy as np
import sympy as sp
from mpmath import mpf

from beyondthermal.numeric.precision import in_context_of, mp
from beyondthermal.symbolic.machine import machine as exact
from beyondthermal.symbolic.machine import thermodynamics
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols

__all__ = [
    "concurrence",
    "concurrence_from_rates",
    "density_matrix",
    "effective_temperatures",
    "entropy_production",
    "heat_currents",
    "populations",
]

# Beyond this |beta| the limits hold to 4000 digits; entropy production alone goes on growing.
FAR = 10_000
# Slopes as small as exp(-690) come with gaps as large as 1e300.
LOST = 360

x, y = symbols("x y")


def _quotient() -> list[sp.Expr]:
    """Eq. (5), with |u| as the root of u², whose derivative has no sign function in it."""
    form = exact.closed_form()
    N1 = form.N1.replace(sp.Abs, lambda inside: sp.sqrt(inside**2))
    return [(N1 - form.N2) / form.d]


def _populations() -> list[sp.Expr]:
    weights = list(exact.weights().values())
    return [weight / sp.Add(*weights) for weight in weights]


def _density_matrix() -> list[sp.Expr]:
    return list(BELL * sp.diag(*_populations()) * BELL.H)


def _heat_currents() -> list[sp.Expr]:
    return list(thermodynamics.heat_currents().values())


def _current() -> list[sp.Expr]:
    return [thermodynamics.heat_currents()["A"]]


@cache
def _machine(
    expressions: Callable[[], list[sp.Expr]], *, slopes: bool
) -> Callable[..., Sequence[mpf]]:
    """The symbolic result as a function of x and y, and with the slopes d/dbeta = x d/dx."""
    values = expressions()
    if slopes:
        values = [*values, *(v * sp.diff(e, v) for e in values for v in (x, y))]
    return in_context_of(sp.lambdify((x, y), values, "mpmath", cse=True))


def _at(
    expressions: Callable[[], list[sp.Expr]], betas: Sequence[float], *, slopes: bool = False
) -> list[mpf]:
    """The symbolic result at inverse temperatures; what vanishes everywhere does so at a NaN."""
    if any(np.isnan(betas)):
        empty = [mp.zero if entry == 0 else mp.nan for entry in expressions()]
        return [*empty, *(e for e in empty for _ in betas if slopes)]
    near = [mp.mpf(max(-FAR, min(FAR, beta))) for beta in betas]
    return list(_machine(expressions, slopes=slopes)(*map(mp.exp, near)))


def concurrence(betas: Sequence[float], *, slopes: bool = False) -> list[mpf]:
    """Eq. (4), whose slopes are 0 where it is."""
    values = _at(_quotient, betas, slopes=slopes)
    return [mp.zero if values[0] <= 0 else value for value in values]


def concurrence_from_rates(rates: Sequence[float], *, slopes: bool = False) -> list[mpf]:
    """By x = gamma_A/gamma_plus, y = gamma_S/gamma_plus; 0/0 and inf/inf have no value."""
    plus, *others = map(mp.mpf, rates)
    undecided = any((plus == rate == 0) or (mp.isinf(plus) and mp.isinf(rate)) for rate in others)
    if undecided or any(np.isnan(rates)):
        return [mp.nan]
    ratios = (_over(rate, plus) for rate in others)
    return [max(mp.zero, *_machine(_quotient, slopes=slopes)(*ratios))]


def _over(rate: mpf, plus: mpf) -> mpf:
    """The ratio, as far as limits go."""
    far = mp.exp(FAR)
    if mp.isinf(rate) or plus == 0:
        return far
    return 1 / far if mp.isinf(plus) else max(rate / plus, 1 / far)


populations = partial(_at, _populations)
density_matrix = partial(_at, _density_matrix)
heat_currents = partial(_at, _heat_currents)


def entropy_production(betas: Sequence[float], *, slopes: bool = False) -> list[mpf]:
    """(beta_S - beta_A) Q_A, and its slopes; no limit where both betas diverge together."""
    beta_A, beta_S = map(mp.mpf, betas)
    gap = beta_S - beta_A
    if mp.isnan(gap) or mp.isinf(gap):
        return [mp.nan if mp.isnan(gap) else mp.inf, *(mp.nan for _ in betas if slopes)]
    with mp.workdps(mp.dps + LOST * slopes):
        current, *both = _machine(_current, slopes=slopes)(mp.exp(beta_A), mp.exp(beta_S))
        signs = (-1, 1)
        return [gap * current, *(s * current + gap * d for s, d in zip(signs, both, strict=False))]


def effective_temperatures(rates: Sequence[float], *, slopes: bool = False) -> list[mpf]:
    """log(gamma/p) and log((gamma + 8 g²/kappa)/p) with the logarithms of 0 and inf."""
    kappa, p, gamma, g = map(mp.mpf, rates)
    undecided = (kappa == 0 and g == 0) or (mp.isinf(kappa) and mp.isinf(g))
    if undecided or mp.isnan(kappa) or mp.isnan(g):
        ratio = mp.nan
    else:
        ratio = mp.inf if kappa == 0 or mp.isinf(g) else mp.zero if mp.isinf(kappa) else g / kappa
    if (g == 0 and mp.isinf(ratio)) or (mp.isinf(g) and ratio == 0):
        ratio = mp.nan
    return [_log(gamma) - _log(p), _log(gamma + 8 * g * ratio) - _log(p)]


def _log(rate: mpf) -> mpf:
    return -mp.inf if rate == 0 else mp.log(rate)
