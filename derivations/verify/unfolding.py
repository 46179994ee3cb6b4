"""What the names of a statement stand for, and what operators are: the root of each proof.

A name in `where` is a variable; one in `at` stands for what `at` gives it, a term or the rows of a
matrix; any other one for what the document's definitions or matrices say. A name that only entries
of matrices hold is any complex number, as is one whose range is "C".
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import product
from typing import Any

from .polynomials import BadProofError, need
from .terms import Term, inside, is_name, minus, node, tidy

__all__ = ["Matrix", "Names", "difference", "real"]

Matrix = list[list[Term]]
Value = Any  # a term, or a matrix


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
                return reduce(_multiplied, [base] * exponent)
            return node("^", (base, exponent))
        values = [self(part) for part in rest]
        if not any(type(v) is list for v in values):
            return node(head, values)
        need(head in ("+", "*"), f"{head} of a matrix")
        self.terms += [v for v in values if type(v) is not list]
        return reduce(_multiplied if head == "*" else _summed, values)

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

    def adjoint(self, data: Any) -> Matrix:
        """Transposed and conjugated; its entries have to be real, up to i."""
        entries = self.matrix(data)
        need(not any(t in self.unknown for t in _all(entries)), "the conjugate of what?")
        return [[_conjugate(row[k]) for row in entries] for k in range(len(entries[0]))]


def _all(matrix: Matrix) -> Iterator[Term]:
    for row in matrix:
        for entry in row:
            yield from inside(entry)


def _conjugate(term: Term) -> Term:
    if type(term) is not tuple:
        return term
    return ("*", -1, term) if term == ("i",) else (term[0], *map(_conjugate, term[1:]))


def _multiplied(a: Value, b: Value) -> Value:
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


def _summed(a: Value, b: Value) -> Value:
    a, b = _like(a, b), _like(b, a)
    if type(a) is not list or type(b) is not list:
        return tidy(("+", a, b))
    need((len(a), len(a[0])) == (len(b), len(b[0])), "a sum of other shapes")
    return [
        [tidy(("+", u, v)) for u, v in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)
    ]


def _trace(names: Names, data: Any) -> Value:
    matrix = names.matrix(data)
    need(len(matrix) == len(matrix[0]), "a trace of what isn't square")
    return tidy(("+", 0, *(row[k] for k, row in enumerate(matrix))))


def _tensor(names: Names, *data: Any) -> Value:
    def two(a: Matrix, b: Matrix) -> Matrix:
        return [[tidy(("*", u, v)) for u, v in product(*rows)] for rows in product(a, b)]

    need(data, "a product of nothing")
    return reduce(two, map(names.matrix, data))


def _direct_sum(names: Names, *data: Any) -> Value:
    blocks = [names.matrix(part) for part in data]
    need(blocks, "a sum of nothing")
    width, before = sum(len(block[0]) for block in blocks), 0
    rows: Matrix = []
    for block in blocks:
        after = width - before - len(block[0])
        rows += [[0] * before + row + [0] * after for row in block]
        before += len(block[0])
    return rows


def _dissipator(jump: Matrix, dagger: Matrix, rho: Matrix) -> Value:
    """D_o(rho) = 2 o rho o† - o† o rho - rho o† o."""
    loss = _multiplied(dagger, jump)
    terms = (
        _multiplied(2, _multiplied(_multiplied(jump, rho), dagger)),
        _multiplied(-1, _multiplied(loss, rho)),
        _multiplied(-1, _multiplied(rho, loss)),
    )
    return reduce(_summed, terms)


def _liouvillian(names: Names, name: Any, data: Any) -> Value:
    """L(rho) = -i [H, rho] + the sum of rate/2 D_J(rho) over the jumps of a model."""
    need(is_name(name) and name in names.models, "no model")
    model, rho = names.models[name], names.matrix(data)
    need(type(model) is dict and set(model) == {"H", "jumps"}, "no model")
    H = _of(names, model["H"])
    ahead, behind = _multiplied(H, rho), _multiplied(-1, _multiplied(rho, H))
    total = _multiplied(("*", -1, ("i",)), _summed(ahead, behind))
    for rate, jump in model["jumps"]:
        half = ("*", ("/", 1, 2), names.number(rate))
        J, dagger = _of(names, jump), names.adjoint(_written(jump))
        total = _summed(total, _multiplied(half, _dissipator(J, dagger, rho)))
    return total


def _written(data: Any) -> Any:
    return ["matrix", data] if type(data) is list and data and type(data[0]) is list else data


def _of(names: Names, data: Any) -> Matrix:
    return names.matrix(_written(data))


_OPERATORS: dict[str, Any] = {
    "Tr": _trace,
    "D": lambda names, *parts: _dissipator(*map(names.matrix, parts)),
    "L": _liouvillian,
    "tensor": _tensor,
    "direct_sum": _direct_sum,
    "vec": lambda names, data: [[entry] for row in names.matrix(data) for entry in row],
    "dag": lambda names, data: names.adjoint(data),
    "matrix": lambda names, data: names.rows(data),
}


def difference(a: Value, b: Value) -> Value:
    """The difference a - b, as a number or a matrix."""
    if type(a) is not list and type(b) is not list:
        return minus(a, b)
    return _summed(a, _multiplied(-1, b))


def real(term: Term, unknown: set[str]) -> None:
    """Functions are of real numbers: they hold no i and no unknown number."""
    for t in inside(term):
        if type(t) is tuple and t[0] in ("abs", "sqrt", "exp", "log", "max", "min"):
            strange = [s for s in inside(t) if s == ("i",) or s in unknown]
            if strange:
                raise BadProofError(f"{t[0]} of what isn't real")
