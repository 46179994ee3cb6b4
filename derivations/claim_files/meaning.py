"""What a file of claims means: its formulas read, each claim as a question that can be decided."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

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
)
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steadiness import steadiness
from beyondthermal.symbolic.symbols import declared

from .entry import Entry
from .places import Place

__all__ = ["FormulaError", "questions"]

Data = Mapping[str, Any]
Names = Mapping[str, sp.Expr]
Domains = Mapping[sp.Symbol, sp.Set]
Question = Callable[[], Proof]


class FormulaError(ValueError):
    """A formula that can't be read.

    Attributes
    ----------
    slip
        Where it stands in the file, where in the formula the error is, and what it is.
    """

    def __init__(self, place: Place, error: ValueError) -> None:
        super().__init__(str(error))
        found = error if isinstance(error, GrammarError) else GrammarError("", 0, str(error))
        self.slip = (place, found.line, found.column, found.reason)


def questions(data: Data, claims: Sequence[Entry]) -> list[Question]:
    """The claims of a file, each as a question that is yet to be decided.

    Raises
    ------
    FormulaError
        If a formula can't be read.
    ValueError
        If the model can't.
    """
    domains = dict(_domains(data))
    names: dict[str, sp.Expr] = {symbol.name: symbol for symbol in domains}
    lindbladian: Lindbladian | None = None
    if "model" in data:
        model = read_model(data)
        for name in model.names:
            _new(name, names)
        names, lindbladian = {**model.names, **names}, model.lindbladian
    for name, text in data.get("define", {}).items():
        with _reading("define", 0, name):
            _new(name, names)
            names[name] = parse(text, names)
    return [
        _QUESTIONS[claim.kind](_Formulas(claim, names, domains), lindbladian) for claim in claims
    ]


def _domains(data: Data) -> Iterator[tuple[sp.Symbol, sp.Set]]:
    for name, text in data.get("symbols", {}).items():
        with _reading("symbols", 0, name):
            _new(name, {})
            domain = parse_interval(text)
        yield declared(name, domain), domain


def _new(name: str, names: Names) -> None:
    if not is_name(name):
        raise ValueError(f"{name[:60]!a} is no name for a symbol, or has a meaning already")
    if name in names:
        raise ValueError(f"the name {name} has a meaning already")


@contextmanager
def _reading(section: str, index: int, key: str) -> Iterator[None]:
    """Say where a formula stands that can't be read."""
    try:
        yield
    except ValueError as error:
        raise FormulaError((section, index, key), error) from None


class _Formulas:
    """The formulas of one claim."""

    def __init__(self, claim: Entry, names: Names, domains: Domains) -> None:
        self.index, self.settings, self.names = claim.index, claim.settings, names
        self.domains = domains
        self.domains = {**domains, **dict(self._narrowed())}
        self.where = {s: d for s, d in self.domains.items() if d != sp.S.Complexes}

    def reading(self, key: str) -> AbstractContextManager[None]:
        return _reading("claim", self.index, key)

    def formula(self, key: str) -> sp.Expr:
        with self.reading(key):
            return parse(str(self.settings[key]), self.names)

    def value(self, key: str) -> sp.Expr:
        """A formula, or infinity."""
        with self.reading(key):
            return parse_value(str(self.settings[key]), self.names)

    def relation(self, key: str, allowed: Sequence[str]) -> tuple[sp.Expr, str, sp.Expr]:
        with self.reading(key):
            lhs, relation, rhs = parse_relation(str(self.settings[key]), self.names)
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
        symbol, value = self.symbol(name), parse_value(text, self.names)
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
        point = dict(formulas.point(*pair) for pair in formulas.settings["at"].items())
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
        rho = sp.ImmutableMatrix([[parse(str(e), formulas.names) for e in row] for row in rows])
    return partial(steadiness, lindbladian, rho, where=formulas.where)


_QUESTIONS: Mapping[str, Callable[[_Formulas, Lindbladian | None], Question]] = {
    "identity": _identity,
    "bound": _bound,
    "limit": _limit,
    "expansion": _expansion,
    "steady_state": _steady_state,
}
