"""Matrices of terms: sums, products and what else makes matrices or numbers of them."""

from collections.abc import Callable
from functools import reduce
from itertools import product
from typing import Any

from ..polynomials import need
from ..terms import Term, minus, tidy

__all__ = [
    "Matrix",
    "Value",
    "determinant",
    "difference",
    "direct_sum",
    "dissipator",
    "multiplied",
    "on_diagonal",
    "summed",
    "tensor",
    "trace",
]

Matrix = list[list[Term]]
Value = Any  # a term, or a matrix
_LARGEST = 6  # of which a determinant is written out


def multiplied(a: Value, b: Value) -> Value:
    """A product, of numbers or matrices."""
    if type(a) is not list or type(b) is not list:
        scalar, other = (a, b) if type(b) is list else (b, a)
        if type(other) is not list:
            return tidy(("*", scalar, other))
        return [[tidy(("*", scalar, entry)) for entry in row] for row in other]
    need(len(a[0]) == len(b), "a product of other shapes")
    columns = list(zip(*b, strict=True))
    return [
        [tidy(("+", 0, *(("*", u, v) for u, v in zip(row, column, strict=True))))
         for column in columns]
        for row in a
    ]  # fmt: skip


def _like(value: Value, model: Value) -> Value:
    """A number beside a matrix is a multiple of the identity, and 0 any zero."""
    if type(value) is list or type(model) is not list:
        return value
    need(value == 0 or len(model) == len(model[0]), "a number beside a matrix that isn't square")
    return [[value if i == j else 0 for j in range(len(model[0]))] for i in range(len(model))]


def summed(a: Value, b: Value) -> Value:
    """A sum, of numbers or matrices."""
    a, b = _like(a, b), _like(b, a)
    if type(a) is not list or type(b) is not list:
        return tidy(("+", a, b))
    need((len(a), len(a[0])) == (len(b), len(b[0])), "a sum of other shapes")
    return [
        [tidy(("+", u, v)) for u, v in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)
    ]


def difference(a: Value, b: Value) -> Value:
    """The difference a - b, as a number or a matrix; one of 1 × 1 is a number."""
    if type(a) is not list and type(b) is not list:
        return minus(a, b)
    found = summed(a, multiplied(-1, b))
    return found[0][0] if (len(found), len(found[0])) == (1, 1) else found


def trace(matrix: Matrix) -> Term:
    """The sum of the diagonal."""
    need(len(matrix) == len(matrix[0]), "a trace of what isn't square")
    return tidy(("+", 0, *(row[k] for k, row in enumerate(matrix))))


def tensor(*matrices: Matrix) -> Matrix:
    """The Kronecker product."""

    def two(a: Matrix, b: Matrix) -> Matrix:
        return [[tidy(("*", u, v)) for u, v in product(*rows)] for rows in product(a, b)]

    need(matrices, "a product of nothing")
    return reduce(two, matrices)


def direct_sum(*blocks: Matrix) -> Matrix:
    """Blocks along the diagonal."""
    need(blocks, "a sum of nothing")
    width, before = sum(len(block[0]) for block in blocks), 0
    rows: Matrix = []
    for block in blocks:
        after = width - before - len(block[0])
        rows += [[0] * before + row + [0] * after for row in block]
        before += len(block[0])
    return rows


def dissipator(jump: Matrix, dagger: Matrix, rho: Matrix) -> Value:
    """D_o(rho) = 2 o rho o† - o† o rho - rho o† o."""
    loss = multiplied(dagger, jump)
    terms = (
        multiplied(2, multiplied(multiplied(jump, rho), dagger)),
        multiplied(-1, multiplied(loss, rho)),
        multiplied(-1, multiplied(rho, loss)),
    )
    return reduce(summed, terms)


def determinant(matrix: Matrix) -> Term:
    """By the first column."""
    need(len(matrix) == len(matrix[0]) <= _LARGEST, "a determinant of what isn't square, or large")
    if len(matrix) == 1:
        return matrix[0][0]
    minors = [
        ("*", (-1) ** k, row[0], determinant([r[1:] for r in matrix[:k] + matrix[k + 1 :]]))
        for k, row in enumerate(matrix) if row[0] != 0
    ]  # fmt: skip
    return tidy(("+", 0, *minors))


def on_diagonal(function: Callable[[Term], Term], matrix: Matrix) -> Matrix:
    """A function of a diagonal matrix."""
    rest = [entry for i, row in enumerate(matrix) for j, entry in enumerate(row) if i != j]
    need(len(matrix) == len(matrix[0]), "a function of what isn't square")
    need(all(entry == 0 for entry in rest), "a function of what isn't diagonal")
    return [[function(u) if i == j else 0 for j, u in enumerate(row)]
            for i, row in enumerate(matrix)]  # fmt: skip
