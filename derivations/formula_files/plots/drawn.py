"""Formulas of a file drawn along one of its symbols, or over two, by their fast functions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import sympy as sp

from beyondthermal.derivations.figures.axes import Array
from beyondthermal.derivations.figures.plots import Axis, curves, plane
from beyondthermal.derivations.figures.sheets import Figure
from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.formula_files.points import exactly, expect_inside, related
from beyondthermal.derivations.formula_files.table import values_of
from beyondthermal.derivations.models.outsize import is_outsize
from beyondthermal.symbolic.names import expect_known, spelt

from .captions import axis_label, caption_of, curve_label, described, formula_label, number

__all__ = ["figure_of"]

# Points of a curve, and along each side of a plane; curves in a figure.
_CURVE, _SIDE, _MOST = 401, 121, 12
Point = Mapping[sp.Symbol, Any]


class _Along(NamedTuple):
    """A symbol, where its axis goes, the points on it, and its ends as they are told."""

    symbol: sp.Symbol
    axis: Axis
    points: Array
    told: str


class _Values(NamedTuple):
    """What is drawn: a formula, or which part of it; its name in the data, in the legend."""

    of: tuple[str, str]
    name: str
    label: str
    values: Array


def figure_of(
    file: FormulaFile,
    names: Sequence[str],
    along: Mapping[str, str],
    at: Mapping[str, str],
    caption: str = "",
) -> Figure:
    """The figure of some formulas.

    Parameters
    ----------
    file
        The file.
    names
        What is drawn: formulas, or results of its model.
    along
        Ranges of one symbol, or of two, the horizontal one first, as 0:5 or 1:100:log.
    at
        Values of others, as 1/2; for curves also several, as 1/2,1,2.
    caption
        What comes before what the data say.

    Raises
    ------
    ValueError
        If a name is unknown, a value is missing or not in its domain, or a range is empty; if
        there is no value to be drawn; or matplotlib is missing.
    """
    names = [spelt(name) for name in names]
    known = (*file.expressions, *(file.model.without_closed_form if file.model else ()))
    expect_known("of", names, known, "a formula of the file")
    if len(along) not in (1, 2):
        raise ValueError(f"It must be along one symbol, or over two, not {len(along)}.")
    axes = [_along(file, *pair, _SIDE if len(along) == 2 else _CURVE) for pair in along.items()]
    fixed = {_symbol(file, key): _values(file, key, text) for key, text in at.items()}
    _expect_complete(file, names, [one.symbol for one in axes], fixed)
    grid = np.meshgrid(*(one.points for one in axes))
    points = {one.symbol: side.ravel() for one, side in zip(axes, grid, strict=True)}
    found = [*_found(file, names, points, fixed)]
    if not any(np.isfinite(one.values).any() for one in found):
        raise ValueError(f"{', '.join(names)} has no value there.")
    shown = dict.fromkeys(one.of for one in found)
    said = caption_of(file, [*shown], [one.told for one in axes], fixed, caption)
    whole = ", ".join(formula_label(file, *of) for of in shown)
    if len(axes) == 1:
        if len(found) > _MOST:
            raise ValueError(f"A figure has at most {_MOST} curves, not {len(found)}.")
        columns = {one.name: one.values for one in found}
        return curves(axes[0].axis, columns, [one.label for one in found], whole, said)
    if len(found) > 1:
        raise ValueError("Over a plane one real formula is drawn, and others have one value each.")
    (one,), (x, y) = found, axes
    return plane(x.axis, y.axis, one.name, one.values.reshape(grid[0].shape), whole, said)


def _found(
    file: FormulaFile, names: Sequence[str], points: Point, fixed: Mapping[sp.Symbol, Any]
) -> Iterator[_Values]:
    """The values of each formula, of each of its parts, at each set of values of the others."""
    for chosen in product(*fixed.values()):
        given = dict(zip(fixed, chosen, strict=True))
        several = {s: v for s, v in given.items() if len(fixed[s]) > 1}
        told = "".join(f", {s} = {float(v):g}" for s, v in several.items())
        for name in names:
            parts = _parts(_evaluated(file, name, {**points, **given}))
            alone = len(names) * len(parts) == 1
            for sign, values in parts.items():
                label = curve_label(file, name, sign, several, alone=alone)
                yield _Values((name, sign), f"{sign} {name}{told}".strip(), label, values)


def _symbol(file: FormulaFile, name: str) -> sp.Symbol:
    name = spelt(name)
    expect_known("along", [name], file.symbols, "a symbol of the file")
    return file.symbols[name]


def _along(file: FormulaFile, name: str, text: str, count: int) -> _Along:
    """An axis; an end that its domain doesn't have is drawn as close to it as can be seen."""
    symbol = _symbol(file, name)
    parts = text.split(":")
    log = parts[-1] == "log"
    ends = parts[:-1] if log else parts
    if len(ends) != 2:
        raise ValueError(f"Range of {name} must be start:stop or start:stop:log, not {text!r}.")
    low, high = (exactly(name, end) for end in ends)
    if not low < high:
        raise ValueError(f"Range of {name} must not be empty, but goes from {low} to {high}.")
    exact = values_of(name, ":".join([*ends, str(count), *parts[len(ends) :]]))
    values = np.array([float(value) for value in exact])
    points, domain = values.copy(), file.where[symbol]
    if low == domain.inf and low not in domain:
        points[0] += 1e-6 * (points[1] - points[0])
    if high == domain.sup and high not in domain:
        points[-1] -= 1e-6 * (points[-1] - points[-2])
    for end in points[[0, -1]]:
        expect_inside(file.contents.domains, {symbol: exactly(name, end)})
    told = f"{described(file, symbol)} from ${number(low)}$ to ${number(high)}$"
    axis = Axis(str(symbol), axis_label(file, symbol), values, log)
    return _Along(symbol, axis, points, told + ", logarithmic" * log)


def _values(file: FormulaFile, name: str, text: str) -> list[sp.Expr]:
    found = [exactly(name, part) for part in text.split(",")]
    for value in found:
        expect_inside(file.contents.domains, {_symbol(file, name): value})
    return found


def _expect_complete(
    file: FormulaFile, names: Sequence[str], along: Sequence[sp.Symbol], fixed: Point
) -> None:
    """Complain of a symbol without a value, of one with two, and of an axis that nothing needs."""
    for symbol in along:
        if symbol in fixed:
            raise ValueError(f"Symbol {symbol} must have a range or a value, not both.")
        if not any(symbol in _arguments(file, name) for name in names):
            raise ValueError(f"{', '.join(names)} doesn't hang on {symbol}.")
    for name in names:
        for symbol in _arguments(file, name):
            if symbol not in fixed and symbol not in along:
                raise ValueError(f"Symbol {symbol} of {name} has no value: say {symbol}=….")


def _arguments(file: FormulaFile, name: str) -> Sequence[sp.Symbol]:
    """The symbols of a formula; of what has no closed form all of its model's."""
    if name in file.definitions or (name in file.expressions and not _in_numbers(file)):
        return file.arguments(name)
    assert file.model is not None
    return tuple(file.model.where)


def _in_numbers(file: FormulaFile) -> bool:
    """Whether closed forms are so long that the generator is solved faster than they compile."""
    return file.model is not None and is_outsize(file.model)


def _evaluated(file: FormulaFile, name: str, point: Point) -> Any:
    """Values at points in a row; none where symbols aren't related as they should be."""
    columns = {str(s): np.asarray(v, float) for s, v in point.items()}
    shape = np.broadcast_shapes(*(column.shape for column in columns.values()))
    given = {str(s): np.broadcast_to(columns[str(s)], shape) for s in _arguments(file, name)}
    with np.errstate(all="ignore"):
        if name in file.definitions or (name in file.expressions and not _in_numbers(file)):
            found = np.broadcast_to(file.functions[name](**given), shape)
        else:
            assert file.model is not None
            found = np.ravel(file.model.numbers(**given)[name])
        holds = related(file.contents.domains, columns)
    return np.where(np.isfinite(found) & holds, found, np.nan)


def _parts(values: Any) -> dict[str, Array]:
    """What is complex has two parts; a part that is zero everywhere isn't drawn."""
    if not np.iscomplexobj(values):
        return {"": values}
    parts = {"Re": values.real, "Im": values.imag}
    shown = {sign: part for sign, part in parts.items() if np.nanmax(np.abs(part))}
    return shown or {"": values.real}
