"""The effective model at given γ and Γ, a ray in the plane of x = γ/p and y = (γ + 2Γ)/p."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import sympy as sp
from mpmath import mpf

from beyondthermal.numeric.cavity.accuracy import GUARD, Exact, numbers
from beyondthermal.numeric.precision import mp
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.machine.stationarity import Root
from beyondthermal.symbolic.symbols import symbols

from .taylor import Taylor, exponentials

__all__ = ["on_ray", "ratio"]


def ratio(exact: Exact) -> Fraction:
    """Of x to y: t = γ/(γ + 2Γ), with Γ = 4g²/κ.

    Raises
    ------
    ValueError
        If γ = 0, or Γ is so small that there is no entanglement: Γ <= (1 + √2) γ.
    """
    g, kappa, gamma = exact["g"], exact["kappa"], exact["gamma"]
    if not gamma:
        raise ValueError("Argument `gamma` must be positive, or C grows as p falls, but got 0.")
    t = gamma / (gamma + 8 * g**2 / kappa)
    if t**2 - 6 * t + 1 <= 0:
        raise ValueError(
            "Argument `kappa` must be below 4 (√2 - 1) g²/γ, or there is no entanglement at any p "
            f"in the effective model, but got {float(kappa):g}."
        )
    return t


@cache
def _closed_form() -> Callable[..., Taylor]:
    form = closed_form()
    roots = {"sqrt": lambda number: number**0.5, "Abs": lambda number: (number**2) ** 0.5}
    compiled: Callable[..., Taylor] = sp.lambdify(
        symbols("x y"), (form.N1 - form.N2) / form.d, modules=[roots]
    )
    return compiled


def on_ray(exact: Exact, root: Root, digits: int) -> tuple[mpf, Taylor]:
    """The p that belongs to a root y, and the concurrence there with its derivatives by log p."""
    low, _ = root.within(root.low / sp.Integer(10) ** (digits + GUARD))
    y = Fraction(int(low.p), int(low.q))
    with mp.workdps(digits + GUARD):
        known = numbers({"gamma": exact["gamma"], "t": ratio(exact), "y": y})
        (p,) = exponentials([known["gamma"] / (known["t"] * known["y"])])
        x = known["gamma"] / p
        return p.value, _closed_form()(x, x / known["t"])
