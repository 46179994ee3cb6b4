"""The formulas of a model's file, over its symbols; and what may be a symbol's name."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property

import sympy as sp

from beyondthermal.symbolic.dressing.translation import is_hermitian
from beyondthermal.symbolic.formula.functions import Function
from beyondthermal.symbolic.formula.grammar import (
    hull,
    is_name,
    parse,
    parse_interval,
)
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.rates import negative
from beyondthermal.symbolic.names import hint, spelt
from beyondthermal.symbolic.symbols import declared

__all__ = ["Formulas", "complex_parts", "formulas", "reading", "text_of"]

_OPERATIONS = ("ket", "bra", "projector", "transition", "dagger", "current")
_UNITS = ("i", "I")


@dataclass(frozen=True)
class Formulas:
    """What the formulas of a file are over, and their readers.

    Attributes
    ----------
    domains
        The range of each real symbol.
    names
        What each name stands for: a real symbol, or two of them for a complex one.
    values
        Numbers in place of some symbols.
    defined
        Formulas with names of their own, over the symbols alone.
    """

    domains: Mapping[str, sp.Set]
    names: Mapping[str, sp.Expr]
    values: Mapping[sp.Symbol, sp.Expr]
    defined: Mapping[str, sp.Expr] = field(default_factory=dict)

    @cached_property
    def symbols(self) -> dict[str, sp.Expr]:
        """The real symbols by name, or the numbers in their place."""
        found = {name: declared(name, domain) for name, domain in self.domains.items()}
        return {name: self.values.get(s, s) for name, s in found.items()}

    @cached_property
    def where(self) -> dict[sp.Symbol, sp.Set]:
        """The range of each symbol that has no number."""
        return {s: hull(self.domains[name]) for name, s in self.symbols.items() if s.is_Symbol}

    @property
    def known(self) -> dict[str, sp.Expr]:
        """What formulas are over."""
        return {**self.defined, **self.names}

    def with_definitions(self, table: Mapping[str, object]) -> "Formulas":
        """With what is defined over symbols; what is over results as well is read elsewhere."""
        found: dict[str, sp.Expr] = {}
        for name, text in table.items():
            if is_name(name) and isinstance(text, str) and name not in _OPERATIONS:
                with suppress(ValueError):
                    found[spelt(name)] = parse(text, {**found, **self.names})
        return replace(self, defined=found)

    @property
    def said(self) -> tuple[str, ...]:
        """What complex symbols are, in words."""
        return tuple(
            f"{name} = {name}_re + i*{name}_im, both real"
            for name, value in self.names.items()
            if not value.is_Symbol
        )

    def rate(self, place: str, text: object) -> sp.Expr:
        """A formula that is negative nowhere."""
        with reading(place):
            rate = self._set(parse(text_of(text), self.known))
            if not is_hermitian(sp.Matrix([[rate]]), self.where):
                raise ValueError(f"must not be negative, but {str(rate)[:60]} is not real.")
        if found := negative(rate, self.where):
            raise ValueError(f"{place}: must not be negative, but {str(rate)[:60]} {found}.")
        return rate

    def number(self, place: str, text: object) -> sp.Expr:
        """A formula for a number, which may be complex."""
        with reading(place):
            return self._set(parse(text_of(text), self.known))

    def operator(
        self,
        place: str,
        text: object,
        space: OperatorNames,
        names: Mapping[str, sp.Expr] | None = None,
        functions: Mapping[str, Function] | None = None,
        *,
        hermitian: bool = False,
    ) -> sp.ImmutableMatrix:
        """A formula for an operator of a space, over more names and functions."""
        with reading(place):
            # A level, reservoir or function keeps its name, whatever else is defined.
            taken = {digit for digits in space.digits for digit in digits} | {*(functions or {})}
            defined = {name: e for name, e in self.defined.items() if name not in taken}
            known = {**defined, **(names or {}), **self.names}
            matrix = space.read(text_of(text), known, functions).applyfunc(self._set)
            # What isn't real in a part is complained of here.
            if not is_hermitian(matrix, self.where) and hermitian:
                raise ValueError(f"must be Hermitian, but {str(text)[:60]} isn't.")
        return matrix

    def _set(self, expr: sp.Expr) -> sp.Expr:
        """With numbers in place of symbols, and moduli of complex numbers by their parts."""
        found = expr.xreplace(self.values).replace(
            lambda node: isinstance(node, sp.Abs) and node.args[0].has(sp.I),
            lambda node: sp.sqrt(sp.expand(node.args[0] * node.args[0].conjugate())),
        )
        if found.has(sp.zoo, sp.nan, sp.oo, -sp.oo):
            raise ValueError("has no finite value for these numbers")
        return found


def formulas(table: Mapping[str, object], values: Mapping[str, str]) -> Formulas:
    """Read the domains of symbols, and numbers for some of them.

    Parameters
    ----------
    table
        The table [symbols].
    values
        Formulas for numbers by name.

    Raises
    ------
    ValueError
        If a name is none, or has a meaning; if a domain is none; or a number isn't in it.
    """
    domains: dict[str, sp.Set] = {}
    names: dict[str, sp.Expr] = {}
    for given, text in table.items():
        name = spelt(given)
        with reading(f"{given[:40]} in [symbols]"):
            domain = _domain(given, text_of(text))
            parts = complex_parts(name) if domain == sp.S.Complexes else {name: domain}
            if taken := [part for part in (*parts, name) if part in domains or part in names]:
                raise ValueError(f"the name {taken[0]} has a meaning already")
            domains |= parts
            one, *other = (declared(part, side) for part, side in parts.items())
            names[name] = one + sp.I * other[0] if other else one
    found = Formulas(domains, names | {s: declared(s, d) for s, d in domains.items()}, {})
    return Formulas(domains, found.names, _numbers(found, values))


def complex_parts(name: str) -> dict[str, sp.Set]:
    """The real symbols of which a complex one is made, with their domains."""
    return {f"{name}_re": sp.Reals, f"{name}_im": sp.Reals}


def _domain(name: str, text: str) -> sp.Set:
    if name in _UNITS or spelt(name) in _OPERATIONS:
        kind = "the imaginary unit" if name in _UNITS else "a function of operators"
        raise ValueError(f"this is {kind}: give the symbol another name")
    if not is_name(name):
        raise ValueError(
            "a symbol must be a name of Latin and Greek letters, digits and _, "
            "and not that of a function or constant: give it another one"
        )
    try:
        return parse_interval(text)
    except ValueError:
        if "," in text and {*re.findall(r"[^\W\d]\w*", text)} - {"oo"}:
            raise ValueError(
                f"the ends of an interval are numbers or oo, not as in {text[:40]!r}: "
                "what lies below x is f*x with a symbol f in [0, 1]"
            ) from None
        raise


def _numbers(read: Formulas, values: Mapping[str, str]) -> dict[sp.Symbol, sp.Expr]:
    found: dict[sp.Symbol, sp.Expr] = {}
    for given, text in values.items():
        name = spelt(given)
        if name not in read.names:
            raise ValueError(f"There is no symbol {given[:40]!r} to set, {hint(name, read.names)}")
        with reading(f"the value of {given}"):
            value = parse(text, {})
        symbol = read.names[name]
        if not symbol.is_Symbol:
            one, other = (declared(part, side) for part, side in complex_parts(name).items())
            found |= dict(zip((one, other), value.as_real_imag(), strict=True))
        elif value in read.domains[name]:
            found[symbol] = value
        else:
            raise ValueError(
                f"The value of {given} must be in {read.domains[name]}, but is {text}."
            )
    return found


@contextmanager
def reading(place: str) -> Iterator[None]:
    """Say where in the file a formula stands that can't be read."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


def text_of(value: object) -> str:
    """A formula: text, or a whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"must be text, but is {str(value)[:40]!r}")
    return str(value)
