"""Jumps as a file states them: each with its rate, or several with a matrix of rates.

    [[jumps]]                                   # sum_ij rates_ij (L_i rho L_j† - {L_j†L_i, rho}/2)
    operators = ["sigma_minus_1", "sigma_minus_2"]
    rates = [["gamma", "f*gamma"], ["f*gamma", "gamma"]]

A matrix of rates R with no negative eigenvalue is a sum of d_k v_k v_k† with d_k >= 0, found by
elimination: it stands for the jumps sum_i (v_k)_i L_i at the rates d_k. And

    [model]
    collapse = ["sqrt(gamma)*sigma_minus"]      # jumps at rate 1
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sympy as sp

from beyondthermal.derivations.claim_files.keys import keys
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.dressing.translation import is_hermitian
from beyondthermal.symbolic.formula.grammar import is_name
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.rates import negative_eigenvalue

from .formulas import Formulas, reading, text_of
from .tables import expect_keys

__all__ = ["Jump", "jumps"]

Data = Mapping[str, Any]
_MOST, _ROWS = 64, 16


class Jump(NamedTuple):
    """A rate with its operator, and the name of the reservoir, empty if it has none."""

    rate: sp.Expr
    operator: sp.Matrix
    reservoir: str


def jumps(data: Data, space: OperatorNames, read: Formulas) -> list[Jump]:
    """All jumps of a file, in the order of [[jump]], [[jumps]] and collapse.

    Raises
    ------
    ValueError
        If a rate may be negative, or something is no formula; the message names the place.
    """
    found: list[Jump] = []
    for k, row in enumerate(_rows(data, "jump"), 1):
        place = f"jump {k}"
        expect_keys(place, row, keys("jump"))
        rate = read.rate(f"rate of {place}", row["rate"])
        operator = read.operator(f"operator of {place}", row["operator"], space)
        found.append(Jump(rate, operator, _reservoir(place, row)))
    for k, row in enumerate(_rows(data, "jumps"), 1):
        place = f"jumps {k}"
        expect_keys(place, row, keys("jumps"))
        found += _joint(place, row, space, read)
    collapse = data["model"].get("collapse", [])
    if not isinstance(collapse, list):
        raise ValueError('collapse of [model]: must be a list, as ["sqrt(gamma)*sigma_minus"].')
    for k, text in enumerate(collapse, 1):
        operator = read.operator(f"operator {k} in collapse of [model]", text, space)
        found.append(Jump(sp.S.One, operator, ""))
    if len(found) > _MOST:
        raise ValueError(f"Jumps are written as [[jump]], up to {_MOST} of them.")
    return found


def _rows(data: Data, name: str) -> Sequence[Data]:
    rows = data.get(name, [])
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise ValueError(f"Jumps are written as [[{name}]], up to {_MOST} of them.")
    return rows


def _reservoir(place: str, row: Data) -> str:
    with reading(f"reservoir of {place}"):
        name = text_of(row.get("reservoir", ""))
        if name and not is_name(name):
            raise ValueError(f"{name[:40]!r} is no name.")
    return name


def _joint(place: str, row: Data, space: OperatorNames, read: Formulas) -> Iterable[Jump]:
    """The jumps that a matrix of rates stands for."""
    texts, rows = row["operators"], row["rates"]
    size = len(texts) if isinstance(texts, list) else 0
    square = isinstance(rows, list) and all(isinstance(r, list) and len(r) == size for r in rows)
    if not (0 < size <= _ROWS and square and len(rows) == size):
        raise ValueError(
            f"rates of {place}: must be as many rows, of as many rates, as there are operators, "
            f"1 to {_ROWS}."
        )
    operators = [
        read.operator(f"operator {k} of {place}", text, space) for k, text in enumerate(texts, 1)
    ]
    rates = sp.Matrix([
        [read.number(f"rate {i}, {j} of {place}", text) for j, text in enumerate(texts, 1)]
        for i, texts in enumerate(rows, 1)
    ])  # fmt: skip
    with reading(f"rates of {place}"):
        if not is_hermitian(rates, read.where):
            raise ValueError("must be a Hermitian matrix")
        if said := negative_eigenvalue(rates, read.where):
            raise ValueError(f"must have no negative eigenvalue, but {said}")
        parts = [*_eliminated(rates, read)]
    reservoir = _reservoir(place, row)
    for rate, shares in parts:
        zero = sp.zeros(*operators[0].shape)
        terms = (share * operator for share, operator in zip(shares, operators, strict=True))
        yield Jump(rate, sp.ImmutableMatrix(sum(terms, start=zero)), reservoir)


def _eliminated(matrix: sp.Matrix, read: Formulas) -> Iterable[tuple[sp.Expr, Sequence[sp.Expr]]]:
    """Each d with its v, of the terms d v v†; a row whose diagonal entry is zero is zero."""
    while pivots := [k for k in range(matrix.rows) if matrix[k, k] != 0]:
        # The first one that is never zero.
        shares = ((k, [sp.cancel(entry / matrix[k, k]) for entry in matrix.col(k)]) for k in pivots)
        found = next(((k, v) for k, v in shares if all(_has_a_value(e, read) for e in v)), None)
        if found is None:
            raise ValueError(
                f"{matrix[pivots[0], pivots[0]]} may be 0, where what is divided by it has no "
                "value: declare symbols positive, not nonnegative"
            )
        k, v = found
        yield matrix[k, k], v
        column = sp.Matrix(v)
        matrix = (matrix - matrix[k, k] * column * column.H).applyfunc(sp.cancel)


def _has_a_value(expr: sp.Expr, read: Formulas) -> bool:
    below = sp.denom(sp.together(expr))
    if not below.free_symbols:
        return True
    where = {s: side for s, side in read.where.items() if s in below.free_symbols}
    return any(bool(decide.bound(below, relation, sp.S.Zero, where=where)) for relation in "<>")
