"""What stands in a file: its symbols with their domains, its model, its definitions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from beyondthermal.derivations.models.formulas import complex_parts
from beyondthermal.derivations.models.model import Model
from beyondthermal.symbolic.formula.grammar import hull, parse, parse_domain
from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.symbols import declared

from .domains import Domains, between
from .names import FileNames, new_name

__all__ = ["Contents", "contents"]

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Contents:
    """What the names of a file stand for.

    Attributes
    ----------
    names
        Symbols, what is used of the model, and the definitions, written out in these.
    domains
        The range of each symbol, and relations among them.
    model
        The model, if there is one.
    """

    names: FileNames
    domains: Domains
    model: Model | None


def contents(data: Data, model: Model | None, texts: str | None = None) -> Contents:
    """Read the formulas of a file; slips are kept with the names, see `FileNames`.

    Parameters
    ----------
    data
        The file, as `tomllib` reads it.
    model
        Its model, if there is one.
    texts
        In which the names occur that are used; if it isn't given, the definitions.

    Raises
    ------
    ValueError
        If a name of the model's has been given.
    """
    names = FileNames()
    domains = _domains(data, names)
    if model is not None:
        names |= {name: value for name, value in model.symbols.items() if not value.is_Symbol}
        written = str(data.get("define")) if texts is None else texts
        used = {*map(spelt, re.findall(r"\w+", written))}
        for name in model.names:
            new_name(name, names)
        # Only what is asked for is calculated.
        names |= {name: model.names[name] for name in model.names if spelt(name) in used}
        for name, reason in model.without_closed_form.items():
            with names.holding(name, "observables"):
                raise ValueError(reason)
    for name, text in data.get("define", {}).items():
        with names.holding(name, "define"):
            new_name(name, names)
            names[name] = names.read(text, parse)
    return Contents(names, domains, model)


def _domains(data: Data, names: FileNames) -> Domains:
    """The range of each symbol, and the relations that ends with symbols in them stand for."""
    found = Domains()
    for name, text in data.get("symbols", {}).items():
        with names.holding(name, "symbols"):
            new_name(name, names)
            domain, low, high = names.read(text, parse_domain)
            if "model" in data and domain == sp.S.Complexes:
                _take_apart(spelt(name), names, found)
                continue
            symbol = declared(spelt(name), domain)
            found.relations += between(low, symbol, high)
            names[name], found.sides[symbol] = symbol, hull(domain)
    return found


def _take_apart(name: str, names: FileNames, found: Domains) -> None:
    """A complex symbol of a model is made of two real ones, whose names are known too."""
    parts = {part: declared(part, side) for part, side in complex_parts(name).items()}
    for part, symbol in parts.items():
        new_name(part, names)
        names[part], found.sides[symbol] = symbol, sp.Reals
    real, imaginary = parts.values()
    names[name] = real + sp.I * imaginary
