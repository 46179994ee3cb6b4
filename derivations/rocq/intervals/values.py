"""The signs of numbers."""

from fractions import Fraction
from math import ceil, floor

from beyondthermal.derivations.verify.terms import Term, parts
from beyondthermal.derivations.verify.values import value

from ..syntax.printer import number, settled, text
from .between import enclosed

__all__ = ["sign", "sign_by_enclosure"]

_GRID = 10**9
# How near 1 a root is whose logarithm is bounded: where that isn't enough, nearer.
_NEAR = (Fraction(1, 1 << 10), Fraction(1, 1 << 20))
_WITH_STEPS = ("cbrt", "exp", "log", "abs", "max", "min")


def sign(relation: str, term: Term) -> str:
    """Tactics for a relation of a number to 0; of square roots bounds are enough."""
    term = settled(term)
    if parts(term, *_WITH_STEPS):
        return sign_by_enclosure(relation, term)
    roots = [t for t in parts(term, "sqrt") if value(t)[0] < value(t)[1]]
    bounds = "".join(
        f"pose proof (rule_sqrt_between {_argument(t[1])} {low} {high} ltac:(lra) ltac:(lra)).\n"
        for t in roots
        for low, high in [map(_argument, map(number, _short(*value(t))))]
    )  # fmt: skip
    return f"{bounds}by_value."


def sign_by_enclosure(relation: str, term: Term) -> str:
    """The same, by fractions between which each part lies.

    Raises
    ------
    ValueError
        If these are on both sides of 0.
    """
    for near in _NEAR:
        lines, found = enclosed(term, near)
        is_seen = {">": found.low > 0, ">=": found.low >= 0, "!=": found.low > 0 or found.high < 0}
        if is_seen.get(relation):
            side = f"apply {'Rgt' if found.low > 0 else 'Rlt'}_not_eq; unfold Rgt; "
            return "\n".join([*lines, f"{side if relation == '!=' else ''}{found.close}."])
    raise ValueError("a value too close to zero")


def _argument(term: Term) -> str:
    return text(settled(term), closed=True)


def _short(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """A little wider, with short fractions."""
    return Fraction(floor(low * _GRID), _GRID), Fraction(ceil(high * _GRID), _GRID)
