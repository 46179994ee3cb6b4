"""Numbers of any precision: an mpmath context of one's own in every thread.

The precision of an mpmath context is one for all who use it, and mpmath's own context `mp` is
used by everybody: a thread that sets its precision takes digits from the others. The one here has
its own precision and its own numbers in each thread, so that nobody else sees either. What leaves a
function goes through `handed_out`, and is a number of mpmath's `mp` then.
"""

from collections.abc import Callable
from fractions import Fraction
from threading import RLock, local
from types import FunctionType
from typing import Any

import mpmath
from mpmath import MPContext
from mpmath.libmp import to_rational

__all__ = ["BALLS", "exact_value", "handed_out", "in_context_of", "mp"]


class _OfThisThread(MPContext, local):
    """A context that is made anew in each thread that asks for it."""


mp: Any = _OfThisThread()
# The precision of python-flint is one for all threads: who computes with it holds this.
BALLS = RLock()


def handed_out(value: Any) -> Any:
    """A number or a matrix as one of mpmath's own context, digit by digit the same.

    Examples
    --------
    >>> with mp.workdps(30):
    ...     third = handed_out(mp.mpf(1) / 3)
    >>> print(mpmath.nstr(third, 30), type(third) is mpmath.mpf)
    0.333333333333333333333333333333 True
    """
    if isinstance(value, mp.matrix):
        return mpmath.matrix(value)
    return value if isinstance(value, int) else mpmath.mp.convert(value)


def exact_value(value: Any) -> Fraction:
    """The value of an integer, a float, a fraction, a text or an mpmath number, as it is.

    Raises
    ------
    TypeError, ValueError, ArithmeticError
        If it is no finite number.
    """
    if hasattr(value, "_mpf_"):
        if not mp.isfinite(value):
            raise ValueError("not finite")
        return Fraction(*to_rational(value._mpf_))
    ratio = getattr(value, "as_integer_ratio", None)
    exact = Fraction(*ratio()) if ratio else Fraction(value)
    return Fraction(int(exact.numerator), int(exact.denominator))  # NumPy's would overflow


def in_context_of(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function lambdified for mpmath that computes in the context that its arguments belong to.

    By itself it would take square roots and constants from mpmath's own context, whatever the
    precision of the arguments' context is. Without an mpmath number among them, it takes `mp`.
    """
    known = function.__globals__
    others = {name: known[name] for name in function.__code__.co_names if name in known}
    names = [name for name in others if hasattr(mp, name)]

    def call(*arguments: Any) -> Any:
        context = next((x.context for x in arguments if hasattr(x, "context")), mp)
        own = {name: getattr(context, name) for name in names}
        return FunctionType(function.__code__, {**others, **own})(*arguments)

    return call
