"""How many digits an answer has: exact parameters, two precisions, and what rounding takes away.

Everything is computed at two precisions, first of all in double.
Where the two agree in their first digits, the second has all that were asked for.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias, TypeVar

from mpmath import mpf

from beyondthermal.numeric.precision import exact_value, mp
from beyondthermal.numeric.sizes import EXPONENT, readable

__all__ = [
    "DOUBLE",
    "GUARD",
    "Answer",
    "Exact",
    "Real",
    "Values",
    "attempt",
    "finite",
    "gap",
    "numbers",
    "settled",
]

Real: TypeAlias = int | float | str | Fraction | mpf
Exact = Mapping[str, Fraction]
Values = dict[Any, Any]
Result = TypeVar("Result")
Answer: TypeAlias = tuple[Result, Values]

DOUBLE, GUARD, MOST_DIGITS = 15, 15, 50_000


def finite(name: str, value: Real) -> Fraction:
    """The exact value of a number, or of a string such as "0.1" or "1/3"."""
    text = mp.nstr(value) if isinstance(value, mpf) else value
    if isinstance(text, str) and not readable(text):
        raise ValueError(
            f"Argument `{name}` must be a number from 1e-{EXPONENT} to 1e{EXPONENT}, or 0, "
            f"but got {text[:40]}."
        )
    try:
        return exact_value(value)
    except (TypeError, ValueError, ArithmeticError):
        raise ValueError(
            f"Argument `{name}` must be a finite number, but got {str(value)[:40]}."
        ) from None


def numbers(exact: Exact) -> dict[str, mpf]:
    """The parameters at the precision of the moment."""
    return {name: mp.mpf(x.numerator) / x.denominator for name, x in exact.items()}


def gap(a: Values, b: Values) -> mpf:
    """A bound on how far any value, or sqrt(GE), differs; infinite if GE has no digit in common."""
    with mp.workdps(DOUBLE):
        total = sum((abs(a.get(k, 0) - b.get(k, 0)) for k in a.keys() | b.keys()), mp.zero)
        if a["GE"] != b["GE"]:
            relative = abs(a["GE"] - b["GE"]) / abs(b["GE"]) if b["GE"] else mp.inf
            total += relative * mp.sqrt(abs(b["GE"])) if relative < 0.1 else mp.inf
        return total


def attempt(compute: Callable[[], Result]) -> Result | None:
    """None where a number vanished or ran out of range at this precision."""
    try:
        return compute()
    except (ZeroDivisionError, OverflowError):
        return None


def settled(
    solve: Callable[[int], Answer[Result]], rough: Values | None, exact: Exact, digits: int
) -> Answer[Result]:
    """What `solve` finds with so many digits that rounding is well below 10^-digits.

    Rounding costs as many digits at any precision, for the operations are the same.  So if values
    of k digits are off by 10^-3 at most, those of k + digits are by 10^-(digits + 3) at most.  Only
    where rates are so far apart that adding one to another changes nothing would two precisions
    agree on an error: hence digits for the square of the largest ratio from the start.
    """
    sizes = [abs(x) for x in exact.values() if x]
    spread = 2 * int(mp.ceil(mp.log10(numbers({"": max(sizes) / min(sizes)})[""])))
    working = DOUBLE + digits + spread
    while working < MOST_DIGITS + digits:
        answer = attempt(partial(solve, working))
        if rough and answer and gap(rough, answer[1]) < 1e-3:
            return answer
        rough, working = answer and answer[1], 2 * working
    raise ValueError(f"Argument `digits` must be smaller at these rates, but got {digits}.")
