"""The definitions of a file, each in terms of those before it."""

from collections.abc import Collection, Mapping
from typing import Any

import sympy as sp

from beyondthermal.derivations.claim_files.contents import Contents
from beyondthermal.derivations.claim_files.names import FileNames
from beyondthermal.symbolic.formula.grammar import parse
from beyondthermal.symbolic.formula.letters import like
from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.symbols import assumed

__all__ = ["folded"]


def folded(
    data: Mapping[str, Any], contents: Contents, symbols: Collection[str]
) -> tuple[FileNames, Mapping[str, sp.Expr]]:
    """Names where formulas aren't written out, each stands for itself; and what is defined so.

    Numbers are put in, and symbols are what they are. Of a model some results are calculated by
    now; of the others it is known what they are.
    """
    known, found = FileNames(), dict[str, sp.Expr]()
    written = {spelt(k): v for k, v in data.get("define", {}).items()}
    whole = {spelt(name): value for name, value in contents.names.items()}
    results = contents.model.names if contents.model else ()
    known |= {name: _unknown(name) for name in results}
    kept = {name: value for name, value in whole.items() if name not in written}
    known |= {n: value if n in symbols else _named(n, value) for n, value in kept.items()}
    for name, text in written.items():
        try:
            found[name] = known.read(text, parse)
        except ValueError:
            # With names in it that stand for something it may be no formula.
            found[name] = whole[name]
        known[name] = _named(name, whole[name])
    return known, found


def _named(name: str, value: sp.Expr) -> sp.Expr:
    """A symbol for what isn't just a number."""
    return value if value.is_number else like(name, value)


def _unknown(name: str) -> sp.Symbol:
    """A symbol for a result of a model that nobody has asked for: matrix elements are complex."""
    return assumed(name, **{"complex" if name.startswith("rho_") else "real": True})
