"""Statements' terms as Rocq writes them: real, complex, or matrices, which have operators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from beyondthermal.derivations.verify.terms import is_name, read

from .parts import heads, names_of, without_i
from .printer import text

__all__ = ["Kind", "Written", "equation_text", "matrix_text"]

Data = Any


class Kind(Enum):
    """What a term is, as the type of Rocq."""

    REAL = "R"
    COMPLEX = "Cplx"
    MATRIX = "matrix"


@dataclass(frozen=True)
class Written:
    """A text, its kind, and the variables in it.

    It has to be closed as an argument if it is `loose`, and elsewhere unless it is `applied`.
    """

    text: str
    kind: Kind
    free: frozenset[str] = frozenset()
    loose: bool = False
    applied: bool = False

    @property
    def closed(self) -> str:
        """As an argument."""
        return f"({self.text})" if self.loose else self.text


class Names(Protocol):
    """What knows names."""

    def __getitem__(self, name: str) -> Written:
        """How a name is written."""

    def size(self, data: Data) -> tuple[int, int]:
        """The rows and columns of a matrix."""

    def model(self, name: str) -> tuple[Data, list[tuple[Data, Data]]]:
        """The Hamiltonian and the jumps, with their rates, of a model."""


# Heads that only matrices have, and the function of the library.
_OPERATORS = {"D": "dissipator", "tensor": "tensor", "direct_sum": "direct_sum", "vec": "vec",
              "dag": "dagger", "inverse": "inverse", "transpose": "transpose"}  # fmt: skip
_NUMBERS = {"Tr": "trace", "det": "det"}
# What may be of numbers, too: the functions of numbers and of matrices.
_EITHER = {"exp": "exponential", "conj": "conjugates"}


def matrix_text(data: Data, names: Names) -> Written:
    """A term, or the rows of a matrix."""
    return _Writer(names)(data)


def equation_text(sides: list[Data], names: Names) -> str:
    """Both sides of an equation, at least one of which isn't real."""
    writer = _Writer(names)
    kinds = [writer.kind(side) for side in sides]
    if Kind.MATRIX not in kinds:
        left, right = map(writer.complex, sides)
        return f"({left} = {right})%Cx"
    size = names.size(sides[kinds.index(Kind.MATRIX)])
    left, right = (writer.like(side, size) for side in sides)
    return f"({left} = {right})%Mx"


class _Writer:
    def __init__(self, names: Names) -> None:
        self.names = names

    def __call__(self, data: Data) -> Written:
        kind, free = self.kind(data), frozenset(self._free(data))
        if kind is Kind.REAL:
            return self._real(data, free)
        found = self.complex(data) if kind is Kind.COMPLEX else self._matrix(data)
        scope = "Cx" if kind is Kind.COMPLEX else "Mx"
        simple = is_name(data) or found.startswith("real ")
        return Written(
            found if simple else f"({found})%{scope}", kind, free, loose=" " in found and simple
        )

    def _real(self, data: Data, free: frozenset[str]) -> Written:
        special: dict[str, str] = {}
        plain = self._without_special(data, special)
        known = {name: self.names[name] for name in names_of(plain) if name not in special}
        shown = {n: w.text if w.applied else w.closed for n, w in known.items()} | special
        found = text(read(plain), shown)
        return Written(found, Kind.REAL, free, loose=not is_name(data) or " " in found)

    def _without_special(self, data: Data, found: dict[str, str]) -> Data:
        """With names for what has no term of real numbers, and how these are written."""
        if type(data) is not list:
            return data
        head, *rest = data
        if head == "conj":
            return self._without_special(rest[0], found)
        if head == "of" or (head == "abs" and self.kind(rest[0]) is Kind.COMPLEX):
            name = f"special_{len(found)}"
            inner = self.complex(rest[0]) if head == "abs" else ""
            size = f"modulus {inner if is_name(rest[0]) else _closed(inner)}"
            found[name] = size if head == "abs" else self._at_other(*rest)
            return name
        return [head, *(self._without_special(part, found) for part in rest)]

    def _at_other(self, data: Data, to: Mapping[str, Data]) -> str:
        """A number at other values of some variables."""
        bound = " ".join(self.names[name].text for name in to)
        values = " ".join(self(part).closed for part in to.values())
        return f"((fun {bound} : R => {self(data).text}) {values})"

    def _free(self, data: Data) -> Iterable[str]:
        if type(data) is list and data and data[0] == "L":
            hamiltonian, jumps = self.names.model(data[1])
            for part in (hamiltonian, data[2], *(part for jump in jumps for part in jump)):
                yield from self._free(part)
        elif type(data) is list and data and type(data[0]) is str and "L" in heads(data):
            for part in data[1:]:
                yield from self._free(part)
        else:
            for name in names_of(data):
                yield from self.names[name].free

    def kind(self, data: Data) -> Kind:
        """Real unless an i, a complex number or a matrix is in it."""
        if is_name(data):
            return self.names[data].kind
        if type(data) is not list:
            return Kind.REAL
        if type(data[0]) is list or data[0] in _OPERATORS or data[0] in ("L", "matrix"):
            return Kind.MATRIX
        if data[0] in ("Tr", "det", "i"):
            return Kind.COMPLEX
        if data[0] in ("abs", "of"):
            return Kind.REAL
        found = {self.kind(part) for part in data[1:]}
        return next((k for k in (Kind.MATRIX, Kind.COMPLEX) if k in found), Kind.REAL)

    def complex(self, data: Data) -> str:
        """A complex number; what is real in it is a number by itself."""
        if self.kind(data) is Kind.REAL:
            return f"re {_closed(self(data).text)}"
        if is_name(data):
            return self.names[data].closed
        head, *rest = data
        if head == "i":
            return "ci"
        if head in ("Tr", "det"):
            return f"{_NUMBERS[head]} {_closed(self._matrix(rest[0]))}"
        if head == "conj":
            return f"conjugate {_closed(self.complex(rest[0]))}"
        if head == "exp":
            return f"cis {_closed(self(without_i(rest[0])).text)}"
        if head == "+":
            return self._sum(rest, self.complex)
        if head == "*":
            real = [part for part in rest if self.kind(part) is Kind.REAL]
            others = [_factor(self.complex(part)) for part in rest if part not in real]
            first = [self.complex(["*", *real] if len(real) > 1 else real[0])] if real else []
            return " * ".join([*first, *others])
        if head == "/" and self.kind(rest[1]) is Kind.REAL:
            return f"{_factor(self.complex(rest[0]))} * re (/ {_closed(self(rest[1]).text)})"
        if head == "/":
            return f"{_factor(self.complex(rest[0]))} * / {_closed(self.complex(rest[1]))}"
        if head == "^":
            return " * ".join([_factor(self.complex(rest[0]))] * rest[1])
        raise ValueError(f"{head} of complex numbers")

    def _sum(self, parts: list[Data], shown: Any) -> str:
        found = ""
        for part in parts:
            minus = type(part) is list and part[0] == "*" and part[1] == -1 and len(part) > 2
            inner = (part[2] if len(part) == 3 else ["*", *part[2:]]) if minus else part
            one = shown(inner)
            one = _factor(one) if minus else one
            found = (
                f"{found} {'-' if minus else '+'} {one}" if found else f"- {one}" if minus else one
            )
        return found

    def _matrix(self, data: Data) -> str:
        if is_name(data):
            return self.names[data].text
        if type(data[0]) is list:
            return self._rows(data)
        head, *rest = data
        if head == "matrix":
            return self._rows(rest[0])
        if head in ("tensor", "direct_sum"):
            *before, last = [_closed(self._matrix(part)) for part in rest]
            for part in reversed(before):
                last = f"{_OPERATORS[head]} {part} {_closed(last)}"
            return last
        if head in _EITHER or head in _OPERATORS:
            own = (_EITHER | _OPERATORS)[head]
            return " ".join([own, *(_closed(self._matrix(part)) for part in rest)])
        if head == "L":
            return self._liouvillian(*rest)
        if head == "+":
            size = self.names.size(data)
            return self._sum(rest, lambda part: self.like(part, size))
        if head == "*":
            return self._product(rest)
        if head == "^":
            return " * ".join([_factor(self._matrix(rest[0]))] * rest[1])
        raise ValueError(f"{head} of matrices")

    def like(self, data: Data, size: tuple[int, int]) -> str:
        """A matrix, or a number as a multiple of the identity."""
        if self.kind(data) is Kind.MATRIX:
            return self._matrix(data)
        if data == 0:
            return f"zeros {size[0]} {size[1]}"
        one = f"eye {size[0]}"
        return one if data == 1 else f"{_factor(self.complex(data))} .* {one}"

    def _product(self, rest: list[Data]) -> str:
        """Numbers, and matrices in order."""
        scalars = [part for part in rest if self.kind(part) is not Kind.MATRIX]
        factors = [_factor(self._matrix(p)) for p in rest if self.kind(p) is Kind.MATRIX]
        shown = " * ".join(factors)
        if not scalars:
            return shown
        if scalars == [-1]:
            return f"- {_factor(shown)}" if len(factors) > 1 else f"- {shown}"
        scalar = self.complex(["*", *scalars] if len(scalars) > 1 else scalars[0])
        scalar = f"({scalar})" if " * " in scalar or " + " in scalar else scalar
        return f"{scalar} .* {f'({shown})' if len(factors) > 1 else shown}"

    def _rows(self, rows: list[list[Data]]) -> str:
        entries = [entry for row in rows for entry in row]
        if all(self.kind(entry) is Kind.REAL for entry in entries):
            shown = ["; ".join(self(entry).text for entry in row) for row in rows]
            return f"real [{'; '.join(f'[{row}]' for row in shown)}]%R"
        shown = ["; ".join(f"({self.complex(entry)})%Cx" for entry in row) for row in rows]
        return f"rows [{'; '.join(f'[{row}]' for row in shown)}]"

    def _liouvillian(self, name: str, rho: Data) -> str:
        hamiltonian, jumps = self.names.model(name)
        shown = "; ".join(
            f"({_closed(self(rate).text)}%R, {_closed(self._matrix(jump))})" for rate, jump in jumps
        )
        energy, state = _closed(self._matrix(hamiltonian)), _closed(self._matrix(rho))
        return f"liouvillian {energy} [{shown}] {state}"


def _closed(found: str) -> str:
    return f"({found})" if " " in found else found


def _factor(found: str) -> str:
    """As a factor: sums and products are closed, applications are not."""
    return (
        f"({found})"
        if any(f" {sign} " in f" {found} " for sign in "+-*") or ".*" in found
        else found
    )
