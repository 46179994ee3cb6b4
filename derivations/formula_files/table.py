"""The formulas of a file at the points of a grid, as rows: for a terminal, as JSON, as CSV."""

import csv
import json
import math
from collections.abc import Mapping, Sequence
from io import StringIO
from itertools import product
from typing import Any, TypeAlias

import numpy as np
import sympy as sp
from mpmath import mpf

from beyondthermal.derivations.claim_files.domains import Domains
from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.precision import mp
from beyondthermal.symbolic.names import expect_known, spelt

from .file import FormulaFile
from .points import exactly, expect_inside, expect_related

__all__ = ["Row", "as_csv", "as_json", "axes_of", "columns_of", "rows_at", "rows_of", "values_of"]

# Numbers, or texts of so many digits; None where there is no number.
Row: TypeAlias = dict[str, float | str | None]
_POINTS = 1_000_000


def axes_of(domains: Domains, settings: Sequence[str]) -> dict[sp.Symbol, list[sp.Expr]]:
    """The values of symbols, from texts such as x=2, x=1/3,sqrt(2) and x=0:10:101[:log].

    Raises
    ------
    ValueError
        If one makes no sense, isn't in its domain, or there are too many points.
    """
    found: dict[sp.Symbol, list[sp.Expr]] = {}
    symbols = {str(symbol): symbol for symbol in domains.sides}
    for text in settings:
        name, equals, values = text.partition("=")
        if not (equals and values and name.strip()):
            form = "name=value, name=v1,v2,… or name=start:stop:count[:log]"
            raise ValueError(f"Argument `set` must be {form}, but got {text!r}.")
        name = spelt(name.strip())
        expect_known("set", [name], symbols, "a symbol of the file")
        symbol = symbols[name]
        if symbol in found:
            raise ValueError(f"Argument `set` must name {name} once, but got it again.")
        found[symbol] = values_of(name, values)
        for value in found[symbol]:
            expect_inside(domains, {symbol: value})
    if (points := math.prod(map(len, found.values()))) > _POINTS:
        raise ValueError(f"Argument `set` must make {_POINTS:,} points at most, not {points:,}.")
    return found


def values_of(name: str, text: str) -> list[sp.Expr]:
    """The values that a text lists, or its start, stop and count.

    Raises
    ------
    ValueError
        If it makes no sense.

    Examples
    --------
    >>> values_of("x", "0:1:3"), values_of("x", "2,sqrt(2)")
    ([0, 1/2, 1], [2, sqrt(2)])
    """
    start, *rest = text.split(":")
    if not rest:
        return [exactly(name, part.strip()) for part in text.split(",")]
    if len(rest) not in (2, 3) or rest[2:] not in ([], ["log"]):
        raise ValueError(f"Argument `{name}` must be start:stop:count[:log], but got {text!r}.")
    low, high = exactly(name, start.strip()), exactly(name, rest[0].strip())
    count = int(rest[1]) if rest[1].isascii() and rest[1].isdigit() and len(rest[1]) < 9 else 0
    if not 2 <= count <= _POINTS:
        raise ValueError(
            f"Argument `{name}` must have 2 to {_POINTS:,} values, but got {rest[1]!r} of them."
        )
    if not rest[2:]:
        return [low + (high - low) * sp.Rational(k, count - 1) for k in range(count)]
    if not (low.is_positive and high.is_positive):
        raise ValueError(f"Argument `{name}` must be positive for log, but got {text!r}.")
    between = np.geomspace(float(low), float(high), count)[1:-1].tolist()
    return [low, *(exactly(name, value) for value in between), high]


def rows_at(
    file: FormulaFile,
    names: Sequence[str],
    axes: Mapping[sp.Symbol, Sequence[sp.Expr]],
    digits: int | None = None,
) -> list[Row]:
    """A row for every point of the grid: the values of the symbols, then those of the formulas.

    Raises
    ------
    ValueError
        If a symbol has no value, or a point isn't in the domain; or a formula has no value at a
        point that was asked for in digits.
    """
    for name in names:
        for symbol in file.arguments(name):
            if symbol not in axes:
                known = f"--set {symbol}=…"
                raise ValueError(f"Symbol {symbol} of {name} has no value: it takes a {known}.")
    if digits is not None:
        return [_in_digits(file, names, axes, point, digits) for point in product(*axes.values())]
    columns = columns_of(axes)
    expect_related(file.contents.domains, columns)
    shown: dict[str, Any] = dict(columns)
    for name in names:
        given = {str(symbol): columns[str(symbol)] for symbol in file.arguments(name)}
        shown[name] = np.broadcast_to(file.functions[name](**given), _shape(columns))
    return rows_of(shown)


def columns_of(axes: Mapping[sp.Symbol, Sequence[sp.Expr]]) -> dict[str, Array]:
    """The points of a grid, a column for each symbol."""
    grids = np.meshgrid(*([float(v) for v in side] for side in axes.values()), indexing="ij")
    return {str(s): grid.ravel() for s, grid in zip(axes, grids, strict=True)}


def rows_of(columns: Mapping[str, Any]) -> list[Row]:
    """Rows from columns, complex ones in two."""
    real = {key: part for name, column in columns.items() for key, part in _parts(name, column)}
    return [
        {key: float(v) if math.isfinite(v) else None for key, v in zip(real, row, strict=True)}
        for row in zip(*real.values(), strict=True)
    ]


def _shape(columns: Mapping[str, Array]) -> tuple[int]:
    return (next(map(len, columns.values()), 1),)


def _parts(name: str, values: Any) -> list[tuple[str, Any]]:
    if not np.iscomplexobj(values):
        return [(name, values)]
    return [(f"Re {name}", values.real), (f"Im {name}", values.imag)]


def _in_digits(
    file: FormulaFile,
    names: Sequence[str],
    axes: Mapping[sp.Symbol, Sequence[sp.Expr]],
    point: Sequence[sp.Expr],
    digits: int,
) -> Row:
    given = {str(symbol): value for symbol, value in zip(axes, point, strict=True)}
    row: Row = {name: str(value) for name, value in given.items()}
    for name in names:
        found = file.digits(name, digits, **given)
        whole = not isinstance(found, mpf)
        parts = {f"Re {name}": found.real, f"Im {name}": found.imag} if whole else {name: found}
        row |= {key: mp.nstr(value, digits, strip_zeros=False) for key, value in parts.items()}
    return row


def as_json(rows: Sequence[Row]) -> str:
    """A list of objects; what is no number is null."""
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_csv(rows: Sequence[Row]) -> str:
    """A head, and a line for each row; what is no number is empty."""
    target = StringIO()
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().rstrip("\n")
