"""The claims of a file as they are displayed: in its own names and letters, each with its domain.

The reader is that of `claim_files.meaning`, which reads what is decided; here the names of
definitions stand for themselves.
"""

from collections.abc import Callable, Iterator, Mapping

import sympy as sp

from beyondthermal.derivations.claim_files.domains import RELATIONS
from beyondthermal.derivations.claim_files.entry import Entry
from beyondthermal.derivations.claim_files.meaning import Formulas
from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.formula.grammar import parse, parse_chain, parse_domain
from beyondthermal.symbolic.formula.letters import letters
from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.statement_kinds import Leading, lim

from .display import range_of
from .file import FormulaFile

__all__ = ["condition_of", "domain_of", "stated", "statement_of"]


def statement_of(file: FormulaFile, claim: Entry) -> tuple[sp.Basic, ...]:
    """What is claimed, as it is displayed; nothing if it can't be: then its text says it."""
    try:
        # The same reader as for the decision, over names that stand for themselves.
        found = stated(Formulas(claim, file.folded_names, file.contents.domains))
    except ValueError:
        return ()
    return tuple(letters(part) for part in found)


def stated(formulas: Formulas) -> tuple[sp.Basic, ...]:
    """What is claimed, in the names that the formulas are read over."""
    return tuple(_KINDS[formulas.kind](formulas))


def _relations(formulas: Formulas) -> Iterator[sp.Basic]:
    for left, sign, right in formulas.chain(formulas.kind):
        yield RELATIONS[sign](left, right, evaluate=False)


def _limit(formulas: Formulas) -> Iterator[sp.Basic]:
    point = formulas.approach()
    inside = formulas.formula("limit")
    joint = formulas.settings.get("joint", True)
    for step in [[*point.items()]] if joint else [[pair] for pair in point.items()]:
        inside = lim(inside, *(part for pair in step for part in pair))
    yield sp.Eq(inside, formulas.value("equals"), evaluate=False)


def _expansion(formulas: Formulas) -> Iterator[sp.Basic]:
    variable, at = formulas.expanded_at()
    left, (terms, rest) = formulas.formula("expansion"), formulas.terms()
    if rest is None:
        yield Leading(left, terms, variable, at)
    else:
        whole = sp.Add(terms, sp.Order(rest, (variable, at)), evaluate=False)
        yield sp.Eq(left, whole, evaluate=False)


def _steady_state(formulas: Formulas) -> Iterator[sp.Basic]:
    rows = formulas.settings["steady_state"]
    yield sp.ImmutableMatrix([[formulas.names.read(str(e), parse) for e in r] for r in rows])


_KINDS: Mapping[str, Callable[[Formulas], Iterator[sp.Basic]]] = {
    "identity": _relations, "bound": _relations, "limit": _limit, "expansion": _expansion,
    "steady_state": _steady_state,
}  # fmt: skip


def condition_of(file: FormulaFile, claim: Entry) -> str:
    """What a claim says more of its symbols, in prose with LaTeX in it."""
    given = claim.settings.get("where", {})
    if isinstance(given, dict):
        return ", ".join(f"${_narrowed(file, name, str(text))}$" for name, text in given.items())
    links = [link for text in given for link in file.folded_names.read(text, parse_chain)]
    found = (RELATIONS[sign](left, right, evaluate=False) for left, sign, right in links)
    return ", ".join(f"${latex(letters(relation))}$" for relation in found)


def _narrowed(file: FormulaFile, name: str, text: str) -> str:
    symbol = file.symbols[spelt(name)]
    domain, low, high = file.folded_names.read(text, parse_domain)
    if not (low or high):
        return range_of(symbol, domain)
    ends = [latex(letters(end[0])) if end else "" for end in (low, high)]
    signs = ["<" if end and end[1] else r"\le" for end in (low, high)]
    before = f"{ends[0]} {signs[0]} " if low else ""
    return f"{before}{latex(letters(symbol))}{f' {signs[1]} {ends[1]}' if high else ''}"


def domain_of(file: FormulaFile, claim: Entry) -> str:
    """The ranges of all symbols, relations among them, and what a claim says besides."""
    ranges = [f"${range_of(symbol, side)}$" for symbol, side in file.where.items()]
    related = [f"${latex(letters(relation))}$" for relation in file.contents.domains.relations]
    return "; ".join(filter(None, (", ".join([*ranges, *related]), condition_of(file, claim))))
