"""A claim's statement, domain and names as the checker's data, and the table of definitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp

from beyondthermal.derivations.verify.terms import is_name
from beyondthermal.symbolic.definitions import DEFINITIONS, unfold
from beyondthermal.symbolic.operator_equations import OPERATORS
from beyondthermal.symbolic.operator_notation import average
from beyondthermal.symbolic.statements import (
    Cut,
    Iff,
    InDimensions,
    Leading,
    Meaning,
    Rounded,
    any_matrices,
    lim,
    sup,
)
from beyondthermal.symbolic.symbols import HALVES

from .terms import domain, end, rows, term

__all__ = ["Question", "as_question", "tables"]

Data = Any


@dataclass(frozen=True)
class Question:
    """What the checker is asked: its statement, its domain, and what some names stand for."""

    statement: Data
    where: Mapping[str, Data]
    at: Mapping[str, Data]


@cache
def tables() -> Mapping[str, Mapping[str, Data]]:
    """The definitions and matrices of every document."""
    bodies = {name.name: term(each.body()) for name, each in DEFINITIONS.items()}
    matrices = {operator.name: rows(matrix) for operator, matrix in OPERATORS.items()}
    return {"definitions": bodies, "matrices": matrices, "models": {}}


def as_question(statement: tuple[sp.Basic, ...], meaning: Meaning) -> Question:
    """A statement for the checker.

    Raises
    ------
    ValueError
        If the checker has no such statement.
    """
    names = {name: term(name) for name in meaning.local}
    if not all(map(is_name, names.values())) or len(set(names.values())) < len(names):
        raise ValueError("Argument `meaning` must give names a meaning, not other expressions.")
    parts = [_part(part, meaning) for part in statement]
    local = {
        names[name]: rows(body) if isinstance(body, sp.MatrixBase) else term(body)
        for name, body in meaning.local.items()
    }
    at = local | {name.name: term(body) for name, body in meaning.at.items()}
    ranges = {**_assumed(statement, meaning), **_entries(statement), **meaning.where}
    where = {name: side for name, side in domain(ranges).items() if name not in at}
    return Question(parts[0] if len(parts) == 1 else ["and", *parts], where, at)


def _assumed(statement: tuple[sp.Basic, ...], meaning: Meaning) -> dict[sp.Symbol, sp.Set]:
    """The ranges of all other variables: what their symbols are declared with.

    A complex number that only entries of matrices hold needs none.
    """
    variables, seen = set[sp.Symbol](), set[sp.Symbol]()
    ahead = [s for part in (*statement, *meaning.local.values()) for s in _in(part)]
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        body = None if name in meaning.where else _body(name, meaning)
        if body is None:
            variables.add(name)
        else:
            ahead += _in(body)
    commuting = (s for s in variables if s.is_commutative)
    return {s: _declared(s) for s in sorted(commuting, key=str)}


def _entries(statement: tuple[sp.Basic, ...]) -> dict[sp.Symbol, sp.Set]:
    """The entries of any matrices; some are called what a definition is, and are no such name."""
    largest = ((p.args[0], max(p.sizes)) for p in statement if isinstance(p, InDimensions))
    found = (entry for one in largest for matrix in any_matrices(*one).values() for entry in matrix)
    return dict.fromkeys(found, sp.S.Complexes)


def _in(part: sp.Basic) -> set[sp.Symbol]:
    """The names in an expression, but for those in means; of a matrix those that are real."""
    means = {mean: sp.Dummy() for mean in part.atoms(average)}
    found: set[sp.Symbol] = part.xreplace(means).free_symbols - set(means.values())
    return {s for s in found if s.is_extended_real or not isinstance(part, sp.MatrixBase)}


def _body(name: sp.Symbol, meaning: Meaning) -> sp.Basic | None:
    """What a name stands for, as it is written: nothing cancels."""
    for table in (meaning.at, meaning.local):
        if name in table:
            return table[name]
    return DEFINITIONS[name].body() if name in DEFINITIONS else None


def _declared(variable: sp.Symbol) -> sp.Set:
    halves = (half for name, half in HALVES.items() if getattr(variable, f"is_{name}"))
    return next(halves, sp.Reals if variable.is_extended_real else sp.S.Complexes)


def _part(part: sp.Basic, meaning: Meaning) -> Data:
    left, right = part.args[:2]
    if isinstance(part, Rounded | Cut):
        low, high = map(term, part.between)
        return ["and", [">=", term(left), low], ["<", term(left), high]]
    if isinstance(part, InDimensions):
        return ["and", *(_of_size(part.args[0], d, meaning) for d in part.sizes)]
    if isinstance(part, Iff):
        return ["iff", _part(left, meaning), _part(right, meaning)]
    if isinstance(part, Leading):
        ((variable, at),) = part.point.items()
        last = _last(right, variable, at, meaning)
        return ["o", term(left), {variable.name: end(at)}, term(right), term(last)]
    if isinstance(left, sup):
        inside = term(left.args[0])
        bound, limit = ["<=", inside, term(right)], ["limit", inside, _point(left), term(right)]
        return ["and", bound, limit]
    if isinstance(left, lim):
        points, inside = [_point(left)], left.args[0]
        while isinstance(inside, lim):
            points, inside = [_point(inside), *points], inside.args[0]
        value = end(right) if right in (sp.oo, -sp.oo) else term(right)
        if len(points) > 1:
            return ["limits", term(inside), points, value]
        return ["limit", term(inside), points[0], value]
    if isinstance(right, sp.Basic) and (orders := right.atoms(sp.Order)):
        (order,) = orders
        ((variable, at),) = zip(order.variables, order.point, strict=True)
        leading = right.xreplace({order: sp.S.Zero})
        return ["O", term(left), {variable.name: end(at)}, term(leading), term(order.expr)]
    if isinstance(part, tuple(_RELATIONS)):
        sign = _RELATIONS[type(part)]
        return [sign, term(left), term(right)]
    raise ValueError(f"Argument `statement` must be one the checker knows, but has {part}.")


def _of_size(equation: sp.Basic, d: int, meaning: Meaning) -> Data:
    """An equation of operators with d × d matrices in their places, entry by entry unknown."""
    named = {str(n): ["matrix", rows(m)] for n, m in any_matrices(equation, d).items()}

    def put(data: Data) -> Data:
        if isinstance(data, list):
            return [*map(put, data)]
        return named.get(data, data) if isinstance(data, str) else data

    return put(_part(equation, meaning))


_RELATIONS = {sp.Eq: "=", sp.Ne: "!=", sp.Lt: "<", sp.Le: "<=", sp.Gt: ">", sp.Ge: ">="}


def _point(limit: lim) -> dict[str, str]:
    return {variable.name: end(at) for variable, at in limit.point.items()}


def _last(leading: sp.Expr, variable: sp.Symbol, at: sp.Expr, meaning: Meaning) -> sp.Expr:
    """The smallest term near the point."""
    side = meaning.where.get(variable)
    if at in (sp.oo, -sp.oo):
        near = sp.Integer(40) if at == sp.oo else sp.Integer(-40)
    else:
        below = isinstance(side, sp.Interval) and side.end == at
        near = at + sp.Rational(-1 if below else 1, 10**6)
    sample = {name: sp.Rational(3, 7) for name in leading.free_symbols} | {variable: near}

    def size(part: sp.Expr) -> sp.Expr:
        body = unfold(part, keep=meaning.where, at={**meaning.at})
        values = {name: sample.get(name, sp.Rational(3, 7)) for name in body.free_symbols}
        return abs(sp.N(body.subs(values)))

    return min(sp.Add.make_args(sp.expand(leading)), key=size)
