"""A file as a notebook shows it, in Markdown: symbols, formulas in LaTeX, claims."""

import re
from collections.abc import Iterator

import sympy as sp

from beyondthermal.derivations.claims.statements import equation
from beyondthermal.derivations.printing import latex
from beyondthermal.derivations.report.layout import aligned, rows
from beyondthermal.derivations.report.writers.markdown import escaped
from beyondthermal.symbolic.formula.letters import letters, like

from .file import FormulaFile

__all__ = ["definition", "markdown", "plain", "range_of"]


def markdown(file: FormulaFile) -> str:
    """What a file says, without anything being decided; of a model's results the names."""
    return "\n\n".join(_paragraphs(file))


def _paragraphs(file: FormulaFile) -> Iterator[str]:
    yield f"**{escaped(file.title)}**"
    if ranges := ", ".join(f"${range_of(s, side)}$" for s, side in file.where.items()):
        yield f"for {ranges}:"
    for name in file.definitions:
        yield f"$$\n{aligned(rows((definition(file, name),)))}\n$$"
    if file.model:
        yield f"In the steady state: {', '.join(f'`{name}`' for name in file.expressions)}."
    for claim in file.claims:
        yield f"- {escaped(claim.name)}: {escaped(claim.statement)}"


def definition(file: FormulaFile, name: str) -> sp.Basic:
    """A definition as an equation, in the letters of the file."""
    return letters(equation(like(name, file.expressions[name]), file.definitions[name]))


def range_of(symbol: sp.Symbol, side: sp.Set) -> str:
    r"""The range of a symbol in LaTeX.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> x, halves = declared("x", sp.Reals), (sp.Interval.open(0, sp.oo), sp.Interval(0, 1))
    >>> [range_of(x, half) for half in halves]
    ['x > 0', '0 \\le x \\le 1']
    """
    shown = latex(letters(symbol))
    if side == sp.S.Complexes or not isinstance(side, sp.Interval):
        return rf"{shown} \in {latex(side)}"
    low, high = latex(side.inf), latex(side.sup)
    signs = ["<" if is_open else r"\le" for is_open in (side.left_open, side.right_open)]
    if side == sp.Reals:
        return rf"{shown} \in \mathbb{{R}}"
    if side.sup is sp.oo:
        above = ">" if side.left_open else r"\ge"
        return f"{shown} {above} {low}"
    before = "" if side.inf is sp.S.NegativeInfinity else f"{low} {signs[0]} "
    return f"{before}{shown} {signs[1]} {high}"


def plain(text: str) -> str:
    """A user's text in prose, where a dollar sign would begin a formula: it is words alone."""
    # Nor does it cite: the works are those of the paper.
    return re.sub(r"\[(?=[^\[\]]*\d)", "[ ", text.replace("$", ""))
