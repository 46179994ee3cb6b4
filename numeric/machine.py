"""The two-reservoir machine in numbers: fast, total functions of (beta_A, beta_S) or of the rates.

What `symbolic.machine` derives is evaluated here, under the same name. Arguments are inverse
temperatures in units of 1/omega_0, anywhere in [-inf, inf]²; NaN in, NaN out; nothing overflows
and nothing warns. Beyond |beta| = 170 a reservoir is at its limit to within 1e-36, so that
exp(beta) is clipped there and every product stays far inside the range of a double.

Arguments are Python's, NumPy's, mpmath's or SymPy's real numbers, and arrays of them. All is
computed and returned in double precision, from float32 as well: populations of 1e-148 have no
place in anything shorter. Arrays of xarray, pandas, NumPy's masked ones and Dask's are taken as
they are and returned as such: `numeric.labelled` says how.

Where arguments are floats one point is computed without arrays, in a microsecond or so: single
numbers with `math`; arrays in C, or with NumPy where no compiler was there. Exponentials and
logarithms of the three may differ in the last bit. Each result is as accurate as is said, but
equal to the last bit on all ways only from `concurrence_from_rates`, which has neither function.
"""

from typing import TYPE_CHECKING, Any, overload

import numpy as np
import numpy.typing as npt

from .arguments import real
from .labelled import BASIS, RESERVOIR, STATE, labelled
from .programs.functions import Array
from .programs.of_the_paper import FUNCTIONS
from .thermodynamics import entropy_production, heat_currents

if TYPE_CHECKING:
    from .digits import to_digits
else:

    def __getattr__(name: str) -> Any:
        if name == "to_digits":  # the only one that needs SymPy and mpmath
            from .digits import to_digits

            return to_digits
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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


@overload
def concurrence(beta_A: float, beta_S: float) -> float: ...
@overload
def concurrence(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array: ...
@labelled()
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
        Concurrence in [0, 1/2], of the broadcast shape; off by at most 5e-16 and, up to |beta| =
        170, by 5e-15 of |p_S - p_A| + 2 sqrt(p_G p_E), whose difference it is.

    Raises
    ------
    ValueError
        If the shapes don't broadcast, labels differ, or an argument isn't real.

    Examples
    --------
    >>> round(float(concurrence(np.inf, 0.0)), 15)
    0.333333333333333
    """
    result: float | Array = FUNCTIONS["concurrence"].fast(beta_A, beta_S)
    return result


@labelled(STATE)
def populations(beta_A: npt.ArrayLike, beta_S: npt.ArrayLike) -> Array:
    """Steady-state populations of G, S, A, E.

    Parameters
    ----------
    beta_A, beta_S
        As for `concurrence`.

    Returns
    -------
    ndarray
        Broadcast shape and a last axis of length 4, in the order G, S, A, E; up to |beta| = 170
        each is off by at most 2e-15 of itself, beyond by 1e-36.

    Examples
    --------
    >>> populations(-np.inf, np.inf).round(3)
    array([0.5, 0. , 0.5, 0. ])
    """
    result: Array = FUNCTIONS["populations"].fast(beta_A, beta_S)
    return result


@labelled(*BASIS)
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

    Examples
    --------
    >>> density_matrix(np.inf, 0.0).round(4)[1:3, 1:3]  # S alone is pumped: positive coherence
    array([[0.1667, 0.1667],
           [0.1667, 0.1667]])
    """
    entries: Array = FUNCTIONS["density_matrix"].fast(beta_A, beta_S)
    entries[np.isnan(entries[..., 0])] = np.nan  # those that vanish everywhere, too
    return entries.reshape(*entries.shape[:-1], 4, 4)


def _positive(*rates: npt.ArrayLike) -> bool:
    """Whether all are floats of which none has to be refused."""
    return all(type(rate) is float and rate > 0 for rate in rates)


def _rates(**given: npt.ArrayLike) -> list[Array]:
    """Real numbers, none of them negative."""
    rates = {name: real(name, rate) for name, rate in given.items()}
    for name, rate in rates.items():
        if np.any(negative := rate < 0):
            shown = float(rate[negative].min())
            raise ValueError(f"Argument `{name}` must not be negative, but got {shown}.")
    return list(rates.values())


@overload
def concurrence_from_rates(gamma_plus: float, gamma_A: float, gamma_S: float) -> float: ...
@overload
def concurrence_from_rates(
    gamma_plus: npt.ArrayLike, gamma_A: npt.ArrayLike, gamma_S: npt.ArrayLike
) -> Array: ...
@labelled()
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
    result: float | Array
    if _positive(gamma_plus, gamma_A, gamma_S):
        result = FUNCTIONS["concurrence_from_rates"].fast(gamma_plus, gamma_A, gamma_S)
        return result
    plus, down_A, down_S = _rates(gamma_plus=gamma_plus, gamma_A=gamma_A, gamma_S=gamma_S)
    result = FUNCTIONS["concurrence_from_rates"].fast(plus, down_A, down_S)
    if np.any((plus == 0) & ((down_A == 0) | (down_S == 0))):
        raise ValueError(
            "Argument `gamma_plus` must be positive where `gamma_A` or `gamma_S` is 0, but got 0: "
            "the steady state is not unique."
        )
    return result


@labelled(RESERVOIR)
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
    rates = (kappa, p, gamma, g)
    result: Array = FUNCTIONS["effective_temperatures"].fast(
        *(rates if _positive(*rates) else _rates(kappa=kappa, p=p, gamma=gamma, g=g))
    )
    return result
