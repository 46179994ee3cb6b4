"""The two-reservoir machine at one point, to any number of digits."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

import sympy as sp
from mpmath import mpf

from beyondthermal.symbolic.decision.enclosures.enclosure import value_at
from beyondthermal.symbolic.machine import machine as exact
from beyondthermal.symbolic.symbols import symbols

from .precision import exact_value, handed_out, mp
from .programs.functions import precise_function
from .sizes import readable, whole

__all__ = ["Real", "expression_to_digits", "to_digits"]

Real: TypeAlias = int | float | str | Fraction | Decimal | mpf

x, y = symbols("x y")
# How often the precision is doubled that an enclosure takes.
_DOUBLINGS = 6


@cache
def _precise() -> Callable[..., Any]:
    """N1 - N2 over d, then the populations, of exp(beta_A), exp(beta_S) in mpmath numbers."""
    form, weights = exact.closed_form(), exact.weights().values()
    populations = [weight / sp.Add(*weights) for weight in weights]
    return precise_function((x, y), [(form.N1 - form.N2) / form.d, *populations])


def to_digits(beta_A: Real, beta_S: Real, *, digits: int = 50) -> dict[str, mpf]:
    """Concurrence and populations at one point, to any number of digits.

    Parameters
    ----------
    beta_A, beta_S
        Inverse temperatures in units of 1/omega_0, infinite ones too; a string such as "0.1" or
        "1/3" is taken exactly.
    digits
        Absolute accuracy is 10^-digits.

    Returns
    -------
    dict
        Keys C, p_G, p_S, p_A, p_E.

    Raises
    ------
    ValueError
        If an argument is no real number, or digits no whole number from 1 to 50,000.

    Examples
    --------
    >>> print(mp.nstr(to_digits(0, 5, digits=20)["C"], 20))
    0.24719790845256681048
    """
    whole("digits", digits)
    with mp.workdps(digits + 15):
        factors = [_factor(name, value) for name, value in (("beta_A", beta_A), ("beta_S", beta_S))]
        difference, *populations = _precise()(*factors)
    with mp.workdps(digits):
        values = [+difference if difference > 0 or mp.isnan(difference) else mp.zero]
        values += [+population for population in populations]
    names = ("C", "p_G", "p_S", "p_A", "p_E")
    return dict(zip(names, map(handed_out, values), strict=True))


def expression_to_digits(
    expr: sp.Expr, point: Mapping[sp.Symbol, Fraction], *, digits: int = 50
) -> mpf:
    """The real value of an expression at one point, between bounds that are certain.

    Parameters
    ----------
    expr
        An expression in the symbols of the point.
    point
        The value of each symbol.
    digits
        How many are right; of what is smaller than 10^-2·digits, none need be.

    Raises
    ------
    ValueError
        If digits is no whole number from 1 to 50,000.
    UndefinedError
        Where there is no real value, or none that can be told to so many digits.

    Examples
    --------
    >>> print(mp.nstr(expression_to_digits(sp.sqrt(x), {x: Fraction(1, 3)}, digits=20), 20))
    0.57735026918962576451
    """
    whole("digits", digits)
    bits = 4 * digits + 64
    low, high = value_at(expr, point, digits + 2, [bits << k for k in range(_DOUBLINGS)])
    with mp.workdps(digits):
        middle = (low + high) / 2
        return handed_out(mp.mpf(middle.numerator) / middle.denominator)


def _factor(name: str, value: Real) -> mpf:
    """exp(beta); beyond the clip the concurrence is at its limit, as exp(-|beta|/2) tells."""
    beta = _number(name, value)
    largest = 2 * mp.dps * mp.ln(10)
    return mp.exp(beta if mp.isnan(beta) else max(-largest, min(largest, beta)))


def _number(name: str, value: Real) -> mpf:
    """The value at the precision of the moment; what isn't finite has no exact one."""
    try:
        if isinstance(value, mpf) or (isinstance(value, str) and not readable(value)):
            return mp.mpf(value)  # as a fraction 1e999999999 would have a gigabyte
        exactly = exact_value(value)
        return mp.mpf(exactly.numerator) / exactly.denominator
    except (TypeError, ValueError, ArithmeticError):
        try:
            infinite = mp.mpf(float(value))
        except (TypeError, ValueError, ArithmeticError):
            infinite = mp.zero
        if mp.isfinite(infinite):
            raise ValueError(
                f"Argument `{name}` must be a number, but got {value!r:.50}."
            ) from None
        return infinite
