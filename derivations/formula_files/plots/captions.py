"""What a figure of a file says: on its axes, in its legend, and below it."""

from collections.abc import Mapping, Sequence

import sympy as sp

from beyondthermal.derivations.figures.axes import power
from beyondthermal.derivations.figures.plots import legible
from beyondthermal.derivations.formula_files.display import plain
from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.formula.letters import letters, like
from beyondthermal.symbolic.symbols import assumed

__all__ = ["axis_label", "caption_of", "curve_label", "described", "formula_label", "number"]

# A longer meaning is in the caption alone.
_SHORT = 40


def axis_label(file: FormulaFile, symbol: sp.Symbol) -> str:
    """A symbol as an axis has it: what it means, its letter, its unit."""
    meaning, unit = plain(file.meaning(symbol)), plain(file.unit(symbol))
    short = f"{meaning} " if 0 < len(meaning) <= _SHORT else ""
    ending = f" ({unit})" if unit else ""
    return legible(f"{short}{_letter(symbol)}{ending}", f"{short}{symbol}{ending}")


def formula_label(file: FormulaFile, name: str, part: str) -> str:
    """A formula by its name, or its part Re or Im, as an axis has it."""
    return legible(f"{part} {_named(file, name)}".strip(), f"{part} {name}".strip())


def curve_label(
    file: FormulaFile, name: str, part: str, values: Mapping[sp.Symbol, sp.Expr], *, alone: bool
) -> str:
    """What a legend calls a curve: the formula, unless it is of one alone, and what differs."""
    told = [f"${latex(letters(s))} = {number(value)}$" for s, value in values.items()]
    whole = formula_label(file, name, part)
    return ", ".join(told if alone and told else [whole, *told])


def caption_of(
    file: FormulaFile,
    shown: Sequence[tuple[str, str]],
    along: Sequence[str],
    fixed: Mapping[sp.Symbol, Sequence[sp.Expr]],
    caption: str,
) -> str:
    """The caption: the file's words, and what the data are of."""
    *most, last = (f"{part} {_named(file, name)}".strip() for name, part in shown)
    whole = f"{', '.join(most)} and {last}" if most else last
    said = f"{whole} {'along' if len(along) == 1 else 'over'} {' and '.join(along)}"
    values = [
        f"${latex(letters(s))} = {', '.join(map(number, each))}$ {plain(file.unit(s))}".strip()
        for s, each in fixed.items()
    ]
    relations = [f"${latex(letters(relation))}$" for relation in file.contents.domains.relations]
    said += f", for {', '.join(values)}" if values else ""
    said += f"; drawn where {', '.join(relations)}" if relations else ""
    words = plain(caption).rstrip(". ")
    return ". ".join([*filter(None, [words]), f"{said}."])


def described(file: FormulaFile, symbol: sp.Symbol) -> str:
    """A symbol with what it means, and its unit."""
    unit = plain(file.unit(symbol))
    said = ", ".join(filter(None, [plain(file.meaning(symbol)), f"in {unit}" * bool(unit)]))
    return _letter(symbol) + (f" ({said})" if said else "")


def number(value: sp.Expr) -> str:
    r"""A number as one writes it in a formula.

    Examples
    --------
    >>> number(sp.Rational(1, 2)), number(sp.Rational(1, 3)), number(sp.sqrt(2))
    ('0.5', '1/3', '\\sqrt{2}')
    """
    if not value.is_Rational:
        return latex(value)
    if sp.Rational(f"{float(value):.6g}") != value:
        return f"{value.p}/{value.q}"
    plain = value == 0 or sp.Rational(1, 1000) <= abs(value) < 10_000
    return f"{float(value):g}" if plain else power(float(value))


def _letter(symbol: sp.Symbol) -> str:
    return f"${latex(letters(symbol))}$"


def _named(file: FormulaFile, name: str) -> str:
    """A formula's name; of what has no closed form it is known that it is real."""
    known = name in file.expressions
    return _letter(like(name, file.expressions[name]) if known else assumed(name, real=True))
