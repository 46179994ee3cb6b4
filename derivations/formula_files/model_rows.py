"""A model at the points of a grid in numbers: its steady state, its evolution, a spectrum."""

from collections.abc import Mapping, Sequence
from typing import Any
from warnings import warn

import numpy as np
import sympy as sp

from beyondthermal.derivations.claim_files.domains import Domains
from beyondthermal.derivations.models.formulas import reading
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.numbers import Numbers
from beyondthermal.numeric.arguments import Array
from beyondthermal.symbolic.names import expect_known

from .defined_numbers import defined_numbers
from .function import LeftOut
from .table import Row, axes_of, columns_of, rows_of, values_of

__all__ = ["evolved_rows", "spectrum_rows", "steady_rows"]

# Elements of density matrices, at all points and times; 16 bytes each.
_ELEMENTS = 20_000_000


def steady_rows(
    model: Model,
    settings: Sequence[str],
    names: Sequence[str] = (),
    written: Mapping[str, str] | None = None,
) -> list[Row]:
    """A row for each point: the symbols, and what names come to in the steady state.

    Parameters
    ----------
    model
        The model.
    settings
        Values of its symbols, as g=2 and g=0:10:101.
    names
        Populations, matrix elements, observables and the like, and what is defined; all that
        `numbers` shows, and all of that, if there are none.
    written
        Formulas over symbols and results, by the names that they define.

    Raises
    ------
    ValueError
        If a symbol has no value, or one outside of its domain; or a name is unknown.
    """
    columns = _columns(model, settings)
    _crossed(model, columns, "one", np.ones(1))
    found = model.numbers(**columns)
    return rows_of(columns | _values(model, names, found, columns, written))


def evolved_rows(
    model: Model,
    settings: Sequence[str],
    times: str,
    initial: str | None = None,
    names: Sequence[str] = (),
    written: Mapping[str, str] | None = None,
) -> list[Row]:
    """A row for each point and time t; see `steady_rows`, and `values_of` for the times.

    The initial state is a formula for an operator; without one it is that of the file.
    """
    columns, t = _columns(model, settings), _numbers("times", times)
    crossed = _crossed(model, columns, "t", t)
    start = None if initial is None else _operator(model, "initial", initial)
    found = model.evolve(t, start, **columns)
    return rows_of(crossed | _values(model, names, found, crossed, written))


def spectrum_rows(
    model: Model, settings: Sequence[str], operator: str, frequencies: str
) -> list[Row]:
    """A row for each point and frequency omega: the spectrum S of an operator, steadily."""
    columns, omega = _columns(model, settings), _numbers("frequencies", frequencies)
    crossed = _crossed(model, columns, "omega", omega)
    found = model.spectrum(_operator(model, "operator", operator), omega, **columns)
    return rows_of(crossed | {_free(model, "S"): found.ravel()})


def _columns(model: Model, settings: Sequence[str]) -> dict[str, Array]:
    """The points of the grid, if each symbol has a value."""
    axes = axes_of(Domains(dict(model.where)), settings)
    for symbol in model.where:
        if symbol not in axes:
            raise ValueError(f"Symbol {symbol} has no value: it takes a --set {symbol}=….")
    return columns_of(axes)


def _operator(model: Model, name: str, text: str) -> sp.Matrix:
    with reading(f"Argument `{name}`"):
        return model.space.read(text, model.symbols)


def _numbers(name: str, text: str) -> Array:
    return np.array([float(value) for value in values_of(name, text)])


def _crossed(model: Model, columns: Mapping[str, Array], name: str, over: Array) -> dict[str, Any]:
    """Each point with each value of one more column."""
    points = next(map(len, columns.values()), 1)
    elements = points * len(over) * model.lindbladian.dimension**2
    if elements > _ELEMENTS:
        raise ValueError(
            f"Points and {name} make {elements:,} elements of density matrices, "
            f"more than {_ELEMENTS:,}."
        )
    crossed = {symbol: np.repeat(column, len(over)) for symbol, column in columns.items()}
    return crossed | {_free(model, name): np.tile(over, points)}


def _free(model: Model, name: str) -> str:
    """A name for a column that no symbol or observable has."""
    taken = {*map(str, model.where), *model.functionals, *model.observables}
    return name if name not in taken else _free(model, f"{name}_")


def _values(
    model: Model,
    names: Sequence[str],
    found: Numbers,
    columns: Mapping[str, Any],
    written: Mapping[str, str] | None,
) -> dict[str, Any]:
    defined = defined_numbers(model, written or {}, found, columns)
    expect_known("function", names, (*found, *defined), "a result of the model")
    labels = [f"p_{label}" for label in model.space.labels]
    entangled = [name for name in model.functionals if name != "purity" or name in model.asked]
    wanted = dict.fromkeys(names or [*labels, *entangled, *model.observables])
    values = {n: defined[n]() if n in defined else np.ravel(found[n]) for n in wanted}
    for name in () if names else defined:
        try:
            values[name] = defined[name]()
        except ValueError as error:
            warn(f"Left out: {error}", LeftOut, stacklevel=2)
    return values
