"""What names stand for in Rocq: variables, definitions with their arguments, matrices.

A definition takes the coordinates that it depends on: `C x y`. Coordinates are what is defined by
one another, x = exp β_A and β_A = log(Γ_A/Γ⁺), and what isn't defined. In a claim whose variables
are others, they are put in: `C (exp beta_A) (exp beta_S)`. What a claim gives a name of its own, or
what depends on such, is defined beside it.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from beyondthermal.derivations.verify.operators.unfolding import Names
from beyondthermal.derivations.verify.terms import is_name

from .identifiers import name_of
from .matrices import Kind, Written, equation_text, matrix_text

__all__ = ["Claimed", "Vocabulary", "names_in"]

Data = Any


def names_in(data: Data) -> Iterator[str]:
    """Every name in a term, a statement or the rows of a matrix."""
    if is_name(data):
        yield data
    elif type(data) is list:
        rows = data and type(data[0]) is list
        for part in data if rows else data[1:]:
            yield from names_in(part)
    elif type(data) is dict:
        yield from data


class Vocabulary:
    """The tables of a document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.bodies: Mapping[str, Data] = {**document["definitions"], **document["matrices"]}
        self.models: Mapping[str, Any] = document["models"]

    @cached_property
    def coordinates(self) -> frozenset[str]:
        """Names that are defined by themselves, on whatever way."""
        below = {name: set(names_in(body)) for name, body in self.bodies.items()}
        found = set()
        for name in below:
            seen, ahead = set[str](), list(below[name])
            while ahead:
                here = ahead.pop()
                if here not in seen:
                    seen.add(here)
                    ahead += below.get(here, ())
            found |= {name} & seen
        return frozenset(found)

    def reached(self, name: str) -> list[str]:
        """Names on which a definition depends, up to coordinates; itself is among them."""
        found, ahead = dict[str, None](), [name]
        while ahead:
            here = ahead.pop()
            if here in found:
                continue
            found[here] = None
            if here == name or here not in self.coordinates:
                ahead += names_in(self.bodies.get(here, 0))
        return list(found)

    def parameters(self, name: str) -> list[str]:
        """The arguments of a definition."""
        return sorted(
            n for n in self.reached(name)
            if n != name and (n in self.coordinates or n not in self.bodies)
        )  # fmt: skip

    def used(self, names: Mapping[str, None]) -> list[str]:
        """These definitions and those below them, in order."""
        reached = {n for name in names for n in self.reached(name)}
        ordered: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in ordered or name not in self.bodies or name in self.coordinates:
                return
            for below in names_in(self.bodies[name]):
                visit(below)
            ordered[name] = None

        for name in self.bodies:
            if name in reached:
                visit(name)
        return list(ordered)

    def definition(self, name: str) -> str:
        """A definition in Rocq."""
        alone = Claimed(self, dict.fromkeys(self.parameters(name)), {}, name)
        return alone.definition(name_of(name), self.bodies[name], self.parameters(name))


class Claimed:
    """The names of one claim: its variables and what it gives a meaning of its own."""

    def __init__(self, tables: Vocabulary, where: Mapping[str, Any], at: Mapping[str, Data],
                 inside_of: str = "", suffix: str = "") -> None:  # fmt: skip
        self.tables, self.where, self.at = tables, where, at
        self.inside_of, self.suffix = inside_of, suffix
        self.globals: dict[str, None] = {}
        self.locals: dict[str, str] = {}
        self.unknown: dict[str, None] = {}
        self._known: dict[str, Written] = {}

    def __getitem__(self, name: str) -> Written:
        """How a name is written, and of which kind it is."""
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: str) -> Written:
        if name in self.where:
            kind = Kind.COMPLEX if self.where[name] == "C" else Kind.REAL
            return Written(name_of(name), kind, frozenset({name}))
        own = name in self.at
        if not own and name not in self.tables.bodies:
            self.unknown[name] = None
            return Written(name_of(name), Kind.COMPLEX, frozenset({name}))
        body = self.at[name] if own else self.tables.bodies[name]
        if name in self.tables.coordinates and not _is_rows(body):
            return self.written(body)
        if own or self._is_local(name):
            return self._local(name, body)
        arguments = [self[n] for n in self.tables.parameters(name)]
        if any(a.kind is not Kind.REAL for a in arguments):
            return self._local(name, body)
        self.globals[name] = None
        return self._applied(name_of(name), body, arguments)

    def _is_local(self, name: str) -> bool:
        if name == self.inside_of:
            return False
        own = (self.where.keys() & self.tables.bodies.keys()) | self.at.keys()
        return bool(own - self.tables.coordinates & set(self.tables.reached(name)))

    def _applied(self, name: str, body: Data, arguments: list[Written]) -> Written:
        shown = " ".join([name, *(a.closed for a in arguments)])
        free = frozenset[str]().union(*(a.free for a in arguments))
        kind = Kind.MATRIX if _is_rows(body) else Kind.REAL
        return Written(shown, kind, free, loose=bool(arguments), applied=True)

    def _local(self, name: str, body: Data) -> Written:
        found = self.written(body)
        own = f"{name}_of_{self.suffix}"
        order = [*self.where, *self.unknown]
        variables = [v for v in order if v in found.free]
        self.locals[own] = self.definition(own, body, variables)
        shown = " ".join([own, *map(name_of, variables)])
        return Written(shown, found.kind, found.free, loose=bool(variables), applied=True)

    def definition(self, name: str, body: Data, variables: list[str]) -> str:
        """A definition with its arguments."""
        found = self.written(body)
        typed = "".join(f" ({name_of(v)} : {self[v].kind.value})" for v in variables)
        return f"Definition {name}{typed} : {found.kind.value} :=\n  {found.text}."

    @cached_property
    def _values(self) -> Names:
        return Names(self.tables.document, self.where, self.at)

    def size(self, data: Data) -> tuple[int, int]:
        """The rows and columns of a matrix."""
        found = self._values.matrix(data)
        return len(found), len(found[0])

    def sides(self, sides: list[Data]) -> str:
        """An equation of matrices, or of complex numbers."""
        return equation_text(sides, self)

    def model(self, name: str) -> tuple[Data, list[tuple[Data, Data]]]:
        """The Hamiltonian and the jumps, with their rates, of a model."""
        model = self.tables.models[name]
        return model["H"], model["jumps"]

    def written(self, body: Data) -> Written:
        """A term or the rows of a matrix."""
        return matrix_text(body, self)


def _is_rows(body: Data) -> bool:
    return type(body) is list and bool(body) and type(body[0]) is list
