"""Matrices from elsewhere with exact entries: those of NumPy and QuTiP, and lists.

A floating-point number is the fraction that it is: 0.1 is 3602879701896397/2^55. Only one that is
the nearest to the square root of a fraction p/q with q <= 1000, itself no fraction, is that root,
as 1.4142135623730951 is sqrt(2): matrix elements of oscillators and spins come so.
"""

from fractions import Fraction
from typing import Any

import sympy as sp

__all__ = ["exact_matrix", "exact_number"]

_DENOMINATOR = 1000
# Half a unit in the last place of 53 bits, twice for the square.
_NEAR = Fraction(1, 2**52)


def exact_matrix(given: Any) -> sp.ImmutableMatrix:
    """A matrix of SymPy, NumPy or QuTiP, or rows of numbers, with exact entries.

    Raises
    ------
    ValueError
        If it has no rows and columns, or an entry is no finite number and no expression.

    Examples
    --------
    >>> exact_matrix([[0.5, 2**0.5], [1j, 0]])
    Matrix([
    [1/2, sqrt(2)],
    [  I,       0]])
    """
    if isinstance(given, sp.MatrixBase):
        if given.atoms(sp.Float):
            given = given.applyfunc(exact_number)
        return sp.ImmutableMatrix(given)
    rows = given.full() if hasattr(given, "full") else given
    rows = rows.tolist() if hasattr(rows, "tolist") else rows
    if not isinstance(rows, list | tuple) or not all(isinstance(row, list | tuple) for row in rows):
        raise ValueError(f"must be matrices, but got {str(given)[:60]!r}")
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"must be matrices with rows of one length, but got {str(given)[:60]!r}")
    return sp.ImmutableMatrix([[exact_number(entry) for entry in row] for row in rows])


def exact_number(given: Any) -> sp.Expr:
    """A number or expression with no floating point in it.

    Raises
    ------
    ValueError
        If it is neither, or not finite.

    Examples
    --------
    >>> exact_number(0.25), exact_number(-(3**0.5) / 2), exact_number(0.1).q == 2**55
    (1/4, -sqrt(3)/2, True)
    """
    if isinstance(given, sp.Basic):
        return given.xreplace({x: _exact(Fraction(*_ratio(x))) for x in given.atoms(sp.Float)})
    value = given.item() if hasattr(given, "item") else given
    if isinstance(value, bool | str) or not isinstance(value, int | float | complex | Fraction):
        raise ValueError(f"must have entries that are numbers or expressions, but got {value!r}")
    if isinstance(value, complex):
        return exact_number(value.real) + sp.I * exact_number(value.imag)
    try:
        return _exact(Fraction(value))
    except (ValueError, OverflowError):
        raise ValueError(f"must have finite entries, but got {value!r}") from None


def _ratio(number: sp.Float) -> tuple[int, int]:
    if not number.is_finite:
        raise ValueError(f"must have finite entries, but got {number}")
    exact = sp.Rational(number)
    return int(exact.p), int(exact.q)


def _exact(value: Fraction) -> sp.Expr:
    square = (value * value).limit_denominator(_DENOMINATOR)
    root = sp.sqrt(sp.Rational(square.numerator, square.denominator))
    if not root.is_Rational and abs(value * value / square - 1) <= _NEAR:
        return root if value > 0 else -root
    return sp.Rational(value.numerator, value.denominator)
