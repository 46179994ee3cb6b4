"""Statements as questions: what is displayed is what is decided.

A statement is one of these, or several of them that hold together:

    Eq, Lt, Le, Gt, Ge              everywhere on the domain; Eq of operators, entry by entry
    Eq(lim(f, v, a, …), L)          a limit, jointly in all its variables; nested, one by one
    Eq(sup(f, v, a, …), L)          f <= L everywhere, and the limit of f there is L
    Eq(f, leading + O(rest))        an expansion with its rest, |f - leading| <= K |rest|
    Leading(f, leading, v, a)       f ≃ leading as v → a: what is left is o(the last term)
    Rounded(f, "0.387"), Cut(…)     a number, and the digits of it that are printed
    of(C, y, x) in any of these     a name at other inverse Boltzmann factors
    Iff(one, other)                 two equations, or two inequalities, of which each is the other
    InDimensions(equation, 2, 3)    an equation of operators, for any matrices of these sizes

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
from .decision.signs.single_root import has_the_sign_of
from .definitions import unfold
from .operator_equations import OPERATORS, pairs, prove, represent
from .statement_kinds import Cut, Iff, InDimensions, Leading, Printed, Rounded, lim, of, sup
from .symbols import NONNEGATIVE, POSITIVE, declared, elements

__all__ = [
    "Cut",
    "Iff",
    "InDimensions",
    "Leading",
    "Meaning",
    "Rounded",
    "any_matrices",
    "judge",
    "lim",
    "of",
    "sup",
]


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
        means = {k: v for k, v in local.items() if not k.is_Symbol}
        return unfold(expr.xreplace(means), keep=self.where, at={**local, **self.at})

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
    part = part.replace(sp.Determinant, lambda matrix: matrix.det())
    if not isinstance(part, Relational):
        raise ValueError(f"Argument `statement` must hold relations, but has {part}.")
    left, right = part.args[:2]
    if part.has(lim) and not (isinstance(part, sp.Eq) and isinstance(left, lim)):
        raise ValueError(f"Argument `statement` must say what limits are, but has {part}.")
    if isinstance(part, Iff):
        return _equivalent(part, meaning)
    if isinstance(part, InDimensions):
        return all_of(*(prove(left, any_matrices(left, d)) for d in part.sizes))
    if isinstance(part, Printed):
        low, high = part.between
        return all_of(_bound(left, ">=", low, meaning), _bound(left, "<", high, meaning))
    if isinstance(part, Leading):
        return _expansion(left, right, part.point, meaning)
    if isinstance(left, sup):
        bound = _bound(left.args[0], "<=", right, meaning)
        return all_of(bound, _limit(lim(*left.args), right, meaning))
    if isinstance(left, lim):
        return _limit(left, right, meaning)
    if not isinstance(part, sp.Eq):
        one, other = (_number(side, meaning) for side in (left, right))
        return _bound(one, part.rel_op, other, meaning)
    if orders := right.atoms(sp.Order):
        (order,) = orders
        point = dict(zip(order.variables, order.point, strict=True))
        return _expansion(left, right, point, meaning)
    if _of_operators(left) or _of_operators(right):
        entries = pairs(part, meaning.matrices)
        found = (
            _equality(meaning.unfold(one), meaning.unfold(other), meaning.where)
            for one, other in entries
        )
        return all_of(*found, method="entry by entry")
    return _equality(meaning.unfold(left), meaning.unfold(right), meaning.where)


def _of_operators(side: sp.Basic) -> bool:
    if any(isinstance(p, sp.MatrixBase | sp.MatrixExpr) for p in sp.preorder_traversal(side)):
        return True
    return not all(name.is_commutative for name in side.free_symbols)


def _number(side: sp.Expr, meaning: Meaning) -> sp.Expr:
    """What a product from a bra to a ket comes to; any other number is itself."""
    found = represent(side, meaning.matrices) if _of_operators(side) else side
    if not isinstance(found, sp.MatrixBase):
        return found
    if found.shape != (1, 1):
        raise ValueError(f"Argument `statement` must compare numbers, but has {side}.")
    return found[0]


def any_matrices(equation: sp.Eq, d: int) -> Mapping[sp.Basic, sp.Basic]:
    """A d × d matrix of independent unknowns for every operator."""
    operators = sorted((name for name in equation.free_symbols if not name.is_commutative), key=str)
    return {name: sp.Matrix(d, d, elements(str(name), d, d)) for name in operators}


def _equality(left: sp.Expr, right: sp.Expr, where: Where) -> Proof:
    """As rational functions with values at the same points, else by the engine, on the domain."""
    if left == right:
        return Proof(Verdict.PROVED, "one and the same expression")
    rooted = _in_roots(left, right)
    for sides in filter(None, ((left, right), rooted)):
        with suppress(ValueError):
            if (found := identity(*sides)) and set(conditions(left)) == set(conditions(right)):
                return found
    return decide.equality(left, right, where=_of(where, left, right))


def _in_roots(left: sp.Expr, right: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """With r² in the place of what is positive and stands under a root; None if nothing does."""
    powers = (p for p in left.atoms(sp.Pow) | right.atoms(sp.Pow) if p.exp.is_Rational)
    under = {p.base for p in powers if p.exp.q == 2 and p.base.is_Symbol and p.base.is_positive}
    roots = {v: declared(f"root_{v}", POSITIVE) ** 2 for v in under}
    return (sp.expand(left.subs(roots)), sp.expand(right.subs(roots))) if roots else None


def _bound(left: sp.Expr, relation: str, right: sp.Expr, meaning: Meaning) -> Proof:
    one, other, *positive = _without_logarithms(meaning.unfold(left), meaning.unfold(right))
    # A modulus of complex numbers may be any number that isn't negative.
    complex_ones = (m for m in one.atoms(sp.Abs) | other.atoms(sp.Abs) if not m.args[0].is_real)
    moduli = {m: declared(str(m), NONNEGATIVE) for m in complex_ones}
    one, other = one.xreplace(moduli), other.xreplace(moduli)
    where = _of(meaning.where, one, other)
    defined = (decide.bound(u, ">", sp.S.Zero, where=_of(meaning.where, u)) for u in positive)
    found = all_of(decide.bound(one, relation, other, where=where), *defined)
    if found or not moduli:
        return found
    return Proof(Verdict.INCONCLUSIVE, f"not shown for all values of {', '.join(map(str, moduli))}")


def _without_logarithms(one: sp.Expr, other: sp.Expr) -> tuple[sp.Expr, ...]:
    """Two logarithms are in the order of what stands under them, and that has to be positive."""
    sides = [side.args[0] if isinstance(side, sp.log) else side for side in (one, other)]
    under = tuple(u for u, side in zip(sides, (one, other), strict=True) if u is not side)
    if under and all(isinstance(side, sp.log) or side == 0 for side in (one, other)):
        return (*(sp.S.One if side == 0 else side for side in sides), *under)
    return one, other


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
    pairs = [_without_logarithms(*map(meaning.unfold, side.args)) for side in part.args]
    one, other = (first - second for first, second, *_ in pairs)
    kinds = {side.rel_op for side in part.args}
    if len(kinds) > 1:
        raise ValueError(f"Argument `statement` must relate alike relations, but has {part}.")
    where, alike = _of(meaning.where, one, other), kinds == {"=="}
    if (found := has_the_sign_of(one, other, where)) is not None:
        return found
    ratio = sp.cancel(one / other, extension=True)
    found = decide.bound(ratio, ">", sp.S.Zero, where=where)
    under = (u for _, _, *positive in pairs for u in positive)
    defined = (decide.bound(u, ">", sp.S.Zero, where=_of(where, u)) for u in under)
    if not found and alike and (below := decide.bound(ratio, "<", sp.S.Zero, where=where)):
        found = below
    if found:
        method = f"one is the other times what has a sign: {found.method}"
        return all_of(found, *defined, method=method)
    return Proof(Verdict.INCONCLUSIVE, f"the ratio of the two has no sign: {found.method}")


def _of(where: Where, *expressions: sp.Expr) -> Where:
    """The ranges of what occurs."""
    names = set().union(*(e.free_symbols for e in expressions))
    return {v: side for v, side in where.items() if v in names}
