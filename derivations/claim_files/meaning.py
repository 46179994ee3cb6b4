"""What a file of claims means: its formulas read, each claim as a question that can be decided."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, TypeVar

import sympy as sp

from beyondthermal.derivations.models.file import read_model
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.proof import Proof, all_of
from beyondthermal.symbolic.formula.grammar import (
    hull,
    parse,
    parse_chain,
    parse_domain,
    parse_value,
)
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steadiness import steadiness

from .contents import contents
from .domains import Domains, between, related
from .entry import Entry
from .names import FileNames, reading
from .places import FormulaError
from .remainders import WITH_REST, up_to_a_rest

__all__ = ["Formulas", "questions"]

Data = Mapping[str, Any]
Names = Mapping[str, sp.Expr]
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
    texts = str([data.get("define"), *(claim.settings for claim in claims)])
    model = read_model(data) if "model" in data else None
    read = contents(data, model, texts)
    names, domains = read.names, read.domains
    lindbladian = model.lindbladian if model else None
    found = [_question(claim, names, domains, lindbladian) for claim in claims]
    told = {asked.args for asked in found if isinstance(asked, FormulaError)}
    return [*found, *(slip for slip in names.slips.values() if slip.args not in told)]


def _question(
    claim: Entry, names: FileNames, domains: Domains, lindbladian: Lindbladian | None
) -> Question | FormulaError:
    try:
        return _QUESTIONS[claim.kind](Formulas(claim, names, domains), lindbladian)
    except FormulaError as slip:
        return slip


class Formulas:
    """The formulas of one claim."""

    def __init__(self, claim: Entry, names: FileNames, domains: Domains) -> None:
        self.index, self.kind = claim.index, claim.kind
        self.settings, self.names = claim.settings, names
        self.domains = Domains(dict(domains.sides), list(domains.relations))
        given = claim.settings.get("where", {})
        with self.reading("where"):
            for text in given if isinstance(given, list) else ():
                self._related(text)
            for name, text in given.items() if isinstance(given, dict) else ():
                self._narrowed(name, str(text))

    def _related(self, text: str) -> None:
        for left, relation, right in self.names.read(text, parse_chain):
            if any(
                self.domains.sides.get(s) == sp.S.Complexes for s in (left - right).free_symbols
            ):
                raise ValueError("relations are among real numbers")
            self.domains.own += related(left, relation, right)

    def _narrowed(self, name: str, text: str) -> None:
        symbol = self.symbol(name)
        domain, low, high = self.names.read(text, parse_domain)
        whole = domain.is_subset(sp.S.Integers)
        if (low or high or whole) and (whole > bool(symbol.is_integer) or symbol.is_real is None):
            raise ValueError(f"{name} is no symbol for such a domain")
        side, before = hull(domain), self.domains.sides[symbol]
        if low or high:
            side = sp.Intersection(side, before)
        if not side.is_subset(before):
            raise ValueError(f"{name} is in {before}, not in all of {domain}")
        self.domains.sides[symbol] = side
        self.domains.own += between(low, symbol, high)

    def reading(self, key: str) -> AbstractContextManager[None]:
        """Say of a formula that can't be read under which key it stands."""
        return reading("claim", self.index, key)

    def formula(self, key: str) -> sp.Expr:
        """What stands under a key."""
        with self.reading(key):
            return self.names.read(str(self.settings[key]), parse)

    def terms(self) -> tuple[sp.Expr, sp.Expr | None]:
        """Leading terms, and what stands in an O() behind them."""
        text = str(self.settings["terms"])
        found = None if self.names.spelt("O") else WITH_REST.fullmatch(text)
        if not found:
            return self.formula("terms"), None
        before = re.sub(r"[^\n]", " ", text[: found.start("rest")])
        with self.reading("terms"):
            return (
                self.names.read(found["terms"] or "0", parse),
                self.names.read(before + found["rest"], parse),
            )

    def value(self, key: str) -> sp.Expr:
        """A formula, or infinity."""
        with self.reading(key):
            return self.names.read(str(self.settings[key]), parse_value)

    def chain(self, key: str) -> Sequence[tuple[sp.Expr, str, sp.Expr]]:
        """Formulas with the relations between them, two at a time."""
        with self.reading(key):
            reader = partial(parse_chain, unknown=key == "identity")
            return self.names.read(str(self.settings[key]), reader)

    def every(
        self, key: str, allowed: Sequence[str], asked: Callable[..., Callable[..., Proof]]
    ) -> Question:
        """The question whether each relation of a chain holds."""
        chain = self.chain(key)
        with self.reading(key):
            if chain[0][1] not in allowed:
                words = " or ".join(allowed)
                raise ValueError(f"the relation of {key} is {words}, not {chain[0][1]}")
        parts = [
            partial(asked(*link), where=self.domains.about(link[0], link[2])) for link in chain
        ]
        return parts[0] if len(parts) == 1 else lambda: all_of(*(part() for part in parts))

    def symbol(self, name: str) -> sp.Symbol:
        """A symbol of the file by its name."""
        symbol = self.names.spelt(name)
        if symbol not in self.domains.sides:
            listed = ", ".join(map(str, self.domains.sides)) or "there are none"
            raise ValueError(f"{name[:60]!r} is none of the symbols: {listed}")
        return symbol

    def point(self, name: str, text: str) -> tuple[sp.Symbol, sp.Expr]:
        """A symbol and where it goes, which is in its domain or at the rim."""
        symbol, value = self.symbol(name), self.names.read(str(text), parse_value)
        domain = self.domains.sides[symbol]
        domain = sp.Reals if domain == sp.S.Complexes else domain
        if not value.is_extended_real and not value.free_symbols:
            raise ValueError(f"{name} can't go to {text}: it is real, and goes to a number or ±oo")
        at_the_rim = value in (domain.inf, domain.sup)
        if not at_the_rim and domain.closure.contains(value) is sp.false:
            raise ValueError(f"{name} can't go to {value}: its domain is {domain}")
        return symbol, value

    def approach(self) -> dict[sp.Symbol, sp.Expr]:
        """Where each variable of a limit goes."""
        with self.reading("at"):
            return dict(self.point(*pair) for pair in _pairs(self.settings["at"]))

    def expanded_at(self) -> tuple[sp.Symbol, sp.Expr]:
        """The variable of an expansion, and where it goes."""
        with self.reading("variable"):
            variable = self.symbol(str(self.settings["variable"]))
        with self.reading("at_point"):
            return self.point(variable.name, str(self.settings["at_point"]))


def _pairs(at: Any) -> list[tuple[str, str]]:
    """Variables and where they go, from a table or from "x -> 0, y -> oo"."""
    if isinstance(at, dict):
        return [(name, str(value)) for name, value in at.items()]
    parts = [[half.strip() for half in part.split("->")] for part in at.split(",")]
    if any(len(part) != 2 for part in parts) or len({name for name, _ in parts}) < len(parts):
        raise ValueError('a point is written as "x -> 0, y -> oo", each variable once')
    return [(name, value) for name, value in parts]


def _identity(formulas: Formulas, _model: Lindbladian | None) -> Question:
    return up_to_a_rest(formulas, "identity") or formulas.every(
        "identity", ("=",), lambda lhs, _, rhs: partial(decide.equality, lhs, rhs)
    )


def _asked_bound(lhs: sp.Expr, relation: str, rhs: sp.Expr) -> Callable[..., Proof]:
    return partial(decide.bound, lhs, relation, rhs)


def _bound(formulas: Formulas, _model: Lindbladian | None) -> Question:
    return formulas.every("bound", ("<", "<=", ">", ">="), _asked_bound)


def _limit(formulas: Formulas, _model: Lindbladian | None) -> Question:
    point = formulas.approach()
    formula, value = formulas.formula("limit"), formulas.value("equals")
    joint = formulas.settings.get("joint", True)
    where = formulas.domains.about(formula, value, *point, *point.values())
    return partial(decide.limit, formula, point, value, joint=joint, where=where)


def _expansion(formulas: Formulas, _model: Lindbladian | None) -> Question:
    variable, point = formulas.expanded_at()
    formula, (terms, rest) = formulas.formula("expansion"), formulas.terms()
    where = formulas.domains.about(formula, variable, point, terms, rest or sp.S.Zero)
    asked = partial(decide.expansion, formula, variable, point, terms, where=where)
    return asked if rest is None else partial(asked, rest=rest)


def _steady_state(formulas: Formulas, lindbladian: Lindbladian | None) -> Question:
    with formulas.reading("steady_state"):
        if lindbladian is None:
            raise ValueError("there is no [model] to have a steady state")
        rows = formulas.settings["steady_state"]
        size = lindbladian.dimension
        if len(rows) != size or {len(row) for row in rows} != {size}:
            raise ValueError(f"the density matrix must have {size} rows of {size}")
        ranges = formulas.domains.about(*formulas.domains.sides)
        if not isinstance(ranges, Mapping):
            raise ValueError("a steady state is not asked for with relations among symbols")
        rho = sp.ImmutableMatrix(
            [[formulas.names.read(str(e), parse) for e in row] for row in rows]
        )
    return partial(steadiness, lindbladian, rho, where=ranges)


_QUESTIONS: Mapping[str, Callable[[Formulas, Lindbladian | None], Question]] = {
    "identity": _identity,
    "bound": _bound,
    "limit": _limit,
    "expansion": _expansion,
    "steady_state": _steady_state,
}
