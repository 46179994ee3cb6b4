"""What a file of claims means: its formulas read, each claim as a question that can be decided."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any, TypeVar

import sympy as sp

from beyondthermal.derivations.models.file import read_model
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.formula.grammar import (
    GrammarError,
    is_name,
    parse,
    parse_interval,
    parse_relation,
    parse_value,
    used_names,
)
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steadiness import steadiness
from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.symbols import declared

from .entry import Entry
from .places import FormulaError

__all__ = ["questions"]

Data = Mapping[str, Any]
Names = Mapping[str, sp.Expr]
Domains = Mapping[sp.Symbol, sp.Set]
Question = Callable[[], Proof]
Read = TypeVar("Read")


def questions(data: Data, claims: Sequence[Entry]) -> list[Question | FormulaError]:
    """The claims of a file, each as a question that is yet to be decided, or as its slip.

    Behind them come the slips in what no claim asks for.

    Raises
    ------
    ValueError
        If the model can't be read.
    """
    names = _Names()
    domains = dict(_domains(data, names))
    lindbladian: Lindbladian | None = None
    if "model" in data:
        model = read_model(data)
        for name in model.names:
            _new(name, names)
        names.update({**model.names, **names})
        lindbladian = model.lindbladian
    for name, text in data.get("define", {}).items():
        with names.holding(name, "define"):
            _new(name, names)
            names[name] = names.read(text, parse)
    found = [_question(claim, names, domains, lindbladian) for claim in claims]
    told = {asked.args for asked in found if isinstance(asked, FormulaError)}
    return [*found, *(slip for slip in names.slips.values() if slip.args not in told)]


def _question(
    claim: Entry, names: "_Names", domains: Domains, lindbladian: Lindbladian | None
) -> Question | FormulaError:
    try:
        return _QUESTIONS[claim.kind](_Formulas(claim, names, domains), lindbladian)
    except FormulaError as slip:
        return slip


class _Names(dict[str, sp.Expr]):
    """What the names of a file stand for; those that couldn't be read are kept with their slips."""

    def __init__(self) -> None:
        super().__init__()
        self.slips: dict[str, FormulaError] = {}

    @contextmanager
    def holding(self, name: str, section: str) -> Iterator[None]:
        """Keep the slip in a line of a section: it counts where the name is used."""
        try:
            with _reading(section, 0, name):
                yield
        except FormulaError as slip:
            self.slips.setdefault(spelt(name), slip)

    def read(self, text: str, reader: Callable[[str, Names], Read]) -> Read:
        """What a reader makes of a text; what goes wrong with a name goes wrong with its users."""
        try:
            return reader(text, self)
        except GrammarError:
            for word in used_names(text):
                if word in self.slips:
                    raise self.slips[word] from None
            raise


def _domains(data: Data, names: _Names) -> Iterator[tuple[sp.Symbol, sp.Set]]:
    for name, text in data.get("symbols", {}).items():
        with names.holding(name, "symbols"):
            _new(name, names)
            domain = parse_interval(text)
            names[name] = declared(name, domain)
            yield names[name], domain


def _new(name: str, names: Names) -> None:
    if not is_name(name):
        raise ValueError(f"{name[:60]!a} is no name for a symbol, or has a meaning already")
    if spelt(name) in map(spelt, names):
        raise ValueError(f"the name {name} has a meaning already")


@contextmanager
def _reading(section: str, index: int, key: str) -> Iterator[None]:
    """Say where a formula stands that can't be read."""
    try:
        yield
    except FormulaError:
        raise
    except ValueError as error:
        found = error if isinstance(error, GrammarError) else GrammarError("", 0, str(error))
        place = section, index, key
        raise FormulaError(place, found.line, found.column, found.reason) from None


class _Formulas:
    """The formulas of one claim."""

    def __init__(self, claim: Entry, names: _Names, domains: Domains) -> None:
        self.index, self.settings, self.names = claim.index, claim.settings, names
        self.domains = domains
        self.domains = {**domains, **dict(self._narrowed())}
        self.where = {s: d for s, d in self.domains.items() if d != sp.S.Complexes}

    def reading(self, key: str) -> AbstractContextManager[None]:
        return _reading("claim", self.index, key)

    def formula(self, key: str) -> sp.Expr:
        with self.reading(key):
            return self.names.read(str(self.settings[key]), parse)

    def value(self, key: str) -> sp.Expr:
        """A formula, or infinity."""
        with self.reading(key):
            return self.names.read(str(self.settings[key]), parse_value)

    def relation(self, key: str, allowed: Sequence[str]) -> tuple[sp.Expr, str, sp.Expr]:
        with self.reading(key):
            lhs, relation, rhs = self.names.read(str(self.settings[key]), parse_relation)
            if relation not in allowed:
                raise ValueError(f"the relation of {key} is {' or '.join(allowed)}, not {relation}")
            return lhs, relation, rhs

    def symbol(self, name: str) -> sp.Symbol:
        symbol = self.names.get(name)
        if symbol not in self.domains:
            raise ValueError(f"{name[:60]!a} is none of the symbols: {_listed(self.domains)}")
        return symbol

    def point(self, name: str, text: str) -> tuple[sp.Symbol, sp.Expr]:
        """A symbol and where it goes, which is in its domain or at the rim."""
        symbol, value = self.symbol(name), self.names.read(str(text), parse_value)
        domain = self.where.get(symbol, sp.Reals)
        at_the_rim = value in (domain.inf, domain.sup)
        if not at_the_rim and domain.closure.contains(value) is sp.false:
            raise ValueError(f"{name} can't go to {value}: its domain is {domain}")
        return symbol, value

    def _narrowed(self) -> Iterator[tuple[sp.Symbol, sp.Set]]:
        for name, text in self.settings.get("where", {}).items():
            with self.reading("where"):
                symbol, domain = self.symbol(name), parse_interval(str(text))
                if not domain.is_subset(self.domains[symbol]):
                    raise ValueError(f"{name} is in {self.domains[symbol]}, not in all of {domain}")
            yield symbol, domain


def _pairs(at: Any) -> list[tuple[str, str]]:
    """Variables and where they go, from a table or from "x -> 0, y -> oo"."""
    if isinstance(at, dict):
        return [(name, str(value)) for name, value in at.items()]
    parts = [[half.strip() for half in part.split("->")] for part in at.split(",")]
    if any(len(part) != 2 for part in parts) or len({name for name, _ in parts}) < len(parts):
        raise ValueError('a point is written as "x -> 0, y -> oo", each variable once')
    return [(name, value) for name, value in parts]


def _listed(domains: Domains) -> str:
    return ", ".join(symbol.name for symbol in domains) or "there are none"


def _identity(formulas: _Formulas, _model: Lindbladian | None) -> Question:
    lhs, _, rhs = formulas.relation("identity", ("=",))
    return partial(decide.equality, lhs, rhs, where=formulas.where)


def _bound(formulas: _Formulas, _model: Lindbladian | None) -> Question:
    lhs, relation, rhs = formulas.relation("bound", ("<", "<=", ">", ">="))
    return partial(decide.bound, lhs, relation, rhs, where=formulas.where)


def _limit(formulas: _Formulas, _model: Lindbladian | None) -> Question:
    with formulas.reading("at"):
        point = dict(formulas.point(*pair) for pair in _pairs(formulas.settings["at"]))
    formula, value = formulas.formula("limit"), formulas.value("equals")
    joint = formulas.settings.get("joint", True)
    return partial(decide.limit, formula, point, value, joint=joint, where=formulas.where)


def _expansion(formulas: _Formulas, _model: Lindbladian | None) -> Question:
    with formulas.reading("variable"):
        variable = formulas.symbol(str(formulas.settings["variable"]))
    with formulas.reading("at_point"):
        _, point = formulas.point(variable.name, str(formulas.settings["at_point"]))
    formula, terms = formulas.formula("expansion"), formulas.formula("terms")
    return partial(decide.expansion, formula, variable, point, terms, where=formulas.where)


def _steady_state(formulas: _Formulas, lindbladian: Lindbladian | None) -> Question:
    with formulas.reading("steady_state"):
        if lindbladian is None:
            raise ValueError("there is no [model] to have a steady state")
        rows = formulas.settings["steady_state"]
        size = lindbladian.dimension
        if len(rows) != size or {len(row) for row in rows} != {size}:
            raise ValueError(f"the density matrix must have {size} rows of {size}")
        rho = sp.ImmutableMatrix(
            [[formulas.names.read(str(e), parse) for e in row] for row in rows]
        )
    return partial(steadiness, lindbladian, rho, where=formulas.where)


_QUESTIONS: Mapping[str, Callable[[_Formulas, Lindbladian | None], Question]] = {
    "identity": _identity,
    "bound": _bound,
    "limit": _limit,
    "expansion": _expansion,
    "steady_state": _steady_state,
}
