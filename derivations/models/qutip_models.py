"""Models from QuTiP: a Hamiltonian and collapse operators, in numbers that become exact."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import sympy as sp

from beyondthermal.symbolic.formula.grammar import is_name
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.exact_matrices import exact_matrix
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian

from .model import Model

__all__ = ["from_qutip"]


def from_qutip(
    hamiltonian: Any,
    collapse: Sequence[Any],
    observables: Mapping[str, Any] | None = None,
    *,
    rates: Sequence[sp.Expr] | None = None,
) -> Model:
    """A model of what QuTiP takes, or NumPy arrays.

    Parameters
    ----------
    hamiltonian
        Its Hamiltonian; levels are called 0, 1, … in each factor of its space.
    collapse
        Collapse operators.
    observables
        Hermitian operators by name.
    rates
        A rate for each collapse operator, 1 if there are none: an expression in positive symbols.

    Returns
    -------
    Model
        Its numbers are the exact ones that `symbolic.master_equation.exact_matrices` makes of
        them, its symbols those of the rates.

    Raises
    ------
    ValueError
        As `Lindbladian`; or if a name is none, or there are more rates than operators or fewer.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> import numpy as np
    >>> lower = np.array([[0, 1], [0, 0]])
    >>> gamma = symbol("Gamma")
    >>> from_qutip(lower + lower.T, [lower], rates=[gamma]).names["p_1"]
    4/(Gamma**2 + 8)
    """
    given = [sp.S.One] * len(collapse) if rates is None else list(rates)
    if len(given) != len(collapse):
        raise ValueError(
            f"Argument `rates` must have {len(collapse)} rates, one for each collapse operator, "
            f"but got {len(given)}."
        )
    lindbladian = Lindbladian(hamiltonian, tuple(zip(given, collapse, strict=True)))
    operators = {name: _observable(name, matrix) for name, matrix in (observables or {}).items()}
    for name, matrix in operators.items():
        if matrix.shape != lindbladian.hamiltonian.shape:
            raise ValueError(f"Argument `observables` must have the model's size, unlike {name}.")
    symbols = {symbol.name: symbol for symbol in lindbladian.parameters}
    domains = {name: _domain(symbol) for name, symbol in symbols.items()}
    none = ("",) * len(lindbladian.jumps)
    space = _space(hamiltonian, lindbladian.dimension)
    return Model(symbols, domains, space, lindbladian, none, operators, None)


def _observable(name: str, matrix: Any) -> sp.ImmutableMatrix:
    found = exact_matrix(matrix)
    if not is_name(name) or found != found.H:
        raise ValueError(
            f"Argument `observables` must be Hermitian operators by name, unlike {name}."
        )
    return found


def _domain(symbol: sp.Symbol) -> sp.Set:
    if symbol.is_nonnegative:
        return sp.Interval(0, sp.oo, bool(symbol.is_positive))
    return sp.Reals


def _space(hamiltonian: Any, dimension: int) -> OperatorNames:
    """Basis states by the number of each factor's level."""
    dims = getattr(hamiltonian, "dims", [[dimension]])[0]
    digits = tuple(tuple(map(str, level)) for level in product(*map(range, dims)))
    joint = "" if max(dims) <= 10 or len(dims) == 1 else "_"
    identity = {"identity": sp.ImmutableMatrix(sp.eye(dimension))}
    return OperatorNames(tuple(map(joint.join, digits)), identity, digits)
