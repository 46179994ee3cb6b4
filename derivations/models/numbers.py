"""A model in numbers, without algebra: what it comes to at given parameters, over grids."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import sympy as sp

from beyondthermal.numeric.arguments import Array, common_shape, real
from beyondthermal.numeric.open_systems import dynamics
from beyondthermal.numeric.open_systems.expressions import (
    Complex,
    Operator,
    Values,
    evaluated,
    expectation,
    operator,
)
from beyondthermal.numeric.open_systems.generator import Generator
from beyondthermal.numeric.open_systems.steady_states import limit_from, steady_numbers
from beyondthermal.symbolic.formula.grammar import hull
from beyondthermal.symbolic.names import expect_known
from beyondthermal.symbolic.shown import bundle

from .labels import Axes, axes_of, dataset, unlabelled

if TYPE_CHECKING:
    from xarray import Dataset

    from .model import Model

__all__ = ["Numbers", "evolution", "spectrum", "steady_state_in_numbers"]

# What rounding may do to a density matrix that is given.
_ROUNDING = 1e-9


@dataclass(frozen=True, repr=False)
class Numbers(Mapping[str, Any]):
    """Density matrices, and by name what a model's names come to in them, as arrays.

    Attributes
    ----------
    model
        The model.
    parameters
        The parameters, as arrays that broadcast to the grid.
    density_matrix
        Grid × d × d; in an evolution grid × times × d × d.
    error
        Over the grid: how far rounding may have moved it, where this is known.
    times
        Those of an evolution.
    axes
        Names of the grid's axes, and their coordinates, where the parameters brought some.
    """

    model: "Model"
    parameters: Values
    density_matrix: Complex
    error: Array | None = None
    times: Array | None = None
    axes: Axes = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """What a name comes to: real numbers, but for matrix elements."""
        return self._made[name]()

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._made)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._made)

    def __repr__(self) -> str:
        """Its names, and over how many points it goes."""
        shape = " × ".join(map(str, self.density_matrix.shape[:-2])) or "one point"
        names = ", ".join(self)
        return f"<Numbers over {shape}: {names if len(names) < 200 else f'{len(self)} names'}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return bundle(self)

    def to_xarray(self) -> "Dataset":
        """All of it with labels: a dimension has the name of the parameter that varies along it.

        Parameters that came from xarray keep their dimensions; times are `time`.

        Raises
        ------
        ValueError
            If xarray is not installed.

        Examples
        --------
        >>> from beyondthermal import load
        >>> atom = load("driven_atom").model
        >>> Omega, Delta = np.array([1.0, 2.0]), np.array([[0.0], [1.0]])
        >>> found = atom.numbers(Omega=Omega, Delta=Delta, Gamma=1.0).to_xarray()
        >>> round(float(found.p_e.sel(Omega=2.0, Delta=0.0)), 6)
        0.444444
        """
        parameters = {str(symbol): values for symbol, values in self.parameters.items()}
        return dataset(self, parameters, self.axes or axes_of(parameters), self.times)

    @cached_property
    def _made(self) -> Mapping[str, Callable[[], Any]]:
        labels, rho = [*enumerate(self.model.space.labels)], self.density_matrix
        found: dict[str, Callable[[], Any]] = {
            f"p_{one}": partial(rho.real.__getitem__, (..., i, i)) for i, one in labels
        }
        for i, one in labels:
            for j, other in labels:
                found[f"rho_{one}_{other}"] = partial(rho.__getitem__, (..., i, j))
        for name, functional in self.model.functionals.items():
            found[name] = partial(functional.numbers, rho)
        for name, observable in self.model.observables.items():
            found[name] = partial(expectation, observable, rho, self.parameters)
        return found


def steady_state_in_numbers(
    model: "Model", generator: Generator, given: Mapping[str, Any]
) -> Numbers:
    """The steady state at parameters by name, numbers or arrays that broadcast.

    Raises
    ------
    ValueError
        If a parameter is missing or outside its domain, or there are several steady states and no
        `initial` one.
    """
    given, axes = unlabelled(given)
    values = _values(model, given)
    factors = generator.factors(values)
    found = steady_numbers(generator, factors)
    rho = found.density_matrix
    several = np.isinf(found.error)
    if several.any() and model.initial is not None:
        start = _matrix(operator(model.initial), values)[several]
        rho[several] = limit_from(generator, factors[several], start)
    elif several.all() and several.size and np.isfinite(factors).all():
        raise ValueError("There is more than one steady state: an `initial` one is needed.")
    return Numbers(model, values, rho, np.where(several, np.nan, found.error), axes=axes)


def evolution(
    model: "Model", generator: Generator, times: Any, initial: Any, given: Mapping[str, Any]
) -> Numbers:
    """The density matrices at times, from an initial one.

    Raises
    ------
    ValueError
        If times aren't ascending from zero on, or the initial state is no density matrix.
    """
    given, axes = unlabelled(given)
    values = _values(model, given)
    instants = np.atleast_1d(real("times", times))
    if instants.ndim > 1 or not (np.diff(instants, prepend=0.0) >= 0).all():
        raise ValueError("Argument `times` must be ascending numbers, not below zero.")
    start = _initial(model, initial, values)
    rho = dynamics.evolved(generator, generator.factors(values), start, instants)
    return Numbers(model, values, rho, times=instants, axes=axes)


def spectrum(
    model: "Model", generator: Generator, of: Any, frequencies: Any, given: Mapping[str, Any]
) -> Array:
    """The spectrum of an operator in the steady state, grid × frequencies."""
    steady = steady_state_in_numbers(model, generator, given)
    factors, omega = generator.factors(steady.parameters), real("frequencies", frequencies)
    A = _matrix(_operator(model, of), steady.parameters)
    found = np.full((*factors.shape[:-1], *omega.shape), np.nan)
    for at in np.ndindex(factors.shape[:-1]):
        if np.isfinite(steady.density_matrix[at]).all():
            found[at] = dynamics.spectrum(
                generator, factors[at], steady.density_matrix[at], A[at], omega
            )
    return found


def _values(model: "Model", given: Mapping[str, Any]) -> Values:
    """Numbers for all symbols, each in its domain, or not a number."""
    symbols = {str(symbol): symbol for symbol in model.where}
    given = dict(_real_ones(given, symbols))
    expect_known("symbol", given, symbols)
    if missing := [name for name in symbols if name not in given]:
        raise ValueError(f"Numbers are needed for {', '.join(missing)} too.")
    values = {symbols[name]: real(name, given[name]) for name in symbols}
    common_shape(list(symbols), list(values.values()))
    for symbol, array in values.items():
        if (outside := _outside(model.where[symbol], array)).any():
            raise ValueError(
                f"Argument `{symbol}` must be in {model.where[symbol]}, "
                f"but got {float(np.atleast_1d(array[outside])[0])}."
            )
    return values


def _outside(domain: sp.Set, array: Array) -> Array:
    """Where an array is beyond the ends of a domain."""
    low, high, above, below = _ends(domain)
    outside = (array < low) | (array > high)
    return np.asarray(outside | above & (array == low) | below & (array == high))


@lru_cache(maxsize=256)
def _ends(domain: sp.Set) -> tuple[float, float, bool, bool]:
    """The ends of a domain, and whether each of them is outside."""
    side = hull(domain)
    return float(side.inf), float(side.sup), bool(side.left_open), bool(side.right_open)


def _real_ones(given: Mapping[str, Any], symbols: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The parameters, a complex one by its real and imaginary part."""
    for name, value in given.items():
        if f"{name}_re" in symbols:
            yield f"{name}_re", np.real(value)
            yield f"{name}_im", np.imag(value)
        else:
            yield name, value


def _operator(model: "Model", given: Any) -> Operator:
    """A formula, a matrix, or what has a `full` one, as QuTiP's operators."""
    if isinstance(given, str):
        return operator(model.space.read(given, model.symbols))
    if isinstance(given, sp.MatrixBase):
        return operator(given)
    array = np.asarray(given.full() if hasattr(given, "full") else given)
    d = model.lindbladian.dimension
    if array.shape != (d, d) or array.dtype.kind not in "biufc":
        raise ValueError(f"An operator of this model is {d} × {d} numbers, but got {array.shape}.")
    return {sp.S.One: array.astype(np.complex128)}


def _matrix(parts: Operator, values: Values) -> Complex:
    """An operator at the values: grid × d × d."""
    factors = evaluated(list(parts), values)
    terms = [factors[..., k, None, None] * part for k, part in enumerate(parts.values())]
    return np.asarray(sum(terms), np.complex128)


def _initial(model: "Model", given: Any, values: Values) -> Complex:
    if given is None and model.initial is None:
        raise ValueError("Argument `initial` is needed: the model has no `initial` state.")
    rho = _matrix(_operator(model, model.initial if given is None else given), values)
    wrong = abs(rho - np.swapaxes(rho.conj(), -1, -2)) > _ROUNDING
    wrong |= abs(np.trace(rho, axis1=-2, axis2=-1) - 1)[..., None, None] > _ROUNDING
    if wrong.any() or (np.linalg.eigvalsh(rho) < -_ROUNDING).any():
        raise ValueError(
            "Argument `initial` must be a density matrix: Hermitian, of trace one, not negative."
        )
    return rho
