"""What a file defines over the results of its model, in numbers: these are put in for the names."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import sympy as sp

from beyondthermal.derivations.claim_files.names import FileNames, new_name, reading
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.numbers import Numbers
from beyondthermal.symbolic.formula.grammar import parse
from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.symbols import assumed

from .function import Function

__all__ = ["defined_numbers"]


def defined_numbers(
    model: Model, written: Mapping[str, str], found: Numbers, columns: Mapping[str, Any]
) -> dict[str, Callable[[], Any]]:
    """By name, how a defined formula is evaluated at points.

    Parameters
    ----------
    model
        The model.
    written
        The formulas as they are typed, each after those that it is made of.
    found
        The results of the model.
    columns
        The values of symbols, point by point.

    Raises
    ------
    ValueError
        If a formula can't be read, or its name has a meaning already.
    """
    names, values = FileNames(), dict[sp.Symbol, Callable[[], Any]]()
    names |= {spelt(name): value for name, value in model.symbols.items()}
    values |= {s: partial(np.asarray, columns[str(s)]) for s in model.where}
    for name in found:
        names[name] = _result(name, partial(found.__getitem__, name), values)
    for name, text in written.items():
        with reading("define", 0, name):
            new_name(name, names)
            names[spelt(name)] = names.read(str(text), parse)
    return {spelt(n): partial(_evaluated, n, names[spelt(n)], values) for n in written}


def _result(
    name: str, value: Callable[[], Any], values: dict[sp.Symbol, Callable[[], Any]]
) -> sp.Expr:
    """A real symbol for a result; matrix elements have two."""
    if not name.startswith("rho_"):
        values[real := assumed(name, real=True)] = lambda: np.ravel(value())
        return real
    real, imaginary = (assumed(f"{part} {name}", real=True) for part in ("re", "im"))
    values[real] = lambda: np.ravel(np.real(value()))
    values[imaginary] = lambda: np.ravel(np.imag(value()))
    return real + sp.I * imaginary


def _evaluated(name: str, expr: sp.Expr, values: Mapping[sp.Symbol, Callable[[], Any]]) -> Any:
    arguments = sorted(expr.free_symbols, key=str)
    # In a program names are identifiers.
    plain = [assumed(f"x_{k}", **s.assumptions0) for k, s in enumerate(arguments)]
    put = dict(zip(arguments, plain, strict=True))
    return Function.of(name, plain, expr.xreplace(put))(*(values[s]() for s in arguments))
