"""Numbers that are found by a search, or by a route that shares no code with another one."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import sympy as sp
from mpmath import mpf

from beyondthermal.numeric import machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.accuracy import finite
from beyondthermal.numeric.cavity.optima.optimum import Optimum, maximize
from beyondthermal.numeric.cavity.optima.threshold import threshold
from beyondthermal.numeric.precision import handed_out, mp

__all__ = [
    "best",
    "first_above_third",
    "maximum",
    "of_the_kernel",
    "of_the_ladder",
    "of_the_partial_trace",
    "order",
]

_NAMES = ("kappa", "p", "gamma", "delta", "gamma_z", "p_c")


@cache
def _state(digits: int, *rates: sp.Expr) -> precise.CavityState:
    """The steady state at κ, p, γ, δ, γ_z, p_c."""
    arguments: dict[str, Any] = {k: finite(k, str(x)) for k, x in zip(_NAMES, rates, strict=True)}
    return precise.steady_state(**arguments, digits=digits)


@cache
def maximum(gamma: Fraction, digits: int) -> Optimum:
    """Of the concurrence over κ and p."""
    return maximize(gamma=gamma, digits=digits)


def best(name: str) -> Callable[..., mpf]:
    """The κ, or the p, of the maximum, as a function of γ."""

    def found(gamma: sp.Expr, *, digits: int) -> mpf:
        return maximum(finite("gamma", str(gamma)), digits).location[name]

    return found


def first_above_third(gamma: sp.Expr, *, digits: int) -> mpf:
    """The smallest p/γ beyond which some κ takes C above 1/3."""
    return threshold(gamma=finite("gamma", str(gamma)), digits=digits).ratio


def of_the_kernel(*rates: sp.Expr, digits: int) -> mpf:
    """Wootters' concurrence of the null vector of the 16 × 16 superoperator."""
    names = ("gamma_plus", "gamma_A", "gamma_S")
    arguments: dict[str, Any] = {k: str(x) for k, x in zip(names, rates, strict=True)}
    return precise.wootters(precise.effective_steady_state(**arguments, digits=digits), digits)


def of_the_ladder(*rates: sp.Expr, digits: int) -> mpf:
    """Eq. (A8) of the two qubits in the full model."""
    return _state(digits, *rates).concurrence


def of_the_partial_trace(*rates: sp.Expr, digits: int) -> mpf:
    """Wootters' concurrence of the partial trace (C3) of the full density matrix."""
    traced = precise.partial_trace(precise.full_density_matrix(_state(digits, *rates)))
    return precise.wootters(traced, digits)


def _richardson(values: Sequence[mpf]) -> mpf:
    """The limit of a sequence in powers of h as h falls to a quarter from term to term."""
    column, k = list(values), 1
    while len(column) > 1:
        column = [b + (b - a) / (4**k - 1) for a, b in pairwise(column)]
        k += 1
    return column[0]


def order(p: sp.Expr, gamma: sp.Expr, *, digits: int) -> mpf:
    """The order in g/κ of the difference between the full model and the closed form, for Γ = 1.

    With 4g²/κ = 1 fixed, κ = 4^k and g = 2^(k-1): g/κ halves from one k to the next, so that
    log2 of the ratio of differences tends to the order, with corrections in powers of (g/κ)².
    """
    pump, relaxation = finite("p", str(p)), finite("gamma", str(gamma))
    working = digits + 30
    with mp.workdps(working):
        ratios = relaxation / pump, (relaxation + 2) / pump
        betas = [mp.log(mp.mpf(r.numerator) / r.denominator) for r in ratios]
        closed = machine.to_digits(*betas, digits=working)["C"]
        full = (
            precise.concurrence(
                kappa=4**k, g=2 ** (k - 1), p=pump, gamma=relaxation, digits=working
            )
            for k in range(4, 14)
        )
        differences = [mp.fsub(C, closed) for C in full]
        orders = [mp.log(a / b, 2) for a, b in pairwise(differences)]
        return handed_out(_richardson(orders))
