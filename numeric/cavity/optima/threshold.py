"""The pump at which the concurrence first exceeds a level, of either model, to any digits."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp
from mpmath import mpf

from beyondthermal.numeric.cavity.accuracy import GUARD, Exact, Real, finite, numbers
from beyondthermal.numeric.precision import handed_out, mp
from beyondthermal.numeric.sizes import whole
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.machine.stationarity import (
    first_on_ray,
    largest_on_ray,
    supremum_along_y,
)

from .newton import newton
from .ray import on_ray, ratio
from .search import crossing, fixed, highest, plane
from .taylor import Taylor

__all__ = ["Threshold", "threshold"]


@dataclass(frozen=True)
class Threshold:
    """Where C first exceeds a level as p grows.

    Attributes
    ----------
    ratio
        p/γ, right to a relative 10^-digits.
    kappa
        The κ given, or else the one that is best there; 0 in the effective model, where C grows as
        κ falls.
    level
        Of the concurrence.
    digits
        The digits asked for.
    proof
        In the effective model exact, with certificates. In the full model that it is the first
        crossing rests on a grid, and is supported.
    """

    ratio: mpf
    kappa: mpf
    level: Fraction
    digits: int
    proof: Proof


def threshold(
    *,
    gamma: Real,
    kappa: Real | None = None,
    level: Real = Fraction(1, 3),
    g: Real = 1,
    delta: Real = 0,
    gamma_z: Real = 0,
    p_c: Real = 0,
    digits: int = 12,
    model: str = "full",
) -> Threshold:
    """The smallest p/γ beyond which C exceeds a level, at given κ or at the best one.

    Parameters
    ----------
    gamma, kappa, g, delta, gamma_z, p_c
        Rates in one common unit; `"0.1"` is exactly 1/10.
    level
        Of the concurrence, between 0 and 1/2.
    digits
        Of the ratio p/γ and of κ, relative.
    model
        `full`, Eqs. (7)-(8) with the noise of Appendix D, or `effective`, Eqs. (4) and (9).

    Raises
    ------
    ValueError
        If an argument is out of its domain, or C never exceeds the level.

    Examples
    --------
    >>> mp.nprint(threshold(gamma="0.001").ratio, 12)
    1.37163111323
    >>> print(threshold(gamma="0.001", model="effective").ratio)
    1.0
    """
    whole("digits", digits)
    over = ("p", "kappa") if kappa is None else ("p",)
    exact = fixed(
        over, model,
        kappa=kappa, p=None, gamma=gamma, g=g, delta=delta, gamma_z=gamma_z, p_c=p_c,
    )  # fmt: skip
    wanted = finite("level", level)
    if not 0 < wanted < Fraction(1, 2):
        raise ValueError(f"Argument `level` must be between 0 and 1/2, but got {level}.")
    if not exact["gamma"]:
        raise ValueError("Argument `gamma` must be positive, for p is measured by it, but got 0.")
    if model == "effective":
        return _effective(exact, wanted, digits)
    return _full(over, exact, wanted, digits)


def _full(over: tuple[str, ...], exact: Exact, level: Fraction, digits: int) -> Threshold:
    rates, box = plane(over, exact)
    best, largest = highest(rates, box)
    if largest <= level:
        raise _never(largest, level)
    start = crossing(rates, box | {"p": (box["p"][0], best["p"])}, float(level))

    def conditions(C: Taylor) -> tuple[list[Any], list[list[Any]]]:
        """C = level and, where κ varies, no slope along it."""
        miss = C.value - mp.mpf(level.numerator) / level.denominator
        return [miss, *C.gradient[1:]], [list(C.gradient), *C.hessian[1:]]

    at, found = newton(exact, start, conditions, digits)
    if found.gradient[0] <= 0 or any(found.hessian[i][i] >= 0 for i in range(1, len(over))):
        raise ValueError(f"Argument `level` must be crossed from below, but got {level}.")
    method = "the first crossing on a grid, and Newton's method from there"
    return _rounded(exact, at, level, digits, Proof(Verdict.SUPPORTED, method))


def _effective(exact: Exact, level: Fraction, digits: int) -> Threshold:
    gamma = exact["gamma"]
    if "kappa" not in exact:
        # C grows towards 1/(2 + γ/p) as κ falls.
        best = {"p": gamma * level / (1 - 2 * level), "kappa": Fraction(0)}
        return _rounded(exact, numbers(best), level, digits, supremum_along_y())
    t = sp.Rational(ratio(exact))
    root = first_on_ray(t, sp.Rational(level))
    if root is None:
        _, largest = on_ray(exact, largest_on_ray(t), digits)
        raise _never(largest.value, level)
    p, _ = on_ray(exact, root, digits)
    return _rounded(exact, {"p": p}, level, digits, root.proof)


def _never(largest: float | mpf, level: Fraction) -> ValueError:
    shown = f"{float(largest):.9g}"
    return ValueError(f"Argument `level` must be below the largest C, {shown}, but got {level}.")


def _rounded(
    exact: Exact, at: Mapping[str, mpf], level: Fraction, digits: int, proof: Proof
) -> Threshold:
    with mp.workdps(digits + GUARD):
        every = numbers(exact) | dict(at)
        ratio_ = every["p"] / every["gamma"]
    with mp.workdps(digits):
        return Threshold(handed_out(+ratio_), handed_out(+every["kappa"]), level, digits, proof)
