"""Certificates of claims that were decided without: of limits of one variable, and of sums.

They are what the checker computes again, `derivations/verify/germs`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import sympy as sp

from beyondthermal.derivations.verify.certificates import holds
from beyondthermal.derivations.verify.germs.limits import Limit, limit_of
from beyondthermal.derivations.verify.polynomials import METER, BadProofError
from beyondthermal.symbolic.decision import budget, decide
from beyondthermal.symbolic.decision.boxes import Box, Question, outer, questions
from beyondthermal.symbolic.decision.identities.sums import telescope
from beyondthermal.symbolic.decision.limits.complex_functions.parts import KEPT
from beyondthermal.symbolic.decision.pieces import approached
from beyondthermal.symbolic.decision.searches.leaves import defined_tree

from .asymptotics.expansions import ends_of, limit_proof
from .enclosed_terms import tree

__all__ = ["certificates_of"]

Data = dict[str, Any]
# Products of terms, and steps of a question, that they may take.
_PRODUCTS, _STEPS = 200_000, 1_000_000


def certificates_of(asked: Callable[..., Any]) -> list[Data]:
    """Certificates of a question that was decided: of a limit, or of the sums in it.

    There are none unless the checker accepts all that are needed.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> (found,) = certificates_of(partial(decide.limit, sp.sin(x) / x, {x: 0}, sp.S.One))
    >>> found["kind"]
    'limit'
    """
    if not isinstance(asked, partial):
        return []
    try:
        with METER.limited(_PRODUCTS), budget.question():
            budget.spend(budget.STEPS - _STEPS)
            if asked.func is decide.limit:
                return list(_limits(*asked.args, **asked.keywords))
            return list(_sums(asked.args, asked.keywords.get("where")))
    except (ArithmeticError, RecursionError, TypeError, ValueError, budget.SpentError):
        return []


def _limits(
    expr: sp.Expr, point: Mapping[sp.Symbol, sp.Expr], value: sp.Expr, *,
    where: Any = None, joint: bool = True,
) -> Iterator[Data]:  # fmt: skip
    """One certificate for each piece of the domain."""
    del joint  # of one variable both are the same
    ((variable, to),) = point.items()
    is_complex = any(sp.sympify(e).has(sp.I) for e in (expr, value))
    but = KEPT if is_complex else ()
    pieces = questions([expr, value], where, point, real=not is_complex, but=but)
    for asked in approached(pieces, point):
        found = _limit(asked, asked.names[variable], sp.sympify(to), is_complex)
        if not holds(found):
            raise BadProofError("the checker doesn't see it")
        yield found


def _sums(parts: Sequence[Any], where: Any) -> Iterator[Data]:
    """One certificate for each sum without an end, on each piece of the domain."""
    sums = (s for part in parts if isinstance(part, sp.Basic) for s in part.atoms(sp.Sum))
    for s in dict.fromkeys(sums):
        if (found := telescope(s)) is None or found.end is not sp.oo:
            raise BadProofError("a sum without a telescope")
        terms = [found.f, found.T, found.last, found.value]
        for asked in questions(terms, found.domain(where), [found.n]):
            certificate = _sum(asked, asked.names[found.n], int(found.start))
            if not holds(certificate):
                raise BadProofError("the checker doesn't see it")
            yield certificate


def _sum(asked: Question, n: sp.Symbol, start: int) -> Data:
    box = outer(asked.box)
    f, T, last, value = asked.expressions
    ends = {str(v): ends_of(side) for v, side in box.items()}
    limit = {"kind": "limit", "term": tree(T), "value": tree(last), "along": str(n), "to": "oo"}
    parts = [defined_tree(e, box) for e in asked.expressions]
    if None in parts:
        raise BadProofError("a part that isn't shown to be defined")
    return {
        "kind": "sum", "term": tree(f), "over": str(n), "from": start, "value": tree(value),
        "box": {name: side for name, side in ends.items() if name != str(n)},
        "proof": {
            "telescope": tree(T), "limit": tree(last),
            "defined": [row for rows in parts for row in rows],
            "tends": limit_proof(*_asked({**limit, "box": ends}, box)),
        },
    }  # fmt: skip


def _limit(asked: Question, variable: sp.Symbol, to: sp.Expr, is_complex: bool) -> Data:
    box = outer(asked.box)
    f, value, place = (tree(e, is_complex=is_complex) for e in (*asked.expressions, to))
    found = {
        "kind": "limit", "term": f, "value": value, "along": str(variable), "to": place,
        "box": {str(v): ends_of(side) for v, side in box.items()},
    }  # fmt: skip
    if not to.is_Rational and to.is_finite:
        side = asked.box[variable]
        ends = found["box"][str(variable)]
        reached = ((0, side.start == to, side.left_open), (2, side.end == to, side.right_open))
        for k, here, is_open in reached:
            ends[k : k + 2] = ["to", bool(is_open)] if here else ends[k : k + 2]
    return found | {"proof": limit_proof(*_asked(found, box))}


def _asked(certificate: Data, box: Box) -> tuple[Limit, Box]:
    """What a certificate is of, and where the parameters are."""
    limit, _ = limit_of({**certificate, "proof": None})
    return limit, {v: side for v, side in box.items() if str(v) != limit.variable}
