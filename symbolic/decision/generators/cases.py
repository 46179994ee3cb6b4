"""Every choice of the signs that aren't known, one case after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import sympy as sp

from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

from .generators import Generators
from .possible import Signed, possible
from .relations import Relation

__all__ = ["Case", "cases"]

Values: TypeAlias = dict[sp.Symbol, sp.Expr]
Relations: TypeAlias = dict[sp.Symbol, Relation]
# What a quantity and its sign are, what is zero, and what this says of its sign.
Side: TypeAlias = tuple[Values, Relations, Signed]

_MOST = 16


@dataclass(frozen=True)
class Case:
    """Moduli and signs without a choice.

    Attributes
    ----------
    values
        What the moduli and signs are, in this case.
    given
        The relations between generators, which may hold moduli.
    """

    values: Mapping[sp.Symbol, sp.Expr]
    given: Mapping[sp.Symbol, Relation]

    def put(self, expr: sp.Expr) -> sp.Expr:
        """An expression with these values."""
        while self.values and expr.has(*self.values):
            expr = expr.xreplace(dict(self.values))
        return expr

    @property
    def relations(self) -> Relations:
        """The relations with these values."""
        found = {}
        for g, relation in self.given.items():
            inside = sp.together(self.put(relation.above) / self.put(relation.below))
            above, below = map(sp.expand, sp.fraction(inside))
            found[g] = Relation(self.put(relation.power), above, below)
        return found


def cases(generators: Generators) -> Iterator[Case]:
    """All of them: at each point one of them holds.

    Raises
    ------
    NoExactRouteError
        If they are too many.
    """
    sides = [_sides(generators, size, f) for size, f in generators.moduli.items()]
    if sp.prod(len(side) for side in sides) > _MOST:
        raise NoExactRouteError("too many signs that aren't known")
    for chosen in product(*sides):
        values: Values = {}
        vanishing: Relations = {}
        for put, zero, _ in chosen:
            values |= put
            vanishing |= zero
        if possible(signed for *_, signed in chosen):
            yield Case(values, generators.relations | vanishing)


def _sides(generators: Generators, size: sp.Symbol, f: sp.Expr) -> list[Side]:
    """|f| as f and as -f; and where f is zero, if there is its sign."""
    sign, known = generators.signs.get(size), generators.quantities.sign(f)
    sides: list[Side] = []
    for side in (known,) if known else (1, -1):
        put = {size: side * f} | ({sign: sp.Integer(side)} if sign else {})
        sides.append((put, {}, Signed(f, side, strict=sign is not None)))
    if sign:
        g = next((s for s in sorted(f.free_symbols, key=str) if sp.LC(f, s).is_Rational), None)
        if g is None or g in generators.relations:
            raise NoExactRouteError(f"no exact route where {f} is zero")
        zero = Relation(sp.expand(f / sp.LC(f, g)), sp.S.Zero)
        put = {size: sp.S.Zero, sign: sp.S.Zero}
        sides.append((put, {g: zero}, Signed(f, 0, strict=True)))
    return sides
