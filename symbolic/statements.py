"""Statements as questions: what is displayed is what is decided.

A statement is one of these, or several of them that hold together:

    Eq, Lt, Le, Gt, Ge              everywhere on the domain; of operators, entry by entry
    Eq(lim(f, v, a, …), L)          a limit, jointly in all its variables; nested, one by one
    Eq(f, leading + O(rest))        an expansion with its rest, |f - leading| <= K |rest|
    Leading(f, leading, v, a)       f ≃ leading as v → a: what is left is o(the last term)
    Rounded(f, "0.387"), Cut(…)     a number, and the digits of it that are printed
    Iff(one, other)                 two equations, or two inequalities, of which each is the other

Names are unfolded by `definitions.unfold` until only those of the domain are left.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import sympy as sp
from sympy.core.relational import Relational

from .decision import decide
from .decision.boxes import Where
from .decision.conditions import conditions
from .decision.proof import Proof, Verdict, all_of, identity
from .definitions import unfold
from .operator_equations import OPERATORS, pairs
from .statement_kinds import Cut, Iff, Leading, Printed, Rounded, lim

__all__ = ["Cut", "Iff", "Leading", "Meaning", "Rounded", "judge", "lim"]


@dataclass(frozen=True)
class Meaning:
    """The domain of a statement, and what its names stand for.

    Attributes
    ----------
    where
        Range of each variable; names in it are not unfolded.
    at
        What a name stands for in this statement, before the table of definitions is asked.
    local
        Matrices of operators, and what other names stand for that belong to one model only.
    """

    where: Where = field(default_factory=dict)
    at: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict)
    local: Mapping[sp.Basic, sp.Basic] = field(default_factory=dict)

    def unfold(self, expr: sp.Basic) -> sp.Basic:
        """An expression in the variables."""
        local = {k: v for k, v in self.local.items() if isinstance(v, sp.Expr)}
        return unfold(expr, keep=self.where, at={**local, **self.at})

    @property
    def matrices(self) -> Mapping[sp.Basic, sp.Basic]:
        """The matrix of every operator."""
        return {**OPERATORS, **self.local}


def judge(statement: tuple[sp.Basic, ...], meaning: Meaning = Meaning()) -> Proof:
    """Decide a statement, all of it.

    Raises
    ------
    ValueError
        If a part of it is none of the statements above.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import POSITIVE, symbols
    >>> x, y = symbols("x y")
    >>> everywhere = Meaning(dict.fromkeys((x, y), POSITIVE))
    >>> judge((sp.Eq(lim(x * y / (x + y), x, 0, y, 0), 0),), everywhere).verdict.name
    'PROVED'
    >>> judge((Iff(sp.Eq(x**2 - y**2, 0), sp.Eq(x, y)),), everywhere).verdict.name
    'PROVED'
    >>> judge((Rounded(sp.sqrt(2), "1.415"),)).verdict.name
    'REFUTED'
    """
    if not statement:
        raise ValueError("Argument `statement` must have at least one part, but is empty.")
    return all_of(*(_decided(part, meaning) for part in statement))


def _decided(part: sp.Basic, meaning: Meaning) -> Proof:
    if not isinstance(part, Relational):
        raise ValueError(f"Argument `statement` must hold relations, but has {part}.")
    left, right = part.args[:2]
    if part.has(lim) and not (isinstance(part, sp.Eq) and isinstance(left, lim)):
        raise ValueError(f"Argument `statement` must say what limits are, but has {part}.")
    if isinstance(part, Iff):
        return _equivalent(part, meaning)
    if isinstance(part, Printed):
        low, high = part.between
        return all_of(_bound(left, ">=", low, meaning), _bound(left, "<", high, meaning))
    if isinstance(part, Leading):
        return _expansion(left, right, part.point, meaning)
    if isinstance(left, lim):
        return _limit(left, right, meaning)
    if not isinstance(part, sp.Eq):
        return _bound(left, part.rel_op, right, meaning)
    if orders := right.atoms(sp.Order):
        (order,) = orders
        point = dict(zip(order.variables, order.point, strict=True))
        return _expansion(left, right, point, meaning)
    if _of_operators(left) or _of_operators(right):
        found = (
            _equality(meaning.unfold(one), meaning.unfold(other), meaning.where)
            for one, other in pairs(part, meaning.matrices)
        )
        return all_of(*found, method="entry by entry")
    return _equality(meaning.unfold(left), meaning.unfold(right), meaning.where)


def _of_operators(side: sp.Basic) -> bool:
    return isinstance(side, sp.MatrixBase | sp.MatrixExpr) or not side.is_commutative


def _equality(left: sp.Expr, right: sp.Expr, where: Where) -> Proof:
    """As rational functions with values at the same points, else by the engine, on the domain."""
    with suppress(ValueError):
        if (found := identity(left, right)) and set(conditions(left)) == set(conditions(right)):
            return found
    return decide.equality(left, right, where=_of(where, left, right))


def _bound(left: sp.Expr, relation: str, right: sp.Expr, meaning: Meaning) -> Proof:
    one, other = meaning.unfold(left), meaning.unfold(right)
    return decide.bound(one, relation, other, where=_of(meaning.where, one, other))


def _limit(left: lim, right: sp.Expr, meaning: Meaning) -> Proof:
    """A joint limit; of limits of one variable each, one within the other is taken first."""
    point, inside, joint = left.point, left.args[0], True
    while isinstance(inside, lim):
        if len(left.point) > 1 or len(inside.point) > 1:
            raise ValueError(f"Argument `statement` has a joint limit within a limit: {left}.")
        point, inside, joint = inside.point | point, inside.args[0], False
    expr, value = meaning.unfold(inside), meaning.unfold(right)
    where = _of(meaning.where, expr, value, *point)
    return decide.limit(expr, point, value, joint=joint, where=where)


def _expansion(
    left: sp.Expr, right: sp.Expr, point: Mapping[sp.Symbol, sp.Expr], meaning: Meaning
) -> Proof:
    ((variable, at),) = point.items()
    expr, leading = meaning.unfold(left), meaning.unfold(right)
    where = _of(meaning.where, expr, leading)
    return decide.expansion(expr, variable, at, leading, where=where)


def _equivalent(part: Iff, meaning: Meaning) -> Proof:
    one, other = (meaning.unfold(side.args[0] - side.args[1]) for side in part.args)
    kinds = {side.rel_op for side in part.args}
    if len(kinds) > 1:
        raise ValueError(f"Argument `statement` must relate alike relations, but has {part}.")
    ratio = sp.cancel(one / other, extension=True)
    where, alike = _of(meaning.where, one, other), kinds == {"=="}
    found = decide.bound(ratio, ">", sp.S.Zero, where=where)
    if not found and alike and (below := decide.bound(ratio, "<", sp.S.Zero, where=where)):
        found = below
    if found:
        return all_of(found, method=f"one is the other times what has a sign: {found.method}")
    return Proof(Verdict.INCONCLUSIVE, f"the ratio of the two has no sign: {found.method}")


def _of(where: Where, *expressions: sp.Expr) -> Where:
    """The ranges of what occurs."""
    names = set().union(*(e.free_symbols for e in expressions))
    return {v: side for v, side in where.items() if v in names}
