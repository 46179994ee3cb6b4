"""Numbers of samples: rank correlations on a grid, and means of random trajectories."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import sympy as sp

from beyondthermal.numeric import machine, thermodynamics, trajectories

from .bands import Band
from .table import named

__all__ = ["rank", "rank_entangled", "rank_line", "z_mean", "z_theorem"]

Array: TypeAlias = npt.NDArray[np.float64]
# Of a rank correlation in double precision.
ERROR = Fraction(1, 10**6)
TIME, COUNT, SEED = 2.0, 40_000, 20


def _rank(at_A: Array, at_S: Array, *, entangled: bool = False) -> Band:
    """Spearman's coefficient of concurrence and entropy production."""
    C, rate = machine.concurrence(at_A, at_S), thermodynamics.entropy_production(at_A, at_S)
    taken = C > 0 if entangled else np.full(np.shape(C), True)
    value = Fraction(thermodynamics.correlation(C[taken], np.asarray(rate)[taken]).spearman)
    return Band(value - ERROR, value + ERROR)


def _on_square(
    low: sp.Expr, high: sp.Expr, n: sp.Expr, *, digits: int, entangled: bool = False
) -> Band:
    """On n × n points of equal distance."""
    beta = np.linspace(float(low), float(high), int(n))
    at_A, at_S = np.meshgrid(beta, beta)
    return _rank(at_A, at_S, entangled=entangled)


def _on_line(low: sp.Expr, high: sp.Expr, ahead: sp.Expr, n: sp.Expr, *, digits: int) -> Band:
    """On n points of a line β_S = β_A + ahead."""
    beta = np.linspace(float(low), float(high), int(n))
    return _rank(beta, beta + float(ahead))


@cache
def _sampled(at_A: float, at_S: float) -> trajectories.Trajectories:
    return trajectories.sample(at_A, at_S, time=TIME, count=COUNT, seed=SEED)


Distance: TypeAlias = Callable[[float, float], tuple[trajectories.Estimate, float]]


def _distance(distance: Distance, at_A: sp.Expr, at_S: sp.Expr, *, digits: int) -> Band:
    """Of a sample mean from what it should be, in standard errors."""
    found, exact = distance(float(at_A), float(at_S))
    value = Fraction(abs(found.mean - exact) / found.error)
    return Band(value, value)


def _of_the_rate(at_A: float, at_S: float) -> tuple[trajectories.Estimate, float]:
    exact = float(thermodynamics.entropy_production(at_A, at_S))
    return _sampled(at_A, at_S).entropy_production(), exact


def _of_the_theorem(at_A: float, at_S: float) -> tuple[trajectories.Estimate, float]:
    return _sampled(at_A, at_S).fluctuation_average(), 1.0


_DOUBLE, _SAMPLE = "in double precision", f"as means of {COUNT:_} trajectories".replace("_", " ")
rank = named("rank", r"r_{\mathrm{rank}}", None, _on_square, _DOUBLE)
rank_entangled = named("rank_entangled", r"r_{\mathrm{rank},\, C > 0}", None,
                       partial(_on_square, entangled=True), _DOUBLE)  # fmt: skip
rank_line = named("rank_line", r"r_{\mathrm{rank,\, line}}", None, _on_line, _DOUBLE)
z_mean = named("z_mean", r"z_{\dot S}", None, partial(_distance, _of_the_rate), _SAMPLE)
z_theorem = named("z_theorem", "z_1", None, partial(_distance, _of_the_theorem), _SAMPLE)
