"""For which values a statement is made, in words: ranges, and what names stand for in it.

What is assumed throughout is said once, where the document begins, and is no condition of a
statement: rates are positive, and every symbol is in its range in the table of symbols.
"""

import re
from collections.abc import Collection, Mapping
from itertools import groupby

import sympy as sp
from sympy.printing.str import StrPrinter

from beyondthermal.derivations.ordering import factors, tens, terms
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.symbols import POSITIVE, TABLE

__all__ = ["ANY_MATRIX", "condition", "domain", "text"]

ANY_MATRIX = "any matrix $ρ$"
_ROWS = {row.symbol: row for row in TABLE}
_TEXT = {row.symbol: row.text for row in TABLE}
_DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_UP = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class _Printer(StrPrinter):
    """One line of Unicode, as prose has it between dollar signs."""

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        # A name that isn't in the table is a letter with a number, if there is one.
        return str(_TEXT.get(expr) or expr.name.translate(_DOWN))

    def _print_Add(self, expr: sp.Add, order: object = None) -> str:
        first, *rest = (
            f"({self._print(term)})" if term.is_Add else str(self._print(term))
            for term in terms(expr)
        )
        return first + "".join(f" - {t[1:]}" if t[0] == "-" else f" + {t}" for t in rest)

    def _print_Mul(self, expr: sp.Mul) -> str:
        minus, above, below, behind = factors(expr)
        sides = (*above, *behind), below
        over, under = ("*".join(str(self.parenthesize(f, 50)) for f in side) for side in sides)
        under = f"({under})" if len(below) > 1 else under
        return "-" * minus + (over or "1") + f"/{under}" * bool(below)

    def _print_Pow(self, expr: sp.Pow, rational: bool = False) -> str:
        if expr.exp.is_Integer and expr.exp != -1:
            base = str(self.parenthesize(expr.base, 60))
            # x^λ is one symbol.
            base = f"({base})" if "^" in base else base
            return base + str(expr.exp).translate(_UP)
        if expr.exp == sp.Rational(1, 3):
            return f"∛({self._print(expr.base)})"
        return str(super()._print_Pow(expr, rational))

    def _print_ImaginaryUnit(self, expr: sp.Expr) -> str:
        return "i"

    def _print_Rational(self, expr: sp.Rational) -> str:
        if not (found := tens(expr)):
            return str(super()._print_Rational(expr))
        digit, ten = found[0], "10" + str(-found[1]).translate(_UP)
        return {1: ten, -1: f"-{ten}"}.get(digit, f"{digit} · {ten}")

    def _print_conjugate(self, expr: sp.conjugate) -> str:
        return f"{self.parenthesize(expr.args[0], 60)}∗"

    def _print_Abs(self, expr: sp.Abs) -> str:
        return f"|{self._print(expr.args[0])}|"

    def _print_Max(self, expr: sp.Max) -> str:
        return f"max({self.stringify(expr.args, ', ')})"

    def doprint(self, expr: sp.Basic) -> str:
        """The line, with the signs of print."""
        shown = str(super().doprint(expr)).replace("sqrt", "√").replace("oo", "∞")
        shown = re.sub(r"√\((\w+)\)", r"√\1", shown)
        return shown.replace("-", "−").replace("*", " ")


# One line of Unicode.
text = _Printer().doprint


def domain(where: Where, at: Mapping[sp.Symbol, sp.Basic], used: Collection[sp.Symbol]) -> str:
    """The ranges of the variables that are used, and what other names stand for.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y, u, v = symbols("x y u v")
    >>> domain({u: sp.Interval(0, sp.oo), v: sp.Interval(0, sp.oo)}, {x: 1 + u}, [x, u, v])
    '$u$, $v ≥ 0$; $x = u + 1$'
    """
    ranges = [(name, side) for name, side in where.items() if name in used]
    alike = groupby(sorted(ranges, key=lambda one: str(one[1])), key=lambda one: one[1])
    shown = [_range([name for name, _ in group], side) for side, group in alike]
    shown += [
        f"${text(name)} = {text(body)}$" for name, body in at.items() if isinstance(body, sp.Expr)
    ]
    return "; ".join(shown)


def condition(
    where: Where, at: Mapping[sp.Symbol, sp.Basic], used: Collection[sp.Symbol], given: str = ""
) -> str:
    """The domain without what is assumed throughout: empty if that is all.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, beta_A, beta_S = symbols("x beta_A beta_S")
    >>> condition({x: POSITIVE, beta_A: sp.Reals}, {}, [x, beta_A])
    ''
    >>> condition(dict.fromkeys((beta_A, beta_S), sp.Interval(0, sp.oo)), {}, [beta_A, beta_S])
    '$β_A$, $β_S ≥ 0$'
    """
    special = {name: side for name, side in where.items() if not _is_usual(name, side)}
    words = given if given != ANY_MATRIX else ""
    return "; ".join(filter(None, (domain(special, at, used), words)))


def _is_usual(name: sp.Symbol, side: sp.Set | tuple[sp.Expr, sp.Expr]) -> bool:
    """Whether a range is the one of the table, or that of a positive rate or a temperature."""
    row = _ROWS.get(name)
    if row is None:
        return False
    real = row.domain.is_superset(sp.Reals) and row.domain != sp.S.Complexes
    # A detuning is a rate of either sign.
    rate = row.unit == "rate" and not row.domain.is_superset(sp.Reals)
    return bool(side == row.domain or (side == POSITIVE and rate) or (side == sp.Reals and real))


def _range(names: list[sp.Symbol], side: sp.Set | tuple[sp.Expr, sp.Expr]) -> str:
    """Several names with one range."""
    listed = ", ".join(f"${text(name)}$" for name in names)
    if side == sp.S.Complexes:
        return f"complex {listed}"
    low, high = side if isinstance(side, tuple) else (side.inf, side.sup)
    is_open = isinstance(side, tuple) or side.left_open, isinstance(side, tuple) or side.right_open
    above, below = (" > " if is_open[0] else " ≥ "), (" < " if is_open[1] else " ≤ ")
    if low is sp.S.NegativeInfinity:
        return f"all {listed}" if high is sp.oo else f"{listed[:-1]}{below}{text(high)}$"
    if high is sp.oo:
        return f"{listed[:-1]}{above}{text(low)}$"
    before = f"{text(low)} {'<' if is_open[0] else '≤'} "
    return ", ".join(f"${before}{text(name)}{below}{text(high)}$" for name in names)
