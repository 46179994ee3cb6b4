"""A function of arguments that have been read: built only if its value isn't too large.

SymPy evaluates what it is given: exp(10**9*log(2)) becomes an integer of a gigabit.
"""

from collections.abc import Sequence

import sympy as sp

from .functions import BOUNDED, EXPONENTIALS, FUNCTIONS, Function
from .size import Size, of_function, of_power, of_product, size

__all__ = ["apply", "raised"]

# A number of which a function is taken may have so many parts, and fewer parts and so many bits if
# it is exponentiated.
_LONG, _NUMBER = 120, 40
_BITS = 256
# So many bits, and so large arguments, has one with exponentials if it is exponentiated; sines and
# cosines are never large.
_SHORT, _NEAR, _FAR = 8, 4, 64


def apply(
    function: Function, arguments: Sequence[sp.Expr], sizes: Sequence[Size]
) -> tuple[sp.Expr, Size]:
    """A function of its arguments, and the bounds for it.

    Raises
    ------
    ValueError
        If there are too few or too many arguments, or the value would be too large.
    """
    if not function.fewest <= len(arguments) <= function.most:
        raise ValueError(f"takes {_count(function)}, but got {len(arguments)}")
    total = of_function(sizes, exponential=function.exponential)
    if function.kind is sp.exp:
        total = of_power(total, _exponent(arguments[0]))
    for argument, part in zip(arguments, sizes, strict=True):
        if argument.is_number and _intricate(argument, part, total):
            raise ValueError("is taken of a number that is too large or too intricate")
    if total.excess:
        raise ValueError(f"is too large: {total.excess}")
    built = function.build(*arguments)
    if function.written_out:
        total = size(built)
        if total.excess:
            raise ValueError(f"is too large: {total.excess}")
    return built, total


def raised(base: sp.Expr, exponent: sp.Expr, sizes: Sequence[Size]) -> tuple[sp.Expr, Size]:
    """A power whose exponent is no fraction, and the bounds for it.

    SymPy evaluates a^(log(b)/log(a)): it is an exponential before that.

    Raises
    ------
    ValueError
        As `apply`.
    """
    if base is sp.E:
        return apply(FUNCTIONS["exp"], [exponent], sizes[1:])
    if exponent.has(sp.log):
        return apply(FUNCTIONS["exp"], [exponent * sp.log(base)], [of_product(sizes)])
    return apply(_POWER, [base, exponent], sizes)


_POWER = Function(sp.Pow, 2, 2, exponential=True)


def _count(function: Function) -> str:
    if function.fewest < function.most:
        return f"{function.fewest} to {function.most} arguments"
    return f"{function.fewest} argument" + "s" * (function.fewest > 1)


def _intricate(argument: sp.Expr, number: Size, value: Size) -> bool:
    """Whether the digits of a function of a number may be out of reach."""
    huge = value.towers > 0 and number.bits > _BITS
    towers = value.towers > 1 and not (value.towers == 2 and _is_small(argument, number))
    exponential = value.towers > number.towers
    return huge or number.nodes > (_NUMBER if exponential else _LONG) or towers


def _is_small(argument: sp.Expr, number: Size) -> bool:
    """Whether it is a short sum or product with exp(r), sin(r), … of small fractions r."""
    inner = [
        (part, _FAR if isinstance(e, BOUNDED) else _NEAR)
        for e in argument.atoms(*EXPONENTIALS)
        for part in e.args
    ]
    return number.bits <= _SHORT and all(r.is_Rational and abs(r) <= most for r, most in inner)


def _exponent(argument: sp.Expr) -> sp.Rational:
    """The largest power that an exponential becomes: exp(n log a) is aⁿ."""
    terms = (term for term in sp.Add.make_args(argument) if term.has(sp.log))
    return max((abs(term.as_coeff_Mul()[0]) for term in terms), default=sp.S.One)
