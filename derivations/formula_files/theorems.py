"""The claims of a file as theorems of Rocq, over its own definitions.

A claim that was decided is asked of the prover, whose tree the checker accepts. What a file can
make it do, it does in a process with limits.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from beyondthermal.derivations.claim_files.entry import Entry
from beyondthermal.derivations.claim_files.meaning import Formulas
from beyondthermal.derivations.proofs.questions import Question, as_question
from beyondthermal.derivations.proofs.search import find
from beyondthermal.derivations.proofs.terms import term
from beyondthermal.derivations.rocq.project import project, rows_of
from beyondthermal.numeric.sizes import MEMORY
from beyondthermal.numeric.workers import Ended, Worker
from beyondthermal.symbolic.statements import Meaning

from .file import FormulaFile
from .master_equation import master_equation
from .statements import stated

__all__ = ["theorems_of"]

Data = Mapping[str, Any]
# What a process does: a function, and its arguments.
Task = tuple[Any, ...]
_UNASKED: Data = {"statement": None, "where": {}, "at": {}, "tree": None}
_NO_TREE = "no proof tree was found"
_RELATED = "relations among symbols are not written"
_INEXACT = "a counter-example among whole numbers, or between ends that aren't fractions"
_UNKNOWN = "the checker has no term or no domain for something in it"


def theorems_of(file: FormulaFile, judged: Sequence[Data], seconds: float) -> dict[str, bytes]:
    """The files of an export.

    Parameters
    ----------
    file
        The file; of a model that has one the steady state in closed form comes first.
    judged
        What came of its claims.
    seconds
        How long the proof of a claim may be searched for, and how long all may take to be written.

    Raises
    ------
    ValueError
        If they can't be written in this time.
    """
    verdicts = {result["name"]: result for result in judged}
    own, document = master_equation(file, _definitions(file))
    worker: Worker[Task, Any] = Worker(_done, memory=MEMORY)
    results = []
    try:
        if own:
            results.append(own | _searched(worker, own, document, seconds))
        for claim in file.claims:
            asked = _asked(file, claim, verdicts[claim.name]["verdict"])
            if "reason" not in asked and asked["statement"]:
                asked = asked | _searched(worker, asked, document, claim.seconds(seconds))
            results.append({**verdicts[claim.name], **asked})
        found = worker.ask((_written, {**document, "results": results}, file.title), seconds)
    finally:
        worker.close()
    if isinstance(found, Ended):
        raise ValueError(f"{file.path}: the theorems are not written: {found.reason}")
    files: dict[str, bytes] = found
    return files


def _done(task: Task) -> Any:
    function, *arguments = task
    return function(*arguments)


def _written(document: Data, title: str) -> dict[str, bytes]:
    names = [result["name"] for result in document["results"]]
    return project(document, rows_of(document, {"claims": names}), title)


def _asked(file: FormulaFile, claim: Entry, verdict: str) -> dict[str, Any]:
    """The question of a claim that was decided, or the reason why there is none."""
    if verdict not in ("proved", "refuted"):
        return {**_UNASKED}
    refute = verdict == "refuted"
    try:
        return {**vars(_question(file, claim, exact=refute)), "refute": refute}
    except ValueError as error:
        return {**_UNASKED, "reason": str(error)}


def _searched(
    worker: Worker[Task, Any], asked: Data, document: Data, seconds: float
) -> dict[str, Any]:
    """The tree of a statement, or the reason why there is none."""
    task = (_tree, asked["statement"], asked["where"], document, asked["refute"])
    tree = worker.ask(task, seconds)
    why = f": {tree.reason}" if isinstance(tree, Ended) else ""
    return {"tree": None if why else tree, "reason": f"{_NO_TREE}{why}"}


def _tree(statement: Any, where: Data, document: Data, refute: bool) -> Any:
    return find(statement, where, {}, document, refute=refute)


def _bodies(file: FormulaFile) -> dict[sp.Symbol, sp.Expr]:
    """What is defined, and what a model comes to, by the symbols that stand for it."""
    names = file.folded_names
    own = {n: file.expressions[n] for n in file.results if n not in file.definitions}
    bodies = {**own, **file.definitions}
    return {names[n]: body for n, body in bodies.items() if n in names and names[n].is_Symbol}


def _definitions(file: FormulaFile) -> dict[str, Any]:
    """Definitions as the checker's terms, those that have any."""
    found = {}
    for name, body in _bodies(file).items():
        try:
            found[str(name)] = term(body)
        except ValueError:
            continue
    return found


def _question(file: FormulaFile, claim: Entry, *, exact: bool) -> Question:
    """A claim as the checker's data.

    Raises
    ------
    ValueError
        If the checker has no such statement.
    """
    try:
        formulas = Formulas(claim, file.folded_names, file.contents.domains)
        statement = stated(formulas)
    except ValueError:
        raise ValueError(_UNKNOWN) from None
    bodies, used = _bodies(file), list[sp.Symbol]()
    ahead = sorted(set().union(*(part.free_symbols for part in statement)), key=str)
    while ahead:
        name = ahead.pop()
        if name not in used:
            used.append(name)
            ahead += sorted(bodies[name].free_symbols if name in bodies else (), key=str)
    at = {name: bodies[name] for name in used if name in bodies}
    where = _ranges(formulas, [name for name in used if name not in bodies])
    if exact and not all(map(_is_exact, where.items())):
        raise ValueError(_INEXACT)
    try:
        asked = as_question(statement, Meaning(where, at))
    except ValueError:
        raise ValueError(_UNKNOWN) from None
    return Question(asked.statement, asked.where, {})


def _ranges(formulas: Formulas, used: Sequence[sp.Symbol]) -> dict[sp.Symbol, sp.Set]:
    """The range of each symbol; a relation of one to a number narrows it."""
    domains = formulas.domains
    sides = {name: side for name, side in domains.sides.items() if name in used}
    domain = domains.about(*used)
    for relation in () if isinstance(domain, Mapping) else domain[1:]:
        symbol, side = _side(relation)
        if symbol in sides:
            sides[symbol] = sp.Intersection(sides[symbol], side)
    return sides


def _side(relation: sp.Basic) -> tuple[sp.Symbol, sp.Set]:
    """What a relation of a symbol to a fraction says: x >= 0, or 0 <= x.

    Raises
    ------
    ValueError
        If it is another one.
    """
    if isinstance(relation, sp.Lt | sp.Le | sp.Gt | sp.Ge):
        low, high = relation.lts, relation.gts
        is_open = isinstance(relation, sp.Lt | sp.Gt)
        if low.is_Rational and high.is_Symbol:
            return high, sp.Interval(low, sp.oo, is_open)
        if low.is_Symbol and high.is_Rational:
            return low, sp.Interval(-sp.oo, high, False, is_open)
    raise ValueError(_RELATED)


def _is_exact(range_: tuple[sp.Symbol, sp.Set]) -> bool:
    """Whether every point of the checker's range is one of the symbol's."""
    symbol, side = range_
    return not symbol.is_integer and all(
        e.is_Rational or e.is_infinite for e in (side.inf, side.sup)
    )
