"""Sums of logarithms of algebraic numbers, which vanish where a product of powers is 1.

    log(7 - 4√3) + log(7 + 4√3) = log 1 = 0

Multiples of them by fractions are told from their digits, and shown to be these fractions.
"""

from fractions import Fraction

import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at, value_at
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.sign_on_box import vanishes_on

__all__ = ["logarithms_cancel"]

_DIGITS, _LARGEST = 30, 24


def logarithms_cancel(constant: sp.Expr) -> Certificates | None:
    """Certificates that rational multiples of logarithms, and what is beside them, add up to 0.

    Examples
    --------
    >>> logarithms_cancel(sp.log(2 + sp.sqrt(3)) + sp.log(2 - sp.sqrt(3))) is None
    False
    >>> logarithms_cancel(sp.log(2 + sp.sqrt(3)) - sp.log(4)) is None
    True
    """
    expr = sp.expand(constant)
    logs = sorted(expr.atoms(sp.log), key=str)
    if expr.free_symbols or any(sign_at(log.args[0], {}) != 1 for log in logs):
        return None
    beside = [expr.coeff(log) for log in logs]
    rest = sp.expand(expr - sp.Add(*(c * log for c, log in zip(beside, logs, strict=True))))
    if any(part.has(sp.log) for part in (rest, *beside)):
        return None
    try:
        numbers = [_number(c) for c in beside]
        product = sp.Mul(*(log.args[0] ** k for k, log in zip(numbers, logs, strict=True)))
        zeros = [rest, product - 1, *(c - k for c, k in zip(beside, numbers, strict=True))]
        found = [vanishes_on(zero, {}) for zero in zeros]
    except (NoExactRouteError, UndefinedError):
        return None
    return None if None in found else tuple(c for each in found for c in each or ())


def _number(constant: sp.Expr) -> sp.Rational:
    """The fraction that a number seems to be."""
    low, high = value_at(constant, {}, _DIGITS)
    near = Fraction((low + high) / 2).limit_denominator(_LARGEST)
    if abs(near) > _LARGEST:
        raise NoExactRouteError("a large multiple of a logarithm")
    return sp.Rational(near.numerator, near.denominator)
