"""The functions that a formula written as text may use, each with care for what SymPy would do.

SymPy evaluates what it is given: exp(10**9*log(2)) becomes an integer of a gigabit, and abs or log
of a long product of complex numbers is expanded.
Here each function is evaluated only where that is cheap.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sympy as sp

from .size import EXPONENTIALS, Size, of_function, of_power

__all__ = ["FUNCTIONS", "Function", "apply"]

# A number of which a function is taken may have so many parts, and bits if it is exponentiated.
_NUMBER = 40
_BITS = 256


@dataclass(frozen=True)
class Function:
    """A function by name: how it is built, and how many arguments it takes."""

    build: Callable[..., sp.Expr]
    fewest: int = 1
    most: int = 1


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
    exponential = function.build in EXPONENTIALS
    total = of_function(sizes, exponential=exponential)
    if function.build is sp.exp:
        total = of_power(total, _exponent(arguments[0]))
    for argument, part in zip(arguments, sizes, strict=True):
        if argument.is_number and _intricate(part, total):
            raise ValueError("is taken of a number that is too large or too intricate")
    if total.excess:
        raise ValueError(f"is too large: {total.excess}")
    return function.build(*arguments), total


def _count(function: Function) -> str:
    if function.fewest < function.most:
        return f"{function.fewest} to {function.most} arguments"
    return f"{function.fewest} argument" + "s" * (function.fewest > 1)


def _intricate(number: Size, value: Size) -> bool:
    """Whether the digits of a function of a number may be out of reach."""
    huge = value.towers > 0 and number.bits > _BITS
    return huge or number.nodes > _NUMBER or value.towers > 1


def _exponent(argument: sp.Expr) -> sp.Rational:
    """The largest power that an exponential becomes: exp(n log a) is aⁿ."""
    terms = (term for term in sp.Add.make_args(argument) if term.has(sp.log))
    return max((abs(term.as_coeff_Mul()[0]) for term in terms), default=sp.S.One)


def _absolute(argument: sp.Expr) -> sp.Expr:
    if argument.is_extended_nonnegative:
        return argument
    return -argument if argument.is_extended_nonpositive else sp.Abs(argument, evaluate=False)


def _extremum(kind: type[sp.Max] | type[sp.Min]) -> Function:
    def build(*arguments: sp.Expr) -> sp.Expr:
        if any(argument.is_extended_real is False for argument in arguments):
            raise ValueError("is only known for real numbers")
        distinct = tuple(dict.fromkeys(arguments))
        rational = all(argument.is_Rational for argument in distinct)
        return distinct[0] if len(distinct) == 1 else kind(*distinct, evaluate=rational)

    return Function(build, 2, 10)


FUNCTIONS: Mapping[str, Function] = {
    **{function.__name__: Function(function) for function in (*EXPONENTIALS, sp.log)},
    "sqrt": Function(sp.sqrt),
    "conjugate": Function(sp.conjugate),
    # Abs, Max and Min is how SymPy prints them.
    **dict.fromkeys(("abs", "Abs"), Function(_absolute)),
    **dict.fromkeys(("max", "Max"), _extremum(sp.Max)),
    **dict.fromkeys(("min", "Min"), _extremum(sp.Min)),
}
