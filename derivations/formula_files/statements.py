"""The claims of a file as they are displayed: in its own names and letters, each with its domain.

What is decided is read by `claim_files.meaning`; here the same texts are read with the names of
definitions left as they are.
"""

from collections.abc import Iterator, Mapping

import sympy as sp

from beyondthermal.derivations.claim_files.entry import Entry
from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.formula.grammar import parse, parse_chain, parse_domain, parse_value
from beyondthermal.symbolic.formula.letters import letters
from beyondthermal.symbolic.names import spelt
from beyondthermal.symbolic.statement_kinds import Leading, lim

from .display import range_of
from .file import FormulaFile

__all__ = ["condition_of", "domain_of", "statement_of"]

_RELATIONS: Mapping[str, type[sp.Rel]] = {
    "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "=": sp.Eq, "==": sp.Eq, "!=": sp.Ne,
}  # fmt: skip


def statement_of(file: FormulaFile, claim: Entry) -> tuple[sp.Basic, ...]:
    """What is claimed, as it is displayed; nothing if it can't be: then its text says it."""
    try:
        found = tuple(_KINDS[claim.kind](file, claim))
    except ValueError:
        return ()
    return tuple(letters(part) for part in found)


def _relations(file: FormulaFile, claim: Entry) -> Iterator[sp.Basic]:
    chain = file.folded_names.read(str(claim.settings[claim.kind]), parse_chain)
    for left, sign, right in chain:
        yield _RELATIONS[sign](left, right, evaluate=False)


def _limit(file: FormulaFile, claim: Entry) -> Iterator[sp.Basic]:
    read, given = file.folded_names.read, claim.settings
    at = given["at"]
    pairs = at.items() if isinstance(at, dict) else (part.split("->") for part in at.split(","))
    point = [(read(str(k), parse), read(str(v).strip(), parse_value)) for k, v in pairs]
    inside = read(str(given["limit"]), parse)
    steps = [point] if given.get("joint", True) else [[pair] for pair in point]
    for step in steps:
        inside = lim(inside, *(part for pair in step for part in pair))
    yield sp.Eq(inside, read(str(given["equals"]), parse_value), evaluate=False)


def _expansion(file: FormulaFile, claim: Entry) -> Iterator[sp.Basic]:
    read, given = file.folded_names.read, claim.settings
    left, terms = read(str(given["expansion"]), parse), str(given["terms"]).partition("+ O(")[0]
    variable = read(str(given["variable"]), parse)
    at = read(str(given["at_point"]), parse_value)
    yield Leading(left, read(terms, parse), variable, at)


def _steady_state(file: FormulaFile, claim: Entry) -> Iterator[sp.Basic]:
    rows = claim.settings["steady_state"]
    yield sp.ImmutableMatrix([[file.folded_names.read(str(e), parse) for e in r] for r in rows])


_KINDS = {
    "identity": _relations, "bound": _relations, "limit": _limit, "expansion": _expansion,
    "steady_state": _steady_state,
}  # fmt: skip


def condition_of(file: FormulaFile, claim: Entry) -> str:
    """What a claim says more of its symbols, in prose with LaTeX in it."""
    given = claim.settings.get("where", {})
    if isinstance(given, dict):
        return ", ".join(f"${_narrowed(file, name, str(text))}$" for name, text in given.items())
    links = [link for text in given for link in file.folded_names.read(text, parse_chain)]
    found = (_RELATIONS[sign](left, right, evaluate=False) for left, sign, right in links)
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
