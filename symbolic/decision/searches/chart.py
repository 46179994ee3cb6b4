"""A domain with relations among its symbols, as ranges, and answers about them told back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.decision.proof import Proof, Verdict

__all__ = ["Chart", "EmptyDomainError", "Relation", "Sides", "flat", "left_out", "without_moduli"]

Sides = dict[sp.Symbol, Any]


class EmptyDomainError(ValueError):
    """Nothing is left of a domain."""

    def __init__(self) -> None:
        super().__init__("Argument `where` must leave a domain, but nothing satisfies all of it.")


@dataclass(frozen=True)
class Relation:
    """A difference that is positive, or not negative; or one that is `apart` from zero."""

    difference: sp.Expr
    strict: bool
    apart: bool = False


@dataclass
class Chart:
    """A domain with relations, as ranges of the variables that are left and of new ones.

    Attributes
    ----------
    sides
        The range of each of them.
    to
        What is put for the others.
    exact
        Whether this is the domain, or one that contains it.
    asked, given
        All relations, and all ranges, as they were given.
    tending
        Where variables of a limit go, new ones too: y = x + t goes to b, and x to a, where t goes
        to b - a and x to a.
    """

    sides: Sides
    to: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)
    exact: bool = True
    asked: tuple[Relation, ...] = ()
    given: Sides = field(default_factory=dict)
    tending: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)

    def put(self, expr: sp.Expr) -> sp.Expr:
        """An expression in the variables of the ranges."""
        return expr.xreplace(self.to)

    def approach(self, point: Mapping[sp.Symbol, sp.Expr]) -> dict[sp.Symbol, sp.Expr]:
        """A point in the variables of the ranges."""
        return {v: at for v, at in {**point, **self.tending}.items() if v not in self.to}

    def told(self, found: Proof) -> Proof:
        """An answer about the ranges, in the variables as they were given."""
        if not self.asked:
            return found
        if found.verdict is not Verdict.REFUTED:
            return replace(found, method=f"{found.method}{self._words}") if found else found
        seen = dict(found.counterexample or {})
        here = {s: sp.Rational(seen.pop(str(s))) for s in self.sides if str(s) in seen}
        there = {v: expr.xreplace(here) for v, expr in self.to.items()} | {
            s: value for s, value in here.items() if s in self.given
        }
        if not self.exact and not self._holds(there):
            reason = "refuted only on a larger domain: not all of the relations could be used"
            return Proof(Verdict.INCONCLUSIVE, reason)
        point = {
            str(v): str(value)
            for v, value in sorted(there.items(), key=str)
            if not value.free_symbols
        }
        for key in ("on the path", "on another path"):
            if self.to and key in seen:
                seen[key] += self._words
        return replace(found, counterexample=point | seen)

    @property
    def _words(self) -> str:
        parts = [f"{v} = {expr}" for v, expr in self.to.items()]
        parts += [f"{s} in {side}" for s, side in self.sides.items() if s not in self.given]
        return f"; with {', '.join(parts)}" if self.to else ""

    def _holds(self, point: Mapping[sp.Symbol, sp.Expr]) -> bool:
        """Whether a point is certainly in the domain that was asked for."""
        inside = (side.contains(point.get(s, sp.nan)) for s, side in self.given.items())
        if not all(found is sp.true for found in inside):
            return False
        signs = [sign_at(r.difference.xreplace(dict(point)), {}) for r in self.asked]
        return all(
            sign is not None and (sign > 0 or (r.apart and sign < 0) or (not sign and not r.strict))
            for sign, r in zip(signs, self.asked, strict=True)
        )


def flat(parts: Iterable[Any], sides: Sides) -> Iterator[Relation]:
    """The relations among the parts of a domain; ranges go into `sides`."""
    for part in parts:
        if isinstance(part, Mapping):
            for s, side in part.items():
                sides[s] = sp.Intersection(sides.get(s, side), side)
        elif isinstance(part, sp.And):
            yield from flat(part.args, sides)
        elif part is False or part is sp.false:
            raise EmptyDomainError
        elif isinstance(part, sp.Gt | sp.Ge | sp.Lt | sp.Le):
            yield Relation(part.gts - part.lts, isinstance(part, sp.Gt | sp.Lt))
        elif isinstance(part, sp.Eq):
            yield Relation(part.lhs - part.rhs, strict=False)
            yield Relation(part.rhs - part.lhs, strict=False)
        elif isinstance(part, Relation):
            yield part
        elif isinstance(part, sp.Ne) and (off := left_out(part)) is not None:
            s, value = off
            sides[s] = sides.get(s, sp.Reals) - sp.FiniteSet(value)
        elif isinstance(part, sp.Ne):
            raise ValueError(
                f"Argument `where` can have {part.lhs} != {part.rhs} only of an equation."
            )
        elif part is not True and part is not sp.true:
            raise ValueError(
                f"Argument `where` must have relations as x < y, but got {part!s:.50}."
            )


def left_out(part: sp.Ne) -> tuple[sp.Symbol, sp.Expr] | None:
    """The symbol that doesn't have a value, and the value; None if it is no such relation.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> left_out(sp.Ne(symbol("x"), 1))
    (x, 1)
    """
    one, other = part.args
    pairs = ((one, other), (other, one))
    return next((p for p in pairs if p[0].is_Symbol and p[1].is_number), None)


def without_moduli(relation: Relation, chart: Chart) -> list[Relation]:
    """C - |u| > 0 is c - u > 0 and c + u > 0."""
    d = sp.expand(relation.difference)
    found = next(iter(d.atoms(sp.Abs)), None)
    if found is None:
        return [replace(relation, difference=d)]
    u, k = found.args[0], d.coeff(found)
    if not k.is_negative or (d - k * found).has(found):
        chart.exact = False
        return []
    both = (replace(relation, difference=d.xreplace({found: sign * u})) for sign in (1, -1))
    return [part for each in both for part in without_moduli(each, chart)]
