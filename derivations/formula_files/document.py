"""A file of one's own as a document: symbols, definitions, steady state, claims with verdicts."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import count
from typing import Any

import sympy as sp

from beyondthermal.derivations.claim_files.entry import Entry
from beyondthermal.derivations.claims.claim import Claim, Finding, Result
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.derivations.models.document import statements
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.outsize import is_outsize, lengths
from beyondthermal.derivations.models.uniqueness import uniqueness
from beyondthermal.derivations.printing import latex, width
from beyondthermal.derivations.report.blocks import (
    Block,
    Equation,
    Formula,
    Glossary,
    Picture,
    Prose,
    Section,
)
from beyondthermal.derivations.report.documents import Document
from beyondthermal.derivations.report.layout import PAGE
from beyondthermal.derivations.report.margins import CERTIFIED
from beyondthermal.derivations.report.matter.title import Title, title_of
from beyondthermal.derivations.report.proofs import telling
from beyondthermal.derivations.verify.certificates import holds
from beyondthermal.symbolic.decision.proof import Certificate, Proof, Verdict
from beyondthermal.symbolic.formula.letters import letters, like
from beyondthermal.symbolic.symbols import Quantity, assumed

from .display import definition, plain, range_of
from .file import FormulaFile
from .plots.asked import pictures
from .statements import condition_of, domain_of, statement_of

__all__ = ["document_of", "sections", "stem_of"]

Data = Mapping[str, Any]


def document_of(
    file: FormulaFile,
    found: Sequence[Data],
    engine: str = "typst",
    drawn: Sequence[Picture] | None = None,
) -> Document:
    """The document of a file.

    Parameters
    ----------
    file
        The file.
    found
        What came of its claims, as `FormulaFile.check` has it.
    engine
        Who makes the PDF.
    drawn
        Its figures; without them, those that it asks for.
    """
    drawn = tuple(pictures(file)) if drawn is None else drawn
    parts = sections(file, found, drawn)
    title = _title(file, parts)
    return Document(parts, drawn, stem_of(file), engine, title=title, source=str(file.path))


def stem_of(file: FormulaFile) -> str:
    """What the document is called but for its ending."""
    return file.path.name.partition(".")[0]


def _title(file: FormulaFile, parts: Sequence[Section]) -> Title:
    told = title_of(parts).found if any(s.name == "claims" for s in parts) else ""
    made = f"Written by beyondthermal {version('beyondthermal')} from {plain(file.path.name)}."
    return Title(plain(file.title), "derived and checked", None, made, told, "")


def sections(
    file: FormulaFile, found: Sequence[Data], drawn: Sequence[Picture] = ()
) -> tuple[Section, ...]:
    """The sections that there is something in."""
    judged = {result["name"]: result for result in found}
    parts = (
        Section("Symbols", tuple(_symbols(file)), "symbols"),
        Section("Definitions", tuple(_definitions(file)), "definitions"),
        Section("The model", tuple(_model(file.model)) if file.model else (), "model"),
        Section("Steady state", tuple(_steady(file.model)) if file.model else (), "steady-state"),
        Section("Figures", tuple(drawn), "figures"),
        Section("Claims", tuple(_claims(file, judged)), "claims"),
    )
    return tuple(part for part in parts if part.blocks)


def _symbols(file: FormulaFile) -> Iterator[Block]:
    rows = [
        Quantity(
            str(symbol), latex(letters(symbol)), str(symbol), plain(file.unit(symbol)), side,
            ", ".join(filter(None, (plain(file.meaning(symbol)), f"${range_of(symbol, side)}$"))),
        )
        for symbol, side in file.where.items()
    ]  # fmt: skip
    if rows:
        yield Glossary(tuple(rows))
    if related := file.contents.domains.relations:
        yield Prose("Among them " + ", ".join(f"${latex(letters(r))}$" for r in related) + ".")


def _definitions(file: FormulaFile) -> Iterator[Block]:
    for name in file.definitions:
        yield Formula((definition(file, name),))


def _model(model: Model) -> Iterator[Block]:
    """What the master equation is made of."""
    lindbladian = model.lindbladian
    yield Prose(f"Levels: {', '.join(map(plain, model.space.labels))}. The Hamiltonian:")
    yield _operator(lindbladian.hamiltonian)
    for k, (rate, jump) in enumerate(lindbladian.jumps, 1):
        reservoir = model.reservoirs[k - 1]
        by = f", by the reservoir {reservoir}," if reservoir else ""
        yield Prose(f"Jump {k}{by} at the rate ${latex(letters(rate))}$:")
        yield _operator(jump)
    for name, operator in model.observables.items():
        yield Prose(f"The observable {name} is the expectation of")
        yield _operator(operator)
    for note in model.notes:
        yield Prose(f"Written as: {plain(note)}.")


def _operator(matrix: sp.Matrix) -> Formula:
    """A matrix, or where it is too wide for a page its elements X_ij that aren't zero."""
    whole = letters(sp.ImmutableMatrix(matrix))
    if width(whole) <= PAGE:
        return Formula((whole,))
    entries = sorted(whole.todok().items())
    named = ((assumed(f"X_{i + 1}{j + 1}", complex=True), entry) for (i, j), entry in entries)
    return Formula(tuple(letters(equation(name, entry)) for name, entry in named))


def _broken(shown: sp.Basic, taken: Collection[str]) -> Iterator[sp.Basic]:
    """An equation with names for what is too wide in roots and maxima, which no line ends in."""
    free = (n for n in (f"R_{k}" for k in count(1)) if n not in taken)
    named: dict[sp.Symbol, sp.Expr] = {}
    whole = shown.rhs
    for wide in (_under_roots, _in_maxima):
        parts = sorted(wide(whole), key=str)
        put = {part: like(name, part) for part, name in zip(parts, free, strict=False)}
        whole, named = whole.xreplace(put), named | {name: part for part, name in put.items()}
    yield letters(equation(shown.lhs, whole))
    yield from (letters(equation(name, part)) for name, part in named.items())


def _under_roots(expr: sp.Expr) -> set[sp.Expr]:
    roots = (p for p in expr.atoms(sp.Pow) if abs(p.exp) == sp.Rational(1, 2))
    return {p.base for p in roots if width(p) > PAGE // 2}


def _in_maxima(expr: sp.Expr) -> set[sp.Expr]:
    """The terms of maxima that fill most of a line."""
    sums = (arg for m in expr.atoms(sp.Max) if width(m) > 2 * PAGE // 3 for arg in m.args)
    return {term for sum_ in sums for term in sp.Add.make_args(sum_) if width(term) > PAGE // 3}


def _steady(model: Model) -> Iterator[Block]:
    """Whether it is the only one, and what it comes to; long fractions in parts that have names."""
    yield Prose(f"The steady state: {plain(uniqueness(model)).rstrip('; ')}.")
    if is_outsize(model):
        yield from (Prose(f"{plain(line)}.") for line in lengths(model))
    elif model.unique is None:
        yield Prose(f"{plain(model.family.description)}.".replace("..", "."))
    taken = {*model.symbols, *model.names}
    for shown in statements(model).values():
        yield from (Formula((part,)) for part in _broken(shown, taken))


def _claims(file: FormulaFile, judged: Mapping[str, Data]) -> Iterator[Block]:
    """The claims that were judged; of one that can't be read, where the slip is."""
    claims = [claim for claim in file.claims if claim.name in judged]
    read = [claim for claim in claims if not judged[claim.name]["slip"]]
    for number, claim in enumerate(read, 1):
        yield _equation(file, claim, judged[claim.name], f"{number}")
    for claim in claims:
        if judged[claim.name]["slip"]:
            slip = judged[claim.name]["explanation"].replace(str(file.path), file.path.name)
            yield Prose(f"Not read, so nothing is claimed: {plain(slip)}.")


def _equation(file: FormulaFile, claim: Entry, result: Data, number: str) -> Equation:
    """A claim with its verdict."""
    says = str(claim.settings.get("says") or claim.name)
    statement = statement_of(file, claim)
    told = plain(says) if statement else f"{plain(says)}: {plain(claim.statement)}"
    verdict = Verdict[result["verdict"].upper()]
    certificates = tuple(result["certificates"])
    method = "; ".join(filter(None, (plain(result["method"]), _rechecked(certificates))))
    proof = Proof(verdict, method, certificates, result["counterexample"])
    finding = Finding(
        statement, proof, domain=domain_of(file, claim), condition=condition_of(file, claim)
    )
    stated = Claim(claim.name, told, statement, Verdict[claim.expected.upper()])
    checked = Result(stated, finding, result["seconds"])
    whole = "All certificates are in what beyondthermal check --json writes."
    return Equation((claim.name,), checked, statement, (), (), number, whole)


def _rechecked(certificates: Sequence[Certificate]) -> str:
    """What is said of certificates that the checker accepts, all of them; that 0 = 0 is none."""
    plain = [json.loads(json.dumps(certificate)) for certificate in certificates]
    try:
        return CERTIFIED if telling(plain) and all(map(holds, plain)) else ""
    except (ValueError, KeyError, TypeError):
        return ""
