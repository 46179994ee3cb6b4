"""Whether two sides of an equation need the same to have a value, seen in generators.

Each part that must not vanish, be negative or lack a value is written in generators, by rules that
hold wherever it has a value. Of parts within parts the inner ones are compared as well: so where
one side has a value, the parts of the other have theirs, from the inside out.
"""

from collections.abc import Iterable
from typing import TypeAlias

import sympy as sp

from beyondthermal.symbolic.decision.conditions import Condition
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.generators.gaussian import gaussian_factors
from beyondthermal.symbolic.decision.generators.generators import FinerError
from beyondthermal.symbolic.decision.generators.quantities import factors
from beyondthermal.symbolic.decision.generators.reading import Reader

__all__ = ["unmatched"]

Key: TypeAlias = tuple[str, sp.Expr]


def unmatched(
    one: Iterable[Condition], other: Iterable[Condition], *, real: bool
) -> list[Condition]:
    """The conditions of either side that aren't seen to follow from those of the other.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> left = [Condition(sp.sin(x), "zero")]
    >>> right = [Condition(sp.cos(x) - 1, "zero"), Condition(sp.cos(x) + 1, "zero")]
    >>> unmatched(left, right, real=True), unmatched(left, right[1:], real=True)
    ([], [Condition(part=sin(x), fault='zero')])
    """
    sides, order = [list(one), list(other)], 4
    while True:
        parts = (c.part for side in sides for c in side if isinstance(c.part, sp.Expr))
        reader = Reader(sp.Add(*parts), order, real)
        try:
            keys = [{c: _keys(c, reader) for c in side} for side in sides]
        except FinerError as error:
            order = error.order
            continue
        break
    held = [frozenset[Key]().union(*side.values()) for side in keys]
    pairs = ((keys[0], held[1]), (keys[1], held[0]))
    return [c for needed, known in pairs for c, found in needed.items() if not found <= known]


def _keys(condition: Condition, reader: Reader) -> frozenset[Key]:
    """What has to hold, one thing for each factor that must not vanish."""
    if not isinstance(condition.part, sp.Expr):
        return frozenset({(condition.fault, condition.part)})
    try:
        part = reader.on_its_own(condition.part)
        number, powers = factors(part)
    except NoExactRouteError:
        return frozenset({(condition.fault, condition.part)})
    known, exponentials = reader.generators.quantities, reader.generators.exponents
    unknown = [(f, n) for f, n in powers if not known.is_positive(f)]
    if condition.fault == "zero":
        _, powers = gaussian_factors(part, reader.generators.zeta, reader.generators.order)
        unknown = [(f, n) for f, n in powers if not known.is_positive(f)]
        zeros = (f for f, n in unknown if n > 0 and f not in exponentials)
        return frozenset((condition.fault, f) for f in zeros)
    if condition.fault == "negative":
        # Of f^n it matters only whether n is odd.
        left = sp.sign(number) * sp.Mul(*(f ** (n % 2 or 2) for f, n in unknown))
        return frozenset() if known.sign(left) == 1 else frozenset({(condition.fault, left)})
    return frozenset({(condition.fault, part)})
