"""Operators as sums of real functions of the parameters times constant matrices.

An entry as sqrt(2)*g*(1 + n) is taken apart into numbers, here sqrt(2), and functions, here g and
g*n; a function that isn't real into its real and its imaginary part. The functions are compiled
once, and the rest is linear algebra with constant matrices.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress

import numpy as np
import numpy.typing as npt
import sympy as sp

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.programs.functions import ArrayFunction, array_function

__all__ = ["Complex", "Operator", "Values", "evaluated", "expectation", "operator", "shape_of"]

Complex = npt.NDArray[np.complex128]
# Real functions of the parameters, each with its constant matrix.
Operator = Mapping[sp.Expr, Complex]
Values = Mapping[sp.Symbol, Array]


def operator(matrix: sp.Matrix) -> Operator:
    """The parts of an operator: real functions of its symbols, with their constant matrices.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> g = symbol("g")
    >>> {str(f): part.tolist() for f, part in operator(sp.Matrix([[2, g], [g, -g]])).items()}
    {'1': [[(2+0j), 0j], [0j, 0j]], 'g': [[0j, (1+0j)], [(1+0j), (-1+0j)]]}
    """
    found: dict[sp.Expr, Complex] = {}
    for at, entry in sp.Matrix(matrix).todok().items():
        for number, function in _terms(sp.expand(entry.replace(sp.conjugate, _conjugate))):
            part = found.setdefault(function, np.zeros(matrix.shape, np.complex128))
            part[at] += complex(number)
    return found


def evaluated(functions: Sequence[sp.Expr], values: Values) -> Array:
    """Real functions, along a new last axis, at values that broadcast.

    Raises
    ------
    ValueError
        If one of them can't be a program.
    """
    varying = [bool(function.free_symbols) for function in functions]
    found = np.empty((*shape_of(values), len(functions)))
    for k, function in enumerate(functions):
        if not varying[k]:
            found[..., k] = float(function)
    if any(varying):
        of_arrays, arguments = _compiled(tuple(compress(functions, varying)), tuple(values))
        found[..., varying] = of_arrays(*(values[symbol] for symbol in arguments))
    return found


@lru_cache(maxsize=256)
def _compiled(
    functions: tuple[sp.Expr, ...], symbols: tuple[sp.Symbol, ...]
) -> tuple[ArrayFunction, tuple[sp.Symbol, ...]]:
    """Functions of arrays, and those of the symbols that they are of."""
    needed = set().union(*(function.free_symbols for function in functions))
    arguments = tuple(symbol for symbol in symbols if symbol in needed)
    return array_function(arguments, functions), arguments


def shape_of(values: Values) -> tuple[int, ...]:
    """The shape to which the values broadcast."""
    return np.broadcast_shapes(*(value.shape for value in values.values()))


def expectation(observable: sp.Matrix, rho: Complex, values: Values) -> Array:
    """The real tr(O rho) of a Hermitian operator; the first axes of rho are those of the values.

    What other axes there are between these and the last two stay.
    """
    parts = operator(observable)
    own = np.zeros(rho.shape[:-2])
    factors = evaluated(list(parts), values)
    factors = factors.reshape(
        *factors.shape[:-1], *(1,) * (own.ndim - factors.ndim + 1), len(parts)
    )
    for k, part in enumerate(parts.values()):
        own = own + factors[..., k] * np.einsum("ij,...ji->...", part, rho).real
    return own


def _conjugate(expr: sp.Expr) -> sp.Expr:
    """A root of what is real is real, or not a number in a program."""
    is_root = expr.is_Pow and all(s.is_real for s in expr.free_symbols) and not expr.has(sp.I)
    return expr if is_root else sp.conjugate(expr)


def _terms(expr: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Pairs of a number and a real function whose products add up to an expression."""
    for term in sp.Add.make_args(expr):
        number, function = term.as_independent(*term.free_symbols, as_Add=False)
        if not function.has(sp.I):
            yield number, function
        else:
            for unit, part in zip((1, sp.I), function.as_real_imag(), strict=True):
                yield from ((unit * number * n, f) for n, f in _real_terms(part))


def _real_terms(expr: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    for term in sp.Add.make_args(sp.expand(expr)):
        if term != 0:
            yield term.as_independent(*term.free_symbols, as_Add=False)
