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
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

from .decision import decide
from .decision.boxes import Where, question
from .decision.proof import Proof, Verdict, all_of, identity
from .decision.single_root import has_the_sign_of
from .definitions import unfold
from .operator_equations import OPERATORS, pairs

__all__ = ["Cut", "Iff", "Leading", "Meaning", "Rounded", "judge", "lim"]


class lim(sp.Function):  # noqa: N801 (mathematics, like sin)
    """The limit of an expression: lim(f, x, 0, y, oo) is a joint one.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> judge((sp.Eq(lim(x * y / (x + y), x, 0, y, 0), 0),)).verdict.name
    'PROVED'
    """

    @property
    def point(self) -> dict[sp.Symbol, sp.Expr]:
        """Where each variable tends to."""
        return dict(zip(self.args[1::2], self.args[2::2], strict=True))

    def _latex(self, printer: LatexPrinter) -> str:
        below = r",\, ".join(
            rf"{printer.doprint(v)} \to {printer.doprint(at)}" for v, at in self.point.items()
        )
        return rf"\lim_{{{below}}} {printer.parenthesize(self.args[0], 40)}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        inside = printer._print(self.args[0])
        shown = prettyForm(*_tending(printer, self.point).left("lim"))
        if self.args[0].is_Add:
            inside = prettyForm(*inside.parens())
        return prettyForm(*shown.right(" ", inside), binding=prettyForm.FUNC)


def _tending(printer: PrettyPrinter, point: Mapping[sp.Symbol, sp.Expr]) -> prettyForm:
    """X → 0, y → ∞ in brackets."""
    shown: list[Any] = []
    for variable, at in point.items():
        shown += [", "] * bool(shown) + [printer._print(variable), " → ", printer._print(at)]
    first, *rest = shown
    return prettyForm(*prettyForm(*first.right(*rest)).parens())


class _Close(Relational):
    """Two sides that are equal to the precision that is displayed."""

    rel_op = "≃"
    __slots__ = ()

    def __new__(cls, *args: Any, **_: Any) -> "_Close":
        """Nothing is evaluated."""
        return sp.Basic.__new__(cls, *map(sp.sympify, args))  # type: ignore[no-any-return]


class Leading(_Close):
    """f ≃ leading as a variable tends to a point: what is left is small beside the last term."""

    @property
    def point(self) -> dict[sp.Symbol, sp.Expr]:
        """Where the variable tends to."""
        _, _, variable, at = self.args
        return {variable: at}

    def _latex(self, printer: LatexPrinter) -> str:
        left, right, variable, at = map(printer.doprint, self.args)
        return rf"{left} \simeq {right} \quad ({variable} \to {at})"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        left, right = map(printer._print, self.args[:2])
        return prettyForm(*left.right(" ≃ ", right, "  ", _tending(printer, self.point)))


class _Printed(_Close):
    """A number and the digits of it that are printed, as a decimal fraction."""

    word = ""

    def __new__(cls, value: Any, digits: Any, **_: Any) -> "_Printed":
        """The digits stay as they are printed."""
        text = digits if isinstance(digits, Str) else Str(str(digits))
        return sp.Basic.__new__(cls, sp.sympify(value), text)  # type: ignore[no-any-return]

    @property
    def printed(self) -> sp.Rational:
        """The printed number."""
        return sp.Rational(str(self.args[1]))

    @property
    def unit(self) -> sp.Rational:
        """One unit of the last digit."""
        return sp.Rational(1, 10 ** len(str(self.args[1]).partition(".")[2]))

    @property
    def between(self) -> tuple[sp.Rational, sp.Rational]:
        """The numbers of which these are the digits: from the first one up to the second one."""
        raise NotImplementedError

    def _latex(self, printer: LatexPrinter) -> str:
        value, digits = map(printer.doprint, self.args)
        return rf"{value} \simeq {digits} \quad \text{{({self.word})}}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        value, digits = map(printer._print, self.args)
        return prettyForm(*value.right(" ≃ ", digits, f"  ({self.word})"))


class Rounded(_Printed):
    """A number that is printed rounded: it is at most half a unit of the last digit away.

    Examples
    --------
    >>> judge((Rounded(sp.sqrt(2), "1.414"), Rounded(sp.sqrt(5), "2.236"))).verdict.name
    'PROVED'
    >>> judge((Rounded(sp.sqrt(2), "1.415"),)).verdict.name
    'REFUTED'
    """

    word = "rounded"

    @property
    def between(self) -> tuple[sp.Rational, sp.Rational]:
        """Half a unit to both sides."""
        return self.printed - self.unit / 2, self.printed + self.unit / 2


class Cut(_Printed):
    """A positive number of which the later digits are cut off: less than a unit above."""

    word = "cut"

    @property
    def between(self) -> tuple[sp.Rational, sp.Rational]:
        """Up to a unit more."""
        return self.printed, self.printed + self.unit


class Iff(_Close):
    """One relation holds where another one does: two equations, or the same inequality.

    It is decided by the ratio of the differences of their sides, which has to have a sign; or, for
    a polynomial and its root, by counting the roots.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> judge((Iff(sp.Eq(x**2 - y**2, 0), sp.Eq(x, y)),)).verdict.name
    'PROVED'
    """

    rel_op = "⟺"

    def _latex(self, printer: LatexPrinter) -> str:
        one, other = map(printer.doprint, self.args)
        return rf"{one} \iff {other}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        one, other = map(printer._print, self.args)
        return prettyForm(*one.right("  ⟺  ", other))


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
    """
    if not statement:
        raise ValueError("Argument `statement` must have at least one part, but is empty.")
    return all_of(*(_decided(part, meaning) for part in statement))


def _decided(part: sp.Basic, meaning: Meaning) -> Proof:
    if not isinstance(part, Relational):
        raise ValueError(f"Argument `statement` must hold relations, but has {part}.")
    left, right = part.args[:2]
    if isinstance(part, Iff):
        return _equivalent(part, meaning)
    if isinstance(part, _Printed):
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
        entries = pairs(part, meaning.matrices)
        unfolded = (map(meaning.unfold, pair) for pair in entries)
        return all_of(
            *(_equality(*pair, meaning.where) for pair in unfolded), method="entry by entry"
        )
    return _equality(meaning.unfold(left), meaning.unfold(right), meaning.where)


def _of_operators(side: sp.Basic) -> bool:
    matrix = isinstance(side, sp.MatrixBase | sp.MatrixExpr)
    return matrix or any(not name.is_commutative for name in side.free_symbols)


def _equality(left: sp.Expr, right: sp.Expr, where: Where) -> Proof:
    """As rational functions if they are, else by the engine, on the domain."""
    try:
        if found := identity(left, right):
            return found
    except ValueError:
        pass
    return decide.equality(left, right, where=_of(where, left, right))


def _bound(left: sp.Expr, relation: str, right: sp.Expr, meaning: Meaning) -> Proof:
    one, other = meaning.unfold(left), meaning.unfold(right)
    return decide.bound(one, relation, other, where=_of(meaning.where, one, other))


def _limit(left: lim, right: sp.Expr, meaning: Meaning) -> Proof:
    """A joint limit; one within the other is taken first."""
    point, inside, joint = left.point, left.args[0], True
    while isinstance(inside, lim):
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
    where, alike = _of(meaning.where, one, other), kinds == {"=="}
    sides = question([one, other], where).box.values()
    if len(sides) == 1 and (found := has_the_sign_of(one, other, *sides)):
        return found
    ratio = sp.cancel(one / other, extension=True)
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
