"""A question asked on every piece of its domain, and what its answer is worth there."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

import sympy as sp

from .boxes import Question
from .budget import SpentError, question
from .conditions import Condition
from .paths import sides
from .proof import Proof, Verdict, all_of

__all__ = ["approached", "meaningful", "on_every_piece"]


def approached(pieces: list[Question], point: Mapping[sp.Symbol, sp.Expr]) -> list[Question]:
    """The pieces of a domain from which a point can be approached; all of them if none can."""
    found = []
    for asked in pieces:
        with suppress(ValueError, KeyError):
            if all(sides(v, to, asked.box[v]) for v, to in asked.approach(point).items()):
                found.append(asked)
    for variable in () if found else point:
        if any(variable not in {**asked.names, **asked.chart.to} for asked in pieces):
            raise ValueError(f"Argument `where` must give {variable} an interval to approach in.")
    return found or pieces


def on_every_piece(
    decided: Callable[[Question], Proof],
    pieces: list[Question],
    also: Sequence[sp.Symbol] = (),
    *,
    real: bool = True,
) -> Proof:
    """All pieces of the domain together, within one budget; one that refutes is enough."""
    with question():
        try:
            return _together(decided, pieces, also, real)
        except SpentError as error:
            return Proof(Verdict.INCONCLUSIVE, f"no proof found: {error}")


def _together(
    decided: Callable[[Question], Proof],
    pieces: list[Question],
    also: Sequence[sp.Symbol],
    real: bool,
) -> Proof:
    proofs: list[Proof] = []
    for asked in pieces:
        if reason := _without_meaning(asked, real):
            proofs.append(Proof(Verdict.INCONCLUSIVE, reason))
            continue
        found = asked.chart.told(_heeded(asked, decided(asked), also))
        if found.verdict is Verdict.REFUTED:
            values = {str(v): str(value) for v, value in asked.values.items()}
            return replace(found, counterexample=values | dict(found.counterexample or {}))
        proofs.append(found)
    return all_of(*proofs)


def _without_meaning(asked: Question, real: bool) -> str:
    """Why a question has no meaning on a piece, if it has none."""
    if any(e.has(sp.nan, sp.zoo) for e in asked.expressions):
        where = ", ".join(f"{v} = {value}" for v, value in asked.values.items())
        return f"there is no value for {where}" if where else "there is no value anywhere"
    odd = [sp.I] if real and any(e.has(sp.I) for e in asked.expressions) else []
    among = set[sp.Basic]().union(*(e.free_symbols for e in asked.expressions))
    odd += [v for v, u in asked.names.items() if u in among and v.is_complex and v.is_real is None]
    if not odd:
        return ""
    return f"{odd[0]} is no real number: equations and limits in one variable alone are complex"


def meaningful(found: Proof, missing: Sequence[Condition]) -> Proof:
    """A proof, if the values that it speaks of are there."""
    if not found or not missing:
        return found
    reason = f"{found.method}; but {missing[0]}: narrow the domain"
    return Proof(Verdict.INCONCLUSIVE, reason)


def _heeded(asked: Question, found: Proof, also: Sequence[sp.Symbol]) -> Proof:
    """What holds for more than is asked holds; what fails there need not fail."""
    unheeded = dict.fromkeys([*asked.unheeded, *also])
    if found.verdict is not Verdict.REFUTED or not unheeded:
        return found
    names = ", ".join(map(str, unheeded))
    reason = f"it {found.method}, but more is assumed of {names} than was heeded there"
    return Proof(Verdict.INCONCLUSIVE, reason)
