"""The domain of the symbols of a claim: a range for each, and relations among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Domain

__all__ = ["RELATIONS", "Domains", "End", "between", "related"]

End = tuple[sp.Expr, bool] | None
RELATIONS: Mapping[str, type[sp.Rel]] = {
    "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "=": sp.Eq, "!=": sp.Ne,
}  # fmt: skip


@dataclass
class Domains:
    """Ranges of symbols, relations among them, and those that are a claim's own."""

    sides: dict[sp.Symbol, sp.Set] = field(default_factory=dict)
    relations: list[sp.Basic] = field(default_factory=list)

    own: list[sp.Basic] = field(default_factory=list)

    def about(self, *expressions: sp.Expr) -> Domain:
        """What concerns some expressions, as `decide` takes it.

        Relations of the claim's own count in any case: they may leave nothing of the domain.
        """
        used = {s for e in (*expressions, *self.own) for s in e.free_symbols}
        related = list(self.relations)
        kept: list[sp.Basic] = []
        while (found := next((r for r in related if r.free_symbols & used), None)) is not None:
            related.remove(found)
            kept.append(found)
            used |= found.free_symbols
        sides = {s: d for s, d in self.sides.items() if s in used and d != sp.S.Complexes}
        return [sides, *kept, *self.own] if kept or self.own else sides


def related(left: sp.Expr, relation: str, right: sp.Expr) -> list[sp.Basic]:
    """A relation for `decide`; nothing if it always holds.

    Raises
    ------
    ValueError
        If it never does.
    """
    found = RELATIONS[relation](left, right)
    if found == sp.false:
        raise ValueError(f"{left} {relation} {right} is never so")
    return [] if found == sp.true else [found]


def between(low: End, symbol: sp.Symbol, high: End) -> list[sp.Basic]:
    """That a symbol is between two ends, each of which may be open, or not there."""
    signs = {True: "<", False: "<="}
    return [
        *(related(low[0], signs[low[1]], symbol) if low else ()),
        *(related(symbol, signs[high[1]], high[0]) if high else ()),
    ]
