"""Heat currents, entropy production and relaxation in numbers, for all (beta_A, beta_S).

What `symbolic.machine.thermodynamics` derives is evaluated here, under the same name. Arguments are
inverse temperatures as in `machine`, labelled or not; NaN in, NaN out; nothing overflows unless the
value does, and nothing warns.
"""

from dataclasses import dataclass
from functools import cache
from typing import overload

import numpy as np
import numpy.typing as npt

from .arguments import real
from .labelled import RESERVOIR, labelled
from .programs.functions import Array, ArrayFunction, compiled
from .programs.of_the_paper import FUNCTIONS
from .stored.reading import from_data, stored

__all__ = ["Correlation", "correlation", "entropy_production", "heat_currents", "relaxation_gap"]


@cache
def _relaxation_gap() -> ArrayFunction:
    return compiled(from_data("relaxation_gap", stored("programs")["relaxation_gap"]))


@labelled(RESERVOIR)
def heat_currents(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array:
    """Steady-state heat currents Tr{H0 L_i(rho)} from the reservoirs A and S.

    Parameters
    ----------
    beta_A, beta_S
        As for `machine.concurrence`.

    Returns
    -------
    ndarray
        Broadcast shape and a last axis of length 2, in the order A, S; in units of omega_0 Γ⁺,
        from -2 to 2; off by at most 5e-16, or by that relative to a current above 1.

    Examples
    --------
    >>> heat_currents(-np.inf, np.inf)
    array([ 2., -2.])
    """
    result: Array = FUNCTIONS["heat_currents"].fast(beta_A, beta_S)
    return result


@overload
def entropy_production(beta_A: float, beta_S: float) -> float: ...
@overload
def entropy_production(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array: ...
@labelled()
def entropy_production(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> float | Array:
    """Steady-state entropy production rate, Eq. (6).

    Parameters
    ----------
    beta_A, beta_S
        As for `machine.concurrence`.

    Returns
    -------
    float or ndarray
        In units of Γ⁺ (k_B = 1), from 0 to inf, of the broadcast shape; off by at most 5e-16, or by
        that relative to a value above 1. It is infinite on the edges, and NaN at the two corners
        (-inf, -inf) and (inf, inf), where it has no limit.

    Examples
    --------
    >>> round(float(entropy_production(-1.0, 1.0)), 12)
    1.84846862904
    """
    result: float | Array = FUNCTIONS["entropy_production"].fast(beta_A, beta_S)
    return result


@overload
def relaxation_gap(beta_A: float, beta_S: float) -> float: ...
@overload
def relaxation_gap(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array: ...
@labelled()
def relaxation_gap(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> float | Array:
    """The slowest relaxation rate of the machine, in units of Γ⁺.

    Parameters
    ----------
    beta_A, beta_S
        As for `machine.concurrence`.

    Returns
    -------
    float or ndarray
        From 1 to inf, of the broadcast shape.

    Examples
    --------
    >>> relaxation_gap([-np.inf, 0.0, np.inf], [-np.inf, 0.0, 0.0])
    array([1., 2., 4.])
    """
    result: float | Array = _relaxation_gap()(beta_A, beta_S)
    return result


@dataclass(frozen=True)
class Correlation:
    """Three coefficients of correlation, each in [-1, 1]; NaN where a quantity is constant."""

    pearson: float
    spearman: float
    kendall: float


def correlation(one: npt.ArrayLike, other: npt.ArrayLike) -> Correlation:
    """How two quantities correlate over the same points: linearly, in rank, and in order.

    Values that differ by less than 1e-12 count as equal. Kendall's coefficient is tau-b, which
    compares all pairs: keep to some 10,000 points.

    Raises
    ------
    ValueError
        If the shapes or labels differ, or a quantity isn't real.

    Examples
    --------
    >>> beta = np.linspace(-6, 6, 25)
    >>> sigma = entropy_production(-beta, beta)
    >>> correlation(abs(beta), sigma).spearman
    1.0
    """
    pairs = np.ma.asanyarray(_pairs(one, other)).reshape(-1, 2)
    a, b = np.round(pairs.data[~np.ma.getmaskarray(pairs)[:, 0]], 12).T
    with np.errstate(invalid="ignore", divide="ignore"):
        return Correlation(_pearson(a, b), _pearson(_ranks(a), _ranks(b)), _kendall(a, b))


@labelled(("quantity", ("one", "other")))
def _pairs(one: npt.ArrayLike, other: npt.ArrayLike) -> Array:
    """Both at the same points, side by side."""
    a, b = real("one", one), real("other", other)
    if a.shape != b.shape:
        raise ValueError(f"Argument `other` must have the shape {a.shape}, but got {b.shape}.")
    return np.stack([a, b], axis=-1)


def _pearson(a: Array, b: Array) -> float:
    a, b = a - a.mean(), b - b.mean()
    return float(np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b)))


def _ranks(values: Array) -> Array:
    """Ranks, equal values sharing their mean rank."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    result: Array = (np.cumsum(counts) - (counts - 1) / 2)[which]
    return result


def _kendall(a: Array, b: Array) -> float:
    """Concordant less discordant pairs, over the root of those untied in a times those in b."""
    agree = untied_a = untied_b = 0.0
    for k in range(len(a)):
        of_a, of_b = np.sign(a[k + 1 :] - a[k]), np.sign(b[k + 1 :] - b[k])
        agree += of_a @ of_b
        untied_a += of_a @ of_a
        untied_b += of_b @ of_b
    return float(agree / np.sqrt(untied_a * untied_b))
