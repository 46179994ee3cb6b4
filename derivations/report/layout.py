"""What of an equation is displayed, and how it is broken into lines that fit.

Widths are counted in characters of SymPy's two-dimensional Unicode, which is close to what a page
takes: a fraction is as wide as the wider of its two parts.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import sympy as sp

from beyondthermal.derivations.claims.quantified.grids import Range
from beyondthermal.derivations.claims.quantified.statements import Quantified
from beyondthermal.derivations.ordering import terms
from beyondthermal.derivations.printers import approached
from beyondthermal.derivations.printing import latex, latex_sum, width
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.prose import unmarked
from beyondthermal.symbolic.statement_kinds import Iff, Leading, Printed

from .blocks import Equation, Section
from .comparisons import table
from .conditions import condition_rows
from .errata import displayed

__all__ = ["PAGE", "Display", "aligned", "displays", "names", "rows"]

# Characters in a line of the document's page.
PAGE = 62
# What is so narrow has its relation on the same line.
_NARROW = 3

_RELATIONS = {
    "==": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "≃": r"\simeq",
    "⟺": r"\iff",
}  # fmt: skip


# Before the relation, its sign, after it, and what is said besides.
Sides: TypeAlias = tuple[sp.Basic, str, sp.Basic, str]


class Display(NamedTuple):
    """Equations on lines of their own: the words before them, and the number beside them.

    The condition is that of all of them.
    """

    words: str
    statements: tuple[sp.Basic, ...]
    tag: str
    condition: str = ""

    def lines(self, columns: int = PAGE) -> list[str]:
        """The lines in LaTeX, with the condition."""
        return rows(self.statements, columns, self.condition)


def names(sections: Sequence[Section]) -> dict[str, Equation]:
    """The equations by the names that they have: what a reference can lead to."""
    blocks = (block for section in sections for block in section.blocks)
    return {name: b for b in blocks if isinstance(b, Equation) for name in b.names}


def displays(equation: Equation) -> list[Display]:
    """What is displayed of an equation: as printed if that is wrong, and as derived.

    Of what has a table, nothing.
    """
    if table(equation):
        return []
    refuted = equation.result.finding.proof.verdict is Verdict.REFUTED
    tag, condition = equation.number, equation.condition
    if not (refuted and equation.printed):
        shown = Display("", equation.statement, tag, condition)
        return [shown] if equation.statement else []
    wrong = Display(displayed(equation), equation.printed, tag, condition)
    right = Display("Derived:", equation.statement, "", condition)
    return [wrong] + [right] * bool(equation.statement)


def aligned(lines: Sequence[str]) -> str:
    r"""The lines of a display as one formula, for what reads no environment `align`.

    Examples
    --------
    >>> print(aligned(["a &= b", "&\\quad + c"]))
    \begin{aligned}
    a &= b \\
    &\quad + c
    \end{aligned}
    >>> aligned(["a &= b"])
    'a = b'
    """
    if len(lines) == 1 and lines[0].count("&") == 1:
        return lines[0].replace("&", "").strip()
    body = " \\\\\n".join(lines)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def rows(statements: Sequence[sp.Basic], columns: int = PAGE, condition: str = "") -> list[str]:
    """The lines of a display in LaTeX, with an ampersand where they are aligned.

    Left-hand sides stand right before the ampersand. If that makes a line too wide, long ones are
    put behind it, on a line of their own. A condition stands behind a single line if it fits
    there, and else below them all.
    """
    sides = [_sides(line, columns) for statement in statements for line in _lines(statement)]
    on_grids = any(isinstance(statement, Quantified) for statement in statements)
    # Grids stand before the relations, as wide as these: nothing is aligned.
    indent = 0 if on_grids else _indent(sides, columns)
    shown = [row for side in sides for row in _rows(*side, columns, indent)]
    below = condition_rows(condition, columns - indent - 3)
    room = columns - len(unmarked(condition)) - 5
    if len(below) == len(shown) == 1 and width(statements[0]) <= room:
        return [rf"{shown[0]} \qquad {below[0]}"]
    return shown + [f"&{line}" for line in below]


def _lines(statement: sp.Basic) -> tuple[sp.Basic, ...]:
    return statement.lines if isinstance(statement, Quantified) else (statement,)


def _indent(sides: Sequence[Sides], columns: int) -> int:
    """The width of what stands before the relations, where these are aligned."""
    heads = [width(left) if sign else 0 for left, sign, _, _ in sides]
    indent = max(heads, default=0)
    if any(indent + width(right) + 3 > columns for _, _, right, _ in sides):
        short = [head for head in heads if head <= 2 * columns // 5]
        return max(short) if 2 * len(short) > len(heads) else 0
    return indent


def _sides(statement: sp.Basic, columns: int) -> Sides:
    """What stands before the relation, its sign, what stands after it, and what is said besides."""
    if not isinstance(statement, sp.Rel) or statement.rel_op not in _RELATIONS:
        return sp.S.Zero, "", statement, ""
    if statement.rhs == 0 and statement.lhs.is_Add and width(statement) > columns:
        statement = statement.reversed
    left, right = statement.args[:2]
    return left, _RELATIONS[statement.rel_op], right, _besides(statement)


def _besides(statement: sp.Rel) -> str:
    """The point of an expansion, or how a number was rounded."""
    if isinstance(statement, Printed):
        return rf" \quad \text{{({statement.word})}}"
    if isinstance(statement, Iff):
        return ""
    point = statement.point if isinstance(statement, Leading) else approached(statement)
    towards = ", ".join(rf"{latex(name)} \to {latex(at)}" for name, at in point.items())
    return rf" \quad ({towards})" if towards else ""


def _rows(
    left: sp.Basic, sign: str, right: sp.Basic, besides: str, columns: int, indent: int
) -> tuple[str, ...]:
    """The lines of a statement, and what is said besides at the end of the last one."""
    *first, last = _broken(left, sign, right, columns, indent)
    return (*first, last + besides)


@lru_cache(maxsize=4096)
def _broken(
    left: sp.Basic, sign: str, right: sp.Basic, columns: int, indent: int
) -> tuple[str, ...]:
    """A statement, aligned at its relation; a long right-hand side goes on in the next line."""
    room = columns - indent - 3
    if not sign:
        first, *later = _pieces(right, room)
        return (f"&{first}", *(f"&\\quad {piece}" for piece in later))
    if width(left) <= indent:
        first, *later = _pieces(right, room)
        return (f"{latex(left)} &{sign} {first}", *(f"&\\quad {piece}" for piece in later))
    if width(left) <= _NARROW:
        first, *later = _pieces(right, room - width(left))
        return (f"&{latex(left)} {sign} {first}", *(f"&\\quad {piece}" for piece in later))
    if width(left) + width(right) <= room:
        return (f"&{latex(left)} {sign} {latex(right)}",)
    start, *more = _pieces(left, room)
    first, *later = _pieces(right, room - 3)
    opening = (f"&{start}", *(f"&\\quad {piece}" for piece in more))
    return (*opening, f"&\\quad {sign} {first}", *(f"&\\qquad {piece}" for piece in later))


def _pieces(expr: sp.Expr, room: int) -> list[str]:
    """An expression in LaTeX, in pieces none of which is wider than the room, if that can be."""
    if isinstance(expr, sp.Implies) and width(expr) > room // 2:
        premise, conclusion = map(latex, expr.args)
        return [premise, rf"\Rightarrow {conclusion}"]
    if isinstance(expr, Range) and width(expr) > room:
        values, count, spacing = latex(expr).partition(r"\text{ (")
        return [values.rstrip(), count + spacing] if count else [values]
    if not isinstance(expr, sp.Expr) or width(expr) <= room:
        return [latex(expr)]
    if isinstance(expr, sp.Abs):
        first, *more = _pieces(expr.args[0], room - 2)
        if more:
            return [rf"\Bigl|{first}", *more[:-1], rf"{more[-1]}\Bigr|"]
    if isinstance(expr, sp.Min | sp.Max):
        name = "min" if isinstance(expr, sp.Min) else "max"
        inner = [_pieces(argument, room - 4) for argument in expr.args]
        flat = [piece for pieces in inner[:-1] for piece in (*pieces[:-1], f"{pieces[-1]},")]
        flat += [*inner[-1][:-1], f"{inner[-1][-1]} \\Bigr\\}}"]
        return [f"\\{name}\\Bigl\\{{ {flat[0]}", *flat[1:]]
    if expr.is_Add:
        return _sum(expr, room)
    numerator, denominator = sp.fraction(expr)
    if width(denominator) > room:
        return [*_factor(numerator, room), *_factor(denominator, room, r"\Big/ ")]
    factors = sp.Mul.make_args(numerator)
    widest = max(factors, key=lambda factor: (factor.is_Add, width(factor)))
    rest = sp.Mul(*(f for f in factors if f is not widest)) / denominator
    if rest == 1:
        return _pieces(widest, room) if widest.is_Add else [latex(expr)]
    if width(rest) > (room // 2 if widest.is_Add else 8):
        return [*_factor(rest, room), *_factor(widest, room, r"\times ")]
    if not widest.is_Add:
        return [latex(expr)]
    before = rf"\left({latex(rest)}\right)" if rest.is_Add else latex(rest)
    return _factor(widest, room - width(rest), "-" if rest == -1 else before)


def _factor(expr: sp.Expr, room: int, before: str = "") -> list[str]:
    """A factor and what stands before it; in brackets if it needs them."""
    first, *later = _pieces(expr, room - 3)
    if not (expr.is_Add or (expr.is_Mul and "/" in before)):
        return [before + first, *later]
    pieces = [f"{before}\\Bigl( {first}", *later]
    return [*pieces[:-1], f"{pieces[-1]} \\Bigr)"]


def _sum(expr: sp.Expr, room: int) -> list[str]:
    """A sum, as many terms in a line as fit."""
    lines: list[list[sp.Expr]] = [[]]
    for term in terms(expr):
        if lines[-1] and sum(width(part) + 3 for part in [*lines[-1], term]) > room + 3:
            lines.append([])
        lines[-1].append(term)
    pieces: list[str] = []
    for line in lines:
        inner = [latex_sum(line)] if len(line) > 1 else _pieces(line[0], room)
        if pieces and not inner[0].startswith("-"):
            inner[0] = f"+ {inner[0]}"
        pieces += inner
    return pieces
