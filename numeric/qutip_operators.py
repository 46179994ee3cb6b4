"""Models for QuTiP, at numbers; it is imported only where it is asked for."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
import sympy as sp

from beyondthermal.symbolic.master_equation.lindblad import Lindbladian

__all__ = ["to_qutip"]


def to_qutip(
    lindbladian: Lindbladian,
    values: Mapping[sp.Symbol, Any] | None = None,
    dims: Sequence[int] | None = None,
) -> tuple[Any, list[Any]]:
    """Hamiltonian and collapse operators as QuTiP takes them.

    Parameters
    ----------
    lindbladian
        The model.
    values
        A number for each of its symbols.
    dims
        The dimensions of the factors of its space, if there are several.

    Returns
    -------
    tuple
        A Qobj, and a list of them: each jump operator times the square root of its rate, those
        whose rate is zero left out.

    Raises
    ------
    ValueError
        If a symbol has no value, or a rate is negative.
    ImportError
        If QuTiP isn't installed.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> decay = Lindbladian(sp.zeros(2, 2), ((symbol("gamma"), sigma_minus),))
    >>> to_qutip(decay, {symbol("gamma"): 4})[1][0].full().real.tolist()
    [[0.0, 2.0], [0.0, 0.0]]
    """
    given = values or {}
    if missing := [str(s) for s in lindbladian.parameters if s not in given]:
        raise ValueError(f"Argument `values` must have {', '.join(missing)} too.")
    qutip = import_module("qutip")
    shape = [list(dims or [lindbladian.dimension])] * 2

    def operator(matrix: sp.Matrix, scale: float = 1.0) -> Any:
        entries = [_number(entry, given) for entry in matrix]
        return qutip.Qobj(scale * np.array(entries).reshape(matrix.shape), dims=shape)

    collapse = []
    for rate, jump in lindbladian.jumps:
        value = _number(sp.sympify(rate), given).real
        if value < 0:
            raise ValueError(f"Argument `values` must not make a rate negative: {rate} is {value}.")
        if value:
            collapse.append(operator(jump, value**0.5))
    return operator(lindbladian.hamiltonian), collapse


def _number(expr: sp.Expr, values: Mapping[sp.Symbol, Any]) -> complex:
    return complex(expr.evalf(20, subs=values))
