"""What the names of a statement stand for, and what operators are: the root of each proof.

A name in `where` is a variable; one in `at` stands for what `at` gives it, a term or the rows of a
matrix; any other one for what the document's definitions or matrices say. A name that only entries
of matrices hold is any complex number, as is one whose range is "C".
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from ..polynomials import need
from ..terms import Term, is_name, node, put
from .conjugates import conjugate, is_real, modulus
from .matrices import (
    Matrix,
    Value,
    determinant,
    direct_sum,
    dissipator,
    multiplied,
    on_diagonal,
    summed,
    tensor,
    trace,
)

__all__ = ["Names"]


class Names:
    """The names of one claim.

    `terms` collects every number that occurs on the way: each has to be defined.
    """

    def __init__(self, document: Mapping[str, Any], where: Any, at: Mapping[str, Any]) -> None:
        tables = [document["definitions"], document["matrices"], document["models"]]
        every = [name for table in tables for name in table]
        need(len(every) == len(set(every)), "a name is defined twice")
        need(all(map(is_name, [*every, *at])), "no name")
        need(not set(at) & set(where), "a variable has a value")
        self.variables, self.at = frozenset(where), at
        self.definitions, self.matrices, self.models = tables
        self.unknown = {name for name, side in where.items() if side == "C"}
        self.terms: list[Term] = []
        self._found: dict[str, Value] = {}
        self._open: list[str] = []
        self._entries = 0

    def __call__(self, data: Any) -> Value:
        """A term, or a matrix of terms, with every name unfolded."""
        if is_name(data):
            return self._name(data)
        if type(data) is int:
            return data
        need(type(data) is list and data and type(data[0]) is str, f"no term: {data!r:.60}")
        head, *rest = data
        if head in _OPERATORS:
            return _OPERATORS[head](self, *rest)
        if head == "^":
            need(len(rest) == 2, "no power")
            base, exponent = self(rest[0]), rest[1]
            if type(base) is list:
                need(type(exponent) is int and 1 <= exponent <= 64, "no such exponent")
                return reduce(multiplied, [base] * exponent)
            return node("^", (base, exponent))
        values = [self(part) for part in rest]
        if not any(type(v) is list for v in values):
            return node(head, values)
        need(head in ("+", "*"), f"{head} of a matrix")
        self.terms += [v for v in values if type(v) is not list]
        return reduce(multiplied if head == "*" else summed, values)

    def number(self, data: Any) -> Term:
        """A term that is no matrix, nor holds an unknown number."""
        found = self(data)
        need(type(found) is not list, "a matrix where a number is meant")
        self.terms.append(found)
        return self.terms[-1]

    def _name(self, name: str) -> Value:
        if name in self.variables:
            return name
        if name not in self._found:
            need(name not in self._open, f"{name} is defined by itself")
            self._open.append(name)
            self._found[name] = self._looked_up(name)
            self._open.pop()
        return self._found[name]

    def _looked_up(self, name: str) -> Value:
        for table in (self.at, self.definitions, self.matrices):
            if name in table:
                found = self(_written(table[name]))
                need(table is self.at or (type(found) is list) == (table is self.matrices), name)
                self.terms += [found] if type(found) is not list else []
                return found
        need(self._entries, f"{name} is not defined")
        self.unknown.add(name)
        return name

    def rows(self, data: Any) -> Matrix:
        """A matrix, written out."""
        need(type(data) is list and data and all(type(row) is list for row in data), "no matrix")
        need(len({len(row) for row in data}) == 1 and data[0], "rows of several lengths")
        self._entries += 1
        found = [[self.number(entry) for entry in row] for row in data]
        self._entries -= 1
        return found

    def matrix(self, data: Any) -> Matrix:
        """What has to be a matrix."""
        found: Matrix = self(data)
        need(type(found) is list, "a number where a matrix is meant")
        return found

    def conjugate(self, data: Any) -> Value:
        """The complex conjugate, of a matrix entry by entry."""
        found = self(data)
        if type(found) is not list:
            return conjugate(found, self.unknown)
        return [[conjugate(entry, self.unknown) for entry in row] for row in found]

    def adjoint(self, data: Any) -> Matrix:
        """Transposed and conjugated."""
        self.matrix(data)
        return [list(column) for column in zip(*self.conjugate(data), strict=True)]

    def put(self, data: Any, to: Any) -> Term:
        """A number at other values of some variables, all at once."""
        need(type(to) is dict and set(to) <= self.variables - self.unknown, "no variables")
        values = {name: self.number(part) for name, part in to.items()}
        need(all(is_real(value, self.unknown) for value in values.values()), "a complex number")
        return put(self.number(data), values)


def _liouvillian(names: Names, name: Any, data: Any) -> Value:
    """L(rho) = -i [H, rho] + the sum of rate/2 D_J(rho) over the jumps of a model."""
    need(is_name(name) and name in names.models, "no model")
    model, rho = names.models[name], names.matrix(data)
    need(type(model) is dict and set(model) == {"H", "jumps"}, "no model")
    H = _of(names, model["H"])
    ahead, behind = multiplied(H, rho), multiplied(-1, multiplied(rho, H))
    total = multiplied(("*", -1, ("i",)), summed(ahead, behind))
    for rate, jump in model["jumps"]:
        half = ("*", ("/", 1, 2), names.number(rate))
        J, dagger = _of(names, jump), names.adjoint(_written(jump))
        total = summed(total, multiplied(half, dissipator(J, dagger, rho)))
    return total


def _written(data: Any) -> Any:
    return ["matrix", data] if type(data) is list and data and type(data[0]) is list else data


def _of(names: Names, data: Any) -> Matrix:
    return names.matrix(_written(data))


def _exponential(names: Names, data: Any) -> Value:
    found = names(data)
    if type(found) is not list:
        return node("exp", [found])
    return on_diagonal(lambda entry: ("exp", entry), found)


def _inverse(names: Names, data: Any) -> Matrix:
    found = on_diagonal(lambda entry: ("/", 1, entry), names.matrix(data))
    names.terms += [row[k] for k, row in enumerate(found)]
    return found


def _on(matrix: Callable[..., Value]) -> Callable[..., Value]:
    """What takes matrices alone."""
    return lambda names, *data: matrix(*map(names.matrix, data))


_OPERATORS: dict[str, Any] = {
    "Tr": _on(trace),
    "D": _on(dissipator),
    "det": _on(determinant),
    "tensor": _on(tensor),
    "direct_sum": _on(direct_sum),
    "vec": _on(lambda matrix: [[entry] for row in matrix for entry in row]),
    "L": _liouvillian,
    "exp": _exponential,
    "inverse": _inverse,
    "abs": lambda names, data: modulus(names.number(data), names.unknown),
    "conj": lambda names, data: names.conjugate(data),
    "transpose": _on(lambda matrix: [list(column) for column in zip(*matrix, strict=True)]),
    "dag": lambda names, data: names.adjoint(data),
    "matrix": lambda names, data: names.rows(data),
    "of": lambda names, data, to: names.put(data, to),
}
