"""The ends of the range of X, where v = k log X has ends that are fractions.

They are exponentials of fractions: a little farther out there is a fraction of five digits.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor

from beyondthermal.derivations.verify.leaves import INFINITY, Box, Range

from ..syntax.identifiers import name_of
from ..syntax.printer import number, text
from .between import log_above, log_below

__all__ = ["widened", "within"]

_NEAR = Fraction(1, 1 << 20)


def widened(box: Box, of: Mapping[str, str], old: Box) -> Box:
    """Ranges of new variables that end at fractions of a few digits."""
    return {**box, **{X: _widened(box[X], old[v]) for v, X in of.items()}}


def _widened(side: Range, old: Range) -> Range:
    low, low_open, high, high_open = side
    if _is_moved(old[0]):
        low = _rounded(Fraction(low), -1)
    if _is_moved(old[2]):
        high = _rounded(Fraction(high), 2)
    return low, low_open, high, high_open


def _is_moved(end: float | Fraction) -> bool:
    return end not in (INFINITY, -INFINITY, 0)


def _rounded(x: Fraction, steps: int) -> Fraction:
    step = Fraction(1, 10**4)
    while x > 10**5 * step:
        step *= 10
    while x < 10**4 * step:
        step /= 10
    return (floor(x / step) + steps) * step


def within(v: str, X: str, k: int, old: Range, new: Range) -> Iterator[str]:
    """Tactics that show that X is between its ends, since v = k log X is between others."""
    for end, bound, is_low in ((old[0], new[0], True), (old[2], new[2], False)):
        if not _is_moved(end):
            continue
        assert not isinstance(end, float)
        assert not isinstance(bound, float)
        least, why = (log_below if is_low else log_above)(Fraction(bound), _NEAR)
        if (k * least >= end) if is_low else (k * least <= end):
            raise ValueError("a range that ends too far out")
        a, x = text(number(bound), closed=True), name_of(X)
        rule, said = ("low", f"{a} < {x}") if is_low else ("high", f"{x} < {a}")
        ends = f"{k} {text(number(end), closed=True)} {text(number(least), closed=True)}"
        yield (f"assert ({said}) by (apply (rule_exp_{rule} {ends}); "
               f"[lra | assumption | lra | lra | {why} | lra]).")  # fmt: skip
