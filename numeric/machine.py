"""The two-reservoir machine in numbers: fast, total functions of (beta_A, beta_S) or of the rates.

What `symbolic.machine` derives is evaluated here, under the same name. Arguments are inverse
temperatures in units of 1/omega_0, anywhere in [-inf, inf]²; NaN in, NaN out; nothing overflows
and nothing warns. Beyond |beta| = 170 a reservoir is at its limit to within 1e-36, so that the
Boltzmann factors are clipped there and every product stays far inside the range of a double.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias, overload

import numpy as np
import numpy.typing as npt
import sympy as sp
from mpmath import mpf

from beyondthermal.symbolic.machine import machine as exact
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols

from .precision import handed_out, mp
from .programs.functions import Array, precise_function
from .programs.of_the_paper import FUNCTIONS
from .thermodynamics import entropy_production, heat_currents

__all__ = [
    "concurrence",
    "concurrence_from_rates",
    "density_matrix",
    "effective_temperatures",
    "entropy_production",
    "heat_currents",
    "populations",
    "to_digits",
]

Real: TypeAlias = int | float | str | mpf

x, y = symbols("x y")


@cache
def _precise() -> Callable[..., Any]:
    """N1 - N2 over d, then the populations, of the Boltzmann factors in mpmath numbers."""
    form, weights = exact.closed_form(), exact.weights().values()
    populations = [weight / sp.Add(*weights) for weight in weights]
    return precise_function((x, y), [(form.N1 - form.N2) / form.d, *populations])


def to_digits(beta_A: Real, beta_S: Real, *, digits: int = 50) -> dict[str, mpf]:
    """Concurrence and populations at one point, to any number of digits.

    Parameters
    ----------
    beta_A, beta_S
        Inverse temperatures in units of 1/omega_0; a string such as "0.1" is taken exactly.
    digits
        Absolute accuracy is 10^-digits.

    Returns
    -------
    dict
        Keys C, p_G, p_S, p_A, p_E.

    Raises
    ------
    ValueError
        If an argument is no number, or digits is no positive integer.

    Examples
    --------
    >>> mp.nstr(to_digits(0, 5, digits=20)["C"], 20)
    '0.24719790845256681048'
    """
    if not isinstance(digits, int) or digits < 1:
        raise ValueError(f"Argument `digits` must be a positive integer, but got {digits}.")
    with mp.workdps(digits + 15):
        factors = [_factor(name, value) for name, value in (("beta_A", beta_A), ("beta_S", beta_S))]
        difference, *populations = _precise()(*factors)
    with mp.workdps(digits):
        values = [+difference if difference > 0 or mp.isnan(difference) else mp.zero]
        values += [+population for population in populations]
    names = ("C", "p_G", "p_S", "p_A", "p_E")
    return dict(zip(names, map(handed_out, values), strict=True))


def _factor(name: str, value: Real) -> mpf:
    """exp(beta); beyond the clip the concurrence is at its limit, as exp(-|beta|/2) tells."""
    try:
        beta = mp.mpf(value)
    except (TypeError, ValueError):
        raise ValueError(f"Argument `{name}` must be a number, but got {value!r}.") from None
    largest = 2 * mp.dps * mp.ln(10)
    return mp.exp(beta if mp.isnan(beta) else max(-largest, min(largest, beta)))


@overload
def concurrence(beta_A: float, beta_S: float) -> float: ...
@overload
def concurrence(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array: ...
def concurrence(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> float | Array:
    """Steady-state concurrence, Eqs. (4)-(5).

    Parameters
    ----------
    beta_A, beta_S
        Inverse temperatures of the reservoirs in units of 1/omega_0, anywhere in [-inf, inf];
        their shapes broadcast.

    Returns
    -------
    float or ndarray
        Concurrence in [0, 1/2], of the broadcast shape; off by at most 5e-16.

    Raises
    ------
    ValueError
        If the shapes don't broadcast.

    Examples
    --------
    >>> round(float(concurrence(np.inf, 0.0)), 15)
    0.333333333333333
    """
    result: float | Array = FUNCTIONS["concurrence"].fast(beta_A, beta_S)
    return result


def populations(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array:
    """Steady-state populations of G, S, A, E.

    Parameters
    ----------
    beta_A, beta_S
        As for `concurrence`.

    Returns
    -------
    ndarray
        Broadcast shape and a last axis of length 4, in the order G, S, A, E.

    Examples
    --------
    >>> populations(-np.inf, np.inf).round(3)
    array([0.5, 0. , 0.5, 0. ])
    """
    result: Array = FUNCTIONS["populations"].fast(beta_A, beta_S)
    return result


def density_matrix(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array:
    """Steady-state density matrix in the basis |00>, |01>, |10>, |11>, Eq. (A4).

    Parameters
    ----------
    beta_A, beta_S
        As for `concurrence`.

    Returns
    -------
    ndarray
        Real, broadcast shape and two last axes of length 4.
    """
    bell = np.array(BELL, dtype=np.float64)
    result: Array = np.einsum("ik,...k,jk->...ij", bell, populations(beta_A, beta_S), bell)
    return result


def _refuse_negative(**rates: npt.ArrayLike) -> None:
    for name, rate in rates.items():
        if np.any(np.less(rate, 0)):
            negative = float(np.min(np.extract(np.less(rate, 0), rate)))
            raise ValueError(f"Argument `{name}` must not be negative, but got {negative}.")


@overload
def concurrence_from_rates(gamma_plus: float, gamma_A: float, gamma_S: float) -> float: ...
@overload
def concurrence_from_rates(
    gamma_plus: npt.ArrayLike, gamma_A: npt.ArrayLike, gamma_S: npt.ArrayLike
) -> Array: ...
def concurrence_from_rates(
    gamma_plus: npt.ArrayLike, gamma_A: npt.ArrayLike, gamma_S: npt.ArrayLike
) -> float | Array:
    """Steady-state concurrence from the rates, Eqs. (A9)-(A10).

    Parameters
    ----------
    gamma_plus, gamma_A, gamma_S
        Pump rate Γ⁺ of both modes and damping rates Γ_A, Γ_S of the two, in any common unit,
        from 0 to inf; their shapes broadcast.

    Returns
    -------
    float or ndarray
        Concurrence in [0, 1/2]; NaN where a rate is NaN, or infinite together with gamma_plus.

    Raises
    ------
    ValueError
        If a rate is negative, if nothing leads out of one of the modes (gamma_plus = 0 together
        with gamma_A = 0 or gamma_S = 0: the steady state is not unique), or if the shapes don't
        broadcast.

    Examples
    --------
    >>> round(float(concurrence_from_rates(1e-300, 1e300, 1e-300)), 15)
    0.333333333333333
    """
    _refuse_negative(gamma_plus=gamma_plus, gamma_A=gamma_A, gamma_S=gamma_S)
    result: float | Array = FUNCTIONS["concurrence_from_rates"].fast(gamma_plus, gamma_A, gamma_S)
    stuck = np.equal(gamma_plus, 0) & (np.equal(gamma_A, 0) | np.equal(gamma_S, 0))
    if np.any(stuck):
        raise ValueError(
            "Argument `gamma_plus` must be positive where `gamma_A` or `gamma_S` is 0, but got 0: "
            "the steady state is not unique."
        )
    return result


def effective_temperatures(
    kappa: npt.ArrayLike, p: npt.ArrayLike, gamma: npt.ArrayLike, g: npt.ArrayLike = 1.0
) -> Array:
    """Inverse temperatures of the cavity model's reservoirs, below Eq. (9).

    Parameters
    ----------
    kappa, p, gamma, g
        Photon emission rate, pump rate and relaxation rate of each qubit, and coupling, in any
        common unit: 0, inf, or from 1e-100 to 1e100; their shapes broadcast.

    Returns
    -------
    ndarray
        Broadcast shape and a last axis of length 2: log(γ/p) and log((γ + 2Γ)/p), Γ = 4g²/κ.

    Raises
    ------
    ValueError
        If a rate is negative, or if the shapes don't broadcast.

    Examples
    --------
    >>> effective_temperatures(2.0, 0.005, 0.001).round(6)
    array([-1.609438,  6.684862])
    """
    _refuse_negative(kappa=kappa, p=p, gamma=gamma, g=g)
    result: Array = FUNCTIONS["effective_temperatures"].fast(kappa, p, gamma, g)
    return result
