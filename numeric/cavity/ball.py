"""A real number known to lie between two exact ends, and those of python-flint."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import mpmath
from mpmath import mpf
from mpmath.libmp import from_man_exp

from beyondthermal.numeric.precision import mp

from .accuracy import Exact, Real, finite

__all__ = ["Ball", "dyadic", "rational_balls"]


@dataclass(frozen=True)
class Ball:
    """The numbers from midpoint - radius to midpoint + radius, both exact dyadic rationals.

    Examples
    --------
    >>> third = Ball(mpf("0.333251953125"), mpf(2) ** -12)
    >>> print(third)
    0.3333 ± 3e-04
    >>> "1/3" in third
    True
    """

    midpoint: mpf
    radius: mpf

    def __contains__(self, number: Real) -> bool:
        midpoint, radius = finite("midpoint", self.midpoint), finite("radius", self.radius)
        return abs(midpoint - finite("number", number)) <= radius

    def __str__(self) -> str:
        """Decimals as far as they are known; the ball printed contains this one."""
        midpoint, radius = finite("midpoint", self.midpoint), finite("radius", self.radius)
        width = mp.mpf(self.radius or abs(self.midpoint) * mp.mpf(10) ** -mpmath.mp.dps)
        places = max(0, -int(mp.floor(mp.log10(width)))) if width else 0
        digits = round(midpoint * 10**places)
        off = abs(midpoint - Fraction(digits, 10**places))
        units = ceil((radius + off) * 10**places)
        shift = len(str(units)) - 1
        first = ceil(Fraction(units, 10**shift))
        return f"{_decimal(digits, places)} ± {first}" + f"e{shift - places:+03d}" * bool(units)


def _decimal(digits: int, places: int) -> str:
    """Digits × 10^-places; integers of any length have a decimal, but not always a string."""
    sign, figures, _ = Decimal(digits).as_tuple()
    return f"{Decimal((sign, figures, -places)):f}"


def rational_balls(exact: Exact) -> dict[str, Any]:
    """Rational numbers in balls of python-flint, at its precision of the moment."""
    from flint import arb, fmpq

    return {name: arb(fmpq(x.numerator, x.denominator)) for name, x in exact.items()}


def dyadic(x: Any) -> mpf:
    """The midpoint of a ball as it is, whatever the precision of mpmath; infinite if it has none.

    Examples
    --------
    >>> from flint import arb
    >>> dyadic(arb(0.375, 0.1))
    mpf('0.375')
    """
    if not x.is_finite():
        return mpmath.mp.inf
    return mpmath.mp.make_mpf(from_man_exp(*map(int, x.mid().man_exp())))
