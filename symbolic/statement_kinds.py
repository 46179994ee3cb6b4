"""What statements consist of besides SymPy's relations: limits, and sides that are nearly equal."""

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

__all__ = ["Cut", "Iff", "InDimensions", "Leading", "Printed", "Rounded", "lim", "of", "sup"]


class lim(sp.Function):  # noqa: N801 (mathematics, like sin)
    """The limit of an expression: lim(f, x, 0, y, oo) is a joint one.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> lim(x * y / (x + y), x, 0, y, 0).point
    {x: 0, y: 0}
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


class sup(lim):  # noqa: N801 (mathematics, like sin)
    """The supremum of an expression on the domain, and where it comes close: sup(f, x, 0, y, oo).

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> sup(x / (x + 1), x, sp.oo).point
    {x: oo}
    """

    def _latex(self, printer: LatexPrinter) -> str:
        below = ",".join(map(printer.doprint, self.point))
        return rf"\sup_{{{below}}} {printer.parenthesize(self.args[0], 40)}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        inside = printer._print(self.args[0])
        if self.args[0].is_Add:
            inside = prettyForm(*inside.parens())
        return prettyForm(*inside.left("sup "), binding=prettyForm.FUNC)


def _tending(printer: PrettyPrinter, point: Mapping[sp.Symbol, sp.Expr]) -> prettyForm:
    """X → 0, y → ∞ in brackets."""
    shown: list[Any] = []
    for variable, at in point.items():
        shown += [", "] * bool(shown) + [printer._print(variable), " → ", printer._print(at)]
    first, *rest = shown
    return prettyForm(*prettyForm(*first.right(*rest)).parens())


class of(sp.Function):  # noqa: N801 (mathematics, like sin)
    """A name at given x and y: of(C, y, x) is C with the reservoirs exchanged."""

    def _latex(self, printer: LatexPrinter) -> str:
        name, *factors = map(printer.doprint, self.args)
        return f"{name}({', '.join(factors)})"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        name, first, second = map(printer._print, self.args)
        return prettyForm(*name.right("(", first, ", ", second, ")"), binding=prettyForm.FUNC)


class _Close(Relational):
    """Two sides that are equal to the precision that is displayed."""

    rel_op = "≃"
    __slots__ = ()

    def __new__(cls, *args: Any, **_: Any) -> "_Close":
        """Nothing is evaluated."""
        made: _Close = sp.Basic.__new__(cls, *map(sp.sympify, args))
        return made


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


class Printed(_Close):
    """A number and the digits of it that are printed, as a decimal fraction."""

    word: str
    # Where the number may lie, from the printed one on, in units of the last digit.
    span: tuple[sp.Rational, sp.Rational]

    def __new__(cls, value: Any, digits: Any, **_: Any) -> "Printed":
        """The digits stay as they are printed."""
        text = digits if isinstance(digits, Str) else Str(str(digits))
        made: Printed = sp.Basic.__new__(cls, sp.sympify(value), text)
        return made

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
        low, high = (self.printed + end * self.unit for end in self.span)
        return low, high

    def _latex(self, printer: LatexPrinter) -> str:
        value, digits = map(printer.doprint, self.args)
        return rf"{value} \simeq {digits} \quad \text{{({self.word})}}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        value, digits = map(printer._print, self.args)
        return prettyForm(*value.right(" ≃ ", digits, f"  ({self.word})"))


class Rounded(Printed):
    """A number that is printed rounded: it is at most half a unit of the last digit away.

    Examples
    --------
    >>> Rounded(sp.sqrt(2), "1.414").between
    (2827/2000, 2829/2000)
    """

    word, span = "rounded", (-sp.S.Half, sp.S.Half)


class Cut(Printed):
    """A positive number of which the later digits are cut off: less than a unit above."""

    word, span = "cut", (sp.S.Zero, sp.S.One)


class Iff(_Close):
    """One relation holds where another one does: two equations, or the same inequality.

    It is decided by the ratio of the differences of their sides, which has to have a sign; or, for
    a polynomial and its root, by counting the roots.
    """

    rel_op = "⟺"

    def _latex(self, printer: LatexPrinter) -> str:
        one, other = map(printer.doprint, self.args)
        return rf"{one} \iff {other}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        one, other = map(printer._print, self.args)
        return prettyForm(*one.right("  ⟺  ", other))


class InDimensions(_Close):
    """An equation of operators, for any d × d matrices in their places, for each d that is listed.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> A, rho = symbols("A_matrix rho")
    >>> InDimensions(sp.Eq(A * rho, rho * A, evaluate=False), 2, 3).sizes
    (2, 3)
    """

    rel_op = "for all"

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of rows."""
        return tuple(map(int, self.args[1:]))

    def _latex(self, printer: LatexPrinter) -> str:
        shown, *sizes = map(printer.doprint, self.args)
        return rf"{shown} \quad (d \times d,\; d = {', '.join(sizes)})"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        sizes = ", ".join(map(str, self.sizes))
        return prettyForm(*printer._print(self.args[0]).right(f"  (d × d, d = {sizes})"))
